"""What was copied elsewhere -> plain tables: the text with tabs, and the HTML beside it."""

import re

from app.importers.terms.plain import Document, PlainTable, Unreadable, cleaned, table

_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\r\n]|\Z)')
_BARE = re.compile(r"[^\t\r\n]*")
_MARKUP = re.compile("<[!a-zA-Z]")


def read_tsv(text: str) -> PlainTable:
    r"""The cells of a copied range, as Excel, WPS and LibreOffice put it on the clipboard.

    Empty cells stay; exactly one line end at the end is the copying program's own; a cell that
    holds a line break or a tab comes in double quotes. Never an error.

    >>> [cell.text for cell in read_tsv("1\t\t3\r\n").cells]
    ['1', '', '3']
    """
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        quoted = _QUOTED.match(text, place)
        bare = _BARE.match(text, place)
        assert bare
        rows[-1].append(quoted[1].replace('""', '"') if quoted else bare[0])
        place = quoted.end() if quoted else bare.end()
        if text.startswith("\t", place):
            place += 1
            continue
        end = re.compile(r"\r\n?|\n").match(text, place)
        if not end or end.end() == len(text):
            return table(rows)
        rows.append([])
        place = end.end()


def read_html_tables(html: str) -> tuple[PlainTable, ...]:
    """The tables of copied HTML with their spans, those of Word's or a page's layout seen through.

    Windows' own header before the HTML (Version:, StartHTML: ...) is passed over. Never an error:
    what holds no table gives none.
    """
    try:
        blocks = cleaned(read_html(html)).blocks
    except Unreadable:  # far more than a table: the text beside it may be less
        return ()
    return tuple(block for block in blocks if isinstance(block, PlainTable))


def read_html(html: str) -> Document:
    """Tables and paragraphs of copied HTML.

    Raises:
        Unreadable: it holds far more than a report.
    """
    from app.importers.markup import html as pages

    begin = _MARKUP.search(html)
    return pages.read_text(html[begin.start() :]) if begin else Document(())
