from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from litigation.channels.invite import Invitation, write_cancel, write_request

INVITATION = Invitation(
    uid="7f6c3c1e-hearing@yunting.example",
    sequence=0,
    made_at=datetime(2026, 9, 8, 8, 2, tzinfo=UTC),
    starts_at=datetime(2026, 9, 15, 1, 30, tzinfo=UTC),
    ends_at=datetime(2026, 9, 15, 3, 30, tzinfo=UTC),
    summary="出庭应诉：区市场监管局（行政处罚，一审）",
    organizer="office@yunting.example",
    organizer_name="云汀区司法局",
    attendee="shen@yunting.example",
    attendee_name="沈若衡",
    location="云汀区人民法院第六法庭",
    description="王某某诉区市场监督管理局，行政处罚，一审；带身份证明书\n电话 0599-000-123",
)

EXPECTED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//litigation//court appearance//ZH
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:CST
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:出庭应诉：区市场监管局（行政处罚，一审）
DTSTART;TZID=Asia/Shanghai:20260915T093000
DTEND;TZID=Asia/Shanghai:20260915T113000
DTSTAMP:20260908T080200Z
UID:7f6c3c1e-hearing@yunting.example
SEQUENCE:0
ATTENDEE;CN=沈若衡;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:shen@yunting.example
DESCRIPTION:王某某诉区市场监督管理局，行政处罚，一审；带身份证明书\\n电话 0599-000-123
LOCATION:云汀区人民法院第六法庭
ORGANIZER;CN=云汀区司法局:mailto:office@yunting.example
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-DISALLOW-COUNTER:TRUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:出庭应诉：区市场监管局（行政处罚，一审）
TRIGGER:-P1D
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def unfolded(data):
    return data.replace(b"\r\n ", b"").decode().replace("\r\n", "\n")


def check_octets(data):
    """RFC 5545, 3.1, without a parser: line ends, length, folds between characters, no BOM."""
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_a_request_is_written_as_the_profile_says():
    data = write_request(INVITATION)
    check_octets(data)
    assert unfolded(data) == EXPECTED


def test_a_cancel_repeats_the_hearing_without_an_alarm():
    data = write_cancel(replace(INVITATION, sequence=2))
    text = unfolded(data)
    check_octets(data)
    assert "METHOD:CANCEL\n" in text
    assert "STATUS:CANCELLED\n" in text
    assert "SEQUENCE:2\n" in text
    assert "UID:7f6c3c1e-hearing@yunting.example\n" in text
    assert "DTSTART;TZID=Asia/Shanghai:20260915T093000\n" in text
    assert "mailto:shen@yunting.example\n" in text
    assert "VALARM" not in text


def test_an_update_differs_in_sequence_stamp_and_time_only():
    moved = replace(
        INVITATION,
        sequence=1,
        made_at=INVITATION.made_at + timedelta(days=2),
        starts_at=INVITATION.starts_at + timedelta(hours=3),
        ends_at=INVITATION.ends_at + timedelta(hours=3),
    )
    before, after = (unfolded(write_request(one)).splitlines() for one in (INVITATION, moved))
    changed = [new.split(":")[0].split(";")[0] for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["DTSTART", "DTEND", "DTSTAMP", "SEQUENCE"]


@pytest.mark.parametrize("write", [write_request, write_cancel])
def test_two_other_parsers_read_the_same_hearing(write):
    data = write(INVITATION)
    event = icalendar.Calendar.from_ical(data).walk("VEVENT")[0]
    other = vobject.readOne(data.decode()).vevent
    for start, summary in (
        (event["DTSTART"].dt, str(event["SUMMARY"])),
        (other.dtstart.value, other.summary.value),
    ):
        assert start == INVITATION.starts_at
        assert summary == INVITATION.summary
    assert other.description.value == INVITATION.description
    assert not event.errors


def test_empty_place_and_text_are_left_out():
    text = unfolded(write_request(replace(INVITATION, location="", description="")))
    assert "LOCATION" not in text
    assert text.count("DESCRIPTION") == 1


def test_names_cannot_break_out_of_their_parameter():
    evil = '沈";PARTSTAT=ACCEPTED:mailto:x@y\r\nATTENDEE:mailto:z@z'
    data = write_request(
        replace(INVITATION, attendee_name=evil, organizer_name=evil, summary=evil, location=evil)
    )
    event = icalendar.Calendar.from_ical(data).walk("VEVENT")[0]
    assert unfolded(data).count("\nATTENDEE") == 1
    assert event["ATTENDEE"] == "mailto:shen@yunting.example"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_a_hearing_that_ends_before_it_starts_is_a_fault():
    with pytest.raises(ValueError, match="ends after"):
        write_request(replace(INVITATION, ends_at=INVITATION.starts_at))


@given(
    st.text(min_size=1, max_size=120, alphabet=st.characters(codec="utf-8")).filter(
        lambda text: text.isprintable()
    ),
    st.text(max_size=120, alphabet='\\;,"应𬭎é \n:^n'),
)
def test_any_text_comes_back_as_it_was(summary, description):
    data = write_request(replace(INVITATION, summary=summary, description=description))
    check_octets(data)
    event = icalendar.Calendar.from_ical(data).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == " ".join(summary.split())
    assert str(event.get("DESCRIPTION", "")).split() == description.split()
