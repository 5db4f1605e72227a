"""A text box: how its words are set, and when it has a frame."""

import json
import time

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import press, report, text_box, type_words
from ui import look
from ui.page.paper import Heading
from ui.page.writing import ASIDE

Key = Qt.Key
LETTERS = "全年通过网站和公示栏公开信息121条，其中政策文件50余条。"


def indents(box) -> list[float]:
    document = box.document()
    return [
        document.findBlockByNumber(number).blockFormat().textIndent()
        for number in range(document.blockCount())
    ]


def edge(window, box):
    """The colour in the middle of its left edge."""
    place = box.mapTo(window.page.widget(), QPoint(0, box.height() // 2))
    return window.page.widget().grab(QRect(place, QSize(1, 1))).toImage().pixelColor(0, 0)


def test_first_lines_are_set_in_on_the_screen_only(start):
    window = start()
    box = text_box(window, "problems")
    box.setFocus()
    type_words("甲")
    press(Key.Key_Return)
    type_words("乙")
    two = 2 * box.fontMetrics().horizontalAdvance("国")
    assert report(window).text("problems") == "甲\n乙"
    assert indents(box) == [two, two]
    box.setPlainText("丙\n丁\n戊")
    assert indents(box) == [two, two, two]
    window.page.set_zoom(2.0)
    assert indents(box) == [2 * box.fontMetrics().horizontalAdvance("国")] * 3
    assert indents(box)[0] > two
    assert indents(text_box(window, "closing")) == [0]


def test_a_line_with_blanks_of_its_own_is_not_set_in_twice(start):
    window = start()
    box = text_box(window, "problems")
    box.setPlainText("　　甲\n乙")
    assert [bool(indent) for indent in indents(box)] == [False, True]
    box.setPlainText("甲\n乙")
    assert all(indents(box))


def test_lines_are_three_fifths_wider_than_letters(start):
    window = start()
    box = text_box(window, "problems")
    box.setPlainText("甲")
    one = box.height()
    box.setPlainText("\n".join("甲乙丙丁戊己"))
    QApplication.processEvents()
    assert box.height() - one == (6 - 2) * round(box.fontInfo().pixelSize() * 1.6)


def test_a_frame_only_where_the_pointer_or_the_keyboard_is(start):
    window = start()
    box, worn = text_box(window, "overview/active"), look.tokens()
    window.page.go_to(("texts", "lead"))
    assert edge(window, box) == worn.paper
    box.setFocus()
    assert edge(window, box) == worn.accent
    text_box(window, "lead").setFocus()
    assert edge(window, box) == worn.paper


def test_words_stand_in_line_with_headings_and_nothing_jumps(start):
    window = start()
    QApplication.processEvents()
    boxes = window.page.texts
    heading = window.page.findChildren(Heading)[0]
    left = heading.mapTo(window, heading.rect().topLeft()).x()
    assert all(box.mapTo(window, box.rect().topLeft()).x() + ASIDE == left for box in boxes)
    before = [box.mapTo(window.page.widget(), box.rect().topLeft()) for box in boxes]
    for box in boxes:
        box.setFocus()
        QApplication.processEvents()
        places = [each.mapTo(window.page.widget(), each.rect().topLeft()) for each in boxes]
        assert places == before


@pytest.mark.slow
@pytest.mark.parametrize("lines", [1, 1_900])
def test_typing_in_a_very_long_text_keeps_up(start, tmp_path, lines):
    line = (LETTERS * 1_800)[: 49_900 // lines]
    file = tmp_path / "长.json"
    kept = {"format": 1, "edition": "2021", "organ": "甲", "year": 2025, "cells": {}}
    kept |= {"texts": {"overview/active": "\n".join([line] * lines)[:49_900]}}
    file.write_text(json.dumps(kept), encoding="utf-8")
    window = start(file)
    window.page.go_to(("texts", "overview/active"))
    box = text_box(window, "overview/active")
    box.moveCursor(box.textCursor().MoveOperation.Start)
    taken = []
    for _ in range(9):
        begin = time.process_time()
        QTest.keyClick(box, Key.Key_A)
        QApplication.processEvents()
        taken.append(time.process_time() - begin)
    assert report(window).text("overview/active").startswith("a" * 9)
    assert sorted(taken)[4] < 0.1
