"""The hand-in dialog: what is still open, which documents, what they are called, where they go."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.checks import Finding
from app.disk import file_names
from app.exporters import EXPORTS, Options
from app.files.profiles import Profile
from ui import look
from ui.dialogs.export_files import ExportFiles
from ui.dialogs.open_points import OpenPoints
from ui.dialogs.profile_box import Asks
from ui.kit import boxes, icons, plain, window_size
from ui.kit.buttons import Button, stand_flush
from ui.kit.deadline import Said
from ui.kit.link_row import LinkRow

_WIDTH, _HIGHEST = 680, 640
"""Pixels; what has no room in them is scrolled to, and the buttons stay in sight."""
_MARGIN = 24


class ExportChoice(Struct, frozen=True):
    """What is to be written; also what the dialog begins with."""

    folder: Path
    name: str
    """Of the files, without suffix."""
    suffixes: tuple[str, ...]
    options: Options = Options()
    open_folder: bool = False

    @property
    def targets(self) -> dict[str, Path]:
        """Where each kind of document goes."""
        return {suffix: self.folder / (self.name + suffix) for suffix in self.suffixes}


class Occasion(Struct, frozen=True):
    """What is to be handed in, and what the dialog says about it before it asks."""

    title: str
    deadline: Said | None = None
    open: tuple[Finding, ...] = ()
    """What keeps it from being handed in."""
    beyond: int = 0
    """How many more there are that were not listed."""
    warnings: tuple[Finding, ...] = ()
    """What does not keep it, and should be seen before."""
    preview: Callable[[QWidget, Profile], object] | None = None
    """Shows the pages in a house style."""


class ExportDialog(QDialog):
    """Nothing is written here: the answer says what is wanted."""

    def __init__(
        self, parent: QWidget | None, proposed: ExportChoice, occasion: Occasion, questions: Asks
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle("上报材料")
        self.going: Finding | None = None
        """What somebody went back to instead."""
        self._occasion = occasion
        self.files = ExportFiles(
            proposed.suffixes, proposed.options, proposed.open_folder, questions
        )
        self.folder = QLineEdit(str(proposed.folder))
        self.name = QLineEdit(proposed.name)
        self.fault = plain.Label(wrap=True)
        """Why nothing can be exported as it is filled in."""
        self.fault.setObjectName("export_fault")
        self.export = Button("", "plain" if occasion.open else "main")
        self.leave = Button(*(("回去处理", "main") if occasion.open else ("取消", "plain")))
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._foot = QFrame()
        self._arrange()
        self._connect()
        self._on_chosen()
        self._fit()
        main = self.leave if occasion.open else self.export
        main.setDefault(True)
        main.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def answer(self) -> ExportChoice:
        return ExportChoice(
            folder=Path(self.folder.text().strip()),
            name=_without_suffix(self.name.text()),
            suffixes=self.files.suffixes,
            options=self.files.chosen(),
            open_folder=self.files.open_folder.isChecked(),
        )

    def sizeHint(self) -> QSize:
        foot, column = self._foot.sizeHint().height(), self._column
        wrapped = column.totalHeightForWidth(_WIDTH) if column.hasHeightForWidth() else 0
        high = max(self._content.sizeHint().height(), wrapped)
        return QSize(_WIDTH, min(high + foot + 2, _HIGHEST))

    def _arrange(self) -> None:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = self._column
        column.setContentsMargins(_MARGIN, 16, _MARGIN, 16)
        column.setSpacing(8)
        column.addLayout(self._head())
        occasion = self._occasion
        if occasion.open or occasion.warnings:
            points = OpenPoints(occasion.open, occasion.beyond, occasion.warnings)
            points.chosen.connect(self._go)
            column.addWidget(points)
        files = plain.Label("要哪些文件")
        files.setFont(look.scaled(look.base(), 1, bold=True))
        column.addSpacing(4)
        column.addWidget(files)
        column.addWidget(self.files)
        column.addSpacing(4)
        column.addLayout(self._place())
        column.addWidget(self.fault)
        column.addStretch()
        area.setWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(area, 1)
        layout.addWidget(self._buttons())

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        title = plain.Label(self._occasion.title, wrap=True)
        title.setFont(look.font("h2"))
        line.addWidget(title, 1)
        if due := self._occasion.deadline:
            deadline = LinkRow()
            deadline.show_words(due.words, sign=(due.icon, due.role), role=due.role)
            deadline.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            deadline.setEnabled(False)
            deadline.unsetCursor()
            line.addWidget(deadline)
        return line

    def _place(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        change = Button("更改…")
        change.clicked.connect(self._browse)
        fields: tuple[tuple[str, QLineEdit], ...] = (
            ("文件名", self.name),
            ("文件夹", self.folder),
        )
        for row, (words, field) in enumerate(fields):
            label = plain.Label(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1, 1, 1 if field is self.folder else 2)
        grid.addWidget(stand_flush(change), 1, 2)
        return grid

    def _buttons(self) -> QWidget:
        look.ground(self._foot, look.PANEL)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(_MARGIN - 8, 8, _MARGIN - 4, 8)
        if self._occasion.preview:
            preview = Button("打印…", "quiet")
            icons.put(preview, "print", "link")
            preview.clicked.connect(self._preview)
            row.addWidget(preview)
        row.addStretch()
        pair = (self.export, self.leave) if self._occasion.open else (self.leave, self.export)
        for button in pair:
            row.addWidget(button)
        return self._foot

    def _connect(self) -> None:
        self.files.changed.connect(self._on_chosen)
        self.files.folded.connect(self._fit)
        for line in (self.folder, self.name):
            line.textChanged.connect(self._on_chosen)
        self.export.clicked.connect(self.accept)
        self.leave.clicked.connect(self._on_leave)

    def _fit(self) -> None:
        self._column.activate()
        hint = self.sizeHint()
        window_size.resize(self, hint.width(), hint.height())

    def _on_leave(self) -> None:
        if self._occasion.open:
            self._go(self._occasion.open[0])
        else:
            self.reject()

    def _go(self, finding: Finding) -> None:
        self.going = finding
        self.reject()

    def _preview(self) -> None:
        if self._occasion.preview:
            self._occasion.preview(self, self.files.profile.profile())

    def _on_chosen(self) -> None:
        count = len(self.files.suffixes)
        verb = "仍要导出" if self._occasion.open else "导出"
        self.export.setText(f"{verb} {count} 个文件" if count else verb)
        fault = self._fault() if count else "请至少选一种文件。"
        self.export.setEnabled(not fault)
        self.fault.setText(fault)
        if self.fault.isHidden() != (not fault):
            self.fault.setHidden(not fault)
            self._fit()

    def _fault(self) -> str:
        name = _without_suffix(self.name.text())
        usable = file_names.stem(name)
        if not name:
            return "请写文件名。"
        if name != usable:
            return f"文件名太长，或者有不能用的字；可以写成“{usable}”。"
        return "" if self.folder.text().strip() else "请选放在哪个文件夹。"

    def _browse(self) -> None:
        dialog = boxes.file_dialog(self, "导出到哪个文件夹", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        folder = dialog.selectedFiles()[0] if dialog.exec() else ""
        if folder:
            self.folder.setText(folder)


def _without_suffix(name: str) -> str:
    """Each kind adds its own: 年报.docx would become 年报.docx.docx."""
    name = name.strip()
    suffix = next((each for each in EXPORTS if name.lower().endswith(each)), "")
    return name[: len(name) - len(suffix)].rstrip()
