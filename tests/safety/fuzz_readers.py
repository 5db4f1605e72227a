"""Every way by which a file or a clipboard comes in, each as one function of a path.

What a reader refuses in its own words is right; anything else that it raises is a fault.
"""

import contextlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app import checks
from app.disk import places, settings
from app.files import profiles, recovery, store
from app.forms import catalogue, rule_files
from app.forms.load import FormError
from app.importers import paste, spread, take
from app.importers.guesses import text
from app.importers.markup import from_clipboard
from app.importers.terms.plain import Unreadable
from app.importers.terms.proposal import Proposal, report_of, told
from app.report import search
from app.report.compare import compare
from app.report.report import Refused, Report

TODAY = date(2025, 1, 20)
LONGEST = 2000
"""Characters of a sentence that a person is told."""


class TooLong(AssertionError):
    """A sentence that no dialog can show."""


Reader = Callable[[Path], object]


def _must_be_short(words: str) -> None:
    if len(words) > LONGEST:
        raise TooLong(f"{len(words)}: {words[:80]}")


def _used(report: Report) -> None:
    """What the window does with a report at once."""
    other = store.load(Path("tests/data/reports/001.json")).report
    for finding in checks.findings(report, other, TODAY):
        _must_be_short(finding.message)
    search.find(report, "公开")
    compare(other, report)


def _report(path: Path) -> None:
    try:
        report = store.load(path).report
    except store.StoreError as error:
        _must_be_short(str(error))
        return
    _used(report)
    assert store.decode(store.encode(report)).cells == report.cells


def _imported(path: Path) -> None:
    try:
        proposal = take.from_file(path)
    except Unreadable as error:
        _must_be_short(str(error))
        return
    told(proposal)
    _used_whole(proposal)


def _used_whole(proposal: Proposal) -> None:
    with contextlib.suppress(Refused):  # one of our own files that was changed by hand
        _used(report_of(proposal))


def _edition(path: Path) -> None:
    try:
        form = catalogue.read(path)
    except FormError as error:
        _must_be_short(str(error))
        return
    _used(Report(form))


def _rules(path: Path) -> None:
    """Under the name that an edition gives to its own rules, and so in their place."""
    form = catalogue.form(catalogue.edition_of_year(None))
    _at(path, f"rules/{form.rules}.yaml")
    rule_files.of.cache_clear()
    for words in rule_files.of(form).left_out:
        _must_be_short(words)
    _used(Report(form, {("texts", next(iter(form.texts))): "全年共收到申请3件。"}))
    (places.settings_folder() / f"rules/{form.rules}.yaml").unlink()


def _profile(path: Path) -> None:
    try:
        profiles.load(path)
    except profiles.ProfileError as error:
        _must_be_short(str(error))


def _settings(path: Path) -> None:
    """Never an error, whatever the file is."""
    _at(path, "settings.json")
    known = settings.load()
    known.remember(Path("x.json"))
    settings.save(known)


def _snapshot(path: Path) -> None:
    """Never an error either."""
    _at(path, "recovery/1-fuzz.unsaved")
    recovery.found()


def _at(path: Path, name: str) -> None:
    """The file under that name in a settings' folder of its own, whatever the platform."""
    folder = path.parent / "settings"
    places.settings_folder = lambda: folder
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(path, target)


def _copied_text(path: Path) -> None:
    _pasted(path.read_bytes().decode(errors="replace"), "")


def _copied_html(path: Path) -> None:
    _pasted("", path.read_bytes().decode(errors="replace"))


def _pasted(words: str, html: str) -> None:
    """As a block into a table, as a section into a text, as a whole report into a window."""
    report = store.load(Path("tests/data/reports/sample.json")).report
    table = paste.copied(words, html)
    paste.labelled(report.form, table, report.cells)
    paste.lines_of(table)
    spread.spread(report, report.form.sections[0].texts[0].id, words)
    try:
        document = from_clipboard.read_html(html) if html else text.read_text(words)
        proposal = take.from_document(document, "剪贴板")
    except Unreadable as error:
        _must_be_short(str(error))
        return
    _used_whole(proposal)


READERS: dict[str, Reader] = {
    "report": _report,
    "edition": _edition,
    "rules": _rules,
    "profile": _profile,
    "settings": _settings,
    "snapshot": _snapshot,
    **dict.fromkeys(("html", "docx", "xlsx", "xls", "mht", "csv", "md", "txt"), _imported),
    "clipboard-text": _copied_text,
    "clipboard-html": _copied_html,
}
"""By kind."""
SUFFIXES = {"report": ".json", "edition": ".yaml", "rules": ".yaml"}
"""Of kinds whose files are not called like them."""
