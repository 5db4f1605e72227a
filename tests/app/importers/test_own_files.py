"""What this program writes, it reads even where another program dropped the marks that it left in
its documents: figures, totals and ordinary texts exactly. With them, see `test_round_trip.py`.
"""

import io
import re
import zipfile
from pathlib import Path

import pytest

from app.exporters import EXPORTS
from app.files import store
from app.importers import take
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import report_of
from app.report.report import Report
from tests.app.importers import pages

DOCUMENTS = [suffix for suffix in (".html", ".docx", ".xlsx") if suffix in EXPORTS]


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


def without_marks(content: bytes) -> bytes:
    """A document as a program saves it that keeps what is seen and nothing else."""
    if not content.startswith(b"PK"):
        return re.sub(rb' data-nianbao="[^"]*"', b"", content)
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for part in old.namelist():
            hidden = rb'<w:bookmark[^>]*/>|<definedName name="_nianbao[^>]*>[^<]*</definedName>'
            new.writestr(part, re.sub(hidden, b"", old.read(part)))
    assert b"_nianbao" not in kept.getvalue()
    return kept.getvalue()


def there_and_back(report: Report, suffix: str, folder: Path) -> Report:
    file = folder / f"x{suffix}"
    file.write_bytes(without_marks(EXPORTS[suffix].render(report)))
    proposal = take.from_file(file)
    assert proposal.all_doubts == ()
    assert proposal.differences == ()
    return report_of(proposal)


@pytest.mark.parametrize("name", ["012", "014", "021"])
@pytest.mark.parametrize("suffix", DOCUMENTS)
def test_documents_come_back_exactly(suffix: str, name: str, tmp_path: Path):
    """A workbook's rows of one long paragraph are lines to whoever does not see its marks."""
    report = filled(name)
    found = there_and_back(report, suffix, tmp_path)
    between = "" if suffix == ".xlsx" else "\n"
    assert found.form.edition == report.form.edition
    assert dict(found.cells) == dict(report.cells)
    assert found.values == report.values
    assert (found.organ, found.year, found.title) == (report.organ, report.year, report.title)
    assert {k: found.text(k).replace("\n", between) for k in found.form.texts} == {
        k: report.text(k).replace("\n", between) for k in report.form.texts
    }


def test_a_list_of_several_reports_is_refused(tmp_path: Path):
    file = tmp_path / "x.jsonl"
    two = EXPORTS[".jsonl"].render(filled("005")) + EXPORTS[".jsonl"].render(filled("021"))
    file.write_bytes(two)
    with pytest.raises(Unreadable, match="不止一份报告"):
        take.from_file(file)


@pytest.mark.parametrize("year", ["²⁰²⁴", "①②③④", "2024年"])
def test_a_list_whose_year_is_no_number_is_one_without_a_year(year: str, tmp_path: Path):
    file = tmp_path / "x.csv"
    file.write_text(f"某局,{year},2021,requests/new_received/natural,x,5\n", encoding="utf-8")
    found = take.from_file(file)
    assert (found.year, found.tables[1].cells) == (None, {"requests/new_received/natural": 5})


def test_a_report_file_comes_back_with_all_it_holds(tmp_path: Path):
    report = filled("012")
    report.apply({("level", ""): "province", ("notes", "disclosure/regulations/made"): "22（修订）",
                  ("published", "requests/total/total"): 7})  # fmt: skip
    file = tmp_path / "x.json"
    store.save(report, file)
    assert store.encode(report_of(take.from_file(file))) == store.encode(report)
