"""An edition that was parsed once is read quicker the next time, and is the same."""

import shutil
import sys
from pathlib import Path

import msgspec
import pytest

from app.disk import places
from app.forms import catalogue, load, parsed

SHIPPED = sorted((places.resources() / "forms").glob("*.yaml"))


@pytest.fixture(autouse=True)
def settings() -> Path:
    folder = places.settings_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An edition's file that nobody has read yet."""
    return Path(shutil.copy(SHIPPED[-1], tmp_path))


def said(form: object) -> bytes:
    """All that a form says: forms themselves are equal only where they are the same one."""
    return msgspec.json.encode(form)


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_edition_comes_back_as_it_was_parsed(shipped, tmp_path):
    file = Path(shutil.copy(shipped, tmp_path))
    assert parsed.form(file) is None
    first = load._parse(file)
    assert said(parsed.form(file)) == said(first)


def test_what_was_parsed_needs_no_parser(file, monkeypatch):
    files = {each.stem: each for each in SHIPPED} | {file.stem: file}
    first = load.read(file, files)
    load._decode.cache_clear()
    monkeypatch.setitem(sys.modules, "app.forms.yaml_files", None)  # an import of it fails
    assert said(load.read(file, files)) == said(first)


def test_another_content_is_parsed_anew_and_the_earlier_one_goes(file, settings):
    load._parse(file)
    file.write_text(file.read_text(encoding="utf-8") + "\n# x\n", encoding="utf-8")
    assert parsed.form(file) is None
    load._parse(file)
    assert len([*(settings / "parsed").iterdir()]) == 1


@pytest.mark.parametrize("damage", [b"", b"{}", b"[" * 100_000, b"\xff", b'{"edition": 3}'])
def test_what_is_damaged_is_as_if_it_was_not_there(file, settings, damage):
    load._parse(file)
    (kept,) = (settings / "parsed").iterdir()
    kept.write_bytes(damage)
    assert parsed.form(file) is None


def test_without_a_folder_of_settings_none_is_made(file, settings):
    settings.rmdir()
    load._parse(file)
    assert not settings.exists()


def test_a_folder_that_takes_nothing_stops_nobody(file, settings):
    (settings / "parsed").write_text("no folder", encoding="utf-8")
    load._parse(file)
    assert parsed.form(file) is None
    assert catalogue.form(file.stem).edition == file.stem
