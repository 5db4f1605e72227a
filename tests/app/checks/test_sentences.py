"""Sentences against the tables of the report in conftest.py: which numbers are wrong, which right.

The first list must stay silent, whatever is said in it is true or is not about the tables. In the
second every wrong number stands in 【】, with the rule that must find it.
"""

import re

import pytest

from app import checks
from app.checks import claims
from app.report import Report

OWN_WORDS = {"R28", "R29", "R41"}
"""Rules about what a text lacks: a single sentence lacks much."""

TRUE = [
    # 新收、受理、办结
    "2023年，我局共收到政府信息公开申请47件，办结45件，结转下年度6件。",
    "全年受理政府信息公开申请47件，均在法定期限内答复。",
    "全年共收到依申请公开51件，按时答复45件。",
    "2023年新收政府信息公开申请47件，上年结转4件，共51件。",
    "收到政府信息公开申请 ４７ 件，其中自然人40件，法人或其他组织7件。",
    "收到政府信息公开申请四十七件，结转下年度办理六件。",
    "全年收到47件政府信息公开申请。",
    "截至2023年12月31日，共收到政府信息公开申请47件。",
    "收到申请47件，其中通过网络收到申请30件，信函收到申请17件。",
    "收到政府信息公开申请47件，其中网上申请30件、信函申请17件。",
    "全年收到政府信息公开申请40余件，答复近50件。",
    "收到政府信息公开申请47件，办理上年度结转4件。",
    "政府信息公开申请数量为47件。",
    "全年办理政府信息公开申请51件。",
    "依申请公开方面：本年新收47件，上年结转4件，办结45件，结转下年度继续办理6件。",
    "另有6件顺延到下年度答复。",
    "新收政府信息公开申请、上年结转申请分别为47件、4件。",
    # 别的工作里的数字
    "2022年，收到政府信息公开申请30件；2023年收到政府信息公开申请47件。",
    "去年收到政府信息公开申请30件。",
    "上半年收到政府信息公开申请20件，下半年收到27件。",
    "5月15日政务公开日收到政府信息公开申请2件。",
    "与上年的30件相比，申请量增加17件。",
    "自《条例》实施以来，累计收到政府信息公开申请320件。",
    "全年收到行政许可申请500件，全部办结。",
    "受理12345热线工单1236件，办结1230件。",
    "答复网民留言35件，办理人大建议12件、政协提案8件，均已办结。",
    "收到群众来信12件，接待来访30人次。",
    "收到救助申请120件，发放补助3万元。",
    "主动公开政府信息1136条，其中通知公告300条。",
    "主动公开信息121条，其中政策信息50余条，工作动态60多条，解读4条。",
    "全市收到政府信息公开申请3646件。",
    "县政府本级收到政府信息公开申请20件。",
    "依据国办公开办函〔2021〕30号文件编制，电话0517-87222589。",
    "申请办理平均用时9天，按时办结率100%。",
    "最长一件办理了20个工作日。",
    # 办理结果
    "其中予以公开19件、部分公开6件、不予公开4件、无法提供11件、不予处理1件、其他处理4件。",
    "予以公开及部分公开25件，占55.56%；不予公开4件，占8.89%。",
    "予以公开、部分公开、不予公开分别为19件、6件和4件。",
    "办结45件，其中19件予以公开，6件部分公开，4件不予公开。",
    "作其他处理（含申请人主动撤回申请）4件。",
    "作出答复的申请中，予以公开19件（42.22%），部分公开6件（13.33%），无法提供11件（24.44%）。",
    "自然人申请40件，其中予以公开17件、部分公开5件。",
    "本机关不掌握相关政府信息9件，没有现成信息需要另行制作2件。",
    "不予公开的信息主要涉及三类内部事务。",
    "因申请人撤回，终止办理2件。",
    # 复议、诉讼
    "因政府信息公开被申请行政复议5件、提起行政诉讼3件。",
    "信息公开类行政复议5件，诉讼3件。",
    "政府信息公开行政复议、行政诉讼共8件。",
    "政府信息公开行政复议案件5件，其中结果维持2件，其他结果1件，尚未审结2件。",
    "因政府信息公开被提起行政诉讼3件，其中未经复议直接起诉2件、复议后起诉1件。",
    "作为复议机关，全年审结行政复议案件120件。",
    "未发生因政府信息公开被纠错的行政复议案件。",
    "政府信息公开行政复议被纠正0件。",
    "加强行政复议和行政应诉工作，未发生败诉案件。",
    "全县行政复议机构办理行政复议案件86件。",
    # 表二
    "全年制发行政规范性文件3件，废止2件，现行有效20件。",
    "制定行政规范性文件3件，废止行政规范性文件2件。",
    "现行有效规范性文件20件，均已公开。",
    "建立健全规章制度12项。",
    "作出行政许可决定312件，行政处罚决定45件。",
    "公示行政许可、行政处罚信息2350条。",
    "公开行政许可事项目录86项。",
    "行政事业性收费20万元。",
    "行政事业性收费200000元。",
    "发布规范性文件解读5件。",
    # 全部办结
    "上年结转的4件申请已全部办结。",
    "人大建议和政协提案均已按期办结。",
    "申请均在法定期限内答复。",
    # 分项与比例
    "共收到意见18条，其中采纳5条、部分采纳3条。",
    "开展培训3次，其中线上1次、线下2次。",
    "网站发布118条、微信发布294条、公开栏发布32条，118+294+32=444。",
    "发布信息249条，其中通知9条、动态7条，浏览量3万次。",
    "收到政府信息公开申请47件，其中，自然人申请40件，法人或其他组织申请7件，同意公开19件。",
    "抽查栏目30个，合格27个，占90%。",
    # 信息处理费
    "本年度收取信息处理费0元。",
    "按每件100元的标准收取信息处理费。",
    "未收取信息处理费。",
    "免收信息处理费35元。",
]

