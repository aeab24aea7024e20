"""The auditor: every open seat has a next step, or a person hears that it has none."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import accept_reply
from litigation.actions.climb_ladder import silent_hearings
from litigation.actions.plan_notices import plan_hearing
from litigation.actions.watch import audit
from litigation.records.assignment import Assignment
from litigation.records.db import writing
from litigation.records.notice import Notice, Task
from tests.actions.outbox import ask, tasks
from tests.factory import NOW, hearing_at, make_agency, make_case, make_official


@pytest.fixture
def agency(app_on):
    return make_agency()


def hearing_of(agency, when="2026-10-12 09:30"):
    return make_case(agency, hearings=(hearing_at(when),)).hearings[0]


def forget_everything():
    """What a fault would do: no message is planned and no task is open any more."""
    with writing() as session:
        session.execute(delete(Task))
        session.execute(update(Notice).values(state="sent", sent_at=NOW))


def test_a_new_duty_without_a_head_has_a_next_step(agency):
    hearing_of(agency)
    assert silent_hearings(NOW) == []


def test_a_duty_without_a_head_and_without_a_next_step_is_found_and_mended(agency):
    hearing = hearing_of(agency)
    forget_everything()
    assert silent_hearings(NOW) == [hearing.id]
    audit(NOW)
    assert silent_hearings(NOW) == []


def test_an_unanswered_head_without_a_next_step_is_found(agency):
    hearing = hearing_of(agency)
    ask(hearing, agency, make_official(agency))
    assert silent_hearings(NOW) == []
    forget_everything()
    assert silent_hearings(NOW) == [hearing.id]


def test_where_planning_anew_gives_nothing_a_person_is_told_once_a_day(agency):
    hearing = hearing_of(agency)
    ask(hearing, agency, make_official(agency))
    forget_everything()
    audit(NOW)
    audit(NOW + timedelta(minutes=5))
    found = [each for each in tasks() if each.hearing_id == hearing.id and each.kind == "silent"]
    assert len(found) <= 1
    assert silent_hearings(NOW) == []


def test_a_confirmed_head_needs_no_next_step(agency):
    hearing = hearing_of(agency)
    ask(hearing, agency, make_official(agency))
    with writing() as session:
        assignment = session.query(Assignment).one()
        accept_reply(session, assignment, NOW, Actor("负责人", "head"), "sms")
    forget_everything()
    assert silent_hearings(NOW) == []


def test_a_past_a_cancelled_and_a_discharged_hearing_are_none_of_its_business(agency):
    hearing = hearing_of(agency)
    forget_everything()
    assert silent_hearings(NOW + timedelta(days=60)) == []
    with writing() as session:
        session.get(type(hearing), hearing.id).cancelled_at = NOW
    assert silent_hearings(NOW) == []


def test_a_hearing_put_off_without_a_date_is_found_too(agency):
    hearing = hearing_of(agency)
    with writing() as session:
        row = session.get(type(hearing), hearing.id)
        row.starts_at, row.starts_on = None, None
        plan_hearing(session, hearing.id, NOW)
    forget_everything()
    assert silent_hearings(NOW) == [hearing.id]
    audit(NOW)
    assert silent_hearings(NOW) == []


def test_the_second_agency_of_one_hearing_is_watched_by_itself(agency):
    other = make_agency("云汀区别的局")
    hearing = make_case(agency, other, hearings=(hearing_at("2026-10-12 09:30"),)).hearings[0]
    ask(hearing, agency, make_official(agency))
    with writing() as session:
        accept_reply(session, session.query(Assignment).one(), NOW, Actor("负责人", "head"), "sms")
    forget_everything()
    assert silent_hearings(NOW) == [hearing.id]
