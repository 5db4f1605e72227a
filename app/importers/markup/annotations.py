"""What an office file holds beside its text: comments, revisions, footnotes, running heads.

None of it is a text of the report; each is told with its words, so that nobody misses it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from app.importers.markup import ooxml
from app.letters.characters import shortened

LONGEST = 200
"""Characters of a comment, or of a footnote, that are told."""
_PLACE = 20
"""Characters that say where."""
_MOST = 100
"""Comments, or footnotes, that are told one by one."""
_PAGE_NUMBER = re.compile("[第共页码/\\W\\d_]*")
_GREETING = re.compile(r"^\s*\[[^\]]+\].*?(?:Comment|注释|批注)\s*[:：]", re.DOTALL)
_NO_NOTES = frozenset(["separator", "continuationSeparator", "continuationNotice"])
_PARTS = {
    "word/comments.xml": "批注",
    "word/footnotes.xml": "脚注",
    "word/endnotes.xml": "尾注",
}
PARTS = (*_PARTS,)
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


def of_cell(sheet: str, place: str, author: str, words: str) -> str:
    """That a cell of a workbook has a comment; newer programs put a greeting before its words."""
    words = " ".join(_GREETING.sub("", words.removeprefix(f"{author}:")).split())
    by = f"（{author}）" if author else ""
    return f"工作表“{sheet}”{place} 的批注{by}“{shortened(words, LONGEST)}”没有取"


def _bare(words: str) -> str:
    return "".join(words.split())


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
