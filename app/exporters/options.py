"""What a person may choose about a document."""

from typing import Literal

from msgspec import Struct

from app.files.profiles import STANDARD, Profile

Which = Literal["all", "odd", "even"]
"""Of the pages."""


class Options(Struct, frozen=True):
    """Each kind of document looks at what concerns it."""

    profile: Profile = STANDARD
    clean: bool = False
    """A web page without Word's styles, for a website's editor."""
    formulas: bool = False
    """Totals of a workbook as formulas, with their values beside."""
    findings: bool = False
    """A sheet of a workbook with what the checks found."""
    protect: bool = False
    """Totals and labels of a workbook cannot be typed over."""


class OnPaper(Struct, frozen=True):
    """What of a report is printed."""

    only_tables: bool = False
    """Under the report's title, without its texts; numbered for themselves."""
    pages: Which = "all"
    """One half after the other, for both sides of the paper on a printer that knows one."""


WHOLE = OnPaper()
PLAIN = Options()
