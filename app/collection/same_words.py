"""R35 between units: texts of which most stands in another unit's report. Pure.

Whatever the edition offers as a ready sentence is taken out first, and with it what every honest
report of a quiet year says.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from app.checks.finding import Finding
from app.collection.standing import Standing
from app.forms.model import Form, Section
from app.forms.rules import Similar
from app.letters import characters

_FEWEST = 60
"""Runs of characters that a text must have left: of a shorter one most is what everybody says."""
_MANY = 40
"""Texts with which one is compared; for more it is quicker to count what it has with any."""
_LINK = re.compile("⟦[^⟧]*⟧")
_NO_WORDS = re.compile(r"[\s\d]+")
_END = "\n"
"""Stands where something was taken out: no run of characters goes over it."""
Runs = frozenset[str]


def alike(form: Form, counted: Sequence[Standing]) -> Iterator[tuple[int, Finding]]:
    """A finding for each unit and section, with the place of the unit among these."""
    for check in form.checks:
        for section in form.sections if isinstance(check, Similar) else ():
            if isinstance(check, Similar) and section.id in check.sections:
                yield from _in_section(form, counted, check, section)


def _in_section(
    form: Form, counted: Sequence[Standing], check: Similar, section: Section
) -> Iterator[tuple[int, Finding]]:
    runs = [_runs(form, each, check, section) for each in counted]
    for place, others in enumerate(_shared(runs, check.percent)):
        if not others:
            continue
        most, other = max(others)
        more = f"，与另外 {len(others) - 1} 个单位也这样" if others[1:] else ""
        message = (
            f"“{section.heading}”有 {most:.0f}% 的文字与“{counted[other].unit}”的报告相同"
            f"（超过 {check.percent}%{more}），请各写各的情况。"
        )
        file = counted[place].received
        texts = tuple(t.id for t in section.texts if file and t.id in file.texts)
        yield place, Finding(rule=check.rule, severity="warning", message=message, texts=texts)


def _shared(runs: Sequence[Runs], percent: int) -> Iterator[list[tuple[float, int]]]:
    """Of each text, those that hold more than so much of it: how much in percent, and where.

    Whatever holds more than half of a text holds one of any half of it; of the half that is in the
    fewest texts only these few are compared.
    """
    holders: dict[str, list[int]] = {}
    for place, own in enumerate(runs):
        for run in own:
            holders.setdefault(run, []).append(place)
    for place, own in enumerate(runs):
        rare = sorted(own, key=lambda run: len(holders[run]))
        rare = rare[: len(own) - len(own) * percent // 100]
        near = {other for run in rare for other in holders[run]} - {place}
        common: Mapping[int, int] = (
            {other: len(own & runs[other]) for other in near}
            if len(near) < _MANY
            else Counter(chain.from_iterable(holders[run] for run in own))
        )
        shares = ((100 * common[other] / len(own), other) for other in sorted(near))
        yield [(share, other) for share, other in shares if share > percent]


def _runs(form: Form, standing: Standing, check: Similar, section: Section) -> Runs:
    file = standing.received
    if file is None:
        return frozenset()
    names = (file.organ, standing.unit, *(standing.member.aliases if standing.member else ()))
    texts = (file.texts.get(text.id, "") for text in section.texts)
    bare = _END.join(_bare(text, names) for text in texts)
    for sentence in _ready(form):
        bare = bare.replace(sentence, _END)
    found = frozenset(
        piece[i : i + check.run]
        for piece in bare.split(_END)
        for i in range(len(piece) - check.run + 1)
    )
    return found if len(found) >= _FEWEST else frozenset()


@cache
def _ready(form: Form) -> tuple[str, ...]:
    """The edition's ready sentences as they stand in a bare text, the longest first."""
    sentences = (sentence for text in form.texts.values() for sentence in text.sentences)
    bare = (_bare(_LINK.sub("", s.format(organ="", year="")), ()) for s in sentences)
    return tuple(sorted({each for each in bare if each}, key=len, reverse=True))


def _bare(text: str, names: Sequence[str]) -> str:
    """Without digits, blanks and what the unit is called; line ends go with them."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "")
    return _NO_WORDS.sub("", characters.seen(text)[0])
