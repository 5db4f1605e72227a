"""A text without a stop, as long as a whole report, keeps nobody waiting."""

import time

import pytest

from app import checks
from app.checks import doubled, skeleton
from tests.app.checks.cases import clean

pytestmark = pytest.mark.slow

LETTERS = 20_000
WORDS = [
    "1", "的", "一", "十", "年", "自", "公开", "收到", "其中1件、", "1件占1%，", "行政复议维持1件、",
    "比2022年的1件", "其余1件，", "分别为1件、2件，", "全部办结", "2023年1月", "的的，", "不存在", "办理回复", "结果", "1＋",
]  # fmt: skip
"""What a number, a list, a comparison, a citation could be looked for in, again and again."""


@pytest.mark.parametrize("words", WORDS)
def test_the_time_grows_with_the_text_and_not_with_its_square(words: str):
    report = clean("2021", 2023)
    checks.other_findings(report)
    report.apply({("texts", "overview/on_request"): (words * LETTERS)[:LETTERS]})
    before = time.process_time()
    checks.other_findings(report)
    assert time.process_time() - before < 2


def test_whether_letters_stand_anywhere_is_looked_up_and_not_searched_for():
    """A slip in each few letters of a whole report asks that ten thousand times."""

    class Words(str):
        __slots__ = ()

        def __contains__(self, _letters: str) -> bool:
            raise AssertionError

    known = doubled._Known(Words("政府信息公开"))
    assert "信息公开" in known
    assert "公开信息" not in known
    assert "政府信息公开了" not in known


def test_a_thousand_numbers_of_a_text_are_read_and_no_more():
    """Each is held against all that could be said of it: twenty thousand took ten seconds."""
    read = skeleton.read("收到1件，" * 3_000, 2023)
    assert len(read.figures) == 1_000
    assert read.skeleton == "收到#件，" * 1_000 + "收到≈件，" * 2_000


def test_blanks_that_end_a_text_are_passed_over_once():
    report = clean("2021", 2023)
    report.apply({("texts", "overview/on_request"): "收到申请3件。" + " " * 45_000})
    before = time.process_time()
    checks.other_findings(report)
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    "text",
    [
        "新收" + "共计" * 40,
        "无" + "信息公开" * 40,
        "未印发" + "新的" * 40,
        "上年无" + "政府信息公开" * 40,
    ],
)
def test_words_that_can_be_cut_in_two_ways_are_not_tried_in_all(text: str):
    report = clean("2021", 2023)
    report.apply({("texts", "overview/on_request"): text})
    before = time.process_time()
    checks.other_findings(report)
    assert time.process_time() - before < 2
