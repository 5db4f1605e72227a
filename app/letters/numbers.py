"""Figures: what one is, its one form, its sum with others, how it is written."""

from collections.abc import Iterable
from decimal import Decimal

Number = int | Decimal
"""A figure: int for a whole one, Decimal with no trailing zeros for any other. Never a float."""


def add(values: Iterable[Number | None]) -> Number | None:
    """The sum of what is not blank; None where all is blank."""
    numbers = [value for value in values if value is not None]
    return tidy(sum(numbers)) if numbers else None


def tidy(value: Number) -> Number:
    """The one form of a figure: 20.30 -> Decimal("20.3"), 3.0 -> 3, -0 -> 0."""
    if isinstance(value, int):
        return value
    whole = int(value)
    return whole if whole == value else value.normalize()


def size(value: Number) -> Number:
    """How large a figure is, whatever its sign."""
    return -value if value < 0 else value


def written(value: Number | None) -> str:
    """A figure in plain digits, without exponent or separators; blank is empty."""
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def grouped(value: Number | None) -> str:
    """A figure to be read and not to be reckoned with: 1,412, and −3 with a real minus."""
    if value is None:
        return ""
    return (f"{value:,}" if isinstance(value, int) else f"{value:,f}").replace("-", "−")


def spoken(value: Number | None) -> str:
    """A figure as a sentence says it: 1,412, or that it is blank."""
    return grouped(value) or "空白"
