"""A report that somebody else has open: who is told, opened only to be read, or all the same."""

import json
import os
import shutil
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from app.files import sharing
from tests.ui.conftest import CTRL, REPORTS, Qt, go_to, press, report, type_in, type_words, values
from ui.dialogs.questions import Questions

CELL = "requests/new_received/natural"
Key = Qt.Key
slow = pytest.mark.slow
READ_ONLY, ALL_THE_SAME = 0, 1


@pytest.fixture
def file(tmp_path):
    return shutil.copy(REPORTS / "021.json", tmp_path / "年报.json")


def place(file):
    return file.with_name(f"~${file.name}")


def opened_by_another(file, age=0):
    """As another computer says it."""
    said = {
        "program": "nianbao", "user": "张三", "computer": "PC-2", "pid": 1,
        "time": "2026-01-05T09:12:00+08:00", "mark": "m",
    }  # fmt: skip
    place(file).write_text(json.dumps(said), encoding="utf-8")
    os.utime(place(file), (time.time() - age,) * 2)
    return place(file).read_bytes()


def test_an_open_report_says_so_until_its_window_is_closed(start, file):
    window = start(file)
    assert json.loads(place(file).read_bytes())["pid"] == os.getpid()
    type_in(window, CELL, "7")
    assert window.documents.save()
    assert place(file).exists()
    assert window.close()
    assert not place(file).exists()


def test_who_has_it_is_told_and_it_is_opened_only_to_be_read(start, answers, file):
    content = opened_by_another(file)
    answers.expect("one_of", READ_ONLY)
    window = start(file)
    assert "张三" in answers.said[-1]
    assert "PC-2" in answers.said[-1]
    assert "1月5日" in answers.said[-1]
    assert "只读" in window.windowTitle()
    go_to(window, CELL)
    type_words("5")
    assert "只能看" in window.statusBar().currentMessage()
    assert values(window, CELL) == [0]
    assert place(file).read_bytes() == content
    assert window.close()
    assert place(file).read_bytes() == content


@slow
def test_it_can_be_left_alone(start, answers, file):
    window = start(REPORTS / "005.json")
    opened_by_another(file)
    answers.expect("one_of", None)
    window.documents.show_file(file)
    assert window.workspace.path == REPORTS / "005.json"
    assert str(file) not in window.settings.recent


@slow
def test_it_can_be_opened_all_the_same(start, answers, file):
    content = opened_by_another(file)
    answers.expect("one_of", ALL_THE_SAME)
    window = start(file)
    type_in(window, CELL, "7")
    assert window.documents.save()
    assert place(file).read_bytes() == content
    assert window.close()
    assert place(file).read_bytes() == content


@slow
def test_one_that_went_without_a_word_asks_nothing(start, answers, file):
    opened_by_another(file, age=sharing.STALE + 10)
    start(file)
    assert json.loads(place(file).read_bytes())["pid"] == os.getpid()


@slow
def test_it_goes_along_to_another_file(start, answers, file, tmp_path):
    window = start(file)
    other = tmp_path / "另存.json"
    answers.expect("save_path", other)
    assert window.documents.save_as()
    assert not place(file).exists()
    assert place(other).exists()
    window.documents.show_file(REPORTS / "005.json")
    assert not place(other).exists()


@slow
def test_what_is_only_read_is_saved_elsewhere_and_then_can_be_changed(
    start, answers, file, tmp_path
):
    opened_by_another(file)
    answers.expect("one_of", READ_ONLY)
    window = start(file)
    before = file.read_bytes()
    answers.expect("save_path", file)
    answers.expect("tell")
    press(Key.Key_S, CTRL)
    assert "只读打开" in answers.said[-1]
    assert file.read_bytes() == before
    answers.expect("save_path", tmp_path / "自己的.json")
    press(Key.Key_S, CTRL)
    type_in(window, CELL, "7")
    assert values(window, CELL) == [7]
    assert "只读" not in window.windowTitle()
    assert place(tmp_path / "自己的.json").exists()


@slow
@pytest.mark.parametrize("agreed", [True, False])
def test_saving_onto_a_file_that_another_has_open_is_asked(start, answers, file, tmp_path, agreed):
    window = start(REPORTS / "005.json")
    before = file.read_bytes()
    opened_by_another(file)
    answers.expect("save_path", file)
    answers.expect("agree", agreed)
    assert window.documents.save_as() is agreed
    assert "张三" in answers.said[-1]
    assert (file.read_bytes() == before) is not agreed


@slow
def test_a_report_in_another_edition_is_still_the_same_file(start, file):
    window = start(file)
    said = place(file).read_bytes()
    window.workspace.convert(report(window), "换")
    assert place(file).read_bytes() == said


@slow
def test_it_is_renewed_beside_the_window(start, qtbot, file):
    window = start(file)
    os.utime(place(file), (time.time() - 200,) * 2)
    window.sharing._timer.timeout.emit()
    qtbot.waitUntil(lambda: time.time() - place(file).stat().st_mtime < 100)


@slow
@pytest.mark.parametrize(("pressed", "answer"), [(0, READ_ONLY), (1, ALL_THE_SAME), (2, None)])
def test_the_question_shows_words_as_words(start, pressed, answer):
    seen = []

    def press_it() -> None:
        box = QApplication.activeModalWidget()
        labels = [label for label in box.findChildren(QLabel) if label.text().startswith("<")]
        seen.extend(label.textFormat() for label in labels)
        buttons = sorted(box.buttons(), key=lambda button: button.text() == "取消")
        seen.append([button.text() for button in buttons])
        buttons[pressed].click()

    window = start()
    QTimer.singleShot(0, press_it)
    asked = ("<img src='x'>", "<b>更多</b>", ["只读打开", "仍然打开"])
    assert Questions().one_of(window, *asked) == answer
    assert seen == [Qt.TextFormat.PlainText] * 2 + [["只读打开", "仍然打开", "取消"]]
