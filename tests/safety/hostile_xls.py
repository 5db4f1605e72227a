"""Old workbooks, written here: a compound file with one stream of records, as Excel 97 has them."""

import random
import struct
from collections.abc import Callable, Iterable
from itertools import chain

_SECTOR = 512
_END, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_BOF, _EOF, _SHEET, _DIMENSIONS, _LABEL, _NUMBER = 0x809, 0x0A, 0x85, 0x200, 0x204, 0x203
_MERGED, _SST, _LABEL_SST, _FORMAT, _XF, _FONT, _ROW = 0xE5, 0xFC, 0xFD, 0x41E, 0xE0, 0x31, 0x208
_COLUMNS, _BLANKS, _CONTINUE, _NOTE, _PALETTE, _BOUNDS = 0x7D, 0xBE, 0x3C, 0x1C, 0x92, 0x0B
_NAME, _LINKED = 0x18, 0x1B8
_LINK = bytes.fromhex("d0c9ea79f9bace118c8200aa004ba90b")


def whole() -> tuple[bytes, ...]:
    """Workbooks as they should be."""
    rows = (("一、概述", ""), ("项目", "数量"), ("（一）予以公开", 3.0), ("总计", 3.0))
    return (compound(stream(_cells(rows))), compound(stream(_cells(rows) + _merged((0, 0, 0, 1)))))


def compound(workbook: bytes) -> bytes:
    """A compound file (OLE) with the one stream that an old workbook is."""
    workbook = workbook.ljust(4096, b"\0")  # shorter ones stand elsewhere
    count = -(-len(workbook) // _SECTOR)
    fats = -(-(count + 2) // 127)
    table = [*range(1, count), _END, _END, *[_FAT] * fats]
    table += [_NONE] * (fats * 128 - len(table))
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", bytes.fromhex("d0cf11e0a1b11ae1"), b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, fats, count, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    places = [*range(count + 1, count + 1 + min(fats, 109))]
    head += struct.pack("<109I", *places, *[_NONE] * (109 - len(places)))
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _NONE, 0, len(workbook))
    folder = folder.ljust(_SECTOR, b"\0")
    fat = struct.pack(f"<{len(table)}I", *table)
    return head + workbook.ljust(count * _SECTOR, b"\0") + folder + fat


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16s4s8s8sIII", letters, len(letters), kind, 1, _NONE, _NONE, child, b"", b"", b"", b"",
        first, size, 0,
    )  # fmt: skip


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _string(words: str) -> bytes:
    return struct.pack("<HB", len(words), 1) + words.encode("utf-16-le")


