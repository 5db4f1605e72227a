"""Which row of the form a line is that does not bear its name: what is like enough, and what is not."""

import pytest

from app.forms.model import Form, leaves
from app.importers.tables.rows import guesses
from app.importers.terms import labels
from app.importers.terms.labels import TableLabels


@pytest.fixture
def requests(form: Form) -> TableLabels:
    return labels.table_labels(form.edition, "requests")


def guessed(known: TableLabels, *lines: str) -> list[str]:
    """The names that lines are read by, without their numbers; a line under its own name is known."""
    own = {n: row for n, words in enumerate(lines) if (row := known.rows.get(labels.key(words)))}
    others = {n: words for n, words in enumerate(lines) if n not in own}
    return [labels.key(row.label) for row in guesses(known, own, others, ()).values()]


@pytest.mark.parametrize(
    ("label", "row"),
    [
        ("重复申情", "重复申请"),
        ("属于国家秘蜜", "属于国家秘密"),
        ("其他法律行政止公开", "其他法律行政法规禁止公开"),
    ],
)
def test_a_misspelt_label_is_known_without_number_and_neighbours(
    requests: TableLabels, label: str, row: str
):
    assert guessed(requests, label) == [row]


@pytest.mark.parametrize("label", ["结转下一年度办理数量", "危及国家安全", "转送其他机关"])
def test_a_label_in_words_of_its_own_needs_its_place(requests: TableLabels, label: str):
    assert guessed(requests, label) == []


def test_a_label_that_is_like_two_rows_is_neither(requests: TableLabels):
    assert guessed(requests, "申请人逾期、行政机关不再处理其政府信息公开申请") == []


def test_a_label_in_its_place_says_the_same_in_other_words_or_is_another_row(
    requests: TableLabels,
):
    rows = list(leaves(requests.table.blocks[0].rows))
    at = [row.id for row in rows].index("refused_petition")
    above, below = rows[at - 1].label, rows[at + 1].label
    assert guessed(requests, above, "1.信访投诉", below) == ["信访举报投诉类申请"]
    assert guessed(requests, above, "1.转外部门办理", below) == []
    assert guessed(requests, above, "2.信访投诉", below) == []
