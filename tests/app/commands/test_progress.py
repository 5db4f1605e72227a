"""How far a command has come: on a terminal, at most ten times a second, and gone at the end."""

import io

import pytest

from app.commands import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def said(monkeypatch: pytest.MonkeyPatch, error: io.StringIO, every: float) -> list[str]:
    now = iter(range(1, 1000))
    monkeypatch.setattr("sys.stderr", error)
    monkeypatch.setattr(progress.time, "monotonic", lambda: every * next(now))
    tell = progress.Progress("读取")
    for done in range(1, 21):
        tell(done, 20)
    return error.getvalue().split("\r\033[K")[1:]


def test_each_is_said_where_each_takes_long(monkeypatch):
    lines = said(monkeypatch, Terminal(), 0.3)
    assert lines[:2] == ["读取 1 / 20", "读取 2 / 20"]
    assert lines[-1] == ""


def test_it_is_said_at_most_ten_times_a_second(monkeypatch):
    assert len(said(monkeypatch, Terminal(), 0.03)) <= 20 * 0.03 * 2 * 10 + 2


def test_a_program_that_reads_is_told_nothing(monkeypatch):
    assert said(monkeypatch, io.StringIO(), 0.3) == []
