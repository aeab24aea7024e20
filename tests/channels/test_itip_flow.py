"""Invitations as two other programs read them, and what becomes of an attendee's calendar.

libical and vobject share nothing with the library that writes the invitations.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
import vobject

from litigation.channels.invite import Invitation, write_cancel, write_request
from tests.channels import libical
from tests.channels.test_invite import INVITATION


@dataclass(frozen=True)
class Read:
    """What a parser reads of one object."""

    method: str
    uid: str
    sequence: int
    start: str
    status: str


def read_by_libical(data: bytes) -> Read:
    try:
        parsed = libical.parse(data)
    except libical.Unavailable as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no libical: {reason}")
    assert parsed.errors == 0
    assert parsed.valid, "libical finds a rule of iTIP broken"
    [event] = parsed.events
    assert event.zone == "Asia/Shanghai"
    return Read(parsed.method, event.uid, event.sequence, event.start, event.status)


def read_by_vobject(data: bytes) -> Read:
    calendar = vobject.readOne(data.decode())
    event = calendar.vevent
    return Read(
        calendar.method.value,
        event.uid.value,
        int(event.sequence.value),
        event.dtstart.value.strftime("%Y%m%dT%H%M%S"),
        event.status.value,
    )


PARSERS = {"libical": read_by_libical, "vobject": read_by_vobject}


@dataclass
class Calendar:
    """An attendee's calendar: events by UID; an older object changes nothing (RFC 5546, 3.2)."""

    read: Callable[[bytes], Read]
    events: dict[str, Read] = field(default_factory=dict)

    def receive(self, data: bytes) -> None:
        message = self.read(data)
        held = self.events.get(message.uid)
        if held is not None and message.sequence < held.sequence:
            return
        if message.method == "CANCEL":
            if held is None or message.sequence >= held.sequence:
                self.events.pop(message.uid, None)
        else:
            self.events[message.uid] = message


@pytest.fixture(params=PARSERS)
def calendar(request: pytest.FixtureRequest) -> Calendar:
    return Calendar(PARSERS[request.param])


def moved(hours: int, sequence: int) -> Invitation:
    later = timedelta(hours=hours)
    return replace(
        INVITATION,
        sequence=sequence,
        starts_at=INVITATION.starts_at + later,
        ends_at=INVITATION.ends_at + later,
        made_at=INVITATION.made_at + timedelta(days=sequence),
    )


def test_both_read_the_invitation_alike() -> None:
    data = write_request(INVITATION)
    assert read_by_libical(data) == read_by_vobject(data)


def test_both_read_the_cancellation_alike() -> None:
    data = write_cancel(replace(INVITATION, sequence=2))
    assert read_by_libical(data) == read_by_vobject(data)


def test_one_event_that_moves_and_then_is_gone(calendar: Calendar) -> None:
    calendar.receive(write_request(INVITATION))
    assert [each.start for each in calendar.events.values()] == ["20260915T093000"]
    calendar.receive(write_request(moved(29, 1)))
    assert [each.start for each in calendar.events.values()] == ["20260916T143000"]
    calendar.receive(write_cancel(moved(29, 2)))
    assert calendar.events == {}


def test_a_room_corrected_keeps_the_one_event(calendar: Calendar) -> None:
    calendar.receive(write_request(INVITATION))
    calendar.receive(write_request(replace(INVITATION, sequence=1, location="云汀区人民法院第九法庭")))
    assert [(each.sequence, each.start) for each in calendar.events.values()] == [(1, "20260915T093000")]


def test_a_repeated_object_changes_nothing(calendar: Calendar) -> None:
    for _ in range(2):
        calendar.receive(write_request(moved(29, 1)))
    assert len(calendar.events) == 1


def test_an_old_object_that_comes_late_does_not_bring_the_old_time_back(calendar: Calendar) -> None:
    calendar.receive(write_request(moved(29, 1)))
    calendar.receive(write_request(INVITATION))
    assert [each.start for each in calendar.events.values()] == ["20260916T143000"]


def test_who_is_relieved_loses_the_event_and_who_follows_gets_the_same_uid(calendar: Calendar) -> None:
    other = Calendar(calendar.read)
    calendar.receive(write_request(INVITATION))
    calendar.receive(write_cancel(replace(INVITATION, sequence=1)))
    other.receive(
        write_request(replace(INVITATION, sequence=1, attendee="zhou@yunting.example", attendee_name="周明"))
    )
    assert calendar.events == {}
    assert list(other.events) == [INVITATION.uid]


def test_a_cancellation_of_something_never_invited_is_harmless(calendar: Calendar) -> None:
    calendar.receive(write_cancel(replace(INVITATION, sequence=3)))
    assert calendar.events == {}
