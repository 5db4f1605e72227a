"""The windows of the program: a file asked for at the start, one more, one less."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.disk import settings
from app.forms import rule_files
from tests.ui.conftest import REPORTS, give_up, report, type_in
from ui import workspace
from ui.page.page import Page
from ui.workspace import year_due

HELD = {
    "program": "nianbao", "user": "张三", "computer": "PC-2", "pid": 1,
    "time": "2026-01-05T09:12:00+08:00", "mark": "m",
}  # fmt: skip
CELL = "requests/new_received/natural"


@pytest.fixture
def file(tmp_path):
    return Path(shutil.copy(REPORTS / "021.json", tmp_path / "年报.json"))


def test_its_page_is_laid_out_once(program, file, monkeypatch):
    drawn = []
    told = Page.take_keyboard
    monkeypatch.setattr(
        Page, "take_keyboard", lambda page: (drawn.append(page.widget()), told(page))
    )
    program.ask(str(file))
    (window,) = program.windows
    assert {*drawn} == {window.page.widget()}, "no page but that of the report stood in it"
    assert [grid.objectName() for grid in window.page.grids] == [
        f"table:{table}" for table in report(window).form.tables
    ]


def test_where_it_is_given_up_there_is_an_empty_report(program, file, answers):
    file.with_name(f"~${file.name}").write_text(json.dumps(HELD), encoding="utf-8")
    answers.expect("one_of", None)
    program.ask(str(file))
    (window,) = program.windows
    type_in(window, CELL, "7")
    assert report(window).values[CELL] == 7


def test_where_it_cannot_be_read_there_is_an_empty_report(program, tmp_path, answers):
    (tmp_path / "a.json").write_text('{"format": 1, "edition": "x"}', encoding="utf-8")
    answers.expect("tell")
    program.ask(str(tmp_path / "a.json"))
    (window,) = program.windows
    type_in(window, CELL, "7")
    assert report(window).values[CELL] == 7


def test_a_page_that_is_blank_as_yet_can_have_any_size(program):
    """A window is resized by the system at any moment, before its report is there too."""
    (window,) = program.windows
    assert not window.page.is_drawn
    for size in ((900, 500), (1300, 800)):
        window.resize(*size)
        QApplication.processEvents()
    window.page.verticalScrollBar().setRange(0, 9)
    window.page.verticalScrollBar().setValue(5)
    window.page.take_keyboard()
    window.page.set_zoom(1.25)
    window.begin_work()
    assert window.page.is_drawn


@pytest.fixture
def unrested(monkeypatch):
    """A start on a busy computer may take longer than its window's first rest."""
    monkeypatch.setattr(workspace, "_SLOW_CHECKS_AFTER", 600_000)


def test_no_start_reads_the_rules_about_texts(unrested, program, file, monkeypatch):
    """They are read at the first rest, for the deadline too of a report of the year that is due."""
    words = file.read_text(encoding="utf-8")
    year = json.loads(words)["year"]
    file.write_text(words.replace(f'"year": {year}', f'"year": {year_due()}'), encoding="utf-8")
    read, of = [], rule_files.of
    monkeypatch.setattr(rule_files, "of", lambda form: read.append(form) or of(form))
    program.ask(str(file))
    assert report(program.windows[0]).year == year_due()
    assert not read
    window = program.windows[0]
    assert not window.missing._due.text()
    window.workspace.settle()
    assert window.missing._due.text()


def test_a_closed_window_is_given_back_and_the_last_one_ends_the_program(program, file, qtbot):
    other = Path(shutil.copy(file, file.with_name("b.json")))
    program.ask(str(file))
    program.ask(str(other))
    first, second = program.windows
    first.close()
    qtbot.waitUntil(lambda: not isValid(first))
    assert program.windows == [second]
    type_in(second, CELL, "7")
    assert report(second).values[CELL] == 7
    program.ask(str(file))
    assert [shown.workspace.path for shown in program.windows] == [other, file]
    third = program.windows[1]
    give_up(second)
    second.close()
    qtbot.waitUntil(lambda: not isValid(second))
    third.close()
    qtbot.wait(50)
    assert isValid(third)


def test_a_window_that_is_closed_without_saving_goes_without_an_error(
    program, file, answers, qtbot
):
    """Its history, which ends after some of the window, would tell those that are left."""
    program.ask(str(file))
    program.ask(str(shutil.copy(file, file.with_name("b.json"))))
    first, second = program.windows
    first.workspace.change({("cells", CELL): 7}, "填写")
    answers.expect("save_changes", False)
    first.close()
    qtbot.waitUntil(lambda: not isValid(first))
    assert program.windows == [second]


def test_a_window_closed_amid_the_checks_of_a_long_report_takes_nothing_along(
    program, file, qtbot, monkeypatch
):
    program.ask(str(file))
    program.ask("")
    first, second = program.windows
    first.workspace.change({("texts", "overview"): "今年公开信息3条。" * 3_000}, "写")
    first.workspace.settle()
    assert first.workspace.checking.job is not None
    give_up(first)
    first.close()
    qtbot.waitUntil(lambda: not isValid(first))
    second.workspace.change({("texts", "overview"): "今年公开信息3条。" * 3_000}, "写")
    second.workspace.settle()
    qtbot.waitUntil(lambda: second.workspace.checking.job is None)
    assert second.workspace.findings


def test_what_is_remembered_is_on_the_disk_before_the_program_ends(program, file, answers, qtbot):
    """It may be killed, and then the list of reports would be that of another day."""
    program.ask(str(file))
    qtbot.waitUntil(lambda: str(file) in settings.load().recent)
    (window,) = program.windows
    type_in(window, CELL, "7")
    other = file.with_name("b.json")
    answers.expect("save_path", other)
    window.documents.save_as()
    qtbot.waitUntil(lambda: settings.load().recent == [str(other), str(file)])
    qtbot.waitUntil(lambda: settings.load().known(other) is not None)
