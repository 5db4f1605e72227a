"""What is wrong with a day, a year, a name, a level that somebody has typed; "": nothing."""

import re
from datetime import date

from app.disk import file_names
from app.forms.model import FIRST_YEAR, LAST_YEAR
from app.report.file_keys import LEVELS

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""As files have it: Python reads more, 20260115 and weeks of a year."""


def day_fault(words: str) -> str:
    day = words.strip() or "2000-01-01"
    try:
        date.fromisoformat(day if _DAY.fullmatch(day) else "")
    except ValueError:
        return "日期请写成 2026-01-15 这样。"
    return ""


def year_fault(words: str) -> str:
    words = words.strip()
    ok = not words or (words.isascii() and words.isdigit() and len(words) == 4)
    ok = ok and (not words or FIRST_YEAR <= int(words) <= LAST_YEAR)
    return "" if ok else "年度请写四位数字，例如 2025。"


def name_fault(words: str) -> str:
    """Of a folder beside another one: such as every system takes, and nowhere else."""
    words = words.strip()
    if not words:
        return "请写上文件夹的名字。"
    fits = words == file_names.stem(words)
    return "" if fits else f"文件夹不能这样叫，可以叫“{file_names.stem(words)}”。"


_OFFICES = {
    "县": "county", "区": "county", "县级": "county", "区级": "county", "市": "city",
    "市级": "city", "省": "province", "省级": "province", "乡": "township", "镇": "township",
}  # fmt: skip
"""What the offices that sum up call their own level."""


def level_of(words: str) -> str | None:
    """The level that is called so, or begins so; None: there is none."""
    words = words.strip()
    if not words or words in _OFFICES:
        return _OFFICES.get(words, "")
    return next((level for level, name in LEVELS.items() if name.startswith(words)), None)


def level_fault(words: str) -> str:
    known = "、".join(LEVELS.values())
    return f"没有这一级，可以写的有：{known}。" if level_of(words) is None else ""
