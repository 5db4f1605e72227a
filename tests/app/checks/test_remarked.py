"""What a reviewer wrote in the report stands among its findings until it is dealt with."""

from app import checks
from app.checks import said
from app.checks.accepted import with_reason
from app.forms.model import Form
from app.report.report import Report

CELL = "requests/granted/natural"
REMARK = {
    "cells": [CELL], "texts": ["problems"], "words": "请核对件数", "by": "李四", "date": "2024-02-02",
    "done": False,
}  # fmt: skip


def remarked(form: Form, **other: object) -> tuple[Report, list[checks.Finding]]:
    report = Report(form, {("remarks", ""): [REMARK | other]})
    return report, [f for f in checks.findings(report) if f.message.startswith("批注")]


def test_a_remark_is_a_warning_at_its_places(form):
    _, (finding,) = remarked(form)
    assert finding.message == "批注：请核对件数（李四，2024-02-02）"
    assert (finding.severity, finding.cells, finding.texts) == ("warning", (CELL,), ("problems",))
    assert "  提醒 批注：请核对件数（李四，2024-02-02）" in said.listed("x", [finding])


def test_one_that_was_dealt_with_is_none(form):
    assert remarked(form, done=True)[1] == []


def test_it_can_be_answered_with_a_reason(form):
    report, (finding,) = remarked(form)
    report.apply(with_reason(report, finding, "已核对台账"))
    (finding,) = [f for f in checks.table_findings(report) if f.message.startswith("批注")]
    assert finding.acknowledged == "已核对台账"


def test_nobody_s_remark_about_the_whole_says_just_when(form):
    _, (finding,) = remarked(form, by="", cells=[], texts=[])
    assert finding.message == "批注：请核对件数（2024-02-02）"
    assert finding.place == ("title", "")
