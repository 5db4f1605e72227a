"""The review sheet: a workbook with units, findings, figures, who is missing, corrections."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from openpyxl import Workbook
from openpyxl.cell import Cell as PlainCell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.legend import Legend
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.collection import pictures
from app.collection.papers.points import places, points
from app.collection.pictures import Picture
from app.collection.standing import NOT_FILED, STATES, Collected
from app.collection.summing import Sum
from app.exporters import packing, xlsx_rows
from app.exporters.flow import clean
from app.exporters.xlsx_sheet import number_format, put_text
from app.forms.model import Cell, Form
from app.forms.names import called, with_table
from app.forms.rules import Balance
from app.letters.numbers import Number
from app.report.calc import evaluate
from app.report.file_keys import LEVELS
from app.report.kept import Correction

_SIZE = 10.5
_BOLD = Font(bold=True, size=_SIZE)
_LONGEST = 32_000
"""Letters of a cell."""
_MOST_BARS = 15
_CHART_WIDTH, _CHART_HEIGHT = 22, 9
"""Centimetres."""

_BAR_HEIGHT, _ROW_HEIGHT = 0.9, 0.53
"""Centimetres: what a name with its bars takes of a chart; a row of the sheet."""

_NAMED, _YEARS = 40, 12
"""Letters: how wide names beside charts are, and their figures."""
_NAME, _FIGURE = 24, 8
"""Letters: how wide the names are, and a figure."""
_HEADS = (30, 62, 34)
"""Points: how high the lines are that say what a figure is."""
_ACROSS, _SCALE = 21, 57
"""Figures side by side on a page, and in percent how large it is printed then."""
_LETTER = 5.4
"""Points: how wide one of the letters is that a column's width is counted in."""
_MARGIN = 0.35
"""Inches."""
_OVERVIEW = "A1:O64"
"""What the overview prints: three charts beside their figures."""

Value = str | Number | None


def render(collected: Collected, made: Sum | None, since: Sequence[Picture] = ()) -> bytes:
    """The workbook.

    Args:
        collected: how the units stand.
        made: their sum; None: nothing can be summed.
        since: what has changed since last year, where that is known.
    """
    book = Workbook()
    _draw_overview(book.worksheets[0], collected, made)
    if made:
        kinds = pictures.by_kind(collected.form, made)
        _draw_pictures(book, [each for each in (*kinds, *since) if each.bars])
    _sheet(book, "单位", _UNITS, _unit_rows(collected))
    _sheet(book, "检查结果", _FINDINGS, _finding_rows(collected))
    if made:
        _draw_figures(book, collected.form, made)
        _sheet(book, "空白按 0", _BLANKS, _blank_rows(collected.form, made))
        _sheet(book, "更正", _CORRECTIONS, _correction_rows(collected, made))
    _sheet(book, "未报", _MISSING, _missing_rows(collected))
    book.properties.title = clean(f"{collected.year} 年审核表")
    book.properties.creator = clean(collected.facts.organ)
    return packing.saved(book.save)


_UNITS = (
    ("单位", 30), ("状态", 10), ("标记", 18), ("错误", 7), ("提醒", 7), ("退回次数", 9),
    ("收到", 12), ("级别", 22), ("文件", 30), ("联系人", 20), ("汇总", 30), ("说明", 60),
)  # fmt: skip
_FINDINGS = (
    ("单位", 30), ("程度", 10), ("规则", 8), ("位置", 36), ("问题", 70), ("请怎样做", 30),
)  # fmt: skip
_BLANKS = (("格", 44), ("单位数", 8), ("单位", 90))
_CORRECTIONS = (
    ("单位", 30), ("格", 44), ("原来", 14), ("更正为", 14), ("理由", 40), ("签字", 14),
    ("日期", 12), ("情况", 30),
)  # fmt: skip
_MISSING = (("单位", 30), ("联系人", 30), ("级别", 22))


def _unit_rows(collected: Collected) -> Iterator[tuple[Value, ...]]:
    for each in collected.standings:
        file, member = each.received, each.member
        level = (member.level if member else "") or (file.level if file else "")
        yield (
            each.unit or "（没有单位名称）",
            each.state,
            "、".join(each.marks),
            each.errors,
            each.warnings,
            each.returned,
            file.date if file else "",
            LEVELS.get(level, ""),
            file.name if file else "",
            member.contact if member else "",
            each.of_sum,
            "\n".join((*each.reasons, *(finding.message for finding in each.findings))),
        )


def _finding_rows(collected: Collected) -> Iterator[tuple[Value, ...]]:
    for each in collected.standings:
        name = each.unit or (each.received.name if each.received else "")
        for point in points(collected, each):
            yield name, point.kind, point.rule, point.place, point.words, point.asked


def _blank_rows(form: Form, made: Sum) -> Iterator[tuple[Value, ...]]:
    for cell, units in made.blank().items():
        yield with_table(form.cells[cell]), len(units), "、".join(units)


