"""What offices' pages do to the tables: the figures come back all the same, or a doubt is told."""

import re

import pytest

from app.importers import source, take
from app.importers.markup import html
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import Proposal, as_json, report_of, told
from tests.app.importers import pages
from tests.app.importers.pages import Published

pytestmark = pytest.mark.slow


@pytest.fixture
def report() -> Published:
    return pages.distinct()


def read(page: bytes) -> Proposal:
    return take.from_document(html.read(page), "page.html")


def wrong(proposal: Proposal, report: Published) -> dict[str, object]:
    """Cells that do not hold what the report prints, blank ones as None."""
    found = report_of(proposal)
    published = {k: v for table in proposal.tables for k, v in table.published.items()}
    both = {**found.cells, **published}
    ids = [id_ for id_ in found.form.cells if id_ in report.cells or id_ in both]
    return {
        id_: both.get(id_)
        for id_ in ids
        if both.get(id_) != (report.figure(id_) if id_ in report.cells else None)
    }


def messages(proposal: Proposal) -> str:
    return "\n".join(doubt.message for doubt in proposal.all_doubts)


def rows_of(table: str) -> list[str]:
    return re.findall(r"<tr>.*?</tr>", table)


def test_a_plain_page(report: Published):
    proposal = read(pages.page(report))
    assert wrong(proposal, report) == {}
    assert proposal.all_doubts == ()
    assert proposal.texts == report.texts


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_cut_in_two_by_a_page(report: Published, repeated: bool):
    rows = rows_of(pages.table_html(report, "requests"))
    head = rows[:3] if repeated else []
    cut = f"<table>{''.join(rows[:15])}</table><p></p><table>{''.join(head + rows[15:])}</table>"
    assert wrong(read(pages.page(report, requests=cut)), report) == {}


def test_a_table_cut_before_its_last_row(report: Published):
    rows = rows_of(pages.table_html(report, "requests"))
    cut = f"<table>{''.join(rows[:-1])}</table><table>{rows[-1]}</table>"
    assert wrong(read(pages.page(report, requests=cut)), report) == {}


def test_table_four_cut_between_header_and_figures(report: Published):
    rows = rows_of(pages.table_html(report, "disputes"))
    cut = f"<table>{''.join(rows[:-1])}</table><table>{rows[-1]}</table>"
    assert wrong(read(pages.page(report, disputes=cut)), report) == {}


@pytest.mark.parametrize(("first", "rest"), [("2019", "2021"), ("2021", "2019")])
def test_columns_of_another_edition_are_not_taken_for_the_official_ones(first: str, rest: str):
    """A table whose first block is of one edition and whose others are of another."""
    one, other = pages.distinct(first), pages.distinct(rest)
    rows = [*rows_of(pages.table_html(one, "disclosure"))[:4]]
    rows += rows_of(pages.table_html(other, "disclosure"))[4:]
    proposal = read(pages.page(other, disclosure=f"<table>{''.join(rows)}</table>"))
    (table,) = (t for t in proposal.tables if t.table == "disclosure")
    assert table.edition == proposal.form.edition == "2021"  # that of the report's year
    read_of = one if first == "2021" else other
    assert table.cells
    assert all(str(figure) == read_of.cells[id_] for id_, figure in table.cells.items())
    assert "是另一版表样的，它下面的数没有取" in messages(proposal)


def test_three_tables_in_one(report: Published):
    rows = [row for id_ in report.editions for row in rows_of(pages.table_html(report, id_))]
    one = f"<table>{''.join(rows)}</table>"
    proposal = read(pages.page(report, disclosure=one, requests="", disputes=""))
    assert wrong(proposal, report) == {}


def test_a_block_of_table_two_in_a_table_of_its_own(report: Published):
    rows = rows_of(pages.table_html(report, "disclosure"))
    parts = "".join(
        f"<table>{''.join(rows[a:b])}</table>" for a, b in ((0, 4), (4, 7), (7, 11), (11, 14))
    )
    assert wrong(read(pages.page(report, disclosure=parts)), report) == {}


