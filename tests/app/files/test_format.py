"""docs/format.md and its schema say what is so, and the schema can refuse."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app.files import store
from app.forms import catalogue as forms
from app.report.compounds import Entry, Many, fields_of
from app.report.file_keys import KEYS
from app.report.report import Report
from tests.app.files import format as made
from tests.app.report.test_one_door import EVERYTHING

REPORTS = sorted((Path(__file__).parent.parents[1] / "data" / "reports").glob("*.json"))
SCHEMA = json.loads(made.SCHEMA.read_text(encoding="utf-8"))
PROVED = jsonschema.Draft202012Validator(SCHEMA)
WHOLE = json.loads(store.encode(Report(forms.form("2021"), EVERYTHING)))


def takes(file: Any) -> bool:
    return PROVED.is_valid(file)


def opens(file: Any) -> bool:
    try:
        store.decode(json.dumps(file).encode())
    except store.StoreError:
        return False
    return True


def test_the_page_and_the_schema_are_what_the_table_of_keys_makes():
    how = "stale: python -m tests.app.files.format"
    assert made.PAGE.read_text(encoding="utf-8") == made.page(), how
    assert made.SCHEMA.read_text(encoding="utf-8") == made.written_schema(), how


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert takes(WHOLE)


def test_every_example_on_the_page_is_a_report():
    blocks = re.findall(r"```json\n(.*?)```", made.PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert [takes(json.loads(block)) and opens(json.loads(block)) for block in blocks] == [True]
    assert set(json.loads(blocks[0])) == {"format", "edition", *KEYS}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_schema_takes_every_report(path: Path):
    assert takes(json.loads(path.read_text(encoding="utf-8")))
    assert takes(json.loads(store.encode(store.load(path).report)))


WRONG: list[Any] = [
    None, True, 3, -1, 1899, 3000, 10**12, "", " ", "字", "3", "0.5", "1e3", "2026-01-31", "2026-1-31",
    "00" * 32, "docx", [], {}, [3], ["字"], [[]], [{}], {"字": 3}, {"字": "字"}, [None],
]  # fmt: skip
"""Values that are right at some places and wrong at others."""


def places(file: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The path to every value of a file, those within others too."""

    def under(value: Any, path: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        inner = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        return [path, *(p for name, each in inner for p in under(each, (*path, name)))]

    return under(file, ())[1:]


def put(file: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(file)
    at: Any = changed
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    return changed


BY_ID = {name for name, key in KEYS.items() if not key.is_one and not key.is_listed}


def only_an_edition_knows(path: tuple[Any, ...], value: Any) -> bool:
    """Whether it may be right of another edition: an id where one stands."""
    named = path[1:] if path[0] == "previous" else path
    if len(named) == 1 and named[0] in BY_ID:
        return isinstance(value, dict) and all(fits(path, each) for each in value.values())
    if path[0] not in BY_ID | {"previous"} and ("cells" in path or "texts" in path):
        return isinstance(value, str) or (isinstance(value, list) and [*map(str, value)] == value)
    ids = path in (("edition",), ("corrections", 0, "cell"), ("audited", 0))
    return (ids and isinstance(value, str)) or (path == ("audited",) and value == ["字"])


def fits(path: tuple[Any, ...], value: Any) -> bool:
    """Whether the value can stand under an id that there is."""
    at: Any = WHOLE
    for name in path:
        at = at[name]
    return takes(put(WHOLE, (*path, next(iter(at))), value))


@pytest.mark.parametrize("name", ["format", "edition", *KEYS])
def test_what_the_program_does_not_open_the_schema_does_not_take(name: str):
    small = {key: WHOLE[key] for key in ("format", "edition", "published", name)}
    for path in [path for path in places(WHOLE) if path[0] == name]:
        refused = 0
        for value in WRONG:
            file = put(small, path, value)
            taken = takes(file)
            refused += not taken
            if opens(file):
                again = store.encode(store.decode(json.dumps(file).encode()))
                assert takes(json.loads(again)), (path, value)
            elif not only_an_edition_knows(path, value):
                assert not taken, (path, value)
        assert refused > len(WRONG) / 2, path


def test_every_field_must_be_there_that_says_so():
    for name, key in KEYS.items():
        shape = key.shape.each if isinstance(key.shape, Many) else key.shape
        if isinstance(shape, Entry):
            for field, said in fields_of(shape.made).items():
                file = copy.deepcopy(WHOLE)
                (file[name] if key.shape is shape else file[name][0]).pop(field)
                assert takes(file) == opens(file) == (not said.needed), (name, field)
    for name in ("format", "edition", "published"):
        assert not takes({key: each for key, each in WHOLE.items() if key != name})


def test_nothing_more_may_be_there():
    for path in [(), *places(WHOLE)]:
        file = copy.deepcopy(WHOLE)
        at: Any = file
        for step in path:
            at = at[step]
        if isinstance(at, dict):
            at["colour"] = 0.5
            assert not takes(file), path
            assert not opens(file), path
