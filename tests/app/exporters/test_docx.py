"""The Word document, read back with python-docx and as the XML that Word reads."""

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from app.exporters import Options, paper
from app.exporters.docx import render
from app.files.profiles import Profile
from app.forms import catalogue
from app.letters.numbers import written

TEXT_WIDTH = Mm(156)
FAMILIES = {"Title": "方正小标宋简体", "Heading 1": "黑体", "Heading 2": "楷体_GB2312",
            "Body Text": "仿宋_GB2312", "表头": "宋体"}  # fmt: skip
SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 16, "Body Text": 16, "表头": 10.5}

# Word is strict about the order in which properties stand (ECMA-376, part 1, 17.3 and 17.4).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl wordWrap spacing ind jc outlineLvl",
    "rPr": "rFonts spacing sz szCs lang",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar",
    "tblBorders": "top left bottom right insideH insideV",
    "tcPr": "tcW gridSpan vMerge shd noWrap vAlign",
    "sectPr": "footerReference pgSz pgMar",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "settings": "zoom evenAndOddHeaders characterSpacingControl compat themeFontLang"
    " decimalSymbol listSeparator",
    "font": "altName charset family pitch",
}


def test_the_tables_are_the_official_form_with_the_figures_in_it(report, filled):
    expected = [
        [(cell[0] if isinstance(cell[0], str) else written(cell[0]), *cell[1:]) for cell in cells]
        for cells in filled(report)
    ]
    assert [_cells(table) for table in _open(report).tables] == expected


def test_title_and_headings_are_words_own_so_that_its_navigation_works(with_texts):
    report = with_texts({"overview/active": "甲", "problems": "乙"}, organ="青石镇", year=2023)
    form = report.form

    expected = ["青石镇2023年政府信息公开工作年度报告"]
    styles = ["Title"]
    for section in form.sections:
        parts = [text.heading for text in section.texts if text.heading]
        expected += [section.heading, *parts]
        styles += ["Heading 1"] + ["Heading 2"] * len(parts)
    headed = [p for p in _open(report).paragraphs if p.style.name in FAMILIES and p.text]
    headed = [p for p in headed if p.style.name != "Body Text"]
    assert [p.text for p in headed] == expected
    assert [p.style.name for p in headed] == styles
    outline = [_one(p.style.element, "w:outlineLvl") for p in headed[1:]]
    assert {level.get(qn("w:val")) for level in outline} == {"0", "1"}


@pytest.mark.parametrize("style", FAMILIES)
def test_each_style_has_the_type_of_an_official_document(with_texts, style):
    properties = _open(with_texts({})).styles[style]
    font = _effective(properties, "w:rFonts")

    assert font.get(qn("w:eastAsia")) == FAMILIES[style]
    assert font.get(qn("w:ascii")) == font.get(qn("w:hAnsi")) == "Times New Roman"
    assert int(_effective(properties, "w:sz").get(qn("w:val"))) == SIZES[style] * 2


def test_the_body_is_indented_two_letters_and_set_28_points_a_line(with_texts):
    style = _open(with_texts({})).styles["Body Text"]

    assert _one(style.element, "w:ind").get(qn("w:firstLineChars")) == "200"
    spacing = style.base_style.element.pPr.find(qn("w:spacing"))
    assert spacing.get(qn("w:line")) == str(28 * 20)
    assert spacing.get(qn("w:lineRule")) == "exact"


@pytest.mark.parametrize("style", ["Body Text", "表注"])
def test_a_long_address_is_broken_where_the_line_ends_and_stretches_none(with_texts, style):
    properties = _open(with_texts({})).styles[style].element

    assert _one(properties, "w:wordWrap").get(qn("w:val")) == "0"


def test_twenty_eight_letters_stand_on_a_line(with_texts):
    style = _open(with_texts({})).styles["Body Text"]
    squeeze = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20

    assert 28 * (16 + squeeze) <= TEXT_WIDTH.pt < 29 * (16 + squeeze)


def test_the_page_is_that_of_an_official_document(with_texts):
    section = _open(with_texts({})).sections[0]

    lengths = {
        "page_width": 210, "page_height": 297,
        "top_margin": 37, "right_margin": 26, "bottom_margin": 35, "left_margin": 28,
    }  # fmt: skip
    for name, mm in lengths.items():
        assert getattr(section, name).mm == pytest.approx(mm, abs=0.02), name


def test_page_numbers_stand_outside_between_dashes(with_texts):
    document = _open(with_texts({}))
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert re.sub(r"\s", "", paragraph.text) == "—1—"
        assert _one(paragraph._element, "w:jc").get(qn("w:val")) == side
        assert _one(paragraph._element, "w:instrText").text.strip() == "PAGE"
        fonts = _one(paragraph.style.element, "w:rFonts").attrib
        assert {value for key, value in fonts.items() if key != qn("w:hint")} == {"宋体"}
        assert paragraph.style.font.size.pt == 14