def test_the_whole_report_in_one_table_of_texts_and_tables(report: Published):
    inner = pages.page(report).decode().partition("<body>")[2]
    layout = f"<body><table><tr><td>导航</td><td><table><tr><td>{inner}</td></tr></table></td></tr>"
    proposal = read(layout.encode())
    assert wrong(proposal, report) == {}
    assert proposal.texts == report.texts


def test_the_whole_report_as_rows_of_one_table(report: Published):
    rows = []
    for part in pages.lines_of(report):
        if isinstance(part, str):
            rows.append(f"<tr><td colspan=15>{part}</td></tr>")
        else:
            rows += rows_of(pages.table_html(report, part[0]))
    proposal = read(f"<table>{''.join(rows)}</table>".encode())
    assert wrong(proposal, report) == {}
    assert proposal.texts == report.texts


def test_header_cells_without_their_row_spans(report: Published):
    """The blanks that a merge would cover are cells of their own."""
    requests = pages.table_html(report, "requests")
    requests = re.sub(r'<td rowspan="2" colspan="1">(自然人|总计)</td>', r"<td>\1</td>", requests)
    requests = requests.replace("<tr><td", "<tr><td", 1)
    rows = rows_of(requests)
    rows[2] = rows[2].replace("<tr>", "<tr><td></td>").replace("</tr>", "<td></td></tr>")
    disputes = rows_of(pages.table_html(report, "disputes"))
    disputes[1] = disputes[1].replace('rowspan="2"', "")
    disputes[2] = disputes[2].replace("<tr>", "<tr>" + "<td></td>" * 5)
    proposal = read(
        pages.page(
            report,
            requests=f"<table>{''.join(rows)}</table>",
            disputes=f"<table>{''.join(disputes)}</table>",
        )
    )
    assert wrong(proposal, report) == {}


def test_value_cells_whose_spans_do_not_fit_the_header():
    """As a 2019 report really has them: numbers over other columns than their headers."""
    report = pages.distinct("2019")
    table = pages.table_html(report, "disclosure")
    rows = rows_of(table)
    at = next(n for n, row in enumerate(rows) if "行政许可" in row)
    cells = [
        report.cells[f"disclosure/licensing/{c}"] for c in ("prev_items", "change", "decisions")
    ]
    rows[at] = (
        f"<tr><td>行政许可</td><td colspan=3>{cells[0]}</td><td>{cells[1]}</td>"
        f"<td colspan=2>{cells[2]}</td></tr>"
    )
    assert wrong(read(pages.page(report, disclosure=f"<table>{''.join(rows)}")), report) == {}


def test_a_value_cell_in_pieces(report: Published):
    """行政许可 | 1029 | (blank) | (blank), under one header cell over three columns."""
    table = re.sub(r'<td rowspan="1" colspan="3">(\d+)</td>', r"<td>\1</td><td></td><td></td>",
                   pages.table_html(report, "disclosure"))  # fmt: skip
    assert wrong(read(pages.page(report, disclosure=table)), report) == {}


@pytest.mark.parametrize("name", ["行次", ""])
def test_numbers_of_the_lines_before_blank_totals_are_no_figures(report: Published, name: str):
    rows = rows_of(pages.table_html(report, "requests"))
    for n, row in enumerate(rows):
        cells = re.findall(r"<td.*?</td>", row)
        if n == 0:
            cells.insert(1, f"<td rowspan=3>{name}</td>")
        elif n > 2:
            cells[-7:] = [f"<td>{n - 2}</td>", *cells[-7:-1], "<td></td>"]
        rows[n] = f"<tr>{''.join(cells)}</tr>"
    for id_ in report.cells:
        if id_.startswith("requests/") and id_.endswith("/total"):
            report.cells[id_] = ""
    proposal = read(pages.page(report, requests=f"<table>{''.join(rows)}</table>"))
    assert wrong(proposal, report) == {}
    told = "表三里没有“行次”这一列" if name else "“（一）予以公开”：“3”不在任何一列的下面"
    assert told in messages(proposal)


