"""Each kind of file: what it says, whatever it looks like inside."""

import base64
import email.message
import io
import quopri
import re
import zipfile
from email.mime.multipart import MIMEMultipart
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from app.importers import source, take
from app.importers.markup.docx import read as read_docx
from app.importers.markup.html import read as read_html
from app.importers.terms.plain import Document, Paragraph, PlainTable, Unreadable
from tests.app.importers import pages
from tests.app.importers.test_published import check, check_texts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[list[list[str]]]:
    found = (block for block in document.blocks if isinstance(block, PlainTable))
    return [[[cell.text for cell in line] for line in table.lines] for table in found]


# --- web pages


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("says", ["", "utf-8", "gb2312", "nonsense", "zlib"])
def test_any_encoding_whatever_the_page_says_of_it(encoding: str, says: str):
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={says}'>" if says else ""
    page = f"<html>{meta}<p>政府信息公开工作，镕〇㐂，第二十条。</p>".encode(encoding)
    assert lines(read_html(page)) == ["政府信息公开工作，镕〇㐂，第二十条。"]


def test_a_page_that_reads_as_either_encoding_is_utf_8():
    assert "信息".encode().decode("gb18030") != "信息"
    assert lines(read_html("<meta charset=gb2312><p>信息</p>".encode())) == ["信息"]


def test_a_page_in_traditional_characters():
    page = "<meta charset=big5><p>政府資訊公開年報</p>".encode("big5")
    assert lines(read_html(page)) == ["政府資訊公開年報"]


def test_a_line_break_in_the_source_is_no_space_between_chinese():
    page = "<p>政府信\n  息公开\n2023 年\nthe  end</p>".encode()
    assert lines(read_html(page)) == ["政府信息公开 2023 年 the  end"]


def test_what_is_not_seen_is_not_read():
    page = (
        "<title>题</title><script>1</script><style>2</style><!-- 3 --><![if !x]>四<![endif]>"
        "<textarea>5</textarea><p>六<o:p></o:p></p>"
    ).encode()
    document = read_html(page)
    assert lines(document) == ["四", "六"]
    assert document.names == ("题",)


@pytest.mark.parametrize(
    "before",
    [
        "<del>77</del>",
        "<s>77</s>",
        "<strike>7<b>7</b></strike>",
        "<span style='COLOR:red; display : none'>77<i>7</i></span>",
        "<span style='text-decoration:line-through'>77</span>",
        "<p hidden>77</p>",
        "<p style='display:none;display:none'>77<p hidden=hidden>7<br>7</p>",
        "<input hidden>",
    ],
)
def test_struck_and_hidden_figures_are_not_read(before: str):
    page = f"<table><tr><td>甲</td><td>{before}<ins>320</ins></td><td>5</td></tr></table><p>后"
    document = read_html(page.encode())
    assert tables(document) == [[["甲", "320", "5"]]]
    assert lines(document) == ["后"]


def test_hidden_cells_rows_and_tables_are_not_read():
    page = (
        b"<table><tr><td>1</td><td hidden>2</td><td>3</td></tr><tr style='display:none'><td>4</td>"
        b"<td>5</td></tr></table><table hidden><tr><td>6</td><td>7</td></tr></table>"
    )
    assert tables(read_html(page)) == [[["1", "3"]]]


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        (".x { color:red; display : none }", ["甲", "", "5"]),
        ("p.x,b.x{display:none}", ["甲", "", "5"]),
        ("<!-- .x {display:none;mso-hide:all} -->", ["甲", "", "5"]),
        ("@media print {.y{color:red} .x{display:none}}", ["甲", "7", "5"]),
        ("/* .x{display:none} */", ["甲", "7", "5"]),
        (".a .x{display:none}", ["甲", "7", "5"]),
        (".x{display:block}", ["甲", "7", "5"]),
    ],
)
def test_what_a_style_of_the_page_hides_is_not_read(rule: str, cells: list[str]):
    table = "<table><tr><td>甲</td><td><span class='w x'>7</span></td><td>5</td></tr></table>"
    page = f"<style>{rule}</style><div class=x><p>乙</p>{table}</div>"
    document = read_html(page.encode())
    assert (lines(document), tables(document)) == (["乙"], [[cells]])


