"""What goes over a pipe to the worker and back: plain JSON values, and the same objects again."""

from typing import Any

import msgspec
from msgspec import Struct, structs

from app.checks.finding import Finding
from app.exporters.options import Options
from app.forms import catalogue as forms
from app.importers.terms.proposal import Doubt, Left, Proposal, TableProposal
from app.report.file_keys import KEYS


class _Proposal(Struct, frozen=True, kw_only=True):
    """A proposal whose form is named only: both sides have read its file."""

    form: str
    source: str
    organ: str
    year: int | None
    title: str
    tables: tuple[TableProposal, ...]
    texts: dict[str, str]
    doubts: tuple[Doubt, ...]
    audited: tuple[str, ...]
    left: tuple[Left, ...]
    more: dict[str, Any]


def of_proposal(proposal: Proposal) -> Any:
    """As JSON has it."""
    fields = structs.asdict(proposal)
    more = {key: KEYS[key].shape.plain(value) for key, value in proposal.more.items()}
    named = fields | {"form": proposal.form.edition, "more": more}
    return msgspec.to_builtins(_Proposal(**named))


def proposal(plain: Any) -> Proposal:
    """The same again.

    Raises:
        KeyError: its edition is not known here.
    """
    fields = structs.asdict(msgspec.convert(plain, _Proposal))
    form = forms.form(fields["form"])
    shapes = {key: KEYS[key].shape for key in fields["more"]}
    more = {
        key: shapes[key].taken(form, shapes[key].loaded(value))
        for key, value in fields["more"].items()
    }
    return Proposal(**fields | {"form": form, "more": more})


def of_findings(found: tuple[Finding, ...]) -> Any:
    return msgspec.to_builtins(found)


def findings(plain: Any) -> tuple[Finding, ...]:
    return msgspec.convert(plain, tuple[Finding, ...])


def of_options(options: Options) -> Any:
    return msgspec.to_builtins(options)


def options(plain: Any) -> Options:
    return msgspec.convert(plain, Options)
