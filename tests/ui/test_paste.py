"""Blocks pasted from other programs. What LibreOffice wrote is kept in tests/data/clipboard."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QTableWidget,
)

from app.files import store
from app.report.report import PRINTED_BLANK
from tests.ui.conftest import (
    CTRL,
    REPORTS,
    SHIFT,
    action,
    bubble,
    current,
    go_to,
    grid,
    in_sight,
    press,
    put,
    report,
    selected,
    text_box,
    type_words,
    undo_words,
    values,
)
from ui.dialogs.questions import Questions

Key = Qt.Key
CLIPBOARD = REPORTS.parent / "clipboard"
AT = "requests/granted/natural"
BLOCK = [
    f"requests/{row}/{column}"
    for row in ("granted", "partial", "denied_state_secret")
    for column in ("natural", "business", "research")
]

TABLE_3 = (CLIPBOARD / "calc-table-3.txt").read_text(encoding="utf-8")
TOTAL = "requests/granted/total"
AUDIT = "核对纸上的合计"

# After Microsoft's description of CF_HTML, and what Excel's "Save as web page" writes.
CF_HTML = """Version:1.0\r
StartHTML:0000000105\r
EndHTML:0000000999\r
StartFragment:0000000200\r
EndFragment:0000000900\r
SourceURL:file:///C:/a.xlsx\r
<html xmlns:x="urn:schemas-microsoft-com:office:excel">\r
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">\r
<style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {mso-number-format:General;} -->\
</style></head>\r
<body><table border=0 cellpadding=0 cellspacing=0 width=144>\r
<!--StartFragment-->\r
"""
EXCEL_MERGED = (
    CF_HTML
    + """ <tr height=19><td colspan=2 height=19 class=xl65 style='height:14.4pt'>10</td>\r
  <td class=xl65 align=right x:num>20</td></tr>\r
 <tr height=19><td height=19 class=xl65>1</td><td class=xl65>2</td><td>3</td></tr>\r
<!--EndFragment--></table></body></html>"""
)
EXCEL_SPILLING = (
    CF_HTML
    + """ <tr><td colspan=2 class=xl65 style='mso-ignore:colspan;height:14.4pt'>予以公开</td>\r
  <td align=right>20</td></tr>\r
<!--EndFragment--></table></body></html>"""
)
WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><body lang=ZH-CN>
<!--StartFragment--><table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0
 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0'><td width=100 valign=top><p class=MsoNormal><span
  lang=EN-US>75<o:p></o:p></span></p></td><td><p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p>
  </span></p></td><td><p class=MsoNormal><span lang=EN-US>3</span>件</p></td></tr>
</table><!--EndFragment--></body></html>"""


def captured(name: str) -> None:
    """What LibreOffice had on the clipboard."""
    put(*((CLIPBOARD / f"{name}.{kind}").read_text(encoding="utf-8") for kind in ("txt", "html")))


def test_a_block_from_calc_keeps_its_empty_cells_and_asks_about_words_for_nothing(start, answers):
    window = start()
    window.workspace.change({("cells", "requests/granted/business"): 9}, "填")
    captured("calc-block")
    go_to(window, AT)
    answers.expect("agree", True)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK) == [75, None, 3, None, 1234, 0, 0, 5, 3]
    assert "无" in answers.said[-1]
    assert undo_words(window) == "粘贴 9 个单元格"
    press(Key.Key_Z, CTRL)
    assert values(window, *BLOCK) == [None, 9, *[None] * 7]


def test_not_agreeing_pastes_nothing(start, answers):
    window = start()
    captured("calc-block")
    go_to(window, AT)
    answers.expect("agree", False)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK) == [None] * 9


def test_labels_before_the_numbers_are_left_out(start):
    window = start()
    put("领导一\t12\t0\n领导二\t3\t\n")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:6]) == [12, 0, None, 3, None, None]


def test_official_labels_before_the_numbers_lead_to_the_same_place(start, answers):
    window = start()
    captured("calc-labels")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:6]) == [12, 0, None, 3, None, None]


@pytest.mark.parametrize("source", ["calc-merged", "excel"])
def test_a_merged_number_takes_as_many_cells_as_it_covered(start, source):
    window = start()
    if source == "excel":
        put("10\t\t20\r\n1\t2\t3\r\n", EXCEL_MERGED)
    else:
        captured(source)
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:6]) == [10, None, 20, 1, 2, 3]


