"""Which cell of a row stands in which column of the form."""

from collections.abc import Collection, Sequence

from msgspec import Struct

from app.forms.model import Column
from app.importers.tables.header import Header, is_elsewhere, is_outside, meets
from app.importers.terms import values
from app.importers.terms.labels import BlockLabels
from app.importers.terms.plain import MAX_COLUMNS, PlainCell

_SHOWN = 60
"""Characters of a row that a person is told of."""


class Assigned(Struct, frozen=True):
    """The cells of one row by column; a column that is not there got none."""

    cells: tuple[tuple[Column, PlainCell], ...] = ()
    doubt: str = ""
    """Why none was taken, or which was left out."""
    strange: tuple[str, ...] = ()
    """The columns that the form does not have, and of which a cell was left out."""

    @property
    def refused(self) -> bool:
        """Whether nothing of the row was taken."""
        return bool(self.doubt) and not self.cells


def assign(
    cells: Sequence[PlainCell], header: Header, usual: Collection[int] = frozenset()
) -> Assigned:
    """The cells right of a row's label, to the columns of its header.

    As many cells as columns: one after the other, whatever the spans say, for spans are wrong more
    often than the order. Else by their places on the grid; where those are not known, by the one
    way in which they can fit; where there are two ways, not at all.

    Args:
        cells: in reading order.
        header: of the block that the row is of.
        usual: grid columns in which other rows have a text as well. A row that alone has one where
            no column of the form is has lost a cell at its left, and is shifted as a whole; one
            that alone has a text right of all columns may have one too many anywhere.
    """
    if header.lost:
        return Assigned()
    strange = any(_names_over(cell, header) for cell in cells)
    if len(cells) == len(header.columns) and not strange and not is_elsewhere(cells, header):
        return Assigned(tuple(zip(header.columns, cells, strict=True)))
    if not strange and _juts_out(cells, header, usual):
        return _none(cells, header)
    if header.places and (strange or not _is_shifted(cells, header, usual)):
        return _by_place(cells, header)
    windows = _windows(cells, len(header.columns))
    if header.places:
        windows = [window for window in windows if all(cell.text for cell in window)]
    if len(windows) == 1 and not is_elsewhere(windows[0], header):
        return Assigned(tuple(zip(header.columns, windows[0], strict=True)))
    return _none(cells, header)


def _is_shifted(cells: Sequence[PlainCell], header: Header, usual: Collection[int]) -> bool:
    first = next(iter(cells), None)
    return bool(first and first.text and is_outside(first, header) and first.column not in usual)


def _juts_out(cells: Sequence[PlainCell], header: Header, usual: Collection[int]) -> bool:
    last = next(reversed(cells), None)
    end = max((end for _, end in header.places), default=MAX_COLUMNS)
    return bool(last and last.text and last.column >= end and last.column not in usual)


def in_order(
    cells: Sequence[PlainCell], header: Header, block: BlockLabels, *, loose: bool
) -> Assigned | None:
    """A row that the header cannot place, but that has a cell for each official column.

    Not under a header that has one of them elsewhere. In a `loose` text places say nothing: there
    each column must have a figure, and the header say nothing else.
    """
    if loose:
        cells = [cell for cell in cells if cell.text]
    if not len(header.columns) < len(block.leaves) == len(cells):
        return None
    ordered = dict(zip(block.leaves, cells, strict=True))
    if loose:
        return None if header.moved or header.strange else Assigned(tuple(ordered.items()))
    known = zip(header.columns, header.places, strict=False)
    if all(meets(ordered[column], place) for column, place in known):
        return Assigned(tuple(ordered.items()))
    return None


def own_cells(
    cells: Sequence[PlainCell], header: Header, block: BlockLabels, line: int
) -> Assigned | None:
    """A row that a cell from above has pushed aside: it has a cell of its own for each column."""
    own = [cell for cell in cells if cell.row == line]
    if header.columns == block.leaves and len(own) == len(header.columns) < len(cells):
        return Assigned(tuple(zip(header.columns, own, strict=True)))
    return None


def _none(cells: Sequence[PlainCell], header: Header) -> Assigned:
    merged = [cell for cell in cells if sum(meets(cell, place) for place in header.places) > 1]
    if any(cell.text for cell in merged):
        texts = "、".join(cell.text for cell in merged if cell.text)
        return Assigned(doubt=f"几格并成了一格（{texts[:_SHOWN]}），分不出各列的数，没有取")
    printed = "、".join(cell.text or "（空）" for cell in cells)
    if len(cells) == header.wanted:
        return Assigned(doubt=f"表头认不全，分不出这几格（{printed[:_SHOWN]}）各是哪一列，没有取")
    return Assigned(
        doubt=f"应有 {header.wanted} 格，原文是 {len(cells)} 格（{printed[:_SHOWN]}），没有取"
    )


