"""The figures of a month from the stored conclusions: grouped in SQL, counted by the law."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.law.agency import Rank
from litigation.law.attendance import NoticeKind, Standing
from litigation.law.count import DutyCount, SittingCount, UnitCount, UnknownCount
from litigation.law.procedure import Procedure
from litigation.law.rate import Tally
from litigation.law.tally import tally_counts
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, UnknownMonth


def month_figures(session: Session, month: str, as_of: datetime | None = None) -> Tally:
    """Count the month ``YYYY-MM`` as the register stands; ``as_of`` is only noted in the answer.

    Agencies are keyed by their id as text.
    """
    return tally_counts(
        month,
        as_of,
        units=_units(session, month),
        unknowns=_unknowns(session, month),
        sittings=_sittings(session, month),
        duties=_duties(session, month),
    )


def _units(session: Session, month: str) -> Iterator[UnitCount]:
    columns = (
        Lawsuit.standing,
        Lawsuit.procedure,
        Lawsuit.notice_kind,
        Lawsuit.head_rank,
        Lawsuit.spoke,
        Lawsuit.settled,
        Lawsuit.lawyers_only,
    )
    rows = session.execute(select(*columns, func.count()).where(Lawsuit.month == month).group_by(*columns))
    for standing, procedure, notice, rank, spoke, settled, lawyers_only, count in rows:
        yield UnitCount(
            standing=Standing(standing),
            procedure=Procedure(procedure) if procedure else None,
            notice=NoticeKind(notice) if notice else None,
            head_rank=Rank(rank) if rank else None,
            spoke=spoke,
            settled=settled,
            lawyers_only=lawyers_only,
            count=count,
        )


def _unknowns(session: Session, month: str) -> Iterator[UnknownCount]:
    rows = session.execute(
        select(Lawsuit.procedure, Lawsuit.notice_kind, func.count())
        .join(UnknownMonth, UnknownMonth.case_id == Lawsuit.id)
        .where(UnknownMonth.month == month, UnknownMonth.agency_id.is_(None))
        .group_by(Lawsuit.procedure, Lawsuit.notice_kind)
    )
    for procedure, notice, count in rows:
        yield UnknownCount(
            Procedure(procedure) if procedure else None, NoticeKind(notice) if notice else None, count
        )


def _sittings(session: Session, month: str) -> Iterator[SittingCount]:
    rows = session.execute(
        select(Hearing.sitting_attended, func.count())
        .where(Hearing.sitting_month == month)
        .group_by(Hearing.sitting_attended)
    )
    for attended, count in rows:
        yield SittingCount(attended, count)


def _duties(session: Session, month: str) -> Iterator[DutyCount]:
    """Duties by agency; the unknown ones by the month in which their outcome is missing."""
    known = session.execute(
        select(AppearanceDuty.agency_id, AppearanceDuty.standing, func.count())
        .where(AppearanceDuty.month == month, AppearanceDuty.standing != Standing.UNKNOWN.value)
        .group_by(AppearanceDuty.agency_id, AppearanceDuty.standing)
    )
    for agency_id, standing, count in known:
        yield DutyCount(str(agency_id), Standing(standing), count)
    unknown = session.execute(
        select(UnknownMonth.agency_id, func.count())
        .where(UnknownMonth.month == month, UnknownMonth.agency_id.is_not(None))
        .group_by(UnknownMonth.agency_id)
    )
    for each_id, count in unknown:
        yield DutyCount(str(each_id), Standing.UNKNOWN, count)
