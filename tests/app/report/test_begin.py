"""This year's report from last year's: what comes along, what does not, and what is said of it."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app import checks
from app.disk import places
from app.files import store
from app.forms import catalogue as forms
from app.report import begin, previous
from app.report.begin import Begun, CannotBegin
from app.report.closing import dated, undated
from app.report.report import PRINTED_BLANK, Report
from tests.app.report.test_one_door import EVERYTHING

OUT = "requests/carried_out/{}"
IN = "requests/carried_in/{}"
TEXTS = {
    "lead": "统计期限自2022年1月1日起至2022年12月31日止。电话：0512-66660000。",
    "overview/on_request": "2022年度收到政府信息公开申请⟦requests/new_received/total⟧件。答复均按时作出。",
    "problems": "公开的内容还不够细，上年的问题仍在。下一步将加强培训。",
    "other": "本年度没有收取信息处理费。",
    "closing": "青石县发展和改革局\n2023年1月15日",
}
LEFT_BEHIND: dict[tuple[str, str], Any] = {
    ("title", ""): "青石县2022年年报",
    ("published", "requests/total/total"): PRINTED_BLANK,
    ("notes", "requests/granted/natural"): "另有 1 件",
    ("acknowledged", ""): [
        {"rule": "R31", "cells": [], "texts": [], "message": "空白", "reason": "没有"}
    ],
    ("previous", ""): {"organ": "更早的局", "year": 2021},
    ("provenance", ""): EVERYTHING["provenance", ""],
    ("corrections", ""): EVERYTHING["corrections", ""],
    ("remarks", ""): EVERYTHING["remarks", ""],
}


def last_year(year: int | None = 2022, **more: Any) -> Report:
    """A report whose figures all differ, with one text that follows them."""
    form = forms.form(forms.edition_of_year(year or 2022))
    inputs = [cell for cell in form.cells.values() if not cell.computed]
    figures = {("cells", cell.id): number for number, cell in enumerate(inputs, 1)}
    texts = {("texts", text): words for text, words in TEXTS.items()}
    head = {
        ("organ", ""): "青石县发展和改革局",
        ("year", ""): year,
        ("level", ""): "county_department",
    }
    return Report(form, {**head, **figures, **texts, **more})


def begun(last: Report, **options: Any) -> Begun:
    return begin.this_year(last, "2022年报.json", **options)


def test_organ_level_texts_and_links_come_along_and_the_year_goes_on():
    report = begun(last_year()).report
    assert (report.organ, report.year, report.form.edition) == ("青石县发展和改革局", 2023, "2021")
    assert report.get(("level", "")) == "county_department"
    expected = TEXTS | {"closing": "青石县发展和改革局"}
    assert report.entries("texts") == expected
    report.apply({("cells", "requests/new_received/natural"): 7})
    assert "申请7件" in report.text("overview/on_request")


def test_only_what_goes_over_the_turn_of_the_year_has_a_figure():
    last = last_year()
    columns = ["natural", "business", "research", "public_welfare", "legal_service", "other"]
    assert begun(last).report.cells == {
        IN.format(column): last.cells[OUT.format(column)] for column in columns
    }


def test_nothing_else_comes_along():
    last = last_year()
    last.apply(LEFT_BEHIND)
    report = begun(last).report
    for key, id_ in LEFT_BEHIND:
        if key != "previous":
            assert not report.entries(key), (key, id_)
    assert report.title == "青石县发展和改革局2023年政府信息公开工作年度报告"
    assert report.get(("previous", "")).organ == "青石县发展和改革局"


def test_last_years_figures_totals_and_texts_are_kept_beside():
    last = last_year()
    last.apply({("cells", "disclosure/fees/amount"): Decimal("5949.088667")})
    report = begun(last).report
    assert report.get(("previous", "")) == previous.to_keep(last, "2022年报.json")
    known = previous.stored_in(report)
    assert known is not None
    assert known.cells == last.values
    assert known.texts["overview/on_request"] == last.text("overview/on_request")


def test_it_is_saved_and_opened_again_the_same():
    last = last_year()
    last.apply({("cells", "disclosure/fees/amount"): Decimal("0.50")})
    report = begun(last).report
    again = store.decode(store.encode(report))
    assert store.encode(again) == store.encode(report)
    assert checks.findings(again) == checks.findings(report)


def test_a_blank_that_goes_over_stays_blank():
    last = last_year()
    last.apply({("cells", OUT.format("other")): None})
    assert IN.format("other") not in begun(last).report.cells
    empty = Report(forms.form("2021"), {("year", ""): 2022, ("organ", ""): "甲镇"})
    assert begun(empty).report.cells == {}
    assert any("没有结转的数" in line for line in begin.told(begun(empty)))


def test_what_was_carried_over_is_told_by_place():
    (line, *_) = begin.told(begun(last_year()))
    assert line.startswith("从上年的报告结转了 6 格，表三“上年结转”：自然人 ")
    assert "法律服务机构" in line


def test_sentences_that_name_last_year_are_told_and_not_changed():
    made = begun(last_year())
    assert made.named == (
        ("lead", "统计期限自2022年1月1日起至2022年12月31日止。"),
        ("overview/on_request", "2022年度收到政府信息公开申请0件。"),
    )
    lines = begin.told(made)
    assert "有 2 句写着 2022 年，没有改，请逐句看：" in lines
    assert lines[-1].strip() == "依申请公开：2022年度收到政府信息公开申请0件。"


def test_every_text_of_the_first_and_fifth_part_is_still_to_be_written():
    found = checks.findings(begun(last_year()).report)
    copied = [f.texts for f in found if f.rule == "R43" and "沿用上年" in f.message]
    assert copied == [("overview/on_request",), ("problems",)]
    assert not [f for f in found if f.rule in ("R20", "R35") and {*f.texts} & {"problems"}]


def test_another_organ_may_be_named():
    report = begun(last_year(), organ="青石县发展和改革委员会").report
    assert report.organ == "青石县发展和改革委员会"
    assert report.get(("previous", "")).organ == "青石县发展和改革局"


@pytest.mark.parametrize(
    "organ", ["甲县）", "（应急管理局）", "某委（某局）", "办公室\n", "🚒局", "0镇", "ＡＢ局"]
)
def test_an_organ_comes_along_however_it_ends(organ: str):
    last = last_year()
    last.apply({("organ", ""): organ})
    assert begun(last).report.organ == organ


# --- years and editions


def test_a_year_must_be_known():
    with pytest.raises(CannotBegin, match=r"没有报告年度.*--year"):
        begun(last_year(None))


def test_a_year_that_last_years_report_does_not_know_is_taken_from_the_person():
    made = begun(last_year(None), year=2024)
    assert made.report.year == 2024
    assert made.carried
    assert made.report.get(("previous", "")).year is None
    last = last_year(None)
    last.apply({("texts", "problems"): "2023年，公开不够细。"})
    assert ("problems", "2023年，公开不够细。") in begun(last, year=2024).named


@pytest.mark.parametrize("year", [2022, 2021, 25])
def test_the_new_year_comes_after_the_old_one(year: int):
    with pytest.raises(CannotBegin, match=f"2022 年的报告，不能用来起头 {year} 年"):
        begun(last_year(), year=year)


def test_a_year_that_no_report_has_is_refused():
    with pytest.raises(CannotBegin, match="四位数字"):
        begun(last_year(2999))


def test_of_a_report_two_years_old_no_figure_is_taken_for_last_years():
    made = begun(last_year(), year=2024)
    assert made.report.cells == {}
    assert any("不是 2024 年的上一年" in line for line in begin.told(made))
    assert [f for f in checks.findings(made.report) if "沿用上年" in f.message]


def test_the_edition_is_that_of_the_new_year():
    assert begun(last_year(2019)).report.form.edition == "2019"
    assert begun(last_year(2020)).report.form.edition == "2021"


def test_a_report_in_an_edition_that_was_not_its_years_is_put_right():
    last = Report(forms.form("2019"), {("year", ""): 2023, ("organ", ""): "甲镇"})
    assert begun(last).report.form.edition == "2021"


def test_a_number_that_followed_a_cell_of_the_older_edition_stays_as_it_was_shown_and_is_told():
    last = last_year(2020)
    words = "采购⟦disclosure/procurement/items⟧项，其他⟦requests/other_total/total⟧件，共⟦requests/total/total⟧件。"
    last.apply({("texts", "overview/active"): words})
    items, others = (
        last.values[cell] for cell in ("disclosure/procurement/items", "requests/other_total/total")
    )
    made = begun(last)
    stored = made.report.entries("texts")["overview/active"]
    assert stored == f"采购{items}项，其他{others}件，共⟦requests/total/total⟧件。"
    told = "\n".join(begin.told(made))
    assert (
        f"“主动公开”里关联的表二“政府集中采购”的“采购项目数量”在 2021 年版里没有，已写成数字 {items}。"
        in told
    )
    assert f"已写成数字 {others}。" in told
    assert ("overview/active",) in {
        f.texts for f in checks.findings(made.report) if f.rule == "R43"
    }


def test_a_blank_cell_that_was_followed_is_nought_as_it_was_shown():
    last = last_year(2020)
    last.apply(
        {
            ("cells", "disclosure/procurement/items"): None,
            ("texts", "overview/active"): "采购⟦disclosure/procurement/items⟧项。",
        }
    )
    assert begun(last).report.entries("texts")["overview/active"] == "采购0项。"


@pytest.fixture
def edition_2030() -> None:
    """A later edition in which a text has another id."""
    whole = (places.resources() / "forms" / "2021.yaml").read_text(encoding="utf-8")
    made = yaml.safe_load(whole.replace("overview/supervision", "overview/oversight"))
    made |= {"edition": "2030", "name": "2030 年版", "first_year": 2030}
    made["checks"] = [check for check in made["checks"] if check.get("rule") in ("R07", "R43")]
    own = places.settings_folder() / "forms" / "2030.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")


@pytest.mark.usefixtures("edition_2030")
def test_a_text_that_the_new_edition_does_not_have_is_told_and_kept_beside():
    last = last_year(2029)
    words = "培训⟦requests/new_received/natural⟧次，年度考核为优秀，社会评议满意率很高，无人被追究责任。"
    last.apply({("texts", "overview/supervision"): words})
    made = begun(last)
    assert made.report.form.edition == "2030"
    told = "\n".join(begin.told(made))
    shown = last.text("overview/supervision")
    assert f"“监督保障”在 2030 年版里没有位置，没有带来：{shown[:20]}……" in told
    kept = made.report.get(("previous", "")).texts
    assert kept["overview/supervision"] == shown
    assert store.encode(store.decode(store.encode(made.report))) == store.encode(made.report)


# --- the closing


@pytest.mark.parametrize(
    "date",
    [
        "2023年1月15日", "2023 年 1 月 15 日", "２０２３年１月１５日", "二〇二三年一月十五日",
        "二○二三年元月十五日", "2023-01-15", "2023.1.15", "2023/1/15", "2023年1月", "2023年 月 日",
        "1月15日", "20230115", "日期：2023年1月15日", "发布时间：2023-01-15 10:30", "（2023年1月15日）",
        "2023年1月15日印发",
    ],
)  # fmt: skip
@pytest.mark.parametrize("closing", ["甲局\n{}", "{}\n甲局", "　　甲局\n　　{}", "甲局\n\n{}\n"])
def test_a_date_on_a_line_of_its_own_goes(date: str, closing: str):
    assert undated(closing.format(date)).split() == ["甲局"]


@pytest.mark.parametrize(
    ("closing", "signed"),
    [
        ("甲局 2023年1月15日", "甲局"),
        ("甲局2023年1月15日", "甲局"),
        ("甲局（盖章）　2023.1.15", "甲局（盖章）"),
        ("单位：甲局　填报日期：2023年1月15日", "单位：甲局"),
        ("2023年1月15日　甲局", "甲局"),
        ("甲局\n2023年1月15日（公章）", "甲局\n（公章）"),
        ("甲局\n2023年1月15日\n乙局\n2023年1月16日", "甲局\n乙局"),
        ("三月里镇人民政府\n2023年1月15日", "三月里镇人民政府"),
        ("电话：0512-66660000\n2023年1月15日", "电话：0512-66660000"),
        ("2023年1月15日", ""),
        ("甲局", "甲局"),
    ],
)
def test_the_signature_stays(closing: str, signed: str):
    assert undated(closing) == signed


@pytest.mark.parametrize(
    "closing",
    [
        "本报告于2023年1月15日经局长办公会审议通过。\n甲局",
        "本报告于 2023年1月15日发布",
        "截至2022年12月31日",
        "甲局\n（2023年2月1日修订）",
        "编制时间：2023年1月15日，电话：0512-66660000",
    ],
)
def test_a_date_that_is_spoken_of_stays_and_is_told(closing: str):
    assert undated(closing) == closing
    assert dated(closing)
    last = last_year()
    last.apply({("texts", "closing"): closing})
    assert any("日期没有去掉" in line for line in begin.told(begun(last)))


@given(st.text(st.sampled_from("2023年1月5日 　\n（）甲局：-.〇一"), max_size=30))
def test_a_closing_only_loses_letters_in_their_order_and_no_second_time(closing: str):
    left = undated(closing)
    letters = iter(closing)
    assert all(letter in letters for letter in left)
    assert undated(undated(left)) == undated(left)


def test_a_closing_as_long_as_a_page_takes_no_time():
    for strange in (" " * 9_999 + "甲", "一" * 9_999, "2023年" * 3_000, "（" * 9_999):
        assert undated(strange) == strange.rstrip()


def test_no_date_is_told_where_none_is_left():
    assert not any("日期" in line for line in begin.told(begun(last_year())))
