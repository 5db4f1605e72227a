"""Our own documents after other hands: what is seen wins, and nothing that is not ours gets in."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from app.exporters import EXPORTS, Options, check_sheet
from app.forms import catalogue
from app.importers import take
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import Proposal, report_of
from app.report.report import Report

pytestmark = pytest.mark.slow

HEADING = catalogue.form("2021").texts["overview/on_request"].heading


def report(**texts: str) -> Report:
    texts = {
        "overview": "我局认真做好工作。",
        "problems": "解读不多。",
        "other": "无收费。",
    } | texts
    changes = {("texts", id_.replace("__", "/")): text for id_, text in texts.items()}
    head = {
        ("organ", ""): "青石县教育局",
        ("year", ""): 2024,
        ("cells", "requests/granted/natural"): 3,
    }
    return Report(catalogue.form("2021"), changes | head)


def taken(content: bytes, suffix: str, folder: Path) -> Proposal:
    file = folder / f"x{suffix}"
    file.write_bytes(content)
    return take.from_file(file)


def in_word(change: Callable[[Any], None], of: Report) -> bytes:
    """What Word saves after a person's change."""
    document = docx.Document(io.BytesIO(EXPORTS[".docx"].render(of)))
    change({p.text: p for p in document.paragraphs})
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def in_excel(change: Callable[[Any], None], of: Report, options: Options | None = None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(EXPORTS[".xlsx"].render(of, options or Options())))
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


LINES = (
    *(
        HEADING,
        "六、其他需要报告的事项",
        "（六）又一",
        "打印",
        "单位：件",
        "表三",
        "附件1.docx",
        "— 3 —",
    ),
    *(
        "申请数量\t1\t2",
        "某局2023年政府信息公开工作年度报告",
        "2024年1月10日",
        "  ",
        "（文字描述）",
    ),
)


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx"])
def test_a_line_that_reads_like_something_else_is_a_line(suffix: str, tmp_path: Path):
    text = "\n".join(("第一段。", *LINES, "第二段。"))
    proposal = taken(EXPORTS[suffix].render(report(overview__active=text)), suffix, tmp_path)
    assert proposal.texts["overview/active"] == text.replace("  ", "")
    assert "overview/on_request" not in proposal.texts
    assert proposal.all_doubts == ()


def test_a_paragraph_that_a_person_changed_or_added_is_read(tmp_path: Path):
    def change(paragraphs: dict) -> None:
        paragraphs["解读不多。"].text = "解读很多。"
        paragraphs["无收费。"].insert_paragraph_before("另有一段。")

    proposal = taken(in_word(change, report()), ".docx", tmp_path)
    assert proposal.texts["problems"] == "解读很多。"
    assert proposal.texts["other"] == "另有一段。\n无收费。"


def test_a_title_that_a_person_changed_is_read_and_not_the_properties(tmp_path: Path):
    def change(paragraphs: dict) -> None:
        title = next(iter(paragraphs.values()))
        title.runs[0].text = "白水县民政局2023年"

    proposal = taken(in_word(change, report()), ".docx", tmp_path)
    assert (proposal.organ, proposal.year, proposal.title) == ("白水县民政局", 2023, "")


def test_a_heading_that_a_person_changed_is_told(tmp_path: Path):
    def change(paragraphs: dict) -> None:
        paragraphs["五、存在的主要问题及改进情况"].runs[0].text = "五、问题和改进"

    proposal = taken(in_word(change, report()), ".docx", tmp_path)
    assert proposal.texts["problems"] == "解读不多。"
    assert any("五、问题和改进" in doubt.message for doubt in proposal.all_doubts)


def test_a_table_that_a_person_put_into_a_text_is_told(tmp_path: Path):
    document = docx.Document(io.BytesIO(EXPORTS[".docx"].render(report())))
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "渠道", "条数"
    file = io.BytesIO()
    document.save(file)
    doubts = [d.message for d in taken(file.getvalue(), ".docx", tmp_path).all_doubts]
    assert any("渠道、条数" in words for words in doubts)


@pytest.mark.parametrize("options", [Options(), Options(clean=True)])
def test_what_a_website_puts_around_our_page_is_no_text_of_it(options: Options, tmp_path: Path):
    page = EXPORTS[".html"].render(report(), options).decode()
    before, after = "<div><p>当前位置：首页</p></div>", "<div><p>扫一扫在手机打开当前页</p></div>"
    page = page.replace("<body>", f"<body>{before}").replace("</body>", f"{after}</body>")
    proposal = taken(page.encode(), ".html", tmp_path)
    assert proposal.texts == taken(EXPORTS[".html"].render(report()), ".html", tmp_path).texts


def test_a_page_that_lost_its_container_is_read_like_any(tmp_path: Path):
    page = EXPORTS[".html"].render(report(), Options(clean=True)).decode()
    page = page.replace('<article class="nianbao" data-nianbao="report">', "<div>")
    page = page.replace("</article>", "<p>扫一扫在手机打开当前页</p></div>")
    assert taken(page.encode(), ".html", tmp_path).texts["other"] == "无收费。"


