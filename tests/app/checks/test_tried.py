"""What trying found: what was overlooked is told, what was told by mistake is not."""

import re

import pytest

from app import checks
from app.report import Report
from tests.app.checks import tried
from tests.app.checks.sentences import figures, found_in


@pytest.fixture
def filled() -> Report:
    return figures()


def rules(findings: list[checks.Finding]) -> list[str]:
    return [f"{found.rule} {found.message}" for found in findings]


def stands_at(found: checks.Finding, sentence: str, marked: str) -> bool:
    """Whether the finding points at what is marked in the sentence."""
    _, start, end = found.spans[0]
    said, wrong = sentence[start:end], re.findall("【(.+?)】", marked)
    return any(part in said or said in part for part in wrong)


@pytest.mark.parametrize(("marked", "wrong"), tried.COUNTED)
def test_a_number_is_read_by_what_it_is_called(filled: Report, marked: str, wrong: object):
    assert rules(found_in(filled, tried.plain(marked))) == []
    sentence = tried.put(marked, wrong)
    (found,) = found_in(filled, sentence)
    assert found.rule == "R20"
    _, start, end = found.spans[0]
    assert sentence[start:end] == str(wrong)


@pytest.mark.parametrize(("marked", "count"), tried.DENIED)
def test_a_denial_says_that_there_was_none(filled: Report, marked: str, count: int):
    sentence = tried.plain(marked)
    assert rules(found_in(tried.nothing(), sentence)) == []
    found = found_in(filled, sentence)
    assert [each.rule for each in found] == ["R20"] * count
    assert all(stands_at(each, sentence, marked) for each in found)


@pytest.mark.parametrize("marked", tried.ALL_ALIKE)
def test_all_applicants_of_one_kind_leave_none_of_another(filled: Report, marked: str):
    sentence = tried.plain(marked)
    assert rules(found_in(tried.alike(marked), sentence)) == []
    (found,) = found_in(filled, sentence)
    assert found.rule == "R20"
    assert stands_at(found, sentence, marked)


@pytest.mark.parametrize(("silent", "loud", "due"), tried.MISTAKEN)
def test_what_is_no_mistake_is_left_alone(filled: Report, silent: str, loud: str, due: str):
    assert rules(found_in(filled, silent)) == []
    found = found_in(filled, tried.plain(loud)) if loud else []
    assert [each.rule for each in found] == due.split()
    assert all(stands_at(each, tried.plain(loud), loud) for each in found)


@pytest.mark.parametrize(("marked", "wrong"), tried.LISTS)
def test_a_list_that_names_the_rest_makes_its_total(filled: Report, marked: str, wrong: object):
    assert rules(found_in(filled, tried.plain(marked))) == []
    assert [each.rule for each in found_in(filled, tried.put(marked, wrong))] == ["R22"]


@pytest.mark.parametrize("sentence", tried.NO_LISTS)
def test_a_list_that_may_be_of_something_else_is_left_alone(filled: Report, sentence: str):
    assert rules(found_in(filled, sentence)) == []


@pytest.mark.parametrize(("marked", "wrong"), tried.CHANGES)
def test_a_change_recomputes_from_its_own_sentence(filled: Report, marked: str, wrong: object):
    assert rules(found_in(filled, tried.plain(marked))) == []
    (found,) = found_in(filled, tried.put(marked, wrong))
    assert found.rule == "R24"


@pytest.mark.parametrize("sentence", tried.NO_CHANGES)
def test_a_change_of_it_is_not_known_what_is_left_alone(filled: Report, sentence: str):
    assert rules(found_in(filled, sentence)) == []


@pytest.mark.parametrize("marked", tried.CUT)
def test_a_period_with_digits_cut_out_is_none(filled: Report, marked: str):
    sentence = tried.plain(marked)
    (found,) = found_in(filled, sentence)
    assert found.rule == "R26"
    assert stands_at(found, sentence, marked)


@pytest.mark.parametrize("sentence", tried.WHOLE)
def test_a_period_in_whatever_form_is_one(filled: Report, sentence: str):
    assert rules(found_in(filled, sentence)) == []
