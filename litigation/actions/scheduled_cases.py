"""The cases scheduled in a month, from which the denominator is reached by taking off."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from litigation.law.attendance import DUE_STANDINGS, Standing
from litigation.law.clock import read_month
from litigation.law.origin import OriginReason, ScheduledCase, ScheduledHearing, origin_of
from litigation.law.procedure import HearingKind, Outcome
from litigation.records.hearing import Hearing, HearingCase, HearingMove
from litigation.records.lawsuit import Lawsuit, UnknownMonth


def scheduled_cases(session: Session, month: str) -> list[ScheduledCase]:
    """Return the cases with a hearing of any kind on a day of the month, also one that moved away."""
    here = _hearings(session, month, moved_away=False)
    for case_id, gone in _hearings(session, month, moved_away=True).items():
        here.setdefault(case_id, []).extend(gone)
    missing = set(
        session.scalars(
            select(UnknownMonth.case_id).where(UnknownMonth.month == month, UnknownMonth.agency_id.is_(None))
        )
    )
    rows = session.execute(
        select(Lawsuit.id, Lawsuit.standing, Lawsuit.month)
        .where(Lawsuit.id.in_(sorted(here)))
        .order_by(Lawsuit.year, Lawsuit.type, Lawsuit.sequence)
    )
    return [
        ScheduledCase(
            id=str(case_id),
            standing=Standing(standing),
            hearings=tuple(here[case_id]),
            counted=counted_in == month and standing in DUE_STANDINGS,
            unknown=case_id in missing,
        )
        for case_id, standing, counted_in in rows
    ]


def taken_off(session: Session, month: str) -> Mapping[OriginReason, tuple[str, ...]]:
    """Return the ids of the scheduled cases that are not in the denominator, by reason."""
    return origin_of(scheduled_cases(session, month))


def _hearings(session: Session, month: str, *, moved_away: bool) -> dict[int, list[ScheduledHearing]]:
    """The hearings of the month by case: those in it now, or those that moved out of it."""
    first, last = read_month(month)
    inside = Hearing.starts_on.between(first, last)
    moved = select(HearingMove.hearing_id).where(HearingMove.old_starts_on.between(first, last))
    chosen = Hearing.id.in_(moved) & or_(Hearing.starts_on.is_(None), ~inside) if moved_away else inside
    rows = session.execute(
        select(HearingCase.case_id, Hearing.kind, Hearing.outcome, Hearing.cancelled_at)
        .join(Hearing, Hearing.id == HearingCase.hearing_id)
        .where(chosen, or_(Hearing.outcome.is_(None), Hearing.outcome != Outcome.ENTERED_IN_ERROR.value))
    )
    found: defaultdict[int, list[ScheduledHearing]] = defaultdict(list)
    for case_id, kind, outcome, cancelled_at in rows:
        found[case_id].append(
            ScheduledHearing(
                HearingKind(kind),
                Outcome(outcome) if outcome else None,
                cancelled=cancelled_at is not None,
                moved_away=moved_away,
            )
        )
    return dict(found)
