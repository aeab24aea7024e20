"""The proved answer: the whole choice as one mixed-integer model for HiGHS, started from the greedy answer.

One thread, a fixed seed and a limit of nodes make the outcome a function of the input; the
clock is only a safety stop, and reported as such.
"""

import ctypes
import importlib.util
import math
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from litigation.solver.cliques import bits, cover
from litigation.solver.model import UNASSIGNED_COST, Proof, load_cost
from litigation.solver.problem import Problem
from litigation.solver.roster import NOBODY

MOST_NODES = 2_000
ALMOST_ONE = 0.999
"""All prices are whole numbers, so a bound nearer than this to the price proves it."""
ROUNDING = 1e-4
STANDARD_OUTPUT = 1


@dataclass(frozen=True, slots=True)
class Found:
    """What HiGHS found: a head for each demand or ``NOBODY``, a bound, and what is proved."""

    of: list[int]
    bound: int
    proof: Proof


def is_available() -> bool:
    """Tell whether the solver is installed."""
    return importlib.util.find_spec("highspy") is not None


def improve(problem: Problem, start: list[int], seconds: float, nodes: int = MOST_NODES) -> Found | None:
    """Search from the given answer on; None when the time ran out before anything was found."""
    import highspy  # reason: takes a while to load, and only the better answer needs it
    import numpy  # reason: comes with highspy

    model = _Model(problem)
    solver = _new_solver(highspy)
    for name, value in {
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "mip_max_nodes": nodes,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": ALMOST_ONE,
        "time_limit": max(0.0, seconds),
    }.items():
        solver.setOptionValue(name, value)
    solver.passModel(*model.arrays(numpy, highspy))
    values = numpy.array(model.values_of(start))
    solver.setSolution(len(values), numpy.arange(len(values), dtype=numpy.int32), values)
    solver.run()
    info, status = solver.getInfo(), solver.getModelStatus()
    if info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
        return None
    proof = {
        highspy.HighsModelStatus.kOptimal: Proof.OPTIMAL,
        highspy.HighsModelStatus.kTimeLimit: Proof.TIME_LIMIT,
    }.get(status, Proof.NODE_LIMIT)
    # A model without choices is solved as a linear one and has no bound of its own.
    bound = info.objective_function_value if proof is Proof.OPTIMAL else max(0.0, info.mip_dual_bound)
    return Found(model.read(solver.getSolution().col_value), math.ceil(bound - ROUNDING), proof)


