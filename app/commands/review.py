"""The commands of a reviewer: `check` and `compare`."""

import argparse
import contextlib
from datetime import date
from pathlib import Path
from typing import Any

from app import checks
from app.checks import said
from app.checks.finding import Finding
from app.collection import audit, folder
from app.collection.received import Received
from app.commands import collected as read
from app.commands.collected import Asked
from app.commands.command import CommandError, command, print_json
from app.disk import files
from app.files import store
from app.letters.numbers import written
from app.report import compare
from app.report.report import Report


def arguments(commands: Any) -> None:
    review = command(commands, "check", check, "检查报告，有错误时退出码为 1")
    review.add_argument("files", type=Path, nargs="+", metavar="FILE")
    review.add_argument(
        "--previous", type=Path, metavar="FILE", help="上年的报告文件；检查文件夹时是上年的文件夹"
    )
    review.add_argument("--units", type=Path, metavar="LIST", help="单位名单：一并核对谁没交")
    review.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="按这一天核对报送期限")
    review.add_argument("--json", action="store_true", help="以 JSON 输出")

    beside = command(commands, "compare", compare_, "比较两份报告，逐格逐段列出不同")
    beside.add_argument("before", type=Path, metavar="A")
    beside.add_argument("after", type=Path, metavar="B")
    beside.add_argument("--json", action="store_true", help="以 JSON 输出")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise CommandError(f"“{words}”不是日期，请写成 2026-01-31 的样子。") from error


def check(options: argparse.Namespace) -> int:
    if options.units or any(map(files.is_folder, options.files)):
        return _check_folders(options)
    previous = store.load(options.previous).report if options.previous else None
    reports = {file: store.load(file).report for file in options.files}
    for file, report in reports.items():
        must_follow(report, file, previous, options.previous)
    found = {
        file: (*checks.findings(report, previous, options.today), *audit.findings(report, file))
        for file, report in reports.items()
    }
    per_file = {str(file): findings for file, findings in found.items()}
    return _say(per_file, json=options.json, alone=len(per_file) == 1)


def _check_folders(options: argparse.Namespace) -> int:
    """Whatever lies there is read; one that cannot be is a finding, and stops nobody."""
    asked = Asked(
        paths=options.files, units=options.units, previous=options.previous, today=options.today
    )
    if not options.units and not any(map(folder.is_collection, options.files)):
        found = {each.file: _found(each) for each in read.alone(asked)}
        return _say(found, json=options.json) or int(bool(asked.lacking))
    found = {}
    for each in read.collected(asked, texts=True).standings:
        file = each.received.file if each.received else each.unit
        found[file] = (*each.all_findings, *(_audited(each.received) if each.received else ()))
    return _say(found, json=options.json) or int(bool(asked.lacking))


def _found(file: Received) -> tuple[Finding, ...]:
    """One that cannot be read is a finding too; one that was summed is held against its units."""
    if file.fault:
        return (Finding(rule="", severity="error", message=file.fault),)
    return (*file.findings, *_audited(file))


def _audited(file: Received) -> tuple[Finding, ...]:
    if not file.summed:
        return ()
    place = Path(file.file)
    with contextlib.suppress(store.StoreError):  # it was one a moment ago
        return audit.findings(store.load(place).report, place)
    return ()


def _say(found: dict[str, tuple[Finding, ...]], *, json: bool, alone: bool = False) -> int:
    if json:
        per_file = {file: [plain(f) for f in findings] for file, findings in found.items()}
        print_json(next(iter(per_file.values())) if alone else per_file)
    else:
        for file, findings in found.items():
            print(said.listed(file, findings))
    return int(any(f.severity == "error" for findings in found.values() for f in findings))


def must_follow(report: Report, file: Path, previous: Report | None, before: Path) -> None:
    """Last year's report is of the year before; another would raise nothing but false alarms."""
    if previous is None or previous.year is None or report.year is None:
        return
    if previous.year != report.year - 1:
        raise CommandError(
            f"“{before}”是 {previous.year} 年的报告，不是“{file}”（{report.year} 年）的上一年，"
            f"请换成 {report.year - 1} 年的报告。"
        )


def plain(finding: Finding) -> dict[str, Any]:
    """A finding for a program; what it follows from, and why it is accepted, only where it does."""
    made: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity,
        "cells": finding.cells,
        "texts": finding.texts,
        "message": finding.message,
    }
    more = {"because": finding.because, "acknowledged": finding.acknowledged}
    return made | {key: words for key, words in more.items() if words}


def compare_(options: argparse.Namespace) -> int:
    before, after = (store.load(file).report for file in (options.before, options.after))
    compared = compare.compare(before, after)
    if options.json:
        print_json(_comparison(compared))
    else:
        lines = [*map(_cell_line, compared.changed), *map(_text_line, compared.texts)]
        print(f"{before.title} → {after.title}", *(lines or ["  没有不同"]), sep="\n")
    return 0


def _comparison(compared: compare.Comparison) -> dict[str, Any]:
    """The cells that differ and the texts, as the report file writes figures."""
    return {
        "cells": [
            {
                "id": cell.id,
                "before": store.stored(cell.before),
                "after": store.stored(cell.after),
                "difference": store.stored(cell.difference),
                "percent": None if cell.percent is None else str(cell.percent),
            }
            for cell in compared.changed
        ],
        "texts": [
            {
                "id": text.id,
                "before": text.before,
                "after": text.after,
                "same": text.before == text.after,
                "likeness": round(text.likeness, 1),
            }
            for text in compared.texts
        ],
    }


def _cell_line(cell: compare.CellChange) -> str:
    before, after = (written(value) or "（空）" for value in (cell.before, cell.after))
    change = "" if cell.difference is None else f"\t{_signed(written(cell.difference))}"
    percent = "" if cell.percent is None else f"\t{_signed(str(cell.percent))}%"
    return f"  {cell.id}\t{before} → {after}{change}{percent}"


def _signed(number: str) -> str:
    return number if number.startswith("-") else f"+{number}"


def _text_line(text: compare.TextChange) -> str:
    if text.before == text.after:
        return f"  {text.id}\t完全相同（{len(text.after)} 字）"
    lengths = f"{len(text.before)} 字 → {len(text.after)} 字"
    return f"  {text.id}\t{lengths}\t{text.likeness:.0f}% 与前一份相同"
