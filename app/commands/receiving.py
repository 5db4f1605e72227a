"""What the worker does for a window with many reports: lists their files, reads one after another.

A job reads one file, so that one that holds up the worker, or fells it, is one file. What many jobs
need, last year's reports, is kept between them.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from app import checks
from app.checks.finding import Finding
from app.collection import (
    among,
    beside,
    folder,
    gathering,
    readout,
    received,
    sources,
    summing,
    unit_list,
)
from app.collection.earlier import Earlier
from app.collection.facts import NOTHING, Facts
from app.collection.gathering import Way
from app.collection.judging import stand
from app.collection.received import Figures, Received
from app.collection.standing import Collected
from app.commands import wire_many
from app.commands.writing import Writing
from app.disk import files
from app.exporters import Options
from app.report.report import Report

Request = dict[str, Any]
Step = Callable[[Any], None]


class _Desk:
    """What is kept from one job to the next."""

    earlier: Earlier | None = None
    way: Way = received.opened
    """In to a file: a collection keeps what was read; any other folder nothing."""
    gathered: dict[str, Received] = {}  # noqa: RUF012 - one worker, one desk
    """Files with their texts, until they are held against one another."""
    once: dict[Path, tuple[list[int], Received]] = {}  # noqa: RUF012
    """Units' files that a sum was held against, each with its stamp then."""


def _list(request: Request, _step: Step) -> Any:
    """The files in a folder, each with what tells whether it was written since."""
    found = sources.listed([Path(request["folder"])])
    return [[str(path), stamp(path)] for path in found]


def _meant(request: Request, _step: Step) -> Any:
    """The collections that a folder may mean; none where it is not there."""
    home = Path(request["folder"])
    return [str(path) for path in beside.meant(home)] if files.is_folder(home) else []


def _beside(request: Request, _step: Step) -> Any:
    """Files in the folder and beside it that by their names are lists of units."""
    return [str(path) for path in beside.lists(Path(request["folder"]))]


def _units(request: Request, _step: Step) -> Any:
    """Whose reports are expected, by a list."""
    return wire_many.of_members(unit_list.read(Path(request["path"])))


def stamp(path: Path) -> list[int]:
    """When a file was written, and how long it is; empty where that cannot be told."""
    try:
        told = path.stat()
    except OSError:
        return []
    return [told.st_mtime_ns, told.st_size]


def read_once(path: Path) -> Received:
    """A file without its findings; not again until it is written, unless it could not be read."""
    now = stamp(path)
    then, known = _Desk.once.get(path, ([], None))
    if known is not None and now and now == then:
        return known
    file = received.read(path, lambda _report: ())
    if not file.fault:  # what is busy, or away, for a moment is there the next time
        _Desk.once[path] = now, file
    return file


def _begin(request: Request, _step: Step) -> Any:
    """Last year's reports, where the collection names them; why there are none, in a sentence."""
    home = Path(request["folder"])
    facts = _facts(request)
    _Desk.way = gathering.way_in(home if folder.is_collection(home) else None, facts)
    _Desk.earlier = None
    try:
        _Desk.earlier = gathering.earlier(facts, home)
    except folder.CollectionError as error:  # this year's can be read all the same
        return str(error)
    return ""


def _facts(request: Request) -> Facts:
    home = Path(request["folder"])
    return folder.load(home)[0] if folder.is_collection(home) else NOTHING


def _read(request: Request, _step: Step) -> Any:
    """A file with what is found in it, its texts, and last year's figures of the same unit."""
    before: list[Figures] = []

    def look(report: Report) -> tuple[Finding, ...]:
        last = _Desk.earlier.of(report.organ) if _Desk.earlier else None
        if last is not None and last.form is report.form:
            before.append(received.figures_of(last))
        return checks.findings(report, last)

    file = received.read(Path(request["path"]), look, texts=True, way=_Desk.way)
    last_years = before[0] if before else ()
    return {"file": wire_many.of_received(file), "before": wire_many.of_figures(last_years)}


def _keep(request: Request, _step: Step) -> Any:
    """Files that were approved just now, as they were then: what changes in them can be told."""
    home, facts = Path(request["folder"]), _facts(request)
    way = gathering.way_in(home if folder.is_collection(home) else None, facts)
    for name in request["files"]:
        received.read(Path(name), lambda _report: (), way=way)


