"""One agency's seat at one hearing: who is to sit there, what was answered, who came.

Pages speak of hearings by seats: a hearing of two co-defendants has two.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from litigation.law.attendance import Standing
from litigation.law.procedure import HearingKind, Outcome
from litigation.records.agency import Agency
from litigation.records.assignment import Assignment
from litigation.records.hearing import Attendance, Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, Lawsuit
from litigation.records.notice import Notice

CURRENT = ("asked", "confirmed", "lapsed")
"""States of an assignment that still holds."""

CHASES = ("chase_1", "chase_2")
"""Rungs that urge an unanswered head."""


ANSWERED_STANDINGS = (Standing.DISCHARGED, Standing.RELIEVED, Standing.NOT_COUNTED)
"""Standings in which nobody need be sent unless the court notified again (R2020 art. 7)."""


def still_owed() -> ColumnElement[bool]:
    """Select the duties that somebody has still to meet at a hearing (R2020 art. 7)."""
    again = Hearing.re_notified & (AppearanceDuty.standing == Standing.DISCHARGED)
    return or_(AppearanceDuty.standing.not_in(ANSWERED_STANDINGS), again)


@dataclass(frozen=True, slots=True)
class Seat:
    """One agency at one hearing; ``assignment`` is the current one, else the last refused one."""

    hearing: Hearing
    lawsuit: Lawsuit
    agency: Agency
    duty: AppearanceDuty
    assignment: Assignment | None = None
    attendance: Attendance | None = None
    chases: int = 0

    @property
    def answer(self) -> str:
        """Return the state of the answer as its chip names it."""
        if self.assignment is None:
            return "unassigned"
        if self.assignment.state == "asked" and self.chases:
            return "late"
        return self.assignment.state

    @property
    def is_open(self) -> bool:
        """Tell whether somebody has still to appear here."""
        return self.is_owed and self.hearing.is_open and self.hearing.kind == HearingKind.TRIAL

    @property
    def is_owed(self) -> bool:
        """Tell whether the agency still has to send somebody."""
        return self.duty.standing not in (Standing.RELIEVED, Standing.NOT_COUNTED)


def with_parties(query: Select[tuple[Hearing]]) -> Select[tuple[Hearing]]:
    """Load with each hearing what a row about it shows."""
    cases = selectinload(Hearing.lawsuits)
    return query.options(
        cases.selectinload(Lawsuit.parties),
        cases.selectinload(Lawsuit.duties).joinedload(AppearanceDuty.agency),
    )


def hearings_between(
    session: Session,
    first: date,
    last: date,
    *,
    agencies: Collection[int] | None = None,
    court: str | None = None,
) -> Sequence[Hearing]:
    """Return the hearings of the days ``first`` to ``last``, both included, in their order.

    ``agencies`` limits them to hearings in which one of these owes an appearance.
    """
    query = with_parties(select(Hearing)).where(Hearing.starts_on.between(first, last))
    if agencies is not None:
        query = query.where(Hearing.id.in_(_hearings_of(agencies)))
    if court:
        query = query.where(Hearing.court == court)
    return session.scalars(query.order_by(Hearing.starts_on, Hearing.starts_at, Hearing.id)).all()


def undated_hearings(session: Session, *, agencies: Collection[int] | None = None) -> Sequence[Hearing]:
    """Return the 开庭 that wait for the court to fix a date, the longest waiting first.

    One that was put off waits too, unless another hearing of its case is fixed.
    """
    own, other, later = aliased(HearingCase), aliased(HearingCase), aliased(Hearing)
    followed = (
        select(later.id)
        .join(other, other.hearing_id == later.id)
        .join(own, own.case_id == other.case_id)
        .where(own.hearing_id == Hearing.id, later.id > Hearing.id, later.cancelled_at.is_(None))
    )
    open_ended = Hearing.outcome.is_(None) & Hearing.starts_on.is_(None)
    put_off = (Hearing.outcome == Outcome.ADJOURNED.value) & ~followed.exists()
    query = with_parties(select(Hearing)).where(
        Hearing.kind == HearingKind.TRIAL.value, Hearing.cancelled_at.is_(None), open_ended | put_off
    )
    if agencies is not None:
        query = query.where(Hearing.id.in_(_hearings_of(agencies)))
    return session.scalars(query.options(selectinload(Hearing.moves)).order_by(Hearing.id)).all()


def undated_since(hearing: Hearing) -> datetime:
    """Return since when a hearing has been without a date."""
    if hearing.outcome_recorded_at is not None:
        return hearing.outcome_recorded_at
    return hearing.moves[-1].moved_at if hearing.moves else hearing.created_at


def _hearings_of(agencies: Collection[int]) -> Select[tuple[int]]:
    """Select the hearings of cases in which one of the agencies has a duty."""
    return (
        select(HearingCase.hearing_id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .where(AppearanceDuty.agency_id.in_(agencies))
    )


def seats_of(
    session: Session, hearings: Iterable[Hearing], *, agencies: Collection[int] | None = None
) -> list[Seat]:
    """Return the seats of these hearings in their order, with four queries however many there are."""
    rows = list(hearings)
    ids = [hearing.id for hearing in rows]
    assigned = _assignments(session, ids)
    came = _attendance(session, ids)
    chased = _chases(session, ids)
    return [
        Seat(
            hearing,
            lawsuit,
            duty.agency,
            duty,
            assigned.get((hearing.id, duty.agency_id)),
            came.get((hearing.id, duty.agency_id)),
            chased.get((hearing.id, duty.agency_id), 0),
        )
        for hearing in rows
        for lawsuit, duty in _duties(hearing)
        if agencies is None or duty.agency_id in agencies
    ]


def _duties(hearing: Hearing) -> list[tuple[Lawsuit, AppearanceDuty]]:
    """Return each owing agency once, however many cases of it a combined hearing has."""
    once: dict[int, tuple[Lawsuit, AppearanceDuty]] = {}
    for lawsuit in hearing.lawsuits:
        for duty in lawsuit.duties:
            once.setdefault(duty.agency_id, (lawsuit, duty))
    return list(once.values())


def _assignments(session: Session, hearing_ids: list[int]) -> dict[tuple[int, int], Assignment]:
    """Return the current assignment of each seat, else the last one that was refused."""
    found: dict[tuple[int, int], Assignment] = {}
    query = (
        select(Assignment)
        .where(Assignment.hearing_id.in_(hearing_ids), Assignment.state.in_((*CURRENT, "declined")))
        .options(joinedload(Assignment.official))
        .order_by(Assignment.id)
    )
    for assignment in session.scalars(query):
        seat = (assignment.hearing_id, assignment.agency_id)
        if assignment.state in CURRENT or seat not in found or found[seat].state == "declined":
            found[seat] = assignment
    return found


def _attendance(session: Session, hearing_ids: list[int]) -> dict[tuple[int, int], Attendance]:
    """Return the attendance row that holds for each seat."""
    query = (
        select(Attendance)
        .where(Attendance.hearing_id.in_(hearing_ids), Attendance.superseded_at.is_(None))
        .options(joinedload(Attendance.official))
    )
    return {(row.hearing_id, row.agency_id): row for row in session.scalars(query)}


def _chases(session: Session, hearing_ids: list[int]) -> dict[tuple[int, int], int]:
    """Count the reminders sent to the head who holds each seat."""
    query = (
        select(Assignment.hearing_id, Assignment.agency_id, func.count(func.distinct(Notice.rung)))
        .join(Assignment, Notice.assignment_id == Assignment.id)
        .where(
            Assignment.hearing_id.in_(hearing_ids),
            Assignment.state == "asked",
            Notice.rung.in_(CHASES),
            Notice.state == "sent",
        )
        .group_by(Assignment.hearing_id, Assignment.agency_id)
    )
    return {(hearing_id, agency_id): count for hearing_id, agency_id, count in session.execute(query)}


def seat_of(session: Session, hearing: Hearing, agency_id: int) -> Seat | None:
    """Return one seat, or ``None`` when the agency owes nothing at this hearing."""
    return next(iter(seats_of(session, [hearing], agencies=[agency_id])), None)


def owing_agencies(session: Session, hearing_ids: Collection[int]) -> dict[int, list[str]]:
    """Return the short names of the agencies that owe an appearance, by hearing."""
    rows = session.execute(
        select(HearingCase.hearing_id, Agency.short_name)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .join(Agency, Agency.id == AppearanceDuty.agency_id)
        .where(HearingCase.hearing_id.in_(hearing_ids))
        .distinct()
    )
    names: dict[int, list[str]] = {}
    for hearing_id, name in rows:
        names.setdefault(hearing_id, []).append(name)
    return names
