"""The labels of an edition as they are looked up: without what a page changes about them.

Width, spaces, brackets, numbering, quotes and line breaks differ from page to page; the words
themselves hardly ever. All labels come from `resources/forms/`; none stands here.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from msgspec import Struct

from app.forms import catalogue as forms
from app.forms.model import (
    Block,
    Column,
    Row,
    Table,
    by_id,
    leaves,
)
from app.importers.terms.scope import FORM
from app.letters import characters
from app.letters.numerals import value_of

_NUMERALS = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"^(?:第?[({{\[]?([{_NUMERALS}]{{1,3}}|\d{{1,2}})(?:部分|[)}}\]][、.,:]?|[、.,:](?!\d))"
    rf"|(\d{{1,2}})(?=[\u4e00-\u9fff]))"
)
_BETWEEN_PARTS = re.compile(
    rf"[-－—–/>＞→:：\n]+|(?<=[^\s.、])(?=[（(][{_NUMERALS}][)）]|\d[.．、])"
)
_NO_WORD = re.compile(r"[\W_]+")
TOTALS = ("合计", "共计", "总数", "小计")
"""What pages call a total that the form calls otherwise."""
_LONGEST = 80
_LONGEST_PATH = 5 * _LONGEST
_MANY_MATCHES = 1 << 15
"""More than a source has: each of its texts is looked up once for each table of the form."""


@lru_cache(_MANY_MATCHES)
def key(text: str) -> str:
    """What a label is looked up by.

    >>> key("（二） 部分 公开") == key("二、部分公开") == "部分公开"
    True
    """
    return _bare(_unnumbered(_plain(text)))


@lru_cache(_MANY_MATCHES)
def short_key(text: str) -> str:
    """The same without what stands in brackets at its end: 部分公开（区分处理的，……）."""
    return _bare(_unnumbered(_plain(text)).split("(", 1)[0])


def _bare(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()


def _unnumbered(plain: str) -> str:
    """Without its number, unless that is what tells it from the label beside it: 1月, 2月."""
    return plain if plain in _told_by_number() else _NUMBERING.sub("", plain, count=1)


@cache
def _told_by_number() -> frozenset[str]:
    """The labels that differ from one beside them by their numbers alone, of every form."""
    return frozenset(
        label
        for form in forms.usable()
        for table in form.tables.values()
        for siblings in _siblings(table)
        for label in _alike(siblings)
    )


def _siblings(table: Table) -> Iterator[Sequence[Row] | Sequence[Column]]:
    """The rows, and the columns, that stand directly under one group or under none."""
    yield table.rows
    yield from (row.children for row in by_id(table.rows).values())
    for block in table.blocks:
        yield block.columns
        yield from (column.children for column in by_id(block.columns).values())


def _alike(siblings: Sequence[Row] | Sequence[Column]) -> Iterator[str]:
    plain = [_plain(node.label) for node in siblings]
    bare = [_bare(_NUMBERING.sub("", label, count=1)) for label in plain]
    yield from (label for label, name in zip(plain, bare, strict=True) if bare.count(name) > 1)


@lru_cache(_MANY_MATCHES)
def path_key(text: str) -> str:
    """The same of a label that stands after those of its groups, with a dash or so between."""
    return "".join(map(key, _BETWEEN_PARTS.split(text))) if len(text) <= _LONGEST_PATH else ""


def last_part(text: str) -> str:
    """The label alone, where those of its groups stand before it."""
    return _BETWEEN_PARTS.split(text)[-1]


@lru_cache(_MANY_MATCHES)
def ordinal(text: str) -> int:
    """The number that a heading begins with: 3 for 三、, （三） and 3.; 0 where it has none."""
    found = _NUMBERING.match(_plain(text))
    return int(value_of(found[1] or found[2])[0]) if found else 0


def likeness(one: str, other: str, at_least: float = 0) -> float:
    """0 to 1, of two keys; one that contains the other, and is no mere word, is very like it.

    `at_least`: what is less than this may as well be 0, which most lines of a page are at once.
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shorter, both = min(len(one), len(other)), len(one) + len(other)
    contained = shorter >= 4 and (one in other or other in one)
    if not contained:
        if 2 * shorter / both < at_least:  # so the lengths alone say, of most lines
            return 0.0
        shared = sum(map(_letters(other).__contains__, one))
        if 2 * min(shared, len(other)) / both < at_least:
            return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return max(0.9, ratio) if contained else ratio


