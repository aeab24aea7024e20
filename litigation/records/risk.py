"""What would break the 100 %: each open trouble of a seat, with the one thing that cures it.

A risk is a fact ("not confirmed, chased twice"), never an estimate.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from litigation.law.clock import at_shanghai, shanghai_day
from litigation.law.procedure import HearingKind
from litigation.law.word import N_, Word
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, UnknownMonth
from litigation.records.seat import Seat, seats_of, with_parties

CERTIFICATE_DAYS = 3
"""An identity certificate that is not ready counts as a risk this many days before."""


class RiskKind(Word):
    """The ways in which an appearance can fail, or fail to be known."""

    OUTCOME = "outcome", N_("到庭结果未登记")
    UNASSIGNED = "unassigned", N_("还没有派负责人")
    DECLINED = "declined", N_("不能出庭，还没有改派")
    LAPSED = "lapsed", N_("改期后未重新确认")
    UNANSWERED = "unanswered", N_("未确认")
    MISSING = "missing", N_("最新排期中未再出现")
    CERTIFICATE = "certificate", N_("身份证明书未备齐")


@dataclass(frozen=True, slots=True)
class Risk:
    """One trouble of one seat; ``at`` orders them, past first."""

    kind: RiskKind
    seat: Seat
    at: datetime


def find_risks(
    session: Session, now: datetime, *, within: timedelta, agencies: Collection[int] | None = None
) -> list[Risk]:
    """Return what is past and not recorded, and what is open within the span, most urgent first."""
    risks = [*_unrecorded(session, now, agencies), *_upcoming(session, now, within, agencies)]
    return sorted(risks, key=lambda risk: (risk.at, risk.seat.hearing.id, risk.seat.agency.id))


def _unrecorded(session: Session, now: datetime, agencies: Collection[int] | None) -> Iterable[Risk]:
    """Past hearings without an outcome, or held without a row for an owing agency."""
    today = shanghai_day(now)
    unclear = select(HearingCase.hearing_id).join(UnknownMonth, UnknownMonth.case_id == HearingCase.case_id)
    query = with_parties(select(Hearing)).where(
        Hearing.kind == HearingKind.TRIAL,
        Hearing.cancelled_at.is_(None),
        Hearing.starts_on <= today,
        or_(Hearing.outcome.is_(None), (Hearing.outcome == "held") & Hearing.id.in_(unclear)),
    )
    for seat in seats_of(session, session.scalars(query).all(), agencies=agencies):
        at = start_of(seat.hearing)
        if at is not None and at < now and seat.is_owed and seat.attendance is None:
            yield Risk(RiskKind.OUTCOME, seat, at)


def _upcoming(
    session: Session, now: datetime, within: timedelta, agencies: Collection[int] | None
) -> Iterable[Risk]:
    """Hearings ahead, each with its first trouble: one row, one cure."""
    today, until = shanghai_day(now), shanghai_day(now + within)
    query = with_parties(select(Hearing)).where(
        Hearing.cancelled_at.is_(None),
        Hearing.outcome.is_(None),
        Hearing.kind == HearingKind.TRIAL,
        Hearing.starts_on.between(today, until),
    )
    for seat in seats_of(session, session.scalars(query).all(), agencies=agencies):
        at = start_of(seat.hearing)
        if at is None or not now <= at <= now + within or not seat.is_owed:
            continue
        kind = trouble(seat, today)
        if kind is not None:
            yield Risk(kind, seat, at)


def trouble(seat: Seat, today: date) -> RiskKind | None:
    """Name the most serious trouble of a seat whose hearing is ahead."""
    assignment = seat.assignment
    if assignment is None:
        return RiskKind.UNASSIGNED
    if assignment.state == "declined":
        return RiskKind.DECLINED
    if seat.hearing.missing_since is not None:
        return RiskKind.MISSING
    if assignment.state == "lapsed":
        return RiskKind.LAPSED
    if assignment.state == "asked":
        return RiskKind.UNANSWERED
    day = seat.hearing.starts_on
    late = day is not None and day <= today + timedelta(days=CERTIFICATE_DAYS)
    return RiskKind.CERTIFICATE if late and assignment.certificate_state == "missing" else None


def start_of(hearing: Hearing) -> datetime | None:
    """Return the start, or where no hour is known the opening of that day; ``None`` without a day."""
    if hearing.starts_at is not None:
        return hearing.starts_at
    return at_shanghai(hearing.starts_on, 9) if hearing.starts_on else None


def open_seats(
    session: Session, now: datetime, until: date, *, agencies: Collection[int] | None = None
) -> list[Seat]:
    """Return the seats nobody has been asked for, up to a day."""
    query = (
        with_parties(select(Hearing))
        .join(HearingCase, HearingCase.hearing_id == Hearing.id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .where(
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            Hearing.kind == HearingKind.TRIAL,
            Hearing.starts_on.between(shanghai_day(now), until),
        )
        .distinct()
        .order_by(Hearing.starts_on, Hearing.starts_at, Hearing.id)
    )
    seats = seats_of(session, session.scalars(query).all(), agencies=agencies)
    return [
        seat
        for seat in seats
        if seat.is_owed and seat.answer in ("unassigned", "declined") and _ahead(seat, now)
    ]


def _ahead(seat: Seat, now: datetime) -> bool:
    """Tell whether the hearing has not begun."""
    at = start_of(seat.hearing)
    return at is not None and at > now
