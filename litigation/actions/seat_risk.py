"""What is wrong with a seat for which somebody is asked: a conflict, no contact, no answer, no paper."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.assign_heads import IN_TURN
from litigation.actions.candidates import Candidate, judge_candidate
from litigation.actions.engagements import CURRENT, EngagementKind
from litigation.actions.office import OfficeSettings, holiday_calendar
from litigation.actions.risk import Risk, RiskKind, start_or_morning
from litigation.law.clock import shanghai_day
from litigation.law.contact import ContactState, contact_state
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing
from litigation.records.notice import Notice

CERTIFICATE_WORKING_DAYS = 5
"""How many working days before the hearing a missing certificate becomes a risk (ladder table)."""


def coming_assignments(session: Session, now: datetime, until: datetime) -> list[Assignment]:
    """Return who is asked for the coming hearings."""
    return list(
        session.scalars(
            select(Assignment)
            .join(Hearing, Hearing.id == Assignment.hearing_id)
            .where(
                Assignment.state.in_(CURRENT),
                Hearing.cancelled_at.is_(None),
                Hearing.outcome.is_(None),
                Hearing.starts_at > now,
                Hearing.starts_at <= until,
            )
            .options(selectinload(Assignment.hearing), selectinload(Assignment.official))
        )
    )


def seat_risks(
    session: Session, assignment: Assignment, settings: OfficeSettings, now: datetime
) -> list[Risk]:
    """Return what is wrong with one assignment; the gravest alone."""
    hearing, official = assignment.hearing, assignment.official

    def risk(kind: RiskKind, what: str) -> list[Risk]:
        return [Risk(kind, hearing, assignment.agency, what, start_or_morning(hearing), assignment)]

    candidate = judge_candidate(session, hearing, assignment.agency, official, settings)
    if candidate.blocked or candidate.pending_check or _overlooked(assignment, candidate):
        return risk(RiskKind.CONFLICT, f"{official.name}：{candidate.why_not}")
    if not official.mobile and not official.email:
        return risk(RiskKind.CONTACT, f"{official.name}{RiskKind.CONTACT.label}")
    if assignment.state == "lapsed":
        return risk(RiskKind.LAPSED, f"{official.name}{RiskKind.LAPSED.label}")
    if assignment.state == "asked":
        chased = times_chased(session, assignment)
        return risk(
            RiskKind.UNCONFIRMED, f"{official.name}未确认" + (f"，已催 {chased} 次" if chased else "")
        )
    if not assignment.certificate_filed and _certificate_due(session, hearing, now):
        return risk(RiskKind.CERTIFICATE, RiskKind.CERTIFICATE.label)
    contact = contact_state(official.mobile, official.mobile_verified_at, now)
    if contact is not ContactState.GOOD:
        return risk(RiskKind.UNVERIFIED, f"{official.name}{contact.label}")
    return []


def _overlooked(assignment: Assignment, candidate: Candidate) -> bool:
    """Tell whether leave or the way was entered after the head was sent, and nobody gave a reason.

    A head's own calendar is no conflict: it may well hold this very hearing.
    """
    ground = candidate.hindrance
    if ground is None or assignment.override_reason not in ("", IN_TURN):
        return False
    return ground.values.get("what") is not EngagementKind.CALENDAR


def times_chased(session: Session, assignment: Assignment) -> int:
    """Count the chases that were sent for the present revision."""
    rungs = session.scalars(
        select(Notice.rung)
        .where(
            Notice.assignment_id == assignment.id,
            Notice.revision == assignment.revision,
            Notice.rung.in_(("chase_1", "chase_2")),
            Notice.state == "sent",
        )
        .distinct()
    )
    return len(rungs.all())


def _certificate_due(session: Session, hearing: Hearing, now: datetime) -> bool:
    """Tell whether the certificate ought to be there by now."""
    day = hearing.starts_on or shanghai_day(start_or_morning(hearing))
    first = holiday_calendar(session).working_days_before(day, CERTIFICATE_WORKING_DAYS)
    return shanghai_day(now) >= first
