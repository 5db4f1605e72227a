"""Exporting from the window: the dialog, the questions before it, what is on disk after."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidget,
    QProgressBar,
    QProgressDialog,
    QPushButton,
    QScrollArea,
    QWidget,
)

from app.checks import Finding
from app.exporters import EXPORTS, Options
from app.files import profiles
from app.files.profiles import STANDARD, Profile
from tests.ui.conftest import (
    REPORTS,
    becomes_active,
    current,
    grid,
    press,
    stopped_for,
    stopping,
    type_in,
)
from ui.background import Outcome
from ui.dialogs.export_dialog import ExportChoice, ExportDialog, Occasion
from ui.dialogs.profile_box import ProfileBox
from ui.dialogs.profile_dialog import ProfileDialog
from ui.dialogs.questions import Questions
from ui.flows import exports
from ui.kit.deadline import Said
from ui.print.kinds import OFD, PDF

TITLE = "青禾镇2025年政府信息公开工作年度报告"


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """With PDF and OFD, as `main` has them."""
    for export in (PDF, OFD):
        monkeypatch.setitem(EXPORTS, export.suffix, export)


@pytest.fixture
def window(start):
    return start(REPORTS / "sample.json")


@pytest.mark.slow
def test_all_chosen_kinds_are_written_in_one_go(window, answers, tmp_path):
    answers.expect("export_choice", ExportChoice(tmp_path, "年报", tuple(EXPORTS)))
    window.exports.choose()

    names = {path.name for path in tmp_path.glob("年报.*")}
    assert names == {f"年报{suffix}" for suffix in EXPORTS}
    assert docx.Document(str(tmp_path / "年报.docx")).paragraphs[0].text == TITLE
    begins = {
        ".pdf": b"%PDF", ".html": b"<!DOCTYPE", ".csv": b"\xef\xbb\xbf", ".jsonl": b"{",
        ".ofd": b"PK",
    }  # fmt: skip
    for suffix, begin in begins.items():
        assert (tmp_path / f"年报{suffix}").read_bytes().startswith(begin)


def test_the_dialog_begins_with_title_last_folder_last_kinds(window, answers, tmp_path):
    answers.expect("export_choice", ExportChoice(tmp_path, "甲", (".csv", ".html")))
    window.exports.choose()
    answers.expect("export_choice", None)
    window.exports.choose()

    proposed = answers.said[-1]
    assert f"name='{TITLE}'" in proposed
    assert repr(tmp_path) in proposed
    assert "suffixes=('.csv', '.html')" in proposed


def test_the_dialog_begins_with_the_options_chosen_last(window, answers, tmp_path):
    chosen = Options(formulas=True, protect=True)
    answers.expect(
        "export_choice", ExportChoice(tmp_path, "a", (".xlsx",), chosen, open_folder=False)
    )
    window.exports.choose()
    answers.expect("export_choice", ExportChoice(tmp_path, "b", (".csv",)))
    window.exports.choose()
    window.settings.open_folder = True
    answers.expect("export_choice", None)
    window.exports.choose()

    assert "clean=False, formulas=True, findings=False, protect=True" in answers.said[-1]
    assert "open_folder=True" in answers.said[-1]


def test_what_is_proposed_is_ticked(qtbot, tmp_path):
    proposed = ExportChoice(tmp_path, "a", (".xlsx",), Options(findings=True), open_folder=True)
    assert _dialog(qtbot, proposed).answer() == proposed


def test_overwriting_is_asked_once_for_all_files(window, answers, tmp_path):
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    (tmp_path / "a.html").write_text("old", encoding="utf-8")
    """Who says no chooses again, with all that was chosen before."""
    chosen = ExportChoice(tmp_path, "a", (".html", ".csv", ".jsonl"), open_folder=True)
    answers.expect("export_choice", chosen)
    answers.expect("agree", False)
    answers.expect("export_choice", None)
    window.exports.choose()

    assert "a.html、a.csv" in answers.said[-2]
    assert answers.said[-1] == repr(chosen)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "a.jsonl").exists()


def test_what_is_open_is_said_in_the_dialog_and_nothing_is_asked_after_it(
    window, answers, tmp_path
):
    type_in(window, "requests/granted/natural", "100")
    window.workspace.change({("cells", "disputes/cases/review_other"): None}, "空")
    answers.expect("export_choice", None)
    window.exports.choose()
    wrong, blank = answers.occasion.open
    assert "自然人" in wrong.message
    assert blank.cells == ("disputes/cases/review_other",)
    assert not list(tmp_path.glob("a.*"))

    answers.expect("export_choice", blank)
    window.exports.choose()
    assert current(grid(window, "disputes")) == "disputes/cases/review_other"
    assert not list(tmp_path.glob("a.*"))

    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".csv",)))
    window.exports.choose()
    assert list(tmp_path.glob("a.*"))


def test_with_something_open_one_goes_back_unless_exporting_is_meant(qtbot, tmp_path):
    findings = [
        Finding(rule="R01", severity="error", message=f"表三第 {n} 列不平", cells=("a/b/c",))
        for n in range(7)
    ]
    blank = Finding(rule="R31", severity="warning", message="表二有空格", missing=True)
    occasion = Occasion("柳河镇 2025 年度报告", open=(*findings, blank))
    proposed = ExportChoice(tmp_path, "a", (".docx", ".xlsx", ".pdf"))
    dialog = _dialog(qtbot, proposed, occasion)
    dialog.show()
    qtbot.waitUntil(lambda: becomes_active(dialog))
    assert _words(dialog) == ["仍要导出 3 个文件", "回去处理"]
    points = dialog.findChild(QListWidget, "open_points")
    assert points.height() == 5 * points.sizeHintForRow(0)
    assert QApplication.focusWidget() is dialog.leave
    press(Qt.Key.Key_Return)
    assert (dialog.going, dialog.result()) == (findings[0], 0)

    dialog = _dialog(qtbot, proposed, occasion)
    dialog.show()
    points = dialog.findChild(QListWidget, "open_points")
    place = points.visualItemRect(points.item(1)).center()
    QTest.mouseClick(points.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.going is findings[1]

    dialog = _dialog(qtbot, proposed, occasion)
    dialog.export.click()
    assert (dialog.going, dialog.result()) == (None, 1)


def test_warnings_are_shown_and_keep_nobody_from_handing_in(qtbot, tmp_path):
    warning = Finding(rule="R29", severity="warning", message="没有写信息处理费", texts=("other",))
    proposed = ExportChoice(tmp_path, "a", (".docx", ".xlsx", ".pdf"))
    dialog = _dialog(qtbot, proposed, Occasion("柳河镇", warnings=(warning,)))
    dialog.show()
    qtbot.waitUntil(lambda: becomes_active(dialog))
    assert _words(dialog) == ["取消", "导出 3 个文件"]
    points = dialog.findChild(QListWidget, "open_points")
    assert points.accessibleName() == "还有 1 条提醒，不影响上报，请先看一看"
    place = points.visualItemRect(points.item(0)).center()
    QTest.mouseClick(points.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.going is warning

    error = Finding(rule="R01", severity="error", message="表三不平", cells=("a/b/c",))
    dialog = _dialog(qtbot, proposed, Occasion("柳河镇", open=(error,), warnings=(warning,)))
    points = dialog.findChild(QListWidget, "open_points")
    assert points.accessibleName().startswith("还有 1 处没有处理；还有 1 条提醒")
    assert [points.item(row).text() for row in range(2)] == [error.message, warning.message]


def test_the_warnings_of_the_report_are_those_that_are_shown(window, answers):
    window.workspace.settle()
    window.workspace.change({("texts", "other"): "无其他需要报告的事项。"}, "写")
    window.workspace.settle()
    (warning,) = window.exports._occasion().warnings
    assert "信息处理费" in warning.message


def test_with_nothing_open_enter_exports(qtbot, tmp_path):
    dialog = _dialog(qtbot, ExportChoice(tmp_path, "a", (".docx", ".xlsx", ".pdf")))
    dialog.show()
    qtbot.waitUntil(lambda: becomes_active(dialog))
    assert _words(dialog) == ["取消", "导出 3 个文件"]
    press(Qt.Key.Key_Return)
    assert dialog.result() == 1


def test_other_kinds_and_options_are_folded_and_all_of_them_are_there(qtbot, tmp_path):
    dialog = _dialog(qtbot, ExportChoice(tmp_path, "a", (".docx",)))
    dialog.show()
    files = dialog.files
    usual = {suffix for suffix, box in files.kinds.items() if box.isVisible()}
    assert usual == {".docx", ".xlsx", ".pdf"}
    assert not files.profile.isVisible()
    before = dialog.height()
    files.fold.click()
    hidden = [*files.kinds.values(), *files.options.values(), files.profile, files.open_folder]
    assert all(box.isVisible() for box in hidden)
    assert before < dialog.height() <= 640
    assert {*files.kinds} == {*EXPORTS}


def test_the_bar_opens_what_was_made_and_goes_when_the_report_is_changed(
    window, answers, tmp_path, monkeypatch, qtbot
):
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True
    )
    stands = window.page.grids[0].mapTo(window, QPoint())
    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".docx", ".csv")))
    window.exports.choose()
    bar = window.findChild(QWidget, "result_bar")
    assert bar.isVisible()
    assert stands == window.page.grids[0].mapTo(window, QPoint()), "nothing moved from its place"
    assert "已导出 2 个文件" in _said(bar)
    for button in bar.findChildren(QPushButton):
        if button.text().startswith("打开"):
            button.click()
    assert opened == [str(tmp_path / "a.docx"), str(tmp_path)]
    qtbot.waitUntil(lambda: becomes_active(window))
    type_in(window, "requests/granted/natural", "100")
    assert not bar.isVisible()


def test_blank_cells_are_asked_about_in_one_question_with_the_errors(window, answers, tmp_path):
    type_in(window, "requests/granted/natural", "100")
    for cell in ("requests/granted/public_welfare", "disputes/cases/review_other"):
        window.workspace.change({("cells", cell): None}, "空")
    answers.expect("save_path", tmp_path / "a.csv")
    answers.expect("agree", False)
    window.exports.one(EXPORTS[".csv"])

    first, *lines = answers.said[-1].splitlines()
    assert first == "报告里还有 1 处错误、2 个空白格，仍要导出吗？"
    assert [line for line in lines if "没有发生的请填 0" in line] == lines[-2:]
    assert not (tmp_path / "a.csv").exists()


def test_blank_cells_that_somebody_has_explained_are_not_asked_about(window, answers, tmp_path):
    window.workspace.change({("cells", "requests/carried_in/research"): None}, "空")
    window.workspace.settle()
    (blank,) = [f for f in window.workspace.findings if f.rule == "R31"]
    window.editing.give_reason(blank, "统计口径没有这一项")
    answers.expect("save_path", tmp_path / "a.csv")
    window.exports.one(EXPORTS[".csv"])

    assert (tmp_path / "a.csv").exists()


def test_a_last_folder_that_is_gone_gives_way_to_the_reports_own(window, answers, tmp_path):
    window.settings.folder = str(tmp_path / "U盘")
    target = tmp_path / "x.html"
    answers.expect("save_path", target)
    window.exports.one(EXPORTS[".html"])
    assert Path(answers.said[-1]).parent == window.workspace.path.parent
    assert target.exists()


def test_a_folder_that_cannot_be_written_is_told(window, answers, tmp_path):
    answers.expect("export_choice", ExportChoice(tmp_path / "没有", "a", (".csv", ".html")))
    window.exports.choose()

    bar = window.findChild(QWidget, "result_bar")
    assert "没有导出" in _said(bar)
    assert "a.csv" in _said(bar)
    assert not any(b.isVisible() for b in bar.findChildren(QPushButton) if b.text())


def test_a_kind_that_cannot_be_made_here_is_told_beside_what_is_written(
    window, answers, tmp_path, monkeypatch
):
    """A worker knows no kind of the window's tests: what it says is put in its place."""
    path, why = tmp_path / "a.csv", "这台电脑没有中文字体，请装上宋体再导出。"
    steps = ({"unavailable": str(tmp_path / "a.ofd"), "why": why}, {"written": str(path)})
    monkeypatch.setattr(exports, "wait_for", lambda *_: Outcome("result", [], steps))
    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".ofd", ".csv")))
    window.exports.choose()
    said = _said(window.findChild(QWidget, "result_bar"))
    assert "有的文件没有导出：导出了 1 个，没有导出的 1 个" in said
    assert f"{why}\n已经导出的有 a.csv。" in said


