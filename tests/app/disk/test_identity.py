"""One file by whatever name it is called."""

import os
import sys
from pathlib import Path

import pytest

from app.disk.identity import same_file, spelled

no_links_under_wine = pytest.mark.skipif("WINEPREFIX" in os.environ, reason="Wine makes odd links")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "年报.json"
    path.write_bytes(b"1")
    return path


@no_links_under_wine
def test_a_link_leads_to_its_file(file: Path, tmp_path: Path):
    link, again = tmp_path / "link.json", tmp_path / "again.json"
    try:
        link.symlink_to(file)
        again.symlink_to(link)
    except OSError:
        pytest.skip("this user may make no links")
    assert same_file(link, file)
    assert same_file(again, link)


@no_links_under_wine
def test_a_file_in_a_linked_folder_is_the_same(file: Path, tmp_path: Path):
    try:
        (tmp_path / "folder").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this user may make no links")
    assert same_file(tmp_path / "folder" / file.name, file)
    assert same_file(tmp_path / "folder" / "not yet.json", tmp_path / "not yet.json")


def test_a_second_name_of_a_file_leads_to_it(file: Path, tmp_path: Path):
    os.link(file, tmp_path / "hard.json")
    assert same_file(tmp_path / "hard.json", file)


def test_another_spelling_is_the_same_path(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(file.parent)
    for spelling in (f"./{file.name}", f"x/../{file.name}", f".//{file.name}", file.name):
        assert same_file(Path(spelling), file), spelling


@pytest.mark.skipif(sys.platform != "win32", reason="here two cases are two names")
def test_on_windows_case_is_no_difference(file: Path):
    assert same_file(Path(str(file).upper()), file)


def test_two_files_with_one_content_are_two(file: Path, tmp_path: Path):
    copy = tmp_path / "copy.json"
    copy.write_bytes(file.read_bytes())
    assert not same_file(copy, file)
    assert not same_file(tmp_path / "a.json", tmp_path / "b.json")
    assert not same_file(file, tmp_path / "not there.json")


def test_a_file_that_was_replaced_is_still_the_one_at_its_path(file: Path, tmp_path: Path):
    before = Path(file)
    (tmp_path / "new").write_bytes(b"2")
    (tmp_path / "new").replace(file)
    assert same_file(before, file)


def test_files_that_a_share_does_not_number_are_told_by_their_path(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = tmp_path / "other.json"
    other.write_bytes(b"2")
    unnumbered = os.stat_result((0o100644, 0, 0, 1, 0, 0, 1, 0, 0, 0))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", lambda _path: unnumbered)
        assert not same_file(other, file)


@pytest.mark.parametrize("name", ["\0", "a\0b.json", "\ud800.json", "x" * 5000, "家/没有/a.json"])
def test_a_name_that_can_be_no_file_is_no_fault(file: Path, name: str):
    assert not same_file(Path(name), file)
    assert spelled(Path(name))


@no_links_under_wine
def test_a_ring_of_links_is_no_fault(file: Path, tmp_path: Path):
    one, other = tmp_path / "one", tmp_path / "other"
    try:
        one.symlink_to(other)
        other.symlink_to(one)
    except OSError:
        pytest.skip("this user may make no links")
    assert not same_file(one, file)
