"""R39: the documents that a report cites are those of its edition."""

import re
from collections.abc import Iterator

from app.checks.claims import Run
from app.checks.finding import Finding
from app.checks.page import Page, finder
from app.checks.reading import squeeze
from app.checks.wording import said
from app.forms.model import Form
from app.forms.text_rules import Citation

Sentence = tuple[str, str]
"""What is right instead, and the message."""
Cause = tuple[tuple[int, int], Sentence]
"""Where it stands."""

_NEAR = 20
"""A name and its number, each out of date, are one slip where they stand so near."""


def citation(form: Form, check: Citation) -> Run:
    cited, past = finder(check.words), re.compile(check.past)
    stale = [(finder(each.words), each) for each in check.stale]

    def run(page: Page) -> Iterator[Finding]:
        if page.report.year is not None and page.report.year < form.first_year:
            return
        for text_id, text in page.texts.items():
            solid, places = squeeze(text)
            wrong = {
                found.span("number"): (check.number, check.message)
                for found in cited(solid)
                if _bare(found["number"]) != _bare(check.number)
            }
            for find, each in stale:
                for found in find(solid):
                    if not past.search(solid, max(0, found.start() - _NEAR), found.start()):
                        wrong[found.span("number")] = each.right, each.message or check.message
            for (start, end), (right, message) in _causes(wrong, solid):
                span = places[start], places[end - 1] + 1
                yield said(page, check, message, text_id, span, right=right)

    return run


def _causes(wrong: dict[tuple[int, int], Sentence], solid: str) -> Iterator[Cause]:
    """A document's name and its number, both out of date, are one slip: the number is told."""
    numbers = {start for start, _ in wrong}
    for (start, end), told in sorted(wrong.items()):
        after = re.compile("》?（").match(solid, end)
        if not after or after.end() not in numbers:
            yield (start, end), told


def _bare(number: str) -> str:
    return re.sub(r"[〔〕﹝﹞\[\]［］（）【】〖〗{}｛｝]", "|", number)
