"""How each text of a report was read, which rule found what, and why it says nothing of the rest.

Nothing is judged here: the readings, mentions and findings are those of the check itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from app import checks
from app.checks import claims, of_texts
from app.checks.finding import Finding
from app.checks.mentions import Mentioned, Missed
from app.checks.passed import Failed, Passed
from app.checks.script import Piece, Script, quote, script_of
from app.forms import rule_files
from app.forms.base import Check, Declared
from app.forms.model import Form
from app.forms.text_rules import Scope
from app.letters.numbers import written
from app.report.report import Report

_WHY = {
    "words": "同一分句里前面有“{words}”（scope 的 words），说的不是表里的数",
    "elsewhen": "这一句前面有“{words}”（scope 的 elsewhen），说的是好几年",
    "departments": "本单位是部门或者乡镇，“{words}”（scope 的 departments）说的是整个地方",
    "year": "这一句最近说的年份不是报告年度（{words}）",
    "needs": "这一句没有 needs 要的词，这段文字也不在 about 里",
    "unless": "同一分句里前面有“{words}”（unless）",
    "unless_sentence": "这一句前面有“{words}”（unless_sentence）",
    "unit": "数后面不是这一项的单位",
    "inexact": "旁边的数不是确数（≈）",
    "alone": "旁边没有数，也没有否定的话",
    "deniable": "有否定的话，可是这一项没有写 deniable",
    "denied": "否定的是别的事（scope 的 denied）",
    "denied_before": "否定的是别的事（scope 的 denied_before）",
}
"""Why words that name a quantity are no mention of it, by the field that says so."""
_WHOLE = (0, -1)
"""A place that is in no piece."""
_SILENCED = "这段文字沿用上年，还没有改，先不说（copied 的 silences）"


class Line(Struct, frozen=True, kw_only=True):
    """Words that a rule looked at, and what came of it."""

    rule: str
    words: str
    finding: bool
    """Whether the check raises it."""
    why: str
    name: str = ""
    """R20: which quantity it speaks of."""
    by: str = ""
    """R20: which part of its rule found it."""
    cells: tuple[str, ...] = ()
    """R20: the cells that it may be the sum of, each accepted reading joined by +."""


class Read(Struct, frozen=True):
    """A piece of a text as it was read."""

    words: str
    skeleton: str
    listed: str
    """Lists that were told apart (A、B分别为1件、2件), once more, one by one."""
    lines: tuple[Line, ...]
    unknown: tuple[str, ...]
    """Numbers that no rule of R20 knows."""


class Explained(Struct, frozen=True):
    """A text of the report."""

    id: str
    name: str
    pieces: tuple[Read, ...]
    lines: tuple[Line, ...]
    """What is about the text as a whole."""
    findings: tuple[Finding, ...]
    """All that the check says of the text."""


class Explanation(Struct, frozen=True):
    texts: tuple[Explained, ...]
    findings: tuple[Finding, ...]
    """What the check says of no text: of the tables and of the whole."""
    left_out: tuple[str, ...]
    """Rules that are not used, and why."""


Key = tuple[object, ...]
Told = tuple[Declared, Finding | Passed | Failed]
Seen = tuple[str, tuple[int, int], Line]
"""In which text, where, and what."""


def explain(report: Report, previous: Report | None = None) -> Explanation:
    """Every text that is written or spoken of, in the order of the page."""
    found = checks.findings(report, previous)
    read = script_of(report, checks.last_years(report, previous), None)
    told = [*of_texts.looked_at(read)]
    seen = [*_seen(read, told, {_key(finding) for finding in found})]
    texts = {*read.texts, *(text for finding in found for text in finding.texts)}
    return Explanation(
        tuple(_text(read, text, seen, found) for text in report.form.texts if text in texts),
        tuple(finding for finding in found if not finding.texts),
        (*rule_files.left_out(report.form), *_failed(report.form, told)),
    )


def _failed(form: Form, told: Iterable[Told]) -> Iterator[str]:
    """Rules of one's own that could not go on."""
    for check, each in told:
        if isinstance(each, Failed) and isinstance(check, Check):
            place = f"规则文件 {form.rules}.yaml，checks/{check.rule}"
            yield f"{place}：用起来出错（{each.why}），后面的没有查。"


def _seen(read: Script, told: Iterable[Told], raised: set[Key]) -> Iterator[Seen]:
    """What each rule looked at. R20 says something of each mention, in their order."""
    mentions = [(piece, mention) for piece in read.pieces for mention in piece.mentions]
    scope = next((c for c in rule_files.of(read.report.form).checks if isinstance(c, Scope)), None)
    if scope:
        for piece in read.pieces:
            yield from (_missed(scope, piece, m) for m in piece.missed if not _is_told(piece, m))
    for check, events in groupby(told, key=itemgetter(0)):
        those = [each for _, each in events if not isinstance(each, Failed)]
        if not isinstance(check, Scope):
            for each in those:
                yield from _places(read, each, raised)
            continue
        for (piece, mention), each in zip(mentions, those, strict=False):
            yield _mention(read, piece, mention, _line(read, each, piece.text_id, raised))


