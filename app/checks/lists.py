"""Lists of numbers in a text: parts and their total."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from app.checks.claims import Run
from app.checks.finding import Finding
from app.checks.grammar import shorthands
from app.checks.kinds import makes
from app.checks.passed import Passed, passed
from app.checks.script import Piece, Script, found_in
from app.checks.skeleton import Figure, Skeleton
from app.forms.expressions import written_out
from app.forms.model import Form
from app.forms.text_rules import Parts
from app.letters.numbers import tidy, written

_TOTAL = re.compile(r"#(?P<unit>[件宗条份次篇期个项起人家场]?)")
_EQUATION = re.compile(r"(?<!#[+＋])(?<!#[件条][+＋])#[件条]?(?:[+＋]#[件条]?)+[=＝]#")
"""From its first number alone: what is added up and equals nothing would be looked at from each."""
_ADDED = re.compile(r"#[件条]?(?:[+＋]#[件条]?)+")
_PART = re.compile(r"[#≈](?P<unit>[件宗条份次篇期个项起人家场]?)(?P<share>%?)")
_ASIDE = re.compile(r"（[^（）]*）")
_END = re.compile("。|其中|$")
_FAR = 2_000
"""Letters of one sentence: a list that goes on for longer was written by nobody who adds it up."""
_MOST = 9
"""More numbers than these in a sentence may be put together to almost anything."""
_SHOWN = 30
"""Numbers of a list that a sentence names."""
_INNER = re.compile("其中|含")
_CLOSE = 12
_REST_FITS = "加上其余的，正好是前面说过的数"
_COMPARED = re.compile("增|减|同比|较|比|上升|下降|上年|去年|Ｘ")


Listed = tuple[int, list[int], str]
"""Where a total stands, where its parts do, and why they are right; empty: they are not."""


class _Words(Struct, frozen=True, eq=False):
    """The expressions of `Parts`, made ready."""

    kinds: tuple[re.Pattern[str], ...]
    among: re.Pattern[str]
    complete: re.Pattern[str]
    open: re.Pattern[str]
    breaks: re.Pattern[str]
    rest: re.Pattern[str]
    totals: re.Pattern[str]


@makes(Parts, "texts")
def parts(form: Form, check: Parts) -> Run:
    short = shorthands(form)
    names = ("among", "complete", "open", "breaks", "rest", "totals")
    single = {name: re.compile(written_out(getattr(check, name), short)) for name in names}
    kinds = tuple(re.compile(written_out(words, short)) for words in check.kinds)
    words = _Words(kinds, **single)

    @lru_cache(maxsize=2048)
    def lists(reading: Skeleton) -> tuple[Listed, ...]:
        return (*_equations(reading), *_lists(words, reading), *_rests(words, reading))

    def run(script: Script) -> Iterator[Finding | Passed]:
        for piece in script.counting:
            for head, group, right in lists(piece.reading):
                if right:
                    span = around([piece.reading.figures[i] for i in (head, *group)])
                    yield passed(check, piece.place(span), right)
                else:
                    yield _not_the_sum(script, check, piece, head, group)

    return run


def _lists(words: _Words, reading: Skeleton) -> Iterator[Listed]:
    for begin in words.among.finditer(reading.skeleton, 0, reading.length):
        if heads := _heads(reading, begin.start()):
            whole = bool(words.complete.search(begin[0]))
            yield from _begun_lists(words, reading, heads, begin.end(), whole=whole)


def _begun_lists(
    words: _Words, reading: Skeleton, heads: list[int], start: int, *, whole: bool
) -> Iterator[Listed]:
    skeleton, head = reading.skeleton, heads[-1]
    last = _END.search(skeleton, start, start + _FAR)
    end = min(last.start() if last else len(skeleton), reading.length)
    if end - start >= _FAR:
        return
    subject = skeleton[reading.clause(head) : head]
    open_ = words.open.search(skeleton, start, end)
    for group, names in _groups(reading, (start, end), head, words.breaks):
        whole |= any(kind.fullmatch(f"{subject}：{names}") for kind in words.kinds)
        whole |= bool(_ADDED.match(skeleton, group[0]))
        closed = bool(words.rest.search(names.rpartition("|")[2] + "#"))
        due = closed or (whole and not open_)
        right = _right(reading, heads, group, whole=due)
        if not right and closed and _explained(reading, _counted(reading, group[-1]), group[-1]):
            right = _REST_FITS
        if len(group) > 1:
            yield head, group, right
        whole = False


def _heads(reading: Skeleton, at: int) -> list[int]:
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
    reading: Skeleton, where: tuple[int, int], head: int, break_: re.Pattern[str]
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


def _right(reading: Skeleton, heads: list[int], group: list[int], *, whole: bool) -> str:
    """Too much is always wrong; too little only where the list says that it is all."""
    made = sum(reading.figures[i].value for i in group)
    said = {reading.figures[head].value for head in heads}
    said.add(sum(reading.figures[head].value for head in heads))
    if made in said:
        return "各项加起来正好是总数"
    return (
        "" if whole or made > max(said) else "没有写明各项列全，少了不算错（complete、kinds、rest）"
    )


def _rests(words: _Words, reading: Skeleton) -> Iterator[Listed]:
    """Lists without a word that begins them, closed by the rest of what was counted first."""
    for found in words.rest.finditer(reading.skeleton, 0, reading.length):
        at = found.end()
        if reading.skeleton[at : at + 1] != "#":
            continue
        counted = _counted(reading, at)
        if not counted or words.among.search(reading.skeleton, counted[0], at):
            continue
        head, *items = counted
        called = words.totals.search(reading.skeleton, reading.clause(head), head)
        if called and items:
            yield head, [*items, at], _REST_FITS if _explained(reading, counted, at) else ""


def _counted(reading: Skeleton, rest: int) -> list[int]:
    """The numbers of the sentence before the rest that count the same thing; none if one is vague.

    How much more it is than last year is no part of it.
    """
    start = reading.sentence(rest)
    if rest - start > _FAR:
        return []
    before = _ASIDE.sub(lambda found: "　" * len(found[0]), reading.skeleton[start : rest + 2])
    signs = [found for found in _PART.finditer(before) if not found["share"]]
    unit = signs[-1]["unit"] if signs else ""
    if len(signs) > _MOST or any(f[0][0] == "≈" or f["unit"] not in ("", unit) for f in signs):
        return []
    places = [found.start() for found in signs[:-1]]
    return [
        start + i for i in places if not _COMPARED.search(before, before.rfind("，", 0, i) + 1, i)
    ]


def _explained(reading: Skeleton, counted: list[int], rest: int) -> bool:
    """Whether the rest and the numbers before it make one that stands before these.

    What is told of one of them (其中) may not count, and several may be the total together.
    """
    values = [reading.figures[i].value for i in counted]
    left = reading.figures[rest].value
    inner = [n for n, i in enumerate(counted) if _INNER.search(reading.skeleton, i - _CLOSE, i)]
    for first in range(len(values)):
        made = {left + sum(values[first + 1 :])}
        for begin in (n for n in inner if n > first):
            made |= {left + sum(values[first + 1 : begin] + values[end:])
                     for end in range(begin + 1, len(values) + 1)}  # fmt: skip
        if made & {values[first], sum(values[: first + 1])}:
            return True
    return not values


def _equations(reading: Skeleton) -> Iterator[Listed]:
    for found in _EQUATION.finditer(reading.skeleton, 0, reading.length):
        *group, head = [i for i in range(*found.span()) if reading.skeleton[i] == "#"]
        yield head, group, _right(reading, [head], group, whole=True)


def _not_the_sum(
    script: Script, check: Parts, piece: Piece, head: int, group: list[int]
) -> Finding:
    figures = [piece.reading.figures[i] for i in group]
    total_ = piece.reading.figures[head]
    made = tidy(sum(figure.value for figure in figures))
    more = ["……"] if len(figures) > _SHOWN else []
    span = around([total_, *figures])
    words = {
        "parts": " + ".join((*(written(f.value) for f in figures[:_SHOWN]), *more)),
        "made": written(made),
        "said": written(total_.value),
    }
    return found_in(
        script,
        check,
        check.message,
        piece,
        span,
        words,
        left=made,
        right=total_.value,
        difference=tidy(made - total_.value),
    )


def around(figures: list[Figure]) -> tuple[int, int]:
    return min(f.start for f in figures), max(f.end for f in figures)
