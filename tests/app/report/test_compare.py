from decimal import Decimal

import pytest

from app.report.compare import compare, same_stretches
from tests.app.checks.cases import cell, clean, text


def test_every_cell_of_both_is_there_in_the_order_of_the_page():
    compared = compare(clean("2021", 2022), clean("2021", 2023))
    assert [change.id for change in compared.cells] == list(clean("2021", 2023).form.cells)
    assert compared.changed == ()


def test_a_change_knows_its_difference_and_percentage():
    before, after = clean("2021", 2022), clean("2021", 2023)
    before.apply(cell("disclosure/fees/amount", Decimal("0.3")))
    after.apply(cell("disclosure/fees/amount", Decimal("0.2")))
    (change,) = compare(before, after).changed
    assert (change.difference, change.percent) == (Decimal("-0.1"), Decimal("-33.33"))


def test_nothing_has_no_percentage_and_blank_counts_as_nothing():
    before, after = clean("2021", 2022), clean("2021", 2023)
    before.apply(cell("disclosure/licensing/decisions", None))
    after.apply(cell("disclosure/licensing/decisions", 7))
    (change,) = compare(before, after).changed
    assert (change.before, change.difference, change.percent) == (None, 7, None)


def test_a_cell_that_one_edition_lacks_has_no_difference():
    compared = compare(clean("2019", 2020), clean("2021", 2021))
    cells = {change.id: change for change in compared.cells}
    old, new = cells["disclosure/procurement/items"], cells["disclosure/licensing/decisions"]
    assert (old.in_before, old.in_after, old.difference) == (True, False, None)
    assert (new.in_before, new.in_after, new.difference) == (True, True, 0)


def test_texts_say_how_alike_they_are():
    before, after = clean("2021", 2022), clean("2021", 2023)
    after.apply(text("problems", "全都不同了。"))
    alike = {change.id: change.likeness for change in compare(before, after).texts}
    assert (alike["overview/active"], alike["problems"]) == (100.0, 0.0)


def test_the_same_stretches_stand_where_they_are():
    assert same_stretches("甲局加强培训", "乙局加强宣传培训") == ((1, 1, 3), (4, 6, 2))


def rebuilt(before: str, after: str) -> tuple[int, ...]:
    """That they are the same words, in order; how long each stretch is."""
    at = there = 0
    for a, b, size in same_stretches(before, after):
        assert a >= at
        assert b >= there
        assert before[a : a + size] == after[b : b + size]
        at, there = a + size, b + size
    return tuple(size for _, _, size in same_stretches(before, after))


def test_in_long_texts_the_same_sentences_are_found():
    """Letter by letter two of them took minutes."""
    some = [f"第{number}项工作已经按要求办结。" for number in range(3_000)]
    words = "".join(some)
    other = "".join(each for number, each in enumerate(some) if number not in (500, 1_500, 2_500))
    found = rebuilt(words, other)
    assert len(found) == 4
    assert sum(found) > len(other) - 50


@pytest.mark.parametrize("piece", ["a", "年  ", "。", "\n"])
def test_in_endless_texts_the_ends_are_the_same(piece):
    words = piece * (49_000 // len(piece))
    assert sum(rebuilt(words, "甲" + words)) == len(words)


def test_in_sentences_that_were_changed_the_same_words_are_found():
    """As by a tidy-up: in each one mark is another."""
    words = "".join(f"第{number}项工作，已经按要求办结。" for number in range(300))
    assert sum(rebuilt(words, words.replace("，", ","))) == len(words) - 300
