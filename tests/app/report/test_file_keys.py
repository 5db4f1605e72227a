"""Each key of a report has its shape; what does not fit is named by its place, with the reason."""

import copy
from decimal import Decimal
from typing import Any

import pytest

from app.forms.model import Form
from app.report.kept import Acknowledged, Correction, LastYear, Remark, Unit
from app.report.report import Refused, Report
from tests.app.report.test_one_door import EVERYTHING, GRANTED, TOTAL

FEES = "disclosure/fees/amount"
PROVENANCE, CORRECTIONS, REMARKS = "provenance", "corrections", "remarks"
ACKNOWLEDGED, PREVIOUS = "acknowledged", "previous"


def with_slip(key: str, slip: dict[str, Any]) -> Any:
    """The value of a key, its first entry with these fields."""
    whole = copy.deepcopy(EVERYTHING[key, ""])
    (whole if isinstance(whole, dict) else whole[0]).update(slip)
    return whole


SLIPS: list[tuple[str, dict[str, Any], str]] = [
    (PROVENANCE, {"colour": "红"}, "provenance：第 1 条，里面有不认识的项目 colour"),
    (PROVENANCE, {"unit": ""}, "第 1 条，unit 没有填写"),
    (PROVENANCE, {"unit": "　"}, "第 1 条，unit 没有填写"),
    (PROVENANCE, {"file": 3}, "第 1 条，file 不是文字"),
    (PROVENANCE, {"sha256": "abc"}, "sha256 应当是 64 位"),
    (PROVENANCE, {"sha256": "g" * 64}, "sha256 应当是 64 位"),
    (PROVENANCE, {"sha256": "0" * 64 + "\n"}, "sha256 应当是 64 位"),
    (PROVENANCE, {"sha256": "０" * 64}, "sha256 应当是 64 位"),
    (PROVENANCE, {"edition": None}, "edition 不是文字"),
    (PROVENANCE, {"kind": "pdf"}, "kind 应当是 json、docx、xlsx、html、csv 之一"),
    (PROVENANCE, {"kind": ["docx"]}, "kind 应当是"),
    (PROVENANCE, {"kind": ".docx"}, "kind 应当是"),
    (PROVENANCE, {"received": "2026年1月20日"}, "received 应当是 2026-01-31 这样的日期"),
    (PROVENANCE, {"received": "2026-1-20"}, "received 应当是"),
    (PROVENANCE, {"received": "20260120"}, "received 应当是"),
    (PROVENANCE, {"received": "2026-01-20T08:00"}, "received 应当是"),
    (PROVENANCE, {"received": "2026-02-29"}, "received 日历上没有这一天"),
    (PROVENANCE, {"received": "２０２６-01-20"}, "received 应当是"),
    (PROVENANCE, {"own": 1}, "own 应当是 true 或 false"),
    (PROVENANCE, {"own": None}, "own 应当是 true 或 false"),
    (PROVENANCE, {"own": "true"}, "own 应当是 true 或 false"),
    (CORRECTIONS, {"cell": "requests/granted/nobody"}, "cell 里没有 requests/granted/nobody"),
    (CORRECTIONS, {"cell": TOTAL}, f"cell 里没有 {TOTAL}"),
    (CORRECTIONS, {"cell": [GRANTED]}, "cell 里没有"),
    (CORRECTIONS, {"was": "3"}, "was 不是数字"),
    (CORRECTIONS, {"was": ""}, "was 不是数字"),
    (CORRECTIONS, {"now": True}, "now 不是数字"),
    (CORRECTIONS, {"now": Decimal("NaN")}, "now 不是数字"),
    (CORRECTIONS, {"now": 10**12}, "now 整数部分最多 12 位"),
    (CORRECTIONS, {"now": Decimal("0.0000001")}, "now 小数部分最多 6 位"),
    (CORRECTIONS, {"reason": " \n"}, "reason 没有写理由"),
    (CORRECTIONS, {"by": ""}, "by 没有填写"),
    (CORRECTIONS, {"date": "2026-13-01"}, "date 日历上没有这一天"),
    (CORRECTIONS, {"unit": None}, "unit 不是文字"),
    (CORRECTIONS, {"to": 3}, "里面有不认识的项目 to"),
    (REMARKS, {"cells": ["a/b/c"]}, "cells 里没有 a/b/c"),
    (REMARKS, {"cells": GRANTED}, "cells 应当是一个列表"),
    (REMARKS, {"cells": [[GRANTED]]}, "cells 里没有"),
    (REMARKS, {"texts": ["preface"]}, "texts 里没有 preface"),
    (REMARKS, {"words": ""}, "words 没有写内容"),
    (REMARKS, {"by": None}, "by 不是文字"),
    (REMARKS, {"date": ""}, "date 应当是"),
    (REMARKS, {"done": "是"}, "done 应当是 true 或 false"),
    (ACKNOWLEDGED, {"reason": ""}, "acknowledged：第 1 条，reason 没有写理由"),
    (ACKNOWLEDGED, {"cells": {GRANTED: 1}}, "第 1 条，cells 应当是一个列表"),
    (PREVIOUS, {"year": 25}, "previous：year 年份应当是 1900 到 2999 之间的四位数字"),
    (PREVIOUS, {"cells": {GRANTED: None}}, f"previous：cells {GRANTED} 不是数字"),
    (PREVIOUS, {"texts": {"problems": 3}}, "previous：texts problems 不是文字"),
    (PREVIOUS, {"source": Decimal(1)}, "previous：source 不是文字"),
]


