"""What an import would change, as plain facts: shown to a person before anything is changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, structs

from app.files.store import stored
from app.forms.model import Form, table_cells
from app.forms.names import called, crossing
from app.importers.terms.alike import folded, for_all
from app.letters import numbers
from app.letters.characters import shortened
from app.letters.numbers import Number
from app.report import calc, previous
from app.report.report import PRINTED_BLANK, Address, Changes, Report

_SHOWN, _LISTED = 40, 20
"""Characters of a line that was left out, and lines of a kind, that a person is told of."""
Kind = Literal["value", "stroke", "label", "header", "row", "table", "edition", "text", "head"]


class Offer(Struct, frozen=True):
    """One of the readings of a cell that was not filled, to be taken by a click."""

    cell: str
    value: Number
    words: str
    """What it is called on a button: 按万元 521500."""


class Doubt(Struct, frozen=True):
    """Something that a person should look at, in one sentence."""

    kind: Kind
    message: str
    cells: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def rule(self) -> str:
        """The check that it is a finding of: labels that are not the official ones are R34."""
        if self.kind == "stroke":
            return "R32"
        return "R34" if self.kind in ("label", "header", "row", "edition") else ""

    @property
    def words(self) -> str:
        return f"{self.rule} {self.message}".strip()

    def placed(self, table: str) -> "Doubt":
        """The same with the name of its table, where the sentence does not say it."""
        if table in self.message:
            return self
        return structs.replace(self, message=f"{table}：{self.message}")


class Left(Struct, frozen=True):
    """Words of the source that are in nothing that is proposed."""

    words: str
    """A paragraph, or what of a table's line was not taken."""
    why: str
    """What they are: the same for all of a kind."""


class Difference(Struct, frozen=True):
    """A total as it is printed, and as its addends make it."""

    cell: str
    published: Number | None
    """None: printed blank."""
    computed: Number | None


class TableProposal(Struct, frozen=True, kw_only=True):
    """One table of the source."""

    table: str
    edition: str
    """Whose labels it bears; the ids below are those of the proposal's form."""
    cells: dict[str, Number]
    """The inputs that have a figure."""
    published: dict[str, Number | None]
    """The totals that are printed; None: a blank is."""
    notes: dict[str, str]
    """The words in number cells."""
    blank: tuple[str, ...] = ()
    """Inputs that are printed without a figure."""
    missing: tuple[str, ...] = ()
    """Inputs that the source does not have at all."""
    unplaced: dict[str, str] = {}
    """Figures of another edition that have no cell here: what they are called, what is printed."""
    doubts: tuple[Doubt, ...] = ()


