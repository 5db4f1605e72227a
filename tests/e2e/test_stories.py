"""A clerk's day, as it would be told."""

import json

import openpyxl
import pytest
from lxml import html
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.disk import settings
from app.exporters import EXPORTS
from app.files import store
from tests.app.importers import pages
from tests.e2e.conftest import mistakes
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    action,
    go_to,
    press,
    recent_reports,
    text_box,
    type_words,
)
from ui.dialogs.new_report import NewReport

ENTER, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down
TABLE = [
    id_ for id_ in store.load(REPORTS / "005.json").report.values if id_.startswith("requests")
]


def balance(window) -> list[str]:
    return [
        f.running for f in window.workspace.findings if f.rule == "R01" and "自然人" in f.running
    ]


@pytest.mark.slow
def test_a_year_of_requests_is_typed_by_keyboard_alone_saved_opened_and_exported(
    run_program, answers, tmp_path
):
    paper = store.load(REPORTS / "005.json").report
    file = tmp_path / "宿迁市 年报.json"

    def fill_in(window):
        answers.expect("new_report", NewReport("宿迁市", 2023))
        press(Qt.Key.Key_N, CTRL)
        while window.editing.grid() is None:
            press(TAB)
        while window.editing.grid() is window.page.grids[0]:
            press(TAB)
        cells = window.workspace.report.form.cells
        for cell in (id_ for id_ in TABLE if not cells[id_].computed):
            type_words(str(paper.values[cell]))
            press(TAB)
            if cell == "requests/new_received/natural":
                assert "还差 3402 件" in balance(window)[0]
            if cell == "requests/granted/natural":
                assert "还差 2318 件" in balance(window)[0]  # 3402 + 91 - 1175
        assert balance(window) == []
        assert window.editing.grid() is window.page.grids[2]
        answers.expect("save_path", file)
        press(Qt.Key.Key_S, CTRL)
        assert not window.isWindowModified()
        press(Qt.Key.Key_Q, CTRL)
        assert not window.isVisible()

    run_program(fill_in)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["organ"] == "宿迁市"
    assert kept["cells"] == {k: v for k, v in paper.cells.items() if k in TABLE}

    page, book = tmp_path / "年报.html", tmp_path / "年报.xlsx"

    def hand_in(window):
        shown = {id_: window.workspace.value(id_) for id_ in TABLE}
        assert shown == {id_: paper.values[id_] for id_ in TABLE}
        for target in (page, book):
            answers.expect("save_path", target)
            answers.expect("agree", True)  # the other tables are blank
            window.exports.one(EXPORTS[target.suffix])
        assert not window.isWindowModified()

    run_program(hand_in, file)
    figures = [str(paper.values[id_]) for id_ in TABLE]
    second = html.fromstring(page.read_bytes()).findall(".//table")[1]
    words = ["".join(cell.itertext()).strip() for cell in second.iter("td", "th")]
    assert [word for word in words if word.isdecimal()] == figures
    sheet = openpyxl.load_workbook(book).worksheets[1]
    numbers = [c.value for line in sheet.iter_rows() for c in line if isinstance(c.value, int)]
    assert [str(number) for number in numbers] == figures


def test_a_report_without_a_single_request_is_filled_with_zeros_and_balances(run_program, answers):
    def zeros(window):
        press(Qt.Key.Key_Escape)  # the start page
        for cell in ("disclosure/regulations/made", "requests/granted/natural"):
            go_to(window, cell)
            press(Qt.Key.Key_0, CTRL | SHIFT)
        assert window.workspace.value("requests/total/total") == 0
        assert balance(window) == []

    answers.expect("save_changes", False)
    run_program(zeros)


def test_a_block_from_calc_is_pasted_and_taken_back_as_one_step(run_program, answers):
    def paste(window):
        block = (REPORTS.parent / "clipboard" / "calc-table-3-numbers.txt").read_text("utf-8")
        QApplication.clipboard().setText(block)
        press(Qt.Key.Key_Escape)  # the start page
        go_to(window, "requests/new_received/natural")
        press(Qt.Key.Key_V, CTRL)
        assert window.workspace.value("requests/total/total") == 3486
        press(Qt.Key.Key_Z, CTRL)
        assert window.workspace.value("requests/total/total") is None
        assert not window.isWindowModified()

    run_program(paste)


