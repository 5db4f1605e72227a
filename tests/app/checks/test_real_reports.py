"""Real reports: exactly what a careful reader finds (tests/data/findings.md)."""

import json

import pytest

from app import checks
from tests.app.checks import expected as real

needs_corpus = pytest.mark.skipif(
    not real.CORPUS.exists(),
    reason="OTHER PEOPLE'S SENTENCES ARE NOT HERE: rules R20-R24 and R38 are not tried on them",
)


def all_fit(findings: list[checks.Finding], lines: list[real.Expected]) -> None:
    """Each line is one of the findings, and no finding is left over."""
    left = list(findings)
    for line in lines:
        fitting = [found for found in left if real.fits(found, line)]
        assert fitting, f"not found: {line} in {[f'{f.rule} {f.message}' for f in findings]}"
        left.remove(fitting[0])
    assert [f"{found.rule} {found.message}" for found in left] == []


@pytest.mark.parametrize("name", real.REPORTS)
def test_tables(name: str):
    lines = [line for line in real.expected("表格") if line.report == name]
    all_fit(real.of_tables(name), lines)


@pytest.mark.parametrize("name", real.REPORTS)
def test_reports_kept_without_their_texts_lack_three_sections(name: str):
    missing = [f for f in checks.findings(real.report(name)) if f.rule == "R43"]
    assert [f.texts[0] for f in missing] == ["overview", "problems", "other"]


def test_two_years_of_one_city_follow_each_other():
    findings = checks.findings(real.report("006"), real.report("005"))
    assert [found for found in findings if found.rule in ("R07", "R08", "R15", "R25")] == []


def test_the_double_count_of_a_partial_disclosure_is_named_in_both_columns():
    found = [f for f in checks.findings(real.report("014")) if f.rule == "R03"]
    assert ["又计入了其他情形" in f.message for f in found] == [True, True]


@needs_corpus
@pytest.mark.parametrize("name", real.REPORTS)
def test_sentences(name: str):
    lines = [line for line in real.expected("引文") if line.report == name]
    for report, place, sentence in real.sentences():
        if report == name:
            findings = real.in_sentence(name, sentence)
            all_fit(findings, [line for line in lines if line.place == place])
            for found in findings:
                _, start, end = found.spans[0]
                assert 0 <= start < end <= len(sentence)


@needs_corpus
def test_whole_reports():
    lines = real.expected("全文")
    for name in {line.report for line in lines}:
        found = checks.findings(real.whole(name))
        all_fit(list(found), [line for line in lines if line.report == name])


@needs_corpus
def test_words_in_number_cells():
    lines = real.expected("表格里的文字")
    corpus = json.loads((real.CORPUS / "012.json").read_text(encoding="utf-8"))["table2"]
    report = real.report("012")
    for line in lines:
        _, row, column = line.place.split("/")
        report.apply({("notes", line.place): corpus[row][column]})
    all_fit([f for f in checks.findings(report) if f.rule in ("R32", "R33")], lines)
