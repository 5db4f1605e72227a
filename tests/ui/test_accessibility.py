"""What a screen reader hears, and what can be reached with no mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QApplication, QListView, QMenu

from app.report.report import PRINTED_BLANK
from tests.ui.conftest import (
    SHIFT,
    action,
    bubble,
    go_to,
    grid,
    press,
    text_box,
    type_in,
    type_words,
)
from tests.ui.spoken import nameless
from ui.page.grid.frozen import FrozenHeader

Key = Qt.Key


def spoken(window, cell: str) -> str:
    view = grid(window, cell.split("/", maxsplit=1)[0])
    return str(view.grid_model.index_of(cell).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_cell_is_read_as_row_column_value_and_state(start):
    window = start()
    type_in(window, "requests/new_received/natural", "3")
    assert "本年新收" in spoken(window, "requests/new_received/natural")
    assert "自然人，3" in spoken(window, "requests/new_received/natural")
    assert "空白" in spoken(window, "requests/carried_in/natural")
    assert "自动计算" in spoken(window, "requests/new_received/total")
    go_to(window, "requests/new_received/natural")
    action(window, "空白填 0").trigger()
    assert spoken(window, "requests/new_received/natural").endswith("有错误")


def test_the_papers_total_is_read_with_the_computed_one(start):
    window, total = start(), "requests/granted/total"
    assert "纸上" not in spoken(window, total)
    for published, words in ((3500, "纸上合计 3500"), (PRINTED_BLANK, "纸上合计 空白")):
        window.workspace.change({("published", total): published}, "核对")
        assert words in spoken(window, total)


def test_an_open_editor_is_called_as_its_cell(start):
    view = go_to(start(), "requests/granted/natural")
    type_words("3")
    editor = QAccessible.queryAccessibleInterface(view.grid_delegate.editor)
    assert editor.text(QAccessible.Text.Name) == "（一）予以公开 · 自然人"


def test_what_is_said_at_a_place_reaches_a_screen_reader(start, monkeypatch):
    """Only what is told of an event is heard: nothing leads to words that come and go."""
    heard: list[tuple[object, str]] = []

    def listen(event) -> None:
        announced = isinstance(event, QAccessibleAnnouncementEvent)
        heard.append((event.type(), event.message() if announced else event.object().text()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    window = start()
    type_in(window, "requests/granted/natural", "abc")
    words = bubble(window)
    assert "不是数字" in words
    assert heard == [(QAccessible.Event.Alert, words), (QAccessible.Event.Announcement, words)]


def test_every_cell_of_every_table_is_read_differently(start):
    window = start()
    for view in window.page.grids:
        heard = [spoken(window, cell.id) for cell in view.moves.cells]
        assert len({*heard}) == len(heard)


def test_qt_hands_the_words_to_a_screen_reader(start):
    window = start()
    view = go_to(window, "requests/granted/natural")
    table = QAccessible.queryAccessibleInterface(view)
    assert table.text(QAccessible.Text.Name) == "表三"
    heard = {table.child(i).text(QAccessible.Text.Name) for i in range(table.childCount())}
    assert {spoken(window, cell.id) for cell in view.moves.cells} <= heard


def test_what_takes_text_has_a_name(start):
    window = start()
    for widget in (*window.page.grids, *window.page.texts):
        assert widget.accessibleName()
    for name in ("outline", "findings"):
        assert window.findChild(QListView, name).accessibleName()
    assert window.find_bar.words.accessibleName() == "查找"
    assert window.find_bar.replacement.accessibleName() == "替换为"
    window.page.verticalScrollBar().setValue(window.page.grids[1].y() + 300)
    assert {f.accessibleName() for f in window.findChildren(FrozenHeader)} == {"表头"}


def test_every_action_stands_in_a_menu_with_a_key_of_its_own(start):
    window = start()
    assert all("&" in a.text() for a in window.menuBar().actions())
    keys: list[str] = []
    for menu in window.menuBar().findChildren(QMenu):
        letters = [
            a.text().partition("&")[2][:1]
            for a in menu.actions()
            if "&" in a.text() and not a.text().startswith(("撤销", "重做"))
        ]
        assert len({*letters}) == len(letters), menu.title()
    for each in window.findChildren(QAction):
        keys += [key.toString() for key in each.shortcuts()]
    assert len({*keys}) == len(keys)


@pytest.mark.parametrize("backwards", [False, True])
def test_tab_leads_through_texts_and_title_and_into_the_tables(start, backwards):
    window = start()
    window.findChild(object, "organ").setFocus()
    for _ in range(40):
        if backwards:
            press(Key.Key_Backtab, SHIFT)
        else:
            press(Key.Key_Tab)
        if window.editing.grid():
            break
    assert window.editing.grid()


def test_the_keyboard_is_always_visible(start):
    """The current cell has a frame; it is in no other table."""
    window = start()
    view = go_to(window, "requests/granted/natural")
    box = text_box(window, "problems")
    place = view.visualRect(view.currentIndex())
    with_focus = view.grab(place).toImage()
    box.setFocus()
    QApplication.processEvents()
    assert view.grab(place).toImage() != with_focus


def test_nothing_that_is_used_is_without_a_name(start):
    window = start()
    window.at_start.show()
    assert nameless(window) == []
    window.at_start.leave()
    type_in(window, "requests/new_received/natural", "3")
    window.find_bar.open(replacing=True)
    assert nameless(window) == []
    text_box(window, "overview/active").setFocus()
    window.editing.insert_sentence()
    assert nameless(window) == []
    window.help.find_command()
    assert nameless(window) == []
    window.help.show_here()
    [manual] = [w for w in QApplication.topLevelWidgets() if w.objectName() == "manual"]
    assert nameless(manual) == []
