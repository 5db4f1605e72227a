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
_END = re.compile("。|其中|$")
_COMPARED = re.compile("增|减|同比|较|比|上升|下降|上年|去年|Ｘ")


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
                if heads := _heads(reading, begin.start()):
                    whole = bool(complete.search(begin[0]))
                    yield from _list_faults(
                        page, check, text_id, (heads, begin.end(), whole), (open_, break_, kinds)
                    )

    return run


def _list_faults(
    page: Page,
    check: Parts,
    text_id: str,
    listed: tuple[list[int], int, bool],
    words: tuple[re.Pattern[str], re.Pattern[str], list[re.Pattern[str]]],
) -> Iterator[Finding]:
    reading = page.reading(text_id)
    skeleton = reading.skeleton
    heads, start, whole = listed
    open_, break_, kinds = words
    end = _END.search(skeleton, start).start()  # type: ignore[union-attr]
    subject = skeleton[reading.clause(heads[-1]) : heads[-1]]
    for group, names in _groups(reading, (start, end), heads[-1], break_):
        whole |= any(kind.fullmatch(f"{subject}：{names}") for kind in kinds)
        whole |= bool(_ADDED.match(skeleton, group[0]))
        if _wrong(reading, heads, group, whole=whole and not open_.search(skeleton, start, end)):
            yield _not_the_sum(page, check, text_id, reading, heads[-1], group)
        whole = False


def _heads(reading: Reading, at: int) -> list[int]:
    """The numbers that the list after `at` may be a list of, the likeliest last.

    In one sentence the total may stand before what was carried over, or before how much more it is
    than last year: the parts must fit one of them.
    """
    start = max(reading.sentence(at), at - 60)
    before = _ASIDE.sub(lambda found: "　" * len(found[0]), reading.skeleton[start:at])
    signs = [i for i, sign in enumerate(before) if sign in "#≈" and before[i + 1 : i + 2] != "%"]
    if not signs or before[signs[-1]] == "≈":
        return []
    unit = _TOTAL.match(before, signs[-1])
    same = [i for i in signs if (found := _TOTAL.match(before, i)) and unit and found[1] == unit[1]]
    compared = {i for i in same if _COMPARED.search(before, before.rfind("，", 0, i) + 1, i)}
    ordered = [*(i for i in same if i in compared), *(i for i in same if i not in compared)]
    return [start + i for i in ordered if start + i in reading.figures]


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


def _wrong(reading: Reading, heads: list[int], group: list[int], *, whole: bool) -> bool:
    """Too much is always wrong; too little only where the list says that it is all."""
    made = sum(reading.figures[i].value for i in group)
    said = {reading.figures[head].value for head in heads}
    said.add(sum(reading.figures[head].value for head in heads))
    return len(group) > 1 and made not in said and (whole or made > max(said))


def _equations(page: Page, check: Parts, text_id: str, reading: Reading) -> Iterator[Finding]:
    for found in _EQUATION.finditer(reading.skeleton, 0, reading.length):
        *group, head = [i for i in range(*found.span()) if reading.skeleton[i] == "#"]
        if _wrong(reading, [head], group, whole=True):
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
