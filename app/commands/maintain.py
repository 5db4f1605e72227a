"""The commands of whoever keeps forms and rules: `forms` and `explain`."""

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from app.checks.finding import SEVERITIES, Finding
from app.commands.command import CommandError, command, print_json
from app.commands.review import must_follow, plain
from app.files import store
from app.forms import catalogue as forms
from app.forms import rule_files
from app.report.report import Report

if TYPE_CHECKING:  # what reads texts is loaded on first use
    from app.checks.explain import Explanation, Line, Read

_SIGNS = "# 确数，≈ 约数，Ｙ 报告年度，Ｘ 上一年，Ｚ 下一年，Ｏ 别的年份；前面写“报”的，检查报出来"


def arguments(commands: Any) -> None:
    tell = command(commands, "explain", explain, "说明正文每一句是怎样读的、为什么报或者不报")
    tell.add_argument("file", type=Path, metavar="FILE")
    tell.add_argument("text", nargs="?", metavar="TEXT", help="只看这一段，如 other")
    tell.add_argument("--previous", type=Path, metavar="FILE", help="上年的报告文件")
    tell.add_argument("--json", action="store_true", help="以 JSON 输出")

    listing = command(commands, "forms", list_forms, "列出有哪些表格和版本、文件在哪里、哪些不能用")
    listing.add_argument("--json", action="store_true", help="以 JSON 输出")


def list_forms(options: argparse.Namespace) -> int:
    left_out = rule_files.all_left_out()
    if options.json:
        known = [
            {"form": e.form, "edition": e.edition, "first_year": e.first_year, "file": str(e.path)}
            for e in forms.entries()
        ]
        broken = [{"file": str(each.path), "reason": each.reason} for each in left_out]
        print_json({"editions": known, "left_out": broken})
        return 0
    for kind in forms.kinds():
        print(kind)
        for entry in forms.entries(kind):
            print(f"  {entry.edition}　{entry.first_year} 年起　{entry.path}")
    for each in left_out:
        print(f"不能用　{each.path}", *(f"  {line}" for line in each.reason.split("\n")), sep="\n")
    return 0


def explain(options: argparse.Namespace) -> int:
    from app.checks.explain import explain as explained

    report = store.load(options.file).report
    previous = store.load(options.previous).report if options.previous else None
    must_follow(report, options.file, previous, options.previous)
    _must_be_known(report, options.text)
    made = explained(report, previous)
    if options.text is not None:
        texts = tuple(text for text in made.texts if text.id == options.text)
        made = msgspec.structs.replace(made, texts=texts, findings=())
    if options.json:
        names = {"edition": report.form.edition, "rules": report.form.rules}
        print_json(names | _as_json(made))
    else:
        print(*made.left_out, _SIGNS, *_lines(made), sep="\n")
    return 0


def _must_be_known(report: Report, text: str | None) -> None:
    if text is not None and text not in report.form.texts:
        known = "、".join(report.form.texts)
        raise CommandError(f"{report.form.name}没有“{text}”这段文字，可用 {known}。")


def _as_json(made: "Explanation") -> dict[str, Any]:
    return {
        "left_out": made.left_out,
        "texts": [
            {
                **msgspec.to_builtins(msgspec.structs.replace(text, findings=())),
                "findings": [plain(finding) for finding in text.findings],
            }
            for text in made.texts
        ],
        "findings": [plain(finding) for finding in made.findings],
    }


def _lines(made: "Explanation") -> Iterator[str]:
    """A finding about several texts is said under the first of those that are shown."""
    told: set[int] = set()
    for text in made.texts:
        findings = [finding for finding in text.findings if id(finding) not in told]
        told |= {id(finding) for finding in findings}
        if text.pieces or findings:
            yield from ("", f"【{text.name}】{text.id}")
            yield from chain.from_iterable(map(_piece, text.pieces))
            yield from ("整段", *map(_line, text.lines)) if text.lines else ()
            yield from (f"检查结果 {len(findings)} 条", *map(_finding, findings))
    if made.findings:
        yield from ("", "不在正文里的检查结果", *map(_finding, made.findings))


def _piece(piece: "Read") -> Iterator[str]:
    if piece.words:
        yield f"原文  {piece.words}"
        yield f"读成  {piece.skeleton.rstrip('。')}"
    if piece.listed:
        yield f"又读成  {piece.listed.lstrip('；')}"
    yield from map(_line, piece.lines)
    if piece.unknown:
        yield f"  —  {'、'.join(piece.unknown)}：R20 没有一条认这个数"


def _line(line: "Line") -> str:
    mark = "报" if line.finding else "—"
    words = f"“{line.words}”" if line.words else ""
    name = f"{line.name}（{line.by}）" if line.name else ""
    cells = f"  {' 或 '.join(line.cells)}" if line.cells else ""
    return f"  {mark}  {line.rule} {words}{name}：{line.why}{cells}"


def _finding(finding: Finding) -> str:
    return f"  {SEVERITIES[finding.severity]} {finding.rule} {finding.message}"
