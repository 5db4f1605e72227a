"""Title, organ, year and the texts, by whatever headings they stand under."""

import re

import pytest

from app.importers import take
from app.importers.markup import html
from app.importers.terms.proposal import Proposal
from tests.app.importers import pages

pytestmark = pytest.mark.slow

REPORT = pages.distinct()
BODY = pages.page(REPORT).decode()


def read(page: str) -> Proposal:
    assert page != BODY, "the page is as it always is"
    return take.from_document(html.read(page.encode()), "page.html")


def replaced(*pairs: tuple[str, str]) -> str:
    page = BODY
    for old, new in pairs:
        assert old in page, old
        page = page.replace(old, new)
    return page


def messages(proposal: Proposal) -> str:
    return "\n".join(doubt.message for doubt in proposal.all_doubts)


@pytest.mark.parametrize(
    "page",
    [
        re.sub(r"<p>([一二三四五六])、", lambda m: f"<p>{'一二三四五六'.index(m[1]) + 1}．", BODY),
        re.sub(r"<p>([一二三四五六])、", r"<p>第\1部分　", BODY),
        re.sub(r"<p>([一二三四五六])、([^<]*)</p>", r"<p><strong>\1 </strong>、\2：</p>", BODY),
        re.sub(r"<p>[一二三四五六]、([^<]*)</p>", r"<h2>\1</h2>", BODY),
        re.sub(r"<p>（(.)）(主动|依申|政府|监督)", r"<p>(\1)、\2", BODY),
        replaced(("<p>（一）主动公开</p>", "<p>（一）主动公开政府信息情况</p>")),
        replaced(("（四）政府信息公开平台建设", "（四）平台建设方面")),
        replaced(("（三）政府信息管理", "（三）完善公开制度规范，加强政府信息管理")),
        replaced(("<p>（二）依申请公开</p><p>", "<p>（二）依申请公开方面。")),
        replaced(("<p>（二）依申请公开</p><p>", "<p><b>（二）依申请公开情况：</b>")),
        replaced(("六、其他需要报告的事项</p><p>", "六、其他需要报告的事项：")),
        replaced(("六、其他需要报告的事项</p><p>", "六、其他需要报告的事项　　")),
        replaced(("四、政府信息公开行政复议", "四、因政府信息公开工作被申请行政复议、提起")),
        replaced(("五、存在的主要问题及改进情况", "五、政府信息公开工作存在的主要问题及整改措施")),
    ],
)  # fmt: skip
def test_headings_in_other_clothes(page: str):
    proposal = read(page)
    assert proposal.texts == REPORT.texts
    assert proposal.all_doubts == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一、总体情况", "一、概述"),
        ("五、存在的主要问题及改进情况", "五、工作不足和下步打算"),
        ("（一）主动公开", "（一）政府信息公开情况"),
    ],
)
def test_a_heading_in_words_of_its_own_goes_by_its_number_and_is_told(old: str, new: str):
    proposal = read(replaced((old, new)))
    assert proposal.texts == REPORT.texts
    assert f"标题“{new}”按“{old}”读取" in messages(proposal)


@pytest.mark.parametrize(
    ("old", "new", "before"),
    [
        ("（三）政府信息管理", "（三）信息公开复议及诉讼情况", "overview/on_request"),
        ("（四）政府信息公开平台建设", "（四）依申请公开收费及减免情况", "overview/management"),
        ("（二）依申请公开", "（二）加强宣传和培训", "overview/active"),
        ("（五）监督保障", "（五）强化队伍，狠抓落实", "overview/platform"),
        ("（四）政府信息公开平台建设", "（四）队伍建设", "overview/management"),
        ("（一）主动公开", "（一）基本情况", "overview"),
    ],
)
def test_a_sub_heading_that_fits_nowhere_keeps_its_words_at_the_end_of_what_stands_before(
    old: str, new: str, before: str
):
    proposal = read(replaced((f"<p>{old}</p>", f"<p>{new}</p>")))
    own = next(text for text in REPORT.form.sections[0].texts if text.heading == old)
    expected = {k: v for k, v in REPORT.texts.items() if k != own.id}
    expected[before] = f"{expected[before]}\n{new[3:]}\n{REPORT.texts[own.id]}"
    assert proposal.texts == expected
    name = REPORT.form.texts[before].name
    told = f"小标题“{new}”不是表样里的，连同它下面的文字放在“{name}”的末尾，请核对"
    assert told in messages(proposal)


