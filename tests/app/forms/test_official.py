"""The worked-out grids against the official blank form, cell for cell."""

import json
from pathlib import Path

import pytest

from app.forms import catalogue, layout
from tests.data import official_grid

DATA = Path(__file__).parents[2] / "data"
FACTS = DATA / "official-2021.json"
BLANK_FORM = DATA.parents[2] / "shared/domain/official/template-2021.docx"


def test_every_table_is_the_official_one():
    grids = [layout.grid(table) for table in catalogue.form("2021").tables.values()]

    assert [[_fact(cell) for cell in grid.cells] for grid in grids] == json.loads(
        FACTS.read_text(encoding="utf-8")
    )


@pytest.mark.skipif(
    not BLANK_FORM.exists(),
    reason=f"THE FACTS WERE NOT COMPARED WITH THE OFFICIAL FORM: there is no {BLANK_FORM}",
)
def test_the_facts_are_those_of_the_official_blank_form():
    facts = official_grid.as_json(official_grid.facts(BLANK_FORM))

    assert facts == FACTS.read_text(encoding="utf-8")


def _fact(cell: layout.GridCell) -> dict[str, object]:
    return {
        "text": "".join(cell.text.split()),
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
    }
