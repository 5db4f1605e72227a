"""The vocabulary of checks over tables and years: what an edition's `checks` may say.

Each struct is a kind, and `kind:` its name in small letters. The type of a field says what it is:
`app.forms.parts` has them all. What a kind does, its function in `app.checks` says.
"""

from typing import Annotated, Literal

from msgspec import Meta, field

from app.forms.base import Check, Declared
from app.forms.parts import (
    Beside,
    CellId,
    CellPattern,
    CellSeries,
    ColumnId,
    EarlierCells,
    Names,
    Plain,
    Regex,
    RowId,
    RowPath,
    RuleId,
    SectionId,
    TableId,
    TextId,
)


class Diagnosis(Declared, frozen=True, kw_only=True):
    """Sentences that say what a difference looks like."""

    addend: Annotated[str, Names("name", "difference")]
    """It is exactly one of the figures: {name}, {difference}."""
    doubled: Annotated[str, Names("name", "difference")] = ""
    """It is exactly what stands in the row `doubled_row`, and the parts are too many."""
    doubled_row: RowId = RowId("")
    moved: Annotated[str, Names("column", "other", "difference")] = ""
    """Another column is off by as much the other way: {column}, {other}, {difference}."""
    turned: Annotated[str, Names("name", "typed", "meant")] = ""
    """One figure closes it with two neighbouring digits exchanged: {name}, {typed}, {meant}."""
    crossed: Annotated[str, Names("name", "difference")] = ""
    """The printed total of one row is off by as much, where it crosses: {name}, {difference}."""


class Balance(Check, frozen=True, kw_only=True):
    """In each column, the rows `left` add up to as much as the rows `right`."""

    message: Annotated[
        str, Names("table", "column", "left_terms", "left", "right_terms", "right", "difference")
    ]
    table: TableId
    left: tuple[RowId, ...]
    right: tuple[RowId, ...]
    running: Annotated[
        str,
        Names(
            "table",
            "column",
            "left_terms",
            "left",
            "right_terms",
            "right",
            "difference",
            "direction",
        ),
    ]
    """Said instead of `message` while cells of the column are still blank."""
    unfilled: Annotated[
        str,
        Names(
            "table", "column", "left_terms", "left", "right_terms", "right", "difference", "count"
        ),
    ] = ""
    """Said after `message` then, where only that is shown: {count} of them are."""
    short_of: Plain
    """{direction} while left is greater: so much is still to be entered on the right."""
    beyond: Plain
    """{direction} while right is greater."""
    diagnosis: Diagnosis | None = None


class Printed(Check, frozen=True, kw_only=True):
    """A total as it was printed is what its addends make."""

    message: Annotated[
        str, Names("table", "cell", "row", "column", "computed", "printed", "difference")
    ]
    cells: tuple[CellPattern, ...]
    along: Literal["row", "column"]
    """`row`: the addends stand in the same row; `column`: in the same column."""
    diagnosis: Diagnosis | None = None


class Unprinted(Check, frozen=True, kw_only=True):
    """Totals that a published report left blank, all of them."""

    message: Annotated[str, Names("table", "count")]
    cells: tuple[CellPattern, ...]


class Figure(Check, frozen=True, kw_only=True):
    """An input is a number of the right kind. An empty sentence: that is not looked at."""

    cells: tuple[CellPattern, ...]
    message: Annotated[str, Names("table", "cell", "value")] = ""
    """For a number below zero where none may be."""
    fraction: Annotated[str, Names("table", "cell", "value")] = ""
    """For more decimals than the column has."""


class AtMost(Check, frozen=True, kw_only=True):
    """In each row, one column is not more than another; silent where one is blank."""

    message: Annotated[str, Names("table", "row", "less", "more")]
    rows: tuple[RowPath, ...]
    """As `table/row`."""
    less: ColumnId
    more: ColumnId


class Zero(Check, frozen=True, kw_only=True):
    """Cells that are 0 in reports of certain levels."""

    message: Annotated[str, Names("table", "cells")]
    cells: tuple[CellPattern, ...]
    levels: tuple[Plain, ...]


