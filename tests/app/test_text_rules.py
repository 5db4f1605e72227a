"""docs/text-rules.md: every example in it is run, and says what the page says."""

import re
from pathlib import Path

import pytest

from app.checks.skeleton import read
from app.commands import cli
from app.disk import places
from app.files import store
from app.forms import catalogue as forms
from app.forms.model import Form
from app.forms.text_rules import Mention

PAGE = (Path(__file__).parents[2] / "docs" / "text-rules.md").read_text(encoding="utf-8")
SAMPLE = Path(__file__).parents[1] / "data" / "reports" / "sample.json"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    # the shipped 2021 form is remembered, and with it the rules of another test's folder
    monkeypatch.setattr(forms, "form", _fresh)
    return tmp_path


def _fresh(edition: str) -> Form:
    return forms.read(places.resources() / "forms" / f"{edition}.yaml")


def test_every_example_of_the_page_is_what_happens(folder: Path, capsys):
    ran = 0
    for kind, block in re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL):
        if kind == "yaml":
            own = places.settings_folder() / "rules" / "2021.yaml"
            own.parent.mkdir(parents=True)
            own.write_text(block, encoding="utf-8")
            continue
        command, _, printed = block.partition("\n")
        report = store.load(SAMPLE).report
        (sentence,) = re.findall(r"原文  (.*)", printed)
        report.apply({("texts", "overview/on_request"): sentence})
        store.save(report, folder / "年报.json")
        assert cli.main(command.removeprefix("$ nianbao ").split()) == 0
        assert capsys.readouterr().out == printed
        ran += 1
    assert ran == 3


def test_the_skeleton_of_the_page_is_what_texts_are_read_as():
    text, skeleton = re.findall(r"(?m)^    (2023 .*?)   →   (.*)$", PAGE)[0]
    assert read(text, 2023).skeleton == skeleton
    for sign, said, year in [
        ("#", "一千二百件", None), ("#", "1.2万件", None), ("≈", "50余件", None), ("≈", "数十件", None),
        ("#%", "百分之五", None), ("＊", "〔2021〕30号", None), ("＊", "第三", None),
        ("Ｙ", "2023年", 2023), ("Ｘ", "2022年", 2023), ("Ｚ", "2024年", 2023), ("Ｏ", "2019年", 2023),
        ("Ｊ", "1月1日", None), ("Ｄ", "12月31日", None), ("Ｍ", "3月4日", None),
    ]:  # fmt: skip
        assert f"`{sign}`" in PAGE
        assert read(said, year).skeleton.startswith(sign)
    assert read("甲、乙分别为1件、2件", None).skeleton.endswith("；甲#件；乙#件")


def test_every_field_of_a_mention_is_on_the_page():
    fields = {*Mention.__struct_fields__} - {"name"}
    assert {field for field in fields if f"`{field}" not in PAGE} == set()
