"""What is wrong with an edition's checks that a shape cannot say: "place: reason", one each.

Nothing here knows a kind of check: what a field must be, its type says (`app.forms.parts`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from string import Formatter
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct, structs

from app.forms import expressions, parts
from app.forms.base import Check, Declared
from app.forms.model import Form, cells_like, leaves

_BARE = "a string of which nothing is said"


class Part(Struct, frozen=True):
    """A string of a check, and what its type says of it."""

    field: str
    """Where it stands: `topics/words` is in a part of its own."""
    kind: Any
    """One of `app.forms.parts`; `str`: a sentence."""
    notes: tuple[Any, ...]
    words: str


class _Field(Struct, frozen=True):
    """A field of a kind."""

    name: str
    type: Any
    default: Any
    """`NODEFAULT`: it must be said."""
    kinds: frozenset[Any]
    """What the strings in it are."""


def check_faults(form: Form) -> Iterator[str]:
    for check in form.checks:
        yield from faults_of(form, check)


def expression_faults(form: Form) -> Iterator[str]:
    """Regular expressions that are none, or too many; shorthands are only for texts."""
    if reason := too_many_expressions(form.checks, {}):
        yield f"checks：{reason}"
        return
    for check in form.checks:
        yield from expression_faults_of(check, {})


def faults_of(form: Form, check: Declared) -> Iterator[str]:
    """What does not fit the form: cells, texts, sections, names in sentences."""
    place = f"checks/{_name(check)}"
    said = list(_parts(check, _JUDGED))
    for field, reason in _list_faults(check):
        yield f"{place}/{field}：{reason}"
    for part in said:
        if part.kind is str:
            allowed = next(note.names for note in part.notes if isinstance(note, parts.Names))
            yield from pattern_faults(f"{place}/{part.field}", part.words, allowed)
        else:
            for reason in _JUDGES[part.kind](form, part.words, said):
                yield f"{place}/{part.field}：{reason}"


def too_many_expressions(checks: Iterable[Declared], short: Mapping[str, str]) -> str:
    """Why those of some checks together take too long; empty: they do not."""
    every = (part.words for check in checks for part in _parts(check, _EXPRESSIONS))
    return expressions.too_many(every, short)


def expression_faults_of(check: Declared, short: Mapping[str, str]) -> Iterator[str]:
    for part in _parts(check, _EXPRESSIONS):
        if reason := expressions.fault(part.words, short, part.notes):
            yield f"checks/{_name(check)}/{part.field}：{reason}"


def pattern_faults(place: str, pattern: str, names: Collection[str]) -> Iterator[str]:
    """Names in braces are those there are, and nothing more stands in the braces."""
    allowed = f"可用 {', '.join(sorted(names))}" if names else "这里一个也不能用"
    try:
        for _, name, form, change in Formatter().parse(pattern):
            if name is not None and (name not in names or form or change):
                told = name + (f"!{change}" if change else "") + (f":{form}" if form else "")
                yield f"{place}：花括号里的 '{told}' 不认识，{allowed}"
    except ValueError as error:
        yield f"{place}：花括号里的 {error} 不认识，{allowed}"


def _name(check: Declared) -> str:
    return check.rule if isinstance(check, Check) else str(getattr(check, "name", "like"))


@cache
def fields_of(kind: type[Declared]) -> tuple[_Field, ...]:
    """The fields of a kind with their types, read once.

    Raises:
        TypeError: a field is a bare string, of which nobody knows what it must be.
    """
    hints = get_type_hints(kind, include_extras=True)
    defaults = {info.name: info.default for info in structs.fields(kind)}
    kinds = {name: frozenset(_kinds_in(hint)) for name, hint in hints.items()}
    for name, found in kinds.items():
        if _BARE in found:
            raise TypeError(f"{kind.__name__}.{name}: say what it is, by a type of app.forms.parts")
    return tuple(_Field(name, hint, defaults[name], kinds[name]) for name, hint in hints.items())


def _kinds_in(hint: Any) -> Iterator[Any]:
    """What the strings in a type are; `_BARE` where it does not say."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated and inner[0] is str:
        yield str if any(isinstance(note, parts.Names) for note in inner[1:]) else _BARE
    elif hint is str:
        yield _BARE
    elif hasattr(hint, "__supertype__"):
        yield hint
    elif isinstance(hint, type) and issubclass(hint, Declared):
        yield from (kind for field in fields_of(hint) for kind in field.kinds)
    elif origin is not Literal:
        yield from (kind for each in inner for kind in _kinds_in(each))


