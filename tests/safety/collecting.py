"""Ends the program while a clerk works on a folder of reports, and looks what came back.

python -m tests.safety.collecting [KILLS [SEED]]     this part of `harden` alone, and its part of the page

What was decided is in the facts or was decided within the seconds that may be lost; they are one of
those that there were; every file that goes out is whole or not there; the files as they were sent
are, byte for byte; and the next start reads, sums and goes on.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from app.collection import folder, gathering, sources, summing
from app.collection.facts import Facts, Member
from app.disk import files
from app.files import store
from tests import county
from tests.safety import promises
from tests.safety.clerk import Spec
from tests.safety.collector import COMING, FOLDER, OUT
from tests.safety.counts import Counts
from tests.safety.deeds import at_home
from tests.safety.double import Call, Plan, steps
from tests.safety.faults import leftovers
from tests.safety.phases import Script
from tests.safety.process import PATIENCE, Note, Process, errors_of, notes_of

WHOLE = 42
"""Kills of a whole run."""
MOST = 5.0
"""Seconds of decisions that may be lost."""
_HERE, _COMING = 12, 6
_SUFFIXES = (".json", ".docx", ".xlsx", ".html")
_WORKERS_GO = 60.0
"""Seconds that workers have to be gone once the window is."""
PAPERS: Script = [["papers", "review"], ["papers", "replies"], ["papers", "publish"]]
BACK: Script = [
    ["look"], ["arrive"], ["decide", 3, 50], ["again"], ["approve"], ["rest", 900], ["sum"], *PAPERS,
    ["quit"],
]  # fmt: skip
"""The next start: what was decided is there, and all can be done once more."""


class Phase(Struct, frozen=True):
    """What the clerk is at, and where in it the program may be ended."""

    name: str
    script: Script
    latest: float = 0.0
    """Seconds after the note, where it is ended at a moment; 0: at a call in the folder."""
    place: str = ""
    """The folder whose calls may be the last."""
    after: str = "now"


PHASES = {
    phase.name: phase
    for phase in (
        Phase("first reading", [], 1.5, after="stands"),
        Phase("deciding", [["note", "now"], ["decide", 40, 250]], 8.0),
        Phase("deciding on and on", [["note", "now"], ["decide", 90, 120]], 9.0),
        Phase(
            "reading again",
            [["note", "now"], *[["arrive"], ["decide", 2, 60], ["again"]] * 4],
            5.0,
        ),
        Phase("papers", [["decide", 9, 20], ["note", "now"], *PAPERS, ["sum"], *PAPERS], 5.0),
        Phase("facts", [["note", "now"], ["decide", 3, 700]], place=FOLDER),
        Phase("sum", [["sum"], ["decide", 4, 20], ["note", "now"], ["sum"]], place=OUT),
    )
}


def run(count: int, seed: int = 0) -> Counts:
    """So many kills, spread evenly over the phases."""
    chance, counts = random.Random(seed), Counts()
    with _made() as original:
        known = {each.name: _moments(original, each) for each in PHASES.values() if each.place}
        for number in range(count):
            phase = [*PHASES.values()][number % len(PHASES)]
            plan = chance.choice(known[phase.name]) if phase.place else None
            after = chance.uniform(0, phase.latest)
            counts.add(kill(original, phase, plan, after, group=chance.random() < 0.5))
    return counts


def _moments(original: Path, phase: Phase) -> list[Plan]:
    """Every moment of the phase at which the program can be ended, found by doing it once."""
    with _copied(original) as home:
        _work(home, phase, None, PATIENCE)
        notes = notes_of(home)
    [calls] = [note["calls"] for note in notes if note["what"] == "calls"]
    start = next(note["calls"] for note in notes if note["what"] == phase.after)
    made = [msgspec.convert(call, Call) for call in calls][start:]
    wanted = [call for call in made if call.folder == phase.place]
    assert any(call.kind == "rename" for call in wanted), f"{phase.name}: nothing was written"
    return [Plan(call, "kill", when) for call, when in steps(wanted)]


def kill(original: Path, phase: Phase, plan: Plan | None, after: float, *, group: bool) -> Counts:
    """One kill, at a call or so many seconds after the note, and what came of it."""
    counts = Counts(kills=1, phases={f"collection: {phase.name}": 1})
    with _copied(original) as home:
        died = _work(home, phase, plan, after, group=group)
        shown = f"collection: {phase.name} {plan or round(after, 2)}{' group' * group}: "
        wrong: Callable[[str], None] = lambda words: counts.wrong.append(shown + words)  # noqa: E731
        notes = notes_of(home)
        dies = [note["time"] for note in notes if note["what"] == "dies"]
        _judge(home, notes, dies[-1] if dies else died, counts, wrong)
        (home / "log.jsonl").unlink()
        code = Process(home, _spec(home, BACK, None), "collector").wait_or_end()
        if code != 0:
            counts.exceptions += 1
            wrong(f"the next start ended with {code}: {notes_of(home)[-1:]}")
        _judge_return(home, counts, wrong)
        for words in errors_of(home):
            counts.exceptions += 1
            wrong(words)
        if left := leftovers(home):
            counts.left += 1
            wrong(f"{left} lie about")
    return counts


def _spec(home: Path, script: Script, plan: Plan | None) -> Spec:
    return Spec(str(home), [str(home / FOLDER)], script, plan)


def _work(
    home: Path, phase: Phase, plan: Plan | None, after: float, *, group: bool = False
) -> float:
    """The clerk works until the end comes; when it came."""
    started = Process(home, _spec(home, [*phase.script, ["stop"]], plan), "collector")
    end = time.monotonic() + PATIENCE
    if plan is None:
        while not (begun := [n["time"] for n in notes_of(home) if n["what"] == phase.after]):
            if time.monotonic() > end or started.process.poll() is not None:
                break
            time.sleep(0.01)
        until = (begun[0] if begun else 0) + after
        while time.monotonic() < until and started.process.poll() is None:
            time.sleep(0.01)
        started.end(group=group)
    died = time.monotonic()
    started.wait_or_end()
    return died


# --- what came of it


def _judge(
    home: Path, notes: list[Note], died: float, counts: Counts, wrong: Callable[[str], None]
) -> None:
    if living := _still_there(home):
        wrong(f"workers live on: {living}")
    lost = 0.0
    try:
        _must_be_as_sent(home)
        _must_be_whole(home / OUT)
        lost = _lost(home, notes, died)
    except Exception as error:  # noqa: BLE001 - whatever cannot be read is a loss
        counts.lost += 1
        wrong(repr(error))
    counts.seconds.append(round(lost, 3))
    if lost > MOST:
        wrong(f"{lost:.1f} s of decisions are lost")


def _lost(home: Path, notes: list[Note], died: float) -> float:
    """For how many seconds before the end nothing that was decided is in the facts."""
    stands = files.digest(home / FOLDER / folder.FACTS)
    folder.load(home / FOLDER)
    decided = [note for note in notes if note["what"] == "decided"]
    begun = files.digest_of(folder.encoded(_facts()))
    states = [begun, *(note["facts"] for note in decided)]
    assert stands in states, "the facts are none that there were"
    at = len(states) - 1 - states[::-1].index(stands)
    kept = [note["facts"] for note in notes if note["what"] == "kept"]
    assert not kept or at >= states.index(kept[-1]), "what was said to be kept is not"
    after = [note["time"] for note in decided[at:]]
    return died - after[0] if after else 0.0


def _must_be_as_sent(home: Path) -> None:
    received = {path.name: path.read_bytes() for path in (home / FOLDER / "收到").iterdir()}
    sent = {path.name: path.read_bytes() for path in (home / COMING).iterdir()}
    for name, content in received.items():
        assert sent[name] == content, f"{name} is not as it was sent"
    assert len(received) >= _HERE, "files are gone"


def _must_be_whole(out: Path) -> None:
    """Each file that is there under its own name."""
    for path in out.iterdir():
        if path.name.endswith(".tmp") or path.name.startswith("~$"):
            continue
        if path.suffix == ".json":
            assert store.encode(store.load(path).report) == path.read_bytes(), path.name
        elif path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None, path.name
        else:
            end = {".html": b"</html>", ".pdf": b"%%EOF"}[path.suffix]
            assert path.read_bytes().rstrip().endswith(end), path.name


def _judge_return(home: Path, counts: Counts, wrong: Callable[[str], None]) -> None:
    """The next start has the facts of the disk, makes their sum, and writes all that goes out."""
    notes = notes_of(home)
    told = [note["words"] for note in notes if note["what"] in ("told", "asked", "not kept")]
    if told:
        wrong(f"the next start asks: {told}")
    try:
        _must_be_as_sent(home)
        _must_be_whole(home / OUT)
        names = {path.name for path in (home / OUT).iterdir()}
        assert {"全县.json", "审核表.xlsx", "index.html"} <= names, f"not written: {names}"
        place = home / FOLDER
        facts, _ = folder.load(place)
        made = summing.summed(gathering.gather(sources.listed([place]), facts, place), home / "x")
        written = store.load(home / OUT / "全县.json").report
        assert made.report.cells == written.cells, "the sum is not that of the files"
        assert made.report.get(("corrections", "")) == written.get(("corrections", ""))
    except Exception as error:  # noqa: BLE001 - whatever cannot be read is a loss
        counts.lost += 1
        wrong(f"the next start: {error!r}")


def _still_there(home: Path) -> list[str]:
    """Processes of this home that outlive their window; only Linux tells."""
    end = time.monotonic() + _WORKERS_GO
    while (found := [*_of_home(home)]) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def _of_home(home: Path) -> Iterator[str]:
    mark = f"HOME={home}".encode()
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (place / "environ").read_bytes().split(b"\0"):
                yield place.name


# --- where it happens


def _facts() -> Facts:
    units = tuple(Member(name=unit) for unit in county.UNITS[: _HERE + _COMING])
    return Facts(year=county.YEAR, organ=f"{county.COUNTY}人民政府", units=units)


@contextlib.contextmanager
def _made() -> Iterator[Path]:
    """A collection with some reports, and more that are to come."""
    home = Path(os.path.realpath(tempfile.mkdtemp(prefix="nianbao-collecting-")))
    try:
        for name in (f"{FOLDER}/收到", COMING, OUT, "设置", "tmp"):
            (home / name).mkdir(mode=0o700, parents=True)
        for number, unit in enumerate(county.UNITS[: _HERE + _COMING]):
            name = f"{number:02}{_SUFFIXES[number % len(_SUFFIXES)]}"
            county.put(home / COMING / name, county.report_of(unit))
            if number < _HERE:
                shutil.copyfile(home / COMING / name, home / FOLDER / "收到" / name)
        folder.save(_facts(), home / FOLDER, "")
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def _copied(original: Path) -> Iterator[Path]:
    home = Path(os.path.realpath(tempfile.mkdtemp(prefix="nianbao-collecting-")))
    try:
        shutil.copytree(original, home, dirs_exist_ok=True)
        at_home(home)
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def numbers(counts: Counts) -> promises.OfCollections:
    return promises.OfCollections(
        day=f"{date.today():%Y-%m-%d}",  # noqa: DTZ011 - the day here
        kills=counts.kills,
        lost=counts.lost,
        left=counts.left,
        exceptions=counts.exceptions,
        median=counts.median,
        most=counts.most,
        phases=counts.phases,
        wrong=len(counts.wrong),
    )


def main(*words: str) -> int:
    wanted = [*map(int, words), *(WHOLE, 0)[len(words) :]]
    counts = run(*wanted)
    for line in (*counts.wrong, msgspec.json.encode(numbers(counts)).decode()):
        sys.stdout.write(f"{line}\n")
    if counts.kills >= WHOLE and (kept := promises.kept()) is not None:
        kept.collections = numbers(counts)
        promises.keep(kept)
    return bool(counts.wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
