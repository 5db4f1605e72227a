"""The look: what can be read in each of its modes, and that it is put on everywhere at once."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
)

from tests.ui.conftest import becomes_active
from ui import look
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.choice_box import ChoiceBox
from ui.start import application

ROOT = Path(__file__).parent.parent.parent
TEXTS = [
    "ink/paper",
    "ink/win",
    "ink/panel",
    "ink/field",
    "ink/head",
    "ink/computed",
    "ink/accent_soft",
    "ink/err_soft",
    "ink/warn_soft",
    "ink/ok_soft",
    "ink/hover",
    "on_sel/sel",
    "ink2/paper",
    "ink2/win",
    "ink2/panel",
    "ink2/head",
    "ink2/accent_soft",
    "ink2/hover",
    "ink3/paper",
    "ink3/win",
    "ink3/panel",
    "ink3/desk",
    "ink3/hover",
    "ink3/computed",
    "last/paper",
    "last/computed",
    "last/err_soft",
    "accent/paper",
    "accent/win",
    "accent/panel",
    "accent/accent_soft",
    "link/paper",
    "link/win",
    "link/panel",
    "on_accent/accent",
    "on_accent/accent_h",
    "err/paper",
    "err/win",
    "err/panel",
    "err/err_soft",
    "err/accent_soft",
    "warn/paper",
    "warn/win",
    "warn/panel",
    "warn/warn_soft",
    "ok/paper",
    "ok/win",
    "ok/panel",
    "ok/ok_soft",
    "off/win",
    "off/panel",
    "off/paper",
    "off/field",
]
"""What is written in which colour on which."""
EDGES = [
    "edge/field",
    "edge/paper",
    "edge/win",
    "edge/panel",
    "grid/paper",
    "accent/paper",
    "accent/win",
]
MODES = {"light": look.LIGHT, "dark": look.DARK, "contrast": look.contrast(look._NIGHT)}


def luminance(colour: QColor) -> float:
    """Of WCAG 2."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    less, more = sorted((luminance(one), luminance(other)))
    return (more + 0.05) / (less + 0.05)


@pytest.mark.parametrize("mode", MODES)
def test_words_and_edges_can_be_told_from_what_they_stand_on(mode):
    worn = MODES[mode]
    weak = {
        pair: round(found, 2)
        for pairs, least in ((TEXTS, 4.5), (EDGES, 3))
        for pair in pairs
        if (found := contrast(*(getattr(worn, role) for role in pair.split("/")))) < least
    }
    assert weak == {}


@pytest.fixture
def worn_again(start):
    yield start()
    look.wear(None)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QComboBox, ChoiceBox])
def test_a_box_to_tick_or_to_choose_from_has_an_edge_that_can_be_seen(qtbot, kind, mode):
    application.application()
    look.wear(mode)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    box = kind(dialog)
    dialog.show()
    picture, middle = dialog.grab().toImage(), box.geometry().center().y()
    ground = picture.pixelColor(dialog.rect().bottomRight())
    row = [picture.pixelColor(x, middle) for x in range(box.x() + 22)]
    look.wear("")
    assert ground == MODES[mode].win
    assert max(contrast(pixel, ground) for pixel in row) >= 3


def test_the_first_colours_are_dark_where_those_of_the_system_are(worn_again, monkeypatch):
    """Before anything is asked that takes long; once it was asked, that holds."""
    app = application.application()
    monkeypatch.setattr(look, "_worn", look._Worn())
    app.setStyleSheet("")
    app.setPalette(QPalette(QColor("#303030")))
    look.dress(app)
    assert look.tokens() == look.DARK
    look._heed(Qt.ColorScheme.Unknown)
    assert look.tokens() == look.DARK
    look._heed(Qt.ColorScheme.Light)
    assert look.tokens() == look.LIGHT


@pytest.mark.slow
def test_another_look_is_put_on_while_the_program_runs(worn_again):
    window = worn_again
    seen = []
    look.changed.connect(lambda: seen.append(look.tokens().win.name()))
    before = window.grab().toImage().pixelColor(2, 2)
    look.wear("dark")
    look.wear("dark")
    QApplication.processEvents()
    assert seen == [look.DARK.win.name()]
    assert window.grab().toImage().pixelColor(2, 2) == look.DARK.win != before
    assert window.page.widget().palette().color(look.DESK) == look.DARK.desk
    look.wear("contrast")
    QApplication.processEvents()
    assert look.is_contrast()
    assert window.grab().toImage().pixelColor(2, 2) == QColor("black")


def test_a_look_is_forced_by_a_variable_and_put_on_when_the_theme_is_another(
    worn_again, monkeypatch
):
    monkeypatch.setenv(look.FORCED, "contrast")
    QApplication.sendEvent(worn_again, QEvent(QEvent.Type.ThemeChange))
    assert look.is_contrast()
    monkeypatch.delenv(look.FORCED)
    QApplication.sendEvent(worn_again, QEvent(QEvent.Type.ThemeChange))
    assert not look.is_contrast()


