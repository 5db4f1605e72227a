"""What is wrong with an edition's checks that a shape cannot say: "place: reason", one each."""

import re
from collections.abc import Iterator
from typing import Any

from app.forms import rules, text_rules
from app.forms.base import Check, Declared
from app.forms.model import Form, cells_like, leaves

_CELLS: dict[type, tuple[str, ...]] = {
    rules.Printed: ("cells",),
    rules.Unprinted: ("cells",),
    rules.Figure: ("cells",),
    rules.Zero: ("cells",),
    rules.Share: ("part", "whole"),
    rules.Across: ("cell",),
    rules.Reappear: ("pending", "totals"),
    rules.Jump: ("cells",),
    text_rules.Mention: ("cells",),
    text_rules.Rows: ("cells",),
    text_rules.Fees: ("cells",),
    text_rules.Shares: ("totals", "whole"),
}
"""Which parts of a kind are patterns of cells. Those of `Across.last` may be another edition's."""

_TEXTS: dict[type, tuple[str, ...]] = {
    rules.Reappear: ("note",),
    text_rules.Mention: ("about",),
    text_rules.Rows: ("about",),
    text_rules.Outcomes: ("about",),
    text_rules.Needed: ("text",),
    text_rules.Lead: ("text",),
}
_SECTIONS: dict[type, tuple[str, ...]] = {
    rules.Similar: ("sections",),
    rules.Copied: ("sections",),
    text_rules.Stale: ("sections",),
    text_rules.Fees: ("section",),
    text_rules.Length: ("section",),
    rules.Absent: ("sections",),
    text_rules.Lead: ("section",),
}
_WORDS: dict[type, tuple[str, ...]] = {
    rules.Reappear: ("excluded",),
    text_rules.Mention: ("noun", "words", "zero", "unless", "unless_sentence", "needs"),
    text_rules.Rows: ("bare", "said", "unless", "unless_sentence", "needs"),
    text_rules.Outcomes: ("topics", "said", "unless", "needs"),
    text_rules.Scope: (
        "words",
        "elsewhen",
        "denied_before",
        "denied_after",
        "departments",
        "never",
        "denied",
        "fill",
        "join",
        "each",
        "postfix",
    ),
    text_rules.Claim: ("words", "others", "topics"),
    text_rules.Parts: ("among", "complete", "kinds", "open", "breaks", "rest", "totals"),
    text_rules.Fees: ("amount", "count", "unless", "none"),
    text_rules.Shares: ("words", "marked", "among", "portion"),
    text_rules.Growth: ("words", "down", "earlier", "long_ago"),
    text_rules.ReportYear: ("period", "cut", "stated", "begin", "unless", "plans", "carried"),
    text_rules.OwnName: ("signature", "common", "after", "no_place"),
    text_rules.Needed: ("empty", "words"),
    text_rules.Citation: ("words", "stale", "past"),
    text_rules.Doubled: ("sound",),
    text_rules.Lead: ("needs", "instead", "names", "parts"),
}
"""Which parts are regular expressions."""

_PIECE = {"text", "words"}
_COMPARED = {"table", "cell", "column", "stated", "due", "difference", "year"}
_TABLE = {"table", "cell", "value"}
_DIAGNOSES = {
    "addend": {"name", "difference"},
    "doubled": {"name", "difference"},
    "moved": {"column", "other", "difference"},
    "turned": {"name", "typed", "meant"},
    "crossed": {"name", "difference"},
}
"""Which names in braces each sentence of a diagnosis may use."""
_SENTENCES: dict[type, dict[str, set[str]]] = {
    rules.Printed: {
        "message": {"table", "cell", "row", "column", "computed", "printed", "difference"}
    },
    rules.Unprinted: {"message": {"table", "count"}},
    rules.Figure: {"message": _TABLE, "fraction": _TABLE},
    rules.AtMost: {"message": {"table", "row", "less", "more"}},
    rules.Zero: {"message": {"table", "cells"}},
    rules.Share: {"message": {"part", "whole", "percent", "limit"}},
    rules.Blank: {"message": {"table", "count", "first"}},
    rules.Absent: {
        "organ": set(),
        "year": set(),
        "message": {"section"},
        "partly": {"section", "texts"},
    },
    rules.Noted: {"message": {"table", "cell", "words", "value", "count", "first"}},
    rules.Across: {"message": _COMPARED, "running": _COMPARED},
    rules.Reappear: {"message": {"waiting", "now", "year"}},
    rules.Jump: {"message": {"table", "cell", "now", "before", "year"}},
    rules.Similar: {"message": {"section", "percent", "limit"}},
    rules.Copied: {"message": {"text"}, "naming": {"text", "count", "year"}},
    text_rules.Scope: {"message": _PIECE | {"name", "stated", "due", "table"}},
    text_rules.Claim: {"message": _PIECE | {"table", "left"}},
    text_rules.Parts: {"message": _PIECE | {"parts", "made", "said"}},
    text_rules.Fees: {
        "message": {"text", "said", "parts", "made", "step"},
        "stepped": {"text", "said", "parts", "made", "step"},
        "denied": _PIECE | {"own", "said"},
        "untold": {"said"},
    },
    text_rules.Shares: {
        "message": _PIECE | {"part", "base", "rate", "right"},
        "beyond": _PIECE | {"made"},
        "short_of": _PIECE | {"made"},
    },
    text_rules.Growth: {
        f: _PIECE | {"now", "before", "change", "percent"} for f in ("message", "own", "other")
    },
    text_rules.ReportYear: {
        "message": {"title", "year"},
        "wrong_period": _PIECE | {"year"},
        "text": _PIECE | {"year", "other"},
        "wrong_carried": _PIECE | {"year", "other"},
    },
    text_rules.Stale: {"message": _PIECE | {"year"}},
    text_rules.OwnName: {f: _PIECE | {"organ"} for f in ("message", "other", "signed")},
    text_rules.Needed: {f: {"text", "count"} for f in ("message", "short", "lacking")},
    text_rules.Length: {"message": {"section", "count", "most", "over"}},
    text_rules.Deadline: {"message": {"today", "year", "due", "late"}},
    text_rules.Citation: {"message": _PIECE | {"right"}},
    text_rules.EditionDue: {"message": {"year", "due", "edition"}},
    text_rules.Dated: {f: _PIECE | {"year"} for f in ("message", "early", "late")},
    text_rules.Numbering: {"message": _PIECE | {"sign", "due"}, "top": _PIECE | {"sign"}},
    text_rules.Doubled: {"message": _PIECE | {"once", "around"}},
    text_rules.Lead: {
        "message": {"missing"},
        "miscounted": _PIECE | {"said", "named", "unnamed"},
        "beyond": _PIECE | {"said", "named", "unnamed"},
    },
}
"""Which names each sentence may use in braces."""


