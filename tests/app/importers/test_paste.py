"""Where pasted words come to, and which of them cannot: without a window."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.forms import catalogue as forms
from app.forms.layout import GridCell, grid
from app.forms.model import Form
from app.importers import paste
from app.importers.paste import Plan
from app.letters.numbers import Number

CLIPBOARD = Path(__file__).parent.parent.parent / "data" / "clipboard"
TABLE_3 = (CLIPBOARD / "calc-table-3.txt").read_text(encoding="utf-8")
GRANTED = "（一）予以公开\t3\t1\t0\t0\t0\t0\t4\n"
NATURAL, TOTAL = "requests/granted/natural", "requests/granted/total"


def cells_of(form: Form, table: str) -> list[GridCell]:
    return [cell for cell in grid(form.tables[table]).cells if cell.kind == "value"]


def at(form: Form, cell: str) -> GridCell:
    return next(c for c in cells_of(form, cell.partition("/")[0]) if c.id == cell)


def planned(form: Form, text: str, cell: str = NATURAL, **more: object) -> Plan:
    """A text laid from a cell on."""
    cells = cells_of(form, cell.partition("/")[0])
    return paste.plan(form, cells, at(form, cell), paste.lines_of(paste.copied(text, "")), **more)


def by_labels(form: Form, text: str, **more: object) -> Plan:
    plan = paste.labelled(form, paste.copied(text, ""), more.pop("inputs", {}), **more)
    assert plan is not None
    assert plan.by_labels
    return plan


def rows(plan: Plan, table: str = "requests") -> dict[str, Number | None]:
    """The figures by the ids of their rows, of plans that fill one column."""
    return {id_.removeprefix(f"{table}/").split("/")[0]: f for id_, f in plan.figures.items()}


# --- labels of rows and columns


@pytest.mark.parametrize("words", ["abc", "约5", "2.5", "-5", "22（其中修订16件）", "1 2"])
def test_what_cannot_be_typed_into_a_cell_is_a_misfit_of_a_labelled_block_too(form, words):
    whole = by_labels(form, TABLE_3.replace("\t1175\t", f"\t{words}\t"))
    (misfit,) = whole.misfits
    assert misfit.cell.id == NATURAL
    assert misfit.refusal.offer is None
    (typed,) = planned(form, words).misfits
    assert misfit.refusal == typed.refusal


@pytest.mark.parametrize("words", ["-", "/", "—", "无"])
def test_words_for_nothing_are_offered_as_0(form, words):
    plan = by_labels(form, GRANTED.replace("3", words))
    assert [(m.cell.id, m.words, m.refusal.offer) for m in plan.misfits] == [(NATURAL, words, 0)]
    assert plan.figures[NATURAL] == 0
    assert plan.doubts == ()
    assert planned(form, words).misfits[0].refusal == plan.misfits[0].refusal


def test_what_is_typed_as_meant_is_pasted_as_meant(form):
    plan = by_labels(form, GRANTED.replace("3", "１，２３４件"))
    assert (plan.figures[NATURAL], plan.misfits) == (1234, ())


def test_blanks_of_a_labelled_block_stay_blank(form):
    plan = by_labels(form, GRANTED.replace("3", ""))
    assert plan.figures[NATURAL] is None
    assert len(plan.figures) == 6


def test_totals_of_a_labelled_block_are_counted_and_keep_what_they_compute(form):
    plan = by_labels(form, TABLE_3)
    assert (len(plan.figures), plan.computed, plan.differing) == (144, 31, ())
    assert TOTAL in plan.block
    assert TOTAL not in plan.figures


def test_a_printed_total_that_will_not_be_computed_is_named(form):
    (each,) = by_labels(form, TABLE_3.replace("\t1191\n", "\t123\n")).differing
    assert (each.cell, each.published, each.computed) == (TOTAL, 123, 1191)


def test_what_a_total_will_be_rests_on_the_report_too(form):
    """A pasted line is a part of the column; the rest stands in the report."""
    whole = by_labels(form, TABLE_3).figures
    inputs = {id_: figure for id_, figure in whole.items() if "granted" not in id_ and figure}
    line = "（一）予以公开\t1175\t12\t0\t3\t1\t0\t1191\n"
    total = "（七）总计\t3375\t99\t0\t4\t7\t1\t3486\n"
    assert by_labels(form, line + total, inputs=inputs).differing == ()
    other = by_labels(form, line.replace("1175", "1174") + total, inputs=inputs).differing
    assert [
        (each.cell.removeprefix("requests/"), each.published, each.computed) for each in other
    ] == [
        ("granted/total", 1191, 1190),
        ("total/natural", 3375, 3374),
        ("total/total", 3486, 3485),
    ]


def test_a_blank_total_differs_from_nothing(form):
    assert by_labels(form, GRANTED.replace("\t4\n", "\t\n")).differing == ()


def test_while_auditing_the_printed_totals_are_taken(form):
    plan = by_labels(form, GRANTED.replace("\t4\n", "\t5\n"), auditing=True)
    assert (plan.figures[TOTAL], plan.computed) == (5, 0)


def test_blank_totals_are_no_numbers_that_were_skipped(form):
    assert by_labels(form, GRANTED.replace("\t4\n", "\t\n")).computed == 0
    assert planned(form, "1\t\n", "requests/granted/other").computed == 0


def test_while_auditing_a_stroke_for_a_total_is_offered_as_0(form):
    plan = by_labels(form, GRANTED.replace("\t4\n", "\t—\n"), auditing=True)
    assert [misfit.refusal.offer for misfit in plan.misfits] == [0]
    assert plan.figures[TOTAL] == 0


def test_while_auditing_a_total_is_entered_by_the_rules_too(form):
    (misfit,) = by_labels(form, GRANTED.replace("\t4\n", "\t4.5\n"), auditing=True).misfits
    assert misfit.cell.id == TOTAL


def test_money_under_a_header_of_another_unit_is_converted_and_told(form):
    text = "信息内容\t本年收费金额（单位：元）\n行政事业性收费\t15000\n"
    plan = by_labels(form, text)
    assert (plan.figures, plan.misfits) == ({"disclosure/fees/amount": Decimal("1.5")}, ())
    assert any("已换算成 1.5 万元" in doubt for doubt in plan.doubts)


def test_words_are_looked_at_before_another_edition_adds_them_up():
    """One row of the old edition is several of the new one: -5 and 8 are no 3."""
    old, new = forms.form("2019"), forms.form("2021")
    old_rows = {cell.row.id for cell in old.cells.values()}
    cells = [c for c in new.cells.values() if c.table.id == "requests" and c.column.id == "natural"]
    parts = [cell for cell in cells if cell.row.id not in old_rows]
    figures = {cell.id: "1" for cell in cells} | {parts[0].id: "-5", parts[1].id: "8"}
    lines = [f"{c.row.label}\t{figures[c.id]}\t0\t0\t0\t0\t0\t1\n" for c in cells]
    plan = by_labels(old, "".join(lines))
    assert [misfit.cell.id for misfit in plan.misfits] == [parts[0].id]
    assert by_labels(old, "".join(lines).replace("-5", "5")).misfits == ()


# --- labels of rows alone


def test_labels_that_name_other_rows_lead_there(form):
    text = "（一）予以公开\t11\r\n（二）部分公开\t12\r\n"
    plan = planned(form, text, "requests/new_received/business")
    assert plan.figures == {"requests/granted/business": 11, "requests/partial/business": 12}
    assert plan.by_labels


def test_rows_in_another_order_and_above_the_cell_are_found(form):
    plan = planned(form, "部分公开\t12\t3\n\n一、本年新收政府信息公开申请数量\t9\t\n", NATURAL)
    assert plan.figures == {
        "requests/partial/natural": 12, "requests/partial/business": 3,
        "requests/new_received/natural": 9, "requests/new_received/business": None,
    }  # fmt: skip


def test_a_named_row_below_the_table_is_outside(form):
    """A stranger's label and this one do not tell the rows apart, so they go by their places."""
    plan = planned(form, "某某\t11\n予以公开\t12\n", "requests/carried_out/natural")
    assert (rows(plan), plan.outside, plan.strays) == ({"carried_out": 11}, ("12",), ())


