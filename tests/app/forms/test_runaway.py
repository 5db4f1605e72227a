"""Expressions that never come to an end are refused, and none that does."""

import re
import time

import pytest

from app.forms import runaway

ENDLESS = (
    "(a+)+b", "(a|a)*b", "(a*)*b", "(a?b?)*c", "(?:a|ab|b)*c", "(?:a+b?)*c", "(x+x+)+y", "([a-z]+)*=",
    r"(?:\w+\s?)*。", "(?:[^，]*，?)*。", "(?:a{0,24}){0,24}b", "(?:a?){30}a{30}", "(?:(?:a?|b?)c)*d",
    "(?=(a+)+b)", "(?!(a+)+b)", "(?>(a+)+b)", "(?:(a+)+b)*+", "((ab)+)+c", "(?:(a?)?c)*d", "(?P<n>(a|[a-c]b?)+)d",
    "(?:(?:共计|共|计))*吗", "(?:(.)|a)*b", "(?:.+?，)*?。", ".*.*.*.*!", "x(?:.*.*.*.*)!", "(?(1)a|(a+)+)b|()",
)  # fmt: skip
SOUND = (
    "(a+b)+", "a+b+", r"(?:\d+、)+\d+", "(a|b)*", "(?:共计|共|合计)*吗", "(?:a?)*", "(?:[^#]{0,24}?#)*",
    "(?:a+)*+b", "(?:(?>a+)b?)*c", r"(\d{1,3}){1,2}", ".*a.*b.*", r"(.|\n)*x", "(?:第[一二三]+条)+",
    r"(?:,\s*\w+)*", "[^，]*，[^，]*，[^，]*，[^，]*，[^，]*，", r"(\w+\s)*x", "((a|b)c)+", r"(?:[^|]+(?:\||$))+",
    "", "()", "(?:)*", "a{100}", "(?:ab){2,50}", "(a)?(?(1)b|c)+", r"(a)\1*",
)  # fmt: skip


@pytest.mark.parametrize("words", ENDLESS)
def test_an_expression_that_can_run_away_is_refused(words: str):
    re.compile(words)
    assert runaway.fault(words)


@pytest.mark.parametrize("words", SOUND)
def test_an_expression_that_comes_to_an_end_is_not(words: str):
    assert runaway.fault(words) == ""


def test_a_large_expression_is_refused_before_it_is_looked_through():
    assert runaway.fault("(?:" + "|".join(f"[一-龥]{{2}}{i}" for i in range(600)) + ")*完")


LONG = {
    "signs in turn": "(?:" + "a" * 7_900 + ")*",
    "any signs in turn": "(?:" + "." * 7_900 + ")*",
    "signs that may be left out": "(?:" + "a?" * 3_900 + ")*",
    "groups of signs": "(?:" + "|".join(chr(n) + "ab" for n in range(0x4E00, 0x5400)) + ")*",
}


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_it_is_told_soon_whatever_stands_in_a_loop(words: str):
    """In seconds of the processor, of which it takes half a one: some of these took many minutes."""
    began = time.process_time()
    runaway.fault(words)
    assert time.process_time() - began < 10


def test_a_long_loop_that_comes_to_an_end_is_still_sound():
    assert runaway.fault("(?:" + "甲乙丙" * 500 + ")*") == ""
    assert runaway.fault("(?:" + "甲乙丙" * 500 + "丁|" + "甲乙丙" * 500 + "戊)*") == ""
    assert runaway.fault("(?:" + "甲乙丙" * 500 + "|" + "甲乙丙" * 500 + ")*")
