"""A figure is taken only where the source leaves one reading; else it is told where it stands."""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.importers import take
from app.importers.guesses import text
from app.importers.markup import html
from app.importers.terms.plain import Document, Paragraph, PlainTable, Unreadable, table
from app.importers.terms.proposal import Doubt, Proposal, as_json, report_of
from app.importers.terms.proposal import told as proposal_told
from tests.app.importers import pages, texts
from tests.app.importers.pages import edition
from tests.app.importers.texts import Damage

TITLE = "某局2024年政府信息公开工作年度报告"
OLD_TITLE = "某局2019年政府信息公开工作年度报告"
Rows = dict[str, list[str]]
"""Figures by the ids of rows of table three."""
COLUMNS = ("natural", "business", "research", "public_welfare", "legal_service", "other", "total")


def sheet(*rows: list[str], title: str = TITLE, over: str = "") -> Proposal:
    """One table of cells, as a workbook has it."""
    wide = max(map(len, rows))
    cells = table([[*row, *[""] * (wide - len(row))] for row in rows]).cells
    lines = [Paragraph(words) for words in (title, over) if words]
    return take.from_document(Document((*lines, PlainTable(cells))), "x.xlsx")


def figures(proposal: Proposal) -> dict[str, str]:
    return {id_: str(value) for each in proposal.tables for id_, value in each.cells.items()}


def told(proposal: Proposal, row: str) -> list[Doubt]:
    """The doubts about a row, which is its table's id and its own."""
    return [
        doubt
        for doubt in proposal.all_doubts
        if any(id_.startswith(f"{row}/") for id_ in doubt.cells)
    ]


def words(proposal: Proposal) -> str:
    return "\n".join(doubt.message for doubt in proposal.all_doubts)


# --- rows whose blank cells are gone


def requests(**rows: list[str]) -> Rows:
    """Table three: all 0 but for `rows`, by their ids."""
    leaves = dict.fromkeys(
        cell.row.id for cell in edition("2021").cells.values() if cell.table.id == "requests"
    )
    return {id_: rows.get(id_, ["0"] * 7) for id_ in leaves}


def labels() -> dict[str, str]:
    cells = edition("2021").cells.values()
    return {cell.row.id: cell.row.label for cell in cells if cell.table.id == "requests"}


