"""The year to propose: a clock that cannot be right is not believed."""

from datetime import date

import pytest

from app import BUILT
from app.report import season


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 1, 10), 2025),
        (date(2026, 11, 30), 2025),
        (date(2026, 12, 1), 2026),
        (date(2027, 1, 31), 2026),
        (date(2019, 12, 1), 2019),
        (date(2020, 3, 1), 2019),
        (date(2019, 11, 30), None),
        (date(1970, 1, 1), None),
        (date(1901, 12, 14), None),
        (date(2098, 5, 5), None),
        (date(BUILT.year + 11, 11, 30), BUILT.year + 10),
        (date(BUILT.year + 11, 12, 1), None),
    ],
)
def test_from_the_oldest_edition_to_ten_years_after_the_build(today: date, year: int | None):
    assert season.year_due(today) == year
