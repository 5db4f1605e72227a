"""Plain text that some program made of a page: each way in which its tables are written."""

from collections.abc import Callable, Sequence
from itertools import count, pairwise
from pathlib import Path

import pytest

from app.forms.layout import Grid
from app.importers import take
from app.importers.guesses import text
from app.importers.terms.plain import Paragraph, PlainTable
from app.importers.terms.proposal import Proposal
from tests.app.importers import pages
from tests.app.importers.test_published import check, check_texts

Rows = Sequence[Sequence[str]]


def rows_of(report: pages.Published, grid: Grid) -> list[list[str]]:
    """Each cell once, in the row where it begins."""
    return [[pages.text_of(report, cell) for cell in row] for row in grid.by_row()]


def narrow(label: str) -> str:
    """A short label as its narrow cell breaks it."""
    return f"{label[:2]}\n{label[2:]}" if len(label) == 4 and not label[0].isdigit() else label


def browser(rows: Rows) -> str:
    """Cells whose words are paragraphs, as a browser copies them."""
    return "\n".join(
        "\t".join(f"\n{narrow(cell).replace(chr(10), 2 * chr(10)) or chr(160)}\n\n" for cell in row)
        for row in rows
    )


def tabs(rows: Rows) -> str:
    return "\n".join("\t".join(map(narrow, row)) for row in rows)


def one_a_line(rows: Rows) -> str:
    return "\n\n".join(narrow(cell).replace("\n", "\n\n") for row in rows for cell in row)


def bars_behind(rows: Rows) -> str:
    return "\n".join(" | ".join(row) + " |" for row in rows)


def filled_up(rows: Rows) -> str:
    """With a bar for each column that a wide cell covers."""
    most = max(map(len, rows))
    return "\n".join(" | ".join(row) + " | " + "|" * (most - len(row)) for row in rows)


def bar_a_line(rows: Rows) -> str:
    most = max(map(len, rows))
    return "\n".join(
        "\n".join([*(f"{cell} |" for cell in row), *["|" * (most - len(row))] * (len(row) < most)])
        for row in rows
    )


def markdown(rows: Rows) -> str:
    most = max(map(len, rows))
    written = [" | ".join([*row, *[""] * (most - len(row))]) for row in rows]
    ruled = [f"| {written[0]} |", "|" + " :---: |" * most, *(f"| {row} |" for row in written[1:])]
    return "\n" + "\n".join(ruled).replace("1.", "1\\.").replace("（单位", "<br>（单位") + "\n"


def recognised(report: pages.Published, grid: Grid) -> str:
    """As text recognition writes a table."""
    return f"\n\n{pages.html_table(report, grid, pages.PLAIN).replace('<p>', '')}\n\n"


def written(report: pages.Published, table: Callable[[Rows], str], line: str = "{}") -> str:
    return "\n".join(
        line.format(part) if isinstance(part, str) else table(rows_of(report, part[1]))
        for part in pages.lines_of(report)
    )


def proposed(words: str, folder: Path, name: str = "x.txt") -> Proposal:
    file = folder / name
    file.write_text(words, encoding="utf-8")
    return take.from_file(file)


@pytest.mark.parametrize("name", ["2021", "2019"])
@pytest.mark.parametrize(
    "table", [browser, tabs, one_a_line, bars_behind, filled_up, bar_a_line, markdown]
)
def test_every_figure_of_a_table_in_plain_text(
    table: Callable[[Rows], str], name: str, tmp_path: Path
):
    report = pages.distinct(name)
    proposal = proposed(written(report, table), tmp_path)
    check(proposal, report)
    check_texts(proposal, report)
    assert {doubt.kind for doubt in proposal.all_doubts} <= {"table", "header"}


@pytest.mark.parametrize("table", [browser, tabs, bars_behind, markdown])
def test_what_is_copied_as_text_is_read_as_from_a_file(table: Callable[[Rows], str]):
    report = pages.distinct()
    check(take.from_document(text.read_text(written(report, table)), "剪贴板"), report)


