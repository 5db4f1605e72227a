"""Texts are to be tidied up: what of them, and every line that would be another one."""

from collections.abc import Callable, Iterator
from html import escape

from msgspec import Struct
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QWidget,
)

from app.report import tidy
from app.report.compare import same_stretches
from app.report.tidy import KINDS, Change, Kind
from ui import look
from ui.kit import boxes, plain, window_size
from ui.kit.buttons import ButtonRow, Column, ok_cancel

_CALLED: dict[Kind, str] = {
    "indents": "去掉段首和段尾的空格（导出时自动空两格）",
    "marks": "汉字之间的半角标点改成全角",
    "blanks": "连着的几个空格留一个",
    "lines": "去掉空行",
}
_SEEN = str.maketrans({" ": "·", "\u3000": "□", "\xa0": "·", "\t": "→"})
"""Blanks that change, as they can be seen."""
_WIDEST_NAME = 320
"""Pixels of a text's name, which may be a whole heading."""
_LISTED = 200
"""Lines that are listed; more nobody reads before he agrees."""


class Piece(Struct, frozen=True):
    """One text that may be tidied up."""

    id: str
    name: str
    stored: str


class TidyDialog(QDialog):
    """The list follows what is chosen above it."""

    def __init__(
        self, parent: QWidget, pieces: list[Piece], here: str, shown: Callable[[str], str]
    ) -> None:
        """`here`: the id of the text with the caret, "" where none has it; `shown`: as read."""
        super().__init__(parent)
        self.setWindowTitle("整理文字")
        window_size.resize(self, 720, 560)
        self._pieces, self._shown = pieces, shown
        self._here = [piece for piece in pieces if piece.id == here]
        name = "".join(f"：{piece.name}" for piece in self._here)
        shown_name = look.elided(look.base(), plain.on_button(name), _WIDEST_NAME)
        self.only_here = QRadioButton(f"只整理这一段{shown_name}")
        plain.set_tip(self.only_here, name[1:])
        self.everywhere = QRadioButton("整理全部文字")
        self.kinds = {kind: QCheckBox(words) for kind, words in _CALLED.items()}
        self.told = plain.Label()
        self.page = boxes.Reader()
        self.page.setAccessibleName("要改的地方")
        buttons = ok_cancel(self, "整理")
        self._ok = buttons.buttons()[0]
        self._arrange(buttons)
        is_here = any(True for piece in self._here for _ in tidy.changes(piece.stored))
        self.only_here.setEnabled(bool(self._here))
        (self.only_here if is_here else self.everywhere).setChecked(True)
        for kind in self.kinds.values():
            kind.setChecked(True)
            kind.toggled.connect(self._list)
        self.only_here.toggled.connect(self._list)
        self._list()

    def answer(self) -> dict[str, str]:
        """The texts that become others, as they are to be stored."""
        chosen = self._chosen()
        tidied = {piece.id: tidy.tidied(piece.stored, chosen) for piece in self._asked()}
        return {p.id: tidied[p.id] for p in self._asked() if tidied[p.id] != p.stored}

    def _chosen(self) -> list[Kind]:
        return [kind for kind in KINDS if self.kinds[kind].isChecked()]

    def _asked(self) -> list[Piece]:
        return self._here if self.only_here.isChecked() else self._pieces

    def _arrange(self, buttons: QWidget) -> None:
        where = QButtonGroup(self)
        row = QHBoxLayout()
        for button in (self.only_here, self.everywhere):
            where.addButton(button)
            row.addWidget(button)
        row.addStretch()
        what = QGridLayout()
        for number, box in enumerate(self.kinds.values()):
            what.addWidget(box, number // 2, number % 2)
        layout = Column(self)
        layout.addLayout(row)
        layout.addLayout(what)
        layout.addWidget(self.told)
        layout.addWidget(self.page, 1)
        layout.addLayout(ButtonRow(buttons))

    def _list(self) -> None:
        chosen = self._chosen()
        found = [(p, c) for p in self._asked() for c in tidy.changes(p.stored, chosen)]
        more = f"，这里列出前 {_LISTED} 处" if len(found) > _LISTED else ""
        words = f"要改 {len(found)} 处{more}。·和□是空格。数字、网址、邮箱和关联的数不会变。"
        self.told.setText(words if found else "没有要整理的。")
        self.page.setHtml("".join(self._rows(found[:_LISTED])))
        self._ok.setEnabled(bool(found))

    def _rows(self, found: list[tuple[Piece, Change]]) -> Iterator[str]:
        name = ""
        for piece, change in found:
            if piece.name != name:
                name = piece.name
                yield f"<p><b>{escape(name)}</b></p>"
            before = self._shown(change.before)
            if change.after is None:
                yield _line("去掉", _gone(before or "（空行）"))
            else:
                old, new = _beside(before, self._shown(change.after))
                yield _line("现在", old) + _line("改为", new)


def _line(what: str, words: str) -> str:
    ink = look.tokens().ink3.name()
    return f'<p style="margin:2px 0 0 0"><span style="color:{ink}">{what}　</span>{words}</p>'


def _beside(before: str, after: str) -> tuple[str, str]:
    """Two states of a line, each with what only it has on a ground of its own."""
    old = new = ""
    at, there = 0, 0
    for a, b, size in (*same_stretches(before, after), (len(before), len(after), 0)):
        same = escape(before[a : a + size])
        old += _gone(before[at:a]) + same
        new += _new(after[there:b]) + same
        at, there = a + size, b + size
    return old, new


def _gone(words: str) -> str:
    return _marked(words, look.tokens().err_soft, "line-through")


def _new(words: str) -> str:
    return _marked(words, look.tokens().ok_soft, "underline")


def _marked(words: str, ground: QColor, line: str) -> str:
    """On a ground of its own; with a line where there are no grounds."""
    how = f"text-decoration:{line}" if look.is_contrast() else f"background-color:{ground.name()}"
    return f'<span style="{how}">{escape(words.translate(_SEEN))}</span>' if words else ""
