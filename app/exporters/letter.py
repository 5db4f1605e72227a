"""A plain Word document of this program's own: a title, paragraphs, framed tables; no report's."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from app.exporters.docx import packed
from app.exporters.flow import clean
from app.exporters.templates import filled
from app.files.profiles import STANDARD, Profile


class Line(Struct, frozen=True):
    """A paragraph."""

    text: str
    kind: Literal["body", "address", "heading", "closing"] = "body"


class Rows(Struct, frozen=True):
    """A table; its first row is the heading, and comes again on every page."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    """Shares of the width of the text."""


def render(
    title: str, blocks: Iterable[Line | Rows], author: str, profile: Profile = STANDARD
) -> bytes:
    """The document; whatever a person typed is cleaned of what no document can hold."""

    def part(name: str) -> str:
        return filled(f"docx/{name}.xml.j2", profile)

    body = filled(
        "docx/letter.xml.j2", profile, title=clean(title), blocks=[_clean(each) for each in blocks]
    )
    return packed(body, part, title, author)


def _clean(block: Line | Rows) -> Line | Rows:
    if isinstance(block, Line):
        return Line(clean(block.text), block.kind)
    return Rows(tuple(tuple(clean(text) for text in row) for row in block.rows), block.widths)