def _key(finding: Finding) -> Key:
    """The finding, be it accepted or not."""
    return finding.rule, finding.message, finding.texts, finding.spans


def _places(read: Script, each: Finding | Passed, raised: set[Key]) -> Iterator[Seen]:
    """In every text that it is about; as a whole, where it names no words there."""
    if isinstance(each, Passed):
        text, *span = each.place
        yield text, (span[0], span[1]), _line(read, each, text, raised)
        return
    for text in each.texts:
        spans = [(start, end) for at, start, end in each.spans if at == text]
        yield text, spans[0] if spans else _WHOLE, _line(read, each, text, raised)


def _line(read: Script, each: Finding | Passed, text: str, raised: set[Key]) -> Line:
    if isinstance(each, Passed):
        words = quote(read.report.text(text), *each.place[1:])
        return Line(rule=each.rule, words=words, finding=False, why=each.why)
    spans = [(start, end) for at, start, end in each.spans if at == text]
    words = quote(read.report.text(text), *spans[0]) if spans else ""
    kept = _key(each) in raised
    why = each.message if kept else _SILENCED
    return Line(rule=each.rule, words=words, finding=kept, why=why)


def _mention(read: Script, piece: Piece, mention: Mentioned, line: Line) -> Seen:
    values = read.report.values
    offers = " 或 ".join(dict.fromkeys(written(n) or "0" for n in claims.due(mention, values)))
    text, start, end = piece.place(mention.span)
    return text, (start, end), replace(
        line,
        words=piece.quote(mention.span),
        name="、".join(quantity.check.name for quantity in mention.quantities),
        by=mention.by,
        cells=tuple("+".join(cells) for cells in claims.choices(mention)),
        why=line.why if line.finding or line.why == _SILENCED else f"{line.why}：{offers}",
    )  # fmt: skip


def _is_told(piece: Piece, missed: Missed) -> bool:
    """The words speak of the same quantity after all, where a list is told apart."""
    start, end = missed.span
    return any(
        mention.span[0] < end and start < mention.span[1]
        for mention in piece.mentions
        if not {*missed.quantities}.isdisjoint(mention.quantities)
    )


def _missed(scope: Scope, piece: Piece, missed: Missed) -> Seen:
    text, start, end = piece.place(missed.span)
    return text, (start, end), Line(
        rule=scope.rule,
        words=piece.quote(missed.span),
        finding=False,
        why=_WHY[missed.field].format(words=missed.words),
        name="、".join(quantity.check.name for quantity in missed.quantities),
        by=missed.by,
    )  # fmt: skip


def _text(read: Script, text: str, seen: Sequence[Seen], found: Sequence[Finding]) -> Explained:
    here = sorted((each for each in seen if each[0] == text), key=lambda each: each[1])
    pieces = [piece for piece in read.pieces if piece.text_id == text]
    inside = [tuple(each for each in here if _is_in(piece, each[1])) for piece in pieces]
    known = {id(each) for some in inside for each in some}
    return Explained(
        text,
        read.report.form.texts[text].name,
        tuple(map(_piece, pieces, inside)),
        tuple(line for each in here if id(each) not in known for line in each[2:]),
        tuple(finding for finding in found if text in finding.texts),
    )


def _is_in(piece: Piece, span: tuple[int, int]) -> bool:
    return piece.places[0] <= span[0] < span[1] <= piece.places[len(piece.words) - 1] + 1


def _piece(piece: Piece, seen: Iterable[Seen]) -> Read:
    skeleton, length = piece.reading.skeleton, piece.reading.length
    return Read(
        piece.words.strip(),
        skeleton[:length],
        skeleton[length:],
        tuple(line for _, _, line in seen),
        tuple(_unknown(piece)),
    )


def _unknown(piece: Piece) -> Iterator[str]:
    reading = piece.reading
    known = {reading.spots[mention.at] for mention in piece.mentions}
    known |= {reading.spots[missed.at] for missed in piece.missed}
    for at, sign in enumerate(reading.skeleton[: reading.length]):
        is_rate = reading.skeleton.startswith("%", at + 1)
        if sign in "#≈" and reading.spots[at] not in known and not is_rate:
            yield piece.quote(reading.span(at, at + 1)) + ("（约数）" if sign == "≈" else "")
