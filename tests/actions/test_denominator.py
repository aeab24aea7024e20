"""分母的由来, 出治 and 抄送: what a circular says besides the figures."""

from datetime import date

import pytest
from flask import Flask

from litigation.actions.actor import SYSTEM
from litigation.actions.cases_behind import case_ids_behind
from litigation.actions.close_month import build_circular, frozen_circular, issue_month
from litigation.actions.conclude import refresh_passed
from litigation.actions.finish_remedy import finish_remedy
from litigation.actions.manage_settings import change_settings
from litigation.actions.move_hearing import NewDate, cancel_hearing, move_hearing
from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.record_outcome import record_outcome
from litigation.law.circular import Remedies
from litigation.law.error import ConflictError, InvalidInputError
from litigation.law.procedure import HearingKind
from litigation.law.summary import four_out_sentences
from litigation.records.db import db
from tests.factory import CLERK, NOW, at, hearing_at, make_agency, make_case, make_official

MONTH = "2026-09"
LATER = at("2026-10-09 14:00")


def held(agency, head, start: str = "2026-09-21 09:30", **came) -> int:
    lawsuit = make_case(agency, hearings=(hearing_at(start),))
    row = record_attendance(lawsuit.hearings[0].id, agency.id, Came(head.id, **came), now=LATER, actor=CLERK)
    return row.id


def test_the_way_from_the_scheduled_cases_to_the_denominator_adds_up(app_on: Flask) -> None:
    agency = make_agency()
    head = make_official(agency)
    held(agency, head)
    gone, away, put_off = (make_case(agency) for _ in range(3))
    make_case(agency, hearings=(hearing_at(kind=HearingKind.JUDGMENT),))
    make_case(agency)
    earlier = make_case(agency, hearings=(hearing_at("2026-08-20 09:30"), hearing_at()))
    first, second = sorted(earlier.hearings, key=lambda each: each.starts_at)
    record_attendance(first.id, agency.id, Came(head.id), now=LATER, actor=CLERK)
    record_outcome(second.id, "held", now=LATER, actor=CLERK)
    cancel_hearing(gone.hearings[0].id, "原告撤诉", withdrawn=True, version=1, now=NOW, actor=CLERK)
    new = NewDate(starts_at=at("2026-10-28 09:30"))
    move_hearing(away.hearings[0].id, new, "法院通知", version=1, now=NOW, actor=CLERK)
    record_outcome(put_off.hearings[0].id, "adjourned", now=LATER, actor=CLERK)
    refresh_passed(LATER)
    circular = build_circular(db.session, MONTH, LATER)
    steps = {step.key: step.count for step in circular.origin}
    assert steps == {"unknown": 1, "other_kind": 1, "elsewhere": 1, "withdrawn": 1, "put_off": 2}
    assert circular.scheduled == circular.tally.den + sum(steps.values()) == 7
    for key, count in steps.items():
        assert len(case_ids_behind(db.session, MONTH, f"origin.{key}", LATER)) == count


def test_a_month_without_hearings_comes_from_nothing(app: Flask) -> None:
    circular = build_circular(db.session, "2026-02", LATER)
    assert (circular.scheduled, circular.origin) == (0, ())


def test_remedies_are_done_or_overdue_by_their_day(app_on: Flask) -> None:
    agency = make_agency()
    head = make_official(agency)
    promise = {"remedy": True, "remedy_task": "修订流程"}
    done = held(agency, head, **promise, remedy_due_on=date(2026, 10, 20))
    held(agency, head, **promise, remedy_due_on=date(2026, 10, 8))
    held(agency, head, **promise, remedy_due_on=date(2026, 10, 9))
    held(agency, head)
    finish_remedy(done, date(2026, 10, 8), now=LATER, actor=CLERK)
    circular = build_circular(db.session, MONTH, LATER)
    assert circular.remedies == Remedies(done=1, due=3, overdue=1)
    assert "整改事项3项，已办结1项（办结率33.33%），逾期未办结1项" in four_out_sentences(circular)[1]
    counts = [len(case_ids_behind(db.session, MONTH, f"remedy.{part}", LATER)) for part in ("due", "done")]
    assert counts == [3, 1]
    edition = issue_month(MONTH, now=LATER, actor=CLERK)
    finish_remedy(done, None, now=LATER, actor=CLERK)
    assert frozen_circular(edition).remedies.done == 1
    assert build_circular(db.session, MONTH, LATER).remedies.done == 0


def test_a_remedy_is_done_between_the_hearing_and_today_and_survives_a_correction(app: Flask) -> None:
    agency = make_agency()
    head = make_official(agency)
    row = held(agency, head, remedy=True, remedy_due_on=date(2026, 10, 20))
    plain = held(agency, head)
    for attendance_id, day in (
        (row, date(2026, 10, 10)),
        (row, date(2026, 9, 20)),
        (plain, date(2026, 10, 1)),
    ):
        with pytest.raises(InvalidInputError):
            finish_remedy(attendance_id, day, now=LATER, actor=CLERK)
    finished = finish_remedy(row, date(2026, 10, 1), now=LATER, actor=CLERK)
    came = Came(head.id, spoke=True, remedy=True, remedy_due_on=date(2026, 10, 20))
    corrected = record_attendance(
        finished.hearing_id, agency.id, came, now=LATER, actor=CLERK, reason="补录出声"
    )
    assert corrected.remedy_done_on == date(2026, 10, 1)
    with pytest.raises(ConflictError):
        finish_remedy(row, date(2026, 10, 1), now=LATER, actor=CLERK)


def test_who_gets_a_copy_is_a_setting(app: Flask) -> None:
    change_settings({"circular_copies": "区委政法委、区人民法院"}, now=NOW, actor=SYSTEM)
    assert build_circular(db.session, MONTH, LATER).copies == ("区委政法委", "区人民法院")