def test_rows_that_a_person_put_into_the_texts_of_a_workbook_move_no_heading(tmp_path: Path):
    def change(book: Any) -> None:
        sheet = book["报告文字"]
        last = sheet.max_row + 1
        sheet.cell(last, 1).value = "又一段。"

    proposal = taken(in_excel(change, report()), ".xlsx", tmp_path)
    assert proposal.texts["other"] == "无收费。\n又一段。"


def test_a_note_that_was_changed_under_the_table_alone_is_told(tmp_path: Path):
    of = report(requests__note="注：含上年。")

    def change(book: Any) -> None:
        sheet = book[catalogue.form("2021").sections[2].heading]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "注：含上年。":
                    cell.value = "注：不含上年。"

    proposal = taken(in_excel(change, of), ".xlsx", tmp_path)
    assert proposal.texts["requests/note"] == "注：含上年。"
    assert any("注：不含上年。" in doubt.message for doubt in proposal.all_doubts)


def without_names(book: Any) -> None:
    book.defined_names.clear()


def test_the_findings_are_no_part_of_the_report_even_without_the_names(tmp_path: Path):
    of = report(closing="青石县教育局\n2025年1月10日")
    book = in_excel(without_names, of, Options(findings=True))
    proposal = taken(book, ".xlsx", tmp_path)
    assert proposal.texts["closing"] == "青石县教育局\n2025年1月10日"
    assert proposal.texts["other"] == "无收费。"
    assert ["没有找到小标题" in doubt.message for doubt in proposal.all_doubts] == [True]


def test_a_check_sheet_alone_is_no_report(tmp_path: Path):
    with pytest.raises(Unreadable, match="检查单"):
        taken(check_sheet.workbook(report()), ".xlsx", tmp_path)


def test_blank_totals_that_are_formulas_are_blank_and_no_words(tmp_path: Path):
    of = report()
    proposal = taken(EXPORTS[".xlsx"].render(of, Options(formulas=True)), ".xlsx", tmp_path)
    assert all(table.notes == {} for table in proposal.tables)
    assert proposal.all_doubts == ()
    assert report_of(proposal).values == of.values


def cell_of_total(book: Any) -> Any:
    """总计 of the first row of table 三."""
    sheet = book[catalogue.form("2021").sections[2].heading]
    last = max(cell.column for row in sheet.iter_rows() for cell in row)
    return next(row[last - 1] for row in sheet.iter_rows() if row[last - 1].value == 3)


@pytest.mark.parametrize("words", ["=SUM(C4:H4)", "#REF!"])
def test_a_formula_that_came_to_nothing_is_a_doubt_and_never_printed(words: str, tmp_path: Path):
    def change(book: Any) -> None:
        cell = cell_of_total(book)
        cell.value = words
        cell.data_type = "e" if words.startswith("#") else "f"

    proposal = taken(in_excel(change, report()), ".xlsx", tmp_path)
    (requests,) = (table for table in proposal.tables if table.table == "requests")
    assert [*requests.notes.values()] == ([words] if words.startswith("#") else [])
    assert words not in EXPORTS[".html"].render(report_of(proposal)).decode()
    assert "requests/granted/total" not in requests.published
    assert [doubt.cells for doubt in requests.doubts] == [("requests/granted/total",)]


@pytest.mark.parametrize("names", [True, False])
def test_a_formula_among_the_texts_is_told_and_is_no_text(names: bool, tmp_path: Path):
    def change(book: Any) -> None:
        sheet = book["报告文字"]
        cell = next(row[0] for row in sheet.iter_rows() if "无收费" in str(row[0].value))
        cell.value = '="收费"&A1'
        if not names:
            without_names(book)

    proposal = taken(in_excel(change, report()), ".xlsx", tmp_path)
    assert "other" not in proposal.texts
    assert any('="收费"&A1' in doubt.message for doubt in proposal.all_doubts)


def test_an_array_formula_is_a_formula(tmp_path: Path):
    from openpyxl.worksheet.formula import ArrayFormula

    def change(book: Any) -> None:
        cell = cell_of_total(book)
        cell.value = ArrayFormula(cell.coordinate, "=SUM(C4:H4*1)")

    proposal = taken(in_excel(change, report()), ".xlsx", tmp_path)
    assert all(table.notes == {} for table in proposal.tables)
    assert any("公式没有保存结果" in doubt.message for doubt in proposal.all_doubts)


@pytest.mark.parametrize(
    "organ", ["<某局", "‹某局", "=某局", "'某局", "'=某局", "|某局", "＝某局", "某,局", '某"局']
)
@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_list_of_figures_keeps_whatever_name(organ: str, suffix: str, tmp_path: Path):
    of = report()
    of.apply({("organ", ""): organ})
    proposal = taken(EXPORTS[suffix].render(of), suffix, tmp_path)
    assert (proposal.organ, proposal.year) == (organ, 2024)


def test_words_under_a_table_that_stood_in_its_cells_go_back_into_them(tmp_path: Path):
    of = report(requests__note="注：含上年。")
    of.apply({("notes", "requests/granted/natural"): "3（其中补正 1 件）"})
    for suffix in (".html", ".docx", ".xlsx"):
        proposal = taken(EXPORTS[suffix].render(of), suffix, tmp_path)
        assert report_of(proposal).entries("notes") == of.entries("notes")
        assert proposal.texts["requests/note"] == "注：含上年。"
