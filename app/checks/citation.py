"""R39: the documents that a report cites are those of its edition."""

import re
from collections.abc import Callable, Iterator

from app.checks.claims import Run
from app.checks.finding import Finding
from app.checks.kinds import makes
from app.checks.passed import Passed, passed
from app.checks.script import Script, finder
from app.checks.skeleton import squeeze
from app.checks.wording import said
from app.forms.model import Form
from app.forms.text_rules import Citation

Sentence = tuple[str, str]
"""What is right instead, and the message."""
Span = tuple[int, int]
Cause = tuple[Span, Sentence]
"""Where it stands."""

_NEAR = 20
"""A name and its number, each out of date, are one slip where they stand so near."""


@makes(Citation, "texts")
def citation(form: Form, check: Citation) -> Run:
    judged = _judge(check, check.number or form.document.partition("，")[0])

    def run(script: Script) -> Iterator[Finding | Passed]:
        if script.report.year is not None and script.report.year < form.first_year:
            return
        for text_id, text in script.texts.items():
            solid, places = squeeze(text)
            wrong, right = judged(solid)
            for (start, end), (instead, message) in _causes(wrong, solid):
                span = places[start], places[end - 1] + 1
                yield said(script, check, message, text_id, span, right=instead)
            for (start, end), why in right.items():
                yield passed(
                    check, script.place(text_id, (places[start], places[end - 1] + 1)), why
                )

    return run


def _judge(
    check: Citation, number: str
) -> Callable[[str], tuple[dict[Span, Sentence], dict[Span, str]]]:
    """Which citations are wrong, and which right, and why."""
    cited, past = finder(check.words), re.compile(check.past)
    stale = [(finder(each.words), each) for each in check.stale]

    def judged(solid: str) -> tuple[dict[Span, Sentence], dict[Span, str]]:
        wrong: dict[Span, Sentence] = {}
        right: dict[Span, str] = {}
        for found in cited(solid):
            if _bare(found["number"]) != _bare(number):
                wrong[found.span("number")] = number, check.message
            else:
                right[found.span("number")] = "就是本版格式的文号（number）"
        for find, each in stale:
            for found in find(solid):
                if past.search(solid, max(0, found.start() - _NEAR), found.start()):
                    right[found.span("number")] = "前面写明是旧的（past）"
                else:
                    instead = each.right or number
                    wrong[found.span("number")] = instead, each.message or check.message
        return wrong, {span: why for span, why in right.items() if span not in wrong}

    return judged


def _causes(wrong: dict[Span, Sentence], solid: str) -> Iterator[Cause]:
    """A document's name and its number, both out of date, are one slip: the number is told."""
    numbers = {start for start, _ in wrong}
    for (start, end), told in sorted(wrong.items()):
        after = re.compile("》?（").match(solid, end)
        if not after or after.end() not in numbers:
            yield (start, end), told


def _bare(number: str) -> str:
    return re.sub(r"[〔〕﹝﹞\[\]［］（）【】〖〗{}｛｝]", "|", number)