def test_a_remark_beside_a_blank_is_no_figure(report: Published):
    report.cells["disclosure/regulations/made"] = ""
    rows = rows_of(pages.table_html(report, "disclosure"))
    for n, row in enumerate(rows):
        remark = {1: "备注", 2: "5"}.get(n, "")
        rows[n] = row.replace("</tr>", f"<td>{remark}</td></tr>")
    proposal = read(pages.page(report, disclosure=f"<table>{''.join(rows)}</table>"))
    assert wrong(proposal, report) == {}
    assert messages(proposal) == "表二里没有“备注”这一列，它下面的内容没有取"


def test_columns_in_another_order_go_by_their_header(report: Published):
    table = pages.table_html(report, "disclosure")
    rows = rows_of(table)
    for n in range(1, 4):
        cells = re.findall(r"<td.*?</td>", rows[n])
        rows[n] = f"<tr>{cells[0]}{cells[3]}{cells[1]}{cells[2]}</tr>"
    proposal = read(pages.page(report, disclosure=f"<table>{''.join(rows)}</table>"))
    assert wrong(proposal, report) == {}
    assert "顺序与官方不同" in messages(proposal)


def test_a_misspelt_row_is_read_and_told(report: Published):
    table = pages.table_html(report, "requests").replace("法律行政法规禁止公开", "法律行政止公开")
    proposal = read(pages.page(report, requests=table))
    assert wrong(proposal, report) == {}
    assert "“2.其他法律行政止公开”按“2.其他法律行政法规禁止公开”读取" in messages(proposal)
    [rule] = [each["rule"] for each in as_json(proposal)["doubts"] if "止公开" in each["message"]]
    assert rule == "R34"
    assert any(line.startswith("请核对：R34 ") for line in told(proposal))


def test_a_misspelt_column_is_read_and_told(report: Published):
    table = pages.table_html(report, "requests").replace("社会公益组织", "公益组织")
    proposal = read(pages.page(report, requests=table))
    assert wrong(proposal, report) == {}
    assert "公益组织" in messages(proposal)


@pytest.mark.parametrize("table", ["requests", "disputes"])
@pytest.mark.parametrize("word", ["合计", "小计"])
def test_totals_by_another_name_are_read_and_told(report: Published, table: str, word: str):
    printed = pages.table_html(report, table).replace(">总计<", f">{word}<")
    proposal = read(pages.page(report, **{table: printed}))
    assert wrong(proposal, report) == {}
    name = report.form.tables[table].name
    assert messages(proposal) == f"{name}：表头“{word}”与官方的“总计”不同"


@pytest.mark.parametrize("name", ["别的组织", "另外的"])
def test_a_strange_column_where_one_is_missing_is_read_and_told(report: Published, name: str):
    table = pages.table_html(report, "requests").replace(">其他<", f">{name}<")
    proposal = read(pages.page(report, requests=table))
    assert wrong(proposal, report) == {}
    assert messages(proposal) == f"表三：表头“{name}”与官方的“其他”不同"


def test_a_remark_where_the_last_column_is_missing_is_not_read_for_it(report: Published):
    table = pages.table_html(report, "disclosure").replace(">现行有效件数<", ">备注<")
    proposal = read(pages.page(report, disclosure=table))
    assert {id_.split("/")[2] for id_ in wrong(proposal, report)} == {"valid"}
    assert "表二里没有“备注”这一列，它下面的内容没有取" in messages(proposal)


def test_a_subtotal_among_the_columns_is_no_total(report: Published):
    rows = rows_of(pages.table_html(report, "requests").replace(">总计<", ">总数<"))
    rows[2] = rows[2].replace("</tr>", "<td>小计</td></tr>")
    rows[0] = rows[0].replace('colspan="7"', 'colspan="8"')
    rows[1] = rows[1].replace('colspan="5"', 'colspan="6"')
    for n in range(3, len(rows)):
        at = rows[n].rindex("<td")
        rows[n] = f"{rows[n][:at]}<td>5</td>{rows[n][at:]}"
    proposal = read(pages.page(report, requests=f"<table>{''.join(rows)}</table>"))
    assert {id_.split("/")[2] for id_ in wrong(proposal, report)} <= {"total"}
    assert "表三里没有“小计”这一列" in messages(proposal)


