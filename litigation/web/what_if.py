"""假如不在: what would follow from an absence, before anybody is told; then carried out as seen."""

from datetime import date

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.actions.carry_absence import AbsenceInput, SeenMove, carry_out_absence
from litigation.actions.row import one_of
from litigation.actions.what_if import WhatIf, what_if_away
from litigation.law.error import InvalidInputError, LitigationError
from litigation.law.leave import LeaveKind
from litigation.law.word import N_
from litigation.records.agency import Official, officials_in_office
from litigation.records.assignment import Assignment, seat_holder
from litigation.records.db import db
from litigation.web import clock
from litigation.web.session import current_actor

blueprint = Blueprint("what_if", __name__)

LONGEST = 366
"""Days of an absence that are tried at once."""


@blueprint.route("/what-if", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Ask who and when, and show what would follow; a post carries out what was shown."""
    if request.method == "POST":
        return _carry_out()
    found, sentence = None, None
    if request.args.get("first_day"):
        try:
            found = _try(request.args.get("official", type=int), *_days(request.args))
        except LitigationError as error:
            sentence = gettext(str(error))
    return _page(found, sentence), 422 if sentence else 200


def _carry_out() -> ResponseReturnValue:
    """Enter the leave and send the others, as it was shown."""
    official_id = request.form.get("official", type=int) or 0
    try:
        first, last = _days(request.form)
        kind = one_of(LeaveKind, request.form.get("kind", ""), "kind")
        absence = AbsenceInput(first, last, kind, request.form.get("note", "")[:200])
        moves = [_read_move(text) for text in request.form.getlist("move")]
        _leave, asked = carry_out_absence(
            official_id,
            absence,
            moves,
            now=clock.now(),
            actor=current_actor(),
            secret=current_app.config["LITIGATION"].secret_key,
        )
    except LitigationError as error:
        return _page(None, gettext(str(error))), 422
    flash(gettext("已登记，改派 %(n)s 庭，通知正在发出。", n=len(asked)))
    return redirect(url_for("people.show", official_id=official_id), 303)


def _try(official_id: int | None, first: date, last: date) -> WhatIf:
    return what_if_away(official_id or 0, first, last, now=clock.now())


def _days(given: object) -> tuple[date, date]:
    """Read both days; a day that does not exist is said as such."""
    try:
        first, last = (date.fromisoformat(given.get(name, "")) for name in ("first_day", "last_day"))  # type: ignore[attr-defined] # a MultiDict, which has no common public type
    except ValueError as error:
        raise InvalidInputError(N_("请选择开始和结束的日期。"), field="first_day") from error
    if (last - first).days > LONGEST:
        raise InvalidInputError(N_("一次最多看一年，请缩短日期。"), field="last_day")
    return first, last


def _read_move(text: str) -> SeenMove:
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise InvalidInputError
    return SeenMove(*map(int, parts))


def _page(found: WhatIf | None, sentence: str | None) -> str:
    session = db.session()
    given = request.values
    chosen = given.get("official", type=int)
    holders = [_holder(move.hearing.id, move.agency.id) for move in found.moved] if found else []
    return render_template(
        "assignments/what_if.html",
        found=found,
        sentence=sentence,
        people=officials_in_office(session, clock.today()),
        chosen=chosen,
        official=session.get(Official, chosen) if chosen else None,
        first_day=given.get("first_day", ""),
        last_day=given.get("last_day", ""),
        kinds=list(LeaveKind),
        holders_of=holders,
        moves=[
            f"{holder.id}:{holder.version}:{move.after.official_id}"
            for holder, move in zip(holders, found.moved if found else (), strict=True)
        ],
    )


def _holder(hearing_id: int, agency_id: int) -> Assignment:
    holder = seat_holder(db.session(), hearing_id, agency_id)
    if holder is None:
        raise InvalidInputError
    return holder
