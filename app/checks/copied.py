"""R43: a text that nobody has changed since an earlier report is one still to be written."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.checks.finding import Finding, finding_of
from app.checks.kinds import YearRun, makes
from app.forms import links
from app.forms.model import Form
from app.forms.rules import Copied
from app.letters import characters
from app.letters.numerals import naming
from app.report.previous import Previous
from app.report.report import Report


@makes(Copied, "earlier")
def copied(form: Form, check: Copied) -> YearRun:
    def run(report: Report, previous: Previous) -> Iterator[Finding]:
        for text_id in _unchanged(form, check, report, previous):
            yield _still_to_be_written(report, previous, check, text_id)

    return run


def heard(report: Report, previous: Previous, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those about texts that are still to be written."""
    for finding in found:
        texts = set(finding.texts)
        if not texts or texts - silenced(report, previous, finding.rule):
            yield finding


def silenced(report: Report, previous: Previous, rule: str) -> frozenset[str]:
    """The texts of which a rule says nothing: nobody has changed them since the earlier report."""
    return frozenset(
        text_id
        for check in report.form.checks
        if isinstance(check, Copied) and rule in check.silences
        for text_id in _unchanged(report.form, check, report, previous)
    )


def _unchanged(form: Form, check: Copied, report: Report, previous: Previous) -> Iterator[str]:
    for section in form.sections:
        for text in section.texts if section.id in check.sections else ():
            if _is_unchanged(report, previous, text.id):
                yield text.id


def _is_unchanged(report: Report, previous: Previous, text_id: str) -> bool:
    """The same as it is read, or with last year's figures where it follows the tables."""
    before = _solid(previous.texts.get(text_id, ""))
    now = str(report.entries("texts").get(text_id, ""))
    return bool(before) and any(
        _solid(links.shown(now, values)) == before for values in (previous.cells, report.values)
    )


def _still_to_be_written(
    report: Report, previous: Previous, check: Copied, text_id: str
) -> Finding:
    year = previous.year or (report.year or 0) - 1
    spans = tuple((text_id, *span) for span in naming(report.text(text_id), year))
    words = {"text": report.form.texts[text_id].name, "count": len(spans), "year": year}
    return finding_of(
        check,
        check.naming if spans else check.message,
        words,
        texts=(text_id,),
        spans=spans,
        missing=True,
        unchanged=True,
    )


@lru_cache(maxsize=64)
def _solid(text: str) -> str:
    """What is seen of a text."""
    return "".join(characters.seen(text)[0].split())
