"""What must hold of every answer, over random districts."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litigation.solver import greedy, solve
from litigation.solver.check import cost, violations
from litigation.solver.model import Answer, Head, Instance, Proof
from tests.solver.strategies import instances

SEARCHED = settings(max_examples=60, deadline=None)
QUICK = settings(max_examples=300, deadline=None)
ENOUGH = 60.0


def best(instance: Instance) -> Answer:
    return solve.solve(instance, ENOUGH)


@QUICK
@given(instances())
def test_the_instant_answer_breaks_nothing_and_knows_its_price(instance: Instance) -> None:
    answer = greedy.solve(instance)
    assert violations(instance, answer.chosen) == []
    assert answer.objective == cost(instance, answer.chosen)
    assert answer.bound <= answer.objective


@SEARCHED
@given(instances())
def test_the_best_answer_breaks_nothing_and_is_never_worse_than_the_instant_one(instance: Instance) -> None:
    answer = best(instance)
    assert violations(instance, answer.chosen) == []
    assert answer.objective == cost(instance, answer.chosen)
    assert answer.bound <= answer.objective <= greedy.solve(instance).objective


@SEARCHED
@given(instances(most_demands=4, most_heads=3))
def test_what_is_called_proved_is_the_cheapest_of_all(instance: Instance) -> None:
    answer = best(instance)
    assert answer.proof is Proof.OPTIMAL
    assert answer.objective == answer.bound == _cheapest(instance)


def _cheapest(instance: Instance) -> int:
    """Try everything."""
    names = [demand.id for demand in instance.demands]
    heads = [None, *sorted(instance.heads)]
    return min(
        cost(instance, chosen)
        for choice in product(heads, repeat=len(names))
        for chosen in [{name: head for name, head in zip(names, choice, strict=True) if head}]
        if not violations(instance, chosen)
    )


@SEARCHED
@given(instances(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_listed_means_nothing(instance: Instance, random: Random) -> None:
    shuffled = Instance(
        tuple(random.sample(instance.demands, len(instance.demands))),
        dict(random.sample(list(instance.heads.items()), len(instance.heads))),
        instance.travel,
        tuple(reversed(instance.requirements)),
    )
    assert greedy.solve(shuffled) == greedy.solve(instance)
    assert best(shuffled) == best(instance) == best(instance)


@SEARCHED
@given(instances(), st.data())
def test_more_time_never_makes_a_proved_answer_dearer(instance: Instance, data: st.DataObject) -> None:
    head = data.draw(st.sampled_from(sorted(instance.heads)))
    freer = replace(instance.heads[head], busy=())
    after = best(
        Instance(instance.demands, {**instance.heads, head: freer}, instance.travel, instance.requirements)
    )
    before = best(instance)
    assert before.proof is after.proof is Proof.OPTIMAL
    assert after.objective <= before.objective


@SEARCHED
@given(instances(), st.data())
def test_one_more_head_who_may_appear_never_makes_it_dearer(instance: Instance, data: st.DataObject) -> None:
    head = data.draw(st.sampled_from(sorted(instance.heads)))
    wider = tuple(replace(each, heads=(*each.heads, head)) for each in instance.demands)
    after = best(Instance(wider, instance.heads, instance.travel, instance.requirements))
    assert after.objective <= best(instance).objective


@pytest.mark.parametrize("size", [0, 1])
def test_nothing_to_choose_is_an_answer_too(size: int) -> None:
    instance = Instance((), {"h": Head("h")} if size else {})
    assert best(instance) == Answer(proof=Proof.OPTIMAL)