def test_a_strange_sub_heading_between_those_of_the_form():
    """Its number is not that of any, for those behind it count on."""
    page = replaced(
        ("<p>（五）监督保障", "<p>（六）监督保障"), ("<p>（四）政府", "<p>（五）政府"),
        ("<p>（三）政府信息管理", "<p>（三）收费及减免。没有收费。</p><p>（四）政府信息管理"),
    )  # fmt: skip
    own = REPORT.texts["overview/on_request"]
    expected = {**REPORT.texts, "overview/on_request": f"{own}\n收费及减免。没有收费。"}
    assert read(page).texts == expected


def test_lists_inside_a_text_and_numbers_that_go_on_behind_the_last_stay_as_they_are():
    own = REPORT.texts["overview/supervision"]
    lines = "（一）严格审查\n（二）加强宣传\n（六）其他工作\n没有。"
    page = replaced((own, "</p><p>".join([own, *lines.split("\n")])))
    proposal = read(page)
    assert proposal.texts == {**REPORT.texts, "overview/supervision": f"{own}\n{lines}"}
    assert proposal.all_doubts == ()


def test_a_missing_heading_is_told_and_the_others_are_found():
    proposal = read(replaced(("<p>五、存在的主要问题及改进情况</p>", "")))
    assert "没有找到标题“五、存在的主要问题及改进情况”" in messages(proposal)
    assert proposal.texts["other"] == REPORT.texts["other"]
    proposal = read(replaced(("<p>（三）政府信息管理</p>", "")))
    assert "里没有找到小标题“（三）政府信息管理”" in messages(proposal)
    assert proposal.texts["overview/platform"] == REPORT.texts["overview/platform"]


def test_a_table_of_contents_is_not_the_report():
    headings = [section.heading for section in REPORT.form.sections]
    contents = "<p>目　录</p>" + "".join(f"<p>{h}……{n}</p>" for n, h in enumerate(headings, 1))
    assert read(replaced(("<p>根据", f"{contents}<p>根据"))).texts == REPORT.texts


def test_links_to_the_sections_before_and_after_the_report_are_not_the_report():
    links = "".join(f"<li>{section.heading}</li>" for section in REPORT.form.sections)
    few = links.replace("<li>六、其他需要报告的事项</li>", "")
    for before, after in ((links, links), (few, ""), ("", f"<p>2024年1月10日</p>{links}")):
        page = BODY.replace("<body>", f"<body><ul>{before}</ul>") + f"<ul>{after}</ul>"
        texts = read(page).texts
        for id_ in ("lead", "overview/active", "overview/supervision", "problems"):
            assert texts[id_] == REPORT.texts[id_]


def test_a_part_that_is_called_like_a_section():
    page = re.sub(r"<p>[一二三四五六]、([^<]*)</p>", r"<h2>\1</h2>", BODY)
    page = page.replace("<p>（一）主动公开</p>", "<p>（一）主动公开政府信息情况</p>")
    assert read(page).texts == REPORT.texts


def test_two_headings_that_may_both_be_meant_are_neither():
    old = "<p>五、存在的主要问题及改进情况</p>"
    page = replaced((old, "<p>五、工作不足</p><p>不足。</p><p>五、下步打算</p>"))
    assert "没有找到标题“五、" in messages(read(page))


def test_a_line_that_begins_like_a_part_is_none_where_parts_are_in_brackets():
    text = "主动公开\n依申请公开"
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = replaced((f"<p>{REPORT.texts['overview']}</p>", lines))
    assert read(page).texts == {**REPORT.texts, "overview": text}


