"""Whether the PDF is PDF/A-1b, by PDFBox's validator; and what is said where it cannot be."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QFontInfo, QPagedPaintDevice, QPainter, QPdfWriter

from app.exporters import Unavailable, told
from app.files import store
from app.files.profiles import STANDARD, Profile
from app.forms import catalogue
from app.report.report import Report
from tests.ui.conftest import REPORTS
from tests.ui.pdf_reading import Tagged, faults
from ui.print import pdf_file, pdf_fonts
from ui.start.application import application

pytestmark = pytest.mark.slow

FORM = catalogue.form("2021")
HEAD = {("organ", ""): "柳河镇", ("year", ""): 2025}
HOSTILE = {
    "nothing": {},
    "control characters": {("organ", ""): "柳\x00河\x07镇\ufffe", ("texts", "problems"): "甲\x1b[乙\u202e丙\x85"},
    "signs of XML": {("organ", ""): "<甲>&\"乙'", ("texts", "problems"): "]]><a href='b'>&amp;"},
    "50,000 letters": {**HEAD, ("texts", "problems"): "政务公开，便民利民。" * 5000},
    "an organ of 60 letters": {**HEAD, ("organ", ""): "甲" * 60},
    "letters of many fonts": {**HEAD, ("texts", "problems"): "𠮷野家 😀 ——\t1\u3000é ⼀一 a\u0301"},
    "a long address": {**HEAD, ("texts", "problems"): "网址https://www.qs.gov.cn/a6598521?t=4，电话0000-1234567"},
}  # fmt: skip
UNKNOWN = "\U000323b0"
"""A letter of Unicode that no font has by now."""


@pytest.fixture(autouse=True)
def qt(qapp):
    application()


@pytest.mark.parametrize("name", ["sample", "005", "021"])
@pytest.mark.parametrize(
    "profile", [STANDARD, Profile(name="甲", top=60, bottom=60, table_size=16)]
)
def test_a_report_is_pdf_a_1b(name, profile, tmp_path):
    made = pdf_file.pdf(store.load(REPORTS / f"{name}.json").report, profile)

    assert made.told == ()
    assert _faults(made, tmp_path) == []


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_so_is_whatever_a_clerk_types(said, tmp_path):
    made = pdf_file.pdf(Report(FORM, said), STANDARD)

    assert made.told == ()
    assert _faults(made, tmp_path) == []


def test_so_is_another_edition_and_another_form(meetings, tmp_path):
    for form in (catalogue.form("2019"), meetings):
        assert _faults(pdf_file.pdf(Report(form, HEAD), STANDARD), tmp_path) == []


def test_the_validator_finds_what_qt_leaves_wrong(tmp_path):
    """Or nothing above would mean anything."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
    writer.setTitle("题目")
    with QPainter(writer) as painter:
        painter.drawText(100, 100, "字")

    found = _faults(bytes(content.data()), tmp_path)
    assert any("DestOutputProfile isn't CMYK" in fault for fault in found)
    assert any("Error on MetaData" in fault for fault in found)


def test_each_font_is_called_in_the_file_as_its_subset_is():
    """ISO 32000-1, 9.6.4: six letters, a plus sign, its own name."""
    reader = pypdf.PdfReader(io.BytesIO(pdf_file.pdf(Report(FORM, HEAD), STANDARD)))

    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            (below,) = font.get_object()["/DescendantFonts"]
            name = below["/FontDescriptor"]["/FontName"]
            assert re.fullmatch(r"/[A-Z]{6}\+.+", name)
            assert name == font.get_object()["/BaseFont"] == below["/BaseFont"]


def test_info_and_xmp_say_the_same():
    """ISO 19005-1, 6.7.3."""
    made = pdf_file.pdf(Report(FORM, {**HEAD, ("organ", ""): "柳河镇<&>"}), STANDARD)
    reader = pypdf.PdfReader(io.BytesIO(made))
    info, xmp = reader.metadata, reader.xmp_metadata

    assert info
    assert xmp
    assert xmp.dc_title == {"x-default": info.title}
    assert xmp.dc_creator == [info.author] == ["柳河镇<&>"]
    assert xmp.dc_description.get("x-default") == info.subject
    assert xmp.xmp_creator_tool == info.creator
    assert xmp.pdf_producer == info.producer
    assert xmp.xmp_create_date == info.creation_date.astimezone(None).replace(tzinfo=None) or (
        xmp.xmp_create_date.timestamp() == info.creation_date.timestamp()
    )
    assert xmp.xmp_modify_date.timestamp() == info.modification_date.timestamp()
    assert xmp.dc_language == ["zh-CN"]


def test_a_letter_that_no_font_has_makes_a_tagged_pdf_that_claims_nothing(tmp_path):
    made = pdf_file.pdf(Report(FORM, {("texts", "problems"): f"有{UNKNOWN}𠮷字"}), STANDARD)

    (sentence,) = made.told
    assert f"没有“{UNKNOWN}”，" in sentence
    assert "不是存档用的 PDF/A" in sentence
    _is_tagged_but_no_archive(made)
    assert "有\ufffd𠮷字" in pypdf.PdfReader(io.BytesIO(made)).pages[-1].extract_text()


