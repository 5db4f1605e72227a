"""A report as one flow of headings, paragraphs and tables: the order of every document."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct, structs

from app.files import marks
from app.files.profiles import STANDARD, Profile
from app.forms.model import Cell, Section, Table, Text
from app.forms.names import note_of
from app.letters import characters
from app.letters.numbers import Number
from app.report import entry
from app.report.report import Report

Kind = Literal["title", "section", "part", "body", "note", "closing", "table"]

_OWN_HEADING = re.compile(r"[（(][一二三四五六七八九十]+[)）][^。；;！!？?]{1,26}")
"""On a line of the page; a sentence, or one of a list, is none."""
_ONLY_FIGURE = re.compile(r"[\W\d_亿万元件条个项次份宗人起余多]*")
_MONEY = re.compile("[万亿]*元")


class Piece(Struct, frozen=True):
    """A paragraph of a kind, or a table; where one part of a section has a text, every heading."""

    kind: Kind
    text: str = ""
    """A table has none."""
    table: Table | None = None
    """The table itself, or the one that comes next below a section's heading."""
    notes: tuple[str, ...] = ()
    """What stands under that table."""
    mark: str = ""
    """What begins with it, see `app.files.marks`; empty: what began above goes on."""


def flow(report: Report, profile: Profile = STANDARD) -> Iterator[Piece]:
    """The pieces of a report, top to bottom."""
    titled = report.get(("title", "")) is not None
    mark = marks.of_report(report.form.edition, report.year, titled=titled)
    yield Piece("title", clean(report.title), mark=mark)
    if profile.lead:
        yield from _paragraphs(report, report.form.lead, "body")
    for section in report.form.sections:
        under, mark = tuple(notes(report, section)), marks.of_section(section.id)
        yield Piece("section", section.heading, section.table, under, mark)
        if section.table:
            yield Piece("table", table=section.table, notes=under)
        yield from _texts(report, section)
    closing = _paragraphs(report, report.form.closing, "closing")
    yield from _marked(closing, report.form.closing.id)


def tables_of(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Of these the tables with their headings and notes, under the title."""
    for piece in pieces:
        if piece.table or piece.kind in ("title", "note"):
            yield piece


def figures(report: Report, profile: Profile = STANDARD) -> Mapping[str, Number | None]:
    """Every cell's figure as it is printed."""
    if profile.blank == "blank":
        return report.values
    return {cell: 0 if value is None else value for cell, value in report.values.items()}


def notes(report: Report, section: Section) -> list[str]:
    """What is printed under a section's table: its note, then words that stood in its cells."""
    return [piece.text for piece in _notes(report, section)]


def lines(text: str) -> list[str]:
    """The clerk's own lines; indents go, for the page has its own, blank lines in between stay."""
    return [line.strip() for line in clean(text).splitlines()]


def clean(text: str) -> str:
    """Without outer blanks and what nobody sees.

    XML cannot hold control characters and half characters; marks that nobody sees come along from
    web pages, and some of them turn the writing round to the end of the paragraph.
    """
    return characters.in_text(text).strip()


def _texts(report: Report, section: Section) -> Iterator[Piece]:
    """A text without a heading under a table is a note to it.

    Where no part has a text, the clerk has written the section as a whole, or nothing at all.
    """
    yield from _notes(report, section)
    in_parts = any(text.heading and lines(report.text(text.id)) for text in section.texts)
    for text in section.texts:
        if text.heading and in_parts:
            yield Piece("part", text.heading, mark=text.id)
        if text.heading or not section.table:
            yield from map(_headed, _paragraphs(report, text, "body"))


def _notes(report: Report, section: Section) -> Iterator[Piece]:
    if section.table:
        for text in section.texts:
            yield from () if text.heading else _paragraphs(report, text, "note")
        words = report.entries("notes")
        cells = (cell for cell in report.form.cells.values() if cell.table is section.table)
        in_cells = (_note(cell, clean(words[cell.id])) for cell in cells if cell.id in words)
        pieces = (Piece("note", note) for note in in_cells if note)
        yield from _marked(pieces, marks.of_words(section.id))


def _marked(pieces: Iterable[Piece], mark: str) -> Iterator[Piece]:
    """With the mark at the first of them."""
    for number, piece in enumerate(pieces):
        yield piece if number else structs.replace(piece, mark=mark)


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
    words = " ".join(words.split())
    if entry.says_nothing(words) or words.startswith(("#", "＃")):  # what a spreadsheet shows
        return ""
    known = _units(cell.column.label)
    if _ONLY_FIGURE.fullmatch(words) and _units(words) <= known:
        return ""
    return f"{note_of(cell)}{words}"
