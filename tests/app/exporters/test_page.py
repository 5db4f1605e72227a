"""How tables and titles are fitted on the page."""

import pytest

from app import places
from app.exporters import page
from app.forms import load


@pytest.mark.parametrize("edition", sorted((places.resources() / "forms").glob("*.yaml")))
def test_every_table_of_every_edition_fits_on_a_page_under_its_heading(edition):
    for table in load.read(edition).tables.values():
        fitted = page.fit(table)
        assert sum(fitted.heights) + 28 <= 225 / 25.4 * 72
        assert sum(fitted.widths) == pytest.approx(156 / 25.4 * 72, abs=0.1)


def test_only_a_table_as_tall_as_a_page_begins_a_new_one():
    tables = load.form("2021").tables

    assert [page.fit(table).fills_page for table in tables.values()] == [False, True, False]


def test_a_narrow_header_is_broken_as_on_the_blank_form():
    fitted = page.fit(load.form("2021").tables["requests"])
    broken = {"/".join(fitted.label_lines(cell)) for cell in fitted.grid.cells}

    assert {
        "自然/人",
        "商业/企业",
        "社会/公益/组织",
        "法律/服务/机构",
        "总计",
        "申请人情况",
    } <= broken


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
            "江苏省淮安市洪泽区人民政府办公室政府信息公开工作年度报告",
        ),
    ],
)
def test_a_long_title_is_broken_by_sense(title, broken):
    assert "/".join(page.title_lines(title)) == broken
