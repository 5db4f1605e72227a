"""A report is read at once where all of it is sound: with the same figures, and the same refusals."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.files import store, strict
from app.report.file_keys import Key
from app.report.report import Report
from tests.app.files.test_store import BAD, WHOLE_FILE

REPORTS = sorted((Path(__file__).parents[2] / "data" / "reports").glob("*.json"))
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 3, 999_999_999_999, 10**12, -(10**12), 10**60, "", " ", "1", "1.50",
    "-0.5", "0.1234567", "1e3", "NaN", "２０２３", "2023-02-30", "⟦a/b/c⟧", [], {}, [[]], [1], {"a": 1},
)  # fmt: skip
WRITTEN = (
    "-0",
    "1.0",
    "2023.0",
    "1e3",
    "1.50",
    "NaN",
    "-Infinity",
    "9" * 41,
    "9" * 5000,
    "0.1" * 1,
)
"""Numbers as somebody may write them who is no program."""


def outcome(content: bytes) -> Any:
    """The report, as it would be written, or the sentence that refuses it."""
    try:
        report = store.decode(content)
    except store.StoreError as refusal:
        return str(refusal)
    return store.encode(report), dict(report.values), report.title


def closer(content: bytes) -> Any:
    """The same where nothing is read at once: each value is taken by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict, "at_once", lambda _content: None)
        patch.setattr(Key, "read", lambda *_: None)
        return outcome(content)


def encoded(file: Any) -> bytes:
    return json.dumps(file, ensure_ascii=False).encode(errors="surrogatepass")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for name, each in inner:
        yield from places(each, (*path, name))


def with_value(path: tuple[Any, ...], value: Any) -> Any:
    file = copy.deepcopy(WHOLE_FILE)
    above: Any = file
    for name in path[:-1]:
        above = above[name]
    above[path[-1]] = value
    return file


PLACES = [path for path in places(WHOLE_FILE) if path]


@pytest.mark.parametrize("content", [content for content, _ in BAD.values()], ids=BAD.keys())
def test_what_is_refused_is_refused_in_the_same_words(content: Any):
    raw = (
        content
        if isinstance(content, bytes)
        else content.encode()
        if isinstance(content, str)
        else encoded(
            {"format": 1, "edition": "2021", **content} if isinstance(content, dict) else content
        )
    )
    assert outcome(raw) == closer(raw)


@pytest.mark.parametrize("path", PLACES, ids=lambda path: "/".join(map(str, path))[:60])
def test_whatever_stands_anywhere_is_taken_or_refused_the_same_way(path: tuple[Any, ...]):
    for value in ODD:
        content = encoded(with_value(path, value))
        assert outcome(content) == closer(content), value
    for literal in WRITTEN:
        content = encoded(with_value(path, "@@")).replace(b'"@@"', literal.encode())
        assert outcome(content) == closer(content), literal
    again = encoded({**with_value(path, 1)})[:-1] + b', "organ": "a"}'
    assert outcome(again) == closer(again)


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.name)
def test_a_sound_report_is_looked_at_once(file: Path, monkeypatch: pytest.MonkeyPatch):
    def looked(*_: Any) -> Any:
        raise AssertionError("it was looked at more closely")

    due = closer(file.read_bytes())
    monkeypatch.setattr(strict, "parsed", looked)
    monkeypatch.setattr(Report, "_fitting", looked)
    assert outcome(file.read_bytes()) == due


CLOSER = (
    b"", b"{", b'{"a": NaN}', b'{"a": 1e5}', b'{"a": 1.50}', b'{"a": 1.0}', b"[" * 100_000, b"\xff",
    b'{"a": 1, "a": 1}', b'{"a": 1, "a": 2}', b'{"a": 1,\n"b":3, "a" : 2}', b'{"a":{"b":1},"a":{"b":1}}',
    b'{"a": 1, "\\u0061": 2}', b'{"\\u0061": 1}', b'{"a": [{"b": 1, "b": 1}]}', b'\xef\xbb\xbf{"a": 1}',
    b'{"a": -0}', b'{"a": "\\ud83d"}',
)  # fmt: skip
"""No content that a program writes."""
AT_ONCE = (
    b'{"a": 1}', b' {\n "a" :\t"b c", "d": ["0.50", null, true, -3]}\r\n', b'{"a": "\\"x\\" \\\\: 1"}',
    '{"甲": "乙\\n丙"}'.encode(), b"[]",
)  # fmt: skip


@pytest.mark.parametrize("content", CLOSER, ids=lambda content: repr(content)[:40])
def test_what_no_program_writes_is_left_to_a_closer_look(content: bytes):
    assert strict.at_once(content) is None


@pytest.mark.parametrize("content", AT_ONCE, ids=repr)
def test_what_is_read_at_once_is_what_a_closer_look_reads(content: bytes):
    assert strict.at_once(content) == strict.parsed(content)
