"""What is written over a printed table: of which year it is, and in which unit its money."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from app.importers.tables import units
from app.importers.terms.plain import Document, Paragraph, PlainTable
from app.importers.texts import title
from app.importers.texts.called import Head

_LONGEST = 60
_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)\s*(?:年度?(?!\s*\d)|[:：]?$)")
_BARE = re.compile(r"20\d\d\s*年度?")
_HEADING = re.compile("[一二三四五六七八九十]+、")
_CAPTION = re.compile(
    r"""(?: 年度?|表|数据|情况|报告|公告|年报|指标|明细 )
    (?: [（(] [^（()）]* [）)] )? \W* $""",
    re.VERBOSE,
)
_SENTENCE = re.compile(r"[。；;，,]")
_LAST_YEAR = re.compile(r"(?:上一?|去|前一)年度?\W*$")
_THIS_YEAR = re.compile(r"(?:本|今|当|报告)年度?\W*$")


class Years(Struct, frozen=True):
    """What a source says of its years."""

    report: int | None = None
    """By its title."""
    tables: tuple[int | None, ...] = ()
    """Of each printed table; None: nothing over it names one."""
    captions: tuple[str, ...] = ()
    """What stands in the first lines of each printed table, a text a line."""
    units: tuple[str, ...] = ()
    """The unit of money that a line right over each table names; empty: none does."""

    def apart(self) -> dict[int, int]:
        """The tables of another year, and of which: only where some are of the report's own."""
        if self.report not in self.tables:
            return {}
        named = ((number, year) for number, year in enumerate(self.tables))
        return {number: year for number, year in named if year and year != self.report}

    def own(self, number: int) -> int | None:
        """The year whose figures are wanted of a printed table."""
        over = self.tables[number] if number < len(self.tables) else None
        return self.report or over

    def caption(self, number: int) -> str:
        """Of a printed table."""
        return self.captions[number] if number < len(self.captions) else ""

    def of(self, numbers: Iterable[int]) -> int | None:
        """The one year that stands over some printed tables."""
        years = {self.tables[n] for n in numbers if n < len(self.tables)} - {None}
        return years.pop() if len(years) == 1 else None


NO_YEARS = Years()


def read(document: Document, head: Head) -> Years:
    """The year of the report, and those of its tables: a heading holds until the next one."""
    years: list[int | None] = []
    said: list[str] = []
    captions: list[str] = []
    year: int | None = None
    unit = ""
    notes = _notes(document.blocks)
    for at, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if at not in notes:
                year = _named([block.text]) or year
            unit = units.of_caption(block.text) or unit
        else:
            lines = list(_captions(block))
            year = _named(lines) or year
            years.append(year)
            captions.append(" ".join(lines)[:_LONGEST])
            said.append(unit)
            unit = ""
    return Years(head.year or _of_period(document), tuple(years), tuple(captions), tuple(said))


def _of_period(document: Document) -> int | None:
    """The year of a report whose title names none, by the period that it says it is of."""
    lines = (block.text for block in document.blocks if isinstance(block, Paragraph))
    return title.year_of_period("\n".join(lines), whole=True)


def _notes(blocks: Sequence[Paragraph | PlainTable]) -> set[int]:
    """The lines before the next section's heading that are no captions: of the table above them."""
    notes: set[int] = set()
    below_table, since = False, list[int]()
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            below_table, since = True, []
        elif _HEADING.match(block.text.strip()):
            notes |= {*since} if below_table else set()
            below_table, since = False, []
        elif not _CAPTION.search(block.text):
            since.append(at)
    return notes


def _captions(table: PlainTable) -> Iterator[str]:
    """The lines of one text that stand over the first line of several; a year beside the organ."""
    for number, cells in enumerate(table.lines):
        texts = [cell.text for cell in cells if cell.text and cell.row == number]
        bare = [text for text in texts if _BARE.fullmatch(text.strip())]
        if len(texts) > 1 and len(bare) != 1:
            return
        yield from bare or texts


def _named(lines: Iterator[str] | Sequence[str]) -> int | None:
    """The one year that the last of some headings names."""
    named = None
    for line in lines:
        years = set(_YEAR.findall(line)) if len(line) <= _LONGEST else set()
        if len(years) == 1 and not _SENTENCE.search(line):
            named = int(years.pop())
    return named


def of_label(label: str, report: int | None) -> int | None:
    """The year that the label of a row of figures names: 2023年, 2023, 上年; None: none."""
    words = "".join(label.split())
    if report and _LAST_YEAR.fullmatch(words):
        return report - 1
    if report and _THIS_YEAR.fullmatch(words):
        return report
    found = None if _SENTENCE.search(words) else _YEAR.match(words)
    return int(found["year"]) if found else None
