"""What LibreOffice makes of the documents: a reader that is not ours opens and draws them."""

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from app.exporters import EXPORTS, Options, paper
from app.files import store
from app.forms import catalogue
from app.letters.numbers import written
from app.report.report import Report
from tests import office
from tests.hard import earlier_edition

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (office.IS_THERE and shutil.which("pdftotext")),
        reason="NOT CHECKED: LibreOffice (soffice) and pdftotext are needed",
    ),
]
REPORTS = Path(__file__).parents[2] / "data" / "reports"
FILTERS = {".html": [office.AS_DOCUMENT]}
_HEADING = "三、收到和处理政府信息公开申请情况"


@pytest.fixture(params=["sample", "005", "2019"])
def report(request) -> Report:
    """The one of 2019 has figures of seven digits in the narrowest columns."""
    if request.param == "2019":
        return earlier_edition()
    return store.load(REPORTS / f"{request.param}.json").report


@pytest.mark.parametrize("suffix", [".docx", ".html", ".xlsx"])
def test_every_figure_is_on_the_pages(report, suffix, tmp_path):
    text = "\n".join(pages(report, suffix, tmp_path))

    figures = Counter(re.findall(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])", text))
    assert figures >= Counter(written(value) for value in report.values.values())


@pytest.mark.parametrize("suffix", [".docx", ".html", ".xlsx"])
def test_every_table_stands_whole_on_one_page(report, suffix, tmp_path):
    """On its page the labels of its first and of its last row."""
    texts = ["".join(text.split()) for text in pages(report, suffix, tmp_path)]

    for table in report.form.tables.values():
        cells = paper.fit(table).grid.cells
        labels = [c.text for c in cells if 0 < len(c.text) <= 17]  # on one line of a page
        assert [text for text in texts if labels[0] in text and labels[-1] in text], labels[0]
    assert "".join(texts).count("申请人情况") == 1  # or it stands once more over what went on


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_a_table_higher_than_was_reckoned_begins_under_its_heading(suffix, report, tmp_path):
    """LibreOffice widens columns for figures of nine digits, so that labels take more lines."""
    inputs = [cell.id for cell in report.form.cells.values() if not cell.computed]
    report.apply({("cells", id_): 987_654_321 for id_ in inputs})

    texts = [text.split() for text in pages(report, suffix, tmp_path)]
    [lines] = [lines for lines in texts if _HEADING in lines]
    assert "申请人情况" in lines[lines.index(_HEADING) :]


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_pages_are_numbered_and_the_date_never_stands_alone(suffix, tmp_path):
    report = store.load(REPORTS / "sample.json").report
    texts = pages(report, suffix, tmp_path)

    assert "2026" in texts[-1]
    assert "。" in texts[-1]
    if suffix == ".docx":
        numbers = [re.findall(r"—\s*(\d+)\s*—", text) for text in texts]
        assert numbers == [[str(number)] for number in range(1, len(texts) + 1)]


@pytest.mark.parametrize("suffix", [".docx", ".html"])
@pytest.mark.parametrize("lines_over", [2, 3, 4])
def test_the_date_never_stands_alone_under_a_long_paragraph(suffix, lines_over, tmp_path):
    """Twelve lines that fill their page, so that name and date would go on to the next."""
    report = store.load(REPORTS / "021.json").report
    texts = {"problems": "\n".join(["问题。"] * lines_over), "other": "文" * (28 * 12 - 2)}
    texts |= {"closing": "青石镇人民政府\n2026年1月20日", "lead": "", "overview": ""}
    report.apply({("texts", id_): text for id_, text in texts.items()})

    *_, last = pages(report, suffix, tmp_path)
    assert "青石镇人民政府" in last
    assert "文文" in last


def test_formulas_come_to_the_stored_values(report, tmp_path):
    """LibreOffice calculates where no value is stored: openpyxl drops them on its way."""
    file, bare = tmp_path / "stored.xlsx", tmp_path / "in" / "a.xlsx"
    file.write_bytes(EXPORTS[".xlsx"].render(report, Options(formulas=True)))
    bare.parent.mkdir()
    openpyxl.load_workbook(file).save(bare)
    office.convert([bare], tmp_path, "xlsx:Calc MS Excel 2007 XML")

    ours, theirs = (
        [cell.value for s in openpyxl.load_workbook(f, data_only=True) for r in s for cell in r]
        for f in (file, tmp_path / "a.xlsx")
    )
    assert len(ours) == len(theirs)
    assert [v for v in theirs if isinstance(v, int | float)] == [
        v for v in ours if isinstance(v, int | float)
    ]


@pytest.mark.parametrize("options", [Options(), Options(formulas=True)], ids=["values", "formulas"])
@pytest.mark.parametrize("name", ["005", "blank"])
def test_whoever_adds_up_by_names_gets_the_sum(name, options, tmp_path):
    """Every cell by its name, and two totals beside one another: a blank one adds nothing."""
    blank = Report(catalogue.form("2021"))
    report = blank if name == "blank" else store.load(REPORTS / f"{name}.json").report
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS[".xlsx"].render(report, options)))
    sheet = book.create_sheet("加")
    names = [id_.replace("/", "__") for id_ in report.values]
    for each in names:
        sheet.append([f"=SUM({each})"])
    sheet.append(["=requests__new_received__total+disputes__cases__review_total"])
    file = tmp_path / "in" / "a.xlsx"
    file.parent.mkdir()
    book.save(file)
    office.convert([file], tmp_path, "xlsx:Calc MS Excel 2007 XML")

    sums = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["加"]["A"]
    values = {id_: value or 0 for id_, value in report.values.items()}
    together = values["requests/new_received/total"] + values["disputes/cases/review_total"]
    assert [cell.value for cell in sums] == [*map(float, values.values()), together]


def pages(report: Report, suffix: str, folder: Path) -> list[str]:
    """The text of each page."""
    file = folder / f"a{suffix}"
    file.write_bytes(EXPORTS[suffix].render(report))
    office.convert([file], folder, "pdf", *FILTERS.get(suffix, []))
    command = ["pdftotext", "-layout", folder / "a.pdf", "-"]
    run = subprocess.run(command, capture_output=True, check=True)
    return run.stdout.decode().rstrip("\f").split("\f")
