"""One file as it was received, and what it says of itself. Whatever it is, reading never raises.

Its bytes are read once, so that figures and digest are of one content although the file may change
meanwhile. Kept of it are figures, not the report: thousands stand side by side.
"""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from operator import itemgetter
from pathlib import Path

from msgspec import Struct, structs

from app import checks
from app.checks.finding import Finding
from app.disk import files, log
from app.files import store
from app.forms.load import FormError
from app.forms.model import Form
from app.importers import imported, source, take
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import report_of
from app.letters.characters import in_line
from app.letters.numbers import Number
from app.report.kept import Unit
from app.report.report import Refused, Report

Figures = tuple[Number | None, ...]
"""The inputs of a report, in the order of its edition; None: blank."""
Opened = tuple[Report, tuple[Finding, ...]]
"""The report in a file, and what was doubtful about it."""
Look = Callable[[Report], tuple[Finding, ...]]
"""What is found in a report."""

_KINDS = {
    ".json": "json", ".jsonl": "json",
    ".docx": "docx", ".doc": "docx", ".wps": "docx",
    ".xlsx": "xlsx", ".xls": "xlsx", ".xlsm": "xlsx", ".et": "xlsx",
    ".html": "html", ".htm": "html", ".mht": "html", ".mhtml": "html",
}  # fmt: skip
"""By suffix, what the list of a sum's units calls it; anything else is figures in lines: csv."""

HUGE = 50_000_000
"""Of as many as a sum may have, smaller ones are one that a report holds."""


class Received(Struct, frozen=True, kw_only=True, gc=False):
    """A file, and the report in it where there is one."""

    file: str
    """Its path."""
    sha256: str = ""
    """Of what was read; "": nothing was."""
    date: str = ""
    """The day on which it came, as far as its disk knows."""
    fault: str = ""
    """Why there is no report in it, in one sentence."""
    is_held: bool = False
    """Whether another program, or the way to it, kept it from being read: that may pass."""
    organ: str = ""
    year: int | None = None
    edition: str = ""
    level: str = ""
    figures: Figures = ()
    is_huge: bool = False
    """Whether one of them may be too large for a sum of as many as there may be."""
    findings: tuple[Finding, ...] = ()
    looked: bool = False
    """Whether the checks have run."""
    summed: tuple[str, ...] = ()
    """The digests of the files that it was summed from itself."""
    texts: Mapping[str, str] = {}
    """As they are read, where they were asked for."""

    @property
    def name(self) -> str:
        return Path(self.file).name

    @property
    def kind(self) -> str:
        return _KINDS.get(Path(self.file).suffix.lower(), "csv")

    @property
    def errors(self) -> int:
        return self._count("error")

    @property
    def warnings(self) -> int:
        return self._count("warning")

    def _count(self, severity: str) -> int:
        return sum(f.severity == severity and not f.because for f in self.findings)


def opened(content: bytes, name: str) -> Opened:
    """The report in a content, and what was doubtful about it.

    Raises:
        StoreError, Unreadable, Refused, FormError: there is none, in one sentence.
    """
    if store.begins_report(content[:4096]):
        try:
            return store.decode(content), ()
        except store.StoreError as error:
            raise store.StoreError(f"无法打开“{name}”：{error}") from error
    proposal = take.from_content(content, name)
    found = imported.findings(proposal, proposal.form.tables, texts=True, head=True)
    return report_of(proposal), found


def read(
    path: Path,
    look: Look = checks.findings,
    *,
    texts: bool = False,
    way: Callable[[bytes, str], Opened] = opened,
) -> Received:
    """What a file holds.

    Args:
        path: of any kind that can be opened or imported.
        look: the checks that are run.
        texts: whether its texts are kept.
        way: how a report is got out of a content.
    """
    try:
        content = files.read(path, source.MAX_BYTES)
        came = datetime.fromtimestamp(path.stat().st_mtime).astimezone().date().isoformat()
    except (OSError, ValueError, OverflowError) as error:
        passes = isinstance(error, OSError) and not files.is_folder(path)
        return Received(file=str(path), fault=_unopened(path, error), is_held=passes)
    file = Received(file=str(path), sha256=hashlib.sha256(content).hexdigest(), date=came)
    try:
        report, doubts = way(content, path.name)
        return with_report(file, report, (*doubts, *look(report)), texts=texts)
    except (store.StoreError, Unreadable, Refused, FormError) as error:
        return structs.replace(file, fault=str(error))
    except Exception as error:  # noqa: BLE001 - a mistake of ours over one file stops no other
        log.exception(error, "collection")
        words = f"无法读“{path.name}”：程序自己出了错（{type(error).__name__}），请换一种文件再报。"
        return structs.replace(file, fault=words)


def with_report(
    file: Received, report: Report, findings: tuple[Finding, ...], *, texts: bool = False
) -> Received:
    """A file with what the report in it says.

    Args:
        file: its name, digest and day.
        report: as it was read from it.
        findings: all that is to be said of it.
        texts: whether its texts are kept.
    """
    figures = figures_of(report)
    summed: tuple[Unit, ...] = report.get(("provenance", "")) or ()
    return structs.replace(
        file,
        organ=in_line(report.organ).strip(),
        year=report.year,
        edition=report.form.edition,
        level=report.get(("level", "")) or "",
        figures=figures,
        is_huge=_is_huge(figures),
        findings=findings,
        looked=True,
        summed=tuple(unit.sha256 for unit in summed),
        texts={id_: report.text(id_) for id_ in report.entries("texts")} if texts else {},
    )


def _unopened(path: Path, error: Exception) -> str:
    if files.is_folder(path) and path.is_symlink():
        return f"“{path.name}”是通到别处的链接，里面的报告没有读；请把文件复制进来。"
    if files.is_folder(path):
        return f"文件夹“{path.name}”打不开，里面的报告没有读。"
    why = files.why(error) if isinstance(error, OSError) else "文件名或者日期不能用"
    return f"无法打开“{path.name}”：{why}。"


def figures_of(report: Report) -> Figures:
    return _getter(report.form)(report.values)


def _is_huge(figures: Figures) -> bool:
    return any(not -HUGE < figure < HUGE for figure in figures if figure)


def _getter(form: Form) -> Callable[[Mapping[str, Number | None]], Figures]:
    return itemgetter(*form.inputs)