ONE_NATURAL = requests(
    new_received=["12", "3", "0", "1", "0", "0", "16"],
    carried_in=["5", "5"],
    granted=["17", "3", "0", "1", "0", "0", "21"],
    total=["17", "3", "0", "1", "0", "0", "21"],
)
"""Of the row `carried_in` two figures are left: of 自然人 and of 总计."""
HEADER = ["项目", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def bars(rows: Rows) -> str:
    lines = [[labels()[id_], *cells] for id_, cells in rows.items()]
    return "\n".join(
        f"| {' | '.join(line)} | {'|' * (10 - len(line))}" for line in [HEADER, *lines]
    )


def tabs(rows: Rows) -> str:
    return "\n".join("\t".join([labels()[id_], *cells]) for id_, cells in rows.items())


def commas(rows: Rows) -> str:
    return tabs(rows).replace("\t", ",")


def spaces(rows: Rows) -> str:
    return tabs(rows).replace("\t", "    ")


def one_space(rows: Rows) -> str:
    return tabs(rows).replace("\t", " ")


def one_a_line(rows: Rows) -> str:
    return tabs(rows).replace("\t", "\n")


def markdown(rows: Rows) -> str:
    lines = [[labels()[id_], *cells] for id_, cells in rows.items()]
    written = [f"| {' | '.join([*line, *[''] * (8 - len(line))])} |" for line in [HEADER, *lines]]
    return "\n".join([written[0], "|---" * 8 + "|", *written[1:]])


WAYS = [bars, tabs, commas, spaces, one_space, one_a_line, markdown]


def read(words: str) -> Proposal:
    return take.from_document(text.read_text(f"{TITLE}\n{words}"), "x.txt")


def row_of(proposal: Proposal, row: str) -> list[str]:
    cells = {k: v for t in proposal.tables for k, v in {**t.cells, **t.published}.items()}
    values = [cells.get(f"requests/{row}/{column}") for column in COLUMNS]
    return ["" if value is None else str(value) for value in values]


@pytest.mark.parametrize("way", WAYS)
def test_figures_whose_blank_cells_are_gone_go_where_the_sums_of_the_columns_want_them(
    way: Callable[[Rows], str],
):
    proposal = read(way(ONE_NATURAL))
    assert row_of(proposal, "carried_in") == ["5", "", "", "", "", "", "5"]
    (doubt,) = told(proposal, "requests/carried_in")
    assert doubt.message == (
        "表三的“上年结转”：原文只有 2 个数（5、5），按各列之和对应“自然人”、“总计”，请核对"
    )
    assert row_of(proposal, "new_received") == ["12", "3", "0", "1", "0", "0", "16"]


@pytest.mark.parametrize("way", [bars, one_a_line])
def test_the_last_of_four_figures_is_the_total_and_no_other_applicant(
    way: Callable[[Rows], str],
):
    rows = requests(
        new_received=["12", "3", "1", "16"],
        granted=["12", "3", "0", "1", "0", "0", "16"],
        total=["12", "3", "0", "1", "0", "0", "16"],
    )
    proposal = read(way(rows))
    assert row_of(proposal, "new_received") == ["12", "3", "", "1", "", "", "16"]


@pytest.mark.parametrize(
    ("way", "left"),
    [
        (bars, ["0", "0"]),  # a nought may stand anywhere
        (tabs, ["0", "0", "0"]),
        (spaces, ["5", "6"]),  # the row does not add up
        (one_a_line, ["5"]),
        (commas, ["0"]),
        (markdown, ["4", "4"]),  # no column makes it
        (one_space, ["3", "2", "5"]),
        (commas, ["2", "3", "5"]),
    ],
)
def test_figures_that_could_stand_in_several_ways_are_not_taken_and_told_once(
    way: Callable[[Rows], str], left: list[str]
):
    proposal = read(way({**ONE_NATURAL, "carried_in": left}))
    assert row_of(proposal, "carried_in") == [""] * 7
    assert row_of(proposal, "new_received") == ["12", "3", "0", "1", "0", "0", "16"]
    (doubt,) = told(proposal, "requests/carried_in")
    assert doubt.message.startswith("表三的“上年结转”：")
    assert "、".join(left) in doubt.message
    assert len(doubt.cells) == 7


def test_a_row_is_certain_once_another_one_has_been_told_by_its_sums():
    """予以公开 by the sum of the details, and then 上年结转 by the balance of all."""
    rows = {**ONE_NATURAL, "granted": ["17", "3", "1", "21"]}
    proposal = read(tabs(rows))
    assert row_of(proposal, "granted") == ["17", "3", "", "1", "", "", "21"]
    assert row_of(proposal, "carried_in") == ["5", "", "", "", "", "", "5"]


def test_two_rows_of_one_sum_are_both_unsure():
    rows = {**ONE_NATURAL, "granted": ["17", "3", "1", "21"], "partial": ["0", "0"]}
    proposal = read(tabs(rows))
    assert row_of(proposal, "granted") == row_of(proposal, "partial") == [""] * 7


def test_a_total_that_is_gone_from_every_row_is_not_made_of_the_last_figure():
    rows = {id_: (cells if len(cells) < 7 else cells[:-1]) for id_, cells in ONE_NATURAL.items()}
    with pytest.raises(Unreadable, match="表三的“本年新收”：应有 7 格，原文是 6 格"):
        read(tabs(rows))


@pytest.mark.parametrize(
    "row",
    [
        "<td>5</td><td>5</td>",
        "<td>5</td><td>5</td>" + "<td></td>" * 5,
        "<td></td><td>5</td><td>5</td>" + "<td></td>" * 4,
    ],
)
def test_cells_of_a_page_that_lost_their_places_go_by_the_sums(row: str):
    rows = {
        id_: "".join(f"<td>{cell}</td>" for cell in cells) for id_, cells in ONE_NATURAL.items()
    } | {"carried_in": row}
    lines = "".join(f"<tr><td>{labels()[id_]}</td>{cells}</tr>" for id_, cells in rows.items())
    head = "".join(f"<th>{name}</th>" for name in HEADER)
    page = f"<p>{TITLE}</p><table><tr>{head}</tr>{lines}</table>"
    proposal = take.from_document(html.read(page.encode()), "x.html")
    assert row_of(proposal, "carried_in") == ["5", "", "", "", "", "", "5"]


def test_blank_totals_beside_figures_are_blank_where_a_page_has_its_cells():
    """As a published report really has them: all of a column."""
    report = pages.distinct()
    report.cells.update({id_: "" for id_ in report.cells if id_.endswith("/total")})
    report.cells["requests/granted/business"] = report.cells["requests/granted/natural"] = "0"
    proposal = take.from_document(html.read(pages.page(report)), "x.html")
    found = report_of(proposal).cells
    assert found["requests/granted/natural"] == found["requests/granted/business"] == 0
    assert not told(proposal, "requests/granted")


def test_a_partial_header_makes_no_row_whole():
    """Two names of seven over two figures: which of the seven they are is not said."""
    rows = {**ONE_NATURAL, "carried_in": ["0", "0"]}
    over = "自然人\t总计\n"
    proposal = read(over + tabs(rows))
    assert row_of(proposal, "carried_in") == [""] * 7


# --- headers that say something else


THREE = (
    ["行政许可", "100", "118", "18"],
    ["行政处罚", "5", "7", "2"],
    ["行政强制", "0", "1", "1"],
)
OF_THE_YEAR = {
    "disclosure/licensing/decisions": "118",
    "disclosure/punishment/decisions": "7",
    "disclosure/coercion/decisions": "1",
}


@pytest.mark.parametrize(
    "header",
    [
        ["项目", "2023年", "2024年", "增减"],
        ["项目", "2023年度", "2024年度", "同比增减"],
        ["项目", "2023", "2024", "增减"],
        ["项目", "上年", "本年", "增减"],
        ["项目", "去年", "今年", "变化"],
        ["项目", "上期数", "本期数", "增减率"],
        ["事项", "上年同期", "本年度", "比上年增减"],
        ["项目", "上年处理决定数量", "本年处理决定数量", "增减"],
        ["信息内容", "2023年处理决定数量", "2024年处理决定数量", "增长率"],
    ],
)
def test_of_columns_of_two_years_that_of_the_report_is_read(header: list[str]):
    proposal = sheet(header, *THREE)
    assert proposal.form.edition == "2021"
    assert figures(proposal) == OF_THE_YEAR
    assert f"只取了报告年度的，“{header[1]}”、“{header[3]}”各列没有取" in words(proposal)


def test_the_year_of_the_report_may_be_known_by_its_period_alone():
    period = "所列数据的统计期限自2024年1月1日起至2024年12月31日止。"
    title = "某局政府信息公开工作年度报告"
    proposal = sheet(["项目", "2023年", "2024年", "增减"], *THREE, title=title, over=period)
    assert figures(proposal) == OF_THE_YEAR


def test_the_other_years_may_come_behind():
    rows = [[row[0], row[2], row[1]] for row in THREE]
    assert figures(sheet(["项目", "2024年", "2023年"], *rows)) == OF_THE_YEAR


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("某局政府信息公开工作年度报告", ["项目", "2023年", "2024年", "增减"]),
        (TITLE, ["项目", "2021年", "2022年", "增减"]),
    ],
)
def test_years_of_which_none_is_the_reports_give_nothing(title: str, header: list[str]):
    with pytest.raises(
        Unreadable, match=r"表二里的“.*”各列看不出哪一列是报告年度的，它们的数都没有取"
    ):
        sheet(header, *THREE, title=title)


