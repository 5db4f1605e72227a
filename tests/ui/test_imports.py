"""A report from elsewhere is shown first and taken as one step; last year's is offered."""

from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget

from app.exporters import EXPORTS
from app.files import store
from app.forms import catalogue as forms
from app.importers.terms.proposal import Doubt
from app.report import previous
from app.report.report import Refused, Report
from tests.ui.conftest import action, go_to, grid, report, type_words
from ui.dialogs.proposal_dialog import Accepted, ProposalDialog
from ui.dialogs.questions import Questions

REPORTS = Path(__file__).parent.parent / "data" / "reports"
TABLES = ("disclosure", "requests", "disputes")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """宿迁市 2023 as a page that somebody published."""
    file = tmp_path / "2023年报.html"
    source = store.load(REPORTS / "005.json").report
    source.apply(
        {
            ("texts", "problems"): "公开的内容还不够细。",
            ("cells", "disclosure/coercion/decisions"): None,
        }
    )
    file.write_bytes(EXPORTS[".html"].render(source))
    return file


def test_a_page_becomes_a_new_unsaved_report_that_undo_empties(start, answers, page):
    window = start()
    answers.expect("proposal", Accepted("new", TABLES, True))
    window.imports.take(page)
    assert report(window).organ == "宿迁市"
    assert report(window).values["requests/total/total"] == 3486
    assert report(window).text("problems") == "公开的内容还不够细。"
    assert window.workspace.path is None
    assert "（未保存）" in window.windowTitle()
    window.editing.undo()
    assert not report(window).cells


def test_only_the_accepted_tables_come_into_the_open_report(start, answers, page):
    window = start(REPORTS / "021.json")
    answers.expect("proposal", Accepted("here", ("disputes",), False))
    answers.expect("replace", True)
    window.imports.take(page)
    assert report(window).values["disputes/cases/review_total"] == 440
    assert report(window).values["requests/new_received/total"] == 0
    assert report(window).organ == "柳河镇人民政府"
    window.editing.undo()
    assert store.encode(report(window)) == store.encode(store.load(REPORTS / "021.json").report)


def test_a_declined_proposal_changes_nothing(start, answers, page):
    window = start(REPORTS / "021.json")
    answers.expect("proposal", None)
    window.imports.take(page)
    assert window.workspace.stack.count() == 0


def test_what_would_be_replaced_in_the_open_report_is_shown_first(start, answers, page):
    window = start(REPORTS / "021.json")
    change = {
        ("year", ""): 2022,
        ("texts", "problems"): "旧的\n说法。" * 9,
        ("notes", "disputes/cases/review_upheld"): "含去年的 1 件",
        ("published", "disputes/cases/review_total"): 3,
    }
    window.workspace.take(change, "导入", ())
    before = store.encode(report(window))
    answers.expect("proposal", Accepted("here", ("disputes",), True))
    answers.expect("replace", False)
    answers.expect("proposal", None)
    window.imports.take(page)
    said = answers.said[-2].replace(r"\u3000", "　")
    assert "('表四　复议结果维持', '0', '309')" in said
    assert "('表四　复议结果维持（批注）', '含去年的 1 件', '空白')" in said
    assert "（纸上的合计）', '3', '" in said
    assert (
        "'旧的　说法。旧的　说法。旧的　说法。旧的　说法。旧的　说法。……', '公开的内容还不够细。')"
        in said
    )
    assert "来源是 2023 年的，当前报告是 2022 年的。" in said
    assert "来源是“宿迁市”的，当前报告是“柳河镇人民政府”的。" in said
    assert store.encode(report(window)) == before


def test_an_import_as_a_new_report_lays_the_page_out_once(start, answers, page, qtbot):
    window, seen = start(), []
    window.workspace.opened.connect(lambda: seen.append(window.workspace.stack.count()))
    answers.expect("proposal", Accepted("new", TABLES, True))
    window.imports.take(page)
    assert seen == [1]  # its first step is there by then
    window.editing.undo()
    assert not report(window).cells


def test_an_import_that_no_report_takes_leaves_the_open_one(start):
    window = start(REPORTS / "021.json")
    with pytest.raises(Refused):
        window.workspace.adopt(report(window).form, {("year", ""): 99999}, "导入")
    assert window.workspace.path == REPORTS / "021.json"


