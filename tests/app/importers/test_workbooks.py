"""Excel workbooks, new and old: what their visible sheets show."""

import datetime as dt
import io
import re
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlrd
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from app.exporters import EXPORTS, Options
from app.forms import catalogue
from app.importers import take
from app.importers.markup import blank_sums, xls
from app.importers.markup.xlsx import read as read_xlsx
from app.importers.terms.plain import Unreadable
from app.report.report import Report
from tests.app.importers import pages
from tests.app.importers.test_readers import tables


def workbook(fill: object) -> bytes:
    book = openpyxl.Workbook()
    fill(book)  # type: ignore[operator]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def part_of(book: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(name)


def test_sheets_merges_numbers_and_hidden_sheets():
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["A1"], sheet["C1"], sheet["A2"], sheet["C2"] = "题", 7730.28, 0.1 + 0.2, 3.0
        sheet.merge_cells("A1:B1")
        hidden = book.create_sheet("底稿")
        hidden["A1"] = "不看"
        hidden.sheet_state = "hidden"

    read = read_xlsx(workbook(fill))
    assert tables(read) == [[["题", "7730.28"], ["0.3", "", "3"]]]
    assert read.told == ("工作表“底稿”是隐藏的，没有读",)


def test_merged_cells_are_there_with_their_spans_though_no_cell_of_theirs_was_written():
    """Some programs write no cell that is blank, not even those that they merge."""

    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["A1"] = "题"
        for area in ("A1:B1", "C1:D2", "B2:B4"):
            sheet.merge_cells(area)

    book = workbook(fill)
    sheet = part_of(book, SHEET)
    written = re.sub(rb"<c [^>]*/>", b"", sheet)
    assert written.count(b"<c ") == 1
    (table,) = read_xlsx(changed(book, SHEET, sheet, written)).blocks
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells}
    assert {at: span for at, span in spans.items() if span != (1, 1)} == {
        (0, 0): (1, 2), (0, 2): (2, 2), (1, 1): (3, 1),
    }  # fmt: skip
    assert len(spans) == 4 * 4 - 1 - 3 - 2
    assert [c.text for c in table.cells if c.text] == ["题"]


@pytest.mark.parametrize("area", ["A:C", "2:3", "B9:A2", "", "甲"])
def test_merged_cells_without_two_corners_are_damage(area):
    book = workbook(lambda book: book.worksheets[0].append([1]))
    merged = f'</sheetData><mergeCells><mergeCell ref="{area}"/></mergeCells>'.encode()
    with pytest.raises(Unreadable, match="已损坏"):
        read_xlsx(changed(book, SHEET, b"</sheetData>", merged))


def test_letters_that_a_workbook_writes_by_their_codes_are_read():
    def fill(book: openpyxl.Workbook) -> None:
        rich = CellRichText("甲_x000D_", TextBlock(InlineFont(b=True), "乙_xD842__xDFB7_"))
        book.worksheets[0].append(["320_x000D_", "_x005F_x0041_", rich])

    assert tables(read_xlsx(workbook(fill))) == [[["320", "_x0041_", "甲\n乙𠮷"]]]


def test_what_a_cell_shows_is_read_and_never_a_number_made_of_it():
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        small, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
        sheet.append([CellRichText("320", TextBlock(small, "1")), dt.date(2024, 1, 5), 0.12])
        sheet.append([CellRichText(TextBlock(struck, "77"), "320"), dt.time(1, 5), True])
        sheet.append([77, "#N/A", dt.datetime(2024, 1, 5, 8)])  # noqa: DTZ001
        sheet["C1"].number_format = "0%"
        sheet["A3"].font = Font(strike=True)

    assert tables(read_xlsx(workbook(fill))) == [
        [["320", "2024年1月5日", "12%"], ["320", "01:05:00", "TRUE"], ["", "#N/A", "2024年1月5日"]]
    ]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("TEXT", " 3", " 3"),
        ("NUMBER", 3.0, "3"),
        ("NUMBER", 0.5, "50%"),
        ("DATE", 45296.0, "2024年1月5日"),
        ("BOOLEAN", 1, "TRUE"),
        ("ERROR", 42, "#N/A"),
        ("BLANK", "", ""),
    ],
)
def test_what_a_cell_of_an_old_workbook_shows(kind: str, value: object, shown: str):
    """Dates, errors and truths are numbers inside."""
    cell = xlrd.sheet.Cell(getattr(xlrd, f"XL_CELL_{kind}"), value)
    assert xls.shown(cell, "0%" if shown == "50%" else "0", 0) == shown


