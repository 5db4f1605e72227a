"""What the commands share."""

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

COMMANDS = (
    "new", "show", "check", "explain", "forms", "compare", "export", "import", "merge",
    "review",
)  # fmt: skip


WORKER = "--worker"
"""What a window starts this program with to work beside it; the folder of the settings follows."""


class CommandError(Exception):
    """What a command could not do: what, where and what to do, in one sentence."""


def must_be_export(suffix: str, name: str) -> None:
    """Refuses a kind of document that cannot be made here."""
    from app.exporters import EXPORTS  # a window asks this module for the names of commands alone

    if suffix in EXPORTS:
        return
    if suffix in (".pdf", ".ofd"):
        kind = suffix[1:].upper()
        raise CommandError(
            f"导出 {kind} 需要窗口程序的组件，请用 nianbao export，不用 python -m app。"
        )
    raise CommandError(f"不能导出“{suffix or name}”，可用的格式有 {'、'.join(EXPORTS)}。")


def told_of(name: str, content: bytes) -> list[str]:
    """What is to be told of a document that was made, a line each."""
    from app.exporters import told

    return [f"{name}：{line}" for line in told(content)]


def must_all_be_made(why_not: Sequence[str]) -> None:
    """Refuses, at the end of a command, what could not be written: why, a sentence a reason."""
    if why_not:
        raise CommandError("\n".join(f"没有导出{each}" for each in why_not))


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], help_: str
) -> argparse.ArgumentParser:
    """A command under its name, ready for its arguments."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=help_)
    parser.set_defaults(run=run)
    return parser
