"""A house style as a form: fonts, sizes, margins, what is printed."""

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.files import profiles
from app.files.profiles import STANDARD, Profile, ProfileError
from ui.kit import plain
from ui.kit.buttons import ok_cancel

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
        self.blank = QComboBox()
        for value, words in _BLANKS.items():
            self.blank.addItem(words, value)
        self.blank.setCurrentIndex(self.blank.findData(shown.blank))
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
        """Two columns: all in one would be higher than a small screen."""
        names, sizes = QFormLayout(), QFormLayout()
        for form in (names, sizes):
            form.setVerticalSpacing(4)
        plain.add_row(names, "名称：", self.name)
        for key, words in _FONTS.items():
            plain.add_row(names, words, self.fonts[key])
        plain.add_row(names, "没填的格：", self.blank)
        names.addRow(self.lead)
        for key, (words, _, _) in _SIZES.items():
            plain.add_row(sizes, words, self.sizes[key])
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(names, 1)
        both.addLayout(sizes, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(both)
        layout.addWidget(self.fault)
        layout.addWidget(ok_cancel(self, "存下"))


def _spin_box(low: float, high: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(low, high)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    return box
