"""What only whoever has all the reports can see."""

import random
from collections.abc import Iterator

import pytest
from msgspec import structs

from app.checks.finding import Finding
from app.collection import judging, same_words
from app.collection.among import with_findings
from app.collection.facts import NOTHING, Facts, Member
from app.collection.received import Received, figures_of, with_report
from app.collection.standing import Standing
from app.forms.model import Form
from app.report.report import Report
from tests.app.checks.cases import TEXTS

FEES, PUNISHED = "disclosure/fees/amount", "disclosure/punishment/decisions"
OWN = (
    "在信息发布方面，围绕粮食、能源、价格三个重点栏目梳理目录，逐条核对出处，请法律顾问参加审查，并把常见问题"
    "整理成问答，放在办事窗口和网站首页，方便群众随时查找；在平台方面，合并重复的栏目，停用两个无人维护的账号。"
)
OTHER = (
    "镇里把惠农补贴、征地补偿、低保名单张贴在村务公开栏，派驻村干部入户解释，收集意见后逐件答复；在市场和车站"
    "增设阅读点，配备放大镜和座椅，由志愿者帮助老人读懂文件，遇到不识字的住户当面念给他们听，并留下联系电话。"
)


def of(
    form: Form, organ: str, cells: dict[str, int], texts: dict[str, str], level: str = ""
) -> Received:
    head = {("organ", ""): organ, ("year", ""): 2023, ("level", ""): level or None}
    filled = {("cells", cell): value for cell, value in cells.items()}
    written = {("texts", text): words for text, words in texts.items()}
    report = Report(form, {**head, **filled, **written})
    file = Received(file=f"{organ}.json", sha256=organ)
    return with_report(file, report, (), texts=True)


def found(files: list[Received], facts: Facts = NOTHING) -> Iterator[tuple[str, Finding]]:
    for each in with_findings(judging.stand(files, facts)).standings:
        if each.received is not None:
            yield from ((each.unit, finding) for finding in each.findings)


@pytest.mark.parametrize(
    ("levels", "above"),
    [
        (["county", "county_department", "township", "street"], []),
        (["city", "county_department", "township"], ["甲0局"]),
        (["county", "county", "city_department", "city"], []),
        (["province", "county", "city_department"], ["甲0局"]),
        (["city", "county"], []),
        (["", "county_department"], []),
    ],
)
def test_a_unit_above_the_level_of_most_others_is_told(form, levels, above):
    files = [of(form, f"甲{n}局", {}, {}, level) for n, level in enumerate(levels)]
    assert [unit for unit, finding in found(files) if finding.rule == "R37a"] == above


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("民政局2025年报（定稿）.docx", "甲县民政局"),
        ("（3）甲县民政局.json", "甲县民政局"),
        ("柳河镇.json", "柳河镇人民政府"),
        ("教育局报民政局审核.docx", ""),
        ("2025年报.docx", ""),
    ],
)
def test_a_file_by_whose_name_it_is_another_units_is_told(form, file, told):
    units = ("甲县教育局", "甲县民政局", "甲县财政局", "柳河镇人民政府")
    facts = Facts(units=tuple(Member(name=unit) for unit in units))
    received = structs.replace(of(form, "甲县教育局", {}, {}), file=f"收到/{file}")
    words = [finding.message for _, finding in found([received], facts)]
    assert [f"“{told}”" in each for each in words] == [True] * bool(told)


def test_what_the_office_says_of_its_own_level_counts_more(form):
    files = [of(form, f"甲{n}局", {}, {}, "county_department") for n in range(3)]
    units = tuple(Member(name=f"甲{n}局", level="city" if n == 0 else "") for n in range(3))
    assert [unit for unit, _ in found(files, Facts(level="city", units=units))] == []
    assert [unit for unit, _ in found(files, Facts(level="county", units=units))] == ["甲0局"]


def test_a_figure_in_another_unit_of_money_stands_out(form):
    fees = [12, 30, 8, 250_000]
    files = [
        of(form, f"甲{n}局", {FEES: fee}, {}, "county_department") for n, fee in enumerate(fees)
    ]
    ((unit, finding),) = found(files)
    assert (unit, finding.rule, finding.severity, finding.cells) == (
        "甲3局",
        "R25",
        "hint",
        (FEES,),
    )
    assert "250,000" in finding.message


def test_a_department_that_alone_decides_much_does_not(form):
    many = [4119, 300, 0, 41]
    files = [of(form, f"甲{n}局", {PUNISHED: number}, {}) for n, number in enumerate(many)]
    assert list(found(files)) == []


