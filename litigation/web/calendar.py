"""日历: the hearings of a month or a week on a board, and how the heads are taken up."""

from datetime import date, timedelta

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from litigation.actions.office import holiday_calendar
from litigation.law.clock import month_of
from litigation.records.access import visible_agencies
from litigation.records.agency import agency_choices
from litigation.records.db import db
from litigation.records.hearing import courts_named
from litigation.records.seat import hearings_between, undated_hearings, undated_since
from litigation.web import chip, clock
from litigation.web.board import GRAVEST, TONES, days_between, events_of, head_load

blueprint = Blueprint("calendar", __name__)

SOONEST = date(2015, 1, 1)
LATEST = date(2100, 1, 1)


@blueprint.get("/calendar")
def board() -> ResponseReturnValue:
    """Show a month, or a week with the heads' load."""
    session, scope = db.session(), visible_agencies(current_user)
    week = request.args.get("view") == "week"
    first, last, day = _week(_asked_day()) if week else _month(_asked_day())
    wanted = _wanted_agencies(scope)
    hearings = hearings_between(session, first, last, agencies=wanted, court=request.args.get("court"))
    asked = request.args.get("state")
    events = [event for event in events_of(hearings, wanted) if asked in (None, "", event.state)]
    holidays = holiday_calendar(session)
    return render_template(
        "calendar/week.html" if week else "calendar/month.html",
        days=days_between(first, last, day, holidays, events, week=week),
        day=day,
        month=month_of(day),
        turns=_turns(day, week=week),
        counts={state: sum(event.state == state for event in events) for state in GRAVEST},
        filters={"courts": courts_named(session), "agencies": _choices(scope), "states": _states()},
        confirmed=holidays.confirmed(last),
        load=head_load(events, first, last, scope) if week else [],
        undated=[(each, undated_since(each)) for each in undated_hearings(session, agencies=wanted)],
    )


def _asked_day() -> date:
    """Read ``from`` (2026-09 or 2026-09-14); nonsense is today."""
    text = request.args.get("from", "")
    try:
        asked = date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return clock.today()
    return min(max(asked, SOONEST), LATEST)


def _month(day: date) -> tuple[date, date, date]:
    """Return the whole weeks that hold the month, and its first day."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday()), first


def _week(day: date) -> tuple[date, date, date]:
    """Return the Monday and the Sunday of the week, and its Monday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6), monday


def _turns(day: date, *, week: bool) -> dict[str, str]:
    """Return the addresses of the neighbours and of the other view, filters kept."""
    kept = {name: value for name, value in request.args.items() if name in ("agency", "court", "state")}
    step = timedelta(days=7)
    before = day - step if week else (day - timedelta(days=1)).replace(day=1)
    after = day + step if week else (day + timedelta(days=31)).replace(day=1)
    view = "week" if week else "month"

    def at(start: date, shown: str) -> str:
        start_text = start.isoformat() if shown == "week" else month_of(start)
        return url_for("calendar.board", **{**kept, "view": shown, "from": start_text})

    in_month = clock.today() if day <= clock.today() < after else day
    return {
        "before": at(before, view),
        "now": at(clock.today(), view),
        "after": at(after, view),
        "month": at(day, "month"),
        "week": at(in_month, "week"),
    }


def _wanted_agencies(scope: frozenset[int] | None) -> frozenset[int] | None:
    """Return the agencies to show: the chosen one, within what the viewer may see."""
    chosen = request.args.get("agency", type=int)
    if chosen is None:
        return scope
    return frozenset({chosen}) if scope is None or chosen in scope else frozenset()


def _choices(scope: frozenset[int] | None) -> list[tuple[int, str]]:
    return [each for each in agency_choices(db.session()) if scope is None or each[0] in scope]


def _states() -> list[tuple[str, str]]:
    """Return the states by which the board can be filtered."""
    return [(state, chip.chip_of(key).text) for state, (_tone, key) in TONES.items() if state != "none"]
