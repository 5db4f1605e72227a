"""Tables that print other years beside the report's own: what is left is the columns of the latter.

There is a column for each year, with what has changed between them, or two years under each column
of the form, or its columns under each of two years.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from app.forms import catalogue as forms
from app.importers.tables import lines
from app.importers.terms import values
from app.importers.terms.labels import catalogue, is_column, is_label, is_row, key
from app.importers.terms.plain import PlainCell, PlainTable
from app.importers.terms.scope import FORM

_NO_WORD = re.compile(r"[\W_]+")
_HINT = re.compile(r"20\d\d|上一?[年期]|去年|前一年|同期")
_LONGEST = 30
_ENDS = "(?:合计|总数|数量|数据|数值|件数|金额|情况|统计|数)?"
_NUMBER = re.compile(rf"(?P<year>20\d\d)(?:年度?)?{_ENDS}")
_LAST = re.compile(rf"(?:(?:上一?|前一|去)(?:年度?|期)(?:同期)?|同期){_ENDS}")
_OWN = re.compile(rf"(?:本|今|当|报告)(?:年度?|期){_ENDS}")
_BEFORE = re.compile(
    r"""(?: (?P<year>20\d\d)年度? | (?P<last>上一?年度?|前一年度?|去年) | 今年|当年|本年度? )
    (?P<words>.+)""",
    re.VERBOSE,
)
_CHANGE = re.compile(
    """(?: (?: 同 | 环 | [比较]上一?年 | [比较]去年 ) 比? )?
    (?: 增减|增长|增幅|变化|变动|升降|差额|差值|增加|减少|比 )
    (?: 率|值|数|数量|量|额|情况|幅度|百分比|比例 )*""",
    re.VERBOSE,
)
_LAST_YEAR, _THIS_YEAR = -1, 0


class Own(Struct, frozen=True):
    """A table as it would stand without the columns of other years."""

    table: PlainTable
    told: tuple[str, ...] = ()
    """What was left out, or that no column could be told for the report's own."""


class _YearHeading(Struct, frozen=True):
    """A cell of a header that says of which year its columns are, or that they tell a change."""

    cell: PlainCell
    own: bool
    """Whether they are of the report's year."""
    words: str
    """What they are called without their year."""


class _Part(Struct, frozen=True):
    """The lines under a header, up to the next one."""

    first: int
    last: int
    """The first and the last line of the header."""
    end: int
    headings: tuple[_YearHeading, ...]

    @property
    def dropped(self) -> set[int]:
        """The columns that are none of the report's year."""
        cells = [heading.cell for heading in self.headings if not heading.own]
        return {column for cell in cells for column in range(cell.column, cell.end)}


def own(table: PlainTable, report: int | None) -> Own:
    """The table without what it prints of other years; the same one where it prints none.

    Args:
        table: any.
        report: the year of the report; None: not known. Then 上年 and 本年 are told apart all the
            same, and two numbers are not.
    """
    if not any(len(c.text) <= _LONGEST and _HINT.search(c.text) for c in table.cells):
        return Own(table)
    headers = list(_headers(table))
    if not headers:
        return Own(table)
    wide = PlainTable(tuple(_widened(table, headers)), table.path, table.loose)
    parts = [part for part in _parts(wide, headers, report) if part.dropped]
    if not parts:
        return Own(table)
    cells = tuple(_kept(wide, parts))
    return Own(PlainTable(cells, table.path, table.loose), tuple(_told(table, parts)))


def _headers(table: PlainTable) -> Iterator[tuple[int, int]]:
    """The first and the last line of each header."""
    first = None
    for number, line in enumerate([*table.lines, ()]):
        if _is_header(line):
            first = number if first is None else first
        elif first is not None:
            yield first, number - 1
            first = None


def _is_header(line: Sequence[PlainCell]) -> bool:
    """Several texts, none of which is a figure or the label of a row alone."""
    texts = [cell.text for cell in line if cell.text]
    rows = any(is_row(text) and not is_column(text) for text in texts)
    figures = any(values.has_number(text) and _year(text) is None for text in texts)
    return len(texts) > 1 and not rows and not figures and _may_be_years(texts)


def _may_be_years(texts: Sequence[str]) -> bool:
    """Whether its bare numbers, if it has some, are years that follow each other."""
    bare = {int(text) for text in texts if text.isdecimal()}
    return not bare or max(bare) - min(bare) == len(bare) - 1 > 0


def _begun(table: PlainTable, first: int, last: int) -> Iterator[PlainCell]:
    return (cell for cell in table.cells if first <= cell.row <= last)


