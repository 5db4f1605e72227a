"""By which words a report of a form is known: those of its title, as pages and letters vary it.

What a file does not say follows from the pattern of its title, so that a small form says nothing.
"""

import re

from app.forms.base import Declared

_AROUND_NAME = re.compile(r"\{organ\}|[（(]?\{year\}年?度?[)）]?")


class KnownBy(Declared, frozen=True):
    """Words and regular expressions; what they are tried on has no white space."""

    called: str
    """Regular expression: the name of such a report, without organ and year."""
    briefly: str = ""
    """Regular expression: its name where a page only mentions it; empty: as `called`."""
    subject: str = ""
    """Regular expression: what follows the organ's name in a sentence; empty: as `called`."""
    topic: str = ""
    """Without this word nothing is such a report."""
    keyword: str = ""
    """The word of the topic by which a caption or a cell speaks of such a report."""
    captions: tuple[str, ...] = ()
    """Words of which a caption over the tables is made, beside those of any statistics."""
    nouns: tuple[str, ...] = ()
    """Behind these the keyword is part of a name and says nothing of publishing."""


def of_title(title: str) -> KnownBy:
    """What follows from the pattern of a title: what of it is neither organ nor year."""
    name = "".join(_AROUND_NAME.sub("", title).split())
    called = re.escape(name) if name else "(?!)"
    return KnownBy(called=called, topic=name, keyword=name, captions=(name,) if name else ())


def faults(known: KnownBy) -> list[str]:
    """The expressions that cannot be used, "place: reason" each."""
    found = []
    for place in ("called", "briefly", "subject"):
        try:
            matches_nothing = re.compile(getattr(known, place)).match("")
        except re.error as error:
            found.append(f"known_by/{place}：表达式写法不对（{error}）")
        else:
            if getattr(known, place) and matches_nothing:
                found.append(f"known_by/{place}：什么字也没有的一行也会被当作名称")
    return found
