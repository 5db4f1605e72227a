"""Tables that stand otherwise than the official ones: side by side, turned, stacked."""

import io
import re
from collections.abc import Callable, Iterable
from typing import Any

import openpyxl
import pytest

from app.forms.layout import Grid
from app.importers import take
from app.importers.markup import xlsx
from app.importers.terms.proposal import Proposal, report_of
from tests.app.importers import pages
from tests.app.importers.pages import Published
from tests.app.importers.test_habits import messages, read, wrong

pytestmark = pytest.mark.slow


@pytest.fixture
def report() -> Published:
    return pages.distinct()


def on_one_sheet(report: Published, places: dict[str, tuple[int, int]]) -> Proposal:
    """Each table with its top left cell at (row, column)."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = report.title
    for id_, grid in report.grids():
        fill(sheet, grid, report, *places[id_])
    return saved(book)


def fill(sheet: Any, grid: Grid, report: Published, row: int, column: int) -> None:
    for cell in grid.cells:
        top, left = row + cell.row, column + cell.column
        sheet.cell(top, left, pages.text_of(report, cell))
        bottom, right = top + cell.row_span - 1, left + cell.column_span - 1
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def saved(book: openpyxl.Workbook) -> Proposal:
    file = io.BytesIO()
    book.save(file)
    return take.from_document(xlsx.read(file.getvalue()), "x.xlsx")


@pytest.mark.parametrize(
    "places",
    [
        {"disclosure": (3, 1), "requests": (3, 6), "disputes": (35, 1)},
        {"disclosure": (3, 12), "requests": (3, 1), "disputes": (35, 1)},
        {"disclosure": (3, 1), "requests": (3, 7), "disputes": (3, 18)},
        {"disclosure": (3, 1), "requests": (3, 5), "disputes": (40, 1)},
        {"disclosure": (40, 1), "requests": (3, 16), "disputes": (3, 1)},
        {"disclosure": (3, 16), "requests": (5, 20), "disputes": (3, 1)},
        {"disclosure": (3, 26), "requests": (3, 1), "disputes": (5, 11)},
        {"disclosure": (3, 1), "requests": (5, 21), "disputes": (3, 5)},
    ],
)
def test_tables_side_by_side(report: Published, places: dict[str, tuple[int, int]]):
    proposal = on_one_sheet(report, places)
    assert wrong(proposal, report) == {}
    assert {doubt.kind for doubt in proposal.all_doubts} == {"text"}


def test_a_row_of_another_table_is_no_row_of_figures(report: Published):
    """Table four is the same in all editions: what is a row in one of them is none of its own."""
    places = {"requests": (3, 1), "disputes": (3, 11), "disclosure": (33, 1)}
    proposal = on_one_sheet(report, places)
    assert not any(wrong(proposal, report).values())


@pytest.mark.parametrize("own", [1, 13])
def test_the_tables_of_two_years_side_by_side(report: Published, own: int):
    """Neither takes the other's figures: the one of the report's year is taken, the other told."""
    old = report._replace(cells={id_: f"{int(v) + 5000}" for id_, v in report.cells.items()})
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = report.title
    for of, column, year in ((report, own, 2023), (old, 14 - own, 2022)):
        sheet.cell(3, column, f"{year}年")
        fill(sheet, dict(of.grids())["requests"], of, 4, column)
    proposal = saved(book)
    assert {id_.split("/")[0] for id_ in wrong(proposal, report)} == {"disclosure", "disputes"}
    assert "原文里还有 2022 年的表三，没有取" in messages(proposal)


RESULTS = ("upheld", "corrected", "other", "pending", "total")
NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUPS = {"review": "行政复议", "direct": "未经复议直接起诉", "post_review": "复议后起诉"}


def cases(report: Published, group: str) -> list[str]:
    return [report.cells[f"disputes/cases/{group}_{result}"] for result in RESULTS]


def table(rows: list[list[str]]) -> str:
    return f"<table>{''.join(map(_row, rows))}</table>"


def _row(cells: list[str]) -> str:
    return f"<tr>{''.join(c if c.startswith('<td') else f'<td>{c}</td>' for c in cells)}</tr>"


def side_by_side(report: Published, groups: dict[str, str]) -> str:
    names = [f"<td colspan=5>{name}</td>" for name in groups.values()]
    figures = [figure for group in groups for figure in cases(report, group)]
    return table([names, [*NAMES] * 3, figures])


def stacked(report: Published, groups: dict[str, str]) -> str:
    return table([["类别", *NAMES], *([n, *cases(report, g)] for g, n in groups.items())])


def listed(report: Published, groups: dict[str, str]) -> str:
    rows = []
    for group, name in groups.items():
        first, *more = zip(NAMES, cases(report, group), strict=True)
        rows += [[f"<td rowspan=5>{name}</td>", *first], *map(list, more)]
    return table(rows)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("beside", ["", "（件）"])
def test_table_four_with_its_groups_in_any_order(report: Published, order: int, beside: str):
    """Columns of one name are told apart by their groups alone."""
    groups = {group: f"{name}{beside}" for group, name in [*GROUPS.items()][::order]}
    proposal = read(pages.page(report, disputes=side_by_side(report, groups)))
    assert wrong(proposal, report) == {}
    assert messages(proposal) == ("" if order > 0 else "表四：各列的顺序与官方不同，按表头对应")


def test_groups_of_another_kind_are_told(report: Published):
    years = dict(zip(GROUPS, ("2021年", "2022年", "2023年"), strict=True))
    proposal = read(pages.page(report, disputes=side_by_side(report, years)))
    assert "表四里有几年的数并列，只取了报告年度的" in messages(proposal)
    assert not any(id_.startswith("disputes/") for id_ in report_of(proposal).cells)


@pytest.mark.parametrize("arranged", [stacked, listed])
@pytest.mark.parametrize("order", [1, -1])
def test_table_four_one_group_under_another(
    report: Published, arranged: Callable[[Published, dict[str, str]], str], order: int
):
    groups = dict([*GROUPS.items()][::order])
    proposal = read(pages.page(report, disputes=arranged(report, groups)))
    if order > 0:
        assert wrong(proposal, report) == {}
        assert "按标签对应，请核对" in messages(proposal)
    else:
        assert not any(id_ in report_of(proposal).cells for id_ in wrong(proposal, report))
        assert "没有找到表四" in messages(proposal)


@pytest.mark.parametrize("name", ["合计", "总计"])
@pytest.mark.parametrize("more", [0, 1])
def test_groups_one_under_another_with_their_sums(report: Published, name: str, more: int):
    """Sums that are right say nothing of their own; others may be of anything."""
    figures = [[int(figure) for figure in cases(report, group)] for group in GROUPS]
    sums = [f"<td>{sum(column) + more}</td>" for column in zip(*figures, strict=True)]
    row = f"<tr><td>{name}</td>{''.join(sums)}</tr>"
    printed = stacked(report, GROUPS).replace("</table>", f"{row}</table>")
    proposal = read(pages.page(report, disputes=printed))
    if more:
        assert not any(wrong(proposal, report).values())
        assert "表四" in messages(proposal)
    else:
        assert wrong(proposal, report) == {}
        assert "按标签对应，请核对" in messages(proposal)


@pytest.mark.parametrize("arranged", [stacked, listed])
def test_years_one_under_another_are_no_groups(
    report: Published, arranged: Callable[[Published, dict[str, str]], str]
):
    years = dict(zip(GROUPS, ("2021年", "2022年", "2023年"), strict=True))
    proposal = read(pages.page(report, disputes=arranged(report, years)))
    assert "disputes" in proposal.missing_tables
    assert "表四" in messages(proposal)


@pytest.mark.parametrize("id_", ["requests", "disputes"])
def test_a_table_with_rows_for_columns(report: Published, id_: str):
    grid = dict(report.grids())[id_]
    rows: list[list[str]] = [[] for _ in range(grid.columns)]
    for cell in sorted(grid.cells, key=lambda cell: cell.row):
        spans = f"rowspan={cell.column_span} colspan={cell.row_span}"
        rows[cell.column].append(f"<td {spans}>{pages.text_of(report, cell)}</td>")
    proposal = read(pages.page(report, **{id_: table(rows)}))
    assert wrong(proposal, report) == {}
    assert "行和列与官方的对调" in messages(proposal)


@pytest.mark.parametrize("names", [GROUPS.values(), ("复议", "直接起诉", "复议后起诉")])
def test_names_of_columns_after_those_of_their_groups(report: Published, names: Iterable[str]):
    header = [group + name for group in names for name in NAMES]
    figures = [figure for group in GROUPS for figure in cases(report, group)]
    proposal = read(pages.page(report, disputes=table([header, figures])))
    assert wrong(proposal, report) == {}
    assert messages(proposal) == ""


def test_columns_named_with_their_one_group_are_no_other_columns(report: Published):
    printed = pages.table_html(report, "requests").replace(">其他<", ">法人或其他组织（其他）<")
    proposal = read(pages.page(report, requests=printed))
    assert wrong(proposal, report) == {}
    assert messages(proposal) == ""


def test_a_row_under_a_header_of_another_order_is_not_read_in_the_official_one(report: Published):
    groups = {"review": "行政复议情况", "post_review": "复议后起诉", "direct": "直接起诉"}
    header = [group + name for group in groups.values() for name in NAMES]
    figures = [figure for group in groups for figure in cases(report, group)]
    proposal = read(pages.page(report, disputes=table([header, figures])))
    assert not any(wrong(proposal, report).values())
    assert "没有一格能取" in messages(proposal)


def rows_of(printed: str) -> list[str]:
    return [f"<tr{part}" for part in printed.split("<tr")[1:]]


def test_a_header_without_one_of_its_lines_gives_no_figure_to_another_column(report: Published):
    """自然人, the group and 总计 are cut away: what is left has moved to their places."""
    printed = pages.table_html(report, "requests")
    second = next(row for row in rows_of(printed) if ">自然人<" in row)
    proposal = read(pages.page(report, requests=printed.replace(second, "", 1)))
    assert not any(wrong(proposal, report).values())
    assert "没有取" in messages(proposal)


def test_a_cell_that_reaches_into_the_next_row_does_not_move_its_figures(report: Published):
    printed = pages.table_html(report, "requests")
    row = next(row for row in rows_of(printed) if "1.属于国家秘密" in row)
    figure = report.cells["requests/denied_state_secret/business"]
    one = f'rowspan="1" colspan="1">{figure}<'
    longer = row.replace(one, one.replace('rowspan="1"', 'rowspan="2"'))
    proposal = read(pages.page(report, requests=printed.replace(row, longer)))
    assert wrong(proposal, report) == {}
    assert "上一行有一格多占了一行" in messages(proposal)


LOST = (
    "认出了表三，但 25 行里没有一格能取；表三：各列的顺序与官方不同，各行的数又对不上表头，没有取"
)


def widened(row: str, cells: int, across: int) -> str:
    """A line with its first cells over `across` columns each."""
    return re.sub(r'colspan="\d+"', f'colspan="{across}"', row, count=cells)


def test_a_table_like_a_staircase_gives_no_figure(report: Published):
    """Its labels take many columns: each line begins elsewhere, and the columns change places."""
    first, second, third, *rows = rows_of(pages.table_html(report, "requests"))
    labels = [row.count("<td") - 7 for row in rows]
    stairs = [widened(row, n, 12) for row, n in zip(rows, labels, strict=True)]
    third = third.replace('colspan="1"', 'colspan="12"')
    second = second.replace('colspan="5"', 'colspan="1"')
    proposal = read(pages.page(report, requests=f"<table>{first}{second}{third}{''.join(stairs)}"))
    assert not any(wrong(proposal, report).values())
    assert messages(proposal) == LOST


def test_a_header_of_another_order_over_some_of_the_rows_is_believed_for_none(report: Published):
    first, second, third, *rows = rows_of(pages.table_html(report, "requests"))
    natural, group, total = re.findall(r"<td.*?</td>", second)
    second = f"<tr>{group}{natural}{total}</tr>"
    whole = "".join([first, second, third, *rows])
    proposal = read(pages.page(report, requests=f"<table>{whole}"))
    assert "各列的顺序与官方不同，按表头对应" in messages(proposal)
    shifted = whole.replace(rows[5], widened(rows[5], 1, 3))
    proposal = read(pages.page(report, requests=f"<table>{shifted}"))
    assert not any(wrong(proposal, report).values())
    assert messages(proposal) == LOST


def test_a_group_of_rows_that_is_a_line_too_tall_moves_nothing(report: Published):
    """The next group stands right of the labels of its rows: it is none of their figures."""
    printed = pages.table_html(report, "requests")
    assert 'rowspan="8"' in printed
    proposal = read(pages.page(report, requests=printed.replace('rowspan="8"', 'rowspan="9"')))
    assert wrong(proposal, report) == {}
    assert proposal.all_doubts == ()


def test_a_number_below_a_row_that_could_not_be_taken_is_none_of_its_figures(report: Published):
    """As a table beside it leaves one, where a cut between the two went wrong."""
    rows = rows_of(pages.table_html(report, "disputes"))
    rows[-1] = rows[-1].replace("<tr>", "<tr><td>5</td>")
    rows.append(f"<tr><td></td><td>6</td>{'<td></td>' * 14}</tr>")
    proposal = read(pages.page(report, disputes=f"<table>{''.join(rows)}</table>"))
    assert not any(wrong(proposal, report).values())
    assert "应有 15 格，原文是 16 格" in messages(proposal)
