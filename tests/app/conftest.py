"""Tables as a clerk draws them, the edition with a slip in it, a user without rights."""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from app.disk import places
from app.forms.model import AnyNode, Column, Form, Row, Table
from app.letters.numbers import Number, tidy
from app.report.report import Changes

NUMBERING = re.compile(r"（.）|\d\.|[一二三四]、")


class Drawn(NamedTuple):
    """A drawn table: what a clerk types, and what must then stand in the computed cells."""

    typed: Changes
    totals: dict[str, Number | None]


@pytest.fixture
def drawn(form: Form) -> Callable[[str, str], Drawn]:
    """Read a table as a clerk draws it; `=4` is a total, `=` a blank one.

    drawn("requests", '''
        |          | 自然人 | 商业企业 | 总计 |
        | 予以公开 | 3      | 1        | =4   |
    ''')
    """

    def read(table_id: str, picture: str) -> Drawn:
        table = form.tables[table_id]
        lines = [[word.strip() for word in line.split("|")[1:-1]] for line in picture.split("\n")]
        (_, *columns), *rows = [line for line in lines if line]
        typed: dict[tuple[str, str], Number] = {}
        totals: dict[str, Number | None] = {}
        for row, *words in rows:
            for column, word in zip(columns, words, strict=True):
                cell = f"{table_id}/{row_named(table, row)}/{column_named(table, column)}"
                if word.startswith("="):
                    totals[cell] = tidy(Decimal(word[1:])) if word[1:] else None
                elif word:
                    typed["cells", cell] = tidy(Decimal(word))
        return Drawn(typed, totals)

    return read


def row_named(table: Table, name: str) -> str:
    nodes = (path for block in table.blocks for path in paths(block.rows))
    (row,) = {
        path[-1].id for path in nodes if name in (NUMBERING.sub("", call(n)) for n in path[-1:])
    }
    return row


def column_named(table: Table, name: str) -> str:
    """A column by its label, after that of a heading over it where it needs one: 行政复议/总计."""
    *over, label = name.split("/")
    nodes = (path for block in table.blocks for path in paths(block.columns))
    (column,) = {
        path[-1].id
        for path in nodes
        if path[-1].label == label and {*over} <= {node.label for node in path}
    }
    return column


def call(node: Row | Column) -> str:
    return (isinstance(node, Row) and node.short) or node.label


def paths(nodes: Iterable[AnyNode]) -> Iterator[tuple[AnyNode, ...]]:
    """The leaves, each with the headings over it."""
    return (tree.path_to(leaf) for tree in nodes for leaf in tree.leaves())


@pytest.fixture
def slip(tmp_path: Path) -> Callable[[str, str], Path]:
    """The 2021 edition in a file of its own, with one stretch of it replaced."""
    whole = (places.resources() / "forms" / "2021.yaml").read_text(encoding="utf-8")

    def write(old: str, new: str) -> Path:
        assert whole.count(old), f"the edition no longer says {old}"
        path = tmp_path / "2021.yaml"
        path.write_text(whole.replace(old, new, 1), encoding="utf-8")
        return path

    return write


@pytest.fixture
def ordinary_user() -> Callable[[], contextlib.AbstractContextManager[None]]:
    """While the block runs, rights count: root is another user, every other stays what he is."""

    @contextlib.contextmanager
    def without_rights() -> Iterator[None]:
        if not hasattr(os, "geteuid"):
            pytest.skip("Windows knows no mode of a folder")
        user = os.geteuid()
        os.seteuid(user or 65534)
        try:
            yield
        finally:
            os.seteuid(user)

    return without_rights
