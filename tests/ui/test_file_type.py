"""Windows' "Open with" list, on the real registry, in a corner of it that is the test's own."""

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu

from ui.window import file_type, open_with

CLASSES = r"Software\nianbao-test\Classes"
PROGRAM = Path(r"D:\年报 程序\nianbao.exe")
windows = pytest.mark.skipif(sys.platform != "win32", reason="Windows alone has a registry")


def texts(key: str) -> dict[str, str]:
    """The values of a key; "" names the default."""
    winreg: Any = importlib.import_module("winreg")
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{CLASSES}\{key}") as opened:
        count = winreg.QueryInfoKey(opened)[1]
        return dict(winreg.EnumValue(opened, place)[:2] for place in range(count))


@pytest.fixture(autouse=True)
def corner(monkeypatch):
    monkeypatch.setattr(file_type, "CLASSES", CLASSES)
    yield
    file_type.remove()


@windows
def test_the_program_is_listed_for_json_and_is_not_the_default():
    file_type.add(PROGRAM)
    assert file_type.is_listed()
    assert texts(r"Applications\nianbao.exe\shell\open\command") == {"": f'"{PROGRAM}" "%1"'}
    assert texts(r"Applications\nianbao.exe\SupportedTypes") == {".json": ""}
    assert texts(r"Applications\nianbao.exe") == {"FriendlyAppName": "年报"}
    assert texts(".json") == {}


@windows
def test_removing_leaves_nothing():
    file_type.add(PROGRAM)
    file_type.remove()
    assert not file_type.is_listed()
    with pytest.raises(FileNotFoundError):
        texts(".json")
    with pytest.raises(FileNotFoundError):
        texts(r"Applications\nianbao.exe")


@windows
def test_what_another_program_wrote_stays():
    other = r".json\OpenWithList\other.exe"
    file_type._write(other, "", "其他程序")
    file_type.add(PROGRAM)
    file_type.remove()
    assert texts(other) == {"": "其他程序"}
    file_type._delete(other, only_if_empty=False)


def test_in_a_clone_there_is_no_program_to_list():
    assert file_type.program() is None


def test_nothing_is_listed_at_first():
    assert not file_type.is_listed()


def test_in_a_clone_the_menu_has_no_entry(start, answers):
    assert open_with.build(start(), answers, QMenu()) is None


@windows
def test_the_entry_of_the_menu_lists_the_program_and_takes_it_away(start, answers, monkeypatch):
    monkeypatch.setattr(file_type, "program", lambda: PROGRAM)
    menu = QMenu()
    action = open_with.build(start(), answers, menu)
    assert action is not None
    action.trigger()
    assert file_type.is_listed()
    menu.aboutToShow.emit()
    assert action.isChecked()
    action.trigger()
    assert not file_type.is_listed()


@windows
def test_a_program_that_was_moved_is_listed_anew(start, answers, monkeypatch):
    file_type.add(PROGRAM)
    moved = PROGRAM.with_name("新") / "nianbao.exe"
    monkeypatch.setattr(file_type, "program", lambda: moved)
    open_with.build(start(), answers, QMenu())
    assert texts(r"Applications\nianbao.exe\DefaultIcon") == {"": f"{moved},0"}


def test_where_an_administrator_forbids_it_one_sentence_says_so(start, answers, monkeypatch):
    def forbidden(program):
        raise PermissionError(13, "no")

    monkeypatch.setattr(file_type, "program", lambda: PROGRAM)
    monkeypatch.setattr(file_type, "add", forbidden)
    menu = QMenu()
    action = open_with.build(start(), answers, menu)
    assert action is not None
    answers.expect("tell")
    action.trigger()
    assert "不能更改“打开方式”" in answers.said[-1]
