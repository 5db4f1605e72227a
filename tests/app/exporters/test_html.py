"""The Word-compatible page, read back with an HTML parser."""

import re
from typing import Any

import lxml.html
import pytest

from app.exporters import paper, templates
from app.exporters.flow import Piece
from app.exporters.html import render
from app.files.profiles import STANDARD
from app.forms import catalogue
from app.letters.numbers import written
from app.report.report import Report

TEXT_WIDTH = 156 / 25.4 * 72
NASTY = "<script>alert(1)</script> & \"'</p> {{ title }} {% raw %} ]]> -->"


@pytest.mark.parametrize("kind", ["body", "note"])
def test_no_page_begins_or_ends_with_a_single_line_of_a_text_or_a_note(kind, with_texts):
    page = render(with_texts({"problems": "甲", "requests/note": "注：乙"})).decode()
    (style,) = re.findall(rf"^p\.{kind} {{(.*)}}$", page, re.MULTILINE)

    assert {"orphans:2", "widows:2"} <= set(map(str.strip, style.split(";")))


def test_the_tables_are_the_official_form_with_the_figures_in_it(report, filled):
    tables = _page(report).xpath("//table")

    expected = [
        [(cell[0] if isinstance(cell[0], str) else written(cell[0]), *cell[1:]) for cell in cells]
        for cells in filled(report)
    ]
    assert [[cell[:5] for cell in _cells(table)] for table in tables] == expected


def test_header_rows_repeat_where_the_whole_table_has_one_header(report, filled):
    tables = _page(report).xpath("//table")
    above = [min(c[1] for c in cells if not isinstance(c[0], str)) for cells in filled(report)]

    assert [len(table.xpath("./thead/tr")) for table in tables] == [0, above[1], above[2]]
    assert all(len(table.xpath("./tbody")) == 1 for table in tables)


def test_table_columns_and_cells_agree_on_the_text_width(report):
    for table in _page(report).xpath("//table"):
        columns = [_points(column) for column in table.xpath("./colgroup/col")]
        assert sum(columns) == pytest.approx(TEXT_WIDTH, abs=0.1)
        assert int(table.get("width")) == round(TEXT_WIDTH / 72 * 96)
        for _, _, column, _, span, cell in _cells(table):
            assert _points(cell) == pytest.approx(sum(columns[column : column + span]), abs=0.11)
            assert int(cell.get("width")) == pytest.approx(_points(cell) / 72 * 96, abs=0.5)


def test_a_table_that_begins_a_page_is_not_kept_whole(with_texts):
    """Where it turned out too tall it would leave its heading alone on the page."""
    tables = _page(with_texts({})).xpath("//table")

    kept = ["page-break-inside:avoid" in table.get("style", "") for table in tables]
    assert kept == [True, False, True]


def test_columns_without_a_cell_of_their_own_have_relative_widths_for_libreoffice():
    tables = _page(Report(catalogue.form("2019"))).xpath("//table")
    widths = [[column.get("width") for column in table.xpath("./colgroup/col")] for table in tables]

    assert widths[0] == ["153*", "145*", "73*", "73*", "145*"]
    assert all(width.isdigit() for table in widths[1:] for width in table)


def test_a_figure_too_long_for_its_column_is_set_smaller_instead_of_broken(with_texts):
    report = with_texts({})
    report.apply({("cells", "requests/granted/natural"): 999_999_999_999})
    report.apply({("cells", "disputes/cases/review_upheld"): 123_456})

    for figure in ("999999999999", "123456"):
        cells = _page(report).xpath(f"//td[normalize-space()='{figure}']")
        assert cells
        for cell in cells:
            assert len(figure) * _points(cell[0], "font-size") / 2 <= _points(cell)


@pytest.mark.parametrize("notes", [(), ("注：含上年度结转数量。",)])
def test_a_table_with_its_figures_put_in_is_the_table_drawn_with_them(report, notes):
    figures = {id_: written(value) for id_, value in report.values.items()}
    for table in report.form.tables.values():
        fitted = paper.over(notes, table, STANDARD, paper.ADDED_BY_A_WEB_PAGE)
        anew = templates._drawn(fitted, bool(notes), figures)
        assert templates._table(Piece("table", "", table, notes), STANDARD, figures) == anew


def test_no_class_has_margins_at_the_sides_to_which_libreoffice_adds_a_paragraphs_own(report):
    """It doubled them: name and date stood four letters from the right, not two."""
    sheet = _page(report).findtext(".//style")
    margins = re.findall(r"(?m)^(?:p|h\d)\S*[^{]*{margin:(\S+) (\S+) (\S+) ([^;]+);", sheet)

    assert len(margins) > 9
    assert {(right, left) for _, right, _, left in margins} == {("0pt", "0pt")}


def test_whoever_signs_stands_as_the_standard_says_without_a_gap(with_texts):
    page = _page(with_texts({"closing": "青禾镇人民政府\n2026年1月15日"}))
    styles = [p.get("style") for p in page.xpath("//p[@class='closing']")]

    assert [re.findall(r"margin:(\S+) (\S+) (\S+) ([^;]+)", style)[0][:3] for style in styles] == [
        ("28pt", "-32pt", "0.05pt"), ("0pt", "32pt", "0.05pt"),
    ]  # fmt: skip


