"""The instant answer: demands in order of time, each to the cheapest head who is free.

It is also the explanation shown to the clerk and the fallback of any better solver.
"""

from litigation.solver.model import UNASSIGNED_COST, Answer, Instance, Proof, load_cost
from litigation.solver.problem import Problem, prepare
from litigation.solver.roster import Roster


def solve(instance: Instance) -> Answer:
    """Serve what can be served one after the other; the same input gives the same answer."""
    problem = prepare(instance)
    roster = fill(problem)
    return Answer(
        problem.named(roster.of), roster.total(), lower_bound(problem), Proof.GREEDY, roster.unmet()
    )


def fill(problem: Problem) -> Roster:
    """Give each demand to the cheapest free head; equal ones by the order in which the demand lists them."""
    roster = Roster(problem)
    for d in _in_order(problem):
        free = [h for h in problem.options[d] if roster.is_free(d, h)]
        if free:
            roster.put(d, min(free, key=lambda h: roster.price(d, h)))
    return roster


def lower_bound(problem: Problem) -> int:
    """Return a price that no answer can be under: each demand as if it were alone, every rule kept."""
    return sum(
        min(
            (wish + load_cost(problem.loads[h, problem.years[d]]) for h, wish in heads.items()),
            default=UNASSIGNED_COST,
        )
        for d, heads in enumerate(problem.options)
    )


def _in_order(problem: Problem) -> list[int]:
    """Pins first, then seats whose head was told most, then by time; among equals the hardest to serve."""

    def order(d: int) -> tuple[object, ...]:
        demand = problem.demands[d]
        return (
            not demand.pinned,
            -int(demand.told) if demand.current else 0,
            demand.starts_at,
            len(problem.options[d]),
            demand.id,
        )

    return sorted(range(len(problem.demands)), key=order)