def test_what_is_to_be_known_of_a_document_is_told_under_the_page(window, answers, tmp_path):
    window.workspace.change({("texts", "problems"): "一个生僻字\U000323b0。"}, "写")
    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".csv", ".pdf")))
    window.exports.choose()

    said = _said(window.findChild(QWidget, "result_bar"))
    assert "已导出 2 个文件" in said
    assert "这台电脑的字体里没有“\U000323b0”" in said


def test_what_was_written_before_a_fault_is_told(window, answers, tmp_path):
    (tmp_path / "p.xlsx").mkdir()
    answers.expect("export_choice", ExportChoice(tmp_path, "p", (".html", ".csv", ".xlsx")))
    answers.expect("agree", True)
    window.exports.choose()

    said = _said(window.findChild(QWidget, "result_bar"))
    assert "无法导出到“p.xlsx”" in said
    assert "已经导出的有 p.html、p.csv。" in said
    assert {path.name for path in tmp_path.glob("p.*")} == {"p.html", "p.csv", "p.xlsx"}


def test_a_folder_that_is_gone_is_told_once_with_how_many_were_not_made(window, answers, tmp_path):
    """As one reason for each kind it would fill the line, and say nothing more."""
    answers.expect(
        "export_choice", ExportChoice(tmp_path / "没有", "p", (".html", ".csv", ".xlsx"))
    )
    window.exports.choose()

    said = _said(window.findChild(QWidget, "result_bar"))
    assert "没有导出：3 个文件都没有写成" in said
    assert said.count("找不到这个文件或文件夹") == 1
    assert "无法导出到“p.html”：找不到这个文件或文件夹，后面的 2 个文件也没有写。" in said


