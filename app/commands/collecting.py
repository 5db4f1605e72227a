"""The commands of whoever receives many reports; also `new` and `export` of a collection."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec import structs

from app.collection import folder, next_year, pictures, summing, unit_list
from app.collection.facts import Facts
from app.collection.received import Figures
from app.collection.standing import Collected, Standing
from app.collection.summing import Sum
from app.commands import collected as read
from app.commands.collected import Asked
from app.commands.command import (
    CommandError,
    command,
    must_all_be_made,
    must_be_export,
    print_json,
    print_lines,
)
from app.commands.progress import Progress
from app.commands.writing import Writing
from app.exporters import Options, Unavailable
from app.files import profiles, store
from app.letters.numbers import written

_NAMELESS = "（没有单位名称）"


def arguments(commands: Any) -> None:
    add = command(commands, "merge", merge, "把许多报告加成一份，说明谁没交、谁有错、谁没有算进去")
    add.add_argument("sources", type=Path, nargs="+", metavar="SRC")
    add.add_argument("-o", dest="out", type=Path, required=True, metavar="OUT.json")
    of_units(add)
    add.add_argument("--organ", help="汇总的报告是哪个单位的")
    add.add_argument("--year", type=int, help="汇总哪一年的，默认按多数单位")
    add.add_argument("--json", action="store_true", help="以 JSON 输出")
    add.add_argument("--force", action="store_true", help="覆盖已有的文件")

    look = command(commands, "review", review, "审核许多报告：审核表，给每个单位的退回意见")
    look.add_argument("sources", type=Path, nargs="+", metavar="SRC")
    look.add_argument("-o", dest="out", type=Path, required=True, metavar="OUT.xlsx")
    of_units(look)
    look.add_argument(
        "--replies", type=Path, metavar="DIR", help="退回意见、催报通知写到这个文件夹"
    )
    look.add_argument("--each", action="store_true", help="催报通知也给每个单位写一份")
    look.add_argument("--organ", help="汇总单位的名称，写在退回意见、催报通知的落款处")
    look.add_argument("--force", action="store_true", help="覆盖已有的文件")


def of_units(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--units", type=Path, metavar="LIST",
        help="单位名单（.txt、.csv、.xlsx）：名称、别名、级别、是否汇总",
    )  # fmt: skip


def merge(options: argparse.Namespace) -> int:
    if options.out.exists() and not options.force:
        raise CommandError(f"“{options.out}”已经存在，没有改动它；要覆盖请加 --force。")
    asked = Asked(
        paths=options.sources,
        units=options.units,
        year=options.year,
        organ=options.organ or "",
        without=[options.out],
    )
    summing.must_fit(len(asked.files()))
    collected = read.collected(asked)
    made = summing.summed(collected, options.out, options.organ or "")
    store.save(made.report, options.out)
    if options.json:
        print_json(as_json(collected))
    else:
        print(*_told(collected, made, options.out), sep="\n")
    return int(not collected.is_whole or bool(made.lapsed or asked.lacking))


def review(options: argparse.Namespace) -> int:
    from app.collection.papers import letters, review_sheet  # with the libraries of Office

    if options.out.suffix.lower() != ".xlsx":
        raise CommandError(f"审核表是 .xlsx 文件，请改“{options.out.name}”的名字。")
    if options.replies and not options.replies.is_dir():
        raise CommandError(f"“{options.replies}”不是一个已有的文件夹，请先建好。")
    without = [options.out, *([options.replies] if options.replies else [])]
    asked = Asked(
        paths=options.sources, units=options.units, organ=options.organ or "", without=without
    )
    before: dict[str, Figures] = {}
    collected = read.collected(asked, texts=True, before=before)
    made = summing.summed(collected, options.out) if collected.counted else None
    since = [*pictures.since(collected.form, collected.counted, before)]
    contents = {options.out: review_sheet.render(collected, made, since)}
    if options.replies:
        today = datetime.now().astimezone().date()
        replies = letters.letters(collected, today, each=options.each)
        contents |= {options.replies / name: content for name, content in replies.items()}
    if taken := [path for path in contents if path.exists() and not options.force]:
        raise CommandError(f"“{taken[0]}”已经存在，没有改动它；要覆盖请加 --force。")
    writing = Writing(len(contents))
    _write_each(writing, contents.items())
    print_lines(told(collected))
    must_all_be_made(writing.why_not())
    return int(not collected.is_whole or bool(asked.lacking))


def new(options: argparse.Namespace) -> int:
    """A collection, from last year's or from a list of units."""
    if options.edition:
        raise CommandError("汇总文件夹的表格按年度选择，请去掉 --edition。")
    if options.source:
        last, _ = folder.load(options.source)
        facts = next_year.from_last_year(last, options.source, options.out, options.year)
    elif options.year is None:
        raise CommandError("请在 --year 后面写明汇总哪一年的报告。")
    else:
        facts = Facts(year=options.year)
    if options.units:
        facts = structs.replace(facts, units=unit_list.read(options.units))
    if organ := options.organ or facts.organ:
        facts = next_year.with_office(facts, organ)
    next_year.create(facts, options.out)
    place = options.out / folder.ORIGINALS
    of = f"{facts.year} 年，{len(facts.units)} 个单位"
    print(f"已新建 {options.out}（{of}），收到的报告放进 {place}。")
    return 0


