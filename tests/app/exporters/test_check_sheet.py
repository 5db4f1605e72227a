"""What a reviewer keeps: every finding, with the reason where one was given."""

import io

import openpyxl
import pytest

from app import checks
from app.exporters.check_sheet import CHECK_SHEETS
from app.forms import catalogue
from app.report.report import Report


@pytest.fixture
def unbalanced() -> Report:
    cells = {("cells", c.id): 0 for c in catalogue.form("2021").cells.values() if not c.computed}
    report = Report(catalogue.form("2021"), {("organ", ""): "柳河镇", ("year", ""): 2025, **cells})
    blank = ("cells", "disclosure/licensing/decisions")
    report.apply({("cells", "requests/new_received/natural"): 3, blank: None})
    return report


def test_the_workbook_lists_every_finding(unbalanced):
    sheet = openpyxl.load_workbook(io.BytesIO(CHECK_SHEETS[".xlsx"](unbalanced))).active
    assert sheet is not None
    listed = [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert listed == [finding.message for finding in checks.findings(unbalanced)]


def test_the_workbook_gives_no_weight_to_what_only_follows(unbalanced):
    sheet = openpyxl.load_workbook(io.BytesIO(CHECK_SHEETS[".xlsx"](unbalanced))).active
    assert sheet is not None
    weights = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    followed = [bool(finding.because) for finding in checks.findings(unbalanced)]
    assert [weight == "由 R01 引起" for weight in weights] == followed
    assert any(followed)


def test_the_words_give_the_reason_of_an_accepted_warning(unbalanced):
    warning = next(f for f in checks.findings(unbalanced) if f.severity == "warning")
    record = {
        "rule": warning.rule,
        "cells": list(warning.cells),
        "texts": list(warning.texts),
        "message": warning.message,
        "reason": "另有专报",
    }
    unbalanced.apply({("acknowledged", ""): [record]})
    words = CHECK_SHEETS[".txt"](unbalanced).decode("utf-8-sig")
    assert words.startswith("柳河镇2025年政府信息公开工作年度报告检查单")
    assert f"{warning.message}（已说明：另有专报）" in words
    assert "R01" in words


def test_the_words_hold_no_marks_that_nobody_sees(unbalanced):
    unbalanced.apply({("organ", ""): "柳河\u202e镇\x07\u200b"})
    words = CHECK_SHEETS[".txt"](unbalanced).decode("utf-8-sig")
    assert words.startswith("柳河镇2025年")
    assert not {"\u202e", "\x07", "\u200b"} & set(words)
