"""What the start page says of reports and times, as words. Knows no Qt."""

from collections.abc import Sequence
from datetime import datetime

from app.disk.settings import County, Summary
from ui.kit.deadline import Said

_DAYS = ("今天", "昨天")

GONE = Said("找不到了", "ink3", "empty")


def of_report(known: Summary | None, exported: Sequence[str] = ()) -> Said:
    """How far a report has come, as it was when it was last seen here; as what it was exported."""
    if known is None:
        return Said("", "ink3", "empty")
    if exported:
        return Said(f"已导出 {'、'.join(exported)}", "ok", "done")
    if known.untouched:
        return Said("还没有开始填", "ink3", "empty")
    if known.errors:
        more = f"，还差 {known.remaining} 项" if known.remaining > known.errors else ""
        return Said(f"有 {known.errors} 处错误{more}", "err", "error")
    if known.remaining:
        return Said(f"填写中，还差 {known.remaining} 项", "accent", "half")
    return _ready(known.warnings)


def _ready(warnings: int) -> Said:
    if warnings:
        return Said(f"可以上报，还有 {warnings} 条提醒", "warn", "warning")
    return Said("可以上报", "ok", "done")


def of_county(county: County) -> Said:
    """How far many units' reports have come, as they stood when they were last seen here."""
    if not county.units:
        return Said(f"收到 {county.received} 份，还没有名单", "warn", "warning")
    words = f"已通过 {county.approved} / {county.units}"
    if county.approved == county.units:
        return Said(words, "ok", "done")
    return Said(words, "accent" if county.approved else "ink2", "half")


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
