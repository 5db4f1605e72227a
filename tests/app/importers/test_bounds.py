"""What is made to take long, or much, is read in no time or refused with a sentence."""

import os
import time
from pathlib import Path

import pytest

from app.files import store
from app.importers import paste, source, take
from app.importers.markup.stylesheet import hidden_classes
from app.importers.terms.plain import Document, Unreadable
from tests.safety.hostile_docx import WORD, document, numbered
from tests.safety.hostile_xlsx import SHEET, book, cells

pytestmark = pytest.mark.slow

SOON = 1.5
"""Seconds of the processor, whatever else it does."""


def read(content: bytes, suffix: str = "") -> Document | None:
    """What a reader makes of it, soon; None: it was refused."""
    began = time.process_time()
    try:
        return source.read(content, suffix)
    except Unreadable:
        return None
    finally:
        assert time.process_time() - began < SOON


@pytest.mark.parametrize(
    "style",
    [
        ".logo{background:url(data:image/png;base64," + "A" * 1_000_000 + ")}",
        *(each * 99_999 for each in (".a", "@a", "a{", "{}", "/*", "*/", "@a{", "display:", ",")),
        "@a{" + "{}" * 99_999,
        ".a{" + "display : " * 100_000,
        "," * 99_999 + "{display:none}",
    ],
    ids=lambda style: style[:12],
)
def test_styles_of_any_length_are_looked_at_once(style: str):
    page = read(f"<html><style>{style}</style><p>一、概述</p>".encode())
    assert page
    began = time.process_time()
    list(hidden_classes(style))
    assert time.process_time() - began < SOON


@pytest.mark.parametrize(
    ("css", "hidden"),
    [
        (".a, p.b {color:red; display : none}", {"a", "b"}),
        ("/* .a{display:none} */ .b{DISPLAY:none}", {"b"}),
        ("<!-- .a{display:none} -->", {"a"}),
        ("@media print{.a{display:none} .b{x:y}} .c{display:none}", {"c"}),
        ("@font-face{src:url(x)} .a{display:none}", {"a"}),
        (".a .b{display:none} #c{display:none} .d{display:block}", set()),
        (".a{display:none", set()),
        ("}}.a{display:none}", {"a"}),
    ],
)
def test_classes_that_a_page_hides(css: str, hidden: set[str]):
    assert set(hidden_classes(css)) == hidden


WHOLE = "A1:XFD1048576"
MERGES = [
    f'<mergeCells><mergeCell ref="{WHOLE}"/></mergeCells>',
    f'<mergeCells><mergeCell ref="{WHOLE.lower()}"/></mergeCells>',
    '<mergeCells><mergeCell ref="$A$1:$XFD$1048576"/></mergeCells>',
    '<mergeCells><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>',
    f"<mergeCells ><mergeCell\n ref = '{WHOLE}' ></mergeCell></mergeCells>",
    f'<x:mergeCells xmlns:x="{SHEET}"><x:mergeCell ref="{WHOLE}"/></x:mergeCells>',
    '<mergeCells><mergeCell ref="1:1048576"/></mergeCells>',
    '<mergeCells><mergeCell ref="A:XFD"/></mergeCells>',
    "<mergeCells>" + '<mergeCell ref="A1:IV200"/>' * 9 + "</mergeCells>",
]


@pytest.mark.parametrize("merge", MERGES)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_merge_over_a_whole_sheet_is_refused_however_it_is_written(merge: str, coding: str):
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{cells(40)}</sheetData>{merge}</worksheet>'
    head = f'<?xml version="1.0" encoding="{coding}"?>'
    assert read(book(sheet=(head + sheet).encode(coding))) is None


