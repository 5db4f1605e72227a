"""All of it: kills, faults, inputs; prints the counts and writes docs/safety.md.

python -m tests.safety.harden [KILLS [FAULTS [INPUTS [SEED [OF_COLLECTIONS]]]]]
"""

import platform
import sys
import time
from datetime import date

import msgspec

from app import __version__
from tests.safety import collecting, faults, fuzz, kills, promises
from tests.safety.promises import Numbers

_WHOLE = (200, 100, 10_000, collecting.WHOLE)
"""Kills, faults, inputs, kills over collections: of a smaller run the page says nothing."""


def main(*counts: str) -> int:
    wanted = [*map(int, counts), *(200, 680, 10_000, 0, collecting.WHOLE)[len(counts) :]]
    began = time.monotonic()
    killed = kills.run(wanted[0], wanted[3])
    _tell(f"{killed.kills} kills after {time.monotonic() - began:.0f} s")
    failed = faults.run(wanted[1], wanted[3])
    _tell(f"{failed.faults} faults after {time.monotonic() - began:.0f} s")
    read = fuzz.run(wanted[2], wanted[3])
    _tell(f"{read.inputs} inputs after {time.monotonic() - began:.0f} s")
    collected = collecting.run(wanted[4], wanted[3])
    _tell(f"{collected.kills} kills over collections after {time.monotonic() - began:.0f} s")
    killed.add(failed)
    numbers = Numbers(
        day=f"{date.today():%Y-%m-%d}",  # noqa: DTZ011 - the day here
        version=__version__,
        system=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        kills=killed.kills,
        faults=killed.faults,
        inputs=read.inputs,
        lost=killed.lost,
        left=killed.left,
        exceptions=killed.exceptions + read.exceptions,
        median=killed.median,
        p99=killed.p99,
        most=killed.most,
        over_seconds=read.over_seconds,
        over_memory=read.over_memory,
        phases=killed.phases,
        wrong=len(killed.wrong) + len(read.failures) + len(collected.wrong),
        collections=collecting.numbers(collected),
    )
    for line in (*killed.wrong, *collected.wrong):
        _tell(line)
    _tell(msgspec.json.encode(numbers).decode())
    done = (numbers.kills, numbers.faults, numbers.inputs, collected.kills)
    if any(made < whole for made, whole in zip(done, _WHOLE, strict=True)):
        _tell("The page stays as it was: this was a part only.")
        return bool(numbers.wrong)
    promises.keep(numbers)
    return bool(numbers.wrong)


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
