"""What stood in a report's file before each save can be had back."""

import errno
import json
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.disk import files, places, settings
from app.disk.settings import Settings
from app.files import versions
from app.files.store import StoreError

no_links_under_wine = pytest.mark.skipif("WINEPREFIX" in os.environ, reason="Wine makes odd links")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "年报.json"
    path.write_bytes(b"0")
    return path


def replaced(file: Path, *contents: bytes) -> None:
    """As saving does it: what stands there is kept, then it is replaced."""
    for content in contents:
        assert versions.keep(file, file.read_bytes()) == ""
        files.write(file, content)
        versions.saved(file, files.digest_of(content))


def kept(file: Path) -> list[bytes]:
    return [version.place.read_bytes() for version in versions.listed(file)]


def choose(**wanted: object) -> None:
    chosen = Settings(**wanted)  # type: ignore[arg-type]
    settings.save(chosen)


def test_every_save_keeps_what_stood_there_before(file: Path):
    replaced(file, b"1", b"2", b"3")
    assert kept(file) == [b"2", b"1", b"0"]
    assert (places.settings_folder() / "versions").is_dir()


def test_what_is_the_same_is_kept_once_at_its_last_time(file: Path):
    replaced(file, b"1", b"0", b"1", b"0", b"2")
    assert kept(file) == [b"0", b"1"]
    versions.keep(file, b"0")
    assert kept(file) == [b"0", b"1"]


def test_a_version_that_was_damaged_is_no_reason_to_keep_nothing(file: Path):
    replaced(file, b"1")
    (damaged,) = versions.listed(file)
    damaged.place.write_bytes(b"?")
    versions.keep(file, b"0")
    assert b"0" in [place.read_bytes() for place in damaged.place.parent.glob("2*.json")]


def test_the_last_twenty_stay_and_the_setting_says_how_many(file: Path):
    replaced(file, *(b"%d" % number for number in range(1, 31)))
    assert kept(file) == [b"%d" % number for number in range(29, 9, -1)]
    choose(versions=3)
    replaced(file, b"x")
    assert kept(file) == [b"30", b"29", b"28"]


@pytest.mark.parametrize("wanted", [0, -1])
def test_none_are_kept_where_none_are_wanted(file: Path, wanted: int):
    choose(versions=wanted)
    assert versions.keep(file, b"0") == versions.OFF
    assert versions.listed(file) == []


def test_they_lie_where_the_setting_says(file: Path, tmp_path: Path):
    choose(versions_folder=str(tmp_path / "别处"))
    replaced(file, b"1")
    assert kept(file) == [b"0"]
    assert any((tmp_path / "别处").rglob("2*.json"))


def test_of_each_of_thirty_days_the_last_stays(file: Path):
    now = time.time()
    for days in range(40, 0, -1):
        for hour in range(3):
            written = now - days * 86_400 + hour
            os.utime(file, (written, written))
            versions.keep(file, b"%d/%d" % (days, hour))
    choose(versions=2)
    versions.keep(file, b"today")
    left = kept(file)
    assert left[:2] == [b"today", b"1/2"]
    days = {content.split(b"/")[0] for content in left[1:]}
    assert {b"%d" % day for day in range(1, 29)} <= days <= {b"%d" % day for day in range(1, 31)}
    assert len(left) == len({*left}) <= 32


def test_twenty_megabytes_are_the_most(file: Path):
    for number in range(6):
        versions.keep(file, b"%d" % number * (4 << 20))
    sizes = [version.size for version in versions.listed(file)]
    assert len(sizes) == 5
    assert sum(sizes) <= versions.LARGEST
    assert "20 MB" in versions.keep(file, b"x" * (versions.LARGEST + 1))
    assert len(versions.listed(file)) == 5


def test_a_version_tells_when_it_was_written_and_by_whom(file: Path):
    os.utime(file, (1_700_000_000, 1_700_000_000))
    versions.keep(file, b"0", of_another=True)
    (version,) = versions.listed(file)
    assert version.written == datetime.fromtimestamp(1_700_000_000, UTC)
    assert version.of_another
    assert version.size == 1