def stream(sheet: bytes, around: bytes = b"", count: int = 1) -> bytes:
    """The records of a workbook with so many sheets, all alike."""
    start = record(_BOF, struct.pack("<HHHHII", 0x600, 5, 0, 0x7CC, 0, 6))
    font = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial"
    looks = (
        record(_FONT, font) * 5
        + record(_XF, struct.pack("<HHHBBBBIIH", 0, 0, 1, 32, 0, 0, 0, 0, 0, 0)) * 16
    )
    one = record(_BOF, struct.pack("<HHHHII", 0x600, 16, 0, 0x7CC, 0, 6)) + sheet + record(_EOF)
    named = [f"表{n}".encode("utf-16-le") for n in range(count)]
    size = sum(len(name) + 12 for name in named)
    at = len(start + looks + around) + size + 4
    bounds = b"".join(
        record(_SHEET, struct.pack("<IBBBB", at + n * len(one), 0, 0, len(name) // 2, 1) + name)
        for n, name in enumerate(named)
    )
    return start + looks + around + bounds + record(_EOF) + one * count


def shared(letters: int, runs: int, cells: int) -> bytes:
    """A workbook of many cells that share one string of blanks, and its runs of fonts."""
    room = 8224 - 13
    said = struct.pack("<IIHBH", cells, 1, letters, 8, runs)
    words, fonts = " " * letters, struct.pack("<HH", 0, 0) * runs
    blanks = [words[n : n + 8223] for n in range(room, letters, 8223)]
    records = record(_SST, said + words[:room].encode())
    records += b"".join(record(_CONTINUE, b"\0" + each.encode()) for each in blanks)
    records += b"".join(record(_CONTINUE, fonts[n : n + 8224]) for n in range(0, len(fonts), 8224))
    places = (divmod(n, 60) for n in range(cells))
    each = (record(_LABEL_SST, struct.pack("<HHHI", *place, 0, 0)) for place in places)
    return compound(stream(b"".join(each), records))


def named(count: int, *, doubled: bool = True) -> bytes:
    """A workbook with so many names, each of which joins the one before to itself."""
    parts = [_name("a0", b"\x17" + struct.pack("<BB", 250, 0) + b"x" * 250)]
    for number in range(1, count):
        before = b"\x23" + struct.pack("<HH", number, 0)
        parts.append(_name(f"a{number}", before * 2 + b"\x08" if doubled else before * 800))
    return compound(stream(_cells([["x", 1.0]]), b"".join(parts)))


def _name(name: str, formula: bytes) -> bytes:
    head = struct.pack("<HBBHHHBBBB", 0, 0, len(name), len(formula), 0, 0, 0, 0, 0, 0)
    return record(_NAME, head + b"\0" + name.encode("ascii") + formula)


def linked(count: int) -> bytes:
    """A workbook with so many links, each over a whole sheet."""
    link = struct.pack("<HHHH", 0, 65535, 0, 255) + _LINK + struct.pack("<II", 2, 0)
    return compound(stream(_cells([["x", 1.0]]) + record(_LINKED, link) * count))


def looks(letters: int, count: int) -> bytes:
    """A workbook with so many formats of numbers, all brackets that nothing closes."""
    each = struct.pack("<HB", letters, 0) + b"[" * letters
    parts = (record(_FORMAT, struct.pack("<H", 164 + n) + each) for n in range(count))
    return compound(stream(_cells([["x", 1.0]]), b"".join(parts)))


def _cells(rows: Iterable[Iterable[str | float]]) -> bytes:
    made = [
        (n, k, value) for n, row in enumerate(rows) for k, value in enumerate(row) if value != ""
    ]
    return b"".join(
        record(_NUMBER, struct.pack("<HHHd", n, k, 15, value))
        if isinstance(value, float)
        else record(_LABEL, struct.pack("<HHH", n, k, 15) + _string(value))
        for n, k, value in made
    )


def _merged(*areas: tuple[int, int, int, int]) -> bytes:
    return record(_MERGED, struct.pack(f"<H{4 * len(areas)}H", len(areas), *chain(*areas)))


def _areas(chance: random.Random) -> bytes:
    area = chance.choice(((0, 65535, 0, 255), (0, 65535, 0, 65535), (5, 1, 9, 2), (0, 999, 0, 63)))
    return compound(stream(_cells([["x", 1.0]]) + _merged(*[area] * 900) * chance.choice((1, 50))))


def _far(chance: random.Random) -> bytes:
    row, column = chance.choice((0, 999, 1000, 65535)), chance.choice((0, 63, 255, 65535))
    cell = record(_NUMBER, struct.pack("<HHHd", row, column, chance.choice((15, 99, 65535)), 1))
    return compound(stream(cell, count=chance.choice((1, 30, 500))))


def _many(chance: random.Random) -> bytes:
    count = chance.choice((10, 100, 999, 5000))
    value = chance.choice((1.0, float("nan"), 1e308, "公开3件。", "字" * 200))
    return compound(stream(_cells([[value, 1.0]] * count)))


def _strings(chance: random.Random) -> bytes:
    said = chance.choice((1, 1000, 0x7FFFFFFF, 0xFFFFFFFF))
    long = chance.choice((1, 100, 4000))
    shared = record(_SST, struct.pack("<II", said, said) + _string("字" * long) * 2)
    going_on = record(_CONTINUE, b"\x01" + "字".encode("utf-16-le") * 4000) * chance.choice(
        (0, 1, 200)
    )
    cell = record(_LABEL_SST, struct.pack("<HHHI", 0, 0, 15, chance.choice((0, 1, 9999))))
    return compound(stream(cell * chance.choice((1, 5000)), shared + going_on))


def _records(chance: random.Random) -> bytes:
    kinds = (
        _ROW,
        _COLUMNS,
        _BLANKS,
        _NOTE,
        _PALETTE,
        _FORMAT,
        _DIMENSIONS,
        _XF,
        _FONT,
        _BOUNDS,
        0x18,
        0x06,
        0x5D,
        0x1B6,
    )
    made = b"".join(
        record(chance.choice(kinds), chance.randbytes(chance.choice((0, 2, 8, 16, 40, 2000))))
        for _ in range(chance.choice((1, 20, 2000)))
    )
    return compound(stream(_cells([["x", 1.0]]) + made, made if chance.random() < 0.5 else b""))


def _frames(chance: random.Random) -> bytes:
    """The compound file itself leads nowhere, or in a ring."""
    content = bytearray(whole()[0])
    for _ in range(chance.randrange(1, 9)):
        at = chance.choice(
            (chance.randrange(24, 512), chance.randrange(len(content) - 1024, len(content) - 4))
        )
        content[at : at + 4] = struct.pack(
            "<I", chance.choice((0, 1, 2, 7, _END, _FAT, _NONE, 0x7FFFFFFF))
        )
    return bytes(content)


def _shared(chance: random.Random) -> bytes:
    letters, runs = chance.choice(((1, 0), (65_535, 0), (20, 60_000), (65_535, 60_000)))
    return shared(letters, runs, chance.choice((10, 20_000, 60_000)))


def _named(chance: random.Random) -> bytes:
    return named(chance.choice((2, 30, 2000)), doubled=chance.random() < 0.7)


def _linked(chance: random.Random) -> bytes:
    return linked(chance.choice((1, 3, 2000)))


def _looks(chance: random.Random) -> bytes:
    return looks(*chance.choice(((60_000, 25), (4000, 400), (3, 9000))))


BOOKS: dict[str, Callable[[random.Random], bytes]] = {
    each.__name__.strip("_"): each
    for each in (
        _areas, _far, _many, _strings, _shared, _records, _frames, _named, _linked, _looks,
    )
}  # fmt: skip