def test_numbered_lines_of_the_texts_are_no_headings():
    text = "存在的问题：\n一、存在问题\n公开不够。\n二、改进措施\n（一）主动公开更及时。"
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    old = "".join(f"<p>{line}</p>" for line in REPORT.texts["problems"].split("\n"))
    proposal = read(replaced((old, lines)))
    assert proposal.texts == {**REPORT.texts, "problems": text}


def test_notes_units_and_captions_around_a_table():
    table = pages.table_html(REPORT, "disputes")
    around = f"<p>（单位：件）</p>{table}<p>注：含上年度结转数量。</p>"
    proposal = read(replaced((table, around)))
    assert proposal.texts == {**REPORT.texts, "disputes/note": "注：含上年度结转数量。"}


def test_a_note_in_the_last_row_of_a_table():
    table = pages.table_html(REPORT, "disputes")
    noted = table.replace("</tbody>", "<tr><td colspan=15>注：含结转。</td></tr></tbody>")
    assert read(replaced((table, noted))).texts["disputes/note"] == "注：含结转。"


def test_signature_and_the_foot_of_the_page():
    signature = "<p>柳河镇人民政府</p><p>2024年1月10日</p><p>&nbsp;</p>"
    proposal = read(f"{BODY}{signature}<p>扫一扫在手机打开当前页</p><p>1</p>")
    assert proposal.texts == {**REPORT.texts, "closing": "柳河镇人民政府\n2024年1月10日"}


@pytest.mark.parametrize(
    "line",
    [
        "附件：柳河镇2023年年报.docx",
        "附件下载",
        "附件1：年报表格.xls ",
        "文章来源：县林草局",
        "字体：大 中 小",
        "无障碍浏览",
    ],
)
def test_what_the_page_says_below_the_last_section_is_not_its_text(line: str):
    assert read(f"{BODY}<p>{line}</p><p>1.pdf</p>").texts == REPORT.texts


@pytest.mark.parametrize("line", ["附件：1.柳河镇2023年统计表.xlsx", "附件"])
def test_a_signature_below_what_is_attached(line: str):
    signature = "<p>柳河镇人民政府</p><p>2024年1月10日</p><p>（此件公开发布）</p><p>更多精彩内容欢迎扫描下方二维码</p>"
    texts = read(f"{BODY}<p>{line}</p><p>&nbsp;</p>{signature}").texts
    assert texts == {**REPORT.texts, "closing": "柳河镇人民政府\n2024年1月10日"}


def test_a_sentence_about_attachments_is_text():
    words = "附件材料均已公开。"
    texts = read(f"{BODY}<p>{words}</p>").texts
    assert texts["other"] == f"{REPORT.texts['other']}\n{words}"


def test_what_stands_outside_the_article_is_not_read():
    article = BODY.partition("<body>")[2]
    page = f"<body><div><p>其他单位的话</p></div><div class=x>{article}</div><div><p>友情</p></div>"
    assert read(page).texts == REPORT.texts


@pytest.mark.parametrize(
    "line",
    [
        "2023年政府信息公开工作年度报告",
        "政府信息公开工作年度报告</p><p>某市柳河镇人民政府</p><p>（2023年度）",
        "发表日期：2024-01-26 文章来源：柳河镇",
        "信息提供日期 : 2024-01-22 17:48来源 : 柳河镇",
        "长者版 无障碍阅读",
        "扫一扫在手机打开当前页",
    ],
)
def test_what_a_page_says_again_or_of_itself_below_the_title_is_no_lead(line: str):
    page = replaced((f"<p>{REPORT.title}</p>", f"<p>{REPORT.title}</p><p>{line}</p>"))
    proposal = read(page)
    assert proposal.texts == REPORT.texts
    assert (proposal.organ, proposal.year) == (REPORT.organ, REPORT.year)


