"""Web pages, saved or copied, and whatever Word, WPS or Excel call HTML -> blocks.

The page is read as a stream of events and never built: a page of 20 MB takes little memory. Nothing
is fetched, no script runs, no entity but HTML's own is known.
"""

import contextlib
import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from app.files import marks
from app.importers.markup.blocks import Flow
from app.importers.markup.encoding import decode
from app.importers.markup.list_numbers import ListNumbers
from app.importers.markup.stylesheet import hidden_classes
from app.importers.terms import scope
from app.importers.terms.plain import (
    MAX_COLUMNS,
    TOO_MUCH,
    WHITE,
    Document,
    Room,
    Unreadable,
)

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    ]
)
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noframes",
        "iframe",
        "object",
        "applet",
        "svg",
        "select",
        "button",
        "textarea",
        "xml",
        "rt",
        "rp",
        "del",
        "s",
        "strike",
    ]
)
_PAGES_OWN = frozenset(["nav", "footer"])
"""What is the site's and not the report's."""
_AROUND_MUCH = _PAGES_OWN | frozenset(
    ["body", "main", "div", "section", "article", "form", "table", "ul", "li"]
)
_STYLE = re.compile(
    r"(?:^|;)\s*(display|visibility|mso-hide|text-decoration(?:-line)?|vertical-align)\s*:([^;]*)"
)
_HIDES = {"display": ("none",), "visibility": ("hidden", "collapse"), "mso-hide": ("all",)}
_WORDS = frozenset(["span", "em", "i", "b", "u", "font", "strong", "a", "p", "td", "th", "tr"])
"""What a class may hide; a part of a page that one hides is shown by its script."""
_PICTURES = 10
"""So many cells that hold nothing but a picture are no mere ornament."""
_SMALLEST = 60
"""Pixels of a picture that may hold a table."""
_DECORATIONS = ("text-decoration", "text-decoration-line")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WIDE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2018-\u201d\u2026\u2014]"
_BREAK_IN_WORDS = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})", re.ASCII)
_BREAK = re.compile(r"(?<![ \t\f])[ \t\f]*[\r\n][ \t\r\n\f]*")  # looks at a run of blanks once
_CHUNK = 1 << 16
_MOST_RULES = 50_000
"""Of the styles of a page; the largest sites have a tenth."""
_LONGEST_STYLE = 2_000
"""Letters of what an element says of its own looks; Word writes some hundred."""
_APART = " \t\r\n\f/="
_MOST_APART = 300_000
"""So many of these may come without a new tag or word: what they part are attributes of one tag,
each of which takes a hundred times its room in memory. A picture written as a value has fewer."""


def read(content: bytes, charset: str = "", room: Room | None = None) -> Document:
    """The blocks of a page.

    Args:
        content: the file, whole or cut off anywhere.
        charset: what the envelope says of the encoding, where there is one (MHT).
        room: for it and for others; else it has all there is.

    Raises:
        Unreadable: it holds far more than a report.
    """
    return read_text(decode(content, charset), room)


def read_text(text: str, room: Room | None = None) -> Document:
    """The blocks of a page that is text already; none where it holds nothing.

    A page that shows its tables only once its script has run is read as if it had.

    Raises:
        Unreadable: it holds far more than a report.
    """
    page = _parsed(text, _Page(room or Room()))
    if page.hidden_tables and not page.tables:
        page = _parsed(text, _Page(room or Room(), _AROUND_MUCH))
    titles = (" ".join(title.split()) for title in (page.article, "".join(page.title)))
    return Document(
        page.flow.finish(),
        tuple(filter(None, titles)),
        tuple(_told(page)),
        author=page.author,
        inside=page.inside,
    )


def _told(page: "_Page") -> Iterator[str]:
    """What a person sees, or would see, and a file does not say."""
    if page.pictures >= _PICTURES:
        yield f"有 {page.pictures} 格里只有图片，图片里的文字读不出来，没有取"
    if not page.tables and page.frames:
        yield "网页的正文在框架里，没有一起存下来；请在浏览器里单独打开正文那一页，再另存或复制"
    if not page.tables and page.scripted:
        yield "网页的正文要由脚本显示，文件里读不出来；请在浏览器里打开，全选、复制，再粘贴进来"


