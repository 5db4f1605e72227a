"""The table of keys: all that a report holds, and what follows from each. Pure data.

The report takes values in by it, files are written and read by it, imports and the next year's
report take along what it says, the window goes where it says, docs/format.md is made of it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from msgspec import Struct

from app.forms.model import Form
from app.report.compounds import Entries, Entry
from app.report.kept import (
    Acknowledged,
    Correction,
    LastYear,
    Remark,
    Unit,
    has_cell,
    has_input,
    has_text,
)
from app.report.shapes import (
    PRINTED_BLANK,
    Linked,
    Listed,
    OneOf,
    Quantity,
    QuantityOrBlank,
    Shape,
    String,
    Unfit,
    Year,
)

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

Way = Literal["import", "edition", "next_year"]
"""A way on which a value comes along as it is: with a report file of this program that is imported,
into another edition of the same report, into the next year's."""
Ids = Callable[[Form, str], str | None]
"""Why nothing can stand under an id; None: something can."""


class Key(Struct, frozen=True, kw_only=True):
    """One key of the report file."""

    shape: Shape
    """Of each value under it."""
    ids: Ids
    says: str
    """What it holds, in English, for docs/format.md."""
    shown: Literal["title", "table", "text", ""] = ""
    """Where on the page it is; empty: it has no box there."""
    comes: tuple[Way, ...] = ()

    @property
    def is_one(self) -> bool:
        """Whether it holds one value, under the id ""."""
        return self.ids is _one

    @property
    def is_listed(self) -> bool:
        """Whether the file lists its ids, without values."""
        return isinstance(self.shape, Listed)

    def taken(self, form: Form, id_: str, value: Any) -> Any:
        """The value as it is kept; None: there is none, and an empty one is none.

        Raises:
            Unfit: there is no such id, or the value cannot stand there.
        """
        if reason := self.ids(form, id_):
            raise Unfit(reason)
        taken = None if value is None else self.shape.taken(form, value)
        return None if taken in _NOTHING else taken

    def read(self, form: Form, plain: Mapping[str, Any]) -> dict[str, Any] | None:
        """All that a file holds under the key, by id, as `taken` keeps it.

        None: not all of it can be kept; which and why, `taken` tells of each.
        """
        if not plain.keys() <= _possible(form, self.ids):
            return None
        taken = self.shape.read(form, plain)
        if taken is None or isinstance(self.shape, Quantity):  # no figure is nothing
            return taken
        return {id_: value for id_, value in taken.items() if value not in _NOTHING}

    def schema(self) -> dict[str, Any]:
        """Of the whole that stands under the key."""
        each = self.shape.schema()
        by_id = {"type": "object", "additionalProperties": each}
        return {"description": self.says, **(each if self.is_one or self.is_listed else by_id)}


_NOTHING = ("", (), LastYear())


@cache
def _possible(form: Form, ids: Ids) -> frozenset[str]:
    """All ids under which something can stand."""
    return frozenset(id_ for id_ in ("", *form.cells, *form.texts) if ids(form, id_) is None)


def _one(_form: Form, id_: str) -> str | None:
    return None if id_ == "" else "只有一个值"


def _input(form: Form, id_: str) -> str | None:
    if has_input(form, id_):
        return None
    return "是自动计算的，不能填写" if has_cell(form, id_) else "没有这个单元格"


def _total(form: Form, id_: str) -> str | None:
    is_total = has_cell(form, id_) and not has_input(form, id_)
    return None if is_total else "没有这个合计"


def _cell(form: Form, id_: str) -> str | None:
    return None if has_cell(form, id_) else "没有这个单元格"


def _text(form: Form, id_: str) -> str | None:
    return None if has_text(form, id_) else "没有这段文字"


KEYS: dict[str, Key] = {
    "organ": Key(
        shape=String(),
        ids=_one,
        says="The organ whose report it is.",
        shown="title",
        comes=("next_year",),
    ),
    "year": Key(shape=Year(), ids=_one, says="The year that it is about.", shown="title"),
    "title": Key(
        shape=String(),
        ids=_one,
        says="A title of its own; absent: the form's, with organ and year.",
        shown="title",
        comes=("edition",),
    ),
    "level": Key(
        shape=OneOf(tuple(LEVELS), "没有这一级"),
        ids=_one,
        says="What kind of organ it is; absent: unknown, and checks that need it stay silent.",
        shown="title",
        comes=("import", "edition", "next_year"),
    ),
    "cells": Key(
        shape=Quantity(),
        ids=_input,
        says="The figures that were filled in, by cell; a blank is absent, a total never here.",
        shown="table",
    ),
    "texts": Key(
        shape=Linked(),
        ids=_text,
        says="The texts; a number that follows a cell stands as `⟦cell⟧`.",
        shown="text",
    ),
    "published": Key(
        shape=QuantityOrBlank(blank=PRINTED_BLANK),
        ids=_total,
        says="Totals as an imported or audited report prints them, right ones too; "
        "null where it prints a blank.",
        shown="table",
    ),
    "audited": Key(
        shape=Listed(),
        ids=_total,
        says="Those of the published totals that a person typed from paper: they do not fall "
        "with the figures under them.",
        shown="table",
    ),
    "notes": Key(
        shape=String(),
        ids=_cell,
        says="Words that stood in a number cell, by cell.",
        shown="table",
    ),
    "acknowledged": Key(
        shape=Entries(Entry(Acknowledged)),
        ids=_one,
        says="Findings that were answered with a reason.",
        comes=("import",),
    ),
    "previous": Key(
        shape=Entry(LastYear),
        ids=_one,
        says="What was taken over from last year's report.",
        comes=("import",),
    ),
    "provenance": Key(
        shape=Entries(Entry(Unit), one_by="unit"),
        ids=_one,
        says="Of a summed report: the reports that it was summed from.",
        comes=("import", "edition"),
    ),
    "corrections": Key(
        shape=Entries(Entry(Correction)),
        ids=_one,
        says="Of a summed report: what was changed in the figures of its units.",
        comes=("import",),
    ),
    "remarks": Key(
        shape=Entries(Entry(Remark)),
        ids=_one,
        says="What a reviewer wrote at places of the report.",
        comes=("import",),
    ),
}
"""All but `format` and `edition`, the head of the file, which a report cannot change."""


def coming(way: Way) -> tuple[str, ...]:
    """The keys whose values come along on a way."""
    return tuple(name for name, key in KEYS.items() if way in key.comes)
