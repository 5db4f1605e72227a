"""How a unit stands, worked out from its files and what is known beside them."""

import json
import os
from pathlib import Path

import pytest

from app.collection import folder, gathering, judging, received, sources
from app.collection.facts import Facts, Member
from app.collection.received import Received
from app.collection.standing import Standing
from app.files import store
from tests.app.collection.conftest import (
    BUREAU,
    COUNTY,
    TOWN,
    digest,
    edited,
    renamed,
    run,
    write_facts,
)


def standings(place: Path) -> dict[str, list[Standing]]:
    facts, home = gathering.known([place])
    collected = gathering.gather(sources.listed([place]), facts, home)
    found: dict[str, list[Standing]] = {}
    for each in collected.standings:
        found.setdefault(each.unit, []).append(each)
    return found


def test_what_came_after_the_deadline_is_late(collection):
    received = collection / "收到"
    arrivals = [
        {"sha256": digest(received / file), "date": day}
        for file, day in (("003.json", "2024-01-31"), ("020.json", "2024-02-01"))
    ]
    write_facts(collection, year=2023, deadline="2024-01-31", arrivals=arrivals)
    found = standings(collection)
    assert found[COUNTY][0].marks == ()
    assert found[BUREAU][0].marks == ("迟报",)
    assert "2024-02-01 收到，期限是 2024-01-31" in found[BUREAU][0].reasons[0]


def test_without_a_note_the_file_s_own_day_counts(collection):
    os.utime(collection / "收到" / "021.json", (1_707_000_000, 1_707_000_000))
    write_facts(collection, year=2023, deadline="2024-01-31")
    assert standings(collection)[TOWN][0].marks == ("迟报",)


def test_what_came_in_time_may_be_mended_after_the_deadline(collection):
    old = collection / "收到" / "020.json"
    new = old.with_name("020改.json")
    new.write_bytes(old.read_bytes())
    edited(new, requests__granted__natural=27)
    days = ((old, "2024-01-30"), (new, "2024-02-05"))
    arrivals = [{"sha256": digest(file), "date": day} for file, day in days]
    back = [{"unit": BUREAU, "sha256": digest(old), "date": "2024-01-31"}]
    write_facts(collection, year=2023, deadline="2024-01-31", arrivals=arrivals, returns=back)
    assert standings(collection)[BUREAU][0].marks == ()
    old.unlink()
    assert standings(collection)[BUREAU][0].marks == ()
    write_facts(collection, year=2023, deadline="2024-01-31", arrivals=arrivals)
    assert standings(collection)[BUREAU][0].marks == ("迟报",)


def test_a_government_is_one_with_its_seat_and_without(lay):
    place = lay("021")
    other = place / "021再.json"
    other.write_bytes((place / "021.json").read_bytes())
    renamed(other, "柳河镇")
    (unit,) = standings(place).values()
    assert [each.counts for each in unit] == [True, False]


def test_a_report_that_was_sent_back_gives_way_to_the_next(collection):
    old = collection / "收到" / "020.json"
    back = [{"unit": BUREAU, "sha256": digest(old), "date": "2024-01-25", "due": "2024-01-28"}]
    write_facts(collection, year=2023, returns=back)
    (only,) = standings(collection)[BUREAU]
    assert (only.state, only.returned, only.counts) == ("已退回", 1, True)
    new = old.with_name("020改.json")
    new.write_bytes(old.read_bytes())
    edited(new, requests__granted__natural=27)
    first, second = standings(collection)[BUREAU]
    assert (first.received.name, first.counts, first.state) == ("020改.json", True, "有错误")
    assert (second.received.name, second.counts, second.state) == ("020.json", False, "已退回")
    assert not first.marks + second.marks