def publish(options: argparse.Namespace) -> int:
    """All approved reports of a collection into a folder, with a page that leads to them."""
    from app.collection.papers import publish as papers

    *sources, out = options.files
    if len(sources) != 1 or not folder.is_collection(sources[0]):
        raise CommandError("一次公开的是一个汇总文件夹里通过的报告，请只写这个文件夹和输出文件夹。")
    if not out.is_dir():
        raise CommandError(f"“{out}”不是一个已有的文件夹，请先建好。")
    suffixes = _suffixes(options.kinds or "html,docx")
    collected = read.collected(Asked(paths=sources, without=[out]))
    called = papers.names(collected, suffixes)
    if not called:
        raise CommandError(f"“{sources[0]}”里还没有通过的报告。")
    taken = [out / name for name in (papers.INDEX, *chain(*called.values()))]
    if standing := [path for path in taken if path.exists() and not options.force]:
        raise CommandError(f"“{standing[0]}”已经存在，没有改动它；要覆盖请加 --force。")
    profile = profiles.load(options.profile) if options.profile else profiles.STANDARD
    progress = Progress("导出")
    made = papers.documents(collected, suffixes, Options(profile=profile, clean=True))
    writing = Writing(len(taken))
    for done, some in enumerate(made, 1):
        _write_each(writing, ((out / name, content) for name, content in some))
        progress(done, len(called))
        if writing.is_over:
            break
    if writing.written and not writing.is_over:
        index = papers.index(collected, suffixes, writing.refused)
        _write_each(writing, [(out / papers.INDEX, index)])
    print_lines(writing.told)
    must_all_be_made(writing.why_not())
    return 0


def _write_each(writing: Writing, contents: Iterable[tuple[Path, bytes | Unavailable]]) -> None:
    for target, content in contents:
        if writing.write(target, content):
            print(f"已写 {target}。")


def _suffixes(kinds: str) -> list[str]:
    suffixes = [f".{kind.strip().lstrip('.').lower()}" for kind in kinds.split(",")]
    for suffix in suffixes:
        must_be_export(suffix, suffix)
    return suffixes


def as_json(collected: Collected) -> dict[str, Any]:
    """How the units stand, for a program: a row a file, and one for each unit without a file."""
    return {
        "units": [_row(each) for each in collected.standings],
        "missing": collected.missing,
        "twice": collected.twice,
        "unlisted": collected.unlisted,
        "summed": len(collected.counted),
    }


def _row(standing: Standing) -> dict[str, Any]:
    file = standing.received
    return {
        "unit": standing.unit,
        "file": file.file if file else None,
        "state": standing.state,
        "edition": (file.edition if file else "") or None,
        "year": file.year if file else None,
        "counts": standing.counts,
        "errors": standing.errors,
        "warnings": standing.warnings,
        "reason": "".join((*standing.reasons, *(f.message for f in standing.findings))),
    }


def _told(collected: Collected, made: Sum, out: Path) -> Iterator[str]:
    of = f"{collected.year} 年，{collected.form.name}"
    yield f"已汇总 {len(made.units)} 个单位，写入 {out}（{of}）。"
    yield from told(collected)
    for each in made.lapsed:
        was, figure = (written(n) or "空白" for n in (each.correction.was, each.figure))
        now = f"现在是 {figure}" if each.counts else "现在这个单位没有计入"
        yield (
            f"更正没有用上：{each.correction.unit} 的 {each.correction.cell} 原来是 {was}，"
            f"{now}，请重新核对。"
        )


def told(collected: Collected) -> Iterator[str]:
    """How the units stand, for a person: what is wanting first, then every file."""
    for name, units in (
        ("未报", collected.missing), ("重复", collected.twice), ("不在名单上", collected.unlisted),
    ):  # fmt: skip
        if units:
            yield f"{name} {len(units)} 个：{'、'.join(unit or _NAMELESS for unit in units)}"
    for name, counts in (("已退回、先按退回的计入", True), ("已退回、没有计入", False)):
        if sent_back := [each.unit for each in collected.returned if each.counts is counts]:
            yield f"{name} {len(sent_back)} 份：{'、'.join(sent_back)}"
    for each in collected.standings:
        yield _line(each)


def _line(standing: Standing) -> str:
    file = standing.received
    counts = f"{standing.errors} 处错误、{standing.warnings} 处提醒" if file else ""
    marks = "、".join((standing.state, *standing.marks))
    parts = (
        standing.unit or (file.name if file and file.fault else _NAMELESS),
        marks,
        file.name if file and not file.fault else "",
    )
    said = (*standing.reasons, *(finding.message for finding in standing.findings))
    line = "\t".join(filter(None, (*parts, counts)))
    return "\n    ".join((f"  {line}", *said))
