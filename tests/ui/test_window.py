"""The clerk's day: fill in, save, open again, export, close."""

import gc
import json
import weakref
from pathlib import Path

import pytest
from lxml import html
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.exporters import EXPORTS
from tests.ui.conftest import give_up, go_to, grid, press, report, text_box, type_in, type_words

REPORTS = Path(__file__).parent.parent / "data" / "reports"
CTRL = Qt.KeyboardModifier.ControlModifier


def test_what_was_typed_is_in_the_saved_file_though_the_editor_is_still_open(
    start, answers, tmp_path
):
    window, file = start(), tmp_path / "柳河镇 年报.json"
    type_in(window, "requests/new_received/natural", "75")
    go_to(window, "requests/granted/natural")
    type_words("74")
    answers.expect("save_path", file)
    press(Qt.Key.Key_S, CTRL)
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    assert cells == {"requests/new_received/natural": 75, "requests/granted/natural": 74}
    assert not window.isWindowModified()
    assert "柳河镇 年报.json" in window.windowTitle()


def test_an_open_editor_is_in_the_export(start, answers, tmp_path):
    window, file = start(REPORTS / "021.json"), tmp_path / "年报.html"
    go_to(window, "requests/new_received/natural")
    type_words("98765")
    answers.expect("save_path", file)
    answers.expect("agree", True)
    window.exports.one(EXPORTS[".html"])
    assert "98765" in html.fromstring(file.read_bytes()).text_content()


def test_closing_with_an_open_editor_asks_and_saves_what_is_in_it(start, answers, tmp_path):
    window, file = start(), tmp_path / "a.json"
    go_to(window, "disputes/cases/review_upheld")
    type_words("8")
    answers.expect("save_changes", True)
    answers.expect("save_path", file)
    assert window.close()
    assert json.loads(file.read_text(encoding="utf-8"))["cells"] == {
        "disputes/cases/review_upheld": 8
    }


def test_a_report_without_a_file_is_called_by_its_organ_and_year(start, answers):
    window = start()
    window.workspace.change({("organ", ""): "柳河镇", ("year", ""): 2025}, "写")
    assert window.windowTitle() == "柳河镇2025年年报（未保存） - 年报"
    answers.expect("save_changes", None)
    assert not window.close()
    assert "柳河镇2025年年报" in answers.said[-1]


def test_cancel_keeps_the_window_open(start, answers):
    window = start()
    type_in(window, "disputes/cases/review_upheld", "8")
    answers.expect("save_changes", None)
    assert not window.close()
    assert window.isVisible()


def test_nothing_is_saved_while_a_typed_text_is_refused(start, tmp_path):
    """The reason is shown and the old value kept; saving again then saves that."""
    window = start(REPORTS / "021.json")
    go_to(window, "requests/new_received/natural")
    type_words("abc")
    before = (REPORTS / "021.json").read_bytes()
    assert not window.documents.save()
    assert window.workspace.value("requests/new_received/natural") == 0
    assert (REPORTS / "021.json").read_bytes() == before


def test_a_file_changed_by_somebody_else_is_not_overwritten_unasked(start, answers, tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes((REPORTS / "021.json").read_bytes())
    window = start(file)
    type_in(window, "requests/new_received/natural", "1")
    file.write_bytes((REPORTS / "005.json").read_bytes())
    answers.expect("overwrite_changed", False)
    assert not window.documents.save()
    assert file.read_bytes() == (REPORTS / "005.json").read_bytes()
    assert window.isWindowModified()


def test_a_damaged_file_leaves_the_open_report_as_it_was(start, answers, tmp_path):
    file = tmp_path / "坏.json"
    file.write_text('{"format": 1, "edition"', encoding="utf-8")
    window = start(REPORTS / "005.json")
    answers.expect("tell")
    window.documents.open_file(file)
    assert report(window).organ == "宿迁市"
    assert "坏.json" in answers.said[-1]


def test_a_failed_save_tells_and_stays_unsaved(start, answers, tmp_path):
    window = start()
    type_in(window, "requests/new_received/natural", "1")
    (tmp_path / "file").write_text("", encoding="utf-8")
    answers.expect("save_path", tmp_path / "file" / "a.json")
    answers.expect("tell")
    assert not window.documents.save()
    assert window.isWindowModified()


@pytest.mark.parametrize("width", [1366, 660])
@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_every_column_shows_without_a_scroll_bar(start, table, width):
    window = start(REPORTS / "005.json", size=(width, 740))
    view = grid(window, table)
    assert sum(view.columnWidth(c) for c in range(view.model().columnCount())) == view.width()
    right = view.mapTo(window.page.viewport(), view.rect().bottomRight())
    assert window.page.viewport().rect().contains(right.x(), 0)
    assert not window.page.horizontalScrollBar().isVisible()


def test_the_totals_follow_a_committed_cell(start):
    window = start()
    type_in(window, "requests/granted/natural", "3")
    shown = grid(window, "requests")
    for total in ("requests/granted/total", "requests/total/natural", "requests/total/total"):
        assert shown.grid_model.index_of(total).data() == "3"


def test_text_is_taken_over_as_it_is_typed(start, answers, tmp_path):
    window = start()
    text_box(window, "problems").setFocus()
    type_words("存在的问题")
    assert report(window).text("problems") == "存在的问题"
    assert window.isWindowModified()


def test_a_closed_window_is_given_back_whole(start):
    """What heard of its report kept all of it, for good, and each further window was slower."""
    window = start()
    kept = weakref.ref(window.workspace)
    give_up(window)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del window
    gc.collect()
    assert kept() is None


def test_the_least_size_of_a_window_is_said_once(start):
    """Said anew whenever something comes or goes, it costs a window on Linux a pixel at 150 %."""
    window = start()
    said = [window.minimumSize()]
    window.find_bar.open(replacing=True)
    window.findings.folding.emit()
    window.workspace.settle()
    window.status.setText("计数 2")
    QApplication.processEvents()
    said.append(window.minimumSize())
    window.at_start.again()
    QApplication.processEvents()
    said.append(window.minimumSize())
    assert said == [said[0]] * 3
    assert said[0].height() <= 364  # what a screen of 768 lines has at 200 %, under its task bar
