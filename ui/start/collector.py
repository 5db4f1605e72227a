"""Python's collector, in the window's thread alone.

`application` switches it off. Left to itself it runs in whichever thread happens to make an object:
the one that writes drafts, for instance. What it finds there may be a widget of a closed window,
and Qt's widgets may be taken apart in their own thread only; elsewhere that fells the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000
"""Milliseconds from one look to the next."""


def every_second(parent: QObject) -> QTimer:
    """Look from now on whether by Python's own thresholds something is due, and collect it."""
    clock = QTimer(parent, interval=_EVERY)
    clock.timeout.connect(collect_due)
    clock.start()
    return clock


def collect_due() -> None:
    """Collect the oldest generation that has had more than its share, and all younger ones."""
    shares = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(shares) if count > most]
    if 0 in due:
        gc.collect(max(due))
