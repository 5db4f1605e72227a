"""A report: what a person typed, and the one door through which it changes."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import UNSET, Struct

from app import calc, links, numbers
from app.forms.model import Form
from app.kept import acknowledged_fault, number_fault, previous_fault, year_fault
from app.numbers import Number

Address = tuple[str, str]
"""Where a value stands: (key of the report file, id); a key that holds one value has the id ""."""

Changes = Mapping[Address, Any]
"""New values by address; None takes the value away."""

PRINTED_BLANK = UNSET
"""Under `published`: the report as imported prints a blank where this total belongs."""

LEVELS = {
    "township": "乡镇",
    "street": "街道",
    "county_department": "县（市、区）政府部门",
    "county": "县（市、区）人民政府",
    "city_department": "设区的市政府部门",
    "city": "设区的市人民政府",
    "province_department": "省级政府部门",
    "province": "省级人民政府",
}
"""The organs that write a report, and what they are called."""


class Applied(Struct, frozen=True):
    """What a change did."""

    inverse: dict[Address, Any]
    """The changes that undo it exactly."""
    moved: frozenset[Address]
    """Every address whose value may now differ, totals above a changed input included."""


class Refused(ValueError):
    """A change that the report does not take."""

    def __init__(self, address: Address, reason: str) -> None:
        key, id_ = address
        super().__init__(f"{key} {id_}：{reason}" if id_ else f"{key}：{reason}")
        self.address = address
        self.reason = reason


class Report:
    """An open report. Holds nothing that can be worked out, except `values` as a kept answer."""

    def __init__(self, form: Form, changes: Changes | None = None) -> None:
        self.form = form
        self._state: dict[str, dict[str, Any]] = {key: {} for key in _RULES}
        self.values: dict[str, Number | None] = calc.evaluate(form, {})
        """Every cell's figure, computed cells included; blank is None."""
        self.apply(changes or {})

    @property
    def organ(self) -> str:
        return str(self.get(("organ", "")) or "")

    @property
    def year(self) -> int | None:
        year: int | None = self.get(("year", ""))
        return year

    @property
    def title(self) -> str:
        """The title of its own where one was given, else the edition's pattern filled in."""
        own = self.get(("title", ""))
        if own:
            return str(own)
        return self.form.title.format(organ=self.organ, year=self.year or "")

    @property
    def cells(self) -> Mapping[str, Number]:
        """The inputs by cell id; a blank cell is absent."""
        return self._state["cells"]

    def text(self, text_id: str) -> str:
        """A text as it is read: linked numbers as numbers."""
        return links.shown(self._state["texts"].get(text_id, ""), self.values)

    def get(self, address: Address) -> Any:
        """The value at an address; None where there is none."""
        key, id_ = address
        return self._state[key].get(id_)

    def entries(self, key: str) -> Mapping[str, Any]:
        """Everything that stands under one key of the report file, by id."""
        return self._state[key]

    def differences(self, other: "Report") -> Changes:
        """The changes that make this report the other one; both are of one edition."""
        addresses = {
            (key, id_) for one in (self, other) for key in _RULES for id_ in one.entries(key)
        }
        return {a: other.get(a) for a in sorted(addresses) if self.get(a) != other.get(a)}

    def apply(self, changes: Changes) -> Applied:
        """Change the report, all of it or nothing.

        Raises:
            Refused: an address that the form does not have, a value that it cannot hold.
        """
        changes = {address: self._fitting(address, value) for address, value in changes.items()}
        self._must_stand_on_paper(changes)
        inverse = {a: self.get(a) for a, value in changes.items() if self.get(a) != value}
        moved = set(inverse)
        for key, id_ in inverse:
            value = changes[key, id_]
            if value is None:
                del self._state[key][id_]
            else:
                self._state[key][id_] = value
            if key == "cells":
                moved.update(("cells", total) for total in self.form.totals_above[id_])
        if any(key == "cells" for key, _ in inverse):
            self.values = calc.evaluate(self.form, self.cells)
        return Applied(inverse, frozenset(moved))

    def _fitting(self, address: Address, value: Any) -> Any:
        """The value as it is kept; an empty text is none. Refused where it cannot be."""
        key, id_ = address
        reason = _RULES[key](self.form, id_, value) if key in _RULES else "报告里没有这一项"
        if reason:
            raise Refused(address, reason)
        if isinstance(value, Decimal):
            return numbers.tidy(value)
        return None if value in ("", [], {}) else value

    def _must_stand_on_paper(self, changes: Changes) -> None:
        """Refuses that a total is called a person's own where none is printed."""
        for id_ in dict.fromkeys(id_ for key, id_ in changes if key in ("audited", "published")):
            own, printed = (
                changes.get((key, id_), self.get((key, id_))) for key in ("audited", "published")
            )
            if own and printed is None:
                raise Refused(("audited", id_), "published 里没有这个合计")


def _cell(form: Form, id_: str, value: Any) -> str | None:
    if id_ not in form.cells:
        return "没有这个单元格"
    if form.cells[id_].computed:
        return "是自动计算的，不能填写"
    return None if value is None else number_fault(value)


def _text(form: Form, id_: str, value: Any) -> str | None:
    if id_ not in form.texts:
        return "没有这段文字"
    if value is None:
        return None
    if not isinstance(value, str):
        return "不是文字"
    stray = links.unknown(value, form.cells)
    return f"“{stray}”不能用在文字里" if stray else None


def _note(form: Form, id_: str, value: Any) -> str | None:
    if id_ not in form.cells:
        return "没有这个单元格"
    return None if value is None or isinstance(value, str) else "不是文字"


def _published(form: Form, id_: str, value: Any) -> str | None:
    if id_ not in form.cells or not form.cells[id_].computed:
        return "没有这个合计"
    return None if value is None or value is PRINTED_BLANK else number_fault(value)


def _audited(form: Form, id_: str, value: Any) -> str | None:
    return _published(form, id_, None) or (
        None if value is None or value is True else "只能是有或没有"
    )


def _words(_form: Form, id_: str, value: Any) -> str | None:
    if id_:
        return "只有一个值"
    return None if value is None or isinstance(value, str) else "不是文字"


def _year(_form: Form, id_: str, value: Any) -> str | None:
    if id_:
        return "只有一个值"
    return None if value is None else year_fault(value)


def _level(_form: Form, id_: str, value: Any) -> str | None:
    return None if not id_ and (value is None or value in LEVELS) else "没有这一级"


def _kept(_form: Form, id_: str, _value: Any) -> str | None:
    return "只有一个值" if id_ else None


def _previous(form: Form, id_: str, value: Any) -> str | None:
    return _kept(form, id_, value) or (None if value is None else previous_fault(form, value))


def _acknowledged(form: Form, id_: str, value: Any) -> str | None:
    return _kept(form, id_, value) or (None if value is None else acknowledged_fault(form, value))


_RULES: dict[str, Callable[[Form, str, Any], str | None]] = {
    "organ": _words,
    "year": _year,
    "title": _words,
    "level": _level,
    "cells": _cell,
    "texts": _text,
    "published": _published,
    "audited": _audited,
    "notes": _note,
    "acknowledged": _acknowledged,
    "previous": _previous,
    "provenance": _kept,
    "corrections": _kept,
}
"""What may stand under each key of the report file: (form, id, value) -> a reason against it."""
