"""Choosing heads: proved answers against a bare HiGHS model, a saturated week, a large district.

The reference for the first is one model of the same columns with a row for each clashing
pair; only what HiGHS takes for it is counted, not the writing down. The others have no rival
but their own bound: what they must hold is asserted, and how long it took is printed.
"""

from pathlib import Path

import highspy

from litigation.solver import greedy
from litigation.solver.check import violations
from litigation.solver.model import UNASSIGNED_COST, Answer, Instance, load_cost
from litigation.solver.problem import Problem, prepare
from litigation.solver.solve import solve
from tests.benchmarks.measure import Result, best, once
from tests.solver.districts import make_district

SIZE = 1_000
OFFICE_HOURS = (1, 2, 3, 6, 7, 8)
SAME_HOUR = (1,)
MOST_SECONDS = 30
LARGEST_GAP = 0.01


def run(size: int, _folder: Path) -> Result:
    """Print what the other two districts take, and return the one that has a reference."""
    _print_instant(size)
    _print_saturated(size)
    _print_large(size * 10)
    district = make_district(size, max(1, size // 40), 8, 30, OFFICE_HOURS)
    answers: list[Answer] = []
    ours = best(lambda: answers.append(solve(district, MOST_SECONDS)), 2)
    bare = _bare(prepare(district))
    reference = once(bare.run)
    price = round(bare.getInfo().objective_function_value)
    assert answers[-1].objective == answers[-1].bound == price, "the two do not agree"
    return Result("assign", size, ours, reference, "one bare HiGHS model with a row for each clashing pair")


def _print_instant(size: int) -> None:
    district = make_district(size, max(1, size // 40), 8, 30, OFFICE_HOURS)
    print(f"{'assign':<10} {size:>9,}  instant answer {best(lambda: greedy.solve(district)):.3f} s")


def _print_saturated(size: int) -> None:
    """Four agencies whose heads are all wanted at the same hour of six days."""
    _print("saturated", make_district(size, 4, max(1, size // 20), 6, SAME_HOUR), MOST_SECONDS)


def _print_large(size: int) -> None:
    _print("large", make_district(size, max(1, size // 25), 8, 60, OFFICE_HOURS), 60)


def _print(name: str, district: Instance, most_seconds: float) -> None:
    """Solve, hold the answer to what must hold, and print it."""
    instant = greedy.solve(district)
    found: list[Answer] = []
    seconds = once(lambda: found.append(solve(district, most_seconds)))
    (answer,) = found
    open_ = len(district.demands) - len(answer.chosen)
    wishes = answer.objective - UNASSIGNED_COST * open_
    assert answer.objective <= instant.objective
    # The gap is held against the wishes alone: the price of open seats would hide it.
    assert answer.objective - answer.bound <= LARGEST_GAP * wishes
    assert len(district.demands) > SIZE or violations(district, answer.chosen) == []
    print(
        f"{'assign':<10} {len(district.demands):>9,}  {name} {seconds:.3f} s in {len(answer.parts)} parts:"
        f" price {answer.objective:,} (instant {instant.objective:,}), bound {answer.bound:,}, {open_} open",
        flush=True,
    )


def _bare(problem: Problem) -> highspy.Highs:
    """Write the same choice down as a textbook would."""
    model = highspy.Highs()
    model.silent()
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    chosen = {
        (d, h): model.addBinary(obj=wish)
        for d, heads in enumerate(problem.options)
        for h, wish in heads.items()
    }
    for d, heads in enumerate(problem.options):
        seat = [chosen[d, h] for h in heads]
        model.addConstr(sum(seat) + model.addBinary(obj=UNASSIGNED_COST) == 1)
        for other in range(d):
            if problem.clash[d] >> other & 1:
                for h in heads.keys() & problem.options[other].keys():
                    model.addConstr(chosen[d, h] + chosen[other, h] <= 1)
    for account, load in problem.loads.items():
        served = [chosen[d, h] for d, h in chosen if (h, problem.years[d]) == account]
        if served:
            steps = [model.addVariable(0, 1, obj=load_cost(load + number)) for number in range(len(served))]
            model.addConstr(sum(served) == sum(steps))
    return model
