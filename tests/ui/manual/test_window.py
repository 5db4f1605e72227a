"""The manual's window: pages, links, the way back, and a search."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QWidget

from app.disk import places
from app.manual import entries, markup
from app.manual.manual import WRITTEN
from tests.ui.conftest import becomes_active, press, type_words
from ui.manual.window import ManualWindow
from ui.start import application

Key = Qt.Key
FOLDER = places.resources() / "manual"
_MOST = 1_000_000
"""Bytes of the whole manual with its pictures."""


@pytest.fixture
def manual(qtbot):
    application.application()
    report = QWidget()
    qtbot.addWidget(report)
    shown = ManualWindow(report, [("Ctrl+S", "保存")])
    shown.come_up("home")
    qtbot.waitUntil(lambda: becomes_active(shown))
    yield shown
    shown.close()


def said(manual) -> str:
    return manual.page.toPlainText()


def test_links_lead_on_and_the_way_back_leads_back(manual):
    manual.page.anchorClicked.emit(QUrl("tables#上年结转填哪里"))
    assert said(manual).startswith("填表格")
    assert manual.page.verticalScrollBar().value() > 0
    manual.page.anchorClicked.emit(QUrl("rule:R07"))
    assert "怎么办" in said(manual)
    press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert said(manual).startswith("填表格")
    manual.back.click()
    assert said(manual).startswith("使用手册")
    assert not manual.back.isEnabled()


def test_what_is_typed_is_found_and_marked_and_back_leads_to_what_else_was_found(manual):
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_words("扫描件")
    assert "从别处导入 › 导入不了" in said(manual)
    manual.page.anchorClicked.emit(QUrl("import#导入不了"))
    marked = [each.cursor.selectedText() for each in manual.page.extraSelections()]
    assert set(marked) == {"扫描件"}
    manual.back.click()
    assert "›" in said(manual)
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_words("龘")
    assert said(manual).startswith("没有找到")
    press(Key.Key_Escape)
    assert said(manual).startswith("从别处导入\n别处")
    press(Key.Key_Escape)
    assert manual.isHidden()


def test_nothing_but_the_pictures_of_the_manual_is_loaded(manual):
    kind = QTextDocument.ResourceType.ImageResource.value
    for name in ("../icons/nianbao.png", "/etc/passwd", "file:///tmp/a.png", "//host/a.png"):
        assert manual.page.loadResource(kind, QUrl(name)) is None
    for name in pictures():
        assert isinstance(manual.page.loadResource(kind, QUrl(name)), QImage)


def pictures() -> set[str]:
    return {name for page in (*WRITTEN, "entries") for name in markup.pictures(entries.read(page))}


def test_every_picture_is_there_and_shown_and_all_is_small():
    assert {file.name for file in FOLDER.glob("*.png")} == pictures()
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= _MOST


def test_no_page_says_what_nobody_may_read(manual):
    """Marks that were not read, and markup, are no words."""
    for name in manual._manual.names():
        manual.turn_to(name)
        assert not re.search(r"\*\*|`|\]\(|<|>|&\w+;|^#", said(manual), re.MULTILINE), name


@pytest.mark.parametrize("page", WRITTEN)
def test_no_page_is_wider_than_its_window(qtbot, page):
    application.application()
    report = QWidget()
    qtbot.addWidget(report)
    shown = ManualWindow(report, [])
    shown.come_up(page)
    qtbot.waitUntil(lambda: becomes_active(shown))
    assert shown.page.horizontalScrollBar().maximum() == 0
    shown.close()


def test_a_line_of_a_list_has_its_sign_before_it_in_the_middle_of_its_letters(manual):
    for page in ("county", "first"):  # for the second one the scroll bar is there already
        manual.turn_to(page)
        seen = manual.page.viewport().grab().toImage()
    block = manual.page.document().findBlock(said(manual).index("有去年的报告"))
    place, line = block.layout().position(), block.layout().lineAt(0)
    left, base = round(place.x() + line.naturalTextRect().left()), place.y() + line.ascent()
    top = round(place.y())
    ground = seen.pixelColor(2, top)
    inked = [
        y
        for y in range(top, top + round(line.height()))
        for x in range(left - 20, left - 4)
        if seen.pixelColor(x, y) != ground
    ]
    assert inked
    assert all(seen.pixelColor(x, round(base) - 6) == ground for x in range(left - 4, left))
    assert abs(sum(inked) / len(inked) - (base - 6)) < 2
