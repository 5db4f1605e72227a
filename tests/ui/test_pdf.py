"""The PDF and the pages that it shares with paper, read back with pypdf and pdftotext."""

import io
import re
import shutil
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace
from pypdf.generic import NullObject
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout

from app.disk import places
from app.exporters import paper
from app.files import store
from app.files.profiles import MM, STANDARD, Profile
from app.forms import catalogue
from app.letters.numbers import written
from app.report.report import Report
from tests.ui.conftest import REPORTS
from ui.print import pdf_file, typeset
from ui.print.pages import Pages
from ui.print.typeset import DOTS, Frame, Line
from ui.start.application import application

pytestmark = pytest.mark.slow

POINT = DOTS / 72


@pytest.fixture(autouse=True)
def qt(qapp):
    application()


@pytest.fixture(params=["sample", "005", "021"])
def report(request) -> Report:
    return store.load(REPORTS / f"{request.param}.json").report


def test_the_pages_hold_the_frames_of_the_official_form(report):
    """A rectangle of its size for every cell, and every label and figure in them."""
    pages = Pages(report, STANDARD)
    for table in report.form.tables.values():
        fitted = paper.fit(table)
        sizes = Counter(
            (round(fitted.width(c)), round(sum(fitted.heights[c.row : c.row + c.row_span])))
            for c in fitted.grid.cells
        )
        (items,) = [items for items in pages.pages if _sizes(items) >= sizes]
        texts = Counter(_words(items))
        labels = Counter("".join(c.text.split()) for c in fitted.grid.cells if c.text)
        figures = Counter(
            written(report.values[c.id]) for c in fitted.grid.cells if c.kind == "value"
        )
        assert texts >= labels
        assert texts >= figures


def test_every_text_stands_in_its_frame(report):
    for items in Pages(report, STANDARD).pages:
        frames = [item.rectangle for item in items if isinstance(item, Frame)]
        inside = [
            i for i in items if isinstance(i, Line) and any(f.contains(i.place) for f in frames)
        ]
        for line in inside:
            rectangle = _rectangle(line)
            assert any(f.adjusted(-1, -9, 1, 9).contains(rectangle) for f in frames)


@pytest.mark.parametrize("font", ["Times New Roman", "DejaVu Sans", "Noto Sans CJK SC"])
@pytest.mark.parametrize("figure", [12345, 999_999_999_999, -12345])
def test_a_figure_stands_on_one_line_in_its_frame_whatever_the_font(font, figure):
    form = catalogue.form("2021")
    report = Report(form, {("cells", "disputes/cases/review_upheld"): figure})
    drawn = [i for items in Pages(report, Profile(latin_font=font)).pages for i in items]
    frames = [item.rectangle for item in drawn if isinstance(item, Frame)]
    figures = [i for i in drawn if isinstance(i, Line) and i.layout.text() == str(figure)]

    assert len(figures) == 2
    for line in figures:
        assert line.layout.lineCount() == 1
        assert any(f.adjusted(0, -9, 0, 9).contains(_rectangle(line)) for f in frames)


def test_nothing_stands_outside_the_margins(report):
    for profile in (STANDARD, Profile(name="甲", top=20, left=45, body_size=14, line_pitch=24)):
        room = QRectF(
            profile.left * MM * POINT, profile.top * MM * POINT,
            profile.text_width * POINT, profile.text_height * POINT,
        ).adjusted(-2, -2, 40, 2)  # fmt: skip
        for items in Pages(report, profile).pages:
            assert items
            for item in items:
                assert room.contains(
                    item.rectangle if isinstance(item, Frame) else _rectangle(item)
                )


def test_a_long_text_goes_on_over_pages_line_by_line():
    report = Report(catalogue.form("2021"), {("texts", "problems"): "政务公开，" * 2000})
    drawn = "".join(_words(i for items in Pages(report, STANDARD).pages for i in items))

    assert drawn.count("政务公开，") == 2000


