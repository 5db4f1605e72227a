"""A source that holds the figures of more than one year: those of the report's own are taken."""

import re

import pytest

from app.importers import take
from app.importers.markup import html
from app.importers.tables import table_year
from app.importers.terms.plain import Document, Paragraph
from app.importers.terms.proposal import Proposal, report_of
from app.importers.texts.title import Head
from tests.app.importers import pages
from tests.app.importers.pages import Published

REPORT = pages.distinct()
BODY = pages.page(REPORT).decode()


def read(page: str) -> Proposal:
    return take.from_document(html.read(page.encode()), "page.html")


def messages(proposal: Proposal) -> str:
    return "\n".join(doubt.message for doubt in proposal.all_doubts)


def has_all(proposal: Proposal, report: Published) -> bool:
    inputs = {k for k, cell in proposal.form.cells.items() if not cell.computed}
    return dict(report_of(proposal).cells) == {k: report.figure(k) for k in inputs}


def last_years(id_: str) -> str:
    """A table with other figures."""
    return re.sub(r">(\d+)<", lambda m: f">{int(m[1]) + 5000}<", pages.table_html(REPORT, id_))


@pytest.mark.parametrize("id_", ["disclosure", "requests", "disputes"])
@pytest.mark.parametrize("caption", ["2022年：", "2022年度数据", "附：2022年情况统计表"])
def test_last_years_table_before_this_years(id_: str, caption: str):
    table = pages.table_html(REPORT, id_)
    both = f"<p>{caption}</p>{last_years(id_)}<p>2023年：</p>{table}"
    proposal = read(BODY.replace(table, both))
    assert has_all(proposal, REPORT)
    name = proposal.form.tables[id_].name
    assert messages(proposal) == f"原文里还有 2022 年的{name}，没有取"


@pytest.mark.parametrize(
    "note",
    [
        "2020年本机关开始统计",
        "2022年未作出行政许可",
        "注：2022年另有修订的规章",
        "2022年起由县局统一填报",
    ],
)
def test_a_note_under_a_table_is_no_caption_of_the_next(note: str):
    table = pages.table_html(REPORT, "disclosure")
    proposal = read(BODY.replace(table, f"{table}<p>{note}</p>"))
    assert has_all(proposal, REPORT)
    assert proposal.texts["disclosure/note"] == note
    assert messages(proposal) == ""


def test_a_caption_before_a_heading_still_is_one():
    table = pages.table_html(REPORT, "disputes")
    headed = f"<p>2022年度数据</p><p>四、行政复议、行政诉讼情况</p>{last_years('disputes')}<p>2023年：</p>"
    proposal = read(BODY.replace(table, headed + table))
    assert has_all(proposal, REPORT)
    assert "2022 年的表四，没有取" in messages(proposal)


def test_last_years_tables_in_an_attachment():
    tables = "".join(map(last_years, REPORT.editions))
    proposal = read(f"{BODY}<p>附件：柳河镇2022年政府信息公开数据</p>{tables}")
    assert has_all(proposal, REPORT)
    assert messages(proposal).count("原文里还有 2022 年的") == 3


def test_a_row_that_this_year_lacks_is_not_filled_from_last_years_table():
    rows = re.findall(r"<tr>.*?</tr>", pages.table_html(REPORT, "disclosure"))
    own = "".join(row for row in rows if ">规章<" not in row)
    both = f"<p>2022年</p>{last_years('disclosure')}<p>2023年</p><table>{own}</table>"
    proposal = read(BODY.replace(pages.table_html(REPORT, "disclosure"), both))
    assert not [k for k in report_of(proposal).cells if k.startswith("disclosure/regulations")]
    assert "原文的表二里没有找到“规章”的 3 格" in messages(proposal)


def test_a_table_that_is_there_for_another_year_alone_is_taken_and_told():
    table = pages.table_html(REPORT, "disputes")
    proposal = read(BODY.replace(table, f"<p>2022年：</p>{table}"))
    assert has_all(proposal, REPORT)
    assert messages(proposal) == "表四上方写的是 2022 年，请核对是不是本年的"


def test_years_of_other_reports_above_the_title_say_nothing():
    links = "".join(f"<li>柳河镇{year}年政府信息公开工作年度报告</li>" for year in (2022, 2021))
    proposal = read(BODY.replace("<body>", f"<body>{links}"))
    assert has_all(proposal, REPORT)
    assert proposal.all_doubts == ()


def test_a_title_without_its_year_makes_no_table_one_of_another_year():
    page = BODY.replace(
        f"<p>{REPORT.title}</p>", f"<title>{REPORT.title}</title><li>2022年年报</li>"
    )
    proposal = read(page)
    assert has_all(proposal, REPORT)
    assert "2022" not in messages(proposal)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("own", "other"), [("2023年", "2022年"), ("2023", "2022"), ("本年", "上年")]
)
def test_rows_of_figures_that_name_their_years(own: str, other: str, first: bool):
    *head, row = re.findall(r"<tr>.*?</tr>", pages.table_html(REPORT, "disputes"))
    head[0] = head[0].replace("<tr>", "<tr><td rowspan=3>年度</td>")
    rows = [
        row.replace("<tr>", f"<tr><td>{own}</td>"),
        re.sub(r">\d+<", ">9<", row).replace("<tr>", f"<tr><td>{other}</td>"),
    ]
    table = f"<table>{''.join(head + (rows if first else rows[::-1]))}</table>"
    proposal = read(BODY.replace(pages.table_html(REPORT, "disputes"), table))
    assert has_all(proposal, REPORT)
    assert messages(proposal) == f"表四里有一行写的是“{other}”，没有取"


def test_a_row_that_names_another_year_alone_is_taken_and_told():
    table = pages.table_html(REPORT, "disputes")
    *head, row = re.findall(r"<tr>.*?</tr>", table)
    rows = [*head, row.replace("<tr>", "<tr><td>2022年</td>")]
    proposal = read(BODY.replace(table, f"<table>{''.join(rows)}</table>"))
    assert has_all(proposal, REPORT)
    assert messages(proposal) == "表四里有一行写的是“2022年”，请核对是不是本年的"


@pytest.mark.parametrize(
    "line",
    [
        "2022年1月10日",
        "2022年，我单位认真做好政府信息公开工作。",
        "2021年至2022年对比",
        "编号 20220110",
    ],
)
def test_lines_that_are_no_heading_of_a_year(line: str):
    captions = Paragraph("2023年报告"), Paragraph(line)
    tables = html.read(pages.table_html(REPORT, "disputes").encode()).blocks
    document = Document((*captions, *tables))
    assert table_year.read(document, Head(year=2023)).tables == (2023,)


@pytest.mark.parametrize("count", [15, 7])
def test_numbers_of_the_columns_are_no_figures(count: int):
    id_ = "disputes" if count == 15 else "requests"
    rows = re.findall(r"<tr>.*?</tr>", pages.table_html(REPORT, id_))
    cells = "".join(f"<td>{n + 1}</td>" for n in range(count))
    label = "" if count == 15 else "<td colspan=3>栏次</td>"
    rows.insert(3, f"<tr>{label}{cells}</tr>")
    table = f"<table>{''.join(rows)}</table>"
    proposal = read(BODY.replace(pages.table_html(REPORT, id_), table))
    assert has_all(proposal, REPORT)
    assert proposal.all_doubts == ()


def test_a_sentence_that_begins_with_a_year_names_none_for_its_row():
    assert table_year.of_label("2023 年", 2024) == 2023
    assert table_year.of_label("2023年，我单位认真做好政府信息公开工作。", 2024) is None
