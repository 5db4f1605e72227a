"""Titles over several lines, and whose report it is where the title does not say it."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exporters import EXPORTS, Options
from app.forms import catalogue
from app.importers import source, take
from app.importers.markup import html
from app.importers.terms.proposal import Proposal, report_of
from app.report.report import Report
from tests.app.importers import pages

pytestmark = pytest.mark.slow

REPORT = pages.distinct()
BODY = pages.page(REPORT).decode()
TITLE = f"<p>{REPORT.title}</p>"
CALLED = "政府信息公开工作年度报告"
UPPER, LOWER = "某市某区管理委员会", "卫生健康办公室"
WHOLE = UPPER + LOWER


def read(page: str) -> Proposal:
    assert page != BODY
    return take.from_document(html.read_text(page), "x")


def titled(title: str, more: str = "") -> Proposal:
    assert TITLE in BODY
    return read(BODY.replace(TITLE, title) + more)


def of_head(proposal: Proposal) -> list[str]:
    return [doubt.message for doubt in proposal.doubts if doubt.kind == "head"]


# --- one title over several lines


@pytest.mark.parametrize(
    "title",
    [
        f"<h1>{UPPER}<br>{LOWER}2023年{CALLED}</h1>",
        f"<p>{UPPER}<br>{LOWER}<br>2023年{CALLED}</p>",
        f"<p>{UPPER}</p><p>办公室2023年{CALLED}</p>",
        f"<p>{UPPER}安监局</p><p>（应急管理局）2023年{CALLED}</p>",
        f"<p>{UPPER}安监局</p><p>（应急管理局）</p><p>2023年{CALLED}</p>",
        f"<p>{UPPER}安监局</p><p>（{UPPER}人民防空办公室）</p><p>2023年{CALLED}</p>",
        f"<p>{UPPER}</p><p>朗读</p><p>2023年{CALLED}</p>",
        f"<table><tr><td>{UPPER}<tr><td>执法大队2023年{CALLED}</table>",
        f"<title>{WHOLE}2023年{CALLED}_某市某区门户</title><p>{UPPER}</p><p>{LOWER}2023年{CALLED}</p>",
        f"<meta name=author content={WHOLE}><p>{UPPER}</p><p>{LOWER}2023年{CALLED}</p>",
    ],
)
def test_the_lines_of_one_title_are_one_name(title: str):
    proposal = titled(title)
    assert proposal.organ.startswith(UPPER)
    assert (proposal.year, proposal.texts) == (2023, REPORT.texts)
    assert of_head(proposal) == []


def test_lines_that_read_as_one_name_join_and_it_is_told_that_there_are_two_readings():
    title = f"<p>{UPPER}</p><p>{LOWER}2023年{CALLED}</p>"
    proposal = titled(title)
    assert proposal.organ == WHOLE
    assert of_head(proposal) == [f"标题里的单位名称读作“{WHOLE}”，也可能是“{LOWER}”，请核对"]


@pytest.mark.parametrize("organ", [WHOLE, LOWER])
def test_of_two_readings_the_signature_decides(organ: str):
    title = f"<p>{UPPER}</p><p>{LOWER}2023年{CALLED}</p>"
    proposal = titled(title, f"<p>{organ}</p><p>2024年1月10日</p>")
    assert (proposal.organ, of_head(proposal)) == (organ, [])


@pytest.mark.parametrize(
    "above",
    [
        "<p>某县人民政府门户网站</p>",
        "<p>政府信息公开年报</p>",
        "<p>首页</p>",
        "<p>某县</p>",
        "<p>某县人民政府</p>",
        "<p>走进某县</p>",
        "<p>某县信息公开，便民利民。</p>",
        "<p>某县2022年政府信息公开工作年度报告</p>",
        "<p>发布机构：市教育委员会</p>",
    ],
)
def test_what_stands_above_a_whole_title_is_no_part_of_it(above: str):
    proposal = titled(f"{above}<p>某县教育局2023年{CALLED}</p>")
    assert (proposal.organ, of_head(proposal)) == ("某县教育局", [])


def test_a_name_in_another_part_of_the_page_does_not_join_but_is_told():
    proposal = titled(f"<div><p>某市财政局</p></div><p>国库处2023年{CALLED}</p>")
    assert proposal.organ == "国库处"
    assert of_head(proposal) == ["标题里的单位名称读作“国库处”，也可能是“某市财政局国库处”，请核对"]


@pytest.mark.parametrize("where", ["title", "author"])
def test_the_properties_of_a_document_that_know_a_longer_name_are_told(where: str):
    document = docx.Document(io.BytesIO(pages.docx_file(REPORT)))
    for paragraph in document.paragraphs:
        if paragraph.text == REPORT.title:
            paragraph.text = f"{LOWER}2023年{CALLED}"
    setattr(
        document.core_properties, where, f"{WHOLE}2023年{CALLED}" if where == "title" else WHOLE
    )
    file = io.BytesIO()
    document.save(file)
    proposal = take.from_document(source.read(file.getvalue(), ".docx"), "x.docx")
    assert of_head(proposal) == [f"标题里的单位名称读作“{LOWER}”，也可能是“{WHOLE}”，请核对"]


ENDINGS = (
    "局", "委员会", "办公室", "街道办事处", "管理委员会", "局（应急管理局）", "人民政府", "中心", "执法大队",
    "有限公司", "镇", "税务局（本级）", "人民检察院", "大学", "处", "公安局交通警察支队", "集团", "站", "部",
)  # fmt: skip
LETTERS = "某青禾柳河清平安定北山南湖东洲西岭经济技术开发高新产业示范园区综合行政卫生健康文化旅游自然资源规划"


@st.composite
def organs(draw: st.DrawFn) -> str:
    ending = draw(st.sampled_from(ENDINGS))
    length = draw(st.integers(max(4, len(ending) + 2), 60)) - len(ending)
    return draw(st.text(LETTERS, min_size=length, max_size=length)) + ending


def come_back(organ: str, suffix: str, *, clean: bool = False) -> None:
    report = Report(catalogue.form("2021"), {("organ", ""): organ, ("year", ""): 2023})
    report.apply({("texts", "problems"): "没有。", ("cells", "requests/granted/natural"): 3})
    content = EXPORTS[suffix].render(report, Options(clean=clean))
    proposal = take.from_document(source.read(content, suffix), "x")
    assert (proposal.organ, proposal.year, report_of(proposal).title) == (organ, 2023, report.title)
    assert of_head(proposal) == []


LONG = [
    "某市某区管理委员会安全生产监督管理局（应急管理局）",
    "新疆维吾尔自治区某某自治州某某高新技术产业开发区管理委员会综合行政执法局街道办事处人民政府办公室",
    "某某省某某市某某县人力资源和社会保障局劳动保障监察大队",
    "某某市某某区某某街道办事处某某社区综合服务中心有限责任公司",
]


@pytest.mark.slow
@pytest.mark.parametrize("organ", LONG)
@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_a_long_name_comes_back_from_a_document_of_ours(organ: str, suffix: str):
    come_back(organ, suffix)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(organs(), st.sampled_from([".html", ".docx", ".xlsx"]), st.booleans())
def test_names_of_every_ending_and_length_come_back(organ: str, suffix: str, clean: bool):
    come_back(organ, suffix, clean=clean)


# --- what is a title


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        f"2023年度柳河镇人民政府{CALLED}数据报送表",
        "2023年度政府信息公开年报数据报送表",
        f"2023年{CALLED}附表汇总",
    ],
)
def test_the_first_line_of_a_workbook_is_a_title_only_where_it_names_this_report(
    line: str, tmp_path: Path
):
    book = openpyxl.load_workbook(io.BytesIO(pages.one_sheet(REPORT)))
    sheet = book.worksheets[0]
    assert sheet["A1"].value == REPORT.title
    sheet["A1"].value = line
    book.save(tmp_path / "x.xlsx")
    proposal = take.from_file(tmp_path / "x.xlsx")
    assert proposal.title == ""
    assert proposal.year == 2023
    assert line in [left.words for left in proposal.left]


@pytest.mark.parametrize("rest", ["（公示稿）", "（2023年度）", "_某县人民政府", "》"])
def test_what_may_follow_the_name_of_a_report(rest: str):
    opening = "《" if rest == "》" else ""
    proposal = titled(f"<p>{opening}{REPORT.title}{rest}</p>")
    assert (proposal.organ, proposal.year) == (REPORT.organ, 2023)
    assert proposal.texts == REPORT.texts


# --- organ and year beside the title


@pytest.mark.parametrize(
    ("line", "organ", "year"),
    [
        ("单位：某市某局 2021年度", "某市某局", 2021),
        ("单位：某市某局　　　　2021年", "某市某局", 2021),
        ("填报单位：某市某局（盖章）  2021年度  单位：件", "某市某局", 2021),
        ("单位（盖章）：某市某局", "某市某局", None),
        ("部门：某市某局办公室 填表日期：2021年1月", "某市某局办公室", None),
    ],
)
def test_the_unit_over_every_table_is_whose_report_it_is(line: str, organ: str, year: int | None):
    page = BODY.replace(TITLE, "").replace("<table", f"<p>{line}</p><table")
    page = page.replace(REPORT.texts["overview"], "全面推进。")
    proposal = read(page.replace(REPORT.texts["lead"], "根据《条例》编制。"))
    assert (proposal.organ, proposal.year) == (organ, year)
    assert any(f"读作“{organ}”" in words for words in of_head(proposal))
    assert not any(text.endswith("note") for text in proposal.texts)
    assert line in [left.words for left in proposal.left]


def test_units_that_differ_are_nobodys():
    page = BODY.replace(TITLE, "")
    for organ in ("某市甲局", "某市乙局", "某市丙局"):
        page = page.replace("<table>", f"<p>单位：{organ}</p><table >", 1)
    assert read(page).organ == ""


@pytest.mark.parametrize(
    ("sentence", "organ", "year"),
    [
        ("现公布2021年某市教育局政府信息公开工作年度报告。", "某市教育局", 2021),
        ("现向社会公布2021年度某市教育局政府信息公开情况。", "某市教育局", 2021),
        ("2020年度我街办认真贯彻条例。", "", 2020),
        ("2020年，我局认真贯彻条例。", "", 2020),
        ("2020年本单位认真贯彻条例。2020年，我局公开信息12条。", "", 2020),
        ("2020年我局公开3条。2021年我局公开4条。", "", None),
        ("根据2019年某市政府办公室政府信息公开工作要点编制。", "", None),
    ],
)
def test_organ_and_year_in_a_sentence(sentence: str, organ: str, year: int | None):
    page = BODY.replace(TITLE, "").replace(REPORT.texts["lead"], sentence)
    proposal = read(page.replace(REPORT.texts["overview"], "全面推进。"))
    assert (proposal.organ, proposal.year) == (organ, year)
    told = "\n".join(of_head(proposal))
    assert (f"读作 {year} 年" in told) == bool(year)
    assert proposal.texts["lead"] == sentence


def test_an_office_that_only_speaks_of_itself_is_not_named():
    proposal = titled(f"<p>2020年度我街办{CALLED}</p>")
    assert (proposal.organ, proposal.year) == ("", 2020)
    assert "没有找到单位名称，请填写" in of_head(proposal)


@pytest.mark.parametrize("organ", ["本溪市教育局", "全州县教育局", "该市教育局"[1:]])
def test_an_organ_that_begins_like_a_pronoun(organ: str):
    assert titled(f"<p>{organ}2023年{CALLED}</p>").organ == organ


def test_the_year_over_every_table():
    page = BODY.replace(TITLE, "").replace("<table", "<p>2021年度</p><table")
    proposal = read(page.replace(REPORT.texts["lead"], "根据《条例》编制。"))
    assert proposal.year == 2021
    assert "标题里没有年度，按表格上方的年度读作 2021 年" in of_head(proposal)