def test_figures_are_held_against_those_of_their_own_level(form):
    files = [of(form, f"甲{n}局", {FEES: 10}, {}, "county_department") for n in range(4)]
    files.append(of(form, "甲县", {FEES: 250_000}, {}, "county"))
    assert list(found(files)) == []


def test_two_names_of_which_one_ends_with_the_other_may_be_one_unit(form):
    files = [of(form, organ, {}, {}) for organ in ("甲县教育局", "教育局", "乙局", "甲县财政局")]
    ((unit, finding),) = found(files)
    assert (unit, finding.severity) == ("甲县教育局", "warning")
    assert "“教育局”可能是同一个单位" in finding.message
    listed = tuple(Member(name=file.organ) for file in files)
    assert list(found(files, Facts(units=listed))) == []


def alike_of(form: Form, *texts: str) -> list[tuple[str, Finding]]:
    files = [of(form, f"甲{n}局", {}, {"problems": text}) for n, text in enumerate(texts)]
    return [(unit, finding) for unit, finding in found(files) if finding.rule == "R35"]


def test_a_text_that_another_unit_has_too_is_told_to_both(form):
    told = alike_of(form, OWN, OTHER, OWN.replace("三个", "五个"))
    assert [unit for unit, _ in told] == ["甲0局", "甲2局"]
    assert "“甲2局”" in told[0][1].message
    assert told[0][1].texts == ("problems",)


def test_half_of_a_text_may_stand_elsewhere_and_more_may_not(form):
    half = len(OWN) // 2
    assert alike_of(form, OWN, OTHER[:half] + OWN[: half - 8]) == []
    assert [unit for unit, _ in alike_of(form, OWN, OTHER[:20] + OWN[8:])] == ["甲0局", "甲1局"]


def test_a_short_text_in_a_long_one_is_told_of_the_short_one(form):
    short = OWN[:80]
    assert [unit for unit, _ in alike_of(form, short, OTHER + short + OTHER[::-1])] == ["甲0局"]


def test_the_unit_s_own_name_and_figures_make_no_difference(form):
    one, two = (f"甲{n}局2023年办理{n}3件。{OWN}" for n in range(2))
    ((_, first), _) = alike_of(form, one, two)
    assert "100%" in first.message


def test_honest_reports_of_a_quiet_year_say_the_same(form):
    """Whatever the edition offers as a ready sentence, and a short text, is everybody's."""
    ready = {
        text.id: "".join(text.sentences).format(organ="我局", year=2023)
        for section in form.sections
        for text in section.texts
        if text.sentences
    }
    files = [of(form, f"甲{n}局", {}, ready | {"lead": TEXTS["lead"]}) for n in range(3)]
    assert ready
    assert list(found(files)) == []


def test_many_with_one_text_are_told_once_each(form):
    told = alike_of(form, *[OWN] * 4)
    assert len(told) == 4
    assert "与另外 2 个单位也这样" in told[0][1].message


def test_every_pair_that_is_alike_is_found(form):
    """Against comparing all with all."""
    pieces = [OWN[n : n + 60] + OTHER[m : m + 60] for n in (0, 20, 40) for m in (0, 20, 40)]
    files = [of(form, f"甲{n}局", {}, {"problems": text}) for n, text in enumerate(pieces)]
    standings = [Standing(unit=file.organ, state="", received=file) for file in files]
    (check,) = [c for c in form.checks if isinstance(c, same_words.Similar)]
    (section,) = [s for s in form.sections if s.id == "problems"]
    runs = [same_words._runs(form, each, check, section) for each in standings]
    for own, near in zip(runs, same_words._shared(runs, 50), strict=True):
        all_pairs = {
            (100 * len(own & other) / len(own), place)
            for place, other in enumerate(runs)
            if other is not own and 2 * len(own & other) > len(own)
        }
        assert set(near) == all_pairs
    assert sum(map(bool, runs)) == len(pieces)


def test_figures_stand_in_the_order_of_the_form(form):
    report = Report(form, {("cells", FEES): 3})
    assert dict(zip(form.inputs, figures_of(report), strict=True))[FEES] == 3


@pytest.mark.parametrize("many", [0, 5, 10**6])
def test_whatever_is_shared_is_found_however_it_is_counted(monkeypatch, many):
    """Held against a plain comparison of each with each."""
    monkeypatch.setattr(same_words, "_MANY", many)
    chance = random.Random(many)
    words = [f"w{number}" for number in range(60)]
    runs = [frozenset(chance.choices(words, k=chance.randint(5, 40))) for _ in range(40)]
    for own, found in zip(runs, same_words._shared(runs, 50), strict=True):
        plain = {
            place: 100 * len(own & other) / len(own)
            for place, other in enumerate(runs)
            if other is not own and 2 * len(own & other) > len(own)
        }
        assert {place: share for share, place in found} == plain
