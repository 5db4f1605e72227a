"""The OFD beside the pages and the PDF that are drawn from the same list; see also test_ofd_readers.py."""

import io
import re
from collections import Counter
from itertools import pairwise

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QPainterPath, QRawFont

from app.exporters import Options, Unavailable, told
from app.files import store
from app.files.profiles import STANDARD, Profile
from app.forms import catalogue
from app.report.report import Report
from tests.app.exporters.test_any_character import WORDS
from tests.app.exporters.test_any_character import report as with_everywhere
from tests.ui.conftest import REPORTS
from tests.ui.made_fonts import boxes, installed
from tests.ui.ofd_read import MM, NAMES, Read
from ui.print import kinds, ofd_document, pdf_file, typeset
from ui.print.pages import Pages
from ui.print.typeset import Frame
from ui.start.application import application

FORM = catalogue.form("2021")
ODD = "图书馆——档案馆，丙—乙，𠮷野家，网址https://www.qs.gov.cn/a?t=4&b=<c> Office 2019 年。\n  两  格\t12 家e\u0301"


@pytest.fixture(autouse=True)
def qt(qapp):
    application()


@pytest.fixture
def report() -> Report:
    return store.load(REPORTS / "sample.json").report


def made(report: Report, profile: Profile = STANDARD) -> Read:
    return Read(kinds.OFD.render(report, Options(profile)))


def odd(words: str = ODD) -> Report:
    return Report(FORM, {("texts", "problems"): words, ("organ", ""): "甲<&>"})


def test_every_file_that_is_named_is_there_and_every_file_there_is_named(report):
    read = made(report)
    (root,) = read.find("OFD.xml", "//ofd:DocRoot/text()")
    names = read.find(
        root, "//ofd:Page/@BaseLoc | //ofd:PublicRes/text() | //ofd:DocumentRes/text()"
    )
    named = {"OFD.xml", root, *(f"Doc_0/{name}" for name in names)}
    for resources in ("Doc_0/PublicRes.xml", "Doc_0/DocumentRes.xml"):
        (folder,) = read.find(resources, "/ofd:Res/@BaseLoc")
        for name in read.find(resources, "//ofd:FontFile/text() | //ofd:MediaFile/text()"):
            named.add(f"Doc_0/{folder}/{name}")

    assert named == set(read.files)
    assert len(read.pages()) == len(Pages(report, STANDARD).pages)


def test_a_font_is_known_by_the_name_of_its_file(report):
    """ofd2img knows it by no other."""
    read = made(report)
    names = read.find("Doc_0/PublicRes.xml", "//ofd:Font[ofd:FontFile]/@FontName")
    files = read.find("Doc_0/PublicRes.xml", "//ofd:FontFile/text()")
    assert files == [f"{name}.ttf" for name in names]
    assert files


def test_every_number_is_given_once_and_every_number_that_is_meant_is_there(report):
    read = made(report)
    given = Counter(int(n) for tree in read.trees.values() for n in tree.xpath("//@ID"))
    meant = {
        int(n)
        for tree in read.trees.values()
        for n in tree.xpath("//@Font | //@ResourceID | //@PageID")
    }
    (highest,) = read.find("Doc_0/Document.xml", "//ofd:MaxUnitID/text()")

    assert set(given.values()) == {1}
    assert max(given) == int(highest)
    assert meant <= set(given)


def test_names_and_their_order_are_those_of_the_standard(report):
    """GB/T 33190-2016, annex A, as far as this program writes them."""
    read = made(report)
    order = {
        "OFD": "DocBody", "DocBody": "DocInfo DocRoot",
        "DocInfo": "DocID Title Author CreationDate Creator CreatorVersion",
        "Document": "CommonData Pages Outlines",
        "CommonData": "MaxUnitID PageArea PublicRes DocumentRes",
        "PageArea": "PhysicalBox", "Area": "PhysicalBox", "Pages": "Page",
        "Outlines": "OutlineElem", "OutlineElem": "Actions OutlineElem", "Actions": "Action",
        "Action": "Goto", "Goto": "Dest", "Res": "Fonts MultiMedias", "Fonts": "Font",
        "Font": "FontFile", "MultiMedias": "MultiMedia", "MultiMedia": "MediaFile",
        "Page": "Area Content", "Content": "Layer", "Layer": "ImageObject PathObject TextObject",
        "PathObject": "FillColor AbbreviatedData", "TextObject": "TextCode",
    }  # fmt: skip
    for tree in read.trees.values():
        for element in tree.iter():
            prefix, name = element.prefix, element.tag.removeprefix(f"{{{NAMES['ofd']}}}")
            allowed = order.get(name, "").split()
            inside = [child.tag.split("}")[1] for child in element]
            assert prefix == "ofd"
            assert inside == sorted(inside, key=allowed.index)
    entrance = read.trees["OFD.xml"]
    assert (entrance.get("Version"), entrance.get("DocType")) == ("1.0", "OFD")


