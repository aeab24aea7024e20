"""换人和延期的材料: everything the court needs when the head changes or nobody can come, on one page."""

import io
from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from litigation.actions.keep_paper import PaperKind
from litigation.actions.replace_papers import (
    PostponementInput,
    draft_absence,
    papers_to_hand_in,
    predecessor_of,
    record_postponement,
    write_replacement_letter,
    zip_papers,
)
from litigation.actions.write_paper import write_absence, write_head_certificate
from litigation.law.attendance import ExcuseGround
from litigation.law.error import ConflictError, LitigationError, NotAllowedError, NotFoundError
from litigation.law.postponement import CourtAnswer
from litigation.law.word import N_
from litigation.records.access import visible_agencies
from litigation.records.db import db
from litigation.records.seat import Seat, seats_of
from litigation.records.seat_choice import postponement_of
from litigation.web import clock
from litigation.web.field import DayField, TextField, at_most, needed, optional
from litigation.web.form_error import show_error
from litigation.web.hearings import get_hearing_page
from litigation.web.session import current_actor

blueprint = Blueprint("replacement", __name__)


class AnswerForm(FlaskForm):
    """A request to put the hearing off, and the court's answer."""

    sent_on = DayField(_l("提交法院的日期"), [needed(_l("请选择日期。"))])
    answer = RadioField(
        _l("法院的答复"),
        choices=[SelectChoice(each.value, _l(each.label)) for each in CourtAnswer],
        default=CourtAnswer.NONE.value,
    )
    answered_on = DayField(_l("答复的日期"), [optional()])
    words = TextField(_l("答复的内容"), [optional(), at_most(500)])

    def stated(self) -> PostponementInput:
        """Return what the form says."""
        return PostponementInput(
            self.sent_on.data, self.answer.data, self.answered_on.data, self.words.data or ""
        )


@blueprint.route("/assignments/<int:hearing_id>/<int:agency_id>/papers", methods=["GET", "POST"])
def show(hearing_id: int, agency_id: int) -> ResponseReturnValue:
    """Show the papers of a change; write one, or record the court's answer."""
    seat, sentence = _seat(hearing_id, agency_id), None
    asked = postponement_of(db.session(), hearing_id, agency_id)
    form = AnswerForm(obj=asked)
    if request.method == "POST":
        try:
            if request.form.get("what") != "answer":
                flash(_write(seat, request.form.get("what", "")))
                return _back(hearing_id, agency_id)
            if form.validate():
                record_postponement(
                    hearing_id, agency_id, form.stated(), now=clock.now(), actor=current_actor()
                )
                flash(gettext("已登记法院的答复。"))
                return _back(hearing_id, agency_id)
        except NotAllowedError:
            raise
        except LitigationError as error:
            sentence = show_error(form, error)
    return _page(seat, form, sentence), 422 if request.method == "POST" else 200


@blueprint.get("/assignments/<int:hearing_id>/<int:agency_id>/papers.zip")
def archive(hearing_id: int, agency_id: int) -> ResponseReturnValue:
    """Hand out all papers in one file."""
    seat = _seat(hearing_id, agency_id)
    data = zip_papers(db.session(), papers_to_hand_in(db.session(), seat.hearing, agency_id))
    name = f"{gettext('出庭材料')}-{seat.lawsuit.number}.zip"
    return send_file(io.BytesIO(data), "application/zip", as_attachment=True, download_name=name)


def _write(seat: Seat, what: str) -> str:
    """Write one paper from what is known."""
    writers: dict[str, Callable[[Seat], None]] = {
        PaperKind.CERTIFICATE.value: _write_certificate,
        PaperKind.REPLACEMENT.value: _write_letter,
        PaperKind.STATEMENT.value: _write_statement,
        PaperKind.POSTPONEMENT.value: _write_postponement,
    }
    if what not in writers:
        raise NotFoundError
    writers[what](seat)
    return gettext("已生成%(paper)s。", paper=gettext(PaperKind(what).label))


def _write_certificate(seat: Seat) -> None:
    write_head_certificate(_assigned(seat), now=clock.now(), actor=current_actor())


def _write_letter(seat: Seat) -> None:
    write_replacement_letter(_assigned(seat), now=clock.now(), actor=current_actor())


def _write_statement(seat: Seat) -> None:
    _write_absence(seat, PaperKind.STATEMENT.value)


def _write_postponement(seat: Seat) -> None:
    _write_absence(seat, PaperKind.POSTPONEMENT.value)


def _write_absence(seat: Seat, kind: str) -> None:
    stated = draft_absence(db.session(), seat.hearing, seat.agency)
    write_absence(kind, seat.hearing.id, seat.agency.id, stated, now=clock.now(), actor=current_actor())


def _assigned(seat: Seat) -> int:
    if seat.assignment is None or seat.assignment.state == "declined":
        raise ConflictError(N_("现在没有出庭负责人，请先派员。"))
    return seat.assignment.id


def _page(seat: Seat, form: AnswerForm, sentence: str | None) -> str:
    session = db.session()
    asked = seat.assignment if seat.assignment and seat.assignment.state != "declined" else None
    return render_template(
        "assignments/papers.html",
        seat=seat,
        form=form,
        sentence=sentence,
        asked=asked,
        before=predecessor_of(session, asked) if asked else seat.assignment,
        papers=papers_to_hand_in(session, seat.hearing, seat.agency.id),
        kinds=PaperKind,
        grounds={each.value: each for each in ExcuseGround},
        request_made=postponement_of(session, seat.hearing.id, seat.agency.id),
        answers={each.value: each for each in CourtAnswer},
        writes=current_user.role in ("admin", "clerk", "liaison"),
        records=current_user.role in ("admin", "clerk"),
    )


def _seat(hearing_id: int, agency_id: int) -> Seat:
    hearing = get_hearing_page(hearing_id)
    seats = seats_of(db.session(), [hearing], agencies=visible_agencies(current_user))
    seat = next((each for each in seats if each.agency.id == agency_id), None)
    if seat is None:
        raise NotFoundError
    return seat


def _back(hearing_id: int, agency_id: int) -> ResponseReturnValue:
    return redirect(url_for("replacement.show", hearing_id=hearing_id, agency_id=agency_id), 303)
