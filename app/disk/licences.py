"""What is handed out with the program, and under which licences: resources/licences/."""

import msgspec
from msgspec import Struct

from app.disk import places


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """The program itself, or one of what others wrote."""

    name: str
    version: str
    licence: str
    """Its SPDX expression, where there is one."""
    use: str
    """What the program needs it for."""
    texts: tuple[str, ...]
    """The files with the words of its licence; none where they come with the system it is for."""


def shipped() -> tuple[Part, ...]:
    """The program first, then what is in its folder."""
    listed = places.resources() / "licences" / "shipped.json"
    return msgspec.json.decode(listed.read_bytes(), type=tuple[Part, ...])


def words(part: Part) -> str:
    """The licence as its owner wrote it."""
    folder = places.resources() / "licences"
    return "\n\n".join((folder / text).read_text(encoding="utf-8") for text in part.texts)
