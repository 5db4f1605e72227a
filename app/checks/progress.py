"""How far each section of a report is, and what is still to be done about it. Pure."""

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from app.checks.finding import Finding
from app.checks.remaining import Remaining, is_due, section_of
from app.forms.model import Form, Section
from app.letters.characters import shortened
from app.report.report import Report

State = Literal["empty", "half", "done", "error"]
STATES: dict[State, str] = {
    "empty": "未开始",
    "half": "填写中",
    "done": "完成",
    "error": "有错误",
}
TITLE = "标题和引言"
"""What lists call that which stands before the first section."""
_LONGEST = 40
"""Letters of a line; what is longer stands in its tip."""


class Part(Struct, frozen=True):
    """A section, or what stands before the first one."""

    id: str
    """Of the section; "" before the first one."""
    name: str
    """Short, for a list."""
    heading: str
    """As it is printed."""
    state: State
    errors: int
    warnings: int
    """That nobody has given a reason for; they keep nothing from being done."""
    unfilled: int
    """Blank cells and texts without a word."""

    @property
    def is_open(self) -> bool:
        """Whether something in it keeps the report from being handed in."""
        return bool(self.errors or self.unfilled)

    @property
    def words(self) -> str:
        """The whole of it, for whoever sees neither sign nor colour."""
        counts = {"处错误": self.errors, "处提醒": self.warnings, "处没有填": self.unfilled}
        told = [f"{count} {what}" for what, count in counts.items() if count]
        return "，".join((self.heading, STATES[self.state], *told))


class Item(Struct, frozen=True):
    """One thing to do before the report can be handed in: an error, or a section to fill in."""

    state: State
    words: str
    """Short, for a list."""
    more: str
    """The whole sentence."""
    finding: Finding
    """Where to go."""


def parts(report: Report, findings: Iterable[Finding]) -> tuple[Part, ...]:
    """Every section in the order of the page, after what stands before the first one."""
    form = report.form
    at: dict[str, list[Finding]] = {"": [], **{section.id: [] for section in form.sections}}
    for finding in findings:
        if is_due(finding):
            at[section_of(form, finding)].append(finding)
    begun = _begun(report)
    whole = _part(form, "", TITLE, TITLE, at[""], begun="" in begun)
    return (
        whole,
        *(
            _part(form, s.id, name_of(s), s.heading, at[s.id], begun=s.id in begun)
            for s in form.sections
        ),
    )


def items(report: Report, remaining: Remaining, of: Iterable[Part]) -> tuple[Item, ...]:
    """What keeps a report from being handed in, as many as it counts: errors, then sections."""
    errors = (
        Item("error", shortened(f.message.partition("：")[0], _LONGEST), f.message, f)
        for f in remaining.errors
    )
    missing: dict[str, list[Finding]] = {}
    for finding in remaining.missing:
        missing.setdefault(section_of(report.form, finding), []).append(finding)
    sections = (
        Item(
            "half" if part.state == "error" else part.state,
            _to_do(part, missing[part.id]),
            "\n".join(finding.message for finding in missing[part.id]),
            missing[part.id][0],
        )
        for part in of
        if part.id in missing
    )
    return (*errors, *sections)


def name_of(section: Section) -> str:
    """A section as briefly as the form allows: its short name, else its heading."""
    return section.short or section.heading


def _part(
    form: Form, id_: str, name: str, heading: str, found: list[Finding], *, begun: bool
) -> Part:
    errors = sum(f.severity == "error" and not f.missing for f in found)
    missing = [f for f in found if f.missing]
    filling: State = "empty" if not begun else "half" if missing else "done"
    return Part(
        id=id_,
        name=name,
        heading=heading,
        state="error" if errors else filling,
        errors=errors,
        warnings=sum(f.severity == "warning" and not f.missing for f in found),
        unfilled=sum(_unfilled(form, f) for f in missing),
    )


def _begun(report: Report) -> set[str]:
    """The sections in which anything at all stands."""
    tables = {s.table.id: s.id for s in report.form.sections if s.table}
    texts = {text.id: s.id for s in report.form.sections for text in s.texts}
    cells = {tables[cell.partition("/")[0]] for cell in report.entries("cells")}
    written = {texts.get(text, "") for text in report.entries("texts")}
    head = {""} if report.organ or report.year is not None else set()
    return cells | written | head


def _unfilled(form: Form, finding: Finding) -> int:
    """How many boxes a finding says are blank: cells, or texts that have a heading to stand under.

    The words before the first heading of a section may be left out.
    """
    headed = sum(bool(form.texts[text].heading) for text in finding.texts)
    return len(finding.cells) or max(headed, 1)


def _to_do(part: Part, missing: list[Finding]) -> str:
    if not part.id:
        return shortened(re.split("[，。]", missing[0].message)[0], _LONGEST)
    blank = sum(len(finding.cells) for finding in missing)
    what = f"空 {blank} 格" if blank else "未写" if part.state == "empty" else "未写完"
    return f"{part.name}：{what}"
