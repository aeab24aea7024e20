"""什么会打破 100%: everything that could cost an appearance, soonest first, one cure each."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.compare_court_list import open_comparisons
from litigation.actions.move_hearing import DATE_PATIENCE
from litigation.actions.office import OfficeSettings, office_settings
from litigation.actions.propose_heads import open_demands
from litigation.actions.risk import Risk, RiskKind, start_or_morning
from litigation.actions.seat_risk import coming_assignments, seat_risks, times_chased
from litigation.law.attendance import CourtDecision, Standing
from litigation.law.clock import shanghai_day
from litigation.law.procedure import HearingKind, Outcome
from litigation.law.summary import say_month
from litigation.records.agency import Agency
from litigation.records.hearing import Attendance, Excuse, Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, Lawsuit
from litigation.records.seat import ANSWERED_STANDINGS, undated_hearings, undated_since

__all__ = ["Risk", "RiskKind", "risks", "times_chased"]


def risks(session: Session, now: datetime, within: timedelta = timedelta(days=7)) -> tuple[Risk, ...]:
    """Return what is past and what comes within the time given; the most urgent first.

    A duty without a head is shown however far away its hearing is.
    """
    settings = office_settings(session)
    until = now + within
    found = [
        *_past(session, now),
        *_unassigned(session, now),
        *_missing(session, now, until),
        *_undated(session, now),
        *_undecided(session),
        *_court_lists(session, settings, now),
    ]
    for assignment in coming_assignments(session, now, until):
        found.extend(seat_risks(session, assignment, settings, now))
    return tuple(sorted(found, key=_urgency))


def _urgency(risk: Risk) -> tuple[datetime, int, int]:
    number = risk.hearing.id if risk.hearing else risk.court_list.id if risk.court_list else 0
    return risk.at, number, list(RiskKind).index(risk.kind)


def _past(session: Session, now: datetime) -> list[Risk]:
    """Return hearings that began and lack an outcome, or lack a row for an owing agency."""
    waiting = session.scalars(
        select(Hearing)
        .where(
            Hearing.kind == HearingKind.TRIAL.value,
            Hearing.outcome.is_(None),
            Hearing.cancelled_at.is_(None),
            (Hearing.starts_at <= now)
            | (Hearing.starts_at.is_(None) & (Hearing.starts_on < shanghai_day(now))),
        )
        .options(selectinload(Hearing.lawsuits).selectinload(Lawsuit.duties))
    )
    found = [
        Risk(RiskKind.OUTCOME, hearing, duty.agency, RiskKind.OUTCOME.label, start_or_morning(hearing))
        for hearing in waiting
        for duty in _first_duty(hearing)
    ]
    rows = session.execute(
        select(Hearing, Agency)
        .join(HearingCase, HearingCase.hearing_id == Hearing.id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .join(Agency, Agency.id == AppearanceDuty.agency_id)
        .where(
            Hearing.outcome == Outcome.HELD.value,
            Hearing.kind == HearingKind.TRIAL.value,
            AppearanceDuty.standing == Standing.UNKNOWN,
            ~select(Attendance.id)
            .where(
                Attendance.hearing_id == Hearing.id,
                Attendance.agency_id == Agency.id,
                Attendance.superseded_at.is_(None),
            )
            .exists(),
        )
        .distinct()
    )
    found += [
        Risk(RiskKind.MISSING_ROW, hearing, agency, RiskKind.MISSING_ROW.label, start_or_morning(hearing))
        for hearing, agency in rows
    ]
    return found


def _first_duty(hearing: Hearing) -> list[AppearanceDuty]:
    """Return one duty of the hearing, if it concerns any."""
    return [duty for lawsuit in hearing.lawsuits for duty in lawsuit.duties][:1]


def _unassigned(session: Session, now: datetime) -> list[Risk]:
    """Return coming hearings for which nobody is asked."""
    return [
        Risk(RiskKind.UNASSIGNED, hearing, agency, RiskKind.UNASSIGNED.label, start_or_morning(hearing))
        for hearing, agency in open_demands(session, now)
    ]


def _missing(session: Session, now: datetime, until: datetime) -> list[Risk]:
    """Return coming hearings that the court's latest list no longer shows."""
    rows = session.scalars(
        select(Hearing).where(
            Hearing.missing_since.is_not(None),
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            Hearing.starts_at > now,
            Hearing.starts_at <= until,
        )
    )
    return [
        Risk(RiskKind.MISSING, hearing, duty.agency, RiskKind.MISSING.label, start_or_morning(hearing))
        for hearing in rows
        for duty in _first_duty(hearing)
    ]


def _undated(session: Session, now: datetime) -> list[Risk]:
    """Return hearings put off without a new date: in no calendar, and easily forgotten."""
    found = []
    for hearing in undated_hearings(session):
        since = undated_since(hearing)
        days = (shanghai_day(now) - shanghai_day(since)).days
        put_off = hearing.moves or hearing.outcome
        what = f"{'改期后未定日期' if put_off else '还没有开庭日期'}，已 {days} 天"
        found += [
            Risk(RiskKind.UNDATED, hearing, duty.agency, what, since + DATE_PATIENCE)
            for duty in _first_duty(hearing)
            if duty.standing not in ANSWERED_STANDINGS
        ]
    return found


def _undecided(session: Session) -> list[Risk]:
    """Return absences whose reason the court has not spoken about: until it does, they are open."""
    rows = session.execute(
        select(Hearing, Agency)
        .join(Excuse, Excuse.hearing_id == Hearing.id)
        .join(Agency, Agency.id == Excuse.agency_id)
        .join(HearingCase, HearingCase.hearing_id == Hearing.id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .where(
            AppearanceDuty.agency_id == Excuse.agency_id,
            AppearanceDuty.standing == Standing.OPEN,
            Excuse.court_decision == CourtDecision.NONE.value,
            Hearing.outcome == Outcome.HELD.value,
        )
        .distinct()
    )
    return [
        Risk(RiskKind.EXCUSE, hearing, agency, RiskKind.EXCUSE.label, start_or_morning(hearing))
        for hearing, agency in rows
    ]


def _court_lists(session: Session, settings: OfficeSettings, now: datetime) -> list[Risk]:
    """Return the courts' lists that differ from the register and wait for a cure or an answer."""
    patience = timedelta(days=settings.court_reply_days)
    return [
        Risk(
            RiskKind.COURT_LIST,
            None,
            None,
            f"法院{say_month(each.court_list.month)}名单与登记有 {each.open} 项不一致",
            each.court_list.received_at + patience,
            court_list=each.court_list,
        )
        for each in open_comparisons(session, now)
    ]