def test_a_file_is_never_of_another_kind_than_its_name_says(window, answers, tmp_path):
    answers.expect("save_path", tmp_path / "x.doc")
    window.exports.one(EXPORTS[".docx"])
    assert (tmp_path / "x.doc.docx").exists()
    answers.expect("save_path", tmp_path / "单.doc")
    window.exports.check_sheet()
    assert (tmp_path / "单.doc.xlsx").exists()

    answers.expect("save_path", tmp_path / "x.doc")
    answers.expect("agree", False)
    window.exports.one(EXPORTS[".docx"])
    assert "x.doc.docx" in answers.said[-1]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("年报.docx", "年报"), ("年报.PDF ", "年报"), ("2.5 稿", "2.5 稿"), ("年报.v2", "年报.v2")],
)
def test_a_name_may_be_typed_with_its_suffix(qtbot, tmp_path, typed, name):
    dialog = _dialog(qtbot, ExportChoice(tmp_path, "a", (".docx", ".csv")))
    dialog.name.setText(typed)

    assert {path.name for path in dialog.answer().targets.values()} == {
        f"{name}.docx",
        f"{name}.csv",
    }


@stopping
def test_a_progress_bar_is_drawn_when_it_takes_more_than_half_a_second(
    window, answers, tmp_path, impatient
):
    """The worker waits until it was."""
    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".csv", ".html")))
    with stopped_for(30) as worker:
        bars = _Painted(lambda: os.kill(worker, signal.SIGCONT))
        QApplication.instance().installEventFilter(bars)
        window.exports.choose()
        QApplication.instance().removeEventFilter(bars)

    assert bars.count
    assert not [bar for bar in window.findChildren(QProgressDialog) if bar.isVisible()]