def _correction_rows(collected: Collected, made: Sum) -> Iterator[tuple[Value, ...]]:
    applied: tuple[Correction, ...] = made.report.get(("corrections", "")) or ()
    why = ("这个单位没有计入，没有用上", "单位的数已经变了，没有用上")
    lapsed = [(each.correction, why[each.counts]) for each in made.lapsed]
    for each, words in (*((each, "已用上") for each in applied), *lapsed):
        place = places(collected.form, (each.cell,), ())
        yield each.unit, place, each.was, each.now, each.reason, each.by, each.date, words


def _missing_rows(collected: Collected) -> Iterator[tuple[Value, ...]]:
    for each in collected.standings:
        if each.state == NOT_FILED:
            member = each.member
            level = LEVELS.get(member.level, "") if member else ""
            yield each.unit, member.contact if member else "", level


def _draw_figures(book: Workbook, form: Form, made: Sum) -> None:
    """A row a unit, a column a cell; the sum at the top, below it every addend."""
    sheet = _new(book, "数字", [("单位", _NAME), *[("", _FIGURE)] * len(form.cells)])
    for row, words in enumerate(("表", "行", "列"), 1):
        _put(sheet, row, 1, words, bold=True)
    for column, cell in enumerate(form.cells.values(), 2):
        heads = (cell.table.name, called(cell.row), called(cell.column))
        for row, words in enumerate(heads, 1):
            _put(sheet, row, column, words, bold=True)
    for row, (name, values) in enumerate((("合计", made.report.values), *_values(form, made)), 4):
        _put(sheet, row, 1, name, bold=row == 4)
        for column, id_ in enumerate(form.cells, 2):
            _put(sheet, row, column, values[id_])
    sheet.freeze_panes = "B5"
    for row, height in enumerate(_HEADS, 1):
        sheet.row_dimensions[row].height = height
    sheet.print_title_rows, sheet.print_title_cols = f"1:{len(_HEADS) + 1}", "A:A"
    sheet.print_area = sheet.dimensions
    _landscape(sheet)
    sheet.page_setup.scale = _SCALE
    for last in _breaks(form):
        sheet.col_breaks.append(Break(last))


def _breaks(form: Form) -> Iterator[int]:
    """The last column of each page: at the end of a table, or of a row of one with many."""
    cells = list(form.cells.values())
    begun = 0
    for at, (cell, after) in enumerate(pairwise(cells), 1):
        ends = cell.row is not after.row
        room = at - begun + sum(each.row is after.row for each in cells)
        if cell.table is not after.table or (ends and room > _ACROSS):
            begun = at
            yield at + 1  # the names stand before them


def _values(form: Form, made: Sum) -> Iterator[tuple[str, Mapping[str, Number | None]]]:
    """Every unit's figures, totals too, as they are summed."""
    for unit, figures in made.units:
        pairs = zip(form.inputs, figures, strict=True)
        yield unit, evaluate(form, {cell: n for cell, n in pairs if n is not None})


def _first_total(form: Form) -> Cell | None:
    """The first row that a check balances, in its total column: how much there was to do."""
    rows = [(c.table, c.left[0]) for c in form.checks if isinstance(c, Balance)]
    cells = (cell for cell in form.cells.values() if (cell.table.id, cell.row.id) in rows)
    return next((cell for cell in cells if cell.column.sum), None)


def _draw_overview(sheet: Worksheet, collected: Collected, made: Sum | None) -> None:
    sheet.title = "概况"
    of = collected.form.title.format(organ=collected.facts.organ, year=collected.year)
    _put(sheet, 1, 1, f"{of}审核表", bold=True)
    _put(sheet, 2, 1, f"汇总 {len(collected.counted)} 个单位")
    for row in (1, 2):
        sheet.cell(row, 1).alignment = Alignment(vertical="center")  # over the next columns
    _print_one_page_wide(sheet, _OVERVIEW)
    sheet.page_setup.fitToHeight = 1
    first = {each.unit: each for each in reversed(collected.standings) if each.unit}
    states = [each.state for each in first.values()]
    _chart(sheet, 4, "单位数", [(state, states.count(state)) for state in STATES])
    errors: list[tuple[str, Number]] = [(each.unit, each.errors) for each in first.values()]
    _chart(sheet, 24, "错误", _largest(errors))
    total = _first_total(collected.form)
    if made and total:
        amounts = [
            (unit, values[total.id] or 0) for unit, values in _values(made.report.form, made)
        ]
        _chart(sheet, 44, called(total.row), _largest(amounts))
    sheet.column_dimensions["A"].width = 30