def test_words_with_tabs_between_them_stand_in_columns():
    """Every half inch, as Word sets them where nothing else is said."""
    report = Report(catalogue.form("2021"), {("texts", "problems"): "词\t12\n许可\t56"})
    lines = [i for items in Pages(report, STANDARD).pages for i in items if isinstance(i, Line)]

    layouts = [line.layout for line in lines if "\t" in line.layout.text()]
    columns = [layout.lineAt(0).cursorToX(layout.text().index("\t") + 1)[0] for layout in layouts]
    indent = 2 * (STANDARD.body_size + STANDARD.letter_spacing)
    assert [round(column / POINT - indent) for column in columns] == [36, 36]


ADDRESS = "https://www.qingshi.gov.cn/zwgk/public/column/6598521?type=4&action=list&nav=3"
FILLED = "全文见青石镇人民政府网站{}政府信息公开年报栏目，Office 2019的“𠮷野”家2025年{}。"


@pytest.mark.parametrize("word", [ADDRESS, "a" * 12, "信息 公开", "x" * 30 + "\t甲"])
def test_no_word_of_latin_letters_is_spread_and_no_blank_filled_with_all_that_is_missing(word):
    """However the lines fall, Latin letters stand as where nothing is filled."""
    style = typeset.styles(STANDARD)["body"]
    ragged = replace(style, side=typeset.Side.AlignLeft)
    for count in range(28):
        text = FILLED.format("甲" * count + word, "乙" * 40)
        filled = typeset.laid_out(text, style, STANDARD.text_width)
        plain = typeset.laid_out(filled.text(), ragged, STANDARD.text_width)
        assert filled.lineCount() == plain.lineCount()
        for found in re.finditer("[ -~]{2}", typeset.in_units(filled.text())):
            as_filled, as_plain = (_advance(layout, found.start()) for layout in (filled, plain))
            more = 0.5 * style.size * POINT if found[0][0] == " " else 1
            assert as_plain - 1 <= as_filled <= as_plain + more


def test_the_lines_of_a_paragraph_reach_the_edge_and_its_last_one_does_not():
    style = typeset.styles(STANDARD)["body"]
    layout = typeset.laid_out(FILLED.format("", "𠮷" * 60), style, STANDARD.text_width)
    *filled, last = (layout.lineAt(number) for number in range(layout.lineCount()))

    for line in filled:
        assert line.x() + line.naturalTextWidth() == pytest.approx(
            STANDARD.text_width * POINT, abs=5
        )
    assert last.naturalTextWidth() < 0.9 * STANDARD.text_width * POINT


def test_a_table_too_tall_for_a_page_goes_on_under_its_headers(report):
    small = Profile(name="甲", top=60, bottom=60, table_size=16, line_pitch=40, body_size=16)
    fitted = paper.fit(report.form.tables["requests"], small)
    assert not fitted.fits_page

    pages = [i for i in Pages(report, small).pages if "申请人情况" in _words(i)]
    assert len(pages) > 1
    rows = [word for items in pages for word in _words(items)]
    labels = [c.text for c in fitted.grid.cells if c.kind == "label" and c.row_span == 1]
    assert all("".join(label.split()) in rows for label in labels)


@pytest.mark.parametrize("label", ["规章", "3.要求提供公开出版物"])
def test_a_row_higher_than_a_page_goes_on_over_several_and_loses_no_words(label, lay):
    """As Word and LibreOffice show a row that may not be split and fits on no page."""
    words = "".join(f"{n}甲乙丙丁戊己庚辛壬癸" for n in range(1000, 1400))
    written_ = (places.resources() / "forms" / "2021.yaml").read_text(encoding="utf-8")
    for old, new in (
        ('edition: "2021"', 'edition: "2031"'),
        ("first_year: 2021", "first_year: 2031"),
    ):
        written_ = written_.replace(old, new)
    form = lay(written_.replace(f"label: {label}\n", f"label: {words}\n"))
    report = Report(form, {("cells", id_): 7 for id_ in form.cells if not form.cells[id_].computed})
    pages = Pages(report, STANDARD)
    lines = [
        i
        for items in pages.pages
        for i in items
        if isinstance(i, Line) and i.layout.text() == words
    ]
    bottom = (STANDARD.top * MM + STANDARD.text_height) * POINT

    assert "".join(line.text() for line in lines) == words
    assert len({id(line.element) for line in lines}) == 1
    for line in lines:
        box = _rectangle(line)
        assert STANDARD.top * MM * POINT - POINT <= box.top() <= box.bottom() <= bottom + POINT