@pytest.mark.parametrize(
    "words",
    [
        "现将柳河镇人民政府2023年政府信息公开工作年度报告公布如下：",
        "现将我镇2023年度政府信息公开工作情况报告如下:",
        "2023年政府信息公开工作情况报告如下",
        "根据《条例》要求，现公布我镇2023年政府信息公开年度报告",
    ],
)
def test_a_sentence_that_announces_the_report_is_no_title(words: str):
    page = replaced((REPORT.texts["lead"], f"{words}</p><p>{REPORT.texts['lead']}"))
    proposal = read(page)
    assert proposal.texts["lead"] == f"{words}\n{REPORT.texts['lead']}"
    assert (proposal.organ, proposal.year, proposal.title) == (REPORT.organ, 2023, "")


@pytest.mark.parametrize(
    ("printed", "organ", "own"),
    [
        ("柳河镇人民政府 ２０２３ 年政府信息公开工作年度报告", "柳河镇人民政府", False),
        ("柳河镇人民政府<br>2023年政府信息公开工作年度报告", "柳河镇人民政府", False),
        ("柳河镇人民政府</p><p>2023年政府信息公开</p><p>工作年度报告", "柳河镇人民政府", False),
        ("附件1：柳河镇人民政府2023年政府信息公开工作年度报告", "柳河镇人民政府", False),
        ("2023年柳河镇人民政府政府信息公开工作年度报告", "柳河镇人民政府", True),
        ("柳河镇2023年度政府信息公开年报", "柳河镇", True),
        ("柳河镇人民政府关于2023年度政府信息公开工作的报告", "柳河镇人民政府", True),
        ("柳河镇人民政府政府信息公开工作年度报告（2023年度）", "柳河镇人民政府", True),
        ("二〇二三年柳河镇政府信息公开工作年度报告", "柳河镇", True),
        ("柳河镇人民政府信息公开2023年度报告", "柳河镇人民政府", True),
        ("县税务局2023年信息公开年度报告", "县税务局", True),
        ("县发改局（县粮食局）2023年政府信息公开工作年度报告", "县发改局（县粮食局）", False),
        ("县发改局(县粮食局）2023年政府信息公开工作年度报告", "县发改局(县粮食局）", False),
        ("县财政局（本级）2023年政府信息公开工作年度报告", "县财政局（本级）", False),
        ("【年报】县财政局2023年政府信息公开工作年度报告", "县财政局", True),
        ("【县财政局】关于2023年政府信息公开工作年度报告", "县财政局", True),
        ("（2023年度）县财政局政府信息公开工作年度报告", "县财政局", True),
        ("《县财政局（本级）2023年政府信息公开工作年度报告》", "县财政局（本级）", True),
        ("县财政局（2023年政府信息公开工作年度报告）", "县财政局", True),
    ],
)
def test_titles(printed: str, organ: str, own: bool):
    page = replaced((REPORT.title, printed)) if printed != REPORT.title else BODY
    proposal = read(page)
    assert (proposal.organ, proposal.year) == (organ, 2023)
    assert bool(proposal.title) == own
    assert proposal.texts == REPORT.texts


def test_the_title_nearest_to_the_report_counts():
    others = "".join(f"<p>柳河镇{y}年政府信息公开工作年度报告</p>" for y in (2022, 2021, 2020))
    proposal = read(replaced((f"<p>{REPORT.title}", f"{others}<p>{REPORT.title}")))
    assert (proposal.organ, proposal.year) == ("柳河镇人民政府", 2023)


def test_year_and_organ_are_looked_for_where_the_title_lacks_them():
    page = replaced((REPORT.title, "政府信息公开工作年度报告"))
    proposal = read(page + "<p>柳河镇人民政府</p><p>2024年1月10日</p>")
    assert (proposal.organ, proposal.year) == ("柳河镇人民政府", 2023)
    assert "按统计期限读作 2023 年" in messages(proposal)
    assert "按落款读作“柳河镇人民政府”" in messages(proposal)


