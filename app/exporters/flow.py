"""A report as one flow of headings, paragraphs and tables: the order of every document."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from app import characters, entry
from app.calc import Number
from app.forms.model import Cell, Section, Table, Text, short_name
from app.profiles import STANDARD, Profile
from app.report import Report

Kind = Literal["title", "section", "part", "body", "note", "closing", "table"]

_OWN_HEADING = re.compile(r"[（(][一二三四五六七八九十]+[)）][^。；;！!？?]{1,26}")
"""On a line of the page; a sentence, or one of a list, is none."""
_ONLY_FIGURE = re.compile(r"[\W\d_亿万元件条个项次份宗人起余多]*")
_MONEY = re.compile("[万亿]*元")


class Piece(Struct, frozen=True):
    """A paragraph of a kind, or a table; every part's heading is there, also over an empty text."""

    kind: Kind
    text: str = ""
    """A table has none."""
    table: Table | None = None
    """The table itself, or the one that comes next below a section's heading."""
    noted: bool = False
    """A table that notes follow."""


def flow(report: Report, profile: Profile = STANDARD) -> Iterator[Piece]:
    """The pieces of a report, top to bottom."""
    yield Piece("title", clean(report.title))
    if profile.lead:
        yield from _paragraphs(report, report.form.lead, "body")
    for section in report.form.sections:
        yield Piece("section", section.heading, section.table)
        if section.table:
            yield Piece("table", table=section.table, noted=bool(notes(report, section)))
        yield from _texts(report, section)
    yield from _paragraphs(report, report.form.closing, "closing")


def figures(report: Report, profile: Profile = STANDARD) -> Mapping[str, Number | None]:
    """Every cell's figure as it is printed."""
    if profile.blank == "blank":
        return report.values
    return {cell: 0 if value is None else value for cell, value in report.values.items()}


def notes(report: Report, section: Section) -> list[str]:
    """What is printed under a section's table: its note, then words that stood in its cells."""
    own = [text for text in section.texts if not text.heading]
    written = (line for text in own for line in lines(report.text(text.id)))
    words = report.entries("notes")
    cells = (cell for cell in report.form.cells.values() if cell.table is section.table)
    in_cells = (_note(cell, clean(words[cell.id])) for cell in cells if cell.id in words)
    return [*written, *filter(None, in_cells)] if section.table else []


def lines(text: str) -> list[str]:
    """The clerk's own lines; indents go, for the page has its own, blank lines in between stay."""
    return [line.strip() for line in clean(text).splitlines()]


def clean(text: str) -> str:
    """Without outer blanks and what nobody sees.

    XML cannot hold control characters and half characters; marks that nobody sees come along from
    web pages, and some of them turn the writing round to the end of the paragraph.
    """
    return characters.in_text(text).strip()


def place_name(cell: Cell) -> str:
    """Where a figure stands, for somebody who reads: 本年新收，自然人; 复议尚未审结."""
    return short_name(cell, "，")


def _texts(report: Report, section: Section) -> Iterator[Piece]:
    """A text without a heading under a table is a note to it."""
    yield from (Piece("note", line) for line in notes(report, section))
    for text in section.texts:
        if text.heading:
            yield Piece("part", text.heading)
        if text.heading or not section.table:
            yield from map(_headed, _paragraphs(report, text, "body"))


def _paragraphs(report: Report, text: Text, kind: Kind) -> Iterator[Piece]:
    return (Piece(kind, line) for line in lines(report.text(text.id)))


def _headed(piece: Piece) -> Piece:
    """A clerk's own heading of the second level, （一）, is set as one: GB/T 9704."""
    return Piece("part", piece.text) if _OWN_HEADING.fullmatch(piece.text) else piece


def _units(words: str) -> set[str]:
    """The units of money in words: 万元 is another one than 元."""
    return set(_MONEY.findall("".join(words.split())))


def _note(cell: Cell, words: str) -> str:
    """Empty where they say no more than the figure, with its column's unit, or nothing at all."""
    if entry.says_nothing(words):
        return ""
    known = _units(cell.column.label)
    if _ONLY_FIGURE.fullmatch(words) and _units(words) <= known:
        return ""
    return f"注：{place_name(cell)}：{words}"
