"""From folders to how every unit stands: the one way that commands and window go."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import structs

from app import checks
from app.checks.finding import Finding
from app.collection import folder, unit_list
from app.collection.among import with_findings
from app.collection.earlier import Earlier
from app.collection.facts import NOTHING, Facts
from app.collection.folder import CollectionError
from app.collection.judging import stand
from app.collection.readout import ReadOut
from app.collection.received import Figures, Look, Opened, Received, opened, read
from app.collection.standing import Collected
from app.collection.whose import key
from app.report.report import Report

Way = Callable[[bytes, str], Opened]
"""How a report is got out of a content."""
Told = Callable[[int, int], None]
"""Is told how many files of how many are read; whoever wants no more raises."""


def known(paths: Sequence[Path], units: Path | None = None) -> tuple[Facts, Path | None]:
    """What is known of the reports in these files and folders, and the collection among them.

    Args:
        paths: files and folders.
        units: a list of units, in the place of a collection's.

    Raises:
        CollectionError: the facts, or the list, cannot be used; there are two collections.
    """
    found = [path for path in paths if folder.is_collection(path)]
    if len(found) > 1:
        names = "、".join(f"“{path}”" for path in found)
        raise CollectionError(f"{names}各有一份{folder.FACTS}，请一次汇总一个。")
    facts = folder.load(found[0])[0] if found else NOTHING
    if units:
        facts = structs.replace(facts, units=unit_list.read(units))
    return facts, (found[0] if found else None)


def gather(
    files: Sequence[Path],
    facts: Facts,
    home: Path | None = None,
    told: Told = lambda _done, _of: None,
    today: date | None = None,
    *,
    texts: bool = False,
    before: dict[str, Figures] | None = None,
    without: Callable[[str], object] | None = None,
) -> Collected:
    """Every file read, checked, and held against the others.

    Args:
        files: as `sources.listed` names them.
        facts: what is known beside them.
        home: the folder of the collection, from which last year's is named.
        told: is told of each file that is read.
        today: against which a deadline is held; None: none is.
        texts: whether texts are kept, and looked through for those that are alike.
        before: where to put last year's figures of each file's unit.
        without: is told, in a sentence, why nothing is held against last year's reports; None:
            without them nothing is done at all.

    Raises:
        CollectionError: no year is known; last year's cannot be found, and nobody is to be told.
    """
    received = []
    way = way_in(home, facts)
    last = earlier(facts, home, without)
    for file in readings(files, last, today, way, texts=texts):
        received.append(file)
        if before is not None and last and (figures := last.figures.get(key(file.organ))):
            before[file.file] = figures
        told(len(received), len(files))
    return with_findings(stand(received, facts))


def readings(
    files: Sequence[Path],
    earlier: Earlier | None = None,
    today: date | None = None,
    way: Way = opened,
    *,
    texts: bool = False,
) -> Iterator[Received]:
    """One file after another, as it is read by a way in, and checked."""
    look: Look = partial(_found, earlier, today)
    return (read(path, look, texts=texts, way=way) for path in files)


def way_in(home: Path | None, facts: Facts) -> Way:
    """How a report is got out of a file of a collection, which keeps some, or of any folder."""
    approved = frozenset(each.sha256 for each in facts.approvals)
    return ReadOut(home / folder.READ_OUT, approved) if home else opened


def earlier(
    facts: Facts, home: Path | None, without: Callable[[str], object] | None = None
) -> Earlier | None:
    """Last year's reports, where the facts name them.

    Raises:
        CollectionError: they are not there, and nobody is to be told.
    """
    try:
        return Earlier(facts, home or Path()) if facts.previous else None
    except CollectionError as error:
        if without is None:
            raise
        without(str(error))
        return None


def _found(earlier: Earlier | None, today: date | None, report: Report) -> tuple[Finding, ...]:
    return checks.findings(report, earlier.of(report.organ) if earlier else None, today)
