"""The first letters of Chinese words as they are spoken: 保存 -> bc.

The characters of level one of GB 2312 stand in the order of their sounds; others have none.
"""

from bisect import bisect

_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
"""The code of the first character of each letter."""
_LAST = 0xD7F9


def initials(words: str) -> str:
    """A letter for each character; Latin letters and digits stay, small; all else is left out."""
    return "".join(_initial(character) for character in words.casefold())


def _initial(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    code = int.from_bytes(character.encode("gb2312", "ignore"), "big")
    return _LETTERS[bisect(_FIRST, code) - 1] if _FIRST[0] <= code <= _LAST else ""
