"""What a person types or pastes into a cell -> its value, or a kind reason why not.

Where the meaning is certain the text is read as meant: full-width digits, thousands separators,
the cell's own unit, white space. Nothing is guessed and nothing is rounded: a footnote mark such as
① or ² is no digit.
"""

import re
from decimal import Decimal

from msgspec import Struct

from app.calc import Number, tidy
from app.forms.model import MAX_WHOLE_DIGITS, Column


class Refusal(Struct, frozen=True):
    """A text that is no value for the cell, and why, in words for the clerk."""

    reason: str
    offer: int | None = None
    """The value that was probably meant: to be asked about, never taken silently."""


HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u3000"), " ")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\ufeff"))
_SIGNS = str.maketrans({"−": "-", "–": "-", "〇": "0", "。": "."})
_PLAIN = HALF_WIDTH | _BLANKS | _UNSEEN | _SIGNS
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([, ])\d{3}(\1\d{3})*(\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"([+-]?)(\d+)(?:\.(\d+))?", re.ASCII)
_NOTHING = {"/", "-", "--", "—", "——", "\\", "无", "没有", "零", "不适用", "n/a"}


def parse(text: str, column: Column) -> Number | Refusal | None:
    """The value that `text` means in a cell of `column`; None: blank.

    >>> parse("１，２３４ 件", count_column)
    1234
    """
    plain = _plain(text, column.unit)
    if not plain:
        return None
    number = _NUMBER.fullmatch(plain)
    if not number:
        return _no_number(text.strip(), plain)
    sign, whole, fraction = number[1], number[2].lstrip("0"), (number[3] or "").rstrip("0")
    if len(whole) > MAX_WHOLE_DIGITS:
        return Refusal(f"整数有 {len(whole)} 位，最多 {MAX_WHOLE_DIGITS} 位，请看看是否多输了。")
    if len(fraction) > column.decimals:
        return Refusal(_why_no_fraction(column))
    value = tidy(Decimal(f"{sign}{whole or 0}.{fraction or 0}"))
    if value < 0 and not column.negative:
        return Refusal("这里不能是负数。")
    return value


def says_nothing(text: str) -> bool:
    """Whether words only say that there is no number: a stroke, 无, 不适用."""
    return _plain(text, "").casefold() in _NOTHING


def _plain(text: str, unit: str) -> str:
    """Half-width, without outer white space, thousands separators and the cell's own unit."""
    plain = text.translate(_PLAIN).strip()
    if plain != unit:
        plain = plain.removesuffix(unit).rstrip()
    return re.sub("[, ]", "", plain) if _GROUPED.fullmatch(plain) else plain


def _no_number(text: str, plain: str) -> Refusal:
    if says_nothing(plain):
        return Refusal(f"“{text}”不是数字；没有发生的，请填 0。", offer=0)
    if re.fullmatch(r"[\d,.\s+-]+", plain):
        return Refusal(f"看不出“{_short(text)}”是多少，请把数字连着写。")
    return Refusal(f"“{_short(text)}”不是数字，请只填数字。")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "……"


def _why_no_fraction(column: Column) -> str:
    if column.decimals:
        return f"小数部分最多 {column.decimals} 位；为了不改动您的数字，这里不作四舍五入。"
    return "件数只能是整数。" if column.unit == "件" else "这里只能填整数。"
