"""Checking an answer against its instance, with nothing of the solvers: who breaks what, and the price.

Written from the meaning of the words alone, pair by pair, so that a mistake of the solvers
cannot hide in shared code.
"""

from collections.abc import Mapping
from datetime import datetime
from itertools import combinations

from litigation.solver.model import (
    LOAD_COST,
    NOT_IN_CHARGE_COST,
    PREFERENCE_COST,
    UNASSIGNED_COST,
    Demand,
    Instance,
    Travel,
)


def violations(instance: Instance, chosen: Mapping[str, str]) -> list[str]:
    """Return what the choice breaks, one line each; empty when it may stand."""
    found = []
    demands = {demand.id: demand for demand in instance.demands}
    for name, head in sorted(chosen.items()):
        demand = demands.get(name)
        if demand is None:
            found.append(f"{name}: no such demand")
            continue
        found += [f"{name}: {head} {what}" for what in _wrong_with(instance, demand, head)]
    for one, other in combinations(sorted(set(chosen) & set(demands)), 2):
        if chosen[one] == chosen[other] and _meet(demands[one], demands[other], instance.travel):
            found.append(f"{one}, {other}: {chosen[one]} cannot be at both")
    return found


def _wrong_with(instance: Instance, demand: Demand, head: str) -> list[str]:
    """Return what speaks against one head at one demand, whatever else is chosen."""
    wrong = []
    if head not in instance.heads or head not in demand.heads:
        return ["may not appear"]
    if head in demand.excluded:
        wrong.append("has declined")
    if demand.pinned and demand.pinned != head:
        wrong.append(f"is not {demand.pinned}, who is pinned")
    for busy in instance.heads[head].busy:
        if not busy.hard and head in demand.overridden:
            continue
        way = instance.travel.between(busy.place, demand.place)
        if _touch(demand, busy.starts_at - way, busy.ends_at + way):
            wrong.append(f"is kept away by {busy.kind or busy.label or 'an engagement'}")
    return wrong


def _meet(one: Demand, other: Demand, travel: Travel) -> bool:
    way = travel.between(one.place, other.place)
    return _touch(one, other.starts_at - way, other.ends_at + way)


def _touch(demand: Demand, start: datetime, end: datetime) -> bool:
    return demand.starts_at < end and start < demand.ends_at


def cost(instance: Instance, chosen: Mapping[str, str]) -> int:
    """Return the price of the choice, reckoned from the words of the model."""
    total = 0
    taken: dict[tuple[str, int], int] = {}
    for demand in instance.demands:
        head = chosen.get(demand.id)
        if head is None:
            total += UNASSIGNED_COST
            continue
        taken[head, demand.year] = taken.get((head, demand.year), 0) + 1
        total += NOT_IN_CHARGE_COST * (head not in demand.in_charge)
        if demand.preferred:
            order = list(demand.preferred)
            total += PREFERENCE_COST * (order.index(head) if head in order else len(order))
        if demand.current not in ("", head):
            total += int(demand.told)
    for (head, year), number in taken.items():
        member = instance.heads[head]
        least = min(each.loads.get(year, 0) for each in instance.heads.values() if each.group == member.group)
        before = member.loads.get(year, 0) - least
        # The sum of 2n - 1 up to n is n squared.
        total += LOAD_COST * ((before + number) ** 2 - before**2)
    return total + sum(_missing(instance, chosen).values())


def _missing(instance: Instance, chosen: Mapping[str, str]) -> dict[str, int]:
    """Return what each broken rule costs; a rule about no demand here costs nothing."""
    known = {demand.id for demand in instance.demands}
    return {
        rule.id: rule.cost
        * max(0, rule.least - sum(chosen.get(each) in rule.heads for each in rule.demands & known))
        for rule in instance.requirements
        if rule.demands & known
    }
