"""Sentences found by trying the rules on what people really write, each beside its twin.

A number or a denial that was overlooked stands beside the same words where all is right, and words
that were taken for a mistake beside the same kind of words where there is one. Numbers are those of
`sentences.figures`; `nothing` is a report in which nothing happened.
"""

import re
from typing import NamedTuple

from app import checks
from app.report.report import Report
from tests.app.checks.cases import TEXTS, Case, clean, found, text
from tests.app.checks.sentences import figures, found_in

COUNTED = [
    # 办理、答复、收到
    ("办理回复依申请公开事项【45】件。", 44),
    ("全年办理答复依申请公开申请【47】件。", 46),
    ("全年回复依申请公开申请【45】件。", 44),
    ("处理并答复政府信息公开申请【五十一】件。", "五十二"),
    ("新收政府信息公开申请数量【47】件，上年结转政府信息公开申请数量4件。", 46),
    ("新收政府信息公开申请数量47件，上年结转政府信息公开申请数量【４】件。", "５"),
    # 表三各行，照表上的名字
    ("本机关不掌握相关政府信息【9】件。", 8),
    ("不掌握相关政府信息【9】件，属于行政执法案卷0件。", 10),
    ("不掌握相关政府信息9件，属于行政执法案卷【0】件。", 5),
    ("本局不掌握相关信息【９】件。", "７"),
    ("属于三类内部事务信息【2】件，属于四类过程性信息2件。", 3),
    ("属于三类内部事务信息2件，属于四类过程性信息【二】件。", "一"),
    ("其中【2】件属于四类过程性信息。", 4),
    ("属于国家秘密【0】件，保护第三方合法权益0件，属于行政查询事项0件。", 1),
    ("其他法律、行政法规禁止公开【0】件，危及三安全一稳定0件。", 1),
    ("没有现成信息需要另行制作【2】件，补正后申请内容仍不明确0件。", 1),
    ("信访举报投诉类申请0件，重复申请【1】件，要求提供公开出版物0件。", 2),
    ("无正当理由大量反复申请【0】件。", 1),
    ("要求行政机关确认或重新出具已获取信息【0】件。", 2),
    ("申请人逾期不补正【4】件，逾期未缴费0件。", 3),
    # 表四各列
    ("政府信息公开行政复议结果维持【2】件，结果纠正0件，其他结果1件，尚未审结2件。", 3),
    ("政府信息公开行政复议5件，其中维持2件，纠正【0】件。", 1),
    ("政府信息公开行政复议尚未审结【2】件。", 1),
    ("政府信息公开行政复议被维持【2】件。", 4),
    ("因政府信息公开引发的行政诉讼结果维持【2】件。", 1),
    ("政府信息公开类未经复议直接起诉2件，其中结果维持【1】件、尚未审结1件。", 2),
    ("政府信息公开类复议后起诉1件，结果维持【1】件。", 2),
    ("因政府信息公开被起诉【3】件。", 5),
    # 表二
    ("印发行政规范性文件【3】件。", 4),
    ("行政规范性文件本年制发件数【3】件、本年废止件数2件。", 2),
    ("作出行政处罚决定【45】件。", 64),
    ("结转至下年度办理【6】件。", 7),
    ("【6】件转结下年度。", 5),
]  # fmt: skip
"""The right number, and a wrong one in its place: R20 there and nowhere else."""