def _year(text: str) -> int | None:
    """The year that a heading names, or one of the two words for it; None: it names none."""
    words = _plain(text) if len(text) <= _LONGEST and not is_label(text) else ""
    if found := _NUMBER.fullmatch(words):
        return int(found["year"])
    if _LAST.fullmatch(words):
        return _LAST_YEAR
    if _OWN.fullmatch(words):
        return _THIS_YEAR
    before = _BEFORE.fullmatch(words)
    if not before or not _official(before["words"]):
        return None
    return int(before["year"]) if before["year"] else _LAST_YEAR if before["last"] else _THIS_YEAR


def _official(rest: str, report: int | None = None) -> str:
    """What a heading says behind its year, as the form calls it; empty: nothing of it.

    Where editions call it otherwise, that of the report's year is meant.
    """
    names = [words for words in (rest, f"本年{rest}") if is_column(words)]
    due = forms.edition_of_year(report, FORM.get()) if report else ""
    own = {k for known in catalogue() if known.edition == due for k in known.header_keys}
    return next((words for words in names if key(words) in own), next(iter(names), ""))


def _parts(
    table: PlainTable, headers: Sequence[tuple[int, int]], report: int | None
) -> Iterator[_Part]:
    ends = [*(first for first, _ in headers[1:]), len(table.lines)]
    for (first, last), end in zip(headers, ends, strict=True):
        cells = list(_begun(table, first, last))
        if report is None and len({_year(cell.text) for cell in cells} - {None}) < 2:
            continue  # one year beside nothing to compare it with
        headings = [h for cell in cells if (h := _heading(cell, report))]
        if any(not heading.own for heading in headings):
            changes = [_YearHeading(c, own=False, words="") for c in cells if _is_change(c.text)]
            yield _Part(first, last, end, (*headings, *changes))


def _is_change(text: str) -> bool:
    return bool(_CHANGE.fullmatch(_plain(text))) and not is_label(text)


def _heading(cell: PlainCell, report: int | None) -> _YearHeading | None:
    year = _year(cell.text)
    if year is None:
        return None
    before = _BEFORE.fullmatch(_plain(cell.text))
    last = year in (_LAST_YEAR, (report or 0) - 1)
    of_last = f"上一年{before['words']}" if before and last else ""
    if of_last and is_column(of_last):
        return _YearHeading(cell, own=True, words=of_last)  # one of the form's columns
    words = (_official(before["words"], report) if before else "") or cell.text
    return _YearHeading(cell, own=year in (_THIS_YEAR, report), words=words)


def _widened(table: PlainTable, headers: Iterable[tuple[int, int]]) -> Iterator[PlainCell]:
    """With the upper texts of headers over the blank cells right of them: they were merged."""
    upper = {n for first, last in headers for n in range(first, last)}
    starts: dict[int, list[int]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            if cell.text:
                starts.setdefault(row, []).append(cell.column)
    end = max(cell.end for cell in table.cells)
    covered: set[tuple[int, int]] = set()
    for cell in table.cells:
        if cell.row in upper and cell.text and cell.column:
            reach = min((n for n in starts[cell.row] if n > cell.column), default=end)
            wide = structs.replace(cell, column_span=max(cell.column_span, reach - cell.column))
            covered |= {(cell.row, n) for n in range(cell.column, wide.end)}
            yield wide
        elif (cell.row, cell.column) not in covered:
            yield cell


def _kept(table: PlainTable, parts: Sequence[_Part]) -> Iterator[PlainCell]:
    """The cells of the columns that are left, moved to the left."""
    for cell in table.cells:
        part = next((p for p in parts if p.first <= cell.row < p.end), None)
        if not part:
            yield cell
            continue
        dropped = part.dropped
        left = [n for n in range(cell.column, cell.end) if n not in dropped]
        words = {h.cell: h.words for h in part.headings}.get(cell, cell.text)
        if left:
            at = sum(n not in dropped for n in range(left[0]))
            yield structs.replace(cell, text=words, column=at, column_span=len(left))


def _told(table: PlainTable, parts: Sequence[_Part]) -> Iterator[str]:
    known = [labels for labels in catalogue() if lines.is_of(labels, table)]
    names = "、".join(dict.fromkeys(labels.table.name for labels in known))
    headings = [heading for part in parts for heading in part.headings]
    others = "、".join(dict.fromkeys(f"“{_line(h.cell.text)}”" for h in headings if not h.own))
    if names and any(_has_own(table, part) for part in parts):
        yield f"{names}里有几年的数并列，只取了报告年度的，{others}各列没有取"
    elif names:
        yield f"{names}里的{others}各列看不出哪一列是报告年度的，它们的数都没有取"


def _has_own(table: PlainTable, part: _Part) -> bool:
    """Whether a column is left that is of the report's year, or the form's by its name."""
    named = (c for c in _begun(table, part.first, part.last) if c.column and is_column(c.text))
    left = any({*range(cell.column, cell.end)} - part.dropped for cell in named)
    return left or any(heading.own for heading in part.headings)


def _plain(text: str) -> str:
    return _NO_WORD.sub("", text)


def _line(text: str) -> str:
    return " ".join(text.split())
