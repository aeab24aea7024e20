"""Trying an absence: who would go where, what would stay open, and nothing is written."""

from datetime import date

import pytest
from flask import Flask

from litigation.actions.assign_heads import Choice, assign
from litigation.actions.what_if import what_if_away
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.records.agency import Leave
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from tests.factory import CLERK, NOW, SECRET, at, hearing_at, make_agency, make_case, make_official

FIRST, LAST = date(2026, 9, 28), date(2026, 9, 30)


def ask(hearing: Hearing, agency_id: int, official_id: int, reason: str = "", state: str = "asked") -> None:
    asked = assign(Choice(hearing.id, agency_id, official_id, reason), now=NOW, actor=CLERK, secret=SECRET)
    with writing() as session:
        session.get_one(Assignment, asked.id).state = state


def test_the_absent_heads_seat_goes_to_another_and_the_rest_stays(app_on: Flask) -> None:
    agency = make_agency()
    absent, other = make_official(agency, "甲"), make_official(agency, "乙")
    first = make_case(agency).hearings[0]
    second = make_case(agency, hearings=(hearing_at("2026-09-29 09:30"),)).hearings[0]
    later = make_case(agency, hearings=(hearing_at("2026-10-09 09:30"),)).hearings[0]
    for hearing, official in ((first, absent), (second, other), (later, absent)):
        ask(hearing, agency.id, official.id, state="confirmed")
    found = what_if_away(absent.id, FIRST, LAST, now=NOW)
    assert [(each.hearing.id, each.before.name, each.after.name) for each in found.moved] == [
        (first.id, "甲", "乙")
    ]
    assert [each.hearing_id for each in found.unchanged] == [second.id]
    assert found.open == ()
    states = {(each.hearing_id, each.official_id, each.state) for each in db.session.query(Assignment)}
    assert states == {(first.id, absent.id, "confirmed"), (second.id, other.id, "confirmed")} | {
        (later.id, absent.id, "confirmed")
    }
    assert db.session.query(Leave).count() == 0


def test_what_stays_open_says_why_of_everybody(app_on: Flask) -> None:
    agency = make_agency()
    absent, other = make_official(agency, "甲"), make_official(agency, "乙")
    first = make_case(agency).hearings[0]
    second = make_case(agency, hearings=(hearing_at("2026-09-28 10:00"),)).hearings[0]
    ask(first, agency.id, absent.id)
    ask(second, agency.id, other.id)
    found = what_if_away(absent.id, FIRST, LAST, now=NOW)
    assert found.moved == ()
    (seat,) = found.open
    assert (seat.hearing.id, seat.before.name if seat.before else "") == (first.id, "甲")
    why = {each.name: each.why_not for each in seat.candidates}
    assert "请假" in why["甲"]
    assert "另一案" in why["乙"]


def test_who_was_only_asked_moves_on_so_that_nothing_stays_open(app_on: Flask) -> None:
    agency = make_agency()
    absent = make_official(agency, "甲")
    either = make_official(agency, "乙")
    newcomer = make_official(agency, "丙")
    early = make_case(agency).hearings[0]
    overlapping = make_case(agency, hearings=(hearing_at("2026-09-28 10:00"),)).hearings[0]
    with writing() as session:
        session.add(
            Leave(official_id=newcomer.id, starts_at=at("2026-09-28 07:00"), ends_at=at("2026-09-28 10:00"))
        )
    ask(early, agency.id, absent.id)
    ask(overlapping, agency.id, either.id)
    found = what_if_away(absent.id, FIRST, LAST, now=NOW)
    assert {(each.hearing.id, each.before.name, each.after.name) for each in found.moved} == {
        (early.id, "甲", "乙"),
        (overlapping.id, "乙", "丙"),
    }
    assert found.open == ()


def test_who_was_sent_in_spite_of_leave_stays(app_on: Flask) -> None:
    agency = make_agency()
    absent, other = make_official(agency, "甲"), make_official(agency, "乙")
    with writing() as session:
        session.add(
            Leave(official_id=other.id, starts_at=at("2026-09-28 07:00"), ends_at=at("2026-09-28 18:00"))
        )
    hearing = make_case(agency).hearings[0]
    ask(hearing, agency.id, other.id, reason="可以提前返回")
    found = what_if_away(absent.id, FIRST, LAST, now=NOW)
    assert [each.hearing_id for each in found.unchanged] == [hearing.id]


def test_unknown_people_and_days_the_wrong_way_round_are_refused(app_on: Flask) -> None:
    official = make_official(make_agency())
    with pytest.raises(NotFoundError):
        what_if_away(99_999, FIRST, LAST, now=NOW)
    with pytest.raises(InvalidInputError):
        what_if_away(official.id, LAST, FIRST, now=NOW)
