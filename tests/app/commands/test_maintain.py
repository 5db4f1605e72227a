"""The command of whoever keeps the rules: `explain`."""

import json
from pathlib import Path

import pytest

from app import checks
from app.commands import cli
from app.commands.review import plain
from app.disk import places
from app.files import store

SAMPLE = Path(__file__).parent.parents[1] / "data" / "reports" / "sample.json"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A report with two numbers in its texts that are not the tables', and a cell still blank."""
    report = store.load(SAMPLE).report
    report.apply({("texts", "overview/on_request"): "收到政府信息公开申请27件。予以公开15件。"})
    report.apply({("cells", "requests/granted/natural"): None})
    store.save(report, tmp_path / "年报.json")
    return tmp_path / "年报.json"


def explain(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    assert cli.main(["explain", *map(str, words)]) == 0
    return capsys.readouterr().out


def test_everything_that_check_says_is_printed_once(wrong: Path, capsys):
    printed = explain(capsys, wrong).splitlines()
    found = checks.findings(store.load(wrong).report)
    assert len(found) > 3
    for finding in found:
        assert sum(line.endswith(f" {finding.rule} {finding.message}") for line in printed) == 1


def test_one_text_alone_is_shown(wrong: Path, capsys):
    printed = explain(capsys, wrong, "overview/on_request")
    assert "读成  收到政府信息公开申请#件" in printed
    assert "【引言】" not in printed
    assert "不在正文里" not in printed


def test_for_a_program_it_is_json_with_the_findings_as_check_has_them(wrong: Path, capsys):
    made = json.loads(explain(capsys, wrong, "--json"))
    found = [json.loads(json.dumps(plain(f))) for f in checks.findings(store.load(wrong).report)]
    shown = [f for text in made["texts"] for f in text["findings"]] + made["findings"]
    assert [f for f in found if f not in shown] == []
    assert [f for f in shown if f not in found] == []
    assert (made["edition"], made["rules"], made["left_out"]) == ("2021", "2021", [])
    (text,) = (text for text in made["texts"] if text["id"] == "overview/on_request")
    (line,) = text["pieces"][0]["lines"]
    assert (line["name"], line["by"], line["finding"]) == ("本年新收", "words 1", True)
    assert line["cells"][0] == "requests/new_received/total"


def test_a_text_that_the_form_does_not_have_is_refused_with_those_it_has(capsys):
    assert cli.main(["explain", str(SAMPLE), "overview/nothing"]) == 2
    refused = capsys.readouterr().err
    assert "没有“overview/nothing”这段文字" in refused
    assert "overview/on_request" in refused


def test_last_year_s_report_is_asked_where_it_is_given(wrong: Path, tmp_path: Path, capsys):
    last = store.load(wrong).report
    last.apply({("year", ""): (last.year or 0) - 1})
    before = tmp_path / "上年.json"
    store.save(last, before)
    assert "先不说" in explain(capsys, wrong, "overview/on_request", "--previous", before)


def test_rules_that_are_left_out_stand_first(tmp_path: Path, capsys):
    whole = (places.resources() / "rules" / "2021.yaml").read_text(encoding="utf-8")
    own = places.settings_folder() / "rules" / "2022.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(whole.replace("[[requests/partial/total]]", "[[x/y/z]]"), encoding="utf-8")
    form = (places.resources() / "forms" / "2021.yaml").read_text(encoding="utf-8")
    form = form.replace('rules: "2021"', 'rules: "2022"').replace(
        'edition: "2021"', 'edition: "2044"'
    )
    (places.settings_folder() / "forms").mkdir()
    (places.settings_folder() / "forms" / "2044.yaml").write_text(form, encoding="utf-8")
    file = tmp_path / "2044.json"
    assert (
        cli.main(["new", str(file), "--organ", "示例局", "--year", "2044", "--edition", "2044"])
        == 0
    )
    capsys.readouterr()
    first = explain(capsys, file).splitlines()[0]
    assert (
        first
        == "规则文件 2022.yaml，checks/部分公开/cells：没有 x/y/z 这样的单元格；这一条没有用。"
    )
