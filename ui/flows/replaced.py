"""What an import would change of the open report, and what does not fit it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.forms.names import with_table
from app.letters.numbers import written
from app.report.report import PRINTED_BLANK, Address, Changes, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.forms.model import Form
    from app.importers.terms.proposal import Proposal
    from ui.dialogs.proposal_dialog import Use

LONGEST = 30
"""Letters of a text that name it in a list."""


def usual_use(report: Report, proposal: Proposal) -> Use:
    """As what a source is most likely meant: the year before, the open report itself, or new."""
    if proposal.organ and proposal.year and not _is_begun(report):
        return "new"
    if proposal.year and report.year and proposal.year == report.year - 1:
        return "previous"
    same = proposal.year in (None, report.year) and proposal.organ in ("", report.organ)
    return "here" if same else "new"


def _is_begun(report: Report) -> bool:
    return any(report.entries(key) for key in ("cells", "texts"))


def strange(report: Report, proposal: Proposal) -> Iterator[str]:
    """What tells that the source is not the open report at all."""
    if proposal.year and report.year and proposal.year != report.year:
        yield f"来源是 {proposal.year} 年的，当前报告是 {report.year} 年的。"
    if proposal.organ and report.organ and proposal.organ != report.organ:
        yield f"来源是“{proposal.organ}”的，当前报告是“{report.organ}”的。"


def kept(report: Report, taken: Changes) -> Iterator[str]:
    """The totals that a person typed, where the source prints others: his own stay."""
    differing = [
        (report.form.cells[id_], report.get((key, id_)), printed)
        for (key, id_), printed in taken.items()
        if key == "published" and report.get(("audited", id_))
        if printed not in (None, report.get((key, id_)))
    ]
    if differing:
        cell, own, printed = differing[0]
        yield (
            f"您自己填的纸上的合计保留，其中 {len(differing)} 个和来源不同，"
            f"例如{with_table(cell)}：您填的是 {line(own)}，来源是 {line(printed)}。"
        )


def rows(report: Report, taken: Changes) -> Iterator[tuple[str, str, str]]:
    """What stands in the report and would be another: (where, what is there, what would be)."""
    for address, new in taken.items():
        now = report.get(address)
        if now in (None, new):
            continue
        shown = report.text(address[1]) if address[0] == "texts" else now
        yield _place(report.form, address), line(shown), line(new)


def _place(form: Form, address: Address) -> str:
    key, id_ = address
    if key == "texts":
        return form.texts[id_].name
    more = {"notes": "（批注）", "published": "（纸上的合计）"}.get(key, "")
    return f"{with_table(form.cells[id_])}{more}"


def line(value: Any, longest: int = LONGEST) -> str:
    """A value of any kind on one line; a text by its beginning."""
    if value is None or value is PRINTED_BLANK:
        return "空白"
    words = "　".join(value.split("\n")) if isinstance(value, str) else written(value)
    return words if len(words) <= longest else words[:longest] + "……"
