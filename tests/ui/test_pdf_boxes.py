"""Each box in a PDF is told of, whatever fonts this computer has: under Windows others than here."""

import io
import re

import pypdf
import pytest
from PySide6.QtGui import QFontDatabase

from app.exporters import told
from app.files.profiles import STANDARD
from app.forms import catalogue
from app.report.report import Report
from tests.ui.ofd_read import Read
from ui.print import ofd_document, pdf_file, typeset
from ui.start.application import application


@pytest.fixture(autouse=True)
def qt(qapp):
    application()


def test_letters_that_no_font_has_are_just_those_that_are_told():
    """Each stands in the text once; of a private letter and one of plane 3 nobody has a glyph."""
    letters = "\U000323b0\ue000𠮷😀éЖ★"
    report = Report(catalogue.form("2021"), {("texts", "problems"): f"甲{letters}乙"})
    made = pdf_file.pdf(report, STANDARD)

    (sentence,) = made.told
    told = [letter for letter in letters if f"“{letter}”" in sentence]
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    boxes = sum(len(re.findall(rb"<0000> Tj", page.get_contents().get_data())) for page in pages)
    assert {"\U000323b0", "\ue000"} <= {*told}
    assert len(told) == boxes


def test_a_text_is_made_once_for_all_of_its_lines():
    """Of fifty thousand letters each of a thousand lines asked for all, and looked through them."""
    layout = typeset.laid_out("甲" * 5000, typeset.styles(STANDARD)["body"], 400)
    assert layout.lineCount() > 100
    assert layout.text() is layout.text()


def test_boxes_are_empty():
    """Qt draws a black bar for all that stand together; what is white stands in it."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.Devanagari):
        pytest.skip("this computer has fonts for it")
    plain, boxed = (
        pdf_file.pdf(Report(catalogue.form("2021"), {("texts", "problems"): words}), STANDARD)
        for words in ("甲" * 6, "ह" * 6)
    )
    assert _rectangles(boxed) - _rectangles(plain) >= 6


def _rectangles(file: bytes) -> int:
    pages = pypdf.PdfReader(io.BytesIO(file)).pages
    return sum(len(re.findall(rb" re\b", page.get_contents().get_data())) for page in pages)


@pytest.mark.parametrize(
    ("script", "letter"),
    [("Devanagari", "ह"), ("Sinhala", "අ"), ("Khmer", "ក"), ("Myanmar", "က"), ("Telugu", "త")],
)
def test_letters_of_a_script_that_no_font_has_the_rules_of_are_told(script, letter):
    """Qt draws boxes with what says to have every letter, and ends the program asked its name."""
    words = f"甲{letter} {letter}𠮷乙"
    report = Report(catalogue.form("2021"), {("texts", "problems"): words})
    made, ofd = pdf_file.pdf(report, STANDARD), ofd_document.ofd(report, STANDARD)

    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    assert "𠮷" in "".join(page.extract_text() for page in pages)
    assert words in Read(ofd).text()
    if not QFontDatabase.families(QFontDatabase.WritingSystem[script]):
        assert [f"没有“{letter}”，" in sentence for sentence in told(made)] == [True]
        assert [f"没有“{letter}”，" in sentence for sentence in told(ofd)] == [True]
