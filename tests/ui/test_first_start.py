"""What is said where the program cannot be used as it is: an old Windows, no Chinese font."""

import os
import subprocess
import sys

import pytest

from ui.start import first_start


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ((6, 1, 7601), "Windows 7"),
        ((6, 3, 9600), "Windows 8.1"),
        ((10, 0, 17134), "Windows 10"),
        ((10, 0, 17762), "Windows 10"),
    ],
)
def test_a_windows_before_1809_is_named_and_told_what_to_do(version, name):
    sentence = first_start.refusal_for(*version)
    assert f"{name}（内部版本 {version[2]}）" in sentence
    assert "Windows 10（1809 版" in sentence
    assert "请换一台电脑使用" in sentence


@pytest.mark.parametrize("version", [(10, 0, 17763), (10, 0, 19045), (10, 0, 26100), (11, 0, 1)])
def test_1809_and_every_later_windows_is_new_enough(version):
    assert first_start.refusal_for(*version) == ""


def test_this_computer_is_new_enough():
    assert first_start.refusal() == ""


def test_the_sentence_comes_without_qt():
    code = "import ui.__main__, sys; print([m for m in sys.modules if m.startswith('PySide6')])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert said.stdout.decode().strip() == "[]"


_ALONE = """
from PySide6.QtWidgets import QMessageBox, QWidget
from ui.start import application
app, window = application.application(), QWidget()
window.show()
application.tell_if_unreadable(app, window)
shown = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
print([(box.text(), *(button.text() for button in box.buttons())) for box in shown])
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="Windows always has a font for Chinese")
@pytest.mark.parametrize("has_chinese", [True, False])
def test_without_a_font_for_chinese_it_is_said_in_english(tmp_path, has_chinese):
    """The fonts of the system, or those of an empty folder."""
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    if not has_chinese:
        file = tmp_path / "fonts.conf"
        file.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")
        environment["FONTCONFIG_FILE"] = str(file)
    said = subprocess.run(
        [sys.executable, "-c", _ALONE], env=environment, capture_output=True, check=True, text=True,
        encoding="utf-8",
    )  # fmt: skip
    assert (first_start.NO_CHINESE in said.stderr) == (not has_chinese)
    assert said.stdout.strip() == ("[]" if has_chinese else repr([(first_start.NO_CHINESE, "OK")]))
