"""What a command that is given folders reads in them, with a line that says how far it has come."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, structs

from app.collection import folder, gathering, sources
from app.collection.facts import Facts
from app.collection.gathering import Told
from app.collection.received import Figures, Received
from app.collection.standing import Collected
from app.commands.command import CommandError
from app.commands.progress import Progress


class Asked(Struct, frozen=True, kw_only=True):
    """What a command was given."""

    paths: Sequence[Path]
    """Files and folders."""
    units: Path | None = None
    """A list of units."""
    previous: Path | None = None
    """The folder with last year's reports."""
    year: int | None = None
    organ: str = ""
    today: date | None = None
    without: Sequence[Path] = ()
    """What the command writes, and is no report of a unit."""
    lacking: list[str] = []
    """What could not be done beside the rest, a sentence each: it was said already."""

    def files(self) -> list[Path]:
        """All that is to be read."""
        if gone := [path for path in self.paths if not path.exists()]:
            raise CommandError(f"找不到“{gone[0]}”，请核对文件夹或者文件的名字。")
        lists = [self.units] if self.units else []
        files = sources.listed(self.paths, (*self.without, *lists))
        expected = self.units or any(map(folder.is_collection, self.paths))
        if not files and not expected:  # else nobody has filed yet, and that is an answer
            raise CommandError(f"“{self.paths[0]}”里没有报告。")
        return files

    def facts(self) -> tuple[Facts, Path | None]:
        """What is known of them, and the folder of the collection."""
        facts, home = gathering.known(self.paths, self.units)
        if self.previous and not self.previous.is_dir():
            raise CommandError(f"“{self.previous}”不是文件夹，请写上年报告所在的文件夹。")
        said = {
            "previous": str(self.previous.absolute()) if self.previous else facts.previous,
            "year": self.year or facts.year,
            "edition": "" if self.year else facts.edition,
            "organ": self.organ or facts.organ,
        }
        return structs.replace(facts, **said), home

    def told_without(self) -> Callable[[str], None] | None:
        """Where a collection names last year's and they are gone, the rest is done all the same.

        Whoever asks for them by name is refused: that is what was to be done.
        """
        return None if self.previous else self._lacks

    def _lacks(self, why: str) -> None:
        self.lacking.append(why)
        print(f"没有与上年核对：{why}", file=sys.stderr)


def collected(
    asked: Asked, *, texts: bool = False, before: dict[str, Figures] | None = None
) -> Collected:
    """The reports, and how their units stand; `before` takes last year's figures by file."""
    files = asked.files()
    facts, home = asked.facts()
    with _told_when_stopped():
        progress: Told = Progress("读取")
        return gathering.gather(
            files,
            facts,
            home,
            progress,
            asked.today,
            texts=texts,
            before=before,
            without=asked.told_without(),
        )


def alone(asked: Asked) -> list[Received]:
    """The reports alone, each for itself."""
    files = asked.files()
    facts, home = asked.facts()
    progress, done = Progress("读取"), []
    with _told_when_stopped():
        earlier = gathering.earlier(facts, home, asked.told_without())
        way = gathering.way_in(home, facts)
        for file in gathering.readings(files, earlier, asked.today, way):
            done.append(file)
            progress(len(done), len(files))
    return done


@contextlib.contextmanager
def _told_when_stopped() -> Iterator[None]:
    """Ctrl+C between two files: nothing was written yet."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError("已停下，没有写任何文件。") from None
