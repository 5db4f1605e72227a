"""Findings as plain lines: what the commands print, and a check sheet keeps."""

from collections.abc import Sequence

from app.checks.finding import SEVERITIES, Finding, by_cause


def listed(name: str, findings: Sequence[Finding]) -> str:
    """How many findings there are, and each on a line."""
    lines = (_line(finding) for pair in by_cause(findings) for finding in (pair[0], *pair[1]))
    return "\n".join((f"{name}：{count(findings)}", *lines))


def _line(finding: Finding) -> str:
    if finding.because:
        return f"    ↳ {finding.rule} {finding.message}（由 {finding.because} 引起，不另计）"
    accepted = f"（已说明：{finding.acknowledged}）" if finding.acknowledged else ""
    parts = (SEVERITIES[finding.severity], finding.rule, finding.message)
    return f"  {' '.join(filter(None, parts))}{accepted}"


def count(findings: Sequence[Finding]) -> str:
    """How many of each kind; what only follows from another finding counts in no total."""
    own = [finding for finding in findings if not finding.because]
    counts = [
        f"{number} 处{name}"
        for severity, name in SEVERITIES.items()
        if (number := sum(f.severity == severity for f in own))
    ]
    return "、".join(counts) or "没有发现问题"