@pytest.mark.parametrize("when", [0, 10, 1 << 33, 1 << 37])
def test_an_impossible_time_of_a_file_is_no_fault(file: Path, when: int):
    try:
        os.utime(file, (when, when))
    except OSError:
        pytest.skip("this disk keeps no such time")
    assert versions.keep(file, b"0") == ""
    (version,) = versions.listed(file)
    assert version.written.year >= 1980
    assert version.written <= datetime.now(UTC)


def test_a_clock_that_goes_back_does_not_mix_the_order(file: Path, monkeypatch: pytest.MonkeyPatch):
    replaced(file, b"1")

    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(days=3)

    monkeypatch.setattr(versions, "datetime", Earlier)
    replaced(file, b"2", b"3")
    assert kept(file) == [b"2", b"1", b"0"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets it so many days ahead."""

    def put_ahead(days: int) -> None:
        class Ahead:
            def now(self, tz=None):
                return datetime.now(tz) + timedelta(days=days)

            def __getattr__(self, name: str):
                return getattr(datetime, name)

        monkeypatch.setattr(versions, "datetime", Ahead())

    return put_ahead


def test_a_clock_that_is_ahead_for_a_while_costs_no_version_of_the_days_before(
    file: Path, clock: Callable[[int], None]
):
    choose(versions=1)
    for days in range(5, 0, -1):
        written = time.time() - days * 86_400
        os.utime(file, (written, written))
        versions.keep(file, b"%d" % days)
    clock(400)
    os.utime(file)
    versions.keep(file, b"ahead")
    clock(0)
    assert kept(file) == [b"ahead", b"1", b"2", b"3", b"4", b"5"]


@pytest.mark.parametrize("way", ["renamed", "saved as"])
def test_what_was_kept_by_a_clock_that_was_ahead_comes_along_under_a_new_name(
    file: Path, tmp_path: Path, clock: Callable[[int], None], way: str
):
    clock(400)
    replaced(file, b"1", b"2")
    clock(0)
    other = tmp_path / "新名字.json"
    if way == "renamed":
        file.rename(other)
    else:
        shutil.copy(file, other)
        versions.goes_on(other, file)
    assert kept(other) == [b"1", b"0"]


def test_what_is_kept_in_a_year_of_no_name_is_listed(file: Path, clock: Callable[[int], None]):
    clock(150 * 366)
    replaced(file, b"1")
    clock(0)
    replaced(file, b"2")
    assert kept(file) == [b"1", b"0"]


def test_strange_files_among_them_are_left_alone(file: Path):
    replaced(file, b"1")
    (version,) = versions.listed(file)
    folder = version.place.parent
    for name in ("a.json", "file.json.bak", version.place.name + ".bak", "20269999T999999.json"):
        (folder / name).write_bytes(b"strange")
    bad = version.place.name.replace("T", "T9", 1)
    (folder / bad.replace(version.place.name[:8], "20269999")).write_bytes(b"strange")
    replaced(file, b"2")
    assert kept(file) == [b"1", b"0"]
    assert (folder / "a.json").read_bytes() == b"strange"


@pytest.mark.parametrize(
    "index",
    [
        *(b"", b"[]", b"{", b'{"path": 1}', b"\xff", b'{"path":"x"}'),
        b'{"path":"x","before":"0123456789abcdef","since":"2026-01-01T00:00:00"}',
    ],
)
def test_an_index_that_cannot_be_read_loses_nothing(file: Path, index: bytes):
    replaced(file, b"1")
    (version,) = versions.listed(file)
    (version.place.parent / "file.json").write_bytes(index)
    replaced(file, b"2")
    assert kept(file) == [b"1", b"0"]


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_nobody_else_may_read_them(file: Path):
    file.chmod(0o600)
    replaced(file, b"1")
    (version,) = versions.listed(file)
    assert version.place.parent.stat().st_mode & 0o077 == 0


# --- whose they are


@no_links_under_wine
def test_a_link_and_its_file_have_the_same_versions(file: Path, tmp_path: Path):
    link = tmp_path / "link.json"
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("this user may make no links")
    replaced(file, b"1")
    replaced(link, b"2")
    assert kept(file) == kept(link) == [b"1", b"0"]


def test_a_renamed_file_keeps_its_versions(file: Path, tmp_path: Path):
    replaced(file, b"1", b"2")
    again = file.rename(tmp_path / "改名.json")
    assert kept(again) == [b"1", b"0"]
    replaced(again, b"3")
    assert kept(again) == [b"2", b"1", b"0"]
    (tmp_path / "新").mkdir()
    moved = again.rename(tmp_path / "新" / "再改.json")
    replaced(moved, b"4")
    assert kept(moved) == [b"3", b"2", b"1", b"0"]


def test_a_copy_is_another_file(file: Path, tmp_path: Path):
    replaced(file, b"1")
    copy = tmp_path / "copy.json"
    shutil.copy(file, copy)
    assert kept(copy) == []
    replaced(copy, b"2")
    assert kept(copy) == [b"1"]
    assert kept(file) == [b"0"]


def test_what_another_puts_where_a_file_was_has_not_its_later_versions(file: Path, tmp_path: Path):
    """The new name goes on from the versions so far; what comes at the old place is its own."""
    replaced(file, b"1", b"2")
    again = file.rename(tmp_path / "改名.json")
    assert kept(again) == [b"1", b"0"]
    file.write_bytes(b"another")
    replaced(file, b"more")
    assert kept(again) == [b"1", b"0"]


def test_a_ring_of_names_ends(file: Path, tmp_path: Path):
    other = tmp_path / "other.json"
    other.write_bytes(b"o")
    replaced(file, b"1")
    replaced(other, b"2")
    versions.goes_on(other, file)
    versions.goes_on(file, other)
    assert set(kept(file)) == set(kept(other)) == {b"0", b"o"}


def test_a_folder_named_in_an_index_is_one_of_ours(file: Path, tmp_path: Path):
    replaced(file, b"1")
    (version,) = versions.listed(file)
    index = {"path": "x", "before": "../" * 3 + tmp_path.name}
    (version.place.parent / "file.json").write_text(json.dumps(index), encoding="utf-8")
    assert kept(file) == [b"0"]


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("owner", "call"),
    [(os, "mkdir"), (files, "write"), (Path, "iterdir"), (Path, "replace"), (os, "fsync")],
)
def test_no_version_is_no_reason_that_a_save_fails(
    file: Path, monkeypatch: pytest.MonkeyPatch, owner: object, call: str
):
    with monkeypatch.context() as patched:
        patched.setattr(owner, call, full)
        told = versions.keep(file, b"0")
    assert told in ("", "磁盘已满")
    assert kept(file) == ([] if told else [b"0"])


def test_an_unreadable_version_is_listed_and_says_why(file: Path):
    replaced(file, b"1")
    (version,) = versions.listed(file)
    with pytest.raises(StoreError):
        versions.report_of(version)


def test_what_a_killed_save_left_among_the_versions_is_swept(tmp_path: Path):
    file = tmp_path / "a.json"
    versions.keep(file, b"{}")
    [folder] = (places.settings_folder() / "versions").iterdir()
    left = folder / ".nianbao-12345678.tmp"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    versions.sweep()
    assert not left.exists()
    assert versions.listed(file)


def test_a_version_that_is_kept_when_the_clock_is_at_its_beginning_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Beginning(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(1970, 1, 1, 0, 5, tzinfo=UTC)

    file = tmp_path / "a.json"
    file.write_bytes(b"{}")
    with monkeypatch.context() as clock:
        clock.setattr(versions, "datetime", Beginning)
        assert versions.keep(file, b"{}") == ""
    assert len(versions.listed(file)) == 1
