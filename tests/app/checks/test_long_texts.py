"""A text without a stop, as long as a whole report, keeps nobody waiting."""

import time

import pytest

from app import checks
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