def test_rows_as_long_as_the_official_ones_under_a_header_that_says_little(report: Published):
    rows = rows_of(pages.table_html(report, "requests"))
    rows[1:3] = ["<tr><td colspan=7>自然人</td></tr>"]
    proposal = read(pages.page(report, requests=f"<table>{''.join(rows)}</table>"))
    assert wrong(proposal, report) == {}
    assert messages(proposal) == "表三的表头认不全，各格按官方的顺序读取"


def test_a_row_as_long_as_the_official_one_under_a_header_that_lost_its_places(
    report: Published,
):
    rows = rows_of(pages.table_html(report, "disputes"))
    blank = "<tr><td>&nbsp;</td></tr>"
    proposal = read(pages.page(report, disputes=f"<table>{blank.join(rows)}</table>"))
    assert wrong(proposal, report) == {}


def test_a_table_of_which_nothing_could_be_taken_is_not_called_another_one(report: Published):
    table = re.sub(r"<td[^>]*>\d+</td>", "", pages.table_html(report, "requests"))
    table = table.replace("</td></tr>", "</td><td>1</td><td>2</td></tr>")
    proposal = read(pages.page(report, requests=table))
    told = "认出了表三，但 25 行里没有一格能取；表三的“本年新收”：应有 7 格，原文是 2 格（1、2），没有取"
    assert messages(proposal) == told


def test_a_table_whose_figures_are_all_in_one_cell_is_told_for_what_it_is(report: Published):
    rows = rows_of(pages.table_html(report, "requests"))
    labels = [re.sub(r"(<td[^>]*>\d*</td>)+</tr>", "</tr>", row) for row in rows[3:]]
    labels[0] = labels[0].replace("</tr>", "<td rowspan=25 colspan=7>0</td></tr>")
    told = "认出了表三，但 25 行里没有一格能取；表三的“本年新收”：几格并成了一格（0），分不出各列的数，没有取"
    table = f"<table>{''.join(rows[:3] + labels)}</table>"
    assert told in messages(read(pages.page(report, requests=table)))
    with pytest.raises(Unreadable, match=told):
        read(table.encode())


def test_a_missing_row_is_told_and_nothing_moves_up(report: Published):
    rows = rows_of(pages.table_html(report, "requests"))
    at = next(n for n, row in enumerate(rows) if "重复申请" in row)
    table = f"<table>{''.join(rows[:at] + rows[at + 1 :])}</table>".replace(
        'rowspan="22"', 'rowspan="21"'
    )
    table = table.replace('rowspan="5"', 'rowspan="4"')
    proposal = read(pages.page(report, requests=table))
    assert {id_.split("/")[1] for id_ in wrong(proposal, report)} == {"refused_repeat"}
    assert "没有找到“2.重复申请”的 6 格" in messages(proposal)


def test_a_row_that_the_form_does_not_have_is_told(report: Published):
    rows = rows_of(pages.table_html(report, "disclosure"))
    rows.insert(4, "<tr><td>其他主动公开文件</td><td>5</td><td>0</td><td>9</td></tr>")
    proposal = read(pages.page(report, disclosure=f"<table>{''.join(rows)}</table>"))
    assert wrong(proposal, report) == {}
    assert "多出一行“其他主动公开文件”（5、0、9）" in messages(proposal)
    assert proposal.tables[0].unplaced == {"其他主动公开文件": "5、0、9"}


def test_a_row_with_a_number_too_few_is_told_and_not_guessed(report: Published):
    row = "requests/granted/"
    first = report.cells[f"{row}natural"]
    table = pages.table_html(report, "requests").replace(
        f'<td rowspan="1" colspan="1">{first}</td>', ""
    )
    proposal = read(pages.page(report, requests=table))
    assert {id_[: len(row)] for id_ in wrong(proposal, report)} <= {row}
    assert all(str(v) == report.cells[k] for k, v in report_of(proposal).cells.items())
    assert "（一）予以公开" in messages(proposal)