def test_a_computer_without_chinese_fonts_says_so_and_breaks_nothing(tmp_path):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    shutil.copy(_font("DejaVuSans.ttf"), fonts)
    said, made = _exported(fonts, tmp_path)

    assert "这台电脑没有中文字体，PDF 里的字是空框" in said
    assert "换一个字" not in said
    assert "PDF 里用的是“DejaVu Sans”" in pypdf.PdfReader(io.BytesIO(made)).metadata.subject
    _is_tagged_but_no_archive(made)


@pytest.mark.parametrize(
    "drawn_together", ["\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f3f4\u200d\u2620\ufe0f"]
)
def test_no_letter_is_said_to_be_missing_that_is_there(drawn_together):
    """Qt counts the letters of a face of many parts from the beginning of the line."""
    words = f"没有问题{drawn_together}{UNKNOWN}。"
    (said,) = told(pdf_file.pdf(Report(FORM, HEAD | {("texts", "problems"): words}), STANDARD))
    named = set(re.findall("“(.+?)”", said))
    assert UNKNOWN in named
    assert named.isdisjoint("没有问题。")


def test_a_computer_without_any_font_is_told_so_and_gets_no_empty_pages(monkeypatch):
    monkeypatch.setattr(QFontInfo, "family", lambda _: "")
    with pytest.raises(Unavailable, match="没有任何字体"):
        pdf_file.pdf(Report(FORM, HEAD), STANDARD)


def test_a_font_that_may_not_be_embedded_is_drawn_and_named(tmp_path):
    """Its licence stands in its table OS/2, as fsType 2."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    _forbid(_font("NotoSerifCJK-Regular.ttc"), fonts / "a.ttc")
    said, made = _exported(fonts, tmp_path)

    assert "“Noto Serif CJK SC”的许可不让放进文件" in said
    _is_tagged_but_no_archive(made)
    assert not [font for page in Tagged(made).reader.pages for font in page["/Resources"]["/Font"]]
    words = [element.get("/ActualText") for element in Tagged(made).elements]
    assert "一、总体情况" in words
    assert "五、存在的主要问题及改进情况" in words


def test_nor_is_one_that_stands_in_for_a_few_letters(monkeypatch):
    """Nobody asked for it: it has letters that the fonts of the page have not."""
    _font("DejaVuSans.ttf")
    monkeypatch.setattr(
        pdf_fonts, "_may_be_embedded", lambda font: font.familyName() != "DejaVu Sans"
    )
    words = {("texts", "problems"): "译名مرحبا。"}
    made = pdf_file.pdf(Report(FORM, HEAD | words), STANDARD)

    assert "“DejaVu Sans”的许可不让放进文件" in "".join(told(made))
    fonts = [page["/Resources"]["/Font"].values() for page in Tagged(made).reader.pages]
    assert not [font for page in fonts for font in page if "DejaVu" in font["/BaseFont"]]
    _is_tagged_but_no_archive(made)


def test_which_fonts_stand_in_for_others_the_file_says():
    """And nobody is bothered with it."""
    made = pdf_file.pdf(Report(FORM, HEAD), Profile(name="甲", body_font="没有这个字体"))

    subject = pypdf.PdfReader(io.BytesIO(made)).metadata.subject
    assert re.search("没有字体[^。]*“没有这个字体”[^。]*，PDF 里用的是“[^”]+”。", subject)
    assert made.told == ()


def _faults(content: bytes, folder: Path) -> list[str]:
    (folder / "a.pdf").write_bytes(content)
    return faults(folder / "a.pdf")


def _is_tagged_but_no_archive(content: bytes) -> None:
    tagged = Tagged(content)
    assert tagged.catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of pypdf
    assert len(tagged.elements) > 100
    assert b"pdfaid" not in tagged.catalog["/Metadata"].get_data()
    assert "/OutputIntents" not in tagged.catalog


def _font(name: str) -> Path:
    found = [*Path("/usr/share/fonts").rglob(name)] if sys.platform == "linux" else []
    if not found:
        pytest.skip(f"NOT CHECKED: {name} is not here")
    return found[0]


def _forbid(font: Path, to: Path) -> None:
    """A copy of a collection of fonts, none of which may be embedded."""
    content = bytearray(font.read_bytes())
    at = content.find(b"OS/2")
    while 0 <= at < 100_000:
        table = int.from_bytes(content[at + 8 : at + 12], "big")
        content[table + 8 : table + 10] = b"\x00\x02"
        at = content.find(b"OS/2", at + 1)
    to.write_bytes(content)


def _exported(fonts: Path, folder: Path) -> tuple[str, bytes]:
    """What the command prints and writes on a computer that has these fonts alone."""
    settings, cache = folder / "fonts.conf", folder / "cache"
    settings.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>',
        encoding="utf-8",
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(settings), "QT_QPA_PLATFORM": "offscreen"}
    out = folder / "a.pdf"
    command = [sys.executable, "-m", "ui", "export", REPORTS / "021.json", out]
    run = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return run.stdout, out.read_bytes()
