"""The list of units: narrowed, sorted, and where it stands after something was done."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.files import store
from tests.ui.collection.conftest import settle
from tests.ui.collection.county import NEW, laid, put
from tests.ui.collection.steps import click, listed, sound, stand_on
from tests.ui.conftest import CTRL, press, type_words
from ui.collection.rows import FIGURE

Key = Qt.Key
ASKED = "requests/new_received/total"


def test_the_list_is_narrowed_and_sorted(collect, tmp_path):
    window = collect(laid(tmp_path))
    click(window.filters.chip("未报"))
    assert listed(window) == [("丁镇人民政府", "未报")]
    click(window.filters.chip("未报"))
    assert len(listed(window)) == 4
    press(Key.Key_F, CTRL)
    type_words("yj")
    assert listed(window) == [("乙局", "有错误")]
    window.left.words.clear()
    header = window.units.horizontalHeader()
    for expected in ("丁镇人民政府", "甲镇人民政府"):
        place = header.sectionViewportPosition(0) + 20
        left = Qt.MouseButton.LeftButton
        QTest.mouseClick(header.viewport(), left, pos=QPoint(place, 10))
        assert window.units.lines[0].unit == expected


def test_arrows_lead_from_one_filter_to_the_next_and_round(collect, tmp_path):
    filters = collect(laid(tmp_path)).filters
    first, second, *_, last = filters.shown
    first.setFocus()
    for key, there in ((Key.Key_Right, second), (Key.Key_Left, first), (Key.Key_Up, last)):
        press(key)
        assert there.hasFocus()


def test_a_wide_list_has_the_first_figure_of_each_and_is_sorted_by_it(collect, tmp_path):
    folder = laid(tmp_path)
    (folder / "收到" / "坏.json").write_text("{", encoding="utf-8")
    window = collect(folder, size=(1900, 900))
    units, model = window.units, window.units.model()
    assert model.headerData(FIGURE, Qt.Orientation.Horizontal) == "本年新收"
    assert not units.isColumnHidden(FIGURE)
    due = {
        each.unit: str(store.load(Path(each.received.file)).report.values[ASKED])
        for each in window.desk.standings
        if each.unit and each.received
    }
    shown = {model.index(n, 0).data(): model.index(n, FIGURE).data() for n in range(5)}
    assert shown == {**due, "丁镇人民政府": "", "坏.json": ""}
    units.horizontalHeader().sectionClicked.emit(FIGURE)
    units.horizontalHeader().sectionClicked.emit(FIGURE)
    assert due[units.lines[0].unit] == max(due.values(), key=int)
    window.resize(1366, 700)
    QApplication.processEvents()
    assert units.isColumnHidden(FIGURE)


def test_the_next_one_is_spoken_of_only_where_there_is_one(collect, tmp_path, answers):
    folder = laid(tmp_path, {"甲局": "", "乙局": ""}, year=2025)
    for unit in ("甲局", "乙局"):
        sound(folder, unit)
    window = collect(folder)
    window.units.setFocus()
    press(Key.Key_Home, CTRL)
    said = []
    for _ in window.units.lines:
        answers.expect("fill_in", ("张三",))
        window.deeds.approve()
        said.append(window.status.currentMessage())
    assert ["这是下一份" in words for words in said] == [True, False]
    assert all("已通过" in words for words in said)


def test_a_look_at_the_disk_leaves_the_chosen_unit_and_what_was_scrolled_to(
    collect, tmp_path, qtbot
):
    units = {f"第{number:02}局": "020" for number in range(60)}
    folder = laid(tmp_path, units)
    window = collect(folder)
    stand_on(window, "第03局")
    window.sum.go_to(NEW)
    bars = [window.units.verticalScrollBar(), window.sum.addends.list.verticalScrollBar()]
    for bar in bars:
        bar.setValue(bar.maximum() // 2)
    before = [bar.value() for bar in bars]
    assert min(before) > 100
    put(folder, "第50局", "021")
    press(Key.Key_F5)
    settle(qtbot, window)
    assert window.units.current().unit == "第03局"
    assert bars[0].value() == before[0]
    assert abs(bars[1].value() - before[1]) <= 40, "a share more or less"
    window.left.words.setText("第03")
    assert window.units.visualRect(window.units.currentIndex()).isValid()


def test_whoever_has_dealt_with_a_unit_looks_at_the_next(collect, tmp_path, answers):
    """In the order in which they are to be done, sorted by name, and narrowed to some."""
    window = collect(laid(tmp_path))
    stand_on(window, "甲镇人民政府")
    answers.expect("fill_in", ("李四",))
    click(window.unit.approve)
    assert window.unit.name.text() == "乙局"
    answers.expect("fill_in", ("", "李四"))
    click(window.unit.back)
    assert window.unit.name.text() == "丙局"
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert window.unit.name.text() == "丙局"
    window.units._sort(0)
    names = [line.unit for line in window.units.lines]
    stand_on(window, "丙局")
    answers.expect("fill_in", ("李四",))
    click(window.unit.approve)
    assert window.unit.name.text() == names[names.index("丙局") + 1]


def test_the_list_is_as_wide_as_the_window_allows_until_somebody_says_otherwise(collect, tmp_path):
    window = collect(laid(tmp_path), size=(1366, 728))
    narrow = window.left.width()
    window.resize(1900, 900)
    QApplication.processEvents()
    assert window.left.width() > narrow + 30
    split = window.left.parentWidget()
    split.moveSplitter(360, 1)
    window.resize(1366, 728)
    window.resize(1900, 900)
    QApplication.processEvents()
    assert window.left.width() == 360
