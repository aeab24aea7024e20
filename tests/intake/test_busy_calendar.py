"""A person's own calendar gives busy times alone, whatever producer wrote it."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.intake.busy_calendar import read_busy

FIRST, LAST = date(2026, 9, 14), date(2027, 9, 14)


def calendar(*events: str, kind: str = "VEVENT") -> bytes:
    inside = "\r\n".join(f"BEGIN:{kind}\r\n{each}\r\nEND:{kind}" for each in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}\r\nEND:VCALENDAR\r\n".encode()


def times(data: bytes, own: tuple[str, ...] = (), last: date = LAST) -> list[str]:
    return [f"{a:%m%d %H:%M}-{b:%m%d %H:%M}" for a, b in read_busy(data, FIRST, last, own).times]


MEETING = "UID:a\r\nDTSTART;TZID=Asia/Shanghai:20260928T090000\r\nDTEND;TZID=Asia/Shanghai:20260928T110000"


def test_a_meeting_is_a_busy_time_and_nothing_of_it_is_kept() -> None:
    data = calendar(MEETING + "\r\nSUMMARY:看病\r\nLOCATION:医院")
    assert times(data) == ["0928 09:00-0928 11:00"]
    assert "看病" not in repr(read_busy(data, FIRST, LAST))


@pytest.mark.parametrize(
    "line",
    ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_what_the_calendar_calls_free_does_not_count(line: str) -> None:
    assert times(calendar(f"{MEETING}\r\n{line}")) == []


def test_the_offices_own_invitation_does_not_keep_a_head_from_the_hearing() -> None:
    assert times(calendar(MEETING), own=("a",)) == []


def test_utc_is_turned_into_the_time_here_and_touching_times_are_joined() -> None:
    one = "UID:a\r\nDTSTART:20260928T010000Z\r\nDTEND:20260928T020000Z"
    two = "UID:b\r\nDTSTART:20260928T100000\r\nDURATION:PT30M"
    assert times(calendar(one, two)) == ["0928 09:00-0928 10:30"]


def test_an_all_day_event_takes_the_day_and_one_without_an_end_an_hour() -> None:
    assert times(calendar("UID:a\r\nDTSTART;VALUE=DATE:20260928")) == ["0928 00:00-0929 00:00"]
    assert times(calendar("UID:a\r\nDTSTART:20260928T090000")) == ["0928 09:00-0928 10:00"]


def test_an_old_weekly_series_reaches_into_the_window_without_its_exceptions() -> None:
    series = (
        "UID:w\r\nDTSTART;TZID=Asia/Shanghai:20200106T140000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO"
        "\r\nEXDATE;TZID=Asia/Shanghai:20260921T140000"
    )
    moved = (
        "UID:w\r\nRECURRENCE-ID;TZID=Asia/Shanghai:20260928T140000"
        "\r\nDTSTART;TZID=Asia/Shanghai:20260929T080000\r\nDURATION:PT1H"
    )
    gone = (
        "UID:w\r\nRECURRENCE-ID;TZID=Asia/Shanghai:20261005T140000"
        "\r\nDTSTART;TZID=Asia/Shanghai:20261005T140000\r\nDURATION:PT1H\r\nSTATUS:CANCELLED"
    )
    assert times(calendar(series, moved, gone), last=date(2026, 10, 12)) == [
        "0914 14:00-0914 15:00",
        "0929 08:00-0929 09:00",
        "1012 14:00-1012 15:00",
    ]


def test_a_series_of_a_number_of_times_is_counted_from_its_first() -> None:
    series = "UID:w\r\nDTSTART:20260907T140000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3"
    assert times(calendar(series)) == ["0914 14:00-0914 15:00", "0921 14:00-0921 15:00"]


def test_twelve_months_of_a_daily_series_are_read_not_sixty_days() -> None:
    series = "UID:d\r\nDTSTART:20260101T080000\r\nDURATION:PT10M\r\nRRULE:FREQ=DAILY"
    assert len(times(calendar(series))) == (LAST - FIRST).days + 1


def test_a_rule_that_is_not_understood_is_counted_and_its_first_time_kept() -> None:
    odd = "UID:w\r\nDTSTART:20260928T140000\r\nDURATION:PT1H\r\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1"
    reading = read_busy(calendar(odd), FIRST, LAST)
    assert (len(reading.times), reading.skipped) == (1, 1)


def test_the_newest_version_of_an_event_stands_in_whatever_order() -> None:
    newer = MEETING.replace("T110000", "T100000") + "\r\nSEQUENCE:2"
    assert times(calendar(newer, MEETING)) == ["0928 09:00-0928 10:00"]


def test_a_published_free_busy_list_is_understood() -> None:
    data = calendar(
        "FREEBUSY;FBTYPE=BUSY:20260928T010000Z/PT2H,20260929T010000Z/20260929T020000Z"
        "\r\nFREEBUSY;FBTYPE=FREE:20260930T010000Z/PT8H",
        kind="VFREEBUSY",
    )
    assert times(data) == ["0928 09:00-0928 11:00", "0929 09:00-0929 10:00"]


def test_what_is_over_or_far_away_is_not_kept() -> None:
    old = MEETING.replace("2026", "2025")
    far = MEETING.replace("2026", "2029").replace("UID:a", "UID:b")
    assert times(calendar(old, far)) == []


def test_a_file_that_is_no_calendar_is_a_problem() -> None:
    assert read_busy(b"<html>log in</html>", FIRST, LAST).problem is not None


def test_more_series_than_anybody_has_are_refused_as_a_whole() -> None:
    one = "DTSTART:20200101T080000\r\nRRULE:FREQ=DAILY"
    reading = read_busy(calendar(*[f"UID:{n}\r\n{one}" for n in range(2_001)]), FIRST, LAST)
    assert reading.problem is not None


@given(
    st.lists(st.tuples(st.integers(1, 28), st.integers(0, 22), st.integers(1, 600)), min_size=1, max_size=12)
)
def test_busy_times_come_in_order_and_never_touch(events: list[tuple[int, int, int]]) -> None:
    written = [
        f"UID:{n}\r\nDTSTART:202610{day:02d}T{hour:02d}0000\r\nDURATION:PT{length}M"
        for n, (day, hour, length) in enumerate(events)
    ]
    found = read_busy(calendar(*written), FIRST, LAST).times
    assert all(start < end for start, end in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    assert sum((end - start).total_seconds() for start, end in found) <= 60 * sum(e[2] for e in events)