def test_blank_cells_of_what_a_browser_copied_stay_blank(tmp_path: Path):
    report = pages.distinct()
    blank = {
        id_: ""
        for id_ in report.cells
        if id_.startswith(("requests/denied_query/", "requests/refused_repeat/"))
        or id_.endswith(("/research", "/total"))
    }
    report = report._replace(cells=report.cells | blank)
    check(proposed(written(report, browser), tmp_path), report)


def test_rows_that_their_blank_cells_broke_are_whole(tmp_path: Path):
    """规章 |, then a bar alone for a blank cell, then | 3 |."""
    report = pages.distinct()
    blank = {id_: "" for id_ in report.cells if "/research" in id_ or "/business" in id_}
    report = report._replace(cells=report.cells | blank)

    def broken(rows: Rows) -> str:
        return "\n".join(
            (" | ".join(cell or "\n" for cell in row) + " |").replace("\n ", "\n") for row in rows
        ).replace(" \n", "\n")

    check(proposed(written(report, broken), tmp_path), report)


@pytest.mark.parametrize("marks", ["## {}", "### **{}**", "**{}**"])
def test_the_marks_of_markdown_are_no_words(marks: str, tmp_path: Path):
    report = pages.distinct()
    headings = {report.title}
    for section in report.form.sections:
        headings |= {section.heading, *(t.heading for t in section.texts if t.heading)}
    words = "\n\n".join(
        (marks.format(part) if part in headings else part)
        if isinstance(part, str)
        else markdown(rows_of(report, part[1]))
        for part in pages.lines_of(report)
    )
    proposal = proposed(words, tmp_path, "x.md")
    check(proposal, report)
    check_texts(proposal, report)
    assert proposal.organ == report.organ


@pytest.mark.parametrize("around", ["{}", "<div align=center><html><body>{}</body></html></div>"])
@pytest.mark.parametrize("mark", ["", "# "])
def test_text_recognition_writes_its_tables_as_html(mark: str, around: str, tmp_path: Path):
    report = pages.distinct()
    words = "\n".join(
        part if isinstance(part, str) else around.format(recognised(report, part[1]))
        for part in pages.lines_of(report)
    )
    proposal = proposed(mark + words, tmp_path, "x.md")
    check(proposal, report)
    check_texts(proposal, report)


def test_a_page_with_tags_around_its_words_is_no_text(tmp_path: Path):
    report = pages.distinct()
    check(proposed(pages.page(report).decode().replace("<p>", "\n<p>"), tmp_path), report)


