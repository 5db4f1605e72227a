"""The header of a printed table: which of its columns is which column of the form."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from msgspec import Struct, structs

from app.forms.model import Column
from app.importers.terms import values
from app.importers.terms.labels import TOTALS, BlockLabels, catalogue, key, likeness, short_key
from app.importers.terms.plain import PlainCell
from app.importers.terms.scope import FORM

_MISSPELT = 0.6
"""How like a column's name a cell must be that is no other's, beside columns that are known.

2018年项目数量 for 上一年项目数量, in lists of 2019, is 0.63: above that the column is lost. Labels
of rows that stand in a header are 0.29 at most; no page has shown one between.
"""
BY_ORDER = "各列按官方的顺序对应"
"""How a doubt ends about a header whose words do not tell which column is which."""
_SHOWN = 60
_COUNTED = re.compile(
    r"""(?: 20\d\d年?度? | 本年度? | 本期 | 今年 | 当年 )?
    (?: 办理|处理|决定|收费|总 )*
    (?: 数量|件数|宗数|数值|数据|数字|数额|金额|总数|数|合计|总计 )?
    (?: (?:单位)? (?:件|项|宗|亿?万?元) ){0,2}""",
    re.VERBOSE,
)
"""What heads the one column of figures in a list of an office's own."""


class Header(Struct, frozen=True):
    """The columns of a printed table, left to right."""

    columns: tuple[Column, ...]
    places: tuple[tuple[int, int], ...] = ()
    """Where each begins and ends on the grid; empty where the print does not tell."""
    unit: str = ""
    """The unit of money that the header gives."""
    strange: tuple[PlainCell, ...] = ()
    """Columns beside these that the form does not have: 行次, 备注."""
    doubts: tuple[str, ...] = ()
    whole: bool = True
    """Whether it has all columns of the form."""
    moved: bool = False
    """Whether they stand in another order than the form's."""
    lost: bool = False
    """Whether it says nothing that could be believed: no row is taken by it."""
    official: int = 0
    """How many columns the form has here; 0: as many as there are."""
    nameless: bool = False
    """Whether nothing names them: they are the official ones, in the official order."""

    @property
    def wanted(self) -> int:
        """How many cells a row should have."""
        return self.official or len(self.columns)


def read_header(
    lines: Sequence[Sequence[PlainCell]],
    block: BlockLabels,
    unnamed: Sequence[Sequence[PlainCell]] = (),
) -> Header:
    """The header over a row of `block`: in its own order where it shows one, else the official."""
    cells = list({(cell.row, cell.column): cell for line in lines for cell in line}.values())
    named = _named(cells, block)
    found = _without_repeats(sorted(named, key=lambda pair: (pair[1].column, pair[1].row)))
    keys = tuple(k for k, _ in found)
    unit = next(filter(None, (values.unit_of("".join(cell.text.split())) for _, cell in found)), "")
    places = tuple((cell.column, cell.end) for _, cell in found)
    official = len(block.leaves)
    if keys == block.leaf_keys and not _moved(found, cells, block):
        overlap = any(left[1] > right[0] for left, right in pairwise(places))
        doubts = (*_misspelt(found, block), *_without_groups(found, cells, block))
        header = Header(block.leaves, () if overlap else places, unit, (), doubts)
    elif found and all(cell.column == 0 for _, cell in found):
        header = _official("表头认不全", found, block, unit)
    elif not found:
        return _nameless(cells, block, [cell for line in unnamed for cell in line if cell.text])
    else:
        header = _unusual(cells, found, block, unit)
    strange = tuple(_strange(cells, header, block))
    return _filled(structs.replace(header, strange=strange, official=official), block)


def _nameless(
    cells: Sequence[PlainCell], block: BlockLabels, unnamed: Sequence[PlainCell]
) -> Header:
    """The official columns, unless those of another edition stand in their places, or others."""
    strange = _of_other_editions(FORM.get(), block.leaf_keys)
    others = ["".join(cell.text.split()) for cell in cells if key(cell.text) in strange]
    if others:
        words = f"表头“{'、'.join(others)}”是另一版表样的，它下面的数没有取"
        return Header(block.leaves, doubts=(words,), lost=True)
    unknown = [cell for cell in cells if cell.column and _is_unknown(cell, block)]
    if unnamed or unknown:
        return _generic([*unnamed, *unknown], block)
    return Header(block.leaves, official=len(block.leaves), nameless=True)


def _is_unknown(cell: PlainCell, block: BlockLabels) -> bool:
    known = {key(cell.text), short_key(cell.text)} & block.header_keys
    return bool(key(cell.text)) and not known and not values.is_figure(cell.text)


def _generic(cells: Sequence[PlainCell], block: BlockLabels) -> Header:
    """The one column of a block under a word such as 数量: of several each needs its name."""
    counted = [c for c in cells if c.column and _COUNTED.fullmatch(key(c.text))]
    if len(counted) == 1 == len(block.leaves):
        cell = counted[0]
        others = tuple(c for c in cells if c.column and c is not cell)
        place, unit = (cell.column, cell.end), values.unit_of(cell.text)
        return Header(block.leaves, (place,), unit, others, official=1)
    shown = "、".join("".join(cell.text.split()) for cell in cells)[:_SHOWN]
    words = f"表头“{shown}”里看不出哪一列是哪一列，它下面的数没有取"
    return Header(block.leaves, doubts=(words,), lost=True)


