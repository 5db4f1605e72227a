"""What our documents look like on paper, page beside page: the pictures of docs/documents.md.

`python3 .ci/dev.py pages` renders them anew: Word documents, pages and workbooks through
LibreOffice, the PDF as it is. To be looked at.
"""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtGui import QColor, QImage, QPainter

from app.exporters import EXPORTS
from app.files import store
from app.report.report import Report
from tests import office
from tests.app.exporters.readers import pictures
from tests.hard import ADDRESS, ORGAN, SAMPLE, SENTENCE, changed, earlier_edition
from tests.ui.manual_pictures import save
from ui.print.kinds import register

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
PRINTED = (".docx", ".html", ".xlsx", ".pdf")
ACROSS = 8
"""Pages side by side."""
SMALL, LARGE = 40, 64
"""Dots to an inch: an overview, and one kind of document alone."""
GAP = 3
"""Pixels between pages."""


def long_report() -> Report:
    """A long name, paragraphs over pages, an address, notes."""
    problems = "\n".join((SENTENCE * 9, "（一）主要问题", SENTENCE * 14, SENTENCE * 5))
    texts = {"overview/active": SENTENCE * 12, "problems": problems, "other": SENTENCE * 8}
    texts |= {"lead": f"{SENTENCE}详见{ADDRESS}。", "requests/note": f"注：{SENTENCE * 2}"}
    return changed({**texts, "closing": f"{ORGAN}\n2026年1月20日"}, organ=ORGAN)


def published(name: str) -> Callable[[], Report]:
    return lambda: store.load(SAMPLE.with_name(f"{name}.json")).report


SHEETS: dict[str, tuple[Callable[[], Report], tuple[str, ...]]] = {
    "021": (published("021"), PRINTED),
    "005": (published("005"), PRINTED),
    "long": (long_report, (".docx", ".pdf")),
    "2019": (earlier_edition, PRINTED),
}


def draw(into: Path = FOLDER) -> None:
    register()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for report, (made, kinds) in SHEETS.items():
            rows = [pages(made(), suffix, folder / f"{report}{suffix}", SMALL) for suffix in kinds]
            save(sheet(rows), into / f"pages-{report}.png")
        for suffix in PRINTED:
            row = pages(published("sample")(), suffix, folder / f"sample{suffix}", LARGE)
            save(sheet([row]), into / f"export-{suffix[1:]}.png")


def pages(report: Report, suffix: str, folder: Path, dots: int) -> list[QImage]:
    """The pages of a document, drawn."""
    folder.mkdir()
    file = folder / f"a{suffix}"
    file.write_bytes(EXPORTS[suffix].render(report))
    if suffix != ".pdf":
        as_document = [office.AS_DOCUMENT] if suffix == ".html" else []
        office.convert([file], folder, "pdf", *as_document)
    return [QImage(str(each)) for each in pictures(folder / "a.pdf", folder, str(dots))]


def sheet(documents: Iterable[list[QImage]]) -> QImage:
    """A document a row, or as many rows as it needs."""
    rows = [d[at : at + ACROSS] for d in documents for at in range(0, len(d), ACROSS)]
    wide, high = (max(size) + GAP for size in zip(*(
        (page.width(), page.height()) for row in rows for page in row), strict=True))  # fmt: skip
    whole = QImage(max(map(len, rows)) * wide + GAP, len(rows) * high + GAP, rows[0][0].format())
    whole.fill(QColor("#808080"))
    with QPainter(whole) as painter:
        for down, row in enumerate(rows):
            for across, page in enumerate(row):
                painter.drawImage(across * wide + GAP, down * high + GAP, page)
    return whole


if __name__ == "__main__":
    draw()
