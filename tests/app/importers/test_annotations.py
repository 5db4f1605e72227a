"""What an office file holds beside its text: nothing of it is lost without a word."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from openpyxl.styles import Border, Side

from app import checks
from app.forms import catalogue as forms
from app.importers import take
from app.importers.markup import annotations
from app.importers.terms.proposal import Proposal, report_of
from tests.app.importers import pages

pytestmark = pytest.mark.slow

NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
SENTENCE = "全年召开专题会议两次。"
REPORT = pages.published("005")


def content(*lines: str) -> str:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return f"<w:txbxContent>{paragraphs}</w:txbxContent>"


def shape(*lines: str) -> str:
    return f"<w:drawing><wps:wsp><wps:txbx>{content(*lines)}</wps:txbx></wps:wsp></w:drawing>"


def old_shape(*lines: str) -> str:
    return f"<w:pict><v:shape><v:textbox>{content(*lines)}</v:textbox></v:shape></w:pict>"


def either(new: str, old: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )


BOXES = {
    "new": shape(SENTENCE),
    "old": old_shape(SENTENCE),
    "both": either(shape(SENTENCE), old_shape(SENTENCE)),
    "only the old one has words": either("<w:drawing/>", old_shape(SENTENCE)),
    "grouped": f"<w:drawing><wpg:wgp>{shape(SENTENCE)}</wpg:wgp></w:drawing>",
}


def box(inside: str):
    return parse_xml(f"<w:r {NAMES}>{inside}</w:r>")


def word() -> tuple:
    document = docx.Document(io.BytesIO(pages.docx_file(REPORT)))
    return document, {p.text: p for p in document.paragraphs}


def saved(document, folder: Path, parts: dict[str, str] | None = None) -> Proposal:
    """Through the file; `parts` are put into it beside the document."""
    file = folder / "x.docx"
    document.save(file)
    with zipfile.ZipFile(file, "a") as archive:
        for name, xml in (parts or {}).items():
            archive.writestr(f"word/{name}.xml", xml)
    return take.from_file(file)


def told(proposal: Proposal) -> str:
    return "\n".join(doubt.message for doubt in proposal.all_doubts)


@pytest.mark.parametrize("kind", BOXES)
def test_the_words_of_a_text_box_are_read_once_where_it_hangs(kind: str, tmp_path: Path):
    document, lines = word()
    lines["依申请公开渠道畅通，均按期答复。"]._p.append(box(BOXES[kind]))
    proposal = saved(document, tmp_path)
    assert proposal.texts["overview/on_request"] == f"依申请公开渠道畅通，均按期答复。\n{SENTENCE}"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (REPORT.title, "lead"),
        ("一、总体情况", "overview"),
        ("（二）依申请公开", "overview/on_request"),
        ("三、收到和处理政府信息公开申请情况", "requests/note"),
        ("六、其他需要报告的事项", "other"),
        ("本年度没有收取信息处理费。", "other"),
    ],
)
def test_a_text_box_that_hangs_on_a_heading_stands_under_it(line: str, text: str, tmp_path: Path):
    document, lines = word()
    lines[line]._p.append(box(BOXES["both"]))
    assert SENTENCE in saved(document, tmp_path).texts[text].split("\n")


def test_a_title_in_a_text_box_stands_over_the_first_line(tmp_path: Path):
    document, lines = word()
    title = lines[REPORT.title]
    title.clear()
    first = next(p for text, p in lines.items() if text.startswith("根据"))
    first._p.insert(0, box(either(shape(REPORT.title), old_shape(REPORT.title))))
    proposal = saved(document, tmp_path)
    assert (proposal.organ, proposal.year) == (REPORT.organ, REPORT.year)
    assert proposal.texts["lead"].startswith("根据")


def test_a_text_box_in_a_cell_beside_a_figure_is_not_lost(tmp_path: Path):
    document, _ = word()
    cell = document.tables[1].cell(5, 3)
    cell.paragraphs[0]._p.append(box(BOXES["both"]))
    proposal = saved(document, tmp_path)
    notes = [words for table in proposal.tables for words in table.notes.values()]
    assert SENTENCE in "".join(notes) + told(proposal)


def test_a_text_box_in_a_document_of_ours_keeps_its_headings(tmp_path: Path):
    from app.exporters import EXPORTS
    from tests.app.importers.test_own_files import filled

    document = docx.Document(io.BytesIO(EXPORTS[".docx"].render(filled("005"))))
    heading = next(p for p in document.paragraphs if p.text.startswith("六、"))
    heading._p.append(box(BOXES["both"]))
    proposal = saved(document, tmp_path)
    assert proposal.texts["other"].startswith(SENTENCE)
    assert proposal.all_doubts == ()


def notes_part(kind: str, *notes: str) -> str:
    return f"<w:{kind}s {NAMES}>{''.join(notes)}</w:{kind}s>"


def comment(number: int, *lines: str, more: str = "") -> str:
    paragraphs = "".join(f"<w:p {more}><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    head = f'w:id="{number}" w:author="张三" w:date="2024-02-01T09:30:00Z"'
    return f"<w:comment {head}>{paragraphs}</w:comment>"


def commented(folder: Path, places: dict[int, str], parts: dict[str, str]) -> Proposal:
    document, lines = word()
    for number, line in places.items():
        lines[line]._p.append(
            parse_xml(f'<w:r {NAMES}><w:commentReference w:id="{number}"/></w:r>')
        )
    return saved(document, folder, parts)


def test_comments_are_kept_as_remarks_at_the_text_that_they_hang_on(tmp_path: Path):
    line, heading = "依申请公开渠道畅通，均按期答复。", "六、其他需要报告的事项"
    notes = notes_part(
        "comment", comment(7, "请补件数", "再核"), comment(8, "没有附件"), comment(9)
    )
    proposal = commented(tmp_path, {7: line, 8: heading}, {"comments": notes})
    first, second = report_of(proposal).get(("remarks", ""))
    assert (first.words, first.by, first.date) == ("请补件数 再核", "张三", "2024-02-01")
    assert (first.texts, first.done) == (("overview/on_request",), False)
    assert (second.words, second.texts) == (f"在“{heading}”处：没有附件", ())
    assert told(proposal) == ""
    assert proposal.texts["overview/on_request"] == line
    found = [f.message for f in checks.findings(report_of(proposal)) if f.texts == first.texts]
    assert "批注：请补件数 再核（张三，2024-02-01）" in found


@pytest.mark.parametrize(
    ("table", "row", "column", "place"),
    [
        (1, 5, 3, "requests/granted/natural"),
        (1, 5, 9, "requests/granted/total"),
        (2, 3, 0, "disputes/cases/review_upheld"),
        (0, 7, 3, None),
        (1, 5, 0, None),
    ],
)
def test_a_comment_at_a_figure_is_kept_at_its_cell(tmp_path, table, row, column, place):
    """Where the label and the number of figures leave one; else it says where."""
    document, _ = word()
    cell = document.tables[table].cell(row, column)
    cell.paragraphs[0]._p.append(parse_xml(f'<w:r {NAMES}><w:commentReference w:id="7"/></w:r>'))
    proposal = saved(
        document, tmp_path, {"comments": notes_part("comment", comment(7, "请附台账"))}
    )
    (remark,) = report_of(proposal).get(("remarks", ""))
    if place:
        assert (remark.cells, remark.words) == ((place,), "请附台账")
    else:
        assert remark.cells == ()
        assert remark.words.endswith("处：请附台账")


def test_a_comment_that_was_dealt_with_is_kept_and_no_finding(tmp_path: Path):
    names = 'xmlns:w14="urn:w14"'
    notes = notes_part("comment", comment(7, "请补件数", more=f'{names} w14:paraId="AB"'))
    dealt = '<w15:commentsEx xmlns:w15="urn:w15"><w15:commentEx w15:paraId="AB" w15:done="1"/></w15:commentsEx>'
    proposal = commented(tmp_path, {}, {"comments": notes, "commentsExtended": dealt})
    (remark,) = report_of(proposal).get(("remarks", ""))
    assert remark.done
    assert not any("批注" in f.message for f in checks.findings(report_of(proposal)))


def test_a_document_without_private_details_has_comments_too(tmp_path: Path):
    bare = '<w:comment w:id="1"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>'
    proposal = commented(tmp_path, {}, {"comments": notes_part("comment", bare)})
    (remark,) = report_of(proposal).get(("remarks", ""))
    assert (remark.by, remark.date) == ("", datetime.now().astimezone().date().isoformat())


def test_who_wrote_a_comment_is_no_longer_than_a_name_can_be(tmp_path: Path):
    """Else there would be no report at all: one holds no such remark."""
    note = notes_part("comment", comment(7, "请核实")).replace("张三", "局" * 100_000)
    (remark,) = report_of(commented(tmp_path, {}, {"comments": note})).get(("remarks", ""))
    assert remark.by.startswith("局局")
    assert len(remark.by) < 300


def test_more_comments_than_are_kept_are_told(tmp_path: Path):
    many = [comment(number, f"第{number}条") for number in range(annotations.MOST_COMMENTS + 3)]
    proposal = commented(tmp_path, {}, {"comments": notes_part("comment", *many)})
    assert len(report_of(proposal).get(("remarks", ""))) == annotations.MOST_COMMENTS
    assert told(proposal) == "还有 3 条批注没有取，请对照原文"


def test_comments_come_along_into_another_edition(tmp_path: Path):
    notes = notes_part("comment", comment(7, "请补件数"))
    proposal = commented(tmp_path, {7: "依申请公开渠道畅通，均按期答复。"}, {"comments": notes})
    old = take.into(proposal, forms.form("2019"))
    (remark,) = report_of(old).get(("remarks", ""))
    assert remark.words == "请补件数"


@pytest.mark.parametrize(("kind", "called"), [("footnote", "脚注"), ("endnote", "尾注")])
def test_footnotes_are_told_and_their_separators_are_not(kind: str, called: str, tmp_path: Path):
    document, lines = word()
    lines["本年度没有收取信息处理费。"]._p.append(
        parse_xml(f'<w:r {NAMES}><w:{kind}Reference w:id="2"/></w:r>')
    )
    separator = f'<w:{kind} w:id="0" w:type="separator"><w:p/></w:{kind}>'
    note = f'<w:{kind} w:id="2"><w:p><w:r><w:t>含上年。</w:t></w:r></w:p></w:{kind}>'
    proposal = saved(document, tmp_path, {f"{kind}s": notes_part(kind, separator, note)})
    assert told(proposal) == f"{called}“含上年。”没有取，在“本年度没有收取信息处理费。”处"


def test_open_revisions_are_read_as_accepted_and_counted(tmp_path: Path):
    document, lines = word()
    paragraph = lines["依申请公开渠道畅通，均按期答复。"]
    paragraph._p.append(
        parse_xml(f"<w:ins {NAMES} w:id='1'><w:r><w:t>已接受。</w:t></w:r></w:ins>")
    )
    paragraph._p.append(
        parse_xml(f"<w:del {NAMES} w:id='2'><w:r><w:delText>旧字</w:delText></w:r></w:del>")
    )
    paragraph.runs[0]._r.get_or_add_rPr().append(
        parse_xml(f"<w:rPrChange {NAMES} w:id='3'><w:rPr/></w:rPrChange>")
    )
    proposal = saved(document, tmp_path)
    assert proposal.texts["overview/on_request"] == "依申请公开渠道畅通，均按期答复。已接受。"
    assert "这份文件里还有没接受的修订（插入 1 处，删除 1 处）" in told(proposal)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(tmp_path: Path):
    document, lines = word()
    end = f"<w:rPr {NAMES}><w:del w:id='2'/></w:rPr>"
    lines["存在的问题：解读形式单一。"]._p.get_or_add_pPr().append(parse_xml(end))
    proposal = saved(document, tmp_path)
    assert proposal.texts["problems"].startswith("存在的问题：解读形式单一。（一）加强培训。\n")
    assert "删除 1 处" in told(proposal)


def test_a_running_head_is_told_unless_it_repeats_the_text_or_numbers_pages(tmp_path: Path):
    document, _ = word()
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料 注意保存"
    section.footer.paragraphs[0].text = "第 1 页 共 9 页"
    assert told(saved(document, tmp_path)) == "页眉或页脚“内部资料 注意保存”没有取"
    section.header.paragraphs[0].text = REPORT.title
    assert told(saved(document, tmp_path)) == ""


def workbook(folder: Path, change) -> Proposal:
    book = openpyxl.load_workbook(io.BytesIO(pages.xlsx_file(REPORT)))
    change(book)
    file = folder / "x.xlsx"
    book.save(file)
    return take.from_file(file)


@pytest.mark.parametrize(
    "words",
    [
        "请核对",
        "李四:\n请核对",
        "[线程批注]\n\n你的 Excel 版本可读取此线程批注。\n\n注释:\n    请核对",
    ],
)
def test_comments_at_cells_are_remarks_there(words: str, tmp_path: Path):
    cell = "requests/granted/natural"

    def change(book) -> None:
        granted = next(
            c for row in book["requests"].rows for c in row if c.value == "（一）予以公开"
        )
        across = next(c for c in book["requests"][granted.row] if isinstance(c.value, int))
        across.comment = Comment(words, "李四")
        book["requests"].cell(granted.row, 14).border = Border(left=Side("thin"))  # a wider sheet

    [remark] = report_of(workbook(tmp_path, change)).get(("remarks", ""))
    assert (remark.cells, remark.words, remark.by) == ((cell,), "请核对", "李四")


def test_a_comment_at_a_paragraph_of_a_sheet_is_a_remark_at_its_text(tmp_path: Path):
    def change(book) -> None:
        texts = [c for sheet in book for row in sheet.rows for c in row if isinstance(c.value, str)]
        longest = max(texts, key=lambda each: len(each.value))
        longest.value += "\n再写一行。"
        longest.comment = Comment("请写具体", "李四")

    [remark] = report_of(workbook(tmp_path, change)).get(("remarks", ""))
    assert len(remark.texts) == 1
    assert (remark.cells, remark.words) == ((), "请写具体")


def test_a_comment_at_a_hidden_cell_is_told(tmp_path: Path):
    def change(book) -> None:
        book["requests"]["D5"].comment = Comment("请核对", "李四")
        book["requests"].row_dimensions[5].hidden = True

    found = told(workbook(tmp_path, change))
    assert "工作表“requests”D5 的批注（李四）“请核对”没有取" in found


def test_a_text_box_over_a_sheet_is_told(tmp_path: Path):
    workbook(tmp_path, lambda _: None)
    drawing = (
        '<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="urn:a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>另附</a:t></a:r>'
        "<a:r><a:t>说明</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
    )
    with zipfile.ZipFile(tmp_path / "x.xlsx", "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
    assert told(take.from_file(tmp_path / "x.xlsx")) == "工作簿里有文本框“另附说明”，没有取"


def test_a_damaged_comment_leaves_the_text_whole_and_is_told(tmp_path: Path):
    document, _ = word()
    proposal = saved(document, tmp_path, {"comments": "<w:comments"})
    assert proposal.texts == REPORT.texts
    assert "批注、脚注或页眉已损坏" in told(proposal)
