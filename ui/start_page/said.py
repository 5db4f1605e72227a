"""What the start page says of reports and days, as words. Knows no Qt."""

from datetime import date, datetime
from typing import NamedTuple

from app.checks.due import Due
from app.disk.settings import Summary

_SOON = 14
"""Days before the last one from which a deadline is marked."""
_NEWS = 60
"""Days for which it is worth saying how late it is."""
_DAYS = ("今天", "昨天")


class Said(NamedTuple):
    """Words, the role of the look that colours them, the icon that says the same by its form."""

    words: str
    role: str
    icon: str


GONE = Said("找不到了", "ink3", "empty")


def of_report(known: Summary | None) -> Said:
    """How far a report has come, as it was when it was last seen here."""
    if known is None:
        return Said("", "ink3", "empty")
    if known.exported:
        return Said(f"已导出 {'、'.join(known.exported)}", "ok", "done")
    if known.untouched:
        return Said("还没有开始填", "ink3", "empty")
    if known.errors:
        more = f"，还差 {known.remaining} 项" if known.remaining > known.errors else ""
        return Said(f"有 {known.errors} 处错误{more}", "err", "error")
    if known.remaining:
        return Said(f"填写中，还差 {known.remaining} 项", "accent", "half")
    return Said("可以上报", "ok", "done")


def of_time(seconds: float, now: datetime) -> str:
    """When a file was written; "" where that is not known."""
    if not seconds:
        return ""
    try:
        time = datetime.fromtimestamp(seconds).astimezone()
    except (OSError, OverflowError, ValueError):  # a disk may say anything
        return ""
    days = (now.date() - time.date()).days
    day = _DAYS[days] if 0 <= days < len(_DAYS) else f"{time:%Y-%m-%d}"
    return f"{day} {time:%H:%M}"


def of_deadline(year: int, due: Due, level: str, today: date, *, is_done: bool) -> Said:
    """By when the report of a year is due, and how long that is still."""
    day = due.days.get(level)
    usually = "" if day else "一般应在 "
    day = day or due.earliest
    left = (day - today).days
    words = f"{year} 年度报告{usually or ' '}{day.month} 月 {day.day} 日前报送"
    if is_done:
        return Said(f"{words}，已导出", "ok", "done")
    if left < -_NEWS:
        return Said(words, "ink2", "calendar")
    if left < 0:
        return Said(f"{words}，已过 {-left} 天", "err", "calendar")
    role = "err" if left == 0 else "warn" if left <= _SOON else "ink2"
    return Said(f"{words}，还有 {left} 天" if left else f"{words}，就是今天", role, "calendar")