@pytest.mark.parametrize(
    "part", ["QMenuBar", "QMenu", "QStatusBar", "QMessageBox", "QTipLabel", "QAbstractItemView"]
)
def test_menus_messages_tips_and_lists_are_as_large_as_all_else(worn_again, part):
    """Windows gives them a type of its own, of 8 points, with each style and each style sheet."""
    app = application.application()
    for mode in ("dark", "light"):
        look.wear(mode)
        assert QApplication.font(part).pointSizeF() == app.font().pointSizeF()


def test_the_style_sheet_names_only_colours_that_there_are():
    sheet = (ROOT / "resources" / "look" / "window.qss").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert set(re.findall("@([a-z_0-9]+)", rules)) <= {*look.Tokens._fields, "tick"}
    assert not re.findall("#[0-9a-fA-F]{3,6}[; ]", rules)


def test_icons_are_of_the_look_and_made_on_first_use(worn_again):
    def colours(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
        image = icon.pixmap(20, 20, mode).toImage()
        pixels = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
        return {pixel.name() for pixel in pixels if pixel.alpha() == 255}

    look.wear("light")
    assert colours(icons.icon("half")) == {look.LIGHT.ink2.name()}
    assert icons.icon("half") is icons.icon("half")
    look.wear("dark")
    assert colours(icons.icon("half")) == {look.DARK.ink2.name()}
    assert colours(icons.icon("half", "err")) == {look.DARK.err.name()}
    assert colours(icons.icon("half", "err"), QIcon.Mode.Selected) == {look.DARK.err.name()}
    look.wear("contrast")
    assert colours(icons.icon("half"), QIcon.Mode.Selected) == {look.tokens().on_sel.name()}


@pytest.mark.parametrize("kind", ["plain", "main", "small"])
def test_a_button_with_the_keyboard_has_a_ring_and_no_second_frame_inside(qtbot, worn_again, kind):
    look.wear("light")
    dialog = QDialog()
    qtbot.addWidget(dialog)
    row = QHBoxLayout(dialog)
    row.addWidget(QLineEdit())
    button = Button("记下", kind)
    button.setAutoDefault(False)
    row.addWidget(button)
    dialog.show()
    qtbot.waitUntil(lambda: becomes_active(dialog))
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert button.hasFocus()
    image = button.grab().toImage()
    ring = {image.pixelColor(x, 0).name() for x in range(8, image.width() - 8)}
    assert ring == {look.tokens().accent.name()}
    # Above and below the words, between the edge of the button and them.
    left, right = 10, image.width() - 11
    inside = {image.pixelColor(x, y).name() for x in range(left, right) for y in (6, 7)}
    assert len(inside) == 1


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", ["plain", "main", "small", "quiet"])
def test_a_button_that_cannot_be_pressed_looks_so(qtbot, worn_again, kind, mode):
    look.wear(mode)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    row = QHBoxLayout(dialog)
    button, other = Button("看这一版", kind), Button("看这一版", kind)
    for each in (button, other):
        each.setAutoDefault(False)
        row.addWidget(each)
    button.setEnabled(False)
    dialog.show()
    worn = look.tokens()
    usable = {"main": worn.accent, "quiet": worn.link}.get(kind, worn.ink)

    def words(of: Button) -> set[str]:
        """The colours of the words, well inside of every edge."""
        image = of.grab().toImage()
        across, down = range(12, of.width() - 12), range(9, of.height() - 9)
        return {image.pixelColor(x, y).name() for x in across for y in down}

    assert usable.name() in words(other)
    assert usable.name() not in words(button)
    assert worn.off.name() in words(button)
    image, across = button.grab().toImage(), button.width() // 2
    edge = image.pixelColor(across, 3 if kind == "small" else 4)
    assert (edge == image.pixelColor(across, 1)) is (kind == "quiet")


@pytest.mark.parametrize("mode", MODES)
def test_what_is_ticked_is_told_by_a_tick_and_by_its_ground(qtbot, mode):
    application.application()
    look.wear(mode)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    box.show()
    picture = box.grab().toImage()
    high = box.height()
    seen = {picture.pixelColor(x, y).name() for x in range(18) for y in range(high)}
    look.wear("")
    worn = MODES[mode]
    assert worn.accent.name() in seen
    assert max(contrast(QColor(name), worn.accent) for name in seen) > 4.5


@pytest.mark.parametrize("mode", MODES)
def test_what_a_field_asks_for_can_be_read(qtbot, mode):
    application.application()
    look.wear(mode)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("口口口口")
    field.resize(200, 32)
    field.show()
    picture = field.grab().toImage()
    inside = [picture.pixelColor(x, y) for x in range(6, 100) for y in range(6, 26)]
    look.wear("")
    assert max(contrast(pixel, MODES[mode].field) for pixel in inside) >= 4.5
