"""不能出庭的理由: what the agency stated with its proof, the office's view, and the court's decision."""

import io
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from litigation.actions.record_excuse import decide_excuse, record_excuse
from litigation.actions.view_excuse import ExcuseFile, excuse_file, view_excuse
from litigation.law.absence import OfficeView
from litigation.law.attendance import CourtDecision
from litigation.law.error import LitigationError, NotFoundError
from litigation.records.assignment import Assignment
from litigation.records.db import db
from litigation.records.import_run import Blob
from litigation.records.seat import Seat, seats_of
from litigation.web import clock
from litigation.web.field import DayField, TextField, at_most, optional
from litigation.web.form_error import show_error
from litigation.web.hearings import get_hearing_page
from litigation.web.reason_form import ReasonForm
from litigation.web.session import current_actor

blueprint = Blueprint("excuses", __name__)

SHOWN = ("image/jpeg", "image/png", "image/webp")
"""Pictures that a browser may show in the page; the rest is handed out as a file."""


class StatedForm(ReasonForm):
    """The reason as the agency states it."""

    reason = TextField(
        _l("更正原因"), [optional(), at_most(200)], description=_l("法院已经表态以后再改的，须写明")
    )


class ViewForm(FlaskForm):
    """What the office thinks, and when the reason was handed to the court."""

    office_view = RadioField(
        _l("应诉科的意见"), choices=[SelectChoice(each.value, _l(each.label)) for each in OfficeView]
    )
    office_words = TextField(_l("说明"), [optional(), at_most(300)])
    sent_on = DayField(_l("提交法院的日期"), [optional()])


class DecisionForm(FlaskForm):
    """What the court said; only the court decides (R2020 art. 9(2))."""

    decision = RadioField(
        _l("法院的意见"), choices=[SelectChoice(each.value, _l(each.label)) for each in CourtDecision]
    )
    reason = TextField(_l("更正原因"), [optional(), at_most(200)], description=_l("改动已登记的意见时填写"))


@blueprint.route("/hearings/<int:hearing_id>/excuse/<int:agency_id>", methods=["GET", "POST"])
def show(hearing_id: int, agency_id: int) -> ResponseReturnValue:
    """Show one absence and record one thing about it at a time."""
    seat = _seat(hearing_id, agency_id)
    found = excuse_file(db.session(), seat.hearing, seat.agency, clock.now())
    forms, sentence = _forms(found), None
    if request.method == "POST":
        what = request.form.get("what", "")
        form = forms.get(what)
        if form is None:
            raise NotFoundError
        if form.validate():
            try:
                flash(_save(what, form, seat))
            except LitigationError as error:
                sentence = show_error(form, error)
            else:
                here = url_for("excuses.show", hearing_id=hearing_id, agency_id=agency_id)
                return redirect(here, 303)
    page = render_template(
        "hearings/excuse.html",
        seat=seat,
        found=found,
        forms=forms,
        wrong=next((form for form in forms.values() if form.errors), forms["stated"]),
        sentence=sentence,
        shown=_shown(found),
    )
    return page, 422 if request.method == "POST" else 200


def _forms(found: ExcuseFile) -> dict[str, Any]:
    """The three forms of the page, opened with what is recorded."""
    row, stated = found.excuse, found.stated
    opened: dict[str, Any] = (
        {name: getattr(stated, name) for name in ("ground", "words", "proof", "seal", "chief_signature")}
        if stated
        else {}
    )
    view = {"office_view": "none"}
    if row is not None:
        view = {name: getattr(row, name) for name in ("office_view", "office_words", "sent_on")}
    decision = {"decision": row.court_decision if row else "none"}
    return {
        "stated": StatedForm(prefix="stated-", data=opened),
        "view": ViewForm(prefix="view-", data=view),
        "decision": DecisionForm(prefix="decision-", data=decision),
    }


def _save(what: str, form: Any, seat: Seat) -> str:
    """Record what one form says and return what to tell."""
    ids, now, actor = (seat.hearing.id, seat.agency.id), clock.now(), current_actor()
    if what == "stated":
        record_excuse(*ids, form.stated(), now=now, actor=actor, reason=form.reason.data)
        return gettext("已登记%(agency)s不能出庭的理由。", agency=seat.agency.short_name)
    if what == "view":
        words, day = form.office_words.data, form.sent_on.data
        view_excuse(*ids, form.office_view.data, words, day, now=now, actor=actor)
        return gettext("已记录应诉科的意见。是否成立由法院决定。")
    decide_excuse(*ids, form.decision.data, now=now, actor=actor, reason=form.reason.data)
    return gettext("已登记法院的意见。")


@blueprint.get("/assignments/<int:assignment_id>/proof")
def proof(assignment_id: int) -> ResponseReturnValue:
    """Show the proof that a head sent: a picture in the page, anything else as a file."""
    assignment = db.session().get(Assignment, assignment_id)
    blob = db.session().get(Blob, assignment.proof_sha256) if assignment and assignment.proof_sha256 else None
    if blob is None:
        raise NotFoundError
    ending = blob.type.rpartition("/")[2].replace("jpeg", "jpg")
    answer: Response = send_file(
        io.BytesIO(blob.data),
        blob.type,
        as_attachment=blob.type not in SHOWN,
        download_name=f"proof-{assignment_id}.{ending}",
    )
    return answer


def _shown(found: ExcuseFile) -> dict[int, bool]:
    """Tell of each refusal with a proof whether the page can show it."""
    blobs = {each.id: each.proof_sha256 for each in found.refusals if each.proof_sha256}
    kinds = {number: db.session().get_one(Blob, digest).type for number, digest in blobs.items()}
    return {number: kind in SHOWN for number, kind in kinds.items()}


def _seat(hearing_id: int, agency_id: int) -> Seat:
    hearing = get_hearing_page(hearing_id)
    seat = next(iter(seats_of(db.session(), [hearing], agencies=[agency_id])), None)
    if seat is None:
        raise NotFoundError
    return seat
