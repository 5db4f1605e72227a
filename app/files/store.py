"""Report files: JSON in, JSON out, whole or not at all. docs/format.md describes the format."""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.disk import files
from app.files import migrations
from app.forms import catalogue as forms
from app.forms.load import FormError
from app.forms.model import Form
from app.letters.characters import shortened
from app.report.file_keys import KEYS, Key
from app.report.report import Address, Refused, Report
from app.report.shapes import is_plain

_START = 4096
_OBJECT = re.compile(rb'\{\s*(?:"|\}|\Z)')
"""How JSON begins; RTF begins with a bracket as well."""
_LINE_OF_A_LIST = re.compile(rb'\{.*"cell": ?".*\}\s*\Z')
"""Of the figures that an export writes a line each."""
MAX_BYTES = 4 << 20
"""Of a report's file: a hundred times what a long one has."""
_TOO_MUCH = (
    f"报告里的文字太多，文件会超过 {MAX_BYTES >> 20} MB，以后就打不开了；"
    "您填的内容都在本窗口里，请先删去不属于年报的文字再保存"
)
LARGEST = 100 << 20
"""Bytes that are read of a file before it is saved over."""
_LONGEST, _LONGEST_ID, _MOST = 300, 80, 5
"""Characters of a sentence and of an id in it, and things that one names."""
_DEEPEST = 20
"""Levels of brackets; no report needs as many."""


Standing = bytes | OSError
"""What stands in a file, or why that cannot be read."""


class StoreError(Exception):
    """A file that cannot be read or written: one sentence for the clerk."""


class ChangedOnDisk(StoreError):
    """Somebody else changed the file since it was opened."""


class Gone(StoreError):
    """The file is not there any more: renamed, moved or deleted since it was opened."""


class Opened(Struct, frozen=True):
    """A report as it was read, and what its file was then."""

    report: Report
    digest: str


def is_report(path: Path) -> bool:
    """Whether a file is to be opened: a report by what it is, or by its name where it is nothing.

    Any other is to be imported, whatever it is called. One that cannot be read at all counts as a
    report: `load` says why.
    """
    try:
        start = files.start(path, _START).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError:
        return True
    if not start.strip(b"\0"):
        return path.suffix.lower() == ".json"
    first = start.partition(b"\n")[0]
    return bool(_OBJECT.match(start)) and not _LINE_OF_A_LIST.match(first)


def load(path: Path) -> Opened:
    """The report in a file.

    Raises:
        StoreError: it cannot be read, is no report, or holds something unknown.
    """
    try:
        content = files.read(path, MAX_BYTES)
    except OSError as error:
        raise StoreError(f"无法打开“{path.name}”：{files.why(error)}。") from error
    try:
        report = decode(content)
    except StoreError as error:
        raise StoreError(f"无法打开“{path.name}”：{error}") from error
    return Opened(report, files.digest_of(content))


def decode(content: bytes) -> Report:
    """The report in the content of a file.

    Raises:
        StoreError: it is no report, or holds something unknown.
    """
    try:
        return _report(_json(content))
    except _Fault as fault:
        raise StoreError(f"{shortened(str(fault), _LONGEST)}。") from fault


def save(
    report: Report,
    path: Path,
    expected: str | None = None,
    keep: Callable[[Standing], None] = lambda _standing: None,
) -> str:
    """Write a report; the digest of what now stands in the file.

    Args:
        report: what to write.
        path: where; the folder must exist.
        expected: the digest of the file as it was opened or last saved; "": there was none; None:
            whatever is there may go.
        keep: is given what is about to be replaced, or would be if `ChangedOnDisk` were no bar.

    Raises:
        ChangedOnDisk: the file is not what was expected; nothing was written.
        Gone: a content was expected, and there is no file; nothing was written.
        StoreError: it could not be written; the old file is as it was.
    """
    content = encode(report)
    if len(content) > MAX_BYTES:  # it could be written, and never be opened again
        raise StoreError(f"无法保存到“{path.name}”：{_TOO_MUCH}。")
    try:
        standing = _standing(path)
        if standing is not None and standing != content:
            keep(standing)
        if expected is not None and standing != content:
            _must_be(expected, standing, path)
        files.write(path, content)
    except OSError as error:
        raise StoreError(f"无法保存到“{path.name}”：{files.why(error)}。") from error
    return files.digest_of(content)


def _standing(path: Path) -> Standing | None:
    """None: there is no file."""
    try:
        return files.read(path, LARGEST)
    except FileNotFoundError:
        return None
    except OSError as error:
        return error


def _must_be(expected: str, standing: Standing | None, path: Path) -> None:
    if standing is None and not expected:
        return
    if standing is None:
        raise Gone(f"“{path.name}”已经不在原来的地方，可能被改名、移走或者删除了。")
    if isinstance(standing, OSError) and not isinstance(standing, files.TooLarge):
        raise standing
    if isinstance(standing, OSError) or files.digest_of(standing) != expected:
        raise ChangedOnDisk(f"“{path.name}”在打开之后被其他程序或其他人改过。")


def encode(report: Report) -> bytes:
    """The content of a report's file: sorted keys and broken lines, so that two compare well."""
    held = {name: _held(report, name) for name in KEYS if report.entries(name)}
    file = {"format": migrations.newest(), "edition": report.form.edition, **held}
    text = json.dumps(file, ensure_ascii=False, indent=2, sort_keys=True)
    return (text + "\n").encode(errors="backslashreplace")  # half a character stays a JSON escape


def _held(report: Report, name: str) -> Any:
    """What the file has under a key."""
    key, entries = KEYS[name], report.entries(name)
    if key.is_one:
        return key.shape.plain(entries[""])
    if key.is_listed:
        return sorted(entries)
    return {id_: key.shape.plain(value) for id_, value in entries.items()}


def stored(value: Any) -> Any:
    """A figure as the file holds it: a decimal as a string, a printed blank as null."""
    return _PRINTED.plain(value)


_PRINTED = KEYS["published"].shape


class _Fault(Exception):
    """Why a content is no report, without its file's name."""


def _json(content: bytes) -> Any:
    try:
        file = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_sound,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_NoNumber,
        )
    except UnicodeDecodeError as error:
        raise _Fault("它不是 UTF-8 编码的文本，不是本程序的报告文件") from error
    except json.JSONDecodeError as error:
        raise _Fault(f"它不是完整的 JSON 文件，第 {error.lineno} 行读不下去") from error
    except RecursionError as error:
        raise _Fault("它不是本程序的报告文件，括号套得太深") from error
    if _deeper(file, _DEEPEST):
        raise _Fault("它不是本程序的报告文件，括号套得太深")
    return file


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
            raise _Fault(f"“{shortened(key, _LONGEST_ID)}”出现了两次")
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, _NoNumber):
                raise _Fault(f"“{shortened(key, _LONGEST_ID)}”的值 {each[:20]} 不是可用的数字")
        mapping[key] = value
    return mapping


def _number(literal: str) -> Any:
    """A figure exactly as written; one with an exponent, or far too long, is none."""
    if not is_plain(literal):
        return _NoNumber(literal)
    return int(literal) if literal.lstrip("-").isdigit() else Decimal(literal)


def _report(file: Any) -> Report:
    if not isinstance(file, dict) or "format" not in file:
        raise _Fault("它不是本程序的报告文件")
    _must_be_known(file["format"])
    try:
        file = migrations.up_to_date(file)
    except migrations.Misshapen as error:
        raise _Fault(f"它写着格式 {error.args[0]}，内容却不是那样，可能被改坏了") from error
    unknown = sorted(set(file) - {"format", "edition", *KEYS})
    if unknown:
        named = "、".join(map(shortened, unknown[:_MOST]))
        more = f"等 {len(unknown)} 个" if len(unknown) > _MOST else ""
        raise _Fault(f"里面有不认识的项目 {named}{more}")
    form = _form(file.get("edition"))
    try:
        return Report(form, dict(_changes(file)))
    except Refused as error:
        raise _Fault(str(error)) from error


def _must_be_known(number: Any) -> None:
    if type(number) is not int or number < 1:
        raise _Fault("它的格式号不对")
    newest = migrations.newest()
    if number > newest:
        raise _Fault(f"保存它的程序更新（格式 {number}，本程序到 {newest}），请更新本程序后再打开")


def _form(edition: Any) -> Form:
    try:
        return forms.form(str(edition))
    except KeyError as error:
        known = "、".join(forms.editions())
        raise _Fault(f"不认识“{shortened(str(edition))}”版的表格，本程序有 {known}") from error
    except FormError as error:
        raise _Fault(str(error)) from error


def _changes(file: dict[str, Any]) -> Iterator[tuple[Address, Any]]:
    for name, key in KEYS.items():
        if key.is_one:
            yield (name, ""), key.shape.loaded(file.get(name))
        elif key.is_listed:
            yield from _listed(name, file.get(name, []))
        else:
            yield from _by_id(name, key, file.get(name, {}))


def _by_id(name: str, key: Key, entries: Any) -> Iterator[tuple[Address, Any]]:
    if not isinstance(entries, dict):
        raise _Fault(f"{name} 应当是一组“名字: 值”")
    for id_, value in entries.items():
        yield (name, id_), key.shape.loaded(value)


def _listed(name: str, ids: Any) -> Iterator[tuple[Address, Any]]:
    if not isinstance(ids, list):
        raise _Fault(f"{name} 应当是一个列表")
    known: set[str] = set()
    for number, id_ in enumerate(ids, 1):
        if not isinstance(id_, str):
            raise _Fault(f"{name} 第 {number} 项不是单元格的名字")
        if id_ in known:
            raise _Fault(f"{name} 里“{shortened(id_, _LONGEST_ID)}”出现了两次")
        known.add(id_)
        yield (name, id_), True
