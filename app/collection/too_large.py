"""Reports with figures beside which those of others go into no report: shown, not summed. Pure."""

from collections.abc import Sequence

from msgspec import structs

from app.collection.facts import Facts
from app.collection.received import HUGE, Figures
from app.collection.standing import MARKS, RETURNED, TOO_LARGE, WRONG, Standing
from app.collection.summing import corrected
from app.forms.model import MAX_WHOLE_DIGITS, Form
from app.forms.names import cell_name
from app.letters.numbers import Number, grouped, size

_MOST = 10**MAX_WHOLE_DIGITS


def without(standings: Sequence[Standing], facts: Facts, form: Form) -> Sequence[Standing]:
    """The same, the largest figures left out of the sum until it is one that a report holds."""
    corrected_to = (each.now or 0 for each in facts.corrections)
    if not any(map(_is_huge, standings)) and all(size(now) < HUGE for now in corrected_to):
        return standings
    figures = {at: _figures(each, facts, form) for at, each in enumerate(standings) if each.counts}
    left: dict[int, str] = {}
    for place, cell in enumerate(form.inputs):
        column = {at: each[place] or 0 for at, each in figures.items()}
        for at in _too_large(column):
            name = f"{form.cells[cell].table.name}{cell_name(form, cell)}"
            left[at] = f"{name}是 {grouped(column[at])}，"
            del figures[at]
    return [_left_out(each, left[at]) if at in left else each for at, each in enumerate(standings)]


def _too_large(column: dict[int, Number]) -> set[int]:
    """Whose figures no sum can have; of two of a like size nobody knows which is right."""
    kept = dict(column)
    while size(sum(kept.values())) >= _MOST:
        largest = max(size(figure) for figure in kept.values())
        kept = {at: figure for at, figure in kept.items() if size(figure) * 10 < largest}
    return column.keys() - kept.keys()


def _is_huge(standing: Standing) -> bool:
    return standing.counts and standing.received is not None and standing.received.is_huge


def _figures(standing: Standing, facts: Facts, form: Form) -> Figures:
    """As they would be summed."""
    figures = standing.received.figures if standing.received else ()
    own = [each for each in facts.corrections if each.unit == standing.unit]
    return corrected(form, figures, own)[0] if own else figures


def _left_out(standing: Standing, what: str) -> Standing:
    marks = {*standing.marks, TOO_LARGE}
    reason = f"{what}和别的单位加起来超过 {MAX_WHOLE_DIGITS} 位，没有计入，请核对。"
    return structs.replace(
        standing,
        state=RETURNED if standing.state == RETURNED else WRONG,
        marks=tuple(mark for mark in MARKS if mark in marks),
        reasons=(reason, *standing.reasons),
        counts=False,
    )