@pytest.mark.parametrize("fails", [False, True])
def test_the_pointer_waits_while_a_document_is_made_and_not_when_it_is_told(
    window, answers, tmp_path, fails
):
    shown = []

    def look(*_: object) -> None:
        cursor = QApplication.overrideCursor()
        shown.append(cursor and cursor.shape())

    window.exports.made.connect(look)
    target = tmp_path / "a.csv"
    answers.expect("save_path", tmp_path / "没有" / "a.csv" if fails else target)
    QTimer.singleShot(0, look)
    window.exports.one(EXPORTS[".csv"])

    assert shown == [Qt.CursorShape.WaitCursor, None]
    assert QApplication.overrideCursor() is None
    assert target.exists() is not fails


@stopping
def test_the_bar_does_not_come_back_over_what_is_asked_next(
    window, answers, tmp_path, qtbot, impatient
):
    """It goes with the call that waited: what that asks at its end turns the event loop before."""
    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".csv", ".html")))
    seen = []

    def export() -> None:
        with stopped_for(30) as worker:
            bars = _Painted(lambda: os.kill(worker, signal.SIGCONT))
            QApplication.instance().installEventFilter(bars)
            window.exports.choose()
            QApplication.instance().removeEventFilter(bars)
        qtbot.wait(300)  # as a question does
        seen.append([bar.isVisible() for bar in window.findChildren(QProgressDialog)])

    QTimer.singleShot(0, export)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [[False]]


