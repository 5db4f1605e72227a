"""What a difference looks like: a cell is named only where the numbers leave one explanation."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from app.checks.sums import Values, apart
from app.forms.model import Form
from app.forms.names import row_name
from app.forms.rules import Diagnosis
from app.letters.numbers import Number, written


class Suspect(Struct, frozen=True):
    """What a difference points at, in a sentence; empty: at nothing."""

    words: str = ""
    cell: str = ""
    """The cell that the sentence names, if any."""


NOBODY = Suspect()


class Difference(Struct, frozen=True):
    """Figures that do not make what they should."""

    form: Form
    values: Values
    excess: Number
    """By how much the parts are more than what they should make."""
    parts: tuple[str, ...]
    typed: Mapping[str, int]
    """The figures that a person wrote: 1 where a greater one makes the excess greater, else -1."""
    proved: frozenset[str] = frozenset()
    """Figures that something else confirms: these are not the ones that are wrong."""

    @property
    def fitting(self) -> tuple[str, ...]:
        """The parts that are exactly as large as the difference."""
        size = apart(self.excess, 0)
        found = (cell for cell in self.parts if self.values.get(cell) == size)
        return tuple(cell for cell in found if cell not in self.proved)

    @property
    def turned(self) -> Iterator[tuple[str, Number]]:
        """The figures that close the difference when two neighbouring digits change places."""
        if self.excess % 9:
            return  # two digits that change places change a number by a multiple of nine
        for cell, sign in self.typed.items():
            value = None if cell in self.proved else self.values.get(cell)
            if isinstance(value, int) and value - sign * self.excess in [*_turns(value)]:
                yield cell, value - sign * self.excess

    def name(self, cell: str) -> str:
        """What tells a part from the others: its row, or its column where they share one row."""
        place = self.form.cells[cell]
        if len({self.form.cells[part].row.id for part in self.parts}) == 1:
            return place.column.label
        return row_name(self.form, cell).split("）")[-1].split(".")[-1]


def _turns(value: int) -> Iterator[int]:
    """210 -> 120, 201: nobody begins a number with a nought."""
    digits = str(value) if value > 0 else ""
    for at in range(len(digits) - 1):
        made = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if made != digits and made[0] != "0":
            yield int(made)


def suspect(difference: Difference, diagnosis: Diagnosis, sure: frozenset[str]) -> Suspect:
    """The one cell that explains a difference, or nobody.

    `sure` are the rows that alone explain the difference of the totals, if it was looked at there:
    it decides between a row that is counted twice as a rule and one that fits by chance.
    """
    fitting, turned = difference.fitting, dict(difference.turned if diagnosis.turned else ())
    doubled = tuple(cell for cell in fitting if is_doubled(difference, diagnosis, cell))
    if doubled and sure == {diagnosis.doubled_row}:
        fitting = doubled
    if len({*fitting, *turned}) != 1:
        return NOBODY
    if fitting:
        return as_large(difference, diagnosis, fitting[0])
    ((cell, meant),) = turned.items()
    words = diagnosis.turned.format(
        name=difference.name(cell), typed=written(difference.values[cell]), meant=written(meant)
    )
    return Suspect(words, cell)


def as_large(difference: Difference, diagnosis: Diagnosis, cell: str) -> Suspect:
    """A part that is exactly the difference, named."""
    doubled = is_doubled(difference, diagnosis, cell)
    pattern = diagnosis.doubled if doubled else diagnosis.addend
    size = written(apart(difference.excess, 0))
    return Suspect(pattern.format(name=difference.name(cell), difference=size), cell)


def is_doubled(difference: Difference, diagnosis: Diagnosis, cell: str) -> bool:
    """Whether a part is what others count a second time as a rule."""
    return difference.excess > 0 and difference.form.cells[cell].row.id == diagnosis.doubled_row


def agreeing(difference: Difference, diagnosis: Diagnosis, named: Collection[str]) -> Suspect:
    """What a consequence may say: the cell that every cause of it names, or the total above it."""
    fitting = difference.fitting
    if len(named) == 1 and fitting and set(fitting).issuperset(named):
        return as_large(difference, diagnosis, *named)
    above = len(fitting) == 1 and all(_is_above(difference.form, fitting[0], c) for c in named)
    return as_large(difference, diagnosis, fitting[0]) if named and above else NOBODY


def _is_above(form: Form, total: str, cell: str) -> bool:
    """Whether a cell goes into the total of its row."""
    return (
        bool(cell)
        and total in form.totals_above[cell]
        and form.cells[total].row is form.cells[cell].row
    )
