"""Words found in a report, and which place comes next."""

import pytest

from app.forms import catalogue as forms
from app.report import search
from app.report.report import Report
from app.report.search import Hit

GRANTED = ("cells", "requests/granted/natural")


@pytest.fixture
def report() -> Report:
    changes = {
        ("organ", ""): "柳河镇人民政府",
        ("year", ""): 2023,
        GRANTED: 1191,
        ("texts", "problems"): "共１１９１件，ABC与ａｂｃ。",
        ("texts", "other"): "1,191",
    }
    return Report(forms.form("2021"), changes)


def places(report: Report, words: str) -> list[tuple[str, str]]:
    return [hit.address for hit in search.find(report, words)]


@pytest.mark.parametrize(
    ("words", "place"),
    [("柳河", ("organ", "")), ("2023", ("year", "")), ("柳河镇人民政府2023年", ("title", ""))],
)
def test_the_title_is_searched_and_leads_to_the_box_of_its_own(report, words, place):
    assert places(report, words) == [place]


def test_a_heading_leads_to_the_first_place_under_it(report):
    assert search.find(report, "总体情况") == (Hit(("texts", "overview"), heading="overview"),)
    table = search.find(report, "三、收到和处理")
    assert table == (Hit(("cells", "requests/new_received/natural"), heading="requests"),)
    assert ("texts", "overview/active") in places(report, "主动公开")


def test_a_heading_is_no_text_to_replace_in(report):
    assert search.replace(report, search.find(report, "总体情况"), "别的") == {}


@pytest.mark.parametrize("words", ["1191", "1,191", "1，191", "１１９１", "１，１９１", "1 191"])
def test_a_figure_is_found_however_it_is_written(report, words):
    assert GRANTED in places(report, words)


@pytest.mark.parametrize("words", ["1,19", "11,91"])
def test_what_is_no_thousands_separator_counts(report, words):
    assert GRANTED not in places(report, words)


@pytest.mark.parametrize(("words", "hits"), [("1191", 1), ("abc", 2), ("ＡＢＣ", 2), ("1,191", 0)])
def test_width_and_case_make_no_difference_in_a_text(report, words, hits):
    assert places(report, words).count(("texts", "problems")) == hits


def test_places_are_those_of_the_text_as_it_is_read(report):
    report.apply({("texts", "problems"): "Straße１２"})  # whose small letters are more
    (hit,) = [h for h in search.find(report, "12") if h.in_text]
    assert report.text("problems")[hit.start : hit.end] == "１２"


def test_hits_come_in_the_order_of_the_page(report):
    order = [place for place in places(report, "1") if place[0] == "cells"]
    ids = [("cells", cell) for cell in report.form.cells]
    assert [p for p in order if p in ids] == sorted(order, key=ids.index)
    assert places(report, "2023")[0] == ("year", "")


def test_the_search_goes_on_from_a_place(report):
    report.apply({("texts", "problems"): "甲乙甲", ("texts", "other"): "甲"})
    hits = tuple(h for h in search.find(report, "甲") if h.in_text)
    assert len(hits) == 3

    def beside(here: Hit, by: int) -> int:
        return search.beside(report, hits, here, by)

    assert beside(search.START, 1) == 0
    assert beside(search.START, -1) == 2
    assert beside(Hit(("texts", "problems"), 0, 1), 1) == 1
    assert beside(Hit(("texts", "problems"), 2, 3), -1) == 0
    assert beside(Hit(("texts", "problems"), 3, 3), 1) == 2
    assert beside(Hit(("texts", "other"), 1, 1), 1) == 0
    assert beside(Hit(GRANTED, 0, 1), 1) == 0


def test_the_cell_with_the_keyboard_comes_last_of_all(report):
    report.apply({("cells", "requests/granted/business"): 1191})
    hits = search.find(report, "1191")
    first = next(i for i, hit in enumerate(hits) if hit.address == GRANTED)
    assert search.beside(report, hits, Hit(GRANTED, 0, 1), 1) == first + 1


def test_words_are_found_through_what_nobody_sees(form):
    text = "收到\u200b申请\u202d１２\u202c件\xa0、٣件"
    report = Report(form, {("texts", "other"): text})
    for words, said in (
        ("申请12件", "申请\u202d１２\u202c件"),
        ("收到申请", "收到\u200b申请"),
        ("3件", "٣件"),
    ):
        (hit,) = search.find(report, words)
        assert text[hit.start : hit.end] == said
    assert len(search.find(report, "\u202d12\u202c件 ")) == 1
    assert search.find(report, "\u200b") == ()


@pytest.mark.parametrize("words", ['"好"', "“好”", "＂好＂", "'好'"])
def test_straight_quotes_find_bent_ones_and_the_other_way(report, words):
    for quoted in ("“好”", '"好"', "‘好’"):
        report.apply({("texts", "problems"): f"说{quoted}"})
        same_kind = ("'" in words) == ("‘" in quoted)
        assert places(report, words) == [("texts", "problems")] * same_kind
