import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import vobject
from hypothesis import given
from hypothesis import strategies as st

from litigation.channels.feed import FeedEntry, event_bytes, write_feed
from tests.channels.test_invite import check_octets, unfolded

NOW = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
ENTRY = FeedEntry(
    uid="7f6c3c1e-hearing@yunting.example",
    sequence=1,
    changed_at=NOW - timedelta(days=1),
    starts_at=datetime(2026, 9, 15, 1, 30, tzinfo=UTC),
    ends_at=datetime(2026, 9, 15, 3, 30, tzinfo=UTC),
    summary="出庭应诉：区市场监管局",
    location="云汀区人民法院第六法庭",
    description="行政处罚，一审; 带身份证明书\n电话 0599-000-123",
)


def test_a_feed_is_no_invitation_and_names_nobody():
    text = unfolded(write_feed("云汀区出庭", [ENTRY]))
    assert "METHOD" not in text
    assert "ATTENDEE" not in text
    assert "VALARM" not in text


def test_phones_are_told_how_often_to_look():
    text = unfolded(write_feed("云汀区出庭", []))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\n" in text
    assert "X-PUBLISHED-TTL:PT1H\n" in text
    assert "NAME:云汀区出庭\nX-WR-CALNAME:云汀区出庭\n" in text


def test_a_cancelled_hearing_stays_and_says_so():
    text = unfolded(write_feed("云汀区出庭", [replace(ENTRY, cancelled=True)]))
    assert "STATUS:CANCELLED\n" in text
    assert "SUMMARY:【已取消】出庭应诉：区市场监管局\n" in text


def test_two_parsers_read_the_same_hearing():
    data = write_feed("云汀区出庭", [ENTRY, replace(ENTRY, uid="other", description="", location="")])
    check_octets(data)
    first, second = icalendar.Calendar.from_ical(data).walk("VEVENT")
    other = vobject.readOne(data.decode()).vevent
    assert first["DTSTART"].dt == other.dtstart.value == ENTRY.starts_at
    assert str(first["DESCRIPTION"]) == other.description.value == ENTRY.description
    assert "DESCRIPTION" not in second


@given(
    st.text(max_size=200, alphabet=st.characters(codec="utf-8")),
    st.text(max_size=200, alphabet='\\;,"应𬭎é \n'),
)
def test_any_text_survives_escaping_and_folding(summary, description):
    data = write_feed("云汀区", [replace(ENTRY, summary=summary, description=description)])
    check_octets(data)
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["SUMMARY"]).split() == _printable(summary).split()
    assert str(event.get("DESCRIPTION", "")).split() == description.split()


def test_the_same_hearing_gives_the_same_bytes_and_a_changed_one_others():
    assert event_bytes(ENTRY) is event_bytes(replace(ENTRY))
    assert event_bytes(ENTRY) != event_bytes(replace(ENTRY, sequence=2))
    assert event_bytes(ENTRY) != event_bytes(replace(ENTRY, location="第一法庭"))


def test_a_fold_never_parts_an_escape():
    text = "一" * 21 + ";" * 40 + "\\" * 30
    data = write_feed("云汀区", [replace(ENTRY, summary=text)])
    for line in data.split(b"\r\n")[:-1]:
        ending = len(line) - len(line.rstrip(b"\\"))
        assert ending % 2 == 0


def test_a_thousand_hearings_are_written_in_a_blink():
    entries = [replace(ENTRY, uid=f"{number}@yunting.example") for number in range(1000)]
    started = time.perf_counter()
    write_feed("云汀区", entries)
    assert time.perf_counter() - started < 2


def _printable(text):
    return "".join(one if one.isprintable() else " " for one in text)
