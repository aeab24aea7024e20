"""An answer in the making: who holds which demand, and what each change would cost."""

from litigation.solver.model import UNASSIGNED_COST, Unmet, load_cost
from litigation.solver.problem import Problem

NOBODY = -1


class Roster:
    """``of`` holds the head of each demand or ``NOBODY``; prices are kept exact by every change."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.of = [NOBODY] * len(problem.demands)
        self.held = [0] * len(problem.heads)
        self._loads = dict(problem.loads)
        self._served = [0] * len(problem.rules)

    def is_free(self, d: int, h: int) -> bool:
        """Tell whether the head's other demands leave room for this one."""
        return not self.problem.clash[d] & self.held[h]

    def price(self, d: int, h: int) -> int:
        """Return by how much the total grows when the head takes the demand that nobody holds."""
        cost = self.problem.options[d][h] + load_cost(self._loads[h, self.problem.years[d]])
        for number in self.problem.rules_of[d]:
            rule = self.problem.rules[number]
            if h in rule.heads and self._served[number] < rule.least:
                cost -= rule.cost
        return cost - UNASSIGNED_COST

    def put(self, d: int, h: int) -> None:
        """Give the demand, which nobody holds, to the head."""
        self._count(d, h, 1)
        self.of[d] = h
        self.held[h] |= 1 << d

    def drop(self, d: int) -> int:
        """Take the demand from whoever holds it and return them."""
        h = self.of[d]
        self.held[h] &= ~(1 << d)
        self.of[d] = NOBODY
        self._count(d, h, -1)
        return h

    def take(self, of: list[int]) -> None:
        """Put a whole answer into an empty roster, as far as it breaks nothing."""
        for d, h in enumerate(of):
            if h in self.problem.options[d] and self.is_free(d, h):
                self.put(d, h)

    def total(self) -> int:
        """Return the price of the answer as it stands."""
        total = 0
        loads = dict(self.problem.loads)
        for d, h in enumerate(self.of):
            if h == NOBODY:
                total += UNASSIGNED_COST
                continue
            account = h, self.problem.years[d]
            total += self.problem.options[d][h] + load_cost(loads[account])
            loads[account] += 1
        return total + sum(
            rule.cost * max(0, rule.least - served)
            for rule, served in zip(self.problem.rules, self._served, strict=True)
        )

    def unmet(self) -> tuple[Unmet, ...]:
        """Return the rules that the answer breaks."""
        return tuple(
            Unmet(rule.id, rule.least - served)
            for rule, served in zip(self.problem.rules, self._served, strict=True)
            if served < rule.least
        )

    def _count(self, d: int, h: int, step: int) -> None:
        self._loads[h, self.problem.years[d]] += step
        for number in self.problem.rules_of[d]:
            if h in self.problem.rules[number].heads:
                self._served[number] += step
