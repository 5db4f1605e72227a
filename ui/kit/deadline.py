"""By when a report is due, as words."""

from datetime import date
from typing import NamedTuple

from app.checks.due import Due, due
from app.report import season
from app.report.report import Report

_SOON = 14
"""Days before the last one from which a deadline is marked."""
_NEWS = 60
"""Days for which it is worth saying how late it is."""


class Said(NamedTuple):
    """Words, the role of the look that colours them, the icon that says the same by its form."""

    words: str
    role: str
    icon: str


def of_report(report: Report, today: date, *, is_done: bool) -> Said | None:
    """Of the report that is written about now; None for another: that is nobody's news."""
    if report.year is None or report.year != season.year_due(today):
        return None
    found, level = due(report.form, report.year), report.get(("level", "")) or ""
    return of_deadline("", found, level, today, is_done=is_done) if found else None


def of_deadline(name: str, found: Due, level: str, today: date, *, is_done: bool) -> Said:
    """By when a report is due, and how long that is still; `name`: what is called so, or ""."""
    day = found.days.get(level)
    is_known = day is not None
    day = day or found.earliest
    left, date_ = (day - today).days, f"{day.month} 月 {day.day} 日前"
    if is_known:
        words = f"{name}{' ' * bool(name)}{date_}报送"
    else:  # without a name it stands where there is little room
        words = f"{name}一般应在 {date_}报送" if name else f"一般 {date_}"
    if is_done:
        return Said(f"{words}，已导出", "ok", "done")
    if left < -_NEWS:
        return Said(words, "ink2", "calendar")
    if left < 0:
        return Said(f"{words}，已过 {-left} 天", "err", "calendar")
    role = "err" if left == 0 else "warn" if left <= _SOON else "ink2"
    return Said(f"{words}，还有 {left} 天" if left else f"{words}，就是今天", role, "calendar")
