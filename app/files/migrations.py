"""Report files of earlier formats: one step from each format to the next, and all of them in a row.

A step is a pure function over a file's plain JSON values. Once a program that writes its format has
been handed out, a step is never changed: what a later format asks for is a later step.
"""

from collections.abc import Callable
from typing import Any

File = dict[str, Any]
Step = Callable[[File], File]

STEPS: tuple[Step, ...] = ()
"""The first makes a file of format 2 out of one of format 1, and so on."""


class Misshapen(Exception):
    """A file that is not what its format number says."""


def newest() -> int:
    """The format that this program writes."""
    return 1 + len(STEPS)


def up_to_date(file: File) -> File:
    """The same report in the newest format; the file itself where it is that already.

    Args:
        file: its `format` is one that this program knows: 1 up to `newest()`.

    Raises:
        Misshapen: a step did not find what stands in every file of its format.
    """
    for number in range(file["format"], newest()):
        try:
            file = STEPS[number - 1](dict(file)) | {"format": number + 1}
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise Misshapen(number) from error
    return file
