"""A reading chosen by the office: shown before, kept with its author, never reaching an issued month."""

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.change_readings import change_readings, preview_readings
from litigation.actions.close_month import build_circular, issue_month
from litigation.actions.conclude import refresh_passed
from litigation.actions.month_figures import month_figures
from litigation.actions.propose_edition import latest_edition
from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.verify_register import verify_register
from litigation.law.error import ConflictError, InvalidInputError, NotAllowedError
from litigation.law.reading import Readings
from litigation.records.agency import Agency, Official
from litigation.records.db import db
from litigation.records.journal import JournalLine
from tests.factory import CLERK, at, hearing_at, make_agency, make_case, make_official

ADMIN = Actor("管理员", "admin")
AFTER = at("2026-10-09 14:00")
LATER = at("2026-10-12 10:00")
ANY = {"co_defendants": "any"}


People = tuple[Agency, Official, Agency]


def shared(start: str, people: People | None = None) -> People:
    """A case of two defendants of whom one's head came."""
    if people is None:
        one, other = make_agency(), make_agency()
        people = one, make_official(one), other
    one, head, other = people
    lawsuit = make_case(one, other, hearings=(hearing_at(start),))
    hearing = lawsuit.hearings[0].id
    record_attendance(hearing, one.id, Came(head.id), now=AFTER, actor=CLERK)
    record_attendance(hearing, other.id, Came(None), now=AFTER, actor=CLERK)
    refresh_passed(AFTER)
    return people


def figures(month: str) -> tuple[int, int]:
    tally = month_figures(db.session(), month)
    return tally.num, tally.den


def test_a_choice_shows_what_it_changes_and_changes_nothing_yet(app_on: Flask) -> None:
    shared("2026-09-21 09:30")
    (effect,) = preview_readings(db.session(), Readings.of(**ANY), AFTER)
    assert (effect.month, effect.before.num, effect.after.num, effect.after.den) == ("2026-09", 0, 1, 1)
    assert [(was.value, now.value) for _id, _number, was, now in effect.cases] == [("breached", "discharged")]
    assert figures("2026-09") == (0, 1)


def test_a_choice_counts_open_months_anew_and_leaves_issued_ones(app_on: Flask) -> None:
    people = shared("2026-08-21 09:30")
    issued = issue_month("2026-08", now=AFTER, actor=CLERK)
    shared("2026-09-21 09:30", people)
    assert [each.month for each in preview_readings(db.session(), Readings.of(**ANY), LATER)] == ["2026-09"]
    assert change_readings(ANY, now=LATER, actor=ADMIN) == ("co_defendants",)
    assert figures("2026-09") == (1, 1)
    assert figures("2026-08") == (0, 1)
    assert latest_edition(db.session(), "2026-08", "proposed") is None
    assert issued.figures["num"] == 0
    assert verify_register(now=LATER).sound
    line = db.session.scalar(select(JournalLine).where(JournalLine.act == "reading.change"))
    assert line is not None
    assert (line.actor, line.details["co_defendants"]) == ("管理员", ["every", "any"])


def test_a_correction_in_an_issued_month_is_judged_as_when_it_was_issued(app_on: Flask) -> None:
    people = shared("2026-08-21 09:30")
    issue_month("2026-08", now=AFTER, actor=CLERK)
    change_readings(ANY, now=LATER, actor=ADMIN)
    shared("2026-08-24 09:30", people)
    assert figures("2026-08") == (0, 2)
    assert verify_register(now=LATER).sound


def test_the_circular_names_what_the_office_reads_otherwise(app: Flask) -> None:
    shared("2026-09-21 09:30")
    assert "本办公室采用的读法" not in build_circular(db.session(), "2026-09", LATER).rule.words
    change_readings(ANY, now=LATER, actor=ADMIN)
    words = build_circular(db.session(), "2026-09", LATER).rule.words
    assert "有一个被告机关的负责人出庭即为履行" in words


def test_review_cases_are_owed_once_they_count(app_on: Flask) -> None:
    agency = make_agency()
    lawsuit = make_case(agency, number="(2026)鲁9902行申7号", hearings=(hearing_at("2026-09-21 09:30"),))
    record_attendance(lawsuit.hearings[0].id, agency.id, Came(None), now=AFTER, actor=CLERK)
    assert figures("2026-09") == (0, 0)
    change_readings({"retrial_review": "count"}, now=LATER, actor=ADMIN)
    assert figures("2026-09") == (0, 1)
    assert verify_register(now=LATER).sound
    change_readings({"retrial_review": "never"}, now=LATER, actor=ADMIN)
    assert figures("2026-09") == (0, 0)
    assert verify_register(now=LATER).sound


def test_a_choice_needs_an_administrator_an_option_and_the_newest_page(app: Flask) -> None:
    with pytest.raises(NotAllowedError):
        change_readings(ANY, now=AFTER, actor=CLERK)
    with pytest.raises(InvalidInputError):
        change_readings({"co_defendants": "none"}, now=AFTER, actor=ADMIN)
    change_readings(ANY, now=AFTER, actor=ADMIN, version=0)
    with pytest.raises(ConflictError):
        change_readings({"co_defendants": "every"}, now=AFTER, actor=ADMIN, version=0)
