"""派员建议: a proposed head with reasons for every duty that has nobody, all together."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.candidates import CURRENT, Candidate, busy_of, demand_of, find_candidates
from litigation.actions.office import OfficeSettings, office_settings
from litigation.law.attendance import Standing
from litigation.law.procedure import HearingKind
from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty
from litigation.solver.greedy import solve
from litigation.solver.model import Demand, Head, Instance, Travel

ANSWERED_STANDINGS = (Standing.DISCHARGED, Standing.RELIEVED, Standing.NOT_COUNTED)
"""Standings in which nobody need be sent unless the court notified again (R2020 art. 7)."""


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
class Proposals:
    """All proposals, hearing by hearing in time, with the price of the whole and its bound."""

    items: tuple[Proposal, ...]
    objective: int
    bound: int


def open_demands(
    session: Session, now: datetime, until: datetime | None = None
) -> list[tuple[Hearing, Agency]]:
    """Return every (hearing, agency) that is coming, owes a head and has nobody asked; soonest first."""
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
            AppearanceDuty.standing.not_in(ANSWERED_STANDINGS)
            | (Hearing.re_notified & (AppearanceDuty.standing == Standing.DISCHARGED)),
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
    )
    return [(hearing, agency) for hearing, agency in rows]


def propose_all(session: Session, now: datetime, until: datetime | None = None) -> Proposals:
    """Propose a head for every open duty, all together, so that no two proposals collide."""
    settings = office_settings(session)
    open_ = open_demands(session, now, until)
    considered = {
        (hearing.id, agency.id): find_candidates(session, hearing, agency, settings)
        for hearing, agency in open_
    }
    answer = solve(_instance(session, open_, considered, settings))
    items = []
    for hearing, agency in open_:
        candidates = considered[hearing.id, agency.id]
        chosen = answer.chosen.get(f"{hearing.id}:{agency.id}")
        proposed = next((each for each in candidates if str(each.official_id) == chosen), None)
        items.append(Proposal(hearing, agency, proposed, candidates))
    return Proposals(tuple(items), answer.objective, answer.bound)


def propose(session: Session, hearing: Hearing, agency: Agency) -> Proposal:
    """Propose a head for one duty alone."""
    candidates = find_candidates(session, hearing, agency, office_settings(session))
    return Proposal(hearing, agency, next((each for each in candidates if each.free), None), candidates)


def _instance(
    session: Session,
    open_: list[tuple[Hearing, Agency]],
    considered: dict[tuple[int, int], tuple[Candidate, ...]],
    settings: OfficeSettings,
) -> Instance:
    """Put the open duties and their candidates as the solver wants them."""
    demands, heads = [], {}
    for hearing, agency in open_:
        plain = demand_of(hearing, agency.id, settings)
        candidates = [each for each in considered[hearing.id, agency.id] if each.free]
        if plain is None:
            continue
        demands.append(
            Demand(
                plain.id, plain.starts_at, plain.ends_at, plain.place,
                heads=tuple(str(each.official_id) for each in candidates),
                in_charge=frozenset(str(each.official_id) for each in candidates if each.in_charge),
                year=plain.year,
            )
        )  # fmt: skip
        for each in candidates:
            if str(each.official_id) not in heads:
                official = session.get_one(Official, each.official_id)
                busy = busy_of(session, official, settings)
                heads[str(each.official_id)] = Head(
                    str(each.official_id), {plain.year: each.times_this_year}, busy, group=str(agency.id)
                )
    return Instance(tuple(demands), heads, Travel(settings.travel))
