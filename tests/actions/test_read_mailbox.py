"""The mailbox: every message once, whatever breaks, and each kind of mail where it belongs."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from litigation.actions import read_mailbox as reading
from litigation.actions.read_mailbox import read_mailbox
from litigation.channels.mailbox import MailboxAddress
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.import_run import Blob, ImportRun
from litigation.records.inbound_message import InboundMessage
from litigation.records.mailbox import MAILBOX, MailboxMark, MailboxMessage, letters_of
from litigation.records.notice import ChannelState, Notice
from tests.actions.outbox import ask, empty, notices, tasks
from tests.factory import NOW, SECRET, hearing_at, make_agency, make_case, make_official
from tests.fakes.imap import FakeImap
from tests.fakes.recorder import recording_gateways
from tests.intake.letters import LIST, NOTICE, make_letter, raw_letter

LATER = NOW + timedelta(minutes=5)
HEAD = "shen@yunting.example"


@pytest.fixture
def server(app_on) -> Iterator[FakeImap]:
    with FakeImap() as fake:
        fake.boxes["&XfJZBHQG-"] = fake.boxes.pop("&ZbBmWXQG-")
        yield fake


@contextmanager
def edge(name):
    try:
        yield []
    except RuntimeError:
        traceback.print_exc()


def read(server, now=LATER, **changes):
    plain = MailboxAddress("127.0.0.1", server.port, "yingsu", "right", security="plain", timeout=2)
    return read_mailbox(replace(plain, **changes), edge, now=now, secret=SECRET)


def rows(model):
    db.session.rollback()
    query = select(model).execution_options(populate_existing=True)
    return list(db.session.scalars(query.order_by(*model.__table__.primary_key.columns)))


def states():
    return [each.state for each in rows(MailboxMessage)]


def test_a_notice_becomes_a_waiting_import_with_its_sender(server):
    server.put(make_letter(NOTICE + "\nhttps://example.invalid/wssd?qdbh=4"))
    assert read(server) == 1
    [run] = rows(ImportRun)
    letter = letters_of(db.session(), [run.id])[run.id]
    assert (run.state, run.name) == ("waiting", "开庭通知")
    assert (letter.sender, letter.sender_name, letter.subject) == (
        "lian@court.example",
        "市南法院立案庭",
        "开庭通知",
    )
    assert b"qdbh" not in rows(Blob)[0].data


def test_each_list_is_an_import_of_its_own(server):
    other = LIST.replace("12号", "21号").replace("13号", "22号")
    server.put(make_letter("见附件", files=(("一.csv", LIST.encode()), ("二.csv", other.encode()))))
    read(server)
    assert [(each.name, each.state) for each in rows(ImportRun)] == [
        ("一.csv", "waiting"),
        ("二.csv", "waiting"),
    ]


def test_nothing_is_read_twice(server):
    server.put(make_letter())
    assert [read(server), read(server, LATER + timedelta(minutes=5))] == [1, 0]
    server.put(make_letter(NOTICE.replace("12号", "18号"), message_id="<n2@court.example>"))
    assert read(server, LATER + timedelta(minutes=10)) == 1
    assert len(rows(ImportRun)) == 2


def test_the_same_mail_once_more_is_known(server):
    server.put(make_letter())
    server.put(b"Received: from elsewhere\r\n" + make_letter())
    read(server)
    assert states() == ["imported", "repeated"]
    assert len(rows(ImportRun)) == 1


def test_new_numbers_of_a_restored_server_change_nothing(server):
    server.put(make_letter())
    read(server)
    server.renumber()
    server.put(make_letter(NOTICE.replace("12号", "18号"), message_id="<n2@court.example>"))
    read(server)
    assert states() == ["imported", "repeated", "imported"]
    assert len(rows(ImportRun)) == 2


def test_mail_from_before_is_left_alone(server):
    server.put(make_letter(), NOW - timedelta(days=30))
    read(server)
    assert rows(ImportRun) == []


@pytest.mark.parametrize("at", ["LOGIN", "UID SEARCH", "UID FETCH 2", "UID FETCH 3"])
def test_a_broken_connection_skips_nothing(server, at):
    for number in (11, 12, 13):
        server.put(
            make_letter(NOTICE.replace("12号", f"{number}号"), message_id=f"<n{number}@court.example>")
        )
    server.fail("drop", at=at)
    read(server)
    read(server, LATER + timedelta(minutes=5))
    assert states() == ["imported"] * 3
    assert len(rows(ImportRun)) == 3
    assert all(each.tries == 1 for each in rows(MailboxMessage))
    assert tasks(kind="channel") == []


def test_a_worker_that_died_while_reading_is_made_up_for(server):
    server.put(make_letter())
    with writing() as session:
        session.add(
            MailboxMessage(
                box="yingsu@127.0.0.1/INBOX",
                validity=1,
                uid=1,
                arrived_at=NOW,
                tries=1,
                lease_until=LATER + timedelta(minutes=10),
            )
        )
    assert read(server) == 0
    assert rows(MailboxMark)[0].uid == 0
    assert read(server, LATER + timedelta(minutes=11)) == 1
    assert len(rows(ImportRun)) == 1


def test_a_mail_that_cannot_be_read_is_set_aside_and_holds_up_nobody(server, monkeypatch):
    server.put(make_letter(subject="毒"))
    server.put(make_letter(message_id="<n2@court.example>"))
    honest = reading.read_arrived

    def stumble(arrived, now):
        if arrived.uid == 1:
            raise RuntimeError("broken")
        return honest(arrived, now)

    monkeypatch.setattr(reading, "read_arrived", stumble)
    for minutes in range(0, 25, 5):
        read(server, LATER + timedelta(minutes=minutes))
    assert states() == ["refused", "imported"]
    assert sorted(each.state for each in rows(ImportRun)) == ["refused", "waiting"]
    assert rows(MailboxMark)[0].uid == 2


def test_a_mail_that_is_too_large_is_a_refused_import(server, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 2000)
    server.put(make_letter(files=(("九月.csv", LIST.encode() * 40),)))
    read(server)
    [run] = rows(ImportRun)
    assert (run.state, run.name) == ("refused", "开庭通知")
    assert "没有收取" in run.message


def test_an_unreadable_mail_is_a_refused_import(server):
    body = b"--b\r\n\r\nx\r\n" * 300
    server.put(raw_letter(body, "Content-Type: multipart/mixed; boundary=b"))
    read(server)
    assert [each.state for each in rows(ImportRun)] == ["refused"]


def test_wrong_credentials_stop_and_alarm_once_and_new_ones_are_tried_at_once(server):
    server.fail("password", times=99)
    for minutes in range(0, 55, 5):
        read(server, LATER + timedelta(minutes=minutes))
    assert sum(line.startswith("LOGIN") for line in server.log) == 1
    assert len(tasks(kind="channel")) == 1
    read(server, LATER + timedelta(minutes=65))
    assert sum(line.startswith("LOGIN") for line in server.log) == 2
    assert len(tasks(kind="channel")) == 1
    server.faults["password"] = 0
    server.password = "new"
    read(server, LATER + timedelta(minutes=70), password="new")  # a password of the test
    assert db.session.get(ChannelState, MAILBOX, populate_existing=True).stopped_at is None
    assert all(each.done_at for each in tasks(kind="channel"))


def test_a_server_that_stays_away_is_told_after_half_an_hour(server):
    for minutes in (0, 5, 25):
        server.fail("unavailable")
        read(server, LATER + timedelta(minutes=minutes))
    assert tasks(kind="channel") == []
    server.fail("unavailable")
    read(server, LATER + timedelta(minutes=31))
    assert len(tasks(kind="channel")) == 1
    read(server, LATER + timedelta(minutes=36))
    assert all(each.done_at for each in tasks(kind="channel"))


def test_what_is_dealt_with_is_moved_and_a_cut_move_is_made_up_for(server):
    server.put(make_letter())
    server.fail("drop", at="UID MOVE")
    read(server, processed="已处理")
    assert len(server.boxes["INBOX"].messages) == 1
    read(server, LATER + timedelta(minutes=5), processed="已处理")
    assert server.boxes["INBOX"].messages == []
    assert len(server.boxes["&XfJZBHQG-"].messages) == 1
    assert len(rows(ImportRun)) == 1


@pytest.fixture
def asked(server):
    """A head invited by mail; the invitation left."""
    agency = make_agency()
    hearing = make_case(agency, hearings=(hearing_at("2026-10-12 09:30"),)).hearings[0]
    ask(hearing, agency, make_official(agency, email=HEAD))
    empty(recording_gateways(), NOW)
    return hearing


def ours(hearing):
    return notices(hearing_id=hearing.id, channel="mail", recipient_kind="official")[0]


def test_an_accepted_invitation_in_the_mail_confirms(server, asked):
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{asked.uid}\r\nSEQUENCE:0\r\nDTSTAMP:20260914T022000Z\r\n"
        f"ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:{HEAD.upper()}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    letter = raw_letter(calendar.encode(), "Content-Type: text/calendar; method=REPLY; charset=utf-8")
    server.put(letter.replace(b"lian@court.example", HEAD.encode()))
    read(server)
    assert [(each.state, each.answered_by) for each in rows(Assignment)] == [("confirmed", "mail")]
    assert states() == ["inbox"]
    assert rows(ImportRun) == []


def test_a_mail_that_answers_ours_lies_among_the_replies(server, asked):
    server.put(
        make_letter(
            "能出庭。", sender=f"沈若衡 <{HEAD}>", subject="Re: 出庭", In_Reply_To=ours(asked).message_id
        )
    )
    read(server)
    [message] = rows(InboundMessage)
    assert (message.state, message.channel, message.person, message.body) == (
        "waiting",
        "mail",
        "沈若衡",
        "能出庭。",
    )
    assert [each.state for each in rows(Assignment)] == ["asked"]
    assert rows(ImportRun) == []


def test_an_absence_notice_is_no_answer(server, asked):
    letter = make_letter("我在出差", subject="自动回复：出庭", In_Reply_To=ours(asked).message_id)
    server.put(letter)
    read(server)
    assert [(each.state, each.outcome) for each in rows(InboundMessage)] == [
        ("done", "自动回复，没有当作答复。")
    ]


def test_a_mail_of_ours_that_comes_back_was_not_delivered(server, asked):
    body = (
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns;mx\r\n\r\n"
        f"Action: failed\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {ours(asked).message_id}\r\n--b--\r\n"
    )
    kind = "Content-Type: multipart/report; report-type=delivery-status; boundary=b"
    server.put(raw_letter(body.encode(), kind))
    read(server)
    assert (ours(asked).state, ours(asked).error_code) == ("failed", "bounced")
    assert len(tasks(kind="undelivered")) == 1


def test_a_calendar_from_outside_with_our_number_changes_nothing(server, asked):
    calendar = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:{asked.uid}\r\nSEQUENCE:9\r\n"
        "DTSTART:20261012T013000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    server.put(raw_letter(calendar.encode(), "Content-Type: text/calendar; method=CANCEL"))
    read(server)
    assert [each.state for each in rows(InboundMessage)] == ["waiting"]
    assert rows(ImportRun) == []
    assert db.session.scalar(select(Notice.id).where(Notice.event == "cancelled")) is None
