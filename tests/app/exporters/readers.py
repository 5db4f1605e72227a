"""Programs that read what we write: one table, each with what it shows of a document.

The CI machine installs them (`python3 .ci/dev.py slow`, as root on Debian). Where one is not
there, its tests are left out, and say so.
"""

import base64
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import lxml.html
from lxml import etree
from msgspec import Struct

from tests import office
from tests.app.exporters import shown
from tests.app.exporters.shown import Shown

ROOT = Path(__file__).parents[3]
MODULES = ROOT / ".ci" / "readers" / "node_modules"
VIEW = ROOT / ".ci" / "readers" / "view.html"
TAGS = {f"h{level}": level for level in range(1, 4)}
PATIENCE = 300
"""Seconds."""


class Reader(Struct, frozen=True):
    """A program that opens a kind of document of ours."""

    name: str
    suffix: str
    read: Callable[[Path, Path], Shown]
    """A document, a folder to work in -> what it shows."""
    shows: tuple[str, ...] = ("figures", "merges", "headings", "breaks", "words")
    """Of all that a document has; a program that makes plain text of it shows less."""
    programs: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    """Of npm."""

    @property
    def missing(self) -> str:
        """What is not installed here."""
        return absent(self.programs, [MODULES / name for name in self.modules])

    def __str__(self) -> str:
        return f"{self.name} {self.suffix}"


def absent(programs: Iterable[str], files: Iterable[Path]) -> str:
    """Those that are not on this computer."""
    names = [name for name in programs if not shutil.which(name)]
    return ", ".join(names + [str(file) for file in files if not file.exists()])


def run(*command: str | Path) -> bytes:
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, capture_output=True, check=True, timeout=PATIENCE).stdout


def python_docx(file: Path, _folder: Path) -> Shown:
    return shown.of_word(docx.Document(str(file)))


def libreoffice(file: Path, folder: Path) -> Shown:
    as_document = [office.AS_DOCUMENT] if file.suffix == ".html" else []
    office.convert([file], folder, "fodt", *as_document)
    return shown.of_opendocument(parsed(folder / f"{file.stem}.fodt"))


def libreoffice_calc(file: Path, folder: Path) -> Shown:
    """Its last sheet has the texts."""
    office.convert([file], folder, "fods")
    read = shown.of_opendocument(parsed(folder / f"{file.stem}.fods"))
    words = "".join(text for cells in read.tables for text, *_ in cells)
    return read._replace(tables=read.tables[:-1], words=words)


def pictures(file: Path, folder: Path, dots: str, how: str = "-png") -> list[Path]:
    """The pages of a PDF, so many dots to an inch, as pdftoppm draws them."""
    run("pdftoppm", "-r", dots, how, file, folder / file.stem)
    return sorted(folder.glob(f"{file.stem}-*.p[gn][gm]"))


def pandoc(file: Path, folder: Path) -> Shown:
    """Its title is no heading of a Word document, and no part of what is in it."""
    whole = ["--standalone", "--metadata", "pagetitle=-"] if file.suffix == ".docx" else []
    run("pandoc", file, *whole, "-t", "html", "-o", folder / "page.html")
    root = page((folder / "page.html").read_bytes())
    for title in root.find_class("title"):
        title.tag, title.getparent().tag = "p", "div"
    return shown.of_page(root, TAGS)


def mammoth(file: Path, folder: Path) -> Shown:
    run("node", MODULES / "mammoth" / "bin" / "mammoth", file, folder / "page.html")
    return shown.of_page(page((folder / "page.html").read_bytes()), TAGS)


def docx_preview(file: Path, folder: Path) -> Shown:
    """In a browser; the page is given the document in itself, for a page reads no file."""
    view = VIEW.read_text(encoding="utf-8")
    view = view.replace("DOCUMENT", base64.b64encode(file.read_bytes()).decode())
    (folder / "view.html").write_text(
        view.replace("node_modules/", f"{MODULES.as_uri()}/"), encoding="utf-8"
    )
    root = page(browser(folder, "--dump-dom", folder / "view.html"))
    assert root.findtext(".//title") == "shown"
    levels = {"docx_heading1": 1, "docx_heading2": 2}
    return shown.of_page(root.get_element_by_id("shown"), levels, broken="docx")


def chromium(file: Path, folder: Path) -> Shown:
    """As it has the page, and as it prints it: a heading told to begin a page stands on top."""
    root = page(browser(folder, "--dump-dom", file))
    told = [h for h in root.iter("h2") if "page-break-before:always" in h.get("style", "")]
    breaks = [shown.bare(heading.text_content()) for heading in told]
    browser(folder, f"--print-to-pdf={folder}/printed.pdf", file)
    text = run("pdftotext", folder / "printed.pdf", "-").decode()
    pages = [shown.bare(each) for each in text.split("\f")[1:]]
    tops = [words for words in breaks if any(each.startswith(words) for each in pages)]
    return shown.of_page(root, TAGS)._replace(breaks=tops)


def browser(folder: Path, task: str, file: Path) -> bytes:
    """What a headless Chromium prints of a page once its scripts have ended."""
    bare = [
        "--headless",
        "--no-sandbox",
        "--no-pdf-header-footer",
        f"--user-data-dir={folder}/browser",
    ]
    return run("chromium", *bare, "--virtual-time-budget=20000", task, file.as_uri())


def abiword(file: Path, folder: Path) -> Shown:
    run("abiword", "--to=abw", "-o", folder / "a.abw", file)
    return shown.of_abiword(parsed(folder / "a.abw"))


def parsed(file: Path) -> Any:
    return etree.parse(file, etree.XMLParser(huge_tree=True)).getroot()


def page(content: bytes) -> Any:
    return lxml.html.document_fromstring(content, lxml.html.HTMLParser(encoding="utf-8"))


ON_A_SHEET = ("figures", "merges", "words")
WITHOUT_PAGES = ("figures", "merges", "headings", "words")
READERS = (
    Reader("python-docx", ".docx", python_docx),
    Reader("LibreOffice", ".docx", libreoffice, programs=("soffice",)),
    Reader("LibreOffice", ".html", libreoffice, programs=("soffice",)),
    Reader("LibreOffice", ".xlsx", libreoffice_calc, ON_A_SHEET, ("soffice",)),
    Reader(
        "docx-preview", ".docx", docx_preview,
        programs=("chromium",), modules=("docx-preview", "jszip"),
    ),
    Reader("Chromium", ".html", chromium, programs=("chromium", "pdftotext")),
    Reader("mammoth", ".docx", mammoth, WITHOUT_PAGES, ("node",), ("mammoth",)),
    Reader("pandoc", ".docx", pandoc, WITHOUT_PAGES, ("pandoc",)),
    Reader("pandoc", ".html", pandoc, WITHOUT_PAGES, ("pandoc",)),
    Reader("AbiWord", ".docx", abiword, programs=("abiword",)),
)  # fmt: skip


def in_words() -> list[str]:
    """The lines of the table in docs/documents.md."""
    says = {
        "figures": "数字",
        "merges": "合并",
        "headings": "标题",
        "breaks": "分页",
        "words": "文字",
    }
    return [
        f"| {reader.name} | {reader.suffix} | {'、'.join(says[each] for each in reader.shows)} |"
        for reader in READERS
    ]
