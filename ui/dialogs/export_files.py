"""Which documents, and how they look: the usual ones, and the others folded under them."""

from collections.abc import Iterable

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.exporters import EXPORTS, Options
from app.files.profiles import STANDARD, Profile
from ui import look
from ui.dialogs.profile_box import Asks, ProfileBox
from ui.kit import frame, icons, plain
from ui.kit.buttons import Button

_USUAL = (".docx", ".xlsx", ".pdf")
_ICONS = {
    ".docx": "doc-text",
    ".xlsx": "doc-grid",
    ".pdf": "doc-seal",
    ".html": "doc-web",
    ".ofd": "doc-seal",
}
_OPTIONS = {
    "clean": (".html", "网页不带 Word 样式，供网站编辑器用"),
    "formulas": (".xlsx", "Excel 的合计写成公式"),
    "findings": (".xlsx", "Excel 里附一张检查结果"),
    "protect": (".xlsx", "Excel 里锁定合计和表头"),
}
"""Options by name, with the kind of document each is about."""
_LEFT, _NAME = 12, 210
_AIR, _LITTLE_AIR = 6, 2
"""Pixels over and under a line."""


class ExportFiles(QFrame):
    """A line for each kind of document: its name, and what it is good for."""

    changed = Signal()
    """Something else is chosen."""
    folded = Signal()
    """The others have come up, or are gone."""

    def __init__(
        self, suffixes: Iterable[str], options: Options, open_folder: bool, questions: Asks
    ) -> None:
        """What is chosen at first; `questions` are asked about house styles."""
        super().__init__()
        self.kinds = {suffix: QCheckBox(export.name) for suffix, export in EXPORTS.items()}
        self.options = {name: QCheckBox(words) for name, (_, words) in _OPTIONS.items()}
        self.profile = ProfileBox(options.profile, questions)
        self.open_folder = QCheckBox("完成后打开文件夹")
        self.open_folder.setChecked(open_folder)
        for suffix in suffixes:
            if suffix in self.kinds:
                self.kinds[suffix].setChecked(True)
        for name, box in self.options.items():
            box.setChecked(getattr(options, name))
        self.fold = Button("更多格式和选项", "quiet")
        self._summary = plain.Label()
        self._others = QWidget()
        self._arrange()
        self.fold.clicked.connect(lambda _checked: self._unfold(self._others.isHidden()))
        for box in (*self.kinds.values(), *self.options.values()):
            box.toggled.connect(self._on_chosen)
        self.profile.box.currentTextChanged.connect(self._on_chosen)
        self._unfold(unfolded=False)
        self._on_chosen()

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Of the kinds that are ticked, in the order of the menu."""
        return tuple(suffix for suffix, box in self.kinds.items() if box.isChecked())

    def chosen(self) -> Options:
        """An option counts only with its kind."""
        ticked = {name: box.isChecked() and box.isEnabled() for name, box in self.options.items()}
        return replace(Options(profile=self.profile.profile()), **ticked)

    def _arrange(self) -> None:
        layout = _column(self)
        usual = [suffix for suffix in _USUAL if suffix in self.kinds]
        for suffix in usual:
            layout.addLayout(self._line(suffix, _AIR))
        layout.addLayout(self._fold_line())
        layout.addWidget(self._others)
        below = _column(self._others)
        below.setContentsMargins(0, 0, 0, 8)
        for suffix in (each for each in self.kinds if each not in usual):
            below.addLayout(self._line(suffix, _LITTLE_AIR))
        for option in self.options.values():
            below.addLayout(_indented(option))
        below.addLayout(_indented(plain.Label("版式："), self.profile))
        below.addLayout(_indented(self.open_folder))

    def _line(self, suffix: str, air: int) -> QLayout:
        box, purpose = self.kinds[suffix], plain.Label(EXPORTS[suffix].purpose)
        icons.put(box, _ICONS.get(suffix, "number"))
        box.setFixedWidth(_NAME)
        _make_small(purpose)
        purpose.setBuddy(box)
        line = _indented(box)
        line.insertWidget(1, purpose, 1)
        line.setContentsMargins(_LEFT, air, _LEFT, air)
        return line

    def _fold_line(self) -> QLayout:
        _make_small(self._summary)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, _LEFT, 0)
        line.addWidget(self.fold)
        line.addWidget(self._summary, 1)
        return line

    def _unfold(self, unfolded: bool) -> None:
        icons.put(self.fold, "down" if unfolded else "right", "link")
        self.fold.setAccessibleName(f"{self.fold.text()}，{'已展开' if unfolded else '已折叠'}")
        self._others.setVisible(unfolded)
        self._sum_up()
        self.folded.emit()

    def _on_chosen(self) -> None:
        for name, (suffix, _) in _OPTIONS.items():
            self.options[name].setEnabled(suffix in self.kinds and self.kinds[suffix].isChecked())
        self._sum_up()
        self.changed.emit()

    def _sum_up(self) -> None:
        """What is folded, in a few words."""
        others = [box for suffix, box in self.kinds.items() if suffix not in _USUAL]
        boxes = (*others, *self.options.values())
        ticked = sum(box.isChecked() and box.isEnabled() for box in boxes)
        what = f"选了 {ticked} 项" if ticked else "OFD、网页、数字清单"
        words = f"{what}；版式：{self.profile.profile().name}"
        self._summary.setText(words if self._others.isHidden() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look.tokens()
        with QPainter(self) as painter:
            frame.draw(painter, QRectF(self.rect()), 1, worn.line, worn.paper, 0)
            for box in (each for suffix, each in self.kinds.items() if suffix in _USUAL):
                foot = box.geometry().bottom() + _AIR
                painter.fillRect(0, foot, self.width(), 1, worn.line)


def proposed_options(kept: Iterable[Profile], name: str, chosen: Iterable[str]) -> Options:
    """The options to begin with, in the house style of that name, where there still is one."""
    profile = next((profile for profile in kept if profile.name == name), STANDARD)
    return replace(Options(profile=profile), **{each: True for each in chosen if each in _OPTIONS})


def chosen_options(options: Options, suffixes: Iterable[str], before: Iterable[str]) -> list[str]:
    """The names of the chosen options; about kinds that are not chosen, what was chosen before."""
    return [
        name
        for name, (suffix, _) in _OPTIONS.items()
        if (getattr(options, name) if suffix in suffixes else name in before)
    ]


def _make_small(label: QLabel) -> None:
    """Beside what it explains: it gives way where there is no room."""
    label.setFont(look.font("small"))
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


def _column(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout


def _indented(*widgets: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(_LEFT, 0, _LEFT, 0)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch()
    return line