def test_a_number_merged_downwards_does_not_shift_its_neighbours(start):
    window = start()
    put("", "<table><tr><td>1<td rowspan=2>2<td>3<tr><td>4<td>5</table>")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:6]) == [1, 2, 3, 4, None, 5]


def test_a_label_that_spills_over_in_excel_is_no_merge(start):
    window = start()
    put("某某\t\t20\r\n", EXCEL_SPILLING)
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:3]) == [None, 20, None]


def test_a_table_from_word_is_read(start):
    window = start()
    put("75\t\t3件\r\n", WORD)
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:3]) == [75, None, 3]


def test_a_table_from_writer_keeps_its_columns(start):
    """Its text has one cell a line; only its HTML knows the columns."""
    window = start()
    captured("writer-block")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:6]) == [75, None, 3, 4, 1234, 6]


@pytest.mark.parametrize("text", ["1\n2\n3\n", "1\r\n2\r\n3\r\n", "1\n2\n3"])
def test_one_number_a_line_goes_down_one_column(start, text):
    window = start()
    put(text)
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, BLOCK[0], BLOCK[3], BLOCK[6]) == [1, 2, 3]
    assert undo_words(window) == "粘贴 3 个单元格"


def test_exactly_one_line_end_is_cut_so_that_a_copied_blank_row_clears(start):
    window = start()
    window.workspace.change({("cells", cell): 9 for cell in BLOCK}, "填")
    put("1\r\n\r\n\r\n")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, BLOCK[0], BLOCK[3], BLOCK[6]) == [1, None, None]


def test_quoted_cells_are_unquoted(start):
    window = start()
    put('"1\n"\t"2"\r\n3\t4\r\n')
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:6]) == [1, 2, None, 3, 4, None]


def test_a_bad_word_stops_the_whole_paste_and_is_named(start):
    window = start()
    put("1\tabc\n2\t3\n")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK) == [None] * 9
    assert "没有粘贴" in bubble(window)
    assert "予以公开 · 商业企业" in bubble(window)
    assert "abc" in bubble(window)
    assert not window.workspace.stack.canUndo()
    QTest.qWait(1)
    put("1\t2\n2\t3\n")
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:2]) == [1, 2]
    assert bubble(window) == "", "it was said of what was pasted before"


def test_escape_takes_away_what_was_said_at_a_place(start):
    window = start()
    put("abc")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert "没有粘贴" in bubble(window)
    press(Key.Key_Escape)
    assert bubble(window) == ""


def test_words_of_a_cell_pasted_from_a_text_are_refused_whole(start):
    window = start()
    captured("calc-quoted")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK) == [None] * 9


@pytest.mark.parametrize("agreed", [True, False])
def test_what_would_fall_off_is_asked_about(start, answers, agreed):
    window = start()
    put("1\t2\t3\t4\n5\t6\t7\t8\n")
    go_to(window, "requests/carried_out/other")
    answers.expect("agree", agreed)
    press(Key.Key_V, CTRL)
    assert values(window, "requests/carried_out/other") == [1 if agreed else None]
    assert "6 个内容超出了表格，例如“3”“4”“5”；只粘贴" in answers.said[-1]


def test_what_falls_off_is_named_once_however_often_it_stands_there(start, answers):
    window = start()
    put("1\t2\t7\t8\n8\t8\t8\t8\n")
    go_to(window, "requests/carried_out/other")
    answers.expect("agree", False)
    press(Key.Key_V, CTRL)
    assert "例如“7”“8”；" in answers.said[-1]


def test_all_numbers_of_table_three_keep_the_computed_cells_and_say_so(start):
    window = start()
    captured("calc-table-3-numbers")
    go_to(window, "requests/new_received/natural")
    press(Key.Key_V, CTRL)
    given = store.load(REPORTS / "005.json").report
    asked = {id_: value for id_, value in given.values.items() if id_.startswith("requests")}
    assert {id_: window.workspace.value(id_) for id_ in asked} == asked
    assert "31 个数字落在自动计算的格里" in bubble(window)
    assert undo_words(window) == "粘贴 144 个单元格"
    assert window.workspace.stack.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("source", ["calc-table-3", "writer-table-3"])
