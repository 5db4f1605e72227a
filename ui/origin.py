"""Where the open report came from, and where it is saved. Knows no Qt."""

from pathlib import Path

from app.files import store
from app.report.report import Report


class Origin:
    """The file of the open report, and what stood in it when it was last read or written here."""

    def __init__(self, path: Path | None = None, digest: str | None = None) -> None:
        self.path = path
        self.digest = digest

    @property
    def name(self) -> str:
        return self.path.name if self.path else "未命名"

    def save(self, report: Report, path: Path, *, overwrite: bool) -> None:
        """Write a report, which has its file there from now on.

        Raises:
            ChangedOnDisk: somebody else changed the file, and `overwrite` was not said.
            StoreError: it could not be written.
        """
        expected = self.digest if path == self.path and not overwrite else None
        self.digest = store.save(report, path, expected)
        self.path = path