def _draw_pictures(book: Workbook, drawn: Sequence[Picture]) -> None:
    """Each beside its figures, one under another on a page."""
    if not drawn:
        return
    at = 1
    sheet = _new(book, "图", [("", _NAMED), ("", _YEARS), ("", _YEARS)])
    for each in drawn:
        rows = len(each.bars)
        _put(sheet, at, 1, each.title, bold=True)
        has_last = any(bar.before is not None for bar in each.bars)
        for column, words in enumerate(("上年", "本年") if has_last else ("数量",), 2):
            _put(sheet, at, column, words, bold=True)
        for row, bar in enumerate(each.bars, at + 1):
            _put(sheet, row, 1, bar.name)
            figures = (bar.before or 0, bar.now) if has_last else (bar.now,)
            for column, number in enumerate(figures, 2):
                _put(sheet, row, column, number)
        chart = _bars(each.title)
        chart.height = max(_CHART_HEIGHT, rows * _BAR_HEIGHT)
        last = 3 if has_last else 2
        data = Reference(sheet, min_col=2, max_col=last, min_row=at, max_row=at + rows)
        chart.add_data(data, titles_from_data=True)
        chart.set_categories(Reference(sheet, min_col=1, min_row=at + 1, max_row=at + rows))
        if has_last:
            chart.legend = Legend()
            chart.legend.position = "b"
        sheet.add_chart(chart, f"E{at}")
        at += max(rows, math.ceil(chart.height / _ROW_HEIGHT)) + 2
    _print_one_page_wide(sheet, f"A1:Q{at}")
    sheet.page_setup.fitToHeight = 1


def _largest(rows: list[tuple[str, Number]]) -> list[tuple[str, Number]]:
    return sorted((row for row in rows if row[1]), key=lambda row: -row[1])[:_MOST_BARS]


def _chart(sheet: Worksheet, at: int, title: str, rows: Sequence[tuple[str, Number]]) -> None:
    """Rows of the sheet, and a chart of them beside."""
    if not rows:
        return
    _put(sheet, at, 1, "单位" if title != "单位数" else "状态", bold=True)
    _put(sheet, at, 2, title, bold=True)
    for row, (name, number) in enumerate(rows, at + 1):
        _put(sheet, row, 1, name)
        _put(sheet, row, 2, number)
    chart, last = _bars(title), at + len(rows)
    chart.add_data(Reference(sheet, min_col=2, min_row=at, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=at + 1, max_row=last))
    sheet.add_chart(chart, f"D{at}")


def _bars(title: str) -> BarChart:
    chart = BarChart()
    chart.type, chart.style, chart.title, chart.legend = "bar", 10, title, None
    chart.width, chart.height = _CHART_WIDTH, _CHART_HEIGHT
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    return chart


def _sheet(
    book: Workbook,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[tuple[Value, ...]],
) -> None:
    sheet = _new(book, name, columns)
    for column, (heading, _) in enumerate(columns, 1):
        _put(sheet, 1, column, heading, bold=True)
    widths = [width * _LETTER + _SIZE for _, width in columns]
    nothing: Value = "没有"
    parts = (part for values in list(rows) or [(nothing,)] for part in _parts(values, widths))
    for row, values in enumerate(parts, 2):
        for column, value in enumerate(values, 1):
            _put(sheet, row, column, value)
        texts = zip(values, widths, strict=False)
        sheet.row_dimensions[row].height = max(_height(each, width) for each, width in texts)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _print_one_page_wide(sheet)


def _parts(values: tuple[Value, ...], widths: Sequence[float]) -> Iterator[tuple[Value, ...]]:
    """A row, and as many more as its longest text needs, under the same name: figures once."""
    name, *more = values
    texts = [
        [*xlsx_rows.parts(clean(value), _SIZE, width)] if isinstance(value, str) else [value]
        for value, width in zip(more, widths[1:], strict=False)
    ]
    yield from ((name, *part) for part in [*zip_longest(*texts)] or [()])


def _height(value: Value, width: float) -> float:
    """Of a cell: not every program makes a row high enough for its words."""
    return xlsx_rows.height(value if isinstance(value, str) else "", _SIZE, width)


def _new(book: Workbook, name: str, columns: Sequence[tuple[str, int]]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    for column, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    return sheet


def _landscape(sheet: Worksheet) -> None:
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_margins = PageMargins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=2 * _MARGIN)
    foot = sheet.oddFooter.center if sheet.oddFooter else None
    if foot is not None:
        foot.text = "&A　第 &P 页，共 &N 页"


def _print_one_page_wide(sheet: Worksheet, area: str = "") -> None:
    _landscape(sheet)
    sheet.print_area = area or sheet.dimensions
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _put(sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False) -> None:
    """Words stay words, whatever they begin with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, PlainCell)  # nothing is merged
    if isinstance(value, str):
        put_text(cell, clean(value)[:_LONGEST])
    elif value is not None:
        cell.value, cell.number_format = value, number_format(value)
        cell.alignment = Alignment(horizontal="right", vertical="center", shrink_to_fit=True)
    if bold:
        cell.font = _BOLD
