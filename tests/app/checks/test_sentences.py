"""Numbers in sentences: the wrong ones are found where they stand, the others left alone."""

import re

import pytest

from app import checks
from app.checks.accepted import with_replacement
from app.checks.script import script_of
from app.report.report import Report
from tests.app.checks.sentences import ELSEWHERE, FALSE, TRUE, figures, found_in


@pytest.fixture
def filled() -> Report:
    return figures()


@pytest.mark.parametrize("sentence", TRUE)
def test_what_is_true_or_about_something_else_is_left_alone(filled: Report, sentence: str):
    assert [f"{f.rule} {f.message}" for f in found_in(filled, sentence)] == []


@pytest.mark.parametrize("sentence", ELSEWHERE)
def test_other_work_is_not_taken_for_requests(filled: Report, sentence: str):
    found = found_in(filled, sentence, "overview/active")
    assert [f"{f.rule} {f.message}" for f in found] == []


@pytest.mark.parametrize(("marked", "rules"), FALSE)
def test_a_wrong_number_is_found_where_it_stands(filled: Report, marked: str, rules: str):
    sentence = re.sub("[【】]", "", marked)
    findings = found_in(filled, sentence)
    assert sorted(f.rule for f in findings) == sorted(rules.split())
    wrong = re.findall("【(.+?)】", marked)
    assert findings[0].texts == ("overview/on_request",)
    for found in findings:
        _, start, end = found.spans[0]
        said = sentence[start:end]
        assert any(part in said or said in part for part in wrong), (said, wrong)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到政府信息公开申请46件。", "收到政府信息公开申请47件。"),
        ("收到政府信息公开申请 ４６ 件。", "收到政府信息公开申请 47 件。"),
        ("作出行政许可决定1,234件。", "作出行政许可决定312件。"),
        ("行政事业性收费21.5万元。", "行政事业性收费20万元。"),
    ],
)
def test_the_number_of_the_tables_can_take_its_place(filled: Report, sentence: str, expected: str):
    (found,) = found_in(filled, sentence)
    _, start, end = found.spans[0]
    assert found.replacement is not None
    assert sentence[:start] + found.replacement + sentence[end:] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "未收到政府信息公开申请。",
        "收到政府信息公开申请四十六件。",
        "行政许可0.05万件。",
        "行政事业性收费2000元。",
    ],
)
def test_words_are_not_replaced_by_a_number(filled: Report, sentence: str):
    (found,) = found_in(filled, sentence)
    assert found.replacement is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2022年1月1日至2022年12月31日", "2023年1月1日至2023年12月31日"),
        ("2022年1月1日起至12月31日", "2023年1月1日起至12月31日"),
        ("２０２２年1月1日 至 2022 年12月31日", "2023年1月1日 至 2023 年12月31日"),
        ("2022年1月1日至2023年12月31日", None),
        ("2023年1月1日至2023年11月30日", None),
    ],
)
def test_a_period_of_another_whole_year_can_be_put_into_this_one(
    filled: Report, said: str, expected: str | None
):
    """What else is wrong with one, only its writer knows."""
    words = f"所列数据的统计期限为{said}。"
    (found,) = (f for f in found_in(filled, words) if f.rule == "R26")
    assert found.replacement == expected
    if expected is not None:
        changes = with_replacement(filled, found)
        filled.apply(changes)
        assert filled.text("overview/on_request") == f"所列数据的统计期限为{expected}。"


def test_a_finding_names_words_cells_and_both_numbers(filled: Report):
    (found,) = found_in(filled, "2023年共收到政府信息公开申请46件。")
    assert found.cells == ("requests/new_received/total", "requests/carried_in/total")
    assert (found.left, found.right, found.difference) == (46, 47, -1)
    assert found.message == (
        "“依申请公开”写“收到政府信息公开申请46件”，而表三的本年新收是 47（加上上年结转是 51），"
        "两处不一致，请核对。"
    )


def test_every_mention_of_every_text_is_read(filled: Report):
    wrong = "收到政府信息公开申请46件。"
    filled.apply({("texts", text): wrong for text in ("overview", "problems", "requests/note")})
    found = [f for f in checks.other_findings(filled) if f.rule == "R20"]
    assert [f.texts[0] for f in found] == ["overview", "requests/note", "problems"]


def test_a_linked_number_always_agrees(filled: Report):
    filled.apply({("texts", "overview"): "收到政府信息公开申请⟦requests/new_received/total⟧件。"})
    assert any(piece.mentions for piece in script_of(filled, None, None).pieces)
    assert [f for f in checks.other_findings(filled) if f.rule == "R20"] == []
