"""Nothing of a source disappears untold: what is read, what is left out and why are the whole."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exporters import EXPORTS, Options
from app.files import store
from app.importers import source, take
from app.importers.guesses import text
from app.importers.markup import html
from app.importers.terms import labels
from app.importers.terms.plain import Document, Paragraph, Unreadable
from app.importers.terms.proposal import Doubt, Proposal, as_json, report_of, told
from tests.app.importers import pages

pytestmark = pytest.mark.slow

REPORT = pages.distinct()
BODY = pages.page(REPORT).decode()
DATA = Path(__file__).parents[2] / "data"


def plain(words: object) -> str:
    return "".join(str(words).split())


def parts(document: Document) -> Iterator[str]:
    """Every paragraph and every cell that has words."""
    for block in document.blocks:
        cells = [block] if isinstance(block, Paragraph) else block.cells
        yield from (plain(cell.text) for cell in cells if plain(cell.text))


def told_of(proposal: Proposal) -> tuple[set[str], str]:
    """What the report says, part by part; and all that is said about the rest."""
    report = report_of(proposal)
    said = {plain(report.title), plain(proposal.organ), plain(proposal.year)}
    said |= {plain(line) for id_ in report.form.texts for line in report.text(id_).split("\n")}
    for table in proposal.tables:
        said |= {plain(v) for v in (*table.cells.values(), *table.published.values())}
        said |= {plain(words) for words in table.notes.values()}
    beside = [left.words for left in proposal.left]
    beside += [words for doubt in proposal.all_doubts for words in (doubt.message,)]
    return said, plain("".join(beside))


def is_official(part: str) -> bool:
    headings = {
        labels.key(words)
        for section in REPORT.form.sections
        for words in (section.heading, *(text.heading for text in section.texts))
    }
    return labels.is_name(part) or labels.key(part) in headings


def untold(document: Document, proposal: Proposal) -> list[str]:
    """The parts of a source that are neither in its report nor spoken of.

    No doubt speaks of nothing: （没有看到：）.
    """
    assert not [d for d in proposal.all_doubts if re.search("“”|（）|[：（]）", d.message)]
    said, beside = told_of(proposal)
    title = plain(report_of(proposal).title)
    return [
        part
        for part in parts(document)
        if part not in said
        and part.removesuffix("元") not in said  # the unit of its column
        and part not in beside
        and part not in title
        and not is_official(part)
        and not any(
            part.endswith(words) and is_official(part.removesuffix(words)) for words in said
        )
    ]


def taken(content: bytes, suffix: str) -> tuple[Document, Proposal]:
    document = source.read(content, suffix)
    return document, take.from_document(document, f"x{suffix}")


def read(page: str) -> Proposal:
    return take.from_document(html.read_text(page), "x")


def why(proposal: Proposal, words: str) -> str:
    """How it is told that these words were left out."""
    return "、".join(left.why for left in proposal.left if left.words == words)


QUICK = {
    ("003", "shuyang"),
    ("014", "docx"),
    ("020", "one sheet"),
    ("003", ".docx"),
    ("014", ".xlsx"),
}


def marked(name: str, how: str, *arguments: object) -> Any:
    """A few always, the others with what takes long."""
    marks = () if (name, how) in QUICK else (pytest.mark.slow,)
    return pytest.param(*arguments, id=f"{name} {how}", marks=marks)


SOURCES = [
    marked(name, how, make, suffix, name)
    for name in pages.REPORTS
    for how, (suffix, make) in pages.MAKES.items()
]
OURS = [
    marked(file.stem, suffix, file, suffix)
    for file in sorted((DATA / "reports").glob("*.json"))
    for suffix in (".html", ".docx", ".xlsx")
]


@pytest.mark.parametrize(("make", "suffix", "name"), SOURCES)
def test_a_source_is_told_of_as_a_whole(make: pages.Make, suffix: str, name: str):
    assert untold(*taken(make(pages.published(name)), suffix)) == []


@pytest.mark.parametrize(("file", "suffix"), OURS)
def test_a_document_of_ours_is_told_of_as_a_whole(file: Path, suffix: str):
    report = store.load(file).report
    document, proposal = taken(EXPORTS[suffix].render(report), suffix)
    assert untold(document, proposal) == []


def test_a_clean_page_of_ours_is_told_of_as_a_whole():
    report = store.load(DATA / "reports" / "sample.json").report
    document, proposal = taken(EXPORTS[".html"].render(report, Options(clean=True)), ".html")
    assert untold(document, proposal) == []
    assert proposal.left == ()


INSERTED = [
    "<p>朗读</p>",
    "<p>某单位的通知。</p>",
    "<p>注：含上年结转。</p>",
    "<p>单位：件</p>",
    "<p>— 5 —</p>",
    "<p>————</p>",
    "<p>3</p>",
    "<p>二、主动公开政府信息情况</p>",
    "<p>（三）信息公开复议及诉讼情况</p>",
    f"<p>{REPORT.title}</p>",
    "<p>目录</p><p>一、总体情况 二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况</p>",
    "<table><tr><td>指标一<td>指标二<tr><td>甲<td>3<tr><td colspan=2>合在一起的</table>",
    "<table><tr><td>附：<tr><td>一行<tr><td>又一行</table>",
    "<div><div><p>别处的话</p></div></div>",
    "<p>柳河镇人民政府</p><p>2024年1月10日</p>",
    "<p>上一篇：某文</p><p>责任编辑：某人</p>",
    pages.table_html(pages.distinct("2019"), "requests"),
    pages.table_html(REPORT, "disputes"),
    BODY.partition("<body>")[2],
]
PLACES = [found.end() for found in re.finditer("</p>|</table>|<body>", BODY)]


@st.composite
def with_more(draw: st.DrawFn) -> str:
    """The page with something strange in one to three places."""
    more = st.tuples(st.sampled_from(PLACES), st.sampled_from(INSERTED))
    page = BODY
    for place, inserted in sorted(draw(st.lists(more, min_size=1, max_size=3)), reverse=True):
        page = page[:place] + inserted + page[place:]
    return page


@settings(max_examples=6, deadline=None)
@given(with_more())
def test_whatever_stands_in_a_page_is_told_of(page: str):
    document = html.read_text(page)
    assert untold(document, take.from_document(document, "x")) == []


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(with_more())
def test_whatever_stands_in_many_pages_is_told_of(page: str):
    document = html.read_text(page)
    assert untold(document, take.from_document(document, "x")) == []


def test_what_was_left_out_is_told_in_words_and_for_programs():
    proposal = read(BODY.replace("<body>", "<body><p>某单位的通知。</p><p>另一句。</p>"))
    assert [left.words for left in proposal.left] == ["某单位的通知。", "另一句。"]
    assert "没有采用（标题上面的内容，2 处）：某单位的通知。；另一句。" in told(proposal)
    of_json = {"words": "另一句。", "why": "标题上面的内容"}
    assert as_json(proposal)["left_out"][1] == of_json


def test_what_is_told_of_many_lines_is_no_page_by_itself():
    proposal = read(BODY.replace("<body>", f"<body>{'<p>某单位的通知。</p>' * 50}"))
    assert len(proposal.left) == 50
    (line,) = (line for line in told(proposal) if line.startswith("没有采用"))
    assert line.endswith("……还有 30 处")


def test_a_second_report_is_left_out_and_told_of():
    other = BODY.partition("<body>")[2].replace("柳河镇", "沙河镇")
    proposal = read(BODY + other)
    assert (proposal.organ, proposal.texts) == ("柳河镇人民政府", REPORT.texts)
    assert why(proposal, REPORT.texts["other"]) == "重复的内容"
    assert why(proposal, "沙河镇人民政府2023年政府信息公开工作年度报告") == "正文后面的内容"


def test_a_source_without_a_report_says_so_and_gives_nothing():
    with pytest.raises(Unreadable, match="没有找到年报的表格和标题"):
        read("<p>某单位的通知。</p><table><tr><td>甲<td>乙</table>")


FURNITURE = [
    "朗读",
    "文件已失效",
    "• 2026-01-27 14:42",
    "用微信扫描二维码分享至好友和朋友圈",
    "组配分类：政府信息公开年报",
    "索引号：0143/2024-00002",
    "发布机构：某县发改局",
    "来源：县政府办 浏览次数：12",
    "字号：大 中 小 打印 收藏 分享到：微信 微博",
    "【字体：大 中 小】",
    "首页 > 政务公开 > 年报",
    "您现在的位置：首页>年报",
    "公开方式：主动公开",
    "发文字号：无",
    "听新闻",
    "AI朗读",
    "进入长者模式",
    "该文件有效",
    "责任编辑：某人",
    "阅读 35 次",
    "A+",
    "[打印] [关闭]",
]


@pytest.mark.slow
@pytest.mark.parametrize("line", FURNITURE)
def test_what_a_page_says_of_itself_is_no_text_of_the_report(line: str):
    title = f"<p>{REPORT.title}</p>"
    for page in (
        BODY.replace(title, f"<p>{line}</p>{title}"),
        BODY.replace(title, f"{title}<p>{line}</p>"),
        BODY.replace(title, f"<p>{line}</p>"),
        f"{BODY}<p>{line}</p>",
    ):
        proposal = read(page)
        assert proposal.texts == REPORT.texts
        assert why(proposal, line) == "网页或版面上的字"


def test_among_what_a_page_says_of_itself_what_nobody_knows_is_no_text_either():
    """The value of a fact stands in a line of its own."""
    title = f"<p>{REPORT.title}</p>"
    lines = ("索引号：", "0143/2024-00002", "某个按钮", "浏览次数：", "12")
    proposal = read(BODY.replace(title, title + "".join(f"<p>{line}</p>" for line in lines)))
    assert proposal.texts == REPORT.texts
    assert [left.words for left in proposal.left] == [*lines]


@pytest.mark.parametrize(
    "line",
    [
        "来源于群众的意见已办结。",
        "如有疑问，请扫描二维码关注我局公众号。",
        "下载本报告，请登录县政府网站。",
        "有效保障了群众的知情权",
        "分享经验3次，召开会议2次",
    ],
)
def test_a_sentence_of_the_report_stays_where_it_is(line: str):
    lead, other = REPORT.texts["lead"], REPORT.texts["other"]
    page = BODY.replace(lead, f"{lead}</p><p>{line}").replace(other, f"{other}</p><p>{line}")
    texts = read(page).texts
    assert texts["lead"] == f"{lead}\n{line}"
    assert texts["other"] == f"{other}\n{line}"


def test_a_lead_of_short_lines_on_a_page_that_says_nothing_of_itself():
    lead = REPORT.texts["lead"]
    page = BODY.replace(lead, f"前言</p><p>{lead}")
    assert read(page).texts["lead"] == f"前言\n{lead}"


STRANGE = [
    "<tr><td>指标一<td>指标二<tr><td>甲<td>3<tr><td colspan=2>合在一起的",
    "<tr><td colspan=2>某表的名称<tr><td>指标一<td>指标二<tr><td>甲<td>3",
    "<tr><td>指标一<td>指标二<tr><td>甲<td><tr><td>乙<td><tr><td>丙<td>5",
    "<tr><td>指标一<td>指标二<tr><td>甲<td>3<tr><td colspan=2>注：这张表里的数字都是估计的，请以正式公布的为准，特此说明，并请留意。",
    "<tr><td>项目<td>数量<tr><td>一、本年新收<td><tr><td>予以公开<td><tr><td>另一行<td>1",
    "<tr><td>予以公开<tr><td>部分公开",
]


@pytest.mark.parametrize("rows", STRANGE)
@pytest.mark.parametrize("section", [2, 3])
def test_a_table_that_is_not_read_is_no_note(rows: str, section: int):
    heading = f"<p>{REPORT.form.sections[section].heading}</p>"
    document = html.read_text(BODY.replace(heading, f"<table>{rows}</table>{heading}"))
    proposal = take.from_document(document, "x")
    assert proposal.texts == REPORT.texts
    assert untold(document, proposal) == []
    unread = [doubt for doubt in proposal.all_doubts if "这张表没有读" in doubt.message]
    assert len(unread) <= 1


def test_a_table_that_is_not_read_is_one_doubt_with_its_first_words():
    heading = f"<p>{REPORT.form.sections[2].heading}</p>"
    proposal = read(BODY.replace(heading, f"<table>{STRANGE[0]}</table>{heading}"))
    assert [doubt.message for doubt in proposal.all_doubts] == [
        "正文里的这张表没有读：指标一、指标二……"
    ]
    assert why(proposal, "合在一起的") == "没有读的表格"


def test_a_report_laid_out_in_one_table_keeps_its_texts():
    """As on a sheet: whose it is in two cells, then a line each."""
    lines = [part for part in pages.lines_of(REPORT) if isinstance(part, str)]
    rows = "".join(f"<tr><td>{line}<td></tr>" for line in lines)
    facts = "<tr><td>填报单位<td>柳河镇人民政府<tr><td>填报人<td>某人"
    proposal = read(f"<table>{facts}{rows}</table>")
    assert proposal.texts == REPORT.texts


@pytest.mark.parametrize("table", ["disclosure", "requests", "disputes"])
@pytest.mark.parametrize(
    "lines",
    [
        ["本年度未收到政府信息公开申请。"],
        ["我局收到申请9件。", "其中予以公开2件。"],
        ["本年度没有相关情况"],
        ["具体数字如下，均已核对"],
    ],
)
def test_a_sentence_over_a_table_with_one_cell_a_line_is_its_note(lines: list[str], table: str):
    written: list[str] = []
    for part in pages.lines_of(REPORT):
        if isinstance(part, str):
            written.append(part)
            continue
        written += lines if part[0] == table else []
        written += [pages.text_of(REPORT, cell) for row in part[1].by_row() for cell in row]
    proposal = take.from_document(text.read_text("\n".join(written)), "x")
    assert proposal.texts == {**REPORT.texts, f"{table}/note": "\n".join(lines)}
    assert {k: v for t in proposal.tables for k, v in t.cells.items()} == {
        id_: REPORT.figure(id_) for id_ in REPORT.cells if not REPORT.form.cells[id_].computed
    }


# --- what a doubt names


def test_a_header_that_cannot_be_read_is_told_with_its_table_and_its_words():
    table = pages.table_html(REPORT, "disputes")
    cut = re.sub(">(?:行政复议|未经复议直接起诉|复议后起诉)<", ">某年<", table)
    assert cut != table
    (doubt,) = read(BODY.replace(table, cut)).all_doubts
    assert doubt.message.startswith("表四：表头认不全，各列按官方的顺序对应（读到的是：")
    assert "某年、" in doubt.message


def test_a_block_of_a_table_is_named_by_its_title():
    table = pages.table_html(REPORT, "disclosure")
    doubts = read(BODY.replace(table, table.replace(">本年废止件数<", ">废止的件数<"))).all_doubts
    assert [doubt.message for doubt in doubts] == [
        "表二“第二十条第（一）项”：表头“废止的件数”与官方的“本年废止件数”不同"
    ]


def test_a_doubt_about_a_table_names_it_where_it_stands_alone():
    table = pages.table_html(REPORT, "requests")
    row = re.search("<tr>(?:(?!</tr>).)*予以公开.*?</tr>", table)
    assert row
    proposal = read(BODY.replace(table, table.replace(row[0], "")))
    missing = "原文的表三里没有找到“（一）予以公开”的 6 格"
    assert missing in [doubt.message for doubt in proposal.all_doubts]
    assert f"请核对：R34 {missing}" in told(proposal)
    assert missing in [doubt["message"] for doubt in as_json(proposal)["doubts"]]
    assert Doubt("row", "有一行没有取").placed("表三").message == "表三：有一行没有取"


def with_pictures() -> str:
    picture = "<p><img src=a.png></p>"
    return re.sub("<table.*?</table>", picture, BODY, flags=re.DOTALL)


def test_tables_that_are_pictures_are_told_where_they_should_stand():
    proposal = read(with_pictures())
    messages = [doubt.message for doubt in proposal.all_doubts]
    assert messages == [
        f"没有找到{name}；这里有 1 张图片，表格可能在图片里" for name in ("表二", "表三", "表四")
    ]
    assert proposal.texts == REPORT.texts
    assert why(proposal, "3 张图片") == "图片，里面的文字读不出来"


def test_pictures_beside_a_report_with_all_its_tables_are_left_out_without_a_doubt():
    proposal = read(BODY.replace("<body>", "<body><img src=a.png width=30><p><img src=b.png></p>"))
    assert (proposal.all_doubts, proposal.texts) == ((), REPORT.texts)
    assert [left.words for left in proposal.left] == ["1 张图片"]


def test_pictures_in_a_word_file_and_a_workbook_are_told(tmp_path: Path):
    picture = tmp_path / "x.png"
    picture.write_bytes(PNG)
    document = docx.Document()
    for part in pages.lines_of(REPORT):
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            document.add_picture(str(picture))
    document.save(str(tmp_path / "x.docx"))
    words = [doubt.message for doubt in take.from_file(tmp_path / "x.docx").all_doubts]
    assert "没有找到表三；这里有 1 张图片，表格可能在图片里" in words
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as book:
        with zipfile.ZipFile(io.BytesIO(pages.xlsx_file(REPORT))) as old:
            for name in old.namelist():
                text = old.read(name)
                book.writestr(name, text.replace("本年".encode(), "某年".encode()))
        book.writestr("xl/media/image1.png", PNG)
    proposal = take.from_file(tmp_path / "x.xlsx")
    assert "1 张图片" in [left.words for left in proposal.left]


def test_a_page_of_pictures_alone_says_so():
    with pytest.raises(Unreadable, match="这里有 2 张图片，表格可能在图片里"):
        read("<p>某单位。</p><p><img src=a.png><img src=b.png></p>")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360"
    "00000002000148afa4710000000049454e44ae426082"
)
"""One grey dot."""
