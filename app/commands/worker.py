"""Work beside the window: this program once more, which does one job a line.

A line of standard input is a job: {"job": 3, "do": "import", ...}. What comes of it are lines of
standard output, in ASCII: {"job": 3, "begun": true}, any number of {"job": 3, "step": ...}, and at
last {"job": 3, "result": ...}, {"job": 3, "refused": "a sentence"} or {"job": 3, "failed": "the
kind of a mistake of our own"}. The process ends with its input, whatever it is doing: it never
outlives the window that started it. It starts nothing itself.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO

from app import checks
from app.commands import wire
from app.disk import log, places
from app.exporters import Unavailable, made, told
from app.files import store
from app.forms.load import FormError
from app.importers.terms.plain import Unreadable

Request = dict[str, Any]
Step = Callable[[Any], None]
"""Tells the window how far a job has come."""


def serve(words: Sequence[str]) -> int:
    """Do one job after another until nobody asks for more.

    Args:
        words: the folder of the settings, which the window may have elsewhere than the system.
    """
    for folder in words:
        places.settle_in(Path(folder))
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a library that prints disturbs no answer
    jobs: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, jobs), daemon=True).start()
    while True:
        _do(json.loads(jobs.get()), out)


def _listen(source: BinaryIO, jobs: "SimpleQueue[bytes]") -> None:
    for line in source:
        jobs.put(line)
    os._exit(0)  # whoever asked is gone, and with it whoever would hear the answer


def _do(request: Request, out: BinaryIO) -> None:
    def answer(**said: Any) -> None:
        out.write(json.dumps({"job": request["job"], **said}).encode("ascii") + b"\n")
        out.flush()

    def step(how_far: Any) -> None:
        answer(step=how_far)

    answer(begun=True)
    try:
        result = JOBS[request["do"]](request, step)
    except (store.StoreError, FormError, Unavailable, Unreadable) as error:
        answer(refused=str(error))
    except Exception as error:  # noqa: BLE001 - the next job is another one
        log.exception(error, f"worker: {request['do']}")
        answer(failed=type(error).__name__)
    else:
        answer(result=result)


def _import(request: Request, _step: Step) -> Any:
    """A file's proposal."""
    from app.importers import take

    return wire.of_proposal(take.from_file(Path(request["path"])))


def _copied(request: Request, _step: Step) -> Any:
    """The proposal of what was copied."""
    from app.importers import take

    copied = take.from_clipboard(request["html"], request["text"], request["name"])
    return wire.of_proposal(copied)


def _check(request: Request, _step: Step) -> Any:
    """What texts and last year tell; of a sum besides, whether it is that of its units' files."""
    today = request["today"] and date.fromisoformat(request["today"])
    report = store.decode(request["report"].encode())
    found = checks.other_findings(report, today=today)
    if place := request.get("place"):
        from app.collection import audit
        from app.commands.receiving import read_once

        found = (*found, *audit.findings(report, Path(place), read_once))
    return wire.of_findings(found)


def _export(request: Request, step: Step) -> Any:
    """Make all documents, then write them; a step each, and each that is written is named.

    Of a kind that cannot be made here, why; the others are written all the same.

    The result tells, a sentence a reason, which could not be written: one that somebody has open
    keeps no other from being written, a full disk is asked once.
    """
    report, options = store.decode(request["report"].encode()), wire.options(request["options"])
    targets: dict[str, str] = request["targets"]
    contents: dict[str, bytes] = {}
    for suffix, target in targets.items():
        content = made(suffix, report, options)
        if isinstance(content, Unavailable):
            step({"unavailable": target, "why": str(content)})
            continue
        contents[target] = content
        step({"made": suffix, "told": told(content)})
    return _written(contents, step)


def _check_sheet(request: Request, step: Step) -> Any:
    """The findings as a document to keep."""
    from app.exporters.check_sheet import CHECK_SHEETS

    report, target = store.decode(request["report"].encode()), request["target"]
    return _written({target: CHECK_SHEETS[Path(target).suffix.lower()](report)}, step)


def _collect(request: Request, step: Step) -> Any:
    """One of the jobs for a window with many reports; most workers never do one."""
    from app.collection.folder import CollectionError
    from app.commands import receiving

    try:
        return receiving.JOBS[request["do"]](request, step)
    except CollectionError as error:
        raise Unreadable(str(error)) from error


def _written(contents: dict[str, bytes], step: Step) -> Any:
    from app.commands.writing import Writing

    writing = Writing(len(contents))
    for target, content in contents.items():
        if writing.write(Path(target), content):
            step({"written": target})
    return writing.why_not()


def _ready(_request: Request, _step: Step) -> Any:
    """Nothing: who asks wants to know that somebody is there."""
    return None


JOBS: dict[str, Callable[[Request, Step], Any]] = {
    "ready": _ready,
    "import": _import,
    "copied": _copied,
    "check": _check,
    "export": _export,
    "check_sheet": _check_sheet,
    "collect_list": _collect,
    "collect_meant": _collect,
    "collect_beside": _collect,
    "collect_units": _collect,
    "collect_begin": _collect,
    "collect_read": _collect,
    "collect_gather": _collect,
    "collect_keep": _collect,
    "collect_recall": _collect,
    "collect_among": _collect,
    "collect_write": _collect,
}