def test_widths_stand_in_table_columns_and_cells_and_agree(report):
    for table in _open(report).tables:
        columns = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid]
        assert sum(columns) == pytest.approx(TEXT_WIDTH.twips, abs=3)
        assert int(_one(table._tbl.tblPr, "w:tblW").get(qn("w:w"))) == sum(columns)
        for row in table._tbl.tr_lst:
            widths = [int(_one(cell.tcPr, "w:tcW").get(qn("w:w"))) for cell in row.tc_lst]
            spans = iter(columns)
            for cell, width in zip(row.tc_lst, widths, strict=True):
                assert width == sum(next(spans) for _ in range(cell.grid_span))


def test_a_cell_that_goes_on_downwards_says_so_as_word_does(report):
    """Without a value: there are readers that know `restart` alone, and break what says more."""
    merges = _open(report).element.body.xpath(".//w:vMerge/@w:val")

    assert set(merges) == {"restart"}


def test_a_blocks_title_stands_at_the_left_on_blue_and_nothing_else_does(with_texts):
    tables = _open(with_texts({})).tables
    blue = [cell for table in tables for cell in table._tbl.xpath(".//w:tc[w:tcPr/w:shd]")]

    assert len(blue) == len(
        {block.title for block in catalogue.form("2021").tables["disclosure"].blocks}
    )
    assert {_one(cell, "w:shd").get(qn("w:fill")) for cell in blue} == {"C6D9F1"}
    assert {_one(cell, "w:pStyle").get(qn("w:val")) for cell in blue} == {"TableLabel"}
    labels = tables[0]._tbl.xpath(".//w:tc[not(w:tcPr/w:shd)]//w:pStyle/@w:val")
    assert set(labels) == {"TableHeader", "TableFigure"}


def test_header_rows_repeat_and_no_row_breaks(report, filled):
    tables = _open(report).tables
    above = [min(c[1] for c in cells if not isinstance(c[0], str)) for cells in filled(report)]

    repeated = [len(table._tbl.xpath(".//w:tblHeader")) for table in tables]
    assert repeated == [0, above[1], above[2]]
    for table in tables:
        assert len(table._tbl.xpath(".//w:cantSplit")) == len(table.rows)


def test_a_table_that_fits_keeps_to_one_page(report):
    """All its rows keep to the next; the last one does not, for the text may go on elsewhere."""
    for table in _open(report).tables:
        kept = [bool(row._tr.xpath(".//w:keepNext")) for row in table.rows]
        assert kept == [True] * (len(kept) - 1) + [False]


@pytest.mark.parametrize(("letters", "kept"), [(200, True), (27 * 15, True), (27 * 19, False)])
def test_the_closing_keeps_together_and_to_a_paragraph_over_it(with_texts, letters, kept):
    """One that fills the page would leave its heading alone; any other may break before its end."""
    report = with_texts({"other": f"甲\n{'文' * letters}", "closing": "青石镇\n（章）\n日"})
    last = _open(report).paragraphs[-5:]

    assert [p._p.pPr.find(qn("w:keepNext")) is not None for p in last] == [
        False, kept, True, True, False,
    ]  # fmt: skip
    assert _one(last[0].style.element, "w:widowControl") is not None
    assert not last[1]._p.xpath("w:pPr/w:keepLines")


@pytest.mark.parametrize(("font", "digit"), [("Arial", 0.556), ("等线", 0.53), ("Verdana", 0.636)])
def test_a_figure_keeps_to_one_line_also_in_a_font_whose_digits_are_wider(with_texts, font, digit):
    report = with_texts({})
    report.apply({("cells", "disputes/cases/review_upheld"): 12345})
    table = _open(report, Options(profile=Profile(latin_font=font))).tables[2]._tbl
    (text, *_) = table.xpath(".//w:tc[.//w:t='12345']")

    half_points = int(_one(_one(text, "w:r"), "w:sz").get(qn("w:val")))
    room = int(_one(text, "w:tcW").get(qn("w:w"))) / 20 - 2 * paper.PADDING
    assert 5 * digit * half_points / 2 <= room
    assert _one(text, "w:noWrap") is not None


def test_a_note_stands_under_its_table_and_keeps_to_it(with_texts):
    report = with_texts({"disputes/note": "注：数量含上年度结转数量。"})
    report.apply({("notes", "disputes/cases/review_upheld"): "3（含 1 件撤回）"})
    body = _open(report).element.body

    table = body.findall(qn("w:tbl"))[2]
    notes = [table.getnext(), table.getnext().getnext()]
    texts = ["".join(t.text for t in note.iter(qn("w:t"))) for note in notes]
    assert texts == ["注：数量含上年度结转数量。", "注：复议结果维持：3（含 1 件撤回）"]
    assert all(row.xpath(".//w:keepNext") for row in table.tr_lst)


def test_words_that_say_no_more_than_the_figure_are_no_note(with_texts):
    report = with_texts({})
    report.apply({("notes", "disputes/cases/review_upheld"): "３ 件"})

    assert "３ 件" not in _xml(report, "word/document.xml")


def test_a_linked_number_is_printed_as_its_figure(with_texts):
    report = with_texts({"other": "新收⟦requests/new_received/total⟧件。"})
    report.apply({("cells", "requests/new_received/natural"): 12})

    assert "新收12件。" in [p.text for p in _open(report).paragraphs]


