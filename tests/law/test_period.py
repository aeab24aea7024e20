from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.law.calendar import Calendar
from litigation.law.error import InvalidInputError
from litigation.law.period import Length, Unit, parse_length, period_end

CALENDAR = Calendar.shipped()


@pytest.mark.parametrize(
    ("start", "length", "nominal", "due"),
    [
        ("2026-01-30", "15d", "2026-02-14", "2026-02-14"),
        ("2026-01-31", "15d", "2026-02-15", "2026-02-24"),
        ("2026-02-13", "15d", "2026-02-28", "2026-02-28"),
        ("2026-04-20", "15d", "2026-05-05", "2026-05-06"),
        ("2026-04-24", "15d", "2026-05-09", "2026-05-09"),
        ("2026-09-05", "15d", "2026-09-20", "2026-09-20"),
        ("2026-09-10", "15d", "2026-09-25", "2026-09-28"),
        ("2026-09-16", "15d", "2026-10-01", "2026-10-08"),
        ("2026-09-21", "10d", "2026-10-01", "2026-10-08"),
        ("2026-09-25", "15d", "2026-10-10", "2026-10-10"),
        ("2026-11-06", "15d", "2026-11-21", "2026-11-23"),
        ("2026-04-07", "6m", "2026-10-07", "2026-10-08"),
        ("2026-08-31", "6m", "2027-02-28", "2027-03-01"),
        ("2026-12-17", "15d", "2027-01-01", "2027-01-04"),
        ("2026-09-28", "10wd", "2026-10-16", "2026-10-16"),
        ("2026-04-30", "5wd", "2026-05-11", "2026-05-11"),
        ("2024-02-29", "1y", "2025-02-28", "2025-02-28"),
        ("2024-11-30", "2y", "2026-11-30", "2026-11-30"),
    ],
)
def test_a_golden_date_comes_out(start, length, nominal, due):
    end = period_end(date.fromisoformat(start), parse_length(length), CALENDAR)
    assert (end.nominal_on.isoformat(), end.due_on.isoformat()) == (nominal, due)
    assert end.confirmed is (due < "2027")


def test_a_count_of_working_days_across_an_unconfirmed_year_is_unconfirmed():
    assert not period_end(date(2026, 12, 25), parse_length("10wd"), CALENDAR).confirmed


@pytest.mark.parametrize("text", ["", "15", "d", "0d", "-3d", "15 d", "1.5m", "３d", "15D", "2w", "99999d"])
def test_an_unreadable_length_is_refused_with_what_to_write(text):
    with pytest.raises(InvalidInputError, match="15d、6m、2y 或 10wd"):
        parse_length(text)


def test_a_period_beyond_the_calendar_is_refused():
    with pytest.raises(InvalidInputError, match="超出了可计算的年份"):
        period_end(date(2026, 1, 1), parse_length("9999y"), CALENDAR)


@given(st.builds(Length, st.integers(1, 9999), st.sampled_from(Unit)))
def test_a_length_survives_writing(length):
    assert parse_length(str(length)) == length


@given(st.dates(date(2019, 1, 1), date(2026, 6, 1)), st.integers(1, 60))
def test_a_period_never_ends_early_and_ends_on_a_working_day(start, days):
    end = period_end(start, Length(days, Unit.DAYS), CALENDAR)
    assert (end.nominal_on - start).days == days
    assert end.due_on >= end.nominal_on
    assert CALENDAR.is_working_day(end.due_on)


@given(st.dates(date(2019, 1, 1), date(2028, 6, 1)), st.integers(1, 60))
def test_what_is_remembered_is_what_is_counted_anew(start, days):
    fresh = Calendar(CALENDAR.days, CALENDAR.confirmed_years)
    length = Length(days, Unit.DAYS)
    assert period_end(start, length, CALENDAR) == period_end(start, length, fresh)
