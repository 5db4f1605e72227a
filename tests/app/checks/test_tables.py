"""The words of what is found in tables: which place, which figures, how many."""

from decimal import Decimal
from typing import Any

import pytest

from app import checks
from tests.app.checks.cases import Case, cell, found

MADE, VALID = "disclosure/regulations/made", "disclosure/regulations/valid"
UPHELD, OTHER = "disputes/cases/review_upheld", "disputes/cases/review_other"
GRANTED, PARTIAL = "requests/granted/natural", "requests/partial/natural"


def one(rule: str, *changes: dict[tuple[str, str], Any]) -> checks.Finding:
    whole = {address: value for change in changes for address, value in change.items()}
    (finding,) = (f for f in found(Case(rule, whole)) if f.rule == rule)
    return finding


def note(path: str, words: str) -> dict[tuple[str, str], Any]:
    return {("notes", path): words}


def test_more_than_there_can_be_names_both_cells_with_their_figures():
    finding = one("R10", cell(MADE, 3), cell(VALID, 1))
    assert "表二“规章”的“本年制发件数” 3，多于“现行有效件数” 1；" in finding.message
    assert (finding.severity, finding.cells) == ("warning", (MADE, VALID))
    assert (finding.left, finding.right, finding.difference) == (3, 1, 2)


def test_blanks_are_counted_a_table_and_the_first_is_named():
    finding = one("R31", cell(OTHER, None), cell(UPHELD, None))
    assert "表四有 2 个空白单元格，第一个是“行政复议”的“结果维持”；" in finding.message
    assert (finding.severity, finding.cells) == ("warning", (UPHELD, OTHER))
    assert finding.missing


@pytest.mark.parametrize(("figure", "why"), [(-1, "不能是负数"), (Decimal("2.5"), "只能是整数")])
def test_a_figure_of_the_wrong_kind_is_named_with_its_place(figure: Any, why: str):
    finding = one("R05", cell(GRANTED, figure))
    assert f"表三“（一）予以公开”的“自然人”是 {figure}，" in finding.message
    assert why in finding.message
    assert (finding.severity, finding.cells) == ("error", (GRANTED,))


def test_money_below_nothing_is_named_with_its_unit():
    finding = one("R12", cell("disclosure/fees/amount", -1))
    assert "是 -1 万元，金额不能是负数" in finding.message


def test_a_share_says_part_whole_and_percent():
    new = cell("requests/new_received/natural", 80)
    finding = one("R17", new, cell("requests/other_other/natural", 30), cell(GRANTED, 50))
    assert "共 30 件，占办理总数 80 件的 37.5%，超过 30%" in finding.message
    assert finding.cells[-1] == "requests/total/total"


@pytest.mark.parametrize("part", [24, 0])
def test_a_share_up_to_the_limit_is_none(part: int):
    new = cell("requests/new_received/natural", 80)
    changes = new | cell("requests/other_other/natural", part) | cell(GRANTED, 80 - part)
    assert "R17" not in {f.rule for f in found(Case("share", changes))}


def test_strokes_are_told_once_a_table_and_words_cell_by_cell():
    strokes = one("R32", note(PARTIAL, "/"), note(GRANTED, "/"))
    assert "表三有 2 格" in strokes.message
    assert "第一格是“（一）予以公开”的“自然人”；" in strokes.message
    assert (strokes.severity, strokes.cells) == ("warning", (GRANTED, PARTIAL))
    words = one("R33", note(GRANTED, "3（其中1）"))
    assert "还写着“3（其中1）”：" in words.message
    assert "现在是 0" in words.message
    assert words.cells == (GRANTED,)


def test_a_figure_that_a_level_cannot_have_is_named_with_its_cell():
    finding = one("R11", {("level", ""): "township"}, cell(MADE, 2), cell(VALID, 2))
    assert "表二“规章”的“本年制发件数” 2、“规章”的“现行有效件数” 2：" in finding.message
    assert finding.cells == (MADE, VALID)