REGULATIONS = (["规章", *"123456"], ["行政规范性文件", *"234567"])
SECOND = {
    "disclosure/regulations/made": "2",
    "disclosure/regulations/repealed": "4",
    "disclosure/regulations/valid": "6",
    "disclosure/normative_docs/made": "3",
    "disclosure/normative_docs/repealed": "5",
    "disclosure/normative_docs/valid": "7",
}


def test_two_years_under_each_column():
    names = ["信息内容", "本年制发件数", "", "本年废止件数", "", "现行有效件数", ""]
    years = ["", *["2023年", "2024年"] * 3]
    assert figures(sheet(names, years, *REGULATIONS)) == SECOND


def test_the_columns_under_each_of_two_years():
    years = ["信息内容", "2023年", "", "", "2024年", "", ""]
    names = ["", *["本年制发件数", "本年废止件数", "现行有效件数"] * 2]
    proposal = sheet(years, names, *REGULATIONS)
    assert list(figures(proposal).values()) == [*"456", *"567"]


def test_two_years_under_each_column_of_table_three():
    names = ["项目", *(cell for name in HEADER[1:] for cell in (name, ""))]
    years = ["", *["2023年", "2024年"] * 7]
    rows = [
        [labels()[id_], *(cell for n in range(7) for cell in ("99", str(n)))]
        for id_ in ("new_received", "carried_in", "granted", "carried_out")
    ]
    proposal = sheet(names, years, *rows)
    assert row_of(proposal, "granted") == [*"0123456"]