@cache
def _of_other_editions(_form: str, columns: tuple[str, ...]) -> frozenset[str]:
    """The keys of columns that no table has of the edition in which a block has these.

    `_form`: the one that is read.
    """
    blocks = [(known, block) for known in catalogue() for block in known.blocks]
    own = next(known for known, block in blocks if block.leaf_keys == columns)
    return frozenset(k for _, block in blocks for k in block.leaf_keys) - own.every_header


def tested(header: Header, rows: Iterable[Sequence[PlainCell]]) -> Header:
    """A header whose order is not the form's is believed only if every row stands under it."""
    if not any(len(r) == len(header.columns) and is_elsewhere(r, header) for r in rows):
        return header
    words = "各列的顺序与官方不同，各行的数又对不上表头，没有取"
    return structs.replace(header, doubts=(words,), lost=True)


def _filled(header: Header, block: BlockLabels) -> Header:
    """A strange column between known ones, where just that one of the form is missing, is it.

    At either end it may as well be 行次 or 备注: there it must bear the official name somewhere.
    """
    names = {(cell.column, cell.end): cell.text for cell in header.strange}
    known = dict(zip(header.places, header.columns, strict=False))
    places = sorted({**known, **names})
    apart = all(left[1] <= right[0] for left, right in pairwise(places))
    if not (header.places and names and apart) or len(places) != len(block.leaves):
        return header
    official = dict(zip(places, block.leaves, strict=True))
    ends = {
        place
        for place in names
        if place in (places[0], places[-1])
        and short_key(official[place].label) not in key(names[place])
    }
    if ends or any(official[place] is not column for place, column in known.items()):
        return header
    words = (f"表头“{names[p]}”与官方的“{official[p].label}”不同" for p in places if p in names)
    doubts = (*header.doubts, *words)
    return Header(block.leaves, tuple(places), header.unit, (), doubts)


def _strange(cells: Sequence[PlainCell], header: Header, block: BlockLabels) -> Iterator[PlainCell]:
    """Cells over no known column; what stands at the left edge is over the labels."""
    for cell in cells:
        names = {key(cell.text), short_key(cell.text)} - {""}
        known = bool(names & block.header_keys)
        if names and cell.column and not known and is_outside(cell, header):
            yield cell


def _named(cells: Sequence[PlainCell], block: BlockLabels) -> list[tuple[str, PlainCell]]:
    """Each cell that names a leaf column, with the column's key; misspelt names last."""
    named, others = [], []
    for cell in cells:
        exact = _exact(cell.text, block)
        if exact:
            named.append((exact, cell))
        elif key(cell.text) not in block.header_keys and not values.is_figure(cell.text):
            others.append(cell)
    if named:
        named += _totals(cells, {k for k, _ in named}, block)
    missing = set(block.leaf_keys) - {k for k, _ in named}
    for k in missing if named else ():
        best = max(others, key=lambda cell: likeness(key(cell.text), k), default=None)
        if best and likeness(key(best.text), k) >= _MISSPELT:
            named.append((k, best))
            others.remove(best)
    return named


def _exact(text: str, block: BlockLabels) -> str:
    """The key of the leaf column that has this name, alone or after its groups'."""
    if path := block.paths.get(key(text)):
        return short_key(path.label)
    return next((k for k in (key(text), short_key(text)) if k in block.leaf_keys), "")


def _totals(
    cells: Sequence[PlainCell], named: Collection[str], block: BlockLabels
) -> list[tuple[str, PlainCell]]:
    """The totals by another name: one over the last column, and no more of them than official."""
    end = max((cell.end for cell in cells if cell.text), default=0)
    totals = {k for k, leaf in zip(block.leaf_keys, block.leaves, strict=True) if leaf.sum}
    for k in totals.difference(named):
        for word in TOTALS:
            found = [cell for cell in cells if key(cell.text) == word]
            last = any(cell.end == end for cell in found)
            if last and len(found) <= block.leaf_keys.count(k):
                return [(k, cell) for cell in found]
    return []


def _without_repeats(found: Sequence[tuple[str, PlainCell]]) -> list[tuple[str, PlainCell]]:
    """One cell for each name: where a merge was undone, it stands again below, or beside itself."""
    kept: list[tuple[str, PlainCell]] = []
    for name, cell in found:
        last_name, last = kept[-1] if kept else ("", cell)
        if name != last_name or cell.column > last.end:
            kept.append((name, cell))
        elif cell.column == last.end:
            across = cell.end - last.column
            kept[-1] = name, PlainCell(last.text, last.row, last.column, last.row_span, across)
    return kept


