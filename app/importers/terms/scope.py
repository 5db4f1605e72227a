"""Which form is being read: what an import looks labels, headings and titles up by.

Every step of an import asks, from the reader of a plain text to the last doubt, and none may mix
two forms: so it is said once, around the whole of it, like the language that one reads in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from app.forms import catalogue as forms
from app.forms.known_by import KnownBy
from app.forms.model import Form

FORM: ContextVar[str] = ContextVar("form", default=forms.USUAL)
"""Its name, as the files of its editions say it."""


@contextmanager
def reading(form: str) -> Iterator[None]:
    """While the block runs, only labels and words of this form count."""
    token = FORM.set(form)
    try:
        yield
    finally:
        FORM.reset(token)


def newest() -> Form:
    """The newest edition of the form that is read."""
    return _newest(FORM.get())


def names() -> KnownBy:
    """By which words its reports are known."""
    return newest().names


def topics() -> tuple[str, ...]:
    """What reports are about, of every form: for a reader that cannot know yet which one it is."""
    return tuple(dict.fromkeys(topic for each in forms.usable() if (topic := each.names.topic)))


@cache
def _newest(form: str) -> Form:
    return forms.form(forms.edition_of_year(None, form))
