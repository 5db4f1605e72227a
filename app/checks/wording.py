"""Checks of what a text says and how it is put together, apart from the tables' numbers."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from app.checks.absence import is_written
from app.checks.claims import Run
from app.checks.due import days_of
from app.checks.finding import Finding, finding_of
from app.checks.kinds import makes
from app.checks.lengths import counted
from app.checks.passed import Passed, passed
from app.checks.script import Find, Script, finder, quote
from app.checks.skeleton import squeeze
from app.forms.base import Check
from app.forms.expressions import written_out
from app.forms.model import Form
from app.forms.text_rules import (
    Deadline,
    Lead,
    Length,
    Needed,
    Numbering,
    OwnName,
    Stale,
)
from app.letters.numerals import value_of
from app.report.report import Report

_HAN = "[一二三四五六七八九十]{1,3}"
_numbered = finder(
    rf"(?m)^[ \t　]*(?:（(?P<b>{_HAN})）|\((?P<h>{_HAN})\)|(?P<top>{_HAN})、"
    r"|(?P<n>\d{1,2})[.、．](?!\d(?!\d{3}年))|[（(](?P<p>\d{1,2})[）)])",
)


@makes(Stale, "texts")
def stale(form: Form, check: Stale) -> Run:
    """Words that fit another year or kind of organ; {year} in them is the report's."""
    texts = tuple(t.id for s in form.sections if s.id in check.sections for t in s.texts)

    @lru_cache(maxsize=8)
    def of_year(year: str) -> Find:
        return finder(check.words.replace("{year}", year))

    def run(script: Script) -> Iterator[Finding | Passed]:
        level, year = script.report.get(("level", "")), script.report.year
        meant = not check.levels or level in check.levels
        find = of_year(str(year))
        for text_id in texts:
            solid, places = squeeze(script.texts.get(text_id, ""))
            for found in find(solid):
                start, end = found.span(found.lastgroup or 0)
                span = places[start], places[end - 1] + 1
                if meant:
                    yield said(script, check, check.message, text_id, span, year=str(year))
                else:
                    yield passed(check, script.place(text_id, span), "不是要查的级别（levels）")

    return run


def said(
    script: Script, check: Check, pattern: str, text_id: str, span: tuple[int, int], **words: str
) -> Finding:
    """A finding about words of a text: the message may use {text} and {words}."""
    known = {
        "text": script.report.form.texts[text_id].name,
        "words": quote(script.texts[text_id], *span),
        **words,
    }
    return finding_of(
        check,
        pattern,
        known,
        texts=(text_id,),
        spans=(script.place(text_id, span),),
    )


@makes(OwnName, "texts")
def own_name(form: Form, check: OwnName) -> Run:
    signed = _signed(form, check)
    own = finder(f"我({'|'.join(check.selves)})(?={check.after})")
    elsewhere = _elsewhere(check)

    def run(script: Script) -> Iterator[Finding | Passed]:
        organ = script.report.organ
        if not is_written(organ):
            return
        known = any(kind in organ for kind in check.selves)
        for text_id, text in script.texts.items():
            for found in own(text) if known else ():
                span = found.span()
                if found[1] not in organ:
                    yield said(script, check, check.message, text_id, span, organ=organ)
                else:
                    yield passed(check, script.place(text_id, span), "单位名称里就有（selves）")
            for span in elsewhere(text, organ):
                yield said(script, check, check.other, text_id, span, organ=organ)
        yield from signed(script)

    return run


def _signed(form: Form, check: OwnName) -> Run:
    """The line under a report that names whose it is."""
    common = re.compile(check.common)
    line = re.compile(check.signature, re.MULTILINE)
    closing = form.closing.id

    def run(script: Script) -> Iterator[Finding | Passed]:
        organ = script.report.organ
        for found in line.finditer(script.texts.get(closing, "")):
            if not _alike(common.sub("", found[1]), common.sub("", organ)):
                yield said(script, check, check.signed, closing, found.span(1), organ=organ)
            else:
                place = script.place(closing, found.span(1))
                yield passed(check, place, "落款与单位名称相同，或者是它的简称")

    return run


def _elsewhere(check: OwnName) -> Callable[[str, str], Iterator[tuple[int, int]]]:
    """Finds whoever a sentence begins with, where that is of another place.

    A higher place is spoken of with reason; another of a kind that the own name has is a neighbour.
    """
    subject = finder(written_out(check.subject, {"after": check.after}))
    no_place = re.compile(check.no_place)

    def find(text: str, organ: str) -> Iterator[tuple[int, int]]:
        for found in subject(text):
            own = found["name"] in organ or no_place.search(found["name"])
            if found["kind"] in organ and not own:
                yield found.span("words")

    return find


def _alike(name: str, other: str) -> bool:
    """Two characters in a row in common: the same place under a longer or a shorter name."""
    return not name or not other or any(name[i : i + 2] in other for i in range(len(name) - 1))