@pytest.mark.parametrize("count", range(22))
def test_a_heading_never_ends_a_page_and_the_date_never_stands_alone(count):
    """With every length of what stands before."""
    lines = "\n".join(["一行。"] * count)
    texts = dict.fromkeys(catalogue.form("2021").texts, "一行。")
    texts |= {"overview/active": lines, "problems": lines, "other": "末段。", "closing": "甲\n日"}
    report = Report(catalogue.form("2021"), {("texts", id_): text for id_, text in texts.items()})
    pages = Pages(report, STANDARD)

    headings = {"".join(heading.text.split()) for heading in pages.headings}
    for items in pages.pages[:-1]:
        assert _words(items)[-1] not in headings
    assert _words(pages.pages[-1])[-3:] == ["末段。", "甲", "日"]


@pytest.mark.parametrize("count", range(22))
def test_a_note_stays_on_the_page_of_its_table(count):
    """With every length of what stands before; its two lines are higher than one of the text."""
    report, note = store.load(REPORTS / "021.json").report, "注" * 60
    texts = {"overview": "\n".join(["文"] * count), "disclosure/note": note}
    report.apply({("texts", id_): text for id_, text in texts.items()})

    pages = map(_words, Pages(report, STANDARD).pages)
    (words,) = [words for words in pages if note in words]
    assert "行政事业性收费" in words


@pytest.mark.slow
@pytest.mark.parametrize("closing", ["甲\n日", "甲\n\n（章）\n联系人\n日"])
@pytest.mark.parametrize("count", [1, 2, 3, *range(16, 26), *range(38, 48)])
def test_the_date_takes_the_last_two_lines_of_a_long_paragraph_with_it(count, closing):
    """And the heading over a paragraph stays with its first two."""
    letters = 27 * count
    texts = {"problems": "问题。", "other": "文" * letters, "closing": closing}
    report = Report(catalogue.form("2021"), {("texts", id_): text for id_, text in texts.items()})
    pages = Pages(report, STANDARD).pages

    signed = closing.split()
    last = [word for word in _words(pages[-1]) if word]
    assert last[-len(signed) :] == signed
    assert len(last[-len(signed) - 1]) >= min(letters, 29)
    (headed,) = [words for words in map(_words, pages) if "六、其他需要报告的事项" in words]
    under = headed[headed.index("六、其他需要报告的事项") + 1]
    assert len(under) >= min(letters, 50)


def test_words_of_latin_letters_are_broken_between_words_where_lines_are_not_filled(qapp):
    """Where they are, an address goes on to the edge; a signature has no edge to go on to."""
    name = "Xinjiang-Production-and-Construction-Corps-Government-Information-Office"
    report = Report(catalogue.form("2021"), {("texts", "closing"): name})
    last = [item for item in Pages(report, STANDARD).pages[-1] if isinstance(item, Line)]
    first, *lines = [text for text in (line.text() for line in last) if text and text.isascii()]

    assert first + "".join(lines) == name
    assert first.endswith("-")


def test_what_is_kept_together_and_too_tall_for_a_page_goes_on_line_by_line():
    texts = {"other": "文", "closing": "\n".join(["落款"] * 60)}
    report = Report(catalogue.form("2021"), {("texts", id_): text for id_, text in texts.items()})
    pages = [_words(items) for items in Pages(report, STANDARD).pages]

    assert len(pages[-2]) == 22
    (headed,) = [words for words in pages if "六、其他需要报告的事项" in words]
    assert headed.index("六、其他需要报告的事项") > 0


