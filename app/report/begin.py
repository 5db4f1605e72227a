"""This year's report from last year's. Pure."""

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from app.forms import catalogue as forms
from app.forms import links
from app.forms.model import Form
from app.forms.names import called, cell_name, row_name
from app.letters.characters import shortened
from app.letters.numbers import written
from app.letters.numerals import naming
from app.report import carry, closing, previous
from app.report.carry import Offer
from app.report.file_keys import coming
from app.report.report import Address, Refused, Report

_SENTENCES = re.compile(r"[^。！？\n]*(?:[。！？]+|$)")
_SHOWN = 20
"""Letters of a text that name it."""


class CannotBegin(Exception):
    """Why no report can be begun with another one: one sentence."""


class Begun(Struct, frozen=True):
    """This year's report, and what a person should know of it."""

    report: Report
    before: int
    """The year of last year's."""
    carried: tuple[Offer, ...]
    """The figures that came over."""
    notices: tuple[str, ...]
    """What did not come over as it was, a sentence each."""
    named: tuple[tuple[str, str], ...]
    """(text id, sentence) of each sentence that names that year."""


def this_year(last: Report, source: str, *, year: int | None = None, organ: str = "") -> Begun:
    """A report with last year's organ, level and texts, and the figures that go over into it.

    Args:
        last: last year's report.
        source: what the person knows it by.
        year: the new report's; None: the year after `last`.
        organ: the new report's; empty: that of `last`.

    Raises:
        CannotBegin: no year is known, or none that can follow.
    """
    year = _year(last, source, year)
    form = forms.form(forms.edition_due(last.form, year))
    head = {
        **{(key, ""): last.get((key, "")) for key in coming("next_year")},
        ("organ", ""): organ or last.organ,
        ("year", ""): year,
        ("previous", ""): previous.to_keep(last, source),
    }
    try:
        report = Report(form, {**head, **_texts(last, form)})
    except Refused as refusal:
        raise CannotBegin(f"不能用“{source}”起头：{refusal}。") from refusal
    carried = _carry(report) if last.year in (None, year - 1) else ()
    before = last.year or year - 1
    notices, named = _notices(last, report), _named(report, before)
    return Begun(report, before, carried, tuple(notices), tuple(named))


def told(begun: Begun) -> list[str]:
    """All of it for a person, a line each."""
    form = begun.report.form
    lines = [*_carried(form, begun.carried), *begun.notices]
    if begun.named:
        lines.append(f"有 {len(begun.named)} 句写着 {begun.before} 年，没有改，请逐句看：")
    return lines + [f"  {form.texts[text].name}：{words}" for text, words in begun.named]


def _year(last: Report, source: str, year: int | None) -> int:
    if year is None and last.year is None:
        raise CannotBegin(f"“{source}”里没有报告年度，请写明新报告的年度（命令里用 --year）。")
    if year is not None and last.year is not None and year <= last.year:
        raise CannotBegin(f"“{source}”是 {last.year} 年的报告，不能用来起头 {year} 年的报告。")
    return year if year is not None else (last.year or 0) + 1


def _texts(last: Report, form: Form) -> dict[Address, str]:
    """Those that the form has; a link to a cell that it has not is the number as it was shown."""
    texts = {
        text: links.only_to(words, form.cells, last.values)
        for text, words in last.entries("texts").items()
        if text in form.texts
    }
    if signed := texts.pop(form.closing.id, ""):
        texts[form.closing.id] = closing.undated(signed)
    return {("texts", text): words for text, words in texts.items()}


def _carry(report: Report) -> tuple[Offer, ...]:
    last = previous.stored_in(report)
    offers = carry.offers(report, last) if last else ()
    report.apply({("cells", offer.cell): offer.figure for offer in offers})
    return offers


def _carried(form: Form, offers: tuple[Offer, ...]) -> Iterator[str]:
    """A line a row."""
    for row, those in groupby(offers, lambda offer: row_name(form, offer.cell)):
        cells = [(form.cells[offer.cell], written(offer.figure)) for offer in those]
        figures = "、".join(f"{called(cell.column)} {n}" for cell, n in cells)
        yield f"从上年的报告结转了 {len(cells)} 格，{cells[0][0].table.name}“{row}”：{figures}。"


def _notices(last: Report, report: Report) -> Iterator[str]:
    if not report.organ:
        yield "没有单位名称，请填写。"
    if last.year not in (None, (report.year or 0) - 1):
        yield (
            f"来源是 {last.year} 年的报告，不是 {report.year} 年的上一年：没有结转数字，"
            f"也不与它核对，请用 {(report.year or 0) - 1} 年的报告结转。"
        )
    elif not report.cells:
        yield "没有结转的数：上年的报告里，要结转到今年的格都是空白。"
    yield from lost(last, report.form)
    for line in closing.dated(report.text(report.form.closing.id)):
        yield f"{report.form.closing.name}里“{line}”的日期没有去掉，请看一看。"


def lost(last: Report, form: Form) -> Iterator[str]:
    """Texts and links of a report for which another form has no place, a sentence each."""
    for text, words in last.entries("texts").items():
        name = last.form.texts[text].name
        if text not in form.texts:
            shown = last.text(text)
            yield f"“{name}”在 {form.name}里没有位置，没有带来：{shortened(shown, _SHOWN)}"
            continue
        for cell in links.linked(words):
            if cell not in form.cells:
                figure = written(last.values[cell] or 0)
                place = f"{last.form.cells[cell].table.name}{cell_name(last.form, cell)}"
                yield f"“{name}”里关联的{place}在 {form.name}里没有，已写成数字 {figure}。"


def _named(report: Report, year: int) -> Iterator[tuple[str, str]]:
    for text in report.form.texts:
        for sentence in _SENTENCES.findall(report.text(text)):
            if any(naming(sentence, year)):
                yield text, " ".join(sentence.split())
