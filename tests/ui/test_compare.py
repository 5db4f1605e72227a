"""Two years side by side, to be read and sorted."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QTextBrowser

from app.files import store
from app.report import compare, previous
from ui.dialogs.comparison import SORT, CompareDialog

REPORTS = Path(__file__).parent.parent / "data" / "reports"


@pytest.fixture
def dialog(qtbot) -> CompareDialog:
    before = store.load(REPORTS / "005.json").report
    after = store.load(REPORTS / "006.json").report
    before.apply({("texts", "problems"): "公开的内容还不够细。"})
    after.apply({("texts", "problems"): "公开的内容还不够<多>。"})
    known = previous.of(before)
    shown = CompareDialog(
        None, after.form, compare.compare(previous.as_report(known, 2023, after.form), after)
    )
    qtbot.addWidget(shown)
    return shown


def test_each_line_has_both_years_their_difference_and_percent(dialog):
    view = dialog.findChild(QTableView, "comparison")
    model = view.model()
    rows = {
        model.index(r, 0).data(): [model.index(r, c).data() for c in range(1, 5)]
        for r in range(model.rowCount())
    }
    assert rows["表三　（一）予以公开 · 总计"] == ["1191", "1431", "+240", "+20.15"]


def test_it_sorts_by_the_size_of_the_change(dialog):
    view = dialog.findChild(QTableView, "comparison")
    view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    model = view.model()
    sizes = [model.index(row, 3).data(SORT) for row in range(model.rowCount())]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_the_model_passes_qts_own_checker(dialog, qtmodeltester):
    view = dialog.findChild(QTableView, "comparison")
    qtmodeltester.check(view.model().sourceModel())


def test_texts_stand_beside_each_other_with_their_likeness_and_as_plain_words(dialog):
    words = dialog.findChild(QTextBrowser).toPlainText()
    assert "公开的内容还不够细。" in words
    assert "公开的内容还不够<多>。" in words
    assert "相似" in words


def test_the_menu_compares_with_what_the_report_keeps_of_last_year(start, answers):
    window = start(REPORTS / "006.json")
    last = store.load(REPORTS / "005.json").report
    window.workspace.change({("previous", ""): previous.to_keep(last, "005.json")}, "上年")
    answers.expect("comparison")
    window.imports.compare()
    assert "requests/granted/total" in answers.said[-1]
