"""docs/checks.md: a line a rule, counted on real reports and on this project's own cases.

`python -m tests.app.checks.table` writes it anew; a test holds it to what the rules do.
"""

import re
from collections import Counter
from pathlib import Path

from app import checks
from app.manual.entries import declared, entries
from tests.app.checks import expected as real
from tests.app.checks.cases import ALL, found
from tests.app.checks.sentences import ELSEWHERE, FALSE, TRUE, figures, found_in
from tests.app.checks.tried import all_tried

DOCUMENT = Path(__file__).parents[3] / "docs" / "checks.md"

WHAT = {
    rule: entry.what for rule, entry in entries().items() if rule in {c.rule for c in declared()}
}
"""As the manual says it, but for what only imports find."""

HEAD = """# 检查规则

每条规则一行。核对表格的写在 `resources/forms/` 各版表格的 `checks` 里，读正文的写在 `resources/rules/` 里
（怎样读、怎样改，见 `docs/text-rules.md`）；编号在那里、在提示里和在测试里都相同。

“真实”是收集到的公开年报（`tests/data/findings.md` 写着人工读出的问题）和其中的引文；“自编”是为本项目写的例子
（`tests/app/checks/cases.py` 和 `sentences.py`，包括应当不出声的）；“试出来的”是后来拿各种写法试出来的句子
（`tests/app/checks/tried.py`），漏掉的和误报的都有，每一句旁边是它的另一半：同样的话、数字对了就不出声，或者真错了才
出声。三个数依次是：查出、漏掉、误报。
本表由 `python -m tests.app.checks.table` 生成，测试核对它是否属实。

正文怎样读（R20）：每一处都读；阿拉伯数字、全角数字、汉字数字都认；“未收到”“无”“未发生”当作 0；“新收”也可以是新收与
上年结转之和；“50 余件”“近百件”不是确数，不比；“其中”的分项、各季度和往年的数、别的单位和别的工作（热线、提案、
许可申请）的数不当作表里的数。表三各行、表四各列照它们的名字读；公布了多少条处罚，不是作出了多少处罚。

分项（R22）只有写明“其余”“其他”时才算列全；“占”（R38）只拿写明是总数的数作底，相邻的一项不算；同比（R24）先照这一句
自己的两个数算，再对照上年的报告。拿不准的句子不出声。

单元格里的“/”“—”“不适用”不是数字（R32）：导入时记为 0，原来的符号留作这一格的附注，并合成一条提醒请人核对；“无”字
不当作 0，留空并提醒。导出只印数字，不印这些符号。空白格（R31）导入后仍是空白。

一处填错只算一条：表三一列不平，“总计”列、印着的合计、正文里本来对的数也会跟着对不上；差的恰好是同一个数的，
写明由哪条规则引起（`because`），折在那一条下面，不计数。空白格不当作 0：填的不够时不说是错，也不点名别的格；
填的已经多了，照说。只有数字只留下一种解释时才点名一格：等于差额的格、重复计入的部分公开、相邻两位打颠倒的数、
行与列相交的格；两种解释都说得通就一格也不点。

| 规则 | 检查什么 | 轻重 | 来源 | 真实 | 自编 | 试出来的 |
|---|---|---|---|---|---|---|
"""

Counts = dict[str, list[int]]


def document() -> str:
    """The whole text; needs the collected reports."""
    real_counts, own_counts, tried_counts = on_real(), on_own(), on_tried()
    lines = [
        f"| {rule} | {what} | {severity(rule)} | {sources(rule)} "
        f"| {_three(real_counts, rule)} | {_three(own_counts, rule)} | {_three(tried_counts, rule)} |"
        for rule, what in WHAT.items()
    ]
    return HEAD + "\n".join(lines) + "\n"


def _three(counts: Counts, rule: str) -> str:
    return "、".join(map(str, counts.get(rule, [0, 0, 0])))


def severity(rule: str) -> str:
    names = {"error": "错误", "warning": "提醒", "hint": "提示"}
    return "、".join(
        dict.fromkeys(names[each.severity] for each in declared() if each.rule == rule)
    )


def sources(rule: str) -> str:
    return "；".join(dict.fromkeys(each.source for each in declared() if each.rule == rule))


def on_own() -> Counts:
    counts: Counts = {}
    for case in ALL:
        _count(counts, case.rules.split(), found(case))
    report = figures()
    for sentence in TRUE:
        _count(counts, [], found_in(report, sentence))
    for sentence in ELSEWHERE:
        _count(counts, [], found_in(report, sentence, "overview/active"))
    for marked, rules in FALSE:
        _count(counts, rules.split(), found_in(report, re.sub("[【】]", "", marked)))
    return counts


def on_tried() -> Counts:
    counts: Counts = {}
    for due, findings in all_tried():
        _count(counts, due, findings)
    return counts


def on_real() -> Counts:
    counts: Counts = {}
    for name in real.REPORTS:
        lines = [line.rule for line in real.expected("表格") if line.report == name]
        _count(counts, lines, real.of_tables(name))
    for name, place, sentence in real.sentences():
        lines = [e.rule for e in real.expected("引文") if (e.report, e.place) == (name, place)]
        _count(counts, lines, real.in_sentence(name, sentence))
    for name in {line.report for line in real.expected("全文")}:
        lines = [line.rule for line in real.expected("全文") if line.report == name]
        _count(counts, lines, checks.findings(real.whole(name)))
    return counts


def _count(
    counts: Counts, due: list[str], findings: list[checks.Finding] | tuple[checks.Finding, ...]
) -> None:
    """True, missed and false findings, by rule."""
    wanted, told = Counter(due), Counter(finding.rule for finding in findings)
    for rule in wanted | told:
        both = min(wanted[rule], told[rule])
        line = counts.setdefault(rule, [0, 0, 0])
        for at, number in enumerate((both, wanted[rule] - both, told[rule] - both)):
            line[at] += number


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
