"""The workbook's options: formulas with their values beside, findings, protection."""

import io
import zipfile
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter, range_boundaries

from app.exporters import Options, xlsx_formulas
from app.exporters.xlsx import render
from app.files.profiles import Profile
from app.forms import layout
from app.report.report import Report

pytestmark = pytest.mark.slow

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = Options(formulas=True)


def test_a_program_that_does_not_calculate_sees_the_same_values(report):
    """A blank total apart: it is 0 there, as its formula says."""
    plain, stored = _open(report, Options()), _open(report, FORMULAS, data_only=True)
    formulas = _open(report, FORMULAS)

    for one, other, sheet in zip(
        plain.worksheets, stored.worksheets, formulas.worksheets, strict=True
    ):
        totals = {cell.coordinate for cell in _formula_cells(sheet)}
        for cell in (cell for line in other.iter_rows() for cell in line):
            value = one[cell.coordinate].value
            assert cell.value == (value or 0 if cell.coordinate in totals else value)


def test_a_total_of_blanks_is_a_number_that_is_not_shown(report):
    """Until something is filled in under it; then it is shown, without a word of this program."""
    filled = {id_ for id_, value in report.values.items() if value is not None}
    formulas = _open(report, FORMULAS)
    for sheet in formulas.worksheets:
        hidden = {
            str(area.sqref): rule.formula[0]
            for area in sheet.conditional_formatting
            for rule in area.rules
            if rule.dxf.numFmt.formatCode == ";;;"
        }
        assert set(hidden) == {cell.coordinate for cell in _formula_cells(sheet)}
        for place, condition in hidden.items():
            inputs = _places(condition.removeprefix("COUNT(").removesuffix(")=0"))
            assert not any(sheet[each].data_type == "f" for each in inputs)
            blank = all(sheet[each].value is None for each in inputs)
            assert blank == (_id_at(report, sheet, place) not in filled)


def test_only_totals_are_formulas_and_each_adds_up_its_own_addends(report):
    formulas, values = _open(report, FORMULAS), _open(report, FORMULAS, data_only=True)

    count = 0
    for sheet, stored in zip(formulas.worksheets, values.worksheets, strict=True):
        for cell in _formula_cells(sheet):
            count += 1
            addends = [stored[place].value for place in _addends(cell.value)]
            expected = sum(Decimal(str(n)) for n in addends if n is not None)
            assert Decimal(str(stored[cell.coordinate].value)) == expected
    assert count == sum(cell.computed for cell in report.form.cells.values())


def test_a_formula_counts_as_many_cells_as_the_form_says(report):
    counts = sorted(
        len(_addends(cell.value))
        for sheet in _open(report, FORMULAS).worksheets
        for cell in _formula_cells(sheet)
    )
    assert counts == sorted(len(c.addends) for c in report.form.cells.values() if c.computed)


def test_neighbours_stand_in_a_formula_as_a_range_and_others_alone():
    sheet = openpyxl.Workbook().worksheets[0]
    places = [sheet[place] for place in ("D4", "F4", "G4", "H4", "H5", "H7")]

    assert xlsx_formulas._ranges(places) == ["D4", "F4:H4", "H5", "H7"]


@pytest.mark.parametrize("options", [Options(), FORMULAS], ids=["values", "formulas"])
def test_excel_need_not_calculate_anew_and_asks_nothing_when_the_file_is_closed(report, options):
    calculation = _open(report, options).calculation

    assert not calculation.fullCalcOnLoad
    assert calculation.calcId == 191029


def test_without_the_option_there_is_no_formula(report):
    assert not [c for sheet in _open(report, Options()).worksheets for c in _formula_cells(sheet)]


def test_a_blank_may_be_printed_as_zero_and_then_totals_are_zero_too(with_texts):
    options = Options(profile=Profile(blank="zero"), formulas=True)
    workbook = _open(with_texts({}), options, data_only=True)

    figures = [n for sheet in workbook.worksheets for n in _values(sheet) if isinstance(n, int)]
    assert set(figures) == {0}
    assert len(figures) == len(with_texts({}).form.cells)


def test_protection_locks_totals_and_labels_and_leaves_inputs_open(report):
    for sheet in _open(report, Options(protect=True)).worksheets[:3]:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        cells = [c for line in sheet.iter_rows() for c in line if isinstance(c, Cell)]
        open_cells = sum(not cell.protection.locked for cell in cells)
        table = next(t for t in report.form.tables.values() if t.id == _table_of(sheet, report))
        inputs = [c for c in report.form.cells.values() if c.table is table and not c.computed]
        assert open_cells == len(inputs)


