"""A report holds no more words than a window can show: what is beyond is refused, and told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.files import store
from app.forms import catalogue as forms
from app.report import room
from app.report.report import Refused, Report

LINK = "⟦requests/granted/natural⟧"
MOST = {
    "letters": "字" * room.MOST_LETTERS,
    "lines": "\n" * (room.MOST_LINES - 1),
    "lines of Windows": "字\r\n" * (room.MOST_LINES - 1),
    "lines of other systems": "字\u2029" * (room.MOST_LINES - 1),
    "linked numbers": LINK * room.MOST_LINKS,
}
ONE_MORE = {
    "letters": ("字", "50,001 字"),
    "lines": ("\n", "2,001 行"),
    "lines of Windows": ("\r\n", "2,001 行"),
    "lines of other systems": ("\u2028", "2,001 行"),
    "linked numbers": (LINK, "301 个"),
}


@pytest.mark.parametrize("of", MOST)
def test_a_text_of_the_most_is_taken_and_one_more_is_refused(of):
    report = Report(forms.form("2021"), {("texts", "problems"): MOST[of]})
    more, said = ONE_MORE[of]
    with pytest.raises(Refused, match=said):
        report.apply({("texts", "problems"): MOST[of] + more})
    assert report.get(("texts", "problems")) == MOST[of]


def test_all_texts_together_have_a_bound_too():
    texts = [*forms.form("2021").texts][:4]
    report = Report(forms.form("2021"), {("texts", t): MOST["letters"] for t in texts[:3]})
    with pytest.raises(Refused, match="全部文字最多 150,000 字，这里有 150,001 字"):
        report.apply({("texts", texts[3]): "字"})
    report.apply({("texts", texts[0]): None, ("texts", texts[3]): "字"})
    assert report.text(texts[3]) == "字"


@pytest.mark.parametrize("key", ["organ", "title"])
def test_a_name_has_a_bound(key):
    with pytest.raises(Refused, match="最多 10,000 字"):
        Report(forms.form("2021"), {(key, ""): "名" * 10_001})


def test_a_file_with_more_is_not_opened_and_says_which_text(tmp_path):
    file = tmp_path / "年报.json"
    report = Report(forms.form("2021"), {("texts", "problems"): "字"})
    file.write_bytes(store.encode(report).replace("字".encode(), ("字" * 50_001).encode()))
    with pytest.raises(store.StoreError, match="texts problems：一段文字最多 50,000 字"):
        store.load(file)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["字", "\n", "字\r\n", "一段话。\n"]), st.integers(0, 30_000)),
        min_size=1,
        max_size=6,
    )
)
def test_what_fits_of_texts_is_taken_and_nothing_is_lost_between(pieces):
    form = forms.form("2021")
    texts = {id_: piece * times for id_, (piece, times) in zip(form.texts, pieces, strict=False)}
    report = Report(form)
    for id_, kept, rest in room.fitting(texts):
        report.apply({("texts", id_): kept})
        assert kept + rest == texts[id_]