def test_undoing_everything_leaves_a_report_that_needs_no_saving(run_program, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes((REPORTS / "005.json").read_bytes())
    before = file.read_bytes()

    def try_out(window):
        assert "a.json" in window.windowTitle()
        go_to(window, "requests/new_received/natural")
        type_words("1")
        press(ENTER)
        text_box(window, "problems").setFocus()
        type_words("字")
        assert window.isWindowModified()
        for _ in range(2):
            press(Qt.Key.Key_Z, CTRL)
        assert not window.isWindowModified()
        assert window.workspace.value("requests/new_received/natural") == 3402
        press(Qt.Key.Key_Q, CTRL)

    run_program(try_out, file)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda content: content[:200], "坏.json"),
        (lambda content: b"PK\x03\x04" + content, "坏.json"),
        (lambda content: content.replace(b'"2021"', b'"2035"', 1), "2035"),
        (lambda content: content.replace(b"3402", b'"many"', 1), "new_received/natural"),
        (lambda content: content.replace(b'"organ"', b'"orgna"', 1), "orgna"),
    ],
    ids=["cut off", "no JSON", "unknown edition", "words for a number", "unknown key"],
)
def test_a_damaged_file_is_told_in_one_sentence_and_an_empty_report_stays_open(
    run_program, answers, tmp_path, damage, said
):
    file = tmp_path / "坏.json"
    file.write_bytes(damage((REPORTS / "005.json").read_bytes()))
    before = file.read_bytes()
    answers.expect("tell")

    def look(window):
        assert window.workspace.path is None
        assert not window.isWindowModified()

    run_program(look, file)
    assert said in answers.said[-1]
    assert file.read_bytes() == before


def test_leaving_asks_and_a_changed_mind_stays_then_saves(run_program, answers, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes((REPORTS / "021.json").read_bytes())

    def type_and_leave(window):
        go_to(window, "requests/new_received/natural")
        type_words("7")
        answers.expect("save_changes", None)
        press(Qt.Key.Key_Q, CTRL)
        assert window.isVisible()
        answers.expect("save_changes", True)
        press(Qt.Key.Key_Q, CTRL)
        assert not window.isVisible()

    run_program(type_and_leave, file)
    assert store.load(file).report.values["requests/new_received/natural"] == 7


def test_closing_without_saving_asks_and_gives_up_what_was_typed(run_program, answers, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes((REPORTS / "021.json").read_bytes())
    before = file.read_bytes()

    def type_and_leave(window):
        go_to(window, "requests/new_received/natural")
        type_words("1")
        answers.expect("save_changes", False)
        press(Qt.Key.Key_Q, CTRL)

    run_program(type_and_leave, file)
    assert file.read_bytes() == before


def test_the_next_start_remembers_the_file_and_the_organ(run_program, answers, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes((REPORTS / "021.json").read_bytes())

    def new(window):
        answers.expect("new_report", NewReport("柳河镇", 2024))
        press(Qt.Key.Key_N, CTRL)

    run_program(new, file)
    assert settings.load().recent == [str(file)]

    def again(window):
        assert window.workspace.report.organ == "柳河镇"
        recent_reports(window)[str(file)].trigger()
        assert window.workspace.path == file

    run_program(again)


def test_this_years_report_is_begun_with_last_years_page_and_one_text_is_written(
    run_program, answers, tmp_path
):
    source = store.load(REPORTS / "005.json").report
    source.apply({("texts", "problems"): "2023年，公开的内容还不够细。下一步将加强培训。"})
    page, file = tmp_path / "去年.html", tmp_path / "今年.json"
    page.write_bytes(EXPORTS[".html"].render(source))

    def begin(window):
        answers.expect("open_path", page)
        answers.expect("tell")
        action(window, "用去年的报告起头").trigger()
        copied = [f.texts for f in window.workspace.findings if "沿用上年" in f.message]
        assert copied == [("problems",)]
        text_box(window, "problems").setFocus()
        press(Qt.Key.Key_End)
        type_words("另外，渠道还少。")
        answers.expect("save_path", file)
        press(Qt.Key.Key_S, CTRL)

    run_program(begin)
    report = store.load(file).report
    assert report.year == 2024
    assert report.values["requests/carried_in/natural"] == 118
    assert report.text("problems").endswith("另外，渠道还少。")


def test_she_starts_the_program_with_a_word_file_and_another(run_program, answers, tmp_path):
    """Neither is a report: each is offered for import, and one window is there."""
    files = [tmp_path / "去年.docx", tmp_path / "前年.docx"]
    for file in files:
        file.write_bytes(pages.docx_file(pages.published("005")))
    answers.expect("proposal", None)
    answers.expect("proposal", None)

    run_program(lambda window: None, *files)
    assert all(
        f"source='{file.name}'" in said for file, said in zip(files, answers.said, strict=True)
    )


def test_no_story_passes_over_a_mistake_of_the_program(run_program, qtbot):
    """The program catches its own, tells of it and goes on."""

    def fail(_window):
        QTimer.singleShot(0, lambda: 1 / 0)
        qtbot.waitUntil(lambda: bool(mistakes()))

    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        run_program(fail)
