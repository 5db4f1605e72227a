"""Whatever year the clock shows, documents are made and read: a zip knows 1980 to 2107 alone."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.exporters import EXPORTS, Options
from app.exporters.check_sheet import CHECK_SHEETS
from app.files import store
from app.importers import take
from app.importers.terms.proposal import report_of
from app.report.report import Report

DATA = Path(__file__).parents[2] / "data" / "reports"


@pytest.fixture(params=[1970, 1979, 2108, 2200])
def year(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """What the clock shows, also of a file that is written now."""
    shown = time.struct_time((request.param, 1, 1, 8, 0, 0, 3, 1, 0))
    monkeypatch.setattr(time, "localtime", lambda _seconds=None: shown)
    return request.param


@pytest.fixture
def report() -> Report:
    return store.load(DATA / "005.json").report


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_document_of_any_year_is_made_and_read(suffix: str, report: Report, tmp_path: Path):
    content = EXPORTS[suffix].render(report, Options(formulas=True, findings=True))
    (tmp_path / f"a{suffix}").write_bytes(content)
    assert report_of(take.from_file(tmp_path / f"a{suffix}")).cells == report.cells


@pytest.mark.usefixtures("year")
def test_so_is_a_list_of_findings(report: Report):
    assert CHECK_SHEETS[".xlsx"](report).startswith(b"PK")
