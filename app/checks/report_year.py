"""R26: title, period and sentences speak of the report's year."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from app.checks.claims import Run
from app.checks.finding import Finding, finding_of
from app.checks.kinds import makes
from app.checks.passed import Passed, passed
from app.checks.script import Find, Script, finder
from app.checks.skeleton import squeeze
from app.checks.wording import said
from app.forms.model import Form
from app.forms.text_rules import ReportYear
from app.letters.characters import digits
from app.letters.numerals import DIGITS, year_of
from app.report.season import has_come

_YEAR = rf"(?:20\d\d|二[〇零○][{DIGITS}]{{2}})"
_TITLE = re.compile(f"({_YEAR})年")
Cut = Callable[[str], tuple[tuple[int, int], ...]]
"""Where periods that are cut stand in some words."""

_STOPS = "。！？"
_STOP = re.compile(f"[{_STOPS}]")
_WHOLE_YEAR = (1, 1, 12, 31)


@makes(ReportYear, "head")
def report_year(form: Form, check: ReportYear) -> Run:
    period, begin, carried = (finder(words) for words in (check.period, check.begin, check.carried))
    cut = _cut(check)
    stated, unless, plans = (
        re.compile(words) for words in (check.stated, check.unless, check.plans)
    )

    def run(script: Script) -> Iterator[Finding | Passed]:
        year = script.report.year
        yield from _organ(script, check)
        if year is None:
            return
        yield from _year(script, check, year)
        yield from _title(script, check, year)
        for text_id, text in script.texts.items():
            solid, places = squeeze(text)
            for found in period(solid):
                span = places[found.start()], places[found.end() - 1] + 1
                if not _is_wrong(found, year):
                    yield passed(check, script.place(text_id, span), "就是报告年度的全年（period）")
                elif not stated.search(solid[: found.start()][-40:]):
                    why = "前面没有说这是统计期限（stated）"
                    yield passed(check, script.place(text_id, span), why)
                else:
                    words = {"year": str(year)}
                    told = said(script, check, check.wrong_period, text_id, span, **words)
                    yield replace(told, replacement=_of_year(text, places, found, year))
            if text_id in form.texts and text_id != form.closing.id:
                yield from _sentences(script, check, text_id, begin, (unless, plans))
            yield from _carried(script, check, text_id, carried)
        yield from _cut_periods(script, check, cut)

    return run


def _cut_periods(script: Script, check: ReportYear, cut: Cut) -> Iterator[Finding]:
    for piece in script.pieces:
        for found in cut(piece.words):
            text_id, start, end = piece.place(found)
            words = {"year": str(script.report.year)}
            yield said(script, check, check.wrong_period, text_id, (start, end), **words)


def _organ(script: Script, check: ReportYear) -> Iterator[Finding]:
    name = "".join(script.report.organ.split())
    if re.search(check.in_organ, digits(name)):
        words = {"organ": script.report.organ}
        yield finding_of(check, check.organ, words, head="organ", severity="warning")


def _year(script: Script, check: ReportYear, year: int) -> Iterator[Finding]:
    if year < check.first:
        yield finding_of(check, check.too_early, {"year": year}, head="year")
    elif not has_come(year, script.today):
        yield finding_of(check, check.not_come, {"year": year}, head="year")


def _title(script: Script, check: ReportYear, year: int) -> Iterator[Finding]:
    own = str(script.report.get(("title", "")) or "")
    years = {year_of(found) for found in _TITLE.findall("".join(own.split()))}
    if years and year not in years:
        yield finding_of(check, check.message, {"title": own, "year": year})


def _is_wrong(found: re.Match[str], year: int) -> bool:
    """A period without a second year ends in its first."""
    first = int(found["y1"])
    last = int(found["y2"] or first)
    days = tuple(int(found[key]) for key in ("m1", "d1", "m2", "d2"))
    return (first, last) != (year, year) or days != _WHOLE_YEAR


def _of_year(text: str, places: Sequence[int], found: re.Match[str], year: int) -> str | None:
    """A period of the whole of another year as one of this year; None: more of it is wrong."""
    if found["y2"] not in (None, found["y1"]) or _is_wrong(found, int(found["y1"])):
        return None
    at = places[found.start()]
    words = text[at : places[found.end() - 1] + 1]
    for key in ("y2", "y1"):
        if found[key]:
            start, end = places[found.start(key)] - at, places[found.end(key) - 1] + 1 - at
            words = f"{words[:start]}{year}{words[end:]}"
    return words


def _cut(check: ReportYear) -> Cut:
    """Finds periods out of which digits, or 年 and 月, fell: a copy loses what is not Chinese."""
    cut, stated = re.compile(check.cut), re.compile(check.stated)

    @lru_cache(maxsize=2048)
    def find(words: str) -> tuple[tuple[int, int], ...]:
        solid, places = squeeze(words) if stated.search(words) else ("", [])
        return tuple(
            (places[found.start("period")], places[found.end("period") - 1] + 1)
            for found in cut.finditer(solid)
            if stated.search(solid, max(0, found.start() - 40), found.start())
            and not _is_whole(found["period"])
        )

    return find


def _is_whole(period: str) -> bool:
    """Every 年 has its four digits, every 月 and 日 its one or two, and no digits run together.

    A 日 stands after a 月, unless points stand between the numbers.
    """
    for half in re.split("[至到—–~～-]", period):
        if "日" in half and not re.search(r"[月.]", half):
            return False
    numbered = all(
        len(found[1]) == 4 if found[2] == "年" else 0 < len(found[1]) < 3
        for found in re.finditer(r"(\d*)([年月日])", period)
    )
    alone = re.findall(r"\d+(?![\d年月日])", period)
    return numbered and all(len(each) in (1, 2, 4, 8) for each in alone)


def _sentences(
    script: Script, check: ReportYear, text_id: str, begin: Find, words: tuple[re.Pattern[str], ...]
) -> Iterator[Finding | Passed]:
    year = script.report.year or 0
    solid, places = squeeze(script.texts[text_id])
    for found in begin(solid):
        other = year_of(found["year"])
        sentence = _sentence(solid, found.start("year"))
        span = places[found.start("year")], places[found.end("year") - 1] + 1
        if why := _other_year_is_meant(sentence, other, year, words):
            yield passed(check, script.place(text_id, span), why)
        else:
            yield _warned(script, check, check.text, text_id, span, other)


def _sentence(solid: str, at: int) -> str:
    """The whole sentence around a place: the year that it compares with may stand before."""
    begin = max(solid.rfind(stop, 0, at) for stop in _STOPS) + 1
    end = _STOP.search(solid, at)
    return solid[begin : end.start() if end else len(solid)]


def _other_year_is_meant(
    sentence: str, other: int, year: int, words: tuple[re.Pattern[str], ...]
) -> str:
    """Why such a sentence is right; empty: it is not."""
    unless, plans = words
    if other == year or str(year) in sentence:
        return "说的就是报告年度（begin）"
    if found := unless.search(sentence):
        return f"句中有“{found[0]}”，本来说的就是那一年（unless）"
    found = plans.search(sentence) if other > year else None
    return f"句中有“{found[0]}”，说的是以后的打算（plans）" if found else ""


def _carried(
    script: Script, check: ReportYear, text_id: str, carried: Find
) -> Iterator[Finding | Passed]:
    """Carried in comes from the year before, carried out goes to the year after."""
    year = script.report.year or 0
    solid, places = squeeze(script.texts[text_id])
    for found in carried(solid):
        into = found["into"] is not None
        group = "into" if into else "from"
        other = year_of(found[group])
        span = places[found.start()], places[found.end() - 1] + 1
        if other == year + (1 if into else -1):
            yield passed(check, script.place(text_id, span), "年份接得上（carried）")
        else:
            yield _warned(script, check, check.wrong_carried, text_id, span, other)


def _warned(
    script: Script, check: ReportYear, pattern: str, text_id: str, span: tuple[int, int], other: int
) -> Finding:
    found = said(
        script, check, pattern, text_id, span, year=str(script.report.year), other=str(other)
    )
    return replace(found, severity="warning")
