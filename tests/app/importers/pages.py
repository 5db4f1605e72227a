"""Published reports as pages of many makes, written here from their figures: the readers are judged
by what others write, so nothing of the program's own exporters is used.

Labels and spans come from the editions; only the looks of a page stand here.
"""

import io
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
from openpyxl.utils import get_column_letter

from app.disk import places
from app.forms import catalogue, layout
from app.forms.layout import Grid, GridCell
from app.forms.model import Form
from app.letters.numbers import Number, tidy

DATA = Path(__file__).parents[2] / "data" / "published"
REPORTS = ("001", "003", "005", "006", "012", "014", "020", "021")

LEAD = "根据《条例》的要求编制本报告。统计期限自{year}年1月1日起至{year}年12月31日止。"
TEXTS = {
    "overview": "{year}年，我单位认真做好政府信息公开工作。",
    "overview/active": "全年通过网站公开信息12条，其中政策解读3条。\n办理网民留言5件。",
    "overview/on_request": "依申请公开渠道畅通，均按期答复。",
    "overview/management": "先审查、后公开，一事一审。",
    "overview/platform": "建好网站专栏，管好政务新媒体。",
    "overview/supervision": "开展培训2次，没有责任追究。",
    "problems": "存在的问题：解读形式单一。\n（一）加强培训。\n1.每季度一次。\n（二）丰富形式。",
    "other": "本年度没有收取信息处理费。",
}


class Published(NamedTuple):
    """What a report prints."""

    name: str
    organ: str
    year: int
    editions: dict[str, str]
    cells: dict[str, str]
    texts: dict[str, str]

    @property
    def title(self) -> str:
        return f"{self.organ}{self.year}年政府信息公开工作年度报告"

    @property
    def form(self) -> Form:
        """The edition that the report as a whole is of."""
        return edition(self.editions["disclosure"])

    def figure(self, id_: str) -> Number | None:
        """What a person reads in a cell: the number that it begins with."""
        digits = self.cells[id_].split("（")[0].removesuffix("元")
        return tidy(Decimal(digits)) if digits else None

    def grids(self) -> Iterator[tuple[str, Grid]]:
        for id_, of in self.editions.items():
            yield id_, layout.grid(edition(of).tables[id_])


@cache
def edition(name: str) -> Form:
    return catalogue.read(places.resources() / "forms" / f"{name}.yaml")


def published(name: str) -> Published:
    facts = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    year = facts["year"]
    texts = {id_: text.format(year=year) for id_, text in {"lead": LEAD, **TEXTS}.items()}
    return Published(name, facts["organ"], year, facts["editions"], facts["cells"], texts)


def text_of(report: Published, cell: GridCell) -> str:
    return report.cells.get(cell.id, "") if cell.kind == "value" else cell.text


def lines_of(report: Published) -> Iterator[str | tuple[str, Grid]]:
    """The report from top to bottom: lines, and tables with their ids."""
    grids = dict(report.grids())
    yield report.title
    yield from report.texts["lead"].split("\n")
    for section in report.form.sections:
        yield section.heading
        if section.table:
            yield section.table.id, grids[section.table.id]
        for text in section.texts:
            if text.heading:
                yield text.heading
            if text.id in report.texts:
                yield from report.texts[text.id].split("\n")


# --- web pages


class Dialect(NamedTuple):
    """How one kind of page writes a line, a cell and what is in a cell."""

    line: Callable[[str], str]
    cell: Callable[[str], str]
    """The inside of a cell; blank: its blank."""
    attributes: str = ""
    page: str = (
        "<html><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>"
    )


def _soup(text: str) -> str:
    """A label as Word pastes it: cut over spans, a line break of the source in between."""
    style = "mso-spacerun:'yes';font-family:仿宋_GB2312;\nmso-font-kerning:0.0000pt;"
    pieces = [text[:1], text[1:4], text[4:]]
    spans = "".join(f'<span style="{style}">{escape(p)}</span>' for p in pieces if p)
    return f'{spans}<span style="{style}"></span>'


