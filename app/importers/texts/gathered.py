"""The lines of a report as they are being read: where its headings are, what is taken of them."""

from collections.abc import Callable, Sequence

from msgspec import Struct, field

from app.importers.terms.labels import key
from app.importers.terms.plain import Paragraph
from app.importers.terms.proposal import Doubt
from app.importers.texts.headings import Heading


class Mark(Struct, frozen=True):
    """Where a table stands among the lines."""

    table: str
    """The id in the form; empty: it is none of the form's."""
    words: str = ""
    """How a table that is none of the form's begins."""


Item = Paragraph | Mark


class ReportLines(Struct, frozen=True):
    """One report among the lines of a source."""

    items: Sequence[Item]
    lines: Sequence[Paragraph | None]
    """The items; None: where a table stands."""
    found: Sequence[Heading]
    absent: Sequence[int]
    """The sections whose headings are not there."""
    inside: Callable[[Paragraph], bool]
    """Whether a line stands in the same part of the page as the headings do."""
    after: Sequence[Paragraph]
    """The lines behind its end."""
    doubts: Sequence[Doubt]

    @property
    def first(self) -> int:
        """Where its first section begins."""
        return self.found[0].place if self.found else len(self.lines)

    @property
    def above(self) -> list[Paragraph]:
        return [line for line in self.lines[: self.first] if line]


class Taken(Struct):
    """What was taken of the lines."""

    texts: dict[str, list[Paragraph]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    """Which lines are headings, by their identity."""
    reworded: list[str] = field(default_factory=list)
    """The headings whose words are not the form's."""

    def add_heading(self, line: Paragraph | None, official: str, heading: Heading) -> None:
        if line:
            self.headings.add(id(line))
            own = line.text.removesuffix(heading.rest)
            if key(own) != key(official) and not heading.deviates:
                self.reworded.append(own)