def test_a_page_is_a4_in_millimetres_and_every_frame_stands_on_it_as_on_paper(report):
    read = made(report)
    for page, items in zip(read.pages(), Pages(report, STANDARD).pages, strict=True):
        frames = [item for item in items if isinstance(item, Frame)]
        drawn = read.find(page, "//ofd:PathObject[not(@Stroke)]")
        corners = [
            tuple(map(float, found))
            for path in drawn
            for found in re.findall(
                r"M (\S+) (\S+) L \S+ \S+ L (\S+) (\S+) L \S+ \S+ C",
                path.findtext("ofd:AbbreviatedData", "", NAMES),
            )
        ]
        assert read.find(page, "//ofd:PhysicalBox/text()") == ["0 0 210 297"]
        assert [float(path.get("LineWidth")) for path in drawn] == [0.176] * bool(frames)
        assert len(corners) == len(frames)
        for (left, top, right, bottom), frame in zip(corners, frames, strict=True):
            box = frame.rectangle
            on_paper = [side * MM for side in (box.left(), box.top(), box.right(), box.bottom())]
            assert [left, top, right, bottom] == pytest.approx(on_paper, abs=0.001)


def test_what_is_shaded_on_paper_is_shaded(report):
    read = made(report)
    for page, items in zip(read.pages(), Pages(report, STANDARD).pages, strict=True):
        shaded = [item for item in items if isinstance(item, Frame) and item.fill]
        colours = read.find(page, "//ofd:PathObject[@Fill='true']/ofd:FillColor/@Value")
        boxes = [
            list(map(float, each.split()))
            for each in read.find(page, "//ofd:ImageObject/@Boundary")
        ]

        assert colours == ["198 217 241"] * bool(shaded)
        assert [box[2:] for box in boxes] == [
            pytest.approx([item.rectangle.width() * MM, item.rectangle.height() * MM], abs=0.001)
            for item in shaded
        ]


@pytest.mark.parametrize(
    "report", [store.load(REPORTS / "sample.json").report, odd()], ids=["sample", "odd"]
)
def test_the_text_of_each_page_is_that_of_the_pdf(report):
    read = made(report)
    pages = pypdf.PdfReader(io.BytesIO(pdf_file.pdf(report, STANDARD))).pages
    for page, in_pdf in zip(read.pages(), pages, strict=True):
        ours = "".join(letter.text for letter in read.letters(page))
        assert "".join(ours.split()) == "".join(in_pdf.extract_text().replace("\u200b", "").split())


@pytest.mark.parametrize(
    "report", [store.load(REPORTS / "sample.json").report, odd()], ids=["sample", "odd"]
)
def test_every_letter_stands_where_the_pdf_has_it(report):
    """To a fiftieth of a millimetre; the second of two dashes, and an accent, are drawn with the first."""
    read = made(report)
    pages = pypdf.PdfReader(io.BytesIO(pdf_file.pdf(report, STANDARD))).pages
    for page, in_pdf in zip(read.pages(), pages, strict=True):
        drawn = list(_drawn(in_pdf))
        letters = [letter for letter in read.letters(page) if not letter.text.isspace()]
        apart = [min(abs(x - letter.x) + abs(y - letter.y) for x, y in drawn) for letter in letters]
        alone = [
            way for way, letter in zip(apart, letters, strict=True) if letter.text not in "—\u0301"
        ]
        assert max(alone) < 0.02
        assert Counter(way < 0.02 for way in apart)[True] >= len(letters) - 2


def test_blanks_and_rare_letters_are_counted_alike_by_all_readers():
    """What begins with a blank loses it in some, so that all that follow would stand wrong."""
    read = made(odd(), Profile(latin_font="DejaVu Sans"))
    codes = [code for page in read.pages() for code in read.find(page, "//ofd:TextCode/text()")]

    assert any("𠮷" in code for code in codes)
    assert any(code.isspace() for code in codes)
    for code in codes:
        assert code.isspace() or not code[0].isspace()
        assert len(code) == 1 or max(code) < "\U00010000"