def test_of_a_merged_cell_every_covered_one_is_as_open_as_the_first(report):
    """In the file itself: openpyxl takes all from the first."""
    book = render(report, Options(protect=True))
    merges = [sheet.merged_cells.ranges for sheet in _open(report, Options()).worksheets[:3]]
    opened = 0
    for number, areas in enumerate(merges, start=1):
        is_open = _open_cells(book, number)
        for area in areas:
            cells = [f"{get_column_letter(column)}{row}" for row, column in area.cells]
            assert len({is_open[cell] for cell in cells}) == 1
            opened += is_open[cells[0]]
    assert opened


def test_without_the_option_nothing_is_protected(report):
    assert not [s for s in _open(report, Options()).worksheets if s.protection.sheet]


def test_the_findings_stand_on_a_sheet_of_their_own_when_asked_for(with_texts):
    report = with_texts({})
    report.apply({("cells", "requests/new_received/natural"): 5})

    assert len(_open(report, Options()).worksheets) == 4
    sheet = _open(report, Options(findings=True)).worksheets[-1]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert sheet.title == "检查结果"
    (balance,) = [line for line in lines if line[1] == "R01" and "自然人" in line[2]]
    assert balance[0] == "错误"
    assert "表三，本年新收，自然人" in balance[3]


def test_headers_stay_in_sight_where_the_table_has_one_header(report):
    panes = [sheet.freeze_panes for sheet in _open(report, Options()).worksheets]
    assert panes == [None, "D4", "A4", None]


def test_the_notes_stand_under_their_table(with_texts):
    report = with_texts({"requests/note": "注：=含上年度结转数量。"})
    sheet = _open(report, Options()).worksheets[1]

    last = sheet.cell(sheet.max_row, 1)
    assert (last.value, last.data_type) == ("注：=含上年度结转数量。", "s")
    assert str(sheet.print_area).endswith(f"$J${sheet.max_row}")


def test_a_table_with_many_notes_is_not_shrunk_onto_one_page(with_texts):
    """The table stays on the first, for it fits there; the notes go on under its header rows."""
    few, many = (
        _open(with_texts({"requests/note": "\n".join(["注：说明。"] * count)}), Options())
        for count in (2, 40)
    )

    assert [book.worksheets[1].page_setup.fitToHeight for book in (few, many)] == [1, 0]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_edition_can_be_exported_with_every_option(edition):
    from app.forms import catalogue

    form = catalogue.form(edition)
    report = Report(form, {("cells", c.id): 1 for c in form.cells.values() if not c.computed})
    workbook = _open(report, Options(formulas=True, findings=True, protect=True), data_only=True)
    totals = [v for c, v in report.values.items() if form.cells[c].computed]
    seen = [n for sheet in workbook.worksheets[:3] for n in _values(sheet) if isinstance(n, int)]
    assert sorted(n for n in seen if n > 1) == sorted(t for t in totals if t and t > 1)


def _open(report, options: Options, *, data_only: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render(report, options)), data_only=data_only)


def _open_cells(book: bytes, number: int) -> dict[str, bool]:
    """Every cell of a sheet by its place: whether its style lets it be typed into."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        styles = ET.fromstring(archive.read("xl/styles.xml"))
        sheet = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    formats = styles.findall(f"{MAIN}cellXfs/{MAIN}xf")
    is_open = [bool(f.findall(f"{MAIN}protection[@locked='0']")) for f in formats]
    return {cell.get("r", ""): is_open[int(cell.get("s", 0))] for cell in sheet.iter(f"{MAIN}c")}


def _values(sheet: Any) -> list:
    return [cell.value for line in sheet.iter_rows() for cell in line]


def _formula_cells(sheet: Any) -> list:
    return [c for line in sheet.iter_rows() for c in line if c.data_type == "f"]


def _addends(formula: str) -> list[str]:
    """The cells that =SUM(D4:I4) adds up."""
    assert formula.startswith("=SUM(")
    return _places(formula.removeprefix("=SUM(").removesuffix(")"))


def _places(ranges: str) -> list[str]:
    return [
        f"{get_column_letter(column)}{row}"
        for left, top, right, bottom in map(range_boundaries, ranges.split(","))
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]


def _id_at(report: Report, sheet: Any, place: str) -> str:
    """The cell of the report that stands there."""
    section = next(s for s in report.form.sections if s.heading == sheet.title)
    cells = layout.grid(section.table).cells
    row, column = sheet[place].row - 1, sheet[place].column - 1
    return next(cell.id for cell in cells if (cell.row, cell.column) == (row, column))


def _table_of(sheet: Any, report) -> str:
    return next(s.table.id for s in report.form.sections if s.heading == sheet.title)