class Proposal(Struct, frozen=True, kw_only=True):
    """A source as a report, not yet taken."""

    source: str
    """The file's name, or what else the person knows it by."""
    form: Form
    organ: str = ""
    year: int | None = None
    title: str = ""
    """Only where it differs from what the form makes of organ and year."""
    tables: tuple[TableProposal, ...] = ()
    texts: dict[str, str] = {}
    doubts: tuple[Doubt, ...] = ()
    """Of the texts and of the whole; each table has its own."""
    audited: tuple[str, ...] = ()
    """The printed totals of an own file that a person typed; they stay his in a new report."""
    left: tuple[Left, ...] = ()
    """With what was taken, and the doubts, the whole source."""
    more: dict[str, Any] = {}
    """What else an own file holds that comes along with an import, by its key."""

    @property
    def all_doubts(self) -> tuple[Doubt, ...]:
        return (*self.doubts, *(doubt for table in self.tables for doubt in table.doubts))

    @property
    def placed_doubts(self) -> tuple[Doubt, ...]:
        """The same where they stand alone, each with the name of its table."""
        tables = ((self.form.tables[table.table].name, table.doubts) for table in self.tables)
        of_tables = (doubt.placed(name) for name, doubts in tables for doubt in doubts)
        return (*self.doubts, *of_tables)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The printed totals that their addends do not make, in the order of the page."""
        inputs = {id_: value for table in self.tables for id_, value in table.cells.items()}
        computed = calc.evaluate(self.form, inputs)
        printed = {id_: value for table in self.tables for id_, value in table.published.items()}
        return tuple(
            Difference(id_, printed[id_], computed[id_])
            for id_ in self.form.cells
            if id_ in printed and (printed[id_] or 0) != (computed[id_] or 0)
        )

    @property
    def missing_tables(self) -> tuple[str, ...]:
        """Tables of the form that the source does not have."""
        found = {table.table for table in self.tables}
        return tuple(id_ for id_ in self.form.tables if id_ not in found)


def changes(
    proposal: Proposal,
    *,
    tables: Iterable[str] | None = None,
    texts: bool = True,
    head: bool = True,
) -> dict[Address, Any]:
    """The changes for `Report.apply` on a report of the proposal's form.

    A table is taken as a whole: an input that the source leaves blank becomes blank. Of the texts
    those are taken that the source has.

    Args:
        proposal: what was read.
        tables: ids of the tables that the person accepts; None: all that the source has.
        texts: whether to take the texts.
        head: whether to take organ, year, title and what else stands above the tables.
    """
    wanted = None if tables is None else set(tables)
    made: dict[Address, Any] = {}
    for table in proposal.tables:
        if wanted is None or table.table in wanted:
            made |= _table_changes(proposal.form, table)
    if texts:
        made |= {("texts", id_): text for id_, text in proposal.texts.items()}
    if head:
        made |= {(key, ""): value for key, value in _head(proposal).items()}
        made |= own_totals(proposal, made)
    return made


def own_totals(proposal: Proposal, made: Changes) -> dict[Address, Any]:
    """Which of the totals that changes print a person typed himself."""
    printed = (id_ for id_ in proposal.audited if made.get(("published", id_)) is not None)
    return {("audited", id_): True for id_ in printed}


def report_of(proposal: Proposal) -> Report:
    """The proposal taken whole, as a new report.

    Raises:
        Refused: it holds what no report can; an own file that was changed by hand.
    """
    return Report(proposal.form, changes(proposal))


def as_previous(proposal: Proposal) -> dict[Address, Any]:
    """The changes that take the proposal as last year's figures, and leave the report as it is.

    For a report of any edition: `previous` keeps the ids of the edition that last year's was in.
    """
    return {("previous", ""): previous.to_keep(report_of(proposal), proposal.source)}


def as_json(proposal: Proposal) -> dict[str, Any]:
    """All of it for a program: figures as in the report file."""
    tables = proposal.tables
    return {
        "source": proposal.source,
        "edition": proposal.form.edition,
        "organ": proposal.organ,
        "year": proposal.year,
        "title": proposal.title,
        "editions": {table.table: table.edition for table in tables},
        "matched": _figures(tables, "cells"),
        "published": _figures(tables, "published"),
        "notes": {id_: words for table in tables for id_, words in table.notes.items()},
        "texts": dict(proposal.texts),
        "blank": [id_ for table in tables for id_ in table.blank],
        "unmatched": [id_ for table in tables for id_ in table.missing],
        "unmatched_tables": list(proposal.missing_tables),
        "unplaced": {name: text for table in tables for name, text in table.unplaced.items()},
        "differing": [_difference(each) for each in proposal.differences],
        "doubts": [_doubt(doubt) for doubt in proposal.placed_doubts],
        "remarks": [remark.words for remark in proposal.more.get("remarks", ())],
        "left_out": [{"words": left.words, "why": left.why} for left in proposal.left],
    }


def told(proposal: Proposal) -> list[str]:
    """All of it for a person, a line each: what was found, then what should be looked at."""
    form = proposal.form
    lines = [f"标题：{report_of(proposal).title}"]
    for table in proposal.tables:
        figures, blank = len(table.cells), len(table.blank)
        name = form.tables[table.table].name
        lines.append(f"{name}：{figures} 格有数，{blank} 格空白，{len(table.missing)} 格没有找到")
    names = "、".join(form.texts[id_].name for id_ in proposal.texts)
    lines.append(f"文字：{names or '没有'}")
    if noted := proposal.more.get("remarks"):
        lines.append(f"批注：{len(noted)} 条，带到报告里，列在检查结果里")
    groups = folded(proposal.placed_doubts, lambda doubt: doubt.words)
    lines += [f"请核对：{_for_all(form, group)}" for group in groups]
    lines += [f"合计不符：{_said(form, each)}" for each in proposal.differences]
    return lines + [_told_left(why, words) for why, words in left_by_kind(proposal).items()]


def left_by_kind(proposal: Proposal) -> dict[str, list[str]]:
    """What was left out, a line each, by what it is."""
    kinds: dict[str, list[str]] = {}
    for left in proposal.left:
        kinds.setdefault(left.why, []).append(" ".join(left.words.split()))
    return kinds


def _told_left(why: str, words: list[str]) -> str:
    shown = (shortened(w, _SHOWN) for w in words[:_LISTED])
    more = f"……还有 {len(words) - _LISTED} 处" if len(words) > _LISTED else ""
    return f"没有采用（{why}，{len(words)} 处）：{'；'.join(shown)}{more}"


def _for_all(form: Form, doubts: Sequence[Doubt]) -> str:
    """One doubt, or the first of many that are alike with the places of the others."""
    first, others = doubts[0].words, [doubt.cells[0] for doubt in doubts[1:] if doubt.cells]
    if len(doubts) == 1:
        return first
    cells = [form.cells[id_] for id_ in others if id_ in form.cells]
    names = "、".join(dict.fromkeys(f"“{called(cell.row)}”" for cell in cells))
    return f"{for_all(first, doubts)}：{names}" if names else for_all(first, doubts)


def _said(form: Form, difference: Difference) -> str:
    cell = form.cells[difference.cell]
    printed = "空白" if difference.published is None else numbers.written(difference.published)
    computed = numbers.written(difference.computed) or "空白"
    place = f"{cell.table.name}{crossing(cell.row, cell.column)}"
    return f"{place}，原文是 {printed}，按各项相加是 {computed}"


def _table_changes(form: Form, table: TableProposal) -> dict[Address, Any]:
    made: dict[Address, Any] = {}
    for cell in table_cells(form.tables[table.table]):
        made["notes", cell.id] = table.notes.get(cell.id)
        if cell.computed:
            made["published", cell.id] = _printed(table.published, cell.id)
        else:
            made["cells", cell.id] = table.cells.get(cell.id)
    return made


def _printed(published: Mapping[str, Number | None], id_: str) -> Any:
    """A total that is not printed at all is no printed blank."""
    if id_ not in published:
        return None
    value = published[id_]
    return PRINTED_BLANK if value is None else value


def _head(proposal: Proposal) -> dict[str, Any]:
    """A title of its own goes with organ and year: a source that names none keeps what there is."""
    named = {"organ": proposal.organ, "year": proposal.year}
    head = {key: value for key, value in (*proposal.more.items(), *named.items()) if value}
    return head | {"title": proposal.title or None} if head else head


def _figures(tables: Iterable[TableProposal], key: str) -> dict[str, Any]:
    return {id_: stored(value) for table in tables for id_, value in getattr(table, key).items()}


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "cell": difference.cell,
        "published": stored(difference.published),
        "computed": stored(difference.computed),
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind,
        "rule": doubt.rule or None,
        "message": doubt.message,
        "cells": doubt.cells,
        "texts": doubt.texts,
        "offers": [
            {"cell": o.cell, "value": stored(o.value), "words": o.words} for o in doubt.offers
        ],
    }
