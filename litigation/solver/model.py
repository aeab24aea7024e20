"""The problem of choosing heads, as plain values: demands, heads, and what an answer costs.

Hard: who may appear by law, standing engagements, two places at once, the way between two
places, a pin. All else has a price, in this order: a demand that nobody serves, a rule of the
office that must hold, telling somebody who was told before that it is another, a rule that
ought to hold, being in charge of the matter, a stated preference, an even load. Ids are the
caller's and are only compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from functools import cached_property

from litigation.law.word import N_, Word

UNASSIGNED_COST = 10_000
"""Price of a demand that nobody serves: more than any wish."""

MUST_COST = 1_000
"""Price of each appearance that is missing from a rule that must hold."""

SHOULD_COST = 40
"""Price of each appearance that is missing from a rule that ought to hold."""

NOT_IN_CHARGE_COST = 10
"""Price of a head who is not in charge of the matter."""

PREFERENCE_COST = 4
"""Price of each place that a head stands behind the first of the stated order; those not named stand last."""

LOAD_COST = 3
"""Price of a head's n-th hearing of the year above the least loaded of the group is this times (2n - 1).

Convex, so that the load evens out within a group (an agency) from what the year brought so far.
"""

UNKNOWN_PLACE = "?"
"""A place that is not known: as far from every named place as the table's default."""


class Told(IntEnum):
    """What the present head of a demand knows of it; the value is the price of changing them."""

    NOBODY = 0
    TOLD = 15
    ASKED = 40
    CONFIRMED = 200


class Proof(Word):
    """How an answer was reached and what is proved of it."""

    OPTIMAL = "optimal", N_("已证明没有更公平的分法")
    """No answer is better."""
    NODE_LIMIT = "node_limit", N_("已搜索到限度，最多还可改善 {percent}")
    """The search stopped at its limit of steps; the same input stops at the same step."""
    TIME_LIMIT = "time_limit", N_("时间到，最多还可改善 {percent}")
    """The safety stop of the clock was reached, so another run may end elsewhere."""
    GREEDY = "greedy", N_("即时排出，最多还可改善 {percent}")
    """The instant answer alone; the bound is a simple one."""


