"""An office's list of units, as offices keep it."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from app.collection import unit_list
from app.collection.facts import Member
from app.collection.folder import CollectionError
from app.importers import source
from app.importers.terms.plain import Unreadable

ROWS = [
    ["单位名称", "别名", "级别", "汇总", "联系人"],
    ["教育局", "教体局、教育体育局", "县（市、区）政府部门", "是", "王五 0512"],
    ["县委办公室（县档案局、县保密局）", "", "", "", ""],
    ["税务局", "", "county_department", "否", ""],
]
MEMBERS = (
    Member(
        name="教育局",
        aliases=("教体局", "教育体育局"),
        level="county_department",
        contact="王五 0512",
    ),
    Member(name="县委办公室（县档案局、县保密局）"),
    Member(name="税务局", level="county_department", summed=False),
)


def lay(place: Path, rows: list[list[str]], suffix: str) -> Path:
    file = place / f"名单{suffix}"
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(file)
        return file
    between = "\t" if suffix == ".txt" else ","
    encoding = "gb18030" if suffix == ".csv" else "utf-8-sig"
    file.write_text("\n".join(between.join(row) for row in rows), encoding=encoding)
    return file


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".xlsx"])
def test_a_list_is_read_with_headings_and_without(tmp_path, suffix):
    assert unit_list.read(lay(tmp_path, ROWS, suffix)) == MEMBERS
    assert unit_list.read(lay(tmp_path, ROWS[1:], suffix)) == MEMBERS


def test_columns_stand_as_their_headings_say(tmp_path):
    rows = [["序号", "汇总", "单位"], ["1", "否", "税务局"]]
    (member,) = unit_list.read(lay(tmp_path, rows, ".csv"))
    assert (member.name, member.summed) == ("税务局", False)


def test_names_alone_are_a_list(tmp_path):
    file = tmp_path / "名单.txt"
    file.write_text("教育局\n\n  民政局  \n", encoding="utf-8")
    assert [member.name for member in unit_list.read(file)] == ["教育局", "民政局"]


OFFICES = [
    [["甲县 2025 年报送单位名单"], [], ["序号", "单 位", "级别"], ["一、县直部门"], ["1", "教育局"], ["2", "民政局"],
     ["二、乡镇"], ["3", "甲镇"], ["4"], ["合计", "3 个"]],
    [["序号", "单位", "序号", "单位"], ["1", "教育局", "3", "甲镇"], ["2", "民政局"]],
    [["1", "教育局"], ["2", "民政局"], ["3", "甲镇"]],
    [["报送单位名单"], ["一、县直部门"], ["1．教育局"], ["（2）民政局"], ["乡镇："], ["③甲镇"], ["共 3 个单位"]],
    [["一、教育局"], ["二、民政局"], ["三、甲镇"]],
]  # fmt: skip
"""One list of units, as offices write it."""


def test_all_names_that_stand_twice_are_told_at_once(tmp_path):
    """Else a list is mended and chosen again for each of them."""
    rows = [[name] for name in ("甲局", "乙局", "甲 局", "丙局", "乙局", "（丁）局", "(丁)局")]
    with pytest.raises(CollectionError) as refusal:
        unit_list.read(lay(tmp_path, rows, ".xlsx"))
    told = str(refusal.value)
    assert all(
        place in told for place in ("第 1 行和第 3 行", "第 2 行和第 5 行", "第 6 行和第 7 行")
    )


@pytest.mark.parametrize("rows", OFFICES)
@pytest.mark.parametrize("suffix", [".txt", ".csv", ".xlsx"])
def test_titles_groups_numbers_and_two_columns_of_units_are_seen_through(tmp_path, rows, suffix):
    found = unit_list.read(lay(tmp_path, rows, suffix))
    assert [member.name for member in found] == ["教育局", "民政局", "甲镇"]


def test_a_title_and_heads_across_a_sheet_are_no_units(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["各单位"], ["名称", "级别"], ["县直"], ["12345 热线中心", "县直部门"]):
        sheet.append(row)
    for at in (1, 3):
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=2)
    book.save(tmp_path / "名单.xlsx")
    (member,) = unit_list.read(tmp_path / "名单.xlsx")
    assert (member.name, member.level) == ("12345 热线中心", "county_department")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["教育局"], ["民政局"], ["教育局"]], ("“教育局”", "第 1 行", "第 3 行")),
        ([["教育局", "教体局"], ["体育局", "教体局"]], ("“教体局”", "第 2 行")),
        ([["教育局", "", "县"]], ("第 1 行", "级别“县”", "乡镇")),
        ([["教育局", "", "", "也许"]], ("第 1 行", "“也许”", "是或者否")),
        ([["单位名称", "别名"], ["", "教体局"]], ("第 2 行没有单位名称",)),
        ([["单位名称"]], ("没有单位",)),
        ([], ("没有单位",)),
    ],
)
def test_what_cannot_be_understood_names_its_line(tmp_path, rows, words):
    with pytest.raises(CollectionError) as refusal:
        unit_list.read(lay(tmp_path, rows, ".csv"))
    assert [word for word in words if word not in str(refusal.value)] == []


def test_a_list_of_another_kind_or_that_is_gone_is_refused(tmp_path):
    (tmp_path / "名单.pdf").write_bytes(b"%PDF-1.4")
    for name in ("名单.pdf", "没有.txt"):
        with pytest.raises(CollectionError, match=name):
            unit_list.read(tmp_path / name)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_list_of_a_province_is_whole(tmp_path, suffix):
    """Far more rows than the reader of reports looks at."""
    rows = [
        [f"第{number}局", f"{number}局", "", "是", str(5120000 + number)] for number in range(1500)
    ]
    lay(tmp_path, [*ROWS, *rows], suffix)
    members = unit_list.read(tmp_path / f"名单{suffix}")
    assert members[:3] == MEMBERS
    assert len(members) == 1503
    assert members[-1] == Member(name="第1499局", aliases=("1499局",), contact="5121499")


def test_a_long_list_is_read_as_a_short_one_is(tmp_path):
    """A title over it, heads of groups, what is hidden, words in two types, formulas."""
    book = openpyxl.Workbook()
    book.worksheets[0].sheet_state = "hidden"
    sheet = book.create_sheet("单位")
    sheet.append(["全省单位名单"])
    sheet.merge_cells("A1:C1")
    sheet.append(["序号", "单位名称", "联系人"])
    sheet.append(["一、省直部门"])
    sheet.merge_cells("A3:C3")
    rich = CellRichText("教育", TextBlock(InlineFont(b=True), "局_x000D_"))
    for number, name in enumerate([rich, *(f"第{n}局" for n in range(1100))], 1):
        sheet.append([number, name, "不列"])
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[5].hidden = True
    book.active = 1
    book.save(tmp_path / "名单.xlsx")
    members = unit_list.read(tmp_path / "名单.xlsx")
    assert members == (Member(name="教育局"), *(Member(name=f"第{n}局") for n in range(1, 1100)))


def test_what_is_struck_out_is_no_unit_and_a_mark_no_part_of_a_name_in_lists_of_any_length(
    tmp_path,
):
    """As it looks to whoever struck it out; both readers say the same."""

    def read(rows: int) -> tuple[Member, ...]:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        gone, raised = InlineFont(strike=True), InlineFont(vertAlign="superscript")
        sheet.append(["单位名称", "联系人"])
        sheet.append([CellRichText("教育局", TextBlock(gone, "（撤销）")), True])
        sheet.append([CellRichText("民政局", TextBlock(raised, "1")), "张三"])
        sheet.append(["旧局"])
        sheet["A4"].font = Font(strike=True)
        for number in range(rows):
            sheet.append([f"第{number}局"])
        book.save(tmp_path / "名单.xlsx")
        return unit_list.read(tmp_path / "名单.xlsx")

    short, long = read(3), read(1_100)
    assert short[:2] == (
        Member(name="教育局", contact="TRUE"),
        Member(name="民政局", contact="张三"),
    )
    assert [each.name for each in short[2:]] == ["第0局", "第1局", "第2局"]
    assert long[:5] == short


def test_an_old_workbook_that_goes_on_beyond_what_is_read_is_not_cut_off(tmp_path, monkeypatch):
    monkeypatch.setattr(unit_list, "MOST_ROWS", 3)
    monkeypatch.setattr(source, "list_in", damaged)
    with pytest.raises(CollectionError, match=r"最多 3 行，请另存为"):
        unit_list.read(lay(tmp_path, ROWS, ".xlsx"))


def damaged(_content: bytes):
    raise Unreadable


@pytest.mark.parametrize("suffix", [".csv", ".txt"])
@pytest.mark.parametrize("words", ["\n" * 50_001 + "甲局", "甲局\n" * 50_001, "甲局" + "," * 1_000])
def test_what_is_far_too_long_is_no_list(tmp_path, suffix, words):
    """Its lines were gone through for a quarter of a minute."""
    file = tmp_path / f"名单{suffix}"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(CollectionError, match="不像是单位名单"):
        unit_list.read(file)