def test_hidden_rows_and_columns_are_not_read_and_told():
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        for line in (["甲", "1", "2", "3"], ["乙", "4", "5", "6"], ["丙", "7", "8", "9"]):
            sheet.append(line)
        sheet.merge_cells("B1:C1")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["F"].hidden = True

    read = read_xlsx(workbook(fill))
    assert tables(read) == [[["甲", "1", "3"], [], ["丙", "7", "9"]]]
    assert read.told == ("工作表“Sheet”里有隐藏的行或列，其中 5 格有内容，没有读",)


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A zipped file with something in one part put in place of something else."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for each in before.namelist():
            part = before.read(each)
            after.writestr(each, part.replace(old, new) if each == name else part)
    return file.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("styles.xml", b"</cellXfs>", b"<xf/>" * 400_000 + b"</cellXfs>"),
        ("worksheets/sheet1.xml", b"</sheetData>", b"<row/>" * 400_000 + b"</sheetData>"),
        ("workbook.xml", b"</sheets>", b'<sheet name="s" sheetId="9" r:id="rId1"/></sheets>'),
        ("_rels/workbook.xml.rels", b"/xl/worksheets/sheet2.xml", b"/xl/worksheets/sheet1.xml"),
        (
            "worksheets/sheet1.xml",
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
    ],
)
def test_a_workbook_made_to_take_long_takes_no_time(part: str, old: bytes, new: bytes):
    book = workbook(lambda book: book.create_sheet("二"))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert old in archive.read(f"xl/{part}")
    began = time.process_time()
    with pytest.raises(Unreadable, match=r"太多|损坏"):
        read_xlsx(changed(book, f"xl/{part}", old, new))
    assert time.process_time() - began < 3


def test_a_formula_without_a_result_stays_a_formula():
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["A1"], sheet["B1"] = 1, "=A1+1"

    assert tables(read_xlsx(workbook(fill))) == [[["1", "=A1+1"]]]


def test_a_hidden_sheet_is_told_of(tmp_path: Path):
    book = openpyxl.load_workbook(io.BytesIO(pages.xlsx_file(pages.published("005"))))
    book.create_sheet("上年底稿").sheet_state = "hidden"
    file = tmp_path / "x.xlsx"
    book.save(file)
    doubts = [doubt.message for doubt in take.from_file(file).doubts]
    assert any("上年底稿" in words and "没有读" in words for words in doubts)


def test_totals_that_are_formulas_without_results_are_told_and_not_taken_for_blanks(tmp_path: Path):
    report = pages.published("005")
    book = openpyxl.load_workbook(io.BytesIO(pages.xlsx_file(report)))
    book["requests"]["J4"] = "=SUM(D4:I4)"
    file = tmp_path / "x.xlsx"
    book.save(file)
    proposal = take.from_file(file)
    requests = next(table for table in proposal.tables if table.table == "requests")
    assert "requests/new_received/total" not in requests.published
    assert any("公式没有保存结果" in doubt.message for doubt in requests.doubts)


def test_a_sum_of_blanks_is_no_printed_total_and_one_of_figures_is(tmp_path: Path):
    """Else it would speak against the first figure that is entered above it."""
    report = Report(catalogue.form("2021"), {("cells", "requests/granted/natural"): 0})
    file = tmp_path / "x.xlsx"
    file.write_bytes(EXPORTS[".xlsx"].render(report, Options(formulas=True)))
    requests = next(t for t in take.from_file(file).tables if t.table == "requests")
    assert {id_ for id_, value in requests.published.items() if value is not None} == {
        id_ for id_, value in report.values.items() if value is not None and id_.endswith("total")
    } | {"requests/total/natural"}


@pytest.mark.parametrize(
    ("formula", "addend", "kept"),
    [
        ("SUM(A1:B1)", None, False),
        ("sum($A$1,B1)", None, False),
        ("SUM(A1:B1)", 0, True),
        ("SUM(A1:B1)", "无", True),
        ("SUM(A1:ZZ9999)", None, True),
        ("SUM(A0:B1)", None, True),
        ("SUM(A1:B1)+0", None, True),
        ("SUM(C1,B1)", None, True),
    ],
)
def test_only_a_plain_sum_of_blank_cells_is_blank(formula: str, addend: object, kept: bool):
    shown = f'<c r="A1"><v>{addend}</v></c>' if addend is not None else '<c r="A1" s="1"/>'
    sheet = etree.fromstring(
        f"<s><sheetData><row>{shown}<c r='C1'><f>{formula}</f><v>0</v></c></row></sheetData></s>"
    )
    blank_sums.clear(sheet)
    assert (sheet.find(".//f") is not None) is kept