@pytest.mark.parametrize("style", ["visibility: hidden", "mso-hide:all"])
def test_other_ways_to_hide(style: str):
    assert lines(read_html(f"<p>甲<span style='{style}'>乙</span></p>".encode())) == ["甲"]


def test_a_form_that_was_saved_as_a_page():
    page = (
        "<input value='2024'><table><tr><td>甲</td><td><input value=12></td>"
        "<td><input type=number value=3></td><td><input type=hidden value=4></td>"
        "<td><input value=请填写></td><td><textarea>5</textarea></td></tr></table>"
    ).encode()
    assert tables(read_html(page)) == [[["甲", "12", "3", "", "", "5"]]]
    assert lines(read_html(page)) == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<frameset><frame src=x.html></frameset>", "在框架里"),
        ("<p>首页</p><iframe src=x.html></iframe>", "在框架里"),
        ("<script>var x='<p>信息公开</p>'</script>", "由脚本显示"),
        (f"<table><tr>{'<td><img src=1.png></td>' * 12}</table>", "有 12 格里只有图片"),
    ],
)
def test_what_a_page_shows_and_a_file_does_not_say_is_told(page: str, words: str, tmp_path: Path):
    file = tmp_path / "x.html"
    file.write_text(page, encoding="utf-8")
    with pytest.raises(Unreadable, match=words):
        take.from_file(file)


def test_pictures_beside_words_and_frames_beside_tables_are_nothing_to_tell():
    cells = "<td>1<img src=1.png></td><td> &nbsp;</td>" * 12
    page = f"<iframe></iframe><table><tr>{cells}</table>"
    assert read_html(page.encode()).told == ()


def test_characters_that_the_file_has_lost_are_told(tmp_path: Path):
    file = tmp_path / "x.html"
    page = pages.html(pages.published("005"), "ueditor")
    file.write_bytes(page.replace(b"</p>", b"\xff\xff</p>", 3))
    told = [doubt.message for doubt in take.from_file(file).doubts]
    assert any("个字坏了" in words for words in told)


def test_a_page_that_shows_its_tables_only_by_its_script():
    page = (
        "<p>首页</p><div style='display:none'><p>正文<span hidden>不见</span></p>"
        "<table><tr><td>1</td><td>2</td></tr></table></div>"
    ).encode()
    document = read_html(page)
    assert lines(document) == ["首页", "正文"]
    assert tables(document) == [[["1", "2"]]]


@pytest.mark.parametrize(
    "mark",
    ["1", "12", " 1 ", "[1]", "（2）", "〔3〕", "①", "⑴", "注1", "[注2]", "<a>[</a><b>1]</b>"],
)
def test_the_mark_of_a_footnote_is_no_figure(mark: str):
    raised = f"<sup>{mark}</sup>"
    other = f"<span style='vertical-align: super'>{mark}</span>"
    page = f"<table><tr><td>320{raised}</td><td>8{other}</td></tr></table><p>条例{raised}。"
    document = read_html(page.encode())
    assert tables(document) == [[["320", "8"]]]
    assert lines(document) == ["条例。"]


def test_what_is_raised_and_is_no_mark_stays():
    page = "<p><sup>1</sup>注：含撤回</p><p>占地500m<sup>2</sup></p><p>甲<sup>一二</sup>乙</p>"
    assert lines(read_html(page.encode())) == ["1注：含撤回", "占地500m2", "甲一二乙"]


def test_breaks_blanks_and_preformatted_lines():
    page = "<p>一<br>二<br></p><p></p><p> </p><p>&nbsp;</p><pre>三\n\n四</pre>".encode()
    assert lines(read_html(page)) == ["一", "二", "", "三", "", "四"]


