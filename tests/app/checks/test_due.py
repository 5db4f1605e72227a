"""By which day a report is due is told by the rules of its edition."""

from datetime import date

import msgspec

from app.checks.due import due
from app.report.report import LEVELS


def test_each_level_has_its_day_in_the_year_after(form):
    found = due(form, 2025)
    assert found is not None
    assert set(found.days) == set(LEVELS)
    assert found.days["township"] == found.earliest == date(2026, 1, 31)
    assert found.days["county"] == date(2026, 2, 20)
    assert "第四十九条" in found.source


def test_an_edition_without_such_a_rule_says_nothing(form):
    assert due(msgspec.structs.replace(form, rules=""), 2025) is None
