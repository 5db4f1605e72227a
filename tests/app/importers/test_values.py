"""What is printed in number cells: figures, blanks, strokes and words, kept apart."""

from decimal import Decimal

import pytest

from app.forms.model import Form
from app.importers.terms import values
from app.importers.terms.values import Printed
from tests.app.importers.pages import edition

COUNT, MONEY = "requests/granted/natural", "disclosure/fees/amount"


def read(form: Form, text: str, cell: str = COUNT, unit: str = "") -> Printed:
    column = form.cells[cell].column
    return values.read(text, column, unit or column.unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        (" ３ ", 3),
        ("&nbsp;3".replace("&nbsp;", "\u00a0"), 3),
        ("\u202d12\u202c", 12),
        ("\u3164１２\u2007", 12),
        ("٥", 5),
        ("𝟓件", 5),
        ("1,234.00", 1234),
        ("1,808,595", 1808595),
        ("１，２３４", 1234),
        ("3件", 3),
        ("0", 0),
        ("-18", -18),
        ("−18", -18),
        ("3.5", Decimal("3.5")),
        ("3.0", 3),
        ("", None),
        ("\u3000\n", None),
    ],
)
def test_a_number_or_a_blank_is_certain(form: Form, text: str, value: object):
    assert read(form, text) == Printed(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["/", "／", "-", "－", "—", "——", "--", "\\", "不适用", "N/A", "n/a"]
)
def test_a_stroke_is_a_nought_that_keeps_its_stroke(form: Form, text: str):
    """R32: it says that there is nothing to count; that it is no printed 0 has to be told."""
    assert read(form, text) == Printed(0, text, stroke=True)
    assert read(form, text, MONEY, "元") == Printed(0, text, stroke=True)


@pytest.mark.parametrize("text", ["无", "没有", "零", "N／A#", "/1", "-/5", "一", "…"])
def test_other_words_for_nothing_are_no_stroke(form: Form, text: str):
    printed = read(form, text)
    assert (printed.value, printed.note, printed.stroke) == (None, text, False)
    assert printed.doubt


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("########", "列太窄"),
        ("#DIV/0!", "算不出结果"),
        ("1.2E+05", "科学计数法"),
        ("(5)", "会计格式"),
        ("￥12", "货币符号"),
        ("12 %", "百分数"),
        ("12.", "小数点后面没有数字"),
    ],
)
def test_what_a_spreadsheet_shows_for_a_number_is_doubted_for_what_it_is(
    form: Form, text: str, why: str
):
    printed = read(form, text)
    assert (printed.value, printed.note) == (None, text)
    assert why in printed.doubt


def test_a_half_number_of_money_is_whole(form: Form):
    assert read(form, ".5", MONEY, "万元") == Printed(Decimal("0.5"))
    assert read(form, "12.", MONEY, "万元") == Printed(12)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("22（其中修订 16 件）", 22),
        ("55(含自然失效29件)", 55),
        ("3 项", 3),
        ("0（无）", 0),
        ("22件，其中修订16件", 22),
        ("5含撤回1件", 5),
        ("12人次", 12),
        ("7*", 7),
        ("320①", 320),
        ("1,234 件 [含上年]", 1234),
    ],
)
def test_words_beside_a_number_become_its_note(form: Form, text: str, value: int):
    assert read(form, text) == Printed(value, text)


@pytest.mark.parametrize(
    "text",
    [
        "约30",
        "见附件",
        "4 6",
        "3\n5",
        "12%",
        "1e-06",
        "1/2",
        "3万",
        "10-12",
        "2023.1.1",
        "1234567890123",
        "1月5日",
        "5个月",
        "2024年1月5日",
        "1.5亿元",
        "3元",
        "50余",
        "50余件",
        "3左右",
        "3以上",
        "5（万）",
        "3(％)",
        "7*8",
        "3件4件",
    ],
)
def test_what_could_mean_several_things_is_kept_as_words(form: Form, text: str):
    printed = read(form, text)
    assert (printed.value, printed.note) == (None, " ".join(text.split()))
    assert printed.doubt


def test_a_formula_without_its_result_is_told(form: Form):
    printed = read(form, "=SUM(B5:G5)")
    assert (printed.value, printed.note) == (None, "")
    assert "公式没有保存结果" in printed.doubt


@pytest.mark.parametrize("text", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?"])
def test_an_error_of_a_formula_is_told_and_is_no_words(form: Form, text: str):
    printed = read(form, text)
    assert (printed.value, printed.note) == (None, text)
    assert text in printed.doubt


def test_money_keeps_its_decimals(form: Form):
    assert read(form, "59237.2449", MONEY) == Printed(Decimal("59237.2449"))
    assert read(form, "7730.28万元", MONEY) == Printed(Decimal("7730.28"))
    assert read(form, "1.1234567", MONEY).value is None


@pytest.mark.parametrize("text", ["5元3角", "3万", "5.2万余元", "约651.06万元"])
def test_money_that_is_not_said_plainly_is_kept_as_words(form: Form, text: str):
    printed = read(form, text, MONEY)
    assert (printed.value, printed.note) == (None, text)
    assert printed.doubt


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("7730元", "", "0.773"),
        ("7730", "元", "0.773"),
        ("1.2亿元", "", "12000"),
        ("7730（元）", "", "0.773"),
        ("7730元整（含预收）", "", "0.773"),
        ("5.2（单位：亿元）", "", "52000"),
    ],
)
def test_money_in_another_unit_is_converted_told_and_noted(
    form: Form, text: str, unit: str, value: str
):
    printed = read(form, text, MONEY, unit)
    assert printed.value == Decimal(value)
    assert printed.note == (text if "元" in text else text + unit)
    assert "已换算成" in printed.doubt