def check_faults(form: Form) -> Iterator[str]:
    for check in form.checks:
        yield from faults_of(form, check)


def faults_of(form: Form, check: Declared) -> Iterator[str]:
    """What of one check does not fit the form, or is wrong in itself."""
    place = f"checks/{_name(check)}"
    if isinstance(check, rules.Balance):
        yield from _balance_faults(form, check, place)
    if isinstance(check, rules.Balance | rules.Printed):
        yield from _diagnosis_faults(check, place)
    yield from _cell_faults(form, check, place)
    yield from _id_faults(form, check, place)
    for field, names in _SENTENCES.get(type(check), {}).items():
        yield from pattern_faults(f"{place}/{field}", getattr(check, field), names)


def expression_faults(form: Form) -> Iterator[str]:
    """Regular expressions that are none."""
    for check in form.checks:
        yield from expression_faults_of(check, {})


def expression_faults_of(check: Declared, short: dict[str, str]) -> Iterator[str]:
    for field, words in _parts(check, _WORDS):
        yield from _expression_faults(f"checks/{_name(check)}/{field}", words, short)


def _name(check: Declared) -> str:
    return check.rule if isinstance(check, Check) else str(getattr(check, "name", "like"))


def _parts(check: Declared, kinds: dict[type, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Every string in those parts of the check that `kinds` tells of."""
    for field in kinds.get(type(check), ()):
        yield from ((field, each) for each in _strings(getattr(check, field)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, text_rules.Topic | text_rules.Superseded):
        yield value.words
    else:
        for each in value:
            yield from _strings(each)


def _cell_faults(form: Form, check: Declared, place: str) -> Iterator[str]:
    patterns = [(field, p) for field, each in _parts(check, _CELLS) for p in each.split("+")]
    if isinstance(check, rules.AtMost):
        sides = [check.less, check.more]
        patterns += [("rows", f"{row}/{side}") for row in check.rows for side in sides]
    if isinstance(check, text_rules.Claim | text_rules.Outcomes):
        patterns += [("topics", cell) for topic in check.topics for cell in topic.cells]
    for field, pattern in patterns:
        if not _finds_cells(form, pattern):
            yield f"{place}/{field}：没有 {pattern} 这样的单元格"


def _finds_cells(form: Form, pattern: str) -> bool:
    table, *rest = pattern.split("/")
    return table in form.tables and len(rest) == 2 and bool(cells_like(form, pattern))


def _id_faults(form: Form, check: Declared, place: str) -> Iterator[str]:
    for field, text in _parts(check, _TEXTS):
        if text not in form.texts:
            yield f"{place}/{field}：没有 {text} 这段文字"
    sections = {section.id for section in form.sections}
    for field, section in _parts(check, _SECTIONS):
        if section not in sections:
            yield f"{place}/{field}：没有 {section} 这一部分"


def _expression_faults(place: str, words: str, short: dict[str, str]) -> Iterator[str]:
    try:
        re.compile(text_rules.written_out(words, short))
    except (re.error, KeyError) as error:
        yield f"{place}：表达式写法不对（{error}）"


def _balance_faults(form: Form, check: rules.Balance, place: str) -> Iterator[str]:
    if check.table not in form.tables:
        yield f"{place}/table：没有 {check.table}"
        return
    known = {row.id for row in leaves(form.tables[check.table].blocks[0].rows)}
    for side, ids in (("left", check.left), ("right", check.right)):
        if not ids:
            yield f"{place}/{side}：没有写行"
        for row in ids:
            if row not in known:
                yield f"{place}/{side}：{check.table} 没有 {row} 这一行"
    names = {"table", "column", "left_terms", "left", "right_terms", "right", "difference"}
    yield from pattern_faults(f"{place}/message", check.message, names)
    yield from pattern_faults(f"{place}/running", check.running, names | {"direction"})
    yield from pattern_faults(f"{place}/unfilled", check.unfilled, names | {"count"})


def _diagnosis_faults(check: rules.Balance | rules.Printed, place: str) -> Iterator[str]:
    for field, names in _DIAGNOSES.items():
        pattern = getattr(check.diagnosis, field, "")  # a check may have none
        yield from pattern_faults(f"{place}/diagnosis/{field}", pattern, names)


def pattern_faults(place: str, pattern: str, names: set[str]) -> Iterator[str]:
    try:
        pattern.format(**dict.fromkeys(names, ""))
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        yield f"{place}：花括号里的 {error} 不认识，可用 {', '.join(sorted(names))}"
