"""A report, files and questions whose words are markup that names pictures, and all dialogs."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QLabel,
    QTabWidget,
    QToolTip,
    QWidget,
)

from app.checks import Finding
from app.exporters import EXPORTS
from app.files import store
from app.files.drafts import Listed
from app.files.profiles import STANDARD
from app.importers.terms.proposal import Doubt, Left, Proposal, TableProposal
from app.report.compare import compare
from app.report.report import Report
from ui.dialogs.compared_figures import Sides
from ui.dialogs.export_dialog import ExportChoice, Occasion
from ui.dialogs.fill_dialog import Field
from ui.dialogs.new_report import NewReport
from ui.dialogs.pages_dialog import Shown
from ui.dialogs.questions import Questions
from ui.dialogs.settings_dialog import Chosen
from ui.dialogs.tidy_dialog import Piece
from ui.dialogs.versions_dialog import Described, Line
from ui.kit.deadline import Said
from ui.start import application, program

REPORTS = Path(__file__).parent.parent / "data" / "reports"


FILE = "A&B.json" if sys.platform == "win32" else "A&B[*].json"


def words(bait: str = "/tmp/nianbao-bait.png") -> str:
    """Markup that Qt takes for rich text, with & and the mark of an unsaved window."""
    return f"<img src='{bait}'><img src='//host/share/bait.png'><b>A&B</b>[*]"


def report_file(folder: Path, evil: str) -> Path:
    """A report all of whose words are hostile; Windows knows no star in a name."""
    plain = json.loads((REPORTS / "021.json").read_text(encoding="utf-8"))
    plain["organ"] = plain["title"] = evil
    for text in ("lead", "closing"):
        plain.setdefault("texts", {})[text] = evil
    plain["cells"]["requests/carried_in/natural"] = 999
    file = folder / FILE
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return file


def proposal(report: Report, evil: str) -> Proposal:
    cell = "requests/carried_in/natural"
    table = TableProposal(
        table="requests",
        edition=report.form.edition,
        cells={cell: 1},
        published={},
        notes={},
        unplaced={evil: evil},
        doubts=(Doubt("label", evil, (cell,)),),
    )
    return Proposal(
        source=evil,
        form=report.form,
        organ=evil,
        year=2024,
        title=evil,
        tables=(table,),
        texts={"lead": evil},
        doubts=(Doubt("name", evil),),
        left=(Left(evil, evil),),
    )


def asked(window: QWidget, report: Report, evil: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each question of `Questions`, with hostile words: its name and how it is asked."""
    ask, three = Questions(), [(evil, evil, evil)]
    other = store.decode(store.encode(report))
    other.apply({("texts", "lead"): f"{evil} {evil}", ("cells", "requests/carried_in/natural"): 7})
    profile = replace(STANDARD, name=evil)
    choice = ExportChoice(Path(evil), evil, tuple(EXPORTS))
    choice = replace(choice, options=replace(choice.options, profile=profile))
    yield "open_path", lambda: ask.open_path(window, Path(evil), f"{evil} (*.json)")
    yield "save_path", lambda: ask.save_path(window, Path(evil))
    occasion = Occasion(
        evil,
        Said(evil, "err", "calendar"),
        (finding(evil),),
        0,
        (finding(evil),),
        preview=lambda *_: None,
    )
    yield "export_choice", lambda: ask.export_choice(window, choice, occasion)
    pages = Shown(_printer(evil), lambda *_: 1, evil, can_print=True)
    yield "show_pages", lambda: ask.show_pages(window, pages)
    yield "new_report", lambda: ask.new_report(window, NewReport(evil, 2025))
    yield "save_changes", lambda: ask.save_changes(window, evil)
    yield "overwrite_changed", lambda: ask.overwrite_changed(window, evil, evil)
    yield "one_of", lambda: ask.one_of(window, evil, evil, [evil])
    yield (
        "versions",
        lambda: ask.versions(
            window, [Line(evil, evil)], lambda _row: Described(evil, evil), evil, 0
        ),
    )
    listed = Listed(Path(evil), datetime.now().astimezone(), evil, evil, False, None)
    yield "drafts", lambda: ask.drafts(window, [listed])
    chosen = Chosen(evil, 1.0, 20, evil, profile)
    yield "settings", lambda: ask.settings(window, chosen, (1.0, 1.5), "")
    yield "recover", lambda: ask.recover(window, evil)
    draft = Listed(Path(evil), datetime.now().astimezone(), evil, evil, given_up=False, found=None)
    yield "drafts", lambda: ask.drafts(window, [draft])
    yield "agree", lambda: ask.agree(window, evil, evil)
    yield "preview", lambda: ask.preview(window, three, (evil,))
    yield "replace", lambda: ask.replace(window, three, (evil,))
    yield "proposal", lambda: ask.proposal(window, proposal(report, evil), "new", None)
    yield "convert", lambda: ask.convert(window, evil, (evil,), alone=True)
    compared, sides = compare(report, other), Sides(evil, evil, evil, source=evil)
    yield "comparison", lambda: ask.comparison(window, report.form, compared, sides)
    yield "choose", lambda: ask.choose(window, evil, [evil])
    yield "pick", lambda: ask.pick(window, evil, [(evil, evil)])
    pieces = [Piece("lead", evil, f"  {evil},{evil}，字,字")]
    yield "tidy", lambda: ask.tidy(window, pieces, "lead", lambda stored: stored)
    lines = [Field(evil, evil, lambda _words: evil, evil)]
    yield "fill_in", lambda: ask.fill_in(window, evil, evil, lines, evil)
    yield "folder", lambda: ask.folder(window, evil, Path(evil))
    yield "tell", lambda: ask.tell(window, evil)
    yield "tell_news", lambda: ask.tell(window, evil, evil)
    yield "show_forms", lambda: ask.show_forms(window, three)
    yield "about", lambda: ask.about(window, evil)


