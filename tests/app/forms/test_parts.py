"""What the loader accepts, the checks can use: every field is held to what its type says."""

from typing import Annotated

import pytest

from app.disk import places
from app.forms import check_faults, rule_files, rules, text_rules
from app.forms import load as forms
from app.forms.base import Check, kinds_in
from app.forms.load import FormError
from app.forms.parts import Names

SLIPS = {
    "two cells where one is meant": (
        "    whole: requests/total/total\n", "    whole: requests/total/*\n", "R17/whole：没有 requests/total/*",
    ),
    "a cell that an import cannot find": (
        "    add: [disclosure/*/made]", "    add: [disclosure/*/done]", "R08/add：没有 disclosure/regulations/done",
    ),
    "a place beside in another table": (
        "    subtract: [disclosure/*/repealed]", "    subtract: [repealed]", "R08/subtract：没有 ",
    ),
    "a series of one": (
        "    cell: requests/carried_in/*\n", "    cell: requests/carried_in/total\n", "R07/cell：requests/carried_in/total",
    ),
    "a series both ways": ("    cell: requests/carried_in/*\n", "    cell: requests/*/*\n", "R07/cell：requests/*/*"),
    "an unknown row": ("rows: [disclosure/regulations,", "rows: [disclosure/regulation,", "R10/rows：没有 disclosure/regulation "),
    "a row to look at that there is not": ("doubled_row: partial", "doubled_row: part", "R01/diagnosis/doubled_row：requests 没有 part"),
    "rows of a table that has them elsewhere": ("    table: requests\n    left", "    table: disputes\n    left", "R01/left：disputes 没有 new_received"),
    "a way that there is not": ("    along: row\n", "    along: rows\n", "checks/R02"),
    "a share of nothing": ("    least: 10\n", "    least: 0\n", "checks/R17"),
    "no cells": ("    cells: [disclosure/fees/amount]\n", "    cells: []\n", "R12/cells：没有写"),
    "an expression that is none": ("    excluded: ", "    excluded: (", "R15/excluded：表达式写法不对"),
    "an expression that runs away": ("    excluded: ", "    excluded: (a+)+b|", "R15/excluded：重复里面又有重复"),
    "a name with a width": ("“{column}”列不平", "“{column:>999999999}”列不平", "R01/message：花括号里的 'column:>999999999'"),
    "a name looked into": ("“{column}”列不平", "“{column.__class__}”列不平", "R01/message"),
    "a name in a sentence that has none": ("    organ: ", "    organ: \"{organ}\" #", "R43/organ：花括号里的 'organ' 不认识，这里一个也不能用"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), SLIPS.values(), ids=SLIPS.keys())
def test_a_form_whose_check_cannot_be_run_is_refused(slip, old: str, new: str, told: str):
    with pytest.raises(FormError) as refused:
        forms.read(slip(old, new))
    assert f"版式文件 2021.yaml，checks/{told.removeprefix('checks/')}" in str(refused.value)


OF_TEXTS = {
    "a list of shares of two cells": ("    whole: requests/total/total\n", "    whole: requests/total/*\n", "R38/whole"),
    "a sum where one pattern is meant": ("[[requests/partial/total]]", "[[requests/partial/total+requests/granted/total]]", "部分公开/cells"),
    "a group that is not in the expression": ("(?P<y1>", "(?P<y0>", "R26/period：表达式里缺组：y1"),
    "a group without a name that is not there": ("    signature: ", "    signature: 局 #", "R27/signature：表达式里缺组：第 1 个"),
    "a day that no calendar has": ("      - county 2-20\n", "      - county 2-30\n", "R36/days"),
    "a day without a level": ("      - county 2-20\n", "      - 2-20\n", "R36/days"),
    "fewer names than there are": ("called: [统计期限, 联系方式]", "called: [统计期限]", "R41/called：写了 1 个，needs 有 2 个"),
    "an expression that runs away": ("noun: 无法提供\n", "noun: (?:[^，]*，?)*。\n", "无法提供/noun：重复里面又有重复"),
    "an expression for all": ("noun: 无法提供\n", "noun: (?i)无法提供\n", "无法提供/noun：表达式写法不对"),
    "an expression that is deep": ("noun: 无法提供\n", f"noun: {'(' * 1500}a{')' * 1500}\n", "无法提供/noun：表达式写法不对"),
    "an expression that is long": ("noun: 无法提供\n", f"noun: {'无' * 8001}\n", "无法提供/noun：表达式太长"),
    "an expression that grows long": ("noun: 无法提供\n", f"noun: '{'{all}' * 500}'\n", "无法提供/noun：表达式太长"),
    "a repetition beyond counting": ("noun: 无法提供\n", "noun: 无{99999999999}\n", "无法提供/noun：表达式写法不对"),
    "a step of nothing": ("    step: ", "    step: 0 #", "R23/step"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "told"), OF_TEXTS.values(), ids=OF_TEXTS.keys())
def test_a_rule_of_texts_that_cannot_be_run_is_left_out_and_named(old: str, new: str, told: str):
    whole = (places.resources() / "rules" / "2021.yaml").read_text(encoding="utf-8")
    assert old in whole
    own = places.settings_folder() / "rules" / "2021.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(whole.replace(old, new, 1), encoding="utf-8")
    (left_out,) = rule_files.left_out(forms.read(places.resources() / "forms" / "2021.yaml"))
    assert "2021.yaml" in left_out
    assert told in left_out


KINDS = [*kinds_in(rules).__args__, *kinds_in(text_rules).__args__]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_of_a_kind_says_what_it_is(kind):
    assert {field.name for field in check_faults.fields_of(kind)} == {*kind.__struct_fields__}


class Vague(Check, frozen=True, kw_only=True):
    sections: tuple[str, ...]


class VaguelySaid(Check, frozen=True, kw_only=True):
    message: Annotated[str, Names("table")]
    other: Annotated[str, "a sentence"]


@pytest.mark.parametrize(("kind", "field"), [(Vague, "sections"), (VaguelySaid, "other")])
def test_a_field_of_which_nobody_knows_what_it_is_is_no_field_of_a_kind(kind, field: str):
    with pytest.raises(TypeError, match=field):
        check_faults.fields_of(kind)
