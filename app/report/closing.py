"""The date of a closing: what of it goes when last year's closing signs this year's report."""

import re

from app.letters.numerals import DIGITS

_DIGIT = rf"[\d{DIGITS}十ＯO元正]"
_MONTH = rf"{_DIGIT}{{0,3}}\s*月"
_DAY = rf"{_DIGIT}{{0,3}}\s*[日号]"
_DATE = rf"""(?:
      (?<!\d){_DIGIT}{{2,4}} \s* 年 \s* {_MONTH} (?: \s* {_DAY} )?
    | (?<!\d){_DIGIT}{{4}} \s* 年
    | (?<!\d){_DIGIT}{{1,3}} \s* 月 \s* {_DAY}
    | (?<!\d)\d{{4}} \s* [-－—./．／] \s* \d{{1,2}} \s* [-－—./．／] \s* \d{{1,2}}(?!\d) )"""
_LABEL = r"""(?:
    (?: 成文|发布|发文|印发|公开|公布|填报|填表|编制|报送|上报|制表|报告|签发|落款 )?
    (?: 日\s*期 | 时\s*间 ) \s* [：:]? \s* )?"""
_DONE = r"""(?: \s* \d{1,2} [:：] \d\d (?: [:：]\d\d )? )?
    \s* (?: 印发|发布|公布|公开|填报|编制|报送|制 )?"""
_NAME = "(?P<name>[^。；，！？;,!?]*?)"
_STAMP = r"(?P<stamp>[（(][^（）()\d]{1,8}[)）])?"
_SHAPES = [
    re.compile(shape, re.VERBOSE)
    for shape in (
        rf"{_NAME} (?: [（(]\s* )? {_LABEL} {_DATE} {_DONE} \s* [)）]? \s* {_STAMP} [.。\s]*",
        rf"\s* {_LABEL} {_DATE} {_DONE} \s+ (?!\d) {_NAME} (?P<stamp>) \s*",
        rf"(?P<name>) \s* {_LABEL} (?:19|20)\d\d[01]\d[0-3]\d (?P<stamp>) \s*",
    )
]
"""Beside the signature or alone; before the signature; eight digits alone."""
_ANY = re.compile(_DATE, re.VERBOSE)
_SENTENCE = re.compile("报告|[于在自从至到截为止前后]$")
"""What stands before a date that is spoken of, not signed with."""
_LONGEST = 200
"""Letters of a line that can be a signature."""


def undated(closing: str) -> str:
    """The closing without its date: a line of its own, or beside the signature.

    A date that a sentence speaks of stays.
    """
    lines = ((line, _undated(line)) for line in closing.split("\n"))
    return "\n".join(left for line, left in lines if left.strip() or not line.strip()).rstrip()


def dated(closing: str) -> tuple[str, ...]:
    """The lines in which a date stands."""
    return tuple(line.strip() for line in closing.split("\n") if _ANY.search(line))


def _undated(line: str) -> str:
    if len(line) > _LONGEST:
        return line
    for shape in _SHAPES:
        found = shape.fullmatch(line)
        if found and not _SENTENCE.search(found["name"].rstrip()):
            return (found["name"].rstrip() + (found["stamp"] or "")).rstrip()
    return line
