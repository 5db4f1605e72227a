"""The command `nianbao`: a window, or one of the commands. Imports Qt only for the window."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.commands.command import COMMANDS
from ui.start import first_start

CONSOLE_PROGRAM = "nianbao-cli"
"""The frozen program with a console: the commands alone, it opens no window."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code.

    Args:
        arguments: without the program's name; None: those it was started with.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["--self-test"] and len(words) == 2:
        from ui.start import self_test

        return self_test.run(Path(words[1]))
    if _is_command(words) or Path(sys.executable).stem == CONSOLE_PROGRAM:
        from app.commands import cli
        from ui.print import kinds

        kinds.register()
        return cli.main(words)
    if sentence := first_start.refusal():
        first_start.tell(sentence)
        return 2
    return _open_window(words)


def _is_command(words: Sequence[str]) -> bool:
    """Several files are no command: they were dropped on the program, one may be gone by now."""
    if not words or (words[0] not in COMMANDS and all(map(_is_named, words))):
        return False
    return len(words) > 1 or words[0] in COMMANDS or words[0].startswith("-")


def _is_named(word: str) -> bool:
    """Whether somebody means a file; a name that no file can have is no error here."""
    return os.path.isfile(word) or os.path.isabs(word)  # noqa: PTH113, PTH117 - Path's raises


def _open_window(files: Sequence[str]) -> int:
    gc.disable()  # nearly all that is made till the window stands stays
    try:
        from ui.start import application
    except ImportError as error:
        first_start.tell(f"打不开窗口，缺少 {error.name}；命令仍可使用，见 nianbao --help。")
        return 2
    try:
        return application.run(files)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not be silent
        from app.disk import log

        log.exception(error, "start")
        first_start.tell(first_start.ended(error, log.folder()))
        return 2


if __name__ == "__main__":
    sys.exit(main())
