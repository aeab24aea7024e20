"""派员: proposals for every duty that has nobody, and one duty with everybody who was considered."""

from collections.abc import Iterable

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired

from litigation.actions.assign_heads import Choice, assign, assign_all, leave_open
from litigation.actions.pin_choice import pin_head, remove_pin
from litigation.actions.propose_heads import Proposal, propose, propose_all
from litigation.law.error import InvalidInputError, LitigationError, NotFoundError
from litigation.records.agency import Agency, Official
from litigation.records.db import db
from litigation.records.seat import seat_of
from litigation.records.seat_choice import open_hand_over, pin_of
from litigation.web import clock
from litigation.web.field import TextField, at_most, optional
from litigation.web.form_error import show_error
from litigation.web.hearings import get_hearing_page
from litigation.web.session import current_actor
from litigation.web.waiting import ASSIGN_AHEAD

blueprint = Blueprint("assignments", __name__)

LEAVE_OPEN = "open"
PIN = "pin"
"""The button that fixes a head for the proposals and asks nobody."""


class AssignForm(FlaskForm):
    """Who appears, or that nobody is sent for now."""

    official = RadioField(_l("出庭负责人"), [InputRequired(_l("请选择一名负责人。"))], validate_choice=False)
    reason = TextField(
        _l("理由"),
        [optional(), at_most(200)],
        description=_l("请假、开会或路程有冲突仍要派的，必须填写；暂不派员也要写"),
    )


@blueprint.route("/assignments", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Propose a head for everything open; take over what is ticked, all or nothing."""
    if request.method == "POST":
        choices = [_read_choice(text) for text in request.form.getlist("take")]
        asked = assign_all(choices, now=clock.now(), actor=current_actor(), secret=_secret())
        if not asked:
            flash(gettext("没有勾选建议，没有派任何人。请先勾选。"))
        elif any(not _unreachable(each.official) for each in asked):
            flash(gettext("已派 %(n)s 名负责人，通知正在发出。", n=len(asked)))
        else:
            flash(gettext("已派 %(n)s 名负责人。", n=len(asked)))
        _flash_unreachable([each.official for each in asked])
        return redirect(url_for("assignments.index"), 303)
    now = clock.now()
    proposals = propose_all(db.session(), now, now + ASSIGN_AHEAD)
    ready = [each for each in proposals.items if each.proposed]
    return render_template("assignments/index.html", proposals=proposals, ready=ready)


def _read_choice(text: str) -> Choice:
    """Read a ticked proposal: hearing, agency and official."""
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise InvalidInputError
    hearing_id, agency_id, official_id = map(int, parts)
    return Choice(hearing_id, agency_id, official_id, seen=0)


@blueprint.route("/assignments/<int:hearing_id>/<int:agency_id>", methods=["GET", "POST"])
def show(hearing_id: int, agency_id: int) -> ResponseReturnValue:
    """Show everybody who was considered for one duty, with the reasons; ask the one who is chosen."""
    proposal, sentence = _proposal(hearing_id, agency_id), None
    form = AssignForm()
    if form.validate_on_submit():
        try:
            flash(_decide(proposal, form))
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            if request.form.get("act") == PIN:
                return redirect(request.path, 303)
            return redirect(url_for("cases.show", case_id=proposal.hearing.lawsuits[0].id), 303)
    session = db.session()
    seat = seat_of(session, proposal.hearing, agency_id)
    asked = seat.assignment if seat and seat.assignment and seat.assignment.state != "declined" else None
    page = render_template(
        "assignments/show.html",
        form=form,
        sentence=sentence,
        proposal=proposal,
        seat=seat,
        pin=pin_of(session, hearing_id, agency_id),
        offer=open_hand_over(session, asked.id) if asked else None,
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/assignments/<int:hearing_id>/<int:agency_id>/unpin")
def unpin(hearing_id: int, agency_id: int) -> ResponseReturnValue:
    """Let the system choose again."""
    remove_pin(hearing_id, agency_id, now=clock.now(), actor=current_actor())
    flash(gettext("已取消指定，由系统重新排。"))
    return redirect(url_for("assignments.show", hearing_id=hearing_id, agency_id=agency_id), 303)


def _proposal(hearing_id: int, agency_id: int) -> Proposal:
    hearing, agency = get_hearing_page(hearing_id), db.session().get(Agency, agency_id)
    if agency is None:
        raise NotFoundError
    now = clock.now()
    return propose(db.session(), hearing, agency, now, now + ASSIGN_AHEAD)


def _decide(proposal: Proposal, form: AssignForm) -> str:
    """Ask the chosen head, or leave the duty open with the reason."""
    hearing_id, agency_id, reason = proposal.hearing.id, proposal.agency.id, form.reason.data
    if form.official.data == LEAVE_OPEN:
        leave_open(hearing_id, agency_id, reason, now=clock.now(), actor=current_actor())
        return gettext("已记下：暂不派员。这一庭仍在“今日”里。")
    if not str(form.official.data).isdigit():
        raise InvalidInputError(_l("请选择一名负责人。"), field="official")
    if request.form.get("act") == PIN:
        pin = pin_head(
            hearing_id, agency_id, int(form.official.data), reason, now=clock.now(), actor=current_actor()
        )
        return gettext("已指定%(who)s，还没有通知本人。", who=pin.official.name)
    seen = request.form.get("seen", type=int)
    choice = Choice(hearing_id, agency_id, int(form.official.data), reason, seen)
    assignment = assign(choice, now=clock.now(), actor=current_actor(), secret=_secret())
    if _unreachable(assignment.official):
        _flash_unreachable([assignment.official])
        return gettext("已派%(who)s。", who=assignment.official.name)
    return gettext("已派%(who)s，通知正在发出。", who=assignment.official.name)


def _unreachable(official: Official) -> bool:
    return not official.mobile and not official.email


def _flash_unreachable(officials: Iterable[Official]) -> None:
    """Say who cannot be told by message, and what to do."""
    for name in dict.fromkeys(each.name for each in officials if _unreachable(each)):
        flash(gettext("%(who)s没有手机号和邮箱，通知不到。请补填，或打电话告知。", who=name))


def _secret() -> str:
    """Return the secret from which links are made."""
    secret: str = current_app.config["LITIGATION"].secret_key
    return secret
