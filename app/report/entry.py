"""What a person types or pastes into a cell -> its value, or a kind reason why not.

Where the meaning is certain the text is read as meant: full-width digits, thousands separators,
the cell's own unit, white space. Nothing is guessed and nothing is rounded: a footnote mark such as
① or ² is no digit.
"""

import re
from decimal import Decimal

from msgspec import Struct

from app.forms.model import MAX_WHOLE_DIGITS, Column
from app.letters import characters
from app.letters.numbers import Number, tidy


class Refusal(Struct, frozen=True):
    """A text that is no value for the cell, and why, in words for the clerk."""

    reason: str
    offer: int | None = None
    """The value that was probably meant: to be asked about, never taken silently."""


_SIGNS = str.maketrans({"−": "-", "–": "-", "〇": "0", "。": "."})
_GROUPED = re.compile(r"[+-]? ?[1-9]\d{0,2}([, ])\d{3}(\1\d{3})*(\.\d*)?", re.ASCII)
_NUMBER = re.compile(r"([+-]?) ?(\d*)(?:(\.)(\d*))?", re.ASCII)
_NOTHING = {"/", "-", "--", "—", "——", "\\", "无", "没有", "零", "不适用", "n/a"}
_MARKS = tuple(
    (f"(?ais:{pattern})", f"“{{words}}”不是数字{why}")
    for pattern, why in (
        ("#+", "：原表的列太窄，复制出来的只有 #。请把那一列拉宽，再复制一次。"),
        (
            r"#[A-Z_/\d]+[!?]?|Err:\d+",
            "，是表格软件算不出结果时的标记。请在原表里改好，再复制一次。",
        ),
        (
            r"[+-]?[\d.]+E[+-]?\d+",
            "的完整写法（科学计数法），后面几位看不到。请在原表里把这一格的格式改成“数值”，再复制一次。",
        ),
        (
            r"\([\d,.]+\)",
            "的普通写法：会计格式用括号表示负数，也可能是编号。请核对后写出要填的数字。",
        ),
        (
            r"[+-]?[¥￥$] ?[+-]?[\d,. ]+",
            "本身，前面带了货币符号。请看清这一格的单位{unit}，换算好再填数字。",
        ),
        (r"[+-]?[\d,. ]+[%‰]", "本身，是百分数。这里要填的不是比例，请填数量。"),
        ("=.+", "，是公式。请在原表里复制算好的结果。"),
    )
)
"""What Excel and WPS put on the clipboard for what is no plain number, and what to do about it."""


def parse(text: str, column: Column) -> Number | Refusal | None:
    """The value that `text` means in a cell of `column`; None: blank.

    >>> parse("１，２３４ 件", count_column)
    1234
    """
    plain = _plain(text, column.unit)
    if not plain:
        return None
    number = _NUMBER.fullmatch(plain)
    if not number or not (number[2] or number[4]):
        return _no_number(characters.in_line(text).strip(), plain, column)
    sign, whole, fraction = number[1], number[2].lstrip("0"), (number[4] or "").rstrip("0")
    if number[3] and not number[4] and not column.decimals:
        return Refusal(f"“{plain}”的小数点后面没有数字，看不出写完了没有，请核对后填整数。")
    if reason := _too_long(whole, fraction, column):
        return Refusal(reason)
    value = tidy(Decimal(f"{sign}{whole or 0}.{fraction or 0}"))
    if value < 0 and not column.negative:
        return Refusal("这里不能是负数。")
    return value


def says_nothing(text: str) -> bool:
    """Whether words only say that there is no number: a stroke, 无, 不适用."""
    return _plain(text, "").casefold() in _NOTHING


def mark(words: str, unit: str = "") -> str:
    """Why what a spreadsheet shows in a number's place is none, or not this one; empty: it is not.

    Args:
        words: of a cell.
        unit: what the cell counts in.
    """
    plain = _plain(words, unit)
    reason = next((why for pattern, why in _MARKS if re.fullmatch(pattern, plain)), "")
    return reason.format(words=_short(words), unit=f"（{unit}）" if unit else "")


def _plain(text: str, unit: str) -> str:
    """Half-width, without outer white space, thousands separators and the cell's own unit."""
    plain = characters.in_figure(text).translate(_SIGNS)
    if plain != unit:
        plain = plain.removesuffix(unit).rstrip()
    return re.sub("[, ]", "", plain) if _GROUPED.fullmatch(plain) else plain


def _no_number(text: str, plain: str, column: Column) -> Refusal:
    if reason := mark(text, column.unit):
        return Refusal(reason)
    if says_nothing(plain):
        return Refusal(f"“{text}”不是数字；没有发生的，请填 0。", offer=0)
    if re.fullmatch(r"[\d,.\s+-]+", plain):
        return Refusal(f"看不出“{_short(text)}”是多少，请把数字连着写。")
    return Refusal(f"“{_short(text)}”不是数字，请只填数字。")


def _short(text: str) -> str:
    return characters.shortened(" ".join(text.split()))


def _too_long(whole: str, fraction: str, column: Column) -> str:
    if len(whole) > MAX_WHOLE_DIGITS:
        return f"整数有 {len(whole)} 位，最多 {MAX_WHOLE_DIGITS} 位，请看看是否多输了。"
    return _why_no_fraction(column) if len(fraction) > column.decimals else ""


def _why_no_fraction(column: Column) -> str:
    if column.decimals:
        return f"小数部分最多 {column.decimals} 位；为了不改动您的数字，这里不作四舍五入。"
    return "件数只能是整数。" if column.unit == "件" else "这里只能填整数。"
