"""Why not the others: the one strongest reason against each head who might have served a demand."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from litigation.solver.model import (
    Demand,
    Instance,
    Requirement,
    change_cost,
    charge_cost,
    load_cost,
    preference_cost,
)


class Against(StrEnum):
    """Kinds of reasons, in the order in which equal ones are preferred."""

    PINNED = "pinned"
    SERVES_OTHER = "serves_other"
    RULE = "rule"
    TOLD = "told"
    IN_CHARGE = "in_charge"
    PREFERRED = "preferred"
    LOAD = "load"
    EQUAL = "equal"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A reason against a head, with what it is about: the chosen head, another demand, a rule, two loads."""

    kind: Against
    other: str = ""
    demand: str = ""
    requirement: str = ""
    mine: int = 0
    theirs: int = 0


class Explanation:
    """The reasons that follow from one answer."""

    def __init__(self, instance: Instance, chosen: Mapping[str, str]) -> None:
        self.instance = instance
        self.chosen = chosen
        self._demands = {demand.id: demand for demand in instance.demands}
        self._served: dict[str, list[Demand]] = {}
        for name, head in chosen.items():
            self._served.setdefault(head, []).append(self._demands[name])
        self._rules: dict[str, list[Requirement]] = {}
        for rule in instance.requirements:
            for each in rule.demands:
                self._rules.setdefault(each, []).append(rule)

    def why_not(self, demand: Demand, head: str) -> WhyNot:
        """Return the strongest reason against a head whom no standing engagement keeps away."""
        other = self.chosen.get(demand.id, "")
        if demand.pinned not in ("", head):
            return WhyNot(Against.PINNED, other=demand.pinned)
        if (clash := self._clash(demand, head)) is not None:
            return WhyNot(Against.SERVES_OTHER, demand=clash.id)
        if not other:
            return WhyNot(Against.WHOLE)
        dearer = self._dearer(demand, head, other)
        total = sum(cost for cost, _reason in dearer)
        cost, reason = max(dearer, key=lambda each: each[0])
        if cost > 0 and total > 0:
            return reason
        return WhyNot(Against.EQUAL if total == 0 else Against.WHOLE, other=other)

    def by_rule(self, demand: Demand, head: str) -> Requirement | None:
        """Return the rule for whose sake the head serves the demand, if one would be broken without."""
        return next(
            (
                rule
                for rule in self._rules.get(demand.id, ())
                if head in rule.heads and self._count(rule) <= rule.least
            ),
            None,
        )

    def load(self, head: str, year: int, without: Demand | None = None) -> int:
        """Return how often the head will have appeared in the year, what is chosen included."""
        chosen = [each for each in self._served.get(head, ()) if each.year == year and each is not without]
        return self.instance.heads[head].loads.get(year, 0) + len(chosen)

    def _dearer(self, demand: Demand, head: str, other: str) -> list[tuple[int, WhyNot]]:
        """Return by how much each consideration speaks for the chosen head, with the reason it makes."""
        rule = self.by_rule(demand, other)
        broken = rule is not None and head not in rule.heads
        told = change_cost(demand, head) - change_cost(demand, other)
        charge = charge_cost(demand, head) - charge_cost(demand, other)
        preference = preference_cost(demand, head) - preference_cost(demand, other)
        mine, theirs = self.load(head, demand.year), self.load(other, demand.year, without=demand)
        floor_mine, floor_theirs = (self._floor(each, demand.year) for each in (head, other))
        load = load_cost(mine - floor_mine) - load_cost(theirs - floor_theirs)
        return [
            (
                rule.cost if rule is not None and broken else 0,
                WhyNot(Against.RULE, other, requirement=rule.id if rule is not None else ""),
            ),
            (told, WhyNot(Against.TOLD, other)),
            (charge, WhyNot(Against.IN_CHARGE, other)),
            (preference, WhyNot(Against.PREFERRED, other)),
            (load, WhyNot(Against.LOAD, other, mine=mine, theirs=theirs)),
        ]

    def _floor(self, head: str, year: int) -> int:
        return self.instance.floors[self.instance.heads[head].group, year]

    def _count(self, rule: Requirement) -> int:
        return sum(self.chosen.get(each) in rule.heads for each in rule.demands)

    def _clash(self, demand: Demand, head: str) -> Demand | None:
        """Return the demand for which the head is chosen and which leaves no room for this one."""
        for each in sorted(self._served.get(head, ()), key=lambda each: each.id):
            way = self.instance.travel.between(each.place, demand.place)
            near = each.starts_at < demand.ends_at + way and demand.starts_at < each.ends_at + way
            if near and each is not demand:
                return each
        return None
