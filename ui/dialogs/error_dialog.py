"""The program has made a mistake: what is safe, what to do, what to send to whoever mends it."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QWidget,
)

from ui import look
from ui.kit import plain
from ui.kit.buttons import Button, ButtonRow, Column

_WIDTH = 520


class Mistake(Struct, frozen=True):
    """What is said about an exception of our own."""

    safe: str
    """What became of the reports that are open."""
    details: Callable[[bool], str]
    """What to send; with what the reports hold, or without a word of theirs."""


class ErrorDialog(QDialog):
    """Stands beside the work: the program goes on, and so may the clerk."""

    def __init__(
        self, parent: QWidget | None, mistake: Mistake, save_as: Callable[[], object] | None
    ) -> None:
        """`save_as` asks where to save the report in front; None: there is none."""
        super().__init__(parent)
        self.setObjectName("error_dialog")
        self.setWindowTitle("年报出了一个错")
        self._mistake, self._save_as = mistake, save_as
        self.content = QCheckBox("连同报告内容（只在对方需要、您也同意时才勾选）")
        self.again = plain.Label(wrap=True)
        self.again.hide()
        self.copied = plain.Label(wrap=True)
        self.copied.hide()
        self._arrange()

    def count(self, times: int) -> None:
        """It has happened again: once for all in this window."""
        self.again.setText(f"这样的错已经出现 {times} 次，不再另外弹出窗口。")
        self.again.show()

    def copy(self) -> None:
        QApplication.clipboard().setText(self._mistake.details(self.content.isChecked()))
        held = "含报告内容" if self.content.isChecked() else "不含报告内容和文件名"
        self.copied.setText(f"已复制（{held}），可以粘贴到邮件或者聊天窗口里发给维护的人。")
        self.copied.show()

    def _arrange(self) -> None:
        layout = Column(self)
        headline = plain.Label("刚才有一步没有做成，是程序自己的错，不是您操作的错。", wrap=True)
        headline.setFont(look.scaled(self.font(), 1.15, bold=True))
        layout.addWidget(headline)
        layout.addWidget(plain.Label(self._mistake.safe, wrap=True))
        layout.addWidget(
            plain.Label(
                "现在可以继续填。请看一看刚才那一步的结果对不对；不放心的话，先另存为一个新文件。"
                "如果同样的错又出现，请保存以后关闭程序，再重新打开。",
                wrap=True,
            )
        )
        layout.addWidget(self.again)
        layout.addStretch(1)  # Windows makes it higher than its sentences are
        layout.addWidget(self.content)
        layout.addLayout(self._buttons())
        layout.addWidget(self.copied)
        self.setMinimumWidth(_WIDTH)

    def _buttons(self) -> QHBoxLayout:
        go_on, save, copy = Button("继续", "main"), Button("另存为…"), Button("复制")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        save.clicked.connect(self._on_save)
        save.setVisible(self._save_as is not None)
        copy.clicked.connect(self.copy)
        copy.setAutoDefault(False)
        return ButtonRow(copy, None, save, go_on)

    def _on_save(self) -> None:
        self.accept()
        if self._save_as:
            self._save_as()
