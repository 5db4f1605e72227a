"""The workbook, read back with openpyxl, and its borders in the file itself."""

import io
import re
import zipfile
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from app.exporters import Options, paper
from app.exporters.xlsx import render
from app.files.profiles import STANDARD, Profile
from app.forms import catalogue
from app.importers import take
from app.report.report import Report

pytestmark = pytest.mark.slow

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TALLEST_ROW = 409.5


def test_the_sheets_are_the_official_form_with_the_figures_in_it(report, filled):
    sheets = _open(report).worksheets[:-1]

    assert [_cells(sheet) for sheet in sheets] == filled(report)


def test_each_table_has_a_sheet_of_its_official_name_and_the_texts_have_one(report):
    headings = [section.heading for section in report.form.sections if section.table]

    assert _open(report).sheetnames[:-1] == headings
    assert len(_open(report).sheetnames) == len(headings) + 1


def test_every_cell_has_all_four_borders_also_where_it_is_covered(report):
    with zipfile.ZipFile(io.BytesIO(render(report))) as archive:
        framed = _framed_styles(ET.fromstring(archive.read("xl/styles.xml")))
        for number, sheet in enumerate(_open(report).worksheets[:-1], start=1):
            xml = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            styles = [int(cell.get("s", "0")) for cell in xml.iter(f"{MAIN}c")]
            assert len(styles) == sheet.max_row * sheet.max_column
            assert set(styles) <= framed


def test_a_figure_is_a_number_shown_with_all_its_digits(with_texts):
    report = with_texts({})
    report.apply({("cells", "disclosure/fees/amount"): Decimal("59237.2449")})
    report.apply({("cells", "disclosure/regulations/made"): 1_808_595})

    shown = {
        cell.value: cell.number_format
        for line in _open(report).worksheets[0].iter_rows()
        for cell in line
        if cell.data_type == "n" and cell.value is not None
    }
    assert shown == {59237.2449: "0.0000", 1_808_595: "0"}


@pytest.mark.parametrize("text", ["=1+1", "+86 10", "-5 件", "@机关", '=HYPERLINK("x")'])
def test_text_stays_text(with_texts, text):
    """Also a text that is not indented."""
    last = _open(with_texts({"closing": text})).worksheets[-1]
    (cell,) = [c for c in last["A"] if str(c.value).rstrip() == text]

    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_what_looks_like_the_code_of_a_letter_is_none(with_texts):
    last = _open(with_texts({"closing": "_x0041_"})).worksheets[-1]
    assert last.cell(last.max_row, 1).value.rstrip() == "_x005F_x0041_"


def test_the_last_sheet_holds_every_text_in_the_order_of_the_report(with_texts):
    texts = {text: f"{text} 一\n\n{text} 二" for text in with_texts({}).form.texts}
    report = with_texts(texts, organ="青石镇", year=2023)

    expected = ["青石镇2023年政府信息公开工作年度报告", "lead 一", None, "lead 二"]
    for section in report.form.sections:
        expected.append(section.heading)
        for text in section.texts:
            expected += [text.heading] * bool(text.heading) + [
                f"{text.id} 一",
                None,
                f"{text.id} 二",
            ]
    assert _texts(report) == [*expected, "closing 一", None, "closing 二"]


def test_a_long_text_is_whole_and_shown_whole(with_texts):
    text = "政务公开" * 10_000
    report = with_texts({"problems": text, "other": "行\n" * 500 + "末"})

    assert text in "".join(filter(None, _texts(report)))
    assert _texts(report).count("行") == 500
    heights = [row.height for row in _open(report).worksheets[-1].row_dimensions.values()]
    assert max(heights) <= 400


def test_no_paragraph_stands_over_several_rows_and_each_row_ends_with_a_sentence(with_texts):
    """A page on which nothing but the covered part of a merge stands is not printed everywhere."""
    text = "".join(f"第{number}句，镇政府坚持以公开为常态、不公开为例外。" for number in range(60))
    sheet = _open(with_texts({"problems": text})).worksheets[-1]
    parts = [cell.value for cell in sheet["A"] if "镇政府坚持" in str(cell.value)]

    assert "".join(parts) == f"　　{text}"
    assert len(parts) > 2
    assert all(part.endswith("。") for part in parts)
    assert {(area.min_row, area.max_col) for area in sheet.merged_cells.ranges} == {
        (area.max_row, 2) for area in sheet.merged_cells.ranges
    }


