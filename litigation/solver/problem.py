"""An instance in numbers: indexes for demands and heads, options with their wishes, clashes as bit masks.

Everything is sorted by time and id, so the order in which an instance lists things means nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from litigation.solver.model import Busy, Demand, Head, Instance, Requirement, Travel, wish_cost


@dataclass(frozen=True, slots=True)
class Rule:
    """A requirement in indexes: which options of which demands count towards it."""

    id: str
    cost: int
    least: int
    demands: frozenset[int]
    heads: frozenset[int]


@dataclass(frozen=True)
class Problem:
    """What the solvers work on.

    ``options`` maps, for each demand, the heads who may and can serve it to the price of their
    wishes; ``clash`` holds for each demand the bit mask of those that one head cannot serve
    besides. ``account`` of a demand and a head is where its load is counted: one for each head
    and year; ``loads`` is what it holds above the group's least before anything is chosen.
    """

    demands: tuple[Demand, ...]
    heads: tuple[Head, ...]
    options: tuple[dict[int, int], ...]
    clash: tuple[int, ...]
    rules: tuple[Rule, ...]
    rules_of: tuple[tuple[int, ...], ...]
    years: tuple[int, ...]
    loads: dict[tuple[int, int], int]

    def named(self, of: list[int]) -> dict[str, str]:
        """Turn a list of head indexes (-1: nobody) into ids."""
        return {self.demands[d].id: self.heads[h].id for d, h in enumerate(of) if h >= 0}


def prepare(instance: Instance, floors: Mapping[tuple[str, int], int] | None = None) -> Problem:
    """Put an instance into numbers; ``floors`` are those of the whole where it is a part."""
    floors = instance.floors if floors is None else floors
    demands = tuple(sorted(instance.demands, key=lambda each: (each.starts_at, each.ends_at, each.id)))
    heads = tuple(instance.heads[key] for key in sorted(instance.heads))
    index = {head.id: number for number, head in enumerate(heads)}
    times = [_Span.of(each.starts_at.timestamp(), each.ends_at.timestamp(), each.place) for each in demands]
    gaps = _Gaps(instance.travel)
    busy = [[(_busy_span(each), each.hard) for each in head.busy] for head in heads]
    options = tuple(
        {
            h: wish_cost(demand, name)
            for name in dict.fromkeys(demand.heads)
            if demand.allows(name) and (h := index.get(name, -1)) >= 0
            if not _is_kept_away(times[d], busy[h], name in demand.overridden, gaps)
        }
        for d, demand in enumerate(demands)
    )
    place = {demand.id: d for d, demand in enumerate(demands)}
    rules = tuple(
        _rule(each, place, index)
        for each in sorted(instance.requirements, key=lambda each: each.id)
        if not each.demands.isdisjoint(place)
    )
    rules_of: list[list[int]] = [[] for _ in demands]
    for number, rule in enumerate(rules):
        for d in sorted(rule.demands):
            rules_of[d].append(number)
    years = sorted({demand.year for demand in demands})
    return Problem(
        demands=demands,
        heads=heads,
        options=options,
        clash=tuple(_clashes(times, options, gaps)),
        rules=rules,
        rules_of=tuple(map(tuple, rules_of)),
        years=tuple(demand.year for demand in demands),
        loads={
            (h, year): head.loads.get(year, 0) - floors[head.group, year]
            for h, head in enumerate(heads)
            for year in years
        },
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """A time in whole seconds at a place."""

    start: int
    end: int
    place: str

    @classmethod
    def of(cls, start: float, end: float, place: str) -> "_Span":
        return cls(int(start), int(end), place)


class _Gaps:
    """The travel table in seconds, each pair looked up once."""

    def __init__(self, travel: Travel) -> None:
        self._travel = travel
        self._known: dict[tuple[str, str], int] = {}
        self.most = int(max([travel.default, *travel.table.values()]).total_seconds())

    def between(self, one: str, other: str) -> int:
        """Return the seconds between two places."""
        seconds = self._known.get((one, other))
        if seconds is None:
            seconds = int(self._travel.between(one, other).total_seconds())
            self._known[one, other] = seconds
        return seconds

    def clash(self, one: _Span, other: _Span) -> bool:
        """Tell whether nobody can be at both."""
        gap = self.between(one.place, other.place)
        return one.start < other.end + gap and other.start < one.end + gap


def _busy_span(busy: Busy) -> _Span:
    return _Span.of(busy.starts_at.timestamp(), busy.ends_at.timestamp(), busy.place)


def _is_kept_away(span: _Span, busy: list[tuple[_Span, bool]], overridden: bool, gaps: _Gaps) -> bool:
    """Tell whether a standing engagement keeps a head from a demand."""
    return any((hard or not overridden) and gaps.clash(span, each) for each, hard in busy)


def _rule(requirement: Requirement, place: dict[str, int], index: dict[str, int]) -> Rule:
    """Put a requirement into indexes; what the instance does not hold is left out."""
    return Rule(
        requirement.id,
        requirement.cost,
        requirement.least,
        frozenset(place[each] for each in requirement.demands if each in place),
        frozenset(index[each] for each in requirement.heads if each in index),
    )


def _clashes(times: list[_Span], options: tuple[dict[int, int], ...], gaps: _Gaps) -> Iterator[int]:
    """Yield for each demand the mask of those it clashes with, as far as they share a head."""
    masks = [0] * len(times)
    for one, other in _near(times, options, gaps.most):
        if gaps.clash(times[one], times[other]):
            masks[one] |= 1 << other
            masks[other] |= 1 << one
    yield from masks


def _near(times: list[_Span], options: tuple[dict[int, int], ...], most: int) -> set[tuple[int, int]]:
    """Return the pairs with a common head that are close enough in time to be looked at."""
    by_head: dict[int, list[int]] = defaultdict(list)
    for d, heads in enumerate(options):
        for h in heads:
            by_head[h].append(d)
    pairs: set[tuple[int, int]] = set()
    for together in {tuple(each) for each in by_head.values()}:
        for position, one in enumerate(together):
            until = times[one].end + most
            for other in together[position + 1 :]:
                if times[other].start >= until:
                    break
                pairs.add((one, other))
    return pairs
