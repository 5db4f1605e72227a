"""One clean report, and what goes wrong with it when one thing is changed: a case a line or two."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from app import checks
from app.forms import catalogue as forms
from app.report.report import PRINTED_BLANK, Report

Changes = dict[tuple[str, str], Any]

TEXTS = {
    "lead": (
        "根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》"
        "（国办公开办函〔2021〕30号）编制。本报告由总体情况、主动公开政府信息情况、收到和处理"
        "政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、"
        "其他需要报告的事项六个部分组成，所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
        "联系电话：0512-66660000。"
    ),
    "overview/active": "2023年，我局主动公开政府信息86条，其中通知公告30条、工作动态56条。",
    "overview/on_request": (
        "2023年，未收到政府信息公开申请，未发生因政府信息公开引起的行政复议、行政诉讼。"
    ),
    "overview/management": "2023年制度健全，公开前逐件审查。",
    "overview/platform": "2023年网站专栏由专人维护，栏目齐全。",
    "overview/supervision": "2023年明确了分管领导和责任人。",
    "problems": (
        "（一）存在的问题\n1.公开的内容不够细。\n2.更新有时不及时。\n"
        "（二）改进措施\n1.2024年将加强培训。\n2.进一步完善更新制度。"
    ),
    "other": "本年度没有收取信息处理费，没有其他需要报告的事项。",
    "closing": "青石县发展和改革局\n2024年1月15日",
}


class Case(NamedTuple):
    """A change of the clean report, and the rules that must speak."""

    says: str
    changes: Changes = {}
    rules: str = ""
    previous: Changes | None = None
    """What is different in the clean report of the year before; None: there is none."""
    edition: str = "2021"
    today: date | None = None
    year: int = 2023


def clean(edition: str, year: int) -> Report:
    """A report with nothing to find in it."""
    form = forms.form(edition)
    inputs = [cell.id for cell in form.cells.values() if not cell.computed]
    changes: Changes = {("cells", cell): 0 for cell in inputs}
    changes |= {("organ", ""): "青石县发展和改革局", ("year", ""): year}
    for text, words in TEXTS.items():
        words = words.replace("2024", str(year + 1)).replace("2023", str(year))
        changes["texts", text] = words if edition == "2021" else words.replace("30号", "")
    return Report(form, changes)


def found(case: Case) -> list[checks.Finding]:
    report = clean(case.edition, case.year)
    report.apply(case.changes)
    before = None
    if case.previous is not None:
        before = clean(case.edition, case.year - 1)
        before.apply({("texts", text): None for text in TEXTS} | case.previous)
    return list(checks.findings(report, before, case.today))


def cell(path: str, value: Any) -> Changes:
    return {("cells", path): value}


def text(id_: str, words: str | None) -> Changes:
    return {("texts", id_): words}


def printed(path: str, value: Any) -> Changes:
    return {("published", path): value}


ALL_OF_ONE = (
    "2023年，主动公开工作平稳有序，申请按时答复，规范性文件按时清理，网站专栏及时更新，监督到位。"
)
OF_NO_YEAR: Changes = {
    ("texts", each): words
    for each, words in {
        **dict.fromkeys(TEXTS, "按时做好各项工作，公开不够及时，下一步改进。"),
        "lead": "联系电话：0512-66660000。统计期限为全年。",
        "other": "没有收取信息处理费。",
        "closing": None,
    }.items()
}
LEVEL: Changes = {("level", ""): "county_department"}
BALANCED = cell("requests/new_received/natural", 12) | cell("requests/granted/natural", 12)
NO_WORDS: Changes = text("overview/on_request", "办理工作依照规定进行。")
LONG = "各单位严格落实信息公开审查制度，坚持先审后发，及时更新栏目内容，做好政策解读，回应关切。"

TABLES = [
    Case("nothing is wrong"),
    Case("nothing is wrong in 2019", edition="2019", year=2020),
    Case("R01 one column", cell("requests/new_received/natural", 2) | NO_WORDS, "R01 R01"),
    Case(
        "R01 two columns the other way",
        BALANCED | NO_WORDS | cell("requests/new_received/other", 1)
        | cell("requests/granted/natural", 13),
        "R01 R01",
    ),
    Case("R01 balanced", BALANCED | NO_WORDS),
    Case(
        "R01 turned digits", BALANCED | NO_WORDS | cell("requests/granted/natural", 21), "R01 R01",
    ),
    Case(
        "R01 the same digits on both sides",
        BALANCED | NO_WORDS | cell("requests/new_received/natural", 21)
        | cell("requests/granted/natural", 21),
    ),
    Case(
        "R01 rows that could not be read",
        NO_WORDS | cell("requests/new_received/natural", 1)
        | cell("requests/granted/natural", None) | cell("requests/partial/natural", None),
        "R01 R01 R31",
    ),
    Case(
        "R31 rows that could not be read, and nothing missing",
        NO_WORDS | cell("requests/granted/natural", None) | cell("requests/partial/natural", None),
        "R31",
    ),
    Case(
        "R01 R02 R03 one input against right totals",
        BALANCED | NO_WORDS | printed("requests/granted/total", 12)
        | printed("requests/total/natural", 12) | printed("requests/total/total", 12)
        | cell("requests/granted/natural", 15),
        "R01 R01 R02 R03",
    ),
    Case(
        "R01 R02 R03 right totals",
        BALANCED | NO_WORDS | printed("requests/granted/total", 12)
        | printed("requests/total/natural", 12) | printed("requests/total/total", 12),
    ),
    Case(
        "R02 a wrong total that was added up",
        BALANCED | NO_WORDS | printed("requests/granted/total", 13)
        | printed("requests/total/natural", 12) | printed("requests/total/total", 13),
        "R02 R02",
    ),
    Case("R20 a number beside a blank row", BALANCED | cell("requests/partial/natural", None)
         | text("overview/on_request", "收到政府信息公开申请12件，部分公开2件。"), "R31"),
    Case("R20 a number beside a row of nothing", BALANCED
         | text("overview/on_request", "收到政府信息公开申请12件，部分公开2件。"), "R20"),
    Case("R20 R21 a slip in the table, and a text that is right",
         BALANCED | cell("requests/carried_out/natural", 3)
         | text("overview/on_request", "收到政府信息公开申请12件，均已办结，没有结转下年度。"),
         "R01 R01 R20 R21"),
    Case("R20 R21 the text alone", BALANCED
         | text("overview/on_request", "收到政府信息公开申请12件，均已办结，没有结转下年度。")),
    Case("R02 right", BALANCED | NO_WORDS | printed("requests/granted/total", 12)),
    Case("R02 wrong", BALANCED | NO_WORDS | printed("requests/granted/total", 11), "R02"),
    Case("R03 wrong", BALANCED | NO_WORDS | printed("requests/total/natural", 13), "R03"),
    Case("R03 not printed", BALANCED | NO_WORDS | printed("requests/total/natural", PRINTED_BLANK)),
    Case("R02 R03 both", BALANCED | NO_WORDS | printed("requests/total/total", 13), "R02 R03"),
    Case("R04 all blank", printed("requests/granted/total", PRINTED_BLANK), "R04"),
    Case(
        "R04 one of them printed",
        printed("requests/granted/total", PRINTED_BLANK) | printed("requests/partial/total", 0),
    ),
    Case("R05 negative", cell("disputes/cases/review_other", -1), "R05 R20"),
    Case("R05 fraction", cell("disclosure/licensing/decisions", Decimal("1.5")), "R05"),
    Case("R06 wrong", printed("disputes/cases/review_total", 3), "R06"),
    Case("R06 right", printed("disputes/cases/review_total", 0)),
    Case("R09 negative", cell("disclosure/fees/prev_items", -1), "R09", edition="2019", year=2020),
    Case("R09 fewer", cell("disclosure/fees/change", -8), edition="2019", year=2020),
    Case("R10 more made than valid", cell("disclosure/normative_docs/made", 3), "R10"),
    Case("R10 not filled", cell("disclosure/normative_docs/made", 3)
         | cell("disclosure/normative_docs/valid", None), "R31"),
    Case("R11 a department", LEVEL | cell("disclosure/regulations/valid", 6), "R11"),
    Case("R11 a city", {("level", ""): "city"} | cell("disclosure/regulations/valid", 6)),
    Case("R11 nobody knows", cell("disclosure/regulations/valid", 6)),
    Case("R12 negative", cell("disclosure/fees/amount", Decimal("-0.5")), "R12"),
    Case("R12 exact", cell("disclosure/fees/amount", Decimal("5949.088667"))),
    Case(
        "R14 fewer in all than new",
        cell("disclosure/regulations/new_disclosed", 3), "R14", edition="2019", year=2020,
    ),
    Case(
        "R17 many others",
        BALANCED | NO_WORDS | cell("requests/granted/natural", 8)
        | cell("requests/other_other/natural", 4),
        "R17",
    ),
    Case(
        "R17 not many",
        BALANCED | NO_WORDS | cell("requests/granted/natural", 9)
        | cell("requests/other_other/natural", 3),
    ),
    Case("R31 blank", cell("disputes/cases/review_other", None), "R31"),
    Case("R31 R31", cell("disputes/cases/review_other", None)
         | cell("requests/granted/research", None), "R31 R31"),
    Case(
        "R32 a stroke",
        cell("disclosure/regulations/made", None) | {("notes", "disclosure/regulations/made"): "/"},
        "R32",
    ),
    Case(
        "R33 words beside a number",
        {("notes", "disclosure/regulations/made"): "0（另有修订）"}, "R33",
    ),
]  # fmt: skip

WORDING = [
    Case("R23 no multiple of ten", text("other", "收取信息处理费385元。"), "R23 R23"),
    Case(
        "R23 items, and the table knows",
        text("other", "对3件申请收取信息处理费500元：1件200元；2件300元。")
        | cell("disclosure/fees/amount", Decimal("0.05")),
    ),
    Case("R23 the table does not know", text("other", "收取信息处理费500元。"), "R23"),
    Case("R23 the table is blank there", text("other", "收取信息处理费500元。")
         | cell("disclosure/fees/amount", None), "R31"),
    Case(
        "R23 told in one place, denied in the other",
        text("overview/management", "收取信息处理费500元。"), "R23",
    ),
    Case("R26 title", {("title", ""): "青石县发展和改革局2022年政府信息公开工作年度报告"}, "R26"),
    Case("R26 a year that is still to come", {("year", ""): 2052} | OF_NO_YEAR, "R26"),
    Case("R26 a year before there were reports", {("year", ""): 1925} | OF_NO_YEAR, "R26 R44"),
    Case("R26 a name with a year", {("organ", ""): "青石县发展和改革局2023"}, "R26"),
    Case("R26 a name with a year in words", {("organ", ""): "青石县发展和改革局２０２３年度"}, "R26"),
    Case("R26 a name with a number", {("organ", ""): "青石县第2025号仓库管理局"}),
    Case("R26 title right", {("title", ""): "青石县2023年度政府信息公开年报"}),
    Case(
        "R26 period of two years",
        text("lead", TEXTS["lead"].replace("至2023年", "至2022年")), "R26",
    ),
    Case(
        "R26 period not to the end",
        text("lead", TEXTS["lead"].replace("12月31日", "11月30日")), "R26",
    ),
    Case("R26 a period without its second year",
         text("lead", TEXTS["lead"].replace("至2023年", "至"))),
    Case("R26 other days are none", text("overview/platform", "2023年5月8日至5月12日办了宣传。")),
    Case("R26 last year's sentence", text("overview/platform", "2022年，我局更新栏目3个。"), "R26"),
    Case("R26 compared", text("overview/platform", "2022年以来，栏目没有变。与2022年相比稳定。")),
    Case("R26 how it began", text("overview/platform", "2022年，我局首次建成专栏，沿用至今。")),
    Case("R26 next year's plan", text("overview/platform", "2024年，我局将更新栏目。")),
    Case("R26 carried into a wrong year", text("requests/note", "有申请结转至2023年。"), "R26"),
    Case("R26 carried into the next", text("requests/note", "没有申请结转至2024年。")),
    Case(
        "R27 the year as a time to come",
        text("problems", "更新不够及时。2023年，我局将进一步加强培训。"), "R27",
    ),
    Case(
        "R27 after the measures begin",
        text("problems", "更新不够及时。改进措施：2023年我局加大培训的力度。"), "R27",
    ),
    Case("R27 what was done", text("problems", "2023年，我局将公开纳入考核，但更新不够及时，要改进。")),
    Case(
        "R27 other people's problems",
        LEVEL | text("problems", "一些地区更新不够及时，今后要改进。"), "R27",
    ),
    Case("R27 another kind of organ", text("overview/platform", "我镇严格落实制度。"), "R27"),
    Case("R27 a neighbour", text("overview/platform", "与各乡镇加强联系，城镇居民都能看到。")),
    Case(
        "R27 another place's office as the subject",
        {("organ", ""): "海滨市旅游局", ("texts", "closing"): ""} | text("overview/active", "2023年，山城市旅游局认真落实制度。"), "R27",
    ),
    Case(
        "R27 another place's leaders",
        {("organ", ""): "海滨市旅游局", ("texts", "closing"): ""} | text("overview/active", "在山城市委、市政府的领导下，开展工作。"), "R27",
    ),
    Case(
        "R27 a higher place, and one's own",
        {("organ", ""): "海滨市临江区旅游局", ("texts", "closing"): ""}
        | text("overview/active", "江南省人民政府高度重视。海滨市旅游局积极指导。临江区旅游局认真落实。"),
    ),
    Case(
        "R27 no place at all",
        {("organ", ""): "海滨市临江区旅游局", ("texts", "closing"): ""}
        | text("overview/active", "全区各部门积极配合。各县区旅游局认真落实。开发区管理委员会积极配合。"),
    ),
    Case("R27 another's signature", text("closing", "白河县文化和旅游局\n2024年1月15日"), "R27"),
    Case("R27 the longer name", text("closing", "青石县发展和改革局办公室\n2024年1月15日")),
    Case("R28 is silent where there is nothing", text("problems", None), "R43"),
    Case("R28 nothing", text("problems", "无。"), "R28"),
    Case("R28 short", text("problems", "改进不足。"), "R28"),
    Case("R28 no measure", text("problems", "公开的内容还有很多不足之处，信息也不全。"), "R28"),
    Case("R29 no word of fees", text("other", "没有其他需要报告的事项。"), "R29"),
    Case("R29 not asked in 2019", text("other", "没有其他事项。"), edition="2019", year=2020),
    Case("R30 long", text("overview/management", LONG * 25), "R30"),
    Case("R30 white space does not count", text("overview/management", (LONG + "\n　　 ") * 20)),
    Case("R36 late", LEVEL, "R36", today=date(2024, 2, 1)),
    Case("R36 the last day", LEVEL, today=date(2024, 1, 31)),
    Case("R36 a city has longer", {("level", ""): "city"}, today=date(2024, 3, 10)),
    Case("R36 nobody knows who", today=date(2024, 6, 1)),
    Case(
        "R39 the old document",
        text("lead", TEXTS["lead"].replace("〔2021〕30号", "〔2019〕60号")), "R39",
    ),
    Case("R39 mangled", text("lead", TEXTS["lead"].replace("30号", "3号")), "R39"),
    Case("R39 other brackets", text("lead", TEXTS["lead"].replace("〔2021〕", "[2021]"))),
    Case("R39 another document",
         text("overview/management", "按照国办公开办函〔2019〕51号的要求办理。")),
    Case("R40 one missing", text("problems", TEXTS["problems"].replace("（二）", "（三）")), "R40"),
    Case("R40 begins late", text("overview/platform", "2.更新栏目。"), "R40"),
    Case("R40 a section's number", text("problems", "一、存在的问题\n内容不够细，要改进。"), "R40"),
    Case("R40 its own heading", text("overview/platform", "（四）政府信息公开平台建设\n更新栏目。")),
    Case("R41 no lead", text("lead", None), "R41"),
    Case("R41 no telephone", text("lead", TEXTS["lead"].replace("联系电话：0512-66660000", "")), "R41"),
    Case("R41 five of six", text("lead", TEXTS["lead"].replace("总体情况、", "")), "R41"),
]  # fmt: skip

OPEN = (
    cell("requests/new_received/natural", 12)
    | cell("requests/carried_out/natural", 2)
    | cell("requests/granted/natural", 10)
)
SHARED = text("problems", TEXTS["problems"])

YEARS = [
    Case("nothing is wrong beside last year", previous={}),
    Case("R07 nothing came over", previous=OPEN, rules="R07 R07"),
    Case(
        "R07 all came over",
        cell("requests/carried_in/natural", 2) | cell("requests/granted/natural", 2) | NO_WORDS,
        previous=OPEN,
    ),
    Case(
        "R07 last year's cell was blank",
        cell("requests/carried_in/natural", 2) | cell("requests/granted/natural", 2) | NO_WORDS,
        previous=cell("requests/carried_out/natural", None),
    ),
    Case(
        "R07 last year's cell was 0",
        cell("requests/carried_in/natural", 2) | cell("requests/granted/natural", 2) | NO_WORDS,
        "R07 R07", previous={},
    ),
    Case("R07 R08 R35 are silent without last year"),
    Case("R08 three appeared", cell("disclosure/normative_docs/valid", 3), "R08", previous={}),
    Case(
        "R08 one made, two repealed",
        cell("disclosure/normative_docs/made", 1) | cell("disclosure/normative_docs/repealed", 2)
        | cell("disclosure/normative_docs/valid", 7),
        previous=cell("disclosure/normative_docs/valid", 8),
    ),
    Case(
        "R13 items", cell("disclosure/licensing/prev_items", 9), "R13", previous=cell(
            "disclosure/licensing/prev_items", 10) | cell("disclosure/licensing/change", -2),
        edition="2019", year=2020,
    ),
    Case(
        "R13 items go on", cell("disclosure/licensing/prev_items", 8), previous=cell(
            "disclosure/licensing/prev_items", 10) | cell("disclosure/licensing/change", -2),
        edition="2019", year=2020,
    ),
    Case(
        "R14 seven from nothing", cell("disclosure/normative_docs/total_disclosed", 7), "R14",
        previous={}, edition="2019", year=2020,
    ),
    Case(
        "R14 new ones are added",
        cell("disclosure/normative_docs/total_disclosed", 9)
        | cell("disclosure/normative_docs/new_disclosed", 2),
        previous=cell("disclosure/normative_docs/total_disclosed", 7), edition="2019", year=2020,
    ),
    Case(
        "R08 it is not filled in what was made",
        cell("disclosure/normative_docs/valid", 9) | cell("disclosure/normative_docs/made", None),
        "R31", previous=cell("disclosure/normative_docs/valid", 8),
    ),
    Case("R15 a case is lost", previous=cell("disputes/cases/review_pending", 2), rules="R15"),
    Case(
        "R15 the organ does not count it", text("disputes/note", "本表不含上年度结转的案件。"),
        previous=cell("disputes/cases/review_pending", 2),
    ),
    Case(
        "R24 wrong percentage",
        BALANCED | text("overview/on_request", "收到政府信息公开申请12件，同比增长25%。"), "R24",
        previous=cell("requests/new_received/natural", 10)
        | cell("requests/granted/natural", 10),
    ),
    Case(
        "R24 right percentage",
        BALANCED | text("overview/on_request", "收到政府信息公开申请12件，比上年增长20%。"),
        previous=cell("requests/new_received/natural", 10)
        | cell("requests/granted/natural", 10),
    ),
    Case(
        "R24 the other direction",
        BALANCED | text("overview/on_request", "收到政府信息公开申请12件，同比下降20%。"), "R24",
        previous=cell("requests/new_received/natural", 10)
        | cell("requests/granted/natural", 10),
    ),
    Case(
        "R24 so many more",
        BALANCED | text("overview/on_request", "收到政府信息公开申请12件，较上年增加3件。"), "R24",
        previous=cell("requests/new_received/natural", 10)
        | cell("requests/granted/natural", 10),
    ),
    Case(
        "R24 the same",
        BALANCED | text("overview/on_request", "收到政府信息公开申请12件，与上年持平。"), "R24",
        previous=cell("requests/new_received/natural", 10)
        | cell("requests/granted/natural", 10),
    ),
    Case(
        "R25 many times more", cell("disclosure/licensing/decisions", 9487), "R25",
        previous=cell("disclosure/licensing/decisions", 550),
    ),
    Case(
        "R25 a fifth", cell("disclosure/licensing/decisions", 110), "R25",
        previous=cell("disclosure/licensing/decisions", 550),
    ),
    Case("R25 a hundred from nothing", cell("disclosure/licensing/decisions", 100), "R25",
         previous={}),
    Case("R25 not a hundred", cell("disclosure/licensing/decisions", 99), previous={}),
    Case(
        "R25 not so many", cell("disclosure/licensing/decisions", 540),
        previous=cell("disclosure/licensing/decisions", 550),
    ),
    Case(
        "R35 nearly the same problems", text("problems", TEXTS["problems"] + "多开渠道。"), "R35",
        previous=SHARED,
    ),
    Case(
        "R35 other problems",
        previous=text("problems", "（一）问题\n培训少，渠道单一。\n（二）打算\n多办培训，多开渠道。"),
    ),
    Case("R43 the same problems", previous=SHARED, rules="R43"),
    Case("R43 the same word for nothing", text("problems", "无"), "R43",
         previous=text("problems", "无")),
    Case(
        "R43 two texts of one section",
        text("overview/platform", LONG) | text("overview/supervision", "开展培训3次。"), "R43 R43",
        previous=text("overview/platform", LONG) | text("overview/supervision", "开展培训3次。"),
    ),
    Case(
        "R43 silences R20 and R26",
        text("overview/platform", "2022年，收到政府信息公开申请5件。"), "R43",
        previous=text("overview/platform", "2022年，收到政府信息公开申请5件。"),
    ),
    Case(
        "R20 R26 one letter more",
        text("overview/platform", "2022年，收到政府信息公开申请5件。2023年，收到政府信息公开申请6件。"),
        "R20 R26",
        previous=text("overview/platform", "2022年，收到政府信息公开申请5件。"),
    ),
    Case(
        "R43 the same elsewhere is right",
        text("disputes/note", "本表含上年度结转的案件。"),
        previous={("texts", text): TEXTS[text] for text in ("other", "closing")}
        | text("disputes/note", "本表含上年度结转的案件。"),
    ),
    Case(
        "R43 the same problems in 2019", rules="R43", edition="2019", year=2020,
        previous=text("problems", TEXTS["problems"].replace("2024", "2021")),
    ),
]  # fmt: skip

NOTHING_UNDER_ONE: Changes = {
    ("texts", text): None for text in TEXTS if text.startswith("overview")
}

THERE = [
    Case("R43 no organ", {("organ", ""): None}, "R43"),
    Case("R43 an organ of blanks", {("organ", ""): "\u3000\u200b "}, "R43"),
    Case("R43 no year", {("year", ""): None}, "R43"),
    Case("R43 nothing under one", NOTHING_UNDER_ONE, "R43"),
    Case("R43 nothing but unseen marks", text("other", "\u200b\u202d\u202c\n\u3000"), "R43"),
    Case("R43 nothing anywhere", {("texts", text): None for text in TEXTS}, "R43 R43 R43"),
    Case(
        "R43 two sub-sections, one word about both",
        text("overview/platform", None) | text("overview/supervision", " "),
        "R43",
    ),
    Case(
        "R43 all in one text without sub-headings",
        NOTHING_UNDER_ONE | text("overview", ALL_OF_ONE),
    ),
    Case(
        "R43 a sentence before the first heading and nothing under any",
        NOTHING_UNDER_ONE | text("overview", "2023年，我局的各项工作平稳有序。"),
        "R43",
    ),
    Case(
        "R43 one of the five is not spoken of",
        NOTHING_UNDER_ONE | text("overview", ALL_OF_ONE.replace("监督到位", "一切顺利")),
        "R43",
    ),
    Case(
        "R43 no lead and no date is nothing missing",
        text("lead", None) | text("closing", None),
        "R41",
    ),
    Case("R43 in 2019", text("problems", None), "R43", edition="2019", year=2020),
    Case("R28 a stroke is as good as nothing", text("problems", "——"), "R28"),
    Case("R29 a word is as good as nothing", text("other", "无。"), "R29"),
    Case(
        "R44 an old edition",
        {("year", ""): 2025}
        | {
            ("texts", text): None
            for text in ("lead", "closing", "overview/active", "overview/on_request")
        }
        | text("overview/on_request", "办理工作依照规定进行。")
        | text("overview/active", "公开及时。"),
        "R27 R41 R44",
        edition="2019",
        year=2024,
    ),
    Case(
        "R44 too early for the new one",
        {("year", ""): 2020}
        | {
            ("texts", text): words.replace("2023", "2020").replace("2024", "2021")
            for text, words in TEXTS.items()
        },
        "R44",
    ),
    Case("R44 the first year of the new one", year=2021),
    Case("R44 the last year of the old one", edition="2019", year=2020),
    Case("R45 no such day", text("closing", "青石县发展和改革局\n2027年13月40日"), "R45"),
    Case("R45 no such day in that year", text("closing", "2023年2月29日"), "R45"),
    Case("R45 no such day in Chinese", text("closing", "二〇二四年二月三十日"), "R45"),
    Case("R45 no such day with points", text("closing", "2024.4.31"), "R45"),
    Case("R45 no such month alone", text("closing", "2024年13月"), "R45"),
    Case("R45 no day nought", text("closing", "2024年1月0日"), "R45"),
    Case("R45 before the year was over", text("closing", "2023年1月15日"), "R45"),
    Case("R45 a month before", text("closing", "二〇二三年十一月"), "R45"),
    Case("R45 more than a year after", text("closing", "2025年1月1日"), "R45"),
    Case("R45 far after", text("closing", "2026/1/20"), "R45"),
    Case("R45 the last day", text("closing", "2023年12月31日")),
    Case("R45 a month that is not over", text("closing", "2023年12月")),
    Case("R45 a year after", text("closing", "２０２４年１２月３１日")),
    Case("R45 a leap day", text("closing", "2024 年 2 月 29 日")),
    Case("R45 in Chinese", text("closing", "二〇二四年一月二十六日")),
    Case("R45 no date", text("closing", "青石县发展和改革局")),
    Case("R45 a telephone number", text("closing", "联系电话：0512-2023-1-5566")),
]

UNITS: Changes = {
    ("provenance", ""): [
        {
            "unit": unit, "file": f"{unit}.json", "sha256": "0" * 64, "edition": "2021", "kind": "json",
            "received": "2024-01-20", "own": False,
        }
        for unit in ("青石县教育局", "青石县民政局")
    ]
}  # fmt: skip


def corrected(path: str) -> Changes:
    """Somebody has looked at what its units counted there."""
    entry = {"unit": "青石县教育局", "cell": path, "was": 2, "now": 1, "reason": "联合发文"}
    return {("corrections", ""): [entry | {"by": "王五", "date": "2024-01-30"}]}


VALID, PENDING = "disclosure/normative_docs/valid", "disputes/cases/direct_pending"
NEW, OUT = "requests/new_received/natural", "requests/carried_out/natural"
WITH_NEW = (
    cell(NEW, 2) | cell(OUT, 2) | text("overview/on_request", "2023年收到政府信息公开申请2件。")
)
SUMMED = [
    Case("R37 documents that several units may have counted", UNITS | cell(VALID, 3), "R37"),
    Case("R37 of one report alone", cell(VALID, 3)),
    Case("R37 somebody has corrected one of them", UNITS | cell(VALID, 3) | corrected(VALID)),
    Case(
        "R37 court cases", UNITS | cell(PENDING, 1) | text("overview/on_request", None), "R37 R43"
    ),
    Case("R37 requests handed on", UNITS | WITH_NEW, "R37"),
    Case("R37 requests, one of them corrected", UNITS | WITH_NEW | corrected(NEW)),
    Case("R37 a sum of nothing", UNITS),
    Case(
        "R37 in the old form",
        UNITS | cell(PENDING, 1) | text("overview/on_request", None),
        "R37 R43",
        edition="2019",
        year=2020,
    ),
]

ALL = [*TABLES, *WORDING, *YEARS, *THERE, *SUMMED]