FALSE = [
    ("2023年，我局共收到政府信息公开申请【46】件，办结45件。", "R20"),
    ("全年受理政府信息公开申请【50】件。", "R20"),
    ("2023年度我局共收到依申请信息公开【48】件。", "R20"),
    ("全年收到【45】件政府信息公开申请。", "R20"),
    ("收到政府信息公开申请【四十五】件。", "R20"),
    ("收到政府信息公开申请【４５】件。", "R20"),
    ("收到政府信息公开申请47件，按时办结【47】件。", "R20"),
    ("收到政府信息公开申请47件，全部在期限内答复【44】件。", "R20"),
    ("上年结转政府信息公开申请【3】件。", "R20"),
    ("上年度结转申请【5】件，结转下年度继续办理【4】件。", "R20 R20"),
    ("另有【7】件顺延到下年度答复。", "R20"),
    ("【2】件申请结转下一年度。", "R20"),
    ("结转至2024年办理【3】件。", "R20"),
    ("【未收到政府信息公开申请】。", "R20"),
    ("全年【无政府信息公开申请】。", "R20"),
    ("我局【未接收到任何依申请】公开的申请。", "R20"),
    ("实现依申请公开【零申请】。", "R20"),
    ("政府信息公开申请数量为【零】。", "R20"),
    ("申请人中，自然人申请【42】件。", "R20"),
    ("予以公开【20】件、部分公开6件、不予公开【5】件。", "R20 R20"),
    (
        "其中予以公开19件，部分公开【9】件，无法提供【12】件，不予处理【2】件，其他处理【3】件。",
        "R20 R20 R20 R20",
    ),
    ("予以公开、部分公开、不予公开分别为【18】件、6件和【3】件。", "R20 R20"),
    ("予以公开及部分公开【26】件。", "R20"),
    ("办结45件，其中【20】件予以公开，6件部分公开。", "R20"),
    ("作其他处理（含申请人主动撤回申请）【5】件。", "R20"),
    ("因本机关不掌握相关政府信息【7】件。", "R20"),
    ("因政府信息公开被申请行政复议【4】件、提起行政诉讼3件。", "R20"),
    ("信息公开类行政复议5件，诉讼【9】件。", "R20"),
    ("发生【6】件政府信息公开行政复议。", "R20"),
    ("政府信息公开行政复议、行政诉讼共【9】件。", "R20"),
    ("政府信息公开行政复议和行政诉讼各【3】件。", "R20"),
    ("【未发生因政府信息公开被申请行政复议】的情况。", "R20"),
    ("【没有因政府信息公开工作被提起行政诉讼】。", "R20"),
    ("【无政府信息公开行政复议】、行政诉讼案件。", "R20 R20"),
    ("未经复议直接起诉【1】件、复议后起诉【2】件。", "R20 R20"),
    ("全年制发行政规范性文件【4】件，废止【1】件，现行有效【21】件。", "R20 R20 R20"),
    ("【未制发规范性文件】。", "R20"),
    ("作出行政许可决定【300】件，行政处罚决定45件。", "R20"),
    ("行政事业性收费【21】万元。", "R20"),
    ("行政许可【0.05万】件。", "R20"),
    ("收到政府信息公开申请47件，【均已办结】。", "R21"),
    ("收到政府信息公开申请47件，已【全部按期办结】。", "R21"),
    ("政府信息公开行政复议5件，【均获维持】。", "R21"),
    ("政府信息公开行政诉讼3件，【全部维持】。", "R21"),
    ("收到政府信息公开申请47件，其中网上申请30件、信函申请【19】件。", "R22"),
    ("收到政府信息公开申请47件，其中网上申请30件、信函申请【10】件。", "R22"),
    ("发布信息249条：通知9条、动态7条、解读【3】条。", "R22"),
    ("发布信息20条，其中通知15条、动态【8】条。", "R22"),
    ("三个渠道分别发布，118+294+32=【445】。", "R22"),
    ("培训分为线上、线下，共举办5次，分别为2次、【2】次。", "R22"),
    ("对3件申请收取信息处理费500元：1件200元；1件100元；1件【100】元。", "R23"),
    ("收取信息处理费【385】元。", "R23"),
    ("予以公开19件，占【45.1%】。", "R38"),
    ("部分公开6件（【20%】）。", "R38"),
    ("抽查栏目30个，合格27个，占【80%】。", "R38"),
    ("网站、微信、公开栏分别占【60%、30%、20%】。", "R38"),
]


