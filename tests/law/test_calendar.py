from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.calendar import Calendar

CALENDAR = Calendar.shipped()
DAYS = st.dates(date(2004, 2, 1), date(2027, 11, 30))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 14), True),
        (date(2026, 2, 15), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),
        (date(2026, 9, 20), True),
        (date(2026, 9, 25), False),
        (date(2026, 10, 10), True),
        (date(2026, 11, 21), False),
        (date(2020, 1, 31), False),
        (date(2015, 9, 3), False),
        (date(2013, 2, 17), True),
        (date(2007, 5, 7), False),
        (date(2027, 1, 1), False),
        (date(2027, 2, 5), False),
        (date(2031, 3, 3), True),
    ],
)
def test_a_day_is_worked_as_the_notice_says(day, worked):
    assert CALENDAR.is_working_day(day) is worked


def test_2026_holds_the_days_of_its_notice():
    off = {day for day, worked in CALENDAR.days.items() if day.year == 2026 and not worked}
    spans = [("01-01", 3), ("02-15", 9), ("04-04", 3), ("05-01", 5), ("06-19", 3), ("09-25", 3), ("10-01", 7)]
    wanted = {
        date.fromisoformat(f"2026-{first}") + timedelta(days=each)
        for first, length in spans
        for each in range(length)
    }
    assert off == wanted


def test_a_year_without_notice_is_unconfirmed_and_an_office_may_confirm_it():
    assert CALENDAR.confirmed(date(2026, 12, 31))
    assert CALENDAR.confirmed(date(2004, 1, 1))
    assert not CALENDAR.confirmed(date(2003, 12, 31))
    assert not CALENDAR.confirmed(date(2027, 1, 1))
    assert not CALENDAR.confirmed(date(2040, 1, 1))
    corrected = CALENDAR.with_overrides({date(2027, 1, 3): True}, confirmed_years=[2027])
    assert corrected.is_working_day(date(2027, 1, 3))
    assert corrected.confirmed(date(2027, 5, 1))
    assert not CALENDAR.is_working_day(date(2027, 1, 3))


def test_the_working_day_before_a_monday_is_friday():
    assert CALENDAR.working_days_before(date(2026, 11, 30), 1) == date(2026, 11, 27)
    assert CALENDAR.working_days_before(date(2026, 10, 8), 1) == date(2026, 9, 30)
    assert CALENDAR.working_days_before(date(2026, 11, 30), 0) == date(2026, 11, 30)


@given(DAYS, st.integers(1, 12))
def test_walking_forth_and_back_ends_on_the_same_working_day(day, count):
    start = CALENDAR.roll(day)
    there = CALENDAR.working_days_after(start, count)
    assert CALENDAR.is_working_day(there)
    assert CALENDAR.working_days_before(there, count) == start


@given(DAYS)
def test_rolling_never_goes_back_and_ends_on_a_working_day(day):
    rolled = CALENDAR.roll(day)
    assert rolled >= day
    assert CALENDAR.is_working_day(rolled)
    assert (rolled == day) is CALENDAR.is_working_day(day)
