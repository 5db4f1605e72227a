"""Plain text with tabs, and .csv -> blocks."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import structs

from app.importers.guesses import broken, markdown, rejoined, spaced, stacked
from app.importers.markup import from_clipboard
from app.importers.markup.encoding import decode
from app.importers.terms import scope, which
from app.importers.terms.plain import (
    MAX_LETTERS,
    MAX_PARTS,
    TOO_MUCH,
    WHITE,
    Block,
    Document,
    Paragraph,
    PlainTable,
    Unreadable,
    table,
)
from app.letters import characters

_DELIMITERS = ",;\t"
_SAMPLE = 4096
_ROWS = 5
"""So many lines set apart alike are no chance."""
_COMMAS = re.compile(r"^[^\n,]*,[^\n]*,\d*(?:,|$)", re.MULTILINE)
_GAP = re.compile(r"(?<![、\s])(?: *\u3000| {2})[ \u3000]*")
_FIGURE = re.compile(r"\t[\d,.]+(?:\t|$)")
_NO_COLUMNS = (
    "这份纯文本里的表格没有分成列，其中的数字没有取；"
    "请导入原来的网页或 Word 文件，或从那里复制整张表格再粘贴"
)
_ONE_A_LINE = "这份纯文本一行只有一格，表格是按行的名称和先后重新排的，请逐格核对"
_WRAPPED = "这份文字的行是照页面的宽度断开的，已经接成段落，请看一下各段的开头和结尾"
_ONE_SPACE = "这份纯文本里有的行各格只隔一个空格，是按行的名称认出来的，请逐格核对"


def read(content: bytes) -> Document:
    """The blocks of a text file: its tables by tabs, else by bars, commas, wide gaps or lines.

    Raises:
        Unreadable: it holds far more than a report.
    """
    return read_text(decode(content))


def read_text(text: str) -> Document:
    """The same of text that was copied elsewhere."""
    text = _bounded(text)
    text = characters.in_text(text)
    with scope.reading(which.of_text(text)):
        return _read(text)


def _read(text: str) -> Document:
    """The same, once it is known whose labels are looked for."""
    if parts := markdown.parts(text):
        return _mixed(parts)
    lines = markdown.without_marks(text.split("\n"))
    if "\t" in text:
        return _by_tabs(broken.whole(broken.with_tabs("\n".join(lines)).split("\n")))
    if len(_COMMAS.findall(text)) >= _ROWS:
        return _by_commas(text)
    return _without_tabs(lines)


def _without_tabs(lines: Sequence[str]) -> Document:
    rows = markdown.by_bars(lines)
    spaces = joined = False
    if not any("\t" in line for line in rows):
        lines = broken.without_every_other(rows)
        by_gaps = list(_by_gaps(lines))
        apart = spaced.rows(by_gaps)
        rows = rejoined.whole(apart)
        spaces, joined = apart != by_gaps, rows != apart
    document = _by_tabs(broken.whole(rows))
    told = (_WRAPPED,) * joined
    if any(isinstance(block, PlainTable) for block in document.blocks):
        return Document(document.blocks, told=(_ONE_SPACE,) * spaces + told)
    if one_a_line := stacked.rows(broken.whole(lines, in_rows=False)):
        return Document(_by_tabs(one_a_line).blocks, told=(_ONE_A_LINE,))
    without = (_NO_COLUMNS,) if scope.names().topic in "".join(lines) else ()
    return Document(document.blocks, told=(*told, *without))


def _mixed(parts: Sequence[str]) -> Document:
    """Words and tables in turn; a table is HTML."""
    from app.importers.markup import html

    blocks: list[Block] = []
    for number, part in enumerate(parts):
        if number % 2:
            blocks += html.read_text(part).blocks
        else:
            blocks += _by_tabs(markdown.without_marks(part.split("\n"))).blocks
    return Document(tuple(blocks))


def _by_gaps(lines: Sequence[str]) -> Iterator[str]:
    """Lines with gaps that follow each other are rows where one of them has a figure.

    A sentence has no gaps inside, and those before it are its indent; a heading may have one.
    """
    words = [line.strip(WHITE) for line in lines]
    apart = [line if "。" in line else _GAP.sub("\t", line) for line in words]
    pairs = zip(words, apart, strict=True)
    for has_gaps, run in groupby(pairs, key=lambda pair: "\t" in pair[1]):
        written, rows = zip(*run, strict=True)
        is_table = has_gaps and any(_FIGURE.search(row) for row in rows)
        yield from rows if is_table else written


def _by_tabs(lines: Sequence[str]) -> Document:
    """Lines with tabs that follow each other are a table; a blank line only parts paragraphs."""
    blocks: list[Block] = []
    rows: list[str] = []
    for line in [*lines, ""]:
        if "\t" in line.strip(" "):
            rows.append(line)
            continue
        if rows:
            blocks.append(structs.replace(from_clipboard.read_tsv("\n".join(rows)), loose=True))
            rows = []
        if line.strip(WHITE):
            blocks.append(Paragraph(line.strip(WHITE)))
    return Document(tuple(blocks))


def _bounded(text: str) -> str:
    if text.count("\n") + text.count("\t") > MAX_PARTS or len(text) > MAX_LETTERS:
        raise Unreadable(TOO_MUCH)
    return text


def read_csv(content: bytes) -> Document:
    """The one table of a .csv file, whatever sets its cells apart.

    Raises:
        Unreadable: it holds far more than a report.
    """
    return _by_commas(_bounded(decode(content)))


def _by_commas(text: str) -> Document:
    text = characters.in_text(text)
    delimiter = max(_DELIMITERS, key=text[:_SAMPLE].count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        return Document((table([row for row in rows if row], loose=True),))
    except csv.Error:
        return _by_tabs(text.split("\n"))
