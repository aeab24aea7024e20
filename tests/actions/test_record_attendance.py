"""Recording after the hearing: facts are added, conclusions follow, corrections need a reason."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation.actions.actor import Actor
from litigation.actions.conclude import refresh_passed
from litigation.actions.month_figures import month_figures
from litigation.actions.move_hearing import NewDate, move_hearing
from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.record_excuse import Stated, decide_excuse, record_excuse
from litigation.actions.record_outcome import record_outcome
from litigation.law.error import (
    IneligibleError,
    InvalidInputError,
    NotAllowedError,
    ReasonMissingError,
)
from litigation.records.db import db
from litigation.records.hearing import Attendance, Hearing
from litigation.records.lawsuit import AppearanceDuty, Lawsuit
from litigation.records.notice import Task
from tests.factory import CLERK, at, hearing_at, make_agency, make_case, make_official

AFTER = at("2026-09-28 14:00")


def standing_of(lawsuit: Lawsuit) -> tuple[str, str | None]:
    row = db.session.get_one(Lawsuit, lawsuit.id, populate_existing=True)
    return row.standing, row.month


def test_a_head_who_came_discharges_the_duty_and_the_unit(app_on: Flask) -> None:
    agency = make_agency()
    head, lawsuit = make_official(agency), make_case(agency)
    came = Came(head.id, certificate="accepted", left="no", spoke=True, settlement=False, staff=1)
    record_attendance(lawsuit.hearings[0].id, agency.id, came, now=AFTER, actor=CLERK)
    assert standing_of(lawsuit) == ("discharged", "2026-09")
    duty = db.session.scalars(select(AppearanceDuty)).one()
    assert (duty.standing, duty.month) == ("discharged", "2026-09")
    hearing = db.session.get_one(Hearing, lawsuit.hearings[0].id)
    assert (hearing.outcome, hearing.sitting_month, hearing.sitting_attended) == ("held", "2026-09", True)
    figures = month_figures(db.session, "2026-09")
    assert (figures.rate, figures.profiles["F_deputy"], figures.profiles["G_spoke_of_heard"]) == (
        "100%",
        (1, 1),
        (1, 1),
    )


def test_time_alone_makes_a_hearing_unknown_and_forbids_a_percent(app_on: Flask) -> None:
    lawsuit = make_case(make_agency())
    assert standing_of(lawsuit) == ("pending", "2026-09")
    assert refresh_passed(AFTER) == 1
    assert standing_of(lawsuit) == ("unknown", "2026-09")
    figures = month_figures(db.session, "2026-09")
    assert (figures.den, figures.unknown, figures.rate) == (0, 1, None)
    assert refresh_passed(AFTER) == 0


def test_nothing_is_recorded_before_the_hearing(app: Flask) -> None:
    agency = make_agency()
    hearing = make_case(agency).hearings[0]
    with pytest.raises(InvalidInputError, match="还没有到开庭时间"):
        record_attendance(hearing.id, agency.id, Came(None), now=at("2026-09-28 09:00"), actor=CLERK)


def test_recording_the_same_twice_changes_nothing_and_a_correction_needs_a_reason(app: Flask) -> None:
    agency = make_agency()
    head, lawsuit = make_official(agency), make_case(agency)
    hearing_id = lawsuit.hearings[0].id
    first = record_attendance(hearing_id, agency.id, Came(None, staff=1), now=AFTER, actor=CLERK)
    again = record_attendance(hearing_id, agency.id, Came(None, staff=1), now=AFTER, actor=CLERK)
    assert again.id == first.id
    assert standing_of(lawsuit) == ("breached", "2026-09")
    with pytest.raises(ReasonMissingError, match="写明理由"):
        record_attendance(hearing_id, agency.id, Came(head.id), now=AFTER, actor=CLERK)
    record_attendance(
        hearing_id, agency.id, Came(head.id), now=AFTER, actor=CLERK, reason="庭审笔录记载负责人到庭"
    )
    assert standing_of(lawsuit) == ("discharged", "2026-09")
    rows = db.session.scalars(select(Attendance).order_by(Attendance.id)).all()
    assert [each.superseded_at is None for each in rows] == [False, True]
    assert rows[1].correction_reason == "庭审笔录记载负责人到庭"


def test_without_a_head_nothing_is_said_of_one(app: Flask) -> None:
    agency = make_agency()
    hearing = make_case(agency).hearings[0]
    came = Came(None, present=True, certificate="accepted", spoke=True, lawyers=2)
    row = record_attendance(hearing.id, agency.id, came, now=AFTER, actor=CLERK)
    assert (row.present, row.certificate, row.spoke) == (False, None, None)
    assert db.session.scalars(select(Lawsuit.lawyers_only)).one()


def test_the_head_of_a_subordinate_agency_is_refused(app: Flask) -> None:
    government = make_agency("云汀区人民政府", kind="government")
    bureau = make_agency(parent_id=government.id)
    chief = make_official(bureau, rank="principal")
    hearing = make_case(government).hearings[0]
    with pytest.raises(IneligibleError, match="第二条第二款"):
        record_attendance(hearing.id, government.id, Came(chief.id), now=AFTER, actor=CLERK)


def test_a_head_of_rank_four_without_link_leaves_a_task_to_check(app: Flask) -> None:
    agency = make_agency()
    engineer = make_official(agency, rank="other")
    lawsuit = make_case(agency, field="强制拆除")
    record_attendance(lawsuit.hearings[0].id, agency.id, Came(engineer.id), now=AFTER, actor=CLERK)
    assert standing_of(lawsuit)[0] == "breached"
    assert "待核" in db.session.scalars(select(Task.title).where(Task.kind == "link")).one()


def test_an_agency_that_is_no_party_cannot_have_come(app: Flask) -> None:
    hearing = make_case(make_agency()).hearings[0]
    with pytest.raises(InvalidInputError, match="不是本案当事人"):
        record_attendance(hearing.id, make_agency().id, Came(None), now=AFTER, actor=CLERK)


def test_a_liaison_records_for_their_own_agency_alone(app: Flask) -> None:
    agency, other = make_agency(), make_agency()
    hearing = make_case(agency, other).hearings[0]
    liaison = Actor("方以宁", "liaison", agency_id=agency.id)
    record_attendance(hearing.id, agency.id, Came(None, staff=1), now=AFTER, actor=liaison)
    with pytest.raises(NotAllowedError, match="本单位"):
        record_attendance(hearing.id, other.id, Came(None), now=AFTER, actor=liaison)
    with pytest.raises(NotAllowedError, match="联系应诉科"):
        record_outcome(hearing.id, "withdrawn", now=AFTER, actor=liaison)


def test_the_second_hearing_of_the_procedure_cures_the_first(app_on: Flask) -> None:
    agency = make_agency()
    head = make_official(agency)
    lawsuit = make_case(agency, hearings=(hearing_at(), hearing_at("2026-10-12 09:30")))
    first, second = sorted(lawsuit.hearings, key=lambda each: each.starts_at)
    record_attendance(first.id, agency.id, Came(None, staff=1), now=AFTER, actor=CLERK)
    assert standing_of(lawsuit) == ("open", "2026-09")
    record_attendance(second.id, agency.id, Came(head.id), now=at("2026-10-12 15:00"), actor=CLERK)
    assert standing_of(lawsuit) == ("discharged", "2026-09")
    assert month_figures(db.session, "2026-10").profiles["D"] == (1, 1)


def test_an_excuse_waits_for_the_court_and_then_excuses(app: Flask) -> None:
    agency = make_agency()
    lawsuit = make_case(agency)
    hearing_id = lawsuit.hearings[0].id
    record_excuse(hearing_id, agency.id, Stated("3", proof=True, seal=True), now=AFTER, actor=CLERK)
    record_attendance(hearing_id, agency.id, Came(None, staff=1), now=AFTER, actor=CLERK)
    assert standing_of(lawsuit)[0] == "open"
    decide_excuse(hearing_id, agency.id, "accepted", now=AFTER, actor=CLERK)
    assert standing_of(lawsuit)[0] == "excused"
    with pytest.raises(ReasonMissingError):
        decide_excuse(hearing_id, agency.id, "rejected", now=AFTER, actor=CLERK)
    decide_excuse(hearing_id, agency.id, "rejected", now=AFTER, actor=CLERK, reason="法院复函更正")
    assert standing_of(lawsuit)[0] == "breached"


def test_the_fourth_ground_needs_words(app: Flask) -> None:
    agency = make_agency()
    hearing = make_case(agency).hearings[0]
    with pytest.raises(InvalidInputError, match="写明具体事由"):
        record_excuse(hearing.id, agency.id, Stated("4"), now=AFTER, actor=CLERK)


def test_what_was_withdrawn_before_leaves_the_figures(app: Flask) -> None:
    lawsuit = make_case(make_agency())
    record_outcome(lawsuit.hearings[0].id, "withdrawn", now=AFTER, actor=CLERK)
    assert standing_of(lawsuit) == ("not_counted", None)
    figures = month_figures(db.session, "2026-09")
    assert (figures.den, figures.unknown, figures.rate) == (0, 0, "—")


def test_an_adjourned_hearing_moves_as_the_same_row(app: Flask) -> None:
    lawsuit = make_case(make_agency())
    hearing = lawsuit.hearings[0]
    record_outcome(hearing.id, "adjourned", now=AFTER, actor=CLERK)
    assert standing_of(lawsuit) == ("pending", None)
    moved = move_hearing(hearing.id, NewDate(at("2026-10-20 09:30")), "另定日期", now=AFTER, actor=CLERK)
    assert (moved.id, moved.outcome) == (hearing.id, None)
    assert standing_of(lawsuit) == ("pending", "2026-10")
    assert db.session.scalar(select(func.count()).select_from(Hearing)) == 1


def test_adjourning_to_a_new_date_is_one_step(app: Flask) -> None:
    hearing = make_case(make_agency()).hearings[0]
    moved = record_outcome(
        hearing.id, "adjourned", to=NewDate(at("2026-10-20 09:30")), now=AFTER, actor=CLERK
    )
    assert (moved.outcome, moved.starts_at, moved.revision) == (None, at("2026-10-20 09:30"), 2)


def test_a_wrong_outcome_is_corrected_with_a_reason(app: Flask) -> None:
    agency = make_agency()
    lawsuit = make_case(agency)
    hearing_id = lawsuit.hearings[0].id
    record_outcome(hearing_id, "withdrawn", now=AFTER, actor=CLERK)
    with pytest.raises(ReasonMissingError):
        record_outcome(hearing_id, "held", now=AFTER, actor=CLERK)
    record_outcome(hearing_id, "held", now=AFTER, actor=CLERK, reason="法院笔录显示已开庭")
    record_attendance(hearing_id, agency.id, Came(None, staff=1), now=AFTER, actor=CLERK)
    with pytest.raises(InvalidInputError, match="已登记到庭情况"):
        record_outcome(hearing_id, "withdrawn", now=AFTER, actor=CLERK, reason="误记")
    record_outcome(hearing_id, "entered_in_error", now=AFTER, actor=CLERK, reason="重复登记")
    assert standing_of(lawsuit) == ("not_counted", None)


def test_remedy_needs_its_day(app: Flask) -> None:
    agency = make_agency()
    hearing = make_case(agency).hearings[0]
    came = replace(Came(None), remedy=True)
    with pytest.raises(InvalidInputError, match="完成日期"):
        record_attendance(hearing.id, agency.id, came, now=AFTER, actor=CLERK)
