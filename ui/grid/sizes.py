"""How wide and high the grid's lines must be for the labels to show whole."""

from itertools import pairwise

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics

from app.forms.layout import Grid
from ui.grid.delegate import PADDING, WRAP

_ROW_AIR = 10
"""Pixels above and below the words of a row, together."""


def column_widths(grid: Grid, total: int) -> list[int]:
    """`total` pixels shared out in the declared proportion, to the last pixel."""
    whole = sum(grid.widths)
    edges = [round(total * sum(grid.widths[:i]) / whole) for i in range(grid.columns + 1)]
    return [right - left for left, right in pairwise(edges)]


def row_heights(grid: Grid, widths: list[int], metrics: QFontMetrics) -> list[int]:
    """Each row as high as its highest label, and one over several rows has room in their sum."""
    heights = [metrics.height() + _ROW_AIR] * grid.rows
    for cell in sorted(grid.cells, key=lambda cell: cell.row_span):
        width = sum(widths[cell.column : cell.column + cell.column_span]) - 2 * PADDING - 1
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), WRAP, cell.text)
        last = cell.row + cell.row_span - 1
        missing = box.height() + _ROW_AIR - sum(heights[cell.row : last + 1])
        heights[last] += max(missing, 0)
    return heights