@pytest.mark.parametrize(
    "content",
    [
        book(cells(40), f'<hyperlinks><hyperlink ref="{WHOLE}"/></hyperlinks>'),
        book(
            cells(40),
            f"<dataValidations><dataValidation sqref='{'A1 ' * 99_999}'/></dataValidations>",
        ),
        book(cells(40), f"<!--{'mergeCell ' * 99_999}{'<f ' * 99_999}-->"),
        book(cells(40), "<cols>" + "<col min='1' max='16384' hidden='1'/>" * 3000 + "</cols>"),
    ],
    ids=["links", "rules", "comments", "columns"],
)
def test_what_a_report_has_no_use_for_costs_a_workbook_nothing(content: bytes):
    assert read(content) is not None


@pytest.mark.parametrize(
    "content",
    [
        book('<row r="1000"><c r="BL1000"><v>1</v></c></row>', sheets=30),
        book(cells(60_000, "<v>1</v><v>1</v>")),
        book(cells(4000, "<v>0</v>", ' t="s"'), strings=f"<si><t>{'字' * 9999}</t></si>"),
        book(cells(40), styles=f"<cellXfs>{'<xf/>' * 99_999}</cellXfs>"),
        book(sheet=f"<!DOCTYPE a [<!ENTITY x '{WHOLE}'>]><worksheet xmlns='{SHEET}'/>"),
        numbered("字" * 100_000, 9),
        numbered("%1" * 200, 9),
        document("<w:tbl>" + "<w:tr/>" * 200_000 + "</w:tbl>"),
        document("<w:p><w:r><w:t>" + "字" * 600_000 + "</w:t></w:r></w:p>"),
        ("一、概述\n" * 1_000_000).encode(),
        b"a,b\n" * 1_000_000,
        "字".encode() * 2_000_000,
        b"<p>x" * 9000,
        "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(999)).encode(),
        b"Content-Type: text/html\n" + b"X: a\n" * 700_000 + b"\n<p>x",
    ],
    ids=[
        "far cells", "cells", "shared strings", "styles", "entities", "long numbers", "repeated numbers", "rows", "letters",
        "lines", "csv", "one line", "paragraphs", "envelopes", "headers",
    ],
)  # fmt: skip
def test_what_is_far_more_than_a_report_is_refused_soon(content: bytes):
    assert read(content) is None


def test_styles_of_word_that_build_on_each_other_end_somewhere():
    names = range(5001)
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in names
    )
    paragraph = "<w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    assert read(document(paragraph, styles=f"<w:styles {WORD}>{styles}</w:styles>")) is None


def test_what_is_told_of_a_file_that_gave_nothing_is_short(tmp_path: Path):
    notes = "".join(
        f"<w:comment w:id='{n}'><w:p><w:r><w:t>字</w:t></w:r></w:p></w:comment>" for n in range(90)
    )
    file = tmp_path / "x.docx"
    file.write_bytes(document("<w:p/>", comments=f"<w:comments {WORD}>{notes}</w:comments>"))
    with pytest.raises(Unreadable, match="还有 87 处没有取") as refused:
        take.from_file(file)
    assert len(str(refused.value)) < 400


def test_a_file_is_asked_for_its_size_and_kind_before_it_is_read(tmp_path: Path):
    large = tmp_path / "x.html"
    with large.open("wb") as file:
        file.truncate(3 << 30)
    with pytest.raises(Unreadable, match="文件太大"):
        take.from_file(large)
    with pytest.raises(Unreadable, match="不是一个文件"):
        take.from_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_nobody_waits_at_a_pipe(tmp_path: Path):
    os.mkfifo(tmp_path / "x.json")
    with pytest.raises(Unreadable, match="管道"):
        take.from_file(tmp_path / "x.json")
    assert store.is_report(tmp_path / "x.json")
    with pytest.raises(store.StoreError, match="管道"):
        store.load(tmp_path / "x.json")


def test_a_block_far_too_large_for_a_table_is_told_by_its_beginning():
    (cell,) = paste.copied("数\t3\n" * 100_000, "").cells
    assert cell.text.startswith("数 3")
    assert cell.text.endswith("……")
    assert not paste.copied("", "<p>x" * 9000).cells
