"""A TrueType font of a few glyphs, made of outlines: what a document takes along of a font.

Tables as OpenType 1.9 (ISO/IEC 14496-22) has them; what only hints need is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from struct import pack, unpack

from msgspec import Struct

Point = tuple[int, int, bool]
"""x, y (upwards), and whether it is on the outline: else it bends the line there, a parabola."""
_ON, _SHORT_X, _SHORT_Y, _SAME_X, _SAME_Y = 1, 2, 4, 16, 32
_MAGIC, _WHOLE = 0x5F0F3CF5, 0xB1B0AFBA
_WINDOWS, _UNICODE, _FULL_UNICODE, _ENGLISH = 3, 1, 10, 0x409
_PLANE = 0xFFFF
_REGULAR = 0x40
_RIGHTS = slice(8, 10)
_LICENCE, _WHOLE_ONLY, _BITMAPS_ONLY = 0xF, 0x100, 0x200
_RESTRICTED = 2
"""The level of licence that forbids it."""


class Glyph(Struct, frozen=True):
    """Lengths are units, of which the font says how many make its size."""

    advance: int
    box: tuple[int, int, int, int]
    """Left, bottom, right, top."""
    contours: int
    points: int
    outline: bytes
    """As it stands in the file."""


class Font(Struct, frozen=True):
    """What its tables tell of all glyphs."""

    name: str
    units: int
    """To its size."""
    ascent: int
    descent: int
    """Both positive."""
    rights: int
    """Whether and how it may be embedded: `fsType`."""
    glyphs: Sequence[Glyph]
    """The first stands for what has none."""
    letters: Mapping[int, int]
    """Of Unicode, each with its glyph."""


def rights(system: bytes | bytearray | memoryview) -> int:
    """`fsType` of a font's table OS/2; a font without the table forbids nothing: those are old."""
    return int.from_bytes(system[_RIGHTS])


def may_be_embedded(rights: int) -> bool:
    """Whether some of its glyphs may be in a file: OpenType, table OS/2, `fsType`."""
    forbidden = rights & (_WHOLE_ONLY | _BITMAPS_ONLY)
    return not forbidden and rights & _LICENCE != _RESTRICTED


def glyph(advance: int, contours: Sequence[Sequence[Point]]) -> Glyph:
    points = [point for contour in contours for point in contour]
    if not points:
        return Glyph(advance, (0, 0, 0, 0), 0, 0, b"")
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    box = min(xs), min(ys), max(xs), max(ys)
    ends = [end - 1 for end in accumulate(map(len, contours))]
    head = pack(">hhhhh", len(contours), *box) + pack(f">{len(ends)}HH", *ends, 0)
    return Glyph(advance, box, len(contours), len(points), _padded(head + _steps(points)))


def written(font: Font) -> bytes:
    """The file. The same font is the same bytes."""
    places = list(accumulate((len(each.outline) for each in font.glyphs), initial=0))
    advances = [pack(">Hh", each.advance, each.box[0]) for each in font.glyphs]
    tables = {
        b"OS/2": _system(font),
        b"cmap": _map(font.letters),
        b"glyf": b"".join(each.outline for each in font.glyphs),
        b"head": _head(font),
        b"hhea": _line(font),
        b"hmtx": b"".join(advances),
        b"loca": pack(f">{len(places)}I", *places),
        b"maxp": _most(font.glyphs),
        b"name": _names(font.name),
        b"post": pack(">IihhIIIII", 0x30000, 0, -100, 50, 0, 0, 0, 0, 0),
    }
    return _file(tables)


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """The tables under their directory, and in `head` what makes the sum of all come out right."""
    count = len(tables)
    power = count.bit_length() - 1
    head = pack(">IHHHH", 0x10000, count, 16 << power, power, (count - (1 << power)) * 16)
    place = len(head) + 16 * count
    directory, body = [], []
    for tag, table in tables.items():
        directory.append(pack(">4sIII", tag, _sum(table), place, len(table)))
        body.append(_padded(table))
        place += len(body[-1])
    whole = head + b"".join(directory) + b"".join(body)
    at = whole.index(tables[b"head"]) + 8
    return whole[:at] + pack(">I", _WHOLE - _sum(whole) & 0xFFFFFFFF) + whole[at + 4 :]


def _sum(table: bytes) -> int:
    padded = _padded(table)
    numbers: tuple[int, ...] = unpack(f">{len(padded) // 4}I", padded)
    return sum(numbers) & 0xFFFFFFFF


def _padded(table: bytes) -> bytes:
    return table + bytes(-len(table) % 4)


