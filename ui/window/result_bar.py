"""What came of an export, over the page: it stays until it is closed or the report is changed."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.exporters import EXPORTS
from ui import look
from ui.flows.exports import Made
from ui.kit import icons, plain
from ui.kit.buttons import Button

HEIGHT = 44
_SIGN, _MARGIN = 20, 16


class ResultBar(QWidget):
    """Good news on a green ground, what could not be written on a red one."""

    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("result_bar")
        self._made = Made(())
        self._words = plain.Label(parent=self)
        self._words.setFont(look.scaled(look.base(), 1, bold=True))
        self._more = plain.Label(parent=self, wrap=True)
        self._more.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._open = Button("打开", parent=self)
        self._folder = Button("打开文件夹", parent=self)
        self._copy = Button("复制文件", parent=self)
        plain.set_tip(self._copy, "复制以后可以粘贴到邮件、聊天窗口或者 U 盘里")
        self._close = Button("", "quiet", self)
        self._close.setAccessibleName("关闭")
        plain.set_tip(self._close, "关闭")
        icons.put(self._close, "close")
        self._arrange()
        self._open.clicked.connect(lambda _checked: self._on_open())
        self._folder.clicked.connect(lambda _checked: self._show(self._made.written[-1].parent))
        self._copy.clicked.connect(lambda _checked: self._on_copy())
        self._close.clicked.connect(lambda _checked: self.hide())
        self.hide()

    def tell(self, made: Made) -> None:
        """Say what was written, and what was not."""
        self._made = made
        head = _head(made)
        self._words.setText(head)
        folder = f"{made.written[0].parent}　" if made.written else ""
        self._more.setText(made.fault or folder + kinds(made.written))
        plain.set_tip(self._more, made.fault or "\n".join(map(str, made.written)))
        for button in (self._open, self._folder, self._copy):
            button.setVisible(bool(made.written))
        self._open.setText(plain.on_button(f"打开 {kinds(made.written[:1])}"))
        self.setAccessibleName(f"{head}。{self._more.text()}")
        self.show()
        self.update()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIGN + 2 * _MARGIN - 6, 2, _MARGIN // 2, 2)
        row.setSpacing(_MARGIN // 4)
        row.addWidget(self._words)
        row.addSpacing(_MARGIN // 2)
        row.addWidget(self._more, 1)
        for button in (self._open, self._folder, self._copy, self._close):
            row.addWidget(button)
        self.setMinimumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _on_open(self) -> None:
        self._show(self._made.written[0])

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.told.emit(f"这台电脑没有能打开它的程序，它在：{path}")

    def _on_copy(self) -> None:
        copied = QMimeData()
        copied.setUrls([QUrl.fromLocalFile(str(path)) for path in self._made.written])
        QGuiApplication.clipboard().setMimeData(copied)
        self.told.emit(f"已复制 {len(self._made.written)} 个文件，可以粘贴了。")

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, painter, failed = look.tokens(), QPainter(self), bool(self._made.fault)
        painter.fillRect(self.rect(), worn.err_soft if failed else worn.ok_soft)
        painter.fillRect(0, self.height() - 1, self.width(), 1, worn.line)
        place = QRect(_MARGIN, (self.height() - _SIGN) // 2, _SIGN, _SIGN)
        sign = ("error", "err") if failed else ("done", "ok")
        icons.icon(*sign).paint(painter, place)


def kinds(paths: Iterable[Path]) -> str:
    """What sorts of documents these are: Word 文档、PDF 文件."""
    known = (EXPORTS.get(path.suffix) for path in paths)
    return "、".join(export.name if export else "检查单" for export in known)


def _head(made: Made) -> str:
    if not made.fault:
        return f"已导出 {len(made.written)} 个文件"
    return "有的文件没有导出" if made.written else "没有导出"
