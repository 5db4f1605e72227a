"""How wide and high the lines of a table are for its labels."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from app.forms.layout import grid
from ui import look
from ui.page.grid import sizes
from ui.start import application


def test_no_label_breaks_inside_a_bracket_in_a_narrow_window(qtbot, form):
    application.application()
    metrics = QFontMetrics(look.base())
    for table in form.tables.values():
        shown = grid(table)
        for total in range(380, 1_060, 20):
            widths = sizes.column_widths(shown, total, metrics)
            assert sum(widths) == total
            for cell in shown.cells:
                room = sum(widths[cell.column : cell.column + cell.column_span]) - 8
                how = sizes.breaking(cell.text, room, metrics)
                assert how == Qt.TextFlag.TextWordWrap, (total, cell.text, room)


@pytest.mark.parametrize(
    ("heading", "letters", "lines"),
    [
        ("商业企业", 3, ["商业", "企业"]),
        ("社会公益组织", 3, ["社会", "公益", "组织"]),
        ("社会公益组织", 5, ["社会公益", "组织"]),
        ("商业企业", 4, ["商业企业"]),
        ("自然人", 2, ["自然", "人"]),
        ("总计", 1, ["总计"]),
        ("金额（万元）", 3, ["金额（万元）"]),
    ],
)
def test_a_heading_breaks_between_its_words(qapp, heading, letters, lines):
    metrics = QFontMetrics(qapp.font())
    width = letters * metrics.horizontalAdvance("国") + 2
    assert sizes.in_words(heading, width, metrics).split("\n") == lines