@lru_cache(_MANY_MATCHES)
def _letters(label: str) -> frozenset[str]:
    return frozenset(label)


def _plain(text: str) -> str:
    shown, _ = characters.seen(unicodedata.normalize("NFKC", text[: _LONGEST * 2]))
    return "".join(shown.split())[:_LONGEST]


class BlockLabels(Struct, frozen=True):
    """One block of a table as it is looked up."""

    block: Block
    leaves: tuple[Column, ...]
    leaf_keys: tuple[str, ...]
    """In the official order; in a table of several groups the same key comes once a group."""
    keys_by_row: tuple[str, ...]
    """The same line by line, as the header is printed: those without groups over them first."""
    groups: frozenset[str]
    """The keys of the groups of columns."""
    paths: dict[str, Column]
    """Leaf columns by what names just one: their keys, or these after the end of their groups'."""
    header_keys: frozenset[str]
    """Columns, groups, corner and title."""


class TableLabels(Struct, frozen=True):
    """One table of one edition as it is looked up."""

    edition: str
    table: Table
    rows: dict[str, Row]
    """Leaf rows by key."""
    groups: dict[str, Row]
    blocks: tuple[BlockLabels, ...]
    header_keys: frozenset[str]
    every_header: frozenset[str]
    """The header keys of all tables of the edition: 总计 is a row here and a column there."""
    other_rows: frozenset[str]
    """The keys of the rows of the other tables, of any edition."""
    other_editions: frozenset[str]
    """The keys of the rows that only the other editions of the table have."""

    def block_of(self, row: Row) -> BlockLabels:
        return next(b for b in self.blocks if row in leaves(b.block.rows))


def catalogue() -> tuple[TableLabels, ...]:
    """Every table of every edition of the form that is read, newest edition first."""
    return tuple(
        table_labels(edition, id_)
        for edition in forms.editions(FORM.get())
        for id_ in forms.form(edition).tables
    )


class _Every(Struct, frozen=True):
    """The keys of all tables of all editions of a form."""

    rows: frozenset[str]
    columns: frozenset[str]
    """With their groups."""
    groups: frozenset[str]
    """Of rows."""
    labels: frozenset[str]
    """Of rows and columns."""
    totals: frozenset[str]


@cache
def _every(_form: str) -> _Every:
    """Of the form that is read, which is `_form`."""
    known = catalogue()
    rows = frozenset[str]().union(*(table.rows for table in known))
    columns = frozenset[str]().union(*(table.header_keys for table in known))
    sums = {key(row.label) for each in known for row in by_id(each.table.rows).values() if row.sum}
    ends = (leaf for each in known for block in each.blocks for leaf in block.leaves)
    return _Every(
        rows,
        columns,
        frozenset[str]().union(*(table.groups for table in known)),
        rows | columns,
        frozenset(sums.union(key(leaf.label) for leaf in ends if leaf.sum)),
    )


def is_label(text: str) -> bool:
    """Whether any table of any edition has this label."""
    labels = _every(FORM.get()).labels
    return any(k in labels for k in (key(text), short_key(text), path_key(text)))


def is_name(text: str) -> bool:
    """Whether a text is a label, or one of the groups of rows: official words, and nothing else."""
    return is_label(text) or key(text) in _every(FORM.get()).groups or is_total(text)


def is_row(text: str) -> bool:
    """Whether a text is the name of a row, of any edition."""
    return key(text) in _every(FORM.get()).rows


def is_column(text: str) -> bool:
    """Whether a text is the name of a column, or of a group of them, of any edition."""
    columns = _every(FORM.get()).columns
    return key(text) in columns or short_key(text) in columns


