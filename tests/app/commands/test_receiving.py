"""What the worker remembers of the units' files that a sum is held against again and again."""

import shutil
from pathlib import Path

import pytest

from app.collection import received
from app.commands.receiving import read_once
from app.disk import files
from tests.app.collection.conftest import REPORTS, edited


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    return Path(shutil.copy(REPORTS / "003.json", tmp_path))


def test_a_file_is_read_again_only_when_it_was_written(unit: Path, monkeypatch):
    first = read_once(unit)
    monkeypatch.setattr(received, "read", lambda *_: pytest.fail("read again"))
    assert read_once(unit) == first
    monkeypatch.undo()
    edited(unit, requests__granted__natural=7)
    assert read_once(unit).sha256 == files.digest(unit) != first.sha256


def test_a_file_that_was_busy_for_a_moment_is_read_when_it_is_free(unit: Path, monkeypatch):
    def busy(*_: object) -> bytes:
        raise PermissionError

    monkeypatch.setattr(files, "read", busy)
    assert read_once(unit).fault
    monkeypatch.undo()
    assert not read_once(unit).fault
