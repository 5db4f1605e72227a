"""Expressions of a rule file may find what nobody expects: that rule says so, the others go on."""

from collections.abc import Callable

import pytest

from app import checks
from app.disk import places
from app.forms import catalogue as forms
from app.forms import rule_files
from app.report.report import Report
from tests.app.checks.cases import clean

WILD = {
    "a year that is no number": ("    carried: ", "    carried: '(?P<from>..)(?P<into>..)' #", "R26"),
    "a day that is none": ("    period: ", "    period: '.(?P<y1>.?)(?P<m1>.?)(?P<d1>.?)(?P<y2>.?)(?P<m2>.?)(?P<d2>.?)' #", "R26"),
    "groups that were not found": ("    subject: ", "    subject: '(?P<words>无)?(?P<name>无)?(?P<kind>无)?' #", "R27"),
    "a fee without a number": ("    amount: ", "    amount: 政府信息 #", "R23"),
    "a share without a number": ("    words: '#[件条", "    words: '政府信息|#[件条", "R38"),
    "a line without a name": ("    signature: ", "    signature: '(无)?' #", "R27"),
}  # fmt: skip


@pytest.fixture
def report_by() -> Callable[[str, str], Report]:
    """A clean report, by our rules with one expression replaced."""

    def written(old: str, new: str) -> Report:
        whole = (places.resources() / "rules" / "2021.yaml").read_text(encoding="utf-8")
        assert old in whole
        own = places.settings_folder() / "rules" / "2021.yaml"
        own.parent.mkdir(parents=True)
        own.write_text(whole.replace(old, new, 1), encoding="utf-8")
        form = forms.read(places.resources() / "forms" / "2021.yaml")
        assert rule_files.left_out(form) == ()
        report = Report(form)
        ours = clean("2021", 2023)
        report.apply({key: ours.get(key) for key in (("organ", ""), ("year", ""))})
        report.apply({("texts", text): words for text, words in ours.entries("texts").items()})
        report.apply({("texts", "problems"): ""})
        return report

    return written


@pytest.mark.parametrize(("old", "new", "rule"), WILD.values(), ids=WILD.keys())
def test_a_rule_that_cannot_go_on_says_so_and_the_others_do(
    report_by, old: str, new: str, rule: str
):
    found = checks.findings(report_by(old, new))
    stopped = [finding for finding in found if "检查到一半停下了" in finding.message]
    assert {finding.rule for finding in stopped} == {rule}
    assert "R43" in {finding.rule for finding in found}


def test_rows_whose_labels_are_no_names_are_no_names(report_by):
    report = report_by("    bare: ", "    bare: '.' #")
    assert "R43" in {finding.rule for finding in checks.findings(report)}
