"""What a form may say by its types and no face of it could show, mark or read back: refused."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.forms.model import Form, Node, Section, Table, Text, by_id, leaves

_ID = re.compile(r"[A-Za-z0-9_]+")
_MOST_CELLS = 5_000
"""Of a form; our own have two hundred."""
_MOST_ADDENDS = 50_000
"""Of all its totals together: a few lines can ask for any number of either."""
_TEXT_ID = re.compile(r"[A-Za-z0-9_]+(?:/[A-Za-z0-9_]+)?")
_OWN = ("report", "section", "words")
"""How the unseen marks of our documents begin, which are no text's."""


def size_faults(form: Form) -> Iterator[str]:
    """More cells, or addends, than there may be; with these nothing else is looked for."""
    cells = addends = 0
    for table in form.tables.values():
        known = _leaves_under(table.rows)
        for block in table.blocks:
            rows, columns = (sum(1 for _ in leaves(nodes)) for nodes in (block.rows, block.columns))
            cells += rows * columns
            addends += _addends(block.rows, known) * columns
            addends += _addends(block.columns, _leaves_under(block.columns)) * rows
    if cells > _MOST_CELLS:
        yield f"tables：一共最多 {_MOST_CELLS:,} 格，这里有 {cells:,} 格"
    elif addends > _MOST_ADDENDS:
        yield f"tables：合计太多，各个 sum 里一共有 {addends:,} 格要相加"


def _leaves_under(nodes: Sequence[Node]) -> dict[str, int]:
    """How many leaves each node of some trees stands for, by id; of two of one id, the more."""
    known: dict[str, int] = {}

    def count(node: Node) -> int:
        found = sum(map(count, node.children)) or 1
        known[node.id] = max(found, known.get(node.id, 0))
        return found

    for node in nodes:
        count(node)
    return known


def _addends(nodes: Sequence[Node], known: dict[str, int]) -> int:
    every = (node for tree in nodes for node in tree.walk())
    return sum(known.get(addend, 1) for node in every for addend in node.sum)


def usable_faults(form: Form) -> Iterator[str]:
    """What is wrong with the ids, texts and tables: "place: reason", one each."""
    yield from _words_faults("title", form.title)
    for text in (form.lead, form.closing):
        yield from _text_faults(text)
        if text.heading:
            yield f"{text.id}：引言和落款没有小标题，请去掉 heading"
    for section in form.sections:
        yield from _section_faults(section)
    for table in form.tables.values():
        yield from _table_faults(table)


def _section_faults(section: Section) -> Iterator[str]:
    yield from _id_faults("sections", section.id)
    yield from _words_faults(f"{section.id}/heading", section.heading)
    for text in section.texts:
        yield from _text_faults(text)
    first, *others = section.texts
    if first.heading:
        yield f"{first.id}：每一部分的第一段文字不写 heading，小标题之前的话要放在那里"
    for text in others:
        if not text.heading:
            yield f"{text.id}：没有小标题的文字只能有一段，放在这一部分的最前面"


def _text_faults(text: Text) -> Iterator[str]:
    if not _TEXT_ID.fullmatch(text.id):
        yield f"{text.id}：文字的名字只能用字母、数字和下划线，最多分两级"
    elif text.id.split("/")[0] in _OWN:
        yield f"{text.id}：{'、'.join(_OWN)} 是程序自己用的名字，请换一个"


def _table_faults(table: Table) -> Iterator[str]:
    yield from _id_faults("tables", table.id)
    for row in by_id(table.rows).values():
        yield from _id_faults(f"{table.id}/rows", row.id)
        yield from _words_faults(f"{table.id}/{row.id}/label", row.label)
    for block in table.blocks:
        yield from _sibling_faults(f"{table.id}/rows", block.rows)
        yield from _sibling_faults(f"{table.id}/columns", block.columns)
        for column in by_id(block.columns).values():
            yield from _id_faults(f"{table.id}/columns", column.id)
            yield from _words_faults(f"{table.id}/{column.id}/label", column.label)
    if not table.row_labels and len(tuple(leaves(table.rows))) > 1:
        yield f"{table.id}/row_labels：没有行的名称的表只能有一行"


def _sibling_faults(place: str, nodes: Sequence[Node]) -> Iterator[str]:
    """Two under one heading that are called the same: nothing could tell them apart."""
    for label, count in Counter("".join(node.label.split()) for node in nodes).items():
        if count > 1:
            yield f"{place}：同一个标题下面有 {count} 个“{label}”"
    for node in nodes:
        yield from _sibling_faults(place, node.children)


def addend_faults(form: Form) -> Iterator[str]:
    """Totals over rows of another block, which has other columns; ids and sums must be right."""
    for cell in form.cells.values():
        for addend in cell.addends:
            if addend not in form.cells:
                yield f"{cell.table.id}/{cell.row.id}/sum：没有 {addend} 这一格，不能相加"


def _words_faults(place: str, words: str) -> Iterator[str]:
    if not words.strip():
        yield f"{place}：没有写"
    elif len(words.splitlines()) > 1:
        yield f"{place}：要写在一行里"


def _id_faults(place: str, id_: str) -> Iterator[str]:
    if not _ID.fullmatch(id_):
        yield f"{place}：名字“{id_}”只能用字母、数字和下划线"
