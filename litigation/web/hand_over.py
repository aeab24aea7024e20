"""交接: the office or the agency's liaison asks a colleague to take a head's seat over."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired

from litigation.actions.hand_over import colleagues, offer_hand_over, withdraw_offer
from litigation.law.error import LitigationError, NotFoundError
from litigation.records.access import may_see
from litigation.records.assignment import Assignment
from litigation.records.db import db
from litigation.records.seat_choice import open_hand_over
from litigation.web import clock
from litigation.web.field import TextField, at_most, optional
from litigation.web.form_error import show_error
from litigation.web.session import current_actor

blueprint = Blueprint("hand_over", __name__)


class HandOverForm(FlaskForm):
    """Who is asked to take over, and what the colleague is told."""

    official = RadioField(
        _l("请谁接替"), [InputRequired(_l("请选择一名负责人。"))], coerce=int, validate_choice=False
    )
    words = TextField(_l("原因"), [optional(), at_most(200)], description=_l("例如：外出开会"))


@blueprint.route("/assignments/<int:assignment_id>/hand-over", methods=["GET", "POST"])
def offer(assignment_id: int) -> ResponseReturnValue:
    """Show who could take over, and ask one of them."""
    assignment, sentence = _visible(assignment_id), None
    form = HandOverForm()
    people = colleagues(db.session(), assignment)
    if form.validate_on_submit():
        try:
            row = offer_hand_over(
                assignment_id,
                form.official.data,
                form.words.data,
                now=clock.now(),
                actor=current_actor(),
                secret=current_app.config["LITIGATION"].secret_key,
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已询问%(who)s是否接替，答复前仍由原负责人出庭。", who=row.official.name))
            return redirect(url_for("hand_over.offer", assignment_id=assignment_id), 303)
    page = render_template(
        "assignments/hand_over.html",
        form=form,
        sentence=sentence,
        assignment=assignment,
        people=people,
        open_offer=open_hand_over(db.session(), assignment_id),
        can=assignment.state in ("asked", "confirmed", "lapsed"),
        writes=current_user.role in ("admin", "clerk", "liaison"),
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/hand-overs/<int:hand_over_id>/withdraw")
def withdraw(hand_over_id: int) -> ResponseReturnValue:
    """Take an offer back."""
    row = withdraw_offer(hand_over_id, now=clock.now(), actor=current_actor())
    flash(gettext("已撤回，仍由原负责人出庭。"))
    return redirect(url_for("hand_over.offer", assignment_id=row.assignment_id), 303)


def _visible(assignment_id: int) -> Assignment:
    assignment = db.session().get(Assignment, assignment_id)
    if assignment is None or not may_see(current_user, assignment.agency_id):
        raise NotFoundError
    return assignment
