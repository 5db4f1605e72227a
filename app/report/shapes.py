"""What may stand in a report: a shape for each kind of value; compounds.py has those of several.

A shape takes a value in, checked and frozen: nobody who has it, or has handed it over, can change
it. It says how the value stands in a file, reads that back, and describes it in JSON Schema.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import UNSET, Struct

from app.forms import links
from app.forms.model import FIRST_YEAR, LAST_YEAR, MAX_DECIMALS, MAX_WHOLE_DIGITS, Form
from app.letters.characters import shortened
from app.letters.numbers import tidy, written
from app.report.room import MOST_LETTERS, MOST_OF_WORDS, too_much

PRINTED_BLANK = UNSET
"""Under `published`: the report as imported prints a blank where this total belongs."""

Known = Callable[[Form, str], bool]
"""Whether there is something of that id."""

_PLAIN = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_LONGEST = 40
"""Characters of a number; no report needs as many."""
_MOST = 10**MAX_WHOLE_DIGITS
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_NO_WORDS = "不是文字"


class Unfit(ValueError):
    """Why a value cannot stand at its place: words that follow the place's name."""


class Shape(Struct, frozen=True):
    """One kind of value."""

    def taken(self, form: Form, value: Any) -> Any:
        """The value as a report keeps it.

        Raises:
            Unfit: it is none of this kind.
        """
        raise NotImplementedError

    def loaded(self, value: Any) -> Any:
        """What a file holds, as it is to be taken; what is none of this kind stays as it is."""
        return value

    def read(self, form: Form, plain: Mapping[str, Any]) -> dict[str, Any] | None:
        """What a file holds by id, loaded and taken all at once.

        None: not all of it can be; which and why, `loaded` and `taken` tell of each.
        """
        try:
            return {id_: self.taken(form, self.loaded(value)) for id_, value in plain.items()}
        except Unfit:
            return None

    def plain(self, value: Any) -> Any:
        """What was taken, as JSON has it."""
        return value

    def schema(self) -> dict[str, Any]:
        """What `plain` gives, in JSON Schema."""
        raise NotImplementedError


class String(Shape, frozen=True):
    """Text of a person's own; `needed` says what is wrong where it is blank, and may not be."""

    needed: str = ""
    most: int = MOST_OF_WORDS

    def taken(self, _form: Form, value: Any) -> str:
        if not isinstance(value, str):
            raise Unfit(_NO_WORDS)
        if self.needed and not value.strip():
            raise Unfit(self.needed)
        if len(value) > self.most:
            raise Unfit(f"最多 {self.most:,} 字，这里有 {len(value):,} 字")
        return value

    def schema(self) -> dict[str, Any]:
        pattern = {"pattern": r"\S"} if self.needed else {}
        return {"type": "string", "maxLength": self.most, **pattern}


class Linked(String, frozen=True):
    """A text of the report, in which a linked number stands as ⟦cell⟧."""

    most: int = MOST_LETTERS

    def taken(self, form: Form, value: Any) -> str:
        if isinstance(value, str) and (reason := too_much(value)):
            raise Unfit(reason)
        text = super().taken(form, value)
        if stray := links.unknown(text, form.cells):
            raise Unfit(f"“{shortened(stray, 80)}”不能用在文字里")
        return text


class OneOf(Shape, frozen=True):
    """One of the words that a program knows."""

    words: tuple[str, ...]
    refusal: str

    def taken(self, _form: Form, value: Any) -> str:
        if not isinstance(value, str) or value not in self.words:
            raise Unfit(self.refusal)
        return value

    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.words]}


class Pattern(Shape, frozen=True):
    """Text that looks the same everywhere."""

    pattern: str
    refusal: str

    def taken(self, _form: Form, value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value):
            raise Unfit(self.refusal)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


class Day(Pattern, frozen=True):
    """A day that the calendar has."""

    pattern: str = _DATE
    refusal: str = "应当是 2026-01-31 这样的日期"

    def taken(self, form: Form, value: Any) -> str:
        day = super().taken(form, value)
        try:
            date.fromisoformat(day)
        except ValueError:
            raise Unfit("日历上没有这一天") from None
        return day

    def schema(self) -> dict[str, Any]:
        return {**super().schema(), "format": "date"}


