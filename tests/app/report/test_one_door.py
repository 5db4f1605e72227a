"""What a report holds changes through `apply` and in no other way."""

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from app.files import store
from app.forms.model import Form
from app.report.report import Address, Refused, Report

GRANTED = "requests/granted/natural"
TOTAL = "requests/total/total"
EVERYTHING: dict[Address, Any] = {
    ("organ", ""): "甲县人民政府",
    ("year", ""): 2025,
    ("title", ""): "甲县年报",
    ("level", ""): "county",
    ("cells", GRANTED): 3,
    ("texts", "lead"): "公开⟦requests/granted/natural⟧件。",
    ("published", TOTAL): 4,
    ("audited", TOTAL): True,
    ("notes", GRANTED): "3（其中1件为补正）",
    ("acknowledged", ""): [
        {"rule": "R31", "cells": [GRANTED], "texts": ["lead"], "message": "空白", "reason": "没有"}
    ],
    ("previous", ""): {
        "organ": "甲县人民政府",
        "year": 2024,
        "source": "甲县2024.json",
        "cells": {GRANTED: 1, "disclosure/fees/amount": Decimal("0.5")},
        "texts": {"problems": "旧"},
    },
    ("provenance", ""): [
        {
            "unit": "甲县教育局",
            "file": "收到/教育局.docx",
            "sha256": "0123456789abcdef" * 4,
            "edition": "2021",
            "kind": "docx",
            "received": "2026-01-20",
            "own": False,
        }
    ],
    ("corrections", ""): [
        {
            "unit": "甲县教育局",
            "cell": "disclosure/fees/amount",
            "was": None,
            "now": Decimal("0.25"),
            "reason": "漏报",
            "by": "王五",
            "date": "2026-02-01",
        }
    ],
    ("remarks", ""): [
        {
            "cells": [GRANTED],
            "texts": ["lead"],
            "words": "请核对件数",
            "by": "李四",
            "date": "2026-02-02",
            "done": False,
        }
    ],
}
KEYS = sorted({key for key, _ in EVERYTHING})


@pytest.fixture
def report(form: Form) -> Report:
    return Report(form, copy.deepcopy(EVERYTHING))


def handed_out(report: Report) -> Iterator[Any]:
    """All that a reader of the report can get hold of, and what is inside of it."""
    yield from inside([report.cells, report.values])
    for key in KEYS:
        yield from inside([report.entries(key), *map(report.get, EVERYTHING)])


def inside(values: Any) -> Iterator[Any]:
    for value in values:
        yield value
        if isinstance(value, Mapping):
            yield from inside(value.values())
        elif isinstance(value, msgspec.Struct):
            yield from inside(getattr(value, name) for name in value.__struct_fields__)
        elif isinstance(value, list | tuple | set | frozenset):
            yield from inside(value)


SPOILING: dict[str, Callable[[Any], Any]] = {
    "clear": lambda it: it.clear(),
    "pop": lambda it: it.pop(next(iter(it)) if isinstance(it, Mapping) else 0),
    "append": lambda it: it.append("又一个"),
    "put": lambda it: it.update({"colour": "红"}),
    "set a key": lambda it: it.__setitem__(next(iter(it)), "红"),
    "set an item": lambda it: it.__setitem__(0, "红"),
    "take away": lambda it: it.__delitem__(next(iter(it))),
    "join in": lambda it: it.__ior__({"colour": "红"}),
    "add to": lambda it: it.__iadd__(["红"]),
    "set a field": lambda it: setattr(it, it.__struct_fields__[0], "红"),
}


@pytest.mark.parametrize("spoil", SPOILING.values(), ids=SPOILING.keys())
def test_nothing_that_is_handed_out_can_be_changed(report: Report, spoil: Callable[[Any], Any]):
    before, values = store.encode(report), dict(report.values)
    for value in list(handed_out(report)):
        try:
            spoil(value)
        except (AttributeError, TypeError, IndexError, KeyError, StopIteration):
            continue
    assert store.encode(report) == before
    assert report.values == values


def test_what_a_caller_passed_in_and_keeps_is_no_longer_the_reports(form: Form):
    mine = copy.deepcopy(EVERYTHING)
    report = Report(form, mine)
    again = Report(form)
    again.apply(mine)
    before = store.encode(report)
    for value in list(inside(mine.values())):
        if isinstance(value, dict | list):
            value.clear()
    mine.clear()
    assert store.encode(report) == store.encode(again) == before


def test_what_undoes_a_change_is_as_it_was_whatever_became_of_it(report: Report):
    before = store.encode(report)
    applied = report.apply(dict.fromkeys([(k, i) for k, i in EVERYTHING]))
    assert json.loads(store.encode(report)) == {"format": 1, "edition": "2021"}
    for value in list(inside(applied.inverse.values())):
        if isinstance(value, dict | list):
            value.clear()
    report.apply(applied.inverse)
    assert store.encode(report) == before


def test_what_stands_there_already_changes_nothing(report: Report):
    assert report.apply(copy.deepcopy(EVERYTHING)) == report.apply({})
    held = {address: report.get(address) for address in EVERYTHING}
    assert report.apply(held) == report.apply({})


NEVER: dict[str, Any] = {
    "a thing": object(),
    "a list of things": [object()],
    "a mapping of things": {"unit": object()},
    "a set": {"甲"},
    "bytes": b"\x00",
    "a float": 0.5,
    "not a number": float("nan"),
    "a function": print,
    "a class": Report,
    "an iterator": iter(()),
    "a complex number": 1j,
    "a key that is no text": {1: 2},
    "lists in lists": [[[]]],
}


@pytest.mark.parametrize("value", NEVER.values(), ids=NEVER.keys())
def test_nothing_gets_in_that_no_file_can_hold(report: Report, value: Any):
    before = store.encode(report)
    for address in EVERYTHING:
        with pytest.raises(Refused) as refused:
            report.apply({address: value})
        assert refused.value.address == address
    assert store.encode(report) == before


@pytest.mark.parametrize("value", NEVER.values(), ids=NEVER.keys())
def test_nor_deeper_down(report: Report, value: Any):
    before = store.encode(report)
    for address, name in FIELDS:
        whole = copy.deepcopy(EVERYTHING[address])
        (whole if isinstance(whole, dict) else whole[0])[name] = value
        with pytest.raises(Refused, match=name):
            report.apply({address: whole})
    assert store.encode(report) == before


FIELDS = [
    (address, name)
    for address, value in EVERYTHING.items()
    if isinstance(value, dict | list)
    for name in (value if isinstance(value, dict) else value[0])
]
