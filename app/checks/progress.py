"""How far each section of a report is, and what is still to be done about it. Pure."""

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from app.checks.absence import is_written
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
_AS_BEFORE = "未改"
"""Of a text that is last year's, where a line has room for few letters."""
_QUOTED = re.compile("(?<=.)“[^”]{9,}”")
"""In a message, what is longer than a name."""
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
    """Blank cells and texts without a word, and those that are still an earlier report's."""
    unchanged: int = 0
    """The last of these."""
    note: str = ""
    """Why it is not done though nothing has to be done about it."""

    @property
    def is_open(self) -> bool:
        """Whether something in it keeps the report from being handed in."""
        return bool(self.errors or self.unfilled)

    @property
    def words(self) -> str:
        """The whole of it, for whoever sees neither sign nor colour."""
        counts = {
            "处错误": self.errors,
            "处提醒": self.warnings,
            "处没有填": self.unfilled - self.unchanged,
            "处和上年一样": self.unchanged,
        }
        told = [f"{count} {what}" for what, count in counts.items() if count]
        return "，".join(filter(None, (self.heading, STATES[self.state], *told, self.note)))


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
    whole = _part(report, "", TITLE, TITLE, at[""], begun="" in begun)
    return (
        whole if is_written(report.text(form.lead.id)) else _without_lead(whole),
        *(
            _part(report, s.id, name_of(s), s.heading, at[s.id], begun=s.id in begun)
            for s in form.sections
        ),
    )


def items(report: Report, remaining: Remaining, of: Iterable[Part]) -> tuple[Item, ...]:
    """What keeps a report from being handed in, as many as it counts: errors, then sections."""
    errors = (Item("error", _briefly(f.message), f.message, f) for f in remaining.errors)
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


def _briefly(message: str) -> str:
    """What is wrong, without its figures, nor the words that are quoted after their place."""
    return shortened(_QUOTED.sub("", message).partition("：")[0], _LONGEST)


def name_of(section: Section) -> str:
    """A section as briefly as the form allows: its short name, else its heading."""
    return section.short or section.heading


def _part(
    report: Report, id_: str, name: str, heading: str, found: list[Finding], *, begun: bool
) -> Part:
    form = report.form
    errors = sum(f.severity == "error" and not f.missing for f in found)
    missing = [f for f in found if f.missing]
    is_whole = not missing and not any(_is_of_nothing(report, f) for f in found)
    filling: State = "empty" if not begun else "done" if is_whole else "half"
    return Part(
        id=id_,
        name=name,
        heading=heading,
        state="error" if errors else filling,
        errors=errors,
        warnings=sum(f.severity == "warning" and not f.missing for f in found),
        unfilled=sum(_unfilled(form, f) for f in missing),
        unchanged=sum(_unfilled(form, f) for f in missing if f.unchanged),
    )


def _is_of_nothing(report: Report, finding: Finding) -> bool:
    """Whether it warns of texts in which there is not a word."""
    warns = finding.severity != "hint" and bool(finding.texts)
    return warns and not any(is_written(report.text(text)) for text in finding.texts)


def _without_lead(part: Part) -> Part:
    """A report may have no lead, but a tick would say that there is one."""
    state: State = "half" if part.state == "done" else part.state
    return replace(part, state=state, note="引言还没有写，没有可以不写")


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
    if blank:
        return f"{part.name}：空 {blank} 格"
    if part.unchanged:
        return f"{part.name}：{_as_before(part)}"
    return f"{part.name}：{'未写' if part.state == 'empty' else '未写完'}"


def _as_before(part: Part) -> str:
    """What is written there is an earlier report's; how much of it, and what is not written."""
    alone = part.unfilled == part.unchanged
    if alone and part.unchanged == 1:
        return _AS_BEFORE
    more = "" if alone else f"，{part.unfilled - part.unchanged} 处未写"
    return f"{part.unchanged} 处{_AS_BEFORE}{more}"
