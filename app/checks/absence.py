"""What is not there at all: organ, year, the texts that every report must have."""

import re
from collections.abc import Iterator, Mapping

from app.checks.finding import Finding, finding_of
from app.checks.kinds import Run, makes
from app.forms.model import Form, Section
from app.forms.rules import Absent
from app.letters.characters import WHITE, in_text
from app.report.report import Report


@makes(Absent, "every key")
def absent(form: Form, check: Absent) -> Run:
    sections = [section for section in form.sections if section.id in check.sections]
    words = {str(text): re.compile(pattern) for text, pattern in check.spoken_of.items()}

    def run(report: Report) -> Iterator[Finding]:
        if not is_written(report.organ):
            yield _of_head(check, "organ", check.organ)
        if report.year is None:
            yield _of_head(check, "year", check.year)
        texts = report.entries("texts")
        written = {text for text, said in texts.items() if is_written(said)}
        for section in sections:
            yield from _of_section(report, check, section, words, written)

    return run


def _of_head(check: Absent, key: str, message: str) -> Finding:
    return finding_of(check, message, head=key, missing=True)


def _of_section(
    report: Report,
    check: Absent,
    section: Section,
    spoken_of: Mapping[str, re.Pattern[str]],
    written: set[str],
) -> Iterator[Finding]:
    """Without a word; else the sub-sections without one beside others that have some.

    Before the first heading all of them may be written as one: there they are spoken of, and
    what is not keeps nobody from handing the report in.
    """
    texts = report.entries("texts")
    empty = [text for text in section.texts if text.id not in written]
    if not empty:
        return
    headed = [text for text in section.texts if text.heading]
    due = [text for text in empty if text.heading]
    as_one = len(due) == len(headed)
    if as_one:
        whole = "".join("".join(texts.get(text.id, "").split()) for text in section.texts)
        due = [text for text in due if not _is_in(spoken_of.get(text.id), whole)]
    if len(empty) == len(section.texts):
        words = {"section": section.heading}
        yield finding_of(
            check, check.message, words, texts=tuple(text.id for text in empty), missing=True
        )
    elif due:
        names = "、".join(f"“{text.name}”" for text in due)
        words = {"section": section.heading, "texts": names}
        yield finding_of(
            check,
            check.partly,
            words,
            severity="warning",
            texts=tuple(text.id for text in due),
            missing=not as_one,
        )


def _is_in(words: re.Pattern[str] | None, text: str) -> bool:
    return words is not None and words.search(text) is not None


def is_written(words: str) -> bool:
    """Whether there is anything to see in it."""
    kept = words and words.strip(WHITE)
    # Most texts begin with a letter: no key waits until all of a long one has been looked through.
    return bool(kept) and (kept[0].isalnum() or bool(in_text(kept).strip(WHITE)))
