"""What one report has otherwise than another, in a few words. Pure."""

from collections import Counter
from collections.abc import Iterator

from app.report.report import Report

_NAMED = 3
"""So many texts are named; of more, how many there are."""
_HEAD = {"organ": "单位名称", "year": "年度", "title": "标题", "level": "单位级别"}
_BESIDE = {
    "published": "纸上的合计",
    "audited": "纸上的合计",
    "notes": "格里的说明",
    "acknowledged": "说明的理由",
    "previous": "上年的报告",
    "provenance": "汇总的来源",
    "corrections": "汇总的更正",
    "remarks": "批注",
}


def in_words(before: Report, after: Report) -> str:
    """Where the two differ, by tables and texts; "" where they are the same in everything."""
    parts = [*_form(before, after), *_head(before, after), *_cells(before, after)]
    return "，".join((*parts, *_texts(before, after), *_beside(before, after)))


def _form(before: Report, after: Report) -> Iterator[str]:
    if before.form.edition != after.form.edition:
        yield f"表格从 {before.form.name}换成 {after.form.name}"


def _head(before: Report, after: Report) -> Iterator[str]:
    for key, name in _HEAD.items():
        if before.get((key, "")) != after.get((key, "")):
            yield name


def _differing(before: Report, after: Report, key: str) -> Iterator[str]:
    """The ids under a key whose values differ, in the order of the later report's form."""
    old, new = before.entries(key), after.entries(key)
    yield from (id_ for id_ in dict.fromkeys((*new, *old)) if old.get(id_) != new.get(id_))


def _cells(before: Report, after: Report) -> Iterator[str]:
    tables = Counter(cell.partition("/")[0] for cell in _differing(before, after, "cells"))
    for table, declared in {**before.form.tables, **after.form.tables}.items():
        if tables[table]:
            yield f"{declared.name} {tables[table]} 格"


def _texts(before: Report, after: Report) -> Iterator[str]:
    known = {**before.form.texts, **after.form.texts}
    differing = {*_differing(before, after, "texts")}
    names = [text.name for id_, text in known.items() if id_ in differing]
    if names:
        more = f"等 {len(names)} 段" if len(names) > _NAMED else ""
        yield f"{'、'.join(f'“{name}”' for name in names[:_NAMED])}{more}的文字"


def _beside(before: Report, after: Report) -> Iterator[str]:
    found = (name for key, name in _BESIDE.items() if {*_differing(before, after, key)})
    yield from dict.fromkeys(found)
