"""Pins, and a seat handed from head to head: nothing changes before the other one's yes."""

from datetime import timedelta

import pytest
from flask import Flask

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import Refusal, decline
from litigation.actions.assign_heads import Choice, assign
from litigation.actions.hand_over import (
    PURPOSE,
    answer_offer,
    colleagues,
    find_offer,
    offer_by_link,
    offer_hand_over,
    withdraw_offer,
)
from litigation.actions.link import make_token
from litigation.actions.move_hearing import NewDate, move_hearing
from litigation.actions.pin_choice import pin_head, remove_pin
from litigation.actions.propose_heads import propose_all
from litigation.law.choice_ground import GroundKind
from litigation.law.error import (
    ConflictError,
    DoubleBookedError,
    IneligibleError,
    LinkDeadError,
    NotFoundError,
)
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.db import db
from litigation.records.notice import Notice, Task
from litigation.records.seat_choice import HandOver, Pin
from tests.factory import CLERK, NOW, SECRET, at, hearing_at, make_agency, make_case, make_official

HEAD = Actor("负责人（链接）", "head")
LATER = NOW + timedelta(hours=1)


def seat() -> tuple[Assignment, Official, Official]:
    """甲 is asked to appear, 乙 is a colleague."""
    agency = make_agency()
    first, second = make_official(agency, "甲"), make_official(agency, "乙")
    hearing = make_case(agency).hearings[0]
    asked = assign(Choice(hearing.id, agency.id, first.id), now=NOW, actor=CLERK, secret=SECRET)
    return asked, first, second


def offered(asked: Assignment, to: Official) -> str:
    row = offer_hand_over(asked.id, to.id, "外出开会", now=NOW, actor=CLERK, secret=SECRET)
    return make_token(SECRET, PURPOSE, row.nonce)


def answer(token: str, *, yes: bool = True) -> HandOver:
    return answer_offer(token, yes=yes, now=LATER, actor=HEAD, secret=SECRET)


def states() -> set[tuple[str, str]]:
    return {(each.official.name, each.state) for each in db.session.query(Assignment)}


def events(official: Official, state: str = "planned") -> set[str]:
    rows = db.session.query(Notice).filter_by(
        recipient_kind="official", recipient_id=official.id, state=state
    )
    return {each.event for each in rows}


def test_until_the_colleague_accepts_the_first_one_stays_responsible(app_on: Flask) -> None:
    asked, first, second = seat()
    token = offered(asked, second)
    assert states() == {("甲", "asked")}
    assert events(second) == {"hand_over"}
    assert "chase" in events(first), "the ladder goes on"
    answer(token)
    assert states() == {("甲", "relieved"), ("乙", "confirmed")}
    assert "taken_over" in events(second)
    assert "chase" not in events(first)
    (taken,) = db.session.query(Assignment).filter_by(official_id=second.id)
    assert taken.override_reason == "由甲交接：外出开会"
    assert find_offer(token).status == "accepted"


def test_the_same_answer_twice_is_one_answer(app_on: Flask) -> None:
    asked, _first, second = seat()
    token = offered(asked, second)
    answer(token)
    answer(token)
    assert states() == {("甲", "relieved"), ("乙", "confirmed")}
    with pytest.raises(ConflictError):
        answer(token, yes=False)


def test_a_no_changes_nothing_and_tells_the_clerk(app_on: Flask) -> None:
    asked, _first, second = seat()
    answer(offered(asked, second), yes=False)
    assert states() == {("甲", "asked")}
    assert "仍由甲出庭" in db.session.query(Task).filter_by(kind="hand_over").one().title


def test_a_head_offers_by_the_own_link(app_on: Flask) -> None:
    asked, _first, second = seat()
    own = make_token(SECRET, "head", asked.nonce)
    row = offer_by_link(own, second.id, "", revision=1, now=NOW, actor=HEAD, secret=SECRET)
    answer(make_token(SECRET, PURPOSE, row.nonce))
    assert ("乙", "confirmed") in states()
    with pytest.raises(ConflictError):
        offer_by_link(own, second.id, "", revision=1, now=LATER, actor=HEAD, secret=SECRET)
    with pytest.raises(LinkDeadError):
        offer_by_link("A" * 22, second.id, "", revision=1, now=LATER, actor=HEAD, secret=SECRET)


