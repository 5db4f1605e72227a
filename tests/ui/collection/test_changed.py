"""How the pieces are told in which two texts differ."""

import pytest

from app.collection.differences import Differences, TextDifference
from app.forms import catalogue as forms
from ui.collection.changed import Compared, apart, said


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("全年新收3件。", "全年新收5件。", "全年新收3", "全年新收5"),
        ("", "写了一段", "", "写了一段"),
        (
            "一二三四五六七八九十甲",
            "一二三四五六七八九十乙",
            "……三四五六七八九十甲",
            "……三四五六七八九十乙",
        ),
        ("甲甲", "甲甲甲", "甲甲", "甲甲甲"),
        ("乙乙", "甲乙乙", "乙乙", "甲乙乙"),
        (
            "零一二三四五六七八九十",
            "一二三四五六七八九十",
            "零一二三四五六七八……",
            "一二三四五六七八……",
        ),
    ],
)
def test_with_a_few_letters_before_them(before, after, old, new):
    assert apart(before, after) == (old, new)


def test_long_pieces_are_cut():
    old, new = apart("头" + "旧" * 500, "头" + "新" * 500)
    assert len(old) < 70
    assert len(new) < 70


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("甲", "乙", "通过时写的是“甲”，现在是“乙”。"),
        ("", "乙", "通过时是空白，现在写的是“乙”。"),
        ("甲", "", "通过时写的是“甲”，现在是空白。"),
        ("乙", "甲乙", "通过时写的是“乙”，现在是“甲乙”。"),
    ],
)
def test_an_empty_text_is_called_so(before, after, words):
    form = forms.form(forms.edition_of_year(2025))
    made = Compared(
        ("通过时", "现在"), Differences(texts=(TextDifference("other", before, after),))
    )
    [finding] = said(form, made)
    assert finding.message == words
