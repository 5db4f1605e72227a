"""What is told of the current cell: what counts here, last year's figure, what it should be."""

from typing import NamedTuple

from app.checks.finding import Finding
from app.checks.remedy import value_due
from app.forms.model import Cell
from app.forms.names import called, dotted
from app.letters.numbers import Number, written
from app.report import evidence, previous
from app.report.previous import Previous
from app.report.report import Changes, Report
from ui.workspace import Workspace


class Told(NamedTuple):
    """Words about one cell, and one thing to do about it."""

    place: str
    counts: str
    """What counts here; of a computed cell, its addends; of a wrong one, what is wrong."""
    last: str
    severity: str
    due: str
    """What it should be."""
    do: str
    """Words of the action; "": there is none."""
    changes: Changes | None = None

    @property
    def whole(self) -> str:
        """All of it, for the tip and for a screen reader."""
        return "　".join(part for part in (self.place, self.counts, self.last, self.due) if part)


class Teller:
    """Tells of the cells of a report; what costs much is worked out once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._kept: object = None
        self._last: Previous | None = None
        self._asked: tuple[Finding, str] | None = None
        """What `_due` is about, until anything is changed."""
        self._due: Number | None = None
        workspace.changed.connect(self._forget)

    def of(self, cell: Cell, points_here: bool) -> Told:
        """`points_here`: the cell's finding means this cell and not only its sum."""
        report, mark = self._workspace.report, self._workspace.marks.get(cell.id)
        counts = _counts(report, cell)
        due, do, changes = "", "", None
        if mark is not None:
            due, do, changes = self._answer(mark, cell)
            if points_here and not due:
                counts = mark.message
        severity = mark.severity if mark is not None else ""
        return Told(dotted(cell), counts, self._last_year(cell), severity, due, do, changes)

    def _answer(self, mark: Finding, cell: Cell) -> tuple[str, str, Changes | None]:
        """What the cell should hold, and the change that makes it so."""
        report = self._workspace.report
        if cell.id in mark.printed:
            dropped = evidence.dropped(report, [cell.id])
            return "纸上的合计和算出来的不一样", "按算出来的", dropped
        if self._asked != (mark, cell.id):
            self._asked, self._due = (mark, cell.id), value_due(report, mark, cell.id)
        if self._due is None:
            return "", "", None
        words = written(self._due)
        do = f"填 {words}" if not self._due else f"改为 {words}"
        return f"按勾稽关系应为 {words}", do, {("cells", cell.id): self._due}

    def _forget(self) -> None:
        self._asked = None

    def _last_year(self, cell: Cell) -> str:
        kept = self._workspace.report.get(("previous", ""))
        if kept is not self._kept:
            self._kept, self._last = kept, previous.stored_in(self._workspace.report)
        last = self._last
        figure = written(last.cells.get(cell.id)) if last else ""
        if not figure or last is None:
            return ""
        return f"{last.year} 年填 {figure}" if last.year else f"上年填 {figure}"


def _counts(report: Report, cell: Cell) -> str:
    """How a computed cell adds up, in numbers; for an input, how it is to be filled in."""
    if cell.computed:
        return f"{written(report.values[cell.id]) or '空白'}{_terms(report, cell)}"
    return "　".join(part.note for part in (cell.row, cell.column) if part.note)


def _terms(report: Report, cell: Cell) -> str:
    """The addends that are not 0, each with what tells it from the others; "" where all are."""
    addends = [report.form.cells[addend] for addend in cell.addends]
    told_by_row = len({addend.column.id for addend in addends}) == 1
    terms = [
        f"{called(a.row) if told_by_row else a.column.label} {written(value)}"
        for a in addends
        if (value := report.values[a.id])
    ]
    others = {report.values[a.id] for a in addends if not report.values[a.id]}
    blank = " 或空白" if None in others else ""
    rest = f"，其余为 0{blank}" if others else ""
    return f" = {' + '.join(terms)}{rest}" if terms else ""