def test_a_subtotal_that_the_form_does_not_have_is_no_other_row(report: Published):
    rows = rows_of(pages.table_html(report, "requests"))
    at = next(n for n, row in enumerate(rows) if "予以公开" in row)
    cells = "".join(f"<td>{n}</td>" for n in range(7))
    rows[at] = f"<tr><td colspan=3>（三）不予公开</td>{cells}</tr>"
    proposal = read(pages.page(report, requests=f"<table>{''.join(rows)}</table>"))
    assert {id_.split("/")[1] for id_ in wrong(proposal, report)} == {"granted"}
    assert "小计与各行之和不同，没有取：“（三）不予公开”的“自然人”印 0，各行之和" in messages(
        proposal
    )
    assert messages(proposal).count("小计") == 1


@pytest.mark.parametrize("label", ["小计", "（三）不予公开", "（四）无法提供"])
def test_subtotals_that_are_right_say_nothing(report: Published, label: str):
    rows = rows_of(pages.table_html(report, "requests"))
    at = next(n for n, row in enumerate(rows) if "不予公开" in row)
    ids = [id_ for id_ in report.cells if id_.startswith("requests/denied_")]
    columns = dict.fromkeys(id_.split("/")[2] for id_ in ids)
    sums = [sum(int(report.cells[id_]) for id_ in ids if id_.endswith(f"/{c}")) for c in columns]
    cells = "".join(f"<td>{value}</td>" for value in sums)
    rows[at] = rows[at].replace('rowspan="8"', 'rowspan="9"')
    rows[at] += f"<tr><td>{label}</td>{cells}</tr>"
    rows = [row.replace('rowspan="22"', 'rowspan="23"') for row in rows]
    proposal = read(pages.page(report, requests=f"<table>{''.join(rows)}</table>"))
    assert wrong(proposal, report) == {}
    right = label != "（四）无法提供"
    assert ("小计与各行之和不同" in messages(proposal)) != right
    assert bool(as_json(proposal)["unplaced"]) != right


def test_a_label_that_could_be_either_of_two_rows_is_neither(report: Published):
    either = "申请人逾期、行政机关不再处理其政府信息公开申请"
    table = pages.table_html(report, "requests")
    for row in pages.edition("2021").tables["requests"].blocks[0].rows[2].children[-2].children[:2]:
        table = table.replace(row.label, either)
    proposal = read(pages.page(report, requests=table))
    lost = {id_.split("/")[1] for id_ in wrong(proposal, report)}
    assert lost == {"other_no_correction", "other_no_fee"}
    assert f"多出一行“{either}”" in messages(proposal)


def test_a_number_over_two_rows_belongs_to_the_first_and_is_told(report: Published):
    first, second = (report.cells[f"requests/{r}/natural"] for r in ("granted", "partial"))
    table = pages.table_html(report, "requests").replace(
        f'<td rowspan="1" colspan="1">{first}</td>', f'<td rowspan="2" colspan="1">{first}</td>'
    )
    table = table.replace(f'<td rowspan="1" colspan="1">{second}</td>', "")
    proposal = read(pages.page(report, requests=table))
    assert wrong(proposal, report) == {"requests/partial/natural": None}
    assert "与上一行合并成了一格，没有取" in messages(proposal)


def test_labels_without_numbering_or_in_other_brackets(report: Published):
    body = pages.page(report).decode()
    plain = re.sub(r">(?:（[一-七]）|\d\.|[一二四]、)(?=[^<]*</td>)", ">", body)
    assert wrong(read(plain.encode()), report) == {}
    other = body.replace("（", "(").replace("）", ")").replace("1.", "1、").replace("2.", "⒉")
    assert wrong(read(other.encode()), report) == {}


