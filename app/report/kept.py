"""What a report keeps beside its figures and texts: entries that nobody can change. Pure data.

Each field says its shape, from which checks, files, docs/format.md and its schema are made.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from app.forms import catalogue as forms
from app.forms.model import Form
from app.letters.numbers import Number
from app.report.compounds import ById, Many, frozen
from app.report.room import MOST_LETTERS
from app.report.shapes import (
    Day,
    Id,
    OneOf,
    Pattern,
    Quantity,
    QuantityOrBlank,
    String,
    Truth,
    Year,
)

KINDS = ("json", "docx", "xlsx", "html", "csv")
"""What a unit's report may have come as."""


def has_cell(form: Form, id_: str) -> bool:
    return id_ in form.cells


def has_text(form: Form, id_: str) -> bool:
    return id_ in form.texts


def has_input(form: Form, id_: str) -> bool:
    return id_ in form.cells and not form.cells[id_].computed


def _any_cell(form: Form, id_: str) -> bool:
    """Last year's report may have been in another edition, and so with its texts."""
    return id_ in form.cells or any(id_ in other.cells for other in forms.usable())


def _any_text(form: Form, id_: str) -> bool:
    return id_ in form.texts or any(id_ in other.texts for other in forms.usable())


_CELLS, _TEXTS = Many(Id(has_cell)), Many(Id(has_text))
_NAMED = String(needed="没有填写")


class Acknowledged(Struct, frozen=True, kw_only=True):
    """A finding that a person has answered with a reason."""

    rule: Annotated[str, String(), "the check, by its id"]
    cells: Annotated[tuple[str, ...], _CELLS, "the cells that it is about"]
    texts: Annotated[tuple[str, ...], _TEXTS, "the texts that it is about"]
    message: Annotated[str, String(), "what it says; another message is another finding"]
    reason: Annotated[str, String(needed="没有写理由"), "why it may stand"]


class LastYear(Struct, frozen=True, kw_only=True):
    """What was taken over from last year's report; what is not known of it stays away."""

    organ: Annotated[str, String(), "whose report it was"] = ""
    year: Annotated[int | None, Year(), "of which year"] = None
    source: Annotated[str, String(), "the file that it was read from"] = ""
    cells: Annotated[
        Mapping[str, Number],
        ById(Quantity(), _any_cell),
        "its figures, totals too, by the ids of the edition that it was in",
    ] = frozen({})
    texts: Annotated[
        Mapping[str, str],
        ById(String(most=MOST_LETTERS), _any_text),
        "its texts, with numbers for links",
    ] = frozen({})


class Unit(Struct, frozen=True, kw_only=True):
    """One addend of a summed report."""

    unit: Annotated[str, _NAMED, "its name; no two entries have the same"]
    file: Annotated[str, _NAMED, "its report's file, relative to the summed one"]
    sha256: Annotated[
        str, Pattern("[0-9a-f]{64}", "应当是 64 位小写的十六进制数"), "of the file as it was summed"
    ]
    edition: Annotated[str, _NAMED, "the edition that it is in"]
    kind: Annotated[str, OneOf(KINDS, f"应当是 {'、'.join(KINDS)} 之一"), "what the file is"]
    received: Annotated[str, Day(), "the day on which it came"]
    own: Annotated[bool, Truth(), "whether it is the summing office's own report"]


class Correction(Struct, frozen=True, kw_only=True):
    """What is applied on top of a unit's figures; the unit's file stays as it was sent."""

    unit: Annotated[str, _NAMED, "whose figure, as `provenance` names the unit"]
    cell: Annotated[str, Id(has_input), "an input of the form"]
    was: Annotated[Number | None, QuantityOrBlank(), "the unit's figure; null: a blank"]
    now: Annotated[Number | None, QuantityOrBlank(), "the figure in its place"]
    reason: Annotated[str, String(needed="没有写理由"), "why"]
    by: Annotated[str, _NAMED, "who signed it"]
    date: Annotated[str, Day(), "when"]


class Remark(Struct, frozen=True, kw_only=True):
    """What a reviewer wrote at a place; without cells and texts it is about the whole report."""

    cells: Annotated[tuple[str, ...], _CELLS, "the cells that it is about"]
    texts: Annotated[tuple[str, ...], _TEXTS, "the texts that it is about"]
    words: Annotated[str, String(needed="没有写内容"), "what he wrote"]
    by: Annotated[str, String(), "who"]
    date: Annotated[str, Day(), "when"]
    done: Annotated[bool, Truth(), "whether it has been dealt with"]
