"""By which day a report is due: the rules about texts of its edition say it. Pure."""

from datetime import date

from msgspec import Struct

from app.forms import rule_files
from app.forms.model import Form
from app.forms.text_rules import Deadline


class Due(Struct, frozen=True):
    """By when the reports of a year are due, by the level of their organ, and who says so."""

    days: dict[str, date]
    source: str

    @property
    def earliest(self) -> date:
        return min(self.days.values())


def due(form: Form, year: int) -> Due | None:
    """For an edition; None where its rules say nothing of it."""
    for check in rule_files.of(form).checks:
        if isinstance(check, Deadline) and check.days:
            return Due(days_of(check, year), check.source)
    return None


def days_of(check: Deadline, year: int) -> dict[str, date]:
    """In the year after the report's."""
    days: dict[str, date] = {}
    for each in check.days:
        level, _, day = each.partition(" ")
        month, _, day = day.partition("-")
        days[level] = date(year + 1, int(month), int(day))
    return days
