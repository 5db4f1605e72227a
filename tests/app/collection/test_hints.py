"""Names of files tell whom to ask; nothing is summed by them."""

import json
from pathlib import Path

from app.collection import decisions, gathering, sources
from app.collection.facts import Choice, Facts, Member, Unused
from app.collection.standing import NOT_SUMMED, Standing
from tests.app.collection.conftest import TOWN, digest, edited, renamed

HEALTH, POLICE = "县卫生健康局", "县公安局"
LISTED = (HEALTH, POLICE, "县财政局（县国有资产监督管理局）", "石桥镇", TOWN)


def stood(place: Path, facts: Facts | None = None) -> list[Standing]:
    facts = facts or Facts(units=tuple(Member(name=name) for name in LISTED))
    return [*gathering.gather(sources.listed([place]), facts).standings]


def said(standings: list[Standing], file: str) -> str:
    [each] = [s for s in standings if s.received and s.received.name == file]
    return "".join((*each.reasons, *(finding.message for finding in each.findings)))


def of_unit(standings: list[Standing], unit: str) -> str:
    [each] = [s for s in standings if s.unit == unit]
    return "".join(finding.message for finding in each.all_findings)


def test_a_file_that_cannot_be_read_says_by_its_name_whom_to_ask(lay):
    place = lay("021")
    (place / "卫健局（盖章扫描件）.pdf").write_bytes(b"%PDF-1.7")
    (place / "国资局年报.zip").write_bytes(b"PK\x03\x04")
    (place / "微信图片_20260112.png").write_bytes(b"\x89PNG\r\n")
    found = stood(place)
    assert f"像是“{HEALTH}”的" in said(found, "卫健局（盖章扫描件）.pdf")
    assert f"像是“{LISTED[2]}”的" in said(found, "国资局年报.zip")
    assert "像是" not in said(found, "微信图片_20260112.png")
    # Whoever chases the missing is told before that something of theirs may be here.
    assert "“卫健局（盖章扫描件）.pdf”" in of_unit(found, HEALTH)
    assert "读不了" in of_unit(found, HEALTH)
    assert of_unit(found, POLICE) == "没有报。"
    # Who is asked is no error beside that it cannot be read.
    [scan] = [s for s in found if s.received and s.received.name.startswith("卫健局")]
    assert scan.errors == 1


def test_of_two_that_differ_the_one_that_is_called_after_another_is_told(lay):
    """A town has begun with its neighbour's report, and left the name in it."""
    place = lay("021")
    copied = place / "石桥镇.json"
    copied.write_bytes((place / "021.json").read_bytes())
    edited(copied, requests__granted__natural=9)
    found = stood(place)
    assert "像是“石桥镇”的" in said(found, "石桥镇.json")
    assert "像是" not in said(found, "021.json")
    assert f"里面写的是“{TOWN}”" in of_unit(found, "石桥镇")


def test_a_report_that_was_said_to_be_a_unit_s_and_names_another_is_told(lay):
    place = lay("021")
    file = place / "021.json"
    chosen = decisions.chosen(
        Facts(units=tuple(Member(name=name) for name in LISTED)),
        Choice(unit="石桥镇", sha256=digest(file)),
    )
    [told] = [s for s in stood(place, chosen) if s.unit == "石桥镇"]
    assert [f.severity for f in told.findings] == ["error"]
    assert f"是“{TOWN}”，不是“石桥镇”" in told.findings[0].message
    assert told.counts
    # A name that nobody on the list has is merely how it was written.
    renamed(file, "石桥")
    chosen = decisions.chosen(chosen, Choice(unit="石桥镇", sha256=digest(file)))
    [told] = [s for s in stood(place, chosen) if s.unit == "石桥镇"]
    assert told.findings == ()


def test_what_was_saved_anew_or_unpacked_is_asked_for_no_more(lay):
    place = lay("003", "020", "021")
    (place / "021.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (place / "民政局.zip").write_bytes(b"PK\x03\x04")
    (place / "民政局").mkdir()
    (place / "020.json").rename(place / "民政局" / "年报.json")
    (place / "别的.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    found = {s.received.name: s for s in stood(place) if s.received}
    assert "021.json" in found["021.doc"].reasons[0]
    assert "年报.json" in found["民政局.zip"].reasons[0]
    for name in ("021.doc", "民政局.zip"):
        assert (found[name].state, found[name].errors, found[name].marks) == (NOT_SUMMED, 0, ())
    assert found["别的.doc"].errors == 1
    assert sum(s.counts for s in found.values()) == 1  # of a list of which the others are not on


def test_a_file_that_is_none_of_the_reports_is_set_aside_with_a_reason(lay):
    place = lay("021")
    letter = place / "县公安局来函.txt"
    letter.write_text("请审阅", encoding="utf-8")
    facts = Facts(units=tuple(Member(name=name) for name in LISTED))
    made = decisions.set_aside(facts, Unused(sha256=digest(letter), why="来函"))
    [aside] = [s for s in stood(place, made) if s.received and s.received.name == letter.name]
    assert (aside.state, aside.errors, aside.reasons) == (NOT_SUMMED, 0, ("不用：来函。",))
    assert of_unit(stood(place, made), POLICE) == "没有报。"
    assert decisions.taken_up(made, digest(letter)) == facts
    # Another reason takes the place of the first; a report can be set aside, too.
    again = decisions.set_aside(made, Unused(sha256=digest(letter), why="附件"))
    assert [each.why for each in again.unused] == ["附件"]
    report = decisions.set_aside(facts, Unused(sha256=digest(place / "021.json"), why="草稿"))
    assert not any(s.counts for s in stood(place, report))


def test_last_year_s_report_is_found_though_the_unit_called_itself_otherwise(lay, tmp_path):
    """Last year's report said 石桥镇人民政府, this year's says 甲县石桥镇人民政府."""
    last, now = lay("021", into="旧"), lay("021", into="新")
    named = ((last, "石桥镇人民政府", 2022), (now, "甲县石桥镇人民政府", 2023))
    for place, organ, year in named:
        file = place / "021.json"
        plain = json.loads(file.read_text(encoding="utf-8")) | {"organ": organ, "year": year}
        plain["cells"] |= {"requests/carried_out/natural": 5, "requests/carried_in/natural": 7}
        file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    units = tuple(Member(name=name) for name in LISTED)
    facts = Facts(units=units, organ="甲县人民政府", year=2023, previous=str(last))
    [town] = [s for s in stood(now, facts) if s.unit == "石桥镇"]
    assert "R07" in {finding.rule for finding in town.all_findings}