def test_each_letter_has_its_outline_in_the_font_it_names():
    """Read by the font library of the system."""
    read = made(odd())
    fonts = {id_: _loaded(file) for id_, (_, file) in read.fonts().items()}
    installed = {id_: _installed(family) for id_, (family, _) in read.fonts().items()}
    letters = [letter for page in read.pages() for letter in read.letters(page)]

    for letter in letters:
        (glyph,) = fonts[letter.font].glyphIndexesForString(letter.text)
        assert glyph
    for letter in {each for each in letters if each.text in "图书馆，家O9。𠮷"}:
        (glyph,) = fonts[letter.font].glyphIndexesForString(letter.text)
        (original,) = installed[letter.font].glyphIndexesForString(letter.text)
        drawn, expected = (
            fonts[letter.font].pathForGlyph(glyph), installed[letter.font].pathForGlyph(original)
        )  # fmt: skip
        boxes = [each.boundingRect().getRect() for each in (drawn, expected)]
        assert boxes[0] == pytest.approx(boxes[1], abs=2)
        assert _area(drawn) == pytest.approx(_area(expected), rel=0.015)


def test_two_dashes_are_as_long_as_on_paper_and_each_has_its_place():
    """One glyph is drawn for both where the font has one."""
    read = made(odd())
    fonts = {id_: _loaded(file) for id_, (_, file) in read.fonts().items()}
    letters = [letter for page in read.pages() for letter in read.letters(page)]
    first, second, alone = (each for each in letters if each.text == "—" and each.size > 5.5)
    long, rest, short = (_width(fonts[each.font], "—") for each in (first, second, alone))

    assert 1.5 * short < long + rest < 2.5 * short
    assert second.x - first.x > first.size / 2


@pytest.mark.parametrize(
    ("rights", "embedded"),
    [(0, True), (2, False), (4, True), (8, True), (0x100, False), (0x200, False)],
)
def test_a_font_whose_licence_forbids_it_is_named_and_stays_at_home(rights, embedded):
    """Bits of `fsType`: ask first; print, edit; not in parts; pictures alone."""
    name = f"Rights {rights}"
    with installed(boxes(name, rights)):
        file = kinds.OFD.render(odd("BABA 2024"), Options(Profile(latin_font=name)))
    read = Read(file)
    files = dict(read.fonts().values())

    assert (files[name] is not None) == embedded
    assert (f"“{name}”的许可" in "".join(told(file))) == (not embedded)
    assert "BABA" in read.text()


def test_two_weights_of_a_family_are_two_fonts(monkeypatch):
    """What is no ASCII is drawn with the font for Chinese, here the heavier one."""
    font_of = typeset.font_of

    def heavier(style: typeset.Style, *, latin: bool = False) -> QFont:
        font = QFont(font_of(style, latin=latin))
        font.setBold(not latin)
        return font

    monkeypatch.setattr(typeset, "font_of", heavier)
    profile = Profile(latin_font="Weights", body_font="Weights")
    with installed(boxes("Weights"), boxes("Weights", weight=700, side=400)):
        read = made(odd("BAé"), profile)

    assert _sides(read, "Aé") == {"A": 700, "é": 400}
    assert len(set(read.find("Doc_0/PublicRes.xml", "//ofd:Font/@FontName"))) == len(read.fonts())


def test_two_families_of_almost_one_name_are_two_fonts():
    profile = Profile(latin_font="Al-most", body_font="Al most")
    with installed(boxes("Al-most"), boxes("Al most", side=400)):
        read = made(odd("BAé"), profile)

    assert _sides(read, "Aé") == {"A": 700, "é": 400}


def test_bookmarks_are_the_headings_one_under_the_other_and_lead_to_them(report):
    read = made(report)
    ids = read.find("Doc_0/Document.xml", "//ofd:Page/@ID")
    marks = [
        (
            each.get("Title"),
            len(list(each.iterancestors(f"{{{NAMES['ofd']}}}OutlineElem"))),
            ids.index(each.find("ofd:Actions//ofd:Dest", NAMES).get("PageID")),
            float(each.find("ofd:Actions//ofd:Dest", NAMES).get("Top")),
        )
        for each in read.find("Doc_0/Document.xml", "//ofd:OutlineElem")
    ]
    headings = Pages(report, STANDARD).headings
    assert [mark[:3] for mark in marks] == [(each.text, each.depth, each.page) for each in headings]
    for text, _, page, top in marks:
        written = "".join(letter.text for letter in read.letters(read.pages()[page]))
        first = [*read.letters(read.pages()[page])][written.index(text)]
        assert 0 < first.y - top < 10  # a line is 28 points high


