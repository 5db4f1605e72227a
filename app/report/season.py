"""The year that reports are written about now. The clock is believed where it can be right.

A PC whose battery is empty begins at 1970 or 1980, and nobody in an office sets it.
"""

from datetime import date

from app import BUILT
from app.forms import catalogue as forms

_YEARS = 10
"""So long after its build the program may still be in use."""
_BEGINS = 12
"""The month from which the running year's report is prepared."""


def has_come(year: int, today: date | None) -> bool:
    """Whether a report can be of that year: by the day that it is, where that can be right."""
    believed = today is not None and year_due(today) is not None
    return year <= (today.year if today is not None and believed else BUILT.year + _YEARS)


def year_due(today: date) -> int | None:
    """The year to propose on a day: the one before, in December the running one.

    None where the day cannot be right: before the oldest edition, or long after the build.
    """
    year = today.year if today.month >= _BEGINS else today.year - 1
    begun = forms.form(forms.edition_of_year(year)).first_year
    return year if begun <= year <= BUILT.year + _YEARS else None
