"""What an office decides: each from the facts before to the facts after, and nothing else of them."""

from app.collection import decisions
from app.collection.facts import Approval, Choice, Facts, Member, Return, UnitRemark
from app.report.kept import Correction

ONE, TWO = "1" * 64, "2" * 64
DAY = "2026-01-20"
CELL = "requests/granted/natural"


def approval(unit: str = "甲局", sha256: str = ONE) -> Approval:
    return Approval(unit=unit, sha256=sha256, by="张三", date=DAY)


def correction(now: int, was: int = 26) -> Correction:
    return Correction(
        unit="甲局", cell=CELL, was=was, now=now, reason="算了两次", by="张三", date=DAY
    )


def test_a_report_is_either_approved_or_sent_back():
    back = Return(unit="甲局", sha256=ONE, date=DAY)
    facts = decisions.sent_back(Facts(), back)
    approved = decisions.approved(facts, approval())
    assert (approved.approvals, approved.returns) == ((approval(),), ())
    again = decisions.sent_back(approved, back)
    assert (again.approvals, again.returns) == ((), (back,))
    assert decisions.undecided(again, "甲局", ONE) == Facts()


def test_an_earlier_return_of_another_content_is_still_counted():
    earlier = Return(unit="甲局", sha256=TWO, date=DAY)
    facts = decisions.approved(Facts(returns=(earlier,)), approval())
    assert facts.returns == (earlier,)
    two = decisions.approved(facts, approval(sha256=TWO))
    assert [each.sha256 for each in two.approvals] == [ONE, TWO]
    other = decisions.approved(facts, approval("乙局"))
    assert [each.unit for each in other.approvals] == ["甲局", "乙局"]


def test_without_a_list_all_that_are_there_become_one():
    facts = decisions.with_member(Facts(), ["甲局", "乙局", "甲局"], "乙局", summed=False)
    assert [(each.name, each.summed) for each in facts.units] == [("甲局", True), ("乙局", False)]
    facts = decisions.with_member(facts, ["丙局"], "丁局", why="新设")
    assert [each.name for each in facts.units] == ["甲局", "乙局", "丁局"]
    known = Facts(units=(Member(name="甲局", contact="李四"),))
    changed = decisions.with_member(known, (), "甲局", summed=False)
    assert changed.units == (Member(name="甲局", contact="李四", summed=False),)


def test_a_file_is_of_one_unit_and_stays_its_where_another_of_it_is_chosen():
    first, second = (Choice(unit="甲局", sha256=digest) for digest in (ONE, TWO))
    facts = decisions.chosen(decisions.chosen(Facts(), first), second)
    assert facts.choices == (first, second)
    assert decisions.chosen(facts, first).choices == (second, first)
    moved = Choice(unit="乙局", sha256=TWO)
    assert decisions.chosen(facts, moved).choices == (first, moved)


def test_another_list_leaves_what_was_learnt_and_decided():
    known = Facts(
        organ="甲县人民政府",
        units=(
            Member(name="发改局", aliases=("甲县发展和改革局",), contact="李四", own=True),
            Member(name="税务局", summed=False, why="垂直管理"),
            Member(name="水利局", aliases=("水务局",)),
        ),
        approvals=(approval("发改局"), approval("水利局")),
        corrections=(correction(25),),
        remarks=(UnitRemark(unit="发改局", cells=(), texts=(), words="请核对", by="", date=DAY, done=False),),
    )  # fmt: skip
    units = [
        Member(name="发展和改革局"),
        Member(name="税务局"),
        Member(name="水务局"),
        Member(name="新局"),
    ]
    facts = decisions.relisted(known, units)
    assert facts.units == (
        Member(
            name="发展和改革局", aliases=("发改局", "甲县发展和改革局"), contact="李四", own=True
        ),
        Member(name="税务局", summed=False, why="垂直管理"),
        Member(name="水务局", aliases=("水利局",)),
        Member(name="新局"),
    )
    assert [each.unit for each in facts.approvals] == ["发展和改革局", "水务局"]
    assert (facts.remarks[0].unit, facts.corrections[0].unit) == ("发展和改革局", "甲局")


def test_what_was_decided_without_a_list_is_decided_about_the_units_of_one():
    known = Facts(approvals=(approval("甲镇"),))
    assert decisions.relisted(known, [Member(name="甲镇人民政府")], ["甲镇"]).approvals == (
        approval("甲镇人民政府"),
    )


def test_the_last_correction_of_a_figure_holds_and_its_own_figure_takes_it_back():
    facts = decisions.corrected(decisions.corrected(Facts(), correction(25)), correction(24))
    assert facts.corrections == (correction(24),)
    assert decisions.corrected(facts, correction(26)) == Facts()


def test_the_same_is_not_remarked_twice_and_can_be_taken_back():
    made = UnitRemark(
        unit="甲局", cells=(CELL,), texts=(), words="请核对", by="张三", date=DAY, done=False
    )
    facts = decisions.remarked(decisions.remarked(Facts(), made), made)
    assert facts.remarks == (made,)
    assert decisions.without_remark(facts, made) == Facts()
