"""The few marks that pages of the manual are written in -> HTML, and words to search.

Headings, paragraphs, lists, quotations, tables, pictures; bold words, keys and links in a line.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

_LINE = re.compile(
    r"!\[(?P<alt>[^]]*)\]\((?P<picture>[^)]+)\)"
    r"|\[(?P<words>[^]]+)\]\((?P<target>[^)]+)\)"
    r"|\*\*(?P<bold>[^*]+)\*\*"
    r"|`(?P<key>[^`]+)`"
)
_RULE = re.compile(r"\|[-|: ]+\|")
_KINDS = (
    ("heading", re.compile("#{1,2} ")),
    ("bullet", re.compile("- ")),
    ("number", re.compile(r"\d+\. ")),
    ("quote", re.compile("> ")),
    ("picture", re.compile(r"!\[")),
    ("table", re.compile(r"\|")),
)


def anchor(heading: str) -> str:
    """What a heading is called in a link: `page#anchor`."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading).strip())


def html(text: str) -> str:
    """The body of a page."""
    return "\n".join(_MADE[kind](lines) for kind, lines in _blocks(text))


def words(text: str) -> str:
    """What a person reads of it, on one line."""
    lines = (line for line in text.splitlines() if not _RULE.fullmatch(line))
    bare = (re.sub(r"^(#+|-|\d+\.|>) |\|", " ", line) for line in lines)
    return " ".join(" ".join(_LINE.sub(_said, line) for line in bare).split())


def links(text: str) -> Iterator[str]:
    """Where its links lead."""
    return (found["target"] for found in _LINE.finditer(text) if found["target"])


def pictures(text: str) -> Iterator[str]:
    return (found["picture"] for found in _LINE.finditer(text) if found["picture"])


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines of the same kind belong together; a heading stands for itself."""
    for kind, lines in groupby(text.splitlines(), _kind):
        if kind == "heading":
            yield from (("heading", [line]) for line in lines)
        elif kind:
            yield kind, list(lines)


def _kind(line: str) -> str:
    """What a line is; "" for one that only parts others."""
    if not line.strip():
        return ""
    return next((name for name, mark in _KINDS if mark.match(line)), "plain")


def _heading(lines: list[str]) -> str:
    """No h1: Qt would make it twice as large as the words, whatever a style sheet says."""
    marks, _, said = lines[0].partition(" ")
    name = escape(anchor(said))
    return f'<p class="h{len(marks)}"><a name="{name}"></a>{_inline(said)}</p>'


def _listed(tag: str) -> Callable[[list[str]], str]:
    def made(lines: list[str]) -> str:
        items = "".join(f"<li>{_inline(line.partition(' ')[2])}</li>" for line in lines)
        return f"<{tag}>{items}</{tag}>"

    return made


def _quote(lines: list[str]) -> str:
    """A table of one cell: Qt gives no other block a ground with air around its words."""
    said = "<br>".join(_inline(line.removeprefix("> ")) for line in lines)
    return f'<table class="quote" width="100%" cellspacing="0"><tr><td>{said}</td></tr></table>'


def _table(lines: list[str]) -> str:
    head, *rows = (
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if not _RULE.fullmatch(line)
    )
    body = "".join(_row("td", row) for row in rows)
    return f'<table class="grid" cellspacing="0">{_row("th", head)}{body}</table>'


def _row(tag: str, cells: list[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{_inline(cell)}</{tag}>' for cell in cells)}</tr>"


def _inline(line: str) -> str:
    """Words are escaped wherever no mark stands."""
    made, at = [], 0
    for found in _LINE.finditer(line):
        made += [escape(line[at : found.start()]), _marked(found)]
        at = found.end()
    return "".join((*made, escape(line[at:])))


def _marked(found: re.Match[str]) -> str:
    parts = {name: escape(value) for name, value in found.groupdict().items() if value}
    if "picture" in parts:
        return f'<img src="{parts["picture"]}">'
    if "target" in parts:
        return f'<a href="{parts["target"]}">{parts["words"]}</a>'
    if "bold" in parts:
        return f"<b>{parts['bold']}</b>"
    return f'<span class="key">&nbsp;{parts["key"]}&nbsp;</span>'


def _said(found: re.Match[str]) -> str:
    return found["words"] or found["bold"] or found["key"] or ""


_MADE: dict[str, Callable[[list[str]], str]] = {
    "heading": _heading,
    "bullet": _listed("ul"),
    "number": _listed("ol"),
    "quote": _quote,
    "table": _table,
    "picture": lambda lines: f'<p class="picture">{_inline("".join(lines))}</p>',
    "plain": lambda lines: f"<p>{_inline(''.join(lines))}</p>",
}
