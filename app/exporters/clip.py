"""A piece of a table for the clipboard: as text with tabs, and as a table with its merges."""

from collections.abc import Callable, Collection

from app.forms.layout import Grid, GridCell
from app.letters.escaped import escaped

Words = Callable[[GridCell], str]


def cut_out(grid: Grid, rows: Collection[int], columns: Collection[int]) -> list[list[GridCell]]:
    """The cells of some rows and columns, moved together; merges shrink to what is left of them.

    Returns:
        a list a row, each cell with its place and spans in the piece.
    """
    down, across = sorted(rows), sorted(columns)
    lines: list[list[GridCell]] = [[] for _ in down]
    for cell in grid.cells:
        top = [i for i, row in enumerate(down) if cell.row <= row < cell.row + cell.row_span]
        left = [
            i
            for i, column in enumerate(across)
            if cell.column <= column < cell.column + cell.column_span
        ]
        if top and left:
            piece = GridCell(cell.kind, top[0], left[0], len(top), len(left), cell.text, cell.id)
            lines[top[0]].append(piece)
    return lines


def with_labels(
    grid: Grid, rows: Collection[int], columns: Collection[int]
) -> tuple[set[int], set[int]]:
    """The rows and columns, and with them those of the labels that name them."""
    values = [cell for cell in grid.cells if cell.kind == "value"]
    body = {cell.row for cell in values}
    first = min(cell.column for cell in values)
    above = set()
    for row in rows:
        header = max((r for r in range(row) if r not in body), default=-1)
        while header >= 0 and header not in body:
            above.add(header)
            header -= 1
    return {*rows, *above}, {*columns, *range(first)}


def tsv(lines: list[list[GridCell]], words: Words) -> str:
    """Rows of words between tabs; a covered place is empty."""
    width = max((c.column + c.column_span for line in lines for c in line), default=0)
    rows = [[""] * width for _ in lines]
    for line in lines:
        for cell in line:
            rows[cell.row][cell.column] = words(cell).replace("\n", " ").replace("\t", " ")
    return "".join("\t".join(row) + "\n" for row in rows)


def html(lines: list[list[GridCell]], words: Words) -> str:
    """A table that Excel, WPS and Word take with its merges and borders."""
    rows = "".join(f"<tr>{''.join(_td(cell, words(cell)) for cell in line)}</tr>" for line in lines)
    return f'<table border="1" style="border-collapse:collapse">{rows}</table>'


def _td(cell: GridCell, words: str) -> str:
    spans = [
        f' {name}="{span}"'
        for name, span in (("rowspan", cell.row_span), ("colspan", cell.column_span))
        if span > 1
    ]
    align = {"value": "right", "label": "left"}.get(cell.kind, "center")
    style = f"border:.5pt solid windowtext;padding:0 4pt;text-align:{align}"
    return f'<td{"".join(spans)} style="{style}">{escaped(words)}</td>'
