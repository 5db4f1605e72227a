"""A text taken over from last year's report is still to be written until a letter is changed."""

import pytest
from msgspec.structs import replace

from app import checks
from app.files import store
from app.forms import catalogue as forms
from app.report import previous
from app.report.report import Report
from tests.app.checks.cases import TEXTS, clean

TEXT = (
    "2022年，我局重视信息公开。收到政府信息公开申请5件，办结4件。各单位严格落实信息公开审查制度，坚持先审后发，"
    "及时更新栏目内容，做好政策解读，回应关切，答复均按时作出，群众满意。"
)
ON_REQUEST = "overview/on_request"
LINKED = "收到政府信息公开申请⟦requests/new_received/total⟧件，全部按时答复，群众满意。"


def begun(last: str, now: str, text: str = ON_REQUEST) -> Report:
    """This year's report with a text, and what it keeps of last year's."""
    before, report = clean("2021", 2022), clean("2021", 2023)
    others = (each for each in TEXTS if each not in ("lead", "overview/active", "closing"))
    before.apply({("texts", each): None for each in others} | {("texts", text): last})
    before.apply({("cells", "requests/new_received/natural"): 5})
    report.apply(
        {("texts", text): now, ("previous", ""): previous.to_keep(before, "2022年报.json")}
    )
    return report


def rules(report: Report, text: str = ON_REQUEST) -> list[str]:
    return [f.rule for f in checks.findings(report) if text in f.texts]


def copied(report: Report, before: Report | None = None) -> list[checks.Finding]:
    return [f for f in checks.findings(report, before) if "沿用上年" in f.message]


def test_it_is_missing_and_an_error_until_it_is_changed():
    (finding,) = copied(begun(TEXT, TEXT))
    assert finding.missing
    assert finding.severity == "error"
    assert finding.texts == (ON_REQUEST,)
    assert finding.message == (
        "“依申请公开”沿用上年，未改，有 1 处写着 2022 年，请按本年的情况写。"
    )


def test_while_it_is_unchanged_nothing_else_is_said_of_its_numbers_years_and_likeness():
    assert rules(begun(TEXT, TEXT)) == ["R43"]


@pytest.mark.parametrize("letter", ["。", "5", "甲"])
def test_one_letter_more_and_the_others_speak(letter: str):
    found = rules(begun(TEXT, letter + TEXT if letter == "。" else TEXT + letter))
    assert "R43" not in found
    assert {"R20", "R26", "R35"} <= {*found}


@pytest.mark.parametrize(
    "now",
    [
        TEXT.replace("，", "， "),
        TEXT.replace("。各单位", "。\n　　各单位"),
        "\u200b" + TEXT + "\u202c",
        TEXT.replace("2022年", "2022\u00a0年"),
        "\ufeff" + TEXT.replace("4件", "\u31644件"),
    ],
)
def test_what_is_not_seen_is_no_change(now: str):
    assert rules(begun(TEXT, now)) == ["R43"]


def test_a_text_that_follows_the_tables_is_unchanged_whatever_its_figures_are_now():
    report = begun(LINKED, LINKED)
    assert rules(report) == ["R43"]
    report.apply({("cells", "requests/new_received/natural"): 41})
    assert rules(report) == ["R43"]


def test_a_number_typed_where_one_was_followed_is_the_same_text():
    assert rules(begun(LINKED, LINKED.replace("⟦requests/new_received/total⟧", "5"))) == ["R43"]
    assert "R43" not in rules(begun(LINKED, LINKED.replace("⟦requests/new_received/total⟧", "6")))


def test_the_part_of_a_section_that_is_written_is_compared_alone():
    report = begun(TEXT, TEXT)
    report.apply({("texts", "overview/active"): "本年新建了政务公开专区，专人值守，方便群众查阅。"})
    assert "R35" not in {f.rule for f in checks.findings(report)}


def test_likeness_names_only_the_texts_that_were_changed():
    report = begun(TEXT, TEXT)
    before = report.get(("previous", ""))
    other = "各单位严格落实信息公开审查制度，坚持先审后发，及时更新栏目内容，做好政策解读。"
    before = replace(before, texts={**before.texts, "overview/platform": other})
    report.apply(
        {
            ("previous", ""): before,
            ("texts", "overview/platform"): other + "好。",
            ("texts", "overview/active"): None,
            ("texts", "overview/management"): None,
            ("texts", "overview/supervision"): None,
        }
    )
    (alike,) = [f for f in checks.findings(report) if f.rule == "R35"]
    assert alike.texts == ("overview/platform",)


@pytest.mark.parametrize("text", ["lead", "other", "disclosure/note", "closing"])
def test_what_may_be_the_same_every_year_is_not_asked_for(text: str):
    assert "R43" not in rules(begun(TEXT, TEXT, text), text)


def test_of_whatever_earlier_year_a_text_is_it_is_still_to_be_written():
    report = begun(TEXT, TEXT)
    report.apply({("year", ""): 2025})
    assert "R43" in rules(report)
    report.apply({("year", ""): None})
    assert "R43" in rules(report)


@pytest.mark.parametrize("year", [2022, 2021])
def test_a_report_of_the_same_year_or_a_later_one_is_no_earlier_one(year: int):
    report = begun(TEXT, TEXT)
    report.apply({("year", ""): year})
    assert "R43" not in rules(report)


def test_the_words_of_another_organ_are_copied_too():
    report = begun(TEXT, TEXT)
    report.apply({("organ", ""): "白河县文化和旅游局"})
    assert "R43" in rules(report)


def test_without_an_earlier_report_nothing_is_copied():
    report = begun(TEXT, TEXT)
    report.apply({("previous", ""): None})
    assert "R43" not in rules(report)


def test_last_years_report_from_its_file_is_as_good_as_what_is_kept():
    before, report = clean("2021", 2022), clean("2021", 2023)
    for each in (before, report):
        each.apply({("texts", ON_REQUEST): TEXT})
    assert [f.texts for f in copied(report, before)] == [(ON_REQUEST,)]


def test_the_older_edition_asks_the_same():
    before, report = clean("2019", 2019), clean("2019", 2020)
    for each in (before, report):
        each.apply({("texts", ON_REQUEST): TEXT})
    assert [f.texts for f in copied(report, before)] == [(ON_REQUEST,)]


def test_it_cannot_be_accepted_with_a_reason():
    report = begun(TEXT, TEXT)
    (finding,) = copied(report)
    record = {
        "rule": "R43", "cells": [], "texts": [ON_REQUEST], "message": finding.message,
        "reason": "去年的话今年也对",
    }  # fmt: skip
    report.apply({("acknowledged", ""): [record]})
    assert [f.acknowledged for f in copied(report)] == [""]


def test_what_is_copied_is_still_copied_after_saving_and_loading():
    again = store.decode(store.encode(begun(LINKED, LINKED)))
    assert rules(again) == ["R43"]


def test_every_edition_says_which_texts_count():
    for edition in forms.editions():
        assert any(getattr(c, "rule", "") == "R43" for c in forms.form(edition).checks)