class Share(Check, frozen=True, kw_only=True):
    """Some cells are not more than so many percent of another."""

    message: Annotated[str, Names("part", "whole", "percent", "limit")]
    part: tuple[CellPattern, ...]
    whole: CellId
    percent: int
    least: Annotated[int, Meta(ge=1)]
    """Below so many there is nothing to say."""


class Blank(Check, frozen=True, kw_only=True):
    """Inputs of a table that are blank; one finding a table."""

    message: Annotated[str, Names("table", "count", "first")]


class Absent(Check, frozen=True, kw_only=True):
    """A report says whose it is, of which year, and something in each section that must be written.

    `message` is for a section without a word.
    """

    message: Annotated[str, Names("section")]
    organ: Annotated[str, Names()]
    year: Annotated[str, Names()]
    sections: tuple[SectionId, ...]
    partly: Annotated[str, Names("section", "texts")]
    """A warning, for texts without a word in a section that has others: one for all of them."""
    spoken_of: dict[TextId, Regex] = field(default_factory=dict)
    """Where all of a section stands before its first heading: by what words a text is in it."""


class Noted(Check, frozen=True, kw_only=True):
    """Words that an import found in number cells."""

    message: Annotated[str, Names("table", "cell", "words", "value", "count", "first")]
    words: tuple[Plain, ...] = ()
    """Only where exactly one of these stood there."""
    other_than: tuple[Plain, ...] = ()
    """Only where something else stood there."""
    together: bool = False
    """One finding a table, not one a cell."""


class Summed(Check, frozen=True, kw_only=True):
    """Cells of a summed report in which several units may have counted the same thing.

    Silent where they are 0, and where somebody has corrected a unit's figure under one of them.
    """

    message: Annotated[str, Names("table", "cells", "units")]
    cells: tuple[CellPattern, ...]


class Across(Check, frozen=True, kw_only=True):
    """A cell is what last year's cells and this year's changes make of it.

    A `*` in `cell` stands for the same row or column in every other pattern.
    """

    message: Annotated[str, Names("table", "cell", "column", "stated", "due", "difference", "year")]
    cell: CellSeries
    last: tuple[EarlierCells, ...]
    add: tuple[Beside, ...] = ()
    subtract: tuple[Beside, ...] = ()
    running: Annotated[
        str, Names("table", "cell", "column", "stated", "due", "difference", "year")
    ] = ""
    """Said instead of `message` while the cell itself is blank; empty: silent then."""


class Reappear(Check, frozen=True, kw_only=True):
    """What was pending last year turns up again somewhere this year."""

    message: Annotated[str, Names("waiting", "now", "year")]
    pending: tuple[CellPattern, ...]
    totals: tuple[CellPattern, ...]
    note: TextId
    """The text in which an organ says how it counts."""
    excluded: Regex
    """What it then says where the rule does not hold for it (a regular expression)."""


class Jump(Check, frozen=True, kw_only=True):
    """A figure many times last year's, or a small part of it."""

    message: Annotated[str, Names("table", "cell", "now", "before", "year")]
    cells: tuple[CellPattern, ...]
    times: int
    large: int
    """From 0 to this, or from this to 0, is a jump too."""


class Similar(Check, frozen=True, kw_only=True):
    """Two years' texts of a section are not the same words."""

    message: Annotated[str, Names("section", "percent", "limit")]
    sections: tuple[SectionId, ...]
    percent: int
    run: Annotated[int, Meta(ge=1)]
    """So many characters in a row count as one piece."""


class Copied(Check, frozen=True, kw_only=True):
    """A text that stands here as it stood in an earlier report is one still to be written."""

    message: Annotated[str, Names("text")]
    sections: tuple[SectionId, ...]
    naming: Annotated[str, Names("text", "count", "year")]
    """Said instead of `message` where the text names that report's year in {count} places."""
    silences: tuple[RuleId, ...]
    """Rules that say nothing of such a text until it is changed."""


class Like(Declared, frozen=True, kw_only=True, tag_field="kind", tag="like"):
    """Checks taken over from another edition as they stand there."""

    edition: Plain
    rules: tuple[RuleId, ...]
    without: tuple[Plain, ...] = ()
    """Names of mentions that this edition says in its own way."""
