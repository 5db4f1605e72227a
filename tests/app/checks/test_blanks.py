"""A blank cell is unknown: no sentence says that it is 0, and none is held against a number."""

import pytest

from app import checks
from app.report import previous
from app.report.report import Report
from tests.app.checks.cases import BALANCED, NO_WORDS, OPEN, Changes, cell, clean, text

COLUMNS = ("natural", "business", "research", "public_welfare", "legal_service", "other")


def row(name: str, value: int | None) -> Changes:
    return {("cells", f"requests/{name}/{column}"): value for column in COLUMNS}


def told(rule: str, *changes: Changes, before: Changes | None = None) -> list[str]:
    """What a rule says of the clean report after these changes."""
    report = clean("2021", 2023)
    report.apply(NO_WORDS)
    for each in changes:
        report.apply(each)
    last_year = None
    if before is not None:
        last_year = clean("2021", 2022)
        last_year.apply({("texts", each): None for each in last_year.form.texts} | before)
    return [f.message for f in checks.findings(report, last_year) if f.rule == rule]


GRANTED = text("overview/on_request", "收到政府信息公开申请12件，其中予以公开2件。")
TWO = text("overview/on_request", "对政府信息公开申请，予以公开2件。")


def test_a_number_is_not_held_against_a_row_that_is_blank():
    assert told("R20", TWO, row("granted", None)) == []
    assert told("R20", TWO, row("granted", 0)) != []


def test_a_number_is_not_held_against_a_row_with_a_blank_that_may_be_the_rest():
    partly = row("granted", 0) | cell("requests/granted/business", None)
    assert told("R20", TWO, partly) == []
    assert told("R20", TWO, partly | cell("requests/granted/natural", 1)) == []


def test_a_number_that_is_less_than_what_is_filled_in_is_wrong_all_the_same():
    too_many = cell("requests/granted/business", None) | cell("requests/granted/natural", 3)
    (said,) = told("R20", TWO, too_many)
    assert "是 3" in said


def test_a_denial_is_not_held_against_blank_cells():
    nothing = text("overview/on_request", "2023年，未收到政府信息公开申请。")
    assert told("R20", nothing, row("new_received", None)) == []


def test_blanks_of_what_came_over_leave_the_other_reading_open():
    said = text("overview/on_request", "2023年，收到政府信息公开申请14件。")
    assert told("R20", said, BALANCED) != []
    assert told("R20", said, BALANCED, cell("requests/carried_in/natural", None)) == []


def test_a_round_number_is_not_held_against_a_row_that_is_blank():
    said = text("overview/on_request", "行政许可1.2万件。")
    assert told("R20", said, cell("disclosure/licensing/decisions", None)) == []
    assert told("R20", said, cell("disclosure/licensing/decisions", 9)) != []


def test_money_is_not_held_against_a_blank_cell():
    said = text("overview/on_request", "行政事业性收费21.5万元。")
    assert told("R20", said, cell("disclosure/fees/amount", None)) == []
    assert told("R20", said, cell("disclosure/fees/amount", 20)) != []


def test_fees_are_not_said_to_be_nothing_where_the_cell_is_blank():
    fees = text("other", "收取信息处理费500元。")
    assert told("R23", fees, cell("disclosure/fees/amount", 0)) != []
    assert told("R23", fees, cell("disclosure/fees/amount", None)) == []


def test_a_share_of_a_whole_that_is_not_all_filled_in_may_be_right():
    said = text("overview/on_request", "予以公开12件，占30%。")
    assert told("R38", said, BALANCED) != []
    assert told("R38", said, BALANCED, cell("requests/partial/other", None)) == []
    more = text("overview/on_request", "予以公开12件，占120%。")
    less = BALANCED | cell("requests/granted/natural", 12) | cell("requests/partial/other", None)
    assert told("R38", more, less) == told("R38", more, BALANCED)


def test_growth_from_a_year_with_blanks_is_not_worked_out():
    said = text("overview/on_request", "收到政府信息公开申请12件，同比增长50%。")
    ten = cell("requests/new_received/natural", 10) | cell("requests/granted/natural", 10)
    assert told("R24", said, BALANCED, before=ten) != []
    blank = ten | cell("requests/new_received/other", None)
    assert told("R24", said, BALANCED, before=blank) == []


def test_the_share_of_other_results_waits_for_the_others():
    others = cell("requests/other_other/natural", 12) | cell("requests/new_received/natural", 12)
    assert told("R17", others) != []
    assert told("R17", others, cell("requests/granted/natural", None)) == []
    assert told("R17", others, cell("requests/other_no_fee/natural", None)) != []


# beside last year


def test_a_carried_in_cell_that_is_blank_is_not_said_to_be_nothing():
    natural, total = told("R07", cell("requests/carried_in/natural", None), before=OPEN)
    assert "还没有填" in natural
    assert "是 0" not in natural
    assert "是 0" not in total


def test_what_was_not_filled_in_last_year_is_not_held_against_this_year():
    blank = cell("requests/carried_out/natural", None)
    came = cell("requests/carried_in/natural", 2)
    assert told("R07", came, before={}) != []
    assert told("R07", came, before=blank) == []
    assert told("R07", before=cell("requests/carried_out/natural", 3)) != []


def test_more_than_what_is_filled_in_of_last_year_is_open_and_less_is_wrong():
    known = OPEN | cell("requests/carried_out/other", None)
    columns = [said.split("”")[0] for said in told("R07", before=known)]
    assert columns == ["表三“自然人", "表三“总计"]
    assert told("R07", cell("requests/carried_in/natural", 2), before=known) == []


