"""What trying found: what was overlooked is told, what was told by mistake is not."""

import re

import pytest

from app import checks
from app.forms.model import Cell
from app.report.report import Report
from tests.app.checks import tried
from tests.app.checks.cases import clean
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


@pytest.mark.parametrize("sentence", tried.STALE)
@pytest.mark.parametrize("text", ["overview/on_request", "other"])
def test_a_sentence_of_another_year_is_told(filled: Report, sentence: str, text: str):
    filled.apply({("texts", text): sentence})
    (found,) = [f for f in checks.other_findings(filled) if f.rule == "R26"]
    assert found.severity == "warning"
    assert found.texts == (text,)


@pytest.mark.parametrize("sentence", tried.MEANT)
def test_another_year_that_is_meant_is_left_alone(filled: Report, sentence: str):
    assert rules(found_in(filled, sentence)) == []


@pytest.mark.parametrize(("marked", "count"), tried.TWICE)
def test_letters_written_twice_are_a_hint_where_they_are_known_once(
    filled: Report, marked: str, count: int
):
    sentence = tried.plain(marked)
    found = found_in(filled, sentence)
    assert [each.rule for each in found] == ["R46"] * count
    assert all(each.severity == "hint" for each in found)
    assert all(stands_at(each, sentence, marked) for each in found if "【" in marked)


@pytest.mark.parametrize("lead", tried.LEADS, ids=[lead.says for lead in tried.LEADS])
def test_what_a_lead_cites_and_counts_is_what_there_is(lead: tried.Lead):
    assert [each.rule for each in tried.with_lead(lead)] == lead.rules.split()


@pytest.mark.parametrize(
    ("sentence", "name", "cell"),
    [
        ("政府信息公开行政诉讼9件。", "行政诉讼", "disputes/cases/direct_total"),
        ("政府信息公开行政复议9件。", "行政复议", "disputes/cases/review_total"),
        ("未经复议直接起诉9件。", "未经复议直接起诉", "disputes/cases/direct_total"),
        ("政府信息公开类复议后起诉9件。", "复议后起诉", "disputes/cases/post_review_total"),
        ("政府信息公开行政复议结果纠正9件。", "复议结果纠正", "disputes/cases/review_corrected"),
        ("属于行政执法案卷9件。", "属于行政执法案卷", "requests/denied_enforcement/total"),
        ("逾期不补正9件。", "逾期不补正", "requests/other_no_correction/total"),
    ],
)
def test_a_finding_names_what_the_number_is_of(filled: Report, sentence: str, name: str, cell: str):
    (found,) = found_in(filled, sentence)
    assert f"的{name}是 " in found.message
    assert found.cells[0] == cell


def test_what_two_nouns_count_together_is_named_as_both(filled: Report):
    (found,) = found_in(filled, "政府信息公开行政复议、行政诉讼共9件。")
    assert "行政复议、行政诉讼合计是 8" in found.message
    first, second = found_in(filled, "政府信息公开行政复议9件，行政诉讼7件。")
    assert "行政复议是 5" in first.message
    assert "行政诉讼是 3" in second.message


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_every_row_of_the_requests_is_read_by_its_label(edition: str):
    report = clean(edition, 2020 if edition == "2019" else 2021)
    rows = [cell for cell in report.form.cells.values() if cell.id.startswith("requests/")]
    rows = [cell for cell in rows if cell.column.id == "total" and len(said(cell)) > 3]
    assert len(rows) > 18
    for cell in rows:
        assert rules(found_in(report, f"{said(cell)}0件。")) == []
        found = found_in(report, f"{said(cell)}8件。")
        assert [each.rule for each in found] == ["R20"], said(cell)
        assert cell.id in found[0].cells


def said(cell: Cell) -> str:
    """The label of a row as a sentence says it: without its number and what stands in brackets."""
    return re.sub(r"^[一二三四]、|^（[一二三四五六七]）|^\d\.|（[^）]*）", "", cell.row.label)


def test_last_year_s_number_in_a_sentence_is_held_against_last_year_s_report(filled: Report):
    before = clean("2021", 2022)
    before.apply({("cells", "requests/new_received/natural"): 30})
    told = {}
    for base, more in ((30, 17), (31, 16), (30, 16)):
        words = f"收到政府信息公开申请47件，比2022年的{base}件增加{more}件。"
        filled.apply({("texts", "overview/on_request"): words})
        found = [f for f in checks.other_findings(filled, before) if f.rule == "R24"]
        told[base, more] = [each.message for each in found]
    assert told[30, 17] == []
    (message,) = told[31, 16]
    assert "上年报告里是 30" in message
    (message,) = told[30, 16]
    assert "由 30 到 47" in message


@pytest.mark.parametrize("where", ["overview", "overview/active"])
def test_period_and_contact_may_stand_in_the_first_section(where: str):
    report = clean("2021", 2023)
    words = "统计期限为2023年1月1日至2023年12月31日。联系电话：0512-66660000。"
    report.apply({("texts", "lead"): "根据条例编制。", ("texts", where): words})
    assert "R41" not in [found.rule for found in checks.other_findings(report)]
    report.apply({("texts", where): "加强联系，做好电话答复。"})
    assert "R41" in [found.rule for found in checks.other_findings(report)]
