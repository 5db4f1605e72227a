"""A collection on disk: its facts, the originals as they were sent, the reports read from them."""

import json
from pathlib import Path
from typing import Any

from app.collection.facts import SHAPE, Facts
from app.disk import files
from app.files.strict import Fault, holds_too_much, parsed
from app.forms import catalogue as forms
from app.forms.load import FormError
from app.forms.model import Form
from app.letters.characters import shortened
from app.report.shapes import Unfit

FACTS = "汇总.json"
ORIGINALS, READ_OUT = "收到", "读出"
_LISTS, _OF_A_REPORT = ("txt", "csv", "xlsx", "xlsm", "xls"), ("年报", "年度报告")
MAX_BYTES = 16 << 20
"""Of the facts: thousands of units, each with remarks."""
_FORMAT = 1
_LONGEST = 300


class CollectionError(Exception):
    """A collection, or a list of units, that cannot be used: one sentence for the clerk."""


def is_collection(folder: Path) -> bool:
    """Whether a folder is one, by the file with its facts."""
    return files.is_there(folder / FACTS)


def is_list(name: str) -> bool:
    """Whether a file is a list of units, by its name: what else holds its words is a report."""
    stem, _, suffix = name.lower().rpartition(".")
    is_report = any(word in stem for word in _OF_A_REPORT)
    return "名单" in stem and suffix in _LISTS and not is_report and name[:1] not in ".~"


def load(folder: Path) -> tuple[Facts, str]:
    """The facts of a collection, and the digest of their file.

    Raises:
        CollectionError: they cannot be read, or hold something unknown.
    """
    place = folder / FACTS
    try:
        content = files.read(place, MAX_BYTES)
    except OSError as error:
        raise CollectionError(f"无法打开“{place}”：{files.why(error)}。") from error
    try:
        return _facts(parsed(content)), files.digest_of(content)
    except (Fault, FormError, Unfit) as fault:
        words = shortened(str(fault), _LONGEST)
        raise CollectionError(f"“{place}”不能用：{words}。") from fault


def save(facts: Facts, folder: Path, expected: str) -> str:
    """Write the facts, whole or not at all; the digest of what now stands there.

    Args:
        facts: all that is known.
        folder: of the collection; it must exist.
        expected: the digest of what was read; "": there was no file.

    Raises:
        CollectionError: somebody else has changed them meanwhile, they cannot be written, or could
            not be read again.
    """
    place = folder / FACTS
    must_be_readable(facts)
    content = encoded(facts)
    if len(content) > MAX_BYTES or holds_too_much(content):
        raise CollectionError(f"“{FACTS}”里记的太多，以后会打不开，没有保存；请先撤销刚才的决定。")
    try:
        if files.digest(place) != expected:
            raise CollectionError(f"“{place}”在打开之后被其他程序或其他人改过，没有保存。")
        files.write(place, content)
    except OSError as error:
        raise CollectionError(f"无法保存到“{place}”：{files.why(error)}。") from error
    return files.digest_of(content)


def must_be_readable(facts: Facts) -> None:
    """Refuse what `load` would refuse: with such a file all that is known would be out of reach.

    Raises:
        CollectionError: what cannot be kept, and why.
    """
    try:
        SHAPE.taken(_form({"edition": facts.edition, "year": facts.year}), facts)
    except (Fault, FormError, Unfit) as fault:
        words = shortened(str(fault), _LONGEST)
        raise CollectionError(f"不能这样记，“{FACTS}”以后会打不开：{words}。") from fault


def must_take(before: Facts, after: Facts) -> None:
    """Refuse a decision that could not be kept; of thousands of facts the new ones are looked at.

    Raises:
        CollectionError: what cannot be kept, and why.
    """
    if (before.edition, before.year) != (after.edition, after.year):
        must_be_readable(after)
        return
    names = after.__struct_fields__
    changed = {
        name: new for name in names if (new := getattr(after, name)) != getattr(before, name)
    }
    for name, new in changed.items():
        if isinstance(new, tuple) and name != "units":  # of which no two may be called alike
            known = set(map(id, getattr(before, name)))
            changed[name] = tuple(each for each in new if id(each) not in known)
    must_be_readable(Facts(**{"edition": after.edition, "year": after.year, **changed}))


def encoded(facts: Facts) -> bytes:
    """The content of the file: sorted keys and broken lines, as in a report's."""
    file = {"format": _FORMAT, **SHAPE.plain(facts)}
    text = json.dumps(file, ensure_ascii=False, indent=2, sort_keys=True)
    return (text + "\n").encode(errors="backslashreplace")


def _facts(file: Any) -> Facts:
    if not isinstance(file, dict) or file.get("format") != _FORMAT:
        raise Fault(f"它不是格式 {_FORMAT} 的汇总文件")
    held = {key: value for key, value in file.items() if key != "format"}
    taken = SHAPE.taken(_form(held), SHAPE.loaded(held))
    assert isinstance(taken, Facts)
    return taken


def _form(held: dict[str, Any]) -> Form:
    """By which the ids of cells and texts are known: what it names has still to be looked at."""
    edition, year = held.get("edition"), held.get("year")
    try:
        named = edition or forms.edition_of_year(year if type(year) is int else None)
        return forms.form(str(named))
    except KeyError as error:
        raise Fault(f"不认识“{shortened(str(edition))}”版的表格") from error