def test_last_years_list_is_a_column_of_the_2019_form():
    header = ["信息内容", "2018年项目数量", "本年增/减", "处理决定数量"]
    proposal = sheet(header, *THREE, ["其他对外管理服务事项", "1", "2", "3"], title=OLD_TITLE)
    assert figures(proposal)["disclosure/licensing/prev_items"] == "100"
    assert figures(proposal)["disclosure/licensing/decisions"] == "18"


@pytest.mark.parametrize("title", [TITLE, OLD_TITLE])
@pytest.mark.parametrize(
    "header",
    [
        ["信息内容", "甲", "乙", "丙"],
        ["项目", "数量", "数量", "数量"],
    ],
)
def test_a_header_of_other_words_is_not_filled_in_official_order(title: str, header: list[str]):
    with pytest.raises(Unreadable, match=r"表二.*：表头“.*”里看不出哪一列是哪一列"):
        sheet(header, *THREE, title=title)


def test_numbers_of_lines_and_units_are_no_figures():
    rows = [
        ["1", "行政许可", "件", "118"],
        ["2", "行政处罚", "件", "7"],
        ["3", "行政强制", "件", "1"],
        ["4", "行政事业性收费", "万元", "2.5"],
    ]
    proposal = sheet(["序号", "项目", "单位", "数量"], *rows)
    assert proposal.form.edition == "2021"
    assert figures(proposal) == {**OF_THE_YEAR, "disclosure/fees/amount": "2.5"}
    rows[-1][2:] = ["元", "25000"]
    proposal = sheet(["序号", "项目", "单位", "数量"], *rows)
    assert figures(proposal)["disclosure/fees/amount"] == "2.5"
    assert "已换算成 2.5 万元" in words(proposal)


def test_a_row_of_four_figures_that_look_like_years_is_no_header():
    report = pages.distinct()
    report.cells.update(dict.fromkeys(report.cells, "2024"))
    proposal = take.from_document(html.read(pages.page(report)), "x.html")
    assert set(figures(proposal).values()) == {"2024"}
    assert proposal.all_doubts == ()


# --- money and its unit


def procurement(
    *, amount: str = "52.15", column: str = "采购总金额", row: str = "政府集中采购", over: str = ""
) -> Proposal:
    return sheet(
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", "1", "2", "3"],
        ["其他对外管理服务事项", "1", "2", "3"],
        ["信息内容", "采购项目数量", column],
        [row, "6", amount],
        title=OLD_TITLE,
        over=over,
    )


