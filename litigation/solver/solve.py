"""The best answer within a time: greedy first, then HiGHS, part by part; never worse than greedy."""

import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from litigation.solver import greedy, highs
from litigation.solver.model import Answer, Instance, Part, Proof, Unmet
from litigation.solver.parts import split
from litigation.solver.polish import polish
from litigation.solver.problem import Problem, prepare
from litigation.solver.roster import Roster

THREADS = 2
LEAST_SECONDS = 0.2
"""Time that a part gets at the least, so that the last ones are searched too."""


def solve(instance: Instance, seconds: float = 20, *, threads: int = THREADS) -> Answer:
    """Return the best answer found; the same input gives the same one unless the clock stopped it.

    ``seconds`` is the safety stop for the whole; it is shared out by the size of the parts,
    and what a part leaves over goes to those after it. Without HiGHS the polished greedy
    answer stands, with its simple bound.
    """
    budget = _Budget(seconds, threads, len(instance.demands))
    floors = instance.floors
    parts = split(instance)
    with ThreadPoolExecutor(threads) as pool:
        solved = list(pool.map(lambda part: _solve_part(part, floors, budget), parts))
    chosen = {demand: head for each in solved for demand, head in each.chosen.items()}
    weakest = max((each.part.proof for each in solved), key=_weakness, default=Proof.OPTIMAL)
    return Answer(
        chosen=dict(sorted(chosen.items())),
        objective=sum(each.part.objective for each in solved),
        bound=sum(each.part.bound for each in solved),
        proof=weakest,
        unmet=tuple(
            sorted((unmet for each in solved for unmet in each.unmet), key=lambda each: each.requirement)
        ),
        parts=tuple(each.part for each in solved),
    )


@dataclass(frozen=True, slots=True)
class _Solved:
    """The answer for one part."""

    chosen: Mapping[str, str]
    unmet: tuple[Unmet, ...]
    part: Part


def _solve_part(instance: Instance, floors: Mapping[tuple[str, int], int], budget: "_Budget") -> _Solved:
    """Solve one part: greedy, small changes, then the search that proves."""
    problem = prepare(instance, floors)
    best = _polished(problem, greedy.fill(problem).of)
    bound, proof = greedy.lower_bound(problem), Proof.GREEDY
    if best.total() == bound:
        proof = Proof.OPTIMAL
    elif highs.is_available():
        with budget.share(len(instance.demands)) as seconds:
            found = highs.improve(problem, best.of, seconds)
        proof = Proof.TIME_LIMIT
        if found is not None:
            bound, proof = max(bound, found.bound), found.proof
            best = min(best, _polished(problem, found.of), key=Roster.total)
    objective = best.total()
    names = tuple(demand.id for demand in problem.demands)
    part = Part(names, objective, min(bound, objective), proof)
    return _Solved(problem.named(best.of), best.unmet(), part)


def _polished(problem: Problem, of: list[int]) -> Roster:
    roster = Roster(problem)
    roster.take(of)
    polish(roster)
    return roster


def _weakness(proof: Proof) -> int:
    """Order proofs: the whole is proved no better than its weakest part."""
    return (Proof.OPTIMAL, Proof.NODE_LIMIT, Proof.TIME_LIMIT, Proof.GREEDY).index(proof)


class _Budget:
    """Time shared out among parts that are solved by several threads."""

    def __init__(self, seconds: float, threads: int, size: int) -> None:
        self._until = time.monotonic() + seconds
        self._left = seconds * threads
        self._size = size
        self._lock = threading.Lock()

    @contextmanager
    def share(self, size: int) -> Iterator[float]:
        """Yield the seconds a part of this size may use; what it leaves over goes to the others."""
        began = time.monotonic()
        with self._lock:
            share = self._left * size / max(size, self._size)
            self._size -= size
            self._left -= share
        try:
            yield max(LEAST_SECONDS, min(share, self._until - began))
        finally:
            with self._lock:
                self._left += max(0.0, share - (time.monotonic() - began))
