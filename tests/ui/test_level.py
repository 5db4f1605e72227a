"""The kind of organ, and the deadline that hangs on it."""

from datetime import date

import pytest

from tests.ui.conftest import action, report

LEVEL = ("level", "")


class Tenth(date):
    @classmethod
    def today(cls):
        return cls(2026, 2, 10)


@pytest.fixture(autouse=True)
def february(monkeypatch):
    monkeypatch.setattr("ui.workspace.date", Tenth)


def late(window) -> list[str]:
    window.workspace.settle()
    return [f.message for f in window.workspace.findings if f.rule == "R36"]


@pytest.fixture
def window(start):
    shown = start()
    shown.workspace.change({("year", ""): 2025}, "年度")
    return shown


def test_who_writes_decides_when_it_is_late(window):
    assert late(window) == [], "nobody knows who writes"
    action(window, "乡镇").trigger()
    assert report(window).get(LEVEL) == "township"
    [sentence] = late(window)
    assert "2026年1月31日" in sentence
    assert "10 天" in sentence
    action(window, "设区的市人民政府").trigger()
    assert late(window) == [], "a city has until March"


def test_the_report_of_an_earlier_year_is_not_called_late(window):
    action(window, "乡镇").trigger()
    window.workspace.change({("year", ""): 2023}, "年度")
    assert late(window) == []


def test_the_level_is_a_step_of_undo_and_the_menu_marks_it(window):
    street, none = action(window, "街道"), action(window, "未注明")
    street.trigger()
    assert "单位级别 街道" in window.workspace.stack.undoText()
    window.editing.undo()
    assert report(window).get(LEVEL) is None
    street.actionGroup().parent().aboutToShow.emit()
    assert (street.isChecked(), none.isChecked()) == (False, True)
    window.editing.redo()
    street.actionGroup().parent().aboutToShow.emit()
    assert street.isChecked()
