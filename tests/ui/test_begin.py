"""This year's report is begun with last year's, in the window."""

from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app import checks
from app.exporters import EXPORTS
from app.files import store
from app.importers import take
from app.importers.terms.proposal import Doubt
from tests.ui.conftest import CTRL, action, press, report, text_box, type_words
from ui.dialogs.new_report import NewReport
from ui.flows.imports import Imports

REPORTS = Path(__file__).parent.parent / "data" / "reports"
WORDS = "2023年，公开的内容还不够细。下一步将加强培训。"


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """Last year's report file: the figures of a published one, texts of our own."""
    made = store.load(REPORTS / "005.json").report
    made.apply(
        {
            ("texts", "problems"): WORDS,
            ("texts", "overview/on_request"): "收到申请⟦requests/new_received/total⟧件。",
            ("texts", "other"): "本年度没有收取信息处理费。",
            ("texts", "closing"): "宿迁市人民政府办公室\n2024年1月15日",
        }
    )
    file = tmp_path / "去年.json"
    store.save(made, file)
    return file


def begin_with(window, answers, file: Path) -> None:
    answers.expect("open_path", file)
    answers.expect("tell")
    action(window, "用去年的报告起头").trigger()


def test_the_new_report_is_unsaved_and_has_what_goes_on(start, answers, last):
    window = start()
    begin_with(window, answers, last)
    made = report(window)
    assert (made.organ, made.year) == ("宿迁市", 2024)
    assert made.values["requests/carried_in/natural"] == 118
    assert made.values["requests/new_received/natural"] is None
    assert text_box(window, "problems").toPlainText() == WORDS
    assert text_box(window, "closing").toPlainText() == "宿迁市人民政府办公室"
    assert text_box(window, "overview/on_request").toPlainText() == "收到申请0件。"
    assert window.workspace.path is None
    assert "（未保存）" in window.windowTitle()
    window.editing.undo()
    assert not report(window).cells


def test_last_years_figures_are_seen_at_once(start, answers, last):
    window = start()
    begin_with(window, answers, last)
    assert action(window, "上年数字").isChecked()
    cells = window.workspace.last_year.cells
    assert cells["requests/new_received/natural"] == 3402


def test_what_was_carried_in_and_which_sentences_name_last_year_is_told(start, answers, last):
    window = start()
    begin_with(window, answers, last)
    assert "表三“上年结转”：自然人 118、" in answers.said[-1]
    assert "有 1 句写着 2023 年，没有改，请逐句看：" in answers.said[-1]
    assert "存在的主要问题及改进情况：2023年，公开的内容还不够细。" in answers.said[-1]
    assert "起头 2024 年的报告，还没有保存" in window.statusBar().currentMessage()


def test_a_copied_text_is_still_to_be_written_until_a_letter_is_typed(start, answers, last):
    window = start()
    begin_with(window, answers, last)
    (copied,) = [f for f in window.workspace.findings if f.texts == ("problems",)]
    assert (copied.rule, copied.missing) == ("R43", True)
    assert copied.spans == (("problems", 0, 5),)
    text_box(window, "problems").setFocus()
    type_words("我市")
    window.workspace.settle()
    rules = {f.rule for f in window.workspace.findings if "problems" in f.texts}
    assert "R43" not in rules
    assert "R35" in rules


def test_window_and_check_find_the_same_in_it(start, answers, last, tmp_path):
    window = start()
    begin_with(window, answers, last)
    here = {(f.rule, f.cells, f.texts) for f in window.workspace.findings if f.rule != "R36"}
    window.workspace.save(tmp_path / "今年.json")
    saved = store.load(tmp_path / "今年.json").report
    assert here == {(f.rule, f.cells, f.texts) for f in checks.findings(saved)}


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_last_years_report_may_be_a_page_or_a_workbook(start, answers, last, suffix, tmp_path):
    source = tmp_path / f"去年{suffix}"
    source.write_bytes(EXPORTS[suffix].render(store.load(last).report))
    window = start()
    begin_with(window, answers, source)
    assert report(window).year == 2024
    assert report(window).values["requests/carried_in/natural"] == 118
    assert report(window).get(("previous", "")).source == f"去年{suffix}"


def test_the_open_report_is_asked_about_first(start, answers, last):
    window = start()
    window.workspace.change({("organ", ""): "柳河镇"}, "填写")
    answers.expect("save_changes", None)
    action(window, "用去年的报告起头").trigger()
    assert report(window).organ == "柳河镇"
    answers.expect("save_changes", False)
    begin_with(window, answers, last)
    assert report(window).organ == "宿迁市"


