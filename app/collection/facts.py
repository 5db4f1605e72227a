"""What a collecting office knows of a year's reports, and no file can tell: 汇总.json.

States, sums and findings are worked out from these facts and the files, and never stored.
docs/collection.md describes the file.
"""

from typing import Annotated

from msgspec import Struct

from app.forms import catalogue as forms
from app.forms.model import Form
from app.report.compounds import Entries, Entry, Many
from app.report.file_keys import LEVELS
from app.report.kept import Acknowledged, Correction, Remark
from app.report.shapes import Day, OneOf, Pattern, String, Truth, Year

_NAMED = String(needed="没有填写")
_DIGEST = Pattern("[0-9a-f]{64}", "应当是 64 位小写的十六进制数")
_LEVEL = OneOf(tuple(LEVELS), "没有这一级")


class Member(Struct, frozen=True, kw_only=True):
    """A unit whose report is expected."""

    name: Annotated[str, _NAMED, "what the office calls it"]
    aliases: Annotated[tuple[str, ...], Many(_NAMED), "what else its report may call it"] = ()
    level: Annotated[str, _LEVEL, "what kind of organ it is"] = ""
    summed: Annotated[bool, Truth(), "whether its figures go into the sum"] = True
    why: Annotated[str, String(), "why they do not"] = ""
    contact: Annotated[str, String(), "whom to ask"] = ""
    own: Annotated[bool, Truth(), "whether it is the collecting office's own report"] = False


class Arrival(Struct, frozen=True, kw_only=True):
    """When a file came; of one that is not here, its own date says it."""

    sha256: Annotated[str, _DIGEST, "of the file as it came"]
    date: Annotated[str, Day(), "the day"]


class Choice(Struct, frozen=True, kw_only=True):
    """Whose report a file is, or which of a unit's files counts: as a person decided."""

    unit: Annotated[str, _NAMED, "the unit"]
    sha256: Annotated[str, _DIGEST, "of the file"]


class Unused(Struct, frozen=True, kw_only=True):
    """A file that is none of the reports: a letter that came with one, a scan of it."""

    sha256: Annotated[str, _DIGEST, "of the file"]
    why: Annotated[str, _NAMED, "why it is not looked at"]


class Approval(Struct, frozen=True, kw_only=True):
    """A report as it was approved; of another content it says nothing."""

    unit: Annotated[str, _NAMED, "the unit"]
    sha256: Annotated[str, _DIGEST, "of the file that was approved"]
    by: Annotated[str, String(), "who approved it"] = ""
    date: Annotated[str, Day(), "when"]


class Return(Struct, frozen=True, kw_only=True):
    """A report as it was sent back."""

    unit: Annotated[str, _NAMED, "the unit"]
    sha256: Annotated[str, _DIGEST, "of the file that was sent back"]
    by: Annotated[str, String(), "who sent it back"] = ""
    date: Annotated[str, Day(), "when"]
    due: Annotated[str, Day(), "by when it is expected again"] = ""


class UnitRemark(Remark, frozen=True, kw_only=True):
    """What a reviewer wrote at a place of a unit's report."""

    unit: Annotated[str, _NAMED, "the unit"]


class Facts(Struct, frozen=True, kw_only=True):
    """All of it; what nobody has said is absent."""

    year: Annotated[int | None, Year(), "the year that the reports are about"] = None
    edition: Annotated[str, String(), "the edition of the form; absent: that of the year"] = ""
    organ: Annotated[str, String(), "the organ whose report is summed up"] = ""
    level: Annotated[str, _LEVEL, "what kind of organ that is"] = ""
    deadline: Annotated[str, Day(), "by when the units' reports are due"] = ""
    previous: Annotated[
        str, String(), "last year's collection, or a folder of its reports, relative to this one"
    ] = ""
    units: Annotated[
        tuple[Member, ...], Entries(Entry(Member), one_by="name"), "whose reports are expected"
    ] = ()
    arrivals: Annotated[tuple[Arrival, ...], Entries(Entry(Arrival)), "when files came"] = ()
    choices: Annotated[tuple[Choice, ...], Entries(Entry(Choice)), "what a person decided"] = ()
    unused: Annotated[tuple[Unused, ...], Entries(Entry(Unused)), "which files are no reports"] = ()
    approvals: Annotated[
        tuple[Approval, ...], Entries(Entry(Approval)), "which reports are approved"
    ] = ()
    returns: Annotated[
        tuple[Return, ...], Entries(Entry(Return)), "which reports were sent back"
    ] = ()
    corrections: Annotated[
        tuple[Correction, ...],
        Entries(Entry(Correction)),
        "what is applied on top of units' figures",
    ] = ()
    acknowledged: Annotated[
        tuple[Acknowledged, ...],
        Entries(Entry(Acknowledged)),
        "what is found in the sum, and was answered with a reason",
    ] = ()
    remarks: Annotated[
        tuple[UnitRemark, ...], Entries(Entry(UnitRemark)), "what reviewers wrote"
    ] = ()

    @property
    def form(self) -> Form:
        """The edition that the reports are due in.

        Raises:
            FormError: its file cannot be used.
            KeyError: there is no such edition.
        """
        return forms.form(self.edition or forms.edition_of_year(self.year))

    @property
    def office(self) -> str:
        """Who signs letters: the organ that sums up, or the unit that is its own office; or ""."""
        own = next((unit.name for unit in self.units if unit.own), "")
        return own if own.startswith(self.organ) else self.organ


NOTHING = Facts()
"""Known of reports that merely lie in a folder."""
SHAPE = Entry(Facts)
