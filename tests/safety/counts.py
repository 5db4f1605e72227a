"""What was done to the program, and what came of it."""

from __future__ import annotations

import math

from msgspec import Struct, field


class Counts(Struct):
    """Counts of kills and faults; the fuzzer counts its own."""

    kills: int = 0
    faults: int = 0
    lost: int = 0
    """Files that were broken, or older than what had been saved."""
    exceptions: int = 0
    left: int = 0
    """Files that lay about after the next start."""
    seconds: list[float] = field(default_factory=list)
    """Of typing that did not come back, one for each kill of a window."""
    phases: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    """What was not as promised, each with what shows it again."""

    def add(self, other: Counts) -> None:
        for name in ("kills", "faults", "lost", "exceptions", "left"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.seconds += other.seconds
        self.wrong += other.wrong
        for phase, count in other.phases.items():
            self.phases[phase] = self.phases.get(phase, 0) + count

    @property
    def median(self) -> float:
        return _at(self.seconds, 0.5)

    @property
    def p99(self) -> float:
        return _at(self.seconds, 0.99)

    @property
    def most(self) -> float:
        return max(self.seconds, default=0.0)


def _at(seconds: list[float], share: float) -> float:
    ordered = sorted(seconds)
    return ordered[min(math.ceil(share * len(ordered)), len(ordered)) - 1] if ordered else 0.0
