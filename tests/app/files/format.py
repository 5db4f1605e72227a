"""docs/format.md and docs/format.schema.json, made from the table of keys.

`python -m tests.app.files.format` writes both anew; a test says when they are stale. The schema lies
beside the page, and not in resources: the program never reads it, it is for others who read files.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.files import migrations, store
from app.forms import catalogue as forms
from app.forms.model import MAX_DECIMALS, MAX_WHOLE_DIGITS
from app.report.compounds import Entry, Many, fields_of
from app.report.file_keys import KEYS, Key
from app.report.report import Report
from tests.app.report.test_one_door import EVERYTHING

DOCS = Path(__file__).parent.parents[2] / "docs"
PAGE, SCHEMA = DOCS / "format.md", DOCS / "format.schema.json"

HEAD = """# The report file

One report is one JSON file (UTF-8, ending in `.json`). This page and [format.schema.json](format.schema.json)
(JSON Schema 2020-12) are made from the table of keys in `app/report/file_keys.py`, by which the program itself reads and
writes: `python -m tests.app.files.format`.

## What a reader may rely on

- `format` is {format}. A file with a higher number is of a newer program; an older one refuses it, and says so. While
  there is no release, keys may still be added under the same number.
- `edition` names the form's file, and with it every id: a cell is `table/row/column`, a text `section` or
  `section/part`. `nianbao show FILE --json` lists all of them with their values. An edition belongs to one form only.
- A total is never in the file: it is worked out from `cells`. What a printed report says instead is in `published`,
  beside it and never mixed with it.
- What is blank, unknown or empty is absent. A blank cell is not zero, and zero is written as `0`.
- A figure is exact. Whole numbers are JSON numbers, decimals are strings (`"0.5"`), with at most {whole} digits before
  and {after} after the point, without exponent or closing zeros. A wrong report can be kept: a figure may be negative, or
  a fraction where things are counted.
- Keys are sorted and every value has its line, so that two files compare well; the same report is the same bytes.
- The program opens nothing that it does not know: an unknown or repeated key, an unknown id, a value of another shape
  is an error that names the place, and nothing is dropped silently. By hand a decimal may also be written as a bare
  number, or with closing zeros; it is saved in the form above.
- In `texts`, `⟦requests/new_received/total⟧` stands for the number of that cell. Everything that shows the text shows the
  number; links do not nest and do not calculate, and ⟦ is never typed text. `notes` and the texts of `previous` are plain.

What the program saves, the schema takes, and what the program refuses, the schema refuses, but for this, where the
program is stricter: the ids of an edition (and with them the links in `texts`), that a total in `audited` is in
`published` too, that the calendar has a day, that a unit is named once, that no key is repeated and that a year is not
written `2025.0`.

## Keys

Only `format` and `edition` must be there. *Comes along*: with a file that is **import**ed into another report, into
another **edition** of the same report, into the **next year**'s. Figures, texts, organ and year have their own rules there.

| key | holds | value | on the page | comes along |
|---|---|---|---|---|
| `format` | The number of this format. | `{format}` | | |
| `edition` | The edition of the form. | text | | |
"""

EXAMPLE = """
## Example

Every key once, as the program writes it. Only a report summed from others has `provenance` and `corrections`.

```json
{example}```
"""


def page() -> str:
    """The whole text of docs/format.md."""
    numbers = {"format": migrations.newest(), "whole": MAX_WHOLE_DIGITS, "after": MAX_DECIMALS}
    lines = [_line(name, key) for name, key in KEYS.items()]
    entries = [line for name, key in KEYS.items() for line in _entry(name, key)]
    example = store.encode(Report(forms.form("2021"), EVERYTHING)).decode()
    table = HEAD.format(**numbers) + "\n".join(lines) + "\n"
    return table + "".join(f"{line}\n" for line in entries) + EXAMPLE.format(example=example)


def schema() -> dict[str, Any]:
    """The whole of docs/format.schema.json."""
    head = {
        "format": {"description": "The number of this format.", "const": migrations.newest()},
        "edition": {"description": "The edition of the form.", "type": "string", "minLength": 1},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report file of nianbao (年报)",
        "type": "object",
        "properties": head | {name: key.schema() for name, key in KEYS.items()},
        "required": [*head],
        "dependentRequired": {"audited": ["published"]},
        "additionalProperties": False,
    }


def written_schema() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _line(name: str, key: Key) -> str:
    comes = ", ".join(key.comes).replace("_", " ")
    return f"| `{name}` | {key.says} | {value(key.schema())} | {key.shown} | {comes} |"


def _entry(name: str, key: Key) -> Iterator[str]:
    """The fields of what stands under a key, where they have names."""
    shape = key.shape.each if isinstance(key.shape, Many) else key.shape
    if not isinstance(shape, Entry):
        return
    yield f"\n### `{name}`\n"
    yield "| field | holds | value | |\n|---|---|---|---|"
    for field, each in fields_of(shape.made).items():
        needed = "must be there" if each.needed else ""
        yield f"| `{field}` | {each.says} | {value(each.shape.schema())} | {needed} |"


def value(schema: dict[str, Any]) -> str:
    """What a schema says, in a few words."""
    if "enum" in schema:
        return "one of " + ", ".join(f"`{word}`" for word in schema["enum"])
    if "anyOf" in schema:
        return "figure or null" if {"type": "null"} in schema["anyOf"] else "figure"
    return _OF_TYPE[schema["type"]](schema)


def _text(schema: dict[str, Any]) -> str:
    if schema.get("format") == "date":
        return "day, `2026-01-31`"
    pattern = schema.get("pattern", "")
    if pattern:
        return "text, not blank" if pattern == r"\S" else f"`{pattern}`"
    return "id" if "minLength" in schema else "text"


def _object(schema: dict[str, Any]) -> str:
    each = schema["additionalProperties"]
    return f"`{{id: value}}`: {value(each)}" if each else "one entry, below"


_OF_TYPE: dict[str, Callable[[dict[str, Any]], str]] = {
    "string": _text,
    "object": _object,
    "array": lambda it: "list of entries, below" if "properties" in it["items"] else "list of ids",
    "boolean": lambda _: "`true` or `false`",
    "integer": lambda it: f"{it['minimum']} to {it['maximum']}",
}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    SCHEMA.write_text(written_schema(), encoding="utf-8")
