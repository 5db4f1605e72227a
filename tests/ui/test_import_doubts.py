"""What an import left to be looked at stays in the findings until it has been seen."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.files import store
from app.importers import take
from app.importers.terms.proposal import Doubt, Left, Offer, Proposal
from app.report.report import Report
from tests.ui.conftest import action, becomes_active, current, grid, press, press_card, report
from ui.dialogs.proposal_dialog import Accepted, ProposalDialog
from ui.flows.imports import Imports
from ui.flows.replaced import usual_use
from ui.kit.buttons import Button

REPORTS = Path(__file__).parent.parent / "data" / "reports"
TABLES = ("disclosure", "requests", "disputes")
ROWS = ("granted", "partial", "carried_in", "carried_out")
WRONG = Doubt("value", "“予以公开”的“自然人”：原文是“一三”", ("requests/granted/natural",))


def missing(row: str) -> Doubt:
    return Doubt("row", f"原文里没有找到“{row}”的 6 格", (f"requests/{row}/natural",))


@pytest.fixture
def doubtful() -> Proposal:
    """宿迁市 2023 with doubts of the whole and of table three; four of them are alike."""
    found = take.from_report(store.load(REPORTS / "005.json").report, "005.html")
    table = structs.replace(found.tables[1], doubts=(*map(missing, ROWS), WRONG))
    whole = (Doubt("head", "标题里没有单位名称"), Doubt("text", "没有文字", texts=("problems",)))
    tables = (found.tables[0], table, found.tables[2])
    return structs.replace(found, tables=tables, doubts=whole)


@pytest.fixture
def take_it(start, answers, monkeypatch, doubtful):
    """A window that has imported it."""
    monkeypatch.setattr(Imports, "_read", lambda *_: doubtful)

    def taken(use="new", tables=TABLES, texts=True, window=None):
        window = window or start()
        answers.expect("proposal", Accepted(use, tables, texts))
        if use == "here":  # another year's
            answers.expect("replace", True)
        window.imports.take(Path("005.html"))
        window.workspace.settle()
        return window

    return taken


def lines(window) -> list[str]:
    return [card.words for card in window.findings.cards if card.group == "doubt"]


def test_doubts_stand_among_the_findings_and_lead_to_their_cells(take_it):
    window = take_it()
    assert "7 处导入疑问" in window.findings.tally
    press_card(window, "一三", "go")
    assert current(grid(window, "requests")) == "requests/granted/natural"
    press_card(window, "没有文字", "go")
    assert window.editing.text().text.id == "problems"


def test_many_alike_are_one_line_that_unfolds(take_it):
    window = take_it()
    many = "原文里没有找到“granted”的 6 格……还有 3 处类似"
    assert many in lines(window)
    assert len(lines(window)) == 4
    press_card(window, "还有 3 处", "unfold")
    assert many not in lines(window)
    assert len(lines(window)) == 7
    press_card(window, "“partial”", "go")
    assert current(grid(window, "requests")) == "requests/partial/natural"


def test_what_has_been_seen_goes_and_the_next_one_follows(take_it):
    window = take_it()
    press_card(window, "还有 3 处", "unfold")
    press_card(window, "“granted”", "seen")
    assert len(lines(window)) == 6
    assert not any("“granted”" in line for line in lines(window))
    action(window, "下一处要处理的").trigger()
    assert current(grid(window, "requests")) == "requests/partial/natural"


def test_many_are_seen_at_once(take_it):
    window = take_it()
    press_card(window, "还有 3 处", "seen")
    assert len(lines(window)) == 3


def test_how_many_there_are_is_told_when_the_import_is_done(take_it):
    window = take_it()
    assert "有 7 处疑问" in window.statusBar().currentMessage()


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (TABLES, "有 1 个印的合计和算出来的不同、1 格没有数字"),
        (TABLES[:1], "有 1 格没有数字"),
        (TABLES[2:], "没有疑问"),
    ],
)
def test_what_the_proposal_gave_to_be_looked_at_is_never_said_to_be_nothing(
    start, answers, monkeypatch, doubtful, taken, said
):
    """A total that is printed otherwise, blank cells: no doubts, but the proposal counts them."""
    first, table, last = doubtful.tables
    printed = {**table.published, "requests/new_received/total": 1}
    tables = (
        structs.replace(first, blank=("disclosure/coercion/decisions",)),
        structs.replace(table, published=printed, doubts=()),
        last,
    )
    proposal = structs.replace(doubtful, tables=tables, doubts=())
    monkeypatch.setattr(Imports, "_read", lambda *_: proposal)
    window = start()
    answers.expect("proposal", Accepted("new", taken, True))
    window.imports.take(Path("005.html"))
    assert f"，{said}；可以撤销" in window.statusBar().currentMessage()


def test_another_years_source_in_the_open_report_stays_to_be_looked_at(take_it):
    window = take_it("here", ("disputes",), texts=False)
    year = report(window).year
    assert f"来源是 2023 年的，当前报告是 {year} 年的。" in lines(window)
    assert "有 1 处疑问" in window.statusBar().currentMessage()
    press_card(window, "来源是 2023 年的", "seen")
    assert not lines(window)


def test_figures_without_a_place_are_said_once(qtbot, doubtful):
    table = structs.replace(
        doubtful.tables[1],
        doubts=tuple(Doubt("row", f"多出一行“甲{i}”（{i}件（约）、2），没有取") for i in range(4)),
        unplaced={f"甲{i}": "2" for i in range(4)},
    )
    proposal = structs.replace(doubtful, tables=(table,))
    dialog = ProposalDialog(None, proposal, "new")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    top = dialog.tree.topLevelItem(0)
    lines = [top.child(i).text(0) for i in range(top.childCount())]
    assert "表三：多出一行“甲0”（0件（约）、2），没有取……还有 3 处类似" in lines
    assert not any("没有位置" in line for line in lines)


def test_they_go_with_the_import_when_it_is_undone_and_come_back_with_it(take_it):
    window = take_it()
    window.editing.undo()
    window.workspace.settle()
    assert not lines(window)
    window.editing.redo()
    window.workspace.settle()
    assert lines(window)
    window.workspace.new("", 2023)
    assert not lines(window)


@pytest.mark.parametrize("agreed", [True, False])
def test_doubts_about_last_years_report_are_shown_before_it_is_kept(
    start, answers, monkeypatch, doubtful, agreed
):
    monkeypatch.setattr(Imports, "_read", lambda *_: structs.replace(doubtful, year=2024))
    window = start()
    window.workspace.change({("year", ""): 2025}, "填写")
    answers.expect("open_path", Path("005.html"))
    answers.expect("agree", agreed)
    if agreed:
        answers.expect("choose", [])
    window.imports.choose_last_year()
    assert "“005.html”有 7 处看不准" in answers.said[1]
    assert "……还有 3 处类似" in answers.said[1]
    assert (report(window).get(("previous", "")) is not None) is agreed


CODE = re.compile(r"\bR\d\d")


def test_no_question_about_an_import_shows_the_code_of_a_rule(
    start, answers, monkeypatch, doubtful, qtbot
):
    """Rules of labels and of strokes: their codes stand in tips, check sheet and manual only."""
    kinds = ("value", "stroke", "label", "header", "row", "table", "edition", "text", "head")
    doubts = tuple(Doubt(kind, f"这一处看不清：{kind}") for kind in kinds)
    tables = tuple(structs.replace(table, doubts=doubts) for table in doubtful.tables)
    proposal = structs.replace(doubtful, tables=tables, doubts=doubts)
    assert any(doubt.rule for doubt in doubts)
    dialog = ProposalDialog(None, proposal, "new")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    items = [dialog.tree.topLevelItem(row) for row in range(dialog.tree.topLevelItemCount())]
    shown = [item.child(row).text(0) for item in items for row in range(item.childCount())]
    assert any("看不清：row" in line for line in shown)
    assert not [line for line in shown if CODE.search(line)]

    monkeypatch.setattr(Imports, "_read", lambda *_: proposal)
    window = start()
    answers.expect("open_path", Path("005.html"))
    answers.expect("agree", False)
    window.imports.choose_last_year()
    older = structs.replace(proposal, doubts=(), tables=())
    monkeypatch.setattr("app.importers.take.into", lambda *_: proposal)
    monkeypatch.setattr(Imports, "_read", lambda *_: older)
    answers.expect("proposal", Accepted("here", TABLES, True))
    answers.expect("replace", True)
    window.imports.take(Path("005.html"))
    assert "看不清：row" in answers.said[-1]
    asked = [words for words in answers.said if not words.startswith("Proposal(")]
    assert not [words for words in asked if CODE.search(words)]
    assert not [card.words for card in window.findings.cards if CODE.search(card.words)]


def test_very_long_doubts_leave_the_buttons_of_the_question_in_sight(
    start, answers, monkeypatch, doubtful
):
    kinds = "甲乙丙丁戊己庚辛壬癸"
    many = tuple(Doubt("text", f"{kind}这一处在原文里看不清" * 40) for kind in kinds)
    monkeypatch.setattr(Imports, "_read", lambda *_: structs.replace(doubtful, doubts=many))
    answers.expect("open_path", Path("005.html"))
    answers.expect("agree", False)
    start().imports.choose_last_year()
    lines = answers.said[1].split("\n")
    assert len(lines) <= 13
    assert max(map(len, lines)) <= 80


def test_only_what_was_taken_is_doubted(take_it):
    window = take_it("here", ("disputes",), texts=False)
    assert ["来源是" in line for line in lines(window)] == [True]
    window = take_it("here", ("requests",), texts=False, window=window)
    assert len([line for line in lines(window) if "来源是" not in line]) == 2


def test_they_are_not_kept_in_the_report(take_it, tmp_path):
    window = take_it()
    window.workspace.save(tmp_path / "存.json")
    assert "原文".encode() not in (tmp_path / "存.json").read_bytes()
    assert lines(window)
    assert report(window).get(("acknowledged", "")) is None


def test_what_must_be_looked_at_is_one_list_in_which_many_alike_are_folded(qtbot, doubtful):
    dialog = ProposalDialog(None, doubtful, "new")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    top = dialog.tree.topLevelItem(0)
    assert top.text(0).startswith("请核对 ")
    assert top.isExpanded()
    assert top.child(0).text(0) == "标题里没有单位名称"
    many = top.child(2)
    assert many.text(0) == "表三：原文里没有找到“granted”的 6 格……还有 3 处类似"
    assert many.childCount() == 4
    assert not many.isExpanded()
    assert "一三" in top.child(3).text(0)


def test_what_is_usually_meant_is_the_filled_button(qtbot, doubtful):
    for usual, words in (("new", "打开为新报告"), ("previous", "只作上年数字")):
        dialog = ProposalDialog(None, doubtful, usual)  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        (main,) = [b for b in dialog.findChildren(Button) if b.property("kind") == "main"]
        assert main.text().startswith(words)
        assert main.isDefault()


def test_an_import_is_meant_as_what_its_head_says():
    report, found = (store.load(REPORTS / name).report for name in ("006.json", "005.json"))
    proposal = take.from_report(found, "x.html")
    assert usual_use(report, proposal) == "previous"
    assert usual_use(Report(report.form), proposal) == "new"
    assert usual_use(report, structs.replace(proposal, organ="", year=None)) == "here"
    assert usual_use(report, structs.replace(proposal, year=2024)) == "here"
    assert usual_use(report, structs.replace(proposal, organ="别处", year=2024)) == "new"


def test_the_proposal_is_answered_by_keys_alone(qtbot, doubtful):
    dialog = ProposalDialog(None, doubtful, "new")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: becomes_active(dialog))
    while not getattr(QApplication.focusWidget(), "text", str)().startswith("表三"):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    while "填入这份" not in getattr(QApplication.focusWidget(), "text", str)():
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert dialog.result()
    assert dialog.answer() == Accepted("here", ("disclosure", "disputes"), bool(doubtful.texts))


def test_what_was_left_out_is_one_line_until_it_is_unfolded(qtbot, doubtful):
    left = (*(Left(f"第{n}句。", "标题上面的内容") for n in range(300)), Left("朗读", "网页上的字"))
    dialog = ProposalDialog(None, structs.replace(doubtful, left=left), "new")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    item = dialog.tree.topLevelItem(dialog.tree.topLevelItemCount() - 1)
    assert item.text(0) == "没有采用的内容：301 处"
    assert not item.isExpanded()
    above, of_page = (item.child(n) for n in range(item.childCount()))
    assert (above.text(0), of_page.text(0)) == ("标题上面的内容：300 处", "网页上的字：1 处")
    assert above.child(0).text(0) == "第0句。"
    assert above.child(above.childCount() - 1).text(0) == "……还有 100 处"
    assert of_page.child(0).text(0) == "朗读"


def test_where_nothing_was_left_out_nothing_is_said_of_it(qtbot, doubtful):
    dialog = ProposalDialog(None, doubtful, "new")  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    items = (dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount()))
    assert not any("没有采用" in item.text(0) for item in items)


@pytest.fixture
def without_unit(doubtful) -> Proposal:
    """Money of which nothing says whether it is 元 or 万元."""
    cell = "disclosure/fees/amount"
    first = doubtful.tables[0]
    offers = (Offer(cell, Decimal("0.005215"), "按元填 0.005215"), Offer(cell, 52, "按万元填 52"))
    table = structs.replace(
        first,
        cells={id_: value for id_, value in first.cells.items() if id_ != cell},
        notes={**first.notes, cell: "52"},
        doubts=(Doubt("value", "“52”没有写单位", (cell,), offers=offers),),
    )
    return structs.replace(doubtful, tables=(table, *doubtful.tables[1:]))


def test_a_reading_that_is_offered_is_taken_by_one_click_and_undone(
    start, answers, monkeypatch, without_unit
):
    monkeypatch.setattr(Imports, "_read", lambda *_: without_unit)
    window = start()
    answers.expect("proposal", Accepted("new", TABLES, texts=True))
    window.imports.take(Path("x.html"))
    window.workspace.settle()
    [card] = [card for card in window.findings.cards if "没有写单位" in card.words]
    assert [act.words for act in card.acts if act.deed == "offer"] == [
        "按元填 0.005215", "按万元填 52",
    ]  # fmt: skip
    press_card(window, "没有写单位", "offer", 1)
    report = window.workspace.report
    assert report.cells["disclosure/fees/amount"] == 52
    assert "disclosure/fees/amount" not in report.entries("notes")
    assert not any("没有写单位" in line for line in lines(window))
    window.workspace.undo()
    window.workspace.settle()
    assert "disclosure/fees/amount" not in report.cells
    assert any("没有写单位" in line for line in lines(window))
