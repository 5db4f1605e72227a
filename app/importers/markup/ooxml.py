"""The little of Word's XML that every part needs: whatever the namespace, never an error."""

from lxml import etree


def root(content: bytes) -> etree._Element:
    """The element a part begins with; nothing outside the part is looked up for it.

    Raises:
        etree.XMLSyntaxError: it is damaged.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return etree.fromstring(content, parser)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else element.find(f"{{*}}{name}")


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
