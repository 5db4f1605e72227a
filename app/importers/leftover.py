"""What of the printed tables is in no report: their cells less labels and what was taken."""

from collections import Counter
from collections.abc import Iterator, Sequence

from app.importers.around import Around, written
from app.importers.tables.match import Matched
from app.importers.terms.labels import is_name
from app.importers.terms.plain import PlainCell, PlainTable
from app.importers.terms.proposal import Left

_UNREAD = "没有读的表格"
_NO_PLACE = "表格里没有取的内容"


def of_tables(tables: Sequence[PlainTable], matched: Matched, around: Around) -> Iterator[Left]:
    """What stands in the cells of a line and was not taken, a line of the source each.

    A figure was taken as often as the report has it from this table: of two that are alike, no
    person could tell which one was left.
    """
    taken = {id_: Counter(texts) for id_, texts in matched.taken.items()}
    for number, table in enumerate(tables):
        for line, cells in enumerate(table.lines):
            if (number, line) in around.as_text:
                continue
            of = matched.used.get((number, line), "")
            words = _without(taken.get(of, Counter()), written(line, cells))
            if words:
                yield Left("、".join(words), _NO_PLACE if of else _UNREAD)


def of_pictures(count: int) -> Iterator[Left]:
    """Pictures, whatever is in them."""
    if count:
        yield Left(f"{count} 张图片", "图片，里面的文字读不出来")


def _without(taken: Counter[str], cells: Sequence[PlainCell]) -> list[str]:
    left = []
    for cell in cells:
        if taken[cell.text] > 0:
            taken[cell.text] -= 1
        elif not is_name(cell.text):
            left.append(cell.text)
    return left
