"""A few probes of the painted grid; style, font, palette and scale are pinned."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication

from app.report import previous
from app.report.report import Report
from tests.ui.conftest import CTRL, SHIFT, go_to, grid, press, text_box, type_in
from ui import look
from ui.page.grid.sizes import OneLine
from ui.start import application

pytestmark = pytest.mark.slow

Key = Qt.Key
CELL = "requests/granted/natural"


@pytest.fixture(autouse=True)
def pinned():
    app = application.application()
    font = app.font()
    app.setFont(QFont("Noto Sans CJK SC", 9))
    look.wear("light")
    yield
    app.setFont(font)
    look.wear(None)


def place_of(view, cell: str) -> QRect:
    return view.visualRect(view.grid_model.index_of(cell))


def picture(view) -> QImage:
    QApplication.processEvents()
    image = view.grab().toImage()
    assert image.devicePixelRatio() == 1
    return image


def paper_at(view, cell: str) -> QColor:
    """The paper of a cell, at a place where no word and no mark is."""
    place = place_of(view, cell)
    return picture(view).pixelColor(place.left() + 5, place.bottom() - 4)


def test_a_computed_cell_stands_on_another_colour_than_an_input(start):
    window = start()
    view = grid(window, "requests")
    assert paper_at(view, CELL) == look.tokens().paper
    assert paper_at(view, "requests/granted/total") == look.tokens().computed
    assert look.tokens().computed != look.tokens().paper


def test_an_error_has_a_corner_and_a_colour_of_its_own_and_loses_both(start):
    window = start()
    view = go_to(window, CELL)
    press(Key.Key_0, CTRL | SHIFT)
    type_in(window, "requests/new_received/natural", "3")
    text_box(window, "problems").setFocus()
    rows = ("new_received", "carried_out")
    cause, involved = (place_of(view, f"requests/{row}/natural") for row in rows)
    image, worn = picture(view), look.tokens()
    assert image.pixelColor(cause.left() + 1, cause.top() + 1) == worn.err
    assert paper_at(view, "requests/new_received/natural") == worn.err_soft
    assert image.pixelColor(involved.left() + 1, involved.center().y()) == worn.err
    assert image.pixelColor(involved.left() + 5, involved.center().y()) == worn.paper
    type_in(window, "requests/granted/natural", "3")
    text_box(window, "problems").setFocus()
    image = picture(view)
    assert image.pixelColor(cause.left() + 1, cause.top() + 1) == worn.paper
    assert image.pixelColor(involved.left() + 1, involved.center().y()) == worn.paper


@pytest.mark.slow
@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
def test_no_line_runs_through_a_merged_cell_and_one_runs_round_it(start, table):
    window = start()
    view = grid(window, table)
    image, line = picture(view), look.tokens().grid
    merged = [c for c in view.grid_model.grid.cells if c.column_span > 1 or c.row_span > 1]
    assert merged
    for cell in merged:
        place = view.visualRect(view.grid_model.index(cell.row, cell.column))
        for column in range(cell.column + 1, cell.column + cell.column_span):
            x = view.columnViewportPosition(column) - 1
            down = range(place.top() + 1, place.bottom() - 1)
            assert not all(image.pixelColor(x, y) == line for y in down)
        for row in range(cell.row + 1, cell.row + cell.row_span):
            y = view.rowViewportPosition(row) - 1
            across = range(place.left() + 1, place.right() - 1)
            assert not all(image.pixelColor(x, y) == line for x in across)
        assert image.pixelColor(place.right(), place.top() + 2) == line
        assert image.pixelColor(place.left() + 2, place.bottom()) == line


def test_the_labels_of_the_current_row_and_column_are_marked(start):
    window = start()
    view = go_to(window, CELL)
    press(Key.Key_Right)

    def label(kind: str, id_: str) -> QColor:
        cell = next(c for c in view.grid_model.grid.cells if (c.kind, c.id) == (kind, id_))
        place = view.visualRect(view.grid_model.index(cell.row, cell.column))
        return picture(view).pixelColor(place.left() + 2, place.bottom() - 3)

    plain = look.tokens().head
    assert label("label", "granted") != plain
    assert label("header", "business") != plain
    assert label("label", "partial") == plain
    assert label("header", "natural") == plain
    text_box(window, "problems").setFocus()
    assert label("label", "granted") == plain


def test_figures_stand_at_the_right_with_digits_of_one_width(start):
    window = start()
    window.workspace.change(
        {("cells", CELL): 1111, ("cells", "requests/partial/natural"): 8888}, ""
    )
    view = grid(window, "requests")
    image, ink = picture(view), look.tokens().ink

    def edges(cell: str) -> tuple[int, int]:
        place = place_of(view, cell)
        dark = [
            x
            for x in range(place.left() + 2, place.right() - 1)
            for y in range(place.top() + 2, place.bottom() - 1)
            if abs(image.pixelColor(x, y).lightness() - ink.lightness()) < 100
        ]
        return min(dark) - place.left(), max(dark) - place.left()

    ones, eights = edges(CELL), edges("requests/partial/natural")
    assert all(abs(a - b) <= 3 for a, b in zip(ones, eights, strict=True))
    assert place_of(view, CELL).width() - ones[1] < 12


def ink_of(view, cell: str) -> list[tuple[int, int]]:
    """(x, y) of what is written in a cell, from its corner; nothing else may be drawn in it."""
    image, paper = picture(view), paper_at(view, cell)
    place = place_of(view, cell)
    return [
        (x, y)
        for x in range(place.width() - 1)
        for y in range(place.height() - 1)
        if abs(image.pixelColor(place.left() + x, place.top() + y).lightness() - paper.lightness())
        > 40
    ]


def bands(ink: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """(first, last) row of each stretch of rows with ink: the lines of what is written."""
    rows = sorted({y for _, y in ink})
    starts = [y for y in rows if y - 1 not in rows]
    ends = [y for y in rows if y + 1 not in rows]
    return list(zip(starts, ends, strict=True))


def inside(view, cell: str, ink: list[tuple[int, int]]) -> bool:
    """Whether nothing that is written touches the cell's borders."""
    place = place_of(view, cell)
    across, down = {x for x, _ in ink}, {y for _, y in ink}
    return min(across) > 1 < min(down) and (
        max(across) < place.width() - 2 and max(down) < place.height() - 2
    )


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1366, 740), (900, 740)])
@pytest.mark.parametrize("zoom", [0.75, 1.0, 1.5, 2.0])
def test_a_figure_is_never_broken_into_lines(start, zoom, size):
    window = start(size=size)
    window.page.set_zoom(zoom)
    view = grid(window, "requests")
    for figure in (3402, 1808595, 999999999999):
        window.workspace.change({("cells", CELL): figure}, "")
        ink = ink_of(view, CELL)
        assert len(bands(ink)) == 1
        assert inside(view, CELL, ink)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(1366, 740), (900, 740)])
