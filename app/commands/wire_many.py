"""What goes to and fro between the worker and a window with many reports, as plain JSON values."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import structs

from app.checks.finding import Finding
from app.collection.facts import Member
from app.collection.pictures import Picture
from app.collection.received import Figures, Received


def of_received(file: Received) -> Any:
    """A file of many; doubts of its import are findings like others there."""
    return msgspec.to_builtins(structs.replace(file, findings=tuple(map(_bare, file.findings))))


def _bare(finding: Finding) -> Finding:
    """Without what a kind of finding of its own says besides."""
    return Finding(**{name: getattr(finding, name) for name in Finding.__struct_fields__})


def received(plain: Any) -> Received:
    return msgspec.convert(plain, Received)


def of_members(units: Sequence[Member]) -> Any:
    return msgspec.to_builtins(units)


def members(plain: Any) -> tuple[Member, ...]:
    return msgspec.convert(plain, tuple[Member, ...])


def of_findings(found: tuple[Finding, ...]) -> Any:
    return msgspec.to_builtins(found)


def findings(plain: Any) -> tuple[Finding, ...]:
    return msgspec.convert(plain, tuple[Finding, ...])


def of_pictures(drawn: Sequence[Picture]) -> Any:
    return msgspec.to_builtins(drawn)


def pictures(plain: Any) -> tuple[Picture, ...]:
    return msgspec.convert(plain, tuple[Picture, ...])


def of_figures(figures: Figures) -> Any:
    return msgspec.to_builtins(figures)


def figures(plain: Any) -> Figures:
    return msgspec.convert(plain, Figures)