def test_a_table_that_only_arranges_the_page_is_seen_through():
    page = (
        "<table><tr><td>左</td><td>右<table><tr><td>1</td><td>2</td></tr></table>后</td></tr></table>"
        "<table><tr><td>一列</td></tr><tr><td>也是</td></tr></table>"
    ).encode()
    document = read_html(page)
    assert lines(document) == ["左", "右", "后", "一列", "也是"]
    assert tables(document) == [[["1", "2"]]]


def test_spans_that_cannot_be_are_cut_to_what_can():
    page = (
        b"<table><tr><td rowspan=9999>a</td><td colspan=99999999>b</td></tr>"
        b"<tr><td colspan=0 rowspan=-3>c</td><td rowspan=x>d</td></tr></table>"
    )
    (table,) = (b for b in read_html(page).blocks if isinstance(b, PlainTable))
    assert [(c.text, c.row, c.column, c.row_span) for c in table.cells] == [
        ("a", 0, 0, 2), ("b", 0, 1, 1), ("c", 1, 1, 1), ("d", 1, 2, 1),
    ]  # fmt: skip


def test_a_saved_web_archive(tmp_path: Path):
    report = pages.published("005")
    page = pages.html(report, "word", "gb18030")
    archive = (
        b'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--b"\r\n\r\n'
        b'----b\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64'
        b"\r\n\r\n" + base64.encodebytes(page) + b"\r\n----b--\r\n"
    )
    file = tmp_path / "x.mht"
    file.write_bytes(archive)
    proposal = take.from_file(file)
    check(proposal, report)
    check_texts(proposal, report)


def test_html_that_is_called_something_else(tmp_path: Path):
    report = pages.published("006")
    for name in ("x.doc", "x.xls", "x.txt", "x"):
        file = tmp_path / name
        file.write_bytes(pages.html(report, "word"))
        check(take.from_file(file), report)


# --- Word


def document_with(*inner: str) -> Document:
    document = docx.Document()
    for xml in inner:
        document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    file = io.BytesIO()
    document.save(file)
    return read_docx(file.getvalue())


def test_tracked_changes_are_read_as_accepted():
    found = document_with(
        f"<w:p {W}><w:r><w:t>留</w:t></w:r>"
        "<w:del w:id='1'><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>增</w:t></w:r></w:ins>"
        "<w:moveFrom w:id='3'><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>",
        f"<w:tbl {W}><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:trPr><w:del w:id='4'/></w:trPr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>"
        "</w:tbl>",
    )
    assert lines(found) == ["留增"]
    assert tables(found) == [[["a", "b"]]]


def test_struck_hidden_and_raised_runs_are_not_read():
    looks = (
        "<w:strike/>",
        "<w:dstrike w:val='1'/>",
        "<w:vanish/>",
        "<w:vertAlign w:val='superscript'/>",
    )
    for look in looks:
        run = f"<w:r><w:rPr><w:b/>{look}</w:rPr><w:t>1</w:t></w:r>"
        found = document_with(f"<w:p {W}><w:r><w:t>320</w:t></w:r>{run}{run}</w:p>")
        assert lines(found) == ["320"]
    for look in (
        "<w:strike w:val='0'/>",
        "<w:vanish w:val='false'/>",
        "<w:vertAlign w:val='baseline'/>",
    ):
        run = f"<w:r><w:rPr>{look}</w:rPr><w:t>1</w:t></w:r>"
        assert lines(document_with(f"<w:p {W}><w:r><w:t>32</w:t></w:r>{run}</w:p>")) == ["321"]


def test_cells_that_span_both_ways():
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "大"
    table.cell(0, 2).merge(table.cell(2, 2)).text = "高"
    file = io.BytesIO()
    document.save(file)
    (found,) = (b for b in read_docx(file.getvalue()).blocks if isinstance(b, PlainTable))
    spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in found.cells if c.text}
    assert spans == {"大": (0, 0, 2, 2), "高": (0, 2, 3, 1)}