def test_of_two_that_differ_none_counts_until_one_is_chosen(collection):
    old = collection / "收到" / "020.json"
    new = old.with_name("020改.json")
    new.write_bytes(old.read_bytes())
    edited(new, requests__granted__natural=27)
    write_facts(collection, year=2023)
    both = standings(collection)[BUREAU]
    assert [each.counts for each in both] == [False, False]
    assert {each.marks for each in both} == {("重复", "数字不同")}
    write_facts(collection, year=2023, choices=[{"unit": BUREAU, "sha256": digest(new)}])
    first, second = standings(collection)[BUREAU]
    assert (first.received.name, first.counts) == ("020改.json", True)
    assert "没有选用" in second.reasons[0]
    assert not second.counts


def test_a_file_that_was_said_to_be_a_units_stays_its_where_another_is_chosen(collection):
    nameless, own = collection / "收到" / "没写.json", collection / "收到" / "020.json"
    nameless.write_bytes(own.read_bytes())
    edited(nameless, requests__granted__natural=27)
    renamed(nameless, "")
    choices = [{"unit": BUREAU, "sha256": digest(each)} for each in (nameless, own)]
    units = [{"name": name} for name in (COUNTY, TOWN, BUREAU)]
    write_facts(collection, year=2023, units=units, choices=choices)
    both = standings(collection)[BUREAU]
    assert [(each.received.name, each.counts) for each in both] == [
        ("020.json", True),
        ("没写.json", False),
    ]


def test_a_unit_that_is_not_summed_is_nobody_s_fault(collection, tmp_path, capsys):
    units = [{"name": name} for name in (COUNTY, TOWN)]
    units += [
        {"name": BUREAU, "summed": False, "why": "垂直管理"},
        {"name": "税务局", "summed": False},
    ]
    write_facts(collection, year=2023, units=units)
    found = standings(collection)
    assert (found[BUREAU][0].state, found[BUREAU][0].counts) == ("不汇总", False)
    assert "垂直管理" in found[BUREAU][0].reasons[0]
    assert found["税务局"][0].state == "不汇总"
    run("merge", collection, "-o", tmp_path / "和.json", "--json")
    made = json.loads(capsys.readouterr().out)
    assert (made["missing"], made["summed"]) == ([], 2)


def test_an_uncertain_match_is_confirmed_once(collection):
    units = [{"name": COUNTY}, {"name": TOWN}, {"name": "发展和改革局"}]
    write_facts(collection, year=2023, units=units)
    (unsure,) = standings(collection)[BUREAU]
    assert (unsure.counts, unsure.marks) == (False, ("单位待确认",))
    assert "“发展和改革局”" in unsure.reasons[0]
    file = collection / "收到" / "020.json"
    choices = [{"unit": "发展和改革局", "sha256": digest(file)}]
    write_facts(collection, year=2023, units=units, choices=choices)
    assert standings(collection)["发展和改革局"][0].counts
    units[2]["aliases"] = [BUREAU]
    write_facts(collection, year=2023, units=units)
    assert standings(collection)["发展和改革局"][0].counts


def of(organ: str, year: int, edition: str = "2021") -> Received:
    return Received(
        file=f"{organ}.json", sha256=organ, organ=organ, year=year, edition=edition, looked=True
    )


def test_the_year_is_that_of_most_units():
    year, form = judging.due([of("甲局", 2023), of("乙局", 2023), of("丙局", 2022)], Facts())
    assert (year, form.edition) == (2023, "2021")


def test_a_unit_with_many_files_is_one_unit():
    files = [of("甲局", 2022), of("甲局", 2022), of("乙局", 2023), of("丙局", 2023)]
    assert judging.due(files, Facts())[0] == 2023


def test_as_many_of_another_year_is_for_a_person_to_say():
    files = [of("甲局", 2023), of("乙局", 2022)]
    with pytest.raises(folder.CollectionError, match=r"2022 年.*2023 年.*--year"):
        judging.due(files, Facts())
    assert judging.due(files, Facts(year=2022))[0] == 2022


