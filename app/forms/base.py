"""What every part of a declaration shares."""

from types import ModuleType
from typing import Annotated, Any, Literal, Union

from msgspec import Struct

from app.forms.parts import Names, Plain, RuleId

Severity = Literal["error", "warning", "hint"]


class Declared(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all that is decoded from an edition's file; an unknown key is an error."""


class Check(Declared, frozen=True, tag_field="kind", tag=str.lower):
    """A rule of an edition: its id, its weight, its sentence and where it comes from.

    Which names in braces its sentences may use, the type of each says.
    """

    rule: RuleId
    severity: Severity
    message: Annotated[str, Names()]
    source: Plain = Plain("")


def declared_in(vocabulary: ModuleType) -> tuple[type[Declared], ...]:
    """Everything with a `kind:` that a module declares."""
    own = [each for each in vars(vocabulary).values() if isinstance(each, type)]
    declared = [each for each in own if issubclass(each, Declared) and each is not Check]
    return tuple(each for each in declared if each.__struct_config__.tag is not None)


def kinds_in(vocabulary: ModuleType) -> Any:
    """All of these as one type: whichever the file names."""
    return Union[declared_in(vocabulary)]  # noqa: UP007 - as many as there are