def test_stock_is_not_worked_out_from_blank_cells():
    valid = cell("disclosure/normative_docs/valid", 7)
    eight = cell("disclosure/normative_docs/valid", 8)
    assert told("R08", valid, before=eight) != []
    for blank in ("made", "repealed"):
        more = cell(f"disclosure/normative_docs/{blank}", None)
        open_ = 7 if blank == "repealed" else 9
        now = cell("disclosure/normative_docs/valid", open_)
        assert told("R08", now, more, before=eight) == [], blank
        other_way = cell("disclosure/normative_docs/valid", 16 - open_)
        assert told("R08", other_way, more, before=eight) != [], blank


def test_a_lost_case_is_not_missed_while_cells_are_blank():
    waiting = cell("disputes/cases/review_pending", 2)
    assert told("R15", before=waiting) != []
    assert told("R15", cell("disputes/cases/direct_other", None), before=waiting) == []


# consequences


def followed(report: Report, before: Report | None = None) -> list[tuple[str, str]]:
    return [(f.rule, f.because) for f in checks.findings(report, before)]


def test_the_total_of_what_came_over_only_follows_from_its_columns():
    before = clean("2021", 2022)
    before.apply({("texts", each): None for each in before.form.texts} | OPEN)
    report = clean("2021", 2023)
    assert followed(report, before) == [("R07", ""), ("R07", "R07")]
    report.apply({("previous", ""): previous.to_keep(before, "2022.json")})
    assert followed(report) == [("R07", ""), ("R07", "R07")]


def test_a_total_of_last_year_that_its_columns_do_not_make_is_a_cause():
    report = clean("2021", 2023)
    kept = {"organ": report.organ, "year": 2022}
    totals = {f"requests/carried_out/{column}": 0 for column in COLUMNS}
    report.apply({("previous", ""): kept | {"cells": totals | {"requests/carried_out/total": 5}}})
    assert followed(report) == [("R07", "")]


def slipped(words: str, *changes: Changes) -> list[tuple[str, str]]:
    """201 granted of 201, said so in the text; then something is changed."""
    report = clean("2021", 2023)
    right = cell("requests/new_received/natural", 201) | cell("requests/granted/natural", 201)
    report.apply(right | text("overview/on_request", words))
    assert checks.findings(report) == ()
    for each in changes:
        report.apply(each)
    return [(rule, because) for rule, because in followed(report) if rule in ("R20", "R21")]


SAID = "2023年，收到政府信息公开申请201件，予以公开201件。"


def test_a_right_number_in_a_text_only_follows_from_the_slip_in_the_table():
    assert slipped(SAID, cell("requests/granted/natural", 210)) == [("R20", "R01")]
    assert slipped(SAID, cell("requests/new_received/natural", 210)) == [("R20", "R01")]


def test_a_wrong_number_in_a_text_stays_a_cause():
    assert slipped(
        SAID, text("overview/on_request", "收到政府信息公开申请201件，予以公开200件。")
    ) == [("R20", "")]
    both = text("overview/on_request", "收到政府信息公开申请201件，予以公开200件。")
    assert slipped(SAID, both, cell("requests/granted/natural", 210)) == [("R20", "")]


def test_a_slip_in_a_column_does_not_excuse_what_is_said_of_another():
    words = "2023年，收到政府信息公开申请201件。自然人申请201件。"
    slip = cell("requests/new_received/business", 1)
    wrong = text("overview/on_request", words.replace("自然人申请201", "自然人申请200"))
    assert slipped(words, slip) == [("R20", "R01")]
    assert slipped(words, wrong) == [("R20", "")]
    assert slipped(words, wrong, slip) == [("R20", "R01"), ("R20", "")]


def test_all_done_only_follows_from_a_slip_in_what_was_carried_out():
    words = "2023年，收到政府信息公开申请201件，均已办结。"
    assert slipped(words, cell("requests/carried_out/natural", 3)) == [("R21", "R01")]
    balanced = cell("requests/granted/natural", 198)
    assert slipped(words, cell("requests/carried_out/natural", 3), balanced) == [("R21", "")]


def test_a_number_that_follows_from_a_slip_is_not_offered_to_be_changed():
    report = clean("2021", 2023)
    right = cell("requests/new_received/natural", 201) | cell("requests/granted/natural", 210)
    report.apply(right | text("overview/on_request", SAID))
    (said,) = [f for f in checks.findings(report) if f.rule == "R20"]
    assert said.replacement is None


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_what_came_over_goes_into_the_total(column: str):
    before = clean("2021", 2022)
    before.apply({("texts", each): None for each in before.form.texts})
    before.apply(cell(f"requests/new_received/{column}", 4))
    before.apply(cell(f"requests/carried_out/{column}", 4))
    assert followed(clean("2021", 2023), before) == [("R07", ""), ("R07", "R07")]


def test_a_blank_change_of_last_year_may_have_been_fewer():
    before, report = clean("2019", 2019), clean("2019", 2020)
    before.apply({("texts", each): None for each in before.form.texts})
    before.apply(cell("disclosure/licensing/prev_items", 10))
    report.apply(cell("disclosure/licensing/prev_items", 8))
    assert followed(report, before) == [("R13", "")]
    before.apply(cell("disclosure/licensing/change", None))
    assert followed(report, before) == []
