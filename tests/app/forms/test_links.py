import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms import links

VALUES = {"a": 12, "b": None, "c": 121}
PLAIN = st.text(st.sampled_from("12收件\n"), max_size=6)
TEXT = st.lists(st.one_of(PLAIN, st.sampled_from(["⟦a⟧", "⟦b⟧", "⟦c⟧"])), max_size=6).map("".join)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("收到⟦a⟧件", None),
        ("没有数字", None),
        ("⟦a⟧⟦b⟧", None),
        ("⟦d⟧", "⟦d⟧"),
        ("⟦⟧", "⟦⟧"),
        ("⟦ a ⟧", "⟦ a ⟧"),
        ("收到⟦件", "⟦"),
        ("收到⟧件", "⟧"),
        ("⟦⟦a⟧⟧", "⟦"),
    ],
)
def test_a_link_to_nothing_and_a_stray_bracket_are_found(text: str, fault: str | None):
    assert links.unknown(text, VALUES) == fault


def test_a_link_is_read_as_its_figure_and_a_blank_one_as_nought():
    assert links.shown("收到⟦a⟧件，结转⟦b⟧件", VALUES) == "收到12件，结转0件"


@pytest.mark.parametrize(
    ("text", "after", "edited"),
    [
        ("收到⟦a⟧件", "共收到12件", "共收到⟦a⟧件"),
        ("收到⟦a⟧件", "收到12件。", "收到⟦a⟧件。"),
        ("收到⟦a⟧件，转⟦c⟧件", "收到12件，结转121件", "收到⟦a⟧件，结转⟦c⟧件"),
        ("收到⟦a⟧件", "收到13件", "收到13件"),
        ("收到⟦a⟧件", "收到件", "收到件"),
        ("收到⟦a⟧件", "", ""),
        ("", "收到12件", "收到12件"),
        ("⟦a⟧⟦c⟧", "12、121", "⟦a⟧、⟦c⟧"),
    ],
)
def test_links_stay_except_where_the_change_touches_them(text: str, after: str, edited: str):
    assert links.edited(text, VALUES, after) == edited


@given(TEXT)
def test_a_text_that_is_not_changed_stays_as_it_is(text: str):
    assert links.edited(text, VALUES, links.shown(text, VALUES)) == text


@given(TEXT, PLAIN, st.data())
def test_a_changed_text_reads_as_it_was_typed(text: str, typed: str, data: st.DataObject):
    before = links.shown(text, VALUES)
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    after = before[:start] + typed + before[end:]
    edited = links.edited(text, VALUES, after)
    assert links.shown(edited, VALUES) == after
    assert links.unknown(edited, VALUES) is None


@given(PLAIN, PLAIN)
def test_common_ends_never_overlap(before: str, after: str):
    head, tail = links.common_ends(before, after)
    assert head + tail <= min(len(before), len(after))
    assert before[:head] == after[:head]
    assert before[len(before) - tail :] == after[len(after) - tail :]
