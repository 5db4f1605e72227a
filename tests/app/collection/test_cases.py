"""What a county does in January, with figures of published reports; through the commands."""

import json
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from app.collection import gathering, sources, summing
from app.collection.facts import NOTHING
from app.files import store
from app.letters.numbers import Number
from app.report.report import Report
from tests.app.checks.cases import clean
from tests.app.collection.conftest import (
    BUREAU,
    COUNTY,
    REPORTS,
    TOWN,
    digest,
    edited,
    renamed,
    run,
    write_facts,
)

GRANTED = "requests/granted/natural"
CORRECTION = {
    "unit": BUREAU,
    "cell": GRANTED,
    "was": 26,
    "now": 25,
    "reason": "一件重复登记",
    "by": "王五",
    "date": "2024-02-01",
}
WITH_A_CITY = {
    "requests/new_received/total": 3558,
    "requests/carried_in/total": 96,
    "requests/total/total": 3533,
    "requests/carried_out/total": 121,
    "requests/granted/total": 1217,
    "requests/partial/total": 332,
    "disclosure/licensing/decisions": 1_809_145,
    "disclosure/punishment/decisions": 2_826_771,
    "disclosure/fees/amount": Decimal("66967.5249"),
    "disputes/cases/review_total": 452,
    "disputes/cases/direct_total": 24,
    "disputes/cases/post_review_total": 94,
}
"""What 003, 005, 020 and 021 come to."""


def merged(*words: object, out: Path) -> Report:
    run("merge", *words, "-o", out, "--force")
    return store.load(out).report


