"""A remedy finished after the circular proposes an edition only where a printed figure was wrong."""

from datetime import date

from flask import Flask

from litigation.actions.close_month import issue_month
from litigation.actions.finish_remedy import finish_remedy
from litigation.actions.propose_edition import latest_edition
from litigation.actions.record_attendance import Came, record_attendance
from litigation.records.db import db
from tests.factory import CLERK, at, hearing_at, make_agency, make_case, make_official

MONTH = "2026-09"
ISSUED = at("2026-10-09 14:00")
LATER = at("2026-10-20 10:00")


def promised() -> int:
    """A case of September whose head promised a remedy; the month is issued without it."""
    agency = make_agency()
    head = make_official(agency)
    lawsuit = make_case(agency, hearings=(hearing_at("2026-09-21 09:30"),))
    came = Came(head.id, remedy=True, remedy_task="修订流程", remedy_due_on=date(2026, 10, 8))
    row = record_attendance(lawsuit.hearings[0].id, agency.id, came, now=ISSUED, actor=CLERK)
    issue_month(MONTH, now=ISSUED, actor=CLERK)
    return row.id


def proposal() -> object:
    return latest_edition(db.session(), MONTH, "proposed")


def test_what_was_done_after_the_circular_changes_nothing_in_it(app_on: Flask) -> None:
    finish_remedy(promised(), date(2026, 10, 15), now=LATER, actor=CLERK)
    assert proposal() is None


def test_what_was_done_before_and_noted_late_proposes_an_edition(app_on: Flask) -> None:
    row = promised()
    finish_remedy(row, date(2026, 10, 7), now=LATER, actor=CLERK)
    assert proposal() is not None
    finish_remedy(row, None, now=LATER, actor=CLERK)
    assert proposal() is None