@pytest.mark.parametrize("at", ["requests/new_received/natural", AT, "disputes/cases/direct_other"])
def test_the_whole_official_table_goes_where_its_labels_say(start, answers, source, at):
    window = start()
    captured(source)
    go_to(window, at)
    answers.expect("preview", True)
    press(Key.Key_V, CTRL)
    given = store.load(REPORTS / "005.json").report.cells
    asked = {id_: value for id_, value in given.items() if id_.startswith("requests")}
    assert dict(report(window).cells) == asked
    assert window.workspace.stack.count() == 1


def test_a_declined_preview_changes_nothing(start, answers):
    window = start()
    captured("calc-table-3")
    go_to(window, AT)
    answers.expect("preview", False)
    press(Key.Key_V, CTRL)
    assert not window.workspace.stack.canUndo()


def test_one_word_fills_a_selection(start):
    window = start()
    captured("calc-one-cell")
    go_to(window, AT)
    press(Key.Key_End, SHIFT)
    press(Key.Key_V, CTRL)
    assert values(window, "requests/granted/other", "requests/granted/total") == [75, 75 * 6]


def test_a_block_goes_to_the_upper_left_of_a_selection_whichever_way_it_was_made(start):
    window = start()
    put("1\t2\n")
    go_to(window, "requests/partial/business")
    press(Key.Key_Left, SHIFT)
    press(Key.Key_Up, SHIFT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:3]) == [1, 2, None]


def test_numbers_of_table_two_go_into_its_wide_cells(start):
    window = start()
    put("1\t2\t3\n")
    go_to(window, "disclosure/normative_docs/made")
    press(Key.Key_V, CTRL)
    put("4\n5\n6\n7.25\n")
    go_to(window, "disclosure/licensing/decisions")
    press(Key.Key_V, CTRL)
    kinds = ("licensing", "punishment", "coercion")
    assert values(window, *(f"disclosure/{kind}/decisions" for kind in kinds)) == [4, 5, 6]
    assert str(window.workspace.value("disclosure/fees/amount")) == "7.25"


# --- a block with labels keeps the rules of every paste


@pytest.fixture
def doubted(answers, monkeypatch) -> list[str]:
    """What a preview said beside the figures."""
    said = []

    def preview(parent, rows, doubts):
        said.extend(doubts)
        return answers._answer("preview", repr(rows))

    monkeypatch.setattr(answers, "preview", preview)
    return said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("abc", "“abc”不是数字"),
        ("约5", "“约5”不是数字"),
        ("2.5", "只能是整数"),
        ("-5", "不能是负数"),
    ],
)
def test_what_cannot_be_typed_stops_a_labelled_paste_and_is_named(start, words, why):
    window = start()
    window.workspace.change({("cells", AT): 77}, "填")
    put(TABLE_3.replace("\t1175\t", f"\t{words}\t"))
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert dict(report(window).cells) == {AT: 77}
    assert "没有粘贴：1 格填不进去。例如“（一）予以公开 · 自然人”" in bubble(window)
    assert why in bubble(window)
    assert window.workspace.stack.count() == 1


def test_from_another_table_a_bad_word_is_named_with_its_table(start):
    window = start()
    put(TABLE_3.replace("\t1175\t", "\tabc\t"))
    go_to(window, "disputes/cases/review_upheld")
    press(Key.Key_V, CTRL)
    assert "表三　（一）予以公开 · 自然人" in bubble(window)


@pytest.mark.parametrize("words", ["-", "/", "—", "无"])
def test_words_for_nothing_are_asked_about_before_a_labelled_paste(start, answers, doubted, words):
    window = start()
    window.workspace.change({("cells", AT): 77}, "填")
    put(TABLE_3.replace("\t1175\t12\t", f"\t{words}\t12\t").replace("\t1191\n", "\t16\n"))
    go_to(window, AT)
    answers.expect("agree", False)
    press(Key.Key_V, CTRL)
    assert f"有 1 格写的是“{words}”一类的字，要当作 0 粘贴吗" in answers.said[-1]
    assert dict(report(window).cells) == {AT: 77}
    answers.expect("agree", True)
    answers.expect("preview", True)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:3]) == [0, 12, 0]
    assert "自然人', '77', '0'" in answers.said[-1]
    assert not any("没有当作数字" in doubt for doubt in doubted)
    assert len(report(window).cells) == 144