@dataclass
class _Rows:
    """Rows of a model in the making: bounds, and for each row its columns and factors."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def add(self, lower: float, upper: float, columns: list[int], factors: list[float]) -> None:
        self.lower.append(lower)
        self.upper.append(upper)
        self.start.append(len(self.index))
        self.index += columns
        self.value += factors


class _Model:
    """Columns: a choice for each option, an open seat for each demand, steps of load, missing rules.

    Rows: each demand is served or open; each load is the sum of its steps, which grow dearer
    and therefore fill in order; of each clique a head serves at most one; rules.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.options = [(d, h) for d, heads in enumerate(problem.options) for h in heads]
        self.column = {option: number for number, option in enumerate(self.options)}
        self.cost = [float(problem.options[d][h]) for d, h in self.options]
        self.cost += [float(UNASSIGNED_COST)] * len(problem.demands)
        self.upper = [1.0] * len(self.cost)
        self.rows = _Rows()
        self._add_seats()
        self.steps = self._add_steps()
        self._add_cliques()
        self.missing = self._add_rules()

    def _add_seats(self) -> None:
        for d, heads in enumerate(self.problem.options):
            columns = [self.column[d, h] for h in heads] + [len(self.options) + d]
            self.rows.add(1, 1, columns, [1.0] * len(columns))

    def _add_steps(self) -> dict[tuple[int, int], list[int]]:
        """Add the steps of each head's load in each year, and return their columns."""
        accounts: dict[tuple[int, int], list[int]] = {}
        for d, h in self.options:
            accounts.setdefault((h, self.problem.years[d]), []).append(self.column[d, h])
        steps = {}
        for account, columns in sorted(accounts.items()):
            first = self.problem.loads[account]
            steps[account] = [
                self._add_column(load_cost(first + number), 1.0) for number in range(len(columns))
            ]
            self.rows.add(0, 0, columns + steps[account], [1.0] * len(columns) + [-1.0] * len(columns))
        return steps

    def _add_cliques(self) -> None:
        serves: dict[int, int] = {}
        for d, h in self.options:
            serves[h] = serves.get(h, 0) | 1 << d
        cliques = cover(self.problem.clash)
        for h, mask in sorted(serves.items()):
            for together in sorted({clique & mask for clique in cliques}):
                if together.bit_count() > 1:
                    columns = [self.column[d, h] for d in bits(together)]
                    self.rows.add(0, 1, columns, [1.0] * len(columns))

    def _add_rules(self) -> list[int]:
        missing = []
        for rule in self.problem.rules:
            columns = [self.column[d, h] for d, h in self.options if d in rule.demands and h in rule.heads]
            missing.append(self._add_column(rule.cost, rule.least))
            columns.append(missing[-1])
            self.rows.add(rule.least, len(columns) + rule.least, columns, [1.0] * len(columns))
        return missing

    def _add_column(self, cost: float, upper: float) -> int:
        self.cost.append(float(cost))
        self.upper.append(float(upper))
        return len(self.cost) - 1

    def arrays(self, numpy: Any, highspy: Any) -> tuple[Any, ...]:
        """Return what ``passModel`` takes: one call instead of one for each row and column."""
        rows, integer = self.rows, numpy.zeros(len(self.cost), dtype=numpy.int32)
        integer[: len(self.options)] = int(highspy.HighsVarType.kInteger)
        return (
            len(self.cost), len(rows.lower), len(rows.index),
            int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMinimize), 0.0,
            numpy.array(self.cost), numpy.zeros(len(self.cost)), numpy.array(self.upper),
            numpy.array(rows.lower, dtype=float), numpy.array(rows.upper, dtype=float),
            numpy.array(rows.start, dtype=numpy.int32), numpy.array(rows.index, dtype=numpy.int32),
            numpy.array(rows.value), integer,
        )  # fmt: skip

    def values_of(self, of: list[int]) -> list[float]:
        """Return the value of every column in a given answer."""
        values = [0.0] * len(self.cost)
        taken = dict.fromkeys(self.steps, 0)
        for d, h in enumerate(of):
            values[len(self.options) + d if h == NOBODY else self.column[d, h]] = 1.0
            if h != NOBODY:
                taken[h, self.problem.years[d]] += 1
        for account, number in taken.items():
            for column in self.steps[account][:number]:
                values[column] = 1.0
        for rule, column in zip(self.problem.rules, self.missing, strict=True):
            served = sum(of[d] in rule.heads for d in rule.demands)
            values[column] = float(max(0, rule.least - served))
        return values

    def read(self, values: list[float]) -> list[int]:
        """Return the head of each demand from the values of the columns."""
        of = [NOBODY] * len(self.problem.demands)
        for (d, h), value in zip(self.options, values, strict=False):
            if value > 0.5:
                of[d] = h
        return of


_first = threading.Lock()


def _new_solver(highspy: Any) -> Any:
    """Make a silent solver; the first one of a process would print who made it."""
    with _first:
        _swallow_banner(highspy)
    solver = highspy.Highs()
    solver.silent()
    return solver


@cache
def _swallow_banner(highspy: Any) -> None:
    with _no_output():
        highspy.Highs()


@contextmanager
def _no_output() -> Iterator[None]:
    """Lead the process's standard output, below Python's own, into nothing."""
    if sys.stdout is not None:
        sys.stdout.flush()
    try:
        kept = os.dup(STANDARD_OUTPUT)
    except OSError:  # no standard output at all: nothing to keep clean
        yield
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, STANDARD_OUTPUT)
        yield
    finally:
        ctypes.CDLL(None if os.name == "posix" else "ucrtbase").fflush(None)
        os.dup2(kept, STANDARD_OUTPUT)
        os.close(kept)
        os.close(nothing)