def test_title_and_organ_are_told_and_nobody_else(report):
    read = made(report)
    assert (read.said("Title"), read.said("Author")) == (report.title, report.organ)
    assert read.said("Creator") == "nianbao"
    assert re.fullmatch("[0-9a-f]{32}", read.said("DocID"))
    assert made(odd()).said("Author") == "甲<&>"
    assert made(odd()).said("DocID") != read.said("DocID")


def test_the_same_report_on_one_day_is_the_same_file(report, monkeypatch):
    files = []
    for second in (4e9, 4e9 + 10):
        monkeypatch.setattr("time.time", lambda second=second: second)
        files.append(kinds.OFD.render(report))
    assert files[0] == files[1]
    assert Read(files[0]).said("CreationDate") == "2096-10-02"


def test_nothing_that_stops_xml_or_a_reader_gets_in():
    words = "收\x00到\x0b\ud83d\u202e\u2028\ufffe\ufdd0\U0001ffff=<&\"'"
    report = Report(
        FORM, {("texts", "problems"): words, ("organ", ""): words, ("title", ""): words}
    )
    read = made(report)
    assert "收到" in read.text()
    assert "收到" in read.said("Title")


def test_letters_that_no_font_has_are_in_the_text():
    """On paper they are boxes; a sentence names them."""
    file = kinds.OFD.render(odd("甲\u0378乙\u0379丙"))
    (sentence,) = told(file)

    assert "甲\u0378乙\u0379丙" in Read(file).text()
    assert "没有“\u0378”“\u0379”，OFD 里是空框" in sentence
    assert not told(kinds.OFD.render(odd()))


@pytest.mark.parametrize(
    "words",
    ["甲¡\U0001f3fb乙", "\U0001f469\U0001f3fb", "ก\u0e33\U0001f3fb", "e\u0301\U00020bb7\u0302"],
)
def test_letters_that_are_drawn_together_are_whole(words):
    assert words in made(odd(f"甲{words}丙")).text()


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[*HealthCheck])
@given(WORDS)
def test_no_characters_stop_it(words):
    assert made(with_everywhere(words)).text()


def test_a_name_of_sixty_letters_is_whole():
    organ = "石".join(f"{n:05}" for n in range(10))
    assert organ in made(Report(FORM, {("organ", ""): organ, ("year", ""): 2025})).said("Title")


@pytest.mark.slow
def test_fifty_thousand_letters_are_all_there():
    words = "政务公开，" * 10_000
    assert made(odd(words)).text().count("务") == 10_000 + 2


def test_a_computer_without_chinese_fonts_is_told_so_and_gets_no_file(monkeypatch):
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    with pytest.raises(Unavailable, match="没有中文字体"):
        ofd_document.ofd(odd(), STANDARD)


def _drawn(page):
    """Where the PDF has its glyphs, in millimetres: Qt writes each with its step from the last."""
    for block in re.findall(rb"BT\n(.*?)ET", page.get_contents().get_data(), re.DOTALL):
        x = y = 0.0
        for right, up in re.findall(rb"(\S+) (\S+) Td", block):
            x, y = x + float(right), y - float(up)
            yield x * MM, y * MM


def _loaded(file: bytes | None) -> QRawFont:
    font = QRawFont(QByteArray(file or b""), 1000)
    assert font.isValid()
    return font


def _installed(family: str) -> QRawFont:
    font = QRawFont.fromFont(QFont([family]))
    font.setPixelSize(1000)
    return font


def _area(path: QPainterPath) -> float:
    """What is inside of its lines."""
    corners = [polygon.toList() for polygon in path.toSubpathPolygons()]
    pairs = (pair for polygon in corners for pair in pairwise(polygon))
    return abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairs)) / 2


def _sides(read: Read, letters: str) -> dict[str, float]:
    """Of the squares that are drawn for some letters."""
    fonts = {id_: _loaded(file) for id_, (_, file) in read.fonts().items()}
    drawn = {each.text: fonts[each.font] for page in read.pages() for each in read.letters(page)}
    return {letter: round(_width(drawn[letter], letter)) for letter in letters}


def _width(font: QRawFont, letter: str) -> float:
    return font.boundingRect(font.glyphIndexesForString(letter)[0]).width()