DENIED = [
    ("上年【无结转】。", 1),
    ("【上年度无结转】，收到的申请依法办理。", 1),
    ("【2022年没有结转的申请】。", 1),
    ("【无上年结转】申请。", 1),
    ("【不存在上年度结转】的申请。", 1),
    ("【无转结下年度】。", 1),
    ("【无下年度结转】。", 1),
    ("【没有申请结转至下年度】。", 1),
    ("【无需结转下年度】继续办理。", 1),
    ("【无结转2024年】继续办理件。", 1),
    ("【暂无申请转入下一年度】。", 1),
    ("【尚无结转到2024年】的申请。", 1),
    ("【不存在因政府信息公开引发的行政复议和行政诉讼】情况。", 2),
    ("【未发生因政府信息公开被起诉】的情况。", 1),
    ("【没有因政府信息公开被提起起诉】。", 1),
    ("【从未发生政府信息公开行政诉讼】案件。", 1),
    ("暂【无政府信息公开行政复议】案件。", 1),
    ("【没发生政府信息公开行政复议】。", 1),
    ("政府信息公开【行政复议、行政诉讼均未发生】。", 2),
    ("政府信息公开【行政复议和行政诉讼案件均不存在】。", 2),
    ("【未印发行政规范性文件】。", 1),
    ("【未新制定行政规范性文件】。", 1),
    ("【没有新出台的规范性文件】。", 1),
    ("【没有制作和公开新的行政规范性文件】。", 1),
    ("【没有新制定并公开的行政规范性文件】。", 1),
    ("【未出台新的规范性文件】。", 1),
    ("【无制定规章及规范性文件】。", 1),
    ("本年度【无行政规范性文件】。", 1),
    ("【未制发规章和规范性文件】。", 1),
    ("【尚未发布任何行政规范性文件】。", 1),
    ("【没有行政事业性收费】项目。", 1),
    ("【无行政事业性收费】。", 1),
    ("【不存在行政事业性收费】项目。", 1),
    ("【未收取行政事业性收费】。", 1),
    ("【未作出行政许可、行政处罚】决定。", 2),
    ("【尚未收到政府信息公开申请】。", 1),
    ("【暂未接到政府信息公开申请】。", 1),
    ("【未收到依申请公开】事项。", 1),
    ("【不存在政府信息公开申请】。", 1),
]  # fmt: skip
"""How many of them are found in a report that has figures; none is where nothing happened."""

ALL_ALIKE = [
    "收到申请47件，【全部为自然人】申请。",
    "共受理政府信息公开申请47件，申请人【均为自然人】。",
    "收到政府信息公开申请47件（【均为自然人】提交）。",
    "收到47份政府信息公开申请，【都是个人】提出的。",
    "收到政府信息公开申请47件，【均来自自然人】。",
    "收到政府信息公开申请47件，【全部为企业】申请。",
    "收到政府信息公开申请47件，【均系商业企业】提出。",
    "收到政府信息公开申请47件，【均为法人或其他组织】申请。",
]  # fmt: skip
"""R20 in a report with applicants of several kinds; none where all are of that kind."""