def test_an_offer_ends_when_the_hearing_moves_or_somebody_else_is_sent(app_on: Flask) -> None:
    asked, _first, second = seat()
    token = offered(asked, second)
    move_hearing(asked.hearing_id, NewDate(at("2026-09-29 09:30")), "改期", now=NOW, actor=CLERK)
    assert find_offer(token).status == "ended"
    with pytest.raises(ConflictError):
        answer(token)
    again = offered(asked, second)
    third = make_official(asked.agency, "丙")
    assign(Choice(asked.hearing_id, asked.agency_id, third.id), now=NOW, actor=CLERK, secret=SECRET)
    with pytest.raises(ConflictError):
        answer(again)
    assert ("乙", "confirmed") not in states()
    assert "hand_over" not in events(second)


def test_a_decline_after_an_offer_ends_it_and_the_next_is_asked(app_on: Flask) -> None:
    asked, _first, second = seat()
    token = offered(asked, second)
    own = make_token(SECRET, "head", asked.nonce)
    decline(own, Refusal("2"), "key-decline", revision=1, now=NOW, actor=HEAD, secret=SECRET)
    with pytest.raises(ConflictError):
        answer(token)
    assert states() == {("甲", "declined"), ("乙", "asked")}


def test_who_is_in_another_hearing_by_then_cannot_accept(app_on: Flask) -> None:
    asked, _first, second = seat()
    token = offered(asked, second)
    other = make_case(asked.agency, hearings=(hearing_at("2026-09-28 10:00"),)).hearings[0]
    assign(Choice(other.id, asked.agency_id, second.id), now=NOW, actor=CLERK, secret=SECRET)
    with pytest.raises(DoubleBookedError):
        answer(token)
    assert find_offer(token).status == "offered", "the answer left no trace"
    assert ("甲", "asked") in states()


def test_a_new_offer_takes_the_place_of_the_old_one(app_on: Flask) -> None:
    asked, _first, second = seat()
    old = offered(asked, second)
    new = offered(asked, make_official(asked.agency, "丙"))
    assert find_offer(old).status == "ended"
    with pytest.raises(ConflictError):
        answer(old)
    withdraw_offer(find_offer(new).row.id, now=NOW, actor=CLERK)
    with pytest.raises(ConflictError):
        answer(new)


def test_only_who_may_appear_can_be_asked_and_only_for_the_own_agency(app_on: Flask) -> None:
    asked, _first, second = seat()
    stranger = make_official(make_agency(), "丁", rank="principal")
    with pytest.raises(IneligibleError):
        offered(asked, stranger)
    assert [each.name for each in colleagues(db.session, asked)] == ["乙"]
    liaison = Actor("方以宁", "liaison", agency_id=stranger.agency_id)
    with pytest.raises(NotFoundError):
        offer_hand_over(asked.id, second.id, "", now=NOW, actor=liaison, secret=SECRET)


def test_a_pin_decides_the_proposal_and_says_so(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, "甲", portfolio=["行政处罚"])
    second = make_official(agency, "乙")
    hearing = make_case(agency).hearings[0]
    pin_head(hearing.id, agency.id, second.id, "熟悉案情", now=NOW, actor=CLERK)
    (item,) = propose_all(db.session, NOW).items
    assert item.proposed is not None
    assert item.proposed.name == "乙"
    assert item.proposed.grounds[0].kind is GroundKind.PINNED
    assert item.others[0].against is not None
    assert item.others[0].against.kind is GroundKind.OTHER_PINNED
    remove_pin(hearing.id, agency.id, now=NOW, actor=CLERK)
    (item,) = propose_all(db.session, NOW).items
    assert item.proposed is not None
    assert item.proposed.name == "甲"


def test_sending_another_head_takes_the_pin_out_and_the_law_refuses_a_pin(app_on: Flask) -> None:
    agency = make_agency()
    first, second = make_official(agency, "甲"), make_official(agency, "乙")
    hearing = make_case(agency).hearings[0]
    pin_head(hearing.id, agency.id, second.id, "", now=NOW, actor=CLERK)
    assign(Choice(hearing.id, agency.id, first.id), now=NOW, actor=CLERK, secret=SECRET)
    assert db.session.query(Pin).count() == 0
    with pytest.raises(IneligibleError):
        pin_head(hearing.id, agency.id, make_official(make_agency()).id, "", now=NOW, actor=CLERK)


def test_who_is_pinned_is_asked_first_after_a_decline(app_on: Flask) -> None:
    asked, _first, second = seat()
    third = make_official(asked.agency, "丙")
    pin_head(asked.hearing_id, asked.agency_id, third.id, "", now=NOW, actor=CLERK)
    own = make_token(SECRET, "head", asked.nonce)
    decline(own, Refusal("2"), "key-decline", revision=1, now=NOW, actor=HEAD, secret=SECRET)
    assert states() == {("甲", "declined"), ("丙", "asked")}
    assert second.id != third.id
