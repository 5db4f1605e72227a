"""What stands on the pages as a reader that does not see them meets it: a tree of elements.

The tags are those of ISO 32000-1, 14.8.4: a document of headings, paragraphs and tables, in the
order of the flow. It comes from the pieces and grids that are drawn, not from how a page looks.
"""

from typing import Literal

from msgspec import Struct, field

from app.exporters.flow import Kind
from app.forms import layout
from app.forms.layout import Grid, GridCell

Tag = Literal["Document", "Div", "H1", "H2", "H3", "P", "Table", "TR", "TH", "TD"]
Scope = Literal["", "Column", "Row"]

_PARAGRAPHS: dict[Kind, Tag] = {
    "title": "H1", "section": "H2", "part": "H3", "body": "P", "note": "P", "closing": "P",
}  # fmt: skip
_SCOPES: dict[layout.Kind, Scope] = {
    "title": "Column", "corner": "Column", "header": "Column", "label": "Row",
}  # fmt: skip


class Element(Struct, eq=False):
    """A piece of the document; which lines on pages are its words, they say themselves."""

    tag: Tag
    children: list["Element"] = field(default_factory=list)
    scope: Scope = ""
    """Which cells a header cell speaks of: those under it, or those beside it."""
    row_span: int = 1
    column_span: int = 1

    def add(self, child: "Element") -> "Element":
        self.children.append(child)
        return child


def paragraph(kind: Kind) -> Element:
    return Element(_PARAGRAPHS[kind])


def table(grid: Grid) -> tuple[Element, dict[GridCell, Element]]:
    """A grid as a table with its rows, and the element of each of its cells."""
    cells = {cell: _cell(cell) for cell in grid.cells}
    rows = [Element("TR", [cells[cell] for cell in row]) for row in grid.by_row()]
    return Element("Table", rows), cells


def _cell(cell: GridCell) -> Element:
    scope = _SCOPES.get(cell.kind, "")
    tag: Tag = "TH" if scope else "TD"
    return Element(tag, scope=scope, row_span=cell.row_span, column_span=cell.column_span)