AMOUNT = "disclosure/procurement/amount"


def test_money_without_any_unit_stays_blank_and_each_reading_is_offered():
    proposal = procurement()
    assert AMOUNT not in figures(proposal)
    assert figures(proposal)["disclosure/procurement/items"] == "6"
    (doubt,) = told(proposal, "disclosure/procurement")
    offered = [(offer.cell, str(offer.value), offer.words) for offer in doubt.offers]
    assert offered == [(AMOUNT, "52.15", "按元填 52.15"), (AMOUNT, "521500", "按万元填 521500")]
    (found,) = (each for each in as_json(proposal)["doubts"] if each["offers"])
    assert [offer["value"] for offer in found["offers"]] == ["52.15", 521500]


@pytest.mark.parametrize(
    "unit",
    [
        {"amount": "52.15万元"},
        {"column": "采购总金额（万元）"},
        {"column": "采购总金额（单位：万元）"},
        {"row": "政府集中采购（万元）"},
        {"over": "单位：件、万元"},
        {"over": "（单位：万元）"},
        {"over": "金额单位：人民币万元"},
    ],
)
def test_money_in_a_unit_that_is_said_anywhere_is_read_in_it(unit: dict[str, str]):
    proposal = procurement(**unit)
    assert figures(proposal)[AMOUNT] == "521500"
    assert "以万元为单位，已换算成 521500 元" in words(proposal)


@pytest.mark.parametrize("unit", [{"column": "采购总金额（元）"}, {"over": "单位：元"}])
def test_money_in_the_forms_own_unit_needs_no_word(unit: dict[str, str]):
    proposal = procurement(**unit)
    assert figures(proposal)[AMOUNT] == "52.15"
    assert not told(proposal, "disclosure/procurement")


def test_two_units_for_one_figure_are_none():
    proposal = procurement(column="采购总金额（万元）", row="政府集中采购（元）")
    assert AMOUNT not in figures(proposal)
    (doubt,) = told(proposal, "disclosure/procurement")
    assert len(doubt.offers) == 2


@pytest.mark.parametrize(("amount", "value"), [("0", "0"), ("", None)])
def test_no_money_needs_no_unit(amount: str, value: str | None):
    proposal = procurement(amount=amount)
    assert figures(proposal).get(AMOUNT) == value
    assert not told(proposal, "disclosure/procurement")


def test_a_reading_that_was_not_taken_is_not_lost_in_another_edition():
    fitted = take.into(procurement(), edition("2021"))
    assert all(offer.cell in edition("2021").cells for d in fitted.all_doubts for offer in d.offers)
    assert all(id_ in edition("2021").cells for d in fitted.all_doubts for id_ in d.cells)
    assert "52.15" in words(fitted)


# --- one cell a line