def _parts(check: Declared, wanted: frozenset[Any]) -> Iterator[Part]:
    """Every string of these kinds that was said in a check."""
    for field in fields_of(type(check)):
        if not wanted.isdisjoint(field.kinds):
            value = getattr(check, field.name)
            if value != field.default:
                yield from _within(field.name, field.type, (), value, wanted)


def _within(
    field: str, hint: Any, notes: tuple[Any, ...], value: Any, wanted: frozenset[Any]
) -> Iterator[Part]:
    if isinstance(value, Declared):
        for part in _parts(value, wanted):
            yield Part(f"{field}/{part.field}", part.kind, part.notes, part.words)
    elif hint in wanted:
        yield Part(field, hint, notes, value)
    else:
        for inner, more, each in _opened(hint, value):
            yield from _within(field, inner, more or notes, each, wanted)


def _opened(hint: Any, value: Any) -> Iterator[tuple[Any, tuple[Any, ...], Any]]:
    """What is in a value: the type of each, what is noted of it, and itself."""
    inner = get_args(hint)
    if get_origin(hint) is Annotated:
        yield inner[0], inner[1:], value
    elif isinstance(value, tuple):
        yield from ((inner[0], (), each) for each in value)
    elif isinstance(value, dict):
        yield from ((inner[0], (), key) for key in value)
        yield from ((inner[1], (), each) for each in value.values())


def _list_faults(check: Declared) -> Iterator[tuple[str, str]]:
    """A list that must be said says something; one beside another has as many."""
    for field in fields_of(type(check)):
        value = getattr(check, field.name)
        if value == () and field.default is NODEFAULT:
            yield field.name, "没有写，至少要有一个"
        for note in getattr(field.type, "__metadata__", ()):
            if isinstance(note, parts.AsMany):
                due = len(getattr(check, note.field))
                if len(value) != due:
                    yield field.name, f"写了 {len(value)} 个，{note.field} 有 {due} 个，应当一样多"


def _cell_faults(form: Form, pattern: str, _said: list[Part]) -> Iterator[str]:
    if not _cells(form, pattern):
        yield f"没有 {pattern} 这样的单元格"


def _cells(form: Form, pattern: str) -> tuple[str, ...]:
    table, *rest = pattern.split("/")
    return cells_like(form, pattern) if table in form.tables and len(rest) == 2 else ()


def _sum_faults(form: Form, patterns: str, said: list[Part]) -> Iterator[str]:
    for pattern in patterns.split("+"):
        yield from _cell_faults(form, pattern, said)


def _one_cell_faults(form: Form, cell: str, _said: list[Part]) -> Iterator[str]:
    if cell not in form.cells:
        yield f"没有 {cell} 这个单元格（这里要写一个单元格，不能用 * 或者一组）"


def _series_faults(form: Form, pattern: str, said: list[Part]) -> Iterator[str]:
    yield from _cell_faults(form, pattern, said)
    if pattern.split("/").count("*") != 1:
        yield f"{pattern} 里要有一个 *，也只能有一个"


