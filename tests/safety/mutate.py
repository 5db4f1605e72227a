"""Something broken in a file that was whole: its bytes, or those of a part inside its zip."""

import io
import random
import zipfile
from collections.abc import Callable

_NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1a", b"\r", b"\n\n", b"\t", b'"', b"'",
    b"<", b">", b"&", b"]]>", b"<!--", b"&#0;", b"&#x110000;", b"-1", b"0", b"1e999", b"NaN",
    b"9" * 400, b"\xe2\x80\xae", b"\xcc\x81" * 50, b"{", b"[", b"}", b"]", b":", b",", b"%", b"$", b"*",
)  # fmt: skip
_MOST = 400_000
"""Bytes that come of one mutation, about: the size alone is tried elsewhere."""


def broken(content: bytes, chance: random.Random) -> bytes:
    """With up to eight things changed."""
    for _ in range(chance.randrange(1, 9)):
        content = chance.choice(_CHANGES)(content, chance)
    return content


def broken_inside(content: bytes, chance: random.Random) -> bytes:
    """A zip of which one part, or a few, are broken; one may be missing or be there twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    names = sorted(parts)
    for name in chance.sample(names, min(len(names), chance.randrange(1, 4))):
        parts[name] = broken(parts[name], chance)
    if chance.random() < 0.2:
        del parts[chance.choice(names)]
    if chance.random() < 0.2:
        parts[chance.choice(names)] = parts[chance.choice(sorted(parts))]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name, part in parts.items():
            after.writestr(name, part)
    return file.getvalue()


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: _at(content, chance)]


def _without(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + content[at + chance.choice((1, 2, 10, 100, 1000)) :]


def _with(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + chance.choice(_NASTY) + content[at:]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def _repeated(content: bytes, chance: random.Random) -> bytes:
    at = _at(content, chance)
    piece = content[at : at + chance.choice((1, 5, 50, 500, 5000))]
    times = min(chance.choice((2, 10, 1000, 20000)), _MOST // max(len(piece), 1))
    return content[:at] + piece * times + content[at:]


def _swapped(content: bytes, chance: random.Random) -> bytes:
    one, two = sorted((_at(content, chance), _at(content, chance)))
    return content[two:] + content[one:two] + content[:one]


def _another_number(content: bytes, chance: random.Random) -> bytes:
    """Of all places where a digit stands, one gets a number that nobody expects."""
    at = _at(content, chance)
    digits = [n for n, byte in enumerate(content[at : at + 3000], at) if 48 <= byte < 58]
    if not digits:
        return content
    number = chance.choice((b"0", b"-1", b"65536", b"1048576", b"999999999", b"9" * 30, b"1e400"))
    place = chance.choice(digits)
    return content[:place] + number + content[place + 1 :]


def _recoded(content: bytes, chance: random.Random) -> bytes:
    words = content.decode("utf-8", "replace")
    return words.encode(chance.choice(("utf-16", "utf-16-be", "gb18030", "big5")), "replace")


def _at(content: bytes, chance: random.Random) -> int:
    return chance.randrange(len(content)) if len(content) > 1 else 0


def _kept_if_empty(change: Callable[[bytes, random.Random], bytes]) -> Callable[..., bytes]:
    return lambda content, chance: change(content, chance) if content else b"x"


_CHANGES = [
    *map(_kept_if_empty, (_without, _with, _flipped, _repeated, _another_number) * 3),
    *map(_kept_if_empty, (_cut, _swapped, _recoded)),
]
