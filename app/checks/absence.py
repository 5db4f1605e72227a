"""What is not there at all: organ, year, the texts that every report must have."""

from collections.abc import Iterator

from app.checks.finding import Finding, finding_of
from app.checks.kinds import Run, makes
from app.forms.model import Form, Section
from app.forms.rules import Absent
from app.letters.characters import WHITE, in_text
from app.report.report import Report


@makes(Absent, "every key")
def absent(form: Form, check: Absent) -> Run:
    sections = [section for section in form.sections if section.id in check.sections]

    def run(report: Report) -> Iterator[Finding]:
        if not is_written(report.organ):
            yield _of_head(check, "organ", check.organ)
        if report.year is None:
            yield _of_head(check, "year", check.year)
        for section in sections:
            yield from _of_section(report, check, section)

    return run


def _of_head(check: Absent, key: str, message: str) -> Finding:
    return finding_of(check, message, head=key, missing=True)


def _of_section(report: Report, check: Absent, section: Section) -> Iterator[Finding]:
    """Without a word; else the sub-sections without one beside others that have some."""
    texts = report.entries("texts")
    empty = [text for text in section.texts if not is_written(texts.get(text.id, ""))]
    due = [text for text in empty if text.heading]
    if len(empty) == len(section.texts):
        words = {"section": section.heading}
        yield finding_of(
            check, check.message, words, texts=tuple(text.id for text in empty), missing=True
        )
    elif due and len(due) < sum(bool(text.heading) for text in section.texts):
        names = "、".join(f"“{text.name}”" for text in due)
        words = {"section": section.heading, "texts": names}
        yield finding_of(
            check,
            check.partly,
            words,
            severity="warning",
            texts=tuple(text.id for text in due),
            missing=True,
        )


def is_written(words: str) -> bool:
    """Whether there is anything to see in it."""
    kept = words.strip(WHITE)
    # Most texts begin with a letter: no key waits until all of a long one has been looked through.
    return bool(kept) and (kept[0].isalnum() or bool(in_text(kept).strip(WHITE)))