def told(capsys: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    return made


def added(*numbers: str) -> dict[str, Number]:
    """Cell by cell, of the files' plain JSON: another way than the program's."""
    made: dict[str, Decimal] = {}
    for number in numbers:
        file = json.loads((REPORTS / f"{number}.json").read_text(encoding="utf-8"))
        for cell, figure in file["cells"].items():
            made[cell] = made.get(cell, Decimal(0)) + Decimal(str(figure))
    return dict(made)


def test_three_reports_are_added_cell_by_cell(lay, tmp_path):
    report = merged(lay("003", "020", "021"), out=tmp_path / "和.json")
    expected = {
        "requests/new_received/total": 47,
        "requests/granted/total": 26,
        "requests/partial/total": 4,
        "requests/total/total": 47,
        "disclosure/licensing/decisions": 550,
        "disclosure/punishment/decisions": 4119,
        "disclosure/fees/amount": Decimal("7730.28"),
        "disclosure/normative_docs/made": 8,
        "disclosure/normative_docs/valid": 23,
        "disputes/cases/review_total": 12,
        "disputes/cases/post_review_total": 5,
    }
    assert {cell: report.values[cell] for cell in expected} == expected
    assert dict(report.cells) == added("003", "020", "021")


def test_a_program_is_told_what_became_of_every_file(lay, tmp_path, capsys):
    (tmp_path / "名单.txt").write_text(f"{COUNTY}\n民政局\n", encoding="utf-8")
    words = ("--units", tmp_path / "名单.txt", "--json")
    assert run("merge", lay("003", "020"), "-o", tmp_path / "和.json", *words) == 1
    made = told(capsys)
    assert set(made) == {"units", "missing", "twice", "unlisted", "summed"}
    assert (made["missing"], made["twice"], made["unlisted"], made["summed"]) == (
        ["民政局"],
        [],
        [BUREAU],
        1,
    )
    keys = {"unit", "file", "state", "edition", "year", "errors", "warnings", "reason", "counts"}
    assert all(set(unit) == keys for unit in made["units"])
    first, missing, _ = made["units"]
    assert (first["unit"], first["state"], first["errors"], first["year"]) == (
        COUNTY,
        "有错误",
        5,
        2023,
    )
    assert (missing["state"], missing["file"]) == ("未报", None)


def test_a_sum_balances_where_its_units_do(lay, tmp_path, capsys):
    merged(lay("003", "020", "021"), out=tmp_path / "和.json")
    capsys.readouterr()
    run("check", tmp_path / "和.json", "--json")
    assert "R01" not in {found["rule"] for found in json.loads(capsys.readouterr().out)}


def test_printed_totals_of_a_unit_never_enter(lay, tmp_path):
    unit = store.load(REPORTS / "003.json").report
    assert unit.entries("published")["disputes/cases/review_total"] == 0
    report = merged(lay("003"), out=tmp_path / "和.json")
    assert report.entries("published") == {}
    assert report.values["disputes/cases/review_total"] == 11


def test_money_is_exact_and_a_city_under_a_county_is_told(lay, tmp_path, capsys):
    run("merge", lay("003", "005", "020", "021"), "-o", tmp_path / "和.json", "--json")
    (city,) = [unit for unit in told(capsys)["units"] if unit["unit"] == "宿迁市"]
    assert "高于" in city["reason"]
    values = store.load(tmp_path / "和.json").report.values
    assert {cell: values[cell] for cell in WITH_A_CITY} == WITH_A_CITY


def test_a_blank_counts_as_nothing_and_its_unit_is_named(lay, tmp_path):
    files = sources.listed([lay("003", "020", "021")])
    collected = gathering.gather(files, NOTHING)
    made = summing.summed(collected, tmp_path / "和.json")
    blank = made.blank()
    assert len(blank) == 131
    assert {unit for units in blank.values() for unit in units} == {BUREAU}


def test_a_cell_that_is_blank_everywhere_stays_blank(lay, tmp_path):
    collected = gathering.gather(sources.listed([lay("020")]), NOTHING)
    made = summing.summed(collected, tmp_path / "和.json")
    assert list(made.report.values.values()).count(None) > 131
    assert made.blank() == {}


def test_another_year_and_another_edition_are_refused_by_name(lay, tmp_path, capsys):
    place = lay("003", "020", "021", "001", "014", "006")
    assert run("merge", place, "-o", tmp_path / "和.json", "--json") == 1
    units = told(capsys)["units"]
    refused = {
        Path(unit["file"]).stem: unit["reason"] for unit in units if "年的报告" in unit["reason"]
    }
    assert set(refused) == {"001", "014", "006"}
    assert "2019 年" in refused["001"]
    assert dict(store.load(tmp_path / "和.json").report.cells) == added("003", "020", "021")


def test_an_old_form_for_the_right_year_is_refused(lay, tmp_path, capsys):
    place = lay("003", "020", "021", "001")
    report = store.load(place / "001.json").report
    report.apply({("year", ""): 2023})
    store.save(report, place / "001.json")
    run("merge", place, "-o", tmp_path / "和.json", "--json")
    (old,) = [unit for unit in told(capsys)["units"] if unit["edition"] == "2019"]
    assert "2021" in old["reason"]
    assert dict(store.load(tmp_path / "和.json").report.cells) == added("003", "020", "021")


def test_last_year_s_collection_is_held_against_this_year_s(lay, tmp_path, capsys):
    lay("005", into="2023/收到")
    place = lay("006", into="2024")
    edited(place / "006.json", requests__carried_in__natural=119)
    assert run("check", place, "--previous", tmp_path / "2023", "--json") == 1
    (found,) = told(capsys).values()
    assert [f["cells"][0] for f in found if f["rule"] == "R07" and "because" not in f] == [
        "requests/carried_in/natural"
    ]
    edited(place / "006.json", requests__carried_in__natural=118)
    run("check", place, "--previous", tmp_path / "2023", "--json")
    (found,) = told(capsys).values()
    assert {"R07", "R08"}.isdisjoint(f["rule"] for f in found)


def test_a_sum_begins_where_last_year_s_ended(lay, tmp_path):
    last = merged(lay("005", into="2023/收到"), out=tmp_path / "上年.json").values
    now = merged(lay("006", into="2024/收到"), out=tmp_path / "本年.json").values
    for who, figure in (("total", 121), ("natural", 118), ("business", 3)):
        ended, begun = last[f"requests/carried_out/{who}"], now[f"requests/carried_in/{who}"]
        assert (ended, begun) == (figure, figure)
    valid, made, gone = (f"disclosure/normative_docs/{n}" for n in ("valid", "made", "repealed"))
    assert (last[valid], now[made], now[gone], now[valid]) == (597, 50, 227, 420)


def test_a_correction_is_applied_on_top_of_a_unit_s_file(collection, tmp_path, capsys):
    file = collection / "收到" / "020.json"
    before = file.read_bytes()
    plain = merged(collection, out=tmp_path / "前.json")
    write_facts(collection, year=2023, corrections=[CORRECTION])
    corrected = merged(collection, out=tmp_path / "后.json")
    assert plain.values["requests/total/total"] == 47
    assert corrected.values["requests/total/total"] == 46
    (kept,) = corrected.get(("corrections", ""))
    assert (kept.unit, kept.was, kept.now, kept.by) == (BUREAU, 26, 25, "王五")
    capsys.readouterr()
    run("check", tmp_path / "后.json", "--json")
    off = [f for f in json.loads(capsys.readouterr().out) if f["rule"] == "R01"]
    assert "相差 1" in off[0]["message"]
    assert file.read_bytes() == before
    write_facts(collection, year=2023)
    assert merged(collection, out=tmp_path / "后.json").cells == plain.cells


def test_a_correction_of_a_figure_that_is_another_now_is_not_applied(collection, tmp_path, capsys):
    write_facts(collection, year=2023, corrections=[CORRECTION | {"was": 24}])
    assert run("merge", collection, "-o", tmp_path / "和.json") == 1
    assert "更正没有用上" in capsys.readouterr().out
    report = store.load(tmp_path / "和.json").report
    assert report.values["requests/total/total"] == 47
    assert report.get(("corrections", "")) is None


def test_twice_missing_and_changed_after_approval(collection, tmp_path, capsys):
    received = collection / "收到"
    run("export", received / "020.json", received / "发改局.docx")
    approved = [
        {"unit": unit, "sha256": digest(received / file), "date": "2024-01-20"}
        for unit, file in ((TOWN, "021.json"), (COUNTY, "003.json"))
    ]
    units = [{"name": name} for name in (COUNTY, BUREAU, TOWN, "民政局")]
    write_facts(collection, year=2023, units=units, approvals=approved)
    edited(received / "021.json", requests__granted__natural=1)
    capsys.readouterr()
    assert run("merge", collection, "-o", tmp_path / "和.json", "--json") == 1
    made = told(capsys)
    assert made["missing"] == ["民政局"]
    assert made["twice"] == [BUREAU]
    assert made["summed"] == 3
    states = [(unit["unit"], unit["state"]) for unit in made["units"]]
    assert (COUNTY, "已通过") in states
    assert (TOWN, "待审") in states
    assert ("民政局", "未报") in states
    report = store.load(tmp_path / "和.json").report
    assert report.values["disclosure/licensing/decisions"] == 550


def test_what_was_sent_back_is_told_by_whether_it_is_summed(collection, tmp_path, capsys):
    received = collection / "收到"
    returns = [
        {"unit": unit, "sha256": digest(received / file), "date": "2024-02-01"}
        for unit, file in ((COUNTY, "003.json"), (TOWN, "021.json"))
    ]
    (received / "021再.json").write_bytes((received / "021.json").read_bytes())
    edited(received / "021再.json", requests__granted__natural=3)
    write_facts(collection, year=2023, returns=returns)
    run("merge", collection, "-o", tmp_path / "和.json")
    told_so = capsys.readouterr().out
    assert f"已退回、先按退回的计入 1 份：{COUNTY}" in told_so
    assert f"已退回、没有计入 1 份：{TOWN}" in told_so
    run("merge", collection, "-o", tmp_path / "和.json", "--force", "--json")
    counts = {Path(unit["file"]).name: unit["counts"] for unit in told(capsys)["units"]}
    assert counts == {"003.json": True, "020.json": True, "021.json": False, "021再.json": True}


def test_a_reason_given_in_the_sum_is_one_in_its_report(collection, tmp_path, capsys):
    def warnings(**facts: Any) -> list[dict[str, Any]]:
        write_facts(collection, year=2023, organ="甲市人民政府", **facts)
        run("merge", collection, "-o", tmp_path / "和.json", "--force")
        capsys.readouterr()
        run("check", tmp_path / "和.json", "--json")
        return [each for each in json.loads(capsys.readouterr().out) if each["rule"] == "R37"]

    twice = warnings()
    assert len(twice) > 1
    asked = {key: twice[0][key] for key in ("rule", "cells", "texts", "message")}
    first, *others = warnings(acknowledged=[asked | {"reason": "都是各自单独发的"}])
    assert first["acknowledged"] == "都是各自单独发的"
    assert not any("acknowledged" in each for each in others)


def test_every_figure_names_its_units(lay, tmp_path):
    place = lay("003", "020", "021")
    report = merged(place, "--organ", COUNTY, out=tmp_path / "和.json")
    named = {unit.unit: unit for unit in report.get(("provenance", ""))}
    assert set(named) == {COUNTY, BUREAU, TOWN}
    assert named[COUNTY].own
    assert not named[TOWN].own
    assert named[TOWN].sha256 == digest(place / "021.json")
    assert (tmp_path / named[TOWN].file).samefile(place / "021.json")


def test_a_sum_can_be_summed_but_not_beside_its_units(lay, tmp_path, capsys):
    place = lay("020", "021")
    merged(place, "--organ", "甲县人民政府", out=tmp_path / "甲县.json")
    city = merged(tmp_path / "甲县.json", lay("003", into="别处"), out=tmp_path / "市.json")
    assert dict(city.cells) == added("003", "020", "021")
    capsys.readouterr()
    run("merge", place, tmp_path / "甲县.json", "-o", tmp_path / "再.json", "--json")
    made = told(capsys)
    assert "重复了" in next(u["reason"] for u in made["units"] if u["unit"] == "甲县人民政府")
    assert dict(store.load(tmp_path / "再.json").report.cells) == added("020", "021")


FILES = 100


@pytest.mark.slow
def test_three_hundred_files_of_three_kinds_are_the_sum_of_the_json_files(lay, tmp_path):
    """Documents print a blank as they show it; figures are those of real reports."""
    place, documents = lay("003", "005", "021"), tmp_path / "文件"
    documents.mkdir()
    kinds = [".docx", ".xlsx", ".html"]
    originals = []
    for number in range(FILES):
        source = place / f"{['003', '005', '021'][number % 3]}.json"
        report = store.load(source).report
        report.apply({("organ", ""): f"甲县第{number}局"})
        report.apply({("cells", GRANTED): number})
        originals.append(tmp_path / f"{number}.json")
        store.save(report, originals[-1])
    for kind in kinds:
        some = documents / kind[1:]
        some.mkdir()
        run("export", *originals, some, "--as", kind[1:])
        made = merged(some, out=tmp_path / f"和{kind}.json")
        one = merged(*originals, out=tmp_path / "和.json")
        assert made.values == one.values
        assert len(made.get(("provenance", ""))) == FILES
    assert len(list(chain(*(documents.rglob(f"*{kind}") for kind in kinds)))) == 3 * FILES


def test_a_unit_that_says_another_name_is_nobody_s(lay, tmp_path, capsys):
    place = lay("003", "020", "021")
    renamed(place / "020.json", "甲县财政局")
    (tmp_path / "名单.txt").write_text(f"{COUNTY}\n{BUREAU}\n{TOWN}\n", encoding="utf-8")
    run("merge", place, "-o", tmp_path / "和.json", "--units", tmp_path / "名单.txt", "--json")
    made = told(capsys)
    assert (made["missing"], made["unlisted"], made["summed"]) == ([BUREAU], ["甲县财政局"], 2)


def test_where_all_is_right_a_command_says_so_by_its_code(tmp_path):
    place = tmp_path / "收到"
    place.mkdir()
    for number in range(3):
        report = clean("2021", 2023)
        texts = {
            ("texts", text): f"{words}（{number}）" if text == "closing" else words
            for text, words in report.entries("texts").items()
            if text not in ("problems", "overview/active")
        }
        report.apply(
            {**texts, ("organ", ""): f"青石县第{number}局", ("level", ""): "county_department"}
        )
        store.save(report, place / f"{number}.json")
    names = "\n".join(f"青石县第{number}局" for number in range(3))
    (tmp_path / "名单.txt").write_text(names, encoding="utf-8")
    units = ("--units", tmp_path / "名单.txt")
    assert run("merge", place, "-o", tmp_path / "和.json", *units) == 0
    assert run("check", place, *units) == 0
    assert run("review", place, "-o", tmp_path / "审核.xlsx", *units) == 0
    (tmp_path / "名单.txt").write_text(f"{names}\n民政局", encoding="utf-8")
    assert run("merge", place, "-o", tmp_path / "和.json", "--force", *units) == 1
    assert run("check", place, *units) == 1
