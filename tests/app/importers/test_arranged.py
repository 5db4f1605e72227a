"""Tables that stand otherwise than the official ones: side by side, turned, stacked."""

import io

import openpyxl
import pytest

from app.importers import take, xlsx
from app.importers.proposal import Proposal
from tests.app.importers import pages
from tests.app.importers.pages import Published
from tests.app.importers.test_habits import messages, wrong


@pytest.fixture
def report() -> Published:
    return pages.distinct()


def on_one_sheet(report: Published, places: dict[str, tuple[int, int]]) -> Proposal:
    """Each table with its top left cell at (row, column)."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = report.title
    for id_, grid in report.grids():
        row, column = places[id_]
        for cell in grid.cells:
            top, left = row + cell.row, column + cell.column
            sheet.cell(top, left, pages.text_of(report, cell))
            bottom, right = top + cell.row_span - 1, left + cell.column_span - 1
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    file = io.BytesIO()
    book.save(file)
    return take.from_document(xlsx.read(file.getvalue()), "x.xlsx")


@pytest.mark.parametrize(
    "places",
    [
        {"disclosure": (3, 1), "requests": (3, 6), "disputes": (35, 1)},
        {"disclosure": (3, 12), "requests": (3, 1), "disputes": (35, 1)},
        {"disclosure": (3, 1), "requests": (3, 7), "disputes": (3, 18)},
    ],
)
def test_tables_side_by_side(report: Published, places: dict[str, tuple[int, int]]):
    proposal = on_one_sheet(report, places)
    assert wrong(proposal, report) == {}
    assert "表" not in messages(proposal).replace("按表格", "")