def stacked(*header: str) -> Proposal:
    lines = [
        "柳河镇2023年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        "信息内容",
        *header,
        *("规章", "1", "2", "3"),
        *("行政规范性文件", "4", "5", "6"),
        *("第二十条第（五）项", "信息内容", "本年处理决定数量", "行政许可", "7"),
        *("第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "8", "行政强制", "9"),
    ]
    return take.from_document(text.read_text("\n".join(lines)), "x.txt")


@pytest.mark.parametrize(
    "header",
    [
        ("本年制发件数", "本年废止件数", "现行有效件数"),
        ("制发数", "废止数", "现行有效件数"),
        ("本年制发件数", "废止", "有效"),
        ("本年制发", "件数", "本年废止件数", "现行有效件数"),
    ],
)
def test_a_header_of_which_one_name_is_known_has_the_columns_of_its_block(header: tuple[str, ...]):
    proposal = stacked(*header)
    assert list(figures(proposal).values()) == [*"123456789"]


@pytest.mark.parametrize(
    "header",
    [
        ("现行有效件数", "本年制发件数", "本年废止件数"),
        ("甲", "乙", "现行有效件数"),
        ("2022年", "2023年", "现行有效件数"),
    ],
)
def test_a_header_one_below_the_other_that_says_something_else_is_not_filled_in_order(
    header: tuple[str, ...],
):
    proposal = stacked(*header)
    assert list(figures(proposal).values()) == [*"789"]
    assert told(proposal, "disclosure/regulations")
    assert "应有 1 格" not in words(proposal)


def test_how_many_cells_a_row_should_have_is_said_by_the_form():
    header = ["信息内容", "本年制发件数", "甲", "乙"]
    row = ["规章", "1", "2", "3", "4", "5"]
    proposal = sheet(header, row, ["行政规范性文件", "1", "2", "3"], ["行政许可", "1"])
    (doubt,) = told(proposal, "disclosure/regulations")
    assert "应有 3 格" in doubt.message


def test_blanks_in_table_three_let_the_other_tables_be_read():
    damage = Damage(blanks="dropped")
    form = edition("2021")
    found = texts.figures(Random(5), form, noughts=False)
    every = {c.id: n for n, c in enumerate(form.cells.values()) if c.table.id != "requests"}
    written = texts.document(form, {**found, **every}, damage, "one_a_line", Random(5))
    proposal = take.from_document(text.read_text(written), "x.txt")
    got = {k: v for t in proposal.tables for k, v in {**t.cells, **t.published}.items()}
    assert {id_: got.get(id_) for id_ in every} == every
    assert list(texts.faults(proposal, {**found, **every})) == []


# --- several tables one under another


def unit(name: str, year: str, first: int) -> list[list[str]]:
    n = [str(first * 10 + k) for k in range(9)]
    return [
        [name],
        [year],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", *n[:3]],
        ["行政规范性文件", *n[3:6]],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", n[6]],
        ["行政处罚", n[7]],
        ["行政强制", n[8]],
        [""],
    ]


def test_of_three_units_the_first_is_taken_and_the_year_is_that_above_it():
    blocks = [*unit("甲局", "2024年", 1), *unit("乙局", "2024年", 2), *unit("丙局", "2024年", 3)]
    proposal = sheet(*blocks, title="")
    assert list(figures(proposal).values()) == [str(n) for n in range(10, 19)]
    assert proposal.year == 2024
    assert (
        "表二出现了不止一次，有 18 格不同，取了第一次的“甲局 2024年”；"
        "后面的“乙局 2024年”、“丙局 2024年”没有取"
    ) in words(proposal)
    assert "标题里没有年度，按表格上方的年度读作 2024 年" in words(proposal)


def test_what_the_first_unit_lacks_is_not_filled_from_the_next_one():
    first = [row for row in unit("甲局", "2024年", 1) if row[0] != "行政强制"]
    proposal = sheet(*first, *unit("乙局", "2024年", 2), title="")
    assert "disclosure/coercion/decisions" not in figures(proposal)
    assert "没有找到“行政强制”" in words(proposal)


def test_of_two_years_one_under_another_that_of_the_report_is_taken():
    blocks = [*unit("甲局", "2023年", 1), *unit("甲局", "2024年", 2)]
    proposal = sheet(*blocks, title=TITLE)
    assert list(figures(proposal).values()) == [str(n) for n in range(20, 29)]
    assert "原文里还有 2023 年的表二，没有取" in words(proposal)


# --- each refused row is told once


def test_what_a_page_dropped_because_it_stood_before_is_told_once_for_each_row():
    form = edition("2021")
    found = texts.figures(Random(3), form, noughts=True)
    written = texts.document(form, found, Damage(lines="once"), "one_a_line", Random(3))
    proposal = take.from_document(text.read_text(written), "x.txt")
    assert list(texts.faults(proposal, found)) == []
    rows = {id_.rpartition("/")[0] for doubt in proposal.all_doubts for id_ in doubt.cells}
    assert rows
    assert all(len(told(proposal, row)) == 1 for row in rows)


def test_many_rows_refused_alike_are_one_line_that_names_them_all():
    rows = {id_: ["0", "0"] for id_ in ONE_NATURAL}
    proposal = read(tabs({**rows, "new_received": ["0"] * 7}))
    lines = [line for line in proposal_told(proposal) if "原文是 2 格" in line]
    assert len(lines) == 1
    assert "还有 23 处类似：“（一）予以公开”、“（二）部分公开”、" in lines[0]
    assert lines[0].endswith("“结转下年度”")


# --- bad input


def test_half_a_table_is_read_as_far_as_it_goes_and_the_rest_is_told():
    rows = dict(list(ONE_NATURAL.items())[:6])
    proposal = read(tabs(rows))
    assert row_of(proposal, "new_received") == ["12", "3", "0", "1", "0", "0", "16"]
    assert row_of(proposal, "carried_in") == [""] * 7  # the sum below is gone
    assert "表三里没有找到“（七）总计”的 7 格" in words(proposal)


def test_a_table_that_contradicts_itself_gives_no_unsure_row():
    rows = {**ONE_NATURAL, "total": ["18", "3", "0", "1", "0", "0", "22"]}
    proposal = read(tabs(rows))
    assert row_of(proposal, "carried_in") == [""] * 7
    assert len(told(proposal, "requests/carried_in")) == 1


def test_a_source_without_any_table_says_so_in_a_sentence():
    with pytest.raises(Unreadable, match="没有找到年报的表格"):
        read("今天天气很好。\n1\t2\t3")


# --- whatever the figures are


def check(seed: int) -> None:
    _, way, found, written = texts.case(seed)
    proposal = texts.read(written, way)
    if proposal:
        assert list(texts.faults(proposal, found)) == []


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 1 << 32))
def test_no_figure_of_a_text_is_silently_wrong(seed: int):
    check(seed)


