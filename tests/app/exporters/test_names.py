"""The cells of a workbook have names to add up by, and stand where they always stand."""

import io
from typing import Any

import openpyxl
import pytest

from app.exporters import Options, xlsx_names
from app.exporters.xlsx import render
from app.files.profiles import Profile
from app.forms import catalogue
from app.report.report import Report

EVERYTHING = Options(formulas=True, findings=True, protect=True)


def opened(report: Report, options: Options | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render(report, options or Options())))


def places(book: Any) -> dict[str, str]:
    """Where each visible name leads."""
    return {n: str(d.attr_text) for n, d in book.defined_names.items() if not d.hidden}


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_cell_has_a_name_that_leads_to_its_figure(edition):
    form = catalogue.form(edition)
    inputs = [cell.id for cell in form.cells.values() if not cell.computed]
    report = Report(form, {("cells", id_): 1000 + n for n, id_ in enumerate(inputs)})
    book = opened(report)

    found = {}
    for name, place in places(book).items():
        sheet, _, cell = place.rpartition("!")
        found[name.replace("__", "/")] = book[sheet.strip("'")][cell.replace("$", "")].value
    assert found == dict(report.values)


@pytest.mark.slow
def test_figures_stand_where_they_stand_whatever_is_in_the_report(with_texts):
    """So that a formula over many units' workbooks may count on it."""
    empty = Report(catalogue.form("2021"))
    full = with_texts(dict.fromkeys(empty.form.texts, "很长的一段话。" * 400), organ="某" * 60)
    full.apply({("cells", c.id): 10**9 for c in full.form.cells.values() if not c.computed})
    full.apply({("notes", "requests/granted/natural"): "5（含 1 件信函）"})
    books = [opened(empty), opened(full), opened(full, EVERYTHING)]
    books.append(opened(full, Options(profile=Profile(table_size=12, left=20, blank="zero"))))

    assert all(places(book) == places(books[0]) for book in books)
    assert all(book.sheetnames[:4] == books[0].sheetnames for book in books)


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["a/b/c"], ["a__b__c"]),
        (["r1c1/a1/b2"], ["r1c1__a1__b2"]),
        (["A/b/c", "a/b/C", "a/b/d"], ["a__b__d"]),
        (["a__b/c/d", "a/b__c/d"], []),
        (["3/b/c"], []),
        (["a/b/" + "c" * 249, "a/b/" + "c" * 250], ["a__b__" + "c" * 249]),
    ],
)
def test_what_would_break_a_workbook_is_no_name(ids, names):
    assert [name for _, name in xlsx_names.named(ids)] == names


@pytest.mark.slow
def test_no_name_is_one_of_our_own_marks_and_a_list_of_names_shows_it(with_texts):
    book = opened(with_texts({"problems": "问题。"}, organ="青石镇", year=2023))
    hidden = {name for name, defined in book.defined_names.items() if defined.hidden}

    assert hidden
    assert all(name.startswith("_nianbao_") for name in hidden)
    assert not any(name.startswith("_") for name in places(book))
