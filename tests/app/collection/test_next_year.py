"""A new year's collection begins with last year's units, or with a list."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.collection import folder
from app.collection.earlier import Earlier
from app.collection.facts import Facts, Member
from tests import county
from tests.app.collection.conftest import digest, renamed, run, write_facts
from tests.app.collection.test_folder import FACTS


@pytest.fixture
def last(tmp_path: Path) -> Path:
    place = tmp_path / "2023年"
    place.mkdir()
    folder.save(FACTS, place, "")
    return place


def test_units_their_names_and_contacts_come_along_and_single_reports_do_not(last, tmp_path):
    new = tmp_path / "2024年"
    assert run("new", new, "--from", last) == 0
    facts, _ = folder.load(new)
    assert facts == Facts(
        year=2024,
        organ=FACTS.organ,
        level=FACTS.level,
        deadline="2025-01-31",
        previous="../2023年",
        units=FACTS.units,
    )
    assert (new / "收到").is_dir()


def test_last_year_s_reports_are_found_from_the_new_folder(lay, tmp_path, capsys):
    lay("005", into="旧/收到")
    write_facts(
        tmp_path / "旧", year=2023, units=[{"name": "宿迁市", "aliases": ["宿迁市人民政府"]}]
    )
    run("new", tmp_path / "新" / "汇总", "--from", tmp_path / "旧")
    place = lay("006", into="新/汇总/收到")
    report = json.loads((place / "006.json").read_text(encoding="utf-8"))
    report |= {"organ": "宿迁市人民政府"}
    report["cells"]["requests/carried_in/natural"] += 1
    (place / "006.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    capsys.readouterr()
    run("check", tmp_path / "新" / "汇总", "--json")
    (found,) = json.loads(capsys.readouterr().out).values()
    assert "R07" in {finding["rule"] for finding in found}


def test_last_year_s_report_without_an_organ_is_its_unit_s_and_nobody_else_s(lay, tmp_path):
    file = lay("005", into="旧/收到") / "005.json"
    renamed(file, "")
    choices = [{"unit": "宿迁市", "sha256": digest(file)}]
    write_facts(tmp_path / "旧", year=2023, units=[{"name": "宿迁市"}], choices=choices)
    facts = Facts(year=2024, units=(Member(name="宿迁市"),), previous="旧")
    last = Earlier(facts, tmp_path)
    assert last.of("宿迁市") is not None
    assert last.of("柳河镇") is last.of("") is None


def test_a_last_year_that_is_gone_is_said(last, tmp_path, capsys):
    run("new", tmp_path / "新", "--from", last)
    (last / folder.FACTS).unlink()
    last.rmdir()
    (tmp_path / "新" / "收到" / "a.txt").write_text("x", encoding="utf-8")
    assert run("check", tmp_path / "新") == 1
    assert "没有与上年核对：找不到上年的文件夹" in capsys.readouterr().err
    # Whoever asks for it by name has asked for nothing else.
    assert run("check", tmp_path / "新", "--previous", last) == 2


def test_without_last_year_the_rest_is_done_and_said_not_to_be_all(tmp_path, capsys):
    place, units = tmp_path / "新", [{"name": county.LATER}]
    (place / "收到").mkdir(parents=True)
    county.put(place / "收到" / "a.json", county.report_of(county.LATER))
    write_facts(place, year=county.YEAR, organ="甲县人民政府", units=units, previous="../旧")
    for command, out in (("merge", "和.json"), ("review", "审核.xlsx")):
        assert run(command, place, "-o", tmp_path / out) == 1
        assert (tmp_path / out).is_file()
        assert capsys.readouterr().err.count("没有与上年核对") == 1
    write_facts(place, year=county.YEAR, organ="甲县人民政府", units=units)
    assert run("merge", place, "-o", tmp_path / "和.json", "--force") == 0


def test_a_collection_begins_with_a_list(tmp_path):
    (tmp_path / "名单.txt").write_text("甲县人民政府\n教育局\t教体局\n", encoding="utf-8")
    words = ("--units", tmp_path / "名单.txt", "--organ", "甲县人民政府", "--year", 2024)
    assert run("new", tmp_path / "新", *words) == 0
    facts, _ = folder.load(tmp_path / "新")
    assert (facts.year, facts.organ) == (2024, "甲县人民政府")
    assert [(unit.name, unit.own) for unit in facts.units] == [
        ("甲县人民政府", True),
        ("教育局", False),
    ]


def test_before_anybody_has_filed_everybody_is_missing(tmp_path, capsys):
    (tmp_path / "名单.txt").write_text("教育局\n民政局\n", encoding="utf-8")
    run("new", tmp_path / "新", "--units", tmp_path / "名单.txt", "--year", 2024)
    capsys.readouterr()
    assert run("check", tmp_path / "新", "--json") == 1
    assert set(json.loads(capsys.readouterr().out)) == {"教育局", "民政局"}
    (tmp_path / "回复").mkdir()
    words = ("-o", tmp_path / "审核.xlsx", "--replies", tmp_path / "回复")
    assert run("review", tmp_path / "新", "--organ", "某县人民政府", *words) == 1
    assert {path.name for path in (tmp_path / "回复").iterdir()} == {
        "催报通知.docx",
        "未报单位.docx",
        "单位一览.docx",
    }
    assert run("merge", tmp_path / "新", "-o", tmp_path / "和.json") == 2
    assert "没有一份报告可以汇总" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--year"),
        (("--year", 2023), "2023 年"),
        (("--edition", "2021"), "--edition"),
    ],
)
def test_what_cannot_begin_is_refused_and_makes_nothing(last, tmp_path, capsys, words, said):
    if not words:
        folder.save(Facts(), last, folder.load(last)[1])
    assert run("new", tmp_path / "新", "--from", last, *words) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "新").exists()


def test_a_collection_that_is_there_is_not_begun_anew(last, capsys):
    before = (last / folder.FACTS).read_bytes()
    (last / "名单.txt").write_text("教育局\n", encoding="utf-8")
    assert run("new", last, "--units", last / "名单.txt", "--year", 2024) == 2
    assert "已经有一份" in capsys.readouterr().err
    assert (last / folder.FACTS).read_bytes() == before


def test_a_leap_day_has_a_year_later_too(last, tmp_path):
    leap: Any = Facts(year=2023, deadline="2024-02-29")
    folder.save(leap, last, folder.load(last)[1])
    run("new", tmp_path / "新", "--from", last)
    assert folder.load(tmp_path / "新")[0].deadline == "2025-02-28"


def test_after_the_last_year_of_the_calendar_there_is_no_deadline(last, tmp_path):
    far: Any = Facts(year=2023, deadline="9999-12-31")
    folder.save(far, last, folder.load(last)[1])
    assert run("new", tmp_path / "新", "--from", last) == 0
    assert folder.load(tmp_path / "新")[0].deadline == ""


def test_a_folder_of_another_year_is_not_last_years(lay, tmp_path, capsys):
    place = lay("020", "021")
    asked = ("check", place, "--previous", place, "--units", tmp_path / "名单.txt")
    (tmp_path / "名单.txt").write_text("甲局\n", encoding="utf-8")
    write_facts(place, year=2023)
    assert run(*asked) == 2
    assert f"上年的文件夹“{place}”里没有 2022 年的报告。" in capsys.readouterr().err
