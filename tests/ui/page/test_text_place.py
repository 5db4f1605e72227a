"""What is said under the text that is being written."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import report, text_box, type_words
from ui import look
from ui.page.sentence_list import SentenceList
from ui.page.text_place import Foot

LEFT = Qt.MouseButton.LeftButton


def foot(window) -> Foot:
    found = window.findChild(Foot)
    assert isinstance(found, Foot)
    return found


def ink(label) -> str:
    return str(label.palette().color(label.foregroundRole()).name())


def test_it_stands_under_the_text_with_the_keyboard_and_nowhere_else(start):
    window = start()
    assert not foot(window).isVisible()
    for text in ("overview/active", "problems"):
        box = text_box(window, text)
        box.setFocus()
        said = foot(window)
        assert said.isVisible()
        assert said.note.text() == box.text.note
        under = box.mapTo(window.page.widget(), box.rect().bottomLeft()).y()
        top = said.mapTo(window.page.widget(), said.rect().topLeft()).y()
        assert 0 < top - under < 6
        first = said.note if box.text.note else said.number
        assert first.mapTo(said, QPoint(0, 0)).x() == 0
    window.page.grids[0].setFocus()
    assert not foot(window).isVisible()


def test_letters_are_counted_against_what_the_rule_allows(start):
    window = start()
    form = report(window).form
    window.workspace.change({("texts", "overview/platform"): "字" * 990}, "写")
    box = text_box(window, "overview/active")
    box.setFocus()
    type_words("公 开七八九十个字")
    assert foot(window).count.text() == "8 字　第一部分合计 998 / 1,000 字"
    assert ink(foot(window).count) == look.tokens().ink3.name()
    type_words("多出来")
    assert foot(window).count.text() == "11 字　第一部分合计 1,001 / 1,000 字"
    assert ink(foot(window).count) == look.tokens().warn.name()
    text_box(window, "problems").setFocus()
    type_words("甲")
    assert foot(window).count.text() == "1 字"
    assert form.edition == "2021"


def test_its_words_put_in_what_the_keys_do(start, answers):
    window = start()
    box = text_box(window, "overview/on_request")
    box.setFocus()
    answers.expect("pick", "requests/granted/total")
    QTest.mouseClick(foot(window).number, LEFT)
    assert report(window).entries("texts")["overview/on_request"] == "⟦requests/granted/total⟧"
    assert box.hasFocus()
    QTest.mouseClick(foot(window).phrase, LEFT)
    assert window.findChild(SentenceList).isVisible()
    assert foot(window).isVisible()


def test_the_only_text_of_a_section_says_what_the_section_asks_for(start):
    """It said no more than its heading, and what was due was told only once it was missing."""
    window = start()
    for section in report(window).form.sections:
        if section.table or len(section.texts) > 1:
            continue
        box = text_box(window, section.texts[0].id)
        box.setFocus()
        assert section.note
        assert box.hint == foot(window).note.text() == section.note
        assert section.note in box.toolTip()
