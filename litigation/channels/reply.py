"""Answers of calendar programs to our invitations (iTIP REPLY and its kin, RFC 5546), read and no more.

Every program writes them differently: without ORGANIZER (outlook.com), DTSTAMP without Z
(Tencent), MAILTO: in capitals, in GB18030. Whether an answer counts is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

MOST_BYTES = 256 * 1024

_SHANGHAI = timezone(timedelta(hours=8))
_STAMP = re.compile(r"(\d{8})T(\d{6})(Z?)")
_METHODS = frozenset({"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER", "REQUEST", "CANCEL", "ADD", "PUBLISH"})
# ATTENDEE;PARTSTAT=ACCEPTED;CN="沈若衡: 局长":MAILTO:shen@yunting.example
_LINE = re.compile(r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(?P<value>.*)')
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^;"])*)')


class ReplyUnreadableError(Exception):
    """No answer that can be read: not exactly one event, no UID, or too large."""


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """One answer. Addresses are bare and in lower case.

    ``partstat`` is as written, in capitals. ``stamped_at`` is DTSTAMP, the moment of the answer
    as its program says; without zone it is taken for Shanghai. ``sent_by`` is whoever answered in
    the attendee's name. ``start`` is the raw DTSTART, of interest where another time is proposed.
    """

    method: str
    uid: str
    sequence: int
    attendee: str
    partstat: str = ""
    stamped_at: datetime | None = None
    sent_by: str = ""
    delegated_to: str = ""
    comment: str = ""
    start: str = ""


def read_reply(data: bytes) -> CalendarReply:
    """Read a ``text/calendar`` part.

    Raises:
        ReplyUnreadableError: it holds no answer to one event by one person.
    """
    if len(data) > MOST_BYTES:
        raise ReplyUnreadableError
    method, events = "", list[list[re.Match[str]]]()
    depth: list[str] = []
    for line in _lines(data):
        name, value = line["name"].upper(), line["value"].strip()
        if name == "BEGIN":
            depth.append(value.upper())
            if value.upper() == "VEVENT":
                events.append([])
        elif name == "END":
            depth = depth[:-1]
        elif depth[-1:] == ["VEVENT"]:
            events[-1].append(line)
        elif name == "METHOD" and depth == ["VCALENDAR"]:
            method = value.upper()
    if len(events) != 1 or method not in _METHODS:
        raise ReplyUnreadableError
    return _answer(method, events[0])


def _answer(method: str, lines: list[re.Match[str]]) -> CalendarReply:
    uid, attendees = _first(lines, "UID"), [each for each in lines if each["name"].upper() == "ATTENDEE"]
    sequence = _first(lines, "SEQUENCE") or "0"
    known = {_bare(each["value"]) for each in attendees}
    if not uid or len(uid) > 255 or not re.fullmatch(r"\d{1,9}", sequence):
        raise ReplyUnreadableError
    if method == "REPLY" and len(known) != 1:
        raise ReplyUnreadableError
    parameters = _parameters(attendees[0]) if attendees else {}
    return CalendarReply(
        method=method,
        uid=uid,
        sequence=int(sequence),
        attendee=next(iter(known)) if len(known) == 1 else "",
        partstat=parameters.get("PARTSTAT", "").upper()[:20],
        stamped_at=_moment(_first(lines, "DTSTAMP")),
        sent_by=_bare(parameters.get("SENT-BY", "")),
        delegated_to=_bare(parameters.get("DELEGATED-TO", "")),
        comment=_plain(_first(lines, "COMMENT"))[:500],
        start=_first(lines, "DTSTART")[:40],
    )


def _lines(data: bytes) -> Iterator[re.Match[str]]:
    """Unfold the bytes, then decode them; a line that is none is passed over."""
    unfolded = re.sub(rb"\r?\n[ \t]", b"", data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\r\n", b"\r\n"))
    try:
        text = unfolded.decode("utf-8")
    except UnicodeDecodeError:
        text = unfolded.decode("gb18030", "replace")
    for line in re.split(r"\r\n|\r|\n", text):
        if len(line) <= 5000 and (found := _LINE.fullmatch(line)) is not None:
            yield found


def _first(lines: list[re.Match[str]], name: str) -> str:
    return next((each["value"].strip() for each in lines if each["name"].upper() == name), "")


def _parameters(line: re.Match[str]) -> dict[str, str]:
    return {name.upper(): value.strip().strip('"') for name, value in _PARAMETER.findall(line["parameters"])}


def _bare(address: str) -> str:
    """Return an address without ``mailto:`` in whatever case, in lower case."""
    return re.sub(r"(?i)^\s*mailto:\s*", "", address.strip()).strip("<> ").lower()[:200]


def _moment(text: str) -> datetime | None:
    found = _STAMP.fullmatch(text)
    if found is None:
        return None
    try:
        moment = datetime.strptime(f"{found[1]}{found[2]}+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return moment if found[3] else moment.replace(tzinfo=_SHANGHAI)


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda each: "\n" if each[1] in "nN" else each[1], text)
