"""Moments as a clerk reads them, whatever a file says of its time."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from ui.kit import times

FIRST, LAST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-14))


@pytest.mark.parametrize(
    ("time", "year"),
    [
        (datetime(1, 1, 1, tzinfo=FIRST), "1年1月1日"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=LAST), "9999年12月31日"),
        (datetime(2001, 6, 15, 12, tzinfo=UTC), "2001年6月15日"),
    ],
)
def test_a_moment_that_no_clock_here_can_show_is_said_as_it_is_written(time, year):
    """A draft that somebody sends, or settings, may hold any."""
    assert times.moment(time).startswith(year)
    assert times.short(time).startswith(year)
