"""Titles and long names are broken by sense."""

import pytest

from app.exporters import paper, titles
from app.files.profiles import STANDARD, Profile
from app.forms.model import Form


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
        (
            "Xinjiang-Production-and-Construction-Corps-Information-Office2024年年度报告",
            "Xinjiang-Production-and-Construction-/Corps-Information-Office2024年年度报告",
        ),
        ("《" + "甲" * 120 + "》", "《" + "甲" * 120 + "》"),
    ],
)
def test_a_long_title_is_broken_by_sense(form: Form, title, broken):
    assert "/".join(titles.lines(title, form)) == broken


def test_the_longest_title_goes_on_five_lines_and_no_mark_begins_or_ends_one(form: Form):
    organ = (
        "新疆维吾尔自治区伊犁哈萨克自治州青石县人民政府办公室（政务公开领导小组办公室、"
        "数字化发展管理局）驻红旗街道综合行政执法局第一大队"
    )
    lines = titles.lines(f"{organ}2024年政府信息公开工作年度报告", form)

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
    first, *lines = titles.lines(title, form, Profile(left=35, right=35))

    assert (first + "".join(lines), len(lines)) == (title, 2)
    assert lines[-1].endswith("政府信息公开工作年度报告")


@pytest.mark.parametrize(
    "word", ["x" * 90, "Bezirksverwaltungs" * 5, "http://a.gov.cn/" + "b" * 70]
)
def test_a_word_longer_than_a_line_is_broken_too(form: Form, word):
    lines = titles.lines(f"{word}2024年政府信息公开工作年度报告", form)

    assert "".join(lines) == f"{word}2024年政府信息公开工作年度报告"
    assert lines[-1].endswith("政府信息公开工作年度报告")
    assert all(paper.lines(line, STANDARD.text_width, STANDARD.title_size) == 1 for line in lines)


@pytest.mark.parametrize("year", ["{}2025年{}", "2025年度{}{}", "{}{}（2025年）"])
@pytest.mark.parametrize(
    "organ", ["文", "文镇", "文县人民政府", "文市文县文局", "文区文委员会办公室"]
)
@pytest.mark.parametrize("letters", range(1, 12))
def test_every_title_is_whole_and_its_lines_fit(form: Form, year, organ, letters):
    title = year.format(organ.replace("文", "文" * letters), "政府信息公开工作年度报告")
    lines = titles.lines(title, form)

    assert "".join(lines) == title
    assert all(len(line) >= 4 for line in lines)
    assert all(paper.lines(line, STANDARD.text_width, STANDARD.title_size) == 1 for line in lines)
    assert all(line.count("（") == line.count("）") for line in lines)
    assert "2025年度" not in lines