MISTAKEN = [
    # 正式的名称
    (
        "新收政府信息公开申请数量47件，上年结转政府信息公开申请数量4件。",
        "新收政府信息公开申请数量47件，上年结转政府信息公开申请数量【5】件。",
        "R20",
    ),
    # 占比：相邻的一项不是总数
    (
        "政务动态120条，政策文件40条，占17%，其余为其他信息。",
        "共发布信息235条，其中政策文件40条，占【27%】。",
        "R38",
    ),
    ("通知公告65条，工作动态42条，占17%，政策解读30条。", "栏目65个，合格42个，占【17%】。", "R38"),
    ("全年公开信息241条。通知公告65条，工作动态42条，占17.4%。", "", ""),
    ("作出行政处罚决定45件，占12.6%。", "予以公开19件，占【12.6%】。", "R38"),
    ("政府信息公开行政复议5件，占62.5%，行政诉讼3件，占37.5%。", "", ""),
    ("网站80条，微信30条，两项占17%；全年共发布632条。", "", ""),
    (
        "共发布信息632条，政务动态80条，政策文件30条，占17.4%。",
        "共发布信息632条，政务动态80条，政策文件30条，占【7.4%】。",
        "R38",
    ),
    # 公开了的条目不是作出的决定
    (
        "主动公开政府信息共331条，新增行政许可86项、新增行政处罚64项。",
        "作出行政许可决定312件、行政处罚决定【64】件。",
        "R20",
    ),
    (
        "在门户网站公示机构职能12项，行政许可86项，行政处罚64项。",
        "在门户网站公示，全年作出行政处罚决定【64】件。",
        "R20",
    ),
    # 别人的申请
    (
        "协助上级处理政府信息公开申请5件。",
        "处理政府信息公开申请【5】件。",
        "R20",
    ),
    ("配合县政府办公室办理依申请公开3件，收到申请47件。", "收到申请【3】件。", "R20"),
    ("收到申请47件，协助上级部门答复申请2件，同比下降50%。", "", ""),
    ("指导乡镇办结申请11件。", "办结申请【11】件。", "R20"),
    ("办理上级转办的政府信息公开申请2件。", "办理政府信息公开申请【2】件。", "R20"),
    # 相近的说法
    ("没有行政复议被纠正的情况。", "【没有政府信息公开行政复议】的情况。", "R20"),
    ("未印发规范性文件解读。", "【未印发规范性文件】。", "R20"),
    ("未制定违法的规范性文件。", "【未制定规范性文件】。", "R20"),
    ("没有违规收取行政事业性收费。", "【没有收取行政事业性收费】。", "R20"),
    ("未取消行政事业性收费项目。", "【无行政事业性收费】项目。", "R20"),
    ("没有应当结转而未结转下年度的申请。", "【没有申请结转下年度】。", "R20"),
    ("不存在应当公开而不公开的情况。", "【不存在政府信息公开行政复议】的情况。", "R20"),
    ("上年结转4件，无法在年内办结的结转下年度6件。", "上年结转4件，【无申请结转下年度】。", "R20"),
    ("评查行政执法案卷50件。", "属于行政执法案卷【50】件。", "R20"),
    ("政府信息公开行政诉讼一审维持2件，二审维持1件。", "", ""),
    ("作为复议机关，维持12件，纠正3件。", "政府信息公开行政复议维持2件，纠正【3】件。", "R20"),
    ("政府信息公开行政复议5件、行政诉讼3件，其中维持4件。",
     "政府信息公开行政复议5件、行政诉讼3件，其中维持【5】件。", "R20"),
    ("予以公开的19件均为自然人申请。", "收到的47件申请【均为自然人】申请。", "R20"),
    ("收到政府信息公开申请47件，并非全部为自然人申请。", "", ""),
    ("收到政府信息公开申请47件，均为自然人和企业申请。", "", ""),
    ("申请人不都是自然人。", "收到的申请【都是自然人】提出的。", "R20"),
]  # fmt: skip
"""What must stay silent, and its loud twin, if it has one, with the rules that must speak."""

LISTS = [
    ("主动公开政府信息3257条，政务动态1082条，通知公告1674条，其他【501】条。", 494),
    ("收到政府信息公开申请47件，予以公开19件，部分公开6件，其余【22】件。", 12),
    ("收到意见31条，采纳4条，部分采纳1条，其余【26】条不予采纳。", 25),
    ("共受理各类来件31件，其中网上4件，信函1件，其余【26】件为当面提交。", 25),
    ("共受理来件三十一件，网上四件，信函一件，剩余【二十六】件为当面提交。", "二十五"),
    ("开展培训３１次，其中线上４次，线下１次，其余【２６】次为自学。", "２５"),
    ("公开信息共计6452条，其中动态类信息2637条、政策文件47条，其他信息【3768】条。", 3786),
    (
        "公开各类信息共计3437条，包括：人事信息12条，公告公示225条，其他类信息【3200】条。",
        3100,
    ),
    ("办理来件31宗：咨询4宗，建议1宗，其它【26】宗。", 27),
]  # fmt: skip
"""R22: parts that are closed by the rest, right and wrong."""

NO_LISTS = [
    "收到意见31条，采纳4条，另有2条重复。",
    "通知公告30条，工作动态12条，其余5条。",
    "召开会议12次，发布信息20条，通知8条，其他部门转来6条。",
    "上年结转4件、新收47件，办结45件，其余6件结转下年度。",
    "收到申请47件，予以公开19件，其中网上10件，其余28件。",
    "全年发布信息近500条，其中动态300条，其余100条。",
    "办结45件，予以公开19件、部分公开6件，其余申请均依法答复。",
    "收到申请47件，其中通过网络收到30件，信函17件，另有2件为上级转办。",
    "收到意见31条，比上年增加6条，采纳4条，其余27条。",
    "发布信息20条，其中政策5条，其他等10余条。",
]

