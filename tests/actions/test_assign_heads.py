"""Proposing and asking heads: law and double booking never give way, leave does with a reason."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from litigation.actions.assign_heads import Choice, ask_next, assign, leave_open
from litigation.actions.propose_heads import open_demands, propose_all
from litigation.law.error import (
    ConflictError,
    DoubleBookedError,
    IneligibleError,
    NotAllowedError,
    ReasonMissingError,
)
from litigation.records.agency import Agency, Leave, Official
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from tests.factory import CLERK, NOW, SECRET, at, hearing_at, make_agency, make_case, make_official


def ask(hearing: Hearing, agency: Agency, official: Official, reason: str = "") -> Assignment:
    return assign(Choice(hearing.id, agency.id, official.id, reason), now=NOW, actor=CLERK, secret=SECRET)


def test_the_head_in_charge_is_proposed_before_the_one_with_fewer_hearings(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, "顾文澈", rank="principal")
    make_official(agency, "秦越舟", portfolio=["行政处罚"])
    make_case(agency)
    (item,) = propose_all(db.session, NOW).items
    assert item.proposed is not None
    assert item.proposed.name == "秦越舟"
    assert "分管行政处罚" in item.proposed.reasons
    assert [each.name for each in item.others] == ["顾文澈"]


def test_two_duties_at_one_time_are_proposed_to_two_heads(app_on: Flask) -> None:
    agency = make_agency()
    make_official(agency, "甲")
    make_official(agency, "乙")
    make_case(agency)
    make_case(agency)
    proposals = propose_all(db.session, NOW)
    assert {item.proposed.name for item in proposals.items if item.proposed} == {"甲", "乙"}
    assert proposals.objective >= proposals.bound > 0


def test_nobody_free_leaves_the_duty_open_with_the_ground_of_each(app_on: Flask) -> None:
    agency = make_agency()
    official = make_official(agency)
    with writing() as session:
        session.add(
            Leave(
                official_id=official.id,
                starts_at=at("2026-09-28 00:00"),
                ends_at=at("2026-09-29 00:00"),
                note="请假",
            )
        )
    make_case(agency)
    (item,) = propose_all(db.session, NOW).items
    assert item.proposed is None
    assert "请假" in item.candidates[0].why_not


def test_the_head_of_a_subordinate_agency_is_refused(app_on: Flask) -> None:
    government = make_agency("澄州市云汀区人民政府", kind="government")
    bureau = make_agency(parent_id=government.id)
    head = make_official(bureau, "局长", rank="principal")
    hearing = make_case(government).hearings[0]
    with pytest.raises(IneligibleError, match="下级行政机关"):
        ask(hearing, government, head)


def test_a_head_out_of_office_on_that_day_is_refused(app_on: Flask) -> None:
    agency = make_agency()
    former = make_official(agency, to_on=date(2026, 9, 27))
    hearing = make_case(agency).hearings[0]
    with pytest.raises(IneligibleError, match="不在任"):
        ask(hearing, agency, former)


def test_ranks_three_and_four_need_the_recorded_link_to_the_act(app_on: Flask) -> None:
    agency = make_agency()
    other = make_official(agency, rank="other", portfolio=["土地登记"])
    hearing = make_case(agency).hearings[0]
    with pytest.raises(IneligibleError, match="分管"):
        ask(hearing, agency, other)
    linked = make_official(agency, rank="other", portfolio=["行政处罚"])
    assert ask(hearing, agency, linked).state == "asked"


def test_a_head_is_never_in_two_hearings_at_once(app_on: Flask) -> None:
    agency = make_agency()
    official = make_official(agency)
    first = make_case(agency).hearings[0]
    second = make_case(agency, hearings=(hearing_at("2026-09-28 10:30"),)).hearings[0]
    ask(first, agency, official)
    with pytest.raises(DoubleBookedError, match="另有开庭"):
        ask(second, agency, official, "非他不可")


def test_leave_and_travel_are_overridden_only_with_a_reason(app_on: Flask) -> None:
    agency = make_agency()
    official = make_official(agency)
    ask(make_case(agency).hearings[0], agency, official)
    elsewhere = hearing_at("2026-09-28 11:45", court="澄州市中级人民法院")
    near = make_case(agency, hearings=(elsewhere,)).hearings[0]
    with pytest.raises(ReasonMissingError, match="路程"):
        ask(near, agency, official)
    assert ask(near, agency, official, "两院相邻").override_reason == "两院相邻"


def test_another_head_relieves_the_first(app_on: Flask) -> None:
    agency = make_agency()
    first, second = make_official(agency, "甲"), make_official(agency, "乙")
    hearing = make_case(agency).hearings[0]
    old = ask(hearing, agency, first)
    ask(hearing, agency, second)
    assert db.session.get_one(Assignment, old.id).state == "relieved"
    with pytest.raises(ConflictError):
        ask(hearing, agency, second)


def test_the_next_one_is_asked_and_nobody_twice(app_on: Flask) -> None:
    agency = make_agency()
    first, second = make_official(agency, "甲"), make_official(agency, "乙")
    hearing = make_case(agency).hearings[0]
    old = ask(hearing, agency, first)
    with writing() as session:
        session.get_one(Assignment, old.id).state = "declined"
    with writing() as session:
        current = session.get_one(Hearing, hearing.id)
        asked = ask_next(session, current, agency, now=NOW, secret=SECRET)
        assert asked is not None
        assert asked.official_id == second.id
        asked.state = "declined"
        session.flush()
        assert ask_next(session, current, agency, now=NOW, secret=SECRET) is None


def test_a_duty_left_open_stays_open(app_on: Flask) -> None:
    agency = make_agency()
    hearing = make_case(agency).hearings[0]
    with pytest.raises(ReasonMissingError):
        leave_open(hearing.id, agency.id, " ", now=NOW, actor=CLERK)
    leave_open(hearing.id, agency.id, "等待区领导确定", now=NOW, actor=CLERK)
    assert [each.id for each, _ in open_demands(db.session, NOW)] == [hearing.id]


def test_leaving_a_duty_open_takes_the_question_back(app_on: Flask) -> None:
    agency = make_agency()
    official = make_official(agency)
    hearing = make_case(agency).hearings[0]
    asked = ask(hearing, agency, official)
    leave_open(hearing.id, agency.id, "等待区领导确定", now=NOW, actor=CLERK)
    assert db.session.get_one(Assignment, asked.id).state == "relieved"
    assert [each.id for each, _ in open_demands(db.session, NOW)] == [hearing.id]


def test_only_the_office_assigns(app_on: Flask) -> None:
    agency = make_agency()
    official = make_official(agency)
    hearing = make_case(agency).hearings[0]
    with pytest.raises(NotAllowedError):
        assign(
            Choice(hearing.id, agency.id, official.id),
            now=NOW, actor=replace(CLERK, role="auditor"), secret=SECRET,
        )  # fmt: skip
