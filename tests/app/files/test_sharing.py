"""Who has a report open is said beside it, on a share to everybody."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from app.disk import locks
from app.files import sharing
from app.files.sharing import STALE, Hold, holder

ROOT = Path(__file__).parents[3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "年报.json"
    path.write_bytes(b"{}")
    return path


@pytest.fixture
def place(file: Path) -> Path:
    return file.with_name("~$年报.json")


def theirs(place: Path, *, age: float = 0, **other: object) -> bytes:
    """As another computer writes it."""
    said = {
        "program": "nianbao", "user": "张三", "computer": "PC-2", "pid": 1,
        "time": "2026-01-05T09:12:00+08:00", "mark": "m",
    }  # fmt: skip
    content = json.dumps(said | other, ensure_ascii=False).encode()
    place.write_bytes(content)
    aged(place, age)
    return content


def aged(place: Path, age: float) -> None:
    os.utime(place, (time.time() - age,) * 2)


def test_who_opens_a_report_says_so_until_it_is_closed(file: Path, place: Path):
    hold = Hold(file)
    hold.renew()
    said = json.loads(place.read_bytes())
    assert said["program"] == "nianbao"
    assert {"user", "computer", "pid", "time"} <= said.keys()
    hold.release()
    assert not place.exists()
    assert list(file.parent.iterdir()) == [file]


def test_another_is_told_who_has_it_and_since_when(file: Path, place: Path):
    theirs(place)
    held = holder(file)
    assert held is not None
    assert (held.user, held.computer) == ("张三", "PC-2")
    assert held.since.timestamp() == 1_767_575_520
    assert list(file.parent.iterdir()) in ([file, place], [place, file])


def test_nobody_is_told_of_himself(file: Path):
    hold = Hold(file)
    hold.renew()
    assert holder(file) is None
    hold.release()


def test_it_is_renewed_and_goes_stale_after_five_minutes(file: Path, place: Path):
    hold = Hold(file)
    hold.renew()
    aged(place, STALE)
    hold.renew()
    assert time.time() - place.stat().st_mtime < 60
    theirs(place, age=STALE - 5)
    assert holder(file)
    theirs(place, age=STALE + 5)
    assert holder(file) is None


def test_what_another_said_is_left_and_taken_over_when_it_is_stale(file: Path, place: Path):
    content = theirs(place)
    hold = Hold(file)
    hold.renew()
    assert place.read_bytes() == content
    hold.release()
    assert place.read_bytes() == content
    again = Hold(file)
    again.renew()
    theirs(place, age=STALE + 5)
    again.renew()
    assert json.loads(place.read_bytes())["pid"] == os.getpid()
    again.release()
    assert not place.exists()


def test_when_the_other_has_gone_it_is_said_here(file: Path, place: Path):
    theirs(place)
    hold = Hold(file)
    hold.renew()
    place.unlink()
    hold.renew()
    assert json.loads(place.read_bytes())["pid"] == os.getpid()


def test_what_another_took_over_meanwhile_is_not_taken_from_him(file: Path, place: Path):
    hold = Hold(file)
    hold.renew()
    content = theirs(place)
    hold.renew()
    hold.release()
    assert place.read_bytes() == content


OTHER = "import sys; from pathlib import Path; from app.files.sharing import *; h = Hold(Path(sys.argv[1])); h.renew(); print('ok', flush=True); sys.stdin.read()"


@contextlib.contextmanager
def another_program(file: Path):
    running = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert running.stdout is not None
    assert running.stdout.readline().strip() == b"ok"
    try:
        yield running
    finally:
        running.kill()
        running.communicate()


def test_ones_own_that_crashed_is_taken_over_and_one_that_lives_is_not(file: Path, place: Path):
    with another_program(file):
        assert holder(file) is not None
        Hold(file).renew()
        assert json.loads(place.read_bytes())["pid"] != os.getpid()
    assert place.exists()
    assert holder(file) is None
    hold = Hold(file)
    hold.renew()
    assert json.loads(place.read_bytes())["pid"] == os.getpid()
    hold.release()


@pytest.mark.parametrize(
    "content",
    [
        b"\x0bAdministrator" + b" " * 149, b"{}", b"[]", b"not json", b"\xff\xfe", b"x" * 10_000,
        b'{"program": "other", "user": "a", "computer": "b", "pid": 1, "time": "2026-01-05T09:12:00Z", "mark": "m"}',
        b'{"program": "nianbao", "user": 1}',
    ],
)  # fmt: skip
def test_what_is_not_ours_is_never_touched(file: Path, place: Path, content: bytes):
    place.write_bytes(content)
    aged(place, STALE * 10)
    hold = Hold(file)
    assert holder(file) is None
    hold.renew()
    hold.renew()
    hold.release()
    assert place.read_bytes() == content


def test_a_folder_of_that_name_is_left_alone(file: Path, place: Path):
    place.mkdir()
    hold = Hold(file)
    hold.renew()
    hold.release()
    assert holder(file) is None
    assert place.is_dir()


@pytest.mark.parametrize("name", ["年报.docx", "年报.html", "年报", "年报.json.bak"])
def test_beside_any_other_file_nothing_is_said(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"{}")
    theirs(tmp_path / f"~${name}")
    (tmp_path / f"~${name}").rename(tmp_path / "x")
    hold = Hold(tmp_path / name)
    hold.renew()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([name, "x"])


def test_one_that_was_left_empty_is_taken_over_when_it_is_stale(file: Path, place: Path):
    place.touch()
    hold = Hold(file)
    hold.renew()
    assert place.read_bytes() == b""
    aged(place, STALE + 5)
    hold.renew()
    assert json.loads(place.read_bytes())["pid"] == os.getpid()


@pytest.mark.parametrize(
    "other",
    [
        {"user": "<img src='//host/x'>\n" * 20, "computer": "a\x00b\u202e"},
        {"user": "", "computer": "  "},
        {"time": "0001-01-01T00:00:00Z"},
        {"time": "9999-12-31T23:59:59-12:00"},
        {"time": "2026-01-05T09:12:00"},
    ],
)
def test_what_another_wrote_is_safe_to_show(file: Path, place: Path, other: dict):
    theirs(place, **other)
    held = holder(file)
    assert held is not None
    for words in (held.user, held.computer):
        assert words
        assert len(words) <= 45
        assert "\n" not in words
    assert held.since.astimezone().year


@pytest.mark.parametrize("pid", [0, -1, 1 << 40, 999_999_999])
def test_a_number_that_is_no_process_of_this_computer_is_none(file: Path, place: Path, pid: int):
    theirs(place, pid=pid, user=sharing._user(), computer=locks.host())
    assert holder(file) is None


def test_the_disks_clock_counts_not_this_computers(
    file: Path, place: Path, monkeypatch: pytest.MonkeyPatch
):
    """An hour apart: by its own clock this computer would call it stale."""
    theirs(place)
    monkeypatch.setattr(time, "time", lambda: place.stat().st_mtime + 3_600)
    assert holder(file) is not None


def test_where_nothing_can_be_written_nothing_is_said(
    file: Path, place: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        patched.setattr(tempfile, "mkstemp", refuse)
        hold = Hold(file)
        hold.renew()
        hold.release()
    assert not place.exists()
    theirs(place)
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "mkstemp", refuse)
        assert holder(file) is not None


@pytest.mark.parametrize("name", ["x" * 250 + ".json", "\0.json", "没有/这个/文件夹.json"])
def test_a_name_beside_which_nothing_fits_is_no_fault(tmp_path: Path, name: str):
    hold = Hold(tmp_path / name)
    hold.renew()
    hold.release()
    assert holder(tmp_path / name) is None


@pytest.mark.skipif("WINEPREFIX" in os.environ, reason="Wine makes odd links")
def test_it_lies_beside_the_file_itself_not_beside_a_link(file: Path, place: Path, tmp_path: Path):
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "link.json"
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("this user may make no links")
    hold = Hold(link)
    hold.renew()
    assert place.exists()
    theirs(place)
    assert holder(link) is not None


def test_a_share_that_does_not_answer_holds_up_nobody_who_closes(
    file: Path, place: Path, monkeypatch: pytest.MonkeyPatch
):
    hold, slow = Hold(file), threading.Event()
    hold.renew()
    write = sharing._write_again

    def waits(*args: object) -> None:
        slow.wait(60)
        write(*args)

    monkeypatch.setattr(sharing, "_write_again", waits)
    renewing = threading.Thread(target=hold.renew, daemon=True)
    renewing.start()
    hold.release()
    assert renewing.is_alive(), "it waits for the share still"
    slow.set()
    renewing.join()
    assert not place.exists(), "what it wrote late is gone too"


def test_a_lock_that_could_not_be_written_whole_is_not_left(tmp_path, monkeypatch):
    file = tmp_path / "a.json"
    monkeypatch.setattr(sharing.Hold, "_content", lambda _self: full())

    def full() -> bytes:
        raise OSError(28, "No space left on device")

    sharing.Hold(file).renew()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_cannot_be_read_goes_if_it_is_the_one_that_was_made(tmp_path, monkeypatch):
    hold = sharing.Hold(tmp_path / "a.json")
    hold.renew()
    monkeypatch.setattr(sharing, "_read", lambda _place: None)
    hold.release()
    assert list(tmp_path.iterdir()) == []


def test_what_another_put_there_and_cannot_be_read_stays(tmp_path, monkeypatch):
    hold = sharing.Hold(tmp_path / "a.json")
    hold.renew()
    [lock] = tmp_path.iterdir()
    other = tmp_path / "other"
    other.write_bytes(b"?")
    other.replace(lock)
    hold.release()
    assert lock.read_bytes() == b"?"