def test_the_period_may_stand_in_any_text():
    """Not where a rule comes into force: 自2021年1月1日起施行."""
    old, words = (
        REPORT.texts["overview"],
        "统计期限为２０２３年１月１日至12月31日。办法自2021年1月1日起施行。",
    )
    page = replaced((f"<p>{REPORT.title}</p><p>{REPORT.texts['lead']}</p>", ""), (old, words))
    assert read(page).year == 2023
    assert read(page.replace("12月31日", "年底")).year is None


def test_the_period_at_the_end_of_a_long_lead():
    long = f"<p>{'我镇认真贯彻条例。' * 60}{REPORT.texts['lead']}"
    page = replaced((f"<p>{REPORT.title}</p>", ""), (f"<p>{REPORT.texts['lead']}", long))
    assert read(page).year == 2023


@pytest.mark.parametrize(
    ("sentence", "organ"),
    [
        (
            "根据《条例》规定，现公布柳河镇人民政府2023年政府信息公开工作年度报告。",
            "柳河镇人民政府",
        ),
        ("特编制柳河镇政务公开办公室2023年度政府信息公开工作报告。", "柳河镇政务公开办公室"),
        ("柳河镇2023年政府信息公开年度报告由六部分组成。", "柳河镇"),
        (
            "按《某市政府办关于做好2022年政府信息公开年报的通知》，现公布我镇2023年政府信息公开年报。",
            "",
        ),
        ("按区政府办关于编制2023年政府信息公开工作年度报告的要求，编制本报告。", ""),
    ],
)
def test_organ_and_year_in_a_sentence_of_the_lead_where_there_is_no_title(
    sentence: str, organ: str
):
    page = replaced((f"<p>{REPORT.title}</p>", ""), (REPORT.texts["lead"], sentence))
    proposal = read(page)
    assert (proposal.organ, proposal.year) == (organ, 2023)
    assert "按正文开头读作 2023 年" in messages(proposal)
    assert f"按正文开头读作“{organ}”" in messages(proposal) or not organ
    assert proposal.texts["lead"] == sentence


def test_a_page_that_names_the_report_only_in_its_own_table():
    rows = f"<tr><td>名称</td><td>{REPORT.title}</td></tr><tr><td>文号</td><td></td></tr>"
    proposal = read(replaced((f"<p>{REPORT.title}</p>", f"<table>{rows}</table>")))
    assert (proposal.organ, proposal.year, proposal.title) == ("柳河镇人民政府", 2023, "")


def test_brackets_of_links_cannot_come_in():
    proposal = read(replaced(("先审查、后公开", "先⟦审查⟧后公开")))
    assert proposal.texts["overview/management"].startswith("先[审查]后公开")


PARTS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")


def with_parts(names: tuple[str, ...], number: str = "（{}）") -> str:
    return replaced(
        *(
            (f"<p>（{n}）{official}</p>", f"<p>{number.format(n)}{own}</p>")
            for n, official, own in zip("一二三四五", PARTS, names, strict=True)
        )
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("强化主动公开", "规范依申请", "加强信息管理", "完善平台", "强化监督"), []),
        (("主动公开信息", "申请办理", "信息的管理", "公开平台管理", "监督与管理"), []),
        (("政府信息公开情况", *PARTS[1:]), ["（一）政府信息公开情况"]),
        (("政府信息公开情况", "申请情况", "信息管理", "平台", "保障"), ["（一）政府信息公开情况"]),
    ],
)
def test_parts_go_by_the_words_that_only_one_of_them_has(names: tuple[str, ...], told: list[str]):
    proposal = read(with_parts(names))
    assert proposal.texts == REPORT.texts
    assert [doubt.message.split("“")[1].split("”")[0] for doubt in proposal.all_doubts] == told


def test_parts_that_are_others_than_the_forms_stay_in_the_opening_text():
    """（一）基本情况、（二）主要做法 say of none of the form's parts, whatever their numbers."""
    texts = read(with_parts(("基本情况", "主要做法", "工作亮点", "经验体会", "典型事例"))).texts
    assert not [id_ for id_ in texts if id_.startswith("overview/")]
    assert "（二）主要做法\n" + REPORT.texts["overview/on_request"] in texts["overview"]


