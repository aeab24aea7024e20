"""The district's rules at work: whom they propose, and what a rule that cannot hold says."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.manage_rules import RuleInput, end_rule, make_rule, rule_book
from litigation.actions.propose_heads import propose_all
from litigation.law.error import ConflictError, InvalidInputError, NotAllowedError
from litigation.records.agency import Leave
from litigation.records.db import db, writing
from litigation.records.lawsuit import Lawsuit
from tests.factory import CLERK, NOW, at, hearing_at, make_agency, make_case, make_official

ADMIN = Actor(name="管理员", role="admin")
SOURCE = "云汀区应诉工作细则第三条"


@pytest.fixture
def agency(app_on):
    return make_agency()


@pytest.fixture
def people(agency):
    """The deputy is in charge of everything, so that without a rule the principal is never proposed."""
    principal = make_official(agency, "沈若衡", rank="principal", portfolio=["城市规划"])
    deputy = make_official(agency, "周明", rank="deputy", portfolio=["行政处罚"], mobile="+8613800008001")
    return principal, deputy


def in_force(kind, **fields):
    return make_rule(RuleInput(kind, SOURCE, date(2026, 1, 1), **fields), now=NOW, actor=ADMIN)


def case_on(agency, day, **fields):
    lawsuit = make_case(agency, hearings=(hearing_at(f"2026-10-{day} 09:30"),))
    with writing() as session:
        row = session.get(Lawsuit, lawsuit.id)
        for name, value in fields.items():
            setattr(row, name, value)
    return lawsuit


def proposed():
    db.session.expire_all()
    return [each.proposed.name if each.proposed else None for each in propose_all(db.session(), NOW).items]


def test_without_rules_the_head_in_charge_is_proposed(agency, people):
    case_on(agency, 12)
    assert proposed() == ["周明"]


def test_the_first_case_of_the_year_is_the_principals(agency, people):
    case_on(agency, 12)
    case_on(agency, 13)
    in_force("first_of_year")
    assert proposed() == ["沈若衡", "周明"]


def test_a_large_amount_a_must_notice_and_a_name_call_the_principal(agency, people):
    in_force("amount", threshold=500_000)
    in_force("must_notify")
    in_force("named")
    case_on(agency, 12, amount=600_000)
    case_on(agency, 13, notice_kind="must")
    case_on(agency, 14, principal_named=True)
    case_on(agency, 15, amount=400_000)
    assert proposed() == ["沈若衡", "沈若衡", "沈若衡", "周明"]


def test_once_a_year_is_one_of_the_years_hearings(agency, people):
    for day in (12, 13, 14):
        case_on(agency, day)
    in_force("yearly_least", threshold=1)
    assert sorted(proposed()) == ["周明", "周明", "沈若衡"]


def test_a_rule_of_another_agency_or_another_time_changes_nothing(agency, people):
    other = make_agency("云汀区别的局")
    in_force("first_of_year", agency_id=other.id)
    rule = in_force("first_of_year")
    end_rule(rule.id, NOW.date(), now=NOW, actor=ADMIN)
    case_on(agency, 12)
    assert proposed() == ["周明"]


def test_a_rule_that_cannot_hold_says_which_and_why_and_the_duty_is_served(agency, people):
    principal, _ = people
    with writing() as session:
        session.add(
            Leave(
                official_id=principal.id,
                kind="leave",
                starts_at=at("2026-10-12 00:00"),
                ends_at=at("2026-10-13 00:00"),
            )
        )
    case_on(agency, 12)
    in_force("first_of_year")
    proposals = propose_all(db.session(), NOW)
    assert [each.proposed.name for each in proposals.items] == ["周明"]
    [broken] = proposals.broken
    assert (broken.source, broken.missing) == (SOURCE, 1)
    assert [name for name, _ground in broken.because] == ["沈若衡"]


def test_an_agency_without_a_principal_breaks_the_rule_and_still_sends_somebody(agency):
    make_official(agency, "周明", rank="deputy")
    case_on(agency, 12)
    in_force("first_of_year")
    proposals = propose_all(db.session(), NOW)
    assert [each.proposed.name for each in proposals.items] == ["周明"]
    assert [each.missing for each in proposals.broken] == [1]


def test_a_series_once_served_leaves_the_principal_free(agency, people):
    in_force("plaintiffs", threshold=1)
    in_force("series")
    case_on(agency, 12, series="某路拆迁")
    assert proposed() == ["沈若衡"]


def test_a_rule_needs_a_source_and_its_number(app_on):
    for given, field in (
        (RuleInput("first_of_year", " ", date(2026, 1, 1)), "source"),
        (RuleInput("amount", SOURCE, date(2026, 1, 1)), "threshold"),
        (RuleInput("quota", SOURCE, date(2026, 1, 1), steps="10:1、5:2"), "steps"),
        (RuleInput("sometimes", SOURCE, date(2026, 1, 1)), "kind"),
    ):
        with pytest.raises(InvalidInputError) as refused:
            make_rule(given, now=NOW, actor=ADMIN)
        assert refused.value.details["field"] == field


def test_rules_are_the_administrators_and_end_once(app_on):
    with pytest.raises(NotAllowedError):
        make_rule(RuleInput("named", SOURCE, date(2026, 1, 1)), now=NOW, actor=CLERK)
    rule = in_force("quota", steps="5：1，10：2")
    assert rule_book(db.session()).rules[0].steps[1].least == 2
    end_rule(rule.id, NOW.date(), now=NOW, actor=ADMIN)
    with pytest.raises(ConflictError):
        end_rule(rule.id, NOW.date() + timedelta(days=3), now=NOW, actor=ADMIN)
    assert len(db.session.scalars(select(type(rule))).all()) == 1


def test_a_district_that_counts_deputies_alone_is_proposed_a_deputy(agency):
    """The head in charge is of the rank ③ that the law counts and this district does not want."""
    make_official(agency, "孟书延", rank="deputy_level", portfolio=["行政处罚"])
    make_official(agency, "周明", rank="deputy", portfolio=["城市规划"], mobile="+8613800008001")
    case_on(agency, 12)
    assert proposed() == ["孟书延"]
    in_force("deputy")
    assert proposed() == ["周明"]


def test_where_no_deputy_can_come_the_rule_is_said_to_be_broken_and_the_duty_served(agency):
    make_official(agency, "孟书延", rank="deputy_level", portfolio=["行政处罚"])
    case_on(agency, 12)
    in_force("deputy")
    proposals = propose_all(db.session(), NOW)
    assert [each.proposed.name for each in proposals.items] == ["孟书延"]
    assert [each.missing for each in proposals.broken] == [1]
