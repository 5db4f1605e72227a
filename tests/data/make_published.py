"""What published reports print in their tables: `make_published.py CORPUS_FOLDER`.

Figures only, as they are printed, words in number cells included; no sentence is copied. Ids are
those of the edition whose table a report uses, which may differ from table to table.
"""

import json
import sys
from pathlib import Path

COLUMNS = ("natural", "business", "research", "public_welfare", "legal_service", "other", "total")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
KEPT_OUT = {"ambiguous", "raw"}
"""Remarks of whoever read the report."""


def published(corpus: dict) -> dict:
    cells = {**_disclosure(corpus["table2"])}
    for row, values in corpus["table3"].items():
        cells |= {f"requests/{row}/{c}": v for c, v in zip(COLUMNS, values, strict=True)}
    for group, values in corpus["table4"].items():
        cells |= {f"disputes/cases/{group}_{r}": v for r, v in zip(RESULTS, values, strict=True)}
    requests = "2019" if "other_total" in corpus["table3"] else "2021"
    disclosure = "2021" if "fees_wan" in corpus["table2"] else "2019"
    return {
        "organ": corpus["organ"].partition("（")[0],
        "year": corpus["year"],
        "editions": {"disclosure": disclosure, "requests": requests, "disputes": disclosure},
        "cells": {id_: "" if value is None else str(value) for id_, value in cells.items()},
    }


def _disclosure(table: dict) -> dict:
    cells = {}
    for row, value in table.items():
        if row == "fees_wan":
            cells["disclosure/fees/amount"] = value
        elif isinstance(value, dict):
            kept = {column: v for column, v in value.items() if column not in KEPT_OUT}
            cells |= {f"disclosure/{row}/{column}": v for column, v in kept.items()}
        else:
            cells[f"disclosure/{row}/decisions"] = value
    return cells


def main(corpus: Path) -> None:
    out = Path(__file__).parent / "published"
    for source in sorted(corpus.glob("*.json")):
        made = published(json.loads(source.read_text(encoding="utf-8")))
        text = json.dumps(made, ensure_ascii=False, indent=1)
        (out / source.name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
