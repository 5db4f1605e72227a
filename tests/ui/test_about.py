"""帮助 → 关于年报: the program, and everything that is handed out with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from app.disk import licences
from ui.dialogs.about_dialog import AboutDialog
from ui.window.main_window import MainWindow


def dialog(window: MainWindow) -> AboutDialog:
    return AboutDialog(window, "年报 0.1.0\n\n表格：<b>2021</b>")


def test_every_part_stands_there_with_its_licence(start: Callable[..., MainWindow]):
    about = dialog(start())
    shown = [
        tuple(about.list.item(row, column).text() for column in range(4))
        for row in range(about.list.rowCount())
    ]
    assert shown == [(p.name, p.version, p.licence, p.use) for p in licences.shipped()]
    assert ("Qt", "LGPL-3.0-only") in {(name, licence) for name, _, licence, _ in shown}


def test_the_licence_of_the_line_is_read_below(start: Callable[..., MainWindow]):
    about = dialog(start())
    for row, part in enumerate(licences.shipped()):
        about.list.setCurrentCell(row, 1)
        words = about.licence.toPlainText()
        assert words == f"{part.name}：{part.use}\n\n{licences.words(part)}"
    about.list.setCurrentCell(0, 0)
    assert "Permission is hereby granted" in about.licence.toPlainText()


def test_the_words_over_it_are_no_markup(start: Callable[..., MainWindow]):
    shown = [label.text() for label in dialog(start()).findChildren(QLabel)]
    assert "年报 0.1.0\n\n表格：<b>2021</b>" in shown
