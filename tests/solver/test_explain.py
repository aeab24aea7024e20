"""Why not the others: each kind of reason, and that it is the strongest one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from litigation.solver import greedy
from litigation.solver.explain import Against, Explanation, WhyNot
from litigation.solver.model import Demand, Head, Instance, Requirement, Told

NINE = datetime(2026, 9, 28, 1, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOTH = frozenset("ab")
PLAIN = Demand("d", NINE, NINE + HOUR, "东院", ("a", "b"), BOTH)
RULE = Requirement("principal", frozenset("d"), frozenset("a"), source="第三条")


def why(
    demand: Demand, head: str, *others: Demand, rules: tuple[Requirement, ...] = (), **loads: int
) -> WhyNot:
    people = {name: Head(name, {0: loads.get(name, 0)}) for name in BOTH}
    instance = Instance((demand, *others), people, requirements=rules)
    return Explanation(instance, greedy.solve(instance).chosen).why_not(demand, head)


@pytest.mark.parametrize(
    ("demand", "rules", "loads", "expected"),
    [
        (replace(PLAIN, pinned="a"), (), {}, WhyNot(Against.PINNED, "a")),
        (PLAIN, (RULE,), {"a": 9}, WhyNot(Against.RULE, "a", requirement="principal")),
        (replace(PLAIN, current="a", told=Told.CONFIRMED), (), {"a": 1}, WhyNot(Against.TOLD, "a")),
        (replace(PLAIN, in_charge=frozenset("a")), (), {}, WhyNot(Against.IN_CHARGE, "a")),
        (replace(PLAIN, preferred=("a",)), (), {}, WhyNot(Against.PREFERRED, "a")),
        (PLAIN, (), {"b": 2}, WhyNot(Against.LOAD, "a", mine=2, theirs=0)),
        (PLAIN, (), {}, WhyNot(Against.EQUAL, "a")),
    ],
    ids=lambda value: value.kind if isinstance(value, WhyNot) else "",
)
def test_the_reason_is_the_one_that_decided(
    demand: Demand, rules: tuple[Requirement, ...], loads: dict[str, int], expected: WhyNot
) -> None:
    assert why(demand, "b", rules=rules, **loads) == expected


def test_being_in_charge_is_named_before_a_slightly_smaller_load() -> None:
    assert why(replace(PLAIN, in_charge=frozenset("a")), "b", b=1) == WhyNot(Against.IN_CHARGE, "a")
    assert why(replace(PLAIN, in_charge=frozenset("a")), "b", b=4).kind is Against.LOAD


def test_who_serves_another_hearing_at_that_time_is_told_which() -> None:
    other = replace(PLAIN, id="e", heads=("b",))
    assert why(PLAIN, "b", other) == WhyNot(Against.SERVES_OTHER, demand="e")


def test_loads_count_what_is_proposed_besides() -> None:
    earlier = [
        replace(
            PLAIN,
            id=f"e{day}",
            starts_at=NINE - timedelta(days=day),
            ends_at=NINE - timedelta(days=day) + HOUR,
            heads=("b",),
        )
        for day in (1, 2)
    ]
    assert why(PLAIN, "b", *earlier) == WhyNot(Against.LOAD, "a", mine=2, theirs=0)