def test_without_a_year_anywhere_nothing_is_taken_for_granted():
    with pytest.raises(folder.CollectionError, match="--year"):
        judging.due([], Facts())
    assert judging.due([], Facts(year=2020))[1].edition == "2019"


def test_what_was_not_looked_at_yet_is_only_read():
    (each,) = judging.stand([of("甲局", 2023)], Facts(units=(Member(name="甲局"),))).standings
    assert each.state == "待审"
    unseen = Received(file="a.json", sha256="b", organ="甲局", year=2023, edition="2021")
    (each,) = judging.stand([unseen], Facts()).standings
    assert each.state == "已收"


def test_a_document_that_prints_a_blank_as_0_says_the_same(collection):
    old = collection / "收到" / "020.json"
    new = old.with_name("020零.json")
    new.write_bytes(old.read_bytes())
    report = store.load(new).report
    report.apply({("cells", cell): 0 for cell in report.form.inputs if cell not in report.cells})
    store.save(report, new)
    write_facts(collection, year=2023)
    assert [each.counts for each in standings(collection)[BUREAU]] == [True, False]


def test_that_the_tables_are_old_is_said_once(lay):
    place = lay("001", "003", "021")
    report = store.load(place / "001.json").report
    report.apply({("year", ""): 2023})
    store.save(report, place / "001.json")
    found = {each.received.name: each for some in standings(place).values() for each in some}
    old = found["001.json"]
    said = [f.message for f in old.all_findings if "表格" in f.message and "版" in f.message]
    assert said == ["用的是 2019 年版表格，应当是 2021 年版。"]
    assert any(f.edition for f in received.read(place / "001.json").findings), "alone it is told"


def test_what_cannot_count_gives_way_to_what_came_with_it_or_later(collection):
    """A scan beside the report, last year's beside this year's; a later one may be a correction."""
    received = collection / "收到"
    scan, old = received / "扫描件.pdf", received / "去年.json"
    scan.write_bytes(b"%PDF-1.7")
    plain = json.loads((received / "020.json").read_text(encoding="utf-8"))
    old.write_text(json.dumps(plain | {"year": 2022}), encoding="utf-8")
    facts = {
        "year": 2023,
        "units": [{"name": BUREAU}],
        "choices": [{"unit": BUREAU, "sha256": digest(scan)}],
    }
    for day, states in (("2024-01-19", ("不汇总", "不汇总")), ("2024-01-21", ("有错误", "有错误"))):
        arrivals = [{"sha256": digest(each), "date": day} for each in (scan, old)]
        arrivals.append({"sha256": digest(received / "020.json"), "date": "2024-01-20"})
        write_facts(collection, **facts, arrivals=arrivals)
        found = {
            each.received.name: each for each in standings(collection)[BUREAU] if each.received
        }
        assert (found["扫描件.pdf"].state, found["去年.json"].state) == states
        assert found["020.json"].counts
    (received / "020.json").unlink()
    assert {each.state for each in standings(collection)[BUREAU]} == {"有错误"}


def test_of_two_with_equal_figures_the_approved_then_the_one_with_fewer_errors_counts(collection):
    received = collection / "收到"
    first, second = received / "020.json", received / "b.json"
    plain = json.loads(first.read_text(encoding="utf-8"))
    wrong = {"published": {"requests/new_received/total": 999}}
    second.write_text(json.dumps(plain | wrong), encoding="utf-8")
    facts = {"year": 2023, "units": [{"name": BUREAU}]}

    def counts() -> str:
        [one] = [each.received for each in standings(collection)[BUREAU] if each.counts]
        assert one is not None
        return one.name

    write_facts(collection, **facts)
    assert counts() == "020.json"
    approved = [{"unit": BUREAU, "sha256": digest(second), "date": "2024-02-01"}]
    write_facts(collection, **facts, approvals=approved)
    assert counts() == "b.json"
    write_facts(collection, **facts)
    first.rename(received / "z.json")
    assert counts() == "z.json"
