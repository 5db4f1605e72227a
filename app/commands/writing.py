"""Documents written one after another: one that cannot be keeps no other back, a full disk all."""

import errno
from pathlib import Path

from app.commands.command import told_of
from app.disk import files
from app.exporters import Unavailable

_LISTED = 3
_OF_ALL = {
    getattr(errno, name, 0) for name in ("ENOSPC", "EDQUOT", "EROFS", "EIO", "ENODEV", "ESTALE")
}
"""What the disk says that it will say of each file: it is full, it is gone."""


class Writing:
    """Writes them, and remembers what became of each."""

    def __init__(self, coming: int, *, new_folder: bool = False) -> None:
        """How many there are to be; whether their folder is made where there is none."""
        self.coming = coming
        self._new_folder = new_folder
        self.written: list[str] = []
        self.told: list[str] = []
        """What is to be known of those that were written, a line each."""
        self.is_over = False
        """Whether no other can be written either: none is tried any more."""
        self._refused: dict[str, list[str]] = {}

    @property
    def refused(self) -> list[str]:
        """Names of those that have come and were not written."""
        return [name for names in self._refused.values() for name in names]

    def write(self, target: Path, content: bytes | Unavailable) -> bool:
        """Whether it now stands in its place."""
        self.coming -= 1
        if isinstance(content, Unavailable):
            self._refuse(target, str(content))
        elif not self.is_over:
            try:
                if self._new_folder:
                    target.parent.mkdir(parents=True, exist_ok=True)
                files.write(target, content)
            except OSError as error:
                self._refuse(target, self._why(error, target))
            else:
                self.written.append(target.name)
                self.told += told_of(target.name, content)
                return True
        return False

    def why_not(self) -> list[str]:
        """Of what was not written, why: a sentence a reason."""
        return [f"{_named(names)}：{why}" for why, names in self._refused.items()]

    def _refuse(self, target: Path, why: str) -> None:
        self._refused.setdefault(why, []).append(target.name)

    def _why(self, error: OSError, target: Path) -> str:
        self.is_over = error.errno in _OF_ALL or not files.is_folder(target.parent)
        others = f"，后面的 {self.coming} 个文件也没有写" if self.is_over and self.coming else ""
        return f"{files.why(error)}{others}。"


def _named(names: list[str]) -> str:
    more = f"等 {len(names)} 个文件" if len(names) > _LISTED else ""
    return "、".join(f"“{name}”" for name in names[:_LISTED]) + more
