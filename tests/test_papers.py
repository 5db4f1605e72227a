"""What the papers name is there: files, commands, forms for reports of faults."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob(".github/*.md")])
RECORDS = sorted(
    set((ROOT / "docs" / "decisions").glob("*.md")) - {ROOT / "docs/decisions/README.md"}
)
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_paper_links_to_is_there(paper: Path):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", paper.read_text(encoding="utf-8"))
    places = [link for link in links if not link.startswith("http")]
    assert [place for place in places if not (paper.parent / place).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_a_paper_names_is_one(paper: Path):
    script = (ROOT / ".ci" / "dev.py").read_text(encoding="utf-8")
    commands = set(re.findall(r"^ +\"(\w+)\": \w+,$", script, re.MULTILINE))
    named = re.findall(r"dev\.py (\w+)", paper.read_text(encoding="utf-8"))
    assert {"run", "test", "quick"} <= commands
    assert set(named) <= commands


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_decision_has_its_date_and_its_four_parts_and_is_led_to(record: Path):
    text = record.read_text(encoding="utf-8")
    assert re.search(r"\A# .+\n\n20\d\d-\d\d-\d\d, ", text)
    parts = [
        text.index(f"**{part}.**") for part in ("Context", "Decision", "Rejected", "Consequences")
    ]
    assert parts == sorted(parts)
    for page in ("docs/decisions/README.md", "docs/architecture.md"):
        assert record.name in (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_something_and_each_answer_has_a_name(form: Path):
    read = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= read.keys()
    asked = [item for item in read["body"] if item["type"] != "markdown"]
    assert len({item["id"] for item in asked}) == len(asked)
    assert all(item["attributes"]["label"] for item in asked)
    assert any(item.get("validations", {}).get("required") for item in asked)


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.stem[0] in "12"], ids=lambda path: path.stem
)
def test_nobody_sends_a_report_without_having_agreed_to_it(form: Path):
    read = yaml.safe_load(form.read_text(encoding="utf-8"))
    (agreed,) = (item for item in read["body"] if item.get("id") == "agreed")
    assert all(option["required"] for option in agreed["attributes"]["options"])
