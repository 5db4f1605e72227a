"""How many characters a text has, as the rule about a section's length counts them."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from app.forms import rule_files
from app.forms.model import Form
from app.forms.text_rules import Length
from app.letters import characters
from app.report.report import Report


class Room(Struct, frozen=True):
    """What a section may hold altogether."""

    number: int
    """Which of the sections it is, from 1."""
    texts: tuple[str, ...]
    most: int


def counted(texts: Iterable[str]) -> int:
    """What nobody sees is not counted, nor is white space, as in every word processor."""
    return sum(map(_count, texts))


def room(form: Form, text: str) -> Room | None:
    """The room of the section that a text stands in; None: no rule bounds it."""
    for check in rule_files.of(form).checks:
        if isinstance(check, Length):
            for number, section in enumerate(form.sections, 1):
                texts = tuple(each.id for each in section.texts)
                if section.id == check.section and text in texts:
                    return Room(number, texts, check.most)
    return None


def used(report: Report, room: Room) -> int:
    """The characters of all its texts, as they are read."""
    return counted(report.text(text) for text in room.texts)


@lru_cache(maxsize=32)
def _count(text: str) -> int:
    """Remembered: while one text of a section is typed the others stay as they are."""
    return len("".join(characters.seen(text)[0].split()))
