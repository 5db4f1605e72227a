import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from app.disk import places
from app.forms import catalogue as forms
from app.forms.load import FormError

SLIPS = {
    "an unknown key": (
        "          corner: 信息内容",
        "          colour: 红",
        ("sections/disclosure/disclosure/", "colour"),
    ),
    "a missing label": (
        "              label: 规章\n",
        "",
        ("sections/disclosure/disclosure/", "regulations", "label"),
    ),
    "a number for a text": ('edition: "2021"', "edition: 2021", ("edition", "文字")),
    "another file's edition": ('edition: "2021"', 'edition: "2023"', ("edition", "2023")),
    "a row id used twice": (
        "- id: partial\n",
        "- id: granted\n",
        ("requests/rows", "granted", "2"),
    ),
    "a column id used twice": (
        "- id: research\n",
        "- id: business\n",
        ("requests/columns", "business", "2"),
    ),
    "a section id used twice": ("- id: problems\n", "- id: requests\n", ("sections", "requests")),
    "a text id used twice": (
        "- id: overview/platform\n",
        "- id: overview/active\n",
        ("texts", "overview/active", "2"),
    ),
    "a table id used twice": (
        "      id: disputes\n",
        "      id: requests\n",
        ("tables", "requests", "2"),
    ),
    "a key repeated in one mapping": (
        "              label: 规章\n",
        "              label: 规章\n              label: 规则\n",
        ("重复的键 label", "行"),
    ),
    "a total over nothing": (
        "sum: [granted, partial,",
        "sum: [granted, partially,",
        ("requests/total/sum", "partially"),
    ),
    "a total over a total": (
        "sum: [direct_upheld,",
        "sum: [review_total, direct_upheld,",
        ("disputes/direct_total/sum", "review_total"),
    ),
    "a total over itself": (
        "sum: [direct_upheld,",
        "sum: [direct_total, direct_upheld,",
        ("disputes/direct_total/sum", "direct_total"),
    ),
    "a cell added twice": (
        "sum: [granted, partial,",
        "sum: [granted, denied_process, partial,",
        ("requests/total/sum", "denied_process", "2"),
    ),
    "a heading that is a total": (
        "- id: results\n",
        "- id: results\n              sum: [new_received]\n",
        ("requests/results", "合计"),
    ),
    "a check over an unknown row": (
        "left: [new_received, carried_in]",
        "left: [new_received, carried]",
        ("checks/R01/left", "carried"),
    ),
    "a check over a heading": (
        "right: [total, carried_out]",
        "right: [results, carried_out]",
        ("checks/R01/right", "results"),
    ),
    "a check over no rows": (
        "right: [total, carried_out]",
        "right: []",
        ("checks/R01/right", "没有写"),
    ),
    "a check over an unknown table": (
        "    table: requests\n    left",
        "    table: request\n    left",
        ("checks/R01/table", "request"),
    ),
    "a check of an unknown kind": (
        "kind: balance",
        "kind: balanced",
        ("checks/R01", "balanced"),
    ),
    "a severity that there is none of": (
        "severity: error",
        "severity: fatal",
        ("checks/R01", "fatal"),
    ),
    "a message with an unknown name": (
        'message: "{table}',
        'message: "{tables}',
        ("checks/R01/message", "tables"),
    ),
    "a message with an open brace": ('message: "{table}', 'message: "{table', ("R01/message",)),
    "a title that looks inside a name": (
        'title: "{organ}',
        'title: "{organ.name}',
        ("title", "name"),
    ),
    "a title that indexes a name": ('title: "{organ}', 'title: "{organ[a]}', ("title",)),
    "a width too few": (
        "widths: [2435, 2435, 2435, 2435]",
        "widths: [2435, 2435, 2435]",
        ("disclosure/widths", "3", "4"),
    ),
    "a width of nothing": (
        "widths: [2435, 2435, 2435, 2435]",
        "widths: [2435, 0, 2435, 2435]",
        ("sections/disclosure/disclosure/widths",),
    ),
    "more decimals than a figure holds": (
        "decimals: 6",
        "decimals: 7",
        ("sections/disclosure/disclosure/", "amount"),
    ),
    "a tree that contains itself": (
        "                  label: （五）不予处理\n                  rows:\n",
        (
            "                  label: （五）不予处理\n                  rows: &again\n"
            "                    - {id: again, label: 循环, rows: *again}\n"
        ),
        ("读不出来",),
    ),
    "a key that is a list": ("first_year:", "? [first, year]\n:", ("读不出来",)),
    "something else than YAML": ("sections:\n", "sections: ]\n", ("读不出来", "行")),
}


