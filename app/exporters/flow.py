"""A report as one flow of headings, paragraphs and tables: the order of every document."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from app.forms.model import Section, Table, Text
from app.report import Report

Kind = Literal["title", "section", "part", "body", "note", "closing", "table"]

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Piece(Struct, frozen=True):
    """A paragraph of a kind, or a table; every part's heading is there, also over an empty text."""

    kind: Kind
    text: str = ""
    """A table has none."""
    table: Table | None = None
    """The table itself, or the one that comes next below a section's heading."""


def flow(report: Report) -> Iterator[Piece]:
    """The pieces of a report, top to bottom."""
    yield Piece("title", clean(report.title))
    yield from _paragraphs(report, report.form.lead, "body")
    for section in report.form.sections:
        yield Piece("section", section.heading, section.table)
        if section.table:
            yield Piece("table", table=section.table)
        yield from _texts(report, section)
    yield from _paragraphs(report, report.form.closing, "closing")


def clean(text: str) -> str:
    """Without control characters and half characters, which XML cannot hold, and outer blanks."""
    return _NO_TEXT.sub("", text).strip()


def _texts(report: Report, section: Section) -> Iterator[Piece]:
    """A text without a heading under a table is a note to it."""
    for text in section.texts:
        if text.heading:
            yield Piece("part", text.heading)
        note = section.table is not None and not text.heading
        yield from _paragraphs(report, text, "note" if note else "body")


def _paragraphs(report: Report, text: Text, kind: Kind) -> Iterator[Piece]:
    """The clerk's own lines; indents go, for the page has its own, blank lines in between stay."""
    for line in report.text(text.id).strip().splitlines():
        yield Piece(kind, clean(line))
