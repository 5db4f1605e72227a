"""Reports to export, and the official form filled with their figures: what must come out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.files import store
from app.forms import catalogue
from app.report.report import Report

DATA = Path(__file__).parents[2] / "data"

Filled = list[list[tuple[object, int, int, int, int]]]
"""By table: (label or figure, row, column, rows spanned, columns spanned); a blank is None."""


@pytest.fixture(params=["005", "006", "012", "021", "blank", "partly blank"])
def report(request: pytest.FixtureRequest) -> Report:
    if request.param == "blank":
        return Report(catalogue.form("2021"))
    if request.param == "partly blank":
        figures = {
            ("cells", "requests/granted/research"): 7,
            ("cells", "disclosure/fees/amount"): 0,
        }
        return Report(catalogue.form("2021"), figures)
    return store.load(DATA / f"reports/{request.param}.json").report


@pytest.fixture
def with_texts() -> Callable[..., Report]:
    """Makes a report of texts by id."""

    def make(texts: dict[str, str], **head: object) -> Report:
        changes = {("texts", id_): text for id_, text in texts.items()}
        return Report(catalogue.form("2021"), changes | {(key, ""): v for key, v in head.items()})

    return make


@pytest.fixture
def filled() -> Callable[[Report], Filled]:
    """Puts a report's figures, in the form's order, into the empty cells of the official form."""
    facts = json.loads((DATA / "official-2021.json").read_text(encoding="utf-8"))

    def fill(report: Report) -> Filled:
        figures = iter(report.values.values())
        tables = [
            [
                (
                    c["text"] or next(figures),
                    c["row"], c["column"], c["row_span"], c["column_span"],
                )
                for c in cells
            ]
            for cells in facts
        ]  # fmt: skip
        assert next(figures, "none left") == "none left"
        return tables

    return fill
