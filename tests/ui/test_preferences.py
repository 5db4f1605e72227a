"""What a person chooses about the program: in force at once, kept, and told where it is not."""

import pytest
from PySide6.QtWidgets import QComboBox

from app.disk import places, settings
from app.files.profiles import STANDARD
from tests.ui.conftest import action
from ui import look
from ui.dialogs.questions import Questions
from ui.dialogs.settings_dialog import Chosen, SettingsDialog


@pytest.fixture
def as_before():
    yield
    look.wear("")


def choose(window, answers, **chosen) -> None:
    answers.expect("settings", chosen)
    action(window, "设置").trigger()


def test_colours_and_size_are_in_force_at_once_and_kept(start, answers, as_before):
    window = start()
    choose(window, answers, look="dark", zoom=1.25, versions=7)
    assert look.tokens() == look.DARK
    assert window.page.zoom == 1.25
    kept = settings.load()
    assert (kept.look, kept.zoom, kept.versions) == ("dark", 1.25, 7)
    look.wear("")
    assert start().page.zoom == 1.25


def test_hints_that_were_closed_come_again(start, answers):
    window = start()
    window.hints.close_button.click()
    assert window.hints.isHidden()
    choose(window, answers, hints=True)
    assert not window.hints.isHidden()


def test_settings_that_cannot_be_written_are_told(start, answers):
    window = start()
    place = places.settings_folder() / "settings.json"
    place.unlink(missing_ok=True)
    place.mkdir(parents=True)
    answers.expect("settings", {"versions": 3})
    answers.expect("tell")
    action(window, "设置").trigger()
    assert "设置没有存下来" in answers.said[-1]


def test_a_folder_that_takes_no_versions_is_told(start, answers, tmp_path):
    window = start()
    (tmp_path / "文件").write_bytes(b"")
    answers.expect("settings", {"versions_folder": str(tmp_path / "文件" / "x")})
    answers.expect("tell")
    action(window, "设置").trigger()
    assert "写不了文件" in answers.said[-1]


def test_what_was_entered_is_the_answer(qtbot):
    shown = Chosen("dark", 1.0, 20, "", STANDARD)
    dialog = SettingsDialog(None, shown, (1.0, 1.5), Questions(), "以前的版本")
    qtbot.addWidget(dialog)
    assert dialog.pages.currentWidget() is dialog.versions
    assert dialog.answer() == shown
    dialog.versions.many.setValue(0)
    assert dialog.versions.many.text() == "不留"
    dialog.versions.folder.setText(" D:\\备份 ")
    colours: QComboBox = dialog.look
    colours.setCurrentIndex(colours.findText("跟随系统"))
    assert dialog.answer() == Chosen("", 1.0, 0, "D:\\备份", STANDARD)


def test_a_zoom_by_the_keys_or_the_wheel_is_remembered(start):
    window = start()
    window.page.zoom_by(1)
    window.page.zoom_by(1)
    assert window.settings.zoom == window.page.zoom == 1.25
