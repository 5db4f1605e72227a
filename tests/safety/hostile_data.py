"""Our own files - reports, editions, styles, settings - with what no program of ours writes."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from app.disk.settings import Settings
from app.files.profiles import STANDARD

_MANY = (1, 30, 3000, 100_000)


def whole(kind: str, reports: Sequence[bytes]) -> tuple[bytes, ...]:
    """Such files as the program writes them."""
    snapshot = {
        "file": "",
        "digest": "",
        "time": "2025-01-20T10:00:00+08:00",
        "report": reports[0].decode(),
    }
    made: dict[str, Any] = {
        "profile": STANDARD,
        "settings": Settings(recent=["/a/b.json"], organ="某局"),
        "snapshot": snapshot,
    }
    return (msgspec.json.encode(made[kind]),)


def _value(chance: random.Random) -> str:
    """JSON that stands where something else is expected."""
    letter = chance.choice(("字", "1", "\\ud800", "\\u0000", " ", "“", "⟦x⟧", "⟦", "<b>", "\u202e"))
    return chance.choice((
        f'"{letter * chance.choice((1, 50, 100_000))}"', "1" * chance.choice((1, 30, 100_000)), "-0", "1e999", "NaN",
        "null", "true", "[]", "{}", "[" * chance.choice((5, 30, 900, 100_000)), '{"a":' * chance.choice((5, 900, 50_000)),
        f"[{'1,' * chance.choice(_MANY)}1]", "[" + '"a",' * chance.choice(_MANY) + '"a"]', '"2024-99-99"', "0.1",
    ))  # fmt: skip


def _key(chance: random.Random) -> str:
    return chance.choice((
        "cells", "texts", "notes", "year", "organ", "title", "published", "audited", "previous", "acknowledged",
        "provenance", "merged", "level", "imported", "seen", "x", "字" * chance.choice((1, 100_000)), "\\u0000", "\\ud800",
    ))  # fmt: skip


def _id(chance: random.Random, number: int) -> str:
    return chance.choice((
        "requests/new_received/natural", "overview", "problems", "", "/", f"k{number}",
        "a" * chance.choice((1, 100, 10_000)),
    ))  # fmt: skip


def _report(chance: random.Random) -> bytes:
    parts = ['"format":' + (_value(chance) if chance.random() < 0.1 else "1")]
    parts.append('"edition":' + (_value(chance) if chance.random() < 0.1 else '"2021"'))
    for _ in range(chance.randrange(1, 4)):
        parts.append(f'"{_key(chance)}":{_value(chance)}')
    return ("{" + ",".join(parts) + "}").encode(errors="surrogatepass")


def _entries(chance: random.Random) -> bytes:
    count = chance.choice(_MANY)
    entries = ",".join(
        f'"{_id(chance, n)}":{_value(chance) if n < 3 else "1"}' for n in range(min(count, 20_000))
    )
    return f'{{"format":1,"edition":"2021","{_key(chance)}":{{{entries}}}}}'.encode(
        errors="surrogatepass"
    )


def _long_text(chance: random.Random) -> bytes:
    piece = chance.choice((
        "本年共收到申请3件，其中自然人申请2件，比上年增加1件，增长50%。", "3件、", "其中3件，", "公开1件；", "2024年1月2日",
        "字", "1 ", "（", "《", "，", "%", "⟦requests/new_received/natural⟧", "第一，", "无", "和", "\n", "公开公开", "1+2=3，",
        "增长3%，", "收费3元，", "分别为1件、2件，", "A、B", "其余3件，", "占3%，",
    ))  # fmt: skip
    words = piece * (chance.choice((100, 5000, 20_000, 50_000)) // len(piece) + 1)
    file = {
        "format": 1,
        "edition": "2021",
        "year": 2024,
        "organ": "某局",
        "texts": {"problems": words},
    }
    if chance.random() < 0.3:
        file["cells"] = {"requests/new_received/natural": 3}
    return json.dumps(file, ensure_ascii=chance.random() < 0.5).encode()


def _object(chance: random.Random) -> bytes:
    keys = (
        "recent", "organ", "folder", "kinds", "profile", "options", "open_folder", "geometry", "name", "title_font",
        "body_size", "line_pitch", "top", "lead", "blank", "file", "digest", "time", "report", "x" * 5000, "字",
    )  # fmt: skip
    every = ",".join(
        f'"{chance.choice(keys)}":{_value(chance)}' for _ in range(chance.randrange(0, 8))
    )
    return chance.choice(("{" + every + "}", "[" + every, _value(chance), "", "\x00")).encode(
        errors="surrogatepass"
    )


def _yaml(chance: random.Random) -> bytes:
    count = chance.choice((1, 50, 3000, 60_000))
    return chance.choice((
        "[" * count, "{a: " * count, "- " * count, "a:\n" + "".join(f"{' ' * n}b:\n" for n in range(1, min(count, 900))),
        "&a [" + "*a, " * count + "]", "a: &a [x]\n" + "".join(f"b{n}: *a\n" for n in range(count)),
        "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, min(count, 30))),
        "<<: " * count, "x0: &x0 {a: 1}\n" + "".join(f"x{n}: &x{n} {{<<: [{f'*x{n - 1}, ' * 9}]}}\n" for n in range(1, min(count, 12))),
        "!!python/object/apply:os.system [x]", "a: !!timestamp 9999-99-99", "a: !!int " + "9" * count, "a: 1" + "0" * count,
        "a: 1:" + "59:" * count + "1", "? " * count, "a: |\n" + " x\n" * count, "%YAML 9.9\n---\na", "a: !!binary " + "=" * count,
        "form: x\nedition: '9999'\n" * count, "a: !!set {" + "? x, " * count + "}", '"' + "\\u0000" * count + '"', "a: .inf\nb: .nan",
        "checks: " + "[{kind: atmost}, " * min(count, 50), "--- " * count, "a: !!float 1" + "_0" * count, "#" * count, "\t" * count,
    )).encode()  # fmt: skip


REPORTS: dict[str, Callable[[random.Random], bytes]] = {
    each.__name__.strip("_"): each for each in (_report, _entries, _long_text, _object)
}
OBJECTS = {"object": _object, "report": _report}
EDITIONS = {"yaml": _yaml}
