"""Every published report, as a page of every make, is read back: every figure, and no other."""

from pathlib import Path

import pytest

from app.importers import take
from app.importers.terms.proposal import Proposal, report_of
from tests import office
from tests.app.importers import pages
from tests.app.importers.pages import MAKES, REPORTS, Published

DOMAIN = Path(__file__).parents[4] / "shared" / "domain"
FORM = DOMAIN / "official" / "template-2021.docx"
SEED = DOMAIN / "corpus" / "021.source.txt"
"""Other people's, and not part of the project."""


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


@pytest.mark.slow
@pytest.mark.parametrize("make", MAKES)
def test_every_figure_comes_back(make: str, report: Published, tmp_path: Path):
    suffix, maker = MAKES[make]
    file = tmp_path / f"{report.name}{suffix}"
    file.write_bytes(maker(report))
    proposal = take.from_file(file)
    check(proposal, report)
    check_texts(proposal, report)


@pytest.mark.slow
@pytest.mark.skipif(
    not FORM.exists(), reason=f"NOT TESTED: the official blank form is not there ({FORM})"
)
@pytest.mark.parametrize("name", [name for name in REPORTS if name not in {"001", "003", "014"}])
def test_typed_into_the_official_blank_form(name: str, tmp_path: Path):
    report = pages.published(name)
    file = tmp_path / "x.docx"
    file.write_bytes(pages.typed_into(FORM, report))
    check(take.from_file(file), report)


@pytest.mark.skipif(
    not SEED.exists(), reason=f"NOT TESTED: the township report is not there ({SEED})"
)
def test_the_township_report_whose_cells_are_shifted():
    """柳河镇 2023: a copy without its merges, rows that lost their tabs, a blank line inside 二."""
    proposal = take.from_file(SEED)
    report = pages.published("021")
    inputs = {k: 0 for k in report.cells if not proposal.form.cells[k].computed}
    assert dict(report_of(proposal).cells) == inputs
    assert {len(t.published) for t in proposal.tables} == {0, 31, 3}
    assert (proposal.organ, proposal.year, proposal.title) == ("柳河镇", 2023, "")
    assert list(proposal.texts) == [
        "overview/active", "overview/on_request", "overview/management", "overview/platform",
        "overview/supervision", "problems", "other",
    ]  # fmt: skip
    assert proposal.all_doubts == ()


THROUGH = {
    "word": ("html", "docx:MS Word 2007 XML"),
    "ueditor": ("html", "xhtml:XHTML Writer File"),
    "nowrap": ("html", "html:HTML (StarWriter)"),
    "shuyang": ("html", "docx:MS Word 2007 XML"),
    "docx": ("docx", "html:HTML (StarWriter)"),
    "docx again": ("docx", "docx:MS Word 2007 XML"),
    "xlsx": ("xlsx", "html:HTML (StarCalc)"),
    "xlsx again": ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
    "xlsx once": ("xlsx", "xls:MS Excel 97"),
    "one sheet": ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
}
"""What was made -> its suffix, and what LibreOffice makes of it."""


@pytest.mark.slow
@pytest.mark.skipif(not office.IS_THERE, reason="NOT CHECKED: LibreOffice (soffice) is needed")
@pytest.mark.parametrize("make", THROUGH)
def test_once_more_through_libreoffice(make: str, tmp_path: Path):
    suffix, into = THROUGH[make]
    reports = [pages.published(name) for name in REPORTS]
    for report in reports:
        made = MAKES[make.removesuffix(" again").removesuffix(" once")][1](report)
        (tmp_path / f"{report.name}.{suffix}").write_bytes(made)
    as_document = [office.AS_DOCUMENT] if suffix == "html" else []
    out = tmp_path / "out"
    office.convert(sorted(tmp_path.glob(f"*.{suffix}")), out, into, *as_document)
    for report in reports:
        (file,) = out.glob(f"{report.name}.*")
        proposal = take.from_file(file)
        check(proposal, report)
        check_texts(proposal, report)