def test_text_boxes_content_controls_links_and_breaks():
    found = document_with(
        f"<w:p {W}><w:r><w:t>前</w:t></w:r><w:r><w:pict><v:shape xmlns:v='urn:v'><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
        "</w:pict></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>",
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件</w:t><w:br/><w:t>二行</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
    )
    assert lines(found) == ["框里", "前链接", "控件", "二行"]


def test_a_table_inside_a_table():
    found = document_with(
        f"<w:tbl {W}><w:tr><w:tc><w:p><w:r><w:t>左</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr>"
        "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
    )
    assert tables(found) == [[["1", "2"]]]
    assert lines(found)[0] == "左"


def test_a_document_whose_parts_bear_numbers():
    original = io.BytesIO()
    docx.Document().save(original)
    renamed = io.BytesIO()
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            body = old.read(name).replace(
                b"<w:body>", b"<w:body><w:p><w:r><w:t>1</w:t></w:r></w:p>"
            )
            new.writestr(re.sub(r"^word/(document|styles)\.", r"word/\g<1>2.", name), body)
    assert lines(source.read(renamed.getvalue())) == ["1"]


def test_automatic_numbers_are_read():
    numbered = "<w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='7'/></w:numPr></w:pPr>"
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{f}'/>"
        f"<w:lvlText w:val='{t}'/></w:lvl>"
        for n, (f, t) in enumerate(
            [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
        )
    )
    numbering.insert(
        0, parse_xml(f"<w:abstractNum {W} w:abstractNumId='99'>{levels}</w:abstractNum>")
    )
    numbering.append(parse_xml(f"<w:num {W} w:numId='7'><w:abstractNumId w:val='99'/></w:num>"))
    for level, text in [(0, "甲"), (1, "乙"), (1, "丙"), (2, "丁"), (0, "戊"), (1, "己")]:
        xml = f"<w:p {W}>{numbered.format(level)}<w:r><w:t>{text}</w:t></w:r></w:p>"
        document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    file = io.BytesIO()
    document.save(file)
    assert lines(read_docx(file.getvalue())) == [
        "一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        (
            "<ol><li>甲<li>乙<ol type=a><li>子</ol><li>丙</ol><p>后",
            ["1.甲", "2.乙", "a.子", "3.丙", "后"],
        ),
        ("<ol start=3><li><p>甲</p><p>续</p></li><li value=9>乙", ["3.甲", "续", "9.乙"]),
        ("<ol style='list-style-type:cjk-ideographic'><li><h1>甲</h1></ol>", ["一、甲"]),
        (
            "<ol class='custom_cn2 x'><li><p>甲</ol><ol class=custom_num><li>乙",
            ["（一）甲", "1、乙"],
        ),
        ("<ol><li>1.甲<li>（二）乙<li>三是丙", ["1.甲", "（二）乙", "三是丙"]),
        ("<ul><li>甲</ul><ol style='list-style:none'><li>乙</ol>", ["甲", "乙"]),
        (
            "<ol type=i><li>甲</ol><ol class=breadcrumb><li>首页</ol><ol><li>320",
            ["甲", "首页", "320"],
        ),
    ],
)
def test_the_numbers_that_a_list_shows(page: str, seen: list[str]):
    assert lines(read_html(page.encode())) == seen


def test_the_sites_own_words_are_not_read_unless_the_tables_are_among_them():
    page = "<nav>导航</nav><table><tr><td>甲<td>1</table><p>文<footer>版权</footer>"
    assert lines(read_html(page.encode())) == ["文"]
    unclosed = "<nav>导航<table><tr><td>甲<td>1</table><p>文"
    assert tables(read_html(unclosed.encode())) == [[["甲", "1"]]]


def styled(styles: str, *body: str, numbering: str = "") -> Document:
    """A document with styles, and lists, of its own."""
    document = docx.Document()
    for xml in styles.split("\n"):
        document.styles.element.append(parse_xml(xml))
    for xml in filter(None, numbering.split("\n")):
        document.part.numbering_part.element.append(parse_xml(xml))
    for xml in body:
        document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    file = io.BytesIO()
    document.save(file)
    return read_docx(file.getvalue())


