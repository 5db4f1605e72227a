"""How long a section is: as the rule counts, and as the window says it."""

from app import checks
from app.checks import lengths
from app.forms import catalogue as forms
from app.report.report import Report

FORM = forms.form("2021")


def report(words: str) -> Report:
    return Report(FORM, {("texts", "overview/active"): words, ("texts", "overview"): "总 述\n"})


def test_blanks_line_ends_and_what_nobody_sees_are_not_counted():
    assert lengths.counted(["全年 公开\n　121\u200b条", "甲"]) == 9


def test_only_the_texts_of_a_bounded_section_have_a_room():
    room = lengths.room(FORM, "overview/active")
    assert room is not None
    assert room.number == 1
    assert "overview" in room.texts
    assert lengths.room(FORM, "problems") is None
    assert lengths.room(FORM, "lead") is None


def test_the_rule_speaks_from_the_first_character_too_many_and_counts_the_same():
    room = lengths.room(FORM, "overview")
    assert room is not None
    full, over = report("字" * (room.most - 2)), report("字" * (room.most - 1))
    assert lengths.used(full, room) == room.most
    assert not [f for f in checks.findings(full) if f"{room.most} 字，多了" in f.message]
    [said] = [f for f in checks.findings(over) if f"{room.most} 字，多了" in f.message]
    assert f"有 {lengths.used(over, room)} 个字" in said.message
