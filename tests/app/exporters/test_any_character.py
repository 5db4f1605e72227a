"""Whatever characters a report holds, every document and check sheet is made."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.exporters import EXPORTS, Options
from app.exporters.check_sheet import CHECK_SHEETS
from app.forms import catalogue
from app.report.report import Report

FORM = catalogue.form("2021")
WORDS = st.text(st.one_of(st.sampled_from("收到申请件5٥𝟓\x00\x0b\x1f\ud83d\u202e\u2028\ufffe\ufdd0=+@|<&\"'"), st.characters()), max_size=20).map(
    lambda words: words.translate(dict.fromkeys(map(ord, "⟦⟧")))
)  # fmt: skip


def report(words: str) -> Report:
    changes = {("texts", id_): words for id_ in FORM.texts}
    head = {("organ", ""): words, ("title", ""): words, ("year", ""): 2023}
    return Report(FORM, head | changes | {("notes", "requests/granted/natural"): words})


def everything(made: Report) -> None:
    for export in EXPORTS.values():
        assert export.render(made)
    assert EXPORTS[".html"].render(made, Options(clean=True))
    assert EXPORTS[".xlsx"].render(made, Options(findings=True, formulas=True))
    for sheet in CHECK_SHEETS.values():
        assert sheet(made)


def test_strange_characters_stop_no_document():
    everything(report("收到٥件𝟓\x00\x0b\ud83d\u202e\u2028\ufffe\ufdd0\U0001ffff=+@|<&\"'"))


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS)
def test_no_characters_stop_a_document(words: str):
    everything(report(words))
