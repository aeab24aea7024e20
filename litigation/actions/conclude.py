"""Storing what the facts amount to: standing, month and 庭次, rewritten when a fact changes.

``litigation.law.duty`` decides; reports group the stored columns in SQL; ``litigation
verify`` proves that stored equals recomputed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from litigation.actions.conclusions import conclusions_of
from litigation.actions.propose_edition import propose_editions
from litigation.law.attendance import Standing
from litigation.law.clock import month_of, shanghai_day
from litigation.law.duty import Conclusion, combine_sittings
from litigation.law.procedure import HearingKind
from litigation.records.db import writing
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, Lawsuit, UnknownMonth

BATCH = 400
"""Cases concluded by one set of queries; below every engine's limit of parameters."""

UNCOUNTED = (Standing.NOT_COUNTED.value, Standing.RELIEVED.value)
"""Units outside the figures: time alone changes nothing about them."""


def conclude_cases(session: Session, case_ids: Iterable[int], now: datetime) -> None:
    """Rewrite the stored conclusions of these cases inside the caller's transaction.

    Cases heard together with them are concluded too, for a 庭次 belongs to all of them.
    """
    session.flush()
    for batch in _batches(sorted(set(case_ids))):
        ids = _with_siblings(session, batch)
        touched = _months_of(session, ids)
        conclusions = conclusions_of(session, ids, now)
        _store_units(session, conclusions)
        _store_sittings(session, conclusions, batch)
        session.flush()
        propose_editions(session, touched | _months_of(session, ids), now)


def refresh_passed(now: datetime) -> int:
    """Conclude anew where a hearing's time has passed since; return how many cases that were.

    A hearing that ought to have begun turns 待履行 into 结果待登记 without anybody's act.
    """
    with writing() as session:
        case_ids = session.scalars(cases_passed_since(now)).all()
        conclude_cases(session, case_ids, now)
    return len(case_ids)


def cases_passed_since(now: datetime) -> Select[int]:
    """Select the cases of hearings whose time has passed since they were last concluded."""
    return (
        select(HearingCase.case_id)
        .join(Hearing, Hearing.id == HearingCase.hearing_id)
        .where(
            Hearing.kind == HearingKind.TRIAL.value,
            Hearing.outcome.is_(None),
            Hearing.sitting_month.is_(None),
            (Hearing.starts_at <= now)
            | (Hearing.starts_at.is_(None) & (Hearing.starts_on < shanghai_day(now))),
        )
        .distinct()
    )


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut a long list of ids."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _with_siblings(session: Session, case_ids: Sequence[int]) -> set[int]:
    """Add the cases that share a hearing with these."""
    hearing_ids = select(HearingCase.hearing_id).where(HearingCase.case_id.in_(case_ids))
    siblings = session.scalars(select(HearingCase.case_id).where(HearingCase.hearing_id.in_(hearing_ids)))
    return {*case_ids, *siblings}


def _months_of(session: Session, case_ids: Iterable[int]) -> set[str]:
    """Return the months whose figures these cases enter."""
    ids = list(case_ids)
    months = {*session.scalars(select(Lawsuit.month).where(Lawsuit.id.in_(ids)))}
    months |= {*session.scalars(select(UnknownMonth.month).where(UnknownMonth.case_id.in_(ids)))}
    sittings = select(Hearing.sitting_month).join(HearingCase, HearingCase.hearing_id == Hearing.id)
    months |= {*session.scalars(sittings.where(HearingCase.case_id.in_(ids)))}
    return {each for each in months if each is not None}


def _store_units(session: Session, conclusions: dict[int, Conclusion]) -> None:
    """Write the unit's and the duties' columns, and the months in which an outcome is missing."""
    lawsuits = session.scalars(select(Lawsuit).where(Lawsuit.id.in_(conclusions))).all()
    for lawsuit in lawsuits:
        conclusion = conclusions[lawsuit.id]
        lawsuit.standing = conclusion.standing.value
        lawsuit.month = conclusion.month
        lawsuit.head_rank = conclusion.head_rank.value if conclusion.head_rank else None
        lawsuit.spoke, lawsuit.settled = conclusion.spoke, conclusion.settled
        lawsuit.lawyers_only = conclusion.lawyers_only
    for duty in _duty_rows(session, conclusions):
        conclusion = conclusions[duty.case_id]
        found = conclusion.duties.get(str(duty.agency_id))
        duty.standing = found.standing.value if found else "not_counted"
        duty.month = conclusion.month
    session.execute(delete(UnknownMonth).where(UnknownMonth.case_id.in_(conclusions)))
    for case_id, conclusion in conclusions.items():
        session.add_all(_unknown_months(case_id, conclusion))


def _duty_rows(session: Session, conclusions: dict[int, Conclusion]) -> list[AppearanceDuty]:
    """Return the rows of the duties; another reading may have made some that nobody stored yet."""
    rows = list(session.scalars(select(AppearanceDuty).where(AppearanceDuty.case_id.in_(conclusions))))
    stored = {(row.case_id, row.agency_id) for row in rows}
    owed = {(case_id, int(agency)) for case_id, each in conclusions.items() for agency in each.duties}
    new = [
        AppearanceDuty(case_id=case_id, agency_id=agency_id) for case_id, agency_id in sorted(owed - stored)
    ]
    session.add_all(new)
    return [*rows, *new]


def _unknown_months(case_id: int, conclusion: Conclusion) -> Iterator[UnknownMonth]:
    """Return a row for the unit and for each duty, month by month."""
    for month in conclusion.unknown_months:
        yield UnknownMonth(case_id=case_id, agency_id=None, month=month)
    for agency, duty in conclusion.duties.items():
        for month in duty.unknown_months:
            yield UnknownMonth(case_id=case_id, agency_id=int(agency), month=month)


def _store_sittings(session: Session, conclusions: dict[int, Conclusion], case_ids: Sequence[int]) -> None:
    """Write each 庭次 of these cases once, from the answers of all the cases it combines.

    The siblings' other hearings are left alone: not all of their cases are concluded here.
    """
    answers: defaultdict[int, list[bool | None]] = defaultdict(list)
    for conclusion in conclusions.values():
        for hearing_id, attended in conclusion.sittings.items():
            answers[int(hearing_id)].append(attended)
    hearings = session.scalars(
        select(Hearing)
        .join(HearingCase, HearingCase.hearing_id == Hearing.id)
        .where(HearingCase.case_id.in_(case_ids))
        .distinct()
    )
    for hearing in hearings:
        given = answers.get(hearing.id)
        counted = given is not None and hearing.starts_on is not None
        hearing.sitting_month = month_of(hearing.starts_on) if counted and hearing.starts_on else None
        hearing.sitting_attended = combine_sittings(given) if given else None
