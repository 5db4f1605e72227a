"""The commands. Thin: each reads, asks the core, prints or writes.

Exit code 0: done; 1: done, and `check` found errors; 2: could not, said in one sentence.
"""

import argparse
import contextlib
import errno
import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from app import __version__, checks
from app.checks import said
from app.collection import folder
from app.collection.folder import CollectionError
from app.commands import collecting, maintain, review
from app.commands.command import (
    WORKER,
    CommandError,
    command,
    must_all_be_made,
    must_be_export,
    print_json,
    print_lines,
)
from app.commands.writing import Writing
from app.disk import files, log
from app.exporters import EXPORTS, Unavailable, made
from app.exporters.options import Options
from app.files import profiles, store
from app.forms import catalogue as forms
from app.forms.load import FormError
from app.importers import take
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import Proposal, as_json, report_of, told
from app.letters.numbers import written
from app.report.report import Refused, Report

_REFUSALS = (
    CommandError,
    CollectionError,
    store.StoreError,
    FormError,
    profiles.ProfileError,
    Unavailable,
)
"""What a command could not do: each is one sentence."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    if arguments[:1] == [WORKER]:
        from app.commands import worker

        return worker.serve(arguments[1:])
    _speak_utf8()
    try:
        options = _parser().parse_args(arguments)
        code: int = options.run(options)
        print(end="", flush=True)
    except _REFUSALS as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        _say_no_more()
        if _reader_has_gone(error):
            return 0
        print(_what_failed(error), file=sys.stderr)
        return 2
    except Exception as error:  # noqa: BLE001 - a mistake of ours is one sentence too
        log.exception(error, "command")
        print(_our_mistake(error), file=sys.stderr)
        return 2
    return code


def new(options: argparse.Namespace) -> int:
    if options.units or (options.source and folder.is_collection(options.source)):
        return collecting.new(options)
    if options.source:
        return _from_last_year(options)
    if not (options.organ or "").strip():
        raise CommandError("请在 --organ 后面写明单位名称。")
    if options.year is None:
        raise CommandError("请在 --year 后面写明报告年度。")
    edition = options.edition or forms.edition_of_year(options.year)
    if edition not in forms.editions() and not forms.why_not(edition):
        raise CommandError(f"没有“{edition}”版的表格，可用 {'、'.join(forms.editions())}。")
    try:
        report = Report(
            forms.form(edition), {("organ", ""): options.organ, ("year", ""): options.year}
        )
    except Refused as error:
        raise CommandError(f"不能新建报告：{error.reason}。") from error
    _must_be_free(options.out, force=options.force)
    store.save(report, options.out)
    print(f"已新建 {options.out}（{report.form.name}）。")
    _say_what_is_left_out()
    return 0


def _from_last_year(options: argparse.Namespace) -> int:
    from app.report import begin  # its patterns are nobody else's

    if options.edition:
        raise CommandError("用 --from 起头时，表格按年度选择，请去掉 --edition。")
    if options.organ is not None and not options.organ.strip():
        raise CommandError("请在 --organ 后面写明单位名称，或者去掉 --organ。")
    if options.out.exists() and options.source.exists() and options.out.samefile(options.source):
        raise CommandError(f"“{options.out}”就是上年的报告，请给今年的报告另起一个文件名。")
    _must_be_free(options.out, force=options.force)
    proposal, last = _read(options.source)
    try:
        begun = begin.this_year(last, proposal.source, year=options.year, organ=options.organ or "")
    except begin.CannotBegin as error:
        raise CommandError(str(error)) from error
    store.save(begun.report, options.out)
    made = f"已用“{proposal.source}”新建 {options.out}（{begun.report.form.name}）。"
    print(made, *begin.told(begun), "", "上年的报告：", *told(proposal), sep="\n")
    return 0


def _read(source: Path) -> tuple[Proposal, Report]:
    """Whatever can be imported, and the report that it makes."""
    try:
        proposal = take.from_file(source)
        return proposal, report_of(proposal)
    except (Unreadable, Refused) as error:
        raise CommandError(str(error)) from error


def show(options: argparse.Namespace) -> int:
    report = store.load(options.file).report
    if options.json:
        print_json(_everything(report))
    else:
        print(report.title, *_lines(report), sep="\n")
    return 0


def export(options: argparse.Namespace) -> int:
    *sources, out = options.files
    if any(map(files.is_folder, sources)):
        return collecting.publish(options)
    if not sources:
        raise CommandError("请写明报告文件和输出文件，例如 nianbao export 年报.json 年报.html。")
    if options.kinds is None and len(sources) == 1 and not out.is_dir():
        targets = [(sources[0], out)]
    else:
        targets = _targets(sources, out, options.kinds)
    for _, target in targets:
        _must_be_free(target, force=options.force)
    chosen = _export_options(options)
    reports = {source: store.load(source).report for source, _ in targets}
    for _, target in targets:
        must_be_export(target.suffix.lower(), target.name)
    documents = [
        (target, made(target.suffix.lower(), reports[source], chosen)) for source, target in targets
    ]
    writing = _written(documents)
    if writing.written:
        _say_what_is_found(reports)
    must_all_be_made(writing.why_not())
    return 0


def _written(documents: Sequence[tuple[Path, bytes | Unavailable]]) -> Writing:
    writing = Writing(len(documents))
    for target, content in documents:
        if writing.write(target, content):
            print(f"已导出 {target}。")
    print_lines(writing.told)
    return writing


def _say_what_is_found(reports: Mapping[Path, Report]) -> None:
    for source, report in reports.items():
        if found := checks.findings(report):
            print(f"{source}：{said.count(found)}，用 nianbao check 查看。")


def import_(options: argparse.Namespace) -> int:
    _must_be_free(options.out, force=options.force)
    proposal, report = _read(options.source)
    store.save(report, options.out)
    if options.json:
        print_json(as_json(proposal))
    else:
        print(f"已导入 {options.out}（{report.form.name}）。", *told(proposal), sep="\n")
    _say_what_is_left_out()
    return 0


def _say_what_is_left_out() -> None:
    """A file that cannot be used may be the very one that this report should be in."""
    if names := "、".join(each.path.name for each in forms.left_out()):
        print(f"注意：版式文件 {names} 不能用，用 nianbao forms 看原因。", file=sys.stderr)


def _targets(sources: list[Path], folder: Path, kinds: str | None) -> list[tuple[Path, Path]]:
    if not kinds:
        raise CommandError("导出到文件夹时请用 --as 写明格式，例如 --as html,xlsx。")
    if not folder.is_dir():
        raise CommandError(f"“{folder}”不是一个已有的文件夹，请先建好。")
    suffixes = [f".{kind.strip().lstrip('.')}" for kind in kinds.split(",")]
    targets = [(file, folder / (file.stem + suffix)) for file in sources for suffix in suffixes]
    if len({target for _, target in targets}) < len(targets):
        raise CommandError("有两份报告同名，导出后会互相覆盖；请分两次导出，或先改名。")
    return targets


def _export_options(options: argparse.Namespace) -> Options:
    return Options(
        profile=profiles.load(options.profile) if options.profile else profiles.STANDARD,
        clean=options.clean,
        formulas=options.formulas,
        findings=options.findings,
        protect=options.protect,
    )


def _must_be_free(target: Path, *, force: bool) -> None:
    if target.exists() and not force:
        raise CommandError(f"“{target}”已经存在，没有改动它；要覆盖请加 --force。")


def _everything(report: Report) -> dict[str, Any]:
    return {
        "edition": report.form.edition,
        "organ": report.organ,
        "year": report.year,
        "title": report.title,
        "cells": {cell: store.stored(value) for cell, value in report.values.items()},
        "texts": {text: report.text(text) for text in report.form.texts if report.text(text)},
        "published": {k: store.stored(v) for k, v in report.entries("published").items()},
        "notes": dict(report.entries("notes")),
    }


def _lines(report: Report) -> list[str]:
    """The report for a person: a line a cell, texts under their names."""
    cells = [f"{cell}\t{written(value) or '（空）'}" for cell, value in report.values.items()]
    texts = [(text.name, report.text(text.id)) for text in report.form.texts.values()]
    return [*cells, *(f"\n【{name}】\n{text}" for name, text in texts if text)]


def _speak_utf8() -> None:
    """Windows consoles default to an old code page, in which a name may not exist."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say_no_more() -> None:
    """What is still to be printed goes nowhere, or Python would fail once more at its exit."""
    with contextlib.suppress(io.UnsupportedOperation, AttributeError):  # no console
        console = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, console)
        os.close(nowhere)