@pytest.mark.parametrize("where", ["requests/note", "closing", "problems", "remark"])
def test_no_row_is_higher_than_excel_has_any_and_none_loses_words(with_texts, where):
    """Of a note under a table, of who signs, of a reason among the findings."""
    text = "".join(f"第{number}句说的是这一年的工作，不长也不短。" for number in range(300))
    report = with_texts({} if where == "remark" else {where: text}, organ="青石镇", year=2023)
    if where == "remark":
        report.apply({("notes", "requests/granted/natural"): f"5（{text}）"})
    content = render(report, Options(findings=True))
    book = openpyxl.load_workbook(io.BytesIO(content))

    assert all((row.height or 0) < 409 for s in book for row in s.row_dimensions.values())
    words = "".join(str(c.value or "") for s in book for row in s for c in row).replace(
        "\u3000", ""
    )
    assert text in words
    assert take.from_content(content, "a.xlsx").all_doubts == ()


def test_headings_and_paragraphs_are_indented_and_a_long_title_is_broken_by_sense(with_texts):
    texts = {"problems": "第一段。\n\n第二段。", "requests/note": "注：一", "closing": "青石镇"}
    report = with_texts(texts, organ="青石市青石县青石镇人民政府", year=2023)
    shown = [cell.value for cell in _open(report).worksheets[-1]["A"] if cell.value]

    assert shown[0] == "青石市青石县青石镇人民政府\n2023年政府信息公开工作年度报告"
    indented = {text.removeprefix("　　") for text in shown if text.startswith("　　")}
    assert indented >= {"一、总体情况", "第一段。", "第二段。"}
    assert not indented & {"注：一", "青石镇"}
    assert "　　" not in shown


def test_a_row_is_high_enough_where_words_that_do_not_break_end_lines_early(with_texts):
    """Two of these words are wider than a line."""
    (row,) = _rows_of(with_texts({"other": "文" * 17 + ("w" * 26 + "，") * 9}), "文文")

    assert row.height >= 10 * paper.line_height(STANDARD.body_size)


def test_a_finding_about_many_cells_names_the_first_of_them_and_their_number():
    content = render(Report(catalogue.form("2021")), Options(findings=True))
    last = openpyxl.load_workbook(io.BytesIO(content)).worksheets[-1]
    places = [cell.value.split("\n") for cell in last["D"] if cell.value]

    assert max(map(len, places)) == 13
    assert any(re.fullmatch(r"……共 \d{2,} 格", lines[-1]) for lines in places)
    assert all(row.height < TALLEST_ROW for row in last.row_dimensions.values())


def test_figures_are_set_in_the_type_for_digits(report):
    for sheet in _open(report).worksheets[:-1]:
        fonts = {c.font.name for line in sheet for c in line if c.alignment.shrink_to_fit}
        assert fonts == {STANDARD.latin_font}


def test_the_findings_are_printed_under_their_heading(report):
    content = render(report, Options(findings=True))
    last = openpyxl.load_workbook(io.BytesIO(content)).worksheets[-1]

    assert last.oddHeader.center.text == last.title == "检查结果"


def test_the_texts_are_set_in_the_fonts_of_the_house_style(with_texts):
    texts = {
        "lead": "正文",
        "requests/note": "注：一",
        "closing": "青石镇",
        "overview/active": "一",
    }
    report = with_texts(texts, organ="青石镇", year=2023)
    style = Profile(
        title_font="甲", section_font="乙", part_font="丙", body_font="丁", table_font="戊",
        title_size=20, body_size=15,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(render(report, Options(style)))).worksheets[-1]

    fonts = {c.value.strip(): (c.font.name, c.font.size) for c in sheet["A"] if c.value}
    assert fonts[report.title] == ("甲", 20)
    assert fonts["一、总体情况"] == ("乙", 15)
    assert {fonts[t.heading] for t in report.form.texts.values() if t.heading} <= {("丙", 15)}
    assert (fonts["正文"], fonts["青石镇"]) == (("丁", 15), ("丁", 15))
    assert fonts["注：一"][0] == "戊"


