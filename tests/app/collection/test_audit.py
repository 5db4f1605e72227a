"""A summed report is held against the files that it was summed from, whenever it is checked."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from app.collection import parts
from app.files import store
from app.report.report import Report
from tests.app.collection.conftest import BUREAU, COUNTY, edited, run, write_facts
from tests.app.collection.test_cases import CORRECTION

GRANTED = "requests/granted/natural"
PARTS = {
    "市政府": 349, "市各有关部门": 933, "沭阳": 477, "泗阳": 301, "泗洪": 874, "宿豫": 216, "宿城": 348,
    "经开区": 55, "湖滨": 26, "苏宿园": 12, "洋河": 16,
}  # fmt: skip
NAMES = {
    "市政府": "宿迁市政府", "市各有关部门": "市各有关部门（汇总）", "沭阳": "沭阳县人民政府",
    "泗阳": "泗阳县人民政府", "泗洪": "泗洪县人民政府", "宿豫": "宿豫区人民政府", "宿城": "宿城区人民政府",
    "经开区": "宿迁经开区管委会", "湖滨": "湖滨新区管委会", "苏宿园": "苏宿园管委会", "洋河": "洋河新区管委会",
}  # fmt: skip
SENTENCE = "全市全年共收办政府信息公开申请案件{total}件，其中：{parts}。"


@pytest.fixture
def summed(lay, tmp_path: Path) -> Path:
    out = tmp_path / "和.json"
    run("merge", lay("003", "020", "021"), "-o", out, "--organ", "甲县人民政府")
    return out


def audited(file: Path, capsys: Any) -> list[dict[str, Any]]:
    capsys.readouterr()
    run("check", file, "--json")
    found = [each for each in json.loads(capsys.readouterr().out) if each["rule"] == "R37"]
    return [each for each in found if "算重了的" not in each["message"]]


def test_a_sum_that_is_one_is_not_spoken_of(summed, capsys):
    assert audited(summed, capsys) == []


def test_a_figure_that_is_not_the_sum_any_more_names_its_addends(summed, capsys):
    edited(summed, requests__granted__natural=27)
    (found,) = audited(summed, capsys)
    assert found["cells"] == [GRANTED]
    assert found["severity"] == "error"
    assert f"各单位相加是 26，这里是 27，相差 1（{BUREAU} 26）" in found["message"]


def test_a_sum_that_was_sent_up_without_its_units_is_not_called_wrong(summed, capsys):
    edited(summed, requests__granted__natural=27)
    (summed.parent / "名单.txt").write_text("甲县人民政府\n", encoding="utf-8")
    above = summed.parent / "市里"
    above.mkdir()
    report = store.load(summed).report
    store.save(report, above / "甲县.json")
    capsys.readouterr()
    for words in ((), ("--units", summed.parent / "名单.txt")):
        run("check", above, "--json", *words)
        found = json.loads(capsys.readouterr().out)[str(above / "甲县.json")]
        assert [each["severity"] for each in found if "旁边没有" in each["message"]] == ["hint"]
        assert not any("读不到" in each["message"] for each in found)


def test_corrections_belong_to_the_sum(collection, tmp_path, capsys):
    write_facts(collection, year=2023, corrections=[CORRECTION])
    out = tmp_path / "和.json"
    run("merge", collection, "-o", out)
    assert audited(out, capsys) == []
    edited(out, requests__granted__natural=26)
    (found,) = audited(out, capsys)
    assert "各单位相加是 25，这里是 26" in found["message"]


def test_a_unit_s_file_that_was_changed_or_is_gone_is_told_before_any_figure(summed, capsys):
    received = summed.parent / "收到"
    edited(received / "020.json", requests__granted__natural=99)
    (received / "003.json").unlink()
    first, second = (found["message"] for found in audited(summed, capsys))
    assert COUNTY in first
    assert "找不到" in first
    assert "在汇总以后改过" in second


@pytest.mark.parametrize(
    "file", ["/etc/passwd", "//host/share/a.json", "\\\\host\\a.json", "C:/a.json"]
)
def test_a_name_that_leads_elsewhere_is_not_followed(summed, capsys, monkeypatch, file):
    report = store.load(summed).report
    (unit, *others) = report.get(("provenance", ""))
    report.apply(
        {
            ("provenance", ""): [
                *others,
                {**{f: getattr(unit, f) for f in unit.__struct_fields__}, "file": file},
            ]
        }
    )
    store.save(report, summed)
    (found,) = audited(summed, capsys)
    assert "没有去读" in found["message"]


@pytest.fixture
def city(tmp_path: Path, form) -> Path:
    """宿迁 2023: eleven units whose new requests are those that its text names."""
    (tmp_path / "收到").mkdir()
    for part, figure in PARTS.items():
        carried = {"沭阳": 50, "泗洪": 46}.get(part, 0)
        cells = {("cells", "requests/new_received/natural"): figure - carried}
        cells |= {("cells", "requests/carried_in/natural"): carried}
        report = Report(form, {("organ", ""): NAMES[part], ("year", ""): 2023, **cells})
        store.save(report, tmp_path / "收到" / f"{part}.json")
    out = tmp_path / "市.json"
    run("merge", tmp_path / "收到", "-o", out, "--organ", "宿迁市")
    return out


def written(file: Path, total: int, **other: int) -> None:
    words = "、".join(f"{part}{other.get(part, figure)}" for part, figure in PARTS.items())
    report = store.load(file).report
    report.apply({("texts", "overview/on_request"): SENTENCE.format(total=total, parts=words)})
    store.save(report, file)


def test_eleven_parts_are_the_figures_of_their_units(city, capsys):
    values = store.load(city).report.values
    assert values["requests/new_received/total"] == 3511
    assert values["requests/carried_in/total"] == 96
    written(city, 3607)
    assert audited(city, capsys) == []


@pytest.mark.parametrize("figure", [478, 476])
def test_a_part_that_is_another_is_told_with_the_difference(city, capsys, figure):
    written(city, 3607, 沭阳=figure)
    unit, total = audited(city, capsys)
    assert f"文字里写“沭阳” {figure}，“沭阳县人民政府”的报告里是 477，相差 1" in unit["message"]
    assert f"总数是 3,607，各单位 11 项相加是 {3607 + figure - 477:,}，相差 1" in total["message"]
    assert unit["texts"] == ["overview/on_request"]


def test_a_total_that_the_parts_do_not_make_is_told(city, capsys):
    written(city, 3608)
    (total,) = audited(city, capsys)
    assert "相差 1" in total["message"]


def test_what_is_found_in_its_words_may_be_answered_with_a_reason(city, capsys):
    written(city, 3608)
    (total,) = audited(city, capsys)
    record = {key: total[key] for key in ("rule", "cells", "texts", "message")}
    report = store.load(city).report
    report.apply({("acknowledged", ""): [{**record, "reason": "另有一件撤回"}]})
    store.save(report, city)
    (again,) = audited(city, capsys)
    assert again["acknowledged"] == "另有一件撤回"


@pytest.mark.parametrize(
    "text",
    [
        "全市收到申请3607件，其中沭阳477件、泗洪874件、宿城348件较多。",
        "全市收到申请3607件，其中沭阳12件、泗阳301件。",
        "沭阳县开展培训12次、泗阳县开展培训3次、泗洪县开展培训5次、宿城区开展培训9次。",
    ],
)
def test_a_list_of_some_or_of_other_things_is_not_spoken_of(city, capsys, text):
    report = store.load(city).report
    report.apply({("texts", "overview/on_request"): text})
    store.save(report, city)
    assert audited(city, capsys) == []


def test_of_numbers_that_are_mostly_something_else_nobody_says_they_are_wrong(city, capsys):
    report = store.load(city).report
    parts = "、".join(f"{part}{figure + 7}" for part, figure in [*PARTS.items()][2:7])
    report.apply({("texts", "overview/active"): f"全市发布信息的数量，{parts}，沭阳477、洋河9件。"})
    store.save(report, city)
    assert audited(city, capsys) == []


def test_a_sum_in_a_folder_is_held_against_its_units_too(summed, capsys):
    edited(summed, requests__granted__natural=27)
    capsys.readouterr()
    run("check", summed.parent, "--json")
    found = json.loads(capsys.readouterr().out)[str(summed)]
    assert any("各单位相加是 26，这里是 27" in each["message"] for each in found)


@pytest.mark.parametrize(
    "words",
    [
        "共" * 20_000,
        "甲乙" + "9" * 5000 + "、丙丁1、",
        "甲乙1丙，" * 5000,
        "9" * 40_000 + "甲乙1、",
    ],
    ids=["words for all", "a figure without an end", "lists", "a head without an end"],
)
def test_what_looks_like_parts_without_an_end_is_looked_through_once(words: str):
    """Each letter a few times at most: with their square it would take minutes."""
    began = time.process_time()
    found = [part for _, group in parts._lists(words) for part in group]
    assert time.process_time() - began < 5
    assert all(part.figure < 10**13 for part in found)
