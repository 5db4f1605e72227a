import errno
import os
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.disk import files

ROOT = Path(__file__).parent.parents[2]
no_links_under_wine = pytest.mark.skipif("WINEPREFIX" in os.environ, reason="Wine makes odd links")
OLD, NEW = b"old", b"new" * 1000


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "年报.json"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach; pytest's own are private."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    for file in folder.iterdir():
        file.chmod(0o644)  # Windows deletes nothing that is write-protected
    shutil.rmtree(folder)


def is_whole_and_alone(path: Path, content: bytes) -> bool:
    return path.read_bytes() == content and list(path.parent.iterdir()) == [path]


def test_a_new_file_is_written_and_an_old_one_replaced(tmp_path: Path):
    path = tmp_path / "年报.json"
    files.write(path, OLD)
    assert is_whole_and_alone(path, OLD)
    files.write(path, NEW)
    assert is_whole_and_alone(path, NEW)


@pytest.mark.parametrize(("owner", "call"), [(os, "fsync"), (Path, "replace"), (Path, "chmod")])
def test_a_failure_at_any_step_leaves_the_old_file_whole_and_alone(
    old: Path, monkeypatch: pytest.MonkeyPatch, owner: object, call: str
):
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(owner, call, fail)
    with pytest.raises(OSError, match="Input/output"):
        files.write(old, NEW)
    monkeypatch.undo()
    assert is_whole_and_alone(old, OLD)


def test_nothing_is_replaced_before_it_is_on_the_disk(old: Path, monkeypatch: pytest.MonkeyPatch):
    steps: list[tuple[str, bytes]] = []
    sync = os.fsync

    def note(descriptor: int) -> None:
        steps.append(("file" if os.fstat(descriptor).st_size >= len(NEW) else "", old.read_bytes()))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    files.write(old, NEW)
    assert steps[0] == ("file", OLD)


