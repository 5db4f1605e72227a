"""An edition's file -> `Form`, strictly: whatever could be a slip is refused, with its place.

Two steps: msgspec decodes the shape (unknown key, missing label, wrong type), then `_faults`
looks at what a shape cannot say (an id used twice, a total over nothing).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from app.disk import places
from app.forms import known_by, layout, likes, links, parsed
from app.forms.check_faults import check_faults, expression_faults, pattern_faults
from app.forms.model import Block, Form, Node, Table, by_id, leaves
from app.forms.rules import Like
from app.forms.usable_faults import addend_faults, size_faults, usable_faults
from app.letters.characters import shortened

_MOST, _LONGEST = 8, 200
"""Faults that are told of a file, and characters of each."""


class FormError(Exception):
    """An edition's file that cannot be used: names the file, the place as ids, and why."""


class _Decoded(NamedTuple):
    """The form as its file says it, right in shape."""

    form: Form
    content: bytes
    """Of the file, as it was when it was parsed."""
    raw: Any
    """What is to be kept of it once nothing is wrong with it; None: it is kept already."""


def read(path: Path, others: Mapping[str, Path]) -> Form:
    """The form in `path`.

    Args:
        path: the edition's file.
        others: the files of all editions by name, of which this one may take over checks.

    Raises:
        FormError: the file cannot be used.
    """
    form, content, raw = _decoded(path)
    ours = path.is_relative_to(places.resources())
    is_tried = ours and raw is None  # nothing was wrong with the very same content
    faults = list(_like_faults(form, others))
    if not is_tried:
        faults = [*_name_faults(path, form), *_faults(form), *faults]
    if not faults:
        form = _with_likes(form, others)
        faults = [] if is_tried else list(_named_faults(form, ours=ours))
    if faults:
        told = [f"版式文件 {path.name}，{shortened(fault, _LONGEST)}" for fault in faults[:_MOST]]
        more = [f"……还有 {len(faults) - _MOST} 处"] if len(faults) > _MOST else []
        raise FormError("\n".join((*told, *more)))
    if raw is not None:
        parsed.keep(path, content, raw)
    return form


def _decoded(path: Path) -> _Decoded:
    try:
        return _decode(path, path.stat().st_mtime_ns)
    except (OSError, RecursionError) as error:
        raise FormError(f"版式文件 {path.name} 读不出来：{error}") from error


@cache
def _decode(path: Path, _changed: int) -> _Decoded:
    content = parsed.content(path)
    kept = parsed.kept(path, content, Form) if content else None
    return _Decoded(kept, b"", None) if kept else _parse(path, content)


def _parse(path: Path, content: bytes | None) -> _Decoded:
    from app.forms import yaml_files  # loads a parser, which what was parsed before needs not

    try:
        raw = yaml_files.document(path, content)
        form = msgspec.convert(raw, Form)
    except yaml_files.Unusable as error:
        raise FormError(f"版式文件 {path.name} 读不出来：{error}") from error
    except msgspec.ValidationError as error:
        place, reason = yaml_files.place(raw, str(error))
        words = shortened(f"{place}：{reason}", _LONGEST)
        raise FormError(f"版式文件 {path.name}，{words}") from error
    return _Decoded(form, content or b"", raw)


def _like_faults(form: Form, others: Mapping[str, Path]) -> Iterator[str]:
    """What is taken over stands in the file of an edition that there is."""
    for check in form.checks:
        if isinstance(check, Like) and check.edition not in others:
            yield f"checks/like：没有 {check.edition} 版"
        elif isinstance(check, Like):
            other = _decoded(others[check.edition]).form
            for name in likes.missing(check, other.checks):
                yield f"checks/like：{check.edition} 版的文件里没有 {name}"


