"""The command `nianbao`: a window, or one of the commands. Imports Qt only for the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from app import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code.

    Args:
        arguments: without the program's name; None: those it was started with.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words[:1] == ["--self-test"] and len(words) == 2:
        from ui import self_test

        return self_test.run(Path(words[1]))
    if len(words) > 1 or (words and (words[0] in cli.COMMANDS or words[0].startswith("-"))):
        return cli.main(words)
    try:
        from ui import application
    except ImportError as error:
        print(f"打不开窗口，缺少 {error.name}；命令仍可使用，见 nianbao --help。", file=sys.stderr)
        return 2
    return application.run(words)


if __name__ == "__main__":
    sys.exit(main())