CHANGES = [
    ("2023年收到来信28件，比2022年（39件）下降【28.2%】。", "29%"),
    ("2023年收到来信28件，较2022年的39件减少【11】件。", 10),
    ("收到来信28件，比上年39件下降【28%】。", "29%"),
    ("收到来信28件，与上年度的39件相比，减少【11】件。", 12),
    ("收到来信28起，比2019年（39起）下降【28.2%】。", "30%"),
    ("收到来信二十八件，较去年同期的三十九件减少【11】件。", 9),
    ("收到来信由2022年的39件下降到28件，下降【28.2%】。", "38%"),
    ("2022年收到来信39件，2023年收到来信28件，同比下降【28.2%】。", "29.5%"),
    ("与2022年的39件相比，今年收到来信28件，下降【28.2%】。", "29%"),
    ("收到来信39件，同比2022年的28件增长【39.3%】。", "28.2%"),
]  # fmt: skip
"""R24 by what the sentence itself says, without last year's report."""

NO_CHANGES = [
    "收到来信28件，其中网上20件，比2022年（39件）下降28.2%。",
    "收到来信28件、来访3件，比2022年（39件）减少8件。",
    "收到来信近28件，比2022年（39件）下降20%。",
    "收到来信28件，比2022年（39件）明显下降，办结率提高5个百分点。",
    "收到来信28件，比2022年多。",
    "比2022年（39件）下降29%。",
]

CUT = [
    "所列数据的统计期限自【202311日起至20231231日】止。",
    "所列数据的统计期限自【2023年1月1日起至20231231日】止。",
    "所列数据的统计期限为【2023年月日至2023年12月31日】。",
    "所列数据的统计期限自【年月日起至年月日】止。",
    "数据的统计期限：【2023 1 1 日至 2023 12 31 日】。",
    "统计时限为【20231月1日至202312月31日】。",
]
"""R26: a period out of which digits or 年 and 月 fell."""

WHOLE = [
    "统计期限自2023年1月1日起至2023年12月31日止，电话0512-66660000。",
    "统计期限自２０２３年１月１日起至１２月３１日止。",
    "统计期限为2023.1.1至2023.12.31。",
    "统计期限为2023年1月至12月。",
    "统计期限为20230101至20231231。",
    "统计期限自二〇二三年一月一日起至二〇二三年十二月三十一日止。",
    "数据统计至2023年12月31日。",
]


TWICE = [
    ("完善【制制】度。", 0), ("完善信息管理【制制】度。", 1), ("属于四类过程【性性】信息0件。", 1),
    ("政府信息【公开公开】平台。", 1), ("各行政【机机】关。", 1), ("紧紧围绕中心工作。", 0),
    ("全国国务院系统，国务院部门。", 0), ("临江市市政府门户网站，临江市政府门户网站。", 0),
    ("公开开展情况，公开展示。", 0), ("一件件办理，一件办理的。", 0), ("公公公开制度。", 0),
    ("开通便民服服务热线；便民服务热线。", 1),
]  # fmt: skip
"""How often R46 speaks."""

LEAD = TEXTS["lead"]
_NAME = "《中华人民共和国政府信息公开条例》"
_FORMAT = "年度报告格式》（国办公开办函〔2021〕30号）"


class Lead(NamedTuple):
    """The clean report's lead with something else in it, and how often its rule speaks."""

    says: str
    old: str
    new: str
    rules: str = ""
    edition: str = "2021"
    year: int = 2023


