"""The program proves itself: every form, template and exporter, Qt's Chinese, one window."""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app import __version__, checks
from app.disk import log
from app.exporters import EXPORTS
from app.exporters.options import PLAIN
from app.files import recovery, store
from app.forms import catalogue as forms
from app.report.report import Report
from ui.print import kinds, printing

Item = tuple[str, Callable[[], None]]


def run(out: Path) -> int:
    """Write a line an item to `out`, "ok ..." or "FAILED ..."; 0 where all are ok."""
    printing.need_no_screen()
    kinds.register()
    lines = [f"nianbao {__version__}", *(_tried(name, item) for name, item in _items())]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if any(line.startswith("FAILED") for line in lines) else 0


def _tried(name: str, item: Callable[[], None]) -> str:
    """Whatever goes wrong is the finding here, so everything is caught."""
    try:
        item()
    except Exception as error:  # noqa: BLE001
        return f"FAILED {name}: {type(error).__name__}: {error}"
    return f"ok {name}"


def _items() -> Iterator[Item]:
    yield "Qt in Chinese", _chinese  # first: an export that needs Qt is content with less of it
    yield "window", _window
    yield "work beside the window", _beside
    for edition in forms.editions():
        yield f"form {edition}", lambda edition=edition: _form(edition)  # type: ignore[misc]
        for suffix in EXPORTS:
            yield (
                f"export {edition} {suffix}",
                lambda edition=edition, suffix=suffix: _export(edition, suffix),  # type: ignore[misc]
            )
    yield "save and load", _round_trip
    yield "a mistake of our own", _own_mistake


def _filled(edition: str) -> Report:
    form = forms.form(edition)
    cells = {("cells", cell.id): 1 for cell in form.cells.values() if not cell.computed}
    texts = {("texts", text): f"自检：{text}" for text in form.texts}
    return Report(form, {("organ", ""): "柳河镇", ("year", ""): 2025, **cells, **texts})


def _form(edition: str) -> None:
    report = _filled(edition)
    _must(all(value is not None for value in report.values.values()), "a total is blank")
    checks.findings(report)


def _export(edition: str, suffix: str) -> None:
    _must(len(EXPORTS[suffix].render(_filled(edition))) > 1_000, "nearly nothing was written")


def _round_trip() -> None:
    report = _filled(next(iter(forms.editions())))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "自检.json"
        store.save(report, file)
        again = store.load(file).report
    _must(store.encode(again) == store.encode(report), "what was loaded is not what was saved")


def _beside() -> None:
    """A document is made and read again by a worker, which ends when it is told to."""
    from app.commands import wire
    from ui import background
    from ui.start.application import application

    application()
    report = _filled(next(iter(forms.editions())))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "自检.docx"
        parts = {"options": wire.of_options(PLAIN), "targets": {".docx": str(file)}}
        _outcome("export", report=store.encode(report).decode(), **parts)
        again = wire.proposal(_outcome("import", path=str(file)))
    background.end()
    _must(again.organ == report.organ, "what was read is not what was written")


def _outcome(work: str, **parts: Any) -> Any:
    from PySide6.QtCore import QEventLoop

    from ui import background

    job, loop = background.shared().run(work, **parts), QEventLoop()
    job.ended.connect(loop.quit)
    loop.exec()
    outcome = job.outcome
    _must(outcome is not None and outcome.kind == "result", f"{work} came to {outcome}")
    return outcome and outcome.value


def _chinese() -> None:
    from PySide6.QtWidgets import QDialogButtonBox

    from ui.start.application import application

    application()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    words = box.button(QDialogButtonBox.StandardButton.Cancel).text()
    _must("取消" in words, f"the cancel button says {words!r}")


def _window() -> None:
    from ui.start.application import application
    from ui.start.program import window

    app = application()
    shown = window()
    shown.show()
    app.processEvents()
    _must(not shown.grab().isNull(), "nothing was drawn")
    shown.close()


def _own_mistake() -> None:
    """An exception in a slot is in the log, what is unsaved is kept, and one window says so."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from ui.dialogs.error_dialog import ErrorDialog
    from ui.start.application import application
    from ui.start.errors import Errors
    from ui.start.program import window

    application()
    shown, errors, loop = window(), Errors(), QEventLoop()
    shown.show()
    shown.workspace.change({("organ", ""): "自检"}, "自检")
    errors.watch()
    QTimer.singleShot(0, lambda: _must(False, "meant to fail"))
    told: list[ErrorDialog] = []

    def look() -> None:
        told.extend(w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog))
        if told:
            loop.quit()

    looking = QTimer(loop, interval=50)
    looking.timeout.connect(look)
    looking.start()
    QTimer.singleShot(20_000, loop.quit)  # a first start is slow where a scanner looks on
    loop.exec()
    kept = [*_drafts_of("自检")]
    written = (log.folder() / "nianbao.log").read_text(encoding="utf-8")
    errors.end()
    for dialog in told:
        dialog.reject()
    shown.workspace.stack.setClean()
    shown.close()  # and the draft is gone
    _must(len(told) == 1, f"{len(told)} windows said so")
    _must(bool(kept), "what was unsaved was not kept")
    _must("AssertionError" in written and "self_test" in written, "it is not in the log")


def _drafts_of(organ: str) -> Iterator[recovery.Found]:
    """Also those of this very process, which nobody else may take."""
    for place in recovery.named(".unsaved"):
        with contextlib.suppress(recovery.Unreadable):
            if (found := recovery.read(place)).report.organ == organ:
                yield found


def _must(true: bool, otherwise: str) -> None:
    if not true:
        raise AssertionError(otherwise)
