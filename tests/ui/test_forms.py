"""Which form a new report is of, and what the window says of files that cannot be used."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.disk import places
from tests.ui.conftest import action
from ui.dialogs.new_dialog import NewDialog
from ui.dialogs.new_report import Known, NewReport
from ui.dialogs.questions import Questions


@pytest.fixture
def damaged():
    folder = places.settings_folder() / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2031.yaml").write_text("edition: [", encoding="utf-8")


def box(qtbot, form="open_information") -> QComboBox | None:
    dialog = NewDialog(None, NewReport("柳河镇", 2025, form), Known(), Questions())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.answer() == NewReport("柳河镇", 2025, form or "open_information")
    found = dialog.findChild(QComboBox, "form")
    return found if found and found.isVisible() else None


def test_where_there_is_one_form_nothing_is_asked(qtbot):
    assert box(qtbot) is None


def test_of_two_forms_one_is_chosen_by_its_title(qtbot, meetings):
    choice = box(qtbot)
    names = [choice.itemText(place) for place in range(choice.count())]
    assert names == ["政府信息公开工作年度报告", "会议情况统计报表"]
    assert box(qtbot, "meetings").currentText() == "会议情况统计报表"


def test_this_year_s_report_from_last_year_s_is_of_the_same_form(qtbot, meetings):
    assert box(qtbot, "") is None


def test_a_file_that_cannot_be_used_is_named_and_cannot_be_chosen(qtbot, damaged):
    choice = box(qtbot)
    assert choice.itemText(1) == "2031.yaml（不能用）"
    assert "2031.yaml" in choice.itemData(1, Qt.ItemDataRole.ToolTipRole)
    assert not choice.model().item(1).isEnabled()


def test_a_new_report_is_of_the_chosen_form(start, answers, meetings):
    window = start()
    answers.expect("new_report", NewReport("柳河镇", 2025, "meetings"))
    window.begin.new()
    assert window.workspace.report.form.form == "meetings"


def test_the_menu_lists_every_edition_and_what_is_left_out_with_the_reason(start, answers, damaged):
    window = start()
    answers.expect("show_forms")
    action(window, "表格").trigger()
    said = answers.said[-1]
    assert "2021.yaml" in said
    assert "2019.yaml" in said
    assert "不能用" in said
    assert "读不出来" in said
