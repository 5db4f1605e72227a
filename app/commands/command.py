"""What the commands share."""

import argparse
import json
from collections.abc import Callable
from typing import Any

COMMANDS = ("new", "show", "check", "explain", "forms", "compare", "export", "import")


WORKER = "--worker"
"""What a window starts this program with to work beside it; the folder of the settings follows."""


class CommandError(Exception):
    """What a command could not do: what, where and what to do, in one sentence."""


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], help_: str
) -> argparse.ArgumentParser:
    """A command under its name, ready for its arguments."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=help_)
    parser.set_defaults(run=run)
    return parser