def test_last_years_figures_that_no_report_takes_are_told(start, answers, tmp_path):
    """A list that was changed by hand: its year is none."""
    file = tmp_path / "去年.csv"
    cell = "requests/new_received/natural"
    file.write_text(
        f"单位名称,年度,表格版本,单元格,数值\n甲局,0001,2021,{cell},3\n", encoding="utf-8"
    )
    window = start()
    answers.expect("open_path", file)
    answers.expect("agree", True)
    answers.expect("tell")
    window.imports.choose_last_year()
    assert "不能采用“去年.csv”" in answers.said[-1]
    assert window.workspace.stack.count() == 0


def test_nothing_is_asked_where_the_open_report_has_nothing_to_lose(start, answers, page):
    window = start()
    window.workspace.change({("year", ""): 2023}, "填写")
    answers.expect("proposal", Accepted("here", TABLES, True))
    window.imports.take(page)
    assert report(window).values["requests/total/total"] == 3486


def test_what_an_open_report_of_another_form_cannot_take_is_told(start, answers, page):
    window = start()
    window.workspace.adopt(forms.form("2019"), {}, "空报告")
    answers.expect("proposal", Accepted("here", TABLES, True))
    answers.expect("replace", True)
    window.imports.take(page)
    assert "表三用的是" in answers.said[-1]
    assert report(window).values["requests/new_received/natural"]


@pytest.mark.parametrize("lines", [0, 2])
def test_the_question_lists_what_is_replaced(start, lines):
    window, seen = start(), []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog
        tables = dialog.findChildren(QTableWidget)
        # Tab leads on to the buttons, not from cell to cell.
        held = any(table.tabKeyNavigation() for table in tables)
        seen.extend([dialog.windowTitle(), len(tables), held])
        dialog.reject()

    QTimer.singleShot(0, look)
    assert not Questions().replace(window, [("表三", "1", "2")] * lines, ("年度不同。",))
    assert seen == ["填入这份报告", 1 if lines else 0, False]


@pytest.mark.parametrize("name", ["扫描.pdf", "扫描{1}.pdf", "{what}}.pdf"])
def test_a_file_that_cannot_be_read_is_told_by_name(start, answers, tmp_path, name):
    file = tmp_path / name
    file.write_bytes(b"%PDF-1.7 ...")
    answers.expect("tell")
    start().imports.take(file)
    assert f"“{name}”" in answers.said[-1]


def test_last_years_carried_figures_are_offered_and_taken_over_in_one_step(start, answers, page):
    window = start(REPORTS / "021.json")
    window.workspace.change({("year", ""): 2024}, "填写")
    answers.expect("open_path", page)
    answers.expect("choose", [0])
    window.imports.choose_last_year()
    assert report(window).get(("previous", "")).year == 2023
    assert report(window).values["requests/carried_in/natural"] == 118
    assert report(window).values["requests/carried_in/business"] == 0
    window.editing.undo()
    assert report(window).values["requests/carried_in/natural"] == 0


def test_last_years_report_is_said_to_be_kept_where_nothing_is_left_to_carry_over(
    start, answers, page
):
    window = start(REPORTS / "021.json")
    last = store.load(REPORTS / "021.json").report
    file = page.parent / "上年.json"
    last.apply({("year", ""): 2022})
    file.write_bytes(store.encode(last))
    answers.expect("open_path", file)
    window.imports.choose_last_year()
    said = window.statusBar().currentMessage()
    assert said.startswith("上年报告已记在这份报告里，还没有保存。应当从上年结转的数字都")


def test_where_all_is_carried_over_a_red_column_is_said_to_be_another_cells(start, answers):
    window = start(REPORTS / "005.json")
    before = report(window)
    last = previous.to_keep(Report(before.form, {("year", ""): before.year - 1}), "上年.json")
    carried = {cell: before.cells[cell] for cell in before.cells if "/carried_in/" in cell}
    cells = {cell.replace("carried_in", "carried_out"): n for cell, n in carried.items()}
    window.workspace.change({("previous", ""): structs.replace(last, cells=cells)}, "采用")
    window.imports.carry_over()
    assert window.statusBar().currentMessage() == "应当从上年结转的数字都和上年报告一致。"
    window.workspace.change({("cells", "requests/new_received/natural"): 1}, "填写")
    window.imports.carry_over()
    assert "别的格没有列平" in window.statusBar().currentMessage()