def test_a_label_in_two_cells(report: Published):
    body = re.sub(r">(\d\.)([^<]*)</td>", r">\1</td><td>\2</td>", pages.page(report).decode())
    assert wrong(read(body.encode()), report) == {}


def test_table_four_in_two_tables(report: Published):
    cells = [report.cells[c] for c in pages.edition("2021").cells if c.startswith("disputes/")]
    names = "".join(
        f"<td>{n}</td>" for n in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    )
    figures = [f"<td>{value}</td>" for value in cells]
    review, litigation = "".join(figures[:5]), "".join(figures[5:])
    two = (
        f"<table><tr><td colspan=5>行政复议</td></tr><tr>{names}</tr><tr>{review}</tr></table>"
        "<table><tr><td colspan=10>行政诉讼</td></tr><tr><td colspan=5>未经复议直接起诉</td>"
        f"<td colspan=5>复议后起诉</td></tr><tr>{names * 2}</tr><tr>{litigation}</tr></table>"
    )
    assert wrong(read(pages.page(report, disputes=two)), report) == {}


def test_table_four_with_a_label_before_its_figures(report: Published):
    rows = rows_of(pages.table_html(report, "disputes"))
    table = "".join(
        row.replace("<tr>", f"<tr><td>{label}</td>", 1)
        for row, label in zip(rows, ("", "", "", "数量"), strict=True)
    )
    assert wrong(read(pages.page(report, disputes=f"<table>{table}</table>")), report) == {}


def test_money_in_another_unit_is_converted_and_told(report: Published):
    table = pages.table_html(report, "disclosure").replace("单位：万元", "单位：元")
    proposal = read(pages.page(report, disclosure=table))
    yuan = int(report.cells["disclosure/fees/amount"])
    assert str(report_of(proposal).cells["disclosure/fees/amount"]) == f"{yuan / 10000}"
    assert "已换算成" in messages(proposal)


def test_the_same_table_twice_says_nothing_twice_otherwise_it_is_told(report: Published):
    table = pages.table_html(report, "disclosure")
    assert read(pages.page(report, disclosure=table * 2)).all_doubts == ()
    other = table.replace(report.cells["disclosure/licensing/decisions"], "77777")
    proposal = read(pages.page(report, disclosure=table + other))
    assert wrong(proposal, report) == {}
    assert "表二出现了不止一次，有 1 格不同" in messages(proposal)


@pytest.mark.parametrize("blanks", [15, 1, 16])
def test_a_blank_line_before_the_figures_of_table_four(report: Published, blanks: int):
    rows = rows_of(pages.table_html(report, "disputes"))
    rows.insert(-1, f"<tr>{'<td>&nbsp;</td>' * blanks}</tr>")
    proposal = read(pages.page(report, disputes=f"<table>{''.join(rows)}</table>"))
    assert wrong(proposal, report) == {}
    assert proposal.all_doubts == ()


def test_a_blank_table_before_the_figures(report: Published):
    table = pages.table_html(report, "requests")
    blank = re.sub(r">\d+<", "><", table)
    proposal = read(pages.page(report, requests=blank + table))
    assert wrong(proposal, report) == {}
    assert proposal.all_doubts == ()


def test_blanks_among_figures_are_not_filled_from_another_table(report: Published):
    """The other one may be last year's."""
    report.cells["requests/granted/natural"] = ""
    report.cells.update({c: "" for c in report.cells if c.startswith("requests/partial/")})
    table = pages.table_html(report, "requests")
    other = table.replace('<td rowspan="1" colspan="1"></td>', "<td>9</td>")
    proposal = read(pages.page(report, requests=table + other))
    assert wrong(proposal, report) == {}
    assert "表三出现了不止一次，有 8 格不同，取了第一次的" in messages(proposal)


def test_tables_of_something_else_are_let_alone(report: Published):
    strange = (
        "<table><tr><td>公开类别</td><td>数量</td></tr><tr><td>行政许可</td><td>88</td></tr>"
        "<tr><td>其他</td><td>99</td></tr></table>"
    )
    page = (
        pages.page(report)
        .decode()
        .replace("<p>（二）依申请公开</p>", f"{strange}<p>（二）依申请公开</p>")
    )
    proposal = read(page.encode())
    assert wrong(proposal, report) == {}
    assert proposal.texts == report.texts
    assert messages(proposal) == "正文里的这张表没有读：公开类别、数量……"


