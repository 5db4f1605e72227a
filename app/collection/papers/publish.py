"""All approved reports at once, as an office publishes them: their documents, a page of links."""

from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from app.collection.received import Received, opened
from app.collection.standing import APPROVED, Collected, Standing
from app.disk import file_names, files
from app.exporters import Unavailable, made
from app.exporters.flow import clean
from app.exporters.options import Options
from app.exporters.templates import filled
from app.files.profiles import STANDARD
from app.importers import source
from app.report.report import Report

INDEX = "index.html"


def names(collected: Collected, suffixes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The files of each approved unit, a name a suffix."""
    taken: list[str] = [INDEX]
    found: dict[str, tuple[str, ...]] = {}
    for each in _approved(collected):
        own = tuple(file_names.free(file_names.stem(each.unit), s, taken) for s in suffixes)
        taken += own
        found[each.unit] = own
    return found


def documents(
    collected: Collected, suffixes: Sequence[str], options: Options
) -> Iterator[list[tuple[str, bytes | Unavailable]]]:
    """The documents of one unit after another, each with its name; or why there is none.

    A report that is not any more what was approved has none, and keeps no other back.
    """
    called = names(collected, suffixes)
    for each in _approved(collected):
        file = each.received
        assert file is not None
        own = called[each.unit]
        try:
            report = _as_approved(file)
        except Unavailable as why:
            yield [(name, why) for name in own]
        else:
            yield [(name, made(Path(name).suffix, report, options)) for name in own]


def _as_approved(file: Received) -> Report:
    """The report in a file that was approved.

    Raises:
        Unavailable: it cannot be read, or holds something else by now.
    """
    try:
        content = files.read(Path(file.file), source.MAX_BYTES)
    except OSError as error:
        raise Unavailable(f"无法打开“{file.name}”：{files.why(error)}。") from error
    if files.digest_of(content) != file.sha256:
        raise Unavailable(f"“{file.name}”刚才改过，不再是通过的那一份，请重新读一遍再看。")
    return opened(content, file.name)[0]


def index(collected: Collected, suffixes: Sequence[str], without: Container[str] = ()) -> bytes:
    """The page that leads to all of them but those that could not be made."""
    organ = collected.facts.organ
    title = collected.form.title.format(organ=organ, year=collected.year)
    units = [
        {
            "name": clean(unit),
            "files": [(name, _called(name)) for name in own if name not in without],
        }
        for unit, own in names(collected, suffixes).items()
        if any(name not in without for name in own)
    ]
    page = filled("index.html.j2", STANDARD, title=clean(title), organ=clean(organ), units=units)
    return page.encode()


def _called(name: str) -> str:
    suffix = Path(name).suffix
    return {".html": "网页", ".docx": "Word", ".pdf": "PDF", ".ofd": "OFD"}.get(suffix, suffix)


def _approved(collected: Collected) -> list[Standing]:
    return [each for each in collected.standings if each.state == APPROVED and each.received]
