"""Real reports and what a careful reader finds in them: tests/data/findings.md."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app import checks
from app.files import store
from app.importers import take
from app.importers.terms.proposal import report_of
from app.report.report import Report

DATA = Path(__file__).parents[2] / "data"
CORPUS = Path(__file__).parents[4] / "shared" / "domain" / "corpus"
"""Collected reports, where they lie beside the project: other people's sentences stay there."""

REPORTS = ("001", "003", "005", "006", "012", "014", "020", "021")
LAST_YEAR = {"006": "005"}
OWN_WORDS = {"R28", "R29", "R41", "R43"}
"""What a text lacks is not asked of single sentences."""

SEVERITIES = {"错误": "error", "提醒": "warning", "提示": "hint"}


class Expected(NamedTuple):
    """One line of the table."""

    report: str
    rule: str
    severity: str
    place: str
    numbers: tuple[str, ...]


def expected(heading: str) -> list[Expected]:
    """The lines of the table under a heading."""
    text = (DATA / "findings.md").read_text(encoding="utf-8")
    part = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in part.splitlines()]
    return [
        Expected(report, rule, SEVERITIES[severity], place.split("（")[0], tuple(numbers.split()))
        for report, rule, severity, place, numbers, _ in (row for row in rows if row)
        if severity in SEVERITIES
    ]


def report(name: str) -> Report:
    return store.load(DATA / "reports" / f"{name}.json").report


def of_tables(name: str) -> list[checks.Finding]:
    """What is found in a report that was collected without its texts, but that these are missing."""
    return [f for f in checks.findings(report(name)) if f.rule != "R43"]


def whole(name: str) -> Report:
    """A report with its texts, as it was published."""
    return report_of(take.from_file(CORPUS / f"{name}.source.txt"))


def sentences() -> Iterator[tuple[str, str, str]]:
    """(report, place, sentence) of every quotation."""
    counts: dict[str, int] = {}
    for line in (CORPUS / "narratives.jsonl").read_text(encoding="utf-8").splitlines():
        quotation = json.loads(line)
        name = quotation["corpus"]
        counts[name] = counts.get(name, 0) + 1
        yield name, f"句{counts[name]}", quotation["text"]


def in_sentence(name: str, sentence: str) -> list[checks.Finding]:
    made = report(name)
    made.apply({("texts", "overview/on_request"): sentence})
    before = report(LAST_YEAR[name]) if name in LAST_YEAR else None
    found = checks.other_findings(made, before)
    return [f for f in found if f.texts and f.rule not in OWN_WORDS]


def fits(found: checks.Finding, line: Expected) -> bool:
    """Whether a finding is what the line expects."""
    return (
        (found.rule, found.severity) == (line.rule, line.severity)
        and ("/" not in line.place or line.place in found.cells)
        and all(number in found.message for number in line.numbers)
    )