def out_of_a_pdf(rows: Rows) -> str:
    """One space between cells; a narrow label on many lines; a page ends inside the table."""
    lines = []
    for row in rows:
        label, *cells = row
        pieces = [*label[:-2], label[-2:]] if label.startswith("三、") else [label]
        long = [label[:20], label[20:]] if len(label) > 20 and cells else pieces
        alone = all(map(str.isdigit, row))
        lines += [" ".join(row)] if alone else [*long[:-1], " ".join([long[-1], *cells])]
    lines.insert(len(lines) // 2, "- 4 -")
    return "\n".join(lines)


@pytest.mark.parametrize("name", ["2021", "2019"])
def test_a_table_copied_out_of_a_pdf(name: str, tmp_path: Path):
    report = pages.distinct(name)
    proposal = proposed(written(report, out_of_a_pdf), tmp_path)
    check(proposal, report)
    check_texts(proposal, report)
    assert "请逐格核对" in proposal.doubts[0].message


def on_a_page(words: str, width: int = 36) -> str:
    """Sentences as a page breaks them, each begun with an indent; its number after ten lines."""
    lines = []
    for line in words.split("\n"):
        ends = [0, *range(width - 2, len(line), width), len(line)]
        pieces = [line[at:end] for at, end in pairwise(ends)]
        for at in range(10, len(pieces), 11):
            pieces.insert(at, f"- {at} -")
        lines += pieces if "；" in line else [line]  # no row of figures
    return "\n".join(lines)


def test_sentences_broken_by_the_width_of_a_page_are_whole(tmp_path: Path):
    report = pages.distinct()
    long = "今年我局按照要求公开信息，及时回应群众关心的问题，做好各项工作；" * 14
    report = report._replace(texts={**report.texts, "problems": f"{long}\n{long}完。"})
    words = written(report, out_of_a_pdf)
    proposal = proposed(on_a_page(words), tmp_path)
    check(proposal, report)
    check_texts(proposal, report)
    assert any("接成段落" in doubt.message for doubt in proposal.doubts)
    assert not any("接成段落" in doubt.message for doubt in proposed(words, tmp_path).doubts)


def test_a_row_that_lost_its_label_to_the_lines_around_is_not_taken(tmp_path: Path):
    """Of two labels over three rows of figures none is sure; nor is half a label."""
    report = pages.distinct()
    words = written(report, out_of_a_pdf).replace("\n1.属于", "\n（三）不\n予公开\n1.属于")
    one, other = "\n2.重复申请", "\n3.要求提供公开出版物"
    figures = words.split(f"{one} ")[1].partition("\n")[0]
    assert f"{figures}{other} " in words
    apart = words.replace(f"{one} {figures}", f"{one}\n{figures}")
    cells = {k: str(v) for t in proposed(apart, tmp_path).tables for k, v in t.cells.items()}
    assert cells["requests/refused_repeat/natural"] == figures.split()[0]
    crossed = words.replace(f"{one} {figures}{other} ", f"{one}{other}\n{figures}\n")
    cells = {k: str(v) for t in proposed(crossed, tmp_path).tables for k, v in t.cells.items()}
    assert all(cells[id_] == report.cells[id_] for id_ in cells)
    assert not {"requests/refused_repeat/natural", "requests/refused_publication/natural"} & {
        *cells
    }


def test_sentences_with_numbers_are_no_rows():
    words = "2023 年收到申请 12 件\n全年共 3 项 5\n行政许可和处罚 12\n电话 0591 23165385\n"
    assert {type(block) for block in text.read_text(words * 3).blocks} == {Paragraph}


def test_labels_that_only_stand_below_one_another_are_not_joined():
    words = "申请人情况\n（自然人）\t3\n行政\n\n许可\t5\n规章\n行政强制\t1\n总计\t7\n件"
    title, table, *others = text.read_text(words).blocks
    assert title == Paragraph("申请人情况")
    assert isinstance(table, PlainTable)
    assert [[c.text for c in line] for line in table.lines] == [
        ["（自然人）", "3"],
        ["行政许可", "5"],
    ]
    assert others[0] == Paragraph("规章")
    assert others[-1] == Paragraph("件")


def test_a_bar_between_words_makes_no_table():
    links = "首页 | 公开 | 年报\n来源：某局 | 时间：2024-01-02\n正文"
    assert [type(block) for block in text.read_text(links * 3).blocks] == [Paragraph] * 7


def test_a_page_of_tables_that_never_end_is_read_in_time():
    words = "# 题\n" + "".join(f"<table>{n}\n" for n, _ in zip(count(), range(199), strict=False))
    assert text.read_text(words * 20)


@pytest.mark.parametrize("run", [f"{' ' * 300_000}b", f"{'-' * 200_000}x", f"# {'# ' * 100_000}x"])
def test_a_long_run_in_marked_text_is_read_in_time(run: str):
    """Patterns that try each place of a run anew would not come to an end here."""
    words = text.read_text(f"# a\n{'| 1 |' + chr(10)}" * 6 + run).blocks[-1]
    assert isinstance(words, Paragraph)
    assert words.text.endswith(run.strip()[-1])