def is_total(text: str) -> bool:
    """Whether a label is one of a total, by the form's word or by another."""
    return key(text) in TOTALS or key(text) in _every(FORM.get()).totals


@cache
def table_labels(edition: str, table_id: str) -> TableLabels:
    table = forms.form(edition).tables[table_id]
    blocks = tuple(map(_block_labels, table.blocks))
    rows = by_id(table.rows).values()
    own = frozenset(k for row in rows for k in keys_of(row))
    return TableLabels(
        edition=edition,
        table=table,
        rows=_paths(table) | {k: row for row in rows if not row.children for k in keys_of(row)},
        groups={k: row for row in rows if row.children for k in keys_of(row)},
        blocks=blocks,
        header_keys=frozenset().union(*(block.header_keys for block in blocks)),
        every_header=_every_header(edition),
        other_rows=_row_keys(edition, lambda id_: id_ != table_id) - own,
        other_editions=_row_keys(edition, lambda id_: id_ == table_id) - own,
    )


@cache
def _every_header(edition: str) -> frozenset[str]:
    tables = forms.form(edition).tables.values()
    blocks = (block for table in tables for block in table.blocks)
    return frozenset().union(*(_block_labels(block).header_keys for block in blocks))


def _row_keys(edition: str, wanted: Callable[[str], bool]) -> frozenset[str]:
    """Of every edition of its form: a table that two share is read by the labels of either."""
    editions = forms.usable(forms.form(edition).form)
    tables = (t for form in editions for id_, t in form.tables.items() if wanted(id_))
    rows = (row for table in tables for row in leaves(table.rows))
    return frozenset(k for row in rows for k in keys_of(row))


def keys_of(node: Row | Column) -> Iterator[str]:
    """Every key that a row or column answers to."""
    yield key(node.label)
    yield short_key(node.label)
    if isinstance(node, Row) and node.short:
        yield key(node.short)


def _paths(table: Table) -> dict[str, Row]:
    """Leaf rows by their keys after those of their groups, of all or only of the nearest."""
    found: dict[str, Row] = {}
    for row in table.rows:
        found |= _paths_below(row)
    return found


def _paths_below(row: Row) -> dict[str, Row]:
    below: dict[str, Row] = {}
    for child in row.children:
        deeper = _paths_below(child)
        ends = deeper if child.children else dict.fromkeys(keys_of(child), child)
        below |= deeper | {f"{key(row.label)}{k}": leaf for k, leaf in ends.items()}
    return below


def _block_labels(block: Block) -> BlockLabels:
    columns = tuple(leaves(block.columns))
    paths = _column_paths(block)
    header = {k for column in by_id(block.columns).values() for k in keys_of(column)}
    header |= {key(text) for text in (block.title, block.corner) if text}
    return BlockLabels(
        block=block,
        leaves=columns,
        leaf_keys=tuple(short_key(leaf.label) for leaf in columns),
        keys_by_row=_keys_by_row(block),
        groups=frozenset(key(c.label) for c in by_id(block.columns).values() if c.children),
        paths=paths,
        header_keys=frozenset(header.union(paths)),
    )


def _keys_by_row(block: Block) -> tuple[str, ...]:
    columns = [(len(_above(block, leaf)), leaf) for leaf in leaves(block.columns)]
    return tuple(short_key(leaf.label) for _, leaf in sorted(columns, key=lambda pair: pair[0]))


def _column_paths(block: Block) -> dict[str, Column]:
    """A page leaves out the beginning of a path, never its end: 直接起诉-结果维持."""
    named: dict[str, list[Column]] = {}
    for leaf in leaves(block.columns):
        above = "".join(_above(block, leaf))
        for group in ("", *(above[n:] for n in range(len(above) - 1))):
            named.setdefault(group + short_key(leaf.label), []).append(leaf)
    return {path: columns[0] for path, columns in named.items() if len(columns) == 1}


def _above(block: Block, leaf: Column) -> tuple[str, ...]:
    """The keys of the groups over a leaf column."""
    path = next(path for column in block.columns if (path := column.path_to(leaf)))
    return tuple(key(group.label) for group in path[:-1])
