"""What the findings say as cards, and what each offers to do. No widget."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

from msgspec import Struct

from app.checks.finding import SEVERITIES, Finding, by_cause
from app.forms.model import Cell, Form
from app.forms.names import called, with_table
from app.importers.imported import Imported
from app.importers.terms.alike import folded, for_all, kind_of

Group = Literal["error", "doubt", "warning", "hint", "filling", "accepted"]
GROUPS: dict[Group, str] = {
    "error": SEVERITIES["error"],
    "doubt": "导入疑问",
    "warning": SEVERITIES["warning"],
    "hint": SEVERITIES["hint"],
    "filling": "没填完",
    "accepted": "已说明",
}
"""What stands together, in its order; the last is folded until it is asked for."""
_OFFERS = 2
"""How many readings of a cell may be offered."""
MOST = 300
"""Cards at once: nobody looks at more, and the next hundred come when these are done with."""

Deed = Literal[
    "go", "offer", "replace", "sum", "convert", "insert", "accept", "withdraw", "seen", "unfold",
    "remark",
]  # fmt: skip


class Act(NamedTuple):
    """Something that can be done about a card."""

    deed: Deed
    words: str
    number: int = 0
    """Which of the readings of a cell."""


class Card(Struct, frozen=True):
    """A finding, many that are alike, or (with no act but unfolding) the heading of the rest."""

    group: Group
    words: str
    place: str = ""
    findings: tuple[Finding, ...] = ()
    """Empty for a heading."""
    acts: tuple[Act, ...] = ()
    fold: str = ""
    """By what the list knows that what stands under this card is to be shown."""
    unfolded: bool = False
    follows: bool = False
    """It only follows from the card above."""

    @property
    def first(self) -> Finding | None:
        return self.findings[0] if self.findings else None

    @property
    def counts(self) -> bool:
        """Whether somebody who goes round the findings stops here: not at what only follows."""
        return bool(self.findings) and not self.findings[0].because

    @property
    def rules(self) -> str:
        return self.findings[0].rule if self.findings else ""


class Listed(NamedTuple):
    """All there is to show."""

    cards: list[Card]
    counts: dict[Group, int]
    """Of each group, what only follows from something else not counted."""
    beyond: int
    """How many cards more there are than anybody could look at."""


def listed(
    form: Form, findings: Iterable[Finding], unfolded: frozenset[str], wanted: frozenset[Group]
) -> Listed:
    """The gravest first, accepted ones last; of the `wanted` groups, of all where none is."""
    counts: dict[Group, int] = {}
    cards: list[Card] = []
    pairs = sorted(by_cause(findings), key=lambda pair: _order(form, pair[0]))
    for group, those in groupby(pairs, key=lambda pair: group_of(pair[0])):
        here = list(those)
        counts[group] = sum(not cause.because for cause, _ in here)
        if not wanted or group in wanted:
            cards += _of_group(form, group, here, unfolded)
    beyond = sum(card.counts for card in cards[MOST:])
    return Listed(cards[:MOST], counts, beyond)


def group_of(finding: Finding) -> Group:
    if finding.acknowledged:
        return "accepted"
    if isinstance(finding, Imported):
        return "doubt"
    return "filling" if finding.is_running else finding.severity


def _order(form: Form, finding: Finding) -> tuple[int, int]:
    """By groups, in each in the order of the sections that they lead to."""
    key, id_ = finding.place
    at = finding.spans[0][0] if finding.spans else id_.partition("/")[0] if key == "cells" else id_
    return [*GROUPS].index(group_of(finding)), _sections(form).get(at, 0)


@cache
def _sections(form: Form) -> dict[str, int]:
    """In which section each table and each text stands; the lead is before, the closing behind."""
    found = {form.closing.id: len(form.sections) + 1}
    for number, section in enumerate(form.sections, start=1):
        found |= {text.id: number for text in section.texts}
        if section.table:
            found[section.table.id] = number
    return found


def _of_group(
    form: Form, group: Group, pairs: list[tuple[Finding, list[Finding]]], unfolded: frozenset[str]
) -> Iterator[Card]:
    if group == "doubt":
        yield from _doubts(form, [cause for cause, _ in pairs], unfolded)
        return
    if group == "accepted":
        shown = group in unfolded
        act = Act("unfold", "收起" if shown else "展开")
        yield Card(group, f"已说明 {len(pairs)} 处", acts=(act,), fold=group, unfolded=shown)
        if not shown:
            return
    for cause, following in pairs:
        yield from _with_consequences(form, cause, following, unfolded)


def _with_consequences(
    form: Form, finding: Finding, following: list[Finding], unfolded: frozenset[str]
) -> Iterator[Card]:
    """What only follows from a finding is folded under it."""
    if not following:
        yield card_of(form, finding)
        return
    key = f"{finding.rule} {finding.place}"
    shown = key in unfolded
    words = "收起" if shown else f"由此还有 {len(following)} 处"
    yield card_of(form, finding, more=(Act("unfold", words),), fold=key, unfolded=shown)
    if shown:
        for each in following:
            yield card_of(form, each, follows=True)


def _doubts(form: Form, doubts: list[Finding], unfolded: frozenset[str]) -> Iterator[Card]:
    """The doubts of an import: many that are alike are one card."""
    for group in folded(doubts, attrgetter("message")):
        kind = kind_of(group[0].message)
        if len(group) == 1 or kind in unfolded:
            yield from (card_of(form, each) for each in group)
        else:
            words = for_all(_sentence(form, group[0]), group)
            acts = (Act("unfold", "逐条看"), Act("seen", "都看过了"))
            yield Card("doubt", words, place_of(form, group[0]), tuple(group), acts, kind)


@lru_cache(maxsize=2 * MOST)
def card_of(
    form: Form,
    finding: Finding,
    *,
    more: tuple[Act, ...] = (),
    fold: str = "",
    unfolded: bool = False,
    follows: bool = False,
) -> Card:
    """One finding as a card, the same one for the same; `more`: what else can be done there."""
    return Card(
        group_of(finding),
        _sentence(form, finding),
        place_of(form, finding),
        (finding,),
        (*acts_of(form, finding), *more),
        fold,
        unfolded,
        follows,
    )


def acts_of(form: Form, finding: Finding) -> tuple[Act, ...]:
    """What can be done about a finding, the likeliest first."""
    acts = [Act("go", _going(finding))]
    if isinstance(finding, Imported):
        offers = enumerate(finding.offers[:_OFFERS])
        acts += [Act("offer", offer.words, number) for number, offer in offers]
        return (*acts, Act("seen", "看过了"))
    if finding.acknowledged:
        return (*acts, Act("withdraw", "收回说明"))
    if finding.replacement is not None:
        acts.append(Act("replace", "改成表里的数" if finding.cells else "改过来"))
    if finding.printed:
        acts.append(Act("sum", "按算出来的合计"))
    if finding.edition:
        acts.append(Act("convert", "换成这一年的表格…"))
    if _wants_words(form, finding):
        acts.append(Act("insert", "写常用句子"))
    if finding.severity != "error":
        acts.append(Act("accept", "说明理由"))
    return tuple(acts)


def _going(finding: Finding) -> str:
    key, _ = finding.place
    if finding.spans:
        return "去看这处"
    return {"cells": "去这一格", "texts": "去填写"}.get(key, "去看看")


def _wants_words(form: Form, finding: Finding) -> bool:
    """Whether a text lacks something, and there are ready sentences for it."""
    return bool(finding.texts and not finding.spans and form.texts[finding.texts[0]].sentences)


def _sentence(form: Form, finding: Finding) -> str:
    """Without the name of the table, which stands before it; while cells are blank, how far."""
    words = finding.running if finding.is_running else finding.message
    key, id_ = finding.place
    if key == "cells" and (rest := words.removeprefix(form.cells[id_].table.name)):
        words = rest.lstrip("：") or words
    reason = f"（已说明：{finding.acknowledged}）" if finding.acknowledged else ""
    return words + reason


def place_of(form: Form, finding: Finding) -> str:
    """Where it is, in a few words: the table with what its cells share, the text, the whole."""
    key, id_ = finding.place
    if finding.spans or key == "texts":
        text = finding.spans[0][0] if finding.spans else id_
        return _sections_called(form).get(text) or form.texts[text].name
    if key != "cells":
        return "整份报告"
    cells = [form.cells[cell] for cell in finding.cells] or [form.cells[id_]]
    return f"{form.cells[id_].table.name}　{_shared(cells)}".rstrip()


@cache
def _sections_called(form: Form) -> dict[str, str]:
    """Of a text that is all of a section with a long heading: what a list calls the section."""
    whole = [each for each in form.sections if each.table is None and len(each.texts) == 1]
    return {each.texts[0].id: each.short for each in whole if each.short}


def whole_place(form: Form, finding: Finding) -> str:
    """The one cell, or the text, that it leads to."""
    key, id_ = finding.place
    in_table = key == "cells" and not finding.spans
    return with_table(form.cells[id_]) if in_table else place_of(form, finding)


def _shared(cells: list[Cell]) -> str:
    """What they have in common: the column of a sum down the table, the row of one across."""
    columns, rows = {cell.column.id for cell in cells}, {cell.row.id for cell in cells}
    if len({cell.table.id for cell in cells}) > 1:
        return ""
    if len(rows) == 1 and cells[0].table.row_labels:
        return called(cells[0].row)
    return called(cells[0].column) if len(columns) == 1 else ""


def count(findings: tuple[Finding, ...]) -> str:
    """How many of each kind, in words; "" where there are none.

    What only follows from another finding is none.
    """
    groups = [group_of(finding) for finding in findings if not finding.because]
    names = {"filling": "还没有填完"}
    order: tuple[Group, ...] = ("error", "warning", "hint", "filling", "doubt", "accepted")
    parts = [
        f"{number} 处{names.get(group, GROUPS[group])}"
        for group in order
        if (number := groups.count(group))
    ]
    return "、".join(parts)
