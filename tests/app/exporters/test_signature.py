"""Where name and date stand, in letters from the edges of the text: GB/T 9704-2012, 7.3.5."""

import io

import docx
import openpyxl
import pytest

from app.exporters import Options, paper, signature
from app.exporters.docx import render
from app.exporters.xlsx import render as xlsx
from app.files.profiles import STANDARD, Profile
from app.forms import catalogue
from app.report.report import Report

FORM = catalogue.form("2021")
WHOLE = STANDARD.text_width / 16
SEALED = Profile(signature="sealed")
DATE = "2026年1月20日"
LONG = (
    "江苏省淮安市洪泽区人民政府办公室（挂江苏省淮安市洪泽区大数据管理局、政务服务管理办公室牌子）"
)


def edges(signed: signature.Signed) -> tuple[float, float]:
    """Where its last line begins and ends, in letters from the left."""
    wide, indent = signature.wide(signed.lines[-1]), signed.indent / 16
    if signed.side == "left":
        return indent, indent + wide
    return WHOLE - indent - wide, WHOLE - indent


@pytest.mark.parametrize(
    "date", ["2026 年 1 月 20 日", "2026年 1月 20日", "二〇二六 年 一 月 二十 日"]
)
def test_a_date_with_blanks_in_it_is_one(date):
    signed = signature.placed(["青禾县自然资源和规划局", date], FORM)
    name, dated = map(edges, signed)
    assert dated[0] == pytest.approx(name[0] + 2, abs=0.01)
    assert dated[1] <= WHOLE
    sealed = signature.placed(["青禾县自然资源和规划局", date], FORM, SEALED)
    assert edges(sealed[1])[1] == pytest.approx(WHOLE - 4)


def test_blanks_are_set_off_by_nothing_but_themselves():
    assert signature.wide("2026 年") == pytest.approx(signature.wide("2026年"), abs=0.26)


@pytest.mark.parametrize("organ", ["青石镇人民政府处", "青禾县自然资源和规划局", "某" * 24])
def test_the_name_ends_two_letters_in_and_the_date_begins_two_after_it(organ):
    name, date = map(edges, signature.placed([organ, DATE], FORM))

    assert name[1] == pytest.approx(WHOLE - 2)
    assert date[0] == pytest.approx(name[0] + 2, abs=0.01)
    assert date[1] <= WHOLE


@pytest.mark.parametrize("date", [DATE, "2026年11月20日", "二〇二六年一月二十日"])
def test_a_date_longer_than_the_name_ends_two_letters_in_and_the_name_begins_before_it(date):
    name, after = map(edges, signature.placed(["某镇", date], FORM))

    assert after[1] == pytest.approx(WHOLE - 2)
    assert name[0] == pytest.approx(after[0] - 2, abs=0.01)


def test_under_a_seal_the_date_ends_four_letters_in_and_the_name_stands_over_its_middle():
    for organ in ("某镇", "青石镇人民政府", "青禾县自然资源和规划局"):
        name, date = map(edges, signature.placed([organ, DATE], FORM, SEALED))
        assert date[1] == pytest.approx(WHOLE - 4)
        assert sum(name) == pytest.approx(sum(date), abs=0.02)


def test_under_a_seal_a_name_too_long_for_that_ends_with_the_text_and_the_date_under_its_middle():
    name, date = map(edges, signature.placed(["某" * 20, DATE], FORM, SEALED))

    assert name[1] == pytest.approx(WHOLE)
    assert sum(name) == pytest.approx(sum(date), abs=0.02)


def test_a_name_too_long_for_a_line_is_broken_by_sense_and_the_date_goes_by_its_last_line():
    name, date = signature.placed([LONG, DATE], FORM)

    assert "".join(name.lines) == LONG
    assert name.lines[0].endswith(("办公室", "市"))
    assert all(paper.ems(line) <= 24 for line in name.lines)
    assert edges(date)[0] == pytest.approx(edges(name)[0] + 2, abs=0.01)


@pytest.mark.parametrize("profile", [STANDARD, SEALED, Profile(left=60, right=60, table_size=5)])
@pytest.mark.parametrize("organ", ["甲" * 200, "x" * 90, "a-b" * 70, "甲x" * 60, "某局", "甲" * 24])
@pytest.mark.parametrize("date", [DATE, "二〇二六年十二月三十一日", f"{'0' * 70}年1月1日"])
def test_whatever_the_name_both_stand_on_the_page(organ, date, profile):
    """A date that begins left of the text is off the paper, and nobody sees it."""
    name, under = signature.placed([organ, date], FORM, profile)

    assert "".join(name.lines) == organ
    assert all(paper.ems(line) <= profile.text_width / 16 - 2 for line in name.lines)
    for signed in (name, under):
        assert 0 <= signed.indent < profile.text_width


def test_what_is_no_name_over_a_date_ends_two_letters_in():
    closing = ["青石镇人民政府", "（章）", "", "联系人：张三", "2026年1月"]

    assert {(signed.side, signed.indent) for signed in signature.placed(closing, FORM)} == {
        ("right", 32)
    }


@pytest.mark.parametrize("profile", [STANDARD, SEALED])
@pytest.mark.parametrize("organ", ["某镇", "青石镇人民政府", "青禾县自然资源和规划局", LONG])
def test_a_workbook_keeps_them_from_the_right_by_blank_letters(organ, profile):
    """To half a letter, for it sets no figure off; a long name has a row for each line."""
    closing = ("texts", FORM.closing.id)
    book = xlsx(Report(FORM, {closing: f"{organ}\n{DATE}"}), Options(profile=profile))
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[-1]
    cells = [str(cell.value) for cell in sheet["A"]]
    *names, date = cells[cells.index(f"　　{FORM.sections[-1].heading}") + 1 :]
    ends = [2 * WHOLE - 2 * paper.ems(line[len(line.rstrip()) :]) for line in (names[-1], date)]
    begins = [
        end - 2 * paper.ems(line.rstrip())
        for end, line in zip(ends, (names[-1], date), strict=True)
    ]

    assert "".join(name.strip() for name in names) == organ
    if profile is SEALED:
        assert organ == LONG or ends[1] == 2 * (WHOLE - 4)
        assert sum(ends) + sum(begins) - 2 * (ends[1] + begins[1]) == pytest.approx(0, abs=2)
    else:
        assert begins[1] - begins[0] == pytest.approx(4, abs=1)
        assert 2 * WHOLE - 4 in ends


def test_a_word_document_says_so_in_its_paragraphs():
    closing = ("texts", FORM.closing.id)
    report = Report(FORM, {closing: f"{LONG}\n{DATE}"})
    for profile in (STANDARD, SEALED):
        placed = signature.placed([LONG, DATE], FORM, profile)
        document = docx.Document(io.BytesIO(render(report, Options(profile=profile))))
        for paragraph, signed in zip(document.paragraphs[-2:], placed, strict=True):
            assert paragraph.text.split("\n") == list(signed.lines)
            indents = paragraph.paragraph_format
            indent = {"left": indents.left_indent, "right": indents.right_indent}[signed.side]
            assert indent.pt == pytest.approx(signed.indent, abs=0.05)
