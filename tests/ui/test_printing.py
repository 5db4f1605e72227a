"""On paper as in the PDF: the pages that are shown, chosen and printed."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QWidget

from app.exporters.options import WHOLE, OnPaper
from app.files import store
from app.files.profiles import STANDARD
from app.report.report import Report
from tests.app.exporters.readers import pictures
from tests.hard import HARD, SAMPLE
from ui.dialogs.pages_dialog import PagesDialog, Shown
from ui.print import kinds, printing
from ui.print.pages import Pages
from ui.print.typeset import Line

ODD, EVEN = OnPaper(pages="odd"), OnPaper(pages="even")
TABLES = OnPaper(only_tables=True)
BOTH, ONE = QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone


@pytest.fixture
def report(qapp) -> Report:
    return store.load(SAMPLE).report


@pytest.fixture
def window(start, tmp_path):
    return start(shutil.copy(SAMPLE, tmp_path / "a.json"))


def in_file(printer: QPrinter, file: Path) -> None:
    """What goes to the printer goes into a file."""
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))


def printed(report: Report, folder: Path, which: OnPaper = WHOLE) -> Path:
    job, file = printing.Job(report, STANDARD), folder / f"{which.pages}{which.only_tables}.pdf"
    printer = job.printer(which)
    in_file(printer, file)
    job.draw(printer, which)
    return file


def exported(report: Report, folder: Path) -> Path:
    file = folder / "exported.pdf"
    file.write_bytes(kinds.PDF.render(report))
    return file


def texts(file: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(file).pages]


def numbers(file: Path) -> list[str]:
    """Of the pages, as they are printed under them."""
    return [text.rpartition("—")[0].rpartition("—")[2] for text in texts(file)]


def test_what_is_printed_is_what_the_pdf_has(report, tmp_path):
    on_paper, in_pdf = (pypdf.PdfReader(f(report, tmp_path)) for f in (printed, exported))

    assert len(on_paper.pages) == len(in_pdf.pages) > 3
    for one, other in zip(on_paper.pages, in_pdf.pages, strict=True):
        assert one.mediabox == other.mediabox
        assert re.findall(r"\d", one.extract_text()) == re.findall(r"\d", other.extract_text())


def test_a_printer_is_free_again_where_drawing_fails(report, tmp_path, monkeypatch):
    """Also while the error is held, and with it whoever drew."""
    job = printing.Job(report, STANDARD)
    printer = job.printer()
    in_file(printer, tmp_path / "a.pdf")
    monkeypatch.setattr(Pages, "draw", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError) as kept:
        job.draw(printer, WHOLE)

    assert (kept.type, printer.paintEngine().isActive()) == (ZeroDivisionError, False)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="NOT CHECKED: pdftoppm is needed")
@pytest.mark.parametrize("name", ["sample", *HARD])
def test_every_page_looks_on_paper_as_in_the_pdf(name, qapp, tmp_path):
    report = store.load(SAMPLE).report if name == "sample" else HARD[name]()
    pictures = [drawn(f(report, tmp_path), tmp_path) for f in (printed, exported)]

    assert pictures[0] == pictures[1]


def drawn(file: Path, folder: Path) -> list[bytes]:
    """Its pages as dots."""
    return [page.read_bytes() for page in pictures(file, folder, "50")]


def test_odd_and_even_pages_are_printed_one_half_after_the_other(report, tmp_path):
    whole = numbers(printed(report, tmp_path))

    assert whole == [str(number + 1) for number in range(len(whole))]
    assert numbers(printed(report, tmp_path, ODD)) == whole[::2]
    assert numbers(printed(report, tmp_path, EVEN)) == whole[1::2]


def test_the_tables_alone_stand_under_the_title_with_their_headings_and_notes(report, tmp_path):
    report.apply({("texts", "requests/note"): "注：含上年度结转数量。"})
    laid_out = Pages(report, STANDARD, only_tables=True).pages
    words = "".join(line.text() for page in laid_out for line in page if isinstance(line, Line))

    assert words.startswith(report.title)
    for section in report.form.sections:
        assert (section.heading in words) == bool(section.table)
    assert "注：含上年度结转数量。" in words
    assert "本报告依据" not in words
    assert "青禾镇人民政府" not in words
    assert numbers(printed(report, tmp_path, TABLES)) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("can", "which", "sides"),
    [([ONE, BOTH], WHOLE, BOTH), ([ONE], WHOLE, None), ([ONE, BOTH], ODD, None)],
)
def test_both_sides_are_proposed_where_the_printer_has_them(report, monkeypatch, can, which, sides):
    said: list[Any] = []
    monkeypatch.setattr(printing, "QPrinterInfo", lambda _printer: Info(can))
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _self, mode: said.append(mode))
    printing.Job(report, STANDARD).printer(which)

    assert said == [sides] * (sides is not None)


class Info:
    def __init__(self, can: list[Any]) -> None:
        self.supportedDuplexModes: Callable[[], list[Any]] = lambda: can


@pytest.fixture
def dialog(report, qtbot) -> Callable[..., PagesDialog]:
    def make(of: Report = report, *, can_print: bool = True) -> PagesDialog:
        job = printing.Job(of, STANDARD)
        shown = PagesDialog(None, Shown(job.printer(), job.draw, job.told(), can_print))
        qtbot.addWidget(shown)
        shown.show()
        qtbot.waitUntil(lambda: shown.pages.pageCount() > 0)
        return shown

    return make


def test_the_pages_that_are_shown_follow_what_is_chosen(dialog):
    pages = dialog()
    whole = pages.pages.pageCount()
    assert pages.answer() == WHOLE
    assert pages.where.text() == f"第 1 张，共 {whole} 张"

    pages.which["even"].click()
    assert pages.pages.pageCount() == whole // 2
    pages.what[True].click()
    pages.which["all"].click()
    assert pages.pages.pageCount() == 3
    assert pages.answer() == TABLES


def test_pages_are_turned_up_to_the_last(dialog):
    pages = dialog()
    pages.what[True].click()
    assert not pages.earlier.isEnabled()
    for _ in range(2):
        pages.later.click()
    assert pages.where.text() == "第 3 张，共 3 张"
    assert not pages.later.isEnabled()


def test_letters_that_are_boxes_are_told_beside_the_pages(report, dialog, monkeypatch):
    said = dialog().findChildren(QLabel)
    assert not [label for label in said if "空框" in label.text()]

    report.apply({("texts", "problems"): "甲\u0378乙"})
    told = [label.text() for label in dialog().findChildren(QLabel) if "空框" in label.text()]
    assert told == [
        "这台电脑的字体里没有“\u0378”，打出来是空框。请换一个字，或者装上有这个字的字体再打印。"
    ]
    monkeypatch.setattr(printing, "has_chinese", lambda: False)
    (told,) = [label.text() for label in dialog().findChildren(QLabel) if "空框" in label.text()]
    assert told.startswith(
        "这台电脑没有中文字体，打出来的字是空框。请装上宋体或仿宋再打印。\nNo font"
    )


def test_letters_are_black_on_paper_also_where_the_window_is_dark(dialog):
    """A preview is painted anew in the window, with the window's pen where none was chosen."""
    pages = dialog()
    dark = QPalette(Qt.GlobalColor.black)
    dark.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.white)
    dark.setColor(QPalette.ColorRole.WindowText, Qt.GlobalColor.white)
    for widget in (pages.pages, *pages.pages.findChildren(QWidget)):
        widget.setPalette(dark)
    page = pages.pages.grab().toImage()
    middle = range(page.width() * 3 // 8, page.width() * 5 // 8)
    rows = range(page.height() // 5, page.height() // 2)
    shades = [page.pixelColor(x, y).lightness() for x in middle for y in rows]

    assert max(shades) == 255
    assert sum(shade < 150 for shade in shades) > len(shades) / 100


def test_without_a_printer_a_sentence_says_what_to_do_and_the_pages_are_shown(dialog):
    pages = dialog(can_print=False)

    assert not pages.print.isEnabled()
    said = [label.text() for label in pages.findChildren(type(pages.where))]
    assert any("没有打印机" in words and "PDF" in words for words in said)
    assert pages.pages.pageCount() > 3


def test_where_there_is_no_even_page_nothing_can_be_printed(dialog, report):
    """A form may be so small."""
    pages = dialog(Report(report.form))
    job = printing.Job(report, STANDARD)
    job._pages[True].pages[1:] = []
    pages._shown = Shown(pages._shown.printer, job.draw, "", can_print=True)
    pages.what[True].click()
    pages.which["even"].click()

    assert pages.where.text() == "没有这样的页"
    assert not pages.print.isEnabled()


def test_the_dialog_fits_a_small_screen(dialog):
    assert dialog().minimumSizeHint().boundedTo(QSize(880, 440)) == dialog().minimumSizeHint()


def test_printing_draws_what_was_chosen_on_the_chosen_printer(window, answers, tmp_path):
    answers.expect("show_pages", TABLES)
    answers.choose_printer = lambda parent, printer: in_file(printer, tmp_path / "p.pdf") or True
    window.exports.print()

    assert len(pypdf.PdfReader(tmp_path / "p.pdf").pages) == 3
    assert "已送去打印" in window.statusBar().currentMessage()


def test_nothing_is_printed_where_no_printer_was_chosen(window, answers):
    answers.expect("show_pages", WHOLE)
    answers.expect("choose_printer", False)
    window.exports.print()

    assert "打印" not in window.statusBar().currentMessage()


def test_a_draft_is_seen_at_once_and_printed_only_when_that_is_meant(window, answers):
    window.workspace.change({("cells", "requests/carried_in/research"): None}, "空")
    answers.expect("show_pages", None)
    window.exports.print()

    answers.expect("show_pages", WHOLE)
    answers.expect("agree", False)
    window.exports.print()
    assert "1 个空白格，仍要打印吗？" in answers.said[-1]


def test_on_a_low_screen_what_is_chosen_scrolls_and_the_buttons_stay(dialog, qtbot):
    shown = dialog()
    shown.resize(663, 324)
    qtbot.waitUntil(lambda: shown.height() == 324)
    for button in (shown.print, shown.earlier, shown.later):
        corner = button.mapTo(shown, button.rect().bottomRight())
        assert shown.rect().contains(corner), button.text()
        assert button.height() >= button.sizeHint().height()
    told = [label for label in shown.findChildren(QLabel) if label.wordWrap()]
    assert all(label.height() >= label.heightForWidth(label.width()) for label in told)