def test_the_properties_name_the_report_and_its_organ_and_no_one_else(with_texts):
    properties = _open(with_texts({}, organ="青石镇", year=2023)).core_properties

    assert properties.title == "青石镇2023年政府信息公开工作年度报告"
    assert {properties.author, properties.last_modified_by} == {"青石镇"}
    assert not properties.comments
    assert "docProps/app.xml" not in _parts(with_texts({}))


def test_a_title_too_long_for_a_property_is_whole_in_the_document(with_texts):
    title = "长" * 300
    report = with_texts({}, organ="局" * 300)
    report.apply({("title", ""): title})
    document = _open(report)

    assert document.paragraphs[0].text.replace("\n", "") == title
    assert document.core_properties.title == title[:255]
    assert document.core_properties.author == "局" * 255


def test_quotation_marks_are_set_in_the_chinese_type(with_texts):
    runs = _open(with_texts({"other": "“应公开尽公开”"})).paragraphs[-1].runs

    assert [run._r.rPr.rFonts.get(qn("w:hint")) for run in runs] == ["eastAsia"]


def test_a_tab_in_a_text_is_one_of_words_own(with_texts):
    """The character itself, in a text, Word may show as a blank."""
    document = docx.Document(io.BytesIO(render(with_texts({"problems": "规章\t1\t2"}))))
    (paragraph,) = [p for p in document.paragraphs if p.text == "规章\t1\t2"]

    parts = [element.tag for element in paragraph.runs[0]._r]
    assert parts[1:] == [qn("w:t"), qn("w:tab"), qn("w:t"), qn("w:tab"), qn("w:t")]


def test_a_missing_font_has_one_that_stands_in(with_texts):
    fonts = etree.fromstring(_xml(with_texts({}), "word/fontTable.xml").encode())
    other = {f.get(qn("w:name")): f.find(qn("w:altName")) for f in fonts}

    assert other["仿宋_GB2312"].get(qn("w:val")) == "仿宋"
    assert other["楷体_GB2312"].get(qn("w:val")) == "楷体"


def test_every_part_is_well_formed_and_its_properties_stand_in_words_order(report):
    with zipfile.ZipFile(io.BytesIO(render(report))) as archive:
        roots = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    for name, root in roots.items():
        for element in root.iter(f"{{{root.nsmap.get('w')}}}*"):
            order = ORDER.get(etree.QName(element).localname, "").split()
            names = [etree.QName(child).localname for child in element]
            places = [order.index(child) for child in names] if order else []
            assert places == sorted(places), (name, element.tag, names)


def test_opening_the_document_fetches_nothing(report):
    with zipfile.ZipFile(io.BytesIO(render(report))) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"TargetMode" not in whole
    assert b"attachedTemplate" not in whole


@pytest.mark.parametrize("text", ["<w:p/> & \"'", "]]>", "甲\x00\x07乙\ud800丙\x1b\ufffe"])
def test_text_is_text_whatever_it_says(with_texts, text):
    paragraphs = [p.text for p in _open(with_texts({"other": text})).paragraphs]

    assert re.sub("[\x00-\x1f\ud800\ufffe]", "", text) in paragraphs


def test_a_house_style_changes_fonts_margins_lead_and_blanks(with_texts):
    style = Profile(body_font="宋体", body_size=14, top=30, lead=False, blank="zero")
    document = _open(with_texts({"lead": "引言在此"}), Options(profile=style))

    assert document.sections[0].top_margin.mm == pytest.approx(30, abs=0.02)
    normal = document.styles["Normal"]
    assert normal.font.size == Pt(14)
    assert _effective(normal, "w:rFonts").get(qn("w:eastAsia")) == "宋体"
    assert "引言在此" not in [p.text for p in document.paragraphs]
    assert document.tables[2].rows[-1].cells[0].text == "0"


def _open(report, options: Options | None = None) -> Any:
    return docx.Document(io.BytesIO(render(report, options or Options())))


def _parts(report) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(render(report))) as archive:
        return archive.namelist()


def _xml(report, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(render(report))) as archive:
        return re.sub(r"<\?xml.*?\?>", "", archive.read(part).decode())


def _one(element: Any, name: str) -> Any:
    return next(element.iter(qn(name)))


def _effective(style: Any, name: str) -> Any:
    """What a style says, or the one that it is based on."""
    found = None if style.element.rPr is None else style.element.rPr.find(qn(name))
    return found if found is not None else _effective(style.base_style, name)


def _cells(table: Any) -> list[tuple]:
    """(text, row, column, rows spanned, columns spanned), worked out from the XML's own merges."""
    cells: dict[tuple[int, int], list] = {}
    for row, line in enumerate(table._tbl.tr_lst):
        column = 0
        for cell in line.tc_lst:
            text = "".join("".join(t.text or "" for t in cell.iter(qn("w:t"))).split())
            if cell.vMerge == "continue":
                top = max(r for r, c in cells if c == column)
                cells[top, column][3] += 1
                assert not text
            else:
                cells[row, column] = [text, row, column, 1, cell.grid_span]
            column += cell.grid_span
    return [tuple(cells[place]) for place in sorted(cells)]
