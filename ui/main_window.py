"""The window: arranges the parts and answers the menu. No sums, no files of its own."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QStandardPaths, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStyle, QVBoxLayout, QWidget

from app import __version__, files
from app.exporters import EXPORTS, Export
from app.forms.load import FormError
from app.report import Address
from app.settings import Settings
from app.store import ChangedOnDisk, StoreError
from ui.dialogs import NewReport, Questions
from ui.findings import Findings
from ui.outline import Outline
from ui.page import Page
from ui.workspace import Workspace

Keys = QKeySequence.StandardKey
_MESSAGE_TIME = 8_000


class MainWindow(QMainWindow):
    """One report in one window."""

    def __init__(self, workspace: Workspace, settings: Settings, questions: Questions) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.workspace = workspace
        self.settings = settings
        self.questions = questions
        self.page = Page(workspace)
        self.outline = Outline(workspace)
        self.findings = Findings(workspace)
        self._arrange()
        self._make_menus()
        self._connect()
        self._on_opened()
        self._take_place()

    def new(self) -> None:
        if not self._may_leave():
            return
        organ = self.workspace.report.organ or self.settings.organ
        answer = self.questions.new_report(self, NewReport(organ, last_year()))
        if answer is None:
            return
        try:
            self.workspace.new(answer.organ, answer.year)
        except FormError as error:
            self.questions.tell(self, str(error))
            return
        self.settings.organ = answer.organ

    def open(self) -> None:
        if self._may_leave():
            path = self.questions.open_path(self, self._folder())
            if path:
                self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Open a report file; where it cannot be read the report that is open stays."""
        try:
            self.workspace.open(path)
        except StoreError as error:
            self.settings.forget(path)
            self._draw_recent()
            self.questions.tell(self, f"{error}\n当前打开的报告没有变化。")
            return
        self._remember(path)

    def save(self) -> bool:
        """False where the report is still unsaved."""
        path = self.workspace.path
        return self._save_to(path) if path else self.save_as()

    def save_as(self) -> bool:
        if not self.page.commit():
            return False
        proposed = self.workspace.path or self._folder() / f"{self._file_name()}.json"
        path = self.questions.save_path(self, proposed)
        return path is not None and self._save_to(path)

    def export(self, export: Export) -> None:
        if not self.page.commit():
            return
        folder = Path(self.settings.folder) if self.settings.folder else self._folder()
        proposed = folder / f"{self._file_name()}{export.suffix}"
        path = self.questions.save_path(self, proposed, f"{export.name} (*{export.suffix})")
        if path is None:
            return
        try:
            files.write(path, export.render(self.workspace.report))
        except OSError as error:
            self.questions.tell(
                self, f"无法导出到“{path.name}”：{files.why(error)}。\n报告本身没有变化，可以换个位置再导出。"
            )
            return
        self.settings.folder = str(path.parent)
        self.statusBar().showMessage(f"已导出 {path}", _MESSAGE_TIME)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self.settings.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        event.accept()

    def _save_to(self, path: Path, *, overwrite: bool = False) -> bool:
        if not self.page.commit():
            return False
        try:
            self.workspace.save(path, overwrite=overwrite)
        except ChangedOnDisk as error:
            return self.questions.overwrite_changed(self, str(error)) and self._save_to(
                path, overwrite=True
            )
        except StoreError as error:
            self.questions.tell(
                self, f"{error}\n您填写的内容仍在本窗口中，请排除原因后重试，或者另存为新文件。"
            )
            return False
        self._remember(path)
        self.statusBar().showMessage(f"已保存 {path}", _MESSAGE_TIME)
        return True

    def _may_leave(self) -> bool:
        """Whether the open report may be left: saved, or not worth saving, or given up."""
        if not self.page.commit():
            return False
        if self.workspace.stack.isClean():
            return True
        answer = self.questions.save_changes(self, self.workspace.name)
        return self.save() if answer else answer is False

    def _take_place(self) -> None:
        """Where the window was last; at first as large as the screen takes."""
        if not self.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode())):
            room = self.screen().availableGeometry()
            self.resize(min(1320, room.width() - 20), min(1000, room.height() - 60))

    def _arrange(self) -> None:
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addWidget(self.findings)
        middle = QWidget(self)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.outline)
        row.addWidget(right, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.outline.chosen.connect(self.page.go_to_section)
        self.page.scrolled.connect(self.outline.mark)
        self.findings.chosen.connect(self.page.go_to)
        self.workspace.went.connect(self.page.go_to)
        self.workspace.opened.connect(self._on_opened)
        self.workspace.saved.connect(self._on_opened)
        self.workspace.stack.cleanChanged.connect(lambda clean: self.setWindowModified(not clean))

    def _make_menus(self) -> None:
        icon = QStyle.StandardPixmap
        file = self.menuBar().addMenu("文件(&F)")
        new = self._action(file, "新建(&N)…", self.new, Keys.New, icon.SP_FileIcon)
        opening = self._action(file, "打开(&O)…", self.open, Keys.Open, icon.SP_DialogOpenButton)
        self._recent = file.addMenu("最近的文件(&R)")
        file.addSeparator()
        save = self._action(file, "保存(&S)", self.save, Keys.Save, icon.SP_DialogSaveButton)
        self._action(file, "另存为(&A)…", self.save_as, "Ctrl+Shift+S")
        exports = file.addMenu("导出(&E)")
        for export in EXPORTS.values():
            self._action(exports, f"{export.name}…", partial(self.export, export))
        file.addSeparator()
        self._action(file, "退出(&X)", self.close, "Ctrl+Q")
        undo, redo = self._make_history()
        help_ = self.menuBar().addMenu("帮助(&H)")
        self._action(help_, "关于年报", self._about)
        self._make_tool_bar(new, opening, save, undo, redo)

    def _make_history(self) -> tuple[QAction, QAction]:
        edit = self.menuBar().addMenu("编辑(&E)")
        stack, icon = self.workspace.stack, QStyle.StandardPixmap
        undo = self._action(edit, "撤销", self._undo, Keys.Undo, icon.SP_ArrowBack)
        redo = self._action(edit, "重做", self._redo, Keys.Redo, icon.SP_ArrowForward)
        redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        stack.canUndoChanged.connect(undo.setEnabled)
        stack.canRedoChanged.connect(redo.setEnabled)
        stack.undoTextChanged.connect(lambda words: undo.setText(f"撤销 {words}".rstrip()))
        stack.redoTextChanged.connect(lambda words: redo.setText(f"重做 {words}".rstrip()))
        undo.setEnabled(False)
        redo.setEnabled(False)
        return undo, redo

    def _make_tool_bar(self, *actions: QAction) -> None:
        bar = self.addToolBar("工具栏")
        bar.setObjectName("tool_bar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.addActions(actions)

    def _action(
        self,
        menu: QMenu,
        words: str,
        do: Callable[[], object],
        keys: QKeySequence.StandardKey | str | None = None,
        icon: QStyle.StandardPixmap | None = None,
    ) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: do())
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        if icon is not None:
            action.setIcon(self.style().standardIcon(icon))
            action.setIconText(words.split("(")[0].rstrip("…"))
        return action

    def _undo(self) -> None:
        if self.page.commit():
            self.workspace.undo()

    def _redo(self) -> None:
        if self.page.commit():
            self.workspace.redo()

    def _on_opened(self) -> None:
        self.setWindowTitle(f"{self.workspace.name}[*] - 年报")
        self.setWindowModified(not self.workspace.stack.isClean())
        self._draw_recent()

    def _draw_recent(self) -> None:
        self._recent.clear()
        self._recent.setEnabled(bool(self.settings.recent))
        for name in self.settings.recent:
            self._action(self._recent, name.replace("&", "&&"), partial(self._open_recent, name))

    def _open_recent(self, name: str) -> None:
        if self._may_leave():
            self.open_file(Path(name))

    def _remember(self, path: Path) -> None:
        self.settings.remember(path)
        self._draw_recent()

    def _folder(self) -> Path:
        """Where a dialog begins: beside the open report, else with the last one, else documents."""
        if self.workspace.path:
            return self.workspace.path.parent
        if self.settings.recent:
            return Path(self.settings.recent[0]).parent
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place))

    def _file_name(self) -> str:
        """The report's title as a file name on every system."""
        return "".join("_" if c in '\\/:*?"<>|\n\t' else c for c in self.workspace.report.title)

    def _about(self) -> None:
        form = self.workspace.report.form
        self.questions.about(self, f"年报 {__version__}\n\n表格：{form.name}\n依据：{form.document}")


def last_year() -> int:
    """The year that reports are written about now."""
    return date.today().year - 1
