"""What a proposal says of the published reports, and what becomes of it."""

from decimal import Decimal

import pytest

from app.forms import catalogue
from app.importers import take
from app.importers.markup import html
from app.importers.terms.proposal import Proposal, as_json, as_previous, changes, report_of, told
from app.report.report import PRINTED_BLANK, Report
from tests.app.importers import pages
from tests.app.importers.pages import Published


def proposed(report: Published | str) -> Proposal:
    report = pages.published(report) if isinstance(report, str) else report
    return take.from_document(html.read(pages.html(report, "ueditor")), "去年.html")


def messages(proposal: Proposal) -> str:
    return "\n".join(doubt.message for doubt in proposal.all_doubts)


def test_a_report_without_fault_raises_no_doubt():
    proposal = proposed("005")
    assert proposal.all_doubts == ()
    assert proposal.differences == ()
    assert proposal.missing_tables == ()


def test_wrong_totals_stay_as_they_are_printed():
    """003 prints 0 where its four numbers make 11, and 5; the numbers are kept, and it is told."""
    proposal = proposed("003")
    differing = {d.cell: (d.published, d.computed) for d in proposal.differences}
    assert differing == {
        "disputes/cases/review_total": (0, 11),
        "disputes/cases/post_review_total": (0, 5),
    }
    assert report_of(proposal).entries("published")["disputes/cases/review_total"] == 0
    assert "表四“件数”的“总计”，原文是 0，按各项相加是 11" in "\n".join(told(proposal))


def test_a_double_count_in_a_2019_report_does_not_vanish():
    proposal = proposed("014")
    assert proposal.form.edition == "2019"
    differing = {d.cell: (d.published, d.computed) for d in proposal.differences}
    assert differing["requests/total/natural"] == (20, 26)
    assert differing["requests/total/total"] == (21, 27)


def test_the_2019_table_in_a_2021_report_of_which_the_odd_row_is_nought():
    """003 prints noughts in （六）: the three rows of 2021 stay blank, and nobody is asked."""
    proposal = proposed("003")
    assert proposal.form.edition == "2021"
    editions = {table.table: table.edition for table in proposal.tables}
    assert editions["requests"] == "2019"
    assert messages(proposal) == "表三用的是 2019 年版的表样，已按 2021 年版对应"
    assert not any("/other_other/" in id_ for id_ in report_of(proposal).cells)


def test_the_2019_table_in_a_2021_report_of_which_the_odd_row_is_not_nought():
    report = pages.distinct("2021", requests="2019")
    report.cells["requests/other_total/business"] = "0"
    report.cells["requests/other_total/research"] = ""
    proposal = proposed(report)
    found = report_of(proposal)
    rows = ("other_no_correction", "other_no_fee", "other_other")
    assert not any(id_.split("/")[1] in rows for id_ in found.cells)
    natural = report.cells["requests/other_total/natural"]
    assert found.entries("notes")["requests/other_other/natural"] == f"（六）其他处理 {natural}"
    assert "requests/other_other/business" not in found.entries("notes")
    asked = next(doubt for doubt in proposal.all_doubts if "分为 3 行" in doubt.message)
    assert f"自然人 {natural}" in asked.message
    assert "requests/other_no_fee/natural" in asked.cells


def test_the_2021_table_in_a_2019_report_is_added_up_and_told():
    report = pages.distinct("2019", requests="2021")
    proposal = proposed(report)
    rows = ("other_no_correction", "other_no_fee", "other_other")
    numbers = [int(report.cells[f"requests/{row}/natural"]) for row in rows]
    assert report_of(proposal).cells["requests/other_total/natural"] == sum(numbers)
    assert "“（六）其他处理”是原文 3 行" in messages(proposal)
    assert [table.unplaced for table in proposal.tables] == [{}, {}, {}]


def test_a_whole_report_into_another_edition_says_what_has_no_place():
    proposal = take.into(proposed("014"), catalogue.form("2021"))
    found = report_of(proposal)
    assert found.form.edition == "2021"
    assert found.cells["disclosure/licensing/decisions"] == 2278
    assert "disclosure/regulations/valid" not in found.cells
    assert proposal.tables[0].unplaced["行政处罚 本年增/减"] == "-18"
    assert "没有位置，没有取" in messages(proposal)
    assert "行政处罚 本年增/减 -18" in messages(proposal)
    assert "“（六）其他处理”一行（自然人 4、总计 4）" in messages(proposal)


def test_words_in_number_cells_become_notes():
    found = report_of(proposed("012"))
    assert found.cells["disclosure/regulations/made"] == 22
    assert found.entries("notes") == {
        "disclosure/regulations/made": "22（其中修订 16 件）",
        "disclosure/normative_docs/repealed": "55（含自然失效 29 件）",
    }


