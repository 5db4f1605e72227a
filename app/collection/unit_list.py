"""An office's list of units: .txt, .csv or .xlsx, a unit a line.

Columns: name, aliases with 、 between them, level, whether it is summed (是, 否), whom to ask.
A line of headings, over which a title may stand, says which column is which; units may stand side
by side under the same headings once more. In a .txt a tab or a comma stands between columns.
Titles, heads of groups, numbers before names and lines that count are no units.
"""

import contextlib
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.collection.facts import Member
from app.collection.folder import CollectionError
from app.collection.whose import bare, parted
from app.disk import files
from app.importers import source
from app.importers.markup.encoding import decode
from app.importers.terms.plain import PlainTable, Unreadable
from app.letters.characters import in_line, shortened
from app.report.file_keys import LEVELS

MAX_BYTES = 8 << 20
MOST_LINES, _MOST_COLUMNS = 50_000, 1_000
"""Of any list, blank ones too; no office has a tenth as many units."""
MOST_ROWS = 1000
"""Of a workbook: so far the reader of reports looks. One of .xlsx that has more is but a list."""
_COLUMNS = {
    "name": (
        "单位名称", "单位", "名称", "机关名称", "填报单位", "报送单位", "责任单位", "单位全称",
        "部门名称", "单位(部门)", "name",
    ),
    "aliases": ("别名", "曾用名", "简称", "又称", "aliases"),
    "level": ("级别", "层级", "类别", "level"),
    "summed": ("汇总", "是否汇总", "summed"),
    "contact": ("联系人", "联系方式", "联系电话", "contact"),
}  # fmt: skip
"""What a column is called, in the order in which they stand where no headings say it."""
_YES, _NO = ("是", "汇总", "√", "1", "yes"), ("否", "不汇总", "×", "0", "no")
_LEVELS = {
    **dict.fromkeys(("乡", "镇", "乡(镇)", "镇(乡)", "乡镇政府"), "township"),
    **dict.fromkeys(("街道办", "街道办事处", "办事处"), "street"),
    **{f"{seat}{words}": "county_department" for seat in ("县直", "区直", "旗直", "县级", "区级")
       for words in ("部门", "单位", "机关")},
}  # fmt: skip
"""What offices write for a level beside its own name; 市直 may be either of two."""
_BETWEEN = re.compile("[\t,，]")
_NUMBER = r"[（(]?{}[)）.．、]\s*|{}\s+"
_IN_DIGITS = re.compile(_NUMBER.format(*[r"\d{1,4}"] * 2) + "|[①-⑳]")
_IN_WORDS = re.compile(_NUMBER.format(*["[一二三四五六七八九十]{1,3}"] * 2))
_COUNTED = ("合计", "总计", "小计", "共计")
_ABOUT = re.compile(
    r"(?:合计|总计|小计|共计|备注|注|说明)(?:[:：].*|\s*\d.*)?$|共\s*\d+\s*[个家].*|.*[:：]$"
)
"""Of a line with nothing else: that it tells of units, and is none."""
_TITLE = re.compile(".*(?:名单|一览表|名册|统计表|情况表)$")
_TOLD = 5
"""Names that stand twice."""
_HEADED = 10
"""In so many lines from the first one headings are looked for."""

Row = tuple[int, Sequence[str]]
"""A line's number, and what stands in its columns."""
Places = Mapping[str, int]
"""In which column what is said of a unit stands."""
Line = tuple[int, Sequence[str], Places]


def read(path: Path) -> tuple[Member, ...]:
    """The units of a list.

    Raises:
        CollectionError: it cannot be read, names a unit twice, or says what nobody understands.
    """
    try:
        content = files.read(path, MAX_BYTES)
        return _members(content, path.suffix.lower())
    except OSError as error:
        raise CollectionError(f"无法打开名单“{path.name}”：{files.why(error)}。") from error
    except (Unreadable, csv.Error) as error:
        raise CollectionError(f"不能用名单“{path.name}”：{error}。") from error


def _members(content: bytes, suffix: str) -> tuple[Member, ...]:
    rows = list(_rows(content, suffix))
    at, blocks = _headings(rows)
    made = [(line[0], _member(*line)) for line in _units(rows, at, blocks)]
    if not made:
        raise Unreadable("里面没有单位")
    _must_differ(made)
    return tuple(member for _, member in made)


def _units(rows: Sequence[Row], begin: int, blocks: Sequence[Places]) -> Iterator[Line]:
    """The lines that are units, one under another where they stand side by side."""
    told = [(number, row) for number, row in rows[begin:] if not _is_about(row, begin)]
    lines = [(number, row, places) for places in blocks for number, row in told]
    lines = [line for line in lines if _is_there(*line[1:], blocks)]
    names = [row[places["name"]] if places["name"] < len(row) else "" for _, row, places in lines]
    worded = [bool(_IN_WORDS.match(name)) for name in names]
    if not all(worded):  # else that is how they are numbered
        lines = [line for line, is_head in zip(lines, worded, strict=True)
                 if not (is_head and _is_alone(line[1]))]  # fmt: skip
    for number, row, places in lines:
        yield number, _bare(row, places["name"]), places


def _is_about(row: Sequence[str], begin: int) -> bool:
    """Whether a line tells of the units; without headings a title may stand first."""
    words = next(filter(None, row))
    about = _ABOUT.match(words) or (not begin and _TITLE.match(words))
    return bool(about) and (_is_alone(row) or words in _COUNTED)


def _is_alone(row: Sequence[str]) -> bool:
    return sum(map(bool, row)) == 1