@makes(Needed, "texts")
def needed(form: Form, check: Needed) -> Run:
    """Silent where there is not a word: that something is missing is said of the section."""
    nothing = re.compile(check.empty) if check.empty else None
    wanted = [re.compile(words) for words in check.words]

    def run(script: Script) -> Iterator[Finding | Passed]:
        words = script.texts.get(check.text, "")
        if not is_written(words):
            return
        solid = squeeze(words)[0]
        if nothing and nothing.fullmatch(solid):
            yield _lacking(form, check, check.message, solid, empty=True)
        elif len(solid) < check.least:
            yield _lacking(form, check, check.short, solid)
        elif not all(words.search(solid) for words in wanted):
            yield _lacking(form, check, check.lacking or check.message, solid)
        else:
            yield passed(check, script.place(check.text, (0, len(words))), "该写的都写了（words）")

    return run


def _lacking(
    form: Form, check: Needed, pattern: str, solid: str, *, empty: bool = False
) -> Finding:
    words = {"text": form.texts[check.text].name, "count": len(solid)}
    return finding_of(
        check,
        pattern,
        words,
        severity=check.severity if empty else "warning",
        texts=(check.text,),
        missing=empty,
    )


@makes(Length, "texts")
def length(form: Form, check: Length) -> Run:
    (section,) = (section for section in form.sections if section.id == check.section)
    texts = tuple(text.id for text in section.texts)

    def run(script: Script) -> Iterator[Finding | Passed]:
        count = counted(script.texts.get(text, "") for text in texts)
        if count > check.most:
            words = {"section": section.heading, "count": count, "most": check.most}
            words["over"] = count - check.most
            yield finding_of(
                check,
                check.message,
                words,
                texts=tuple(text for text in texts if text in script.texts),
            )
        elif written := [text for text in texts if text in script.texts]:
            place = script.place(written[0], (0, len(script.texts[written[0]])))
            yield passed(check, place, f"这一部分共 {count} 个字，不超过 {check.most} 字（most）")

    return run


@makes(Deadline, "head")
def deadline(_form: Form, check: Deadline) -> Run:
    def run(script: Script) -> Iterator[Finding]:
        report: Report = script.report
        if script.today is None or report.year is None:
            return
        due = days_of(check, report.year).get(report.get(("level", "")))
        if due is None:
            return
        late = (script.today - due).days
        if late > 0:
            words = {"today": _day(script.today), "due": _day(due), "late": late}
            yield finding_of(check, check.message, {"year": report.year, **words})

    return run


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@makes(Numbering, "texts")
def numbering(form: Form, check: Numbering) -> Run:
    def run(script: Script) -> Iterator[Finding]:
        for text_id, text in script.texts.items():
            last: dict[str, int] = {}
            for found in _numbered(text):
                kind, number = _number(found)
                if form.texts[text_id].heading.startswith(found[0].strip()):
                    continue  # the sub-heading itself, written once more
                if kind == "top" and text_id not in (form.lead.id, form.closing.id):
                    yield said(
                        script, check, check.top, text_id, found.span(), sign=found[0].strip()
                    )
                elif kind != "top":
                    if number != 1 and number != last.get(kind, 0) + 1:
                        due = last.get(kind, 0) + 1
                        words = {"sign": found[0].strip(), "due": str(due)}
                        yield said(script, check, check.message, text_id, found.span(), **words)
                    last = {k: n for k, n in last.items() if k < kind} | {kind: number}

    return run


def _number(found: re.Match[str]) -> tuple[str, int]:
    """The level of a heading, outer ones first in the alphabet, and its number."""
    for group, kind in {"top": "top", "b": "a", "h": "a", "n": "b", "p": "c"}.items():
        if found[group]:
            return kind, int(value_of(found[group])[0])
    raise AssertionError(found)


@makes(Lead, "texts")
def lead(form: Form, check: Lead) -> Run:
    wanted = [re.compile(words) for words in check.needs]
    instead = [finder(words) for words in check.instead]
    parts = re.compile(check.parts)
    names = [re.compile(words) for words in check.names]
    others = [t.id for s in form.sections if s.id == check.section for t in s.texts]

    def run(script: Script) -> Iterator[Finding]:
        if not script.texts:
            return
        solid, places = squeeze(script.texts.get(check.text, ""))
        missing = [
            name
            for name, words, there in zip(check.called, wanted, instead, strict=True)
            if not words.search(solid)
            and not any(there(piece.words) for piece in script.pieces if piece.text_id in others)
        ]
        if missing:
            words = {"missing": "、".join(missing)}
            yield finding_of(check, check.message, words, texts=(check.text,))
        for found in parts.finditer(solid):
            unnamed = [
                words.split("|")[0] for words in check.names if not re.search(words, found[0])
            ]
            said_number, named = value_of(found["n"])[0], len(names) - len(unnamed)
            if named > 1 and said_number not in (named, named + _more(found[0], names)):
                message = check.miscounted if unnamed else check.beyond
                words = {"said": str(said_number), "named": str(named)}
                span = places[found.start()], places[found.end() - 1] + 1
                yield said(
                    script, check, message, check.text, span, unnamed="、".join(unnamed), **words
                )

    return run


def _more(listed: str, names: list[re.Pattern[str]]) -> int:
    """How many parts a list names that are none of the sections."""
    items = re.split("[、，；]", listed)[:-1]
    return sum(not any(name.search(item) for name in names) for item in items)
