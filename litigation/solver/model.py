"""The problem of choosing heads, as plain values: demands, heads, and what an answer costs.

Law and double-booking are hard; being in charge of the matter, leave that was overridden and
an even load are wishes with a price. Ids are the caller's and are only compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

UNASSIGNED_COST = 1000
"""Price of a demand that nobody serves: more than any wish."""

NOT_IN_CHARGE_COST = 10
"""Price of a head who is not in charge of the matter."""

LOAD_COST = 3
"""Price of a head's n-th hearing of the year is this times (2n - 1): convex, so the load evens out."""


@dataclass(frozen=True, slots=True)
class Busy:
    """A time in which a head is somewhere; half-open. ``place`` names the court of a hearing."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    label: str = ""
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Demand:
    """One agency's head is needed at one hearing. ``heads`` lists who may appear by law, in order."""

    id: str
    starts_at: datetime
    ends_at: datetime
    place: str
    heads: tuple[str, ...]
    in_charge: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Head:
    """A head's standing engagements and how often this year so far."""

    id: str
    load: int = 0
    busy: tuple[Busy, ...] = ()


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything the choice depends on."""

    demands: tuple[Demand, ...]
    heads: Mapping[str, Head]
    travel: timedelta = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who serves which demand, the price of it, and a price that no answer can be under."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    objective: int = 0
    bound: int = 0


def collision(demand: Demand, busy: tuple[Busy, ...], travel: timedelta) -> Busy | None:
    """Return the engagement that keeps a head from the demand, travel between two places included."""
    for each in busy:
        gap = travel if each.place and each.place != demand.place else timedelta()
        if each.starts_at < demand.ends_at + gap and demand.starts_at - gap < each.ends_at:
            return each
    return None


def price(demand: Demand, head: Head, load: int) -> int:
    """Return what it costs to give the demand to the head as the ``load + 1``-th of the year."""
    wish = 0 if head.id in demand.in_charge else NOT_IN_CHARGE_COST
    return wish + LOAD_COST * (2 * load + 1)