def _steps(points: Iterable[Point]) -> bytes:
    """From each point to the next."""
    flags, across, up = bytearray(), bytearray(), bytearray()
    x = y = 0
    for right, top, on in points:
        flag_x, step_x = _step(right - x, _SHORT_X, _SAME_X)
        flag_y, step_y = _step(top - y, _SHORT_Y, _SAME_Y)
        flags.append(flag_x | flag_y | (_ON if on else 0))
        across += step_x
        up += step_y
        x, y = right, top
    return bytes(flags + across + up)


def _step(way: int, short: int, same: int) -> tuple[int, bytes]:
    """From one point to the next: its flags and bytes."""
    if not way:
        return same, b""
    if -256 < way < 256:
        return (short | same, bytes((way,))) if way > 0 else (short, bytes((-way,)))
    return 0, pack(">h", way)


def _map(letters: Mapping[int, int]) -> bytes:
    """Which letter is drawn with which glyph: for all, and once more for readers of 16 bits."""
    runs = list(_runs(letters))
    groups = b"".join(pack(">III", *run) for run in runs)
    full = pack(">HHIII", 12, 0, 16 + len(groups), 0, len(runs)) + groups
    low = list(_runs({code: glyph for code, glyph in letters.items() if code < _PLANE}))
    ends = [end for _, end, _ in low] + [_PLANE]
    starts = [start for start, _, _ in low] + [_PLANE]
    shifts = [(glyph - start) & 0xFFFF for start, _, glyph in low] + [1]
    count = len(ends)
    power = count.bit_length() - 1
    counts = (2 * count, 2 << power, power, 2 * count - (2 << power))
    width = f">{count}H"
    body = pack(">HHHH", *counts) + pack(width, *ends) + bytes(2) + pack(width, *starts)
    body += pack(width, *shifts) + bytes(2 * count)
    short = pack(">HHH", 4, 6 + len(body), 0) + body
    head = pack(">HH", 0, 2)
    head += pack(">HHI", _WINDOWS, _UNICODE, 20)
    head += pack(">HHI", _WINDOWS, _FULL_UNICODE, 20 + len(short))
    return head + short + full


def _runs(letters: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """First and last of letters that follow one another, as their glyphs do, and its glyph."""
    shifts = groupby(
        enumerate(sorted(letters.items())),
        lambda each: (each[1][0] - each[0], each[1][1] - each[0]),
    )
    for _, run in shifts:
        (_, (start, glyph)), *others = run
        yield start, start + len(others), glyph


def _head(font: Font) -> bytes:
    """Its days are no day: the file is the same whenever it is made."""
    rest = 0, 8, 2, 1, 0
    return pack(
        ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, _MAGIC, 3, font.units, 0, 0, *_box(font), *rest
    )


def _box(font: Font) -> tuple[int, int, int, int]:
    """Around all glyphs."""
    lefts, bottoms, rights, tops = zip(*(each.box for each in font.glyphs), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _line(font: Font) -> bytes:
    widest = max(each.advance for each in font.glyphs)
    air = min(each.advance - each.box[2] for each in font.glyphs)
    left, _, right, _ = _box(font)
    lines = font.ascent, -font.descent, 0
    rest = widest, left, air, right, 1, 0, 0, 0, 0, 0, 0, 0, len(font.glyphs)
    return pack(">IhhhHhhhhhhhhhhhH", 0x10000, *lines, *rest)


def _most(glyphs: Sequence[Glyph]) -> bytes:
    points, contours = (max(each.points for each in glyphs), max(each.contours for each in glyphs))
    return pack(">I14H", 0x10000, len(glyphs), points, contours, 0, 0, 1, *[0] * 8)


def _names(name: str) -> bytes:
    """What it is called, and as what a document finds it."""
    said = {1: name, 2: "Regular", 3: name, 4: name, 5: "Version 1.0", 6: name}
    words = {number: each.encode("utf-16-be") for number, each in said.items()}
    records, place = [], 0
    for number, each in words.items():
        records.append(pack(">6H", _WINDOWS, _UNICODE, _ENGLISH, number, len(each), place))
        place += len(each)
    head = pack(">HHH", 0, len(records), 6 + 12 * len(records))
    return head + b"".join(records) + b"".join(words.values())


def _system(font: Font) -> bytes:
    """`OS/2`, of version 4."""
    width = sum(each.advance for each in font.glyphs) // len(font.glyphs)
    codes = [min(code, _PLANE) for code in font.letters] or [_PLANE]
    half, tenth = font.units // 2, font.units // 10
    return pack(
        ">HhHHH10hh10s4I4sHHHhhhHHIIhhHHH",
        4, width, 400, 5, font.rights, half, half, 0, tenth, half, half, 0, tenth, tenth, half, 0,
        bytes(10), 0, 0, 0, 0, b"    ", _REGULAR, min(codes), max(codes),
        font.ascent, -font.descent, 0, font.ascent, font.descent, 0, 0, half, half, 0, 32, 1,
    )  # fmt: skip
