"""Expressions that never come to an end are refused, and none that does."""

import re

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
