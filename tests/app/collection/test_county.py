"""A county of 54 units, from the folder to the sum: who is missing, who is wrong, what it comes to."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from app.commands import cli
from app.files import store
from tests import county, office

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county") / county.COUNTY
    county.make(folder)
    return folder


@pytest.fixture(scope="module")
def summed(made: Path) -> Path:
    out = made.parent / "sum.json"
    asked = ["merge", str(made / "收到"), "-o", str(out), "--units", str(made / "单位名单.xlsx")]
    assert cli.main([*asked, "--organ", county.COUNTY]) == 1, "some are missing, some are wrong"
    return out


def test_each_unit_is_told_for_what_it_is(made: Path, capsys: pytest.CaptureFixture[str]):
    units = ["--units", str(made / "单位名单.xlsx")]
    out = ["-o", str(made.parent / "told.json"), "--json"]
    cli.main(["merge", str(made / "收到"), *units, *out])
    told = json.loads(capsys.readouterr().out)
    assert tuple(told["missing"]) == county.MISSING
    assert told["twice"] == [county.TWICE]
    assert told["unlisted"] == []
    assert told["summed"] == len(county.SUMMED) == 49
    wrong = {unit["unit"] for unit in told["units"] if unit["errors"]}
    cannot_count = {county.TWICE, county.LAST_YEARS, county.OLD_TABLES}
    assert wrong == {county.UNEVEN, county.PRINTED_WRONG} | cannot_count
    refused = {unit["unit"]: unit["reason"] for unit in told["units"] if unit["reason"]}
    assert set(refused) == cannot_count
    assert "2024" in refused[county.LAST_YEARS]
    assert "2019" in refused[county.OLD_TABLES]


def test_every_figure_of_the_sum_is_that_of_its_units(summed: Path):
    """Added up here from what the county was made of, not from what was read."""
    report = store.load(summed).report
    wanted: Counter[str] = Counter()
    for unit in county.SUMMED:
        cells = county.report_of(unit).entries("cells")
        wanted.update({cell: Decimal(str(figure)) for cell, figure in cells.items()})
    assert {cell: Decimal(str(n)) for cell, n in report.entries("cells").items()} == wanted
    assert {entry.unit for entry in report.get(("provenance", ""))} == county.SUMMED


@pytest.mark.skipif(not office.IS_THERE, reason="NOT CHECKED: LibreOffice (soffice) is needed")
def test_another_program_adds_the_review_sheet_up_to_the_same(made: Path, summed: Path):
    sheet = made.parent / "review.xlsx"
    units = ["--units", str(made / "单位名单.xlsx")]
    cli.main(["review", str(made / "收到"), "-o", str(sheet), *units])
    book = openpyxl.load_workbook(sheet)
    figures = book["数字"]
    first, last = 5, figures.max_row
    for column in range(2, figures.max_column + 1):
        letter = get_column_letter(column)
        figures.cell(last + 1, column, f"=SUM({letter}{first}:{letter}{last})")
    with_sums = made.parent / "added.xlsx"
    book.save(with_sums)
    office.convert([with_sums], made.parent / "by", "xlsx")
    added = openpyxl.load_workbook(made.parent / "by" / "added.xlsx", data_only=True)["数字"]
    values = store.load(summed).report.values
    by_them = [cell.value for cell in added[last + 1][1:]]
    ours = [cell.value for cell in added[4][1:]]
    assert by_them == ours == [values[cell] or 0 for cell in values]


def test_who_copied_is_told_with_whom(made: Path):
    sheet = made.parent / "alike.xlsx"
    cli.main(
        ["review", str(made / "收到"), "-o", str(sheet), "--units", str(made / "单位名单.xlsx")]
    )
    found = openpyxl.load_workbook(sheet)["检查结果"].iter_rows(values_only=True)
    alike = {row[0]: row[4] for row in found if row[2] == "R35"}
    assert set(alike) == {county.COPIED, county.COPIED_FROM}
    assert f"100% 的文字与“{county.COPIED}”" in alike[county.COPIED_FROM]
