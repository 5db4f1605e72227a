"""Printed totals in the window: an import's fall with their figures, the clerk's own he clears."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox

from app.exporters import EXPORTS
from app.files import store
from app.report.report import PRINTED_BLANK
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    action,
    current,
    go_to,
    grid,
    power_cut,
    press,
    press_card,
    put,
    report,
    text_box,
    type_in,
    type_words,
    undo_words,
)
from ui.dialogs.proposal_dialog import Accepted
from ui.page.grid.model import PAPER
from ui.window.main_window import MainWindow
from ui.workspace import Workspace, empty_report

pytestmark = pytest.mark.slow

Key = Qt.Key
TABLES = ("disclosure", "requests", "disputes")
ABOUT_TOTALS = {"R02", "R03", "R04", "R06"}
NEW, NEW_TOTAL = "requests/new_received/natural", "requests/new_received/total"
GRANTED, GRANTED_TOTAL = "requests/granted/natural", "requests/granted/total"
ALL = "requests/total/total"
DISPUTES = "disputes/cases/review_total"
SMALL = {
    ("cells", NEW): 5,
    ("cells", GRANTED): 5,
    ("published", NEW_TOTAL): 5,
    ("published", ALL): 5,
}
"""What an import may bring."""


def about_totals(window: MainWindow) -> list[str]:
    found = (f for f in window.workspace.findings if f.rule in ABOUT_TOTALS)
    return [f"{f.rule} {f.message}" for f in found]


def published(window: MainWindow) -> dict[str, object]:
    return dict(report(window).entries("published"))


@pytest.fixture(scope="module")
def docx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """宿迁市 2023, as its Word document; every total in it is right."""
    file = tmp_path_factory.mktemp("上年") / "2023年报.docx"
    file.write_bytes(EXPORTS[".docx"].render(store.load(REPORTS / "005.json").report))
    return file


@pytest.fixture
def window(start, answers, docx) -> MainWindow:
    """The document, imported as a new report."""
    window: MainWindow = start()
    answers.expect("proposal", Accepted("new", TABLES, True))
    window.imports.take(docx)
    assert len(published(window)) == 34
    assert about_totals(window) == []
    return window


def undo_to(window: MainWindow, index: int) -> None:
    while window.workspace.stack.index() > index:
        window.editing.undo()


# --- the ways


def types(window, answers, docx) -> None:
    type_in(window, NEW, "3000")


def types_and_types(window, answers, docx) -> None:
    for words in ("3000", "", "7"):
        type_in(window, GRANTED, words)


def pastes(window, answers, docx) -> None:
    put("1\t2\t3\n4\t5\t6\n")
    go_to(window, GRANTED)
    press(Key.Key_V, CTRL)


def pastes_over_a_selection(window, answers, docx) -> None:
    put("8")
    go_to(window, "disputes/cases/review_upheld")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_V, CTRL)


def fills(window, answers, docx) -> None:
    for key, towards in ((Key.Key_D, Key.Key_Down), (Key.Key_R, Key.Key_Right)):
        go_to(window, GRANTED)
        press(towards, SHIFT)
        press(key, CTRL)


def fills_what_is_selected(window, answers, docx) -> None:
    go_to(window, GRANTED)
    press(Key.Key_Right, SHIFT)
    type_words("6")
    press(Key.Key_Return, CTRL)


def cuts(window, answers, docx) -> None:
    go_to(window, GRANTED)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_X, CTRL)


def clears_all_and_fills_in_noughts(window, answers, docx) -> None:
    for cell in (NEW, "disputes/cases/review_upheld"):
        go_to(window, cell)
        press(Key.Key_A, CTRL)
        press(Key.Key_Delete)
        go_to(window, cell)
        press(Key.Key_0, CTRL | SHIFT)


def goes_on_to_next_year(window, answers, docx) -> None:
    """All figures doubled: the columns balance as before."""
    window.findChild(QSpinBox, "year").setFocus()
    press(Key.Key_Up)
    doubled = {("cells", cell): 2 * figure for cell, figure in report(window).cells.items()}
    window.workspace.change(doubled, "加倍")


def names_another_organ(window, answers, docx) -> None:
    window.findChild(QLineEdit, "organ").setFocus()
    press(Key.Key_End)
    type_words("某局")


def takes_a_table_of_another_document(window, answers, docx) -> None:
    other = docx.with_name("乙.html")
    other.write_bytes(EXPORTS[".html"].render(store.load(REPORTS / "012.json").report))
    answers.expect("proposal", Accepted("here", ("requests",), False))
    answers.expect("replace", True)
    window.imports.take(other)


def carries_over(window, answers, docx) -> None:
    answers.expect("open_path", REPORTS / "012.json")
    answers.expect("agree", True)  # it is not of the year before
    answers.expect("choose", [0])
    window.imports.choose_last_year()


def replaces_words(window, answers, docx) -> None:
    text_box(window, "problems").setPlainText("旧的旧的。")
    window.find_bar.open(replacing=True)
    window.find_bar.words.setText("旧")
    window.find_bar.replacement.setText("新")
    window.find_bar.replace_all()


WAYS: tuple[Callable[..., None], ...] = (
    types,
    types_and_types,
    pastes,
    pastes_over_a_selection,
    fills,
    fills_what_is_selected,
    cuts,
    clears_all_and_fills_in_noughts,
    goes_on_to_next_year,
    names_another_organ,
    takes_a_table_of_another_document,
    carries_over,
    replaces_words,
)


def test_last_years_document_is_a_beginning_that_is_right_at_every_key(window, answers, docx):
    before, index = store.encode(report(window)), window.workspace.stack.index()
    for way in (types, goes_on_to_next_year, clears_all_and_fills_in_noughts):
        way(window, answers, docx)
        assert about_totals(window) == [], way.__name__
        undo_to(window, index)
        assert store.encode(report(window)) == before, way.__name__


@pytest.mark.slow
def test_no_way_of_working_leaves_an_error_that_the_clerk_cannot_take_away(window, answers, docx):
    """The import's totals fall; the clerk's own, of which one is wrong, stay till he clears them."""
    own = {NEW_TOTAL: 3510, GRANTED_TOTAL: 1191, ALL: 3486, DISPUTES: 440}
    action(window, "核对纸上的合计").trigger()
    for cell, figure in own.items():
        type_in(window, cell, str(figure))
    action(window, "核对纸上的合计").trigger()
    assert set(report(window).entries("audited")) == set(own)
    assert len(about_totals(window)) == 1
    stack = window.workspace.stack
    index, before = stack.index(), store.encode(report(window))
    for way in WAYS:
        way(window, answers, docx)
        after, steps = store.encode(report(window)), stack.index()
        assert after != before, way.__name__
        assert {cell: published(window).get(cell) for cell in own} == own, way.__name__
        found = [f for f in window.workspace.findings if f.rule in ABOUT_TOTALS]
        assert {cell for f in found for cell in f.printed} <= set(own), way.__name__
        while about_totals(window):
            sum_up(window)
        assert stack.index() - steps <= len(own), way.__name__
        undo_to(window, index)
        assert store.encode(report(window)) == before, way.__name__
        while stack.index() < steps:
            window.editing.redo()
        assert store.encode(report(window)) == after, way.__name__
        undo_to(window, index)


def offering(window: MainWindow, deed: str) -> str | None:
    """The words of the first card with such a button that was not pressed yet."""
    for card in window.findings.cards:
        if not card.unfolded and any(act.deed == deed for act in card.acts):
            return f"{card.place}　{card.words}".strip()
    return None


def sum_up(window: MainWindow) -> None:
    """The first finding that offers it, by a click on its button; what is folded is unfolded."""
    window.findings.draw()
    while (words := offering(window, "sum")) is None:
        press_card(window, offering(window, "unfold") or "no finding offers it", "unfold")
    steps = window.workspace.stack.index()
    press_card(window, words, "sum")
    assert window.workspace.stack.index() == steps + 1
    assert undo_words(window) == "按算出来的合计"


# --- what is seen of it


def test_the_papers_total_leaves_the_cell_at_once_and_comes_back(start):
    window = start()
    window.workspace.take({("cells", NEW): 5, ("published", NEW_TOTAL): 6}, "导入", ())
    model = grid(window, "requests").grid_model
    index = model.index_of(NEW_TOTAL)
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first, last)))
    assert index.data(PAPER) == "纸 6"
    type_in(window, NEW, "4")
    assert index.data(PAPER) == ""
    assert any(index in (first, last) for first, last in told)
    window.editing.undo()
    assert index.data(PAPER) == "纸 6"


def test_a_blank_of_the_import_is_filled_in_and_held_against_its_total(start):
    window = start()
    window.workspace.take({("cells", NEW): 5, ("published", NEW_TOTAL): 8}, "导入", ())
    assert len(about_totals(window)) == 1
    type_in(window, "requests/new_received/business", "3")
    assert about_totals(window) == []
    assert published(window) == {NEW_TOTAL: 8}
    type_in(window, "requests/new_received/business", "2")
    assert published(window) == {}


def test_a_table_without_a_printed_total_can_be_summed_too(start):
    window = start()
    totals = [cell for cell in report(window).form.cells if cell.endswith("/total")]
    blank = {("published", cell): PRINTED_BLANK for cell in totals if cell.startswith("requests/")}
    window.workspace.take({("cells", NEW): 5, ("cells", GRANTED): 5, **blank}, "导入", ())
    assert [words[:3] for words in about_totals(window)] == ["R04"]
    sum_up(window)
    assert about_totals(window) == []
    window.editing.undo()
    assert len(published(window)) == len(blank)


def test_all_totals_on_paper_are_cleared_by_one_action(start):
    window = start()
    window.workspace.take(SMALL, "导入", ())
    action(window, "核对纸上的合计").trigger()
    type_in(window, NEW_TOTAL, "1")
    before = store.encode(report(window))
    action(window, "清除纸上的合计").trigger()
    assert published(window) == {}
    assert report(window).entries("audited") == {}
    assert about_totals(window) == []
    assert undo_words(window) == "清除 2 个纸上的合计"
    assert "2" in window.statusBar().currentMessage()
    window.editing.undo()
    assert store.encode(report(window)) == before
    window.editing.redo()
    steps = window.workspace.stack.index()
    action(window, "清除纸上的合计").trigger()
    assert window.workspace.stack.index() == steps
    assert window.statusBar().currentMessage() == "没有纸上的合计。"


def test_a_total_of_the_import_that_is_typed_once_more_is_the_clerks_own(start):
    window = start()
    window.workspace.take(SMALL, "导入", ())
    action(window, "核对纸上的合计").trigger()
    type_in(window, NEW_TOTAL, "5")
    assert list(report(window).entries("audited")) == [NEW_TOTAL]
    text_box(window, "problems").setFocus()
    window.editing.undo()
    assert current(grid(window, "requests")) == NEW_TOTAL
    assert grid(window, "requests").hasFocus()
    assert report(window).entries("audited") == {}
    assert published(window)[NEW_TOTAL] == 5


def test_a_finding_of_anything_else_offers_no_sum(start):
    window = start()
    type_in(window, NEW, "1")
    window.workspace.settle()
    window.findings.next()
    assert window.workspace.findings
    assert window.findings.cards
    assert offering(window, "sum") is None


# --- organ and year, letter by letter


def test_the_name_of_another_organ_is_one_step_and_takes_all_totals_along(start):
    window = start()
    window.workspace.take({**SMALL, ("organ", ""): "宿迁市"}, "导入", ())
    stack, before = window.workspace.stack, store.encode(report(window))
    index = stack.index()
    box = window.findChild(QLineEdit, "organ")
    box.setFocus()
    press(Key.Key_End)
    type_words("某局")
    assert (report(window).organ, stack.index()) == ("宿迁市某局", index + 1)
    assert published(window) == {}
    after = store.encode(report(window))
    press(Key.Key_Z, CTRL)
    assert store.encode(report(window)) == before
    press(Key.Key_Y, CTRL)
    assert store.encode(report(window)) == after


def test_a_name_that_the_import_did_not_find_is_typed_with_pauses_and_keeps_the_totals(
    start, monkeypatch
):
    window = start()
    window.workspace.take(SMALL, "导入", ())
    monkeypatch.setattr("ui.history._PAUSE", -1.0)
    box = window.findChild(QLineEdit, "organ")
    box.setFocus()
    steps = window.workspace.stack.index()
    type_words("柳河镇")
    press(Key.Key_Backspace)
    type_words("县")
    assert (box.text(), window.workspace.stack.index()) == ("柳河县", steps + 5)
    assert set(published(window)) == {NEW_TOTAL, ALL}
    text_box(window, "problems").setFocus()
    type_words("字")
    box.setFocus()
    press(Key.Key_End)
    type_words("局")
    assert published(window) == {}


# --- what brings a report back


def test_an_import_leaves_the_clerks_own_total_and_says_so(start, answers, docx):
    window = start()
    action(window, "核对纸上的合计").trigger()
    type_in(window, NEW_TOTAL, "12")
    type_in(window, GRANTED_TOTAL, "1191")
    before = store.encode(report(window))
    answers.expect("proposal", Accepted("here", ("requests",), False))
    answers.expect("replace", True)
    window.imports.take(docx)
    said = answers.said[-1].replace(r"\u3000", "　")
    assert "您自己填的纸上的合计保留" in said
    assert "其中 1 个和来源不同，例如表三　本年新收 · 总计：您填的是 12，来源是 3511" in said
    assert published(window)[NEW_TOTAL] == 12
    assert set(report(window).entries("audited")) == {NEW_TOTAL, GRANTED_TOTAL}
    type_in(window, NEW, "1")
    assert published(window)[NEW_TOTAL] == 12
    undo_to(window, 2)
    assert store.encode(report(window)) == before


def test_the_clerks_own_totals_come_back_from_a_report_file(start, answers, tmp_path):
    file = tmp_path / "核对.json"
    window = start()
    action(window, "核对纸上的合计").trigger()
    type_in(window, NEW, "3")
    type_in(window, NEW_TOTAL, "3")
    answers.expect("save_path", file)
    press(Key.Key_S, CTRL)
    window.workspace.open(file)
    assert list(report(window).entries("audited")) == [NEW_TOTAL]
    answers.expect("proposal", Accepted("new", TABLES, True))
    window.imports.take(file)
    assert list(report(window).entries("audited")) == [NEW_TOTAL]


def test_what_was_not_saved_is_recovered_with_the_totals_it_had(qtbot, home):
    """An import over a figure printed the same total: it stands, though the figure is another."""
    lost = Workspace(empty_report("甲镇", 2024))
    lost.take(SMALL, "导入", ())
    lost.save(home / "年报.json")
    lost.take({**SMALL, ("cells", NEW): 6}, "导入", ())
    found = power_cut(lost)
    fresh = Workspace(empty_report("", 2024))
    fresh.recover(found)
    assert store.encode(fresh.report) == store.encode(lost.report)
    assert dict(fresh.report.entries("published")) == {NEW_TOTAL: 5, ALL: 5}
