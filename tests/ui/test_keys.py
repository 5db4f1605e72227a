"""The keys of a spreadsheet, as real key events."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    action,
    current,
    go_to,
    grid,
    press,
    selected,
    text_box,
    type_in,
    type_words,
    undo_words,
    values,
)
from ui.cards.reason import ReasonLine
from ui.kit.undo_keys import WindowKeys

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    ("key", "modifier", "there"),
    [
        (Key.Key_Return, NONE, "partial/research"),
        (Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "partial/research"),
        (Key.Key_Return, SHIFT, "carried_in/research"),
        (Key.Key_Tab, NONE, "granted/public_welfare"),
        (Key.Key_Backtab, SHIFT, "granted/business"),
        (Key.Key_Up, NONE, "carried_in/research"),
        (Key.Key_Down, NONE, "partial/research"),
        (Key.Key_Left, NONE, "granted/business"),
        (Key.Key_Right, NONE, "granted/public_welfare"),
        (Key.Key_Home, NONE, "granted/natural"),
        (Key.Key_End, NONE, "granted/total"),
        (Key.Key_Home, CTRL, "new_received/natural"),
        (Key.Key_End, CTRL, "carried_out/total"),
        (Key.Key_Up, CTRL, "new_received/research"),
        (Key.Key_Down, CTRL, "carried_out/research"),
        (Key.Key_Left, CTRL, "granted/natural"),
        (Key.Key_Right, CTRL, "granted/total"),
    ],
)
def test_a_key_leads_where_a_spreadsheet_leads(start, key, modifier, there):
    view = go_to(start(), "requests/granted/research")
    press(key, modifier)
    assert current(view) == f"requests/{there}"
    assert selected(view) == [f"requests/{there}"]


@pytest.mark.parametrize(
    ("here", "key", "there"),
    [
        ("requests/granted/other", Key.Key_Tab, "requests/partial/natural"),
        ("requests/partial/natural", Key.Key_Backtab, "requests/granted/other"),
        ("requests/other_other/natural", Key.Key_Return, "requests/carried_out/natural"),
        ("requests/other_other/other", Key.Key_Tab, "requests/carried_out/natural"),
    ],
)
def test_enter_and_tab_pass_over_computed_cells(start, here, key, there):
    view = go_to(start(), here)
    press(key)
    assert current(view) == there


def test_arrows_visit_computed_cells(start):
    view = go_to(start(), "requests/granted/other")
    press(Key.Key_Right)
    assert current(view) == "requests/granted/total"


def test_tab_goes_through_the_tables_and_back(start):
    window = start()
    ends = [
        ("disclosure", "disclosure/fees/amount"),
        ("requests", "requests/carried_out/other"),
    ]
    starts = [
        ("requests", "requests/new_received/natural"),
        ("disputes", "disputes/cases/review_upheld"),
    ]
    for (_, last), (table, first) in zip(ends, starts, strict=True):
        go_to(window, last)
        press(Key.Key_Tab)
        assert window.editing.grid() is grid(window, table)
        assert current(grid(window, table)) == first
        press(Key.Key_Backtab, SHIFT)
        assert current(grid(window, last.split("/")[0])) == last


def test_tab_through_table_three_visits_every_input_once_in_reading_order(start):
    window = start()
    view = go_to(window, "requests/new_received/natural")
    seen = []
    while window.editing.grid() is view:
        seen.append(current(view))
        press(Key.Key_Tab)
    cells = window.workspace.report.form.cells
    assert seen == [c.id for c in view.moves.cells if not cells[c.id].computed]


def test_up_and_down_keep_their_column_through_the_wide_cells_of_table_two(start):
    view = go_to(start(), "disclosure/normative_docs/valid")
    way = []
    for key in [Key.Key_Down] * 4 + [Key.Key_Up] * 5:
        press(key)
        way.append(current(view).removeprefix("disclosure/"))
    assert way == [
        "licensing/decisions",
        "punishment/decisions",
        "coercion/decisions",
        "fees/amount",
        "coercion/decisions",
        "punishment/decisions",
        "licensing/decisions",
        "normative_docs/valid",
        "regulations/valid",
    ]


def test_a_move_stays_at_the_edge(start):
    view = go_to(start(), "requests/new_received/natural")
    press(Key.Key_Up)
    press(Key.Key_Left)
    assert current(view) == "requests/new_received/natural"


def test_shift_extends_and_shrinks_the_selection(start):
    view = go_to(start(), "requests/granted/natural")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Right, SHIFT)
    assert selected(view) == [
        f"requests/{row}/{column}"
        for row in ("granted", "partial")
        for column in ("natural", "business")
    ]
    press(Key.Key_Up, SHIFT)
    assert selected(view) == ["requests/granted/natural", "requests/granted/business"]
    press(Key.Key_Down)
    assert selected(view) == ["requests/partial/natural"]


@pytest.mark.parametrize(
    ("key", "modifier", "count"),
    [
        (Key.Key_End, SHIFT, 5),
        (Key.Key_Home, SHIFT, 3),
        (Key.Key_Down, SHIFT | CTRL, 23),
        (Key.Key_Right, SHIFT | CTRL, 5),
        (Key.Key_End, SHIFT | CTRL, 23 * 5),
        (Key.Key_Home, SHIFT | CTRL, 3 * 3),
    ],
)
def test_shift_extends_with_every_moving_key(start, key, modifier, count):
    view = go_to(start(), "requests/granted/research")
    press(key, modifier)
    assert len(selected(view)) == count


def test_a_selection_over_a_wide_cell_is_as_wide_as_that_and_counts_it_once(start):
    view = go_to(start(), "disclosure/normative_docs/made")
    press(Key.Key_Down, SHIFT)
    assert selected(view) == [
        *(f"disclosure/normative_docs/{column}" for column in ("made", "repealed", "valid")),
        "disclosure/licensing/decisions",
    ]


def test_ctrl_a_selects_the_whole_table(start):
    view = go_to(start(), "requests/granted/natural")
    press(Key.Key_A, CTRL)
    assert len(selected(view)) == 25 * 7
    assert current(view) == "requests/granted/natural"


@pytest.mark.parametrize("key", [Key.Key_Delete, Key.Key_Backspace])
def test_delete_and_backspace_clear_the_selection_as_one_step(start, key):
    window = start(REPORTS / "005.json")
    view = go_to(window, "requests/new_received/natural")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(key)
    assert values(window, *selected(view)) == [None] * 4
    assert undo_words(window) == "清除 4 个单元格"
    press(Key.Key_Z, CTRL)
    assert values(window, "requests/new_received/natural", "requests/carried_in/natural") == [
        3402,
        91,
    ]


def test_clearing_a_computed_cell_changes_nothing(start):
    window = start(REPORTS / "005.json")
    go_to(window, "requests/total/total")
    press(Key.Key_Delete)
    assert not window.workspace.stack.canUndo()


def test_typing_replaces_and_f2_edits(start):
    window = start()
    type_in(window, "requests/granted/natural", "75")
    go_to(window, "requests/granted/natural")
    type_words("8")
    press(Key.Key_Return)
    assert values(window, "requests/granted/natural") == [8]
    go_to(window, "requests/granted/natural")
    press(Key.Key_F2)
    press(Key.Key_End)
    type_words("0")
    press(Key.Key_Return)
    assert values(window, "requests/granted/natural") == [80]


def test_f2_puts_the_caret_behind_the_number(start):
    window = start()
    type_in(window, "requests/granted/natural", "75")
    go_to(window, "requests/granted/natural")
    press(Key.Key_F2)
    type_words("1")
    press(Key.Key_Return)
    assert values(window, "requests/granted/natural") == [751]


def test_a_double_click_edits(start):
    window = start()
    view = go_to(window, "requests/granted/natural")
    place = view.visualRect(view.currentIndex()).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    type_words("7")
    press(Key.Key_Return)
    assert values(window, "requests/granted/natural") == [7]


def test_a_click_beside_the_open_editor_takes_over_what_is_in_it(start):
    window = start()
    view = go_to(window, "requests/granted/natural")
    type_words("7")
    other = view.visualRect(view.grid_model.index_of("requests/partial/business")).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, other)
    assert values(window, "requests/granted/natural") == [7]
    assert current(view) == "requests/partial/business"


def test_a_computed_cell_opens_no_editor(start):
    view = go_to(start(), "requests/granted/total")
    type_words("7")
    press(Key.Key_F2)
    assert view.grid_delegate.editor is None


def test_escape_leaves_the_cell_as_it_was(start):
    window = start()
    type_in(window, "requests/granted/natural", "75")
    view = go_to(window, "requests/granted/natural")
    type_words("9")
    press(Key.Key_Escape)
    assert view.grid_delegate.editor is None
    assert view.hasFocus()
    assert values(window, "requests/granted/natural") == [75]
    assert window.workspace.stack.count() == 1


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Down, Key.Key_Tab, Key.Key_Return])
def test_the_keys_that_leave_an_editor_take_over_what_is_in_it(start, key):
    window = start()
    view = go_to(window, "requests/granted/natural")
    type_words("7")
    press(key)
    assert values(window, "requests/granted/natural") == [7]
    assert current(view) != "requests/granted/natural"


def test_arrows_move_in_the_text_after_f2(start):
    window = start()
    type_in(window, "requests/granted/natural", "75")
    view = go_to(window, "requests/granted/natural")
    press(Key.Key_F2)
    press(Key.Key_Home)
    press(Key.Key_Right)
    type_words("0")
    assert current(view) == "requests/granted/natural"
    press(Key.Key_Return)
    assert values(window, "requests/granted/natural") == [705]


def test_ctrl_d_fills_down_and_passes_over_computed_cells(start):
    window = start()
    type_in(window, "requests/other_no_fee/natural", "4")
    view = go_to(window, "requests/other_no_fee/natural")
    press(Key.Key_Down, SHIFT | CTRL)
    press(Key.Key_D, CTRL)
    assert values(window, "requests/other_other/natural", "requests/carried_out/natural") == [4, 4]
    filled = len(selected(view)) - 2  # without the first, and without the total
    assert undo_words(window) == f"填充 {filled} 个单元格"


def test_ctrl_d_and_ctrl_r_on_one_cell_take_the_neighbours_number(start):
    window = start()
    type_in(window, "requests/granted/natural", "4")
    go_to(window, "requests/partial/natural")
    press(Key.Key_D, CTRL)
    go_to(window, "requests/partial/business")
    press(Key.Key_R, CTRL)
    assert values(window, "requests/partial/natural", "requests/partial/business") == [4, 4]


def test_ctrl_r_fills_right(start):
    window = start()
    type_in(window, "requests/granted/natural", "4")
    go_to(window, "requests/granted/natural")
    press(Key.Key_End, SHIFT)
    press(Key.Key_R, CTRL)
    assert values(window, "requests/granted/other", "requests/granted/total") == [4, 24]


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_F8, NONE), (Key.Key_G, CTRL)])
def test_the_next_problem_is_gone_to_round_and_round(start, key, modifier):
    window = start()
    type_in(window, "requests/new_received/natural", "3")
    type_in(window, "requests/new_received/business", "3")
    window.workspace.settle()
    columns, missing = [], window.workspace.remaining.sections
    for _ in range(len(window.findings.cards) + len(missing) + 1):
        press(key, modifier)
        columns.append(current(grid(window, "requests")).rpartition("/")[2])
    assert {*columns[: len(window.findings.cards)]} >= {"natural", "business"}
    assert columns[0] == columns[-1] != columns[-2]


def test_zeros_fill_only_blanks_as_one_step(start):
    window = start()
    type_in(window, "requests/granted/natural", "3")
    go_to(window, "requests/granted/natural")
    action(window, "空白填 0").trigger()
    cells = [c for c in window.workspace.report.form.cells.values() if c.id.startswith("requests")]
    typed = [c.id for c in cells if not c.computed]
    assert sorted({*values(window, *typed)}) == [0, 3]
    assert window.workspace.value("disputes/cases/review_upheld") is None
    assert undo_words(window) == f"{len(typed) - 1} 个空白格填 0"
    press(Key.Key_Z, CTRL)
    assert window.workspace.value("requests/granted/other") is None


def test_zeros_keep_to_a_selection(start):
    window = start()
    view = go_to(window, "requests/granted/natural")
    press(Key.Key_End, SHIFT)
    press(Key.Key_0, CTRL | SHIFT)
    assert values(window, *selected(view)) == [0] * 7
    assert window.workspace.value("requests/partial/natural") is None


def test_ctrl_c_and_delete_in_a_text_box_belong_to_the_text(start):
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    type_words("甲乙")
    press(Key.Key_A, CTRL)
    press(Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "甲乙"
    press(Key.Key_Delete)
    assert box.toPlainText() == ""


def test_a_key_press_with_no_current_cell_does_no_harm(start):
    window = start()
    view = grid(window, "requests")
    view.setFocus()
    for key in (Key.Key_Delete, Key.Key_Down, Key.Key_Tab, Key.Key_Return):
        press(key)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(5, 5))  # a label
    press(Key.Key_Return)
    assert not window.isWindowModified()


@pytest.mark.parametrize("place", ["cell", "organ", "year", "find", "reason"])
def test_no_line_takes_the_key_of_handing_in_for_the_end_of_itself(start, place):
    """As lines do where windows come from X11; typed words of the find bar are no reason either."""
    window = start(REPORTS / "003.json")
    if place == "cell":
        go_to(window, "requests/granted/natural")
        press(Key.Key_F2)
        line = grid(window, "requests").grid_delegate.editor
    elif place == "find":
        window.find_bar.open()
        line = window.find_bar.words
        type_words("我局")
    elif place == "reason":
        line = ReasonLine(window.workspace.findings[0], window).words
    else:
        box = window.findChild(QWidget, place)
        line = box.lineEdit() if place == "year" else box
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, Key.Key_E, CTRL)
        event.accept()
        assert any(keys.eventFilter(line, event) for keys in line.findChildren(WindowKeys))
        assert not event.isAccepted()