def _beside_faults(form: Form, pattern: str, said: list[Part]) -> Iterator[str]:
    """Each cell of the series has its own."""
    for part in said:
        if part.kind is parts.CellSeries and "*" in part.words.split("/"):
            at = part.words.split("/").index("*")
            for cell in _cells(form, part.words):
                names = pattern.split("/")
                names[at : at + 1] = [cell.split("/")[at]]
                if "/".join(names) not in form.cells:
                    yield f"没有 {'/'.join(names)} 这个单元格"


def _table_faults(form: Form, table: str, _said: list[Part]) -> Iterator[str]:
    if table not in form.tables:
        yield f"没有 {table}"


def _row_path_faults(form: Form, path: str, _said: list[Part]) -> Iterator[str]:
    if path not in {cell.rpartition("/")[0] for cell in form.cells}:
        yield f"没有 {path} 这一行"


def _row_faults(form: Form, row: str, said: list[Part]) -> Iterator[str]:
    """The rows of a check of one table stand in one block: they have the same columns."""
    for table in _tables(form, said):
        if not any(cell.row.id == row for cell in form.cells.values() if cell.table.id == table):
            yield f"{table} 没有 {row} 这一行"
    rows = {part.words for part in said if part.kind is parts.RowId and part.field.count("/") == 0}
    for part in said:
        if part.kind is parts.TableId and part.words in form.tables and row in rows:
            blocks = [{leaf.id for leaf in leaves(b.rows)} for b in form.tables[part.words].blocks]
            known = rows & set().union(*blocks)
            if row == min(known, default="") and not any(known <= block for block in blocks):
                yield f"{part.words} 的 {'、'.join(sorted(known))} 不在同一块里"


def _column_faults(form: Form, column: str, said: list[Part]) -> Iterator[str]:
    rows = [part.words for part in said if part.kind is parts.RowPath]
    for row in rows:
        if not any(_row_path_faults(form, row, said)) and f"{row}/{column}" not in form.cells:
            yield f"没有 {row}/{column} 这样的单元格"
    for table in () if rows else _tables(form, said):
        if not _cells(form, f"{table}/*/{column}"):
            yield f"{table} 没有 {column} 这一列"


def _tables(form: Form, said: list[Part]) -> list[str]:
    """The tables that a check speaks of."""
    cells = (parts.CellId, parts.CellPattern, parts.CellSum, parts.CellSeries, parts.RowPath)
    named = [part.words for part in said if part.kind is parts.TableId]
    named += [part.words.split("/")[0] for part in said if part.kind in cells]
    return [table for table in dict.fromkeys(named) if table in form.tables]


def _text_faults(form: Form, text: str, _said: list[Part]) -> Iterator[str]:
    if text not in form.texts:
        yield f"没有 {text} 这段文字"


def _section_faults(form: Form, section: str, _said: list[Part]) -> Iterator[str]:
    if section not in {each.id for each in form.sections}:
        yield f"没有 {section} 这一部分"


def _day_faults(_form: Form, words: str, _said: list[Part]) -> Iterator[str]:
    """Of any year: 29 February is none."""
    try:
        _, day = words.split(" ")
        month, number = day.split("-")
        date(2001, int(month), int(number))
    except ValueError:
        yield f"“{words}”不是“级别 月-日”"


_JUDGES: dict[Any, Callable[[Form, str, list[Part]], Iterator[str]]] = {
    parts.TableId: _table_faults,
    parts.RowId: _row_faults,
    parts.ColumnId: _column_faults,
    parts.RowPath: _row_path_faults,
    parts.CellId: _one_cell_faults,
    parts.CellPattern: _cell_faults,
    parts.CellSum: _sum_faults,
    parts.CellSeries: _series_faults,
    parts.Beside: _beside_faults,
    parts.TextId: _text_faults,
    parts.SectionId: _section_faults,
    parts.DayOfLevel: _day_faults,
}
"""What each type of a field asks of a form; an expression is asked by itself."""
_JUDGED = frozenset({str, *_JUDGES})
_EXPRESSIONS = frozenset({parts.Regex})
