"""The findings list: by section, never stale, with what can be done about each."""

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextEdit

from app.exporters import EXPORTS
from app.files import store
from app.report import previous
from tests.ui.conftest import (
    SHIFT,
    card_row,
    cards,
    current,
    grid,
    has_keyboard,
    in_sight,
    press,
    press_card,
    report,
    text_box,
    type_in,
    type_words,
    undo_words,
)
from ui import look
from ui.cards.cards import GROUPS

REPORTS = Path(__file__).parent.parent / "data" / "reports"
RULE = "R20"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A report whose text says 280 applications, and its tables 28."""
    file = tmp_path / "错.json"
    content = json.loads((REPORTS / "sample.json").read_text(encoding="utf-8"))
    content["texts"]["overview/on_request"] = "全年新收政府信息公开申请280件。"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def found(window, rule: str = RULE):
    return next(f for f in window.workspace.findings if f.rule == rule)


def choose(window, words: str) -> None:
    """Go to what a card is about."""
    window.findings.list.make_current(card_row(window, words))
    window.findings.list.setFocus()
    press(Qt.Key.Key_Return)


def test_errors_come_first_and_no_card_shows_the_code_of_its_rule(start, wrong):
    window = start(wrong)
    type_in(window, "requests/granted/natural", "999")
    window.workspace.settle()
    groups = [card.group for card in window.findings.cards]
    assert groups == sorted(groups, key=[*GROUPS].index)
    assert groups[0] == "error"
    assert not any(re.search(r"R\d\d", words) for words in cards(window))
    index = window.findings.list.model().index(0)
    assert "R01" in index.data(Qt.ItemDataRole.ToolTipRole)
    spoken = window.outline.item(3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "错误" in spoken
    assert "处提醒" in window.findings.tally


def test_choosing_it_marks_its_words(start, wrong):
    window = start(wrong)
    choose(window, "280")
    assert text_box(window, "overview/on_request").textCursor().selectedText() == "280"


def test_choosing_an_error_goes_to_its_cell(start, wrong):
    window = start(wrong)
    type_in(window, "requests/granted/natural", "999")
    window.workspace.settle()
    choose(window, "“自然人”列不平")
    assert current(grid(window, "requests")) in found(window, "R01").cells


def test_the_tables_number_comes_into_the_text_as_one_step(start, wrong):
    window = start(wrong)
    before = store.encode(report(window))
    window.page.verticalScrollBar().setValue(window.page.verticalScrollBar().maximum())
    window.editing.replace(found(window))
    assert report(window).text("overview/on_request") == "全年新收政府信息公开申请28件。"
    box = text_box(window, "overview/on_request")
    assert box.textCursor().selectedText() == "28"
    assert in_sight(window, box, box.cursorRect())
    assert window.statusBar().currentMessage() == "“依申请公开”里的“280”已改成“28”，可以撤销。"
    assert not any("280" in card for card in cards(window))
    window.editing.undo()
    assert store.encode(report(window)) == before


def test_a_warning_is_accepted_with_a_reason_that_can_be_withdrawn(start, wrong):
    """By keys alone; Tab leads on, Esc leaves, an empty line says nothing."""
    window = start(wrong)
    shown = window.findings.list
    shown.make_current(card_row(window, "280"))
    shown.setFocus()
    act = next(n for n, a in enumerate(shown.current().acts) if a.deed == "accept")
    assert act == 2  # behind the two that have keys of their own
    shown.acted.emit(shown.current(), shown.current().acts[act])
    assert has_keyboard().objectName() == "reason"
    press(Qt.Key.Key_Return)
    assert not found(window).acknowledged
    type_words("误会")
    press(Qt.Key.Key_Escape)
    assert window.focusWidget() is shown
    shown.acted.emit(shown.current(), shown.current().acts[act])
    type_words("含网上咨询")
    press(Qt.Key.Key_Tab)
    assert has_keyboard().objectName() != "reason"
    assert not found(window).acknowledged
    press(Qt.Key.Key_Backtab, SHIFT)
    press(Qt.Key.Key_Return)
    assert found(window).acknowledged == "含网上咨询"
    assert undo_words(window) == "说明理由"
    assert cards(window)[-1] == "已说明 1 处"
    press_card(window, "已说明 1 处", "unfold")
    assert "已说明：含网上咨询" in cards(window)[-1]
    press_card(window, "含网上咨询", "withdraw")
    assert not found(window).acknowledged


def test_text_checks_follow_typing_after_a_rest(start, qtbot, wrong):
    window = start(wrong)
    box = text_box(window, "overview/on_request")
    box.setPlainText("全年新收政府信息公开申请28件。")
    qtbot.waitUntil(lambda: not any("280" in card for card in cards(window)))


def test_a_new_list_moves_neither_the_caret_nor_the_keyboard(start, qtbot, wrong):
    window = start(wrong)
    box = text_box(window, "problems")
    box.setFocus()
    box.moveCursor(box.textCursor().MoveOperation.Start)
    box.insertPlainText("新收政府信息公开申请9999件。")
    place = box.textCursor().position()
    qtbot.waitUntil(lambda: any("9999" in card for card in cards(window)))
    assert window.focusWidget() is box
    assert box.textCursor().position() == place
    assert isinstance(box, QTextEdit)


def test_f8_goes_round_the_findings(start, wrong):
    window = start(wrong)
    visited = []
    window.findings.chosen.connect(lambda finding: visited.append(finding.message))
    for _ in range(len(window.workspace.findings) + 1):
        press(Qt.Key.Key_F8)
    assert len(set(visited)) == len(window.workspace.findings)
    assert visited[0] == visited[-1]


@pytest.fixture
def turned(tmp_path: Path) -> Path:
    """The digits of one input have changed places; nothing else is wrong."""
    file = tmp_path / "颠倒.json"
    content = json.loads((REPORTS / "sample.json").read_text(encoding="utf-8"))
    content["cells"] |= {
        "requests/granted/natural": 210,
        "requests/new_received/natural": 21 + 201 - 9,
    }
    content["texts"]["overview/on_request"] = ""
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def test_what_only_follows_is_folded_into_its_causes_card_until_it_is_asked_for(start, turned):
    window = start(turned)
    [cause] = [card for card in window.findings.cards if card.rules == "R01"]
    assert cause.words.startswith("“自然人”列不平")
    assert cause.acts[-1].words == "由此还有 1 处"
    window.findings.list.make_current(0)
    window.findings.list.setFocus()
    press(Qt.Key.Key_Right)
    _, follows = [card for card in window.findings.cards if card.rules == "R01"]
    assert follows.follows
    assert follows.words.startswith("“总计”列不平")
    choose(window, "“总计”列不平")
    assert current(grid(window, "requests")).endswith("/total")
    press_card(window, "“自然人”列不平", "unfold")
    assert not any(card.follows for card in window.findings.cards)


def test_what_only_follows_is_counted_nowhere(start, answers, turned, tmp_path):
    window = start(turned)
    assert "1 处错误" in window.findings.tally
    assert sum("R01" in f.rule for f in window.workspace.findings) == 2
    spoken = window.outline.item(3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("有错误，1 处错误")
    answers.expect("save_path", tmp_path / "a.csv")
    answers.expect("agree", False)
    window.exports.one(EXPORTS[".csv"])
    assert answers.said[-1].startswith("报告里还有 1 处错误")
    assert "“总计”列不平" not in answers.said[-1]


def test_f8_stops_at_causes_only(start, turned):
    window = start(turned)
    choose(window, "“自然人”列不平")
    visited = []
    window.findings.chosen.connect(visited.append)
    for _ in range(len(window.workspace.findings)):
        press(Qt.Key.Key_F8)
    assert visited
    assert not any(finding.because for finding in visited)


def test_the_eye_goes_to_the_cell_that_a_finding_names(start, turned):
    window = start(turned)
    choose(window, "“自然人”列不平")
    assert current(grid(window, "requests")) == "requests/granted/natural"


def test_a_mended_cause_takes_what_follows_with_it(start, turned):
    window = start(turned)
    choose(window, "“自然人”列不平")
    type_in(window, "requests/granted/natural", "201")
    window.workspace.settle()
    assert not any(card.rules == "R01" for card in window.findings.cards)


def test_a_right_number_in_a_text_is_folded_under_the_slip_and_not_underlined(start, turned):
    window = start(turned)
    granted = report(window).values["requests/granted/total"] - 9
    box = text_box(window, "overview/on_request")
    box.setPlainText(f"对政府信息公开申请，予以公开{granted}件。")
    window.workspace.settle()
    assert found(window).because == "R01"
    assert not any("280" in card for card in cards(window))
    assert box.extraSelections() == []
    type_in(window, "requests/granted/natural", "201")
    window.workspace.settle()
    assert not any(finding.rule == RULE for finding in window.workspace.findings)


def test_words_that_are_still_to_be_written_are_not_marked_as_wrong(start):
    """A text that is last year's keeps the report from being handed in, and is no error."""
    before = store.load(REPORTS / "021.json").report
    words = {("texts", "overview/active"): "2022年主动公开政府信息121条。"}
    before.apply(words | {("year", ""): 2022})
    window = start(REPORTS / "021.json")
    kept = {("previous", ""): previous.to_keep(before, "去年.json")}
    window.workspace.change(words | kept, "写")
    window.workspace.settle()
    marks = text_box(window, "overview/active").extraSelections()
    colours = {mark.format.underlineColor().name() for mark in marks}
    assert colours == {look.tokens().accent.name()}


def test_the_line_of_a_folded_panel_tells_the_gravest_once_anything_has_changed(start):
    """The hint that somebody went to before does not stand in the place of a new error."""
    window = start(REPORTS / "021.json")
    window.workspace.change({("cells", "disclosure/normative_docs/made"): 2}, "填写")
    window.workspace.settle()
    panel = window.findings
    if not panel.folded:
        panel.folding.emit()
    press(Qt.Key.Key_F8)
    said = panel.head.words.accessibleName()
    assert "规范性文件" in said
    type_in(window, "requests/new_received/natural", "7")
    window.workspace.settle()
    assert panel.head.words.accessibleName().startswith("表三")