@pytest.mark.parametrize(("key", "slip", "words"), SLIPS)
def test_a_slip_is_named_with_its_place(form: Form, key: str, slip: dict[str, Any], words: str):
    with pytest.raises(Refused) as refused:
        Report(form, {(key, ""): with_slip(key, slip)})
    assert words in str(refused.value)
    assert str(refused.value).startswith(f"{key}：")


@pytest.mark.parametrize("key", [ACKNOWLEDGED, PROVENANCE, CORRECTIONS, REMARKS])
def test_an_entry_is_whole_or_what_is_missing_is_named(form: Form, key: str):
    for name in EVERYTHING[key, ""][0]:
        slip = [{k: v for k, v in EVERYTHING[key, ""][0].items() if k != name}]
        with pytest.raises(Refused, match=f"第 1 条，缺少 {name}$"):
            Report(form, {(key, ""): slip})


@pytest.mark.parametrize("key", [ACKNOWLEDGED, PROVENANCE, CORRECTIONS, REMARKS])
def test_the_second_entry_is_told_from_the_first(form: Form, key: str):
    with pytest.raises(Refused, match="第 2 条，应当是一组“名字: 值”"):
        Report(form, {(key, ""): [*EVERYTHING[key, ""], "R01"]})


def test_a_unit_is_an_addend_once(form: Form):
    (entry,) = EVERYTHING[PROVENANCE, ""]
    other = entry | {"unit": "甲县民政局"}
    assert len(Report(form, {(PROVENANCE, ""): [entry, other]}).get((PROVENANCE, ""))) == 2
    with pytest.raises(Refused, match="第 3 条，unit 甲县教育局 出现了两次"):
        Report(form, {(PROVENANCE, ""): [entry, other, entry]})


def test_what_is_kept_has_names_and_types(form: Form):
    report = Report(form, EVERYTHING)
    (accepted,), (unit,) = report.get((ACKNOWLEDGED, "")), report.get((PROVENANCE, ""))
    (correction,), (remark,) = report.get((CORRECTIONS, "")), report.get((REMARKS, ""))
    last = report.get((PREVIOUS, ""))
    kinds = (accepted, unit, correction, remark, last)
    assert [type(each) for each in kinds] == [Acknowledged, Unit, Correction, Remark, LastYear]
    assert accepted.cells == (GRANTED,)
    assert (correction.was, correction.now) == (None, Decimal("0.25"))
    assert last.cells == {GRANTED: 1, FEES: Decimal("0.5")}


def test_what_was_made_by_hand_is_looked_at_as_well(form: Form):
    (unit,) = Report(form, EVERYTHING).get((PROVENANCE, ""))
    made = Unit(**{name: getattr(unit, name) for name in unit.__struct_fields__} | {"kind": "pdf"})
    with pytest.raises(Refused, match="kind"):
        Report(form, {(PROVENANCE, ""): [made]})
    mine = {GRANTED: 1}
    report = Report(form, {(PREVIOUS, ""): LastYear(cells=mine)})
    mine.clear()
    assert report.get((PREVIOUS, "")).cells == {GRANTED: 1}


@pytest.mark.parametrize("key", [ACKNOWLEDGED, PROVENANCE, CORRECTIONS, REMARKS])
def test_an_empty_list_is_nothing(form: Form, key: str):
    report = Report(form, EVERYTHING)
    applied = report.apply({(key, ""): []})
    assert (key, "") in applied.moved
    assert report.entries(key) == {}


def test_a_figure_has_one_form_wherever_it_stands(form: Form):
    slip = with_slip(CORRECTIONS, {"was": Decimal("2.50"), "now": Decimal("3.0")})
    last = with_slip(PREVIOUS, {"cells": {FEES: Decimal("1.10"), GRANTED: Decimal(2)}})
    report = Report(form, {(CORRECTIONS, ""): slip, (PREVIOUS, ""): last})
    (correction,) = report.get((CORRECTIONS, ""))
    assert [str(correction.was), correction.now, type(correction.now)] == ["2.5", 3, int]
    assert [str(each) for each in report.get((PREVIOUS, "")).cells.values()] == ["1.1", "2"]


def test_last_year_of_which_nothing_is_known_is_none(form: Form):
    for nothing in ({}, {"organ": "", "cells": {}, "texts": {}}, LastYear()):
        assert Report(form, {(PREVIOUS, ""): nothing}).entries(PREVIOUS) == {}