@dataclass(frozen=True, slots=True)
class Busy:
    """A time in which a head is somewhere; half-open.

    ``place`` names a court; empty means that no way need be reckoned. ``hard`` marks another
    hearing, which nobody can override; leave and meetings are soft, and keep a head away
    unless the demand says that they were overridden. ``kind`` (``hearing``, ``leave`` …) and
    ``label`` are for the explanation.
    """

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    label: str = ""
    hard: bool = True
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """One head is needed at one hearing.

    ``heads`` lists who may appear by law, the order deciding among equals; where an
    arrangement of co-defendants lets any of several agencies appear (R2020 art. 3), they share
    one demand that lists the heads of all. ``excluded`` have declined. ``preferred`` is a
    liaison's or leader's order of wishes. ``pinned`` leaves no other choice. ``current`` is who
    holds the seat now and ``told`` what they know. ``overridden`` are heads whose soft
    engagements do not count here. ``year`` is the year whose load it adds to.
    """

    id: str
    starts_at: datetime
    ends_at: datetime
    place: str
    heads: tuple[str, ...]
    in_charge: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    preferred: tuple[str, ...] = ()
    pinned: str = ""
    current: str = ""
    told: Told = Told.NOBODY
    overridden: frozenset[str] = frozenset()
    year: int = 0

    def allows(self, head: str) -> bool:
        """Tell whether the head may be chosen here, whatever else they have to do."""
        return head in self.heads and head not in self.excluded and self.pinned in ("", head)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A rule of the office: at least ``least`` of the demands are served by one of ``heads``.

    One demand and the principal: the principal must appear here. All demands of an agency and
    ``least=1``: at least once. ``must`` outweighs every wish, yet never leaves a demand without
    a head, for the duty of the law stands above a rule of the office. ``source`` is the text
    of the rule.
    """

    id: str
    demands: frozenset[str]
    heads: frozenset[str]
    least: int = 1
    must: bool = True
    source: str = ""

    @property
    def cost(self) -> int:
        """Price of each appearance that is missing."""
        return MUST_COST if self.must else SHOULD_COST


@dataclass(frozen=True, slots=True)
class Head:
    """A head's standing engagements and load: hearings of each year so far, among their ``group``."""

    id: str
    loads: Mapping[int, int] = field(default_factory=dict)
    busy: tuple[Busy, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Travel:
    """Time between two places: a table for pairs in either order, and a default for all others.

    The way there and back is the same; where both orders are entered, the longer time holds.
    """

    default: timedelta = timedelta(minutes=30)
    table: Mapping[tuple[str, str], timedelta] = field(default_factory=dict)

    def between(self, one: str, other: str) -> timedelta:
        """Return the time; none within one place, nor where no place is given."""
        if one == other or not one or not other:
            return timedelta()
        entered = [self.table[pair] for pair in ((one, other), (other, one)) if pair in self.table]
        return max(entered, default=self.default)


@dataclass(frozen=True)
class Instance:
    """Everything the choice depends on; the order of demands and heads means nothing."""

    demands: tuple[Demand, ...]
    heads: Mapping[str, Head]
    travel: Travel = Travel()
    requirements: tuple[Requirement, ...] = ()

    @cached_property
    def floors(self) -> Mapping[tuple[str, int], int]:
        """The least load of each group and year, from which its loads are priced."""
        floors: dict[tuple[str, int], int] = {}
        for year in {demand.year for demand in self.demands}:
            for head in self.heads.values():
                key, load = (head.group, year), head.loads.get(year, 0)
                floors[key] = min(floors.get(key, load), load)
        return floors


@dataclass(frozen=True, slots=True)
class Unmet:
    """A rule that the answer breaks, and by how many appearances."""

    requirement: str
    missing: int


@dataclass(frozen=True, slots=True)
class Part:
    """What is proved of one part of the answer that shares no head with the others."""

    demands: tuple[str, ...]
    objective: int
    bound: int
    proof: Proof


@dataclass(frozen=True, slots=True)
class Answer:
    """Who serves which demand, the price of it, and a price that no answer can be under."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    objective: int = 0
    bound: int = 0
    proof: Proof = Proof.GREEDY
    unmet: tuple[Unmet, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def gap(self) -> float:
        """Share of the price by which the answer could at most be better; 0 when it is proved the best."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0


def collision(demand: Demand, busy: tuple[Busy, ...], travel: Travel) -> Busy | None:
    """Return the engagement that keeps a head from the demand, the way between two places included."""
    for each in busy:
        gap = travel.between(each.place, demand.place)
        if each.starts_at < demand.ends_at + gap and demand.starts_at - gap < each.ends_at:
            return each
    return None


def charge_cost(demand: Demand, head: str) -> int:
    """Return the price of a head who is not in charge of the matter."""
    return 0 if head in demand.in_charge else NOT_IN_CHARGE_COST


def preference_cost(demand: Demand, head: str) -> int:
    """Return the price of a head who stands behind in the stated order, or outside it."""
    named = head in demand.preferred
    return PREFERENCE_COST * (demand.preferred.index(head) if named else len(demand.preferred))


def change_cost(demand: Demand, head: str) -> int:
    """Return the price of another head than the one who was told."""
    return int(demand.told) if demand.current not in ("", head) else 0


def wish_cost(demand: Demand, head: str) -> int:
    """Return what the head costs here apart from the load and from rules."""
    return charge_cost(demand, head) + preference_cost(demand, head) + change_cost(demand, head)


def load_cost(load: int) -> int:
    """Return the price of one more hearing for a head who has ``load`` more than the group's least."""
    return LOAD_COST * (2 * load + 1)