def test_totals_of_a_labelled_block_are_skipped_and_those_that_differ_are_told(
    start, answers, doubted
):
    window = start()
    put(TABLE_3.replace("\t1191\n", "\t123\n"))
    go_to(window, AT)
    answers.expect("preview", True)
    press(Key.Key_V, CTRL)
    assert doubted == ["表三　（一）予以公开 · 总计：粘贴内容里是 123，按各项计算是 1191。"]
    assert "31 个数字落在自动计算的格里，没有粘贴它们" in bubble(window)
    assert values(window, TOTAL) == [1191]


def test_a_piece_with_labels_is_added_up_with_what_is_in_the_report(start, answers, doubted):
    window = start(REPORTS / "005.json")
    put("（一）予以公开\t1176\t12\t0\t3\t1\t0\t1192\n（七）总计\t3376\t99\t0\t4\t7\t1\t3487\n")
    go_to(window, AT)
    answers.expect("preview", True)
    press(Key.Key_V, CTRL)
    assert doubted == []
    assert values(window, "requests/total/total") == [3487]


def test_a_labelled_block_that_is_there_already_says_so_and_what_differs(start):
    window = start(REPORTS / "005.json")
    put(TABLE_3.replace("\t1191\n", "\t123\n"))
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert "粘贴的数字和表格里的一样" in bubble(window)
    assert "粘贴内容里是 123" in bubble(window)
    assert not window.workspace.stack.canUndo()


def test_a_labelled_paste_goes_to_the_table_that_it_filled(start, answers):
    window = start()
    captured("calc-table-3")
    away = go_to(window, "disputes/cases/review_upheld")
    answers.expect("preview", True)
    press(Key.Key_V, CTRL)
    QApplication.processEvents()
    there = grid(window, "requests")
    assert there.hasFocus()
    assert current(there) == "requests/new_received/natural"
    assert in_sight(window, there.viewport(), there.visualRect(there.currentIndex()))
    assert len(selected(there)) == 175
    assert current(away) == "disputes/cases/review_upheld"
    assert "31 个数字" in bubble(window)


def test_labels_of_rows_that_contradict_the_cell_lead_to_their_rows(start, answers):
    window = start()
    put("（一）予以公开\t11\r\n（二）部分公开\t12\r\n")
    view = go_to(window, "requests/new_received/natural")
    answers.expect("preview", True)
    press(Key.Key_V, CTRL)
    assert dict(report(window).cells) == {AT: 11, "requests/partial/natural": 12}
    assert "（一）予以公开 · 自然人" in answers.said[-1]
    assert undo_words(window) == "按标签粘贴 2 个单元格"
    assert current(view) == AT
    assert bubble(window) == ""


@pytest.mark.parametrize("agreed", [True, False])
def test_labels_that_name_a_row_beside_others_that_name_none_are_asked_about(
    start, answers, agreed
):
    window = start()
    put("某某\t11\r\n（一）予以公开\t12\r\n")
    go_to(window, "requests/new_received/natural")
    answers.expect("agree", agreed)
    press(Key.Key_V, CTRL)
    assert "“（一）予以公开”会放进“上年结转”" in answers.said[-1]
    new = ["requests/new_received/natural", "requests/carried_in/natural"]
    assert values(window, *new) == ([11, 12] if agreed else [None, None])


@pytest.mark.parametrize("lines", [0, 1, 40])
def test_the_preview_lists_what_to_look_at_and_keeps_its_buttons_in_sight(start, lines):
    window = start()
    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        shown = dialog.findChild(QListWidget)
        seen.append(shown and shown.count())
        seen.append(dialog.findChild(QTableWidget).rowCount())
        seen.append(dialog.height())
        dialog.findChild(QDialogButtonBox).accepted.emit()

    QTimer.singleShot(0, look)
    rows = [("表三　予以公开 · 自然人", "", "3")] * 144
    assert Questions().preview(window, rows, ("合计不同。",) * lines)
    assert seen[:2] == [lines or None, 144]
    assert seen[2] <= 600


# --- as typed


def test_words_that_look_otherwise_than_their_figure_are_told_in_one_sentence(start):
    window = start()
    put("１２\t3件\t4\n")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:3]) == [12, 3, 4]
    assert bubble(window) == "“１２”按 12 填入，这样的一共 2 格。"


def test_a_single_word_that_looks_otherwise_is_told_alone(start):
    window = start()
    put("1,234")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert bubble(window) == "“1,234”按 1234 填入。"


