"""Where settings lie."""

import sys

import pytest

from app.disk import places


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A frozen program on a USB stick."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nianbao.exe"))
    return tmp_path


def test_settings_lie_where_the_system_wants_them(stick, home):
    assert places.settings_folder() == home / "nianbao"


@pytest.mark.parametrize("name", ["portable", "portable.txt"])
def test_settings_lie_beside_a_program_that_is_marked_portable(stick, name):
    (stick / name).touch()
    assert places.settings_folder() == stick / "设置"
    assert places.form_folders()[1] == stick / "设置" / "forms"


def test_a_folder_called_portable_is_no_mark(stick):
    (stick / "portable").mkdir()
    assert not places.is_portable()