def test_words_of_two_parts_are_told_apart_by_the_order():
    """（四）常态化开展监督管理 after the platform, where there is no （三）."""
    page = BODY.replace("<p>（三）政府信息管理</p>", "").replace(
        f"<p>{REPORT.texts['overview/management']}</p>", ""
    )
    page = page.replace("（四）政府信息公开平台建设", "（三）建设公开平台")
    proposal = read(page.replace("（五）监督保障", "（四）常态化开展监督管理"))
    assert proposal.texts["overview/supervision"] == REPORT.texts["overview/supervision"]
    assert "overview/management" not in proposal.texts


def test_parts_in_another_order_keep_their_own_texts():
    page = with_parts((*PARTS[:2], PARTS[3], PARTS[2], PARTS[4]))
    texts = read(page).texts
    assert texts["overview/platform"] == REPORT.texts["overview/management"]
    assert texts["overview/management"] == REPORT.texts["overview/platform"]


def test_parts_under_numbers_like_those_of_sections():
    whole = re.sub(r"<p>([一二三四五六])、", r"<p>第\1部分 ", BODY)
    proposal = read(re.sub(r"<p>（(.)）(?=主动|依申|政府|监督)", r"<p>\1、", whole))
    assert proposal.texts == REPORT.texts
    assert proposal.all_doubts == ()


def test_parts_under_figures():
    names = "主动公开政府信息情况", "收到和处理申请情况", *PARTS[2:]
    page = with_parts(names, "{}.")
    page = re.sub(r"<p>([一二三四五])\.", lambda m: f"<p>{'一二三四五'.index(m[1]) + 1}.", page)
    proposal = read(page)
    assert proposal.texts == REPORT.texts
    assert proposal.all_doubts == ()


def test_parts_that_are_numbered_in_a_sentence():
    """一是主动公开情况。……二是依申请公开情况。……"""
    names = "主动公开情况", "依申请公开情况", "信息管理情况", "政务公开平台建设情况", "监督保障情况"
    page = with_parts(names, "{}是")
    proposal = read(re.sub(r"(<p>[一二三四五]是[^<]*)</p><p>", r"\1。", page))
    assert proposal.texts == REPORT.texts
    assert proposal.all_doubts == ()


def without(*headings: str) -> str:
    return replaced(*((f"<p>{heading}</p>", "") for heading in headings))


HEADINGS = [section.heading for section in REPORT.form.sections]
PLACED = "按表格、小标题和先后划分，请核对各部分的文字"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_missing_heading_over_a_table_or_after_the_last(number: int):
    proposal = read(without(HEADINGS[number]))
    assert proposal.texts == REPORT.texts
    assert messages(proposal) == f"没有找到标题“{HEADINGS[number]}”，{PLACED}"


def test_a_note_under_a_table_is_no_text_of_the_section_whose_heading_is_missing():
    table = pages.table_html(REPORT, "disputes")
    page = without(HEADINGS[4]).replace(table, f"{table}<p>注：含上年度结转数量。</p>")
    assert read(page).texts == {**REPORT.texts, "disputes/note": "注：含上年度结转数量。"}


def test_without_the_first_heading_the_parts_have_their_texts_and_what_is_above_is_the_lead():
    proposal = read(without(HEADINGS[0]))
    lead = f"{REPORT.texts['lead']}\n{REPORT.texts['overview']}"
    wanted = {k: v for k, v in REPORT.texts.items() if k != "overview"}
    assert proposal.texts == {**wanted, "lead": lead}
    assert messages(proposal) == f"没有找到标题“{HEADINGS[0]}”，{PLACED}"


def test_without_any_heading_no_text_is_lost():
    proposal = read(without(*HEADINGS))
    texts = REPORT.texts
    assert proposal.texts == {
        **{k: v for k, v in texts.items() if k not in ("overview", "other")},
        "lead": f"{texts['lead']}\n{texts['overview']}",
        "problems": f"{texts['problems']}\n{texts['other']}",
    }
    assert (proposal.organ, proposal.year) == ("柳河镇人民政府", 2023)
    assert messages(proposal) == f"没有找到标题{'、'.join(f'“{h}”' for h in HEADINGS)}，{PLACED}"