def test_a_report_of_another_year_is_asked_about_before_it_is_taken_for_last_years(
    start, answers, page
):
    window = start(REPORTS / "021.json")
    answers.expect("proposal", Accepted("previous", TABLES, True))
    answers.expect("agree", False)
    answers.expect("proposal", None)
    window.imports.take(page)
    assert "2023 年的，上年应是 2022 年" in answers.said[1]
    assert report(window).get(("previous", "")) is None


def test_last_years_figures_stand_in_the_cells_on_demand(start, answers, page):
    from ui.page.grid.model import LAST_YEAR

    window = start(REPORTS / "021.json")
    window.workspace.change({("year", ""): 2024}, "填写")
    answers.expect("open_path", page)
    answers.expect("choose", [])
    window.imports.choose_last_year()
    said = window.statusBar().currentMessage()  # why the window is marked as changed
    assert "已作为上年报告记在这份报告里，还没有保存" in said
    model = grid(window, "requests").grid_model
    index = model.index_of("requests/granted/natural")
    assert index.data(LAST_YEAR) == ""
    window.workspace.show_last_year(True)
    assert index.data(LAST_YEAR) == "1175"


@pytest.fixture
def without_last_year(start):
    """This year's report, before anything is known of last year's."""
    window = start(REPORTS / "021.json")
    window.workspace.change({("year", ""): 2024}, "填写")
    return window


def test_carrying_over_asks_for_last_years_report_where_it_is_not_known(
    without_last_year, answers, page
):
    window = without_last_year
    answers.expect("open_path", page)
    answers.expect("choose", [0])
    action(window, "从上年报告结转").trigger()
    assert report(window).get(("previous", "")).year == 2023
    assert report(window).values["requests/carried_in/natural"] == 118
    answers.expect("choose", [])
    action(window, "从上年报告结转").trigger()  # it is known now


def test_figures_of_two_years_ago_are_not_carried_over_as_last_years(
    without_last_year, answers, page
):
    window = without_last_year
    kept = {"year": 2022, "cells": {"requests/carried_out/natural": 7}}
    window.workspace.change({("previous", ""): kept}, "采用")
    answers.expect("open_path", page)
    answers.expect("choose", [0])
    action(window, "从上年报告结转").trigger()
    assert report(window).values["requests/carried_in/natural"] == 118


def test_comparing_asks_for_it_and_offers_nothing_else(without_last_year, answers, page):
    answers.expect("open_path", page)
    answers.expect("comparison")
    action(without_last_year, "两年对照").trigger()
    assert report(without_last_year).get(("previous", "")).year == 2023


def test_showing_it_asks_for_it_and_is_ticked_only_where_there_is_something_to_show(
    without_last_year, answers, page
):
    show = action(without_last_year, "上年数字")
    answers.expect("open_path", None)
    show.trigger()
    assert not show.isChecked()
    answers.expect("open_path", page)
    show.trigger()
    assert show.isChecked()
    assert without_last_year.workspace.last_year is not None
    show.trigger()
    assert without_last_year.workspace.last_year is None


def test_the_figures_shown_as_last_years_are_never_those_of_another_report(
    without_last_year, answers, page
):
    window, show = without_last_year, action(without_last_year, "上年数字")
    answers.expect("open_path", page)
    show.trigger()
    window.workspace.stack.setClean()
    window.documents.open_file(REPORTS / "020.json")
    assert window.workspace.last_year is None
    assert not show.isChecked()


def test_they_follow_another_choice_of_last_years_report(
    without_last_year, answers, page, tmp_path
):
    window = without_last_year
    answers.expect("open_path", page)
    action(window, "上年数字").trigger()
    other = store.load(REPORTS / "005.json").report
    other.apply({("cells", "requests/granted/natural"): 4321})
    store.save(other, tmp_path / "改过.json")
    answers.expect("open_path", tmp_path / "改过.json")
    answers.expect("choose", [])
    action(window, "选上年报告").trigger()
    assert window.workspace.last_year.cells["requests/granted/natural"] == 4321


