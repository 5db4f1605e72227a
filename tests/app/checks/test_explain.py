"""What `explain` says and what `check` does are one thing."""

import re
from pathlib import Path

import pytest

from app import checks
from app.checks.explain import Explained, Explanation, Line, explain
from app.checks.finding import Finding
from app.disk import places
from app.files import store
from app.forms import catalogue as forms
from app.report.report import Report
from tests.app.checks.cases import clean
from tests.app.checks.sentences import FALSE, TRUE, figures

REPORTS = sorted((Path(__file__).parents[2] / "data" / "reports").glob("*.json"))


def load(path: Path) -> Report:
    return store.load(path).report


def told(made: Explanation) -> set[tuple[object, ...]]:
    """Every finding that is explained, once."""
    return {
        key(f) for some in (*(text.findings for text in made.texts), made.findings) for f in some
    }


def key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.message, finding.cells, finding.texts, finding.spans


def lines(text: Explained) -> list[Line]:
    return [*text.lines, *(line for piece in text.pieces for line in piece.lines)]


def holds(report: Report, previous: Report | None = None) -> None:
    """Every finding of check is in explain and no other, as is every line that says it."""
    found = checks.findings(report, previous)
    made = explain(report, previous)
    assert told(made) == {key(f) for f in found}
    raised = {(line.rule, line.why) for text in made.texts for line in lines(text) if line.finding}
    assert raised <= {(f.rule, f.message) for f in found}
    silent = {"R31", "R32", "R33", "R35", "R43"}  # of tables and of last year: no reader of texts
    assert raised >= {(f.rule, f.message) for f in found if f.texts and f.rule not in silent}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_finding_of_a_report_is_explained_and_no_other(path: Path):
    holds(load(path))
    for other in REPORTS:
        holds(load(path), load(other))


def test_every_finding_of_every_sentence_is_explained_and_no_other():
    report = figures()
    for sentence in [*TRUE, *(re.sub("[【】]", "", false) for false, *_ in FALSE)]:
        report.apply({("texts", "overview/on_request"): sentence})
        holds(report)


def on_request(sentence: str, **head: str) -> tuple[Explained, list[Line]]:
    report = figures()
    report.apply({("texts", "overview/on_request"): sentence})
    report.apply({(name, ""): value for name, value in head.items()})
    (text,) = (t for t in explain(report).texts if t.id == "overview/on_request")
    return text, lines(text)


WHY_NOT = [
    ("同比收到政府信息公开申请9件。", "本年新收", "“同比”（scope 的 words）"),
    ("近三年，收到政府信息公开申请9件。", "本年新收", "（scope 的 elsewhen）"),
    ("全市收到政府信息公开申请9件。", "本年新收", "“全市”（scope 的 departments）"),
    ("2020年以来数据如下，2022年，收到政府信息公开申请9件。", "本年新收", "（scope 的 elsewhen）"),
    ("2022年，部分公开9件。", "部分公开", "最近说的年份不是报告年度（Ｘ）"),
    ("提出复议的收到政府信息公开申请9件。", "本年新收", "“复议”（unless）"),
    ("收到热线900件，其中收到政府信息公开申请9件。", "本年新收", "“其中”（unless_sentence）"),
    ("收到8份，部分公开近9件。", "部分公开", "不是确数（≈）"),
    ("部分公开9元。", "部分公开", "数后面不是这一项的单位"),
    ("8次，部分公开工作有序。", "部分公开", "旁边没有数"),
    ("未发生行政复议被纠正的情况。", "行政复议", "（scope 的 denied）"),
    ("未发生违法的行政复议。", "行政复议", "（scope 的 denied_before）"),
    ("没有部分公开。", "部分公开", "没有写 deniable"),
]


@pytest.mark.parametrize(("sentence", "name", "why"), WHY_NOT)
def test_it_is_said_why_a_number_is_not_compared(sentence: str, name: str, why: str):
    _, said = on_request(sentence)
    whys = [line.why for line in said if line.name == name]
    assert any(why in each for each in whys), said
    assert not any(line.finding for line in said if line.name == name)


def test_a_quantity_that_needs_its_subject_is_said_to_need_it():
    report = figures()
    report.apply({("texts", "overview/active"): "行政复议9件。"})
    (text,) = (t for t in explain(report).texts if t.id == "overview/active")
    (line,) = (line for line in lines(text) if line.name == "行政复议")
    assert line.why == "这一句没有 needs 要的词，这段文字也不在 about 里"


