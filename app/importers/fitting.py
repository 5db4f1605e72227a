"""A proposal with no more words than a report holds: what is beyond is left, and told. Pure."""

from collections.abc import Iterator, Mapping

from msgspec import structs

from app.forms.model import Form
from app.importers.terms.proposal import Doubt, Left, Proposal, TableProposal
from app.report.room import MOST_OF_WORDS, fitting

_TOO_LONG = "太长，报告里放不下"


def fitted(proposal: Proposal) -> Proposal:
    """The same, where a report can hold all of it."""
    kept, left, doubts = dict(proposal.texts), [*proposal.left], [*proposal.doubts]
    for id_, begin, rest in fitting(proposal.texts):
        if rest:
            kept[id_] = begin
            left.append(Left(rest, _TOO_LONG))
            doubts.append(_cut(proposal.form, id_, begin, rest))
    return structs.replace(
        proposal,
        organ=proposal.organ[:MOST_OF_WORDS],
        title=proposal.title[:MOST_OF_WORDS],
        texts=kept,
        tables=tuple(map(_with_short_notes, proposal.tables)),
        left=(*left, *_rest_of_notes(proposal.tables)),
        doubts=tuple(doubts),
    )


def _cut(form: Form, id_: str, begin: str, rest: str) -> Doubt:
    name = form.texts[id_].name
    words = f"“{name}”太长，只取了前 {len(begin):,} 字，后面 {len(rest):,} 字没有取"
    return Doubt("text", words, texts=(id_,))


def _with_short_notes(table: TableProposal) -> TableProposal:
    return structs.replace(table, notes=_beginnings(table.notes))


def _beginnings(notes: Mapping[str, str]) -> dict[str, str]:
    return {id_: words[:MOST_OF_WORDS] for id_, words in notes.items()}


def _rest_of_notes(tables: tuple[TableProposal, ...]) -> Iterator[Left]:
    for table in tables:
        for words in table.notes.values():
            if rest := words[MOST_OF_WORDS:]:
                yield Left(rest, _TOO_LONG)
