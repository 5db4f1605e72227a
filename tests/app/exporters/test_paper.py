"""How tables and titles are fitted on the page."""

import pytest

from app.disk import places
from app.exporters import paper
from app.files.profiles import STANDARD, Profile
from app.forms import catalogue
from app.forms.model import Form


@pytest.mark.parametrize("edition", sorted((places.resources() / "forms").glob("*.yaml")))
def test_every_table_of_every_edition_fits_on_a_page_under_its_heading(edition):
    for table in catalogue.read(edition).tables.values():
        fitted = paper.fit(table)
        assert sum(fitted.heights) + 28 <= 225 / 25.4 * 72
        assert sum(fitted.widths) == pytest.approx(156 / 25.4 * 72, abs=0.1)


def test_only_a_table_as_tall_as_a_page_begins_a_new_one():
    tables = catalogue.form("2021").tables

    assert [paper.fit(table).fills_page for table in tables.values()] == [False, True, False]


def test_a_narrow_header_is_broken_as_on_the_blank_form():
    fitted = paper.fit(catalogue.form("2021").tables["requests"])
    broken = {"/".join(fitted.label_lines(cell)) for cell in fitted.grid.cells}

    assert {
        "自然/人",
        "商业/企业",
        "社会/公益/组织",
        "法律/服务/机构",
        "总计",
        "申请人情况",
    } <= broken


def test_columns_that_are_alike_break_their_headers_alike():
    """At these margins they are 28.3 or 28.4 points wide; LibreOffice takes the frame from it."""
    style = Profile(left=30, right=30, table_size=12)
    fitted = paper.fit(catalogue.form("2021").tables["disputes"], style)
    headers = [c for c in fitted.grid.cells if c.kind == "header" and c.column_span == 1]

    assert {fitted.width(cell) for cell in headers} == {28.3, 28.4}
    assert {len(line) for cell in headers for line in fitted.label_lines(cell)} == {2}
    assert 2 * fitted.size <= 28.3 - 0.5 - 2 * (paper.PADDING + paper.LABEL_INDENT)


@pytest.mark.parametrize(
    ("title", "broken"),
    [
        ("青石镇2023年政府信息公开工作年度报告", "青石镇2023年政府信息公开工作年度报告"),
        (
            "平潭综合实验区2020年政府信息公开工作年度报告",
            "平潭综合实验区2020年/政府信息公开工作年度报告",
        ),
        (
            "平潭综合实验区自然资源与生态环境局2024年政府信息公开工作年度报告",
            "平潭综合实验区自然资源与生态环境局/2024年政府信息公开工作年度报告",
        ),
        (
            "江苏省淮安市洪泽区人民政府办公室政府信息公开工作年度报告",
            "江苏省淮安市洪泽区人民政府办公室/政府信息公开工作年度报告",
        ),
        (
            "青禾县人民政府办公室政府信息公开工作年度报告（2025年）",
            "青禾县人民政府办公室/政府信息公开工作年度报告（2025年）",
        ),
        (
            "2025年度青禾县自然资源和规划局政府信息公开工作年度报告",
            "2025年度青禾县自然资源和规划局/政府信息公开工作年度报告",
        ),
        (
            "青禾县人民政府信息公开工作2025年度报告及有关说明材料",
            "青禾县人民政府信息公开工作/2025年度报告及有关说明材料",
        ),
        (
            "江苏省淮安市洪泽区城市管理局综合行政执法局2025年政府信息公开工作年度报告",
            "江苏省淮安市洪泽区/城市管理局综合行政执法局/2025年政府信息公开工作年度报告",
        ),
        (
            "平潭综合实验区管理委员会自然资源与生态环境局行政审批服务中心办公室2024年政府信息公开工作年度报告",
            "平潭综合实验区管理委员会/自然资源与生态环境局/行政审批服务中心办公室2024年/政府信息公开工作年度报告",
        ),
        (
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥政府信息公开工作年度报告",
            "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午/未申酉戌亥政府信息公开工作年度报告",
        ),
        ("《" + "甲" * 120 + "》", "《" + "甲" * 120 + "》"),
    ],
)
def test_a_long_title_is_broken_by_sense(form: Form, title, broken):
    assert "/".join(paper.title_lines(title, form)) == broken


def test_the_longest_title_goes_on_five_lines_and_no_mark_begins_or_ends_one(form: Form):
    organ = (
        "新疆维吾尔自治区伊犁哈萨克自治州青石县人民政府办公室（政务公开领导小组办公室、"
        "数字化发展管理局）驻红旗街道综合行政执法局第一大队"
    )
    lines = paper.title_lines(f"{organ}2024年政府信息公开工作年度报告", form)

    assert lines == (
        "新疆维吾尔自治区",
        "伊犁哈萨克自治州青石县人民政府办公室",
        "（政务公开领导小组办公室、数字化发展管",
        "理局）驻红旗街道综合行政执法局第一大队",
        "2024年政府信息公开工作年度报告",
    )


def test_brackets_too_long_for_a_line_are_broken_and_no_word_is(form: Form):
    title = (
        "青石市农业农村局（挂青石市海洋与渔业局、青石市畜牧局牌子）2025年政府信息公开工作年度报告"
    )
    first, *lines = paper.title_lines(title, form, Profile(left=35, right=35))

    assert (first + "".join(lines), len(lines)) == (title, 2)
    assert lines[-1].endswith("政府信息公开工作年度报告")


@pytest.mark.parametrize("year", ["{}2025年{}", "2025年度{}{}", "{}{}（2025年）"])
@pytest.mark.parametrize(
    "organ", ["文", "文镇", "文县人民政府", "文市文县文局", "文区文委员会办公室"]
)
@pytest.mark.parametrize("letters", range(1, 12))
def test_every_title_is_whole_and_its_lines_fit(form: Form, year, organ, letters):
    title = year.format(organ.replace("文", "文" * letters), "政府信息公开工作年度报告")
    lines = paper.title_lines(title, form)

    assert "".join(lines) == title
    assert all(len(line) >= 4 for line in lines)
    assert all(paper.lines(line, STANDARD.text_width, STANDARD.title_size) == 1 for line in lines)
    assert all(line.count("（") == line.count("）") for line in lines)
    assert "2025年度" not in lines