def _misspelt(found: Sequence[tuple[str, PlainCell]], block: BlockLabels) -> tuple[str, ...]:
    official = {k: leaf.label for k, leaf in zip(block.leaf_keys, block.leaves, strict=True)}
    return tuple(
        f"表头“{cell.text}”与官方的“{official[k]}”不同"
        for k, cell in found
        if k != _exact(cell.text, block)
    )


def _moved(
    found: list[tuple[str, PlainCell]], cells: Sequence[PlainCell], block: BlockLabels
) -> bool:
    """Whether columns in the order of their names stand under groups in another order."""
    columns = [_by_groups(k, cell, cells, block) for k, cell in found]
    return set(columns) == set(block.leaves) and columns != [*block.leaves]


def _without_groups(
    found: list[tuple[str, PlainCell]], cells: Sequence[PlainCell], block: BlockLabels
) -> Iterator[str]:
    """A doubt where columns of one name may be of anything: their groups are not printed."""
    unsure = any(not _by_groups(k, cell, cells, block) for k, cell in found)
    printed = {k for cell in cells for k in (key(cell.text), short_key(cell.text))}
    if unsure and not block.groups <= printed:
        yield f"表头认不全，{BY_ORDER}"


def _is_over(other: PlainCell, cell: PlainCell) -> bool:
    return other.row < cell.row and other.column < cell.end and cell.column < other.end


def _unusual(
    cells: Sequence[PlainCell], found: list[tuple[str, PlainCell]], block: BlockLabels, unit: str
) -> Header:
    """Columns in another order, a part of them, or a header whose spans were lost."""
    places = tuple((cell.column, cell.end) for _, cell in found)
    overlap = any(left[1] > right[0] for left, right in pairwise(places))
    if sorted(k for k, _ in found) == sorted(block.leaf_keys) and overlap:
        return _official("表头错位", found, block, unit)
    columns = [_by_groups(k, cell, cells, block) for k, cell in found]
    if overlap or None in columns or len(set(columns)) < len(columns):
        return _official("表头认不全", found, block, unit)
    sure = tuple(column for column in columns if column)
    official = [leaf for leaf in block.leaves if leaf in sure]
    moved = () if list(sure) == official else ("各列的顺序与官方不同，按表头对应",)
    misspelt = _misspelt(found, block)
    if moved and misspelt:  # the names were cut up rather than the columns moved
        return _official("表头认不全", found, block, unit)
    whole = len(sure) == len(block.leaves)
    return Header(sure, places, unit, (), (*moved, *misspelt), whole, bool(moved))


def _official(
    why: str, found: Sequence[tuple[str, PlainCell]], block: BlockLabels, unit: str
) -> Header:
    """The official columns, unless what names them stands in another order."""
    if _in_official_order(found, block):
        return Header(block.leaves, (), unit, (), (f"{why}，{BY_ORDER}",))
    words = f"{why}，各列的顺序又与官方的不同，没有取"
    return Header(block.leaves, doubts=(words,), lost=True)


def _in_official_order(found: Sequence[tuple[str, PlainCell]], block: BlockLabels) -> bool:
    """Whether the names in each line of a header, or one on each line, stand as in the form."""
    lines = [[k for k, _ in line] for _, line in groupby(_by_line(found), lambda pair: pair[1].row)]
    by_row = max(map(len, lines), default=0) == 1
    sequences = [[k for line in lines for k in line]] if by_row else lines
    orders = (block.leaf_keys, block.keys_by_row) if by_row else (block.leaf_keys,)
    return any(all(_is_part(line, order) for line in sequences) for order in orders)


def _by_line(found: Sequence[tuple[str, PlainCell]]) -> list[tuple[str, PlainCell]]:
    return sorted(found, key=lambda pair: (pair[1].row, pair[1].column))


def _is_part(some: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether `some` are of `whole`, one after the other."""
    rest = iter(whole)
    return all(k in rest for k in some)


def _by_groups(
    k: str, cell: PlainCell, cells: Sequence[PlainCell], block: BlockLabels
) -> Column | None:
    """The leaf column of a name that comes under several groups: by the groups printed over it."""
    above = [other.text for other in cells if _is_over(other, cell)]
    groups = (group for text in above for group in (key(text), short_key(text)))
    named = {k, key(cell.text), *(group + k for group in groups)}
    fits = {block.paths[path] for path in named if path in block.paths}
    return fits.pop() if len(fits) == 1 else None


def is_elsewhere(cells: Sequence[PlainCell], header: Header) -> bool:
    """Whether cells stand beside the columns of a header whose order is not the form's.

    Then the header's grid is lost, and its order may be as little true as its places.
    """
    pairs = zip(cells, header.places, strict=False)
    return header.moved and not all(meets(cell, place) for cell, place in pairs)


def is_outside(cell: PlainCell, header: Header) -> bool:
    """Whether a cell stands under none of the form's columns."""
    return not any(meets(cell, place) for place in header.places)


def meets(cell: PlainCell, place: tuple[int, int]) -> bool:
    """Whether a cell has a grid column in common with a place."""
    return cell.column < place[1] and place[0] < cell.end
