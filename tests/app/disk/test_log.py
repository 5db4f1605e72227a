"""The log: kinds and places, and nobody's words."""

import os
from pathlib import Path

import pytest

from app.disk import log

SECRET = "张三的举报信 4711"


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    def fail() -> None:
        raise error from cause

    with pytest.raises(type(error)) as caught:
        fail()
    return caught.value


def kept() -> str:
    return "".join(
        file.read_text(encoding="utf-8") for file in sorted(log.folder().glob("nianbao.log*"))
    )


@pytest.mark.parametrize(
    "error",
    [
        KeyError(SECRET),
        ValueError(f"invalid literal for int(): {SECRET!r}"),
        UnicodeEncodeError("gbk", SECRET, 0, 1, SECRET),
        FileNotFoundError(2, SECRET, f"/home/{SECRET}"),
        ExceptionGroup(SECRET, [ValueError(SECRET)]),
        SyntaxError(SECRET, (SECRET, 1, 1, SECRET)),
        RecursionError(SECRET),
        AssertionError(SECRET),
    ],
    ids=lambda error: type(error).__name__,
)
def test_no_word_of_an_exception_is_kept_but_its_kind_and_where(error):
    error.add_note(SECRET)
    log.exception(raised(error, KeyError(SECRET)), "slot")
    words = kept()
    assert type(error).__name__ in words
    assert "test_log" in words
    assert "fail" in words
    assert "KeyError" in words
    for part in (*SECRET.split(), "张", str(Path.home()), os.sep + "work", "/home"):
        assert part not in words, part


def test_the_same_fault_has_the_same_key_whatever_it_is_about():
    assert log.key(raised(KeyError("a"))) == log.key(raised(KeyError("b")))
    assert log.key(raised(KeyError("a"))) != log.key(raised(ValueError("a")))


def test_what_qt_says_is_kept_without_names_and_paths():
    told = log.scrubbed(
        f'QFile: Could not open "{SECRET}" at C:\\Users\\张三\\a b.json and /home/zhang/x.png: denied'
    )
    assert told.startswith("QFile: Could not open … at …")
    assert told.endswith(" denied")
    for part in ("张", "4711", "zhang", "Users"):
        assert part not in told


def test_the_log_stays_small():
    for _ in range(60):
        log.write("x" * 20_000)
    files = list(log.folder().iterdir())
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) < 1_000_000


def test_a_log_that_cannot_be_written_is_no_error(home):
    folder = log.folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder", encoding="utf-8")
    log.exception(raised(ValueError("x")), "slot")


def test_an_exception_that_runs_away_and_one_behind_itself_are_told_shortly():
    def again(depth):
        return again(depth + 1)

    with pytest.raises(RecursionError) as caught:
        again(0)
    assert len(log.lines(caught.value)) < 60
    one, other = ValueError("x"), KeyError("y")
    one.__context__, other.__context__ = other, one
    assert len(log.lines(one)) == 2


def test_half_a_character_is_written_as_what_it_is():
    log.write("\udcff")
    assert r"\udcff" in kept()
