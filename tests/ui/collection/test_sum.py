"""The sum: what a figure is made of, corrected, answered for, and saved as."""

import json
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.exporters import EXPORTS
from app.exporters.options import Options
from app.files import store
from tests.county import report_of
from tests.ui.collection.conftest import settle
from tests.ui.collection.county import NEW, SOURCES, facts, laid, put
from tests.ui.collection.steps import click, found, listed, press_card, sound, stand_on
from tests.ui.conftest import CTRL, press, type_words

Key = Qt.Key


def test_a_figure_opens_its_addends_the_largest_first(collect, tmp_path):
    window = collect(laid(tmp_path))
    window.sum.go_to(NEW)
    addends = window.sum.addends
    figures = [part.addend.figure for part in addends.parts]
    assert sum(figures) == window.desk.sum.report.values[NEW]
    assert figures == sorted(figures, reverse=True)
    assert "未报 1 个单位没有计入" in addends.rest.text()
    assert not addends.notes.isVisible()
    window.sum.go_to("requests/new_received/total")
    assert "两边都算了就会重复" in addends.notes.words.text()
    window.sum.go_to(NEW)
    page = window.sum.current_page()
    assert page.grid.hasFocus()
    press(Key.Key_7)  # nothing is typed into a sum
    assert page.grid.grid_delegate.editor is None
    assert window.sum.workspace.value(NEW) == sum(figures)
    addends.list.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Return)
    assert window.units.current().unit == addends.parts[0].unit


def test_a_correction_changes_the_sum_alone_and_is_undone_exactly(
    collect, tmp_path, answers, qtbot
):
    folder = laid(tmp_path)
    window = collect(folder)
    file = folder / "收到" / "甲镇人民政府.json"
    sent = file.read_bytes()
    cell = "requests/granted/natural"
    whole = window.desk.sum.report.values[cell]
    window.sum.go_to(cell)
    addends = window.sum.addends
    row = [part.unit for part in addends.parts].index("甲镇人民政府")
    addends.list.setCurrentIndex(addends.list.model().index(row, 0))
    was = addends.parts[row].addend.figure
    answers.expect("fill_in", (str(was - 1), "把一件算了两次", "张三"))
    click(addends.correct)
    assert window.desk.sum.report.values[cell] == whole - 1
    assert window.desk.save()
    [made] = facts(folder)["corrections"]
    assert (made["was"], made["now"], made["by"]) == (was, was - 1, "张三")
    assert file.read_bytes() == sent
    stand_on(window, "甲镇人民政府")
    assert any("把一件算了两次" in words for words in found(window))
    press(Key.Key_Z, CTRL)
    assert window.desk.sum.report.values[cell] == whole
    press(Key.Key_Y, CTRL)
    press_card(window, "把一件算了两次", "withdraw")
    assert window.desk.sum.report.values[cell] == whole
    assert window.desk.save()
    assert "corrections" not in facts(folder)


def test_what_is_found_follows_a_correction(collect, tmp_path, answers):
    """In the sum at once; of the unit, whose file stays, that it is mended, or made worse."""
    folder = laid(tmp_path, {"甲局": "", "乙局": ""}, year=2025)
    for unit in ("甲局", "乙局"):
        sound(folder, unit)
    uneven = report_of("甲局")
    cell = "requests/granted/natural"
    was = uneven.values[cell]
    uneven.apply({("cells", cell): was + 9})
    (folder / "收到" / "甲局.json").write_bytes(store.encode(uneven))
    window = collect(folder)
    window.sum.go_to(NEW)
    assert "列不平" in window.sum.notes.words.text()
    stand_on(window, "甲局")
    assert any("列不平" in words for words in found(window))
    answers.expect("fill_in", (str(was), "多填了 9 件", "张三"))
    window.writing.correct("甲局", cell)
    assert "列不平" not in window.sum.notes.words.text()
    assert not any("列不平" in words for words in found(window)), "it is folded under what is said"
    assert any("已说明" in words for words in found(window))
    answers.expect("fill_in", (str(was + 8), "多填了 1 件", "张三"))
    window.writing.correct("甲局", cell)
    assert any("更正以后" in words and "相差 8" in words for words in found(window))
    press(Key.Key_Z, CTRL)
    press(Key.Key_Z, CTRL)
    assert "列不平" in window.sum.notes.words.text()
    assert any("列不平" in words and "相差 9" in words for words in found(window))


