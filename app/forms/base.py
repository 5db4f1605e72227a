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


def kinds_in(*modules: ModuleType) -> Any:
    """Everything with a `kind:` that modules declare, as one type: whichever the file names."""
    declared = [each for module in modules for each in vars(module).values()]
    kinds = [each for each in declared if isinstance(each, type) and issubclass(each, Declared)]
    tagged = tuple(k for k in kinds if k is not Check and k.__struct_config__.tag is not None)
    return Union[tagged]  # noqa: UP007 - as many as there are
