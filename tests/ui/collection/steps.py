"""What a person does in the window of a collection, and sees there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.files import store
from tests.county import report_of
from tests.ui.conftest import CTRL, press
from ui.collection.window import CollectionWindow

Key = Qt.Key


def listed(window: CollectionWindow) -> list[tuple[str, str]]:
    return [(line.unit, line.state) for line in window.units.lines]


def chips(window: CollectionWindow) -> list[str]:
    return [chip.text() for chip in window.filters.shown]


def found(window: CollectionWindow) -> list[str]:
    return [card.words for card in window.unit.list.cards]


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press_card(window: CollectionWindow, words: str, deed: str) -> None:
    cards = window.unit.list
    [row] = [n for n, card in enumerate(cards.cards) if words in card.words]
    cards.scrollTo(cards.model().index(row))
    place = cards.button(row, deed).center()
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)


def stand_on(window: CollectionWindow, unit: str) -> None:
    """By the keyboard."""
    window.units.setFocus()
    press(Key.Key_Home, CTRL)
    for _ in window.units.lines:
        line = window.units.current()
        assert line is not None
        if line.unit == unit:
            return
        press(Key.Key_Down)
    raise AssertionError(f"{unit} is not shown")


def wait_until_written(qtbot, window: CollectionWindow, words: str) -> None:
    qtbot.waitUntil(lambda: window.result.words.text() == words)


def sound(folder, unit, name="", **head: object) -> None:
    """A report without an error or a warning."""
    report = report_of(unit)
    report.apply({(key, ""): value for key, value in head.items()})
    (folder / "收到" / f"{name or unit}.json").write_bytes(store.encode(report))
