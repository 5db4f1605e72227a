"""What an office file holds beside its text: comments, revisions, footnotes, running heads.

None of it is a text of the report: comments come along as such, with the place that they hang on;
all else is told with its words, so that nobody misses it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from app.importers.markup import ooxml
from app.importers.terms.plain import MAX_COLUMNS, Comment, PlainTable
from app.letters.characters import shortened

LONGEST = 200
"""Characters of a comment at a hidden cell, or of a footnote, that are told."""
_PLACE = 20
"""Characters that say where."""
_MOST = 100
"""Footnotes that are told one by one."""
MOST_COMMENTS, _LONGEST_COMMENT = 200, 2_000
"""Comments that are kept, and letters of one."""
_PAGE_NUMBER = re.compile("[第共页码/\\W\\d_]*")
_GREETING = re.compile(r"^\s*\[[^\]]+\].*?(?:Comment|注释|批注)\s*[:：]", re.DOTALL)
_NO_NOTES = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_COMMENTS, _DEALT_WITH = "word/comments.xml", "word/commentsExtended.xml"
_PARTS = {
    "word/footnotes.xml": "脚注",
    "word/endnotes.xml": "尾注",
}
PARTS = (*_PARTS, _COMMENTS, _DEALT_WITH)
"""The parts that are asked for."""
RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
_REVISIONS = {"插入": ("ins",), "删除": ("del",), "移动": ("moveTo",)}


def told(body: etree._Element, parts: Mapping[str, bytes]) -> Iterator[str]:
    """A sentence for each thing.

    Args:
        body: the document's own part.
        parts: `PARTS` and whatever is called like `RUNNING`, by name; those that there are.

    Raises:
        etree.XMLSyntaxError: a part is damaged.
    """
    yield from _revisions(body)
    yield from beyond(len(_comments(body, parts)))
    for name, kind in _PARTS.items():
        if parts.get(name):
            yield from _notes(kind, body, ooxml.root(parts[name]))
    running = (_line(ooxml.root(xml)) for name, xml in parts.items() if RUNNING.fullmatch(name))
    worded = [words for words in dict.fromkeys(running) if not _PAGE_NUMBER.fullmatch(words)]
    known = _bare("".join(_words(body))) if worded else ""
    yield from (
        f"页眉或页脚“{shortened(each, LONGEST)}”没有取"
        for each in worded
        if _bare(each) not in known
    )


def beyond(comments: int) -> Iterator[str]:
    """That a source has more comments than are kept."""
    if comments > MOST_COMMENTS:
        yield f"还有 {comments - MOST_COMMENTS} 条批注没有取，请对照原文"


def comments(body: etree._Element, parts: Mapping[str, bytes]) -> tuple[Comment, ...]:
    """The first of them.

    Args:
        body: the document's own part.
        parts: as in `told`.

    Raises:
        etree.XMLSyntaxError: a part is damaged.
    """
    return _comments(body, parts)[:MOST_COMMENTS]


def _comments(body: etree._Element, parts: Mapping[str, bytes]) -> tuple[Comment, ...]:
    if not parts.get(_COMMENTS):
        return ()
    places, done = _places(body), _dealt_with(parts.get(_DEALT_WITH, b""))
    rows = _rows(body)
    found = (
        Comment(
            words=shortened(words, _LONGEST_COMMENT),
            author=shortened(ooxml.attribute(note, "author"), LONGEST),
            day=ooxml.attribute(note, "date")[:10],
            line=places.get(("批注", ooxml.attribute(note, "id")), ""),
            row=rows.get(ooxml.attribute(note, "id"), _NO_ROW)[0],
            place=rows.get(ooxml.attribute(note, "id"), _NO_ROW)[1],
            done=any(ooxml.attribute(each, "paraId") in done for each in note.iter("{*}p")),
        )
        for note in ooxml.root(parts[_COMMENTS]).iterchildren("{*}comment")
        if (words := _line(note))
    )
    return tuple(found)


_NO_ROW: tuple[tuple[str, ...], int] = ((), 0)


def _rows(body: etree._Element) -> dict[str, tuple[tuple[str, ...], int]]:
    """By comment in a table: the words of its line's cells, and in which of them it is."""
    found = {}
    for reference in body.iter("{*}commentReference"):
        cell = next(reference.iterancestors("{*}tc"), None)
        row = None if cell is None else cell.getparent()
        if row is not None and len(row) <= MAX_COLUMNS:
            cells = list(row.iterchildren("{*}tc"))
            words = tuple(_line(each) for each in cells)
            if cell in cells:
                found[ooxml.attribute(reference, "id")] = words, cells.index(cell)
    return found


