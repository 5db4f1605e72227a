"""The vocabulary of checks over tables and years: what an edition's `checks` may say.

A cell pattern is `table/row/column`; `*` stands for every row or column, and a group for its
leaves: `requests/denied/total` is eight cells.
"""

from app.forms.base import Check, Declared


class Diagnosis(Declared, frozen=True, kw_only=True):
    """Sentences that say what a difference looks like."""

    addend: str
    """It is exactly one of the figures: {name}, {difference}."""
    doubled: str = ""
    """It is exactly what stands in the row `doubled_row`, and the parts are too many."""
    doubled_row: str = ""
    moved: str = ""
    """Another column is off by as much the other way: {column}, {other}, {difference}."""
    turned: str = ""
    """One figure closes it with two neighbouring digits exchanged: {name}, {typed}, {meant}."""
    crossed: str = ""
    """The printed total of one row is off by as much, where it crosses: {name}, {difference}."""


class Balance(Check, frozen=True, kw_only=True):
    """In each column, the rows `left` add up to as much as the rows `right`."""

    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    running: str
    """Said instead of `message` while cells of the column are still blank."""
    unfilled: str = ""
    """Said after `message` then, where only that is shown: {count} of them are."""
    short_of: str
    """{direction} while left is greater: so much is still to be entered on the right."""
    beyond: str
    """{direction} while right is greater."""
    diagnosis: Diagnosis | None = None


class Printed(Check, frozen=True, kw_only=True):
    """A total as it was printed is what its addends make."""

    cells: tuple[str, ...]
    along: str
    """`row`: the addends stand in the same row; `column`: in the same column."""
    diagnosis: Diagnosis | None = None


class Unprinted(Check, frozen=True, kw_only=True):
    """Totals that a published report left blank, all of them."""

    cells: tuple[str, ...]


class Figure(Check, frozen=True, kw_only=True):
    """An input is a number of the right kind. An empty sentence: that is not looked at."""

    cells: tuple[str, ...]
    message: str = ""
    """For a number below zero where none may be."""
    fraction: str = ""
    """For more decimals than the column has."""


class AtMost(Check, frozen=True, kw_only=True):
    """In each row, one column is not more than another; silent where one is blank."""

    rows: tuple[str, ...]
    """As `table/row`."""
    less: str
    more: str


class Zero(Check, frozen=True, kw_only=True):
    """Cells that are 0 in reports of certain levels."""

    cells: tuple[str, ...]
    levels: tuple[str, ...]


class Share(Check, frozen=True, kw_only=True):
    """Some cells are not more than so many percent of another."""

    part: tuple[str, ...]
    whole: str
    percent: int
    least: int
    """Below so many there is nothing to say."""


class Blank(Check, frozen=True, kw_only=True):
    """Inputs of a table that are blank; one finding a table."""


class Absent(Check, frozen=True, kw_only=True):
    """A report says whose it is, of which year, and something in each section that must be written.

    `message` is for a section without a word.
    """

    organ: str
    year: str
    sections: tuple[str, ...]
    partly: str
    """A warning, for texts without a word in a section that has others: one for all of them."""


class Noted(Check, frozen=True, kw_only=True):
    """Words that an import found in number cells."""

    words: tuple[str, ...] = ()
    """Only where exactly one of these stood there."""
    other_than: tuple[str, ...] = ()
    """Only where something else stood there."""
    together: bool = False
    """One finding a table, not one a cell."""


class Across(Check, frozen=True, kw_only=True):
    """A cell is what last year's cells and this year's changes make of it.

    A `*` in `cell` stands for the same row or column in every other pattern.
    """

    cell: str
    last: tuple[str, ...]
    add: tuple[str, ...] = ()
    subtract: tuple[str, ...] = ()
    running: str = ""
    """Said instead of `message` while the cell itself is blank; empty: silent then."""


class Reappear(Check, frozen=True, kw_only=True):
    """What was pending last year turns up again somewhere this year."""

    pending: tuple[str, ...]
    totals: tuple[str, ...]
    note: str
    """The text in which an organ says how it counts."""
    excluded: str
    """What it then says where the rule does not hold for it (a regular expression)."""


class Jump(Check, frozen=True, kw_only=True):
    """A figure many times last year's, or a small part of it."""

    cells: tuple[str, ...]
    times: int
    large: int
    """From 0 to this, or from this to 0, is a jump too."""


class Similar(Check, frozen=True, kw_only=True):
    """Two years' texts of a section are not the same words."""

    sections: tuple[str, ...]
    percent: int
    run: int
    """So many characters in a row count as one piece."""


class Copied(Check, frozen=True, kw_only=True):
    """A text that stands here as it stood in an earlier report is one still to be written."""

    sections: tuple[str, ...]
    naming: str
    """Said instead of `message` where the text names that report's year in {count} places."""
    silences: tuple[str, ...]
    """Rules that say nothing of such a text until it is changed."""


class Like(Declared, frozen=True, kw_only=True, tag_field="kind", tag="like"):
    """Checks taken over from another edition as they stand there."""

    edition: str
    rules: tuple[str, ...]
    without: tuple[str, ...] = ()
    """Names of mentions that this edition says in its own way."""


TABLE_KINDS = (
    Balance | Printed | Unprinted | Figure | AtMost | Zero | Share | Blank | Noted | Absent
)  # fmt: skip
YEAR_KINDS = Across | Reappear | Jump | Similar | Copied
