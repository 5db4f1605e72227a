"""Writing a file so that there is always a whole one: the old until the new is complete."""

import contextlib
import errno
import os
import stat
import time
from pathlib import Path

from app.disk import digests

_PATIENCE = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds between tries while a scanner or another program holds the file (Windows)."""

_MASK = os.umask(0o077)
"""What new files are not open to. Asked once: to ask is to set it for a moment, for all threads."""
os.umask(_MASK)
_AT_ONCE = 1_000_000
"""Bytes of a file that are read at once where all of it is not needed."""
_PRIVATE = 0o600
"""As a temporary file begins."""
_AS_IT_ACTS = {"effective_ids": True} if os.access in os.supports_effective_ids else {}


class NoFile(OSError):
    """A folder, a pipe, a device where a file was named."""


class TooLarge(OSError):
    """A file that holds more than it may; nothing of it was kept."""


class BadName(OSError):
    """A name that no file of this system can have."""


def must_be_a_name(path: Path) -> None:
    """Refuse what Python itself refuses by an error that is no OSError.

    Raises:
        BadName: it holds a NUL, or half a character that no byte stands for.
    """
    with contextlib.suppress(UnicodeEncodeError):
        if b"\0" not in os.fsencode(path):
            return
    raise BadName(errno.EINVAL, "no name of a file")


def is_there(path: Path) -> bool:
    """Whether something has this name, as far as one is let look."""
    with contextlib.suppress(OSError, ValueError):
        return path.exists()
    return False


def is_folder(path: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return path.is_dir()
    return False


def write(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, atomically; after an error the old file is there as it was.

    Raises:
        NoFile: what has this name is a pipe or a device.
        OSError: the folder or the old file cannot be written, the disk is full, the file is held by
            a program.
    """
    must_be_a_name(path)
    # Where a link leads, and no error for a ring of links. At each question to the disk another
    # thread has its turn, and the window's waits for it: the fewer, the better.
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    _must_be_writable(target)
    from app.disk import leftovers  # a window stands before it is loaded

    leftovers.sweep_once(target.parent)
    temporary, descriptor = leftovers.begin(target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if os.name == "posix":  # still locked: nobody takes it for a dead one's
                _put_in_place(temporary, target)
        if os.name != "posix":  # where no open file can be renamed
            _put_in_place(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        leftovers.end(temporary)
    _sync_folder(target.parent)


def read(path: Path, most: int) -> bytes:
    """The whole content of a file, asked first what it is and how much it holds.

    Args:
        path: any name; behind it may be a pipe, at which reading would wait for ever.
        most: how many bytes it may have.

    Raises:
        NoFile: it is a folder, a pipe, a device: nothing that holds a content.
        TooLarge: it has more than `most` bytes, or grows beyond them meanwhile.
        OSError: it cannot be read.
    """
    must_be_a_name(path)
    with open(path, "rb", opener=_opened) as file:
        size = os.fstat(file.fileno()).st_size
        content = b"" if size > most else file.read(size + 1)
        if size > most or file.read(1):  # that one: it has grown since it was asked
            raise TooLarge(errno.EFBIG, "more than it may hold", str(path))
    return content


def start(path: Path, most: int) -> bytes:
    """The first bytes of a file, at most so many.

    Raises:
        NoFile: it is a folder, a pipe, a device.
        OSError: it cannot be read.
    """
    must_be_a_name(path)
    with open(path, "rb", opener=_opened) as file:
        return file.read(most)


def _opened(name: str, flags: int) -> int:
    """The descriptor of a regular file, without waiting at a pipe for whoever writes into it."""
    descriptor = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NoFile(errno.EINVAL, "not a regular file", name)
    return descriptor


def digest(path: Path) -> str:
    """What tells two contents of a file apart; "" where there is no file.

    Raises:
        NoFile: behind the name is something else.
        OSError: it cannot be read.
    """
    must_be_a_name(path)
    if not path.exists():
        return ""
    with open(path, "rb", opener=_opened) as file:
        return digests.sha256_of(iter(lambda: file.read(_AT_ONCE), b""))


def digest_of(content: bytes) -> str:
    return digests.sha256(content)


def why(error: OSError) -> str:
    """The system's reason in words a clerk understands."""
    ours = {
        NoFile: "这不是一个文件（是文件夹、管道或者设备）",
        TooLarge: "文件太大，不像是一份报告",
        BadName: "文件名里有系统不接受的字符",
    }
    known = {
        "PermissionError": "没有写入或读取的权限，或者文件正被其他程序使用",
        "FileNotFoundError": "找不到这个文件或文件夹",
        "NotADirectoryError": "路径中有一段不是文件夹",
        "IsADirectoryError": "这是一个文件夹，不是文件",
        "FileExistsError": "已经有同名的文件",
    }
    by_number = {
        27: "文件超过了系统允许的大小",
        28: "磁盘已满",
        30: "这个磁盘或文件夹是只读的",
        36: "文件名太长",
        122: "磁盘配额已用完",
    }
    told = f"系统报告“{error.strerror or error}”"
    if os.name == "nt" and isinstance(error, PermissionError):  # so Windows calls a folder too
        named = (error.filename, error.filename2)
        if any(is_folder(Path(name)) for name in named if name):
            return known["IsADirectoryError"]
    if type(error) in ours:
        return ours[type(error)]
    return by_number.get(error.errno or 0) or known.get(type(error).__name__) or told


def _must_be_writable(target: Path) -> None:
    """POSIX replaces a write-protected file without a word, and asks its folder alone."""
    if os.name == "posix" and not os.access(target, os.W_OK, **_AS_IT_ACTS) and target.is_file():
        target.open("ab").close()  # which says why not


def _put_in_place(temporary: Path, target: Path) -> None:
    from app.disk import hidden

    _give_mode(temporary, target)
    hidden.show(temporary)
    _replace(temporary, target)


def _give_mode(temporary: Path, target: Path) -> None:
    """A temporary file is private; the finished one is as open as the old, or as any new one.

    On a disk where nobody has that right, as on sticks and shares of others, it stays as it is.

    Raises:
        NoFile: `target` is a pipe or a device, and must not be replaced by a file.
    """
    mode = stat.S_IFREG | (0o666 & ~_MASK if os.name == "posix" else _PRIVATE)
    with contextlib.suppress(OSError):
        mode = target.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # the system itself says so of a folder
        raise NoFile(errno.EINVAL, "not a regular file", str(target))
    if stat.S_IMODE(mode) != _PRIVATE:
        with contextlib.suppress(PermissionError):
            temporary.chmod(stat.S_IMODE(mode))


def _replace(temporary: Path, target: Path) -> None:
    for pause in _PATIENCE:
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    """On POSIX the new name itself must reach the disk; Windows has no such call.

    The file is whole and in its place already: a network share that cannot do this is no failure.
    """
    if os.name == "posix":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