def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph(qapp):
    """Whatever is over it, so that it begins at each line of a page once."""
    form = catalogue.form("2021")
    text = "".join(chr(0x4E00 + number) for number in range(28 * 5 - 2))
    for over in range(22):
        report = Report(form, {("texts", "lead"): "\n".join(["行"] * over + [text] * 8)})
        laid_out = Pages(report, STANDARD).pages
        lines = [[item for item in page if isinstance(item, Line)] for page in laid_out]
        of = [Counter(id(line.element) for line in page) for page in lines]
        parted = [
            (before[at], after[at]) for before, after in pairwise(of) for at in before & after
        ]
        assert all(min(pair) > 1 for pair in parted)


def test_bookmarks_are_the_headings_and_lead_to_them(report):
    """To where each stands; a page that is seen large stays so."""
    reader = _pdf(report)
    headings = Pages(report, STANDARD).headings

    marks = list(_flat(reader.outline))
    assert [mark.title for mark in marks] == [heading.text for heading in headings]
    for mark in marks:
        page = reader.pages[reader.get_destination_page_number(mark)]
        assert (mark.typ, mark.left, mark.zoom) == ("/XYZ", 0, NullObject())
        assert 0 < mark.top - _baseline(page, mark.title) < STANDARD.line_pitch
        number = reader.get_destination_page_number(mark)
        words = "".join(reader.pages[number].extract_text().split())
        assert "".join(mark.title.split()) in words


def test_title_organ_and_language_are_in_the_file_and_no_users_name(report):
    reader = _pdf(report)

    assert reader.metadata.title == report.title
    assert reader.metadata.author == report.organ
    assert reader.root_object["/Lang"] == "zh-CN"
    assert Path.home().name not in str(reader.metadata)


def test_every_font_is_embedded(report):
    for pdf_page in _pdf(report).pages:
        for font in pdf_page["/Resources"]["/Font"].values():
            (below,) = font.get_object()["/DescendantFonts"]
            descriptor = below.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.slow
def test_what_is_found_and_copied_are_characters_and_not_radicals(report):
    text = "".join(pdf_page.extract_text() for pdf_page in _pdf(report).pages)

    assert "一、总体情况" in text
    assert not re.search("[\u2e80-\u2fdf]", text)


def test_pdftotext_reads_every_figure(report, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("NOT CHECKED: pdftotext (poppler-utils) is not here")
    (tmp_path / "a.pdf").write_bytes(pdf_file.pdf(report, STANDARD))
    run = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "a.pdf", "-"], capture_output=True, check=True
    )
    figures = Counter(re.findall(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])", run.stdout.decode()))
    assert figures >= Counter(written(value) for value in report.values.values())


def test_every_page_is_a4(report):
    for pdf_page in _pdf(report).pages:
        size = (float(pdf_page.mediabox.width), float(pdf_page.mediabox.height))
        assert size == pytest.approx((595, 842), abs=1)


def test_the_digits_of_a_pages_number_are_set_in_song_too():
    """An empty report has no other digits on its first page."""
    first, *others = _pdf(Report(catalogue.form("2021")), Profile(latin_font="DejaVu Sans")).pages

    assert "—1—" in "".join(first.extract_text().split())
    assert not any("DejaVu" in name for name in _fonts(first))
    assert any("DejaVu" in name for page_ in others for name in _fonts(page_))


def test_opening_the_file_fetches_nothing(report):
    raw = pdf_file.pdf(report, STANDARD)
    assert not re.search(rb"/URI|/Launch|/JavaScript|/GoToR|/OpenAction", raw)


def test_letters_beyond_the_first_plane_dashes_and_figures_in_addresses_are_in_the_text():
    """As they were written, in their order, for whoever searches and copies."""
    words = "图书馆——档案馆，𠮷野家，𠂉网址https://www.qs.gov.cn/a6598521?t=4 Office 2019。"
    report = Report(catalogue.form("2021"), {("texts", "problems"): words})
    read = "".join(_pdf(report).pages[-1].extract_text().split())

    assert "图书馆——档案馆，𠮷野家，𠂉网址" in read
    assert "a6598521?t=4" in read
    assert "2019" in read


