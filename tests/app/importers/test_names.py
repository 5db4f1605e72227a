"""Organ, year and page numbers: what stands around a report rather than in it."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from app.importers import take
from app.importers.markup import html
from app.importers.terms.proposal import Proposal
from tests.app.importers import pages
from tests.app.importers.pages import Published

CALLED = "政府信息公开工作年度报告"
ORGAN = "清河县林业和草原局"
ELSEWHERE = f"正文的标题里没有单位名称，按网页标题、页眉、封面或文件属性读作“{ORGAN}”"


def told(proposal: Proposal) -> list[str]:
    return [doubt.message for doubt in proposal.doubts if doubt.kind == "head"]


def page(report: Published, head: str, title: str) -> Proposal:
    """A page whose own title says no organ."""
    whole = pages.page(report).decode()
    assert report.title in whole
    return take.from_document(html.read_text(head + whole.replace(report.title, title)), "x")


@pytest.fixture
def report() -> Published:
    return pages.published("012")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"<title>{ORGAN}{{year}}年{CALLED}</title>", f"{{year}}年{CALLED}"),
        (f"<title>{ORGAN}{CALLED}_清河县人民政府</title>", f"{{year}}年{CALLED}"),
        (f"<meta name=ArticleTitle content={ORGAN}{{year}}年{CALLED}>", f"{{year}}年{CALLED}"),
        (f"<p>填报单位：{ORGAN}（盖章）</p>", f"{{year}}年{CALLED}"),
        (f"<table><tr><td>编制单位:<td>{ORGAN}<td>年度<td>1</table>", f"{{year}}年{CALLED}"),
    ],
)
def test_an_organ_that_the_title_does_not_say(report: Published, head: str, title: str):
    head, title = (text.format(year=report.year) for text in (head, title))
    proposal = page(report, head, title)
    assert (proposal.organ, proposal.year) == (ORGAN, report.year)
    assert told(proposal) == [ELSEWHERE]


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{ORGAN}1999年{CALLED}</title>",
        f"<title>清河县人民政府门户网站{CALLED}</title>",
        "<p>填报单位：</p>",
        "<p>报送单位：请各单位于1月31日前报送。</p>",
    ],
)
def test_what_is_no_name_of_this_reports_organ(report: Published, head: str):
    proposal = page(report, head, f"{report.year}年{CALLED}")
    assert not any("网页标题" in words for words in told(proposal))
    assert proposal.organ != ORGAN


def test_the_title_goes_before_what_stands_elsewhere(report: Published):
    proposal = page(report, f"<title>{ORGAN}{CALLED}</title>", report.title)
    assert proposal.organ == report.organ
    assert told(proposal) == []


def test_an_organ_with_a_very_long_name(report: Published):
    organ = "新疆维吾尔自治区" + "伊犁哈萨克自治州" * 6 + "人民政府地方志编纂委员会办公室"
    proposal = page(report, "", f"{organ}{report.year}年{CALLED}")
    assert proposal.organ == organ


@pytest.mark.parametrize("place", ["header", "title"])
def test_an_organ_in_the_page_header_or_the_properties_of_a_word_file(
    report: Published, place: str, tmp_path: Path
):
    document = docx.Document(io.BytesIO(pages.docx_file(report)))
    for paragraph in document.paragraphs:
        if paragraph.text == report.title:
            paragraph.text = f"{report.year}年{CALLED}"
    if place == "header":
        document.sections[0].header.paragraphs[0].text = f"{ORGAN}{CALLED}"
    else:
        document.core_properties.title = f"{ORGAN}{report.year}年{CALLED}"
    file = tmp_path / "x.docx"
    document.save(str(file))
    proposal = take.from_file(file)
    assert proposal.organ == ORGAN
    assert told(proposal) == [ELSEWHERE]


def test_an_organ_on_the_cover_sheet_of_a_workbook(report: Published, tmp_path: Path):
    book = openpyxl.load_workbook(io.BytesIO(pages.xlsx_file(report)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == report.title:
                    cell.value = f"{report.year}年{CALLED}"
    cover = book.create_sheet("封面", 0)
    cover.append(["填报单位", ORGAN])
    file = tmp_path / "x.xlsx"
    book.save(file)
    assert take.from_file(file).organ == ORGAN


@pytest.mark.parametrize(
    "number", ["— 5 —", "-5-", "－ 12 －", "第5页 共9页", "第 5 页", "5/9页", "Page 5 of 9"]
)
def test_the_number_of_a_page_is_no_text(report: Published, number: str):
    lines = "".join(f"<p>{number}</p>" for _ in range(2))
    whole = pages.page(report).decode()
    with_numbers = whole.replace("<table", f"{lines}<table").replace("</table>", f"</table>{lines}")
    assert with_numbers != whole
    plain, numbered = (
        take.from_document(html.read_text(words), "x") for words in (whole, with_numbers)
    )
    assert numbered.texts == plain.texts
    assert numbered.all_doubts == plain.all_doubts


def test_what_only_looks_like_the_number_of_a_page_stays(report: Published):
    whole = pages.page(report).decode().replace("</table>", "</table><p>5/9</p>")
    texts = take.from_document(html.read_text(whole), "x").texts
    assert texts["disclosure/note"] == "5/9"


def test_digits_alone_name_no_organ(report: Published):
    proposal = page(report, "", f"{report.year}" * 14 + f"年{CALLED}")
    assert (proposal.organ, proposal.year) == ("", report.year)
    assert told(proposal) == ["没有找到单位名称，请填写"]
