"""The instant answer: demands in order of time, each to the cheapest head who is free.

It is also the explanation shown to the clerk and the fallback of any better solver.
"""

from litigation.solver.model import UNASSIGNED_COST, Answer, Busy, Demand, Head, Instance, collision, price


def solve(instance: Instance) -> Answer:
    """Serve every demand that some head can serve; the same input gives the same answer."""
    load = {head.id: head.load for head in instance.heads.values()}
    busy = {head.id: head.busy for head in instance.heads.values()}
    chosen: dict[str, str] = {}
    objective = 0
    for demand in _in_order(instance):
        free = _free_heads(instance, demand, busy)
        if not free:
            objective += UNASSIGNED_COST
            continue
        best = min(free, key=lambda head: (price(demand, head, load[head.id]), demand.heads.index(head.id)))
        objective += price(demand, best, load[best.id])
        chosen[demand.id] = best.id
        load[best.id] += 1
        busy[best.id] = (*busy[best.id], Busy(demand.starts_at, demand.ends_at, demand.place))
    return Answer(chosen, objective, lower_bound(instance))


def lower_bound(instance: Instance) -> int:
    """Return a price that no answer can be under: each demand as if it were alone."""
    total = 0
    busy = {head.id: head.busy for head in instance.heads.values()}
    for demand in instance.demands:
        alone = [price(demand, head, head.load) for head in _free_heads(instance, demand, busy)]
        total += min(alone, default=UNASSIGNED_COST)
    return total


def _in_order(instance: Instance) -> list[Demand]:
    """Earliest first; among equals the one with the fewest heads, for it is the hardest to serve."""
    return sorted(instance.demands, key=lambda demand: (demand.starts_at, len(demand.heads), demand.id))


def _free_heads(instance: Instance, demand: Demand, busy: dict[str, tuple[Busy, ...]]) -> list[Head]:
    """Return the heads who may and can serve the demand."""
    return [
        instance.heads[name]
        for name in demand.heads
        if name not in demand.excluded and collision(demand, busy[name], instance.travel) is None
    ]