def test_nothing_happens_where_no_file_is_chosen(start, answers):
    window = start(REPORTS / "021.json")
    before = store.encode(report(window))
    answers.expect("open_path", None)
    action(window, "用去年的报告起头").trigger()
    assert store.encode(report(window)) == before
    assert window.workspace.path == REPORTS / "021.json"


def test_a_broken_file_is_told_and_the_open_report_stays(start, answers, tmp_path):
    file = tmp_path / "坏.docx"
    file.write_bytes(b"PK\x03\x04")
    window = start(REPORTS / "021.json")
    begin_with(window, answers, file)
    assert "坏.docx" in answers.said[-1]
    assert window.workspace.path == REPORTS / "021.json"
    assert not window.isWindowModified()


@pytest.fixture
def without_year(last) -> Path:
    made = store.load(last).report
    made.apply({("year", ""): None})
    store.save(made, last)
    return last


def test_where_last_years_report_names_no_year_it_is_asked_for(start, answers, without_year):
    window = start()
    answers.expect("open_path", without_year)
    answers.expect("new_report", NewReport("宿迁市", 2026))
    answers.expect("tell")
    action(window, "用去年的报告起头").trigger()
    assert report(window).year == 2026
    assert report(window).values["requests/carried_in/natural"] == 118


def test_whoever_gives_no_year_keeps_the_open_report(start, answers, without_year):
    window = start(REPORTS / "021.json")
    answers.expect("open_path", without_year)
    answers.expect("new_report", None)
    action(window, "用去年的报告起头").trigger()
    assert window.workspace.path == REPORTS / "021.json"


def test_a_year_that_no_report_has_is_told(start, answers, last):
    made = store.load(last).report
    made.apply({("year", ""): 2999})
    store.save(made, last)
    window = start(REPORTS / "021.json")
    begin_with(window, answers, last)
    assert "四位数字" in answers.said[-1]
    assert "当前打开的报告没有变化" in answers.said[-1]
    assert window.workspace.path == REPORTS / "021.json"


@pytest.mark.parametrize("agreed", [True, False])
def test_doubts_about_last_years_report_come_first(start, answers, monkeypatch, last, agreed):
    doubtful = structs.replace(take.from_file(last), doubts=(Doubt("text", "这一处看不清"),))
    monkeypatch.setattr(Imports, "_read", lambda *_: doubtful)
    window = start()
    answers.expect("open_path", last)
    answers.expect("agree", agreed)
    if agreed:
        answers.expect("tell")
    action(window, "用去年的报告起头").trigger()
    assert "这一处看不清" in answers.said[1]
    assert (report(window).organ == "宿迁市") is agreed


def test_a_report_of_the_older_edition_opens_the_tables_of_the_next(start, answers):
    window = start()
    begin_with(window, answers, REPORTS / "014.json")
    assert (report(window).year, report(window).form.edition) == (2021, "2021")
    assert window.page.grids[0].objectName() == "table:disclosure"


def test_a_long_list_leaves_the_button_in_sight(start, answers, last):
    made = store.load(last).report
    made.apply({("texts", "problems"): "2023年，" + "很长的一句话" * 40 + "。" + "2023年好。" * 40})
    store.save(made, last)
    window = start()
    begin_with(window, answers, last)
    lines = answers.said[-1].split("\n")
    assert len(lines) == 17
    assert max(map(len, lines)) <= 102
    assert lines[-1] == "……还有 27 行"


def test_it_stands_in_the_menu_beside_what_is_carried_over(start):
    window = start()
    menu = next(m for m in window.findChildren(QMenu) if m.title().startswith("文件"))
    words = [a.text().replace("&", "") for a in menu.actions()]
    at = next(i for i, each in enumerate(words) if each.startswith("用去年的报告起头"))
    assert words[at + 1].startswith("从上年报告结转")


def test_saving_asks_where_for_it_is_a_new_file(start, answers, last, tmp_path):
    before = last.read_bytes()
    window = start(last)
    begin_with(window, answers, last)
    answers.expect("save_path", tmp_path / "今年.json")
    press(Qt.Key.Key_S, CTRL)
    assert last.read_bytes() == before
    assert store.load(tmp_path / "今年.json").report.year == 2024
