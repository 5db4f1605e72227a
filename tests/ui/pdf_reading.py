"""A PDF as others see it: PDFBox's validator, poppler, and what pypdf finds in the file itself."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from dev import JARS, VALIDATOR
from pypdf.generic import ContentStream

_JARS = [JARS / jar for jar in VALIDATOR]
_POPPLER = re.compile(
    r'^(?P<indent> *)(?:"(?P<words>.*)"|(?P<tag>[A-Z]\w*)(?: \(\w+\))?:?|/(?P<key>\w+) /?(?P<value>\w+))$'
)


def faults(path: Path) -> list[str]:
    """What PDFBox finds that is not PDF/A-1b."""
    if shutil.which("java") is None or not all(jar.exists() for jar in _JARS):
        pytest.skip("NOT CHECKED: java or the validator (libpdfbox2-java) is not here")
    command = [
        "java",
        "-cp",
        ":".join(map(str, _JARS)),
        "org.apache.pdfbox.preflight.Validator_A1b",
    ]
    run = subprocess.run(
        [*command, path], check=False, capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    said = run.stdout.splitlines() + run.stderr.splitlines()
    if run.returncode == 0:
        assert said[0] == f"The file {path.name} is a valid PDF/A-1b file"
        return []
    assert len(said) > 1
    return [line for line in said[1:] if line]


def poppler(path: Path) -> list[dict]:
    """The structure tree as poppler tells it: a list of what stands at the top, each a dict."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("NOT CHECKED: pdfinfo (poppler-utils) is not here")
    run = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True)
    assert run.stderr == b""
    root: dict = {"children": []}
    open_ = [(-1, root)]
    for line in run.stdout.decode().splitlines():
        found = _POPPLER.match(line)
        assert found, line
        depth = len(found["indent"])
        if found["key"]:
            open_[-1][1][found["key"]] = found["value"]
            continue
        while open_[-1][0] >= depth:
            open_.pop()
        if found["tag"]:
            made = {"tag": found["tag"], "children": [], "words": ""}
            open_[-1][1]["children"].append(made)
            open_.append((depth, made))
        else:
            open_[-1][1]["words"] += found["words"]
    return root["children"]


class Tagged:
    """The file's own objects, read with pypdf."""

    def __init__(self, content: bytes) -> None:
        self.reader = pypdf.PdfReader(io.BytesIO(content))
        self.catalog = self.reader.root_object
        self.root = self.catalog["/StructTreeRoot"]
        self.document = self.root["/K"]
        self.elements = list(_below(self.document))

    def contents(self, element) -> list[tuple[int, int]]:
        """The stretches of an element: page and number."""
        found = []
        for kid in _kids(element):
            if isinstance(kid, int):
                found.append((self._page(element["/Pg"]), int(kid)))
            elif kid.get("/Type") == "/MCR":
                found.append((self._page(kid["/Pg"]), int(kid["/MCID"])))
        return found

    def painted(self, page: int) -> list[tuple[str, int | None]]:
        """For all that is painted on a page, the tag and number of the stretch that it stands in."""
        found, open_ = [], []
        stream = ContentStream(self.reader.pages[page].get_contents(), self.reader)
        for operands, operator in stream.operations:
            if operator in (b"BDC", b"BMC"):
                properties = operands[1] if operator == b"BDC" else {}
                open_.append((operands[0], properties.get("/MCID")))
            elif operator == b"EMC":
                open_.pop()
            elif operator in (b"Tj", b"TJ", b"S", b"f", b"f*", b"B", b"s", b"Do", b"sh"):
                (place,) = open_ or [("", None)]
                found.append(place)
        assert open_ == []
        return found

    def _page(self, page) -> int:
        return self.reader.get_page_number(page)


def kinds(elements) -> list[str]:
    return [element["/S"] for element in elements]


def children(element) -> list:
    return [kid for kid in _kids(element) if not isinstance(kid, int) and "/S" in kid]


def attributes(element) -> dict:
    return {key: value for key, value in element.get("/A", {}).items() if key != "/O"}


def _kids(element) -> list:
    return [kid.get_object() for kid in element.get("/K", [])]


def _below(element):
    yield element
    for child in children(element):
        yield from _below(child)
