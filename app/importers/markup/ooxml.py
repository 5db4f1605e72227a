"""The little of Word's XML that every part needs: whatever the namespace, never an error."""

import io

from lxml import etree

from app.importers.terms.plain import TOO_MUCH, Unreadable

MAX_ELEMENTS = 150_000
"""Of one part; a report has some ten thousand, and each is looked at several times."""


def root(content: bytes, most: int = MAX_ELEMENTS) -> etree._Element:
    """The element a part begins with; nothing outside the part is looked up for it.

    Args:
        content: the part.
        most: how many elements it may have; they are counted while they are read.

    Raises:
        etree.XMLSyntaxError: it is damaged.
        ValueError: it declares a type of document, and so entities: no office program does.
        Unreadable: it has more elements.
    """
    events = etree.iterparse(
        io.BytesIO(content),
        events=("start",),
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    for count, _ in enumerate(events, 1):
        if count > most:
            raise Unreadable(TOO_MUCH)
    found: etree._Element | None = events.root
    if found is None or found.getroottree().docinfo.internalDTD is not None:
        raise ValueError("no element, or a declaration of entities")
    return found


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Not by `find`, whose paths lxml walks in Python."""
    return None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)


def value(element: etree._Element | None, name: str) -> str:
    """What a child says in its `val`; "" where there is none."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def attribute(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.items() if str(k).rpartition("}")[2] == name), "")


def number(text: str, default: int, digits: int) -> int:
    """A whole number of at most so many digits; what is longer is damage, or means harm."""
    short = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if short else default