def test_numbers_that_look_as_they_are_read_need_no_word(start):
    window = start()
    put("1\t\t3\n")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert bubble(window) == ""


def test_while_auditing_pasted_numbers_are_the_papers_totals(start):
    window = start()
    action(window, AUDIT).trigger()
    put("1\t2\n3\t4\n")
    go_to(window, "requests/granted/other")
    press(Key.Key_V, CTRL)
    assert values(window, "requests/granted/other", TOTAL) == [1, 1]
    assert report(window).entries("published") == {TOTAL: 2, "requests/partial/total": 4}
    assert "自动计算" not in bubble(window)
    press(Key.Key_Z, CTRL)
    assert (dict(report(window).cells), dict(report(window).entries("published"))) == ({}, {})


def test_while_auditing_a_bad_total_stops_the_paste(start):
    window = start()
    action(window, AUDIT).trigger()
    put("1\t2.5\n")
    go_to(window, "requests/granted/other")
    press(Key.Key_V, CTRL)
    assert "（一）予以公开 · 总计" in bubble(window)
    assert not window.workspace.stack.canUndo()


def test_while_auditing_a_labelled_block_brings_the_papers_totals(start, answers):
    window = start()
    action(window, AUDIT).trigger()
    put(TABLE_3.replace("\t1191\n", "\t123\n"))
    go_to(window, AT)
    answers.expect("preview", True)
    press(Key.Key_V, CTRL)
    assert "予以公开 · 总计（纸上的合计）', '', '123'" in answers.said[-1]
    assert report(window).get(("published", TOTAL)) == 123
    assert values(window, TOTAL) == [1191]
    assert len(report(window).entries("published")) == 31


def test_while_auditing_one_number_fills_the_papers_totals_of_a_selection(start):
    window = start()
    action(window, AUDIT).trigger()
    put("7")
    go_to(window, "requests/granted/other")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_V, CTRL)
    assert values(window, "requests/granted/other") == [7]
    assert report(window).entries("published") == {TOTAL: 7}


def test_a_total_that_is_blank_on_paper_is_shown_as_blank(start, answers):
    window = start()
    action(window, AUDIT).trigger()
    window.workspace.change({("published", TOTAL): PRINTED_BLANK}, "填")
    captured("calc-table-3")
    go_to(window, AT)
    answers.expect("preview", True)
    press(Key.Key_V, CTRL)
    assert "予以公开 · 总计（纸上的合计）', '', '1191'" in answers.said[-1]


def test_while_auditing_delete_keeps_the_papers_totals_beside_the_inputs(start):
    window = start()
    action(window, AUDIT).trigger()
    window.workspace.change({("cells", "requests/granted/other"): 1, ("published", TOTAL): 2}, "填")
    view = go_to(window, "requests/granted/other")
    press(Key.Key_Right, SHIFT)
    assert selected(view) == ["requests/granted/other", TOTAL]
    press(Key.Key_Delete)
    assert dict(report(window).cells) == {}
    assert report(window).entries("published") == {TOTAL: 2}
    assert undo_words(window) == "清除 1 个单元格"
    go_to(window, TOTAL)
    press(Key.Key_Delete)
    assert report(window).entries("published") == {}


# --- onto a selection


def test_a_row_goes_into_every_selected_row_of_its_width(start):
    window = start()
    put("1\t2\n")
    view = go_to(window, AT)
    press(Key.Key_Right, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK) == [1, 2, None] * 3
    assert len(selected(view)) == 6
    assert undo_words(window) == "粘贴 6 个单元格"


def test_a_pasted_block_is_selected(start):
    window = start()
    put("1\t2\n3\t4\n")
    view = go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert selected(view) == [BLOCK[0], BLOCK[1], BLOCK[3], BLOCK[4]]
    assert current(view) == AT
    press(Key.Key_V, CTRL)
    assert values(window, *BLOCK[:6]) == [1, 2, None, 3, 4, None]


# --- nothing to paste


def test_a_clipboard_that_never_held_anything_is_an_empty_one(start):
    window = start()
    window.workspace.change({("cells", AT): 77}, "填")
    QApplication.clipboard().clear()
    held = QApplication.clipboard().mimeData()
    assert held is None or not held.formats()  # Windows' own is there, and empty
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, AT) == [77]


