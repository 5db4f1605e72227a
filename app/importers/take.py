"""From a source to a proposal: the one way that the window, the command and the tests go."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import structs

from app.disk import files
from app.files import marks, store
from app.forms import catalogue as forms
from app.forms.model import Form, table_cells
from app.importers import around, convert, fitting, leftover, remarks, source
from app.importers.tables import beside, match, table_year
from app.importers.tables.match import Matched
from app.importers.terms import scope, which
from app.importers.terms.plain import Document, Paragraph, PlainTable, Unreadable, bounded, cleaned
from app.importers.terms.proposal import Doubt, Left, Proposal, TableProposal
from app.importers.texts import marked, sections, title
from app.importers.texts.called import Elsewhere, Head
from app.importers.texts.marked import Marked
from app.importers.texts.sections import Texts
from app.letters.characters import in_line, in_text
from app.report.file_keys import coming
from app.report.report import PRINTED_BLANK, Report

_START = 4096
_SHOWN = 30
_ELSEWHERE = "这一版表样里没有位置的文字"
_NOTHING = "里面没有找到年报的表格和标题"
_ATTACHED = "如果正文在附件里，请下载附件再导入"
_TOLD = 3
"""Of what was not read, so much is told where nothing was."""
_HEAD = 60
"""How many blocks, or lines of a table, a cover may take."""
_CELL_IN_A_LIST = re.compile(rb"^[^\n<]*,\w+/\w+/\w+,", re.MULTILINE)
_LIST_HEADERS = tuple(",".join(marks.LIST_HEADER).encode(each) for each in ("utf-8", "gb18030"))
_Fact = TypeVar("_Fact", str, int)


def from_file(path: Path, edition: str = "") -> Proposal:
    """What an import of a file would give.

    Args:
        path: of any kind that can be read, by its content.
        edition: which form to put it into; empty: the one that it is written in.

    Raises:
        Unreadable: one sentence, with the file's name, why not and what to do.
    """
    try:
        content = files.read(path, source.MAX_BYTES)
    except OSError as error:
        raise Unreadable(f"无法打开“{path.name}”：{files.why(error)}。") from error
    proposal = from_content(content, path.name)
    return into(proposal, forms.form(edition)) if edition else proposal


def from_content(content: bytes, name: str) -> Proposal:
    """The same of a file that was read already, by its name.

    Raises:
        Unreadable: as `from_file`.
    """
    try:
        return _from_content(content, name)
    except store.StoreError as error:
        raise Unreadable(f"无法打开“{name}”：{error}") from error
    except Unreadable as error:
        raise Unreadable(f"无法导入“{name}”：{error}。") from error


def from_clipboard(html: str, text: str, name: str) -> Proposal:
    """What was copied: by its markup where it has some, else by its words.

    Raises:
        Unreadable: as `from_document`.
    """
    from app.importers.guesses import text as words
    from app.importers.markup import from_clipboard as pages

    return from_document(pages.read_html(html) if html else words.read_text(text), name)


def _from_content(content: bytes, name: str) -> Proposal:
    """This program's own files by what they hold; any other by its blocks."""
    if name.startswith("~$"):
        raise Unreadable("这是别的程序打开文件时留下的记号，请选名字里去掉“~$”的那个文件")
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:_START]
    is_object = start.startswith(b"{") and not start.startswith(b"{\\")  # that is RTF
    if is_object or start.startswith(_LIST_HEADERS) or _CELL_IN_A_LIST.search(start):
        from app.importers import own_list

        if proposal := own_list.read(content, name):
            return proposal
    if is_object:
        return from_report(store.decode(content), name)
    return from_document(source.read(content, Path(name).suffix), name)


def from_document(document: Document, name: str) -> Proposal:
    """What blocks from any reader say.

    Raises:
        Unreadable: there is no table and no heading of the form in it.
    """
    document = cleaned(bounded(document))
    with scope.reading(which.of_document(document)):
        return fitting.fitted(_of_form(document, name))


def _of_form(document: Document, name: str) -> Proposal:
    """The same, once it is known whose labels and words are looked for."""
    document = structs.replace(document, blocks=tuple(beside.apart(document.blocks)))
    if own := marked.read(document):
        return _from_own(document, own, name)
    tables = [block for block in document.blocks if isinstance(block, PlainTable)]
    lines = [block.text for block in document.blocks[:_HEAD] if isinstance(block, Paragraph)]
    said = (*title.beside(lines), *_elsewhere(tables))
    elsewhere = Elsewhere(said, document.names, document.author)
    head = _head(document, elsewhere)
    of = table_year.read(document, head)
    matched = match.match(tables, of=of)
    beyond = around.read(document, matched)
    form = forms.form(match.edition_of(matched.tables, head.year))
    found = sections.read(beyond.items, form, elsewhere)
    pictures = {**found.pictures, "": found.pictures[""] + document.pictures}
    if not matched.tables and not found.texts:
        raise Unreadable("；".join(_nothing(document, matched)))
    lead, closing = (found.texts.get(text.id, "") for text in (form.lead, form.closing))
    organ, organ_from = _first(_organs(found.head, lead, closing))
    year, year_from = _first(_years(found, lead, matched.year))
    proposal = Proposal(
        source=name,
        form=form,
        organ=organ or "",
        year=year,
        title=_own_title(form, found.head, year),
        tables=tuple(convert.to_form(table, form) for table in matched.tables),
        texts=found.texts,
        more=remarks.more(document, form, found.texts),
        left=(
            *found.left,
            *leftover.of_tables(tables, matched, beyond),
            *leftover.of_pictures(pictures[""]),
        ),
    )
    doubts = (
        *(Doubt("table", words) for words in document.told),
        *_broken(document),
        *_unknown(document, matched),
        *found.doubts,
        *matched.doubts,
        *_of_head(proposal, found.head, organ_from, year_from),
        *_absent(proposal, matched, pictures),
    )
    return structs.replace(proposal, doubts=doubts)


