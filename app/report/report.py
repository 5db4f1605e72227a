"""A report: what a person typed, and the one door through which it changes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from app.forms import links
from app.forms.model import Form
from app.letters.characters import shortened
from app.letters.numbers import Number
from app.report import calc
from app.report.file_keys import KEYS, LEVELS
from app.report.room import too_much_altogether
from app.report.shapes import PRINTED_BLANK, Unfit

__all__ = [
    "LEVELS", "PRINTED_BLANK", "Address", "Applied", "Changes", "Refused", "Report",
]  # fmt: skip

Address = tuple[str, str]
"""Where a value stands: (key of the report file, id); a key that holds one value has the id ""."""

Changes = Mapping[Address, Any]
"""New values by address; None takes the value away."""


_LONGEST_ID = 80
"""Characters of an id, as a sentence names it."""


class Applied(Struct, frozen=True):
    """What a change did."""

    inverse: dict[Address, Any]
    """The changes that undo it exactly."""
    made: dict[Address, Any]
    """The changes as the report keeps them, without those that changed nothing."""
    moved: frozenset[Address]
    """Every address whose value may now differ, totals above a changed input included."""


class Refused(ValueError):
    """A change that the report does not take."""

    def __init__(self, address: Address, reason: str) -> None:
        key, id_ = address[0], shortened(address[1], _LONGEST_ID)
        super().__init__(f"{key} {id_}：{reason}" if id_ else f"{key}：{reason}")
        self.address = address
        self.reason = reason


class Report:
    """An open report. Holds nothing that can be worked out, except `values` as a kept answer.

    What it hands out cannot be changed: values are frozen as they come in.
    """

    def __init__(
        self,
        form: Form,
        changes: Changes | None = None,
        *,
        plain: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """An empty report with these changes made, or with what a file holds.

        Args:
            form: the edition.
            changes: values by address.
            plain: by key and id, what JSON has there.

        Raises:
            Refused: an address that the form does not have, a value that it cannot hold.
        """
        self.form = form
        self._state: dict[str, dict[str, Any]] = {
            key: self._read(key, plain[key]) if plain and key in plain else {} for key in KEYS
        }
        self._shown = {key: MappingProxyType(state) for key, state in self._state.items()}
        if plain:
            self._must_hold_together()
        for (key, id_), value in self._fitted(changes).items() if changes else ():
            if value is not None:
                self._state[key][id_] = value
        self.values: Mapping[str, Number | None] = self._evaluated()
        """Every cell's figure, computed cells included; blank is None."""

    @property
    def organ(self) -> str:
        return str(self.get(("organ", "")) or "")

    @property
    def year(self) -> int | None:
        year: int | None = self.get(("year", ""))
        return year

    @property
    def title(self) -> str:
        """The title of its own where one was given, else the edition's pattern filled in."""
        own = self.get(("title", ""))
        if own:
            return str(own)
        return self.form.titled(self.organ, self.year)

    @property
    def cells(self) -> Mapping[str, Number]:
        """The inputs by cell id; a blank cell is absent."""
        return self._shown["cells"]

    def text(self, text_id: str) -> str:
        """A text as it is read: linked numbers as numbers."""
        return links.shown(self._state["texts"].get(text_id, ""), self.values)

    def get(self, address: Address) -> Any:
        """The value at an address; None where there is none."""
        key, id_ = address
        return self._state[key].get(id_)

    def entries(self, key: str) -> Mapping[str, Any]:
        """Everything that stands under one key of the report file, by id."""
        return self._shown[key]

    def differences(self, other: "Report") -> Changes:
        """The changes that make this report the other one; both are of one edition."""
        addresses = {
            (key, id_) for one in (self, other) for key in KEYS for id_ in one.entries(key)
        }
        return {a: other.get(a) for a in sorted(addresses) if self.get(a) != other.get(a)}

    def apply(self, changes: Changes) -> Applied:
        """Change the report, all of it or nothing.

        Raises:
            Refused: an address that the form does not have, a value that it cannot hold.
        """
        changes = self._fitted(changes)
        inverse = {a: self.get(a) for a, value in changes.items() if self.get(a) != value}
        made, moved = {a: changes[a] for a in inverse}, set(inverse)
        for (key, id_), value in made.items():
            if value is None:
                del self._state[key][id_]
            else:
                self._state[key][id_] = value
            if key == "cells":
                moved.update(("cells", total) for total in self.form.totals_above[id_])
        if any(key == "cells" for key, _ in inverse):
            self.values = self._evaluated()
        return Applied(inverse, made, frozenset(moved))

    def _read(self, name: str, plain: Mapping[str, Any]) -> dict[str, Any]:
        """What a file holds under a key; one value after another only where not all can be kept."""
        key = KEYS[name]
        taken = key.read(self.form, plain)
        if taken is None:
            fitted = (
                (id_, self._fitting((name, id_), key.shape.loaded(value)))
                for id_, value in plain.items()
            )
            taken = {id_: value for id_, value in fitted if value is not None}
        return taken

    def _must_hold_together(self) -> None:
        """The same of a whole report as of changes."""
        keys = ("audited", "texts")
        held = {(key, id_): value for key in keys for id_, value in self._state[key].items()}
        self._must_stand_on_paper(held)
        self._must_have_room(held)

    def _evaluated(self) -> Mapping[str, Number | None]:
        return MappingProxyType(calc.evaluate(self.form, self._state["cells"]))

    def _fitted(self, changes: Changes) -> dict[Address, Any]:
        """The changes with values as they are kept. Refused where one cannot be."""
        fitted = {address: self._fitting(address, value) for address, value in changes.items()}
        self._must_stand_on_paper(fitted)
        self._must_have_room(fitted)
        return fitted

    def _fitting(self, address: Address, value: Any) -> Any:
        """The value as it is kept; an empty text is none."""
        key, id_ = address
        if key not in KEYS:
            raise Refused(address, "报告里没有这一项")
        try:
            return KEYS[key].taken(self.form, id_, value)
        except Unfit as fault:
            raise Refused(address, str(fault)) from None

    def _must_stand_on_paper(self, changes: Changes) -> None:
        """Refuses that a total is called a person's own where none is printed."""
        for id_ in dict.fromkeys(id_ for key, id_ in changes if key in ("audited", "published")):
            own, printed = (
                changes.get((key, id_), self.get((key, id_))) for key in ("audited", "published")
            )
            if own and printed is None:
                raise Refused(("audited", id_), "published 里没有这个合计")

    def _must_have_room(self, changes: Changes) -> None:
        """Refuses that texts grow beyond what one report holds."""
        changed = {id_: text or "" for (key, id_), text in changes.items() if key == "texts"}
        if changed and (reason := too_much_altogether({**self.entries("texts"), **changed})):
            raise Refused(("texts", next(iter(changed))), reason)