def _with_likes(form: Form, others: Mapping[str, Path]) -> Form:
    """The form with what it takes over from other editions in its place."""
    checks: list[Any] = []
    for check in form.checks:
        if isinstance(check, Like):
            there = _decoded(others[check.edition]).form.checks
            checks += (each for each in there if likes.is_taken(check, each))
        else:
            checks.append(check)
    return msgspec.structs.replace(form, checks=tuple(checks))


def _name_faults(path: Path, form: Form) -> Iterator[str]:
    """Reports name their edition, and are opened by the file of that name."""
    if form.edition != path.stem:
        yield f"edition：写的是 {form.edition}，应当与文件名 {path.stem} 相同"


def _faults(form: Form) -> Iterator[str]:
    """What is wrong with a form whose shape is right: "place: reason", one each."""
    if too_much := [*size_faults(form)]:
        yield from too_much
        return
    yield from _repeated("sections", [section.id for section in form.sections])
    text_ids = [text.id for section in form.sections for text in section.texts]
    yield from _repeated("texts", [form.lead.id, *text_ids, form.closing.id])
    tables = [section.table for section in form.sections if section.table]
    yield from _repeated("tables", [table.id for table in tables])
    for table in tables:
        yield from _table_faults(table)
    yield from pattern_faults("title", form.title, {"organ", "year"})
    yield from known_by.faults(form.names)
    yield from usable_faults(form)


def _named_faults(form: Form, *, ours: bool) -> Iterator[str]:
    """What is wrong with what names cells; a form whose totals are wrong has none yet.

    Expressions of our own editions are tried by a test, which spares every start of the program.
    """
    yield from addend_faults(form)
    yield from _text_faults(form)
    yield from check_faults(form)
    if not ours:
        yield from expression_faults(form)


def _text_faults(form: Form) -> Iterator[str]:
    for text in form.texts.values():
        for sentence in text.sentences:
            yield from _sentence_faults(form, f"{text.id}/sentences", sentence)


def _table_faults(table: Table) -> Iterator[str]:
    row_ids = [row.id for tree in table.rows for row in tree.walk()]
    yield from _repeated(f"{table.id}/rows", row_ids)
    rows = by_id(table.rows)
    for row in rows.values():
        yield from _sum_faults(f"{table.id}/{row.id}", row, rows)
    for block in table.blocks:
        yield from _column_faults(table, block)
    declared, worked_out = len(table.widths), layout.grid_columns(table)
    if declared != worked_out:
        yield f"{table.id}/widths：写了 {declared} 个列宽，表格有 {worked_out} 列"


def _column_faults(table: Table, block: Block) -> Iterator[str]:
    column_ids = [column.id for tree in block.columns for column in tree.walk()]
    yield from _repeated(f"{table.id}/columns", column_ids)
    columns = by_id(block.columns)
    for column in columns.values():
        yield from _sum_faults(f"{table.id}/{column.id}", column, columns)


def _sum_faults(place: str, node: Node, nodes: Mapping[str, Node]) -> Iterator[str]:
    """A total adds up inputs that exist; a total of totals would make cycles possible."""
    if node.sum and node.children:
        yield f"{place}：有下级的标题不能同时是合计"
    known = [nodes[addend] for addend in node.sum if addend in nodes]
    yield from _repeated(f"{place}/sum", [leaf.id for leaf in leaves(known)])
    for addend in node.sum:
        if addend not in nodes:
            yield f"{place}/sum：没有 {addend}"
        elif any(leaf.sum for leaf in nodes[addend].leaves()):
            yield f"{place}/sum：{addend} 本身是合计或含有合计"


def _sentence_faults(form: Form, place: str, sentence: str) -> Iterator[str]:
    yield from pattern_faults(place, sentence, {"organ", "year"})
    if stray := links.unknown(sentence, form.cells):
        yield f"{place}：{stray} 不是单元格"


def _repeated(place: str, ids: Iterable[str]) -> Iterator[str]:
    for id_, count in Counter(ids).items():
        if count > 1:
            yield f"{place}：{id_} 出现了 {count} 次"
