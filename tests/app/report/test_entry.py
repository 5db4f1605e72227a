from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.model import Column
from app.report import entry
from app.report.entry import Refusal
from app.report.shapes import number_fault

COUNT = Column(id="natural", label="自然人", unit="件")
MONEY = Column(id="amount", label="金额", unit="万元", decimals=6)
CHANGE = Column(id="change", label="本年增/减", negative=True)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("１２", 12),
        ("１，２３４ 件", 1234),
        ("1,234", 1234),
        ("1 234 567", 1234567),
        ("1\u00a0808\u00a0595", 1808595),
        ("3件", 3),
        ("3 件", 3),
        ("3\n", 3),
        ("\r\n 3\t\r\n", 3),
        ("\u30003\u200b", 3),
        ("\u202d12\u202c", 12),
        ("\u200e12", 12),
        ("\u200712\u2007", 12),
        ("1\u2007234", 1234),
        ("1\u2060\x002", 12),
        ("\u316412\u2028", 12),
        ("1\ufe0f2", 12),
        ("٥", 5),
        ("𝟓𝟔 件", 56),
        ("१२", 12),
        ("1,234.00", 1234),
        ("007", 7),
        ("3.0", 3),
        ("+5", 5),
        ("-0", 0),
        ("〇", 0),
        ("0", 0),
        ("999999999999", 999999999999),
        ("0000000000000001", 1),
        ("", None),
        (" \n", None),
        ("\u3000", None),
    ],
)
def test_a_certain_text_is_read_as_meant(typed: str, value: int | None):
    assert entry.parse(typed, COUNT) == value


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("abc", "不是数字"),
        ("三件", "不是数字"),
        ("件", "不是数字"),
        ("3件件", "不是数字"),
        ("3元", "不是数字"),
        ("约3", "不是数字"),
        ("22（其中修订16件）", "不是数字"),
        ("1e3", "不是数字"),
        ("0x10", "不是数字"),
        ("NaN", "不是数字"),
        ("3%", "不是数字"),
        ("10²", "不是数字"),
        ("12①", "不是数字"),
        ("½", "不是数字"),
        ("٥①", "不是数字"),
        (".5", "整数"),
        ("########", "列太窄"),
        ("＃＃＃", "列太窄"),
        ("#REF!", "算不出结果"),
        ("#DIV/0!", "算不出结果"),
        ("#N/A", "算不出结果"),
        ("#VALUE!", "算不出结果"),
        ("#NAME?", "算不出结果"),
        ("Err:502", "算不出结果"),
        ("1.2E+05", "科学计数法"),
        ("(5)", "会计格式"),
        ("（1,234）", "会计格式"),
        ("￥12", "货币符号"),
        ("¥ 1,234.00", "货币符号"),
        ("12 %", "百分数"),
        ("３．５％", "百分数"),
        ("=SUM(A1:A3)", "公式"),
        ("5 3", "看不出"),
        ("5\u20073", "看不出"),
        (".", "看不出"),
        ("-3", "负数"),
        ("－３", "负数"),
        ("−3", "负数"),
        ("3.5", "整数"),
        ("3。5", "整数"),
        ("1234567890123", "13 位"),
        ("1,234,567,890,123", "13 位"),
        ("12,34", "看不出"),
        ("0,123", "看不出"),
        ("1,2345", "看不出"),
        ("1,234 567", "看不出"),
        ("1-2", "看不出"),
        ("3.", "看不出"),
        ("12\n34", "看不出"),
        ("无", "请填 0"),
        ("/", "请填 0"),
        ("／", "请填 0"),
        ("—", "请填 0"),
        ("不适用", "请填 0"),
        ("N/A", "请填 0"),
    ],
)
def test_an_uncertain_text_is_refused_with_the_reason(typed: str, why: str):
    refusal = entry.parse(typed, COUNT)
    assert isinstance(refusal, Refusal)
    assert why in refusal.reason
    assert refusal.offer == (0 if why == "请填 0" else None)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("24252.311082", Decimal("24252.311082")),
        ("５．５０万元", Decimal("5.5")),
        ("1,234.5", Decimal("1234.5")),
        ("0。5", Decimal("0.5")),
        ("20.300000000", Decimal("20.3")),
        ("8.0", 8),
        (".5", Decimal("0.5")),
        ("．５ 万元", Decimal("0.5")),
        ("12.", 12),
        ("1,234.", 1234),
        ("\u202d٣.٥\u202c", Decimal("3.5")),
    ],
)
def test_money_is_exact(typed: str, value: Decimal | int):
    parsed = entry.parse(typed, MONEY)
    assert (parsed, type(parsed)) == (value, type(value))


@pytest.mark.parametrize("typed", ["0.1234567", "5949.0886671"])
def test_money_is_never_rounded(typed: str):
    refusal = entry.parse(typed, MONEY)
    assert isinstance(refusal, Refusal)
    assert "6 位" in refusal.reason


def test_a_column_may_take_negative_figures():
    assert entry.parse("-8", CHANGE) == -8
    assert entry.parse("－８", CHANGE) == -8
    assert entry.parse("-\u2007\u202d8\u202c ", CHANGE) == -8


def test_a_long_text_is_cut_in_the_reason():
    refusal = entry.parse("字" * 5000, COUNT)
    assert isinstance(refusal, Refusal)
    assert len(refusal.reason) < 60


@given(
    st.one_of(
        st.from_regex(r"\s?[+-]?[0-9０９]{0,18}([.。][0-9]{0,8})? ?件?", fullmatch=True),
        st.text(max_size=20),
    ),
    st.sampled_from([COUNT, MONEY, CHANGE]),
)
def test_whatever_is_typed_is_a_figure_that_a_report_holds_or_is_refused(
    typed: str, column: Column
):
    value = entry.parse(typed, column)
    assert value is None or isinstance(value, Refusal) or number_fault(value) is None


@given(st.integers(0, 10**12 - 1))
def test_a_count_is_read_in_every_usual_spelling(number: int):
    wide = str(number).translate({digit: digit + 0xFEE0 for digit in range(0x30, 0x3A)})
    for spelling in (f"{number}", f"{number:,}", f" {number} 件\n", wide):
        assert entry.parse(spelling, COUNT) == number
