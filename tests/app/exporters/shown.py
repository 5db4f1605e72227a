"""What a program shows of a document, and what it should: cells, headings, page breaks, words."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, NamedTuple

from docx.document import Document
from docx.table import Table
from lxml import etree

from app.exporters import paper
from app.exporters.flow import flow, notes
from app.forms import layout
from app.letters.numbers import written
from app.report.report import Report

Cells = list[tuple[str, int, int, int, int]]
"""Of a table, in reading order: words without blanks, row, column, rows and columns spanned."""
ABIWORD = "{http://www.abisource.com/awml.dtd}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, STYLE, TABLE, TEXT = (ODF % name for name in ("office", "style", "table", "text"))
FAR = 200
"""Places: a sheet goes on and on, blank."""
NOT_OF_THE_REPORT = {"title", "style", "script", "header", "footer", "colgroup", "head"}


class Shown(NamedTuple):
    """A document as a reader has it."""

    tables: list[Cells]
    headings: list[tuple[int, str]]
    """Each with its level."""
    breaks: list[str]
    """The headings that are made to begin a page."""
    words: str
    """All that is printed but for numbers of pages."""


def ours(report: Report, suffix: str) -> Shown:
    """What every reader should show. A web page counts its title as the first level."""
    if suffix == ".xlsx":
        return ours_on_sheets(report)
    under = 1 if suffix == ".html" else 0
    added = paper.ADDED_BY_A_WEB_PAGE if under else 0
    levels = {"section": 1 + under, "part": 2 + under} | ({"title": 1} if under else {})
    tables, headings, breaks, words = [], [], [], []
    for piece in flow(report):
        if piece.kind == "table":
            assert piece.table
            tables.append(cells_of(report, piece.table))
            words += [text for text, *_ in tables[-1]]
            continue
        words.append(piece.text)
        if piece.kind in levels:
            headings.append((levels[piece.kind], bare(piece.text)))
        if piece.table and paper.fit(piece.table, added=added).fills_page:
            breaks.append(bare(piece.text))
    return Shown(tables, headings, breaks, bare("".join(words)))


def ours_on_sheets(report: Report) -> Shown:
    """The same of a workbook: each table with its notes under it, then all that is no table."""
    tables = []
    for section in (section for section in report.form.sections if section.table):
        cells = cells_of(report, section.table)
        rows, columns = (max(cell[at] + cell[at + 2] for cell in cells) for at in (1, 2))
        under = enumerate(map(bare, notes(report, section)), start=rows)
        tables.append([*cells, *((note, row, 0, 1, columns) for row, note in under)])
    words = [text for cells in tables for text, *_ in cells] + [p.text for p in flow(report)]
    return Shown(tables, [], [], bare("".join(words)))


def cells_of(report: Report, table: Any) -> Cells:
    return [
        (
            bare(written(report.values[c.id]) if c.kind == "value" else c.text),
            c.row, c.column, c.row_span, c.column_span,
        )
        for c in layout.grid(table).cells
    ]  # fmt: skip


def bare(text: str) -> str:
    return "".join(text.split())


def of_word(document: Document) -> Shown:
    """As python-docx reads it."""
    tables: list[Cells] = []
    headings, breaks, words = [], [], []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            tables.append(_of_word_table(block))
            words += [text for text, *_ in tables[-1]]
            continue
        text = bare(block.text)
        words.append(text)
        style = block.style.name if block.style and block.style.name else ""
        if style.startswith("Heading"):
            headings.append((int(style[-1]), text))
        if block.paragraph_format.page_break_before:
            breaks.append(text)
    return Shown(tables, headings, breaks, "".join(words))


def _of_word_table(table: Table) -> Cells:
    """Every place of its grid leads to the cell that covers it."""
    places: dict[Any, list[tuple[int, int]]] = {}
    texts = {}
    for row, column in product(range(len(table.rows)), range(len(table.columns))):
        cell = table.cell(row, column)
        places.setdefault(cell._tc, []).append((row, column))
        texts[cell._tc] = bare(cell.text)
    return [
        (texts[cell], *covered[0], *(max(n) - min(n) + 1 for n in zip(*covered, strict=True)))
        for cell, covered in places.items()
    ]


def of_page(root: Any, level: dict[str, int], broken: str = "") -> Shown:
    """As a web page shows it.

    Args:
        root: of the page.
        level: of a heading, by its tag or its class.
        broken: elements with this class begin a page, but for the first.
    """
    for element in [e for e in root.iter() if e.tag in NOT_OF_THE_REPORT]:
        element.drop_tree()
    headings = [
        (level[mark], bare(element.text_content()))
        for element in root.iter(etree.Element)
        if (mark := next((m for m in (element.tag, element.get("class")) if m in level), ""))
    ]
    pages = root.find_class(broken)[1:] if broken else []
    breaks = [next(bare(e.text_content()) for e in page.iter("p")) for page in pages]
    tables = [list(_of_page_table(table)) for table in root.iter("table")]
    return Shown(tables, headings, breaks, bare(root.text_content()))


def _of_page_table(table: Any) -> Iterator[tuple[str, int, int, int, int]]:
    """Each cell in the first free column of its row; one that is not displayed takes none."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line.iterchildren("td", "th"):
            if "display: none" in (cell.get("style") or ""):
                continue
            while (row, column) in taken:
                column += 1
            down, across = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= set(product(range(row, row + down), range(column, column + across)))
            yield bare(cell.text_content()), row, column, down, across