def test_the_sum_is_saved_as_a_report_and_shown(collect, tmp_path, answers, running):
    window = collect(laid(tmp_path, organ="清河县人民政府"))
    out = tmp_path / "全县.json"
    answers.expect("agree", False)
    click(window.commands.main)
    assert "计入了 3 个单位" in answers.said[-1]
    assert "1 个单位没有报" in answers.said[-1]
    answers.expect("agree", True)
    answers.expect("save_path", out)
    click(window.commands.main)
    report = store.load(out).report
    assert report.values["requests/new_received/total"] == 47
    assert report.get(("provenance", ""))[0].file == "清河县/收到/甲镇人民政府.json"
    assert running.showing(out) is not None


def test_pictures_of_the_sum_stand_beside_its_tables(collect, tmp_path):
    last = laid(tmp_path / "上年")
    for file in (last / "收到").iterdir():
        plain = json.loads(file.read_text(encoding="utf-8"))
        plain["year"] = 2022
        plain["cells"][NEW] = 5
        file.write_text(json.dumps(plain), encoding="utf-8")
    (last / "汇总.json").unlink()
    window = collect(laid(tmp_path, previous=str(last)))
    assert any("2022" in words for words in found(window))  # held against last year's
    click(next(b for b in window.sum.buttons if b.text() == "图"))
    units, kinds, years = window.sum.charts.shown
    assert [bar.now for bar in units.bars] == sorted((b.now for b in units.bars), reverse=True)
    whole = window.desk.sum.report.values["requests/total/total"]
    assert sum(bar.now for bar in kinds.bars) == whole
    changed = {bar.name: (bar.before, bar.now) for bar in years.bars}
    assert changed["本年新收"] == (15, 47)
    assert "3 个单位" in years.title
    stand_on(window, "乙局")
    assert ("本年新收", 5) in [(f.name, f.before) for f in window.unit.figures.figures]
    assert not window.sum.addends.isVisible()
    window.sum.go_to(NEW)
    assert window.sum.addends.isVisible()


@pytest.mark.slow
def test_documents_of_all_kinds_sum_to_what_their_reports_do(collect, tmp_path):
    folder = laid(tmp_path)
    expected = collect(folder).desk.sum.report.cells
    documents = laid(tmp_path / "文档", dict.fromkeys(SOURCES, ""))
    kinds = zip(sorted((folder / "收到").iterdir()), (".docx", ".xlsx", ".html"), strict=True)
    for file, suffix in kinds:
        content = EXPORTS[suffix].render(store.load(file).report, Options())
        (documents / "收到" / f"来文{suffix}").write_bytes(content)
    window = collect(documents)
    assert dict(listed(window))["丁镇人民政府"] == "未报"
    zeros = {cell: figure for cell, figure in expected.items() if figure}
    made = window.desk.sum.report.cells
    assert {cell: figure for cell, figure in made.items() if figure} == zeros


