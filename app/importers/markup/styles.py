"""Word's named styles, as far as they hide words, raise them or number paragraphs."""

from lxml import etree

from app.importers.markup import ooxml

_MOST = 12
"""Styles that each build on the next: Word allows ten, and none that builds on itself."""

_MOST_STYLES = 5000
"""Word keeps 4,079."""


class Styles:
    """What paragraphs and runs inherit by name."""

    def __init__(self, content: bytes) -> None:
        """`content`: the part styles.xml; empty where there is none."""
        self._named: dict[str, etree._Element] = {}
        self._known: dict[tuple[str, str], etree._Element | None] = {}
        self.usual = ""
        """The style of a paragraph that names none."""
        if content:
            self._read(ooxml.root(content))

    def first(self, style: str, path: str) -> etree._Element | None:
        """What a style says at a path, or the nearest of those that it builds on."""
        if (style, path) not in self._known:
            self._known[style, path] = self._found(style, path)
        return self._known[style, path]

    def _found(self, style: str, path: str) -> etree._Element | None:
        for _ in range(_MOST):
            element = self._named.get(style)
            if element is None:
                return None
            found = element.find(path)
            if found is not None:
                return found
            style = ooxml.value(element, "basedOn")
        return None

    def _read(self, root: etree._Element) -> None:
        """Raises ValueError where there are more than Word itself keeps."""
        for element in root.iterchildren("{*}style"):
            name = ooxml.attribute(element, "styleId")
            self._named[name] = element
            if len(self._named) > _MOST_STYLES:
                raise ValueError("too many styles")
            usual = ooxml.attribute(element, "default") not in {"", "0", "false"}
            if usual and ooxml.attribute(element, "type") == "paragraph":
                self.usual = name