def _recall(request: Request, _step: Step) -> Any:
    """Contents that were approved, as they were read out or kept then; null: nobody has one."""
    place = Path(request["folder"]) / folder.READ_OUT
    found = (readout.once_read(place, digest) for digest in request["digests"])
    return [wire_many.of_received(file) if file else None for file in found]


def _gather(request: Request, _step: Step) -> Any:
    """Some more files that are to be held against one another; the first ones of all are `new`."""
    if request["new"]:
        _Desk.gathered.clear()
    for plain in request["files"]:
        file = wire_many.received(plain)
        _Desk.gathered[file.file] = file


def _write(request: Request, step: Step) -> Any:
    """What goes out of the collection, into a folder: how many files, then a step for each.

    Nothing is written where a file stands in the place of one: its name is told. Of a file that
    could not be written, why. And what is to be told of those that were.
    """
    collected = among.with_findings(stand([*_Desk.gathered.values()], _facts(request)))
    out = Path(request["out"])
    writing = Writing(0, new_folder=True)
    made = _PAPERS[request["what"]](collected, writing, request)
    names = next(made)
    taken = [name for name in names if (out / name).exists()]
    if taken and not request["over"]:
        return {"taken": taken, "written": 0}
    writing.coming = len(names)
    step(writing.coming)
    for name, content in made:
        if writing.write(out / name, content):
            step(name)
        if writing.is_over:
            break
    why = {"why": "".join(writing.why_not()).removesuffix("。")} if writing.refused else {}
    return {"taken": [], "written": len(writing.written), "told": writing.told, **why}


Papers = Iterator[Any]
"""At first the names of the files, then each with its content, or why it has none."""


def _review(collected: Collected, _writing: Writing, request: Request) -> Papers:
    from app.collection.papers import review_sheet  # with the libraries of Office

    made = (
        summing.summed(collected, Path(request["out"], request["name"]))
        if collected.counted
        else None
    )
    since = wire_many.pictures(request["since"])
    yield [request["name"]]
    yield request["name"], review_sheet.render(collected, made, since)


def _replies(collected: Collected, _writing: Writing, request: Request) -> Papers:
    from app.collection.papers import letters

    made = letters.letters(collected, date.fromisoformat(request["today"]))
    yield [*made]
    yield from made.items()


def _reminders(collected: Collected, _writing: Writing, request: Request) -> Papers:
    from app.collection.papers import letters

    made = letters.reminded(collected, date.fromisoformat(request["today"]))
    yield [*made]
    yield from made.items()


def _publish(collected: Collected, writing: Writing, request: Request) -> Papers:
    """The page leads to those alone that were written."""
    from app.collection.papers import publish

    suffixes = request["suffixes"]
    yield [publish.INDEX, *chain(*publish.names(collected, suffixes).values())]
    for some in publish.documents(collected, suffixes, Options(clean=True)):
        yield from some
    if writing.written:
        yield publish.INDEX, publish.index(collected, suffixes, writing.refused)


_PAPERS: dict[str, Callable[[Collected, Writing, Request], Papers]] = {
    "review": _review, "replies": _replies, "reminders": _reminders, "publish": _publish,
}  # fmt: skip


def _among(request: Request, _step: Step) -> Any:
    """By file, what only whoever has all of them can see."""
    stood = stand([*_Desk.gathered.values()], _facts(request))
    found = zip(stood.standings, among.with_findings(stood).standings, strict=True)
    _Desk.gathered.clear()
    return {
        after.received.file: wire_many.of_findings(after.findings[len(before.findings) :])
        for before, after in found
        if after.received
    }


JOBS: dict[str, Callable[[Request, Step], Any]] = {
    "collect_list": _list,
    "collect_meant": _meant,
    "collect_beside": _beside,
    "collect_units": _units,
    "collect_begin": _begin,
    "collect_read": _read,
    "collect_gather": _gather,
    "collect_keep": _keep,
    "collect_recall": _recall,
    "collect_among": _among,
    "collect_write": _write,
}
