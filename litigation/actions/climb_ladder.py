"""Climbing the ladder: what has become due since somebody last looked is done, hearing by hearing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
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
from litigation.records.notice import Notice

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
    """Return coming hearings with an unconfirmed head and nothing planned: there must never be one."""
    with writing() as session:
        waiting = select(Notice.id).where(
            Notice.hearing_id == Hearing.id, Notice.state.in_(("planned", "claimed"))
        )
        silent = select(Hearing.id).where(
            Hearing.id.in_(_unanswered(session, now)), Hearing.starts_at > now, ~waiting.exists()
        )
        return session.scalars(silent).all()


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