LEADS = [
    Lead("the regulation before its revision", _NAME, f"{_NAME}（国务院令第492号）", "R39"),
    Lead("its number written another way", _NAME, f"{_NAME}（国务院第492号令）", "R39"),
    Lead("in full-width digits", _NAME, f"{_NAME}（国务院令第４９２号）", "R39"),
    Lead("its number now", _NAME, f"{_NAME}（国务院令第711号）"),
    Lead("its number mangled", _NAME, f"{_NAME}（国务院令第771号）", "R39"),
    Lead("the old one meant as such", _NAME, f"{_NAME}，原《条例》（国务院令第492号）废止后"),
    Lead("another regulation", _NAME, f"{_NAME}和《优化营商环境条例》（国务院令第722号）"),
    Lead("the format on trial", "报告格式》", "报告格式（试行）》", "R39"),
    Lead("on trial after the name", "报告格式》", "报告格式》（试行）", "R39"),
    Lead("name and number of the one before", _FORMAT,
         "年度报告格式（试行）》（国办公开办函〔2019〕60号）", "R39"),
    Lead("another document on trial", "报告格式》", "报告格式》和《公开指南（试行）》"),
    Lead("brackets of another kind", "〔2021〕30号", "﹝2021﹞30号"),
    Lead("square brackets", "〔2021〕30号", "［2021］30号"),
    Lead("wrong in the first year of an edition", "30号", "60号", "R39", year=2021),
    Lead("right in the first year of an edition", "", "", year=2021),
    Lead("wrong in 2019", _FORMAT, "年度报告格式》（国办公开办函〔2019〕66号）", "R39", "2019", 2019),
    Lead("right in 2019", _FORMAT, "年度报告格式（试行）》（国办公开办函〔2019〕60号）", "", "2019", 2019),
    Lead("the old regulation in 2019", _NAME, f"{_NAME}（国务院令第492号）", "R39", "2019", 2019),
    Lead("其它 for 其他", "其他需要", "其它需要"),
    Lead("a part that is none of the form's", "、其他需要报告的事项六个", "、工作打算、其他需要报告的事项七个"),
    Lead("one part more than there are", "事项六个", "事项七个", "R41"),
    Lead("one part less than it says", "存在的主要问题及改进情况、", "", "R41"),
    Lead("六 parts and one of them unnamed", "其他需要报告的事项六个", "六个", "R41"),
]  # fmt: skip


def nothing(year: int = 2023) -> Report:
    report = clean("2021", year)
    report.apply({("texts", text): None for text in report.form.texts})
    return report


def alike(words: str) -> Report:
    """A report in which all requests are of applicants of the kind that the words tell of."""
    report = nothing()
    column = "natural" if re.search("自然人|个人", words) else "business"
    cells = {"new_received": 47, "granted": 47}
    report.apply({("cells", f"requests/{row}/{column}"): n for row, n in cells.items()})
    return report


def with_lead(lead: Lead) -> list[checks.Finding]:
    words = LEAD.replace(lead.old, lead.new).replace("2023", str(lead.year))
    if lead.edition == "2019":
        words = words.replace("（国办公开办函〔2021〕30号）", "")
    return found(Case(lead.says, text("lead", words), edition=lead.edition, year=lead.year))


def plain(marked: str) -> str:
    return re.sub("[【】]", "", marked)


def put(marked: str, number: object) -> str:
    """The sentence with another number in its place."""
    return re.sub("【.+?】", str(number), marked)


def all_tried() -> list[tuple[list[str], list[checks.Finding]]]:
    """The rules that are due and what is found, for every sentence."""
    report = figures()
    told = [(s, "R20" if wrong else "") for m, n in COUNTED for s, wrong in _twins(m, n)]
    told += [(plain(marked), " ".join(["R20"] * n)) for marked, n in DENIED]
    told += [(plain(marked), "R20") for marked in ALL_ALIKE]
    told += [(silent, "") for silent, _, _ in MISTAKEN]
    told += [(plain(loud), rules) for _, loud, rules in MISTAKEN if loud]
    told += [(s, "R22" if wrong else "") for m, n in LISTS for s, wrong in _twins(m, n)]
    told += [(s, "R24" if wrong else "") for m, n in CHANGES for s, wrong in _twins(m, n)]
    told += [(plain(marked), "R26") for marked in CUT]
    told += [(sentence, "") for sentence in (*NO_LISTS, *NO_CHANGES, *WHOLE)]
    told += [(plain(marked), " ".join(["R46"] * n)) for marked, n in TWICE]
    all_ = [(rules.split(), found_in(report, sentence)) for sentence, rules in told]
    all_ += [([], found_in(nothing(), plain(marked))) for marked, _ in DENIED]
    all_ += [(lead.rules.split(), with_lead(lead)) for lead in LEADS]
    return all_ + [([], found_in(alike(marked), plain(marked))) for marked in ALL_ALIKE]


def _twins(marked: str, number: object) -> list[tuple[str, bool]]:
    return [(plain(marked), False), (put(marked, number), True)]