def _parsed(text: str, page: "_Page") -> "_Page":
    parser = etree.HTMLParser(target=cast("Any", page), encoding="utf-8", huge_tree=True)
    with contextlib.suppress(etree.XMLSyntaxError):  # its word for a page without any element
        apart = 0
        for start in range(0, len(text), _CHUNK):
            chunk, heard = text[start : start + _CHUNK], page.heard
            parser.feed(chunk.encode("utf-8", "replace"))
            apart = apart + sum(map(chunk.count, _APART)) if page.heard == heard else 0
            if apart > _MOST_APART:
                raise Unreadable(TOO_MUCH)
        parser.close()
    return page


class _Page:
    """The parser's target. The parser ends whatever it began, in order, in any page."""

    def __init__(self, room: Room, shown: frozenset[str] = frozenset()) -> None:
        """`shown`: elements that are read even where they are hidden."""
        self.flow = Flow(_seen, room)
        self._room = room
        self.title: list[str] = []
        self.article = ""
        """What the page's own description calls the article in it."""
        self.author = ""
        self.inside: tuple[int, ...] = ()
        """The container that a report of this program stands in."""
        self.tables = 0
        self.hidden_tables = 0
        self.frames = 0
        self.pictures = 0
        """Cells that hold a picture and no word."""
        self.scripted = False
        self.heard = 0
        """How many tags and words have come."""
        self._topics = scope.topics()
        self._hiding: set[str] = set()
        """Classes that the page's own styles hide."""
        self._in_style = False
        self._rules = 0
        """How many rules of its styles were looked at."""
        self._written: list[tuple[bool, bool]] = []
        """For each open cell: whether it has a picture, whether it has words."""
        self._shown = shown
        self._open = 0
        self._unseen = 0
        """How many elements were open where the one began that is not seen; 0: all is seen."""
        self._raised = 0
        self._in_title = False
        self._pre = 0
        self._lists = ListNumbers()
        self._run_over: list[int] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open += 1
        self.heard += 1
        self._room.take(tags=1)
        if not self._unseen:
            self._look(tag, attributes)
        self._in_style = tag == "style"
        self.frames += tag in {"iframe", "frame"}
        if self._unseen:
            self.hidden_tables += tag == "table"
        elif tag in {"img", "input"}:
            self._start_of_content(tag, attributes)
        elif tag in {"title", "meta"}:
            self._start_of_name(tag, attributes)
        elif tag == "br":
            self.flow.break_line()
        elif tag in {"table", "tr", "td", "th"}:
            self._start_of_table(tag, attributes)
        elif tag in _BLOCKS:
            self._start_of_block(tag, attributes)

    def _start_of_block(self, tag: str, attributes: dict[str, str]) -> None:
        self.flow.enter()
        self.flow.level = _HEADINGS.get(tag, 0)
        self._pre += tag == "pre"
        self._lists.start(tag, attributes)
        mark = attributes.get(marks.ATTRIBUTE, "")
        if mark == marks.REPORT:
            self.inside = self.flow.path
        elif mark and self.inside:
            self.flow.mark = mark

    def _start_of_name(self, tag: str, attributes: dict[str, str]) -> None:
        self._in_title = tag == "title"
        name = attributes.get("name", "").lower()
        if name == "articletitle":
            self.article = attributes.get("content", "")
        elif name == "author":
            self.author = attributes.get("content", "")

    def _look(self, tag: str, attributes: dict[str, str]) -> None:
        """Whether what begins here is seen, and whether it is raised."""
        style = dict(_STYLE.findall(attributes.get("style", "")[:_LONGEST_STYLE].lower()))
        hidden = "hidden" in attributes or tag in _PAGES_OWN
        hidden = hidden or any(
            style.get(name, "").strip().startswith(values) for name, values in _HIDES.items()
        )
        if tag in _WORDS:
            hidden = hidden or not self._hiding.isdisjoint(attributes.get("class", "").split())
        struck = any("line-through" in style.get(name, "") for name in _DECORATIONS)
        filled = tag == "textarea" and self._written  # a form that was saved as a page
        if (tag in _UNSEEN and not filled) or struck or (hidden and tag not in self._shown):
            self._unseen = self._open
        elif not self._raised and (tag == "sup" or "super" in style.get("vertical-align", "")):
            self._raised = self._open
            self.flow.raised = True

    def _start_of_content(self, tag: str, attributes: dict[str, str]) -> None:
        """A picture, or the figure in a box of a form that was saved as a page."""
        sides = (attributes.get(side) for side in ("width", "height"))
        if tag == "img" and not any(map(_is_small, sides)):
            self.flow.picture()
        if not self._written:
            return
        if tag == "img":
            self._written[-1] = True, self._written[-1][1]
        elif attributes.get("type", "text").lower() in {"text", "number"}:
            figure = attributes.get("value", "")
            if any(map(str.isdigit, figure)):
                self.data(figure)

    def _start_of_table(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self.tables += 1
            self.flow.start_table()
        elif tag == "tr":
            self.flow.start_row()
        else:
            self._start_cell(attributes)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        across, down = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        # Excel marks a text that runs over its empty neighbours as a span, and says to ignore it.
        ignored = "mso-ignore:colspan" in attributes.get("style", "").replace(" ", "")
        self.flow.start_cell(1 if ignored else across, down)
        self._run_over.append(min(across, MAX_COLUMNS) - 1 if ignored else 0)
        self._written.append((False, False))

    def _end_cell(self) -> None:
        self.flow.end_cell()
        picture, words = self._written.pop() if self._written else (False, False)
        self.pictures += picture and not words
        for _ in range(self._run_over.pop() if self._run_over else 0):
            self.flow.start_cell(1, 1)
            self.flow.end_cell()

    def end(self, tag: str) -> None:
        self._open -= 1
        if self._unseen:
            self._unseen = self._unseen if self._unseen <= self._open else 0
        else:
            self._end(tag)
        if self._raised > self._open:
            self._raised, self.flow.raised = 0, False

    def _end(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag == "table":
            self.flow.end_table()
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in _BLOCKS:
            self.flow.leave()
            self.flow.level, self.flow.mark = 0, ""
            self._pre -= tag == "pre"
            self._lists.end(tag)

    def data(self, text: str) -> None:
        self.heard += 1
        if self._unseen:
            self._behind(text)
            return
        if self._written and text.strip(WHITE):
            self._written[-1] = self._written[-1][0], True
        if self._in_title:
            self.title.append(text)
        elif self._pre > 0:
            self._lines(text)
        else:
            self.flow.text(self._lists.before(text) + text)

    def _behind(self, text: str) -> None:
        """What scripts and styles say of the page."""
        if self._in_style:
            self._rules += text.count("{")
            self._hiding.update(hidden_classes(text[:_CHUNK]) if self._rules < _MOST_RULES else ())
        elif "<" in text and any(topic in text for topic in self._topics):
            self.scripted = True

    def _lines(self, text: str) -> None:
        first, *others = text.split("\n")
        self.flow.text(first)
        for line in others:
            self.flow.end_line(blank=True)
            self.flow.text(line)

    def close(self) -> None:
        """The parser asks for a result; the flow has it."""


def _seen(text: str) -> str:
    """A line break in the source is a space, and nothing at all between Chinese characters."""
    return _BREAK.sub(" ", _BREAK_IN_WORDS.sub("", text))


def _is_small(length: str | None) -> bool:
    """Whether a picture is as small as a mark or a button: no table is in it."""
    pixels = re.match(r"\s*(\d{1,4})(?![\d%])", length or "", re.ASCII)
    return pixels is not None and int(pixels[1]) < _SMALLEST


def _span(value: str | None) -> int:
    number = re.match(r"\s*(\d{1,4})", value or "", re.ASCII)
    return max(int(number[1]), 1) if number else 1
