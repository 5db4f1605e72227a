"""What two reports differ in, in a clerk's words."""

from typing import Any

import pytest

from app.forms.model import Form
from app.report.difference import in_words
from app.report.file_keys import KEYS
from app.report.kept import LastYear, Remark
from app.report.report import PRINTED_BLANK, Report

GRANTED = ("cells", "requests/granted/natural")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({GRANTED: 3, ("cells", "requests/partial/natural"): 0}, "表三 2 格"),
        ({("texts", "problems"): "很少。"}, "“存在的主要问题及改进情况”的文字"),
        (
            {("texts", text): "x" for text in ("lead", "overview/active", "problems", "other")},
            "“引言”、“主动公开”、“存在的主要问题及改进情况”等 4 段的文字",
        ),
        ({("organ", ""): "甲镇", ("year", ""): 2025}, "单位名称，年度"),
        ({("published", "requests/granted/total"): PRINTED_BLANK}, "纸上的合计"),
        (
            {
                ("notes", GRANTED[1]): "无",
                ("remarks", ""): (
                    Remark(cells=(), texts=(), words="看", by="", date="2025-01-01", done=False),
                ),
            },
            "格里的说明，批注",
        ),
        ({("previous", ""): LastYear(organ="甲镇")}, "上年的报告"),
    ],
)
def test_what_differs_is_named(form: Form, changes: dict[Any, Any], words: str):
    assert in_words(Report(form), Report(form, changes)) == words
    assert in_words(Report(form, changes), Report(form)) == words


def test_a_figure_that_goes_is_a_difference(form: Form):
    assert in_words(Report(form, {GRANTED: 0}), Report(form)) == "表三 1 格"


def test_another_edition_is_named_first(form: Form):
    from app.forms import catalogue

    older = Report(catalogue.form("2019"), {GRANTED: 3})
    words = in_words(older, Report(form, {GRANTED: 4}))
    assert words.startswith("表格从")
    assert words.endswith("表三 1 格")


def test_every_key_of_a_report_is_looked_at(form: Form):
    from app.report import difference

    known = {*difference._HEAD, *difference._BESIDE, "cells", "texts"}
    assert known == KEYS.keys()