def test_why_nothing_is_counted_twice_is_said_at_the_figure_with_enter(collect, tmp_path):
    folder = laid(tmp_path)
    window = collect(folder)
    left = int(re.sub(r"\D", "", window.sum.next.text()))
    assert left >= 2
    reasons = []
    for number in range(left):
        press(Key.Key_J, CTRL)
        assert QApplication.focusWidget() is window.sum.notes.line
        cell = window.sum.current_cell()
        assert "说明理由" in window.sum.notes.words.text()
        reasons.append(f"没有联合发的 {number}")
        type_words(reasons[-1])
        press(Key.Key_Return)
        assert window.sum.notes.answer.text() == f"已说明：{reasons[-1]}"
        assert not window.sum.notes.line.isVisible()
        assert window.sum.current_page().grid.hasFocus()
        tip = window.sum.current_page().grid.model()
        index = tip.index_of(cell)
        assert reasons[-1] in tip.data(index, Qt.ItemDataRole.ToolTipRole)
    assert not window.sum.next.isVisible()
    assert window.desk.save()
    assert [each["reason"] for each in facts(folder)["acknowledged"]] == reasons
    made = window.desk.sum.report.get(("acknowledged", ""))
    assert [each.reason for each in made] == reasons, "the saved report has them"
    press(Key.Key_Z, CTRL)
    assert window.sum.next.text() == "可能算重 1 处"
    press(Key.Key_Y, CTRL)
    click(window.sum.notes.back)
    assert window.sum.next.text() == "可能算重 1 处"
    press(Key.Key_J, CTRL)
    assert not window.sum.notes.line.text()


def test_a_reason_for_fewer_units_is_offered_again_and_not_taken_for_more(collect, tmp_path, qtbot):
    folder = laid(tmp_path)
    window = collect(folder)
    window.sum.go_to("requests/new_received/total")
    press(Key.Key_J, CTRL)
    type_words("都核对过")
    press(Key.Key_Return)
    before = window.sum.next.text() if window.sum.next.isVisible() else ""
    put(folder, "丁镇人民政府", "021")
    press(Key.Key_F5)
    settle(qtbot, window)
    assert window.sum.next.isVisible()
    assert window.sum.next.text() != before
    window.sum.go_to("requests/new_received/total")
    assert window.sum.notes.line.text() == "都核对过"


def test_whose_figures_are_in_although_sent_back_is_said_where_they_are(collect, tmp_path, answers):
    window = collect(laid(tmp_path))
    stand_on(window, "丙局")
    answers.expect("fill_in", ("", "李四"))
    click(window.unit.back)
    assert "1 个已退回、先按退回的算" in window.sum.told.accessibleName()
    window.sum.go_to(NEW)
    addends = window.sum.addends
    assert [part.unit for part in addends.parts if part.returned] == ["丙局"]
    assert "丙局已退回，重报以前先按退回的那一份算。" in addends.rest.text()
    press(Key.Key_Z, CTRL)
    assert "已退回" not in addends.rest.text()


def test_what_cannot_be_corrected_says_what_to_do_first(collect, tmp_path, answers):
    """A unit without a share in the figure has one to be corrected all the same."""
    window = collect(laid(tmp_path))
    addends = window.sum.addends
    window.sum.go_to("requests/new_received/total")
    press(Key.Key_K, CTRL)
    assert "合计是算出来的" in window.result.accessibleName()
    assert not addends.correct.isEnabled()
    window.sum.go_to(NEW)
    stand_on(window, "丁镇人民政府")
    press(Key.Key_K, CTRL)
    assert "“丁镇人民政府”没有计入汇总" in window.result.accessibleName()
    stand_on(window, "乙局")
    small = next(
        cell
        for cell in window.desk.sum.report.form.inputs
        if not any(each.figure for each in window.desk.sum.addends(cell))
    )
    window.sum.go_to(small)
    stand_on(window, "乙局")
    assert not addends.parts
    answers.expect("fill_in", ("5", "漏填了", "张三"))
    press(Key.Key_K, CTRL)
    assert window.desk.sum.report.values[small] == 5
    model = window.sum.current_page().grid.model()
    tip = model.data(model.index_of(small), Qt.ItemDataRole.ToolTipRole)
    assert "漏填了" in tip
    assert "漏填了" in window.sum.notes.corrected.text()
    press(Key.Key_Z, CTRL)
    assert "漏填了" not in model.data(model.index_of(small), Qt.ItemDataRole.ToolTipRole)
    assert "漏填了" not in window.sum.notes.corrected.text()
