"""What the texts of a report tell: the rules of its edition, run on its page."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from app.checks import (  # noqa: F401 - what they make
    citation,
    claims,
    dates,
    doubled,
    fees,
    growth,
    kinds,
    lists,
    rates,
    report_year,
    wording,
)
from app.checks.finding import Finding
from app.checks.passed import Failed, Passed
from app.checks.script import Script, script_of
from app.forms import rule_files, text_rules
from app.forms.base import Check
from app.forms.model import Form
from app.report.previous import Previous
from app.report.report import Report

kinds.must_have_makers(text_rules, kinds.AFTER_TEXTS)


_STOPPED = "这一条规则的写法有问题，检查到一半停下了，请告诉写规则文件的人（{why}）。"


def findings(report: Report, before: Previous | None, today: date | None) -> Iterator[Finding]:
    """In the order of the edition's rules, each check's in the order of the page."""
    for check, each in looked_at(script_of(report, before, today)):
        if isinstance(each, Finding):
            yield each
        elif isinstance(each, Failed):
            message = _STOPPED.format(why=each.why)
            yield Finding(rule=check.rule, severity="warning", message=message)


def looked_at(script: Script) -> Iterator[tuple[Check, Finding | Passed | Failed]]:
    """The findings, and what the rules found and say nothing of, each with its rule."""
    ours = rule_files.of(script.report.form).ours
    for check, run in _made(script.report.form, bool(script.texts)):
        for each in run(script) if ours else _tried(run, script):
            yield check, each


def _tried(run: claims.Run, script: Script) -> Iterator[Finding | Passed | Failed]:
    """A rule of one's own may find what it cannot use: a group that is no number ..."""
    try:
        yield from run(script)
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        yield Failed(repr(error))


@cache
def _made(form: Form, with_texts: bool) -> tuple[tuple[Check, claims.Run], ...]:
    """What can only be said of texts need not even be made for a report that has none yet."""
    checks = rule_files.of(form).checks
    return kinds.made(form, checks, *(kinds.AFTER_TEXTS if with_texts else ("head",)))
