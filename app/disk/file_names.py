"""Names of files made of people's words: such as every system takes, and no two the same."""

import re
import unicodedata
from collections.abc import Collection

_CANNOT = r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029]'
_UNSEEN = ("Cf", "Cs", "Cn")
"""Marks that turn the writing round, half characters, codes that are no characters."""
_ENDS = r"^[\s.]+|[\s.]+$"
_OF_WINDOWS = r"(?i:(con|prn|aux|nul|(com|lpt)[\d¹²³]|con(in|out)\$)\s*(\..*)?)"
_LONGEST = 230
"""Bytes, of the 255 that a name has: a number and a suffix come after."""


def stem(words: str) -> str:
    """A name without its suffix, that says these words as far as it can."""
    seen = "".join(c for c in words if unicodedata.category(c) not in _UNSEEN)
    name = re.sub(_ENDS, "", re.sub(_CANNOT, "_", seen))
    name = re.sub(_ENDS, "", name.encode()[:_LONGEST].decode(errors="ignore"))
    return f"_{name}" if not name or re.fullmatch(_OF_WINDOWS, name) else name


def free(name: str, suffix: str, taken: Collection[str]) -> str:
    """With a suffix, and a number where the name is taken; most systems tell no capitals apart."""
    known, number = {each.casefold() for each in taken}, 1
    made = f"{name}{suffix}"
    while made.casefold() in known:
        number += 1
        made = f"{name}（{number}）{suffix}"
    return made
