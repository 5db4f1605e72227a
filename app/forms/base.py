"""What every part of a declaration shares."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "hint"]


class Declared(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all that is decoded from an edition's file; an unknown key is an error."""


class Check(Declared, frozen=True, tag_field="kind", tag=str.lower):
    """A rule of an edition: its id, its weight, its sentence and where it comes from.

    Which names in braces a message may use, each kind says in `MESSAGE_NAMES` of `app.forms.rules`.
    """

    rule: str
    severity: Severity
    message: str
    source: str = ""
