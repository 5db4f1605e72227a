"""What this program writes, it reads: figures, totals and texts exactly."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import store
from app.exporters import EXPORTS
from app.forms import load
from app.importers import take
from app.importers.plain import Unreadable
from app.importers.proposal import report_of
from app.report import Report
from tests.app.importers import pages

DOCUMENTS = [suffix for suffix in (".html", ".docx", ".xlsx") if suffix in EXPORTS]
LISTS = [suffix for suffix in (".csv", ".jsonl") if suffix in EXPORTS]


def filled(name: str) -> Report:
    """A published report's figures, the test's own texts."""
    printed = pages.published(name)
    report = Report(printed.form, {("organ", ""): printed.organ, ("year", ""): printed.year})
    figures = {id_: printed.figure(id_) for id_ in printed.cells if id_ in report.form.cells}
    inputs = {k: v for k, v in figures.items() if not report.form.cells[k].computed}
    report.apply({("cells", k): v for k, v in inputs.items()})
    texts = {**printed.texts, "closing": f"{printed.organ}\n\n2024年1月10日"}
    texts["disputes/note"] = "注：含上年度结转数量。"
    texts["overview/active"] = "第一段。\n\n\n第二段。"
    texts["problems"] = f"{'问题和改进' * 500}\n\n{'一' * 900}。"
    texts["overview/on_request"] = "收到⟦requests/new_received/total⟧件，\n（1）其一；\n（2）其二。"
    report.apply({("texts", k): v for k, v in texts.items()})
    return report


def there_and_back(report: Report, suffix: str, folder: Path) -> Report:
    file = folder / f"x{suffix}"
    file.write_bytes(EXPORTS[suffix].render(report))
    proposal = take.from_file(file)
    assert proposal.all_doubts == ()
    assert proposal.differences == ()
    return report_of(proposal)


@pytest.mark.parametrize("name", ["005", "012", "014", "020", "021"])
@pytest.mark.parametrize("suffix", DOCUMENTS)
def test_documents_come_back_exactly(suffix: str, name: str, tmp_path: Path):
    report = filled(name)
    found = there_and_back(report, suffix, tmp_path)
    assert found.form.edition == report.form.edition
    assert dict(found.cells) == dict(report.cells)
    assert found.values == report.values
    assert (found.organ, found.year, found.title) == (report.organ, report.year, report.title)
    assert {k: found.text(k) for k in found.form.texts} == {
        k: report.text(k) for k in report.form.texts
    }


@pytest.mark.parametrize("name", ["005", "014", "020"])
@pytest.mark.parametrize("suffix", LISTS)
def test_lists_of_figures_come_back_exactly(suffix: str, name: str, tmp_path: Path):
    report = filled(name)
    found = there_and_back(report, suffix, tmp_path)
    assert found.form.edition == report.form.edition
    assert dict(found.cells) == dict(report.cells)
    assert (found.organ, found.year) == (report.organ, report.year)


def test_a_list_of_several_reports_is_refused(tmp_path: Path):
    file = tmp_path / "x.jsonl"
    two = EXPORTS[".jsonl"].render(filled("005")) + EXPORTS[".jsonl"].render(filled("021"))
    file.write_bytes(two)
    with pytest.raises(Unreadable, match="不止一份报告"):
        take.from_file(file)


def test_a_report_file_comes_back_with_all_it_holds(tmp_path: Path):
    report = filled("012")
    report.apply({("level", ""): "province", ("notes", "disclosure/regulations/made"): "22（修订）",
                  ("published", "requests/total/total"): 7})  # fmt: skip
    file = tmp_path / "x.json"
    store.save(report, file)
    assert store.encode(report_of(take.from_file(file))) == store.encode(report)


CELLS = [c.id for c in load.form("2021").cells.values() if not c.computed]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    figures=st.dictionaries(st.sampled_from(CELLS), st.integers(0, 10**10), max_size=60),
    money=st.none() | st.decimals(0, 10**9, places=6),
    suffix=st.sampled_from(DOCUMENTS + LISTS),
)
def test_any_figures_come_back(figures: dict, money: object, suffix: str, tmp_path: Path):
    changes = {("cells", k): v for k, v in figures.items()}
    changes["cells", "disclosure/fees/amount"] = money
    report = Report(load.form("2021"), {("organ", ""): "某镇", ("year", ""): 2024, **changes})
    found = there_and_back(report, suffix, tmp_path)
    assert dict(found.cells) == dict(report.cells)