def test_a_menu_above_the_title_is_no_part_of_a_section_without_its_heading():
    menu = "".join(f"<li>{name}</li>" for name in PARTS)
    parts = re.sub(r"<p>（.）(主动|依申|政府|监督)[^<]*</p>", "", without(HEADINGS[0]))
    texts = read(parts.replace("<body>", f"<body>{menu}")).texts
    assert not [id_ for id_ in texts if id_.startswith("overview")]
    assert texts["lead"].startswith(REPORT.texts["lead"])


def test_tables_in_another_order_without_headings_double_no_text():
    two, four = (pages.table_html(REPORT, id_) for id_ in ("disclosure", "disputes"))
    page = without(*HEADINGS[1:4]).replace(two, "@").replace(four, two)
    page = page.replace("@", f"{four}<p>注：含结转。</p>")
    assert "".join(read(page).texts.values()).count("注：含结转。") == 1


@pytest.mark.parametrize(
    "line",
    [
        "— 5 —",
        "第5页 共10页",
        "表三",
        "附表2",
        "续表",
        "申请情况统计表",
        "办理情况（单位：件）",
        "2023年：",
    ],
)
def test_what_stands_around_a_table_is_no_note_of_it(line: str):
    table = pages.table_html(REPORT, "requests")
    proposal = read(replaced((table, f"<p>{line}</p>{table}<p>{line}</p>")))
    assert proposal.texts == REPORT.texts
    assert proposal.all_doubts == ()


def test_the_same_report_once_more_adds_nothing_to_the_last_section():
    tail = BODY[BODY.index("<p>三、") :]
    proposal = read(BODY + tail)
    assert proposal.texts == REPORT.texts
    assert proposal.all_doubts == ()


def test_another_report_after_the_report_is_told_and_not_taken():
    signed = "<p>柳河镇人民政府</p><p>2024年1月8日</p>"
    other = BODY.replace("柳河镇", "青河镇").replace("培训2次", "培训9次")
    proposal = read(BODY + signed + other)
    assert proposal.organ == "柳河镇人民政府"
    assert proposal.texts == {**REPORT.texts, "closing": "柳河镇人民政府\n2024年1月8日"}
    assert messages(proposal) == (
        "“六、其他需要报告的事项”的后面像是另一份年报"
        "（青河镇人民政府2023年政府信息公开工作年度报告……），它的文字没有取"
    )


def test_one_heading_alone_in_the_last_section_is_of_its_text():
    more = "<p>五、存在的主要问题及改进情况</p><p>见上文。</p>"
    assert read(BODY + more).texts["other"].endswith("情况\n见上文。")


@pytest.mark.parametrize("between", ["　", " | ", " > ", " （一）主动公开 ", ""])
@pytest.mark.parametrize("below", [REPORT.title, "根据《条例》"])
def test_all_headings_on_one_line_are_none(between: str, below: str):
    """Links over a page, or its table of contents between title and text."""
    line = between.join(section.heading for section in REPORT.form.sections)
    proposal = read(replaced((f"<p>{below}", f"<p>{line}</p><p>{below}")))
    assert (proposal.organ, proposal.year, proposal.title) == (REPORT.organ, REPORT.year, "")
    assert proposal.texts == REPORT.texts
    assert proposal.all_doubts == ()


def test_where_one_heading_alone_is_found_nothing_is_known_of_the_part_of_the_page():
    """A heading in a box of its own says nothing of where the texts around it stand."""
    page = re.sub(r"<p>[二三四五六]、[^<]*</p>|<table.*?</table>", "", BODY, flags=re.DOTALL)
    boxed = re.sub(r"(<p>一、[^<]*</p>)", r"<div>\1</div>", page)
    assert boxed != page
    assert read(boxed).texts["lead"] == REPORT.texts["lead"]
