"""The sentence on a Windows that is too old."""

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