def test_blank_columns_beside_the_table(report: Published):
    report.cells["requests/granted/natural"] = ""
    page = re.sub(r"</tr>", "<td></td><td>&nbsp;</td></tr>", pages.page(report).decode())
    assert wrong(read(page.encode()), report) == {}


def test_noughts_are_not_blanks_and_strokes_are_neither(report: Published):
    cell = report.cells["requests/granted/natural"]
    values = {"0": 0, "": None, "/": 0, "—": 0, "无": None, "&nbsp;0": 0, "３件": 3}
    for printed, value in values.items():
        table = pages.table_html(report, "requests").replace(f">{cell}<", f">{printed}<")
        proposal = read(pages.page(report, requests=table))
        found = report_of(proposal)
        assert found.cells.get("requests/granted/natural") == value
        words = {"/", "—", "无"}
        notes = {"requests/granted/natural": printed} if printed in words else {}
        assert found.entries("notes") == notes
        assert ("没有当作数字" in messages(proposal)) == (printed == "无")
        strokes = [doubt for doubt in proposal.all_doubts if doubt.rule == "R32"]
        assert [doubt.cells for doubt in strokes] == [tuple(notes)] * (printed in {"/", "—"})


def test_a_table_full_of_strokes_is_told_once(report: Published):
    """Kept apart from noughts by their notes, in a total too, and read as noughts: R32."""
    cells = {id_ for id_ in report.cells if id_.startswith("disputes/")}
    report.cells.update(dict.fromkeys(cells, "-"))
    proposal = read(pages.page(report))
    strokes = [doubt for doubt in proposal.all_doubts if doubt.rule == "R32"]
    assert [set(doubt.cells) for doubt in strokes] == [cells]
    assert "有 15 格填的是符号而不是数字（" in strokes[0].message
    found = as_json(proposal)
    assert {found["notes"][id_] for id_ in cells} == {"-"}
    assert {(found["matched"] | found["published"])[id_] for id_ in cells} == {0}
    assert not cells & set(found["blank"])


def test_what_stands_on_one_sheet_is_no_extra_row_of_another_table(report: Published):
    file = pages.one_sheet(report)
    proposal = take.from_document(source.read(file), "x.xlsx")
    assert wrong(proposal, report) == {}
    assert proposal.all_doubts == ()


def test_two_lines_of_one_name_that_the_form_does_not_have_are_both_told(report: Published):
    rows = rows_of(pages.table_html(report, "disclosure"))
    rows[4:4] = [f"<tr><td>其他文件</td><td>{n}</td><td>0</td><td>9</td></tr>" for n in (5, 6)]
    proposal = read(pages.page(report, disclosure=f"<table>{''.join(rows)}</table>"))
    assert "（5、0、9）" in messages(proposal)
    assert "（6、0、9）" in messages(proposal)
    assert proposal.tables[0].unplaced == {"其他文件": "5、0、9；6、0、9"}


@pytest.mark.parametrize("between", ["-", "", "<br>", "→"])
def test_labels_with_those_of_their_groups_before_them(report: Published, between: str):
    rows = rows_of(pages.table_html(report, "requests"))
    for n, row in enumerate(rows[3:], 3):
        over = [
            c for c in dict(report.grids())["requests"].cells if c.row <= n < c.row + c.row_span
        ]
        path = between.join(cell.text for cell in over if cell.kind != "value")
        figures = re.findall(r"<td.*?</td>", row)[-7:]
        rows[n] = f"<tr><td colspan=3>{path}</td>{''.join(figures)}</tr>"
    assert f"办理结果{between}（六）其他处理{between}3.其他<" in rows[-3]
    proposal = read(pages.page(report, requests=f"<table>{''.join(rows)}</table>"))
    assert proposal.form.edition == "2021"
    assert wrong(proposal, report) == {}
    assert proposal.all_doubts == ()


