"""The export dialog: which kinds of document, how they look, where they go; all in one go."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.exporters import EXPORTS, Options
from app.files.profiles import STANDARD, Profile
from ui.dialogs.profile_box import Asks, ProfileBox
from ui.kit import plain

_OPTIONS = {
    "clean": (".html", "网页不带 Word 样式，供网站编辑器用"),
    "formulas": (".xlsx", "Excel 的合计写成公式"),
    "findings": (".xlsx", "Excel 里附一张检查结果"),
    "protect": (".xlsx", "Excel 里锁定合计和表头"),
}
"""Options by name, with the kind of document each is about."""


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


class ExportDialog(QDialog):
    """Nothing is written here: the answer says what is wanted."""

    def __init__(self, parent: QWidget, proposed: ExportChoice, questions: Asks) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle("导出")
        self.kinds = {suffix: QCheckBox(export.name) for suffix, export in EXPORTS.items()}
        self.options = {name: QCheckBox(words) for name, (_, words) in _OPTIONS.items()}
        self.profile = ProfileBox(proposed.options.profile, questions)
        self.folder = QLineEdit(str(proposed.folder))
        self.name = QLineEdit(proposed.name)
        self.open_folder = QCheckBox("完成后打开文件夹")
        self.open_folder.setChecked(proposed.open_folder)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._export = self._buttons.addButton("导出", QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._connect()
        for suffix in proposed.suffixes:
            if suffix in self.kinds:
                self.kinds[suffix].setChecked(True)
        for name, option in self.options.items():
            option.setChecked(getattr(proposed.options, name))
        self._on_chosen()

    def answer(self) -> ExportChoice:
        chosen = {name: box.isChecked() and box.isEnabled() for name, box in self.options.items()}
        return ExportChoice(
            folder=Path(self.folder.text().strip()),
            name=_without_suffix(self.name.text()),
            suffixes=tuple(suffix for suffix, box in self.kinds.items() if box.isChecked()),
            options=replace(Options(profile=self.profile.profile()), **chosen),
            open_folder=self.open_folder.isChecked(),
        )

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.addLayout(self._kinds())
        form = QFormLayout()
        plain.add_row(form, "版式：", self.profile)
        form.addRow(plain.Label("文件夹："), self._folder_row())
        plain.add_row(form, "文件名：", self.name)
        layout.addLayout(form)
        layout.addWidget(self.open_folder)
        layout.addWidget(self._buttons)
        self.name.setMinimumWidth(460)

    def _kinds(self) -> QGridLayout:
        """A line each: its name, what it is good for, and below what may be chosen about it."""
        grid = QGridLayout()
        for suffix, box in self.kinds.items():
            row = grid.rowCount()
            grid.addWidget(box, row, 0)
            grid.addWidget(plain.Label(EXPORTS[suffix].purpose), row, 1)
            below = [self.options[name] for name, (kind, _) in _OPTIONS.items() if kind == suffix]
            for offset, option in enumerate(below, start=1):
                grid.addWidget(option, row + offset, 1)
        return grid

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        browse = QPushButton("浏览…")
        browse.clicked.connect(self._browse)
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        return row

    def _connect(self) -> None:
        for box in self.kinds.values():
            box.toggled.connect(self._on_chosen)
        for line in (self.folder, self.name):
            line.textChanged.connect(self._on_chosen)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _on_chosen(self) -> None:
        for name, (suffix, _) in _OPTIONS.items():
            self.options[name].setEnabled(suffix in self.kinds and self.kinds[suffix].isChecked())
        filled = self.folder.text().strip() and _is_file_name(_without_suffix(self.name.text()))
        any_kind = any(box.isChecked() for box in self.kinds.values())
        self._export.setEnabled(bool(filled) and any_kind)

    def _browse(self) -> None:
        dialog = plain.file_dialog(self, "导出到哪个文件夹", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        folder = dialog.selectedFiles()[0] if dialog.exec() else ""
        if folder:
            self.folder.setText(folder)


def proposed_options(kept: Iterable[Profile], name: str, chosen: Iterable[str]) -> Options:
    """The options to begin with, in the house style of that name, where there still is one."""
    profile = next((profile for profile in kept if profile.name == name), STANDARD)
    return replace(Options(profile=profile), **{each: True for each in chosen if each in _OPTIONS})


def chosen_options(choice: ExportChoice, before: Iterable[str]) -> list[str]:
    """The names of the chosen options; about kinds that are not chosen, what was chosen before."""
    return [
        name
        for name, (suffix, _) in _OPTIONS.items()
        if (getattr(choice.options, name) if suffix in choice.suffixes else name in before)
    ]


def _without_suffix(name: str) -> str:
    """Each kind adds its own: 年报.docx would become 年报.docx.docx."""
    name = name.strip()
    suffix = next((each for each in EXPORTS if name.lower().endswith(each)), "")
    return name[: len(name) - len(suffix)].rstrip()


def _is_file_name(name: str) -> bool:
    return bool(name) and not any(c in '\\/:*?"<>|' for c in name)