@pytest.mark.parametrize(("old", "new", "names"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_refused_with_its_file_and_place(
    slip: Callable[[str, str], Path], old: str, new: str, names: tuple[str, ...]
):
    with pytest.raises(FormError) as refused:
        forms.read(slip(old, new))
    for name in ("2021.yaml", *names):
        assert name in str(refused.value)


def _nodes(count: int, name: str = "n", said: str = "") -> str:
    each = (f"{{id: {name}{n}, label: {name}{n}{said}}}" for n in range(count))
    return f"[{', '.join(each)}]"


def _with_table(rows: str, columns: str) -> tuple[str, str]:
    widths = [1] * (1 + columns.count("id:"))
    table = f"{{id: z, name: 表, widths: {widths}, blocks: [{{rows: {rows}, columns: {columns}}}]}}"
    section = f"{{id: z, heading: 别的, texts: [{{id: zt, name: 文}}], table: {table}}}"
    return "sections:\n", f"sections:\n  - {section}\n"


def _over_groups(groups: int, totals: int) -> str:
    """Totals, each over all of a group; in groups, so that none is in its own."""
    leaves = f"[{{id: g, label: 组, rows: {_nodes(groups)}}}, "
    return leaves + _nodes(totals, "t", ", sum: [g]").removeprefix("[")


LARGE = {
    "cells": (*_with_table(_nodes(300), _nodes(300, "c")), "格"),
    "cells of one name": (*_with_table(_nodes(9000).replace("n8", "n7"), _nodes(9, "c")), "格"),
    "addends": (*_with_table(_over_groups(900, 900), _nodes(1, "c")), "要相加"),
    "letters": ("whole_words: [", f"whole_words: [&a {'字' * 60_000}{', *a' * 4_000}, ", "太多"),
}


@pytest.mark.parametrize(("old", "new", "reason"), LARGE.values(), ids=LARGE.keys())
def test_a_few_lines_cannot_ask_for_more_than_a_computer_has(
    slip: Callable[[str, str], Path], old: str, new: str, reason: str
):
    path = slip(old, new)
    began = time.process_time()
    with pytest.raises(FormError, match=reason):
        forms.read(path)
    assert time.process_time() - began < 3


SQUARES = {
    "a number of many parts": ("a: 1" + ":59" * 50, "数字太长"),
    "a long number": ("a: 0x" + "f" * 50, "数字太长"),
    "numbers as names": ("\n".join(f"{n * (2**61 - 1)}: 1" for n in range(200)), "名字应当是文字"),
    "lines that begin with %": ("%TAG !a! tag:x\n" * 20 + "---\na: 1", "% 开头的行太多"),
}


@pytest.mark.parametrize(("words", "reason"), SQUARES.values(), ids=SQUARES.keys())
def test_what_takes_the_square_of_its_length_is_refused(tmp_path: Path, words: str, reason: str):
    """A hundred times as much of each, two million bytes, kept a start from ending for minutes."""
    path = tmp_path / "2021.yaml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(FormError, match=reason):
        forms.read(path)


@pytest.mark.parametrize(("part", "of"), [("blocks", 0), ("rows", 1), ("columns", 1)])
def test_a_table_without_cells_is_refused(tmp_path: Path, part: str, of: int):
    text = (places.resources() / "forms" / "2021.yaml").read_text(encoding="utf-8")
    edition = yaml.safe_load(text)
    table = next(s["table"] for s in edition["sections"] if s["id"] == "disputes")
    (table, table["blocks"][0])[of][part] = []
    path = tmp_path / "2021.yaml"
    path.write_text(yaml.safe_dump(edition), encoding="utf-8")
    with pytest.raises(FormError, match=f"sections/disputes/disputes/.*{part}"):
        forms.read(path)


def test_every_slip_is_told_at_once(slip: Callable[[str, str], Path]):
    path = slip("sum: [granted, partial,", "sum: [given, partly,")
    with pytest.raises(FormError) as refused:
        forms.read(path)
    assert "given" in str(refused.value)
    assert "partly" in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"- a list", b"\xff\xfe", b"\x00"])
def test_a_file_that_is_no_edition_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "2021.yaml"
    path.write_bytes(content)
    with pytest.raises(FormError, match=r"2021\.yaml"):
        forms.read(path)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(FormError, match=r"2030\.yaml"):
        forms.read(tmp_path / "2030.yaml")


def test_the_edition_of_a_year_is_the_newest_that_had_begun():
    assert forms.edition_of_year(2021) == "2021"
    assert forms.edition_of_year(2030) == "2021"
    assert forms.edition_of_year(1999) == min(forms.editions())


def test_a_damaged_edition_of_the_users_stops_no_new_report():
    own = places.settings_folder() / "forms"
    own.mkdir(parents=True)
    (own / "2030.yaml").write_text("edition: '2030'\n", encoding="utf-8")
    assert forms.edition_of_year(2031) == "2021"
    assert "2030" not in forms.editions()