class Year(Shape, frozen=True):
    """The year of a report."""

    def taken(self, _form: Form, value: Any) -> int:
        if type(value) is int and FIRST_YEAR <= value <= LAST_YEAR:
            return value
        raise Unfit(f"年份应当是 {FIRST_YEAR} 到 {LAST_YEAR} 之间的四位数字")

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}


class Truth(Shape, frozen=True):
    """Yes or no."""

    def taken(self, _form: Form, value: Any) -> bool:
        if not isinstance(value, bool):
            raise Unfit("应当是 true 或 false")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class Listed(Shape, frozen=True):
    """What is there or not: the file lists the ids, and says no more of them."""

    def taken(self, _form: Form, value: Any) -> bool:
        if value is not True:
            raise Unfit("只能是有或没有")
        return True

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}, "uniqueItems": True}


class Quantity(Shape, frozen=True):
    """A number of the report, exactly: whole, or a decimal, which files write as a string."""

    def taken(self, _form: Form, value: Any) -> Any:
        if fault := number_fault(value):
            raise Unfit(fault)
        return tidy(value)

    def loaded(self, value: Any) -> Any:
        return Decimal(value) if isinstance(value, str) and is_plain(value) else value

    def read(self, form: Form, plain: Mapping[str, Any]) -> dict[str, Any] | None:
        """Whole numbers are most of a report: of these only the least and the largest matter."""
        others = {id_: value for id_, value in plain.items() if type(value) is not int}
        taken = super().read(form, others)
        if taken is None:
            return None
        kept = {**plain, **taken}
        try:
            largest = max(map(abs, kept.values()), default=0)
        except TypeError:  # printed blanks
            largest = max((abs(n) for n in kept.values() if n is not PRINTED_BLANK), default=0)
        return kept if largest < _MOST else None

    def plain(self, value: Any) -> Any:
        return written(value) if isinstance(value, Decimal) else value

    def schema(self) -> dict[str, Any]:
        whole, after = f"(0|[1-9][0-9]{{0,{MAX_WHOLE_DIGITS - 1}}})", MAX_DECIMALS - 1
        return {
            "anyOf": [
                {"type": "integer", "minimum": 1 - _MOST, "maximum": _MOST - 1},
                {"type": "string", "pattern": f"^-?{whole}\\.[0-9]{{0,{after}}}[1-9]$"},
            ]
        }


class QuantityOrBlank(Quantity, frozen=True):
    """A number, or null: the blank that stands in its place is a value, too."""

    blank: Any = None
    """What a blank is where it is read."""

    def taken(self, form: Form, value: Any) -> Any:
        return value if value is self.blank else super().taken(form, value)

    def loaded(self, value: Any) -> Any:
        return self.blank if value is None else super().loaded(value)

    def plain(self, value: Any) -> Any:
        return None if value is self.blank else super().plain(value)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [*super().schema()["anyOf"], {"type": "null"}]}


class Id(Shape, frozen=True):
    """The name of one thing that the form has."""

    known: Known

    def taken(self, form: Form, value: Any) -> str:
        if not isinstance(value, str) or not self.known(form, value):
            raise Unfit(f"里没有 {short(value)}")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


def number_fault(value: Any) -> str | None:
    """Why `value` is no figure that a report can hold; None: it is one."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return "不是数字"
    if isinstance(value, Decimal) and not value.is_finite():
        return "不是数字"
    if abs(value) >= _MOST:
        return f"整数部分最多 {MAX_WHOLE_DIGITS} 位"
    if round(value, MAX_DECIMALS) != value:
        return f"小数部分最多 {MAX_DECIMALS} 位"
    return None


def is_plain(literal: str) -> bool:
    """Whether words are a number in digits alone, of a length that reports have."""
    return len(literal) <= _LONGEST and _PLAIN.fullmatch(literal) is not None


def short(value: Any) -> str:
    """A value in a sentence, whatever it is."""
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"
