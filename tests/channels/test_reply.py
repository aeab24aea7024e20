"""Answers as calendar programs really write them."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigation.channels.reply import MOST_BYTES, ReplyUnreadableError, read_reply

OUTLOOK_COM = """BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:China Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED;CN="沈若衡: 副局长; 云汀":mailto:Shen@Yunting.example
COMMENT;LANGUAGE=zh-CN:好的\\, 到时见\\n
UID:6f1b@yunting.example
SUMMARY;LANGUAGE=zh-CN:已接受: 出庭应诉
DTSTART;TZID=China Standard Time:20261012T093000
DTSTAMP:20260914T022000Z
SEQUENCE:2
BEGIN:VALARM
DESCRIPTION:REMINDER
UID:not-this-one
END:VALARM
END:VEVENT
END:VCALENDAR
"""

TENCENT = (
    "BEGIN:VCALENDAR\nPRODID:-//Tencent Corporation//Exmail\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\n"
    "ATTENDEE;PARTSTAT=NEED-REQUEST;CN=沈若衡:MAILTO:shen@yunting.example\nUID:6f1b@yunting.example\n"
    "DTSTAMP:20260914T102000\nEND:VEVENT\nEND:VCALENDAR\n"
)


def test_an_answer_without_organizer_is_read() -> None:
    reply = read_reply(OUTLOOK_COM.replace("\n", "\r\n").encode())

    assert (reply.method, reply.uid, reply.sequence) == ("REPLY", "6f1b@yunting.example", 2)
    assert (reply.attendee, reply.partstat) == ("shen@yunting.example", "ACCEPTED")
    assert reply.stamped_at == datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
    assert reply.comment == "好的, 到时见\n"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-8-sig"])
def test_capitals_a_moment_without_zone_and_other_charsets_are_read(codec: str) -> None:
    reply = read_reply(TENCENT.encode(codec))

    assert (reply.attendee, reply.partstat, reply.sequence) == ("shen@yunting.example", "NEED-REQUEST", 0)
    assert reply.stamped_at == datetime(2026, 9, 14, 2, 20, tzinfo=UTC)


def test_a_line_folded_within_a_character_is_put_together() -> None:
    data = OUTLOOK_COM.replace("\n", "\r\n").encode()
    cut = data.index("若".encode()) + 1
    assert read_reply(data[:cut] + b"\r\n " + data[cut:]).attendee == "shen@yunting.example"


def test_whoever_answers_for_another_and_a_delegate_are_told() -> None:
    given = (
        ';PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Zhou@yunting.example";SENT-BY="mailto:secretary@x.example";'
    )
    reply = read_reply(OUTLOOK_COM.replace(";PARTSTAT=ACCEPTED;", given).encode())

    assert reply.delegated_to == "zhou@yunting.example"
    assert reply.sent_by == "secretary@x.example"


@pytest.mark.parametrize(
    "text",
    [
        "",
        TENCENT.replace("UID:", "X-UID:"),
        TENCENT.replace("METHOD:REPLY\n", ""),
        TENCENT.replace("METHOD:REPLY", "METHOD:EVIL"),
        TENCENT.replace("END:VEVENT\n", "ATTENDEE:mailto:other@x.example\nEND:VEVENT\n"),
        TENCENT.replace("END:VEVENT\n", "END:VEVENT\nBEGIN:VEVENT\nUID:2\nEND:VEVENT\n"),
        TENCENT.replace("END:VEVENT\n", "SEQUENCE:-1\nEND:VEVENT\n"),
        TENCENT.replace("VEVENT", "VTODO"),
        "x" * (MOST_BYTES + 1),
    ],
)
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(ReplyUnreadableError):
        read_reply(text.encode())


@given(st.binary(max_size=300), st.integers(min_value=0, max_value=600))
def test_a_damaged_answer_is_read_or_refused(rubbish: bytes, place: int) -> None:
    data = OUTLOOK_COM.encode()
    with suppress(ReplyUnreadableError):
        read_reply(data[:place] + rubbish + data[place:])