def test_the_last_of_several_labels_names_the_row(form):
    assert rows(planned(form, "予以公开\t部分公开\t1\n", NATURAL)) == {"partial": 1}
    text = "三、本年度办理结果\t（一）予以公开\t1\n\t（三）不予公开\t1.属于国家秘密\t2\n"
    plan = planned(form, text, "requests/new_received/natural")
    assert plan.figures == {NATURAL: 1, "requests/denied_state_secret/natural": 2}


def test_labels_that_agree_with_the_place_need_no_preview(form):
    plan = planned(form, "（一）予以公开\t11\n部分公开\t12\n", NATURAL)
    assert (rows(plan), plan.by_labels, plan.strays) == ({"granted": 11, "partial": 12}, False, ())


def test_labels_that_are_no_rows_are_left_out(form):
    plan = planned(form, "某某\t11\n部分公开\t12\n", NATURAL)
    assert (rows(plan), plan.by_labels, plan.strays) == ({"granted": 11, "partial": 12}, False, ())


@pytest.mark.parametrize(
    ("text", "label"),
    [("某某\t11\n予以公开\t12\n", "予以公开"), ("予以公开\t11\n予以公开\t12\n", "予以公开")],
)
def test_labels_that_contradict_the_place_and_do_not_tell_one_are_asked_about(form, text, label):
    plan = planned(form, text, NATURAL)
    assert (rows(plan), plan.by_labels) == ({"granted": 11, "partial": 12}, False)
    assert [(stray.label, stray.row.id) for stray in plan.strays] == [(label, "partial")]


def test_the_rows_of_table_two_are_found_in_another_block(form):
    text = "行政处罚\t5\n行政许可\t4\n"
    plan = planned(form, text, "disclosure/licensing/decisions")
    assert rows(plan, "disclosure") == {"punishment": 5, "licensing": 4}


