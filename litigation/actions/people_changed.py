"""What follows from a change in the register of people: conclusions and notices, in the same transaction."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from litigation.actions.conclude import conclude_cases
from litigation.actions.plan_notices import plan_hearing
from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import AppearanceDuty

CURRENT = ("asked", "confirmed", "lapsed")


def follow_agency(session: Session, agency: Agency, now: datetime) -> None:
    """Conclude the agency's cases again and plan the notices of its coming hearings."""
    owed = select(AppearanceDuty.case_id).where(AppearanceDuty.agency_id == agency.id)
    conclude_cases(session, session.scalars(owed).all(), now)
    _plan(session, Assignment.agency_id == agency.id, now)


def follow_official(session: Session, official: Official, now: datetime) -> None:
    """The same for a head: rank and portfolio decide what an appearance was worth (R2020 art. 2)."""
    owed = select(AppearanceDuty.case_id).where(AppearanceDuty.agency_id == official.agency_id)
    conclude_cases(session, session.scalars(owed).all(), now)
    _plan(session, Assignment.official_id == official.id, now)


def _plan(session: Session, whose: ColumnElement[bool], now: datetime) -> None:
    """Plan the notices of hearings that are still to come and have somebody of these assigned."""
    coming = (
        select(Hearing.id)
        .join(Assignment, Assignment.hearing_id == Hearing.id)
        .where(whose, Assignment.state.in_(CURRENT), Hearing.starts_at > now, Hearing.cancelled_at.is_(None))
        .distinct()
    )
    for hearing_id in session.scalars(coming).all():
        plan_hearing(session, hearing_id, now)