def _by_place(cells: Sequence[PlainCell], header: Header) -> Assigned:
    """Each cell to the column whose place on the grid it shares, wherever it begins and ends.

    header  |行次|国家|地方|合计|    |    国家 2, 地方 blank, 合计 3;
    row     | 7  | 2  |    | 3  | 件 |    7 is of 行次, and 件 of no column: it is told

    Refused as a whole where the row may mean two things: see each of the steps.
    """
    under = [[cell for cell in cells if meets(cell, place)] for place in header.places]
    outside = [cell for cell in cells if cell.text and is_outside(cell, header)]
    nameless = [cell for cell in outside if not _names_over(cell, header)]
    if (
        _ends_early(cells, header)
        or _covers_two_columns(cells, header)
        or any(map(_says_two_things, under))
        or (outside and _is_a_column_without_cell(under))
        or (nameless and _may_be_figures_of_the_form(under, header))
    ):
        return _none(cells, header)
    words = "、".join(cell.text for cell in nameless)
    return Assigned(
        tuple(
            (column, _shown(own)) for column, own in zip(header.columns, under, strict=True) if own
        ),
        f"“{words[:_SHOWN]}”不在任何一列的下面，没有取" if words else "",
        tuple(name for cell in outside for name in _names_over(cell, header)),
    )


def _ends_early(cells: Sequence[PlainCell], header: Header) -> bool:
    """Whether cells are missing, and not at the left: the others may have moved up.

    header  |国家|地方|合计|
    row     | 2  | 3  |         the 3 may be the total, and a blank cell gone before it
    row     |         | 3  |    no: one blank cell lies over two columns
    """
    if len(cells) >= len(header.columns):
        return False
    return not cells or cells[-1].end != header.places[-1][1]


def _covers_two_columns(cells: Sequence[PlainCell], header: Header) -> bool:
    """Whether a text stands under two columns: of which it is cannot be told.

    header  |国家|地方|合计|
    row     |    2    | 3  |
    """
    return any(sum(meets(cell, p) for p in header.places) > 1 for cell in cells if cell.text)


def _says_two_things(own: Sequence[PlainCell]) -> bool:
    """Whether different texts stand under one column; the same twice is a merge that was undone.

    header  |  国家   |地方|      header  |  国家   |地方|
    row     | 2  | 3  | 4  |      row     | 2  | 2  | 4  |    no: it says 2
    """
    return len({cell.text for cell in own if cell.text}) > 1


def _is_a_column_without_cell(under: Sequence[Sequence[PlainCell]]) -> bool:
    """Whether a column has no cell at all: what stands beside the columns is shifted out of it.

    header  |    |    |国家|地方|合计|
    row     | 1  | 2  | 3  | 4  |         the 4 may be the total
    row     | 1  | 2  | 3  | 4  |    |    no: each column has a cell, though a blank one
    """
    return not all(under)


def _may_be_figures_of_the_form(under: Sequence[Sequence[PlainCell]], header: Header) -> bool:
    """Whether what stands under no heading may be a figure of the form, pushed out of its place.

    So it is where the header does not show all columns, for it may be of one of the others; and
    where words stand in a column, such as the unit of each row, for they have pushed it aside.

    header  |国家|    |合计|      header  |国家|地方|合计|    |
    row     | 2  | 3  | 4  |      row     | 件 | 2  | 3  | 4  |
    """
    return not header.whole or not all(
        values.is_figure(cell.text) for own in under for cell in own if cell.text
    )


def _shown(own: Sequence[PlainCell]) -> PlainCell:
    """The cell of a column, of several the first with a text.

    header  |  国家   |
    row     |    | 2  |    the 2
    """
    return next((cell for cell in own if cell.text), own[0])


def _names_over(cell: PlainCell, header: Header) -> tuple[str, ...]:
    """The strange columns that a cell stands under, if it stands under no other."""
    if not is_outside(cell, header):
        return ()
    return tuple(
        " ".join(other.text.split())
        for other in header.strange
        if meets(cell, (other.column, other.end))
    )


def _windows(cells: Sequence[PlainCell], width: int) -> list[Sequence[PlainCell]]:
    """The runs of `width` cells that leave out none with a text; all blank: any of them will do."""
    runs = [cells[start : start + width] for start in range(len(cells) - width + 1)]
    whole = sum(bool(cell.text) for cell in cells)
    fitting = [run for run in runs if sum(bool(cell.text) for cell in run) == whole]
    return fitting[:1] if not whole else fitting
