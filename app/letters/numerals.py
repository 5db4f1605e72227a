"""Numbers as texts write them: 1,234 and １２ and 三十五 and 1.2万; the years that they name."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from app.letters import characters
from app.letters.numbers import Number, tidy

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0, "两": 2}
_SIGNS = ("零〇○", *"一二三四五六七八九")
"""Of each digit, in a year."""
_SCALES = {"十": 10, "百": 100, "千": 1000}
COUNTING = "一二三四五六七八九十"
"""What sections, months and the like are counted with; for a pattern."""
DIGITS = "〇零○一二三四五六七八九"
"""What a year is written with, digit by digit; for a pattern."""
_LONGEST = 20
_HAN = "一二两三四五六七八九"
_TENS = f"[{_HAN}]?十[{_HAN}]?"
_HUNDREDS = f"[{_HAN}]百(?:[零〇○]?{_TENS}|[零〇○][{_HAN}])?"
_THOUSANDS = f"[{_HAN}]千(?:[零〇○]?(?:{_HUNDREDS}|{_TENS})|[零〇○][{_HAN}])?"
_SCALED = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS})"
_IN_CHINESE = (
    rf"(?:(?:{_SCALED}|[{_HAN}])万(?:[零〇○]?{_SCALED}|[零〇○][{_HAN}])?|{_SCALED}"
    rf"|[{_HAN}百零〇○]|[{_HAN}]*[零〇○][{_HAN}零〇○]*|[{_HAN}]{{4,}})(?:点[{_HAN}零〇○]+)?"
)
"""Told in full: 三百五 is 350 to one and 305 to another, and 两三件 are two or three."""
_IN_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)


def is_number(written: str) -> bool:
    """Whether it is written so that it can be one number only, and of a size that an office has."""
    plain = characters.digits(written)
    whole = _IN_DIGITS.fullmatch(plain) or _in_chinese().fullmatch(plain)
    return len(plain) <= _LONGEST and bool(whole)


def value_of(written: str, scale: str = "") -> tuple[Number, Number]:
    """The number that `is_number`, and the worth of its last digit (how exactly it is known).

    >>> value_of("1.2", "万")
    (12000, 1000)
    """
    times = {"万": 10_000, "亿": 100_000_000}.get(scale, 1)
    plain = characters.digits(written).replace(",", "")
    if not plain[0].isascii():
        return tidy(Decimal(_chinese(plain)) * times), times
    fraction = len(plain.partition(".")[2])
    return tidy(Decimal(plain) * times), tidy(Decimal(times) / 10**fraction)


def year_of(written: str) -> int:
    return int("".join(str(_DIGITS.get(c, c)) for c in written))


def naming(text: str, year: int) -> Iterator[tuple[int, int]]:
    """Where a text, as it is read, names a year: 2023年, ２０２３年度, 二〇二三年, 2023.12.31."""
    for found in _year(year).finditer(text):
        yield found.span()


@cache
def _in_chinese() -> re.Pattern[str]:
    """Made when a number is first looked at: it takes longer than all else of a start's modules."""
    return re.compile(_IN_CHINESE)


@lru_cache(maxsize=8)
def _year(year: int) -> re.Pattern[str]:
    digits = "".join(f"[{d}{chr(0xFF10 + d)}{_SIGNS[d]}]" for d in map(int, str(year)))
    date = r"(?=\s?[-./．]\s?\d{1,2}\s?[-./．]\s?\d{1,2}(?!\d))"
    stretch = r"(?=\s?(?:[-—–~～至到]|——)\s?20\d\d\s?年)"
    return re.compile(rf"(?<!\d){digits}(?:\s*年度?|{date}|{stretch})")


def _chinese(written: str) -> Decimal:
    """Digits read one by one (二〇二三) or with their scales (三百零五); 点 begins a fraction."""
    whole, _, fraction = written.partition("点")
    if len(whole) > 1 and not set(whole) & {*_SCALES, "万"}:
        number = Decimal(year_of(whole))
    else:
        high, _, low = whole.rpartition("万")
        number = Decimal(_below(high) * 10_000 + _below(low))
    return number + Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction) if fraction else "0")


def _below(written: str) -> int:
    """A number under ten thousand: 三百零五; 十二 is one ten and two."""
    number = digit = 0
    for c in written:
        if c in _SCALES:
            number += (digit or 1) * _SCALES[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return number + digit
