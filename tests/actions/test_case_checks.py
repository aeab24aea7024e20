"""A form shows what is odd before it stores; it never refuses for it."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from litigation.actions.case_checks import warn_case
from litigation.records.db import db
from tests.factory import NOW, case_of, hearing_at, make_agency, make_case


def warnings(case: object, *hearings: object) -> str:
    return "\n".join(warn_case(db.session, case, hearings, NOW))  # type: ignore[arg-type] # test shorthand


def test_an_ordinary_case_raises_nothing(app: Flask) -> None:
    case = case_of(make_agency(), number="(2026)鲁0202行初5号", court="")
    assert warnings(case, hearing_at()) == ""


@pytest.mark.parametrize(
    ("start", "says"),
    [
        ("2026-09-11 09:30", "已经过去"),
        ("2026-09-27 09:30", "不是工作日"),
        ("2026-09-28 23:00", "上午、下午"),
        ("2029-09-28 09:30", "18 个月以后"),
    ],
)
def test_an_odd_time_is_pointed_out(app: Flask, start: str, says: str) -> None:
    assert says in warnings(case_of(make_agency()), hearing_at(start))


def test_a_make_up_sunday_is_a_working_day(app: Flask) -> None:
    assert "工作日" not in warnings(case_of(make_agency()), hearing_at("2026-09-20 09:30"))


def test_a_number_of_another_court_and_a_near_number_are_pointed_out(app: Flask) -> None:
    agency = make_agency()
    make_case(agency, number="(2025)鲁0202行初5号")
    said = warnings(case_of(agency, number="(2026)鲁0202行初5号", court="青岛铁路运输法院"), hearing_at())
    assert "案号对应的法院是青岛市市南区人民法院" in said
    assert "只有年份不同" in said


def test_a_case_without_an_agency_of_the_district_owes_nothing(app: Flask) -> None:
    case = case_of(make_agency())
    assert "不会产生应诉义务" in warnings(replace(case, parties=case.parties[:1]), hearing_at())


def test_an_agency_no_longer_in_force_is_pointed_out(app: Flask) -> None:
    assert "停用" in warnings(case_of(make_agency(valid_to=date(2026, 1, 31))), hearing_at())


def test_the_same_room_at_the_same_hour_is_pointed_out(app: Flask) -> None:
    make_case(make_agency())
    assert "同一时间同一法庭" in warnings(case_of(make_agency()), hearing_at())
