"""What a grid puts on the clipboard: text with tabs, and the official table."""

import json

import pytest
from lxml import html
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import CTRL, REPORTS, SHIFT, go_to, press, report, undo_words, values

Key = Qt.Key
TABLES = ("disclosure", "requests", "disputes")
FIRST = {
    "disclosure": "disclosure/regulations/made",
    "requests": "requests/new_received/natural",
    "disputes": "disputes/cases/review_upheld",
}
OFFICIAL = json.loads((REPORTS.parent / "official-2021.json").read_text(encoding="utf-8"))


def copied_text() -> str:
    return QApplication.clipboard().mimeData().text()


def copied_table() -> list[dict[str, object]]:
    """The table on the clipboard as the other side lays it out."""
    (table,) = html.fromstring(QApplication.clipboard().mimeData().html()).iter("table")
    taken: set[tuple[int, int]] = set()
    cells = []
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for cell in line.iter("td"):
            while (row, column) in taken:
                column += 1
            down, across = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(row + d, column + a) for d in range(down) for a in range(across)}
            words = "".join(cell.text_content().split())
            cells.append(
                {
                    "text": words,
                    "row": row,
                    "column": column,
                    "row_span": down,
                    "column_span": across,
                }
            )
    return cells


def test_a_range_is_copied_as_text_and_as_a_table(start):
    window = start(REPORTS / "005.json")
    go_to(window, "requests/new_received/natural")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_C, CTRL)
    assert copied_text() == "3402\t99\n91\t3\n"
    assert [cell["text"] for cell in copied_table()] == ["3402", "99", "91", "3"]


def test_totals_are_copied_and_blanks_stay_empty(start):
    window = start()
    window.workspace.change({("cells", "requests/granted/natural"): 3}, "填")
    go_to(window, "requests/granted/natural")
    press(Key.Key_End, SHIFT)
    press(Key.Key_C, CTRL)
    assert copied_text() == "3\t\t\t\t\t\t3\n"


def test_a_wide_cell_is_copied_with_its_width(start):
    window = start(REPORTS / "005.json")
    go_to(window, "disclosure/normative_docs/made")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_C, CTRL)
    assert copied_table()[-1]["column_span"] == 3
    assert copied_text().count("\t") == 4


def test_with_labels_a_cell_brings_the_names_of_its_row_and_column(start):
    window = start(REPORTS / "005.json")
    go_to(window, "requests/granted/business")
    press(Key.Key_C, CTRL | SHIFT)
    words = [cell["text"] for cell in copied_table() if cell["text"]]
    assert "（一）予以公开" in words
    assert "商业企业" in words
    assert words[-1] == "12"


@pytest.mark.parametrize(("table", "place"), [(t, i) for i, t in enumerate(TABLES)])
def test_a_whole_table_is_copied_as_the_official_table(start, table, place):
    window = start()
    go_to(window, FIRST[table])
    press(Key.Key_A, CTRL)
    press(Key.Key_C, CTRL | SHIFT)
    assert copied_table() == OFFICIAL[place]


@pytest.mark.parametrize("table", TABLES)
def test_a_whole_copied_table_has_the_reports_figures_in_its_cells(start, table):
    window = start(REPORTS / "005.json")
    view = go_to(window, FIRST[table])
    press(Key.Key_A, CTRL)
    press(Key.Key_C, CTRL | SHIFT)
    shown = {(cell["row"], cell["column"]): cell["text"] for cell in copied_table()}
    for cell in view.moves.cells:
        assert shown[cell.row, cell.column] == view.grid_model.index_of(cell.id).data()


def test_cut_copies_and_clears_as_one_step(start):
    window = start(REPORTS / "005.json")
    go_to(window, "requests/new_received/natural")
    press(Key.Key_X, CTRL)
    assert copied_text() == "3402\n"
    assert values(window, "requests/new_received/natural") == [None]
    assert undo_words(window) == "清除 1 个单元格"
    assert window.workspace.stack.count() == 1


@pytest.mark.parametrize(
    ("key", "modifier"), [(Key.Key_C, CTRL), (Key.Key_C, CTRL | SHIFT), (Key.Key_X, CTRL)]
)
def test_with_nothing_selected_the_clipboard_stays_as_it_was(start, key, modifier):
    window = start(REPORTS / "005.json")
    QApplication.clipboard().setText("别处的")
    go_to(window, "requests/new_received/natural").clearSelection()
    press(key, modifier)
    assert copied_text() == "别处的"
    assert not window.workspace.stack.canUndo()


@pytest.mark.parametrize("table", TABLES)
def test_what_was_copied_pastes_back_as_the_same_figures(start, table):
    window = start(REPORTS / "005.json")
    before = dict(report(window).cells)
    go_to(window, FIRST[table])
    press(Key.Key_A, CTRL)
    press(Key.Key_C, CTRL)
    press(Key.Key_Delete)
    press(Key.Key_V, CTRL)
    assert dict(report(window).cells) == before
