"""Calendar invitations: what makes a hearing appear, move and vanish in a head's own calendar.

iTIP (RFC 5546) as the common programs really read it: one event an object, own VTIMEZONE, the
UID fixed for the hearing for ever, a SEQUENCE that grows with every invitation sent after the
first, and one recipient an object, so that nobody learns who else is asked.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vText

from litigation.channels.mail import one_line
from litigation.law.clock import SHANGHAI

ZONE = "Asia/Shanghai"
PRODUCT = "-//litigation//court appearance//ZH"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One hearing as one person is invited to it.

    ``sequence`` is 0 at first and grows with each later object for the same hearing;
    ``made_at`` is the moment of making this object. Times are aware. ``organizer`` must be the
    address the mail comes from. ``remind_before`` is a convenience of the calendar: many
    programs ignore it, our own reminders do not depend on it.
    """

    uid: str
    sequence: int
    made_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    organizer: str
    organizer_name: str
    attendee: str
    attendee_name: str
    location: str = ""
    description: str = ""
    remind_before: timedelta | None = timedelta(days=1)


def write_request(invitation: Invitation) -> bytes:
    """Write METHOD:REQUEST: an invitation, or its update (RFC 5546, 3.2.2)."""
    event = _event(invitation)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    # A court date cannot be bargained: Outlook then offers no "propose new time".
    event.add("x-microsoft-disallow-counter", "TRUE")
    if invitation.remind_before is not None:
        event.add_component(_alarm(invitation))
    return _object("REQUEST", event)


def write_cancel(invitation: Invitation) -> bytes:
    """Write METHOD:CANCEL (RFC 5546, 3.2.5): hearing cancelled, or this person relieved of it.

    Its sequence must be higher than the last one sent, or programs take it for old.
    """
    event = _event(invitation)
    event.add("status", "CANCELLED")
    return _object("CANCEL", event)


def _event(invitation: Invitation) -> Event:
    if invitation.ends_at <= invitation.starts_at:
        raise ValueError("a hearing ends after it starts")
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.made_at.astimezone(UTC))
    event.add("dtstart", invitation.starts_at.astimezone(SHANGHAI))
    event.add("dtend", invitation.ends_at.astimezone(SHANGHAI))
    event.add("summary", one_line(invitation.summary))
    event.add("organizer", _person(invitation.organizer_name, invitation.organizer))
    event.add("attendee", _attendee(invitation))
    if invitation.location:
        event.add("location", one_line(invitation.location))
    if invitation.description:
        event.add("description", plain_lines(invitation.description))
    return event


def plain_lines(text: str) -> str:
    """Keep the lines of a text and drop every other control character."""
    return "\n".join(one_line(line) for line in text.splitlines())


def _person(name: str, address: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    # No double quote can stand inside a parameter, and RFC 6868's way out is little read.
    person.params["CN"] = vText(one_line(name).replace('"', ""))
    return person


def _attendee(invitation: Invitation) -> vCalAddress:
    attendee = _person(invitation.attendee_name, invitation.attendee)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("TRUE")
    return attendee


def _alarm(invitation: Invitation) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(invitation.summary))
    alarm.add("trigger", -(invitation.remind_before or timedelta(0)))
    return alarm


def _object(method: str, event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_shanghai())
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _shanghai() -> Timezone:
    """Write the zone by hand: the library's own adds 1986's summer time and a COMMENT some refuse."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a zone's onset is local by definition
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone
