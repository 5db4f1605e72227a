"""docs/collection.md: what lies in a collection, made from the declared facts.

`python -m tests.app.collection.page` writes it anew; a test says when it is stale.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from app.collection.facts import Facts
from app.collection.folder import FACTS, ORIGINALS, READ_OUT
from app.collection.standing import MARKS, STATES
from app.report.compounds import Entry, Many, fields_of
from app.report.shapes import Shape, String
from tests.app.files.format import value

PAGE = Path(__file__).parents[3] / "docs" / "collection.md"

HEAD = f"""# A collection: a year's reports as an office receives them

A collection is a folder:

- `{FACTS}`: what the office knows and no report can tell, below. JSON, UTF-8, sorted keys; read as strictly as a
  report ([format.md](format.md)) and written whole or not at all.
- `{ORIGINALS}/`: the files as they were sent, in whatever folders, never changed. `.json`, Word, Excel, web pages.
- `{READ_OUT}/`: of each original that is no report file the report that was read out of it, and beside it what was
  doubtful about that. Kept so that a document is imported once; may be deleted at any time. Read again is whatever was
  read by another version of the program, or does not fit its original any more; what a person has changed here is
  passed over, for a sum is always of what was sent. Report files that are approved are kept there as they were when they
  were next read: `differences.since_approval` tells what changed in them afterwards.

`nianbao new FOLDER --units LIST --year YYYY` makes one; `--from` last year's takes its office, units, aliases and contacts
over, and names it under `previous`.

Commands also take a folder that is none: then every organ that a report names is a unit, or those of a list
(`--units`: .txt, .csv or .xlsx with name, aliases between 、, level, 汇总 是/否, contact; titles,
heads of groups, numbers before names and units side by side are seen through: `unit_list.py`). A list
that lies in the folder itself (单位名单.xlsx: 名单 in its name) is no report; the window offers it, or one that is
called 单位名单 beside the folder.

The window of a collection (`ui/collection`) reads, decides and writes by the same functions as the commands:
`judging.stand`, `summing.summed`, `decisions`, `papers`. Two workers read its files, a job each, so that a file which
holds one up or fells it is one file.

## What follows from it

Nothing below is stored: it is worked out from the facts and the files each time (`app/collection/judging.py`).

- **Whose report it is** its organ says: the name of a unit, an alias, either with the name of the office's place before
  it (甲县教育局 for 教育局) or of its seat behind it (甲镇人民政府 for 甲镇); 县 in a list stands for the place's name, and
  what stands in brackets behind a name is another of the same organ, unless two are told apart by it. What only looks alike is not summed until
  an alias, or an entry in `choices`, says so; a name in short (发改局) looks alike. The name of a file proves nothing, but
  one that is another unit's is told of, beside the unit that seems to have sent nothing, too (`hints.py`). A file that
  cannot be read gives way to one of the same name beside it that can (`.doc` to `.docx`, `.zip` to its folder); one that
  is set aside (`unused`) is asked for no more. Of several entries in `choices` for a unit the last says which file counts.
- **Another list** (`decisions.relisted`) leaves what was learnt of units and decided about them, also where it has other
  names for them.
- **States**: {", ".join(STATES)}. One that was approved and is of another content now is 待审 again.
- **Marks** beside a state: {", ".join(MARKS)}.
- **What counts**: of each unit one report, of the year and edition of most units (or those that are said). Two with
  equal figures, a blank being 0, count once; of two that differ none does until `choices` names one; one that was sent
  back gives way to a later one. A sum of files that are here themselves is refused.
- **The sum** is a normal report: inputs are added, totals are worked out, printed totals of units never enter. A cell
  that is blank in every unit stays blank. `provenance` names each unit's file and digest; the addends of a figure are
  worked out from the files again. A correction is applied on top of a unit's figure while that is what `was` says. It
  names 20,000 units at most (`summing.MOST_UNITS`); more are summed level by level, as in life: a sum is a report, and
  sums of sums come to the same. [scale.md](scale.md) says what that takes.
- **Two contents of one unit**: `differences.between(before, after)` names the inputs and texts in which two files (as
  they were read) differ, a blank being 0. `differences.since_approval(facts, unit, now, known)` does so for a report that
  was approved; `known` is whatever has been read: the folder's other files, what a window had read before the file
  changed, and `readout.once_read(folder / READ_OUT, sha256)` for each approval of the unit. Where what was approved is
  gone, `why` says so in a sentence for the clerk.

- **Whose figures count** `Standing.of_sum` says of each file in words: a report that was sent back counts until a later
  one comes, and is said to. `decisions.acknowledged` keeps a reason for what is found in the sum; it goes into the sum's
  report.

## What goes out (`app/collection/papers`)

Letters are signed by the collection's `organ`, or by the unit that is `own` where that is its office (甲县人民政府办公室 of
甲县人民政府) or nobody has named an organ; without either none is written. They name no
rule by its number. A remark at the very place of a finding, or that repeats it, stands with it: one thing is asked for
once. Whoever has not filed is reminded in one letter to all, or in one each (`nianbao review --each`;
`reminders` of the worker's `collect_write` are those alone). The review sheet prints across, with its heads on every page, a table's rows kept together.

## Checks that only whoever has all the reports can make

Beside those of each report ([checks.md](checks.md)), and those across years where `previous` names last year's reports.

| rule | asks | where |
|---|---|---|
| R37a | every unit is there once, with a readable report of the year in its edition; with a list, no file whose name is another unit's; without one, no two names of which one ends with the other | `judging.py`, `among.py` |
| R37a | no unit is of a level above the office's own, or above what most units report to | `among.py` |
| R25 | no figure of a unit is more than a hundred times the largest of the others of its level, where four or more have some | `among.py` |
| R35 | no more than half of what a unit writes (runs of five characters, ready sentences, names and figures taken out) stands in another unit's report | `same_words.py` |
| R37 | a summed report's inputs are what its units' files make, which are still those that were summed; so are the parts that its texts name | `audit.py`, `parts.py` |
| R37 | cells in which several units may have counted the same thing: looked at until corrected, or answered with a reason | in the edition |

## `{FACTS}`

`format` is 1. Every key may be absent.

| key | holds | value |
|---|---|---|
"""


def page() -> str:
    """The whole text of docs/collection.md."""
    return HEAD + "".join(f"{line}\n" for line in (*_lines(Facts), *_entries()))


def _lines(made: type[Struct]) -> Iterator[str]:
    for name, field in fields_of(made).items():
        yield f"| `{name}` | {field.says} | {value(field.shape.schema())} |"


def _entries() -> Iterator[str]:
    for name, field in fields_of(Facts).items():
        each = field.shape.each if isinstance(field.shape, Many) else None
        if isinstance(each, Entry):
            yield f"\n### `{name}`\n"
            yield "| field | holds | value | |\n|---|---|---|---|"
            for key, inner in fields_of(each.made).items():
                needed = "must be there" if inner.needed else ""
                yield f"| `{key}` | {inner.says} | {_value(inner.shape)} | {needed} |"


def _value(shape: Shape) -> str:
    words = isinstance(shape, Many) and isinstance(shape.each, String)
    return "list of texts" if words else value(shape.schema())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
