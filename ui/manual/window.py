"""The manual's window: a page, the way back, and a field that finds."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.manual import markup
from app.manual.manual import HOME, LONGEST, Manual, Passage
from ui.kit.buttons import Button
from ui.kit.front import bring_to_front
from ui.manual.reader import ManualReader

_WIDTH = 540
_AIR = 48
"""Pixels of the screen that are left free over and under the window."""


class ManualWindow(QWidget):
    """Stands beside the report, and over it: a clerk reads and types in turns."""

    def __init__(self, parent: QWidget, keys: Iterable[tuple[str, str]]) -> None:
        """`keys`: what `Manual` takes."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("manual")
        self.setWindowTitle("使用手册")
        self._manual = Manual(keys)
        self._at = ""
        self._before: list[str] = []
        self._is_found = False
        """Whether what a search found is shown, and not a page."""
        self.back = Button("返回", kind="quiet")
        self.home = Button("目录", kind="quiet")
        self.words = QLineEdit()
        self.words.setObjectName("manual_words")
        self.words.setMaxLength(LONGEST)
        self.words.setPlaceholderText("找一找，例如：结转、空白、导入")
        self.words.setAccessibleName("在手册里查找")
        self.words.setClearButtonEnabled(True)
        self.page = ManualReader()
        self._arrange()
        self._connect()

    @property
    def at(self) -> str:
        """The page that is shown, with its heading: `tables#…`."""
        return self._at

    def turn_to(self, target: str) -> None:
        """Show a page, which the way back leads away from again."""
        if self._at and target != self._at:
            self._before.append(self._at)
        self._show(target)

    def come_up(self, target: str) -> None:
        """Show a page to somebody who is elsewhere: beside the report, with the keyboard."""
        if not self.isVisible():
            self._take_place()
        self.words.clear()
        self.turn_to(target)
        bring_to_front(self)
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._at:
            self.page.restyle()

    def _show(self, target: str) -> None:
        name, _, heading = target.partition("#")
        self._at, self._is_found = target, False
        self._allow_back()
        self.page.show_page(markup.html(self._manual.text(name)), heading, self.words.text())

    def _go_back(self) -> None:
        """From a page that was found to what else was, then to the pages before."""
        if self.words.text() and not self._is_found:
            self._search(self.words.text())
        elif self.words.text():
            self.words.clear()
        elif self._before:
            self._show(self._before.pop())

    def _search(self, words: str) -> None:
        """At every letter: the manual is short."""
        if words.strip():
            self._is_found = True
            self.page.show_page(_found(self._manual.search(words), words), "", words)
            self._allow_back()
        elif self._at:
            self._show(self._at)

    def _allow_back(self) -> None:
        self.back.setEnabled(bool(self._before or self.words.text()))

    def _ask(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _leave(self) -> None:
        """Esc takes the search back first."""
        if self.words.text():
            self.words.clear()
            self.page.setFocus()
        else:
            self.close()

    def _take_place(self) -> None:
        """At the right edge of the screen that the report is on."""
        screen = (self.parentWidget() or self).screen().availableGeometry()
        width, height = min(_WIDTH, screen.width()), screen.height() - 2 * _AIR
        self.setGeometry(screen.right() - width - 8, screen.top() + _AIR, width, max(320, height))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.home)
        row.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.page, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda _checked: self._go_back())
        self.home.clicked.connect(lambda _checked: self.come_up(HOME))
        self.words.textChanged.connect(self._search)
        self.words.returnPressed.connect(self.page.setFocus)
        self.page.asked.connect(self.turn_to)
        for keys, do in (
            ("Escape", self._leave),
            ("Alt+Left", self._go_back),
            ("F1", lambda: self.come_up(HOME)),
            ("Ctrl+F", self._ask),
        ):
            QShortcut(QKeySequence(keys), self, do)


def _found(passages: list[Passage], words: str) -> str:
    """The page of what a search found."""
    if not passages:
        told = "没有找到。换个说法试试，或者看"
        return f'<p>{told}<a href="{HOME}">目录</a>。</p>'
    lines = [
        f'<p><a href="{escape(each.target)}">{escape(each.title)}'
        f"{' › ' * bool(each.heading)}{escape(each.heading)}</a><br>"
        f'<span class="faint">{escape(each.excerpt(words.split(maxsplit=1)[0]))}</span></p>'
        for each in passages
    ]
    return "".join(lines)