@pytest.mark.parametrize("beside", ["ۋاكالەتسىز", "e\u0308\u0323", "\U000323b0", "😀"])
def test_letters_beyond_the_first_plane_are_found_whatever_else_is_on_their_page(beside):
    """Of one glyph that stands for no letter by itself the others knew nothing any more."""
    texts = {("texts", "problems"): f"甲\n{beside}\n𠮷野家\n{beside}𠂉乙"}
    read = "".join(_pdf(Report(catalogue.form("2021"), texts)).pages[-1].extract_text().split())

    assert "𠮷野家" in read


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="NOT CHECKED: pdftotext is not here")
def test_words_of_arabic_letters_are_found_whatever_shapes_they_take(tmp_path):
    path = tmp_path / "a.pdf"
    words = "مرحبا كتاب"
    head = {("organ", ""): "柳河镇", ("year", ""): 2025}
    path.write_bytes(
        pdf_file.pdf(
            Report(catalogue.form("2021"), head | {("texts", "problems"): f"译名{words}。"}),
            STANDARD,
        )
    )
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    assert set(words.split()) <= set(re.findall("[\u0600-\u06ff]+", run.stdout.decode()))


def test_the_file_says_its_version_and_its_author_wherever_a_reader_looks(report):
    content = pdf_file.pdf(report, STANDARD)
    pdf = pypdf.PdfReader(io.BytesIO(content))

    assert content.startswith(b"%PDF-1.4\n")
    assert pdf.xmp_metadata
    assert pdf.metadata
    assert pdf.xmp_metadata.dc_creator == [pdf.metadata.author]
    assert pdf.xmp_metadata.dc_title == {"x-default": pdf.metadata.title}


def _pdf(report: Report, profile: Profile = STANDARD) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf_file.pdf(report, profile)))


def _fonts(page_: pypdf.PageObject) -> set[str]:
    return {font["/BaseFont"] for font in page_["/Resources"]["/Font"].values()}


def _baseline(page: pypdf.PageObject, words: str) -> float:
    """Of the line that begins with a heading, points from the foot of the page."""
    lines: dict[float, str] = {}

    def take(text: str, under: list[float], matrix: list[float], *_: object) -> None:
        at = round(under[5] + under[3] * matrix[5], 1)
        lines[at] = lines.get(at, "") + "".join(text.split())

    page.extract_text(visitor_text=take)
    bare = "".join(words.split())
    return next(at for at, line in lines.items() if line and bare.startswith(line[:6]))


def _flat(outline):
    for item in outline:
        yield from _flat(item) if isinstance(item, list) else [item]


def _advance(layout: QTextLayout, at: int) -> float:
    """From a letter to the next one, in dots; 0 at the end of a line."""
    line = layout.lineForTextPosition(at)
    if at + 1 == line.textStart() + line.textLength():
        return 0
    return line.cursorToX(at + 1)[0] - line.cursorToX(at)[0]


def _sizes(items) -> Counter:
    frames = [item.rectangle for item in items if isinstance(item, Frame)]
    return Counter((round(f.width() / POINT), round(f.height() / POINT)) for f in frames)


def _words(items) -> list[str]:
    """The texts in order, each once however many lines it has here, without white space."""
    layouts = {}
    for item in items:
        if isinstance(item, Line):
            line = item.layout.lineAt(item.number)
            text = item.layout.text()[line.textStart() : line.textStart() + line.textLength()]
            layouts.setdefault(id(item.layout), []).append(text)
    return [re.sub(r"[\s\u200b]", "", "".join(lines)) for lines in layouts.values()]


def _rectangle(line: Line) -> QRectF:
    inside = line.layout.lineAt(line.number)
    return QRectF(line.place.x(), line.place.y(), inside.naturalTextWidth(), inside.height())
