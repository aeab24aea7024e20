"""庭后登记 by the office: each agency's attendance, a reason, or that the hearing did not take place."""

from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.actions.finish_remedy import finish_remedy
from litigation.actions.record_attendance import record_attendance
from litigation.actions.record_excuse import decide_excuse, excuse_of, record_excuse
from litigation.actions.record_outcome import record_outcome
from litigation.law.clock import shanghai_day
from litigation.law.error import InvalidInputError, LitigationError, NotFoundError
from litigation.law.procedure import Outcome
from litigation.records.agency import officials_on
from litigation.records.db import db
from litigation.records.hearing import Attendance, Excuse, Hearing
from litigation.records.outbox import hearing_for_log
from litigation.records.seat import Seat, seats_of
from litigation.web import clock
from litigation.web.attendance_form import CameForm, ExcuseForm, NotHeldForm, came_values, excuse_values
from litigation.web.form_error import show_error
from litigation.web.sentence import word
from litigation.web.session import current_actor


@dataclass(slots=True)
class Desk:
    """One agency's part of the page: its forms and what is recorded already."""

    seat: Seat
    came: CameForm
    excuse: ExcuseForm
    stated: Excuse | None
    sentence: str | None = None


def record(hearing_id: int) -> ResponseReturnValue:
    """Show what is recorded of a hearing and record one thing at a time."""
    hearing = hearing_for_log(db.session(), hearing_id)
    if hearing is None or not hearing.lawsuits:
        raise NotFoundError
    desks = [_desk(hearing, seat) for seat in seats_of(db.session(), [hearing])]
    not_held, sentence = NotHeldForm(prefix="not-"), None
    if request.method == "POST":
        try:
            said = _save(hearing, desks, not_held)
        except LitigationError as error:
            sentence = gettext(str(error))
        else:
            if said:
                flash(said)
                return redirect(_onward(hearing_id), 303)
    words = {"begun": _begun(hearing), "not_held": not_held, "sentence": sentence}
    page = render_template(
        "attendance/record.html", hearing=hearing, lawsuit=hearing.lawsuits[0], desks=desks, **words
    )
    return page, 422 if request.method == "POST" else 200


def finish(attendance_id: int) -> ResponseReturnValue:
    """Note the day on which a promised remedy was done, or take the note back."""
    text = request.form.get("done_on", "")
    done_on = _read_day(text) if text else None
    try:
        row = finish_remedy(attendance_id, done_on, now=clock.now(), actor=current_actor())
    except InvalidInputError as error:
        flash(gettext(str(error)))
        row = db.session().get_one(Attendance, attendance_id)
    else:
        flash(gettext("已标为办结。") if done_on else gettext("已改回未办结。"))
    return redirect(url_for("cases.show", case_id=row.hearing.lawsuits[0].id, _anchor="remedies"), 303)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInputError("办结日期读不懂，请写成 2026-09-28 的样子。", field="done_on") from None


def _desk(hearing: Hearing, seat: Seat) -> Desk:
    """Prepare the forms of one agency."""
    session, agency_id = db.session(), seat.agency.id
    asked = seat.assignment.official if seat.assignment and seat.answer != "declined" else None
    came = CameForm(prefix=f"came-{agency_id}-", data=came_values(seat.attendance, asked))
    day = hearing.starts_on or shanghai_day(hearing.created_at)
    people = officials_on(session, agency_id, day)
    if seat.attendance and seat.attendance.official and seat.attendance.official not in people:
        people = [*people, seat.attendance.official]
    came.offer(people)
    stated = excuse_of(session, hearing.id, agency_id)
    excuse = ExcuseForm(prefix=f"excuse-{agency_id}-", data=excuse_values(stated))
    return Desk(seat, came, excuse, stated)


def _save(hearing: Hearing, desks: list[Desk], not_held: NotHeldForm) -> str | None:
    """Record what the pressed button stands for; ``None`` when its form has mistakes."""
    what, _, number = request.form.get("what", "").partition("-")
    desk = next((each for each in desks if str(each.seat.agency.id) == number), None)
    if what == "came" and desk is not None:
        return _save_came(hearing, desk) if desk.came.validate() else None
    if what == "excuse" and desk is not None:
        return _save_excuse(hearing, desk) if desk.excuse.validate() else None
    return _save_outcome(hearing, not_held) if not_held.validate() else None


def _save_came(hearing: Hearing, desk: Desk) -> str | None:
    came, agency = desk.came.came(), desk.seat.agency
    now, actor, reason = clock.now(), current_actor(), desk.came.reason.data
    try:
        row = record_attendance(hearing.id, agency.id, came, now=now, actor=actor, reason=reason)
    except LitigationError as error:
        desk.sentence = show_error(desk.came, error)
        return None
    who = row.official.name if row.official else gettext("没有负责人")
    return gettext("已登记：%(agency)s，%(who)s到庭。", agency=agency.short_name, who=who)


def _save_excuse(hearing: Hearing, desk: Desk) -> str | None:
    agency, form = desk.seat.agency, desk.excuse
    now, actor, reason = clock.now(), current_actor(), form.reason.data
    try:
        record_excuse(hearing.id, agency.id, form.stated(), now=now, actor=actor, reason=reason)
        decide_excuse(hearing.id, agency.id, form.decision.data, now=now, actor=actor, reason=reason)
    except LitigationError as error:
        desk.sentence = show_error(form, error)
        return None
    return gettext("已登记%(agency)s不能出庭的理由。", agency=agency.short_name)


def _save_outcome(hearing: Hearing, form: NotHeldForm) -> str | None:
    now, actor, outcome = clock.now(), current_actor(), form.outcome.data
    record_outcome(hearing.id, outcome, now=now, actor=actor, to=form.new_date(), reason=form.reason.data)
    return gettext("已登记：%(outcome)s，不计入分母。", outcome=word(Outcome, outcome))


def _begun(hearing: Hearing) -> bool:
    """Tell whether somebody can have come yet."""
    if hearing.starts_at is not None:
        return hearing.starts_at <= clock.now()
    return hearing.starts_on is not None and hearing.starts_on <= clock.today()


def _onward(hearing_id: int) -> str:
    """Stay while an agency is not recorded, else go back to the case."""
    hearing = hearing_for_log(db.session(), hearing_id)
    if hearing is None:
        raise NotFoundError
    waiting = hearing.outcome == Outcome.HELD and any(
        seat.is_owed and seat.attendance is None for seat in seats_of(db.session(), [hearing])
    )
    if waiting:
        return url_for("hearings.record", hearing_id=hearing_id)
    return url_for("cases.show", case_id=hearing.lawsuits[0].id)
