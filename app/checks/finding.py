"""What a check says."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from app.forms.base import Check, Severity
from app.forms.model import Form
from app.letters.numbers import Number

SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "提醒", "hint": "提示"}
"""What each is called, the gravest first."""


class Finding(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that a reviewer would point at."""

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    """Every cell of the sum."""
    texts: tuple[str, ...] = ()
    head: str = ""
    """The key of the report file that it is about, where that is neither a cell nor a text."""
    spans: tuple[tuple[str, int, int], ...] = ()
    """(text id, start, end) of the words meant, counted in the text as it is read."""
    replacement: str | None = None
    """What should stand in the place of the first span."""
    left: Number | None = None
    right: Number | None = None
    difference: Number | None = None
    """left - right."""
    blanks: tuple[str, ...] = ()
    """Inputs that are still blank and could explain it: the screen then says `running` instead."""
    running: str = ""
    missing: bool = False
    """Something is not there at all: the window lists it under 还差 and not among the findings."""
    unchanged: bool = False
    """It is there, but just as in an earlier report: a text that is still to be written."""
    suspect: str = ""
    """The one cell that the numbers point at; the sentence names it."""
    printed: tuple[str, ...] = ()
    """The printed totals that it is about; without them it is gone."""
    edition: str = ""
    """The edition that the report should be in."""
    because: str = ""
    """The rule of the finding that this one only follows from; it counts in no total."""
    acknowledged: str = ""
    """Why a person accepts it; empty: nobody did."""

    @property
    def is_running(self) -> bool:
        """Whether it is said as a running difference: blank cells could still explain it."""
        return bool(self.blanks and self.running)

    @property
    def gravity(self) -> int:
        """0 for the gravest."""
        return list(SEVERITIES).index(self.severity)

    @property
    def place(self) -> tuple[str, str]:
        """The address where the eye should go first; ("title", "") where it is about the whole."""
        if self.cells:
            suspects = (self.suspect,) if self.suspect else ()
            return "cells", (*self.blanks, *suspects, *self.printed, *self.cells)[0]
        return ("texts", self.texts[0]) if self.texts else (self.head or "title", "")


def finding_of(
    check: Check,
    sentence: str,
    words: Mapping[str, object] | None = None,
    more: str = "",
    **parts: Any,
) -> Finding:
    """What a check finds: one of its sentences, with these words in the places of its names.

    Args:
        check: gives its rule, and its severity where `parts` has no other.
        sentence: of the check.
        words: for all that the sentence may name.
        more: said after it.
        parts: what else the finding says, by the fields of `Finding`.
    """
    own = {"rule": check.rule, "severity": check.severity}
    try:
        message = sentence.format(**(words or {}))
    except KeyError as name:
        raise KeyError(f"{check.rule} {type(check).__name__}: no word for {name}") from name
    return Finding(message=message + more, **(own | parts))


def by_cause(findings: Iterable[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """Each finding that counts, in its order, and what only follows from it.

    A consequence goes to the cause that it shares a cell with, else to the first; one whose cause
    is not among the findings stands for itself.
    """
    findings = tuple(findings)
    groups: list[tuple[Finding, list[Finding]]] = [(f, []) for f in findings if not f.because]
    for finding in findings:
        if finding.because:
            causes = [group for group in groups if group[0].rule == finding.because]
            near = [g for g in causes if not {*finding.cells}.isdisjoint(g[0].cells)]
            if causes:
                (near or causes)[0][1].append(finding)
            else:
                groups.append((finding, []))
    return groups


def gravest(findings: Iterable[Finding], values: Mapping[str, Number | None]) -> dict[str, Finding]:
    """The finding to mark each figure with: none that is accepted, or still being filled in."""
    shown = [f for f in findings if not f.acknowledged and not f.is_running]
    return {
        cell: finding
        for finding in sorted(shown, key=lambda f: (f.gravity, bool(f.because)), reverse=True)
        for cell in finding.cells
        if values.get(cell) is not None
    }


def causes(marks: Mapping[str, Finding], form: Form) -> frozenset[str]:
    """Of marked cells, those that their finding points at: where one looks first.

    The suspect; else the totals that are printed otherwise; else the sum that does not come out,
    which is the computed cell with the most addends. Where nothing is computed, all of them. What
    only follows from another finding points at nothing.
    """
    pointed: set[str] = set()
    for finding in {id(finding): finding for finding in marks.values()}.values():
        sums = [cell for cell in finding.cells if form.cells[cell].computed]
        widest = sorted(sums, key=lambda cell: len(form.cells[cell].addends))[-1:]
        suspects = (finding.suspect,) if finding.suspect else finding.printed
        if not finding.because:
            pointed.update(suspects or widest or finding.cells)
    return frozenset(pointed)


def joined(cells: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Every cell once, in the order of its first coming."""
    return tuple(dict.fromkeys(cell for some in cells for cell in some))