def _is_there(row: Sequence[str], places: Places, blocks: Sequence[Places]) -> bool:
    """Whether something stands in a block's columns; whatever stands in none of ours is a head."""
    ours = any(place < len(row) and row[place] for place in places.values())
    if len(blocks) > 1:
        return ours
    return ours or not _is_alone(row)


def _bare(row: Sequence[str], name: int) -> Sequence[str]:
    """Without the number before a name."""
    if name >= len(row):
        return row
    found = _IN_DIGITS.match(row[name]) or _IN_WORDS.match(row[name])
    return [*row[:name], row[name][found.end() :], *row[name + 1 :]] if found else row


def _rows(content: bytes, suffix: str) -> Iterator[Row]:
    for number, row in _lines(content, suffix):
        if number > MOST_LINES or len(row) > _MOST_COLUMNS:
            raise Unreadable(
                f"里面超过 {MOST_LINES:,} 行，或者一行超过 {_MOST_COLUMNS:,} 格，不像是单位名单"
            )
        words = [in_line(word).strip() for word in row]
        if any(words):
            yield number, words


def _lines(content: bytes, suffix: str) -> Iterator[Row]:
    if suffix == ".txt":
        for number, line in enumerate(decode(content).splitlines(), 1):
            yield number, _BETWEEN.split(line)
    elif suffix == ".csv":
        yield from enumerate(csv.reader(io.StringIO(decode(content))), 1)
    elif suffix in (".xlsx", ".xlsm", ".xls"):
        yield from _of_workbook(content, suffix)
    else:
        raise Unreadable("名单应当是 .txt、.csv 或者 .xlsx 文件")


def _of_workbook(content: bytes, suffix: str) -> Iterator[Row]:
    """Its first sheet; what stands alone across several columns is a title, or a group's head."""
    cells = _table(content, suffix).cells
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    if any(len(words) > 1 for words in rows.values()):
        across = [cell.row for cell in cells if cell.column_span > 1 and len(rows[cell.row]) == 1]
        rows = {row: words for row, words in rows.items() if row not in across}
    for row, words in sorted(rows.items()):
        yield row + 1, [words.get(column, "") for column in range(1 + max(words))]


def _table(content: bytes, suffix: str) -> PlainTable:
    """Raises `Unreadable` where more may stand in it than is read."""
    with contextlib.suppress(Unreadable):  # whatever there is to say of it, the other reader says
        found = source.list_in(content)
        if _rows_of(found) >= MOST_ROWS:
            return found
    tables = (b for b in source.read(content, suffix).blocks if isinstance(b, PlainTable))
    read = next(tables, PlainTable(()))
    if _rows_of(read) >= MOST_ROWS:
        raise Unreadable(f"这样的名单最多 {MOST_ROWS:,} 行，请另存为 .csv 再用")
    return read


def _rows_of(table: PlainTable) -> int:
    return len({cell.row for cell in table.cells})


def _headings(rows: Sequence[Row]) -> tuple[int, Sequence[Places]]:
    """Where the units begin, and where each column stands; of units side by side, of each block."""
    names = _COLUMNS["name"]
    for at, (_, row) in enumerate(rows[:_HEADED]):
        heads = [bare(word) for word in row]
        starts = [place for place, head in enumerate(heads) if head in names]
        if starts:
            first, *others = starts
            end = max(others[0] - first, first + 1) if others else len(heads)
            places = {
                key: place
                for key, words in _COLUMNS.items()
                for place, head in reversed([*enumerate(heads)][:end])
                if head in words
            }
            moved = [
                {key: place + start - first for key, place in places.items()} for start in starts
            ]
            return at + 1, moved
    return 0, [{key: place + _is_numbered(rows) for place, key in enumerate(_COLUMNS)}]


def _is_numbered(rows: Sequence[Row]) -> bool:
    """Whether a number stands in the first column of each line, a name behind it."""
    behind = [row for _, row in rows if not _is_alone(row)]
    return bool(behind) and all(row[0].isdecimal() and row[1] for row in behind)


def _member(number: int, row: Sequence[str], places: Mapping[str, int]) -> Member:
    held = {key: row[place] for key, place in places.items() if place < len(row)}
    if not held.get("name"):
        raise Unreadable(f"第 {number} 行没有单位名称")
    return Member(
        name=held["name"],
        aliases=tuple(parted(held.get("aliases", ""))),
        level=_level(number, held.get("level", "")),
        summed=_summed(number, held.get("summed", "")),
        contact=held.get("contact", ""),
    )


def _level(number: int, words: str) -> str:
    """By its id, or by what it is called; the first part of that is enough: 乡镇, 街道."""
    known = {name: level for level, name in LEVELS.items()} | {level: level for level in LEVELS}
    words = known.get(words) or _LEVELS.get(bare(words)) or words
    if words and words not in known:
        names = "、".join(LEVELS.values())
        raise Unreadable(f"第 {number} 行的级别“{shortened(words)}”不认识，可用的有：{names}")
    return known.get(words, "")


def _summed(number: int, words: str) -> bool:
    if words and words.lower() not in _YES + _NO:
        raise Unreadable(f"第 {number} 行的“汇总”写着“{shortened(words)}”，请写是或者否")
    return words.lower() not in _NO


def _must_differ(members: Sequence[tuple[int, Member]]) -> None:
    """Two units of one name, or alias, could not be told apart."""
    known: dict[str, int] = {}
    twice: list[str] = []
    for number, member in members:
        for name in (member.name, *member.aliases):
            before = known.setdefault(bare(name), number)
            if before != number:
                twice.append(f"“{shortened(name)}”在第 {before} 行和第 {number} 行各有一次")
    if twice:
        more = f"，还有 {len(twice) - _TOLD} 处" if len(twice) > _TOLD else ""
        raise Unreadable("；".join(twice[:_TOLD]) + more)