def test_an_export_that_is_quick_shows_no_bar(window, answers, tmp_path):
    """Quick is what ends before patience does: a worker may take seconds to start."""
    bars = _Painted()
    QApplication.instance().installEventFilter(bars)
    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".csv", ".jsonl")))
    window.exports.choose()
    QApplication.instance().removeEventFilter(bars)

    assert not bars.count


def test_the_folder_is_opened_after_when_asked(window, answers, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    answers.expect("export_choice", ExportChoice(tmp_path, "a", (".csv",), open_folder=True))
    window.exports.choose()

    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]
    assert window.settings.open_folder


def test_the_clean_page_goes_to_the_clipboard(window):
    window.exports.copy_clean()

    copied = QApplication.clipboard().mimeData()
    assert copied.html().startswith("<article")
    assert 'scope="row"' in copied.text()
    assert "mso-" not in copied.html()


def test_the_dialog_says_what_was_chosen(qtbot, tmp_path):
    profiles.keep(Profile(name="县府办"))
    dialog = _dialog(qtbot, ExportChoice(tmp_path, "a", (".xlsx",)))
    dialog.files.kinds[".docx"].click()
    dialog.files.options["formulas"].click()
    dialog.files.profile.box.setCurrentText("县府办")
    dialog.name.setText("年报")

    assert dialog.answer() == ExportChoice(
        tmp_path, "年报", (".docx", ".xlsx"), Options(profile=Profile(name="县府办"), formulas=True)
    )


def test_an_option_counts_only_with_its_kind(qtbot, tmp_path):
    dialog = _dialog(qtbot, ExportChoice(tmp_path, "a", (".xlsx",)))
    dialog.files.options["formulas"].click()
    dialog.files.kinds[".xlsx"].click()

    assert not dialog.files.options["formulas"].isEnabled()
    assert not dialog.answer().options.formulas


@pytest.mark.parametrize(
    ("name", "kind"), [("", True), ("a/b", True), (".docx", True), ("a", False)]
)
def test_nothing_can_be_exported_without_a_name_and_a_kind(qtbot, tmp_path, name, kind):
    dialog = _dialog(qtbot, ExportChoice(tmp_path, "a", (".csv",)))
    dialog.name.setText(name)
    dialog.files.kinds[".csv"].setChecked(kind)

    assert not dialog.export.isEnabled()


def test_every_kind_has_a_line_that_says_what_it_is_good_for():
    assert all(export.purpose for export in EXPORTS.values())


def test_a_changed_style_is_kept_under_its_own_name(qtbot):
    dialog = ProfileDialog(None, STANDARD)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.name.setText("县府办")
    dialog.sizes["body_size"].setValue(15)
    dialog.lead.setChecked(False)

    assert dialog.answer() == Profile(name="县府办", body_size=15, lead=False)


def test_a_style_that_cannot_be_used_is_refused_in_the_form(qtbot):
    dialog = ProfileDialog(None, STANDARD)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.sizes["line_pitch"].setValue(9)
    dialog.accept()

    assert "行距" in dialog.fault.text()
    assert not dialog.result()


def test_a_style_in_the_form_needs_a_name_of_its_own(qtbot):
    dialog = ProfileDialog(None, STANDARD)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.name.setText(" 公文格式 ")
    dialog.accept()

    assert "换一个名称" in dialog.fault.text()
    assert not dialog.result()


def test_a_shared_style_without_a_name_is_taken_under_another_and_that_is_told(
    qtbot, answers, tmp_path
):
    box = _profile_box(qtbot, answers)
    (tmp_path / "in.json").write_text('{"top": 30}', encoding="utf-8")
    answers.expect("tell")
    box.take(tmp_path / "in.json")

    assert box.profile() == Profile(name="公文格式 2", top=30)
    assert "公文格式 2" in answers.said[-1]


def test_the_standard_style_as_a_file_is_the_standard_style(qtbot, answers, tmp_path):
    box = _profile_box(qtbot, answers)
    profiles.save(STANDARD, tmp_path / "in.json")
    box.take(tmp_path / "in.json")

    assert box.profile() == STANDARD
    assert not profiles.kept()


def test_a_style_can_be_deleted_when_that_is_meant_and_the_standard_one_cannot(qtbot, answers):
    profiles.keep(Profile(name="县府办"))
    box = _profile_box(qtbot, answers)
    assert not box.delete.isEnabled()

    box.box.setCurrentText("县府办")
    answers.expect("agree", False)
    box.delete.click()
    assert profiles.kept()

    answers.expect("agree", True)
    box.delete.click()
    assert not profiles.kept()
    assert box.profile() == STANDARD
    assert box.box.count() == 1