def _reader_has_gone(error: OSError) -> bool:
    """Whoever reads has seen enough: `| head`. Windows has no number of its own for that."""
    on_windows = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or on_windows


def _what_failed(error: OSError) -> str:
    place = f"“{error.filename}”" if error.filename else "输出"
    return f"{place}无法读写：{files.why(error)}。"


def _our_mistake(error: Exception) -> str:
    """The exception's own words may be anybody's; the log knows where it was."""
    kind = type(error).__name__
    return f"程序自己出了错（{kind}），这一步没有做完；已有的文件是完整的。日志在“{log.folder()}”。"


class _Parser(argparse.ArgumentParser):
    """argparse, with its refusals as one Chinese sentence."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"命令写法不对（{message}）；用 {self.prog} --help 查看写法。")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="nianbao", description="年报：填报、检查、导出")
    parser.add_argument("--version", action="version", version=f"nianbao {__version__}")
    commands = parser.add_subparsers(required=True, metavar="命令", dest="command")

    make = command(commands, "new", new, "新建一份空报告，或者用上年的报告起头")
    make.add_argument("out", type=Path, metavar="OUT.json")
    make.add_argument("--organ", help="单位名称；用上年的报告起头时可以不写")
    make.add_argument("--year", type=int, help="报告年度；用上年的报告起头时默认是它的下一年")
    make.add_argument("--edition", help="表格版本，默认按年度选择")
    make.add_argument(
        "--from", dest="source", type=Path, metavar="SRC",
        help="上年的报告（报告文件、网页、Word、Excel）：带来单位、文字和结转的数",
    )  # fmt: skip
    collecting.of_units(make)
    make.add_argument("--force", action="store_true", help="覆盖已有的文件")

    read = command(commands, "show", show, "显示一份报告的全部内容，合计也算出来")
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help="以 JSON 输出")

    review.arguments(commands)
    collecting.arguments(commands)
    maintain.arguments(commands)

    produce = command(commands, "export", export, f"导出成 {'、'.join(EXPORTS)}")
    produce.add_argument("files", type=Path, nargs="+", metavar="FILE... OUT")
    produce.add_argument("--as", dest="kinds", help="导出到文件夹时的格式，例如 html,xlsx")
    produce.add_argument("--clean", action="store_true", help="网页不带 Word 样式，供网站编辑器用")
    produce.add_argument("--formulas", action="store_true", help="Excel 的合计写成公式")
    produce.add_argument("--findings", action="store_true", help="Excel 里附检查结果")
    produce.add_argument("--protect", action="store_true", help="锁定 Excel 的合计和表头")
    produce.add_argument("--profile", type=Path, metavar="FILE", help="本单位的版式文件")
    produce.add_argument("--force", action="store_true", help="覆盖已有的文件")

    bring = command(commands, "import", import_, "把已有的年报（网页、Word、Excel）读成报告文件")
    bring.add_argument("source", type=Path, metavar="SRC")
    bring.add_argument("out", type=Path, metavar="OUT.json")
    bring.add_argument("--json", action="store_true", help="以 JSON 输出读到了什么、没读到什么")
    bring.add_argument("--force", action="store_true", help="覆盖已有的文件")
    return parser
