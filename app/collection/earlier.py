"""Last year's reports of the same units, read when they are asked for."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from app.collection import folder, sources
from app.collection.facts import NOTHING, Facts
from app.collection.folder import CollectionError
from app.collection.judging import Undated, stand
from app.collection.received import Figures, Received, figures_of, opened, read
from app.collection.standing import Collected, Standing
from app.collection.whose import Units, key
from app.disk import files
from app.files import store
from app.forms.load import FormError
from app.importers import source
from app.importers.terms.plain import Unreadable
from app.report.report import Refused, Report


class Earlier:
    """By what a unit is called; where last year had none that counts, there is none."""

    def __init__(self, facts: Facts, home: Path) -> None:
        """Last year's collection, or the folder of its reports, as the facts name it.

        Args:
            facts: this year's.
            home: the folder that they lie in.

        Raises:
            CollectionError: it is not there, or cannot be used.
        """
        self.figures: dict[str, Figures] = {}
        """Of the organs that were asked for."""
        place = home / facts.previous
        if not files.is_folder(place):
            raise CollectionError(f"找不到上年的文件夹“{place}”。")
        before = folder.load(place)[0] if folder.is_collection(place) else NOTHING
        received = [read(path, lambda _report: ()) for path in sources.listed([place])]
        counted = _stand(received, before, facts.year, place).counted
        self._units = Units(facts.units, facts.organ)
        self._places = self._units.places(each.organ for each in received)
        self._paths = {name: path for each in counted for name, path in _called(each)}
        for each in counted:
            for organ, path in _called(each):
                if unit := self._unit(organ):
                    self._paths.setdefault(key(unit), path)

    def of(self, organ: str) -> Report | None:
        """Last year's report of an organ."""
        path = self._paths.get(key(organ)) or self._paths.get(key(self._unit(organ)))
        if path is None:
            return None
        try:
            report, _ = opened(files.read(path, source.MAX_BYTES), path.name)
        except (OSError, store.StoreError, Unreadable, Refused, FormError):
            return None  # it was there a moment ago: this year's says nothing worse for that
        self.figures[key(organ)] = figures_of(report)
        return report

    def _unit(self, organ: str) -> str:
        """What this year's list calls an organ."""
        return self._units.sure(organ, self._places)


def _stand(received: list[Received], before: Facts, year: int | None, place: Path) -> Collected:
    """As of the year before this one, where it is known which that is."""
    if year is not None and received and not any(each.year == year - 1 for each in received):
        raise CollectionError(f"上年的文件夹“{place}”里没有 {year - 1} 年的报告。")
    try:
        return stand(received, structs.replace(before, year=year - 1) if year else before)
    except Undated as error:
        raise CollectionError(f"上年的文件夹“{place}”不能用：{error.why}。") from error


def _called(standing: Standing) -> Iterator[tuple[str, Path]]:
    file, member = standing.received, standing.member
    assert file is not None
    for name in filter(None, (standing.unit, file.organ, *(member.aliases if member else ()))):
        yield key(name), Path(file.file)
