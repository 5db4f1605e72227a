"""Ends the real program while a clerk works in it, starts it again, and looks what came back."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from app.files import store, versions
from tests.safety.clerk import Spec
from tests.safety.counts import Counts
from tests.safety.deeds import REPORT, at_home, filled
from tests.safety.double import Call, Plan, steps
from tests.safety.faults import leftovers
from tests.safety.phases import PHASES, Phase, Script
from tests.safety.process import PATIENCE, Note, Process, errors_of, notes_of

AT_ONCE = 2
MOST = 5.0
"""Seconds of typing that may be lost."""
BACK: Script = [["accept_drafts"], ["look"], ["save"], ["press", "Ctrl+Q"]]


def run(count: int, seed: int = 0) -> Counts:
    """So many kills of the window, spread evenly over the phases."""
    chance, counts = random.Random(seed), Counts()
    names = [*PHASES]
    known = {name: _moments(PHASES[name]) for name in names if PHASES[name].folders}
    tasks = [_task(PHASES[names[n % len(names)]], known, chance) for n in range(count)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for one in pool.map(lambda task: kill(*task), tasks):
            counts.add(one)
    return counts


def _task(
    phase: Phase, known: dict[str, list[Plan]], chance: random.Random
) -> tuple[Phase, Plan | None, float]:
    if phase.folders:
        return phase, chance.choice(known[phase.name]), 0.0
    return phase, None, chance.uniform(phase.earliest, phase.latest)


def _moments(phase: Phase) -> list[Plan]:
    """Every moment of the phase at which the program can be ended, found by doing it once."""
    with _home() as home:
        _work(home, phase, None, 0.0)
        notes = notes_of(home)
    [calls] = [note["calls"] for note in notes if note["what"] == "calls"]
    start = next(note["calls"] for note in notes if note["what"] == phase.after)
    made = [msgspec.convert(call, Call) for call in calls][start:]
    wanted = [call for call in made if call.folder.startswith(phase.folders)]
    assert wanted, f"{phase.name}: nothing was written in {phase.folders}"
    return [Plan(call, "kill", when) for call, when in steps(wanted)]


def kill(phase: Phase, plan: Plan | None, after: float) -> Counts:
    """One kill, at a call or so many seconds after the first key, and what came of it."""
    counts = Counts(kills=1, phases={f"kill: {phase.name}": 1})
    with _home() as home:
        died = _work(home, phase, plan, after)
        shown = f"{phase.name} {plan or round(after, 2)}: "
        wrong: Callable[[str], None] = lambda words: counts.wrong.append(shown + words)  # noqa: E731
        notes = notes_of(home)
        with contextlib.suppress(IndexError):
            died = [note["time"] for note in notes if note["what"] == "dies"][-1]
        _judge_file(home, notes, counts, wrong)
        (home / "log.jsonl").unlink()
        code = _start(home, BACK, None).wait_or_end()
        after_notes = notes_of(home)
        _judge_return(home, notes, after_notes, died, counts, wrong)
        if code != 0:
            counts.exceptions += 1
            wrong(f"the next start ended with {code}: {after_notes[-1:]}")
        for words in errors_of(home):
            counts.exceptions += 1
            wrong(words)
        if left := [*leftovers(home), *_of_drafts(home)]:
            counts.left += 1
            wrong(f"{left} lie about")
    return counts


def _start(home: Path, script: Script, plan: Plan | None) -> Process:
    return Process(home, Spec(str(home), [str(home / REPORT)], script, plan))


def _work(home: Path, phase: Phase, plan: Plan | None, after: float) -> float:
    """The clerk works until the end comes; when it came."""
    script = [
        [word, *(str(home / "文档" / need) for need in needs)]
        if word == "import"
        else [word, *needs]
        for word, *needs in phase.script
    ]
    started = _start(home, [*script, ["stop"]], plan)
    if plan is None and after:
        end = time.monotonic() + PATIENCE
        while not (begun := [n["time"] for n in notes_of(home) if n["what"] == "sent"]):
            if time.monotonic() > end or started.process.poll() is not None:
                break
            time.sleep(0.02)
        rest = (begun[0] if begun else 0) + after - time.monotonic()
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.process.wait(max(rest, 0.001))
        died = time.monotonic()
        started.process.kill()
    else:
        died = 0.0
    started.wait_or_end()
    return died


# --- what came of it


def _typed(notes: list[Note]) -> dict[str, list[Note]]:
    """What was typed, by its place."""
    by_place: dict[str, list[Note]] = {}
    for note in notes:
        if note["what"] == "sent":
            by_place.setdefault(note["place"], []).append(note)
    return by_place


def _standing(content: bytes, place: str) -> str:
    """What a report has there of what was typed."""
    report = store.decode(content)
    kind, _, id_ = place.partition("/")
    value = report.get((kind, id_))
    begun = filled(1).get((kind, id_))
    return "" if value is None or value == begun else str(value)


def _judge_file(
    home: Path, notes: list[Note], counts: Counts, wrong: Callable[[str], None]
) -> None:
    """Whole, and never older than the last save that came back."""
    began = begun = 0.0  # the last save; the last that came back
    for note in notes:
        began = note["time"] if note["what"] == "saves" else began
        begun = began if note["what"] == "saved" else begun
    try:
        content = (home / REPORT).read_bytes()
        assert store.encode(store.load(home / REPORT).report) == content, "not whole"
        for place, keys in _typed(notes).items():
            saved = sum(key["time"] < begun for key in keys)
            words, stands = "".join(key["letter"] for key in keys), _standing(content, place)
            assert words.startswith(stands), f"{place} holds {stands}, typed was {words}"
            assert len(stands) >= saved, f"{place}: {len(stands)} of {saved} saved letters"
        for version in versions.listed(home / REPORT):
            versions.report_of(version)
    except Exception as error:  # noqa: BLE001 - whatever cannot be read is a loss
        counts.lost += 1
        wrong(f"the file: {error!r}")


def _judge_return(
    home: Path,
    notes: list[Note],
    after: list[Note],
    died: float,
    counts: Counts,
    wrong: Callable[[str], None],
) -> None:
    """How many seconds of typing did not come back, and whether what came is what was typed."""
    lost = 0.0
    try:
        content = (home / "came back.json").read_bytes()
        for place, keys in _typed(notes).items():
            words, stands = "".join(key["letter"] for key in keys), _standing(content, place)
            assert words.startswith(stands), f"{place} holds {stands}, typed was {words}"
            took = [n["time"] for n in notes if n["what"] == "took" and n["place"] == place]
            if len(took) > len(stands):
                lost = max(lost, died - took[len(stands)])
    except Exception as error:  # noqa: BLE001 - whatever cannot be read is a loss
        counts.lost += 1
        wrong(f"what came back: {error!r}")
    counts.seconds.append(round(lost, 3))
    if lost > MOST:
        wrong(f"{lost:.1f} s of typing did not come back")
    looked = next((note for note in after if note["what"] == "looked"), None)
    if looked and (Path(looked["path"]).name != Path(REPORT).name or looked["read_only"]):
        wrong(f"it came back as {looked['path'] or 'a report without a file'}")
    offered = any("恢复" in note.get("words", "") for note in after if note["what"] == "asked")
    if looked and offered and not looked["modified"]:
        wrong("a draft was offered that holds nothing but what the file has")


def _of_drafts(home: Path) -> list[str]:
    return [place.name for place in (home / "设置" / "recovery").glob("*.unsaved")]


@contextlib.contextmanager
def _home() -> Iterator[Path]:
    """A home with a report, and last year's as a document; gone at the end."""
    from app.exporters import EXPORTS

    home = Path(os.path.realpath(tempfile.mkdtemp(prefix="nianbao-safety-")))
    try:
        at_home(home)
        for name in ("文档", "设置", "tmp"):
            (home / name).mkdir(mode=0o700)
        store.save(filled(1), home / REPORT)
        (home / "文档" / "去年.docx").write_bytes(EXPORTS[".docx"].render(filled(2)))
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)
