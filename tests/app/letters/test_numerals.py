import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.letters.numerals import is_number, naming, value_of, year_of

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number under 10,000 as it is said."""
    said, gap = "", False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            said += ("零" if gap and said else "") + DIGITS[digit] + sign
        gap = not digit
    return said or "零"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234", 1234), ("１２", 12), ("٣٥", 35), ("𝟓", 5), ("三十五", 35), ("十", 10), ("两百", 200),
        ("三百零五", 305), ("一千二百", 1200), ("二〇二三", 2023), ("一万两千", 12000), ("三万零五", 30005),
        ("百", 100), ("〇", 0),
    ],
)  # fmt: skip
def test_a_number_is_read_in_every_usual_way(written: str, value: int):
    assert is_number(written)
    assert value_of(written)[0] == value


@pytest.mark.parametrize(
    "written",
    [
        "",
        "三百五",
        "一万二",
        "两三",
        "三五",
        "一万二万",
        "十百",
        "千",
        "①",
        "²",
        "½",
        "5件",
        "9" * 21,
    ],
)
def test_what_may_be_two_numbers_or_none_is_no_number(written: str):
    assert not is_number(written)


def test_a_year_is_read_digit_by_digit():
    assert (
        year_of("二〇二三") == year_of("二零二三") == year_of("２０２３") == year_of("٢٠٢٣") == 2023
    )


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_number_that_is_said_in_full_is_read(high: int, low: int):
    assert value_of(in_chinese(low))[0] == low
    gap = "零" if 0 < low < 1000 else ""
    said = f"{in_chinese(high)}万{gap}{in_chinese(low) if low else ''}" if high else in_chinese(low)
    assert is_number(said), said
    assert value_of(said)[0] == high * 10_000 + low


@given(st.text("零〇一二两三五九十百千万点1,.٥", max_size=24))
def test_what_is_a_number_has_a_value(written: str):
    if is_number(written):
        value, step = value_of(written)
        assert value >= 0
        assert step > 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("2023年，我镇", ["2023年"]),
        ("２０２３年度", ["２０２３年度"]),
        ("二〇二三年和二○二三年、二零二三年", ["二〇二三年", "二○二三年", "二零二三年"]),
        ("自2023 年1月1日起至2023年12月31日止", ["2023 年", "2023年"]),
        ("截至2023.12.31，又2023-06-01", ["2023", "2023"]),
        ("2023—2024年", ["2023"]),
        ("上年、去年、2022年、2024年、12023年", []),
        ("国办公开办函〔2023〕30号", []),
        ("电话0512-20231234，编号2023-1", []),
    ],
)
def test_where_a_text_names_a_year(text: str, named: list[str]):
    assert [text[start:end] for start, end in naming(text, 2023)] == named
