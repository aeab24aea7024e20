"""The open seats and their candidates as the solver wants them, and its answer as grounds with words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from litigation.actions.candidates import Candidate
from litigation.actions.circumstances import Circumstances
from litigation.actions.engagements import SeatKey, demand_of, year_of
from litigation.law.choice_ground import Ground, GroundKind
from litigation.records.agency import Agency
from litigation.records.hearing import Hearing
from litigation.solver.explain import Against, Explanation, WhyNot
from litigation.solver.model import Answer, Demand, Head, Instance, Requirement, Told

Seat = tuple[Hearing, Agency]


@dataclass(frozen=True, slots=True)
class OfficeRule:
    """A rule of the office about some open seats: at least so many are served by one of the officials."""

    id: str
    seats: frozenset[SeatKey]
    officials: frozenset[int]
    source: str
    least: int = 1
    must: bool = True


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was decided or wished about seats beforehand."""

    rules: tuple[OfficeRule, ...] = ()
    pins: Mapping[SeatKey, int] | None = None
    preferred: Mapping[SeatKey, tuple[int, ...]] | None = None
    current: Mapping[SeatKey, tuple[int, Told]] | None = None


def key_of(seat: Seat) -> SeatKey:
    """Return the ids of a seat."""
    return seat[0].id, seat[1].id


def build_instance(
    seats: Sequence[Seat],
    considered: Mapping[SeatKey, tuple[Candidate, ...]],
    known: Circumstances,
    wishes: Wishes,
) -> Instance:
    """Put seats and candidates into the words of the solver.

    Every official of an agency is there, also who cannot come, for the load of all is the
    measure of fairness. What keeps somebody away was judged with the candidates, so the
    heads of a demand are those who are free for it.
    """
    demands = []
    for seat in seats:
        plain = demand_of(seat[0], seat[1].id, known.settings)
        if plain is not None:
            demands.append(_demand(plain, key_of(seat), considered[key_of(seat)], wishes))
    heads = {str(each.official_id): (seat, each) for seat in seats for each in considered[key_of(seat)]}
    held = {} if wishes.current is None else _held(seats, wishes.current)
    years = sorted({year_of(hearing) for hearing, _agency in seats})
    return Instance(
        tuple(demands),
        {
            name: Head(
                name,
                {
                    year: known.times[each.official_id, year] - held.get((each.official_id, year), 0)
                    for year in years
                },
                group=str(seat[1].id),
            )
            for name, (seat, each) in heads.items()
        },
        known.travel,
        tuple(_requirement(rule) for rule in wishes.rules),
    )


def _held(seats: Sequence[Seat], current: Mapping[SeatKey, tuple[int, Told]]) -> dict[tuple[int, int], int]:
    """Count the seats that are decided anew among the hearings to come of those who hold them."""
    held: dict[tuple[int, int], int] = {}
    for seat in seats:
        if (holder := current.get(key_of(seat))) is not None:
            account = holder[0], year_of(seat[0])
            held[account] = held.get(account, 0) + 1
    return held


def _demand(plain: Demand, key: SeatKey, candidates: tuple[Candidate, ...], wishes: Wishes) -> Demand:
    """Fill in who is free and what is wished."""
    holder, told = (wishes.current or {}).get(key, (0, Told.NOBODY))
    pinned = (wishes.pins or {}).get(key, 0)
    return replace(
        plain,
        heads=tuple(str(each.official_id) for each in candidates if each.free),
        in_charge=frozenset(str(each.official_id) for each in candidates if each.in_charge),
        preferred=tuple(str(each) for each in (wishes.preferred or {}).get(key, ())),
        pinned=str(pinned) if pinned else "",
        current=str(holder) if holder else "",
        told=told,
    )


def _requirement(rule: OfficeRule) -> Requirement:
    return Requirement(
        rule.id,
        frozenset(f"{hearing}:{agency}" for hearing, agency in rule.seats),
        frozenset(str(each) for each in rule.officials),
        rule.least,
        rule.must,
        rule.source,
    )


class Reasons:
    """The answer of the solver told of candidates: why this one, why not each of the others."""

    def __init__(self, instance: Instance, answer: Answer, names: Mapping[str, str]) -> None:
        self._explanation = Explanation(instance, answer.chosen)
        self._demands = {demand.id: demand for demand in instance.demands}
        self._sources = {rule.id: rule.source for rule in instance.requirements}
        self._chosen = answer.chosen
        self._names = names

    def explain(self, key: SeatKey, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Return the candidates of a seat with what the answer adds to their reasons."""
        demand = self._demands.get(f"{key[0]}:{key[1]}")
        if demand is None:
            return candidates
        return tuple(self._told(demand, each) for each in candidates)

    def _told(self, demand: Demand, candidate: Candidate) -> Candidate:
        name = str(candidate.official_id)
        if not candidate.free:
            return candidate
        if self._chosen.get(demand.id) == name:
            return replace(candidate, grounds=(*self._for(demand, name), *candidate.grounds))
        return replace(candidate, behind=self._ground(self._explanation.why_not(demand, name)))

    def _for(self, demand: Demand, name: str) -> tuple[Ground, ...]:
        """Return what tipped the scales for the chosen head beyond what stands with every candidate."""
        if demand.pinned == name:
            return (Ground(GroundKind.PINNED),)
        if (rule := self._explanation.by_rule(demand, name)) is not None:
            return (Ground(GroundKind.BY_RULE, {"source": rule.source}),)
        if demand.preferred[:1] == (name,):
            return (Ground(GroundKind.WISHED),)
        return ()

    def _ground(self, why: WhyNot) -> Ground:
        """Put the solver's reason into the words of people."""
        name = self._names.get(why.other, "")
        if why.kind is Against.SERVES_OTHER:
            return Ground(GroundKind.SERVES_OTHER, {"when": self._demands[why.demand].starts_at})
        if why.kind is Against.RULE:
            return Ground(GroundKind.OTHER_BY_RULE, {"name": name, "source": self._sources[why.requirement]})
        if why.kind is Against.LOAD:
            return Ground(GroundKind.BUSIER, {"n": why.mine, "name": name, "m": why.theirs})
        if why.kind is Against.WHOLE:
            return Ground(GroundKind.NEEDED_ELSEWHERE)
        return Ground(SIMPLE[why.kind], {"name": name})


SIMPLE = {
    Against.PINNED: GroundKind.OTHER_PINNED,
    Against.TOLD: GroundKind.OTHER_STAYS,
    Against.IN_CHARGE: GroundKind.NOT_IN_CHARGE,
    Against.PREFERRED: GroundKind.OTHER_WISHED,
    Against.EQUAL: GroundKind.EQUAL,
}
"""Reasons that need no more than the name of the head who is chosen."""
