"""What the schemas of Office Open XML say to the documents, asked by openxml-audit."""

import re
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from app.exporters import EXPORTS, letter
from app.exporters.letter import Line, Rows
from app.exporters.options import Options

KNOWN = {
    # The standard calls a theme optional; with one, Word takes its fonts before ours.
    "Sem_MissingRelationshipType /word/document.xml",
    # As openpyxl writes every workbook: text in its cell, a font's properties in its own order.
    "Excel_InlineStrCells /xl/worksheets/sheet.xml",
    " /xl/styles.xml/styleSheet/fonts/font",
}
EVERYTHING = Options(formulas=True, findings=True, protect=True)


@pytest.mark.slow
@pytest.mark.parametrize("options", [Options(), EVERYTHING], ids=["plain", "everything"])
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_no_part_breaks_its_schema(report, suffix: str, options: Options, tmp_path: Path):
    document = tmp_path / f"document{suffix}"
    document.write_bytes(EXPORTS[suffix].render(report, options))
    faults = OpenXmlValidator().validate(document).errors
    assert [f"{place(f)}: {f.description}" for f in faults if place(f) not in KNOWN] == []


def place(fault) -> str:
    """What it is and where, without the numbers of sheets and elements."""
    return re.sub(r"\[?\d+\]?", "", f"{fault.id} {fault.part_uri}{fault.path}")


@pytest.mark.slow
def test_no_part_of_a_letter_breaks_its_schema(tmp_path: Path):
    rows = Rows((("序号", "问题"), ("1", "一行\n又一行"), ("2", "")), (0.2, 0.8))
    blocks = [Line("甲局：", "address"), Line("有两处。"), rows, Line("一", "heading"), rows]
    signed = [Line("某县", "closing"), Line("2024年2月1日", "closing")]
    document = tmp_path / "letter.docx"
    document.write_bytes(letter.render("意见", [*blocks, *signed], "某县"))
    faults = OpenXmlValidator().validate(document).errors
    assert [f"{place(f)}: {f.description}" for f in faults if place(f) not in KNOWN] == []
