"""What a new report needs to know, and what is known that may be offered for it."""

from pathlib import Path

from msgspec import Struct

from app.forms import catalogue as forms

SOURCES = (
    "年报（网页、Word、Excel、报告文件） "
    "(*.html *.htm *.mht *.doc *.docx *.xls *.xlsx *.xlsm *.csv *.txt *.json);;所有文件 (*)"
)
"""Files that a report may be taken from."""


class NewReport(Struct, frozen=True):
    """What a new report needs to know."""

    organ: str
    year: int | None
    """None: it is not known, and must be asked for."""
    form: str = forms.USUAL
    """Empty: there is nothing to choose."""
    level: str = ""
    last: Path | None = None
    """Last year's report, to begin with."""


class Last(Struct, frozen=True):
    """A report that may be last year's."""

    path: Path
    organ: str
    year: int
    level: str

    @property
    def words(self) -> str:
        return f"{self.organ or self.path.stem} {self.year} 年"


class Known(Struct, frozen=True):
    """What may be offered."""

    organs: tuple[str, ...] = ()
    reports: tuple[Last, ...] = ()
    folder: Path = Path()
    """Where to look for others."""


NOTHING_KNOWN = Known()
