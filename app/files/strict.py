"""JSON read strictly: no key twice, no number that a report cannot hold, no endless brackets."""

import json
from decimal import Decimal
from typing import Any

import msgspec

from app.letters.characters import shortened
from app.report.shapes import is_plain

LONGEST_ID = 80
"""Characters of a key, as a sentence names it."""
_MOST_VALUES = 1_000_000
"""Of a content, each of which takes a hundred bytes once it is read; a thousand reports have less.
"""
_DEEPEST = 20
"""Levels of brackets; no report needs as many."""


class Fault(Exception):
    """Why a content is none of this program's files, without its file's name."""


def at_once(content: bytes) -> Any:
    """What `parsed` gives of most files, in half the time; None: only a closer look can tell.

    What is read is written again. Where that is, but for blanks, the very content, no key stood
    there twice, and no number otherwise than as a program writes it. It looks for no endless whole
    numbers: whoever reads figures by their shapes finds that none of them fits.
    """
    try:
        plain = _DECODER.decode(content)
        again = msgspec.json.encode(plain)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return plain if again.translate(None, _BLANKS) == content.translate(None, _BLANKS) else None


_DECODER = msgspec.json.Decoder(float_hook=Decimal)
"""A bare decimal becomes what is written as words, and so is never what stood there."""
_BLANKS = b" \t\r\n"


def parsed(content: bytes) -> Any:
    """What the content of a file holds.

    Raises:
        Fault: it cannot be read, or not in one way only.
    """
    if holds_too_much(content):
        raise Fault("里面的内容太多，不像是本程序的文件")
    try:
        file = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_sound,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_NoNumber,
        )
    except UnicodeDecodeError as error:
        raise Fault("它不是 UTF-8 编码的文本，不是本程序的报告文件") from error
    except json.JSONDecodeError as error:
        raise Fault(f"它不是完整的 JSON 文件，第 {error.lineno} 行读不下去") from error
    except RecursionError as error:
        raise Fault("它不是本程序的报告文件，括号套得太深") from error
    if _deeper(file, _DEEPEST):
        raise Fault("它不是本程序的报告文件，括号套得太深")
    return file


def holds_too_much(content: bytes) -> bool:
    """Whether JSON may have more values than any file of this program, before it is read."""
    return sum(map(content.count, (b",", b"[", b"{"))) > _MOST_VALUES


def _deeper(value: Any, room: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return room < 0 or any(_deeper(each, room - 1) for each in inner)


class _NoNumber(str):
    """What stands where JSON has a number, but is none that a report can hold."""

    __slots__ = ()


def _sound(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A mapping of which no key comes twice and every number is one; else the key is named."""
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise Fault(f"“{shortened(key, LONGEST_ID)}”出现了两次")
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, _NoNumber):
                raise Fault(f"“{shortened(key, LONGEST_ID)}”的值 {each[:20]} 不是可用的数字")
        mapping[key] = value
    return mapping


def _number(literal: str) -> Any:
    """A figure exactly as written; one with an exponent, or far too long, is none."""
    if not is_plain(literal):
        return _NoNumber(literal)
    return int(literal) if literal.lstrip("-").isdigit() else Decimal(literal)
