"""Every published report, as a page of every make, is read back: every figure, and no other."""

from pathlib import Path

import pytest

from app.importers import take
from app.importers.proposal import Proposal, report_of
from tests.app.importers import pages
from tests.app.importers.pages import MAKES, REPORTS, Published

FORM_FOLDER = Path(__file__).parents[4] / "shared" / "domain" / "official"


@pytest.fixture(params=REPORTS)
def report(request: pytest.FixtureRequest) -> Published:
    return pages.published(request.param)


def check(proposal: Proposal, report: Published) -> None:
    """Every printed figure, printed blank and word in a cell, and nothing else."""
    form = proposal.form
    assert form.edition == report.form.edition
    expected = {id_: report.figure(id_) for id_ in report.cells if id_ in form.cells}
    found = report_of(proposal)
    inputs = {k: v for k, v in expected.items() if not form.cells[k].computed and v is not None}
    assert dict(found.cells) == inputs
    printed = {k: v for k, v in expected.items() if form.cells[k].computed}
    assert {k: v for t in proposal.tables for k, v in t.published.items()} == printed
    assert (found.organ, found.year, found.title) == (report.organ, report.year, report.title)


def check_texts(proposal: Proposal, report: Published) -> None:
    assert proposal.texts == report.texts


@pytest.mark.parametrize("make", MAKES)
def test_every_figure_comes_back(make: str, report: Published, tmp_path: Path):
    suffix, maker = MAKES[make]
    file = tmp_path / f"{report.name}{suffix}"
    file.write_bytes(maker(report))
    proposal = take.from_file(file)
    check(proposal, report)
    check_texts(proposal, report)