def test_a_blank_is_no_nought():
    proposal = proposed("001")
    found = report_of(proposal)
    assert "requests/granted/research" not in found.cells
    assert found.entries("published")["requests/granted/total"] is PRINTED_BLANK
    requests = next(table for table in proposal.tables if table.table == "requests")
    assert "requests/granted/research" in requests.blank
    assert requests.missing == ()
    assert found.cells["disclosure/procurement/amount"] == 251000


def test_what_is_not_there_is_missing_and_not_blank():
    page = pages.page(pages.distinct(), disputes="")
    proposal = take.from_document(html.read(page), "x")
    assert proposal.missing_tables == ("disputes",)
    assert "没有找到表四" in messages(proposal)


# --- taking it


def test_table_by_table():
    proposal = proposed("005")
    only = changes(proposal, tables=["disputes"], texts=False, head=False)
    assert {id_.split("/")[0] for _, id_ in only} == {"disputes"}
    assert {key for key, _ in only} == {"cells", "published", "notes"}
    texts = changes(proposal, tables=(), head=False)
    assert {key for key, _ in texts} == {"texts"}


def test_into_the_open_report_in_one_step_that_can_be_undone():
    proposal = proposed("020")
    report = Report(proposal.form, {("organ", ""): "旧", ("title", ""): "旧题"})
    report.apply(
        {("cells", "requests/granted/business"): 9, ("notes", "requests/granted/business"): "旧注"}
    )
    before = {key: dict(report.entries(key)) for key in ("cells", "notes", "texts", "published")}
    applied = report.apply(changes(proposal))
    assert "requests/granted/business" not in report.cells  # blank in the source
    assert report.entries("notes") == {}
    assert report.title == pages.published("020").title
    report.apply(applied.inverse)
    assert {key: dict(report.entries(key)) for key in before} == before
    assert report.title == "旧题"


def test_totals_of_a_clerks_own_come_along_where_there_is_a_place_for_them():
    both, of_2021 = "requests/granted/total", "requests/other_no_fee/total"
    printed = dict.fromkeys([("published", both), ("published", of_2021)], 3)
    own = dict.fromkeys([("audited", both), ("audited", of_2021)], True)
    proposal = take.from_report(Report(catalogue.form("2021"), {**printed, **own}), "核.json")
    assert set(report_of(proposal).entries("audited")) == {both, of_2021}
    older = report_of(take.into(proposal, catalogue.form("2019")))
    assert set(older.entries("audited")) == {both}
    part = Report(proposal.form, changes(proposal, tables=["disputes"]))
    assert part.entries("audited") == {}
    assert ("audited", both) not in changes(proposal, head=False)


def test_a_source_that_names_no_organ_keeps_the_one_there_is():
    proposal = take.from_document(html.read(b"<h2>x</h2>" + pages.table_html(
        pages.distinct(), "disclosure").encode()), "x")  # fmt: skip
    report = Report(proposal.form, {("organ", ""): "本单位", ("year", ""): 2024})
    report.apply(changes(proposal))
    assert (report.organ, report.year) == ("本单位", 2024)


@pytest.mark.parametrize("name", ["005", "014"])
def test_as_last_years_figures(name: str):
    """Those of an older edition too: the open report stays as it is."""
    report = Report(catalogue.form("2021"), {("cells", "requests/granted/natural"): 1})
    proposal = proposed(name)
    report.apply(as_previous(proposal))
    kept = report.get(("previous", ""))
    assert kept.organ == proposal.organ
    assert kept.year == proposal.year
    assert kept.source == "去年.html"
    assert kept.cells["requests/carried_out/natural"] == (118 if name == "005" else 0)
    assert kept.texts["other"] == proposal.texts["other"]
    assert dict(report.cells) == {"requests/granted/natural": 1}


def test_json_tells_it_all():
    found = as_json(proposed("012"))
    assert found["edition"] == "2021"
    assert found["organ"] == "上海市人民政府办公厅"
    assert found["matched"]["requests/new_received/natural"] == 1259
    assert found["published"]["requests/new_received/total"] == 1295
    assert found["blank"] == ["disclosure/regulations/repealed"]
    assert found["unmatched"] == []
    assert found["notes"]["disclosure/regulations/made"] == "22（其中修订 16 件）"
    assert set(found["texts"]) == {"lead", *pages.TEXTS}
    money = as_json(proposed("005"))["matched"]["disclosure/fees/amount"]
    assert Decimal(money) == Decimal("59237.2449")
    assert isinstance(money, str)


def test_words_beyond_what_a_report_holds_are_left_and_told():
    long = "字" * 49_990 + "。" + "多余的话" * 5
    page = pages.html(pages.published("005"), "ueditor").decode()
    page = page.replace("本年度没有收取信息处理费。", long)
    proposal = take.from_document(html.read(page.encode()), "去年.html")
    taken = report_of(proposal)
    assert len(taken.text("other")) == 50_000
    assert taken.text("other") + "".join(left.words for left in proposal.left) == long
    assert "太长，只取了前 50,000 字，后面 11 字没有取" in messages(proposal)