def test_everything_stands_in_the_order_of_the_report(with_texts):
    texts = {text: f"{text} 一\n{text} 二" for text in with_texts({}).form.texts}
    report = with_texts(texts, organ="青石镇", year=2023)
    form = report.form

    expected = [("h1", "青石镇2023年政府信息公开工作年度报告"), *_paragraphs("body", "lead")]
    for section in form.sections:
        expected += [("h2", section.heading)] + [("table", "")] * bool(section.table)
        for text in section.texts:
            expected += [("h3", text.heading)] * bool(text.heading)
            expected += _paragraphs("note" if section.table else "body", text.id)
    assert _outline(report) == expected + _paragraphs("closing", "closing")


def test_the_heading_of_an_empty_part_is_printed_where_another_has_a_text(with_texts):
    report = with_texts({"overview/active": " \n", "overview/platform": "改版一次。"})

    parts = [text.heading for text in report.form.sections[0].texts if text.heading]
    assert [text for tag, text in _outline(report) if tag == "h3"] == parts
    assert _page(report).xpath("//p[@class='body']/text()") == ["改版一次。"]


@pytest.mark.parametrize(
    "texts",
    [
        {"overview": "（一）主动公开\n公开12件。\n（二）依申请公开\n收到3件。"},
        {"overview/active": " \n", "overview/management": "\u200b\u3000"},
        {},
    ],
)
def test_no_heading_of_a_part_is_printed_where_none_has_a_text(with_texts, texts):
    report = with_texts(texts)

    parts = {text.heading for text in report.form.sections[0].texts if text.heading}
    own = [line for line in texts.get("overview", "").split("\n") if line in parts]
    assert [text for _, text in _outline(report) if text in parts] == own


def test_a_text_keeps_the_lines_of_the_clerk(with_texts):
    text = "　　第一段。\r\n\r\n\t第二段 2 项。\x0b第三段。\n"

    lines = [line for tag, line in _outline(with_texts({"problems": text})) if tag == "body"]
    assert lines == ["第一段。", "", "第二段 2 项。", "第三段。"]


@pytest.mark.parametrize(("letters", "kept"), [(200, True), (27 * 15, True), (27 * 19, False)])
def test_the_closing_keeps_together_and_to_a_paragraph_over_it(with_texts, letters, kept):
    report = with_texts({"other": f"甲\n{'文' * letters}", "closing": "青石镇\n日"})
    last = _page(report).xpath("//p")[-4:]

    avoided = ["page-break-after:avoid" in p.get("style", "") for p in last]
    assert avoided == [False, kept, True, False]


def test_text_is_text_whatever_it_says(with_texts):
    page = _page(with_texts({"other": NASTY}, organ=NASTY, title=NASTY))

    assert page.xpath("//p[@class='body']/text()") == [NASTY]
    assert page.xpath("//h1")[0].text_content() == NASTY
    assert page.xpath("//title/text()") == [NASTY]
    assert page.xpath("//meta[@name='author']/@content") == [NASTY]
    assert not page.xpath("//script")


def test_what_no_document_can_hold_is_dropped(with_texts):
    report = with_texts({"other": "甲\x00\x07乙\ud800丙\x1b\ufffe"}, organ="青\x00石")

    html = render(report).decode()
    assert "甲乙丙" in html
    assert "青石政府信息公开" in html
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", html)


@pytest.mark.parametrize("unseen", [*"\x80\x9f\u200b\u200e\u202e\u2060\u2067\ufeff"])
def test_what_nobody_sees_and_turns_the_writing_round_is_dropped(with_texts, unseen):
    html = render(with_texts({"other": f"甲{unseen}乙2023年"})).decode()

    assert "甲乙2023年" in html


def test_a_long_text_is_whole(with_texts):
    text = "政务公开" * 1250

    assert render(with_texts({"problems": text})).decode().count(text) == 1


def test_the_page_is_that_of_an_official_document(with_texts):
    html = render(with_texts({})).decode()
    page = _page(with_texts({}))

    assert page.get("lang") == "zh-CN"
    assert page.find("head")[0].get("charset") == "utf-8"
    pages = re.findall(r"@page.*?\{(.*?)\}", html)
    assert len(pages) == 2
    assert all("size:210mm 297mm; margin:37mm 26mm 35mm 28mm;" in rule for rule in pages)


def test_opening_the_page_fetches_nothing(report):
    page = _page(report)

    assert not page.xpath("//@src | //@href | //link | //script")
    assert "url(" not in page.xpath("//style")[0].text


def _page(report) -> Any:
    return lxml.html.document_fromstring(render(report).decode())


def _cells(table: Any) -> list[tuple]:
    """(text, row, column, rows spanned, columns spanned, element), with the spans worked out."""
    cells, taken = [], set()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line.iter("td", "th"):
            while (row, column) in taken:
                column += 1
            down, across = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            taken |= {(row + d, column + a) for d in range(down) for a in range(across)}
            text = "".join(cell.text_content().split())
            cells.append((text, row, column, down, across, cell))
    return cells


def _points(element, name: str = "width") -> float:
    return float(re.findall(rf"\b{name}:([\d.]+)pt", element.get("style"))[0])


def _outline(report) -> list[tuple[str, str]]:
    """(tag or paragraph class, text); a table without its text."""
    elements = _page(report).xpath("//div[@class='report']/*")
    return [
        (
            e.tag if e.tag != "p" else e.get("class"),
            "" if e.tag == "table" else e.text_content().strip(),
        )
        for e in elements
    ]


def _paragraphs(kind: str, text: str) -> list[tuple[str, str]]:
    return [(kind, f"{text} 一"), (kind, f"{text} 二")]
