"""Whatever characters a text holds, it is read as a person sees it, and no check gives up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import checks
from app.forms import catalogue
from app.report.report import Report
from tests.app.checks.sentences import figures, found_in

WORDS = [
    "新收政府信息公开申请", "予以公开", "行政复议", "行政许可决定", "收费", "分别为", "其中", "一是", "（一）",
    "三、", "百分之", "收到", "本年度", "上年", "结转", "12月31日", "国务院令第711号", "〔2023〕",
    *"年月日件元共约近余零〇一两三十百千万亿点5５٥𝟓①²½,，.．、：%％#≈ＹＪ＊⑴ ",
]  # fmt: skip
STRANGE = (
    "\x00\t\n\r\x85\xa0\u200b\u200d\u202d\u202c\u2028\u3000\u3164\ufe0f\ufeff\ud83d\udc00\U0001f469"
)
TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(STRANGE), st.characters()), max_size=30
).map("".join)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("本年收到政府信息公开申请\u202d46\u202c件。", "46"),
        ("本年收到政府信息公开申请4\u200b6件。", "4\u200b6"),
        ("本年收到政府\u200b信息\ufeff公开申请46\ufe0f件。", "46"),
        ("本年收到政府信息公开申请\u206746\u2069件。", "46"),
        ("本年收到政府信息公开申请٤٦件。", "٤٦"),
        ("本年收到政府信息公开申请𝟒𝟔件。", "𝟒𝟔"),
        ("本年收到政府信息公开申请\u316446\u3164件。", "46"),
        ("😀\u200d。\r\n\x07本年收到政府信息公开申请46\x07件。", "46"),
    ],
)
def test_a_wrong_number_is_found_among_characters_that_nobody_sees(sentence: str, said: str):
    (found,) = found_in(figures(), sentence)
    text, start, end = found.spans[0]
    assert (found.rule, text, sentence[start:end]) == ("R20", "overview/on_request", said)
    assert found.replacement == "47"
    assert "\u200b" not in found.message


@pytest.mark.parametrize("sentence", ["收到申请\u202d47\u202c件。", "收到政府信息公开申请٤٧件。"])
def test_a_right_number_among_them_is_left_alone(sentence: str):
    assert found_in(figures(), sentence) == []


@pytest.mark.parametrize(
    "number",
    ["一万二万", "两三", "三百五", "一千二", "百千万", "九" * 5000, "1" + ",000" * 2000, "十百"],
)
def test_what_is_no_number_or_may_be_two_is_not_compared(number: str):
    found = found_in(figures(), f"本年收到政府信息公开申请{number}件。")
    assert [f for f in found if f.rule != "R30"] == []


@pytest.mark.parametrize("share", ["点", "五点五点五", "三点十", "千万", "点五"])
def test_a_share_that_cannot_be_told_is_not_compared(share: str):
    found_in(figures(), f"本年收到政府信息公开申请47件，其中予以公开占百分之{share}。")


@pytest.mark.parametrize("sign", ["#", "＃", "≈", "Ｙ", "＊"])
def test_what_looks_like_a_sign_of_the_reading_is_none(sign: str):
    found_in(figures(), f"本年收到政府信息公开申请{sign}件，收费{sign}元，其中{sign}%。")


@pytest.mark.parametrize("text", ["\u200b", "\ufeff\n\u202c", "\u3164\u2028"])
def test_a_text_of_which_nothing_can_be_seen_is_none(text: str):
    empty, unseen = (Report(catalogue.form("2021"), {("texts", "other"): t}) for t in (None, text))
    assert checks.findings(unseen) == checks.findings(empty)


def with_text(text: str) -> Report:
    form = catalogue.form("2021")
    head = {("organ", ""): f"某市{text}局", ("title", ""): text, ("year", ""): 2023}
    return Report(form, head | {("texts", id_): text for id_ in form.texts})


@pytest.mark.slow
@given(TEXTS, TEXTS)
def test_no_characters_make_a_check_give_up(text: str, before: str):
    report, previous = (
        with_text(t.translate(dict.fromkeys(map(ord, "⟦⟧")))) for t in (text, before)
    )
    for found in checks.findings(report, previous):
        for id_, start, end in found.spans:
            assert 0 <= start < end <= len(report.text(id_))
