"""What is made to take long, or much, is read in no time or refused with a sentence."""

import io
import os
import struct
import time
import zipfile
from pathlib import Path

import pytest

from app.files import store
from app.importers import paste, source, take
from app.importers.markup.stylesheet import hidden_classes
from app.importers.terms.plain import Document, Paragraph, Unreadable
from tests.safety import hostile_xls
from tests.safety.hostile_docx import WORD, document, numbered
from tests.safety.hostile_xlsx import SHEET, book, cells, defined, looking

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


def listed(count: int, extra: bytes = b"") -> bytes:
    """An archive with no part, and a long list of them."""
    fields = (20, 20, 0, 0, 0, 0, 0, 0, 0, 1, len(extra), 0, 0, 0, 0, 0)
    line = b"PK\1\2" + struct.pack("<6H3I5H2I", *fields) + b"a" + extra
    number = min(count, 65_535)
    end = struct.pack("<4H2IH", 0, 0, number, number, count * len(line), 30, 0)
    return b"PK\3\4" + bytes(26) + line * count + b"PK\5\6" + end


@pytest.mark.parametrize(
    "style",
    [
        ".logo{background:url(data:image/png;base64," + "A" * 1_000_000 + ")}",
        *(each * 99_999 for each in (".a", "@a", "a{", "{}", "/*", "*/", "@a{", "display:", ",")),
        "{}" * 7_000_000,
        "b@{}" * 3_000_000,
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
    list(hidden_classes(style[:1_000_000]))
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
        *(
            defined(f'<definedName name="_xlnm.{name}" localSheetId="0">{inside}</definedName>')
            for name in ("Print_Titles", "Print_Area")
            for inside in ("'" * 300_000, "a" * 300_000, "A:" * 200_000, "1" * 300_000)
        ),
        book("".join(f'<row r="{n}" hidden="1"/>' for n in range(1, 60_000))),
        hostile_xls.named(30),
        hostile_xls.named(400, doubled=False),
        hostile_xls.linked(2000),
        hostile_xls.looks(60_000, 25),
    ],
    ids=[
        "links", "rules", "comments", "columns",
        *(f"{name} of {inside}" for name in ("titles", "areas") for inside in ("quotes", "a", "A:", "1")),
        "rows that only look", "old names", "old names of names", "old links", "old looks",
    ],
)  # fmt: skip
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
        b"Content-Type: text/html" + b";\n a=b" * 90_000 + b"\n\n<p>x",
        b"Content-Type: text/html" + b"".join(b";\n a*%d=b" % n for n in range(90_000)) + b"\n\n<p>x",
        book(cells(9_000, "<v>0</v>", ' t="s"'), strings=f"<si><t>{' ' * 2_000_000}</t></si>"),
        book(cells(9_000, "<v>0</v>", ' t="s"'), strings=f"<si>{'<r><t> </t></r>' * 30_000}</si>"),
        hostile_xls.shared(65_535, 0, 60_000),
        hostile_xls.shared(20, 60_000, 50_000),
        listed(1_000_000),
        listed(100, b"\0" * 65_532),
        b"<p " + b"a=b " * 1_000_000 + b">x",
        b"<p " + b"a/" * 1_000_000 + b">x",
        looking("[" * 1_000_000),
        book(sheets=2400),
    ],
    ids=[
        "far cells", "cells", "shared strings", "styles", "entities", "long numbers", "repeated numbers", "rows", "letters",
        "lines", "csv", "one line", "paragraphs", "envelopes", "headers",
        "said of a part", "said piece by piece", "shared blanks", "shared pieces", "old shared blanks", "old shared pieces", "listed", "said of the listed",
        "attributes", "bare attributes", "brackets", "sheets",
    ],
)  # fmt: skip
def test_what_is_far_more_than_a_report_is_refused_soon(content: bytes):
    assert read(content) is None


def test_what_one_element_says_of_its_looks_is_looked_at_as_far_as_any_program_writes():
    begins, ends = "display:none;" + "a:b;" * 1_500_000, "a:b;" * 1_500_000 + "display:none"
    page = read(f"<html><p>一、概述<p style='{begins}'>二、无<p style='{ends}'>三、有".encode())
    assert page
    assert [block.text for block in page.blocks if isinstance(block, Paragraph)] == [
        "一、概述",
        "三、有",
    ]


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_as_no_office_program_does_is_not_unpacked(way: int):
    """However little of it is wanted, all is unpacked: a thousand bytes become gigabytes."""
    usual = document("<w:p><w:r><w:t>x</w:t></w:r></w:p>")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(usual)) as old, zipfile.ZipFile(file, "w", way) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert read(usual)
    assert read(file.getvalue()) is None


def test_the_heads_of_pages_are_read_as_far_as_a_name_can_stand_in_them():
    line = "<w:p><w:r><w:t>某局2024年政府信息公开工作年度报告</w:t></w:r></w:p>"
    head = f"<w:hdr {WORD}>{line * 7000}</w:hdr>"
    page = read(document("<w:p/>", header1=head, header2=head, header3=head))
    assert page
    assert len(page.names) < 1000


@pytest.mark.parametrize(
    "words",
    ["一" * 400_000, "（一）主动公开。\n" * 7_000, "（一）主动公开。\n（二）别的。\n" * 3_900],
    ids=["a run", "headings", "strange headings"],
)
def test_what_looks_like_headings_over_and_over_is_read_soon(words: str):
    text = f"某局2024年政府信息公开工作年度报告\n一、总体情况\n{words}\n二、主动公开政府信息情况\n"
    began = time.process_time()
    assert take.from_content(text.encode(), "x.txt").texts
    assert time.process_time() - began < SOON


def test_styles_of_word_that_build_on_each_other_end_somewhere():
    names = range(5001)
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in names
    )
    paragraph = "<w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    assert read(document(paragraph, styles=f"<w:styles {WORD}>{styles}</w:styles>")) is None


def test_what_is_told_of_a_file_that_gave_nothing_is_short(tmp_path: Path):
    notes = "".join(
        f"<w:footnote w:id='{n}'><w:p><w:r><w:t>字</w:t></w:r></w:p></w:footnote>"
        for n in range(90)
    )
    file = tmp_path / "x.docx"
    file.write_bytes(document("<w:p/>", footnotes=f"<w:footnotes {WORD}>{notes}</w:footnotes>"))
    with pytest.raises(Unreadable, match="还有 87 处没有取") as refused:
        take.from_file(file)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", '{"a":[' + "[]," * 20_000_000 + "[]]}"),
        ("x.csv", "a,2024,2021,requests/new_received/natural,3\n" * 1_000_000),
        (
            "x.jsonl",
            '{"organ":"a","year":2024,"edition":"2021","cell":"requests/new_received/natural",'
            '"value":3}\n' * 600_000,
        ),
    ],
    ids=["object", "list", "lines"],
)
def test_a_list_of_figures_is_no_larger_than_those_of_a_report(name: str, content: str):
    began = time.process_time()
    with pytest.raises(Unreadable, match=r"太大|太多"):
        take.from_content(content.encode(), name)
    assert time.process_time() - began < SOON


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
