"""Lists of numbers in a text: parts and their total, fees and their items."""

import re
from collections.abc import Iterator

from app.calc import Number, tidy, written
from app.checks.claims import Page, Run, quote
from app.checks.finding import Finding
from app.checks.mentions import shorthands
from app.checks.reading import Figure, Reading
from app.checks.sums import expand, total
from app.forms.model import Form
from app.forms.text_rules import Fees, Parts, written_out

_TOTAL = re.compile(r"#(?P<unit>[件宗条份次篇期个项起人家场]?)")
_EQUATION = re.compile(r"#[件条]?(?:[+＋]#[件条]?)+[=＝]#")
_ADDED = re.compile(r"#[件条]?(?:[+＋]#[件条]?)+")
_PART = re.compile(r"[#≈](?P<unit>[件宗条份次篇期个项起人家场]?)(?P<share>%?)")
_ITEM = re.compile(r"#件[^#≈。；、，]{0,8}?(?P<yuan>#)元?")
_ASIDE = re.compile(r"（[^（）]*）")
_END = re.compile("[。]|$")


def parts(form: Form, check: Parts) -> Run:
    short = shorthands(form)
    among, complete, open_, break_ = (
        re.compile(written_out(words, short))
        for words in (check.among, check.complete, check.open, check.breaks)
    )
    kinds = [re.compile(written_out(words, short)) for words in check.kinds]

    def run(page: Page) -> Iterator[Finding]:
        for text_id in page.texts:
            reading = page.reading(text_id)
            skeleton = reading.skeleton
            yield from _equations(page, check, text_id, reading)
            for begin in among.finditer(skeleton, 0, reading.length):
                head = _head(reading, begin.start())
                if head is None:
                    continue
                end = _END.search(skeleton, begin.end()).start()  # type: ignore[union-attr]
                head_words = skeleton[reading.clause(head) : head]
                first = begin.end()
                whole = bool(complete.search(begin[0]))
                for group, names in _groups(reading, (first, end), head, break_):
                    listed = f"{head_words}：{names}"
                    all_ = whole or any(kind.fullmatch(listed) for kind in kinds)
                    all_ |= bool(_ADDED.match(skeleton, group[0]))
                    all_ &= not open_.search(skeleton, first, end)
                    if _wrong(reading, head, group, whole=all_):
                        yield _not_the_sum(page, check, text_id, reading, head, group)
                    whole = False

    return run


def _head(reading: Reading, at: int) -> int | None:
    """The number that the list after `at` is a list of."""
    start = max(reading.sentence(at), at - 40)
    before = _ASIDE.sub(lambda found: "　" * len(found[0]), reading.skeleton[start:at])
    found = [i for i, sign in enumerate(before) if sign in "#≈"]
    found = [i for i in found if before[i + 1 : i + 2] != "%"]
    if not found or before[found[-1]] == "≈":
        return None
    return start + found[-1] if start + found[-1] in reading.figures else None


def _groups(
    reading: Reading, where: tuple[int, int], head: int, break_: re.Pattern[str]
) -> Iterator[tuple[list[int], str]]:
    """The numbers of the list that count the same thing, parted where they count anew."""
    start, end = where
    words = _ASIDE.sub(lambda found: "　" * len(found[0]), reading.skeleton[start:end])
    unit = _TOTAL.match(reading.skeleton, head)
    group: list[int] = []
    names: list[str] = []
    last, left = 0, reading.figures[head].value
    for found in _PART.finditer(words):
        if found["share"]:
            continue
        name, last = words[last : found.start()], found.end()
        if (unit and found["unit"] not in ("", unit["unit"])) or found[0][0] == "≈":
            break
        if group and (break_.search(name) or left == 0):
            yield group, "|".join(names)
            group, names, left = [], [], reading.figures[head].value
        group.append(start + found.start())
        names.append(name)
        left -= reading.figures[start + found.start()].value
    if group:
        yield group, "|".join(names)


def _wrong(reading: Reading, head: int, group: list[int], *, whole: bool) -> bool:
    """Too much is always wrong; too little only where the list says that it is all."""
    made = sum(reading.figures[i].value for i in group)
    said = reading.figures[head].value
    return len(group) > 1 and (made > said or (whole and made != said))


def _equations(page: Page, check: Parts, text_id: str, reading: Reading) -> Iterator[Finding]:
    for found in _EQUATION.finditer(reading.skeleton, 0, reading.length):
        *group, head = [i for i in range(*found.span()) if reading.skeleton[i] == "#"]
        if _wrong(reading, head, group, whole=True):
            yield _not_the_sum(page, check, text_id, reading, head, group)