def _dealt_with(part: bytes) -> set[str]:
    """The paragraphs of comments that somebody has marked as dealt with."""
    if not part:
        return set()
    marks = (each for each in ooxml.root(part).iter("{*}commentEx"))
    return {ooxml.attribute(m, "paraId") for m in marks if ooxml.attribute(m, "done") == "1"}


def _revisions(body: etree._Element) -> Iterator[str]:
    """Changes of words that nobody has accepted yet; those of looks change nothing here."""
    counts = {}
    for what, names in _REVISIONS.items():
        found = [each for name in names for each in body.iter(f"{{*}}{name}")]
        words = [each for each in found if _is_of_words(each)]
        counts[what] = len(words or found)
    said = "，".join(f"{what} {count} 处" for what, count in counts.items() if count)
    if said:
        yield f"这份文件里还有没接受的修订（{said}），按全部接受后的样子读取，请核对"


def _is_of_words(revision: etree._Element) -> bool:
    """Of words or of a row; that of the end of a paragraph mostly comes along with its words."""
    parent = revision.getparent()
    above = "" if parent is None else _name(parent)
    return above == "trPr" or (above != "rPr" and next(revision.iter("{*}r"), None) is not None)


def _notes(kind: str, body: etree._Element, root: etree._Element) -> Iterator[str]:
    places = _places(body)
    notes = [n for n in root.iterchildren("{*}*") if ooxml.attribute(n, "type") not in _NO_NOTES]
    written = [(note, words) for note in notes if (words := _line(note))]
    for note, words in written[:_MOST]:
        author = ooxml.attribute(note, "author")
        place = places.get((kind, ooxml.attribute(note, "id")), "")
        by = f"（{author}）" if author else ""
        where = f"，在“{shortened(place, _PLACE)}”处" if place else ""
        yield f"{kind}{by}“{shortened(words, LONGEST)}”没有取{where}"
    if len(written) > _MOST:
        yield f"还有 {len(written) - _MOST} 条{kind}没有取，请对照原文"


def _places(body: etree._Element) -> dict[tuple[str, str], str]:
    """Kind and id -> the paragraph that it hangs on."""
    kinds = {"commentReference": "批注", "footnoteReference": "脚注", "endnoteReference": "尾注"}
    found = {}
    lines: dict[etree._Element, str] = {}  # many may hang on one that is long
    for mark, kind in kinds.items():
        for reference in body.iter(f"{{*}}{mark}"):
            paragraph = next(reference.iterancestors("{*}p"), None)
            if paragraph is not None:
                lines[paragraph] = lines.get(paragraph) or _line(paragraph)
                found[kind, ooxml.attribute(reference, "id")] = lines[paragraph]
    return found


def _line(element: etree._Element) -> str:
    paragraphs: Sequence[etree._Element] = list(element.iter("{*}p")) or [element]
    return " ".join(" ".join("".join(_words(each)).split()) for each in paragraphs).strip()


def _words(element: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in element.iter("{*}t"))


class Note(Struct, frozen=True):
    """What somebody wrote at a cell of a workbook."""

    row: int
    column: int
    """From 0."""
    place: str
    """As a person finds it there."""
    author: str
    words: str


def of_sheet(
    sheet: str, table: PlainTable, notes: Iterable[Note]
) -> tuple[list[Comment], list[str]]:
    """The comments at cells that a sheet shows; a sentence for each at a hidden one."""
    found: list[Comment] = []
    untold: list[str] = []
    for note in notes:
        words = note.words.removeprefix(f"{note.author}:")
        words = " ".join(_GREETING.sub("", words).split())
        if words and (made := _at_cell(table, note, words)):
            found.append(made)
        elif words:
            by = f"（{note.author}）" if note.author else ""
            shown = shortened(words, LONGEST)
            untold.append(f"工作表“{sheet}”{note.place} 的批注{by}“{shown}”没有取")
    return found, untold


def _at_cell(table: PlainTable, note: Note, words: str) -> Comment | None:
    cells = table.lines[note.row] if note.row < len(table.lines) else []
    at = next((n for n, cell in enumerate(cells) if cell.column <= note.column < cell.end), None)
    if at is None:
        return None
    row = tuple(cell.text for cell in cells)
    alone = sum(map(bool, row)) <= 1  # a paragraph in a cell
    return Comment(
        words=shortened(words, _LONGEST_COMMENT),
        author=shortened(note.author, LONGEST),
        line=row[at].partition("\n")[0],
        row=() if alone else row,
        place=0 if alone else at,
    )


def _bare(words: str) -> str:
    return "".join(words.split())


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