def test_a_table_without_row_labels_has_no_rows_to_name(form):
    cell = cells_of(form, "disputes")[0].id
    assert planned(form, "予以公开\t5\n", cell).figures == {cell: 5}


# --- as typed


def test_words_that_look_otherwise_than_their_figure_are_told(form):
    plan = planned(form, "１２\t3件\t 4 \t\u200b\t1,234\t6\n")
    assert plan.read == (("１２", 12), ("3件", 3), ("1,234", 1234))


def test_money_is_told_only_where_it_is_rewritten(form):
    assert planned(form, "0.5", "disclosure/fees/amount").read == ()
    assert planned(form, "0.50", "disclosure/fees/amount").read == (("0.50", Decimal("0.5")),)


def test_while_auditing_computed_cells_take_the_papers_totals(form):
    text = "1\t2\n"
    assert planned(form, text, "requests/granted/other", auditing=True).figures == {
        "requests/granted/other": 1, TOTAL: 2,
    }  # fmt: skip
    assert planned(form, text, "requests/granted/other").computed == 1


def test_nothing_copied_is_no_cell():
    assert paste.copied("", "").cells == ()
    assert paste.copied("", "<img src='a.png'>").cells == ()
    assert len(paste.copied("\r\n", "").cells) == 1


# --- again and again


def over(form: Form, first: str, last: str) -> list[GridCell]:
    """A rectangle of cells."""
    one, other = at(form, first), at(form, last)
    return [
        cell
        for cell in cells_of(form, first.partition("/")[0])
        if one.row <= cell.row <= other.row and one.column <= cell.column <= other.column
    ]


@pytest.mark.parametrize(
    ("text", "last", "expected"),
    [
        ("1\t2\n", "partial/business", [1, 2, 1, 2]),
        ("1\n2\n", "partial/business", [1, 1, 2, 2]),
        ("1\t2\n", "granted/public_welfare", [1, 2, 1, 2]),
        ("1\t2\n", "granted/research", [1, 2]),
        ("1\t2\n3\t4\n", "denied_state_secret/business", [1, 2, 3, 4]),
        ("1\t2\n", "granted/business", [1, 2]),
        ("1\t2\n3\n", "denied_law_forbidden/business", [1, 2, 3]),
        ("1\t2\n", "granted/legal_service", [1, 2]),
        ("1\n2\n", "denied_safety_stability/natural", [1, 2]),
    ],
)
def test_a_block_fills_a_whole_multiple_of_itself(form, text, last, expected):
    plan = planned(form, text, over=over(form, NATURAL, f"requests/{last}"))
    assert list(plan.figures.values()) == expected


def test_cells_picked_here_and_there_are_no_multiple(form):
    picked = [at(form, NATURAL), at(form, "requests/partial/business")]
    assert list(planned(form, "1\n", over=picked).figures.values()) == [1]


def test_a_repeated_row_without_its_label_is_repeated(form):
    plan = planned(form, "某某\t5\t6\n", over=over(form, NATURAL, "requests/partial/business"))
    assert list(plan.figures.values()) == [5, 6, 5, 6]


def test_one_word_goes_into_every_cell(form):
    cells = over(form, NATURAL, TOTAL)
    assert paste.plan_everywhere(form, cells, "7").computed == 1
    assert paste.plan_everywhere(form, cells, "7", auditing=True).figures[TOTAL] == 7


# --- what of the clipboard is taken


TABLE = "<table><tr><td{}>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>"


@pytest.mark.parametrize("merge", [" rowspan=2", " colspan=2", " rowspan=2 colspan=2"])
def test_a_table_with_merged_cells_tells_more_than_its_text(merge: str):
    words = paste.lines_of(paste.copied("丙\t丁\n3\t4\n", TABLE.format(merge)))
    assert words[0][0] == "甲"
    assert None in [word for line in words for word in line]


def test_markup_beyond_any_report_is_not_read_while_the_keys_of_a_table_wait():
    merged = TABLE.format(" colspan=2")
    assert len(paste.copied("7\t8", merged).cells) == 4
    far = merged + "<b>x</b>" * 15_000
    assert [cell.text for cell in paste.copied("7\t8", far).cells] == ["7", "8"]


def test_of_a_table_without_merges_the_text_is_the_safer():
    assert paste.lines_of(paste.copied("丙\t丁\n3\t4\n", TABLE.format(""))) == [
        ["丙", "丁"],
        ["3", "4"],
    ]


def test_a_text_with_a_cell_a_line_has_its_columns_from_the_table():
    assert paste.lines_of(paste.copied("甲\n乙\n1\n2\n", TABLE.format(""))) == [
        ["甲", "乙"],
        ["1", "2"],
    ]


def test_a_cell_merged_over_several_rows_has_its_words_once():
    words = paste.lines_of(paste.copied("x\ty\n", TABLE.format(" rowspan=2")))
    assert words == [["甲", "乙"], [None, "1", "2"]]
