"""A report of another form in the window: filled in, undone, saved, copied, exported, imported."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.exporters import EXPORTS
from app.files import store
from app.report import previous
from app.report.report import Report
from tests.app.importers.test_round_trip import printed
from tests.app.test_second_form import SMALL, TEXTS, filled
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    action,
    current,
    go_to,
    grid,
    press,
    put,
    report,
    text_box,
    type_in,
    type_words,
    values,
)
from tests.ui.ofd_read import Read
from ui.dialogs.export_dialog import ExportChoice
from ui.dialogs.proposal_dialog import Accepted
from ui.page.sentence_list import SentenceList
from ui.print import kinds
from ui.window.find import FindBar

Key = Qt.Key


@pytest.fixture
def file(meetings, tmp_path):
    """A report that holds its organ and year."""
    path = tmp_path / "会议.json"
    store.save(Report(meetings, {("organ", ""): "柳河镇", ("year", ""): 2023}), path)
    return path


def box(window, name: str) -> QWidget:
    """The box of the title for the organ, or for the year."""
    return window.page.findChild(QWidget, name)


def test_it_is_filled_in_undone_and_saved(start, file):
    window = start(file)
    type_in(window, "held/planned/onsite", "8")
    assert current(grid(window, "held")) == "held/extra/onsite"
    type_words("3")
    press(Key.Key_Tab)
    assert current(grid(window, "held")) == "held/extra/video"
    assert values(window, "held/all/onsite", "held/all/total") == [11, 11]

    text_box(window, "summary/economy").setFocus()
    type_words("能不开的不开。")
    box(window, "organ").setFocus()
    box(window, "organ").selectAll()
    type_words("青禾镇")
    box(window, "year").setFocus()
    assert report(window).title == "青禾镇2023年会议情况统计报表"
    press(Key.Key_S, CTRL)
    saved = store.load(file).report
    assert (saved.form.edition, saved.organ) == ("meetings", "青禾镇")
    assert saved.text("summary/economy") == "能不开的不开。"

    while window.workspace.stack.canUndo():
        window.workspace.stack.undo()
    assert report(window).organ == "柳河镇"
    assert not report(window).cells


def test_who_asks_for_a_sentence_where_there_is_none_is_told_where_one_is(start, file, meetings):
    window = start(file)
    text_box(window, "summary").setFocus()
    action(window, "插入常用句子").trigger()
    assert "“开头”" in window.findChild(SentenceList).told.text()


def test_another_year_asks_for_no_tables_of_the_first_form(start, file):
    window = start(file)
    box(window, "year").setFocus()
    box(window, "year").selectAll()
    type_words("2019")
    press(Key.Key_Return)
    assert (report(window).year, report(window).form.edition) == (2019, "meetings")


def test_its_table_is_copied_pasted_and_searched(start, meetings, tmp_path):
    path = tmp_path / "会议.json"
    store.save(filled(meetings), path)
    window = start(path)
    go_to(window, "held/planned/onsite")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_C, CTRL)
    assert QApplication.clipboard().mimeData().text() == "8\t4\n"
    put("9\t5\n")
    press(Key.Key_V, CTRL)
    assert values(window, "held/planned/onsite", "held/planned/total") == [9, 14]

    press(Key.Key_F, CTRL)
    type_words("未形成")
    press(Key.Key_Return)
    assert window.findChild(FindBar).findChildren(QLabel)[0].text() == "1/1"
    assert current(grid(window, "held")) == "held/unminuted/onsite"


@pytest.mark.slow
def test_every_kind_is_exported_and_brought_back(
    start, answers, meetings, tmp_path, monkeypatch, qtbot
):
    for export in (kinds.PDF, kinds.OFD):
        monkeypatch.setitem(EXPORTS, export.suffix, export)
    path = tmp_path / "会议.json"
    store.save(filled(meetings), path)
    window = start(path)
    answers.expect("export_choice", ExportChoice(tmp_path, "会", tuple(EXPORTS)))
    window.exports.choose()
    assert (tmp_path / "会.pdf").read_bytes().startswith(b"%PDF")
    assert "会" in Read((tmp_path / "会.ofd").read_bytes()).text()
    for suffix in (".html", ".docx", ".xlsx"):
        answers.expect("proposal", Accepted("new", ("held",), True))
        window.imports.take(tmp_path / f"会{suffix}")
        window.workspace.stack.setClean()
        assert printed(report(window)) == printed(filled(meetings))


def test_a_report_of_one_form_is_no_part_and_no_last_year_of_another(start, answers, file):
    window = start(file)
    for use in ("here", "previous"):
        answers.expect("proposal", Accepted(use, ("requests",), True))
        answers.expect("tell")
        answers.expect("proposal", None)
        window.imports.take(REPORTS / "005.json")
        assert "“005.json”用的是 2021 年版表格" in answers.said[-2]
    assert not report(window).cells
    assert report(window).get(("previous", "")) is None


def test_last_year_of_it_is_compared_in_its_own_tables(start, answers, meetings, tmp_path):
    last, path = tmp_path / "去年.json", tmp_path / "今年.json"
    store.save(filled(meetings, 2022), last)
    store.save(filled(meetings), path)
    window = start(path)
    answers.expect("proposal", Accepted("previous", ("held",), True))
    window.imports.take(last)
    answers.expect("comparison")
    action(window, "两年对照").trigger()
    assert "held/planned/onsite" in answers.said[-1]
    assert previous.stored_in(report(window)).texts["summary/economy"] == TEXTS["summary/economy"]


@pytest.mark.parametrize("small", ["no table", "its table in the first section"])
def test_a_form_of_another_shape_is_shown_and_printed(start, answers, lay, tmp_path, small):
    path = tmp_path / "会议.json"
    store.save(filled(lay(SMALL[small])), path)
    window = start(path)
    text_box(window, "summary").setFocus()
    type_words("又")
    press(Key.Key_Tab)
    press(Key.Key_F, CTRL)
    type_words("合并")
    press(Key.Key_Return)
    assert "又" in report(window).text("summary")
    assert kinds.PDF.render(report(window)).startswith(b"%PDF")