PASSED = [
    ("R21", "信息公开申请均已办结。", "都是 0 或者空白", {"cells": {"requests/carried_out/natural": 0, "requests/carried_out/business": 0}}),
    ("R21", "热线均已办结。", "说的是别的（others）", {}),
    ("R21", "均已办结。", "前面没有说是哪一项", {}),
    ("R22", "共培训9次，其中线上4次、线下5次。", "正好是总数", {}),
    ("R22", "共培训9次，其中线上1次、线下5次。", "没有写明各项列全", {}),
    ("R22", "共培训9次，线上4次，其余5次。", "加上其余的", {}),
    ("R23", "收取信息处理费20元。", "倍数都对得上", {}),
    ("R23", "信息处理费20元标准。", "收费标准，或者免收", {}),
    ("R38", "共培训10次，线上5次，占50%。", "对得上", {}),
    ("R38", "线上5次，占40%。", "没有写明拿什么作总数", {}),
    ("R24", "培训15次，比上年的10次增长50%。", "自己的两个数", {}),
    ("R24", "培训15次，比上年增长50%。", "没有上年的报告", {}),
    ("R26", "统计期限自2023年1月1日至2023年12月31日。", "报告年度的全年", {}),
    ("R26", "2022年1月1日至2022年12月31日，培训。", "前面没有说这是统计期限", {}),
    ("R26", "2022年，首次培训。", "“首次”", {}),
    ("R26", "2024年，将继续培训。", "说的是以后的打算", {}),
    ("R26", "2022年结转的申请。", "年份接得上", {}),
    ("R39", "年度报告格式（国办公开办函〔2021〕30号）。", "本版格式的文号", {}),
    ("R39", "原《政府信息公开条例》（国务院令第492号）。", "前面写明是旧的", {}),
    ("R46", "常常培训。", "本来就叠着写", {}),
    ("R46", "甲乙甲乙丙。", "不是表里、文中或常用的词", {}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sentence", "why", "changes"), PASSED)
def test_it_is_said_why_a_rule_raises_nothing(rule: str, sentence: str, why: str, changes):
    report = figures()
    report.apply({(kind, id_): v for kind, some in changes.items() for id_, v in some.items()})
    report.apply({("texts", "overview/on_request"): sentence})
    (text,) = (t for t in explain(report).texts if t.id == "overview/on_request")
    said = [line for line in lines(text) if line.rule == rule]
    assert any(why in line.why for line in said), lines(text)
    assert not any(line.finding for line in said)


def test_a_number_that_no_rule_knows_is_named():
    text, _ = on_request("接获申请9件，约8件，占7%。")
    assert text.pieces[0].skeleton == "接获申请#件，≈件，占#%。"
    assert text.pieces[0].unknown == ("9", "8（约数）")


def test_a_text_that_is_still_last_year_s_is_said_to_be_silenced():
    report = clean("2021", 2023)
    report.apply({("texts", "overview"): "收到政府信息公开申请9件。"})
    before = clean("2021", 2022)
    before.apply({("texts", "overview"): "收到政府信息公开申请9件。"})
    holds(report, before)
    (text,) = (t for t in explain(report, before).texts if t.id == "overview")
    assert any("沿用上年，还没有改" in line.why for line in lines(text))


@pytest.mark.parametrize(
    "words", ["", "。", "　\n。\n", "\u200b", "9", "#≈ＸＹ", "⟦requests/total/total⟧"]
)
def test_any_text_is_explained(words: str):
    report = figures()
    for text in report.form.texts:
        report.apply({("texts", text): words})
    holds(report)


UNFIT = {
    "a share without a number": ("R38", "words: '#[件条宗次份项个]?", "words: '[件条宗次份项个]"),
    "a fee without a number": ("R23", "amount: 处理费", "amount: 处理费|信息处理费|处理费"),
    "a change that is no number": ("R24", "(?P<change>#)(?:%|[件宗起例条份次个项])|持平", "#(?P<change>%)|持平"),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new"), UNFIT.values(), ids=UNFIT.keys())
def test_a_rule_of_one_s_own_that_fails_while_it_runs_stops_nobody_and_is_named(
    rule: str, old: str, new: str
):
    whole = (places.resources() / "rules" / "2021.yaml").read_text(encoding="utf-8")
    assert old in whole
    own = places.settings_folder() / "rules" / "2021.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(whole.replace(old, new, 1), encoding="utf-8")
    report = Report(forms.read(places.resources() / "forms" / "2021.yaml"), {("year", ""): 2023})
    words = "信息处理费件占5%。培训15次，占5%，比上年的10次增长50%，比上年增长5%，收到政府信息公开申请9件。"
    report.apply({("texts", "overview/on_request"): words})
    report.apply({("cells", c.id): 0 for c in report.form.cells.values() if not c.computed})
    assert "R20" in {finding.rule for finding in checks.findings(report)}
    (told,) = explain(report).left_out
    assert told.startswith(f"规则文件 2021.yaml，checks/{rule}：用起来出错")
    holds(report)