def test_a_file_that_may_not_grow_is_not_written_at_all(old: Path):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(OSError) as failed:  # noqa: PT011 - the number is what is asked
            files.write(old, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "允许的大小" in files.why(failed.value)
    assert is_whole_and_alone(old, OLD)


MAKE_SMALL = 'mount -t tmpfs -o size=32k tmpfs "$1" && cd "$1" && printf old > 年报.json'
FULL = "head -c 1M /dev/zero > filler 2> /dev/null"
READ_ONLY = 'touch filler; mount -o remount,ro,bind "$1"'
SAVE = (
    '"$2" -m app new 年报.json --organ 甲镇 --year 2025 --force; echo "exit $?"; cat *.json; ls -A'
)


@pytest.mark.parametrize(("spoil", "words"), [(FULL, "磁盘已满"), (READ_ONLY, "只读")])
def test_a_real_full_or_read_only_disk_loses_nothing(tmp_path: Path, spoil: str, words: str):
    own_mounts = ["unshare", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*own_mounts, "true"], check=False).returncode:
        pytest.skip("this system mounts no disk for an ordinary user")
    done = subprocess.run(
        [*own_mounts, "sh", "-c", f"{MAKE_SMALL}\n{spoil}\n{SAVE}", "sh", tmp_path, sys.executable],
        env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.split() == ["exit", "2", "oldfiller", "年报.json"]
    (sentence,) = done.stderr.splitlines()
    assert words in sentence


def test_a_folder_without_the_right_to_write_is_left_as_it_is(
    shared_folder: Path, ordinary_user: Callable
):
    path = shared_folder / "年报.json"
    path.write_bytes(OLD)
    path.chmod(0o666)
    shared_folder.chmod(0o555)
    with pytest.raises(PermissionError) as failed, ordinary_user():
        files.write(path, NEW)
    assert "权限" in files.why(failed.value)
    assert is_whole_and_alone(path, OLD)


def test_a_file_that_is_write_protected_is_not_replaced(
    shared_folder: Path, ordinary_user: Callable
):
    path = shared_folder / "年报.json"
    path.write_bytes(OLD)
    path.chmod(0o444)
    shared_folder.chmod(0o777)
    with pytest.raises(PermissionError), ordinary_user():
        files.write(path, NEW)
    assert is_whole_and_alone(path, OLD)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_mode(old: Path, mode: int):
    old.chmod(mode)
    files.write(old, NEW)
    assert old.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_a_new_file_is_as_open_as_any_new_file(tmp_path: Path):
    other = tmp_path / "other"
    other.touch()
    files.write(tmp_path / "年报.json", NEW)
    assert (tmp_path / "年报.json").stat().st_mode == other.stat().st_mode


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path):
    """As root a device would go too, and with it more than this program."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(files.NoFile):
        files.write(pipe, NEW)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_where_nobody_may_change_a_mode_a_file_is_written_all_the_same(
    old: Path, monkeypatch: pytest.MonkeyPatch
):
    """A stick or a share that belongs, as far as the system says, to somebody else."""
    old.chmod(0o644)

    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(self))

    monkeypatch.setattr(Path, "chmod", refuse)
    files.write(old, NEW)
    assert is_whole_and_alone(old, NEW)


@no_links_under_wine
def test_a_link_still_leads_to_the_file(old: Path, tmp_path: Path):
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "年报.json"
    try:
        link.symlink_to(old)
    except OSError:
        pytest.skip("this user may make no links")
    files.write(link, NEW)
    assert link.is_symlink()
    assert old.read_bytes() == NEW
    assert list(folder.iterdir()) == [link]


@no_links_under_wine
def test_a_ring_of_links_gives_way_to_the_file(tmp_path: Path):
    one, other = tmp_path / "one", tmp_path / "other"
    try:
        one.symlink_to(other)
    except OSError:
        pytest.skip("this user may make no links")
    other.symlink_to(one)
    files.write(one, NEW)
    assert other.read_bytes() == one.read_bytes() == NEW


def test_a_name_as_long_as_the_system_allows_is_written(tmp_path: Path):
    path = tmp_path / ("长" * 83 + ".json")
    files.write(path, NEW)
    assert is_whole_and_alone(path, NEW)


def test_a_folder_that_cannot_be_synced_is_no_failure(old: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> int:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(files, "_give_mode", lambda *_: monkeypatch.setattr(os, "open", refuse))
    files.write(old, NEW)
    monkeypatch.undo()
    assert is_whole_and_alone(old, NEW)


def test_a_held_file_is_tried_again(old: Path, monkeypatch: pytest.MonkeyPatch):
    tries: list[Path] = []
    replace = Path.replace

    def held_twice(temporary: Path, target: Path) -> None:
        tries.append(temporary)
        if len(tries) < 3:
            raise PermissionError(13, "held")
        replace(temporary, target)

    monkeypatch.setattr(Path, "replace", held_twice)
    monkeypatch.setattr(files, "_PATIENCE", (0, 0))
    files.write(old, NEW)
    assert is_whole_and_alone(old, NEW)


def test_two_contents_have_two_digests(old: Path, tmp_path: Path):
    assert files.digest(old) == files.digest_of(OLD) != files.digest_of(NEW)
    assert files.digest(tmp_path / "no file") == ""


def test_an_unknown_trouble_is_reported_in_the_systems_words():
    assert files.why(OSError(5, "Input/output error")) == "系统报告“Input/output error”"
    assert files.why(OSError("odd")) == "系统报告“odd”"


def test_what_is_being_written_lies_beside_its_file_so_that_it_can_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """In the system's own folder it may lie on another disk, from which nothing can be renamed."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    files.write(tmp_path / "a.json", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_file_is_read_whole_up_to_as_much_as_it_may_hold(tmp_path: Path):
    path = tmp_path / "年报.json"
    path.write_bytes(NEW)
    assert files.read(path, len(NEW)) == NEW
    with pytest.raises(files.TooLarge):
        files.read(path, len(NEW) - 1)


def test_of_a_file_that_is_too_large_nothing_is_read(tmp_path: Path):
    path = tmp_path / "年报.json"
    with path.open("wb") as file:
        file.truncate(3 << 30)
    tracemalloc.start()
    with pytest.raises(files.TooLarge) as told:
        files.read(path, 4 << 20)
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()
    assert files.why(told.value) == "文件太大，不像是一份报告"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_at_a_pipe_nobody_waits(tmp_path: Path):
    os.mkfifo(tmp_path / "年报.json")
    with pytest.raises(files.NoFile) as told:
        files.read(tmp_path / "年报.json", 100)
    assert files.why(told.value) == "这不是一个文件（是文件夹、管道或者设备）"


def test_a_folder_and_nothing_at_all_are_told(tmp_path: Path):
    with pytest.raises((files.NoFile, PermissionError, IsADirectoryError)) as told:
        files.read(tmp_path, 100)
    assert "文件夹" in files.why(told.value)
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path / "没有.json", 100)
