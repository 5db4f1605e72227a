"""R44 and R45: the year that a report is of, its edition, and the date under it."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from app.checks.claims import Run
from app.checks.finding import Finding, finding_of
from app.checks.kinds import makes
from app.checks.passed import Passed, passed
from app.checks.script import Script
from app.checks.skeleton import squeeze
from app.checks.wording import said
from app.forms import catalogue as forms
from app.forms.model import Form
from app.forms.text_rules import Dated, EditionDue
from app.letters.numerals import COUNTING, DIGITS, value_of, year_of

_HAN = f"[{COUNTING}]{{1,3}}"
_DATE = re.compile(
    rf"""(?<!\d)(?P<year>\d{{4}}|[{DIGITS}]{{4}})
    (?: 年度? (?P<month>\d{{1,2}}|{_HAN}) 月 (?: (?P<day>\d{{1,2}}|{_HAN}) (?:日|号) )?
      | (?P<mark>[-－./／．]) (?P<m>\d{{1,2}}) (?P=mark) (?P<d>\d{{1,2}}) (?!\d) )""",
    re.VERBOSE,
)
"""A day, or a month alone, as signatures write it."""


@makes(EditionDue, "head")
def edition_due(form: Form, check: EditionDue) -> Run:
    @lru_cache(maxsize=8)  # it looks into folders
    def of_year(year: int) -> str:
        return forms.edition_due(form, year)

    def run(script: Script) -> Iterator[Finding]:
        year = script.report.year
        due = of_year(year) if year else form.edition
        if due != form.edition:
            words = {"year": year, "due": forms.form(due).name, "edition": form.name}
            yield finding_of(check, check.message, words, head="year", edition=due)

    return run


@makes(Dated, "texts")
def dated(form: Form, check: Dated) -> Run:
    closing = form.closing.id

    def run(script: Script) -> Iterator[Finding | Passed]:
        year = script.report.year
        solid, places = squeeze(script.texts.get(closing, ""))
        for found in _DATE.finditer(solid):
            message = _fault(check, found, year)
            span = places[found.start()], places[found.end() - 1] + 1
            if not message:
                yield passed(check, script.place(closing, span), "日子在报告年度之后的一年里")
            else:
                told = said(script, check, message, closing, span, year=str(year))
                grave = message == check.message
                yield told if grave else replace(told, severity="warning")

    return run


def _fault(check: Dated, found: re.Match[str], year: int | None) -> str:
    """The sentence that a date deserves; "" where nothing is wrong with it."""
    days = _days(found)
    if days is None:
        return check.message
    first, last = days
    if year is None:
        return ""
    if last < date(year, 12, 31):
        return check.early
    return check.late if first > date(year + 1, 12, 31) else ""


def _days(found: re.Match[str]) -> tuple[date, date] | None:
    """From when to when it may be: a month alone is any of its days. None: there is no such day."""
    year = year_of(found["year"])
    month = _number(found["month"] or found["m"])
    day = found["day"] or found["d"]
    if not (year >= 1 and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    if not day:
        return date(year, month, 1), date(year, month, last)
    number = _number(day)
    return (date(year, month, number),) * 2 if 1 <= number <= last else None


def _number(written: str) -> int:
    return int(value_of(written)[0])