def _from_own(document: Document, own: Marked, name: str) -> Proposal:
    """What a document of this program says: its tables by their labels, its texts by its marks."""
    form = own.form
    tables = [block for block in document.blocks if isinstance(block, PlainTable)]
    matched = match.match(tables, form.edition, own=True)
    proposal = Proposal(
        source=name,
        form=form,
        organ=own.head.organ,
        year=own.head.year,
        title=own.title,
        tables=tuple(_noted(convert.to_form(table, form), own.notes) for table in matched.tables),
        texts=own.texts,
        more=remarks.more(document, form, own.texts),
    )
    beyond = around.read(document, matched)
    doubts = (
        *(Doubt("table", words) for words in document.told),
        *_broken(document),
        *_unknown(document, matched),
        *sections.strange_tables(beyond.items),
        *matched.doubts,
        *_of_head(proposal, own.head, "", ""),
        *_absent(proposal, matched, {}),
    )
    left = tuple(leftover.of_tables(tables, matched, beyond))
    return structs.replace(proposal, doubts=doubts, left=left)


def _noted(table: TableProposal, notes: Mapping[str, str]) -> TableProposal:
    """With the words that are printed under a table and not in its cells."""
    own = {id_: words for id_, words in notes.items() if id_.startswith(f"{table.table}/")}
    return structs.replace(table, notes=table.notes | own)


def from_report(report: Report, name: str) -> Proposal:
    """A report file of this program, or a report that is open."""
    form = report.form
    tables = tuple(_own_table(report, id_) for id_ in form.tables)
    return Proposal(
        source=name,
        form=form,
        organ=in_line(report.organ),
        year=report.year,
        title=in_line(str(report.get(("title", "")) or "")),
        tables=tables,
        texts={id_: in_text(text) for id_, text in report.entries("texts").items()},
        audited=tuple(report.entries("audited")),
        more={key: value for key in coming("import") if (value := report.get((key, "")))},
    )


def into(proposal: Proposal, form: Form) -> Proposal:
    """The proposal for a report of another edition; it says what has no place there.

    Raises:
        Unreadable: it is of another form, of which nothing has a place.
    """
    if proposal.form.edition == form.edition:
        return proposal
    if proposal.form.form != form.form:
        words = f"“{proposal.source}”用的是 {proposal.form.name}表格，与这份报告的 {form.name}表格"
        raise Unreadable(f"{words}不是同一种，没有导入；请新建一份报告再导入它。")
    own = {table.table for table in proposal.tables} & set(form.tables)
    strange = {id_: text for id_, text in proposal.texts.items() if id_ not in form.texts}
    told = tuple(
        Doubt("text", f"“{proposal.form.texts[id_].name}”在 {form.name}里没有位置，没有取")
        for id_ in strange
    )
    return Proposal(
        source=proposal.source,
        form=form,
        organ=proposal.organ,
        year=proposal.year,
        title=proposal.title,
        audited=proposal.audited,
        tables=tuple(convert.to_form(t, form) for t in proposal.tables if t.table in own),
        texts={id_: text for id_, text in proposal.texts.items() if id_ in form.texts},
        doubts=(*proposal.doubts, *told),
        left=(*proposal.left, *(Left(text, _ELSEWHERE) for text in strange.values())),
        more={
            key: value if key == "level" else remarks.into(value, form)
            for key, value in proposal.more.items()
            if key in ("level", "remarks")
        },
    )


def _nothing(document: Document, matched: Matched) -> Iterator[str]:
    """Why nothing came of a source: what was seen of it, and what was not read."""
    seen = [doubt.message for doubt in matched.doubts]
    yield from seen or [_NOTHING]
    of_pictures = [*_of_pictures(_every_picture(document))]
    every = (*document.told, *of_pictures)
    yield from every[:_TOLD] or ([] if seen else [_ATTACHED])
    if len(every) > _TOLD:
        yield f"还有 {len(every) - _TOLD} 处没有取"


def _every_picture(document: Document) -> int:
    paragraphs = (block for block in document.blocks if isinstance(block, Paragraph))
    return document.pictures + sum(block.pictures for block in paragraphs)


