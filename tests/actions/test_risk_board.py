"""What would break 100 %: each risk once, in order of urgency, gone when cured."""

from datetime import timedelta

from flask import Flask

from litigation.actions.assign_heads import Choice, assign
from litigation.actions.move_hearing import NewDate, cancel_hearing, move_hearing
from litigation.actions.risk_board import RiskKind, risks
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from tests.factory import CLERK, NOW, SECRET, at, hearing_at, make_agency, make_case, make_official


def kinds() -> list[RiskKind]:
    return [risk.kind for risk in risks(db.session, NOW)]


def asked(start: str = "2026-09-16 09:30", **official: object) -> Assignment:
    agency = make_agency()
    head = make_official(agency, **official)
    hearing = make_case(agency, hearings=(hearing_at(start),)).hearings[0]
    return assign(Choice(hearing.id, agency.id, head.id), now=NOW, actor=CLERK, secret=SECRET)


def set_state(assignment: Assignment, **values: object) -> None:
    with writing() as session:
        row = session.get_one(Assignment, assignment.id)
        for name, value in values.items():
            setattr(row, name, value)


def test_a_past_hearing_without_outcome_comes_first(app_on: Flask) -> None:
    asked()
    make_case(make_agency(), hearings=(hearing_at("2026-09-11 15:00"),))
    assert kinds() == [RiskKind.OUTCOME, RiskKind.UNCONFIRMED]


def test_a_duty_without_a_head_is_shown_however_far_away(app_on: Flask) -> None:
    make_case(make_agency(), hearings=(hearing_at("2026-12-01 09:30"),))
    assert kinds() == [RiskKind.UNASSIGNED]


def test_a_confirmed_head_with_a_certificate_is_no_risk(app_on: Flask) -> None:
    assignment = asked()
    set_state(assignment, state="confirmed")
    assert kinds() == [RiskKind.CERTIFICATE]
    set_state(assignment, certificate_state="filed")
    assert kinds() == []


def test_a_moved_hearing_needs_a_new_answer(app_on: Flask) -> None:
    assignment = asked("2026-09-18 09:00")
    set_state(assignment, state="confirmed", certificate_state="filed")
    move_hearing(assignment.hearing_id, NewDate(at("2026-09-16 14:00")), "改期", now=NOW, actor=CLERK)
    assert kinds() == [RiskKind.LAPSED]


def test_a_head_who_cannot_be_reached_alarms_at_once(app_on: Flask) -> None:
    asked(mobile=None, email=None)
    assert kinds() == [RiskKind.CONTACT]


def test_a_hearing_moved_onto_another_one_is_a_conflict(app_on: Flask) -> None:
    assignment = asked("2026-09-16 09:30")
    agency, head = assignment.agency, assignment.official
    other = make_case(agency, hearings=(hearing_at("2026-09-18 09:30"),)).hearings[0]
    assign(Choice(other.id, agency.id, head.id), now=NOW, actor=CLERK, secret=SECRET)
    move_hearing(other.id, NewDate(at("2026-09-16 10:00")), "改期", now=NOW, actor=CLERK)
    assert kinds() == [RiskKind.CONFLICT, RiskKind.CONFLICT]


def test_a_hearing_missing_from_the_latest_list_is_shown_until_settled(app_on: Flask) -> None:
    assignment = asked()
    set_state(assignment, state="confirmed", certificate_state="filed")
    with writing() as session:
        session.get_one(Hearing, assignment.hearing_id).missing_since = NOW
    assert kinds() == [RiskKind.MISSING]
    cancel_hearing(assignment.hearing_id, "撤诉", now=NOW, actor=CLERK)
    assert kinds() == []


def test_what_lies_beyond_the_week_waits(app_on: Flask) -> None:
    asked("2026-09-28 09:30")
    assert kinds() == []
    assert [risk.kind for risk in risks(db.session, NOW, timedelta(days=30))] == [RiskKind.UNCONFIRMED]
