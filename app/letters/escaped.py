"""Words in markup, and in the cells of a workbook."""

import re

_AS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})


def escaped(words: str) -> str:
    """Words that are read as they are.

    As `html.escape` has it, which brings the names of 2,000 letters along: no start can do with it.
    """
    return words.translate(_AS)


_LIKE_A_CODE = re.compile("_x(?=[0-9A-Fa-f]{4}_)")
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")


def in_workbook(words: str) -> str:
    """As a cell holds them: what looks like the code of a letter there would be shown as it."""
    return _LIKE_A_CODE.sub("_x005F_x", words)


def out_of_workbook(words: str) -> str:
    """What a cell shows that holds these: Excel writes an unseen letter by its code, _x000D_."""
    if not _CODE.search(words):
        return words
    units = _CODE.sub(lambda found: chr(int(found[1], 16)), words)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
