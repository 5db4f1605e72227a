"""Writing a file so that there is always a whole one: the old until the new is complete."""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

_PATIENCE = (0.05, 0.1, 0.2, 0.4) if os.name == "nt" else ()
"""Seconds between tries while a scanner or another program holds the file (Windows)."""


def write(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, atomically; after an error the old file is there as it was.

    Raises:
        OSError: the folder or the old file cannot be written, the disk is full, the file is held by
            a program.
    """
    target = Path(os.path.realpath(path))  # where a link leads, and no error for a ring of links
    _must_be_writable(target)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".nianbao-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _give_mode(temporary, target)
        _replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def digest(path: Path) -> str:
    """What tells two contents of a file apart; "" where there is no file."""
    return digest_of(path.read_bytes()) if path.exists() else ""


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def why(error: OSError) -> str:
    """The system's reason in words a clerk understands."""
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
        if any(Path(name).is_dir() for name in named if name):
            return known["IsADirectoryError"]
    return by_number.get(error.errno or 0) or known.get(type(error).__name__) or told


def _must_be_writable(target: Path) -> None:
    """POSIX replaces a write-protected file without a word, and asks its folder alone."""
    if os.name == "posix" and target.is_file():
        target.open("ab").close()


def _give_mode(temporary: Path, target: Path) -> None:
    """A temporary file is private; the finished one is as open as the old, or as any new one."""
    if target.exists():
        shutil.copymode(target, temporary)
    elif os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)


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
