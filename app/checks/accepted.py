"""Findings that a person accepts, as the report keeps them: with a reason, for the next reader."""

from typing import Any

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


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "cells": list(finding.cells),
        "texts": list(finding.texts),
        "message": finding.message,
    }


def _told(record: dict[str, Any]) -> tuple[Any, ...]:
    return record["rule"], tuple(record["cells"]), tuple(record["texts"]), record["message"]
