"""Sentences of an office's own, beside those that the forms bring: a small file of the settings."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from app.disk import files, places
from app.forms import links
from app.report.report import Report

LONGEST = 1_000
"""Characters of one sentence."""
_MOST = 300
_LONGEST_FILE = 4_000_000


class SentencesError(Exception):
    """They cannot be read or kept: why, in one sentence."""


class Own(Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence, as it is stored in a text: linked numbers stay linked."""

    words: Annotated[str, Meta(min_length=1, max_length=LONGEST)]
    text: str = ""
    """The id of the text that it was written in, where it is offered first."""


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    sentences: Annotated[tuple[Own, ...], Meta(max_length=_MOST)] = ()


def path() -> Path:
    return places.settings_folder() / "sentences.json"


def kept() -> tuple[Own, ...]:
    """All of them, oldest first.

    Raises:
        SentencesError: the file is there and cannot be used.
    """
    try:
        return msgspec.json.decode(files.read(path(), _LONGEST_FILE), type=_File).sentences
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SentencesError(f"自己的常用句子读不出来：{files.why(error)}。") from error
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        words = f"自己的常用句子读不出来：“{path()}”不是有效的文件，程序没有动它。"
        raise SentencesError(words) from error


def keep(own: Own) -> None:
    """Put a sentence beside the others; the same words are kept once.

    Raises:
        SentencesError: it is too long, there are too many, or the file cannot be used.
    """
    if not 0 < len(own.words) <= LONGEST:
        raise SentencesError(f"一条常用句子最多 {LONGEST} 个字，请少选一些。")
    others = tuple(each for each in kept() if each.words != own.words)
    if len(others) >= _MOST:
        raise SentencesError(f"自己的常用句子最多 {_MOST} 条，请先删掉不用的。")
    _write((*others, own))


def forget(own: Own) -> None:
    """Take a sentence away.

    Raises:
        SentencesError: the file cannot be used.
    """
    _write(tuple(each for each in kept() if each.words != own.words))


def offered(report: Report, text: str, own: tuple[Own, ...]) -> tuple[tuple[str, Own | None], ...]:
    """What may be put into a text, as it is stored, and where it is an office's own, which one.

    The form's for this text, then one's own: those of this text before those of others. A
    sentence that speaks of a cell of another form is not offered.
    """
    ready = report.form.texts[text].sentences
    official = [(s.format(organ=report.organ, year=report.year or ""), None) for s in ready]
    fitting = [each for each in own if links.unknown(each.words, report.form.cells) is None]
    ranked = sorted(fitting, key=lambda each: each.text != text)
    return (*official, *((each.words, each) for each in ranked))


def _write(sentences: tuple[Own, ...]) -> None:
    content = msgspec.json.format(msgspec.json.encode(_File(sentences)), indent=2)
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        files.write(path(), content + b"\n")
    except OSError as error:
        raise SentencesError(f"常用句子没有存下来：{files.why(error)}。") from error
