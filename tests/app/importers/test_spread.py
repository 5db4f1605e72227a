"""A whole section pasted into one of its texts: what would come into which part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms import catalogue
from app.importers.spread import Spread, spread
from app.report.report import Report

FORM = catalogue.form("2021")
PARTS = [text for text in FORM.sections[0].texts if text.heading]
WHOLE = """一、总体情况
全年公开12件。
（一）主动公开
发布信息12条。

　　其中规章1件。
（二）依申请公开
收到⟦requests/new_received/total⟧件。
（三）政府信息管理
清理文件。
（四）政府信息公开平台建设
改版一次。
（五）监督保障
培训2次。
"""


def spread_in(words: str, text: str = "overview", **texts: str) -> Spread | None:
    held = {("texts", f"overview/{id_}"): words for id_, words in texts.items()}
    return spread(Report(FORM, held), text, words)


def texts_of(words: str, text: str = "overview", **texts: str) -> dict[str, str]:
    found = spread_in(words, text, **texts)
    assert found is not None
    return {id_: words for (_, id_), words in found.changes.items()}


@pytest.mark.parametrize("box", ["overview", "overview/active", "overview/supervision"])
def test_a_section_goes_into_its_parts_whichever_box_it_was_pasted_into(box: str):
    assert texts_of(WHOLE, box) == {
        "overview": "全年公开12件。",
        "overview/active": "发布信息12条。\n\n　　其中规章1件。",
        "overview/on_request": "收到⟦requests/new_received/total⟧件。",
        "overview/management": "清理文件。",
        "overview/platform": "改版一次。",
        "overview/supervision": "培训2次。",
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（一）主动公开情况", "（五）监督保障情况。"),
        ("(一)主动公开", "（五） 监督保障"),
        ("（一）主动公开。", "（五）监督保障："),
        ("主动公开情况", "监督保障情况"),
        ("（一）主动公开政府信息情况", "（三）监督保障"),
    ],
)
def test_sub_headings_are_known_in_their_usual_variants(first: str, second: str):
    words = f"{first}\n发布12条。\n{second}\n培训2次。"
    assert texts_of(words) == {"overview/active": "发布12条。", "overview/supervision": "培训2次。"}


def test_a_heading_that_runs_on_into_its_text_leaves_the_text():
    words = "（一）主动公开。发布12条。\n（二）依申请公开。收到3件。\n另有1件。"
    assert texts_of(words) == {
        "overview/active": "发布12条。", "overview/on_request": "收到3件。\n另有1件。",
    }  # fmt: skip


def test_what_the_parts_hold_already_stays_over_what_is_new():
    words = "（一）主动公开\n新的。\n（五）监督保障\n也是新的。"
    found = spread_in(words, active="原来的。\n", platform="别处的。")
    assert found is not None
    assert found.changes == {
        ("texts", "overview/active"): "原来的。\n新的。",
        ("texts", "overview/supervision"): "也是新的。",
    }
    assert [text.id for text in found.longer] == ["overview/active"]


def test_one_heading_of_another_part_is_enough_where_it_is_the_forms_own():
    words = "发布12条。\n（二）依申请公开\n收到3件。"
    assert texts_of(words) == {"overview": "发布12条。", "overview/on_request": "收到3件。"}


@pytest.mark.parametrize(
    ("words", "box"),
    [
        ("发布信息12条。\n其中规章1件。", "overview/active"),
        ("（一）主动公开\n发布信息12条。", "overview/active"),
        ("一是加强培训。\n二是加强考核。\n三是加强宣传。", "overview/supervision"),
        ("（一）加强领导。成立小组。\n（二）加强学习。开会两次。", "overview/supervision"),
        ("1.规章\n2.规范性文件", "overview/active"),
        (f"{WHOLE}二、主动公开政府信息情况\n见表。\n", "overview"),
        ("\n\n", "overview"),
    ],
)
def test_words_of_one_part_or_of_more_than_the_section_are_pasted_as_they_are(words: str, box: str):
    assert spread_in(words, box) is None


@given(
    st.lists(
        st.sampled_from([*(part.heading for part in PARTS), "甲", "乙丙。", "", "（一）丁"]),
        max_size=12,
    )
)
def test_nothing_is_lost_and_nothing_stands_twice(lines: list[str]):
    found = spread_in("\n".join(lines), active="原来的。")
    if found is None:
        return
    written = [heading for heading, _ in found.found]
    rest = [line for line in lines if line]
    for heading in written:
        rest.remove(heading)
    held = "\n".join(found.changes.values()).split("\n")
    assert sorted(filter(None, held)) == sorted(rest + ["原来的。"] * bool(found.longer))
