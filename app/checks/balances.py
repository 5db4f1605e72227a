"""Checks that each column of a table balances: what came in is what went out."""

from collections.abc import Iterator

from app.checks.causes import Side, scale, uneven
from app.checks.diagnosis import NOBODY, Suspect
from app.checks.finding import Finding, finding_of
from app.checks.kinds import Run, makes
from app.checks.sums import apart, blanks, shown_sum, terms, total
from app.forms.model import Form
from app.forms.rules import Balance
from app.letters.numbers import written
from app.report.report import Report


@makes(Balance, "every key")
def balance(form: Form, check: Balance) -> Run:
    weighed = scale(form, check)

    def run(report: Report) -> Iterator[Finding]:
        state = uneven(report, weighed)
        for side in weighed.sides:
            if side.column.id in state.off:
                yield _unbalanced(report, check, side, state.suspects.get(side.column.id, NOBODY))

    return run


def _unbalanced(report: Report, check: Balance, side: Side, suspect: Suspect) -> Finding:
    """A total column is off by what the columns are off that it adds up: it only follows."""
    left, right = (total(report.values, cells) for cells in (side.left, side.right))
    unfilled = blanks(report.form, report.values, side.inputs)
    words = {
        "table": report.form.tables[check.table].name,
        "column": side.column.label,
        "left_terms": terms(report, side.left),
        "left": shown_sum(report.values, side.left),
        "right_terms": terms(report, side.right),
        "right": shown_sum(report.values, side.right),
        "difference": written(apart(left, right)),
        "count": len(unfilled),
    }
    more = check.unfilled.format(**words) if unfilled else suspect.words
    named = "" if unfilled else suspect.cell
    direction = check.short_of if left > right else check.beyond
    return finding_of(
        check,
        check.message,
        words,
        more,
        cells=(*side.left, *side.right),
        left=left,
        right=right,
        difference=left - right,
        blanks=unfilled,
        running=check.running.format(**words, direction=direction),
        suspect=named,
        because=check.rule if side.column.sum else "",
    )
