"""A house style as a form: fonts, sizes, margins, what is printed."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from app.files import profiles
from app.files.profiles import STANDARD, Profile, ProfileError
from ui.kit import plain, window_size
from ui.kit.buttons import EDGE, ButtonRow, Column, ok_cancel
from ui.kit.choice_box import ChoiceBox

_FONTS = {
    "title_font": "标题字体：",
    "section_font": "一级标题字体：",
    "part_font": "二级标题字体：",
    "body_font": "正文字体：",
    "table_font": "表格字体：",
    "latin_font": "数字和字母字体：",
}
_SIZES = {
    "title_size": ("标题字号（磅）：", 5, 48),
    "body_size": ("正文字号（磅）：", 5, 48),
    "table_size": ("表格字号（磅，最大）：", 5, 48),
    "line_pitch": ("行距（磅）：", 8, 80),
    "top": ("上边距（毫米）：", 5, 60),
    "bottom": ("下边距（毫米）：", 5, 60),
    "left": ("左边距（毫米）：", 5, 60),
    "right": ("右边距（毫米）：", 5, 60),
}
_BLANKS = {"blank": "留空", "zero": "印成 0"}
_SIGNATURES = {"unsealed": "不盖章", "sealed": "盖章"}


class ProfileDialog(QDialog):
    """The standard one is never changed: another name makes another style."""

    def __init__(self, parent: QWidget, shown: Profile) -> None:
        super().__init__(parent)
        self.setWindowTitle("修改版式")
        self.name = QLineEdit("本单位版式" if shown.name == STANDARD.name else shown.name)
        self.fonts = {key: QLineEdit(getattr(shown, key)) for key in _FONTS}
        self.sizes = {key: _spin_box(low, high) for key, (_, low, high) in _SIZES.items()}
        for key, box in self.sizes.items():
            box.setValue(getattr(shown, key))
        self.lead = QCheckBox("印引言")
        self.lead.setChecked(shown.lead)
        self.blank = _choice(_BLANKS, shown.blank)
        self.signature = _choice(_SIGNATURES, shown.signature)
        self.fault = plain.Label(wrap=True)
        for font in self.fonts.values():
            font.setMinimumWidth(170)
        self._arrange()

    def answer(self) -> Profile:
        """What the form says.

        Raises:
            ProfileError: it cannot be used.
        """
        made = profiles.made(
            name=self.name.text().strip(),
            lead=self.lead.isChecked(),
            blank=self.blank.currentData(),
            signature=self.signature.currentData(),
            **{key: box.text().strip() for key, box in self.fonts.items()},
            **{key: box.value() for key, box in self.sizes.items()},
        )
        return profiles.own(made)

    def accept(self) -> None:
        try:
            self.answer()
        except ProfileError as error:
            self.fault.setText(str(error))
            return
        super().accept()

    def _arrange(self) -> None:
        """Two columns, which scroll where they are still higher than the screen."""
        names, sizes = QFormLayout(), QFormLayout()
        for form in (names, sizes):
            form.setVerticalSpacing(4)
        plain.add_row(names, "名称：", self.name)
        for key, words in _FONTS.items():
            plain.add_row(names, words, self.fonts[key])
        plain.add_row(names, "没填的格：", self.blank)
        plain.add_row(names, "落款：", self.signature)
        names.addRow(self.lead)
        for key, (words, _, _) in _SIZES.items():
            plain.add_row(sizes, words, self.sizes[key])
        content = QWidget()
        both = QHBoxLayout(content)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        both.addLayout(names, 1)
        both.addLayout(sizes, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        layout = Column(self)
        layout.addWidget(area, 1)
        layout.addWidget(self.fault)
        layout.addLayout(ButtonRow(ok_cancel(self, "存下")))
        wanted, around = content.sizeHint(), layout.sizeHint() - area.sizeHint()
        bar = area.verticalScrollBar().sizeHint().width()
        window_size.resize(self, wanted.width() + bar + 2 * EDGE, wanted.height() + around.height())


def _choice(words: Mapping[str, str], shown: str) -> ChoiceBox:
    box = ChoiceBox()
    for value, name in words.items():
        box.addItem(name, value)
    box.setCurrentIndex(box.findData(shown))
    return box


def _spin_box(low: float, high: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(low, high)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    return box
