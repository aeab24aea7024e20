from datetime import UTC, date, datetime

import pytest

from litigation.law.clock import read_month, say_day, say_moment, shanghai_day
from litigation.law.error import InvalidInputError


def test_a_day_is_the_day_in_shanghai():
    assert shanghai_day(datetime(2026, 1, 31, 16, 30, tzinfo=UTC)) == date(2026, 2, 1)
    with pytest.raises(ValueError, match="aware"):
        shanghai_day(datetime(2026, 1, 31, 16, 30))  # noqa: DTZ001 - the naive value is what is tested


def test_a_moment_is_said_with_its_weekday():
    moment = datetime(2026, 9, 15, 1, 30, tzinfo=UTC)
    assert say_moment(moment) == "9月15日 周二 09:30"
    assert say_moment(moment, this_year=2027) == "2026年9月15日 周二 09:30"
    assert say_day(date(2026, 9, 15), this_year=2026) == "9月15日 周二"


def test_a_month_has_its_first_and_last_day():
    assert read_month("2026-12") == (date(2026, 12, 1), date(2026, 12, 31))
    assert read_month("2028-02") == (date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "2026", "二月"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(InvalidInputError, match=f"月份“{text}”读不懂"):
        read_month(text)
