"""What the parts of a check are: the type of each field says it, and the loader holds a file to it.

A kind of check is one struct whose fields are of these types; nothing else has to know it. A field
that is a bare `str` says nothing, and is refused when the kind is first read.
"""

from typing import NewType

Plain = NewType("Plain", str)
"""Taken as it stands."""
RuleId = NewType("RuleId", str)

TableId = NewType("TableId", str)
RowId = NewType("RowId", str)
"""A row with cells in one of the tables that the check speaks of."""
ColumnId = NewType("ColumnId", str)
"""A column of the rows that the check names, else of the tables that it speaks of."""
RowPath = NewType("RowPath", str)
"""`table/row`, one row."""
CellId = NewType("CellId", str)
"""`table/row/column`, one cell."""
CellPattern = NewType("CellPattern", str)
"""`table/row/column`: `*` stands for every row or column, and a group for its leaves."""
CellSum = NewType("CellSum", str)
"""Cell patterns joined by +."""
CellSeries = NewType("CellSeries", str)
"""A cell pattern with one `*`, which stands for the same row or column in each `Beside`."""
Beside = NewType("Beside", str)
"""For each cell of the check's series, the cell in the same row or column."""
EarlierCells = NewType("EarlierCells", str)
"""As `Beside`, and may be another edition's: only last year's report knows it."""
TextId = NewType("TextId", str)
SectionId = NewType("SectionId", str)
DayOfLevel = NewType("DayOfLevel", str)
"""`level month-day`."""

Regex = NewType("Regex", str)
"""An expression; shorthands may stand in it in braces."""


class Names:
    """`Annotated[str, Names("table", "cell")]`: a sentence, and what may stand in it in braces."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names)


class Groups:
    """`Annotated[Regex, Groups("year")]`: the groups that the expression must have.

    A number stands for so many groups without a name.
    """

    def __init__(self, *names: str | int) -> None:
        self.names = names


class Filled:
    """`Annotated[Regex, Filled("year")]`: what the check itself puts in the place of {year}."""

    def __init__(self, *names: str) -> None:
        self.names = names


class AsMany:
    """`Annotated[tuple[Regex, ...], AsMany("needs")]`: one for each of another field."""

    def __init__(self, field: str) -> None:
        self.field = field
