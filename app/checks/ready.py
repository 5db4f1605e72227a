"""Which of the edition's ready sentences a text lacks. Pure."""

from app.checks import Finding, other_findings
from app.report.report import Changes, Refused, Report

_LONG = 6_000
"""Letters of all texts, from which on it would be felt that each sentence is tried."""


def settling(report: Report, finding: Finding) -> str:
    """The one ready sentence, as it is stored, after which the finding is gone.

    "" where there is none or more than one, or where to find out takes long.
    """
    text = finding.texts[0]
    if sum(map(len, report.entries("texts").values())) > _LONG:
        return ""
    offered = (
        sentence.format(organ=report.organ, year=report.year)
        for sentence in report.form.texts[text].sentences
    )
    settle = [sentence for sentence in offered if _settles(report, finding, sentence)]
    return settle[0] if len(settle) == 1 else ""


def with_sentence(report: Report, text: str, sentence: str) -> Changes:
    """The changes that put a sentence after what a text says."""
    before = str(report.entries("texts").get(text, "")).rstrip()
    between = "" if before.endswith(("。", "；")) or not before else "\n"
    return {("texts", text): before + between + sentence}


def _settles(report: Report, finding: Finding, sentence: str) -> bool:
    """Whether it is said no longer, and nothing else in its place."""
    tried = Report(report.form, Report(report.form).differences(report))
    try:
        tried.apply(with_sentence(report, finding.texts[0], sentence))
    except Refused:
        return False
    found = {(f.rule, f.message) for f in other_findings(tried) if finding.texts[0] in f.texts}
    here = {(f.rule, f.message) for f in other_findings(report) if finding.texts[0] in f.texts}
    return finding.rule not in {rule for rule, _ in found} and found < here
