"""A text of the report, as it is typed, pasted, dragged and undone in its box."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QDropEvent, QFocusEvent, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from app.files.typed import Typed
from app.forms import links
from app.forms.model import Text
from app.letters import characters
from app.report.report import Address, Changes, Refused
from ui import look
from ui.history import Typing, typing_of
from ui.kit import composing, plain
from ui.page import places
from ui.page.marking import Mark, marking
from ui.page.places import in_box, utf16
from ui.page.writing import WritingBox
from ui.workspace import Workspace

_COMES_BACK = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
LINKED = "application/x-nianbao-text"
"""Words with their linked numbers, on the clipboard and in a drag: see `links.packed`."""
_NO_PICTURE = "剪贴板里是一张图片，这里只能放文字；请从原来的网页或文件里复制文字。"
_NO_FILE = "剪贴板里是文件，这里只能放文字；要读文件里的内容，请点“从剪贴板导入”。"


class TextBox(WritingBox):
    """Plain text: styles pasted from Word fall away, the clerk's own line breaks stay."""

    moved = Signal(QRect)
    """Where the caret is now, in the box's own pixels."""
    refused = Signal(QRect, str)
    entered = Signal()
    """The keyboard is here now."""
    left = Signal()

    def __init__(
        self,
        workspace: Workspace,
        text: Text,
        lines: int,
        parent: QWidget | None = None,
        *,
        indented: bool = True,
    ) -> None:
        hint = text.note or f"在这里写{text.name}"
        super().__init__(hint, lines, indented=indented, parent=parent)
        self._workspace = workspace
        self.text = text
        self._dropping = False
        self.spreads: Callable[[str], bool] = _nowhere
        """Is offered several lines before they are pasted; whether it has put them elsewhere."""
        self._taken: dict[Address, str | None] = {}
        """What a drag takes out of another box, while its words come into this one."""
        self._marked: tuple[Mark, ...] = ()
        self.setObjectName(f"text:{text.id}")
        self.setAccessibleName(text.name)
        source = f"（{text.source}）" if text.source and text.note else ""
        plain.set_tip(self, text.note + source)
        self._show()
        self._underline()
        self.textChanged.connect(self._on_typed)
        self.cursorPositionChanged.connect(self._on_caret)
        workspace.changed.connect(self._on_changed)
        look.changed.connect(self._underline)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Menus and other programs give the keyboard back: what belongs to the box stays."""
        composing.settle(self, self.composed)
        super().focusOutEvent(event)
        if event.reason() not in _COMES_BACK:
            self.left.emit()

    def hold(self) -> None:
        """Something that belongs to the box takes the keyboard for a while."""
        self.held = True

    def release(self, back: bool) -> None:
        """It has gone; whether the keyboard comes back here."""
        self.held = False
        if back:
            self.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.left.emit()
        self.viewport().update()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Nothing is taken over while an input method is still composing."""
        super().inputMethodEvent(event)
        self._workspace.keeping.stir()
        if not self.composed():
            self._on_typed()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file is no words: dropped here too, it is the window's to import."""
        local = any(url.isLocalFile() for url in source.urls())
        return not local and super().canInsertFromMimeData(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied, cut or dragged: plain words, and for this program their links."""
        values = self._workspace.report.values
        stored = self.selected()
        mime = QMimeData()
        mime.setText(links.shown(stored, values))
        mime.setData(LINKED, links.packed(stored, values).encode())
        return mime

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped is a step of its own."""
        packed = bytes(source.data(LINKED).data()).decode(errors="replace")
        stored = links.unpacked(packed, self._workspace.report.form.cells)
        words = characters.in_text(source.text() if stored is None else stored)
        if refusal := _refusal(source, words):
            self.refused.emit(self.cursorRect(), refusal)
        elif words and (self._dropping or "\n" not in words or not self.spreads(words)):
            self.put(words)  # no words would take away what is selected

    def selected(self) -> str:
        """The selected words, as they are stored."""
        return links.cut_out(self._as_stored(), self._workspace.report.values, self._selected())

    def put(self, stored: str) -> None:
        """Put words, as they are stored, in the place of the selection."""
        if self._workspace.refuses():
            return
        report, start = self._workspace.report, self.textCursor().selectionStart()
        text = links.inserted(self._as_stored(), report.values, self._selected(), stored)
        changes = {("texts", self.text.id): text or None, **self._taken}
        taken = self._take(changes, f"粘贴到 {self.text.name}")
        self._show()
        if taken:
            self._put_caret(start + utf16(links.shown(stored, report.values)))

    def dropEvent(self, event: QDropEvent) -> None:
        """Words dragged from one box into another leave the one in the step that brings them."""
        other = _other(event, self)
        self._dropping = True  # while the other program waits, nothing is asked
        if other is not None:
            self._taken = {("texts", other.text.id): other.without_selection()}
            event.setDropAction(Qt.DropAction.CopyAction)
        super().dropEvent(event)
        self._dropping, self._taken = False, {}
        if other is not None:  # or the other box would take them out again
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def without_selection(self) -> str | None:
        """The text as it is stored once the selected words are gone."""
        values = self._workspace.report.values
        return links.inserted(self._as_stored(), values, self._selected(), "") or None

    @property
    def caret(self) -> int:
        """Before which character it is, counted as Python counts them."""
        return len(self._before(self.textCursor().position()))

    def select(self, start: int, end: int) -> None:
        """Mark some characters of the text, counted as Python counts them."""
        shown = self._workspace.report.text(self.text.id)
        [cursor] = places.cursors(self.document(), shown, [(start, end)])
        self.setTextCursor(cursor)

    def insert(self, stored: str) -> None:
        """Put a ready sentence or a linked number in at the caret, as one step of undo."""
        start = self.textCursor().selectionEnd()
        at = len(self._before(start))
        report = self._workspace.report
        text = links.inserted(self._as_stored(), report.values, (at, at), stored)
        if self._take({("texts", self.text.id): text}, f"插入到 {self.text.name}"):
            self._put_caret(start + utf16(links.shown(stored, report.values)))

    def mark(self, marks: Iterable[Mark]) -> None:
        """Underline the words that findings are about."""
        marked = tuple(marks)
        if marked != self._marked:
            self._marked = marked
            self._underline()

    def commit(self) -> bool:
        """All that was typed is taken over at once, but for what is still composed."""
        composing.settle(self, self.composed)
        return True

    def typing(self) -> Typed | None:
        """The text with what an input method is still composing; None: it composes nothing."""
        composed = self.composed()
        if not composed:
            return None
        words, at = self.toPlainText(), len(self._before(self.textCursor().position()))
        whole = words[:at] + composed + words[at:]
        values = self._workspace.report.values
        return Typed("texts", self.text.id, links.edited(in_box(self._stored()), values, whole))

    def _put_caret(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def _selected(self) -> tuple[int, int]:
        """The selected characters of the box, counted as Python counts them."""
        cursor = self.textCursor()
        return len(self._before(cursor.selectionStart())), len(self._before(cursor.selectionEnd()))

    def _as_stored(self) -> str:
        """The words of the box with their links, as they are to be stored."""
        values = self._workspace.report.values
        return links.edited(in_box(self._stored()), values, self.toPlainText())

    def _before(self, position: int) -> str:
        return places.before(self.toPlainText(), position)

    def _underline(self) -> None:
        report = self._workspace.report
        numbers = links.places(self._stored(), report.values)
        spans = ((start, end) for start, end, _ in numbers)
        shown = report.text(self.text.id)
        self.setExtraSelections(marking(self.document(), shown, spans, self._marked))

    def _stored(self) -> str:
        return str(self._workspace.report.entries("texts").get(self.text.id, ""))

    def _show(self) -> None:
        """Bring the box to the report's text by the smallest change, so that the caret stays."""
        old, new = self.toPlainText(), in_box(self._workspace.report.text(self.text.id))
        if old == new:
            return
        head, tail = links.common_ends(old, new)
        cursor = QTextCursor(self.document())
        cursor.setPosition(utf16(old[:head]))
        cursor.setPosition(utf16(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[head : len(new) - tail])
        if self.hasFocus():
            self.setTextCursor(cursor)
        self.heed_indents()
        if self.document().isLayoutEnabled():  # else it is fitted once its lines are known
            self.fit()

    def _on_typed(self) -> None:
        self.heed_indents()
        self.fit()
        typed = self.toPlainText()
        report = self._workspace.report
        shown = in_box(report.text(self.text.id))
        if self.composed() or typed == shown:
            return
        stored = self._as_stored()
        typing = typing_of(shown, typed)
        words = "输入" if typing else "删除"
        change = {("texts", self.text.id): stored or None}
        if not self._take(change, f"{words} {self.text.name}", typing):
            self._show()

    def _take(self, changes: Changes, words: str, typing: Typing | None = None) -> bool:
        """Whether the report takes it; why not is said at the caret."""
        try:
            self._workspace.change(changes, words, typing=typing)
        except Refused as refusal:
            self.refused.emit(self.cursorRect(), refusal.reason)
            return False
        return True

    def _on_changed(self, moved: frozenset[tuple[str, str]]) -> None:
        linked = "⟦" in self._stored() and any(key == "cells" for key, _ in moved)
        if linked or ("texts", self.text.id) in moved:
            self._show()
            self._underline()

    def _on_caret(self) -> None:
        if self.hasFocus():
            self.moved.emit(self.cursorRect())


def _nowhere(_words: str) -> bool:
    return False


def _refusal(source: QMimeData, words: str) -> str:
    """Why something copied cannot come into a text; "" where nothing speaks against it."""
    if any(url.isLocalFile() for url in source.urls()):
        return _NO_FILE
    return _NO_PICTURE if not words and source.hasImage() else ""


def _other(event: QDropEvent, box: TextBox) -> TextBox | None:
    """Another box of the same report, whose words come in and are to leave it."""
    source: Any = event.source()  # None where another program drags, whatever the stubs say
    other = source.parent() if source is not None else None
    moves = event.dropAction() == Qt.DropAction.MoveAction
    if not isinstance(other, TextBox) or other is box or not moves:
        return None
    return other if other._workspace is box._workspace else None  # noqa: SLF001 - of one class