def of_opendocument(root: Any) -> Shown:
    """As LibreOffice keeps it: flat OpenDocument."""
    body = root.find(f"{OFFICE}body")[0]
    begins = {
        style.get(f"{STYLE}name")
        for style in root.iter(f"{STYLE}style")
        if style.xpath("*/@fo:break-before='page'", namespaces={"fo": FO.strip("{}")})
    }
    headings = [(int(h.get(f"{TEXT}outline-level")), _written(h)) for h in body.iter(f"{TEXT}h")]
    breaks = [_written(h) for h in body.iter(f"{TEXT}h") if h.get(f"{TEXT}style-name") in begins]
    tables = [list(_of_opendocument_table(table)) for table in body.iter(f"{TABLE}table")]
    return Shown(tables, headings, breaks, "".join(map(_written, _paragraphs(body))))


def _paragraphs(element: Any) -> Iterable[Any]:
    return element.iter(f"{TEXT}p", f"{TEXT}h")


def _written(paragraph: Any) -> str:
    return bare("".join(paragraph.itertext()))


def _of_opendocument_table(table: Any) -> Iterator[tuple[str, int, int, int, int]]:
    row = 0
    for line in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in line.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            down, across = (
                int(cell.get(f"{TABLE}number-{way}-spanned", 1)) for way in ("rows", "columns")
            )
            again = int(cell.get(f"{TABLE}number-columns-repeated", 1))
            for place in range(column, column + again if again < FAR else column):
                if cell.tag == f"{TABLE}table-cell":
                    text = "".join(map(_written, _paragraphs(cell)))
                    yield text, row, place, down, across
            column += again
        row += int(line.get(f"{TABLE}number-rows-repeated", 1))


def of_abiword(root: Any) -> Shown:
    """As AbiWord keeps it."""
    for element in list(root):
        if element.tag != f"{ABIWORD}section" or element.get("type"):
            root.remove(element)
    paragraphs = list(root.iter(f"{ABIWORD}p"))
    names = [(p, (p.get("style") or "").lower()) for p in paragraphs]
    headings = [(int(name[-1]), _written(p)) for p, name in names if name.startswith("heading")]
    breaks = [_written(p) for p in paragraphs if p.find(f".//{ABIWORD}pbr") is not None]
    tables = [
        [_of_abiword_cell(cell) for cell in table.iter(f"{ABIWORD}cell")]
        for table in root.iter(f"{ABIWORD}table")
    ]
    return Shown(tables, headings, breaks, "".join(map(_written, paragraphs)))


def _of_abiword_cell(cell: Any) -> tuple[str, int, int, int, int]:
    said = dict(each.strip().split(":", 1) for each in cell.get("props").split(";"))
    sides = ("top", "bot", "left", "right")
    top, bottom, left, right = (int(said[f"{side}-attach"]) for side in sides)
    text = "".join(_written(p) for p in cell.iter(f"{ABIWORD}p"))
    return text, top, left, bottom - top, right - left
