"""Where the keyboard is and what is selected, as in WPS and Excel."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget

from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    bubble,
    current,
    go_to,
    grid,
    in_sight,
    press,
    selected,
    text_box,
    type_words,
    values,
)

Key = Qt.Key
FIRST = "disclosure/regulations/made"
NATURAL = [f"requests/{row}/natural" for row in ("new_received", "carried_in", "granted")]


def middle(view, cell):
    return view.visualRect(view.grid_model.index_of(cell)).center()


def focused(window):
    QApplication.processEvents()
    return window.focusWidget()


def test_a_table_entered_from_a_text_has_a_current_cell(start):
    window = start()
    text_box(window, "overview/supervision").setFocus()
    press(Key.Key_Tab)
    assert focused(window) is grid(window, "disclosure")
    type_words("5")
    press(Key.Key_Return)
    assert values(window, FIRST) == [5]


def test_a_table_entered_backwards_begins_at_its_end(start):
    window = start()
    text_box(window, "disputes/note").setFocus()
    press(Key.Key_Backtab, SHIFT)
    assert current(grid(window, "disputes")) == "disputes/cases/post_review_pending"


def test_tab_leaves_the_last_table_and_shift_tab_the_first(start):
    window = start()
    go_to(window, "disputes/cases/post_review_pending")
    press(Key.Key_Tab)
    assert focused(window) is text_box(window, "disputes/note")
    go_to(window, FIRST)
    press(Key.Key_Backtab, SHIFT)
    assert focused(window) is text_box(window, "overview/supervision")


def test_ctrl_f6_goes_through_every_box_of_the_page_and_back(start):
    window = start()
    window.page.findChild(QLineEdit, "organ").setFocus()
    seen = []
    for _ in range(40):
        press(Key.Key_F6, CTRL)
        seen.append(focused(window).objectName())
        if seen[-1] == "organ":
            break
    assert [name for name in seen if name.startswith("table:")] == [
        "table:disclosure", "table:requests", "table:disputes",
    ]  # fmt: skip
    assert {"text:lead", "text:problems", "text:other", "text:closing"} <= set(seen)
    press(Key.Key_F6, CTRL | SHIFT)
    assert focused(window) is text_box(window, "closing")
    assert in_sight(window, text_box(window, "closing"))


@pytest.mark.parametrize(
    ("row", "name"), [(0, "organ"), (3, "table:requests"), (5, "text:problems")]
)
def test_the_outline_gives_the_keyboard_to_its_section(start, row, name):
    window = start()
    outline = window.findChild(QListWidget, "outline")
    outline.setFocus()
    outline.setCurrentRow(row)
    press(Key.Key_Return)
    assert focused(window).objectName() == name


def test_a_click_on_a_label_of_an_unvisited_table_leads_into_it(start):
    window = start()
    view = grid(window, "disclosure")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    type_words("5")
    press(Key.Key_Return)
    assert values(window, FIRST) == [5]


def test_one_types_where_the_selection_began(start):
    window = start()
    view = go_to(window, NATURAL[0])
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    assert selected(view) == NATURAL
    assert current(view) == NATURAL[0]


def test_a_dragged_selection_goes_on_with_shift_and_is_typed_into_at_its_start(start):
    window = start()
    view = go_to(window, "requests/denied_law_forbidden/natural")
    first, last = (middle(view, cell) for cell in (NATURAL[0], NATURAL[1]))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=last)
    press(Key.Key_Down, SHIFT)
    assert selected(view) == NATURAL
    assert current(view) == NATURAL[0]


def test_shift_click_selects_up_to_there(start):
    window = start()
    view = go_to(window, NATURAL[0])
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, SHIFT, middle(view, NATURAL[2]))
    assert selected(view) == NATURAL
    assert current(view) == NATURAL[0]


def test_enter_and_tab_go_round_in_the_selection(start):
    window = start()
    view = go_to(window, NATURAL[0])
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Right, SHIFT)
    for figure in "1234":
        type_words(figure)
        press(Key.Key_Return)
    business = [cell.replace("natural", "business") for cell in NATURAL]
    assert values(window, *NATURAL[:2], *business[:2]) == [1, 2, 3, 4]
    assert current(view) == NATURAL[0]
    press(Key.Key_Tab)
    assert current(view) == business[0]
    press(Key.Key_Backtab, SHIFT)
    press(Key.Key_Backtab, SHIFT)
    assert current(view) == business[1]


def test_enter_after_a_run_of_tabs_goes_under_its_start(start):
    window = start()
    view = go_to(window, "requests/granted/business")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    assert current(view) == "requests/partial/business"
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert current(view) == "requests/denied_state_secret/research"


def test_page_down_goes_as_far_as_the_window_shows(start):
    window = start(size=(1366, 500))
    view = go_to(window, NATURAL[0])
    press(Key.Key_PageDown)
    there = current(view)
    rows = [cell.id for cell in view.moves.cells if cell.id.endswith("/natural")]
    assert 3 < rows.index(there) < len(rows) - 1
    assert in_sight(window, view.viewport(), view.visualRect(view.currentIndex()))
    press(Key.Key_PageUp)
    assert rows.index(current(view)) <= 3


def test_only_one_table_has_a_selection(start):
    window = start()
    view = go_to(window, NATURAL[0])
    press(Key.Key_Down, SHIFT)
    go_to(window, FIRST)
    assert selected(view) == []
    assert selected(grid(window, "disclosure")) == [FIRST]


def test_the_strip_tells_of_the_table_one_came_back_to(start):
    window = start(REPORTS / "005.json")
    go_to(window, "disclosure/fees/amount")
    first, second = window.page.grids[:2]
    told = first.strip.told
    press(Key.Key_Tab)
    assert (first.strip.told, second.strip.told is None) == (None, False)
    press(Key.Key_Backtab, SHIFT)
    assert (first.strip.told, second.strip.told) == (told, None)


def test_typing_brings_the_cell_back_into_sight(start):
    window = start()
    view = go_to(window, NATURAL[0])
    place = view.visualRect(view.currentIndex())
    for change in (lambda: type_words("12"), lambda: press(Key.Key_Delete)):
        window.page.verticalScrollBar().setValue(0)
        assert not in_sight(window, view.viewport(), place)
        change()
        assert in_sight(window, view.viewport(), place)
        view.commit()


def test_zooming_keeps_the_current_cell_in_sight(start):
    window = start()
    view = go_to(window, "requests/carried_out/natural")
    for zoom in (2.0, 0.75, 1.5):
        window.page.set_zoom(zoom)
        assert in_sight(window, view.viewport(), view.visualRect(view.currentIndex()))


@pytest.mark.parametrize("write", [lambda: type_words("5"), lambda: press(Key.Key_F2)])
def test_who_writes_into_a_total_is_told_why_not(start, write):
    window = start()
    view = go_to(window, "requests/total/natural")
    write()
    assert "自动计算" in bubble(window)
    assert current(view) == "requests/total/natural"


def test_arrows_and_enter_on_a_total_say_nothing(start):
    window = start()
    go_to(window, "requests/total/natural")
    for key in (Key.Key_Right, Key.Key_Return, Key.Key_Shift, Key.Key_Escape):
        press(key)
        assert "自动计算" not in bubble(window)


def test_control_enter_puts_what_is_typed_into_all_that_is_selected_in_one_step(start):
    window = start()
    view = go_to(window, NATURAL[0])
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    type_words("7")
    press(Key.Key_Return, CTRL)
    assert values(window, *NATURAL) == [7, 7, 7]
    assert (current(view), selected(view)) == (NATURAL[0], NATURAL)
    assert focused(window) is view
    press(Key.Key_Z, CTRL)
    assert values(window, *NATURAL) == [None, None, None]


def test_control_enter_fills_nothing_with_what_is_no_figure(start):
    window = start()
    go_to(window, NATURAL[0])
    press(Key.Key_Down, SHIFT)
    type_words("1/2")
    press(Key.Key_Return, CTRL)
    assert values(window, *NATURAL) == [None, None, None]
    assert bubble(window)


def test_control_enter_in_one_cell_takes_it_over_and_stays(start):
    window = start()
    view = go_to(window, NATURAL[0])
    type_words("7")
    press(Key.Key_Return, CTRL)
    assert values(window, NATURAL[0]) == [7]
    assert current(view) == NATURAL[0]