def test_a_copied_picture_clears_nothing(start):
    window = start()
    window.workspace.change({("cells", AT): 77}, "填")
    put("", "<img src='a.png'>")
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, AT) == [77]


@pytest.mark.parametrize("html", ["", "<img src='https://a.example/b.png'>"])
def test_a_picture_of_a_table_says_why_it_cannot_be_pasted(start, html):
    window = start()
    window.workspace.change({("cells", AT): 77}, "填")
    go_to(window, AT)
    copied = QMimeData()
    copied.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    if html:
        copied.setHtml(html)
    QApplication.clipboard().setMimeData(copied)
    press(Key.Key_V, CTRL)
    assert bubble(window).startswith("剪贴板里是一张图片")
    assert values(window, AT) == [77]


def test_a_file_that_was_copied_is_no_figure_and_no_words(start):
    """What a file manager copies has the file's address as its words."""
    window = start()
    window.workspace.change({("texts", "problems"): "公开的内容还不够细。"}, "写")
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile("/tmp/去年的报告.docx")])
    QApplication.clipboard().setMimeData(copied)
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert bubble(window).startswith("剪贴板里是文件；要读里面的数字，")
    assert values(window, AT) == [None]
    box = text_box(window, "problems")
    box.setFocus()
    box.selectAll()
    press(Key.Key_V, CTRL)
    assert bubble(window).startswith("剪贴板里是文件，这里只能放文字")
    assert box.toPlainText() == "公开的内容还不够细。"


def test_a_picture_in_the_place_of_selected_words_leaves_them_and_says_why(start):
    window = start()
    window.workspace.change({("texts", "problems"): "公开的内容还不够细。"}, "写")
    box = text_box(window, "problems")
    box.setFocus()
    box.selectAll()
    QApplication.clipboard().setImage(QImage(8, 8, QImage.Format.Format_RGB32))
    press(Key.Key_V, CTRL)
    assert bubble(window).startswith("剪贴板里是一张图片")
    assert report(window).get(("texts", "problems")) == "公开的内容还不够细。"


@pytest.mark.parametrize("words", ["", "\n", " "])
def test_an_empty_clipboard_says_or_does_nothing_wrong(start, words):
    window = start()
    put(words)
    go_to(window, AT)
    press(Key.Key_V, CTRL)
    assert values(window, AT) == [None]


def test_pasting_into_an_open_editor_is_the_editors(start):
    window = start()
    put("75")
    go_to(window, AT)
    press(Key.Key_F2)
    press(Key.Key_V, CTRL)
    press(Key.Key_Return)
    assert values(window, AT) == [75]
    assert undo_words(window).startswith("填写 ")


def test_text_pasted_from_word_loses_its_styles_and_keeps_its_lines(start):
    window = start()
    box = window.page.texts[-1]
    box.setFocus()
    put("一\n二", "<p style='color:red'><b>一</b></p><p>二</p>")
    press(Key.Key_V, CTRL)
    assert box.toPlainText() == "一\n二"
    assert report(window).text("closing") == "一\n二"


def test_a_file_or_a_picture_is_no_name_of_an_organ(start, tmp_path):
    window = start(REPORTS / "sample.json")
    organ, before = window.findChild(QLineEdit, "organ"), report(window).organ
    organ.setFocus()
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    for way, said in (("setUrls", "是文件"), ("setImageData", "是一张图片")):
        mime = QMimeData()
        value = [QUrl.fromLocalFile(str(tmp_path / "年报.docx"))] if way == "setUrls" else picture
        getattr(mime, way)(value)
        QApplication.clipboard().setMimeData(mime)
        for paste in (
            lambda: press(Qt.Key.Key_V, CTRL),
            lambda: press(Qt.Key.Key_Insert, SHIFT),
            window.editing.paste,
        ):
            paste()
            assert report(window).organ == organ.text() == before
            assert said in bubble(window)


def test_a_long_organ_is_read_from_its_beginning_once_one_is_elsewhere(start):
    window = start(REPORTS / "sample.json")
    organ = window.findChild(QLineEdit, "organ")
    organ.setFocus()
    organ.selectAll()
    type_words("某某自治州某某自治县" * 6)
    assert organ.cursorPosition() == 60
    press(Qt.Key.Key_Tab)
    assert organ.cursorPosition() == 0
    window.workspace.change({("organ", ""): "某某自治州某某自治县" * 5}, "改")
    assert organ.cursorPosition() == 0
