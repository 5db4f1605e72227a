"""Plain text with tabs, and .csv -> blocks."""

import csv
import io

from app.importers import clipboard
from app.importers.encoding import decode
from app.importers.plain import (
    MAX_PARTS,
    TOO_MUCH,
    WHITE,
    Block,
    Document,
    Paragraph,
    Unreadable,
    table,
)

_DELIMITERS = ",;\t"
_SAMPLE = 4096


def read(content: bytes) -> Document:
    """The blocks of a text file.

    Raises:
        Unreadable: it holds far more than a report.
    """
    return read_text(_bounded(content))


def read_text(text: str) -> Document:
    """Lines with tabs that follow each other are a table; a blank line only parts paragraphs."""
    blocks: list[Block] = []
    rows: list[str] = []
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        if "\t" in line.strip(" "):
            rows.append(line)
            continue
        if rows:
            blocks.append(clipboard.read_tsv("\n".join(rows)))
            rows = []
        if line.strip(WHITE):
            blocks.append(Paragraph(line.strip(WHITE)))
    return Document(tuple(blocks))


def _bounded(content: bytes) -> str:
    text = decode(content)
    if text.count("\n") + text.count("\t") > MAX_PARTS:
        raise Unreadable(TOO_MUCH)
    return text


def read_csv(content: bytes) -> Document:
    """The one table of a .csv file, whatever sets its cells apart.

    Raises:
        Unreadable: it holds far more than a report.
    """
    text = _bounded(content).replace("\0", "")
    delimiter = max(_DELIMITERS, key=text[:_SAMPLE].count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        return Document((table([row for row in rows if row]),))
    except csv.Error:
        return read_text(text)
