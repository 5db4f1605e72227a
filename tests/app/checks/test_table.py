"""docs/checks.md says what is so."""

import re

import pytest

from tests.app.checks import expected as real
from tests.app.checks import table


def lines() -> dict[str, list[str]]:
    text = table.DOCUMENT.read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    return {row[0]: row for row in rows if row and re.fullmatch(r"R\d\d", row[0])}


def test_every_rule_of_an_edition_has_its_line():
    assert set(lines()) == {check.rule for check in table.declared()}


def test_the_counts_on_our_own_cases_are_what_they_are():
    counts = table.on_own()
    told = {rule: row[5] for rule, row in lines().items()}
    assert told == {rule: "、".join(map(str, counts.get(rule, [0, 0, 0]))) for rule in told}


def test_the_counts_on_what_was_tried_are_what_they_are():
    counts = table.on_tried()
    told = {rule: row[6] for rule, row in lines().items()}
    assert told == {rule: "、".join(map(str, counts.get(rule, [0, 0, 0]))) for rule in told}


def test_every_rule_is_tried_and_none_misses_or_cries_wolf():
    own, later = table.on_own(), table.on_tried()
    found = {rule for counts in (own, later) for rule, line in counts.items() if line[0]}
    assert [rule for rule in lines() if rule not in found] == []
    for counts in (own, later):
        assert {rule: line for rule, line in counts.items() if line[1:] != [0, 0]} == {}


@pytest.mark.skipif(
    not real.CORPUS.exists(), reason="THE COLLECTED REPORTS ARE NOT HERE: counts on them untried"
)
def test_the_whole_table_is_what_the_rules_do():
    assert table.DOCUMENT.read_text(encoding="utf-8") == table.document()
