"""The thread that writes: one job at a time, the last one asked for always, and it ends."""

import threading
import time

import pytest

from app.disk import writer
from app.disk.writer import Writer


def lives(thread: int) -> bool:
    return any(each.ident == thread for each in threading.enumerate())


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Writer:
    """One that waits for nothing for long."""
    monkeypatch.setattr(writer, "_IDLE", 0.05)
    return Writer()


def test_of_what_waits_only_the_last_is_done(hasty: Writer):
    begun, go, done = threading.Event(), threading.Event(), []

    def first() -> None:
        begun.set()
        go.wait(60)
        done.append("first")

    hasty.ask(first)
    begun.wait(60)
    for name in ("second", "third"):
        hasty.ask(lambda name=name: done.append(name))
    assert not hasty.wait(0.01), "it is still at the first"
    go.set()
    assert hasty.wait(60)
    assert done == ["first", "third"]


def test_one_thread_does_what_comes_soon_and_ends_when_nothing_does(
    hasty: Writer, monkeypatch: pytest.MonkeyPatch
):
    who: list[int] = []
    with monkeypatch.context() as patient:
        patient.setattr(writer, "_IDLE", 60)
        for _ in range(20):
            hasty.ask(lambda: who.append(threading.get_ident()))
            assert hasty.wait(60)
    hasty.ask(lambda: who.append(threading.get_ident()))
    assert hasty.wait(60)
    assert len(who) == 21
    assert len({*who}) == 1
    end = time.monotonic() + 60
    while lives(who[0]) and time.monotonic() < end:
        time.sleep(0.01)
    assert not lives(who[0])
    hasty.ask(lambda: who.append(0))
    assert hasty.wait(60)
    assert who[-1] == 0, "another thread begins"


def test_a_job_asked_for_at_the_moment_of_the_end_is_done(hasty: Writer):
    done = []
    for turn in range(40):
        time.sleep(0.045 + turn % 4 * 0.004)
        hasty.ask(lambda turn=turn: done.append(turn))
        assert hasty.wait(60)
    assert done == [*range(40)]


def test_a_job_that_fails_by_our_mistake_holds_up_no_later_one(
    hasty: Writer, monkeypatch: pytest.MonkeyPatch
):
    told = []
    monkeypatch.setattr(threading, "excepthook", lambda failed: told.append(failed.exc_type))

    def fail() -> None:
        raise KeyError("a mistake of ours")

    done = []
    hasty.ask(fail)
    assert hasty.wait(60)
    hasty.ask(lambda: done.append(1))
    assert hasty.wait(60)
    assert done == [1]
    end = time.monotonic() + 60
    while not told and time.monotonic() < end:
        time.sleep(0.01)
    assert told == [KeyError]


def test_where_the_system_gives_no_thread_a_job_is_done_all_the_same(
    hasty: Writer, monkeypatch: pytest.MonkeyPatch
):
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    done = []
    with monkeypatch.context() as without:
        without.setattr(threading.Thread, "start", refuse)
        hasty.ask(lambda: done.append(1))
        assert done == [1]
        assert hasty.wait(0)
    hasty.ask(lambda: done.append(2))
    assert hasty.wait(60)
    assert done == [1, 2]


def test_what_was_asked_for_while_a_job_failed_is_done(
    hasty: Writer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    begun, go, done = threading.Event(), threading.Event(), []

    def fail() -> None:
        begun.set()
        go.wait(60)
        raise KeyError("a mistake of ours")

    hasty.ask(fail)
    begun.wait(60)
    hasty.ask(lambda: done.append(1))
    go.set()
    end = time.monotonic() + 60
    while not done and time.monotonic() < end:
        time.sleep(0.01)
    assert done == [1]
