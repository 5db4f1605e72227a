"""Figures of published reports -> report files: `make_reports.py CORPUS_FOLDER`.

Figures only: no sentence of a published report is copied. Words that stood in a number cell are
left out and the number is kept. Printed totals go under `published`, which is what the tests
compare the computed ones with.
"""

import json
import re
import sys
from decimal import Decimal
from pathlib import Path

COLUMNS = ("natural", "business", "research", "public_welfare", "legal_service", "other", "total")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
LEVELS = {
    "city": "city",
    "township": "township",
    "provincial office": "province",
    "county department": "county_department",
    "district": "county",
    "district aggregate": "county",
}
REPORTS = ("001", "003", "005", "006", "012", "014", "020", "021")


def figures(corpus: dict) -> dict[str, Decimal | None]:
    """Every cell of a corpus file by this program's ids."""
    cells: dict[str, Decimal | None] = {}
    for name, row in corpus["table2"].items():
        if isinstance(row, dict):
            columns = {c: v for c, v in row.items() if c not in ("ambiguous", "raw")}
            cells |= {f"disclosure/{name}/{column}": figure(v) for column, v in columns.items()}
        elif name == "fees_wan":
            cells["disclosure/fees/amount"] = figure(row)
        else:
            cells[f"disclosure/{name}/decisions"] = figure(row)
    for row, values in corpus["table3"].items():
        for ours in rows_for(row, corpus["format"]):
            cells |= {
                f"requests/{ours}/{c}": figure(v) for c, v in zip(COLUMNS, values, strict=True)
            }
    for group, values in corpus["table4"].items():
        cells |= {
            f"disputes/cases/{group}_{r}": figure(v) for r, v in zip(RESULTS, values, strict=True)
        }
    return cells


def rows_for(row: str, kind: str) -> tuple[str, ...]:
    """The rows of our edition; a 2021 report with the one 2019 row 其他处理, where all is 0."""
    if row == "other_total" and kind != "2019":
        return ("other_no_correction", "other_no_fee", "other_other")
    return (row,)


def figure(value: object) -> Decimal | None:
    """The number that begins a cell; a blank is None."""
    number = re.match(r"-?\d+(\.\d+)?", str(value))
    return Decimal(number[0]) if number else None


def is_total(cell: str) -> bool:
    """A computed cell: 总计 of a row, （七）总计, a total of table four."""
    table, row, column = cell.split("/")
    return table != "disclosure" and (row == "total" or column.split("_")[-1] == "total")


def report(corpus: dict) -> dict:
    cells = figures(corpus)
    return {
        "format": 1,
        "edition": "2019" if corpus["format"] == "2019" else "2021",
        "organ": corpus["organ"],
        "year": corpus["year"],
        "level": LEVELS[corpus["level"]],
        "cells": {k: plain(v) for k, v in cells.items() if not is_total(k) and v is not None},
        "published": {k: plain(v) for k, v in cells.items() if is_total(k)},
    }


def plain(value: Decimal | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if value == int(value) else str(value)


def main(corpus: Path) -> None:
    out = Path(__file__).parent / "reports"
    for name in REPORTS:
        made = report(json.loads((corpus / f"{name}.json").read_text(encoding="utf-8")))
        text = json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True)
        (out / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
