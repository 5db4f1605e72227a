"""What a person may choose about a document."""

from msgspec import Struct

from app.files.profiles import STANDARD, Profile


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


PLAIN = Options()
