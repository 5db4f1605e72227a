"""Hints beside the page: one at a time, what fits now, closed for ever."""

from tests.ui.conftest import REPORTS
from ui.start import program


def said(window) -> str:
    return window.hints.words.text() if window.hints.isVisible() else ""


def test_a_hint_fits_what_the_report_needs_and_is_closed_for_ever(start, qtbot):
    window = start()
    assert "从剪贴板导入" in said(window)
    window.workspace.change({("cells", "requests/carried_in/natural"): 1}, "填")
    window.workspace.settle()
    assert "还差几项" in said(window)
    window.hints.close_button.click()
    window.workspace.settle()
    assert said(window) == ""
    again = program.window(REPORTS / "005.json")
    qtbot.addWidget(again, before_close_func=lambda it: it.workspace.stack.setClean())
    assert again.settings.hints_closed == [], "nothing was remembered yet"
    assert window.settings.hints_closed == ["remaining"]


def test_a_hint_takes_no_room_from_the_page(start):
    window = start()
    page = window.page.mapTo(window, window.page.rect().topLeft()), window.page.size()
    assert window.hints.isVisible()
    window.hints.close_button.click()
    assert not window.hints.isVisible()
    assert (window.page.mapTo(window, window.page.rect().topLeft()), window.page.size()) == page


def test_a_low_window_has_no_hint(start):
    assert said(start(size=(1366, 560))) == ""