def test_a_style_goes_from_one_office_computer_to_another_as_a_file(qtbot, tmp_path):
    box = ProfileBox(STANDARD, Questions())
    qtbot.addWidget(box)
    profiles.save(Profile(name="县府办", top=30), tmp_path / "in.json")
    box.take(tmp_path / "in.json")
    assert box.profile() == Profile(name="县府办", top=30)

    box.pass_on(tmp_path / "out.json")
    assert profiles.load(tmp_path / "out.json") == Profile(name="县府办", top=30)


def test_a_shared_style_takes_the_place_of_another_only_when_that_is_meant(
    qtbot, answers, tmp_path
):
    profiles.keep(Profile(name="县府办", top=30))
    box = _profile_box(qtbot, answers)
    profiles.save(Profile(name="县府办", top=40), tmp_path / "in.json")
    answers.expect("agree", False)
    box.take(tmp_path / "in.json")
    assert profiles.kept() == [Profile(name="县府办", top=30)]
    assert "县府办" in answers.said[-1]

    answers.expect("agree", True)
    box.take(tmp_path / "in.json")
    assert profiles.kept() == [box.profile()] == [Profile(name="县府办", top=40)]

    box.take(tmp_path / "in.json")  # the same once more: nothing to ask
    assert box.profile().top == 40


@pytest.mark.parametrize(("shown", "asked"), [("县府办", False), ("公文格式", True)])
def test_a_changed_style_takes_the_place_of_another_only_when_that_is_meant(
    qtbot, answers, monkeypatch, shown, asked
):
    """Changing a style itself is meant."""
    profiles.keep(Profile(name="县府办", top=30))
    box = _profile_box(qtbot, answers)
    box.box.setCurrentText(shown)
    monkeypatch.setattr(ProfileDialog, "exec", lambda self: self.name.setText("县府办") or 1)
    if asked:
        answers.expect("agree", False)
    box.change()

    (kept,) = profiles.kept()
    assert kept.top == 30


def _dialog(qtbot, proposed: ExportChoice, occasion: Occasion | None = None) -> ExportDialog:
    dialog = ExportDialog(None, proposed, occasion or Occasion("柳河镇"), Questions())
    qtbot.addWidget(dialog)
    return dialog


def _words(dialog: ExportDialog) -> list[str]:
    """Of the buttons that end it, from left to right."""
    pair = sorted((dialog.export, dialog.leave), key=lambda button: button.x())
    return [button.text() for button in pair]


def _said(bar: QWidget) -> str:
    assert bar.isVisible()
    return "\n".join(label.text() for label in bar.findChildren(QLabel))


def _profile_box(qtbot, answers) -> ProfileBox:
    box = ProfileBox(STANDARD, answers)
    qtbot.addWidget(box)
    return box


class _Painted(QObject):
    """Counts how often a progress bar that can be seen was drawn, and tells of the first time."""

    def __init__(self, told: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.count, self._told = 0, told

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        painted = event.type() == QEvent.Type.Paint and isinstance(watched, QProgressBar)
        if painted and watched.isVisible():
            self.count += 1
            if self.count == 1:
                self._told()
        return False


@pytest.mark.parametrize(
    ("name", "said"), [("", "写文件名"), ("甲/乙", "甲_乙"), ("办" * 90, "太长")]
)
def test_why_nothing_can_be_exported_is_said(tmp_path, qtbot, name, said):
    dialog = _dialog(qtbot, ExportChoice(tmp_path, "年报", (".docx",)))
    dialog.show()
    assert dialog.fault.isHidden()
    dialog.name.setText(name)
    assert not dialog.export.isEnabled()
    assert dialog.fault.isVisible()
    assert said in dialog.fault.text()
    dialog.name.setText("年报")
    assert dialog.export.isEnabled()
    assert dialog.fault.isHidden()


def test_a_title_of_several_lines_makes_the_dialog_higher(window, tmp_path, qtbot):
    occasion = Occasion("某某自治州某某自治县" * 7, Said("1 月 31 日前报送", "warn", "calendar"))
    dialog = _dialog(qtbot, ExportChoice(tmp_path, "年报", (".docx",)), occasion)
    dialog.show()
    [area] = dialog.findChildren(QScrollArea)
    room = area.viewport().size()
    assert area.widget().heightForWidth(room.width()) <= room.height()
