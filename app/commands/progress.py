"""A line on a terminal that says how far a command has come; elsewhere nothing."""

import sys
import time

_EVERY = 0.1
"""Seconds between two sayings."""


class Progress:
    """Said on standard error: standard output is what a program reads."""

    def __init__(self, what: str) -> None:
        """What is being done: 读取."""
        self._what = what
        self._shown = sys.stderr.isatty()
        self._last = 0.0

    def __call__(self, done: int, of: int) -> None:
        """So many are done of so many; the last one clears the line."""
        if not self._shown:
            return
        if done == of:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            print(f"\r\033[K{self._what} {done} / {of}", end="", file=sys.stderr, flush=True)
