"""Where the open report came from, and where it is saved. Knows no Qt."""

import contextlib
from pathlib import Path

from app.disk import files
from app.disk.identity import same_file
from app.files import store, versions
from app.files.store import Gone, Standing
from app.report.report import Report


class Origin:
    """The file of the open report, and what stood in it when it was last read or written here."""

    def __init__(
        self,
        path: Path | None = None,
        digest: str | None = None,
        *,
        shown: str = "",
        proposed: Path | None = None,
        read_only: str = "",
        is_sample: bool = False,
    ) -> None:
        """`shown`: what it is called where that is not its file; `proposed`: what to save it as."""
        self.is_sample = is_sample
        """A report to play with, which came with the program."""
        self.path = path
        self.proposed = proposed or path
        self.digest = digest
        self._shown = shown
        self.read_only = read_only
        """Why nothing can be changed, as a sentence; "" where everything can."""
        self.unkept = ""
        """Why what the last save replaced, or asked about, is not among the versions."""
        self._asked_about: str | None = None
        """What stood in the file when it was asked whether that may go."""

    def called(self, report: Report) -> str:
        """By its file; one without a file by its organ and year, once the organ is known."""
        if self.path is None and not self._shown and report.organ:
            return f"{report.organ}{report.year or ''}{'年' * bool(report.year)}年报"
        return self.name

    @property
    def name(self) -> str:
        if self._shown or self.path is None:
            return self._shown or "未命名"
        return f"{self.path.name}（只读）" if self.read_only else self.path.name

    def is_file(self, path: Path) -> bool:
        """Whether a path leads to the file of this report."""
        return self.path is not None and same_file(path, self.path)

    def save(self, report: Report, path: Path, *, overwrite: bool) -> None:
        """Write a report, which has its file there from now on; what stood there is kept before.

        `overwrite` is the answer to what was asked about: what stands there by now may be another.

        Raises:
            ChangedOnDisk: somebody else changed the file, and `overwrite` was not said.
            Gone: the file is not there any more, and `overwrite` was not said.
            StoreError: it could not be written.
        """
        own, self.unkept = self.is_file(path), ""
        expected = self._asked_about if overwrite else self.digest if own else None
        self._asked_about = None

        def keep(standing: Standing) -> None:
            if isinstance(standing, bytes):
                self._asked_about = files.digest_of(standing)
            self.unkept = _kept(path, standing, self.digest if own else None)

        try:
            digest = store.save(report, path, expected, keep)
        except Gone:
            self._asked_about = ""  # that there is nothing: what comes meanwhile may not go
            raise
        if self.path is not None and not own:
            self._take_along(path)
        versions.saved(path, digest)
        self.path = self.proposed = path
        self.digest, self._asked_about = digest, None
        self._shown = self.read_only = ""
        self.is_sample = False

    def _take_along(self, path: Path) -> None:
        """What the report was saved as until now is an earlier state of the new file too."""
        assert self.path is not None
        with contextlib.suppress(OSError):
            before = files.read(self.path, versions.LARGEST)
            versions.keep(path, before, written_in=self.path)
        versions.goes_on(path, self.path)


def _kept(path: Path, standing: Standing, known: str | None) -> str:
    """Keep what stands in a file; why that could not be done."""
    if isinstance(standing, OSError):
        return files.why(standing)
    other = known is not None and files.digest_of(standing) != known
    return versions.keep(path, standing, of_another=other)
