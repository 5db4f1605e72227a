"""Moments as a clerk reads them."""

import contextlib
from datetime import datetime


def moment(time: datetime) -> str:
    """On this computer's clock; strftime takes no Chinese on a Windows with a western code page."""
    here = _here(time)
    year = "" if here.year == datetime.now().astimezone().year else f"{here.year}年"
    return f"{year}{here.month}月{here.day}日 {here:%H:%M:%S}"


def short(time: datetime) -> str:
    """To the minute: 今天 15:06, 1月22日 15:06."""
    here = _here(time)
    today = here.date() == datetime.now().astimezone().date()
    return f"今天 {here:%H:%M}" if today else moment(time).rpartition(":")[0]


def _here(time: datetime) -> datetime:
    """By this computer's clock; as it is written where no clock can show it."""
    with contextlib.suppress(OverflowError, OSError, ValueError):
        return time.astimezone()
    return time
