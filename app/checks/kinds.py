"""Which function makes which kind of check, and when it runs.

A maker works out once what a form alone tells, and returns what runs on a report. It stands with
`@makes(Kind, when)` over it; that is all that has to be said of a new kind besides its struct.
"""

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any, Literal, TypeVar

from msgspec import Struct

from app.checks.finding import Finding
from app.forms.base import Check, Declared, declared_in
from app.forms.model import Form
from app.report.previous import Previous
from app.report.report import Report

When = Literal["every key", "year", "earlier", "texts", "head"]
"""`every key`: on the tables alone. `year`: beside last year's report. `earlier`: beside any
earlier one. `texts`: on texts, at a moment of rest. `head`: as `texts`, and without any too."""
AFTER_TEXTS: tuple[When, ...] = ("texts", "head")
AFTER_TABLES: tuple[When, ...] = ("every key", "year", "earlier")

K = TypeVar("K", bound=Check)
R = TypeVar("R", bound=Callable[..., Any])
Run = Callable[[Report], Iterator[Finding]]
YearRun = Callable[[Report, Previous], Iterator[Finding]]
"""What makers return; those of texts, `app.checks.claims.Run`."""


class Kind(Struct, frozen=True):
    """How checks of one kind come to run."""

    maker: Callable[[Form, Any], Callable[..., Any]]
    when: When


KINDS: dict[type[Declared], Kind] = {}
"""Every kind of check that has a maker; those of texts come when texts are first checked."""


def makes(kind: type[K], when: When) -> Callable[[Callable[[Form, K], R]], Callable[[Form, K], R]]:
    """The function under it makes the checks of a kind."""

    def kept(maker: Callable[[Form, K], R]) -> Callable[[Form, K], R]:
        if kind in KINDS and KINDS[kind].maker is not maker:
            raise TypeError(f"{kind.__name__} has two makers")
        KINDS[kind] = Kind(maker, when)
        return maker

    return kept


def must_have_makers(vocabulary: ModuleType, whens: tuple[When, ...]) -> None:
    """Nothing that a file may say is passed over in silence.

    Raises:
        TypeError: a kind of the vocabulary has no maker, or one that never runs on its file.
    """
    for kind in declared_in(vocabulary):
        if issubclass(kind, Check) and (kind not in KINDS or KINDS[kind].when not in whens):
            raise TypeError(
                f"{kind.__module__}.{kind.__name__}: a maker must stand under "
                f"@makes({kind.__name__}, ...), with one of {', '.join(whens)}"
            )


def made(
    form: Form, checks: Iterable[Declared], *whens: When
) -> tuple[tuple[Check, Callable[..., Any]], ...]:
    """The checks that run at these times, in their order, and what runs."""
    return tuple(
        (check, KINDS[type(check)].maker(form, check))
        for check in checks
        if isinstance(check, Check) and KINDS[type(check)].when in whens
    )