def test_what_no_workbook_can_hold_is_dropped(with_texts):
    report = with_texts({"other": "甲\x00\x07乙\ud800丙\x1b\ufffe"}, organ="青\x00石")

    assert "甲乙丙" in _texts(report)
    assert "青石政府信息公开" in _texts(report)[0]


def test_the_properties_name_the_report_and_its_organ_and_no_one_else(with_texts):
    properties = _open(with_texts({}, organ="青石镇", year=2023)).properties

    assert properties.title == "青石镇2023年政府信息公开工作年度报告"
    assert properties.creator == "青石镇"
    assert properties.lastModifiedBy is None


def test_it_prints_on_a4_one_page_wide_and_a_table_on_one_page(report):
    *tables, texts = _open(report).worksheets
    assert [sheet.page_setup.fitToHeight for sheet in (*tables, texts)] == [1, 1, 1, 0]
    for sheet in (*tables, texts):
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.print_area.replace("$", "").endswith(sheet.dimensions)


def test_page_numbers_stand_outside_in_song_of_14_points(report):
    for sheet in _open(report).worksheets:
        odd, even = sheet.oddFooter.right, sheet.evenFooter.left
        assert sheet.HeaderFooter.differentOddEven
        for number in (odd, even):
            assert number.text.strip() == "— &P —"
            assert (number.font, number.size) == ("宋体,Regular", 14)
        assert sheet.evenHeader.center.text == sheet.oddHeader.center.text


def test_no_header_stands_over_pages_of_notes(with_texts):
    """Over what is no table it would say that the notes are its rows."""
    notes = "\n".join([f"注：{'本表的一句说明。' * 12}"] * 20)
    report = with_texts({"requests/note": notes, "disputes/note": "注：一"})
    _, requests, disputes, _ = _open(report).worksheets

    assert (requests.print_title_rows, requests.freeze_panes) == (None, "D4")
    assert requests.page_setup.fitToHeight == 0
    assert disputes.print_title_rows == "$1:$3"


def test_header_rows_repeat_where_the_whole_table_has_one_header(report):
    titles = [sheet.print_title_rows for sheet in _open(report).worksheets]

    assert titles == [None, "$1:$3", "$1:$3", None]


def _open(report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render(report)))


def _cells(sheet) -> list[tuple]:
    """(label or figure, row, column, rows spanned, columns spanned) in reading order, from 0."""
    spans = {}
    for merged in sheet.merged_cells.ranges:
        down = merged.max_row - merged.min_row + 1
        across = merged.max_col - merged.min_col + 1
        spans[merged.min_row, merged.min_col] = down, across
    return [
        (
            _value(cell.value),
            cell.row - 1,
            cell.column - 1,
            *spans.get((cell.row, cell.column), (1, 1)),
        )
        for line in sheet.iter_rows()
        for cell in line
        if not isinstance(cell, openpyxl.cell.cell.MergedCell)
    ]


def _value(value: object) -> object:
    if isinstance(value, str):
        return "".join(value.split())
    return Decimal(repr(value)) if isinstance(value, float) else value


def _framed_styles(styles: ET.Element) -> set[int]:
    """The numbers of the cell styles whose border has all four sides."""
    borders = styles.iterfind(f"{MAIN}borders/{MAIN}border")
    drawn = [{side.tag.removeprefix(MAIN) for side in b if side.get("style")} for b in borders]
    framed = {n for n, sides in enumerate(drawn) if sides >= {"left", "right", "top", "bottom"}}
    formats = styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    return {n for n, format_ in enumerate(formats) if int(format_.get("borderId", "0")) in framed}


def _rows_of(report, text: str) -> list[Any]:
    """The rows whose cell begins so, indents apart."""
    sheet = _open(report).worksheets[-1]
    cells = (c for c in sheet["A"] if c.value and c.value.strip().startswith(text))
    return [sheet.row_dimensions[cell.row] for cell in cells]


def _texts(report) -> list[str | None]:
    """Without the indents of paragraphs."""
    values = (cell.value for cell in _open(report).worksheets[-1]["A"])
    return [value and value.removeprefix("\u3000" * 2).rstrip("\u3000") for value in values]
