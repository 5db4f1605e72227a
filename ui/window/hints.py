"""Up to three things that nobody finds by himself, said once each, beside the page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.disk.settings import Settings
from ui import look
from ui.kit import plain
from ui.kit.buttons import Button
from ui.workspace import Workspace

_SAID = {
    "import": "别处已经有年报？全选、复制，再点“从剪贴板导入”，数字自己进格。",
    "help": "有一处看不懂？把光标放在那里按 F1，有例子，也有办法。",
    "remaining": "左下角写着还差几项可以上报，点一项就到那一处。",
}
_LOWEST, _NARROWEST = 620, 200
"""Pixels: in a lower window the outline needs all the room there is, and in a slim column."""


class Hints(QFrame):
    """One hint at a time, the one that fits what the report needs now; closed for ever."""

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hints")
        self._workspace = workspace
        self._settings = settings
        self._at = ""
        self._column = parent
        self.words = plain.Label(parent=self, wrap=True)
        self.words.setFont(look.font("small"))
        self.close_button = Button("知道了", "quiet", self)
        self.close_button.clicked.connect(lambda _checked: self._close())
        self._arrange()
        workspace.checked.connect(self.draw)
        self.hide()

    def draw(self) -> None:
        """Another hint, or none, where another thing is due."""
        self._at = self._due()
        self.words.setText(_SAID.get(self._at, ""))
        self.setVisible(bool(self._at) and self._has_room())

    def _due(self) -> str:
        """Which hint is due; one that was closed never is."""
        remaining = self._workspace.remaining
        if remaining.untouched:
            due = ["import"]
        else:
            due = ["help"] * bool(remaining.errors) + ["remaining"] * bool(remaining.number)
        return next((each for each in due if each not in self._settings.hints_closed), "")

    def _has_room(self) -> bool:
        return self.window().height() >= _LOWEST and self._column.width() >= _NARROWEST

    def _close(self) -> None:
        """And none other comes at once: that would be one more thing to close."""
        self._settings.hints_closed.append(self._at)
        self.hide()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 4)
        layout.setSpacing(0)
        layout.addWidget(self.words)
        layout.addLayout(row)