@pytest.mark.parametrize("name", ["（七）合计", "合　计", "共计"])
def test_a_row_of_totals_by_another_name_is_read_and_told(report: Published, name: str):
    table = pages.table_html(report, "requests").replace("（七）总计", name)
    proposal = read(pages.page(report, requests=table))
    assert wrong(proposal, report) == {}
    assert messages(proposal) == f"行“{' '.join(name.split())}”按“（七）总计”读取"


def test_a_subtotal_where_the_total_is_missing_is_not_read_for_it(report: Published):
    rows = rows_of(pages.table_html(report, "requests"))
    total = next(n for n, row in enumerate(rows) if "（七）总计" in row)
    after = next(n for n, row in enumerate(rows) if "行政查询事项" in row)
    subtotal = "".join(f"<td>{n}</td>" for n in range(7))
    rows[total] = ""
    rows[after] += f"<tr><td>合计</td>{subtotal}</tr>"
    table = f"<table>{''.join(rows)}</table>".replace('rowspan="8"', 'rowspan="9"')
    proposal = read(pages.page(report, requests=table))
    assert {id_.split("/")[1] for id_ in wrong(proposal, report)} == {"total"}
    assert "小计与各行之和不同，没有取：“（三）不予公开”的“自然人”印 0" in messages(proposal)


@pytest.mark.parametrize(
    ("official", "own"),
    [
        ("4.保护第三方合法权益", "4.第三方权益"),
        ("1.信访举报投诉类申请", "1.信访投诉"),
        ("3.其他<", "3.其他处理<"),
    ],
)
def test_a_row_in_words_of_its_own_goes_by_its_number_and_its_neighbours(
    report: Published, official: str, own: str
):
    table = pages.table_html(report, "requests").replace(official, own)
    proposal = read(pages.page(report, requests=table))
    assert wrong(proposal, report) == {}
    assert messages(proposal) == f"行“{own.strip('<')}”按“{official.strip('<')}”读取"


def test_a_row_of_another_number_between_two_neighbours_is_an_extra_one(report: Published):
    table = pages.table_html(report, "requests").replace("1.信访举报投诉类申请", "2.信访投诉")
    proposal = read(pages.page(report, requests=table))
    assert {id_.split("/")[1] for id_ in wrong(proposal, report)} == {"refused_petition"}
    assert "多出一行“2.信访投诉”" in messages(proposal)


def test_rows_in_words_of_their_own_at_the_ends_of_the_table(report: Published):
    own = {
        "一、本年新收政府信息公开申请数量": "一、本年度新收申请数量",
        "二、上年结转政府信息公开申请数量": "二、上年度结转申请数",
        "四、结转下年度继续办理": "四、结转下一年度办理数量",
    }
    table = pages.table_html(report, "requests")
    for official, words in own.items():
        table = table.replace(official, words)
    proposal = read(pages.page(report, requests=table))
    assert wrong(proposal, report) == {}
    told = [f"行“{words}”按“{official}”读取" for official, words in own.items()]
    assert messages(proposal).split("\n") == told


def test_a_unit_that_is_broken_over_lines(report: Published):
    table = pages.table_html(report, "disclosure").replace("万元", "万<br>元")
    proposal = read(pages.page(report, disclosure=table))
    assert wrong(proposal, report) == {}
    assert proposal.all_doubts == ()


def test_a_row_beside_the_title_of_another_table_is_not_told_to_be_read_as_itself(
    report: Published,
):
    title = pages.edition("2021").tables["disclosure"].blocks[0].title
    rows = rows_of(pages.table_html(report, "requests"))
    rows[4] = rows[4].replace("<tr>", f"<tr><td>{title}</td>").replace('"3">', '"2">')
    proposal = read(pages.page(report, requests=f"<table>{''.join(rows)}</table>"))
    assert wrong(proposal, report) == {}
    assert proposal.all_doubts == ()
