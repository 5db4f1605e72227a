import sys
import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.letters import characters


@cache
def of_class(*names: str) -> tuple[str, ...]:
    every = map(chr, range(sys.maxunicode + 1))
    return tuple(char for char in every if unicodedata.category(char) in names)


def test_a_figure_has_no_unseen_character_and_its_blanks_are_plain():
    for char in (*of_class("Cf", "Cc", "Zs", "Zl", "Zp"), "\u3164", "\ufe0f"):
        assert characters.in_figure(f"{char}１{char}{char}") == "1", hex(ord(char))


def test_an_unseen_character_inside_of_a_figure_is_no_gap():
    assert characters.in_figure("1\u200b2\u202c3") == "123"
    assert characters.in_figure("1\u20092") == characters.in_figure("1\u30002") == "1 2"


def test_a_text_keeps_no_control_and_no_format_but_line_end_and_tab():
    for char in of_class("Cf", "Cc"):
        kept = {"\t": "\t", **dict.fromkeys("\n\r\v\f\x85", "\n")}.get(char, "")
        assert characters.in_text(f"收{char}到") == f"收{kept}到", hex(ord(char))


def test_the_ends_of_lines_and_the_blanks_of_a_text_are_those_of_the_keyboard():
    assert characters.in_text("一\r\n二\u2028三\u2029四") == "一\n二\n三\n四"
    for char in of_class("Zs"):
        assert characters.in_text(f"a{char}b") == ("a\u3000b" if char == "\u3000" else "a b")


@pytest.mark.parametrize(
    "emoji", ["👩‍👩‍👧", "🏳️‍🌈", "❤️‍🔥", "👩🏽‍⚕️", "🙂‍↔️", "🐻‍❄️", "葛\U000e0100", "☎\ufe0e"]
)
def test_an_emoji_and_a_variant_of_a_letter_stay_whole(emoji: str):
    assert characters.in_text(f"谢谢{emoji}！") == f"谢谢{emoji}！"


@pytest.mark.parametrize(
    "words", ["收\u200d到", "\u200d👩", "👩\u200d", "👩\u200d\u200d👧", "1\u200d2"]
)
def test_a_joiner_that_joins_no_emoji_goes(words: str):
    assert characters.in_text(words) == words.replace("\u200d", "")


def test_half_characters_and_codes_that_are_none_go():
    assert characters.in_text("甲\ud83d\ufffe\uffff\ufdd0\U0001ffff乙") == "甲乙"


def test_a_name_stands_on_one_line():
    assert characters.in_line("某市\u2028公安\r\n局\u200b") == "某市公安局"


def test_every_decimal_digit_is_its_value_and_no_other_character_is_one():
    for char in of_class("Nd", "No", "Nl"):
        value = unicodedata.decimal(char, None)
        assert characters.digits(char) == (char if value is None else str(value))
    assert characters.digits("٥𝟓５①²½") == "555①²½"


def test_strip_knows_every_blank_and_the_marks_that_stand_beside_words():
    beside = (*of_class("Zs", "Zl", "Zp", "Cc"), *"\u200b\u200e\u202d\u2060\ufeff")
    assert {char for char in beside if f"{char}字{char}".strip(characters.WHITE) != "字"} == set()
    assert all(
        characters.is_unseen(c) or characters.is_blank(c) or characters.is_break(c)
        for c in characters.WHITE
    )


@pytest.mark.slow
@given(st.text())
def test_a_text_that_has_been_cleaned_stays_as_it_is(words: str):
    once = characters.in_text(words)
    assert characters.in_text(once) == once
    assert characters.in_figure(characters.in_figure(words)) == characters.in_figure(words)
    assert len(characters.digits(words)) == len(words)


def test_only_what_is_longer_than_a_sentence_can_quote_is_shortened():
    assert characters.shortened("某" * 20) == "某" * 20
    assert characters.shortened("某" * 21) == f"{'某' * 20}……"
    assert characters.shortened("某局的报告", 2) == "某局……"
