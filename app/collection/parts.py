"""R37 in words: the parts that an office's own text names, against its units' figures. Pure.

全市收到申请 3,607 件，其中市政府 349、市各有关部门 933、沭阳 477、泗阳 301……
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from app.checks.finding import Finding
from app.checks.sums import apart
from app.collection.summing import Sum
from app.collection.whose import bare
from app.forms.model import Form
from app.forms.rules import Balance
from app.letters.numbers import Number, grouped, tidy
from app.report.calc import evaluate

_RULE = "R37"
_SENTENCE = re.compile(r"[^。！？\n]+")
_FIGURE = r"\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,12}"
_ITEM = re.compile(
    r"(?P<name>[^\W\d_（）()]{2,24}?)(?:收到|受理|新收|办理|共|有|为){0,4}"
    rf"(?P<figure>{_FIGURE})[件宗起条份项次个]?(?=[、，,；;。]|和|及|$)"
)
_HEAD = re.compile(rf"(?<!\d)({_FIGURE})[件宗起条份项次个]?[^\d]{{0,12}}$")
_FAR = 40
"""Letters before a list in which its head stands: a figure, what it counts, some words."""
_BETWEEN = re.compile(r"[、，,；;和及]{0,2}")
_FEWEST = 3
"""Parts of a list, and units that it must name: fewer may be called alike by chance."""
_NEAR = 20
"""A sum that is off by less than this part of the total was meant to be it."""
_SHORTEST = 2


class _Part(Struct, frozen=True):
    """A name with a figure."""

    name: str
    figure: int
    span: tuple[int, int]


def findings(made: Sum) -> Iterator[Finding]:
    """Of all texts of the summed report."""
    figures = dict(_quantities(made))
    for text in made.report.form.texts:
        words = made.report.text(text)
        for sentence in _SENTENCE.finditer(words):
            for head, group in _lists(sentence[0]):
                yield from _of_list(figures, text, sentence.start(), head, group)


def _lists(sentence: str) -> Iterator[tuple[int | None, list[_Part]]]:
    """Items that stand side by side, and the number that they are told to be parts of."""
    group: list[_Part] = []
    for found in _ITEM.finditer(sentence):
        part = _Part(found["name"], _number(found["figure"]), found.span())
        if group and not _BETWEEN.fullmatch(sentence[group[-1].span[1] : part.span[0]]):
            yield _head(sentence, group), group
            group = []
        group.append(part)
    if group:
        yield _head(sentence, group), group


def _head(sentence: str, group: Sequence[_Part]) -> int | None:
    end = group[0].span[0]
    found = _HEAD.search(sentence, max(end - _FAR, 0), end)
    return _number(found[1]) if found else None


def _of_list(
    figures: Mapping[str, Mapping[str, Number]],
    text: str,
    start: int,
    head: int | None,
    group: Sequence[_Part],
) -> Iterator[Finding]:
    units = {part.name: name for part in group if (name := _unit(part.name, figures))}
    if len(units) < _FEWEST:
        return
    quantity = _meant(figures, group, units)
    for part in (each for each in group if quantity and each.name in units):
        unit = units[part.name]
        due = figures[unit][quantity]
        if due != part.figure:
            message = (
                f"文字里写“{part.name}” {grouped(part.figure)}，“{unit}”的报告里是 "
                f"{grouped(due)}，相差 {grouped(apart(part.figure, due))}，请核对。"
            )
            yield _finding(text, start, part.span, message, part.figure, due)
    total = sum(part.figure for part in group)
    if head is not None and _is_meant_whole(head, total, group):
        message = (
            f"文字里写的总数是 {grouped(head)}，各单位 {len(group)} 项相加是 {grouped(total)}，"
            f"相差 {grouped(abs(total - head))}，请核对。"
        )
        yield _finding(text, start, (group[0].span[0], group[-1].span[1]), message, total, head)


def _is_meant_whole(head: int, total: int, group: Sequence[_Part]) -> bool:
    """Whether parts that make another number than is told were meant to make it.

    Some lists name the largest only: of these the sum is far less.
    """
    near = len(group) > _FEWEST and abs(head - total) * _NEAR < head
    return head != total and (total > head or near)


def _finding(
    text: str, start: int, span: tuple[int, int], message: str, left: Number, right: Number
) -> Finding:
    return Finding(
        rule=_RULE,
        severity="warning",
        message=message,
        texts=(text,),
        spans=((text, start + span[0], start + span[1]),),
        left=left,
        right=right,
        difference=tidy(left - right),
    )


def _meant(
    figures: Mapping[str, Mapping[str, Number]], group: Sequence[_Part], units: Mapping[str, str]
) -> str:
    """What is counted: that in which most of the parts are right, if more than half are."""
    named = [(figures[units[part.name]], part.figure) for part in group if part.name in units]
    quantities = next(iter(figures.values())).keys()
    right = {q: sum(own[q] == figure for own, figure in named) for q in quantities}
    best = max(right, key=lambda each: right[each])
    return best if 2 * right[best] > len(named) else ""


def _unit(name: str, figures: Mapping[str, object]) -> str:
    """The one unit that a short name stands in: 沭阳 for 沭阳县人民政府."""
    short = bare(name)
    found = [unit for unit in figures if short in bare(unit)] if len(short) >= _SHORTEST else []
    return found[0] if len(found) == 1 else ""


def _quantities(made: Sum) -> Iterator[tuple[str, dict[str, Number]]]:
    """By unit, all that a text may count: every total column, and what a check adds up."""
    form = made.report.form
    for unit, own in made.units:
        pairs = zip(form.inputs, own, strict=True)
        values = evaluate(form, {cell: figure for cell, figure in pairs if figure is not None})
        yield (
            unit,
            {
                " ".join(cells): tidy(sum(values[cell] or 0 for cell in cells))
                for cells in _counted(form)
            },
        )


def _counted(form: Form) -> Iterator[tuple[str, ...]]:
    for cell in form.cells.values():
        if cell.column.sum or not form.totals_above[cell.id]:
            yield (cell.id,)
    for check in (each for each in form.checks if isinstance(each, Balance)):
        for total in (c for c in form.cells.values() if c.column.sum):
            if (total.table.id, total.row.id) == (check.table, check.left[0]):
                yield tuple(f"{check.table}/{row}/{total.column.id}" for row in check.left)


def _number(words: str) -> int:
    return int(words.replace(",", "").replace("，", ""))
