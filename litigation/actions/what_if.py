"""假如某人不在: which seats would go to whom, and what would stay open, before anybody is told.

Reading only: nothing is written and nobody hears of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from litigation.actions.candidates import Candidate, judge_candidates
from litigation.actions.choice_instance import Reasons, Seat, build_instance, key_of
from litigation.actions.circumstances import Circumstances, officials_of, read_circumstances
from litigation.actions.engagements import CURRENT, EngagementKind, SeatKey
from litigation.actions.office import office_settings
from litigation.actions.office_wishes import read_wishes
from litigation.actions.propose_heads import open_demands
from litigation.law.clock import at_shanghai, shanghai_day
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.agency import Agency, Official
from litigation.records.assignment import Assignment
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.solver.model import Busy, Proof, Told
from litigation.solver.solve import solve

TOLD = {"asked": Told.ASKED, "lapsed": Told.ASKED, "confirmed": Told.CONFIRMED}


@dataclass(frozen=True, slots=True)
class Move:
    """A seat that would go from one head to another."""

    hearing: Hearing
    agency: Agency
    before: Official
    after: Candidate


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A seat for which nobody would be left; ``before`` is empty where nobody holds it now either.

    ``candidates`` say one by one why not.
    """

    hearing: Hearing
    agency: Agency
    before: Official | None
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would follow from one absence; days are whole and inclusive."""

    official: Official
    first_day: date
    last_day: date
    moved: tuple[Move, ...]
    open: tuple[OpenSeat, ...]
    unchanged: tuple[Assignment, ...]
    proof: Proof


def what_if_away(official_id: int, first_day: date, last_day: date, *, now: datetime) -> WhatIf:
    """Decide the agency's seats of those days anew as if the official were away.

    Who was told stays where possible: changing somebody else as well costs, the more the more
    they were told. Seats that nobody holds yet compete for the same heads.

    Raises:
        NotFoundError: there is no such official.
        InvalidInputError: the days are the wrong way round.
    """
    session = db.session()
    official = session.get(Official, official_id)
    if official is None:
        raise NotFoundError
    if last_day < first_day:
        raise InvalidInputError(N_("结束日期不能早于开始日期。"), field="last_day")
    held = _held_seats(session, official.agency_id, now, first_day, last_day)
    nobody = [
        (hearing, agency)
        for hearing, agency in open_demands(session, now, at_shanghai(last_day + timedelta(days=1), 0))
        if agency.id == official.agency_id and hearing.starts_on and hearing.starts_on >= first_day
    ]
    return _decide(session, official, first_day, last_day, held, nobody)


def _held_seats(
    session: Session, agency_id: int, now: datetime, first_day: date, last_day: date
) -> list[Assignment]:
    """Return who holds the agency's coming seats of those days."""
    query = (
        select(Assignment)
        .join(Assignment.hearing)
        .options(
            contains_eager(Assignment.hearing).selectinload(Hearing.lawsuits),
            joinedload(Assignment.official),
            joinedload(Assignment.agency),
        )
        .where(
            Assignment.agency_id == agency_id,
            Assignment.state.in_(CURRENT),
            Hearing.outcome.is_(None),
            Hearing.cancelled_at.is_(None),
            Hearing.starts_on.between(max(first_day, shanghai_day(now)), last_day),
            Hearing.starts_at.is_(None) | (Hearing.starts_at > now),
        )
        .order_by(Hearing.starts_at, Hearing.id)
    )
    return list(session.scalars(query))


def _decide(
    session: Session,
    official: Official,
    first_day: date,
    last_day: date,
    held: list[Assignment],
    nobody: list[Seat],
) -> WhatIf:
    """Solve and compare with who holds the seats now."""
    settings = office_settings(session)
    seats = [*((each.hearing, each.agency) for each in held), *nobody]
    officials = officials_of(session, [official.agency_id])[official.agency_id]
    known = read_circumstances(
        session, [each.id for each in officials], [hearing for hearing, _agency in seats], settings
    )
    known = _without(known, official.id, first_day, last_day)
    holders = {key_of((each.hearing, each.agency)): each for each in held}
    considered = {key_of(seat): _considered(seat, officials, known, holders, official.id) for seat in seats}
    current = {key: (each.official_id, TOLD[each.state]) for key, each in holders.items()}
    wishes = read_wishes(session, seats)
    pins = {key: pinned for key, pinned in (wishes.pins or {}).items() if pinned != official.id}
    wishes = replace(wishes, pins=pins, current=current)
    instance = build_instance(seats, considered, known, wishes)
    answer = solve(instance, settings.choice_seconds)
    reasons = Reasons(instance, answer, {str(each.id): each.name for each in officials})
    moved, open_, unchanged = [], [], []
    for seat in seats:
        key = key_of(seat)
        candidates = reasons.explain(key, considered[key])
        chosen = answer.chosen.get(f"{key[0]}:{key[1]}")
        after = next((each for each in candidates if str(each.official_id) == chosen), None)
        holder = holders.get(key)
        if after is None:
            open_.append(OpenSeat(*seat, holder.official if holder else None, candidates))
        elif holder is not None and holder.official_id == after.official_id:
            unchanged.append(holder)
        elif holder is not None:
            moved.append(Move(*seat, holder.official, after))
    return WhatIf(official, first_day, last_day, tuple(moved), tuple(open_), tuple(unchanged), answer.proof)


def _without(known: Circumstances, official_id: int, first_day: date, last_day: date) -> Circumstances:
    """Return what is known with the absence in the official's diary."""
    absence = Busy(
        at_shanghai(first_day, 0),
        at_shanghai(last_day + timedelta(days=1), 0),
        hard=False,
        kind=EngagementKind.LEAVE,
    )
    away = {**known.diary.away, official_id: (absence, *known.diary.away.get(official_id, ()))}
    return replace(known, diary=replace(known.diary, away=away))


def _considered(
    seat: Seat,
    officials: Sequence[Official],
    known: Circumstances,
    holders: dict[SeatKey, Assignment],
    away: int,
) -> tuple[Candidate, ...]:
    """Judge the officials for one seat.

    Whoever holds a seat in spite of leave or travel was sent so with a reason, and may stay;
    not so the one whose absence is being tried.
    """
    judged = judge_candidates(*seat, officials, known, undecided=holders)
    holder = holders.get(key_of(seat))
    stays = holder.official_id if holder is not None and holder.official_id != away else None
    return tuple(replace(each, hindrance=None) if each.official_id == stays else each for each in judged)
