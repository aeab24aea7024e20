"""Answers by mail count only from the invited address and for the time now asked about."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from litigation.actions.answer_notice import confirm
from litigation.actions.link import make_token
from litigation.actions.move_hearing import NewDate, move_hearing
from litigation.actions.settle_message import settle_message
from litigation.actions.take_reply import DOUBTFUL, Post, failed_dmarc, take_reply
from litigation.channels.reply import CalendarReply
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.inbound_message import InboundMessage
from tests.actions.outbox import ask, empty, notices, planned, tasks
from tests.factory import CLERK, NOW, SECRET, at, hearing_at, make_agency, make_case, make_official
from tests.fakes.recorder import recording_gateways

HEAD = "shen@yunting.example"
SOON = NOW + timedelta(minutes=10)


@pytest.fixture
def agency(app_on):
    return make_agency()


@pytest.fixture
def hearing(agency):
    hearing = make_case(agency, hearings=(hearing_at("2026-10-12 09:30"),)).hearings[0]
    ask(hearing, agency, make_official(agency, "沈若衡", email="Shen@yunting.example"))
    empty(recording_gateways(), NOW)
    return hearing


def answer(hearing, partstat="ACCEPTED", *, method="REPLY", sequence=0, attendee=HEAD, sender=HEAD,
           stamped_at=SOON, results=(), now=SOON, uid=""):  # fmt: skip
    reply = CalendarReply(method, uid or hearing.uid, sequence, attendee, partstat, stamped_at)
    with writing() as session:
        return take_reply(session, reply, Post("id", sender, "已接受", "", results), now, SECRET)


def assignments():
    db.session.rollback()
    query = select(Assignment).order_by(Assignment.id).execution_options(populate_existing=True)
    return [(each.official.name, each.state, each.answered_by) for each in db.session.scalars(query)]


def inbox():
    db.session.rollback()
    query = select(InboundMessage).order_by(InboundMessage.id).execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def test_accepted_confirms_and_stops_the_ladder(hearing):
    assert answer(hearing)
    assert assignments() == [("沈若衡", "confirmed", "mail")]
    assert [(each.state, each.reading) for each in inbox()] == [("done", "yes")]
    assert not [rung for rung, _ in planned(hearing_id=hearing.id) if rung.startswith("chase")]


def test_declined_asks_the_next_head_and_leaves_the_reason_to_the_link(agency, hearing):
    make_official(agency, "周明")
    assert answer(hearing, "DECLINED")
    assert assignments() == [("沈若衡", "declined", "mail"), ("周明", "asked", "")]
    assert tasks(kind="declined")[0].title.startswith("沈若衡不能出庭：理由待补")


def test_the_same_answer_twice_is_one(agency, hearing):
    make_official(agency, "周明")
    make_official(agency, "吴清")
    assert answer(hearing, "DECLINED")
    assert not answer(hearing, "DECLINED")
    answer(hearing, "DECLINED", stamped_at=SOON + timedelta(minutes=1))
    assert len(assignments()) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"uid": "unknown@elsewhere.example"},
        {"attendee": "crasher@yunting.example", "sender": "crasher@yunting.example"},
        {"sender": "evil@bad.example"},
        {"sender": ""},
        {"sequence": 7},
        {"method": "CANCEL"},
        {"method": "REQUEST"},
        {"results": ("mx.office.example; dkim=none; dmarc=fail (p=reject) header.from=yunting.example",)},
    ],
)
def test_what_is_not_plain_waits_for_a_person_and_changes_nothing(hearing, changes):
    answer(hearing, **changes)
    assert assignments() == [("沈若衡", "asked", "")]
    assert [each.state for each in inbox()] == ["waiting"]


@pytest.mark.parametrize(
    ("partstat", "method"),
    [("TENTATIVE", "REPLY"), ("DELEGATED", "REPLY"), ("ACCEPTED", "COUNTER"), ("", "REFRESH")],
)
def test_half_an_answer_is_a_task(hearing, partstat, method):
    answer(hearing, partstat, method=method)
    assert assignments() == [("沈若衡", "asked", "")]
    assert [each.state for each in inbox()] == ["waiting"]
    assert len(tasks(kind="reply")) == 1


def test_no_answer_at_all_needs_nobody(hearing):
    answer(hearing, "NEEDS-ACTION")
    assert [each.state for each in inbox()] == ["done"]


def move(hearing, start):
    move_hearing(hearing.id, NewDate(starts_at=at(start)), "法院改期", now=SOON, actor=CLERK)
    empty(recording_gateways(), SOON)


def test_an_answer_to_the_old_time_does_not_count_and_one_to_the_new_does(hearing):
    move(hearing, "2026-10-15 14:30")
    answer(hearing, sequence=0, now=SOON + timedelta(minutes=1))
    assert assignments() == [("沈若衡", "asked", "")]
    newest = max(each.sequence or 0 for each in notices(channel="mail", recipient_kind="official"))
    answer(hearing, sequence=newest, now=SOON + timedelta(minutes=2))
    assert assignments() == [("沈若衡", "confirmed", "mail")]
    assert [each.state for each in inbox()] == ["waiting", "done"]


def test_an_older_answer_that_comes_late_changes_nothing(agency, hearing):
    make_official(agency, "周明")
    answer(hearing, stamped_at=SOON)
    answer(hearing, "DECLINED", stamped_at=SOON - timedelta(minutes=5))
    assert assignments() == [("沈若衡", "confirmed", "mail")]
    answer(hearing, "DECLINED", stamped_at=SOON + timedelta(minutes=5))
    assert assignments()[0] == ("沈若衡", "declined", "mail")


def test_a_mail_does_not_undo_what_the_link_has_proven(agency, hearing):
    make_official(agency, "周明")
    with writing() as session:
        assignment = session.scalar(select(Assignment))
        token = make_token(SECRET, "head", assignment.nonce)
    confirm(token, "k", revision=1, now=SOON, actor=CLERK)
    answer(hearing, "DECLINED")
    assert assignments() == [("沈若衡", "confirmed", "link")]
    assert [each.state for each in inbox()] == ["waiting"]


def test_a_relieved_head_is_not_asked_any_more(agency, hearing):
    ask(hearing, agency, make_official(agency, "周明"), now=SOON)
    answer(hearing)
    assert assignments() == [("沈若衡", "relieved", ""), ("周明", "asked", "")]
    assert [each.state for each in inbox()] == ["waiting"]


def test_an_answer_after_the_start_is_laid_before_a_person(hearing):
    answer(hearing, now=at("2026-10-12 09:31"))
    assert assignments() == [("沈若衡", "asked", "")]
    assert "已过" in inbox()[0].outcome


def test_a_person_may_take_what_was_doubtful(hearing):
    answer(hearing, results=("mx; dmarc=fail",))
    [message] = inbox()
    assert message.outcome == DOUBTFUL
    settle_message(
        message.id, "confirmed", assignment_id=message.assignment_id, now=SOON, actor=CLERK, secret=SECRET
    )
    assert assignments() == [("沈若衡", "confirmed", "mail")]


@pytest.mark.parametrize(
    ("results", "failed"),
    [
        ((), False),
        (("mx.office.example; spf=pass; dmarc=pass header.from=a.example",), False),
        (("mx.office.example;\r\n\tdkim=fail;\r\n\tdmarc=fail action=none",), True),
        (("mx.office.example; spf=pass", "mx.office.example; dmarc=fail"), True),
        (("mx.office.example; dmarc=pass", "elsewhere.example; dmarc=fail"), False),
        (("mx.office.example; spf=pass (dmarc=fail is no result)",), False),
        (("; compauth=fail reason=001",), True),
    ],
)
def test_only_the_receiving_server_says_who_is_forged(results, failed):
    assert failed_dmarc(results) is failed
