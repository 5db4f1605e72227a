"""What stood in open editors: typed, and not yet taken by the report."""

from msgspec import Struct

from app.forms.names import with_table
from app.letters.characters import in_line, shortened
from app.report import entry, evidence
from app.report.report import Refused, Report

_REASON = "acknowledged"
_LONGEST = 500
"""Characters of a reason in a list of what was not taken."""


class Typed(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Words in an editor, and the address that they were typed for."""

    key: str
    id: str
    words: str


def with_typed(report: Report, typing: tuple[Typed, ...]) -> tuple[str, ...]:
    """Let the report take what was being typed; what it does not take, in words."""
    return tuple(_untaken(report, each) for each in typing if not _took(report, each))


def _took(report: Report, typed: Typed) -> bool:
    try:
        changes = evidence.typed({(typed.key, typed.id): _value(report, typed)})
        report.apply(evidence.with_fallen(report, changes, ()))
    except (Refused, ValueError):
        return False
    return True


def _value(report: Report, typed: Typed) -> object:
    """What an editor would give the report.

    Raises:
        ValueError: the words are no value.
    """
    cell = report.form.cells.get(typed.id) if typed.key in ("cells", "published") else None
    if cell is not None:
        figure = entry.parse(typed.words, cell.column)
        if isinstance(figure, entry.Refusal):
            raise ValueError(figure.reason)
        return figure
    return int(typed.words) if typed.key == "year" else typed.words or None


def of_reason(message: str, words: str) -> Typed:
    """The words of a reason that nobody has given yet; no report takes them by themselves."""
    return Typed(_REASON, message, words)


def _untaken(report: Report, typed: Typed) -> str:
    if typed.key == _REASON:
        about = shortened(in_line(typed.id))
        return f"“{about}”正在写的理由没有记下：{shortened(in_line(typed.words), _LONGEST)}"
    cell = report.form.cells.get(typed.id)
    where = f"“{with_table(cell)}”" if cell else ""
    return f"{where}里正在输入的“{in_line(typed.words)[:40]}”没有填入"
