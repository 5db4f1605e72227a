"""Find in the whole report, replace in its texts: a bar under the page."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from app.report import search
from app.report.report import Refused
from app.report.search import Hit
from ui.kit import icons, plain
from ui.kit.undo_keys import WindowKeys, WindowUndo
from ui.page.page import Page
from ui.page.text_box import TextBox
from ui.workspace import Workspace

_HEAD = ("organ", "year")
"""The boxes of the title line."""
_NARROW = 720
"""Pixels of the bar below which it has two lines."""
_LAST = 7
"""The column of the button that closes it."""


class FindBar(QWidget):
    """Enter and Shift+Enter go from place to place, Esc closes."""

    found = Signal(object)
    """The `Hit` to go to."""
    headed = Signal(str)
    """The section whose heading was found, before `found`: to be brought to the top."""
    told = Signal(str)
    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self.here: Callable[[], Hit] = lambda: search.START
        """Where the keyboard is on the page: the search goes on from there."""
        self._went = search.START
        self.setObjectName("find_bar")
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("查找标题、标签、数字和文字")
        self.words.setAccessibleName("查找")
        self.replacement = QLineEdit(self)
        self.replacement.setPlaceholderText("文字里替换为")
        self.replacement.setAccessibleName("替换为")
        for box in (self.words, self.replacement):
            OwnUndoFirst(box)
        self._count = plain.Label(parent=self)
        self._arrange()
        self.words.textChanged.connect(self._search)
        workspace.changed.connect(self._search_again)
        workspace.opened.connect(self._search_again)
        self.hide()

    def open(self, *, replacing: bool = False) -> None:
        """Laid out before it is seen: the page would jump for a line that is gone at once."""
        if self.isHidden() and (above := self.parentWidget()):
            self._lay_out(above.width())
        self.show()
        self._search_again()
        box = self.replacement if replacing and self.words.text() else self.words
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        box.selectAll()

    def go(self, by: int) -> None:
        """To the next place (1) or the one before (-1), round and round."""
        self._look()
        here = self.here()
        if self._hits:
            self.told.emit("")  # what was said of other words
        if self._at >= 0 and here == self._went:  # places at one cell are told apart
            self._visit((self._at + by) % len(self._hits))
        elif self._hits:
            self._visit(search.beside(self._workspace.report, self._hits, here, by))
        elif self.words.text():
            self.told.emit(f"没有找到“{self.words.text()}”。")
        else:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)  # what is to be found comes here
        self._tell()

    def go_again(self, by: int) -> None:
        """As `go`, with the bar open or closed; the keyboard stays where it is, bar or page."""
        if not self.words.text():
            self.open()
            return
        box = QApplication.focusWidget()
        on_page = box is None or not self.isAncestorOf(box)
        self.go(by)
        if on_page:
            self.closed.emit()

    def replace(self) -> None:
        """The place that was found last, where it is in a text; then on to the next."""
        hit = self._hits[self._at] if 0 <= self._at < len(self._hits) else None
        if hit and hit.in_text and self.here() == self._went and self._change((hit,)):
            end = hit.start + len(self.replacement.text())
            behind = Hit(hit.address, end, end)  # what was put in is not searched again
            self._look()
            self._at = -1
            if self._hits:
                self._visit(search.beside(self._workspace.report, self._hits, behind, 1))
            self._tell()
        else:
            self.go(1)

    def replace_all(self) -> None:
        self._look()
        if self.words.text():
            self._change(self._hits)
        else:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_up(self) -> None:
        """The bar goes, and the keyboard with it to the page."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _change(self, hits: tuple[Hit, ...]) -> bool:
        """Replace those of the places that are in texts; False where the report refuses."""
        if self._workspace.refuses():
            return False
        hits = tuple(hit for hit in hits if hit.in_text)
        changes = search.replace(self._workspace.report, hits, self.replacement.text())
        try:
            self._workspace.change(changes, f"替换 {len(hits)} 处")
        except Refused as refusal:
            self.told.emit(f"没有替换：{refusal.reason}。")
            return False
        for box in (self.words, self.replacement):
            box.setText(box.text())  # forgets what was typed: Ctrl+Z now takes the replacing back
        self.told.emit(f"替换了 {len(hits)} 处；表格里的数字不替换。")
        return True

    def _visit(self, at: int) -> None:
        self._at = at
        hit = self._hits[at]
        if hit.heading:
            self.headed.emit(hit.heading)
        self.found.emit(hit)
        self._went = self.here()

    def _search(self) -> None:
        self._at = -1
        self._search_again()

    def _search_again(self) -> None:
        if self.isVisible():
            self._look()
            self._tell()

    def _look(self) -> None:
        """The places as they are now; the one that was found last stays so while it is there."""
        before, self._hits = self._hits, search.find(self._workspace.report, self.words.text())
        if self._hits != before:
            last = before[self._at] if 0 <= self._at < len(before) else None
            self._at = self._hits.index(last) if last in self._hits else -1

    def _tell(self) -> None:
        total = len(self._hits)
        nothing = "没有找到" if self.words.text() else ""
        told = f"{self._at + 1}/{total}" if total else nothing
        self._count.setText(told)
        self._count.setVisible(bool(told))  # or its gap would make one field shorter

    def _arrange(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 4, 8, 4)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._replacing = (
            self.replacement,
            self._button("替换", self.replace),
            self._button("全部替换", self.replace_all),
        )
        seeking = (
            self.words,
            self._count,
            self._button("上一个", lambda: self.go(-1)),
            self._button("下一个", lambda: self.go(1)),
        )
        for column, widget in enumerate(seeking):
            self._grid.addWidget(widget, 0, column)
        close = self._button("", self.close_up)
        close.setAccessibleName("关闭查找")
        plain.set_tip(close, "关闭查找　Esc")
        icons.put(close, "close")
        self._grid.addWidget(close, 0, _LAST)
        self._lay_out(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width())

    def _lay_out(self, width: int) -> None:
        """Where there is no room for both fields, one stands under the other."""
        field, *buttons = self._replacing
        narrow = width < _NARROW
        row, first = (1, 0) if narrow else (0, 4)
        self._grid.addWidget(field, row, first)
        for column, button in enumerate(buttons, 2 if narrow else 5):
            self._grid.addWidget(button, row, column)
        self._grid.setColumnStretch(4, 0 if narrow else 1)

    def _button(self, words: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.clicked.connect(lambda _checked: do())
        return button


class OwnUndoFirst(WindowUndo):
    """A box takes back what was typed into it; where there is nothing, the window takes over."""

    def is_windows(self, event: QKeyEvent) -> bool:
        box = self.parent()
        own = isinstance(box, QLineEdit) and (box.isUndoAvailable() or box.isRedoAvailable())
        return WindowKeys.is_windows(self, event) if own else super().is_windows(event)


def place_on(page: Page) -> Hit:
    """Where on the page the keyboard is, or comes back to, as the search counts places."""
    box: QWidget | None = page.widget().focusWidget()  # which box had the keyboard last
    if box is None:
        return search.START
    for grid in page.grids:
        if (grid is box or grid.isAncestorOf(box)) and (cell := grid.current()):
            return Hit(("cells", cell.id), 0, 1)
    for text in page.texts:
        if text is box:
            return Hit(("texts", text.text.id), *_selected(text))
    return Hit((box.objectName(), ""), 0, 1) if box.objectName() in _HEAD else search.START


def _selected(box: TextBox) -> tuple[int, int]:
    """The first and the last place of the selection, or the caret's, in characters."""
    cursor, words = box.textCursor(), box.toPlainText().encode("utf-16-le")
    first, last = (
        len(words[: 2 * place].decode("utf-16-le"))
        for place in (cursor.selectionStart(), cursor.selectionEnd())
    )
    return first, last
