"""The calendar an office or a person subscribes to: all its hearings as one file.

Written line by line and not through the calendar library, which takes some thirty times as
long for a thousand hearings; a test reads the result back with two libraries. There is no
METHOD (a feed is no invitation) and no ATTENDEE (it would tell who else is asked).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from litigation.channels.invite import PRODUCT, ZONE, plain_lines
from litigation.channels.mail import one_line

_CANCELLED_MARK = "【已取消】"
_LINE_OCTETS = 75

KEPT_EVENTS = 20_000
"""Events whose bytes are kept by one process; at about 700 bytes each, some 14 MB."""

# Backslash, semicolon, comma and line end are the only characters TEXT escapes (RFC 5545, 3.3.11).
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One hearing in the feed. Times are aware; ``sequence`` as in the invitations.

    ``changed_at`` is also the stamp: the same hearing gives the same bytes at any time, so that
    they can be kept and a calendar that has them need not fetch them again.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str = ""
    description: str = ""
    cancelled: bool = False


def write_feed(name: str, entries: Iterable[FeedEntry]) -> bytes:
    """Write the feed named ``name``. Cancelled hearings stay in it, marked, until the caller drops them."""
    heading = "\r\n".join(_heading(name)).encode()
    return b"\r\n".join([heading, *map(event_bytes, entries), b"END:VCALENDAR\r\n"])


def _heading(name: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield _text("NAME", name)
    yield _text("X-WR-CALNAME", name)
    yield f"X-WR-TIMEZONE:{ZONE}"
    # VALUE= is demanded (RFC 7986, 5.7); "P1H" for "PT1H" makes some phones refuse the whole file.
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT1H"
    yield "X-PUBLISHED-TTL:PT1H"


@lru_cache(maxsize=KEPT_EVENTS)
def event_bytes(entry: FeedEntry) -> bytes:
    """Write one event, kept for as long as nothing of it changes."""
    return "\r\n".join(_event(entry)).encode()


def _event(entry: FeedEntry) -> list[str]:
    """Write the lines of one event; UTC times need no VTIMEZONE and are read alike everywhere."""
    stamp = _utc(entry.changed_at)
    mark = _CANCELLED_MARK if entry.cancelled else ""
    lines = [
        "BEGIN:VEVENT",
        _fold(f"UID:{entry.uid}"),
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{stamp}",
        f"LAST-MODIFIED:{stamp}",
        f"DTSTART:{_utc(entry.starts_at)}",
        f"DTEND:{_utc(entry.ends_at)}",
        _text("SUMMARY", mark + entry.summary),
        "STATUS:CANCELLED" if entry.cancelled else "STATUS:CONFIRMED",
    ]
    if entry.location:
        lines.append(_text("LOCATION", entry.location))
    if entry.description:
        lines.append(_text("DESCRIPTION", plain_lines(entry.description)))
    lines.append("END:VEVENT")
    return lines


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(name: str, value: str) -> str:
    if name != "DESCRIPTION" and not value.isprintable():
        value = one_line(value)
    return _fold(f"{name}:{value.translate(_ESCAPES)}")


def _fold(line: str) -> str:
    """Fold at 75 octets (RFC 5545, 3.1), between characters, never inside an escape."""
    octets = line.encode()
    if len(octets) <= _LINE_OCTETS:
        return line
    parts, start, room = [], 0, _LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:
            end -= 1
        end -= _open_escape(octets, end)
        parts.append(octets[start:end])
        start, room = end, _LINE_OCTETS - 1
    parts.append(octets[start:])
    return b"\r\n ".join(parts).decode()


def _open_escape(octets: bytes, end: int) -> int:
    """Return 1 when the octet before ``end`` is a backslash that begins an escape, else 0."""
    run = end
    while octets[run - 1] == 0x5C:
        run -= 1
    return (end - run) % 2
