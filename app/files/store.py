"""Report files: JSON in, JSON out, whole or not at all. docs/format.md describes the format."""

import contextlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.disk import files
from app.files import migrations, strict
from app.files.strict import LONGEST_ID, Fault
from app.forms import catalogue as forms
from app.forms.load import FormError
from app.forms.model import Form
from app.letters.characters import shortened
from app.report.file_keys import KEYS
from app.report.report import Refused, Report

_START = 4096
_OBJECT = re.compile(rb'\{\s*(?:"|\}|\Z)')
"""How JSON begins; RTF begins with a bracket as well."""
_LINE_OF_A_LIST = re.compile(rb'\{.*"cell": ?".*\}\s*\Z')
"""Of the figures that an export writes a line each."""
MAX_BYTES = 8 << 20
"""Of a report's file: two hundred times what a long one has; a sum of ten thousand units fits."""
_TOO_MUCH = (
    f"报告里的文字太多，文件会超过 {MAX_BYTES >> 20} MB，以后就打不开了；"
    "您填的内容都在本窗口里，请先删去不属于年报的文字再保存"
)
_TOO_MANY = (
    "这份汇总列着 {units} 个单位的文件，写出来会超过 {most} MB，以后就打不开了；"
    "请先按地区或者系统分开，各汇总一份，再把这几份汇总加成一份"
)
_TOO_LARGE = "文件太大，不像是一份报告"
LARGEST = 100 << 20
"""Bytes that are read of a file before it is saved over."""
_LONGEST, _MOST = 300, 5
"""Characters of a sentence, and things that one names."""
_FEW = 1_000
"""Units of a sum whose names alone make no file too large."""


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
        start = files.start(path, _START)
    except OSError:
        return True
    if not start.removeprefix(b"\xef\xbb\xbf").strip().strip(b"\0"):
        return path.suffix.lower() == ".json"
    return begins_report(start)


def begins_report(start: bytes) -> bool:
    """Whether a content that begins so is meant as a report of this program."""
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
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


def decode(content: bytes, most: int = MAX_BYTES) -> Report:
    """The report in the content of a file, which may have so many bytes.

    Raises:
        StoreError: it is no report, or holds something unknown.
    """
    if len(content) > most:
        raise StoreError(f"{_TOO_LARGE}。")
    with contextlib.suppress(Fault):  # which is told by looking closer
        if (report := _quickly(content)) is not None:
            return report
    try:
        return _report(strict.parsed(content))
    except Fault as fault:
        raise StoreError(f"{shortened(str(fault), _LONGEST)}。") from fault


def _quickly(content: bytes) -> Report | None:
    """Most reports; by itself, so that nothing of it is held while one looks closer."""
    sound = strict.at_once(content)
    return None if sound is None else _report(sound)


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
        units = len(report.get(("provenance", "")) or ())
        many = _TOO_MANY.format(units=units, most=MAX_BYTES >> 20)
        raise StoreError(f"无法保存到“{path.name}”：{many if units > _FEW else _TOO_MUCH}。")
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
_KNOWN = frozenset(("format", "edition", *KEYS))


def _report(file: Any) -> Report:
    if not isinstance(file, dict) or "format" not in file:
        raise Fault("它不是本程序的报告文件")
    _must_be_known(file["format"])
    try:
        file = migrations.up_to_date(file)
    except migrations.Misshapen as error:
        raise Fault(f"它写着格式 {error.args[0]}，内容却不是那样，可能被改坏了") from error
    if unknown := sorted(file.keys() - _KNOWN):
        named = "、".join(map(shortened, unknown[:_MOST]))
        more = f"等 {len(unknown)} 个" if len(unknown) > _MOST else ""
        raise Fault(f"里面有不认识的项目 {named}{more}")
    form = _form(file.get("edition"))
    try:
        return Report(form, plain=_held_by(file))
    except Refused as error:
        raise Fault(str(error)) from error


def _must_be_known(number: Any) -> None:
    if type(number) is not int or number < 1:
        raise Fault("它的格式号不对")
    newest = migrations.newest()
    if number > newest:
        raise Fault(f"保存它的程序更新（格式 {number}，本程序到 {newest}），请更新本程序后再打开")


def _form(edition: Any) -> Form:
    try:
        return forms.form(str(edition))
    except KeyError as error:
        known = "、".join(forms.editions())
        raise Fault(f"不认识“{shortened(str(edition))}”版的表格，本程序有 {known}") from error
    except FormError as error:
        raise Fault(str(error)) from error


def _held_by(file: dict[str, Any]) -> dict[str, Mapping[str, Any]]:
    """What stands under each key of a report, by id."""
    held: dict[str, Mapping[str, Any]] = {}
    for name, key in KEYS.items():
        if name not in file:
            continue
        if key.is_one:
            held[name] = {"": file[name]}
        else:
            held[name] = _listed(name, file[name]) if key.is_listed else _by_id(name, file[name])
    return held


def _by_id(name: str, entries: Any) -> dict[str, Any]:
    if not isinstance(entries, dict):
        raise Fault(f"{name} 应当是一组“名字: 值”")
    return entries


def _listed(name: str, ids: Any) -> dict[str, bool]:
    if not isinstance(ids, list):
        raise Fault(f"{name} 应当是一个列表")
    known: dict[str, bool] = {}
    for number, id_ in enumerate(ids, 1):
        if not isinstance(id_, str):
            raise Fault(f"{name} 第 {number} 项不是单元格的名字")
        if id_ in known:
            raise Fault(f"{name} 里“{shortened(id_, LONGEST_ID)}”出现了两次")
        known[id_] = True
    return known