@pytest.mark.parametrize("words", ["从上年报告结转", "两年对照", "上年数字"])
def test_whoever_chooses_no_file_has_the_report_as_it_was(without_last_year, answers, words):
    before = store.encode(report(without_last_year))
    answers.expect("open_path", None)
    action(without_last_year, words).trigger()
    assert store.encode(report(without_last_year)) == before


@pytest.mark.parametrize("words", ["从上年报告结转", "两年对照"])
def test_a_file_that_is_not_last_years_leads_no_further(
    without_last_year, answers, page, tmp_path, words
):
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    answers.expect("open_path", broken)
    answers.expect("tell")
    action(without_last_year, words).trigger()
    assert "坏.docx" in answers.said[-1]
    without_last_year.workspace.change({("year", ""): 2025}, "填写")
    answers.expect("open_path", page)
    answers.expect("agree", False)
    action(without_last_year, words).trigger()
    assert "2023 年的，上年应是 2024 年" in answers.said[-1]
    assert report(without_last_year).get(("previous", "")) is None


def file_of(path: Path) -> QMimeData:
    """What a file manager gives when a file is dragged or copied."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def test_a_dropped_page_is_imported_once_the_file_manager_is_free(qtbot, start, answers, page):
    window, mime = start(), file_of(page)
    answers.expect("proposal", Accepted("new", TABLES, True))
    window.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert not answers.said
    qtbot.waitUntil(lambda: report(window).organ == "宿迁市")


def test_a_page_copied_in_a_browser_is_imported_from_the_clipboard(start, answers, page):
    window, mime = start(), QMimeData()
    mime.setHtml(page.read_text(encoding="utf-8"))
    QApplication.clipboard().setMimeData(mime)
    answers.expect("proposal", Accepted("new", TABLES, True))
    window.imports.paste()
    assert report(window).organ == "宿迁市"
    assert report(window).values["requests/total/total"] == 3486
    assert window.workspace.stack.undoText() == "导入 剪贴板"


def test_a_file_copied_in_a_file_manager_is_imported_from_the_clipboard(start, answers, page):
    window = start()
    QApplication.clipboard().setMimeData(file_of(page))
    answers.expect("proposal", Accepted("new", TABLES, True))
    window.imports.paste()
    assert window.workspace.stack.undoText() == "导入 2023年报.html"


@pytest.mark.parametrize("words", ["", "今天天气很好。"])
def test_a_clipboard_without_a_report_is_told(start, answers, words):
    window = start()
    QApplication.clipboard().setText(words)
    answers.expect("tell")
    window.imports.paste()
    assert answers.said[-1].startswith("剪贴板里没有可以导入的年报")


def test_a_file_dropped_on_a_text_is_left_to_the_window(start, page):
    words = QMimeData()
    words.setText("公开的内容还不够细。")
    box = start().page.texts[0]
    assert box.canInsertFromMimeData(words)
    assert not box.canInsertFromMimeData(file_of(page))


def test_the_proposal_names_tables_texts_and_what_stays_blank(qtbot, page):
    from app.importers import take

    dialog = ProposalDialog(None, take.from_file(page), "new")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    words = [tick.text() for tick in dialog.ticks.values()]
    assert words[:2] == ["表二 9 个数字", "表三 144 个数字"]
    assert dialog.answer().tables == TABLES
    assert dialog.answer().texts


# --- the window that shows it


def branches(dialog: ProposalDialog) -> dict[str, list[str]]:
    """The lines under each heading of the proposal."""
    tops = [dialog.tree.topLevelItem(i) for i in range(dialog.tree.topLevelItemCount())]
    return {top.text(0): [top.child(i).text(0) for i in range(top.childCount())] for top in tops}


@pytest.fixture
def doubtful(qtbot, page) -> ProposalDialog:
    """A proposal with doubts of the whole and of a table, and figures without a place."""
    from app.importers import take

    found = take.from_file(page)
    long = "这一行的几个数字在原文里合并成了一格，没有取，请对照原文逐格填写。" * 4
    table = structs.replace(
        found.tables[1],
        doubts=(Doubt("value", long), Doubt("value", "第二处。")),
        unplaced={"（六）其他处理 自然人": "7", "（六）其他处理 总计": "100"},
    )
    tables = (found.tables[0], table, found.tables[2])
    whole = (Doubt("head", "没有找到单位名称，请填写"),)
    texts = found.texts | {"problems": "第一段。\n第二段。"}
    dialog = ProposalDialog(
        None,  # type: ignore[arg-type]
        structs.replace(found, tables=tables, doubts=whole, texts=texts),
        "new",
    )
    qtbot.addWidget(dialog)
    return dialog


def test_what_to_look_at_stands_first_each_with_its_table(doubtful):
    found = branches(doubtful)
    words, lines = next(iter(found.items()))
    assert words == f"请核对 {len(lines)} 处"
    assert "表三：第二处。" in lines
    strange = "表三：没有位置的数字：（六）其他处理 自然人 7、（六）其他处理 总计 100"
    assert strange in lines


def test_a_text_of_many_lines_is_shown_on_one(doubtful):
    lines = next(
        lines for words, lines in branches(doubtful).items() if words.startswith("读到的文字")
    )
    assert any(line.endswith("：第一段。　第二段。") for line in lines), lines


def test_a_long_line_is_shown_whole_however_narrow_the_window_is(doubtful, qtbot):
    doubtful.show()
    tree = doubtful.tree
    top = tree.topLevelItem(0)
    lines = [top.child(i) for i in range(top.childCount())]
    whole = next(line for line in lines if "合并成了一格" in line.text(0))
    short, long = tree.visualItemRect(lines[0]), tree.visualItemRect(whole)
    assert long.height() >= 2 * tree.fontMetrics().height() > short.height()
    doubtful.resize(420, 560)
    qtbot.waitUntil(lambda: tree.visualItemRect(whole).height() > long.height())


def test_the_keyboard_is_in_the_list_and_every_button_has_a_letter(doubtful):
    doubtful.show()
    assert doubtful.focusWidget() is doubtful.tree
    assert doubtful.tree.accessibleName().startswith("请核对")
    words = [button.text() for button in doubtful.findChildren(QPushButton)]
    assert [w for w in words if w.startswith("打开为新报告(&N)")], words
    assert sum("(&" in w for w in words) == 3


# --- what must not be lost on the way


def test_declining_what_would_be_replaced_leads_back_to_the_proposal(start, answers, page):
    window = start(REPORTS / "021.json")
    answers.expect("proposal", Accepted("here", TABLES, False))
    answers.expect("replace", False)
    answers.expect("proposal", Accepted("here", ("disputes",), False))
    answers.expect("replace", True)
    window.imports.take(page)
    assert report(window).values["disputes/cases/review_total"] == 440
    assert report(window).values["requests/new_received/total"] == 0


def test_keeping_the_open_report_leads_back_to_the_proposal(start, answers, page):
    window = start()
    window.workspace.change({("organ", ""): "柳河镇"}, "填写")
    answers.expect("proposal", Accepted("new", TABLES, True))
    answers.expect("save_changes", None)
    answers.expect("proposal", None)
    window.imports.take(page)
    assert report(window).organ == "柳河镇"


def test_what_was_ticked_before_is_ticked_again(qtbot, page):
    from app.importers import take

    before = Accepted("here", ("disputes",), False)
    dialog = ProposalDialog(None, take.from_file(page), "new", before)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    assert (dialog.answer().tables, dialog.answer().texts) == (("disputes",), False)


def test_of_several_files_the_first_is_taken_and_the_rest_told_of(start, answers, page, tmp_path):
    window, mime = start(), file_of(page)
    mime.setUrls([*mime.urls(), QUrl.fromLocalFile(str(tmp_path / "另一个.html"))])
    QApplication.clipboard().setMimeData(mime)
    answers.expect("tell")
    answers.expect("proposal", None)
    window.imports.paste()
    assert "先看“2023年报.html”，其余 1 个" in answers.said[0]


def test_what_is_being_typed_is_taken_over_before_the_import(start, answers, page):
    window = start()
    go_to(window, "disputes/cases/review_upheld")
    type_words("7")
    answers.expect("proposal", Accepted("here", ("disclosure",), False))
    answers.expect("replace", True)
    window.imports.take(page)
    assert report(window).values["disputes/cases/review_upheld"] == 7
    assert any(cell.startswith("disclosure/") for cell in report(window).cells)


def test_nothing_is_imported_while_what_is_typed_cannot_be_taken(start, page):
    window = start()
    go_to(window, "disputes/cases/review_upheld")
    type_words("abc")
    window.imports.take(page)
    assert not report(window).cells
