"""Each agency's part of a span of months: duties due and discharged, ranks and voices, what is to come."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.law.agency import Rank
from litigation.law.attendance import DUE_STANDINGS, Standing
from litigation.records.agency import Agency, Official
from litigation.records.hearing import Attendance, HearingCase
from litigation.records.lawsuit import AppearanceDuty, UnknownMonth


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """One agency's line; counts are duties (件)."""

    agency: Agency
    num: int
    den: int
    unknown: int
    principal: int
    spoke: int
    pending: int


def agency_years(session: Session, first: str, last: str) -> list[AgencyYear]:
    """Return the lines of the months ``first`` to ``last``, most cases first; an agency without any last."""
    standings = _standings(session, first, last)
    unknown = _unknown(session, first, last)
    principal = _heads(session, first, last, principal=True)
    spoke = _heads(session, first, last, principal=False)
    pending = _pending(session)
    agencies = session.scalars(select(Agency).where(Agency.in_district, Agency.valid_to.is_(None)))
    lines = [
        AgencyYear(
            agency,
            num=standings[agency.id][Standing.DISCHARGED],
            den=sum(standings[agency.id][each] for each in DUE_STANDINGS),
            unknown=unknown.get(agency.id, 0),
            principal=principal.get(agency.id, 0),
            spoke=spoke.get(agency.id, 0),
            pending=pending.get(agency.id, 0),
        )
        for agency in agencies
    ]
    return sorted(lines, key=lambda line: (-line.den - line.unknown, -line.pending, line.agency.id))


def _standings(session: Session, first: str, last: str) -> dict[int, dict[str, int]]:
    rows = session.execute(
        select(AppearanceDuty.agency_id, AppearanceDuty.standing, func.count())
        .where(AppearanceDuty.month.between(first, last))
        .group_by(AppearanceDuty.agency_id, AppearanceDuty.standing)
    )
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for agency_id, standing, count in rows:
        counts[agency_id][standing] = count
    return counts


def _unknown(session: Session, first: str, last: str) -> dict[int, int]:
    rows = session.execute(
        select(UnknownMonth.agency_id, func.count())
        .where(UnknownMonth.month.between(first, last), UnknownMonth.agency_id.is_not(None))
        .group_by(UnknownMonth.agency_id)
    )
    return dict(rows.all())


def _heads(session: Session, first: str, last: str, *, principal: bool) -> dict[int, int]:
    """Count discharged duties by a principal head, or in which the head spoke."""
    wanted = Official.rank == Rank.PRINCIPAL.value if principal else Attendance.spoke.is_(True)
    rows = session.execute(
        select(AppearanceDuty.agency_id, func.count(func.distinct(AppearanceDuty.id)))
        .join(HearingCase, HearingCase.case_id == AppearanceDuty.case_id)
        .join(
            Attendance,
            (Attendance.hearing_id == HearingCase.hearing_id)
            & (Attendance.agency_id == AppearanceDuty.agency_id),
        )
        .join(Official, Official.id == Attendance.official_id)
        .where(
            AppearanceDuty.month.between(first, last),
            AppearanceDuty.standing == Standing.DISCHARGED.value,
            Attendance.superseded_at.is_(None),
            Attendance.present,
            wanted,
        )
        .group_by(AppearanceDuty.agency_id)
    )
    return dict(rows.all())


def _pending(session: Session) -> dict[int, int]:
    rows = session.execute(
        select(AppearanceDuty.agency_id, func.count())
        .where(AppearanceDuty.standing == Standing.PENDING.value)
        .group_by(AppearanceDuty.agency_id)
    )
    return dict(rows.all())
