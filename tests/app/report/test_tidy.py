"""Texts tidied up: drawn as a clerk sees them, before and after."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.report import tidy
from app.report.tidy import KINDS, Change

LINK = "⟦requests/granted/total⟧"

DRAWN = """
　　全年公开121条,其中政策50条;  | 全年公开121条，其中政策50条；
收到3件, 办结3件.              | 收到3件，办结3件。
电话:0527-8123,邮箱:a.b@x.cn   | 电话：0527-8123，邮箱：a.b@x.cn
见http://x.gov.cn/a,b?c=1,欢迎 | 见http://x.gov.cn/a,b?c=1，欢迎
(一)主动公开(含网站)           | （一）主动公开（含网站）
他说:“好”,走了                 | 他说：“好”，走了
组织  培训　　两次             | 组织 培训　两次
收到⟦L⟧件,结转⟦L⟧,办结         | 收到⟦L⟧件，结转⟦L⟧，办结
"""
KEPT = """
共1,234件，金额0.5万元，比例3:2，时间10:30
国办公开办函(2021)30号
见 www.x.gov.cn 和 x.gov.cn/a.html
见http://x.gov.cn/公开,年报?页=一;二#(三) 这一页
1.主要做法
A,B;C:D
甲 乙
"""


def drawn() -> list[tuple[str, str]]:
    lines = DRAWN.replace("⟦L⟧", LINK).strip("\n").split("\n")
    return [(before.rstrip(" "), after) for before, _, after in (e.partition("| ") for e in lines)]


@pytest.mark.parametrize(("before", "after"), drawn())
def test_a_line_as_it_was_and_as_it_becomes(before, after):
    assert tidy.tidied(before) == after
    assert list(tidy.changes(before)) == [Change(before, after)]


@pytest.mark.parametrize("line", KEPT.strip("\n").split("\n"))
def test_figures_addresses_and_what_is_no_slip_stay(line):
    assert tidy.tidied(line) == line
    assert not list(tidy.changes(line))


def test_empty_lines_go_and_are_told_one_by_one():
    assert tidy.tidied("甲\n\n　\n乙\n") == "甲\n乙"
    assert list(tidy.changes("甲\n　\n乙")) == [Change("　", None)]
    assert not list(tidy.changes(""))


def test_only_what_was_asked_for_is_done():
    text = "　甲,乙  丙\n\n丁"
    assert tidy.tidied(text, ["indents"]) == "甲,乙  丙\n\n丁"
    assert tidy.tidied(text, ["marks"]) == "　甲，乙  丙\n\n丁"
    assert tidy.tidied(text, ["blanks"]) == "　甲,乙 丙\n\n丁"
    assert tidy.tidied(text, ["lines"]) == "　甲,乙  丙\n丁"
    assert tidy.tidied(text, []) == text


PIECES = [
    "公开",
    "件",
    "，",
    "。",
    ",",
    ".",
    ";",
    ":",
    "?",
    "(",
    ")",
    "（",
    "）",
    "”",
    "“",
    " ",
    "　",
]
PIECES += ["\n", "\t", "3", "0.5", "1,234", "10:30", "a", LINK, "http://x.cn/a,b", "a.b@x.cn", "%"]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sets(st.sampled_from(KINDS)))
def test_twice_is_as_once_and_no_figure_link_or_address_moves(text, kinds):
    once = tidy.tidied(text, kinds)
    assert tidy.tidied(once, kinds) == once
    assert bool(list(tidy.changes(text, kinds))) == (once != text)
    for sign in (r"\d+(?:[.,:]\d+)*", r"⟦[^⟧]*⟧", r"[a-z]+://[a-z.]+|@[a-z.]+", r"[公开件]"):
        assert re.findall(sign, once) == re.findall(sign, text)


@pytest.mark.parametrize(
    ("piece", "after"),
    [(each, each) for each in ("a", "a://", "a://a/", "a://a/年 ")] + [("年,", "年，")],
)
def test_a_line_as_long_as_a_text_may_be_is_gone_through_once(piece, after):
    """Each of fifty thousand letters was held against all that come after it."""
    times = 50_000 // len(piece)
    assert tidy.tidied(piece * times, ("marks",)) == after * times
