"""Text that a program made of a page: Markdown, and tables whose cells are set apart by bars."""

import re
from collections.abc import Iterator, Sequence

from app.importers.terms.labels import is_label

_HEADING = re.compile(r"\s{0,3}#{1,6}\s(.*)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)\*\*")
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\([^()]*\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_BREAK = re.compile(r"\s{0,8}<br\s{0,8}/?>\s{0,8}", re.IGNORECASE)
_RULES = " \t|:+=-"
"""What a line between two rows is made of."""
_BARRED = re.compile(r"\s*\|.*|.*\|\s*")
_ONE_CELL = re.compile(r"[^|]*\||\|+")
_ROWS = 5
"""So many lines with bars at an end are no chance."""
_MOST = 0.8
_LONE = 3
"""So many bars alone on their lines are blank cells, each of which broke its row."""

_LONGEST, _MOST_TABLES = 1 << 20, 200
"""No such text is longer: a web page may be."""
_OF_TABLES = re.compile(
    r"""</? (?: table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col
      | html|body|div|center|img|sup|sub ) \b [^<>]* >""",
    re.IGNORECASE | re.VERBOSE,
)
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LAYOUT = re.compile(r"</?(?:html|body|div|center|img|sup|sub)\b[^<>]*>", re.IGNORECASE)


def without_marks(lines: Sequence[str]) -> list[str]:
    """The words alone: no # before a heading, no ** around it, no escapes; else the lines as is."""
    marked = any(_HEADING.fullmatch(line) or _BOLD.search(line) for line in lines)
    return [_words(line) for line in lines] if marked or _are_barred(lines) else list(lines)


def _words(line: str) -> str:
    heading = _HEADING.fullmatch(line)
    words = (heading[1].strip(" \t#") if heading else line).replace("**", "")
    words = _LINK.sub(lambda link: "" if link[1] else link[2], words)
    return _BREAK.sub("", _ESCAPED.sub(r"\1", words))


def by_bars(lines: Sequence[str]) -> list[str]:
    """Rows with tabs in the place of bars; one cell a line where each has but one bar.

    | name | 3 | as Markdown writes it, name | 3 | as programs do that read pages; a blank cell may
    break the row, or each cell stand on a line of its own. What is no table stays as it is.
    """
    lines = [line.replace("｜", "|").strip() for line in lines if not _is_ruled(line)]
    if not _are_barred(lines):
        return lines
    barred = [line for line in lines if _BARRED.fullmatch(line)]
    if sum(map(bool, map(_ONE_CELL.fullmatch, barred))) >= _MOST * len(barred):
        return [line.removesuffix("|").strip() for line in lines if line[:1] != "|" or line == "|"]
    if barred.count("|") >= _LONE:
        lines = list(_rejoined(lines))
    return [_with_tabs(line) for line in lines]


def _is_ruled(line: str) -> bool:
    return "---" in line and not line.strip(_RULES)


def _are_barred(lines: Sequence[str]) -> bool:
    return sum(bool(_BARRED.fullmatch(line)) for line in lines) >= _ROWS


def _rejoined(lines: Sequence[str]) -> Iterator[str]:
    """Rows that blank cells broke: name |, then |, then | 3 |."""
    row = ""
    for line in lines:
        goes_on = row.endswith("|") and line.startswith("|")
        if goes_on and not is_label(line.strip("| ").partition("|")[0]):
            row += line
        else:
            yield row
            row = line
    yield row


def _with_tabs(line: str) -> str:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) == 1 or (cells[0] and cells[-1] and not any(map(is_label, cells))):
        return line
    first, last = not cells[0], not cells[-1]
    return "\t".join(cells[first : len(cells) - last]) or "\t"


def is_text(start: str) -> bool:
    """Whether what has tags is words all the same, by its beginning."""
    tags = _TAG.search(_OF_TABLES.sub("", _BREAK.sub("", start)))
    lines = (_TABLE.sub("", start) if _has_few_tables(start) else start).split("\n")
    marked = any(map(_HEADING.fullmatch, lines)) or _are_barred(lines)
    return not tags and (marked or bool(parts(start)))


def _has_few_tables(text: str) -> bool:
    """Each that begins is looked through up to its end, or that of the text."""
    return text.lower().count("<table") <= _MOST_TABLES


def parts(text: str) -> list[str]:
    """Words and tables in turn, of words among which tables stand as HTML; empty: they do not.

    So does text recognition write a report that was a scan or a PDF. A web page has tags around
    its words too.
    """
    if len(text) > _LONGEST or "<table" not in text or not _has_few_tables(text):
        return []
    words = _TABLE.split(text)
    rest = _LAYOUT.sub("", "\n".join(words))
    if len(words) == 1 or _TAG.search(rest) or not any("\n" in part.strip() for part in words):
        return []
    tables = [*_TABLE.findall(text), ""]
    cleared = (_LAYOUT.sub("", part) for part in words)
    return [part for pair in zip(cleared, tables, strict=True) for part in pair]
