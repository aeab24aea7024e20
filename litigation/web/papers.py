"""材料: the papers of one agency for one hearing: certificate, statement, request to postpone."""

import io
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from litigation.actions.keep_paper import PaperKind
from litigation.actions.mark_certificate import certificate_of, mark_certificate
from litigation.actions.proof import Proof
from litigation.actions.write_paper import AbsenceInput, heads_to_name, write_absence, write_head_certificate
from litigation.law.attendance import ExcuseGround
from litigation.law.error import LitigationError, NotFoundError
from litigation.records.access import may_see, visible_agencies
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.db import db
from litigation.records.import_run import Blob
from litigation.records.paper import Paper, papers_of
from litigation.records.seat import Seat, seats_of
from litigation.web import clock
from litigation.web.field import (
    ClockField,
    DayField,
    LinesField,
    TextField,
    at_most,
    instant,
    needed,
    optional,
)
from litigation.web.form_error import show_error
from litigation.web.hearings import get_hearing_page
from litigation.web.session import current_actor

blueprint = Blueprint("papers", __name__)

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/heic": "heic"}
"""Endings of what is no Word file."""


class AbsenceForm(FlaskForm):
    """Why no head can come, what proves it, and who comes instead; each head adds a field."""

    ground = RadioField(
        _l("理由属于哪一项"),
        [InputRequired(_l("请选一项理由。"))],
        choices=[SelectChoice(each.value, _l(each.label)) for each in ExcuseGround],
    )
    proofs = LinesField(
        _l("证明材料"), [needed(_l("请至少写一项证明材料的名称。"))], description=_l("一行一项，例：诊断证明")
    )
    staff = LinesField(
        _l("委托出庭的工作人员"), [optional()], description=_l("一行一人，姓名和职务之间空一格")
    )
    postponement = BooleanField(_l("同时申请延期开庭"))
    day = DayField(_l("负责人可以出庭的日期"), [optional()])
    hour = ClockField(_l("时间"), [optional()])

    def stated(self, heads: list[Official]) -> AbsenceInput:
        """Return what the form says of these heads."""
        at = instant(self.day.data, self.hour.data)
        return AbsenceInput(
            ground=self.ground.data,
            heads=tuple((each.id, self[f"head_{each.id}"].data or "") for each in heads),
            proofs=tuple(self.proofs.lines),
            staff=tuple(_name_and_post(line) for line in self.staff.lines),
            postponement_asked=bool(self.postponement.data) or "postponement" in request.form.getlist("kind"),
            proposals=(at,) if at else (),
        )


@blueprint.route("/hearings/<int:hearing_id>/papers/<int:agency_id>", methods=["GET", "POST"])
def show(hearing_id: int, agency_id: int) -> ResponseReturnValue:
    """Show the papers of a seat; write a statement or a request to postpone."""
    seat, sentence = _seat(hearing_id, agency_id), None
    heads = heads_to_name(db.session(), seat.hearing, seat.agency)
    form = _form(heads)(data=_as_declined(seat))
    if form.validate_on_submit():
        kind = request.form.get("kind", "")
        try:
            paper = write_absence(
                kind, hearing_id, agency_id, form.stated(heads), now=clock.now(), actor=current_actor()
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已生成%(paper)s。", paper=gettext(PaperKind(paper.kind).label)))
            return redirect(url_for("papers.show", hearing_id=hearing_id, agency_id=agency_id), 303)
    papers = [each for each in papers_of(db.session(), [hearing_id]) if each.agency_id == agency_id]
    page = render_template(
        "hearings/papers.html",
        form=form,
        sentence=sentence,
        seat=seat,
        heads=heads,
        papers=papers,
        kinds={each.value: gettext(each.label) for each in PaperKind},
        written=certificate_of(db.session(), seat.assignment.id, seat.hearing.revision)
        if seat.assignment
        else None,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/assignments/<int:assignment_id>/certificate/paper")
def certificate(assignment_id: int) -> ResponseReturnValue:
    """Write the certificate of the assigned head."""
    assignment = _visible_assignment(assignment_id)
    try:
        write_head_certificate(assignment_id, now=clock.now(), actor=current_actor())
    except LitigationError as error:
        flash(gettext(str(error)))
    else:
        flash(gettext("已生成身份证明书，请下载、盖章。"))
    return _back(assignment)


@blueprint.post("/assignments/<int:assignment_id>/certificate")
def mark(assignment_id: int) -> ResponseReturnValue:
    """Record that the sealed certificate is ready, with or without its scan, or not after all."""
    assignment, ready = _visible_assignment(assignment_id), request.form.get("ready") == "yes"
    file = request.files.get("scan")
    data = file.read() if file else b""
    try:
        mark_certificate(
            assignment_id,
            ready=ready,
            now=clock.now(),
            actor=current_actor(),
            scan=Proof(data) if data else None,
        )
    except LitigationError as error:
        flash(gettext(str(error)))
    else:
        flash(gettext("已标为备齐。") if ready else gettext("已改回未备齐，系统会继续催。"))
    return _back(assignment)


@blueprint.get("/papers/<int:paper_id>")
def download(paper_id: int) -> ResponseReturnValue:
    """Hand out an issued paper as it was made."""
    paper = db.session().get(Paper, paper_id)
    if paper is None or not may_see(current_user, paper.agency_id):
        raise NotFoundError
    blob = db.session().get_one(Blob, paper.sha256)
    name = f"{paper.name}.{ENDINGS.get(blob.type, 'docx')}"
    return send_file(io.BytesIO(blob.data), blob.type, as_attachment=True, download_name=name)


def _seat(hearing_id: int, agency_id: int) -> Seat:
    hearing = get_hearing_page(hearing_id)
    seats = seats_of(db.session(), [hearing], agencies=visible_agencies(current_user))
    seat = next((each for each in seats if each.agency.id == agency_id), None)
    if seat is None:
        raise NotFoundError
    return seat


def _visible_assignment(assignment_id: int) -> Assignment:
    assignment = db.session().get(Assignment, assignment_id)
    if assignment is None or not may_see(current_user, assignment.agency_id):
        raise NotFoundError
    return assignment


def _back(assignment: Assignment) -> ResponseReturnValue:
    """Go on to the page from which the button was pressed."""
    if request.form.get("from") == "papers":
        ids = {"hearing_id": assignment.hearing_id, "agency_id": assignment.agency_id}
        return redirect(url_for("papers.show", **ids), 303)
    case_id = assignment.hearing.lawsuits[0].id
    return redirect(url_for("cases.show", case_id=case_id, _anchor="papers"), 303)


def _form(heads: list[Official]) -> type[AbsenceForm]:
    """The form with a line for each head who has to be named."""
    fields = {
        f"head_{each.id}": TextField(
            gettext("%(who)s %(post)s为什么不能出庭", who=each.name, post=each.post),
            [needed(_l("请写明这位负责人不能出庭的具体情况，副职也要写。")), at_most(300)],
        )
        for each in heads
    }
    return type("SeatAbsenceForm", (AbsenceForm,), fields)


def _as_declined(seat: Seat) -> dict[str, Any]:
    """Open the form with what the head said when declining."""
    asked = seat.assignment
    if asked is None or asked.state != "declined":
        return {}
    return {"ground": asked.decline_ground, f"head_{asked.official_id}": asked.decline_words}


def _name_and_post(line: str) -> tuple[str, str]:
    name, _, post = line.replace("　", " ").partition(" ")
    return name, post.strip()
