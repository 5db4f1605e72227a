"""Every call that a deed makes of the system fails once, for each reason; all in this process."""

import contextlib
import random
import shutil
import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import platformdirs

from app.files.store import StoreError
from app.forms import catalogue
from tests.safety.counts import Counts
from tests.safety.deeds import DEEDS, Deed, at_home
from tests.safety.double import REASONS, Double, Plan


def plans(deed: Deed) -> list[Plan]:
    """Each call that it makes, with each reason, once or from then on."""
    with _home() as home:
        deed.prepare(home)
        with Double(home).installed() as double, contextlib.redirect_stdout(StringIO()):
            deed.do(home)
    return [
        Plan(call, reason, when, on)
        for call in double.calls
        for reason in REASONS
        for when in (("before", "half") if call.kind == "write" else ("before",))
        for on in (False, True)
    ]


def run(count: int, seed: int = 0) -> Counts:
    """So many faults, spread evenly over the deeds."""
    counts, chance = Counts(), random.Random(seed)
    each = {name: plans(deed) for name, deed in DEEDS.items()}
    for listed in each.values():
        chance.shuffle(listed)
    while counts.faults < count and any(each.values()):
        for name, listed in each.items():
            if listed and counts.faults < count:
                counts.add(suffer(DEEDS[name], listed.pop()))
    return counts


def suffer(deed: Deed, plan: Plan) -> Counts:
    """What comes of one fault."""
    counts = Counts(faults=1, phases={f"fault: {deed.name}": 1})
    with _home() as home:
        deed.prepare(home)
        failure = _try(deed, home, plan)
        shown = f"{deed.name} {plan}: "
        if isinstance(failure, AssertionError | StoreError) or failure is None:
            pass
        elif not isinstance(failure, OSError) or not deed.raises:
            counts.exceptions += 1
            counts.wrong.append(f"{shown}{failure!r}")
        try:
            _judge(deed, failure, deed.found(home))
        except Exception as error:  # noqa: BLE001 - whatever cannot be read is a loss
            counts.lost += 1
            counts.wrong.append(f"{shown}{error!r}")
        if left := [] if plan.call.kind == "unlink" else leftovers(home):
            counts.left += 1
            counts.wrong.append(f"{shown}{left} lie about")
        if again := _try(deed, home, None):  # the program goes on
            counts.exceptions += 1
            counts.wrong.append(f"{shown}then {again!r}")
    return counts


def _judge(deed: Deed, failure: Exception | None, found: object) -> None:
    if deed.done is not None:
        assert found == deed.done or failure is not None, "not done, and nobody was told"
        assert failure is None or str(failure).endswith("。"), "no sentence for the clerk"


def _try(deed: Deed, home: Path, plan: Plan | None) -> Exception | None:
    said = StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            with Double(home, plan).installed():
                deed.do(home)
        except Exception as error:  # noqa: BLE001 - which of them is judged above
            return error
    return None


def leftovers(home: Path) -> list[str]:
    """Files that nobody will ask for again, and nobody sees."""
    return sorted(
        place.relative_to(home).as_posix()
        for place in home.rglob("*")
        if place.name.endswith(".tmp") or place.name.startswith("~$")
    )


@contextlib.contextmanager
def _home() -> Iterator[Path]:
    before, folder = platformdirs.user_config_path, Path(tempfile.mkdtemp())
    catalogue.form("2021")  # what is read once is read before the disk fails
    try:
        at_home(folder)
        yield folder
    finally:
        platformdirs.user_config_path = before
        shutil.rmtree(folder)
