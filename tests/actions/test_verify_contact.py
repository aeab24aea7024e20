"""Numbers are verified before they are needed: tasks first, then a row of the board."""

from datetime import timedelta

import pytest
from flask import Flask

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import accept_reply
from litigation.actions.assign_heads import Choice, assign
from litigation.actions.manage_people import add_leave, verify_mobile
from litigation.actions.risk_board import RiskKind, risks
from litigation.actions.verify_contact import raise_checks
from litigation.law.contact import ContactState, contact_state
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.availability import BusyTime
from litigation.records.db import db, writing
from litigation.records.notice import Task
from tests.factory import (
    CLERK,
    NOW,
    SECRET,
    at,
    hearing_at,
    make_agency,
    make_case,
    make_liaison,
    make_official,
)


def asked(start: str = "2026-09-16 09:30", **official: object) -> Assignment:
    agency = make_agency()
    make_liaison(agency)
    head = make_official(agency, **official)
    hearing = make_case(agency, hearings=(hearing_at(start),)).hearings[0]
    return assign(Choice(hearing.id, agency.id, head.id), now=NOW, actor=CLERK, secret=SECRET)


def open_checks() -> set[tuple[int | None, str]]:
    rows = db.session.query(Task).filter(Task.kind == "verify", Task.done_at.is_(None))
    return {(each.official_id, each.title) for each in rows}


@pytest.mark.parametrize(
    ("mobile", "days", "second", "state"),
    [
        (None, None, True, ContactState.MISSING),
        ("+8613800000001", None, True, ContactState.UNVERIFIED),
        ("+8613800000001", 89, True, ContactState.GOOD),
        ("+8613800000001", 90, True, ContactState.OLD),
        ("+8613800000001", 1, False, ContactState.ALONE),
    ],
)
def test_a_number_counts_for_ninety_days(mobile, days, second, state) -> None:
    verified_at = None if days is None else NOW - timedelta(days=days)
    assert contact_state(mobile, verified_at, NOW, second=second) is state


def test_an_agency_that_was_sued_gets_one_task_and_a_head_with_a_hearing_another(app_on: Flask) -> None:
    assignment = asked(mobile_verified_at=None)
    make_official(make_agency(), mobile_verified_at=None)  # never sued, so nobody is troubled
    assert raise_checks(NOW) == 2
    assert raise_checks(NOW + timedelta(hours=1)) == 0
    assert {official for official, _title in open_checks()} == {None, assignment.official_id}
    version = db.session.get_one(Official, assignment.official_id).version
    verify_mobile(assignment.official_id, version, now=NOW, actor=CLERK)
    assert open_checks() == set()
    assert raise_checks(NOW + timedelta(days=89)) == 0
    assert raise_checks(NOW + timedelta(days=91)) == 1


def test_a_missing_second_contact_is_a_task_too(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, email=None)
    make_case(agency)
    assert raise_checks(NOW) == 1
    assert "1 名负责人" in next(iter(open_checks()))[1]


def test_an_answer_by_text_verifies_the_number_it_came_from(app_on: Flask) -> None:
    assignment = asked(mobile_verified_at=None)
    with writing() as session:
        row = session.get_one(Assignment, assignment.id)
        accept_reply(session, row, NOW, Actor("负责人（短信）", "head"), "sms")
    assert db.session.get_one(Official, assignment.official_id).mobile_verified_at == NOW


def test_a_confirmed_head_with_an_old_number_is_the_last_row_of_the_board(app_on: Flask) -> None:
    assignment = asked(mobile_verified_at=NOW - timedelta(days=120))
    with writing() as session:
        row = session.get_one(Assignment, assignment.id)
        row.state, row.certificate_state = "confirmed", "filed"
    (risk,) = risks(db.session, NOW)
    assert risk.kind is RiskKind.UNVERIFIED
    assert "已过 90 天" in risk.what


def test_leave_entered_after_the_yes_is_a_conflict_but_the_own_calendar_is_not(app_on: Flask) -> None:
    assignment = asked()
    with writing() as session:
        row = session.get_one(Assignment, assignment.id)
        row.state, row.certificate_state = "confirmed", "filed"
        session.add(
            BusyTime(
                official_id=row.official_id, origin="address",
                starts_at=at("2026-09-16 09:30"), ends_at=at("2026-09-16 11:30"),
            )
        )  # fmt: skip
    assert risks(db.session, NOW) == ()
    day = at("2026-09-16 00:00")
    add_leave(assignment.official_id, day, day + timedelta(days=1), "leave", "", now=NOW, actor=CLERK)
    assert [each.kind for each in risks(db.session, NOW)] == [RiskKind.CONFLICT]