@pytest.mark.slow
@settings(max_examples=800, deadline=None)
@given(st.integers(0, 1 << 32))
def test_no_figure_of_many_texts_is_silently_wrong(seed: int):
    check(seed)


@pytest.mark.parametrize(
    ("way", "header"), [(way, ("whole", "one")[n % 2]) for n, way in enumerate(texts.WAYS)]
)
def test_every_figure_of_whole_rows_is_read(way: str, header: str):
    """What is refused is refused for its blanks alone: with none, nothing is."""
    form = edition("2021")
    found = texts.figures(Random(7), form, noughts=True)
    written = texts.document(form, found, Damage(header=header), way, Random(7))
    proposal = texts.read(written, way)
    assert proposal
    got = {k: v for t in proposal.tables for k, v in {**t.cells, **t.published}.items()}
    assert got == found


def test_the_sentences_name_no_row_in_latin_letters():
    """They are for a clerk."""
    proposal = read(bars({**ONE_NATURAL, "carried_in": ["0", "0"]}))
    assert not re.search("[a-z]", words(proposal))


def test_the_year_in_a_caption_tells_which_of_its_columns_is_meant_and_whose_they_are():
    proposal = sheet(
        ["某县水利局2023年主动公开政府信息情况统计表"],
        ["信息内容", "2022年", "2023年", "同比增减"],
        ["行政许可", "210", "235", "25"],
        ["行政处罚", "48", "40", "-8"],
        title="",
    )
    assert (proposal.organ, proposal.year, proposal.form.edition) == ("某县水利局", 2023, "2021")
    assert figures(proposal) == {
        "disclosure/licensing/decisions": "235", "disclosure/punishment/decisions": "40",
    }  # fmt: skip


def test_a_year_beside_the_organ_over_a_table_is_its_year_and_no_column():
    proposal = sheet(
        ["填报单位：某县教育局", "", "2024年度"],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0"],
        ["行政规范性文件", "1", "2", "6"],
        title="",
    )
    assert (proposal.organ, proposal.year) == ("某县教育局", 2024)
    assert [*figures(proposal).values()] == [*"000126"]
