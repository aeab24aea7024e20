"""Replies by text: bound to the right hearing, asked back, or laid before a person."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.manage_settings import change_settings
from litigation.actions.reply_codes import code_of, reply_hint
from litigation.actions.send_due import send_due
from litigation.actions.settle_message import answerable, settle_message
from litigation.actions.take_text import take_text
from litigation.law.error import ConflictError, InvalidInputError
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.inbound_message import InboundMessage, is_closed
from tests.actions.outbox import ask, notices, tasks
from tests.factory import CLERK, NOW, SECRET, hearing_at, make_agency, make_case, make_official
from tests.fakes.recorder import recording_gateways

MOBILE = "+8613800008000"
SOON = NOW + timedelta(minutes=5)


@pytest.fixture
def agency(app_on):
    return make_agency()


@pytest.fixture
def head(agency):
    return make_official(agency, "沈若衡", mobile=MOBILE)


def asked(agency, head, *days):
    """The head asked for a hearing on each of these days of October."""
    for day in days:
        hearing = make_case(agency, hearings=(hearing_at(f"2026-10-{day} 09:30"),)).hearings[0]
        ask(hearing, agency, head)
    return assignments()


def assignments():
    db.session.expire_all()
    return db.session.scalars(select(Assignment).order_by(Assignment.id)).all()


def inbox():
    db.session.expire_all()
    return db.session.scalars(select(InboundMessage).order_by(InboundMessage.id)).all()


def take(body, sid="SM1", sender=MOBILE, now=SOON):
    return take_text(sid, sender, body, now=now, secret=SECRET)


def give_codes():
    with writing() as session:
        return [
            code_of(session, each, NOW)
            for each in session.scalars(select(Assignment).order_by(Assignment.id))
        ]


def test_one_open_hearing_and_a_plain_yes(agency, head):
    asked(agency, head, 12)
    answer = take("1")
    assert "您出庭" in answer
    assert [(each.state, each.answered_by) for each in assignments()] == [("confirmed", "sms")]
    assert [each.state for each in inbox()] == ["done"]


def test_a_no_asks_the_next_head_at_once_and_the_reason_by_the_link(agency, head):
    make_official(agency, "周明", mobile="+8613800008001")
    asked(agency, head, 12)
    assert "补填理由" in take("收到，去不了")
    states = [(each.official.name, each.state, each.decline_ground) for each in assignments()]
    assert states == [("沈若衡", "declined", None), ("周明", "asked", None)]
    assert tasks(kind="declined")[0].title.startswith("沈若衡不能出庭：理由待补")


def test_the_same_text_twice_is_one_answer(agency, head):
    asked(agency, head, 12)
    assert take("1")
    assert take("1") == ""
    assert len(inbox()) == 1


def test_two_open_hearings_are_asked_back_and_never_guessed(agency, head):
    asked(agency, head, 12, 13)
    answer = take("1")
    first, second = (each.reply_code for each in assignments())
    assert first in answer
    assert second in answer
    assert {each.state for each in assignments()} == {"asked"}


def test_a_code_names_the_hearing(agency, head):
    asked(agency, head, 12, 13)
    _, second = give_codes()
    take(f"{second} 1")
    assert [each.state for each in assignments()] == ["asked", "confirmed"]


def test_a_code_nobody_gave_lies_before_a_person(agency, head):
    asked(agency, head, 12, 13)
    first, second = give_codes()
    wrong = next(f"{number}" for number in range(30, 40) if f"{number}" not in (first, second))
    take(f"{wrong} 1")
    assert {each.state for each in assignments()} == {"asked"}
    assert [each.state for each in inbox()] == ["waiting"]


def test_a_yes_goes_to_the_one_hearing_still_open(agency, head):
    asked(agency, head, 12, 13)
    first, _ = give_codes()
    take(f"{first} 1", "SM1")
    take("1", "SM2")
    assert [each.state for each in assignments()] == ["confirmed", "confirmed"]


def test_a_bare_no_with_a_confirmed_hearing_beside_is_asked_back(agency, head):
    asked(agency, head, 12, 13)
    first, _ = give_codes()
    take(f"{first} 1", "SM1")
    take("2", "SM2")
    assert [each.state for each in assignments()] == ["confirmed", "asked"]


def test_a_receipt_is_no_yes_and_is_asked_again(agency, head):
    asked(agency, head, 12)
    assert "能出庭回复 1" in take("收到")
    assert [each.state for each in assignments()] == ["asked"]


def test_free_words_lie_before_a_person(agency, head):
    asked(agency, head, 12)
    assert take("15号有会，能不能请老李去") == ""
    assert [(each.state, each.person) for each in inbox()] == [("waiting", "沈若衡")]


def test_an_unknown_number_is_kept_and_given_the_telephone_once_a_day(app_on):
    change_settings({"office_phone": "0599-000-123"}, now=NOW, actor=Actor("管理员", "admin"))
    assert "0599-000-123" in take("你是谁", "SM1", "+8613800007777")
    assert take("你是谁啊", "SM2", "+8613800007777") == ""
    assert "0599-000-123" in take("?", "SM3", "+8613800007777", SOON + timedelta(days=2))
    assert [each.state for each in inbox()] == ["waiting"] * 3


def test_an_answer_after_the_start_lies_before_a_person(agency, head):
    asked(agency, head, 12)
    take("2", now=NOW + timedelta(days=60))
    assert [each.state for each in assignments()] == ["asked"]
    assert [each.state for each in inbox()] == ["waiting"]


def test_a_stop_closes_the_channel_and_the_duty_goes_another_way(agency, head):
    take("退订")
    assert is_closed(db.session(), MOBILE)
    assert "退订" in tasks(kind="contact")[0].title
    asked(agency, head, 12)
    gateways = recording_gateways()
    send_due(gateways, lambda: SOON, "w", limit=20)
    assert MOBILE not in {each.to for each in gateways.sms.texts}
    states = {
        each.channel: each.state for each in notices(event="appointment") if each.recipient_kind == "official"
    }
    assert states["mail"] == "sent"
    assert states["sms"] == "failed"
    take("START", "SM2")
    assert not is_closed(db.session(), MOBILE)


def test_a_text_says_how_to_answer_and_with_several_open_by_which_code(agency, head):
    asked(agency, head, 12)
    with writing() as session:
        assert reply_hint(session, assignments()[0], NOW) == "也可直接回复 1（能）或 2（不能）。"
    asked(agency, head, 13)
    with writing() as session:
        second = assignments()[1]
        assert f"{second.reply_code or code_of(session, second, NOW)} 1（能）" in reply_hint(
            session, second, NOW
        )


def test_codes_of_one_person_differ_and_stay(agency, head):
    asked(agency, head, 12, 13, 14)
    codes = give_codes()
    assert len(set(codes)) == 3
    assert give_codes() == codes


def test_a_person_says_what_a_message_means(agency, head):
    asked(agency, head, 12)
    take("我能去的，放心")
    message = inbox()[0]
    [assignment] = answerable(db.session(), message, SOON)
    settle_message(message.id, "confirmed", assignment_id=assignment.id, now=SOON, actor=CLERK, secret=SECRET)
    assert [each.state for each in assignments()] == ["confirmed"]
    assert [each.state for each in inbox()] == ["done"]
    with pytest.raises(ConflictError):
        settle_message(message.id, "nothing", now=SOON, actor=CLERK, secret=SECRET)


def test_an_answer_must_name_its_hearing(agency, head):
    asked(agency, head, 12)
    take("我能去的，放心")
    with pytest.raises(InvalidInputError):
        settle_message(inbox()[0].id, "confirmed", now=SOON, actor=CLERK, secret=SECRET)
    assert [each.state for each in inbox()] == ["waiting"]
