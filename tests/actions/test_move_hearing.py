"""The hard half of a hearing's life: it moves, waits, is cancelled and comes back."""

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.assign_heads import Choice, assign
from litigation.actions.move_hearing import (
    Correction,
    NewDate,
    cancel_hearing,
    correct_hearing,
    move_hearing,
    postpone_hearing,
    reinstate_hearing,
    settle_missing,
)
from litigation.law.error import ConflictError, InvalidInputError
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from litigation.records.notice import Task
from tests.factory import CLERK, NOW, SECRET, at, make_agency, make_case, make_official


def asked() -> tuple[Hearing, Assignment]:
    agency = make_agency()
    official = make_official(agency)
    hearing = make_case(agency).hearings[0]
    choice = Choice(hearing.id, agency.id, official.id)
    return hearing, assign(choice, now=NOW, actor=CLERK, secret=SECRET)


def confirm(assignment: Assignment) -> None:
    with writing() as session:
        session.get_one(Assignment, assignment.id).state = "confirmed"


def test_a_moved_hearing_keeps_its_row_and_uid_and_counts_its_revision(app_on: Flask) -> None:
    hearing, _ = asked()
    uid = hearing.uid
    moved = move_hearing(hearing.id, NewDate(at("2026-09-30 14:00")), "法院通知改期", now=NOW, actor=CLERK)
    assert (moved.id, moved.uid, moved.revision) == (hearing.id, uid, 2)
    assert [each.old_starts_at for each in moved.moves] == [at("2026-09-28 09:30")]


def test_a_confirmation_lapses_when_the_hearing_moves(app_on: Flask) -> None:
    hearing, assignment = asked()
    confirm(assignment)
    move_hearing(hearing.id, NewDate(at("2026-09-30 14:00")), "改期", now=NOW, actor=CLERK)
    row = db.session.get_one(Assignment, assignment.id)
    assert (row.state, row.revision, row.certificate_state) == ("lapsed", 2, "missing")


def test_a_corrected_courtroom_keeps_the_confirmation(app_on: Flask) -> None:
    hearing, assignment = asked()
    confirm(assignment)
    corrected = correct_hearing(hearing.id, Correction(courtroom="第六法庭"), now=NOW, actor=CLERK)
    assert (corrected.courtroom, corrected.revision) == ("第六法庭", 1)
    assert db.session.get_one(Assignment, assignment.id).state == "confirmed"


def test_a_postponed_hearing_waits_without_a_date_and_may_get_one(app_on: Flask) -> None:
    hearing, _ = asked()
    waiting = postpone_hearing(hearing.id, "另行通知", now=NOW, actor=CLERK)
    assert (waiting.starts_at, waiting.starts_on) == (None, None)
    ask = select(Task).where(Task.kind == "date", Task.done_at.is_(None))
    assert [task.hearing_id for task in db.session.scalars(ask)] == [hearing.id]
    fixed = move_hearing(hearing.id, NewDate(at("2026-10-13 09:00")), "法院确定", now=NOW, actor=CLERK)
    assert (fixed.revision, fixed.starts_at) == (3, at("2026-10-13 09:00"))
    assert db.session.scalars(ask).all() == []


def test_a_cancelled_hearing_ends_the_assignment_and_leaves_the_denominator(app_on: Flask) -> None:
    hearing, assignment = asked()
    cancelled = cancel_hearing(hearing.id, "原告撤诉", withdrawn=True, now=NOW, actor=CLERK)
    assert (cancelled.outcome, cancelled.revision) == ("withdrawn", 2)
    assert db.session.get_one(Assignment, assignment.id).state == "ended"
    with pytest.raises(InvalidInputError, match="已经取消"):
        move_hearing(hearing.id, NewDate(at("2026-09-30 14:00")), "改期", now=NOW, actor=CLERK)


def test_a_reinstated_hearing_asks_the_same_head_again(app_on: Flask) -> None:
    hearing, assignment = asked()
    cancel_hearing(hearing.id, "误传", now=NOW, actor=CLERK)
    back = reinstate_hearing(hearing.id, "法院更正", now=NOW, actor=CLERK)
    assert (back.outcome, back.cancelled_at, back.revision) == (None, None, 3)
    assert db.session.get_one(Assignment, assignment.id).state == "lapsed"


def test_the_second_of_two_editors_sees_a_conflict(app_on: Flask) -> None:
    hearing, _ = asked()
    version = hearing.version
    move_hearing(hearing.id, NewDate(at("2026-09-30 14:00")), "改期", version=version, now=NOW, actor=CLERK)
    with pytest.raises(ConflictError, match="刚被别人改过"):
        cancel_hearing(hearing.id, "撤诉", version=version, now=NOW, actor=CLERK)
    assert db.session.get_one(Hearing, hearing.id).cancelled_at is None


def test_moving_to_the_same_time_is_no_move(app_on: Flask) -> None:
    hearing, _ = asked()
    with pytest.raises(InvalidInputError, match="与原来相同"):
        move_hearing(hearing.id, NewDate(at("2026-09-28 09:30")), "改期", now=NOW, actor=CLERK)


def test_a_hearing_that_vanished_from_the_list_is_cancelled_only_by_a_person(app_on: Flask) -> None:
    hearing, _ = asked()
    with writing() as session:
        session.get_one(Hearing, hearing.id).missing_since = NOW
    assert settle_missing(hearing.id, still_on=True, now=NOW, actor=CLERK).cancelled_at is None
    assert settle_missing(hearing.id, still_on=False, now=NOW, actor=CLERK).cancelled_at == NOW