def _elsewhere(tables: list[PlainTable]) -> Iterator[str]:
    """The cells in which a page's own table names the report, or a cover its organ."""
    for table in tables:
        for line in table.lines[:_HEAD]:
            yield from title.beside([cell.text for cell in line])
        for cell in table.cells:
            if title.is_spoken_of(cell.text) and len(cell.text) < 80:
                yield cell.text


def _unknown(document: Document, matched: Matched) -> Iterator[Doubt]:
    """Formulas outside the tables that came to nothing: where words should stand."""
    tables = (block for block in document.blocks if isinstance(block, PlainTable))
    for number, table in enumerate(tables):
        for cell in table.cells:
            if cell.unknown and (number, cell.row) not in matched.used:
                yield Doubt("text", f"有一格是公式“{cell.text[:_SHOWN]}”，没有保存结果，没有取")


def _head(document: Document, elsewhere: Elsewhere) -> Head:
    """The title alone, before it is known which tables are meant and what their edition is."""
    items = around.read(document, Matched((), {})).items
    return sections.head(items, scope.newest(), elsewhere)


def _broken(document: Document) -> Iterator[Doubt]:
    """Characters that the file itself has lost."""
    lost = 0
    for block in document.blocks:
        parts = [block] if isinstance(block, Paragraph) else block.cells
        lost += sum(part.text.count("\ufffd") for part in parts)
    if lost:
        yield Doubt("text", f"文件里有 {lost} 个字坏了，显示为“\ufffd”，请对照原文改正")


def _own_title(form: Form, head: Head, year: int | None) -> str:
    usual = form.titled(head.organ, year)
    return "" if head.title == "".join(usual.split()) else head.title


def _signed(closing: str) -> str:
    """The organ over the date of a signature."""
    name, _, date = closing.partition("\n")
    return name if date else ""


def _first(found: Iterable[tuple[_Fact | None, str]]) -> tuple[_Fact | None, str]:
    """The first that is there, and where it stands."""
    return next(((fact, where) for fact, where in found if fact), (None, ""))


def _organs(head: Head, lead: str, closing: str) -> Iterator[tuple[str, str]]:
    """Whose report it is, by what goes first; with where that stands, if not in the title."""
    yield head.organ, head.apart
    yield _signed(closing), "落款"
    yield title.spoken(lead).organ, "正文开头"


def _years(found: Texts, lead: str, over_tables: int | None) -> Iterator[tuple[int | None, str]]:
    """Of which year it is; some reports have no lead, and tell the period in another text."""
    every = "\n".join(found.texts.values())
    yield found.head.year, found.head.year_apart
    yield title.year_of_period(lead) or title.year_of_period(every, whole=True), "统计期限"
    yield title.spoken(lead).year, "正文开头"
    yield over_tables, "表格上方的年度"
    year, words = title.year_of_us(every)
    yield year, f"正文里的“{words}”"


def _of_head(proposal: Proposal, head: Head, organ_from: str, year_from: str) -> Iterator[Doubt]:
    if not proposal.organ:
        yield Doubt("head", "没有找到单位名称，请填写")
    elif organ_from:
        whose = "正文的标题" if head.apart else "标题"
        yield Doubt("head", f"{whose}里没有单位名称，按{organ_from}读作“{proposal.organ}”")
    elif head.others:
        others = "、".join(f"“{other.organ}”" for other in head.others)
        words = f"标题里的单位名称读作“{proposal.organ}”，也可能是{others}，请核对"
        yield Doubt("head", words)
    if not proposal.year:
        yield Doubt("head", "没有找到报告年度，请填写")
    elif year_from:
        whose = "正文的标题" if head.year else "标题"
        yield Doubt("head", f"{whose}里没有年度，按{year_from}读作 {proposal.year} 年")


def _absent(proposal: Proposal, matched: Matched, pictures: Mapping[str, int]) -> Iterator[Doubt]:
    """The tables that are not there; a scanned one is a picture."""
    absent = [id_ for id_ in proposal.missing_tables if id_ not in matched.empty]
    for id_ in absent:
        words = f"没有找到{proposal.form.tables[id_].name}"
        yield Doubt("table", "；".join((words, *_of_pictures(pictures.get(id_, 0)))))
    if absent and not any(pictures.get(id_) for id_ in absent):
        for words in _of_pictures(pictures.get("", 0)):
            yield Doubt("table", words)


def _of_pictures(count: int) -> Iterator[str]:
    if count:
        yield f"这里有 {count} 张图片，表格可能在图片里"


def _own_table(report: Report, id_: str) -> TableProposal:
    cells = list(table_cells(report.form.tables[id_]))
    ids = {cell.id for cell in cells}
    published = {k: v for k, v in report.entries("published").items() if k in ids}
    return TableProposal(
        table=id_,
        edition=report.form.edition,
        cells={k: v for k, v in report.cells.items() if k in ids},
        published={k: None if v is PRINTED_BLANK else v for k, v in published.items()},
        notes={k: v for k, v in report.entries("notes").items() if k in ids},
        blank=tuple(c.id for c in cells if not c.computed and c.id not in report.cells),
    )
