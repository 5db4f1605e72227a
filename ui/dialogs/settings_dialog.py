"""What a person may choose about the program itself, a page for each kind of thing."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QTabWidget,
    QWidget,
)

from app.files.profiles import Profile
from ui import look
from ui.dialogs.profile_box import Asks, ProfileBox
from ui.dialogs.version_settings import VersionPage
from ui.kit import plain, window_size
from ui.kit.buttons import ButtonRow, Column, ok_cancel
from ui.kit.choice_box import ChoiceBox

_LOOKS = {"": "跟随系统", "light": "浅色", "dark": "深色", "contrast": "高对比"}


class Chosen(Struct, frozen=True):
    """What is chosen, and what was before."""

    look: str
    """A mode of `ui.look`; "": as the system has it."""
    zoom: float
    """How many times its usual size the page begins with."""
    versions: int
    versions_folder: str
    profile: Profile
    hints: bool = False
    """Whether hints that were closed are to be seen again."""


class SettingsDialog(QDialog):
    """Nothing is changed before it is accepted, but for house styles, which are files."""

    def __init__(
        self,
        parent: QWidget,
        shown: Chosen,
        zooms: Sequence[float],
        questions: Asks,
        page: str,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("设置")
        self.look = _combo("外观", _LOOKS.items(), shown.look)
        self.zoom = _combo("页面大小", [(z, f"{z:.0%}") for z in zooms], shown.zoom)
        self.versions = VersionPage(shown.versions, shown.versions_folder)
        self.style_ = ProfileBox(shown.profile, questions)
        self.hints = QCheckBox("重新显示第一次用时的提示")
        self.pages = QTabWidget(self)
        for each in (self.pages, self.pages.tabBar()):
            each.setAccessibleName("设置的各页")
        for name, made in (
            ("外观", self._look_page()),
            ("以前的版本", self.versions),
            ("版式", self._style_page()),
            ("提示", self._hints_page()),
        ):
            self.pages.addTab(made, name)
            if name == page:
                self.pages.setCurrentWidget(made)
        layout = Column(self)
        layout.addWidget(self.pages)
        layout.addLayout(ButtonRow(ok_cancel(self, "存下")))
        window_size.resize(self, 620, 360)

    def answer(self) -> Chosen:
        return Chosen(
            look=self.look.currentData(),
            zoom=self.zoom.currentData(),
            versions=self.versions.many.value(),
            versions_folder=self.versions.folder.text().strip(),
            profile=self.style_.profile(),
            hints=self.hints.isChecked(),
        )

    def _look_page(self) -> QWidget:
        page, form = _page()
        plain.add_row(form, "颜色：", self.look)
        plain.add_row(form, "页面大小：", self.zoom)
        form.addRow(
            _note("页面大小是打开窗口时的大小；用的时候按 Ctrl 和加号、减号，或者 Ctrl 和滚轮。")
        )
        return page

    def _style_page(self) -> QWidget:
        page, form = _page()
        plain.add_row(form, "平时用的版式：", self.style_)
        form.addRow(
            _note("版式是导出和打印时的字体、字号、行距、页边距。在“管理”里修改、交给别人用。")
        )
        return page

    def _hints_page(self) -> QWidget:
        page, form = _page()
        form.addRow(self.hints)
        form.addRow(_note("提示在左边，一次一条，点“知道了”就不再出现。"))
        return page


def _page() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(12, 16, 12, 12)
    form.setVerticalSpacing(12)
    return page, form


def _note(words: str) -> plain.Label:
    note = plain.Label(words, wrap=True)
    note.setFont(look.font("small"))
    return note


def _combo(name: str, choices: Iterable[tuple[Any, str]], chosen: object) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    for data, words in choices:
        box.addItem(words, data)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