def _printer(evil: str) -> QPrinter:
    printer = QPrinter()
    printer.setDocName(evil)
    return printer


def each_shown(ask: Callable[[], object], look: Callable[[QDialog], None]) -> None:
    """Ask, look at the dialog while it is up, and close it."""
    seen: list[QDialog] = []

    def while_up() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            timer.start(5)
            return
        seen.append(dialog)
        turn_pages(dialog)
        try:
            look(dialog)
        finally:
            dialog.reject()

    timer = QTimer(singleShot=True)
    timer.timeout.connect(while_up)
    timer.start(0)
    ask()
    timer.stop()
    assert seen, "no dialog came up"


def turn_pages(dialog: QDialog) -> None:
    """Each page once: some are filled when they are first looked at."""
    books: list[QTabWidget] = dialog.findChildren(QTabWidget)
    for book in books:
        here = book.currentIndex()
        for page in (*range(book.count()), here):
            book.setCurrentIndex(page)
    groups: list[QButtonGroup] = dialog.findChildren(QButtonGroup)
    for group in groups:
        for button in (*group.buttons()[1:], group.buttons()[0]):
            button.click()


def show_tips(widget: QWidget) -> None:
    """The pointer rests on everything for a while."""
    for each in [widget, *widget.findChildren(QWidget)]:
        if each.isVisible():
            middle = each.rect().center()
            event = QHelpEvent(QHelpEvent.Type.ToolTip, middle, each.mapToGlobal(QPoint(middle)))
            QApplication.sendEvent(each, event)
            QApplication.processEvents()
    QToolTip.hideText()


def finding(evil: str) -> Finding:
    return Finding(
        rule=evil, severity="error", message=evil, cells=("requests/carried_in/natural",)
    )


def open_everything(folder: Path, evil: str) -> None:
    """The program with all its dialogs, each looked at, the pointer resting on everything."""
    application.application()
    window = program.window(report_file(folder, evil))
    window.settings.remember(Path(evil))
    window.documents.recent_changed.emit()
    window.show()
    window.workspace.settle()
    window.workspace.marks = {"requests/carried_in/natural": finding(evil)}
    window.page.go_to(("cells", "requests/carried_in/natural"))
    window.page._say(window.page.grids[1], window.page.rect(), evil)
    window.workspace.change({("texts", "lead"): "改"}, f"改 {evil}")
    show_tips(window)
    for _, ask in asked(window, window.workspace.report, evil):
        each_shown(ask, show_tips)
    window.workspace.stack.setClean()
    window.close()


def show_as_qt_would(evil: str) -> None:
    """What no dialog of ours may do, so that a tracer is known to see it."""
    application.application()
    label = QLabel(evil)
    label.show()
    QApplication.processEvents()


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        open_everything(Path(sys.argv[2]), words(sys.argv[3]))
    else:
        show_as_qt_would(words(sys.argv[3]))
