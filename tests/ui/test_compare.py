"""Two years side by side, to be read, sorted, copied, and gone back from."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.files import store
from app.report import compare, previous
from tests.ui.conftest import becomes_active, current, grid
from ui import look
from ui.dialogs.compared_figures import AFTER, BAR, BARS, BEFORE, CHANGE, Sides, paint_bar
from ui.dialogs.comparison import ALL, TEXTS, CompareDialog, Legend
from ui.flows import two_years

REPORTS = Path(__file__).parent.parent / "data" / "reports"
Key = Qt.Key


def opened(qtbot, before, after) -> CompareDialog:
    after.apply({("previous", ""): previous.to_keep(before, "去年.json")})
    last = previous.as_report(previous.of(before), 2023, after.form)
    shown = CompareDialog(
        None, after.form, compare.compare(last, after), two_years.sides(after, last)
    )
    qtbot.addWidget(shown)
    return shown


@pytest.fixture
def dialog(qtbot) -> CompareDialog:
    before = store.load(REPORTS / "005.json").report
    after = store.load(REPORTS / "006.json").report
    before.apply({("texts", "problems"): "公开的内容还不够细。"})
    after.apply({("texts", "problems"): "公开的内容还不够<多>。"})
    before.apply({("cells", "requests/granted/business"): 0})
    after.apply({("cells", "requests/granted/business"): 3})
    before.apply({("cells", "disclosure/regulations/made"): 0})
    after.apply({("cells", "disclosure/regulations/made"): None})
    return opened(qtbot, before, after)


def rows(dialog) -> dict[str, list[str]]:
    model = dialog.model
    return {
        model.index(r, 1).data(): [model.index(r, c).data() for c in range(2, 6)]
        for r in range(model.rowCount())
    }


def choose(dialog, name: str) -> None:
    row = list(rows(dialog)).index(name)
    dialog.table.setCurrentIndex(dialog.model.index(row, 1))


def test_years_are_called_by_their_names(dialog):
    headers = [dialog.model.headerData(c, Qt.Orientation.Horizontal) for c in range(2, 4)]
    assert headers == ["2023 年", "2024 年"]
    assert dialog.windowTitle() == "两年对照：宿迁市 2023 年、2024 年"
    assert "去年.json" in dialog.told.text()


def test_figures_have_separators_a_real_minus_and_no_percent_from_nothing(dialog):
    shown = rows(dialog)
    assert shown["行政许可 · 本年处理决定数量"] == ["1,808,595", "1,573,179", "−235,416", "−13.0%"]
    assert shown["（一）予以公开 · 商业企业"] == ["0", "3", "+3", "—"]


def test_only_what_changed_is_shown_until_all_is_asked_for(dialog):
    assert "规章 · 本年制发件数" not in rows(dialog)  # blank beside 0
    dialog.shown.button(ALL).click()
    assert rows(dialog)["规章 · 本年制发件数"] == ["0", "空白", "—", "—"]
    dialog.words.setText("结转 自然人")
    assert all("结转" in name and "自然人" in name for name in rows(dialog))


def test_the_larger_of_two_bars_is_full_and_the_other_begins_at_nothing_too(dialog):
    choose(dialog, "行政规范性文件 · 本年制发件数")
    index = dialog.table.currentIndex()
    assert index.data(BARS) == (1.0, 50 / 109)
    assert "从 0 起" in dialog.told.text()


def test_it_sorts_by_the_size_of_the_change(dialog):
    dialog.table.sortByColumn(CHANGE, Qt.SortOrder.DescendingOrder)
    first, *_, last = rows(dialog).values()
    assert (first[2], last[2][0]) == ("+13,464.0129", "−")


def test_of_the_chosen_row_it_is_said_what_it_must_be(dialog):
    choose(dialog, "行政规范性文件 · 现行有效件数")
    assert "597 + 本年制发件数 50 − 本年废止件数 227 = 420" in dialog.required.text()
    assert dialog.required.text().startswith("✓")
    choose(dialog, "行政许可 · 本年处理决定数量")
    assert "没有要和 2023 年对上" in dialog.required.text()


def test_rows_are_copied_with_headers_as_plain_numbers(dialog):
    dialog.words.setText("行政许可")
    dialog.copy()
    assert QApplication.clipboard().text().split("\n") == [
        "表\t项目\t2023 年\t2024 年\t增减\t增减幅度",
        "表二\t行政许可 · 本年处理决定数量\t1808595\t1573179\t-235416\t-13.02%",
    ]


def test_enter_leads_to_the_cell(qtbot, dialog):
    dialog.show()
    qtbot.waitUntil(lambda: becomes_active(dialog))
    choose(dialog, "行政规范性文件 · 现行有效件数")
    QTest.keyClick(dialog.table, Key.Key_Return)
    assert dialog.answer() == "disclosure/normative_docs/valid"
    assert dialog.result()


def test_the_model_passes_qts_own_checker(dialog, qtmodeltester):
    qtmodeltester.check(dialog.model)


def test_texts_stand_beside_each_other_with_their_likeness_and_as_plain_words(dialog):
    dialog.shown.button(TEXTS).click()
    words = dialog.texts.toPlainText()
    assert "公开的内容还不够细。" in words
    assert "公开的内容还不够<多>。" in words
    assert "相似" in words


def test_the_menu_compares_with_last_year_and_goes_to_a_cell(start, answers):
    window = start(REPORTS / "006.json")
    last = store.load(REPORTS / "005.json").report
    window.workspace.change({("previous", ""): previous.to_keep(last, "005.json")}, "上年")
    answers.expect("comparison", "requests/granted/natural")
    window.imports.compare()
    assert "requests/granted/total" in answers.said[-1]
    assert current(grid(window, "requests")) == "requests/granted/natural"


def test_the_name_of_a_cell_is_read_whole_and_no_figure_is_out_of_sight(dialog):
    dialog.shown.button(ALL).click()
    dialog.resize(1060, 660)
    dialog.show()
    room, wide = dialog.table.columnWidth(1), dialog.table.fontMetrics().horizontalAdvance
    names = [name for name in rows(dialog) if wide(name) > room]
    assert len(names) < len(rows(dialog)) / 10
    assert not dialog.table.isColumnHidden(BAR)
    dialog.resize(640, 400)
    QApplication.processEvents()
    assert dialog.table.horizontalScrollBar().maximum() == 0
    assert dialog.table.columnWidth(1) >= 180, "rows are told apart; a share can be reckoned"
    assert not any(dialog.table.isColumnHidden(column) for column in (BEFORE, AFTER, CHANGE))
    index = dialog.model.index(0, 1)
    assert index.data() in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_long_name_over_a_column_keeps_its_year_and_is_whole_in_the_tip(qtbot, form):
    report = store.load(REPORTS / "005.json").report
    before, after = "柳河镇人民政府办公室 2024 年", "柳河镇人民政府办公室 2025 年"
    sides = Sides("对照", before, after)
    shown = CompareDialog(None, form, compare.compare(report, report), sides)
    qtbot.addWidget(shown)
    header = shown.table.horizontalHeader()
    assert header.textElideMode() == Qt.TextElideMode.ElideMiddle
    for column, name in ((BEFORE, before), (AFTER, after)):
        assert header.sectionSize(column) >= min(header.sectionSizeHint(column), 190)
        tip = shown.model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        assert name in tip


def test_the_longest_names_leave_the_figures_their_room(qtbot, form):
    report = store.load(REPORTS / "005.json").report
    names = [f"{'某某自治州某某自治县' * 6} {year} 年" for year in (2024, 2025)]
    shown = CompareDialog(None, form, compare.compare(report, report), Sides("对照", *names))
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.table.height() > shown.height() / 2)
    legends = shown.findChildren(Legend)
    assert [legend.accessibleName() for legend in legends] == names
    assert all(name in legend.toolTip() for name, legend in zip(names, legends, strict=True))


@pytest.mark.parametrize("selected", [False, True])
def test_in_high_contrast_a_bar_is_told_from_the_other_by_its_form(selected):
    look.wear("contrast")
    worn = look.tokens()
    ground, ink = (worn.sel, worn.on_sel) if selected else (worn.paper, worn.ink)
    seen = []
    for later in (False, True):
        picture = QImage(40, 9, QImage.Format.Format_RGB32)
        picture.fill(ground)
        with QPainter(picture) as painter:
            paint_bar(painter, QRect(1, 1, 30, 7), later=later, selected=selected)
        seen.append((picture.pixelColor(1, 4), picture.pixelColor(15, 4)))
    look.wear("")
    assert seen[0] == (ink, ground), "hollow"
    assert seen[1][0] == seen[1][1] != ground