def _not_the_sum(
    page: Page, check: Parts, text_id: str, reading: Reading, head: int, group: list[int]
) -> Finding:
    figures = [reading.figures[i] for i in group]
    made, said = tidy(sum(figure.value for figure in figures)), reading.figures[head].value
    span = _around([reading.figures[head], *figures])
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=check.message.format(
            text=page.report.form.texts[text_id].name,
            words=quote(page.texts[text_id], *span),
            parts=" + ".join(written(figure.value) for figure in figures),
            made=written(made),
            said=written(said),
        ),
        texts=(text_id,),
        spans=((text_id, *span),),
        left=made,
        right=said,
        difference=tidy(made - said),
    )


def _around(figures: list[Figure]) -> tuple[int, int]:
    return min(f.start for f in figures), max(f.end for f in figures)


def fees(form: Form, check: Fees) -> Run:
    short = shorthands(form)
    amount, count, free = (
        re.compile(written_out(words, short)) for words in (check.amount, check.count, check.unless)
    )
    none = re.compile(written_out(check.none, short))
    cells = expand(form, check.cells)
    (section,) = (s for s in form.sections if s.id == check.section)
    own = tuple(text.id for text in section.texts)

    def run(page: Page) -> Iterator[Finding]:
        charged: dict[str, Figure] = {}
        for text_id in page.texts:
            reading = page.reading(text_id)
            for found in amount.finditer(reading.skeleton, 0, reading.length):
                at = reading.skeleton.rindex("#", found.start(), found.end())
                if free.search(reading.skeleton, reading.clause(found.start()), found.end() + 4):
                    continue
                figure = reading.figures[at]
                if figure.value:
                    charged.setdefault(text_id, figure)
                yield from _fee_faults(page, check, text_id, reading, (at, count))
        if charged:
            yield from _untold(page, check, own, none, charged)
            yield from _not_in_table(page, check, own, cells, charged)

    return run


def _fee_faults(
    page: Page,
    check: Fees,
    text_id: str,
    reading: Reading,
    where: tuple[int, re.Pattern[str]],
) -> Iterator[Finding]:
    at, count = where
    skeleton, said = reading.skeleton, reading.figures[at]
    end = skeleton.find("。", at)
    stop = reading.length if end < 0 else min(end, reading.length)
    items = list(_ITEM.finditer(skeleton, at + 1, stop))
    yuan = [reading.figures[item.start("yuan")] for item in items]
    if len(items) > 1 and sum(y.value for y in yuan) != said.value:
        yield _fee(page, check, text_id, [said, *yuan], check.message, said.value)
    counted = count.search(skeleton, reading.paragraph(at), at)
    if counted and len(items) > 1:
        pieces = reading.figures[skeleton.index("#", counted.start())]
        counts = [reading.figures[item.start()] for item in items]
        if sum(c.value for c in counts) != pieces.value:
            yield _fee(page, check, text_id, [pieces, *counts], check.message, pieces.value)
    odd = [y for y in (said, *yuan) if y.value % check.step]
    if odd:
        yield _fee(page, check, text_id, odd, check.stepped, odd[0].value)


def _fee(
    page: Page, check: Fees, text_id: str, figures: list[Figure], pattern: str, said: Number
) -> Finding:
    start, end = _around(figures)
    numbers = [figure.value for figure in figures[1:]]
    return Finding(
        rule=check.rule,
        severity=check.severity,
        message=pattern.format(
            text=page.report.form.texts[text_id].name,
            said=written(said),
            parts=" + ".join(written(number) for number in numbers),
            made=written(tidy(sum(numbers))),
            step=check.step,
        ),
        texts=(text_id,),
        spans=((text_id, start, end),),
    )


def _untold(
    page: Page, check: Fees, own: tuple[str, ...], none: re.Pattern[str], charged: dict[str, Figure]
) -> Iterator[Finding]:
    """Another section tells of fees, and the one where they belong says that there are none."""
    elsewhere = [text_id for text_id in charged if text_id not in own]
    for text_id in own:
        plain = "".join(page.texts.get(text_id, "").split())
        found = none.search(plain) if plain else None
        if found and elsewhere and text_id not in charged:
            fee = charged[elsewhere[0]]
            message = check.denied.format(
                text=page.report.form.texts[elsewhere[0]].name,
                own=page.report.form.texts[text_id].name,
                said=written(fee.value),
                words=found[0],
            )
            yield Finding(
                rule=check.rule,
                severity=check.severity,
                message=message,
                texts=(text_id, elsewhere[0]),
                spans=((elsewhere[0], fee.start, fee.end),),
            )


def _not_in_table(
    page: Page,
    check: Fees,
    own: tuple[str, ...],
    cells: tuple[str, ...],
    charged: dict[str, Figure],
) -> Iterator[Finding]:
    told = [text_id for text_id in charged if text_id in own]
    if told and cells and total(page.report.values, cells) == 0:
        fee = charged[told[0]]
        yield Finding(
            rule=check.rule,
            severity="hint",
            message=check.untold.format(said=written(fee.value)),
            cells=cells,
            texts=(told[0],),
            spans=((told[0], fee.start, fee.end),),
        )