def test_money_that_does_not_fit_after_conversion_is_kept_as_words(form: Form):
    printed = read(form, "7730.12345元", MONEY)
    assert (printed.value, printed.note) == (None, "7730.12345元")
    assert "小数部分最多 6 位" in printed.doubt


def test_the_unit_of_a_header():
    assert values.unit_of("本年收费金额（单位：元）") == "元"
    assert values.unit_of("采购总金额（万元）") == "万元"
    assert values.unit_of("本年处理决定数量") == ""


@pytest.mark.parametrize("text", ["651.\n06", "651\n.06", "651 .\n 06", "６５１．\n０６"])
def test_money_cut_at_its_point_by_a_line_break_is_read_and_told(form: Form, text: str):
    printed = read(form, text, MONEY)
    assert printed.value == Decimal("651.06")
    assert "断成了两行" in printed.doubt


@pytest.mark.parametrize(
    ("text", "cell"),
    [("651.\n06", COUNT), ("65\n1.06", MONEY), ("651. 06", MONEY), ("651.\n0\n6", MONEY)],
)
def test_numbers_in_several_lines_that_may_be_several_are_none(form: Form, text: str, cell: str):
    printed = read(form, text, cell)
    assert printed.value is None
    assert printed.doubt


CHANGE = "disclosure/licensing/change"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("减4", -4),
        ("减少4", -4),
        ("减少 4 项", -4),
        ("减少了12项", -12),
        ("下降４", -4),
        ("↓4", -4),
        ("4（减）", -4),
        ("-4（减少）", -4),
        ("4↓", -4),
        ("增4", 4),
        ("增加4项", 4),
        ("新增：4", 4),
        ("4（增加）", 4),
        ("↑ 1,234", 1234),
        ("减0", 0),
        ("持平", 0),
        ("与上年持平", 0),
    ],
)
def test_a_change_in_words_is_read_with_its_sign_and_told(text: str, value: int):
    printed = values.read(text, edition("2019").cells[CHANGE].column)
    assert (printed.value, printed.note) == (value, text)
    assert f"读作 {value}，请核对" in printed.doubt


@pytest.mark.parametrize("text", ["-4", "－4", "4", "+4", "0"])
def test_a_change_in_figures_needs_no_word(text: str):
    printed = values.read(text, edition("2019").cells[CHANGE].column)
    assert (str(printed.value), printed.note, printed.doubt) == (
        text.replace("－", "-").strip("+"), "", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["增1减5", "增/减4", "减", "减-4", "-4（增加）", "4（较上年减少2项）", "增减相抵", "（4）"],
)
def test_a_change_that_could_mean_several_things_is_not_taken(text: str):
    printed = values.read(text, edition("2019").cells[CHANGE].column)
    assert (printed.value, printed.note) == (None, text)
    assert printed.doubt


@pytest.mark.parametrize("text", ["减4", "增4", "持平", "4（减）"])
def test_words_of_change_are_no_figure_where_there_is_no_change(form: Form, text: str):
    assert read(form, text).value in (None, 4)
    assert read(form, "减4").value is None


PROCUREMENT = "disclosure/procurement/amount"


@pytest.mark.parametrize(
    ("of", "cell", "yuan", "ten_thousand"),
    [
        ("2019", PROCUREMENT, Decimal("52.15"), 521500),
        ("2021", MONEY, Decimal("0.005215"), Decimal("52.15")),
    ],
)
def test_money_without_a_unit_is_not_taken_and_both_readings_are_offered(
    of: str, cell: str, yuan: object, ten_thousand: object
):
    printed = values.read("52.15", edition(of).cells[cell].column)
    assert (printed.value, printed.note) == (None, "52.15")
    assert printed.offers == (("元", yuan), ("万元", ten_thousand))
    assert "没有写单位" in printed.doubt


@pytest.mark.parametrize("text", ["0", "", "/", "—", "0.00"])
def test_no_money_needs_no_unit(text: str):
    column = edition("2019").cells[PROCUREMENT].column
    printed = values.read(text, column)
    assert printed == values.read(text, column, "元")
    assert printed.offers == ()
    assert printed.doubt == ""


@pytest.mark.parametrize(
    ("text", "value"), [("5215元", 5215), ("52.15万元", 521500), ("52.15（万元）", 521500)]
)
def test_money_with_its_own_unit_needs_none_of_the_table(text: str, value: int):
    printed = values.read(text, edition("2019").cells[PROCUREMENT].column)
    assert (printed.value, printed.offers) == (value, ())


def test_a_reading_that_no_report_can_hold_is_not_offered():
    printed = values.read("59237.2449", edition("2021").cells[MONEY].column)
    assert printed.offers == (("万元", Decimal("59237.2449")),)
    assert printed.value is None


@pytest.mark.parametrize("text", ["", "\u3000", "/", "——", "***", "3", "3件", "=", "######", "＃"])
def test_a_cell_with_a_figure_or_a_few_signs_and_no_words_looks_like_a_number_cell(text: str):
    assert values.is_figure(text)


@pytest.mark.parametrize("text", ["合计", "无", "一", "a", "****", "……：……", "（一）予以公开"])
def test_words_and_longer_runs_of_signs_do_not_look_like_a_number_cell(text: str):
    assert not values.is_figure(text)
