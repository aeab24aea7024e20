"""派员建议: a proposed head with reasons for every duty that has nobody, all together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import select, true
from sqlalchemy.orm import Session, selectinload

from litigation.actions.candidates import Candidate, judge_candidates
from litigation.actions.choice_instance import Reasons, Seat, Wishes, build_instance, key_of
from litigation.actions.circumstances import officials_of, read_circumstances
from litigation.actions.engagements import CURRENT
from litigation.actions.office import office_settings
from litigation.actions.office_wishes import read_wishes
from litigation.law.choice_ground import Ground
from litigation.law.procedure import HearingKind
from litigation.records.agency import Agency
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty
from litigation.records.seat import still_owed
from litigation.solver.model import UNASSIGNED_COST, Answer, Proof
from litigation.solver.solve import solve

AT_ONCE = 0.2
"""Seconds for one duty, whose page must not wait; after them the best so far stands."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One open duty before its hearing, with everybody who was considered.

    ``proposed`` is empty when nobody is free; then ``candidates`` says why, one by one.
    """

    hearing: Hearing
    agency: Agency
    proposed: Candidate | None
    candidates: tuple[Candidate, ...]

    @property
    def others(self) -> tuple[Candidate, ...]:
        """Everybody but the proposed head."""
        return tuple(each for each in self.candidates if each is not self.proposed)


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule that the proposals cannot keep: how often, and why each who would keep it does not."""

    source: str
    missing: int
    seats: tuple[Seat, ...]
    because: tuple[tuple[str, Ground], ...]


@dataclass(frozen=True, slots=True)
class Proposals:
    """All proposals in order of time, with the price of the whole, its bound and what is proved."""

    items: tuple[Proposal, ...]
    objective: int
    bound: int
    proof: Proof
    broken: tuple[BrokenRule, ...] = ()

    @property
    def room(self) -> int:
        """By how many tenths of a percent the wishes could at most be met better; rounded up."""
        open_ = sum(each.proposed is None for each in self.items)
        wishes = max(1, self.objective - UNASSIGNED_COST * open_)
        return min(1000, ceil(1000 * (self.objective - self.bound) / wishes))


def open_demands(
    session: Session, now: datetime, until: datetime | None = None, *, agency_id: int | None = None
) -> list[tuple[Hearing, Agency]]:
    """Return every (hearing, agency) that is coming, owes a head and has nobody asked; soonest first.

    ``agency_id`` limits them to one agency.
    """
    until = until or now + timedelta(days=366)
    rows = session.execute(
        select(Hearing, Agency)
        .join(HearingCase, HearingCase.hearing_id == Hearing.id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .join(Agency, Agency.id == AppearanceDuty.agency_id)
        .where(
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            Hearing.kind == HearingKind.TRIAL.value,
            Hearing.starts_at > now,
            Hearing.starts_at <= until,
            true() if agency_id is None else Agency.id == agency_id,
            still_owed(),
            ~select(Assignment.id)
            .where(
                Assignment.hearing_id == Hearing.id,
                Assignment.agency_id == Agency.id,
                Assignment.state.in_(CURRENT),
            )
            .exists(),
        )
        .distinct()
        .order_by(Hearing.starts_at, Hearing.id, Agency.id)
        .options(selectinload(Hearing.lawsuits))
    )
    return [(hearing, agency) for hearing, agency in rows]


def propose_all(session: Session, now: datetime, until: datetime | None = None) -> Proposals:
    """Propose a head for every open duty, all together, so that no two proposals collide.

    The best answer that is found within the office's time for it; without HiGHS the instant one.
    """
    return _propose(session, open_demands(session, now, until))


def propose(
    session: Session, hearing: Hearing, agency: Agency, now: datetime, until: datetime | None = None
) -> Proposal:
    """Propose a head for one duty, at once.

    The other open duties of the agency are weighed with it, so that the proposal is the one
    that ``propose_all`` shows for the same days.
    """
    others = open_demands(session, now, until, agency_id=agency.id)
    seats = [(hearing, agency), *(each for each in others if each[0].id != hearing.id)]
    return _propose(session, seats, AT_ONCE).items[0]


def _propose(session: Session, seats: list[Seat], seconds: float | None = None) -> Proposals:
    """Judge everybody, solve, and tell each candidate why; without ``seconds`` in the office's time."""
    settings = office_settings(session)
    officials = officials_of(session, {agency.id for _hearing, agency in seats})
    ids = [each.id for people in officials.values() for each in people]
    known = read_circumstances(session, ids, [hearing for hearing, _agency in seats], settings)
    considered = {
        key_of((hearing, agency)): judge_candidates(hearing, agency, officials[agency.id], known)
        for hearing, agency in seats
    }
    wishes = read_wishes(session, seats)
    instance = build_instance(seats, considered, known, wishes)
    answer = solve(instance, settings.choice_seconds if seconds is None else seconds)
    names = {str(each.id): each.name for people in officials.values() for each in people}
    reasons = Reasons(instance, answer, names)
    items = []
    for hearing, agency in seats:
        candidates = reasons.explain((hearing.id, agency.id), considered[hearing.id, agency.id])
        chosen = answer.chosen.get(f"{hearing.id}:{agency.id}")
        proposed = next((each for each in candidates if str(each.official_id) == chosen), None)
        items.append(Proposal(hearing, agency, proposed, candidates))
    broken = _broken(wishes, answer, tuple(items))
    return Proposals(tuple(items), answer.objective, answer.bound, answer.proof, broken)


def _broken(wishes: Wishes, answer: Answer, items: tuple[Proposal, ...]) -> tuple[BrokenRule, ...]:
    """Say of each rule that is broken why: what keeps each official who would keep it, seat by seat."""
    missing = {unmet.requirement: unmet.missing for unmet in answer.unmet}
    found = []
    for rule in wishes.rules:
        if rule.id not in missing:
            continue
        about = [each for each in items if (each.hearing.id, each.agency.id) in rule.seats]
        because = [
            (candidate.name, candidate.against)
            for each in about
            for candidate in each.candidates
            if candidate.official_id in rule.officials and candidate.against is not None
        ]
        seats = tuple((each.hearing, each.agency) for each in about)
        found.append(BrokenRule(rule.source, missing[rule.id], seats, tuple(dict.fromkeys(because))))
    return tuple(found)
