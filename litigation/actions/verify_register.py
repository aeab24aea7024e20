"""Proof for the auditor: stored standings equal recomputed ones, the journal is whole, invariants hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.conclude import cases_passed_since
from litigation.actions.conclusions import conclusions_of
from litigation.actions.invariants import INVARIANTS, Finding
from litigation.law.clock import month_of
from litigation.law.duty import Conclusion, combine_sittings
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import Lawsuit, UnknownMonth

BATCH = 400
STANDINGS = "履行情况"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found, by check.

    ``waiting`` cases are about to be concluded anew, because the time of a hearing has passed.
    """

    findings: dict[str, tuple[Finding, ...]]
    cases: int
    waiting: int

    @property
    def sound(self) -> bool:
        """Tell whether nothing is at fault."""
        return not any(self.findings.values())


def verify_register(*, now: datetime) -> Verification:
    """Check the whole register; changes nothing."""
    session = db.session()
    session.rollback()
    ids = session.scalars(select(Lawsuit.id).order_by(Lawsuit.id)).all()
    waiting = set(session.scalars(cases_passed_since(now)))
    settled = [case_id for case_id in ids if case_id not in waiting]
    findings = {STANDINGS: tuple(_standings(session, settled, now))}
    for name, check in INVARIANTS.items():
        findings[name] = tuple(check(session))
    session.rollback()
    return Verification(findings, len(ids), len(waiting))


def _standings(session: Session, case_ids: list[int], now: datetime) -> Iterator[Finding]:
    """Compare what is stored about each case with what its facts amount to now."""
    for start in range(0, len(case_ids), BATCH):
        batch = case_ids[start : start + BATCH]
        conclusions = conclusions_of(session, batch, now)
        lawsuits = session.scalars(
            select(Lawsuit).where(Lawsuit.id.in_(batch)).options(selectinload(Lawsuit.duties))
        ).all()
        unknown = _stored_unknown(session, batch)
        for lawsuit in lawsuits:
            conclusion = conclusions[lawsuit.id]
            yield from _unit(lawsuit, conclusion, unknown.get(lawsuit.id, set()))
            yield from _duties(lawsuit, conclusion)
        yield from _sittings(session, batch, conclusions)
        session.expunge_all()


def _unit(
    lawsuit: Lawsuit, conclusion: Conclusion, unknown: set[tuple[int | None, str]]
) -> Iterator[Finding]:
    stored = (
        lawsuit.standing,
        lawsuit.month,
        lawsuit.head_rank,
        lawsuit.spoke,
        lawsuit.settled,
        lawsuit.lawyers_only,
    )
    rank = conclusion.head_rank.value if conclusion.head_rank else None
    recomputed = (
        conclusion.standing.value,
        conclusion.month,
        rank,
        conclusion.spoke,
        conclusion.settled,
        conclusion.lawyers_only,
    )
    if stored != recomputed:
        yield _differs("lawsuit", lawsuit.id, stored, recomputed)
    months: set[tuple[int | None, str]] = {(None, month) for month in conclusion.unknown_months}
    months |= {
        (int(agency), month) for agency, duty in conclusion.duties.items() for month in duty.unknown_months
    }
    if unknown != months:
        yield _differs("unknown_month", lawsuit.id, sorted(unknown, key=str), sorted(months, key=str))


def _duties(lawsuit: Lawsuit, conclusion: Conclusion) -> Iterator[Finding]:
    for duty in lawsuit.duties:
        found = conclusion.duties.get(str(duty.agency_id))
        recomputed = (found.standing.value if found else "not_counted", conclusion.month)
        if (duty.standing, duty.month) != recomputed:
            yield _differs("appearance_duty", duty.id, (duty.standing, duty.month), recomputed)
    missing = set(conclusion.duties) - {str(duty.agency_id) for duty in lawsuit.duties}
    for agency_id in sorted(missing):
        yield Finding("lawsuit", lawsuit.id, f"机关 {agency_id} 应当出庭，却没有登记义务")


def _sittings(session: Session, case_ids: list[int], conclusions: dict[int, Conclusion]) -> Iterator[Finding]:
    """Compare the 庭次 of hearings all of whose cases are at hand."""
    hearings = session.scalars(
        select(Hearing)
        .where(Hearing.lawsuits.any(Lawsuit.id.in_(case_ids)))
        .options(selectinload(Hearing.lawsuits))
    )
    for hearing in hearings:
        if any(lawsuit.id not in conclusions for lawsuit in hearing.lawsuits):
            continue
        concluded = [conclusions[lawsuit.id].sittings for lawsuit in hearing.lawsuits]
        answers = [sittings[str(hearing.id)] for sittings in concluded if str(hearing.id) in sittings]
        counted = bool(answers) and hearing.starts_on is not None
        month = month_of(hearing.starts_on) if counted and hearing.starts_on else None
        recomputed = (month, combine_sittings(answers) if answers else None)
        stored = (hearing.sitting_month, hearing.sitting_attended)
        if stored != recomputed:
            yield _differs("hearing", hearing.id, stored, recomputed)


def _stored_unknown(session: Session, case_ids: list[int]) -> dict[int, set[tuple[int | None, str]]]:
    found: dict[int, set[tuple[int | None, str]]] = {}
    for row in session.scalars(select(UnknownMonth).where(UnknownMonth.case_id.in_(case_ids))):
        found.setdefault(row.case_id, set()).add((row.agency_id, row.month))
    return found


def _differs(subject: str, subject_id: int, stored: object, recomputed: object) -> Finding:
    return Finding(subject, subject_id, f"登记的结论与重新计算的不一致：登记 {stored}，应为 {recomputed}")
