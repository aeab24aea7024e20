"""Rules of districts, as published: where the principal is wanted, and what no rule can do."""

from dataclasses import replace
from datetime import date

import pytest

from litigation.law.agency import Rank
from litigation.law.district_rule import (
    AgencyYear,
    DistrictRule,
    QuotaStep,
    RuleBook,
    RuleKind,
    RuleSeat,
    print_steps,
    read_steps,
)

DAY = date(2026, 9, 28)
SEAT = RuleSeat("h1", "a", DAY)


def rule(kind: RuleKind, **fields: object) -> DistrictRule:
    return DistrictRule("r", kind, "某区规定第三条", **fields)  # type: ignore[arg-type] # test shorthand


GOLDEN = [
    (rule(RuleKind.FIRST_OF_YEAR), replace(SEAT, first_of_year=True), True),
    (rule(RuleKind.FIRST_OF_YEAR), SEAT, False),
    (rule(RuleKind.AMOUNT, threshold=500_000), replace(SEAT, amount=500_000), True),
    (rule(RuleKind.AMOUNT, threshold=500_000), replace(SEAT, amount=499_999), False),
    (rule(RuleKind.AMOUNT, threshold=500_000), SEAT, False),
    (rule(RuleKind.PLAINTIFFS, threshold=5), replace(SEAT, plaintiffs=5), True),
    (rule(RuleKind.PLAINTIFFS, threshold=5), replace(SEAT, plaintiffs=4), False),
    (rule(RuleKind.MUST_NOTIFY), replace(SEAT, must_notify=True), True),
    (rule(RuleKind.MUST_NOTIFY), SEAT, False),
    (rule(RuleKind.NAMED), replace(SEAT, principal_named=True), True),
    (rule(RuleKind.NAMED), SEAT, False),
    (rule(RuleKind.DEPUTY), SEAT, True),
    (rule(RuleKind.DEPUTY, agency="b"), SEAT, False),
    (rule(RuleKind.FIRST_OF_YEAR, agency="b"), replace(SEAT, first_of_year=True), False),
    (rule(RuleKind.FIRST_OF_YEAR, from_on=date(2026, 10, 1)), replace(SEAT, first_of_year=True), False),
    (rule(RuleKind.FIRST_OF_YEAR, from_on=DAY, to_on=DAY), replace(SEAT, first_of_year=True), True),
    (rule(RuleKind.FIRST_OF_YEAR, to_on=date(2026, 9, 27)), replace(SEAT, first_of_year=True), False),
]


@pytest.mark.parametrize(("one", "seat", "wanted"), GOLDEN)
def test_each_kind_calls_the_principal_where_it_says(one: DistrictRule, seat: RuleSeat, wanted: bool) -> None:
    found = RuleBook((one,)).wanted([seat], {})
    assert [each.seats for each in found] == ([("h1",)] if wanted else [])
    assert all(each.rule.source == "某区规定第三条" for each in found)


@pytest.mark.parametrize(
    ("cases", "principal", "missing"),
    [(3, 0, 1), (5, 1, 0), (6, 1, 1), (10, 0, 2), (11, 1, 2), (40, 3, 0)],
)
def test_a_quota_grows_with_the_cases_of_the_year(cases: int, principal: int, missing: int) -> None:
    """黄岛区 2015: up to 5 cases once, up to 10 twice, above that three times."""
    book = RuleBook((rule(RuleKind.QUOTA, steps=read_steps("5:1、10:2、:3")),))
    seats = [replace(SEAT, id=f"h{number}") for number in range(4)]
    found = book.wanted(seats, {("a", 2026): AgencyYear(cases, principal)})
    assert sum(each.least for each in found) == missing


def test_a_yearly_least_asks_for_what_is_missing_and_no_more_than_there_is() -> None:
    book = RuleBook((rule(RuleKind.YEARLY_LEAST, threshold=2),))
    assert [each.least for each in book.wanted([SEAT], {})] == [1]
    two = [SEAT, replace(SEAT, id="h2")]
    assert [each.least for each in book.wanted(two, {("a", 2026): AgencyYear(4, 1)})] == [1]
    assert book.wanted(two, {("a", 2026): AgencyYear(4, 2)}) == ()


def test_years_and_agencies_are_counted_apart() -> None:
    book = RuleBook((rule(RuleKind.YEARLY_LEAST, threshold=1),))
    seats = [SEAT, replace(SEAT, id="h2", agency="b"), replace(SEAT, id="h3", day=date(2027, 1, 8))]
    assert {each.seats for each in book.wanted(seats, {})} == {("h1",), ("h2",), ("h3",)}


def test_a_series_once_served_is_free_of_the_districts_rules() -> None:
    rules = (rule(RuleKind.PLAINTIFFS, threshold=1), rule(RuleKind.SERIES))
    served = replace(SEAT, series="某路拆迁", series_served=True)
    assert RuleBook(rules).wanted([served], {}) == ()
    assert RuleBook(rules[:1]).wanted([served], {}) != ()
    assert RuleBook(rules).wanted([replace(served, series_served=False)], {}) != ()


def test_a_series_never_frees_a_case_in_which_the_principal_was_named() -> None:
    rules = (rule(RuleKind.NAMED), rule(RuleKind.SERIES))
    named = replace(SEAT, series="某路拆迁", series_served=True, principal_named=True)
    assert [each.seats for each in RuleBook(rules).wanted([named], {})] == [("h1",)]


def test_steps_are_read_as_they_are_printed() -> None:
    steps = (QuotaStep(5, 1), QuotaStep(10, 2), QuotaStep(None, 3))
    assert read_steps("5:1、10:2、:3") == steps
    assert read_steps(print_steps(steps)) == steps
    assert read_steps("5：1, 10：2") == steps[:2]


@pytest.mark.parametrize("text", ["", "x", "5", "10:2、5:1", ":3、5:1", "5:-1"])
def test_steps_that_do_not_grow_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_steps(text)


def test_who_counts_at_a_district_holds_for_a_series_too() -> None:
    rules = (rule(RuleKind.DEPUTY), rule(RuleKind.SERIES))
    served = replace(SEAT, series="某路拆迁", series_served=True)
    [wanted] = RuleBook(rules).wanted([served], {})
    assert wanted.rule.kind.ranks == (Rank.PRINCIPAL, Rank.DEPUTY)
    assert RuleKind.NAMED.ranks == (Rank.PRINCIPAL,)
