"""What a person does about a finding: accepts it with a reason, or takes the number it offers."""

from typing import Any

from app import links
from app.checks.finding import Finding
from app.report import Changes, Report


def with_reason(report: Report, finding: Finding, reason: str) -> Changes:
    """The changes that keep a reason for a warning or hint; an empty one withdraws it."""
    record = _record(finding)
    kept = list(report.get(("acknowledged", "")) or ())
    kept = [each for each in kept if _told(each) != _told(record)]
    if reason:
        kept.append(record | {"reason": reason})
    return {("acknowledged", ""): kept or None}


def with_replacement(report: Report, finding: Finding) -> Changes:
    """The changes that put what the tables say in the place of a finding's words."""
    text, start, end = finding.spans[0]
    shown = report.text(text)
    new = shown[:start] + (finding.replacement or "") + shown[end:]
    stored = links.edited(str(report.entries("texts")[text]), report.values, new)
    return {("texts", text): stored}


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "cells": list(finding.cells),
        "texts": list(finding.texts),
        "message": finding.message,
    }


def _told(record: dict[str, Any]) -> tuple[Any, ...]:
    return record["rule"], tuple(record["cells"]), tuple(record["texts"]), record["message"]
