"""Cards of findings: what a button does it does to its own card, and the panel keeps its height."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.checks import Finding
from app.forms import catalogue as forms
from app.importers.imported import Imported
from app.importers.terms.proposal import Offer
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    card_row,
    cards,
    current,
    grid,
    has_keyboard,
    press,
    press_card,
    report,
    text_box,
    type_in,
    type_words,
)
from ui.cards import layout
from ui.cards.cards import MOST, listed

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NEW = "requests/new_received/natural"
GRANTED = 9
"""As it stands in the report from which the wrong one is made."""
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """An error, several warnings and hints: two of one rule in one text, one ready sentence."""
    file = tmp_path / "多.json"
    content = json.loads((REPORTS / "sample.json").read_text(encoding="utf-8"))
    content["texts"] |= {
        "lead": "本报告。",
        "other": "没有别的。",
        "overview/on_request": "全年新收政府信息公开申请280件。",
        "overview/management": "本年制发行政规范性文件99件。",
    }
    content["cells"]["requests/granted/natural"] = 999
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def doubt(words: str, *offers: Offer) -> Imported:
    return Imported(
        rule="R34",
        severity="warning",
        message=words,
        cells=(NEW,),
        at=("cells", NEW),
        offers=offers,
    )


def test_a_click_on_a_button_is_about_its_own_card_whichever_is_the_current_one(start, many):
    """Each deed with another card current before the click; what was done is undone again."""
    window = start(many)
    findings, stack = window.findings, window.workspace.stack
    offers = (Offer(NEW, 31, "填 31"), Offer(NEW, 12, "填 12"))
    doubts = (doubt("甲“一”"), doubt("乙处不清楚", *offers))
    window.workspace.take({("organ", ""): "青禾镇人民政府"}, "导入", doubts)
    told: list[str] = []
    for signal in (findings.chosen, findings.replacing, findings.inserting, findings.reasoned):
        signal.connect(lambda finding, *_: told.append(finding.message))
    findings.seen.connect(lambda doubts: told.append(doubts[0].message))
    findings.choosing.connect(lambda offer: told.append(offer.words))
    for words, deed, heard in (
        ("280件", "go", "280件"),
        ("280件", "replace", "280件"),
        ("99件", "replace", "99件"),
        ("信息处理费", "insert", "信息处理费"),
        ("乙处不清楚", "offer", "填 12"),
        ("99件", "accept", "99件"),
        ("统计期限", "accept", "统计期限"),
        ("甲“一”", "seen", "甲“一”"),
    ):
        window.workspace.settle()
        steps = stack.index()
        findings.list.make_current(0)  # the error, which takes no reason
        told.clear()
        press_card(window, words, deed, number=int(deed == "offer"))
        if deed == "accept":
            assert has_keyboard().objectName() == "reason"
            type_words("按实际")
            press(Key.Key_Return)
        assert len(told) == 1
        assert heard in told[0]
        while stack.index() > steps:
            window.workspace.undo()


def test_a_reason_that_is_being_written_stays_with_its_finding(start, many):
    """The list changes under it; with its finding it goes, and nothing is taken."""
    window = start(many)
    press_card(window, "280件", "accept")
    type_words("含网上")
    window.workspace.change({("cells", "requests/granted/natural"): GRANTED}, "改")
    window.workspace.settle()
    row = card_row(window, "280件")
    line = has_keyboard()
    assert line.objectName() == "reason"
    place = window.findings.list.visualRect(window.findings.list.model().index(row))
    assert place.contains(line.mapTo(window.findings.list.viewport(), QPoint(1, 1)))
    window.workspace.change({("texts", "overview/on_request"): "新收申请281件。"}, "改")
    window.workspace.settle()
    assert has_keyboard().objectName() != "reason"
    assert not report(window).get(("acknowledged", ""))


def test_the_sentence_that_a_text_lacks_is_put_in_by_one_click_and_shown(start, many):
    window = start(many)
    press_card(window, "信息处理费", "insert")
    assert report(window).text("other") == "没有别的。2025年未收取政府信息公开信息处理费。"
    cursor = text_box(window, "other").textCursor()
    assert cursor.selectedText() == "2025年未收取政府信息公开信息处理费。"
    assert not any("信息处理费" in card for card in cards(window))


def test_enter_is_the_first_deed_alt_enter_the_second_and_escape_leads_back(start, many):
    window = start(many)
    window.findings.list.make_current(0)
    press(Key.Key_F6)
    assert has_keyboard() is window.findings.list
    for _ in range(card_row(window, "280件")):
        press(Key.Key_Down)
    press(Key.Key_Return)
    assert text_box(window, "overview/on_request").hasFocus()
    press(Key.Key_F6)
    press(Key.Key_Return, ALT)
    assert report(window).text("overview/on_request") == "全年新收政府信息公开申请28件。"
    press(Key.Key_F6, SHIFT) if window.findings.list.hasFocus() else None
    press(Key.Key_F6)
    press(Key.Key_Escape)
    assert text_box(window, "overview/on_request").hasFocus()
    press(Key.Key_F6, SHIFT)
    assert has_keyboard() is window.outline


def test_a_card_says_all_to_a_screen_reader_and_its_menu_offers_all(start, many):
    window = start(many)
    row, shown = card_row(window, "280件"), window.findings.list
    index = shown.model().index(row)
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("提醒，依申请公开，")
    assert heard.endswith("按回车去看这处，按 Alt+回车改成表里的数，按菜单键有更多")
    asked = []
    window.findings.explaining.connect(asked.append)
    shown.make_current(row)
    shown.setFocus()
    assert window.help._rule_here() == "R20"
    menu = shown.menu(shown.current())
    entries = {entry.text(): entry for entry in menu.actions() if entry.text()}
    assert [*entries] == ["去看这处", "改成表里的数", "说明理由", "复制这句话", "手册里的说明"]
    entries["手册里的说明"].trigger()
    entries["复制这句话"].trigger()
    place = (
        shown.visualRect(index).topLeft()
        + layout.of(shown.current(), shown.itemDelegate().width).explain.center()
    )
    QTest.mouseClick(shown.viewport(), LEFT, pos=place)
    assert asked == ["R20", "R20"]
    assert "280件" in QApplication.clipboard().text()


def test_chips_count_and_filter_and_an_empty_filter_is_taken_off(start, many):
    window = start(many)
    chips = window.findings.head.chips.chips
    assert [chips[group].number for group in ("error", "warning", "hint")] == [
        sum(card.group == group for card in window.findings.cards if card.counts)
        for group in ("error", "warning", "hint")
    ]
    chips["error"].setFocus(Qt.FocusReason.TabFocusReason)
    press(Key.Key_Right)
    assert chips["warning"].hasFocus()
    press(Key.Key_Left)
    press(Key.Key_Space)
    assert {card.group for card in window.findings.cards} == {"error"}
    type_in(window, "requests/granted/natural", str(GRANTED))
    window.workspace.settle()
    assert "error" not in {card.group for card in window.findings.cards}
    assert window.findings.cards


def test_the_panel_keeps_its_height_until_somebody_folds_or_drags_it(start, many):
    window = start(many)
    findings = window.findings
    high = findings.height()
    assert high == 146
    for _ in range(2):
        window.workspace.change({("cells", "requests/granted/natural"): GRANTED}, "改")
        window.workspace.change(
            {("texts", id_): "" for id_ in report(window).entries("texts")}, "改"
        )
        window.workspace.settle()
        assert findings.height() == high
        window.workspace.undo()
        window.workspace.undo()
        window.workspace.settle()
        assert findings.height() == high
    QTest.mouseDClick(findings.head, LEFT, pos=findings.head.words.geometry().center())
    assert findings.height() == findings.line_height()
    assert "“自然人”列不平" in findings.head.words.accessibleName()
    press(Key.Key_F8, CTRL)
    assert findings.height() == high
    panes = findings.parentWidget()
    handle = panes.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, LEFT, pos=middle)
    QTest.mouseMove(handle, middle - QPoint(0, 60))
    QTest.mouseRelease(handle, LEFT, pos=middle - QPoint(0, 60))
    assert findings.height() > high
    high = findings.height()
    assert window.settings.findings_height == high <= panes.height() * 0.4 + 1
    for lower in (400, 740):
        window.resize(1366, lower)
        QApplication.processEvents()
        assert findings.geometry().bottom() + 1 == panes.height()
    assert findings.height() == high


def test_with_the_last_finding_the_panel_becomes_a_line_and_stays_one(start):
    window = start(REPORTS / "005.json")
    findings = window.findings
    assert not findings.cards
    assert (findings.folded, findings.height()) == (True, findings.line_height())
    panes = findings.parentWidget()
    assert findings.height() + panes.handleWidth() <= 37
    assert not panes.handle(1).isEnabled(), "there is nothing to drag"
    assert findings.head.words.accessibleName() == "没有错误和提醒"
    assert window.missing.words
    type_in(window, "requests/granted/natural", "1")
    window.workspace.settle()
    assert findings.folded
    assert "“自然人”列不平" in findings.head.words.accessibleName()
    press(Key.Key_F8, CTRL)
    assert findings.height() == 146
    findings.take_keyboard()
    window.workspace.undo()
    window.workspace.settle()
    assert findings.height() == findings.line_height()
    assert window.page.isAncestorOf(has_keyboard())
    assert not window.settings.findings_folded, "the next report shows what is found in it"


def test_in_a_low_window_the_page_has_the_room_until_the_findings_are_asked_for(start, many):
    window = start(many, size=(1366, 460))
    findings = window.findings
    assert findings.folded
    assert "列不平" in findings.head.words.accessibleName()
    findings.head.fold.click()
    assert findings.height() > findings.line_height()
    window.resize(1366, 450)
    QApplication.processEvents()
    assert not findings.folded
    window.resize(1366, 740)
    QApplication.processEvents()
    assert findings.height() == 146


def test_an_untouched_report_has_a_folded_panel_that_greets_with_nothing(start):
    window = start()
    assert window.findings.folded
    assert not window.findings.head.chips.isVisible()
    assert window.findings.head.words.accessibleName() == "填写以后，错误和提醒列在这里"
    type_in(window, NEW, "3")
    window.workspace.settle()
    assert window.findings.folded


def test_a_wide_window_has_them_at_the_right_and_the_clerks_choice_is_kept(start, many):
    window = start(many, size=(1700, 900))
    findings = window.findings
    assert findings.width() == 372
    assert findings.height() > 600
    shown = findings.list
    assert not shown.horizontalScrollBar().isVisible()
    findings.head.side.click()
    assert findings.height() == 146
    assert window.settings.findings_side == "bottom"
    window.resize(1690, 900)
    QApplication.processEvents()
    assert findings.height() == 146
    findings.head.side.click()
    window.resize(1366, 740)
    QApplication.processEvents()
    assert findings.width() == 372
    window.resize(1100, 740)
    QApplication.processEvents()
    assert findings.height() == 146


def test_what_is_seen_in_a_card_is_no_wider_than_the_card(start, many):
    """Sentences of any length, in a narrow and in a wide list."""
    window = start(many)
    for card in window.findings.cards:
        long = type(card)(card.group, card.words * 40, card.place * 3, card.findings, card.acts)
        for each in (card, long):
            for width in (300, 372, 700, 1150):
                made = layout.of(each, width)
                assert made.height < 320
                for place, words in made.lines:
                    wide = layout.QFontMetrics(layout.type_().body).horizontalAdvance(
                        words.rstrip()
                    )
                    assert wide <= place.width() + 1
                for place in (made.place, *(spot for _, spot in made.buttons)):
                    assert made.card.contains(place) or place.isEmpty()


def test_of_thousands_only_the_gravest_become_cards_and_the_rest_is_counted():
    many = [
        Finding(rule="R20", severity=severity, message=f"第{n}处", texts=("problems",))
        for severity in ("hint", "warning", "error")
        for n in range(1_000)
    ]
    made = listed(forms.form("2021"), many, frozenset(), frozenset())
    assert {card.group for card in made.cards} == {"error"}
    assert (len(made.cards), made.beyond) == (MOST, 3_000 - MOST)
    assert made.counts == {"error": 1_000, "warning": 1_000, "hint": 1_000}


def test_the_current_cell_keeps_the_keyboard_when_cards_come(start):
    window = start(REPORTS / "005.json")
    type_in(window, NEW, "1")
    window.workspace.settle()
    assert any("列不平" in card for card in cards(window))
    assert grid(window, "requests").hasFocus()
    assert current(grid(window, "requests"))


@pytest.mark.parametrize("width", [1366, 900, 640, 520, 455])
def test_no_chip_is_cut_off_however_narrow_the_window_is(start, many, width):
    window = start(many, size=(width, 760))
    head = window.findings.head
    for _ in range(2):
        QApplication.processEvents()
        for part in (*head.chips.chips.values(), head.next, head.fold):
            if part.isVisible():
                place = QRect(part.mapTo(head, QPoint(0, 0)), part.size())
                assert head.rect().contains(place)
                assert part.width() >= part.sizeHint().width()
        press(Key.Key_F8, CTRL)


def test_the_place_of_a_long_section_is_what_the_outline_calls_it(start, many):
    """Its heading has no room beside the sentence."""
    window = start(many)
    window.workspace.change({("texts", "problems"): "存在的问题：宣传不够。"}, "写")
    window.workspace.settle()
    places = [card.place for card in window.findings.cards]
    assert "五、问题和改进" in places
    assert "依申请公开" in places


def test_a_sentence_that_begins_with_a_mark_is_seen_to_begin_where_others_do(many, start):
    """Such a mark stands in the right half of its place, which would set the sentence in."""
    start(many)
    said = "“自然人”列不平，请核对。"
    [(place, _)], [(plain, _)] = (
        layout.lay(words, "表三", (), False, 500, writing=False).lines for words in (said, said[1:])
    )
    blank = QFontMetrics(layout.type_().body).tightBoundingRect("“").left()
    assert blank >= 0
    assert (plain.left() - place.left(), place.right()) == (blank, plain.right())
