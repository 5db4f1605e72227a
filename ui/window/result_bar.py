"""What came of an export, under the page, until it is closed or the report is changed."""

from collections.abc import Iterable
from pathlib import Path

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.exporters import EXPORTS
from ui.flows.exports import Made
from ui.kit import plain
from ui.kit.across import SIGN, Across
from ui.kit.buttons import Button


class ResultBar(Across):
    """Good news on a green ground, what could not be written on a red one."""

    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("result_bar", parent)
        self._made: Made | None = None
        """Nothing as yet, and nothing stands in the bar."""

    def _furnish(self) -> None:
        self._note = plain.Label(parent=self)
        self._note.setWordWrap(True)
        self._note.setContentsMargins(0, 0, 0, 6)
        self._open = Button("打开", parent=self)
        self._folder = Button("打开文件夹", parent=self)
        self._copy = Button("复制文件", parent=self)
        plain.set_tip(self._copy, "复制以后可以粘贴到邮件、聊天窗口或者 U 盘里")
        self.arrange(self._open, self._folder, self._copy, under=self._note)
        self._open.clicked.connect(lambda _checked: self._on_open())
        self._folder.clicked.connect(lambda _checked: self._show(self._written[-1].parent))
        self._copy.clicked.connect(lambda _checked: self._on_copy())

    def tell(self, made: Made) -> None:
        """Say what was written, and what was not."""
        if self._made is None:
            self._furnish()
        self._made = made
        self.kind = "fault" if made.fault else "done"
        head = _head(made)
        self.words.setText(head)
        folder = f"{made.written[0].parent}　" if made.written else ""
        told = made.fault or folder + kinds(made.written)
        self.more.say(told, wrap=bool(made.fault))
        self._note.setText("\n".join(made.told))
        self._note.setVisible(bool(made.told))
        plain.set_tip(self.more, made.fault or "\n".join(map(str, made.written)))
        for button in (self._open, self._folder, self._copy):
            button.setVisible(bool(made.written))
        self._open.setText(plain.on_button(f"打开 {kinds(made.written[:1])}"))
        self.setAccessibleName("。".join((head, told, *made.told)))
        self.show()
        self.update()

    @property
    def _written(self) -> tuple[Path, ...]:
        return self._made.written if self._made else ()

    def _on_open(self) -> None:
        self._show(self._written[0])

    def _show(self, path: Path) -> None:
        if not QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path))):
            self.told.emit(f"这台电脑没有能打开它的程序，它在：{path}")

    def _on_copy(self) -> None:
        copied = QMimeData()
        copied.setUrls([QtCore.QUrl.fromLocalFile(str(path)) for path in self._written])
        QGuiApplication.clipboard().setMimeData(copied)
        self.told.emit(f"已复制 {len(self._written)} 个文件，可以粘贴了。")

    def sign_top(self) -> int:
        """Beside the words, which have a note under them."""
        return self.words.geometry().center().y() - SIGN // 2


def kinds(paths: Iterable[Path]) -> str:
    """What sorts of documents these are: Word 文档、PDF 文件."""
    known = (EXPORTS.get(path.suffix) for path in paths)
    return "、".join(export.name if export else "检查单" for export in known)


def _head(made: Made) -> str:
    if not made.fault:
        return f"已导出 {len(made.written)} 个文件"
    if not made.written:
        return f"没有导出：{made.missing} 个文件都没有写成" if made.missing > 1 else "没有导出"
    return f"有的文件没有导出：导出了 {len(made.written)} 个，没有导出的 {made.missing} 个"