@pytest.mark.parametrize("zoom", [0.75, 1.0, 1.5, 2.0])
def test_the_papers_total_and_the_computed_one_have_a_line_each(start, zoom, size):
    window = start(size=size)
    window.page.set_zoom(zoom)
    total = "requests/granted/total"
    view = grid(window, "requests")
    for own, papers in ((3511, 3500), (1808595, 1808594)):
        window.workspace.change({("cells", CELL): own, ("published", total): papers}, "")
        window.workspace.settle()
        window.workspace.marks.clear()  # their corner is no writing
        ink = ink_of(view, total)
        assert len(bands(ink)) == 2
        assert inside(view, total, ink)


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_last_years_figure_never_stands_on_this_years(start, zoom):
    window = start()
    window.page.set_zoom(zoom)
    view = grid(window, "requests")
    before = Report(window.workspace.report.form, {("cells", CELL): 1808594, ("year", ""): 2020})
    window.workspace.change(
        {("cells", CELL): 1808595, ("previous", ""): previous.to_keep(before, "")}, ""
    )
    window.workspace.show_last_year(True)
    ink = ink_of(view, CELL)
    assert len(bands(ink)) == 2
    assert inside(view, CELL, ink)


def test_a_figure_without_any_room_is_shown_as_a_spreadsheet_does_and_told_whole(start):
    window = start()
    line, font = OneLine(), window.font()
    fits = line.fit("123456", font, 1_000)
    tight = line.fit("123456", font, fits.width * 5 // 6)
    assert (fits.words, tight.words) == ("123456", "123456")
    assert tight.width <= fits.width * 5 // 6 < fits.width
    assert tight.font.pointSizeF() >= 6
    assert line.fit("123456789012", font, 30).words == "###"
    window.workspace.change({("cells", CELL): 123456789012}, "")
    index = grid(window, "requests").grid_model.index_of(CELL)
    assert "123456789012" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_selection_is_tinted_over_every_kind_of_cell(start):
    window = start()
    view = go_to(window, CELL)
    before = [paper_at(view, f"requests/granted/{c}") for c in ("business", "total")]
    press(Key.Key_End, SHIFT)
    after = [paper_at(view, f"requests/granted/{c}") for c in ("business", "total")]
    assert all(a != b for a, b in zip(before, after, strict=True))
    assert {*map(QColor.name, after)} == {look.tokens().sel.name()}


def test_rows_are_high_enough_for_their_labels_at_every_size(start):
    window = start()
    for zoom in (0.75, 1.0, 1.5):
        window.page.set_zoom(zoom)
        for view in window.page.grids:
            metrics = view.fontMetrics()
            rows = range(view.model().rowCount())
            assert all(view.rowHeight(row) >= metrics.height() + 4 for row in rows)


def test_the_frame_of_the_current_cell_stays_while_it_is_edited(start):
    window = start()
    view = go_to(window, CELL)
    press(Key.Key_F2)
    place, image = place_of(view, CELL), picture(view)
    middle = place.center()
    sides = (
        (place.left(), middle.y()),
        (place.right(), middle.y()),
        (middle.x(), place.top()),
        (middle.x(), place.bottom()),
    )
    assert [image.pixelColor(*side) for side in sides] == [look.tokens().accent] * 4
