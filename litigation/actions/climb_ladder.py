"""Climbing the ladder: what has become due since somebody last looked is done, hearing by hearing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from litigation.actions.assign_heads import ask_next
from litigation.actions.ladder_notices import substitute_is_due
from litigation.actions.plan_notices import reconcile
from litigation.law.attendance import Standing
from litigation.law.clock import shanghai_day
from litigation.law.procedure import HearingKind
from litigation.records.assignment import FILED, Assignment
from litigation.records.db import writing
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty
from litigation.records.notice import Notice, Task
from litigation.records.seat import still_owed

CERTIFICATE_VIEW = timedelta(days=21)
"""How far ahead certificates are looked after: more than five working days, holidays included."""

OUTCOME_VIEW = timedelta(days=10)
"""How far back missing outcomes are asked for by message; older ones stay tasks."""


def plan_due(now: datetime, *, secret: str) -> int:
    """Climb the ladder of every hearing where something may be due; return how many were looked at.

    Each hearing has its own transaction, so that one that fails does not hold up the others.
    """
    hearing_ids = restless_hearings(now)
    for hearing_id in hearing_ids:
        climb(hearing_id, now, secret=secret)
    return len(hearing_ids)


def climb(hearing_id: int, now: datetime, *, secret: str) -> None:
    """Plan what is to be told, raise the tasks that are due, and ask the next head where it is time."""
    with writing() as session:
        hearing = session.get(Hearing, hearing_id)
        if hearing is None:
            return
        ladders = reconcile(session, hearing, now)
        if not hearing.is_open or _has_begun(hearing, now):
            return
        for each in ladders:
            if substitute_is_due(each, now):
                ask_next(session, hearing, each.agency, now=now, secret=secret)


def restless_hearings(now: datetime) -> Sequence[int]:
    """Return the hearings that something may be due for: unanswered, without certificate, or unrecorded."""
    with writing() as session:
        return sorted({*_unanswered(session, now), *_uncertified(session, now), *_unrecorded(session, now)})


def silent_hearings(now: datetime) -> Sequence[int]:
    """Return coming hearings at which a seat is not settled and nothing more would happen.

    A seat is settled when its head has confirmed. The next step is a message that is planned or
    a task that waits for a person. There must never be a hearing without one.
    """
    with writing() as session:
        messages = select(Notice.id).where(
            Notice.hearing_id == Hearing.id, Notice.state.in_(("planned", "claimed", "carried"))
        )
        tasks = select(Task.id).where(Task.hearing_id == Hearing.id, Task.done_at.is_(None))
        silent = (
            select(Hearing.id)
            .join(HearingCase, HearingCase.hearing_id == Hearing.id)
            .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
            .where(
                Hearing.kind == HearingKind.TRIAL.value,
                Hearing.cancelled_at.is_(None),
                Hearing.outcome.is_(None),
                _is_coming(now),
                still_owed(),
                ~_confirmed().exists(),
                ~messages.exists(),
                ~tasks.exists(),
            )
            .distinct()
            .order_by(Hearing.id)
        )
        return session.scalars(silent).all()


def _is_coming(now: datetime) -> ColumnElement[bool]:
    """A hearing before its start; with a day and no hour, until the day is over; also without any date."""
    undated = and_(Hearing.starts_at.is_(None), Hearing.starts_on.is_(None))
    by_day = and_(Hearing.starts_at.is_(None), Hearing.starts_on >= shanghai_day(now))
    return or_(Hearing.starts_at > now, by_day, undated)


def _confirmed() -> Select[int]:
    return select(Assignment.id).where(
        Assignment.hearing_id == Hearing.id,
        Assignment.agency_id == AppearanceDuty.agency_id,
        Assignment.state == "confirmed",
    )


def _unanswered(session: Session, now: datetime) -> Sequence[int]:
    return session.scalars(
        select(Assignment.hearing_id)
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(
            Assignment.state.in_(("asked", "lapsed", "declined")),
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            or_(Hearing.starts_at > now, Hearing.starts_on >= shanghai_day(now)),
        )
        .distinct()
    ).all()


def _uncertified(session: Session, now: datetime) -> Sequence[int]:
    return session.scalars(
        select(Assignment.hearing_id)
        .join(Hearing, Hearing.id == Assignment.hearing_id)
        .where(
            Assignment.state == "confirmed",
            Assignment.certificate_state != FILED,
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            Hearing.starts_at > now,
            Hearing.starts_at <= now + CERTIFICATE_VIEW,
        )
        .distinct()
    ).all()


def _unrecorded(session: Session, now: datetime) -> Sequence[int]:
    """Hearings that are over without an outcome, or without a row for an owing agency."""
    recent = Hearing.starts_at.between(now - OUTCOME_VIEW, now)
    unknown = (
        select(HearingCase.hearing_id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .where(AppearanceDuty.standing.in_((Standing.UNKNOWN, Standing.PENDING)))
    )
    return session.scalars(
        select(Hearing.id).where(
            recent,
            Hearing.kind == HearingKind.TRIAL.value,
            Hearing.cancelled_at.is_(None),
            or_(Hearing.outcome.is_(None), Hearing.outcome == "held"),
            Hearing.id.in_(unknown),
        )
    ).all()


def _has_begun(hearing: Hearing, now: datetime) -> bool:
    return hearing.starts_at is not None and hearing.starts_at <= now
