"""The look: what can be read in each of its modes, and that it is put on everywhere at once."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from ui import look
from ui.kit import icons

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


def test_the_style_sheet_names_only_colours_that_there_are():
    sheet = (ROOT / "resources" / "look" / "window.qss").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert set(re.findall("@([a-z_0-9]+)", rules)) <= set(look.Tokens._fields)
    assert not re.findall("#[0-9a-fA-F]{3,6}[; ]", rules)


def test_icons_are_of_the_look_and_made_on_first_use(worn_again):
    def colours(icon: QIcon) -> set[str]:
        image = icon.pixmap(20, 20).toImage()
        pixels = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
        return {pixel.name() for pixel in pixels if pixel.alpha() == 255}

    look.wear("light")
    assert colours(icons.icon("half")) == {look.LIGHT.ink2.name()}
    assert icons.icon("half") is icons.icon("half")
    look.wear("dark")
    assert colours(icons.icon("half")) == {look.DARK.ink2.name()}
    assert colours(icons.icon("half", "err")) == {look.DARK.err.name()}
