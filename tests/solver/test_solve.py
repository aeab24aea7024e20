"""What each part of the model means, on instances small enough to see through."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from litigation.solver import greedy, highs, solve
from litigation.solver.cliques import bits, cover
from litigation.solver.model import (
    UNASSIGNED_COST,
    Answer,
    Busy,
    Demand,
    Head,
    Instance,
    Proof,
    Requirement,
    Told,
    Travel,
    Unmet,
)
from litigation.solver.parts import split
from tests.solver.districts import make_district

NINE = datetime(2026, 9, 28, 1, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
Solver = Callable[[Instance], Answer]
BOTH = ("a", "b")


def demand(name: str = "d", start: datetime = NINE, **more: object) -> Demand:
    return replace(Demand(name, start, start + HOUR, "东院", BOTH, frozenset(BOTH)), **more)  # type: ignore[arg-type]  # fields by name


def instance(*demands: Demand, rules: tuple[Requirement, ...] = (), **heads: Head) -> Instance:
    people = {name: heads.get(name, Head(name)) for name in BOTH}
    return Instance(demands, people, Travel(timedelta(minutes=30)), rules)


SOLVERS = pytest.mark.parametrize("find", [greedy.solve, solve.solve], ids=["greedy", "best"])


@SOLVERS
def test_the_one_with_fewer_hearings_this_year_goes(find: Solver) -> None:
    assert find(instance(demand(), a=Head("a", {0: 3}))).chosen == {"d": "b"}


@SOLVERS
def test_loads_of_another_year_do_not_count(find: Solver) -> None:
    assert find(instance(demand(year=2027), a=Head("a", {2026: 3}))).chosen == {"d": "a"}


@SOLVERS
def test_being_in_charge_outweighs_one_hearing_more(find: Solver) -> None:
    answer = find(instance(demand(in_charge=frozenset("a")), a=Head("a", {0: 1})))
    assert answer.chosen == {"d": "a"}


@SOLVERS
def test_the_stated_order_of_wishes_is_followed(find: Solver) -> None:
    assert find(instance(demand(preferred=("b", "a")))).chosen == {"d": "b"}


@SOLVERS
def test_who_was_told_stays_unless_a_rule_must_hold(find: Solver) -> None:
    told = demand(current="b", told=Told.CONFIRMED)
    assert find(instance(told, b=Head("b", {0: 3}))).chosen == {"d": "b"}
    rule = Requirement("r", frozenset("d"), frozenset("a"))
    assert find(instance(told, rules=(rule,))).chosen == {"d": "a"}


@SOLVERS
def test_a_pin_leaves_no_choice_and_goes_first(find: Solver) -> None:
    only_a = demand("c", heads=("a",))
    answer = find(instance(only_a, demand(pinned="a")))
    assert answer.chosen == {"d": "a"}
    assert answer.objective == UNASSIGNED_COST + 3


@SOLVERS
def test_a_rule_that_cannot_be_met_is_reported_and_the_duty_still_served(find: Solver) -> None:
    away = Head("a", busy=(Busy(NINE, NINE + HOUR, hard=False, kind="leave"),))
    answer = find(instance(demand(), rules=(Requirement("r", frozenset("d"), frozenset("a")),), a=away))
    assert answer.chosen == {"d": "b"}
    assert answer.unmet == (Unmet("r", 1),)


@SOLVERS
def test_at_least_once_asks_for_the_principal_once_and_not_always(find: Solver) -> None:
    demands = [demand(f"d{number}", NINE + timedelta(days=number)) for number in range(4)]
    rule = Requirement("r", frozenset(each.id for each in demands), frozenset("a"))
    answer = find(instance(*demands, rules=(rule,), a=Head("a", {0: 9})))
    assert list(answer.chosen.values()).count("a") == 1
    assert answer.unmet == ()


@SOLVERS
def test_leave_that_was_overridden_does_not_count_another_hearing_does(find: Solver) -> None:
    leave = Busy(NINE, NINE + HOUR, hard=False)
    one = demand(heads=("a",), overridden=frozenset("a"))
    assert find(instance(one, a=Head("a", busy=(leave,)))).chosen == {"d": "a"}
    assert find(instance(one, a=Head("a", busy=(replace(leave, hard=True),)))).chosen == {}


@SOLVERS
def test_the_way_between_two_courts_is_reckoned_with(find: Solver) -> None:
    morning = demand("c", heads=("a",))
    next_ = demand("d", NINE + timedelta(minutes=75), heads=("a",), place="西院")
    assert len(find(instance(morning, next_)).chosen) == 1
    near = Travel(timedelta(minutes=30), {("西院", "东院"): timedelta(minutes=10)})
    assert len(find(replace(instance(morning, next_), travel=near)).chosen) == 2


def test_the_best_answer_moves_one_head_to_serve_two_duties() -> None:
    either, only_a = demand("c"), demand("d", NINE + timedelta(minutes=30), heads=("a",))
    hard = instance(either, only_a)
    assert len(greedy.solve(hard).chosen) == 1
    assert solve.solve(hard).chosen == {"c": "b", "d": "a"}


def test_co_defendants_under_one_arrangement_send_one_head_between_them() -> None:
    shared = demand(heads=("a", "b"))
    own = demand("e", heads=("a",))
    district = replace(
        instance(shared, own),
        heads={"a": Head("a", {0: 2}, group="甲局"), "b": Head("b", {0: 9}, group="乙局")},
    )
    assert len(split(district)) == 1
    assert solve.solve(district).chosen == {"d": "b", "e": "a"}


def test_agencies_that_share_no_head_are_solved_apart() -> None:
    parts = split(make_district(40, 8, 3, 3, (1, 2)))
    assert len(parts) == 8
    assert sum(len(part.demands) for part in parts) == 40


def test_cliques_cover_every_clash_and_nothing_else() -> None:
    clash = [0b0110, 0b0101, 0b1011, 0b0100]
    cliques = cover(clash)
    assert cliques == [0b0111, 0b1100]
    covered = {(one, other) for each in cliques for one in bits(each) for other in bits(each) if one != other}
    assert covered == {(one, other) for one, mask in enumerate(clash) for other in bits(mask)}


def test_a_saturated_week_is_answered_alike_twice_and_proved() -> None:
    week = make_district(120, 2, 12, 5, (1,), seed=3)
    first = solve.solve(week)
    assert first.proof is Proof.OPTIMAL
    assert first == solve.solve(week, threads=1)
    assert first.objective < greedy.solve(week).objective


def test_no_time_is_reported_and_still_no_worse_than_the_instant_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solve, "LEAST_SECONDS", 0.0)
    week = make_district(120, 1, 24, 5, (1,), seed=3)
    answer = solve.solve(week, seconds=0.0)
    assert answer.proof is Proof.TIME_LIMIT
    assert answer.bound <= answer.objective <= greedy.solve(week).objective


def test_without_highs_the_instant_answer_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(highs, "is_available", lambda: False)
    week = make_district(120, 2, 12, 5, (1,), seed=3)
    answer = solve.solve(week)
    assert answer.proof is Proof.GREEDY
    assert answer.bound <= answer.objective <= greedy.solve(week).objective


def test_the_solver_says_nothing_on_the_standard_output() -> None:
    programme = (
        "from tests.solver.districts import make_district as m; from litigation.solver.solve import solve;"
        " print(solve(m(60, 1, 12, 3, (1,), seed=3)).proof.value)"
    )
    done = subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True)
    assert done.stdout == "optimal\n"
    assert done.stderr == ""