def test_what_a_named_style_hides_or_raises_is_not_read():
    styles = (
        f"<w:style {W} w:type='paragraph' w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>\n"
        f"<w:style {W} w:type='paragraph' w:styleId='H2'><w:basedOn w:val='H'/></w:style>\n"
        f"<w:style {W} w:type='character' w:styleId='Up'>"
        "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>"
    )
    seen = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>看得见</w:t></w:r>"
    mark = "<w:r><w:rPr><w:rStyle w:val='Up'/></w:rPr><w:t>1</w:t></w:r>"
    found = styled(
        styles,
        f"<w:p {W}><w:pPr><w:pStyle w:val='H2'/></w:pPr>{seen}<w:r><w:t>看不见</w:t></w:r></w:p>",
        f"<w:p {W}><w:r><w:t>320</w:t></w:r>{mark}</w:p>",
    )
    assert lines(found) == ["看得见", "320"]


def test_numbers_that_come_from_named_styles():
    level = (
        "<w:lvl w:ilvl='{0}'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
        "{2}<w:lvlText w:val='{1}'/></w:lvl>"
    )
    lists = (
        f"<w:abstractNum {W} w:abstractNumId='98'>{level.format(0, '%1、', '')}"
        + level.format(1, "（%2）", "<w:pStyle w:val='B'/>")
        + f"</w:abstractNum>\n<w:num {W} w:numId='71'><w:abstractNumId w:val='98'/></w:num>"
    )
    numbered = "<w:pPr><w:numPr><w:numId w:val='71'/></w:numPr></w:pPr>"
    styles = (
        f"<w:style {W} w:type='paragraph' w:styleId='A'>{numbered}</w:style>\n"
        f"<w:style {W} w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/></w:style>"
    )
    own = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    body = [
        f"<w:p {W}><w:pPr><w:pStyle w:val='{style}'/>{more}</w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>"
        for style, more, t in [("A", "", "甲"), ("B", "", "乙"), ("B", own, "丙"), ("A", "", "丁")]
    ]
    assert lines(styled(styles, *body, numbering=lists)) == ["一、甲", "（一）乙", "丙", "二、丁"]