def found_in(report: Report, text: str) -> list[checks.Finding]:
    report.apply({("texts", "overview/on_request"): text})
    findings = checks.other_findings(report)
    return [found for found in findings if found.rule not in OWN_WORDS]


@pytest.mark.parametrize("sentence", TRUE)
def test_what_is_true_or_about_something_else_is_left_alone(filled: Report, sentence: str):
    assert [f"{f.rule} {f.message}" for f in found_in(filled, sentence)] == []


@pytest.mark.parametrize(("marked", "rules"), FALSE)
def test_a_wrong_number_is_found_where_it_stands(filled: Report, marked: str, rules: str):
    sentence = re.sub("[【】]", "", marked)
    findings = found_in(filled, sentence)
    assert sorted(f.rule for f in findings) == sorted(rules.split())
    wrong = re.findall("【(.+?)】", marked)
    assert findings[0].texts == ("overview/on_request",)
    for found in findings:
        _, start, end = found.spans[0]
        said = sentence[start:end]
        assert any(part in said or said in part for part in wrong), (said, wrong)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到政府信息公开申请46件。", "收到政府信息公开申请47件。"),
        ("收到政府信息公开申请 ４６ 件。", "收到政府信息公开申请 47 件。"),
        ("作出行政许可决定1,234件。", "作出行政许可决定312件。"),
        ("行政事业性收费21.5万元。", "行政事业性收费20万元。"),
    ],
)
def test_the_number_of_the_tables_can_take_its_place(filled: Report, sentence: str, expected: str):
    (found,) = found_in(filled, sentence)
    _, start, end = found.spans[0]
    assert found.replacement is not None
    assert sentence[:start] + found.replacement + sentence[end:] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "未收到政府信息公开申请。",
        "收到政府信息公开申请四十六件。",
        "行政许可0.05万件。",
        "行政事业性收费2000元。",
    ],
)
def test_words_are_not_replaced_by_a_number(filled: Report, sentence: str):
    (found,) = found_in(filled, sentence)
    assert found.replacement is None


def test_a_finding_names_words_cells_and_both_numbers(filled: Report):
    (found,) = found_in(filled, "2023年共收到政府信息公开申请46件。")
    assert found.cells == ("requests/new_received/total", "requests/carried_in/total")
    assert (found.left, found.right, found.difference) == (46, 47, -1)
    assert found.message == (
        "“依申请公开”写“收到政府信息公开申请46件”，而表三的本年新收是 47 或 51，"
        "两处不一致，请核对。"
    )


def test_every_mention_of_every_text_is_read(filled: Report):
    wrong = "收到政府信息公开申请46件。"
    filled.apply({("texts", text): wrong for text in ("overview", "problems", "requests/note")})
    found = [f for f in checks.other_findings(filled) if f.rule == "R20"]
    assert [f.texts[0] for f in found] == ["overview", "requests/note", "problems"]


def test_a_linked_number_always_agrees(filled: Report):
    filled.apply({("texts", "overview"): "收到政府信息公开申请⟦requests/new_received/total⟧件。"})
    assert claims.page(filled, None, None).mentions["overview"]
    assert [f for f in checks.other_findings(filled) if f.rule == "R20"] == []
