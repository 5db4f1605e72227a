"""An entry of the manual for each rule: what stands in its file, and what the forms declare."""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from app.checks.finding import SEVERITIES
from app.disk import files, places
from app.forms import catalogue, rule_files
from app.forms.base import Check

_LONGEST = 200_000
"""Bytes of a file of the manual."""
_HEAD = re.compile(r"^## (R\d\d) (.+)$", re.MULTILINE)


class Entry(Struct, frozen=True):
    """What a clerk is told about a rule."""

    rule: str
    what: str
    """What is checked, in a line."""
    text: str
    """Why, an example, what to do: a paragraph each, in the marks of the manual."""


@cache
def entries() -> dict[str, Entry]:
    """By rule, in their order."""
    parts = _HEAD.split(read("entries"))[1:]
    thirds = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return {rule: Entry(rule, what, text.strip()) for rule, what, text in thirds}


def declared() -> Iterator[Check]:
    """Every check of every edition."""
    for edition in catalogue.editions():
        form = catalogue.form(edition)
        every = (*form.checks, *rule_files.of(form).checks)
        yield from (each for each in every if isinstance(each, Check))


def page_text(entry: Entry) -> str:
    """The page of a rule: how grave it is and what it rests on, as declared."""
    checks = [check for check in declared() if check.rule == entry.rule]
    grave = "、".join(dict.fromkeys(SEVERITIES[check.severity] for check in checks))
    sources = "；".join(dict.fromkeys(check.source for check in checks if check.source))
    foot = [f"轻重：{grave or SEVERITIES['warning']}。"] + [f"依据：{sources}。"] * bool(sources)
    why, *shown, do = entry.text.split("\n\n")
    example = ["程序会这样说：", *shown] if shown[0].startswith("> ") else shown
    more = "[全部检查规则](rules) · [检查和还差什么](checks) · [常见退回原因](returned)"
    body = (why, *example, f"**怎么办**：{do}", "".join(foot), more)
    return "\n\n".join((f"# {entry.rule} {entry.what}", *body))


def read(name: str) -> str:
    """The text of a file of the manual."""
    file = places.resources() / "manual" / f"{name}.md"
    return files.read(file, _LONGEST).decode()