def test_a_list_that_begins_anew():
    lists = (
        f"<w:abstractNum {W} w:abstractNumId='97'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>\n"
        f"<w:num {W} w:numId='61'><w:abstractNumId w:val='97'/></w:num>\n"
        f"<w:num {W} w:numId='62'><w:abstractNumId w:val='97'/>"
        "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    )
    body = [
        f"<w:p {W}><w:pPr><w:numPr><w:numId w:val='{n}'/></w:numPr></w:pPr>"
        "<w:r><w:t>条</w:t></w:r></w:p>"
        for n in (61, 61, 62, 62)
    ]
    style = f"<w:style {W} w:type='paragraph' w:styleId='X'/>"
    assert lines(styled(style, *body, numbering=lists)) == ["1.条", "2.条", "1.条", "2.条"]


TEXT = (
    "题\n一、　　总体情况\n信息内容{0}制发{0}废止\n"
    + "规章{0}1{0}2\n" * 5
    + "　　后文。　　真的。\n"
)
ROWS = [["信息内容", "制发", "废止"], *[["规章", "1", "2"]] * 5]


@pytest.mark.parametrize("gap", ["\t", "  ", "　", " 　  "])
def test_a_table_in_plain_text_by_its_gaps(gap: str):
    document = source.read(TEXT.format(gap).encode("gb18030"), ".txt")
    assert tables(document) == [ROWS]
    assert lines(document) == ["题", "一、　　总体情况", "后文。　　真的。"]
    assert document.told == ()


def test_a_table_in_plain_text_by_its_bars_or_commas():
    barred = "题\n" + "\n".join(
        f"| {' | '.join(row)} |" for row in [ROWS[0], ["---"] * 3, *ROWS[1:]]
    )
    document = source.read(barred.encode(), ".md")
    assert (lines(document), tables(document)) == (["题"], [ROWS])
    listed = "\n".join(",".join(row) for row in ROWS)
    assert tables(source.read(listed.encode(), ".txt")) == [ROWS]


@pytest.mark.parametrize("text", ["规章123\n", "规章\n1\n2\n3\n", "甲 1 2 3\n", "甲  乙\n"])
def test_plain_text_without_columns_is_told(text: str):
    document = source.read(("政府信息公开年报\n" + text * 6).encode(), ".txt")
    assert tables(document) == []
    assert "没有分成列" in document.told[0]


def one_a_line(report: pages.Published) -> list[str]:
    """As LibreOffice saves a document as text."""
    return [
        line
        for part in pages.lines_of(report)
        for line in (
            [part]
            if isinstance(part, str)
            else [pages.text_of(report, cell) for cell in part[1].cells]
        )
    ]


@pytest.mark.parametrize("name", ["021", "012", "2021", "2019"])
@pytest.mark.parametrize("cut", [False, True])
def test_tables_with_a_cell_a_line_are_put_together_and_told(name: str, cut: bool, tmp_path: Path):
    report = pages.distinct(name) if len(name) == 4 else pages.published(name)
    words = one_a_line(report)
    if cut:  # by the end of a page, with the header once more
        header = words[words.index("三、收到和处理政府信息公开申请情况") + 1 :]
        header = header[: header.index("一、本年新收政府信息公开申请数量")]
        place = words.index("4.保护第三方合法权益")
        words[place:place] = header
    file = tmp_path / "x.txt"
    file.write_text("\n".join(words), encoding="utf-8")
    proposal = take.from_file(file)
    check(proposal, report)
    check_texts(proposal, report)
    assert "请逐格核对" in proposal.doubts[0].message


def test_a_blank_line_among_the_cells_of_a_row_is_a_blank_cell(tmp_path: Path):
    report = pages.distinct()
    words = one_a_line(report)
    place = words.index("1.属于国家秘密")
    words[place + 1], words[place + 10] = "", ""  # the first of a row; the second of the next
    file = tmp_path / "x.txt"
    file.write_text("\n".join(words), encoding="utf-8")
    (requests,) = (t for t in take.from_file(file).tables if t.table == "requests")
    assert requests.missing == ()
    assert requests.blank == (
        "requests/denied_state_secret/natural",
        "requests/denied_law_forbidden/business",
    )


def test_a_row_with_a_cell_too_few_is_not_taken(tmp_path: Path):
    report = pages.distinct()
    words = one_a_line(report)
    del words[words.index("1.属于国家秘密") + 1]
    file = tmp_path / "x.txt"
    file.write_text("\n".join(words), encoding="utf-8")
    (requests,) = (t for t in take.from_file(file).tables if t.table == "requests")
    assert {id_.split("/")[1] for id_ in requests.missing} == {"denied_state_secret"}


PAGE = "<p>外</p><table><tr><td>公开</td><td>3</td></tr></table>".encode("gb18030")


def mail(kind: str, *parts: email.message.Message) -> bytes:
    whole = MIMEMultipart(kind)
    for part in parts:
        whole.attach(part)
    return whole.as_bytes()


def part_of(content: bytes, kind: str = "html", charset: str = "windows-1252", how: str = "base64"):
    """A page in a wrapping that says another charset than it has."""
    part = email.message.Message()
    part["Content-Type"] = f"text/{kind}; charset={charset}"
    part["Content-Transfer-Encoding"] = how
    encode = base64.encodebytes if how == "base64" else quopri.encodestring
    part.set_payload((content if how == "8bit" else encode(content)).decode("latin-1"))
    return part


@pytest.mark.parametrize(
    "content",
    [
        mail("related", part_of(PAGE)),
        mail("related", part_of(PAGE, how="quoted-printable")),
        mail("mixed", part_of(PAGE, charset="nonsense")),
        mail("alternative", part_of(b"see the page", "plain"), part_of(PAGE)),
        mail("related", part_of(b"<frameset><frame src=x></frameset>"), part_of(PAGE)),
        part_of(PAGE).as_bytes(),
        b"\xef\xbb\xbf\r\n" + mail("related", part_of(PAGE)),
    ],
)
def test_a_page_in_any_envelope(content: bytes):
    document = source.read(content, ".mht")
    assert (lines(document), tables(document)) == (["外"], [[["公开", "3"]]])


def test_an_envelope_without_a_page():
    with pytest.raises(Unreadable, match="没有网页"):
        source.read(mail("related"), ".mht")


# --- what cannot be read


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".wps", "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls", "另存为 .xlsx"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), ".docx", "旧格式.*名字改成了"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), ".xls", "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), ".docx", "密码"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), ".doc", "密码"),
        (b"%PDF-1.7", ".pdf", "PDF"),
        (b"{\\rtf1", ".rtf", "RTF"),
        (b"\n\n%PDF-1.4", ".pdf", "PDF"),
        (b"\x89PNG\r\n", ".png", "图片"),
        (b"MM\x00*", ".tif", "图片"),
        (b"RIFF\x00\x00\x00\x00WEBP", ".webp", "图片"),
        (b"Rar!\x1a\x07", ".rar", "压缩包"),
        (b"\x1f\x8b\x08", ".gz", "压缩包"),
        (zipped(OFD_xml=b"<a/>"), ".ofd", "OFD"),
        (zipped(ppt__presentation_xml=b"<a/>"), ".pptx", "演示文稿"),
        (zipped(content_xml=b"<a/>"), ".odt", "OpenDocument"),
        (zipped(**{"xl__workbook.bin": b"x"}), ".xlsb", "另存为 .xlsx"),
        (zipped(**{"年报.docx": b"x"}), ".zip", "先解压"),
        (
            b"<?xml version='1.0'?><?mso-application progid='Word.Document'?>",
            ".xml",
            "另存为 .docx",
        ),
        (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>", ".xls", "另存为 .xlsx"),
        (bytes(1000), ".docx", "不是能读的文件"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", ".heic", "不是能读的文件"),
        (b"", ".html", "空的"),
        (b" \r\n", ".txt", "空的"),
        (b"PK\x03\x04broken", ".docx", "损坏"),
        (b"PK\x05\x06" + bytes(18), ".zip", "压缩包"),
        ("一段没有关系的话".encode(), ".txt", "没有找到年报"),
        ("<p>一段没有关系的话</p>".encode(), ".html", "没有找到年报"),
        (b"{}", ".json", "不是本程序的报告文件"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_way_out(
    content: bytes, suffix: str, words: str, tmp_path: Path
):
    file = tmp_path / f"年报{suffix}"
    file.write_bytes(content)
    with pytest.raises(Unreadable, match=words) as caught:
        take.from_file(file)
    assert f"年报{suffix}" in str(caught.value)


def test_what_word_leaves_beside_an_open_file(tmp_path: Path):
    file = tmp_path / "~$年报.docx"
    file.write_bytes(b"\x05user" + b" \x00" * 60)
    with pytest.raises(Unreadable, match=r"去掉“~\$”的那个文件"):
        take.from_file(file)


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(Unreadable, match="找不到"):
        take.from_file(tmp_path / "没有.html")


@pytest.mark.slow
@pytest.mark.parametrize("place", ["word__document_xml", "xl__workbook_xml"])
def test_a_zip_bomb_is_not_unpacked(place: str):
    bomb = zipped(**{place: b"<a>" + b" " * (200 << 20)})
    with pytest.raises(Unreadable, match="太大"):
        source.read(bomb)


def test_external_entities_are_not_followed(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    xml = (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "{"z" * 99}">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>前&x;&y;后</w:t></w:r></w:p></w:body></w:document>"
    )
    try:
        found = str(read_docx(zipped(word__document_xml=xml.encode())))
    except Unreadable:
        found = ""
    assert "机密" not in found
    assert "zzz" not in found
