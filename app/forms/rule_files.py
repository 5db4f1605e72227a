"""The rules about texts that an edition names: read when texts are first checked, never at a start.

They stand in a file of their own, so that a new edition stays one file and keeps them. A rule that
speaks of a cell, a text or a section which the edition does not have is left out and named; where
the whole file cannot be used there are no rules about texts. Nothing here raises.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from app.disk import places
from app.forms import catalogue, check_faults, likes, parsed, text_rules
from app.forms.base import Declared, kinds_in
from app.forms.catalogue import LeftOut
from app.forms.model import Form
from app.forms.rules import Like
from app.forms.text_rules import Shorthand
from app.letters.characters import shortened

_LONGEST = 200
"""Characters of what is wrong with a rule."""

if TYPE_CHECKING:
    Kind = Declared
else:
    Kind = kinds_in(text_rules) | Like


class RuleFile(Declared, frozen=True):
    """What a file in `resources/rules/` may say."""

    checks: tuple[Kind, ...]


class Rules(Struct, frozen=True):
    """The rules about texts that an edition has."""

    checks: tuple[Declared, ...] = ()
    """Those that fit its cells, texts and sections, in the order of the file."""
    left_out: tuple[str, ...] = ()
    """A sentence for each thing that is wrong: which file, which rule, why."""
    ours: bool = True
    """All of it is shipped, and every rule has been tried."""


class _Fault(Exception):
    """A whole file that cannot be used, and why."""


Files = dict[str, list[Path]]
"""By name, the user's own before one of the same name in the program."""


def files() -> Files:
    known: Files = {}
    for folder in places.rule_folders():
        for file in folder.glob("*.yaml"):
            known.setdefault(file.stem, []).insert(0, file)
    return known


@cache
def of(form: Form) -> Rules:
    """The rules about texts of an edition; none, where it names no file."""
    if not form.rules:
        return Rules()
    try:
        return _fitting(form, tuple(_checks(form.rules, files(), ())))
    except _Fault as fault:
        return Rules(left_out=(f"{form.name}的正文没有按规则检查：{fault}。",))


def left_out(form: Form) -> tuple[str, ...]:
    """What of an edition's rules about texts is not used, and why: a sentence each, for a person.

    For the list of forms: nobody is stopped by these.
    """
    return of(form).left_out


def all_left_out() -> tuple[LeftOut, ...]:
    """Every file that is not used, and of every one that is, the rules that do not fit it."""
    used = ((each.path, left_out(catalogue.form(each.edition))) for each in catalogue.entries())
    partly = (LeftOut(path, "\n".join(reasons)) for path, reasons in used if reasons)
    return (*catalogue.left_out(), *partly)


def _checks(name: str, known: Files, way: tuple[Path, ...]) -> Iterator[tuple[Path, Declared]]:
    """The checks of a file and where each stands, what it takes over from others in its place.

    The user's file that takes over from its own name takes over from the program's.
    """
    if name not in known:
        raise _Fault(f"没有找到规则文件 {name}.yaml")
    path = next((file for file in known[name] if file not in way), None)
    if path is None:
        raise _Fault(f"规则文件 {name}.yaml 绕回来拿自己的规则")
    for check in _decoded(path).checks:
        if isinstance(check, Like):
            there = tuple(_checks(check.edition, known, (*way, path)))
            if absent := likes.missing(check, [each for _, each in there]):
                raise _Fault(
                    f"规则文件 {check.edition}.yaml 里没有 {name}.yaml 要拿的 {'、'.join(absent)}"
                )
            yield from (each for each in there if likes.is_taken(check, each[1]))
        else:
            yield path, check


def _decoded(path: Path) -> RuleFile:
    try:
        return _decode(path, path.stat().st_mtime_ns)
    except (OSError, RecursionError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, why: object) -> _Fault:
    return _Fault(f"规则文件 {path.name} 读不出来：{why}")


@cache
def _decode(path: Path, _changed: int) -> RuleFile:
    content = parsed.content(path)
    kept = parsed.kept(path, content, RuleFile) if content else None
    return kept or _parse(path, content)


def _parse(path: Path, content: bytes | None) -> RuleFile:
    from app.forms import yaml_files  # loads a parser, which what was parsed before needs not

    try:
        raw: Any = yaml_files.document(path, content)
        decoded = msgspec.convert(raw, RuleFile)
    except yaml_files.Unusable as error:
        raise _unreadable(path, error) from error
    except msgspec.ValidationError as error:
        place, reason = yaml_files.place(raw, str(error))
        words = shortened(f"{place}：{reason}", _LONGEST)
        raise _unreadable(path, f"写法不对，{words}") from error
    parsed.keep(path, content or b"", raw)
    return decoded


def _fitting(form: Form, found: tuple[tuple[Path, Declared], ...]) -> Rules:
    """A test has tried every expression of our own files, which spares every program that runs."""
    ours = all(path.is_relative_to(places.resources()) for path, _ in found)
    short: dict[str, str] = {
        check.name: check.words for _, check in found if isinstance(check, Shorthand)
    }
    too_many = "" if ours else check_faults.too_many_expressions((c for _, c in found), short)
    if too_many:
        raise _Fault(too_many)
    kept: list[Declared] = []
    told: list[str] = []
    for path, check in found:
        faults = list(check_faults.faults_of(form, check))
        faults += [] if ours else check_faults.expression_faults_of(check, short)
        words = (shortened(fault, _LONGEST) for fault in faults)
        told += [f"规则文件 {path.name}，{each}；这一条没有用。" for each in words]
        kept += [] if faults else [check]
    return Rules(tuple(kept), tuple(dict.fromkeys(told)), ours)
