"""A disk that fails, or with it the whole program, at a chosen call: what the system is asked for.

Between Python and the system: `open`, `write`, `fsync`, `rename`, `mkdir`, `unlink` are counted for
each folder by itself. What Qt or a library in C opens is not seen.
"""

import builtins
import contextlib
import errno
import io
import os
import re
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

KILLED = 137
"""Windows' exit code of a program that was ended here; POSIX tells the signal."""
_MADE = re.compile(r"\b[0-9a-f]{16}\b")
REASONS = ("ENOSPC", "EIO", "EACCES", "EROFS")


class Call(Struct, frozen=True):
    """The nth time that something is asked of the system in a folder."""

    folder: str
    """Below the root, with slashes; "" is the root itself. `*` where a name comes from a path."""
    kind: str
    nth: int


class Plan(Struct, frozen=True):
    """What happens at which call."""

    call: Call
    what: str
    """`kill` or the name of an error."""
    when: str = "before"
    """`before` the call, `after` it, or `half`: of a write the first half is done."""
    on: bool = False
    """Whether all calls of the kind fail from then on, as on a disk that stays full."""


class Double:
    """Stands between the program and the files below a root."""

    def __init__(self, root: Path, plan: Plan | None = None) -> None:
        self.root = os.path.realpath(root)
        self.plan = plan
        self.calls: list[Call] = []
        self.before_death: Callable[[], None] = lambda: None
        self._counted: Counter[tuple[str, str]] = Counter()
        self._names: dict[int, str] = {}
        self._lock = threading.Lock()
        self._real: dict[tuple[Any, str], Any] = {}
        self._after = False

    @contextlib.contextmanager
    def installed(self) -> Iterator["Double"]:
        self.install()
        try:
            yield self
        finally:
            for (owner, name), real in self._real.items():
                setattr(owner, name, real)
            self._real = {}

    def install(self) -> None:
        for name, kind in {
            "replace": "rename",
            "rename": "rename",
            "mkdir": "mkdir",
            "unlink": "unlink",
            "remove": "unlink",
        }.items():
            self._put(os, name, self._named(getattr(os, name), kind))
        self._put(os, "open", self._opening(os.open))
        self._put(os, "fsync", self._syncing(os.fsync))
        opening = self._opening_file(io.open)
        self._put(io, "open", opening)
        self._put(builtins, "open", opening)

    def _put(self, owner: Any, name: str, double: Any) -> None:
        self._real[owner, name] = getattr(owner, name)
        setattr(owner, name, double)

    # --- the doubles

    def _named(self, real: Callable[..., Any], kind: str) -> Callable[..., Any]:
        def double(path: Any, *more: Any, **named: Any) -> Any:
            target = more[0] if kind == "rename" else path
            return self._do(kind, target, lambda: real(path, *more, **named))

        return double

    def _opening(self, real: Callable[..., int]) -> Callable[..., int]:
        def double(path: Any, flags: int, *more: Any, **named: Any) -> int:
            descriptor: int = self._do("open", path, lambda: real(path, flags, *more, **named))
            self._names[descriptor] = str(os.fspath(path))
            return descriptor

        return double

    def _syncing(self, real: Callable[..., None]) -> Callable[..., None]:
        def double(descriptor: int) -> None:
            self._do("fsync", self._names.get(descriptor, ""), lambda: real(descriptor))

        return double

    def _opening_file(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def double(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            if isinstance(file, int):
                opened, name = real(file, mode, *more, **named), self._names.get(file, "")
            else:
                name = os.fsdecode(file)
                own = named.get("opener") is not None  # it asks by os.open, and is counted there
                make = lambda: real(file, mode, *more, **named)  # noqa: E731
                opened = make() if own else self._do("open", name, make)
                with contextlib.suppress(OSError, ValueError, AttributeError):
                    self._names[opened.fileno()] = name
            if set(mode) & set("wax+") and self._folder(name) is not None:
                self._watch(opened, name)
            return opened

        return double

    def _watch(self, opened: Any, name: str) -> None:
        """Python's buffers ask the raw file by its name: so one object's `write` can be another."""
        raw = getattr(getattr(opened, "buffer", opened), "raw", opened)
        write = raw.write

        def double(data: Any) -> int:
            half = lambda: write(bytes(data)[: max(len(data) // 2, 1)])  # noqa: E731
            return int(self._do("write", name, lambda: write(data), half))

        raw.write = double

    # --- when

    def _folder(self, path: Any) -> str | None:
        """The folder of a file below the root; None: it is no business of ours."""
        with contextlib.suppress(TypeError, ValueError):
            folder = os.path.realpath(os.path.dirname(os.path.abspath(os.fsdecode(path))))  # noqa: PTH100, PTH120
            if folder == self.root:
                return ""
            if folder.startswith(self.root + os.sep):
                below = folder[len(self.root) + 1 :].replace(os.sep, "/")
                return _MADE.sub("*", below)
        return None

    def _do(
        self, kind: str, path: Any, real: Callable[[], Any], half: Callable[[], Any] | None = None
    ) -> Any:
        folder = self._folder(path) if path != "" else None
        if folder is None:
            return real()
        with self._lock:
            self._counted[folder, kind] += 1
            call = Call(folder, kind, self._counted[folder, kind])
            self.calls.append(call)
        plan = self.plan
        if plan is None or not _meets(plan, call):
            return real()
        if plan.when == "before":
            self._happen(plan, path)
        answer = (half or real)() if plan.when == "half" else real()
        self._happen(plan, path)
        return answer

    def _happen(self, plan: Plan, path: Any) -> None:
        if plan.what != "kill":
            number = getattr(errno, plan.what)
            raise OSError(number, os.strerror(number), os.fsdecode(path))
        self.before_death()
        end_hard()


def _meets(plan: Plan, call: Call) -> bool:
    wanted = plan.call
    same = (wanted.folder, wanted.kind) == (call.folder, call.kind)
    return same and (call.nth == wanted.nth or (plan.on and call.nth > wanted.nth))


def end_hard() -> None:
    """As the system ends a program: nothing more of it runs."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.TerminateProcess(ctypes.c_void_p(-1), KILLED)
    else:
        os.kill(os.getpid(), signal.SIGKILL)


def steps(calls: list[Call]) -> list[tuple[Call, str]]:
    """Every moment at which a program can be ended: before and after each call, and in a write."""
    moments = {"write": ("before", "half", "after")}
    return [(call, when) for call in calls for when in moments.get(call.kind, ("before", "after"))]
