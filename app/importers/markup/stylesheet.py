"""The little of a page's own styles that is read: which classes they hide.

Styles hold pictures and fonts of any length, written as text, so each letter is looked at once.
"""

import re
from collections.abc import Iterator

_BRACE = re.compile("[{}]")
_HIDES = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_LONGEST = 1000
"""Letters that no brace ends, of which each rule may add some."""
_CLASS = re.compile(r"\s*(?:\w+)?\.([\w-]+)\s*")


def hidden_classes(css: str) -> Iterator[str]:
    """The classes that a rule of their own hides, on every medium."""
    for selectors, said in _rules(_without_comments(css)):
        if _HIDES.search(said):
            yield from (name[1] for name in map(_CLASS.fullmatch, selectors.split(",")) if name)


def _without_comments(css: str) -> str:
    first, *others = css.split("/*")
    return "".join((first, *(each.partition("*/")[2] for each in others)))


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and what is said of them; what holds for one medium only, or for a font, is none.

    What no brace ends, such as @import, stands before the selectors of the next rule.
    """
    css = css.replace("<!--", "").replace("-->", "")
    selectors, before, place = "", "", 0
    depth = of_at_rule = 0
    for brace in _BRACE.finditer(css):
        words, place = css[place : brace.start()], brace.end()
        if brace[0] == "{":
            depth += 1
            selectors = words if of_at_rule else before + words
            before = before if of_at_rule else ""
            at = selectors.find("@", selectors.rfind(";") + 1)
            if at >= 0 and not of_at_rule:
                of_at_rule, before = depth, selectors[max(at - _LONGEST, 0) : at]
            continue
        if selectors and not of_at_rule:
            yield selectors, words
        depth, selectors = max(depth - 1, 0), ""
        of_at_rule = of_at_rule if of_at_rule <= depth else 0