def _word_line(text: str) -> str:
    return f'<p class="MsoNormal" style="margin:0pt;\nline-height: 15pt;">{_soup(text)}</p>\n'


def _word_cell(text: str) -> str:
    blank = "&nbsp;" if text.isdigit() else ""
    return f'<p class="MsoNormal" style="text-align:center;">{blank}{_soup(text)}</p>'


def _shuyang_cell(text: str) -> str:
    if not text:
        return "\n <p><span><o:p> </o:p></span></p>\n"
    head, tail = escape(text[:2]), escape(text[2:])
    return (
        f'\n <p style="text-align: justify;" align=""><span>{head}<font face="方正仿宋_GBK">{tail}'
        "</font></span><span><o:p></o:p></span></p>\n"
    )


def _vertical(text: str) -> str:
    """A label that runs down its narrow cell, a paragraph for each character."""
    if text.startswith("三、"):
        return "".join(f"<p>{c}</p>" for c in text) + "<p>&nbsp;</p>"
    return f'<p align="center">{escape(text) or "&nbsp;"}</p>'


AROUND = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}_某县人民政府</title><script>var x = "<table><tr><td>1</td></tr></table>";</script>
<style>p {{margin:0}}</style></head><body><div class="nav"><ul><li>首页</li>
<li>政府信息公开年报</li><li>2019年政府信息公开工作年度报告</li></ul></div>
<div class="main"><table class="meta"><tbody>
<tr><td>名称</td><td colspan="3">{title}</td></tr><tr><td>索引号</td><td>0143/2024-00002</td>
<td>分类</td><td>信息公开年报&nbsp;&nbsp;其他</td></tr><tr><td>发布机构</td><td>某县发改局</td>
<td>公开日期</td><td>2024-01-17</td></tr></tbody></table><table width="100%"><tr><td class="left">
</td><td><div id="zoom">{body}</div></td></tr></table></div><div class="foot">
<p>扫一扫在手机打开当前页</p>
<p>主办：某县人民政府 ICP备12345678号</p></div></body></html>"""

DIALECTS = {
    "word": Dialect(_word_line, _word_cell, ' border="1" class="MsoNormalTable"'),
    "ueditor": Dialect(
        lambda t: f'<p style="text-indent: 2em;"><strong>{escape(t)}</strong></p>',
        lambda t: f'<p style="text-indent: 0em;">{escape(t) or "<br/>"}</p>',
        ' border="1" cellspacing="0" align="center"',
    ),
    "nowrap": Dialect(
        lambda t: f"<p>&emsp;&emsp;{escape(t)}</p>", _vertical, ' align="center" border="1"'
    ),
    "shuyang": Dialect(
        lambda t: f'<p><span><font face="方正黑体_GBK">{escape(t)}</font></span><o:p></o:p></p>\n',
        _shuyang_cell,
        ' cellpadding="2"',
        AROUND,
    ),
    "breaks": Dialect(lambda t: f"　　{escape(t)}<br>\n", escape, "", AROUND),
}


def html(report: Published, dialect: str, encoding: str = "utf-8") -> bytes:
    looks = DIALECTS[dialect]
    body = "".join(
        looks.line(part) if isinstance(part, str) else html_table(report, part[1], looks)
        for part in lines_of(report)
    )
    page = looks.page.format(title=report.title, body=body)
    return page.replace("charset=utf-8", f"charset={encoding}").encode(encoding)


def html_table(report: Published, grid: Grid, looks: Dialect) -> str:
    rows = []
    for cells in grid.by_row():
        row = "".join(
            f'<td rowspan="{c.row_span}" colspan="{c.column_span}">'
            f"{looks.cell(text_of(report, c))}</td>"
            for c in cells
        )
        rows.append(f"<tr>{row}</tr>")
    return f"<table{looks.attributes}><tbody>{''.join(rows)}</tbody></table>"


# --- documents and workbooks


def docx_file(report: Published) -> bytes:
    document = docx.Document()
    for part in lines_of(report):
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _docx_table(document, report, part[1])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _docx_table(document: Any, report: Published, grid: Grid) -> None:
    table = document.add_table(grid.rows, grid.columns)
    rows = [list(row.cells) for row in table.rows]
    for cell in grid.cells:
        first = rows[cell.row][cell.column]
        last = rows[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1]
        merged = first if first is last else first.merge(last)
        merged.text = text_of(report, cell)


def typed_into(blank: Path, report: Published) -> bytes:
    """The official blank form, filled in."""
    document = docx.Document(str(blank))
    grids = dict(report.grids())
    for table, id_ in zip(document.tables, report.editions, strict=True):
        for row, line in enumerate(table.rows):
            for cell in grids[id_].by_row()[row]:
                if cell.kind == "value":
                    line.cells[cell.column].paragraphs[0].add_run(text_of(report, cell))
    lines = {p.text.strip(): p for p in document.paragraphs if p.text.strip()}
    next(iter(lines.values())).runs[0].text = report.title
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def xlsx_file(report: Published) -> bytes:
    """A sheet for each table, the texts on a sheet of their own."""
    book = openpyxl.Workbook()
    texts = book.worksheets[0]
    texts.title = "正文"
    for part in lines_of(report):
        if isinstance(part, str):
            texts.append([part])
        else:
            _xlsx_table(book.create_sheet(part[0]), report, part[1], 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def one_sheet(report: Published) -> bytes:
    """Everything on one sheet, one under the other."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for part in lines_of(report):
        if isinstance(part, str):
            sheet.append([part])
        else:
            _xlsx_table(sheet, report, part[1], sheet.max_row + 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _xlsx_table(sheet: Any, report: Published, grid: Grid, top: int) -> None:
    for cell in grid.cells:
        text = text_of(report, cell)
        number = cell.kind == "value" and text and not set(text) - set("0123456789.-")
        value = (float(text) if "." in text else int(text)) if number else text
        first = f"{get_column_letter(cell.column + 1)}{cell.row + top}"
        sheet[first] = value
        if cell.row_span * cell.column_span > 1:
            last = get_column_letter(cell.column + cell.column_span)
            sheet.merge_cells(f"{first}:{last}{cell.row + top + cell.row_span - 1}")


Make = Callable[[Published], bytes]
MAKES: dict[str, tuple[str, Make]] = {
    **{name: (".html", partial(html, dialect=name)) for name in DIALECTS},
    "gbk": (".htm", partial(html, dialect="word", encoding="gb18030")),
    "docx": (".docx", docx_file),
    "xlsx": (".xlsx", xlsx_file),
    "one sheet": (".xlsx", one_sheet),
}
"""(suffix, maker) by name."""


def unit_of(of: str, id_: str) -> str:
    """The unit of money that stands with a figure, because its column does not name it."""
    column = edition(of).cells[id_].column if id_ in edition(of).cells else None
    return column.unit if column and column.unit == "元" and "元" not in column.label else ""


def distinct(of: str = "2021", requests: str = "") -> Published:
    """A report in which no two cells hold the same number: whatever goes astray is seen."""
    editions = {"disclosure": of, "requests": requests or of, "disputes": of}
    ids = [c for t, e in editions.items() for c in edition(e).cells if c.startswith(f"{t}/")]
    cells = {id_: f"{1001 + 7 * n}{unit_of(of, id_)}" for n, id_ in enumerate(ids)}
    texts = {id_: text.format(year=2023) for id_, text in {"lead": LEAD, **TEXTS}.items()}
    return Published("distinct", "柳河镇人民政府", 2023, editions, cells, texts)


PLAIN = Dialect("<p>{}</p>".format, str)


def table_html(report: Published, id_: str) -> str:
    """One table, plainly."""
    return html_table(report, dict(report.grids())[id_], PLAIN)


def page(report: Published, **tables: str) -> bytes:
    """The whole report; a table given by its id takes the place of the usual one."""
    body = "".join(
        PLAIN.line(part)
        if isinstance(part, str)
        else tables.get(part[0], html_table(report, part[1], PLAIN))
        for part in lines_of(report)
    )
    return f"<meta charset=utf-8><body>{body}".encode()
