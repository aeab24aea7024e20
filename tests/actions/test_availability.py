"""Ways between courts and regular hours count when heads are sought, each with its words."""

from datetime import date, time

import pytest
from flask import Flask

from litigation.actions.actor import Actor
from litigation.actions.assign_heads import Choice, assign
from litigation.actions.candidates import find_candidates
from litigation.actions.manage_travel import remove_travel, set_travel
from litigation.actions.office import office_settings
from litigation.law.error import InvalidInputError, NotAllowedError
from litigation.records.agency import Agency
from litigation.records.availability import BusyTime, WeeklyTime, busy_between, travel_times
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from tests.factory import CLERK, NOW, SECRET, at, hearing_at, make_agency, make_case, make_official

NEAR, FAR = "云汀区人民法院", "澄州市中级人民法院"


def why(hearing: Hearing, agency: Agency) -> str:
    (candidate,) = find_candidates(db.session, hearing, agency, office_settings(db.session))
    return candidate.why_not


def travelling(app: Flask) -> tuple[Hearing, Agency]:
    """A head at one court until 11:30 who is wanted at another one at 12:15."""
    agency = make_agency()
    head = make_official(agency)
    first = make_case(agency).hearings[0]
    assign(Choice(first.id, agency.id, head.id), now=NOW, actor=CLERK, secret=SECRET)
    elsewhere = hearing_at("2026-09-28 12:15", court=FAR)
    return make_case(agency, hearings=(elsewhere,)).hearings[0], agency


def test_the_table_of_ways_overrides_the_default_in_either_order(app_on: Flask) -> None:
    hearing, agency = travelling(app_on)
    assert why(hearing, agency) == ""
    set_travel(FAR, NEAR, 90, now=NOW, actor=CLERK)
    assert "90 分钟" in why(hearing, agency)
    row = set_travel(NEAR, FAR, 20, now=NOW, actor=CLERK)
    assert why(hearing, agency) == ""
    assert len(travel_times(db.session)) == 1
    remove_travel(row.id, now=NOW, actor=CLERK)
    assert travel_times(db.session) == []


@pytest.mark.parametrize(("one", "other", "minutes"), [(NEAR, NEAR, 5), (NEAR, " ", 5), (NEAR, FAR, 1441)])
def test_a_way_that_makes_no_sense_is_refused(app: Flask, one: str, other: str, minutes: int) -> None:
    with pytest.raises(InvalidInputError):
        set_travel(one, other, minutes, now=NOW, actor=CLERK)


def test_only_the_office_enters_ways(app: Flask) -> None:
    with pytest.raises(NotAllowedError):
        set_travel(NEAR, FAR, 5, now=NOW, actor=Actor("方以宁", "liaison"))


def test_regular_hours_keep_a_head_away_on_their_weekday_alone(app_on: Flask) -> None:
    agency = make_agency()
    head = make_official(agency)
    monday = make_case(agency).hearings[0]
    tuesday = make_case(agency, hearings=(hearing_at("2026-09-29 09:30"),)).hearings[0]
    with writing() as session:
        session.add(
            WeeklyTime(
                official_id=head.id, weekday=0, begins=time(9), ends=time(11), note="党组会",
                from_on=date(2026, 9, 1), to_on=date(2026, 9, 28),
            )
        )  # fmt: skip
    assert "党组会" in why(monday, agency)
    assert why(tuesday, agency) == ""
    spans = busy_between(db.session, [head.id], at("2026-09-01 00:00"), at("2026-12-01 00:00"))
    assert [f"{each.starts_at:%m%d %H}" for each in spans] == ["0907 09", "0914 09", "0921 09", "0928 09"]


def test_a_time_of_the_own_calendar_hinders_without_saying_what_it_is(app_on: Flask) -> None:
    agency = make_agency()
    head = make_official(agency)
    hearing = make_case(agency).hearings[0]
    with writing() as session:
        session.add(
            BusyTime(
                official_id=head.id, starts_at=at("2026-09-28 11:00"), ends_at=at("2026-09-28 12:00"),
                origin="address",
            )
        )  # fmt: skip
    assert "本人日历已有安排" in why(hearing, agency)
    with writing() as session:
        session.query(BusyTime).update({"starts_at": at("2026-09-28 11:30")})
    assert why(hearing, agency) == ""
