"""Splitting an instance into parts that share no head and no rule, so that each can be solved alone."""

from collections import defaultdict

from litigation.solver.model import Demand, Head, Instance, Requirement


def split(instance: Instance) -> list[Instance]:
    """Return the parts, largest last; demands joined by a head they may both have stay together.

    A rule joins its demands too, for how one part keeps it matters to the other.
    """
    root = _Roots()
    for demand in instance.demands:
        for head in demand.heads:
            root.join(("demand", demand.id), ("head", head))
    known = {demand.id for demand in instance.demands}
    for requirement in instance.requirements:
        for each in requirement.demands & known:
            root.join(("rule", requirement.id), ("demand", each))
    demands: dict[_Node, list[Demand]] = defaultdict(list)
    for demand in sorted(instance.demands, key=lambda each: each.id):
        demands[root.of(("demand", demand.id))].append(demand)
    rules: dict[_Node, list[Requirement]] = defaultdict(list)
    for requirement in instance.requirements:
        rules[root.of(("rule", requirement.id))].append(requirement)
    parts = [
        Instance(tuple(together), _heads_of(together, instance), instance.travel, tuple(rules.get(each, ())))
        for each, together in demands.items()
    ]
    return sorted(parts, key=lambda part: (len(part.demands), part.demands[0].id))


def _heads_of(demands: list[Demand], instance: Instance) -> dict[str, Head]:
    names = {name for demand in demands for name in demand.heads if name in instance.heads}
    return {name: instance.heads[name] for name in sorted(names)}


_Node = tuple[str, str]


class _Roots:
    """Union and find over nodes, the smaller name leading, so that the outcome knows no order."""

    def __init__(self) -> None:
        self._above: dict[_Node, _Node] = {}

    def of(self, node: _Node) -> _Node:
        """Return the node that stands for the whole group."""
        path = [node]
        while (above := self._above.get(path[-1], path[-1])) != path[-1]:
            path.append(above)
        for each in path:
            self._above[each] = path[-1]
        return path[-1]

    def join(self, one: _Node, other: _Node) -> None:
        """Put two groups together."""
        low, high = sorted((self.of(one), self.of(other)))
        self._above[high] = low
