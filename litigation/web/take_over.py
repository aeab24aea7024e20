"""交接 by link: a head asks a colleague, and the colleague answers; no login, so little is shown."""

from uuid import uuid4

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Form, RadioField, StringField
from wtforms.validators import InputRequired, Length, Optional

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import find_invitation
from litigation.actions.hand_over import answer_offer, colleagues, find_offer, offer_by_link
from litigation.actions.link import hash_token
from litigation.actions.notice_words import hearing_words
from litigation.law.error import LinkDeadError, LitigationError
from litigation.records.db import db
from litigation.records.seat_choice import open_hand_over
from litigation.web import clock
from litigation.web.errors import status_of
from litigation.web.form_error import show_error
from litigation.web.head import say_dead
from litigation.web.origin import idempotency_key, refuse_other_origins

blueprint = Blueprint("take_over", __name__)
blueprint.before_request(refuse_other_origins)
blueprint.register_error_handler(LinkDeadError, say_dead)


class ColleagueForm(Form):
    """Whom a head asks to come instead."""

    official = RadioField(
        _l("请谁接替"), [InputRequired(_l("请选择一名负责人。"))], coerce=int, validate_choice=False
    )
    words = StringField(
        _l("原因"), [Optional(), Length(max=200, message=_l("最多 %(n)s 个字，请缩短。", n=200))]
    )


@blueprint.route("/h/<token>/hand-over", methods=["GET", "POST"])
def offer(token: str) -> ResponseReturnValue:
    """Let a head choose a colleague; until the colleague accepts nothing changes."""
    invitation = find_invitation(hash_token(token), clock.now())
    if invitation.status not in ("asked", "confirmed", "lapsed"):
        return redirect(url_for("head.show", token=token), 303)
    form, sentence = ColleagueForm(request.form if request.method == "POST" else None), None
    if request.method == "POST" and form.validate():
        idempotency_key()
        try:
            offer_by_link(
                token,
                form.official.data,
                form.words.data or "",
                revision=request.form.get("revision", type=int) or 0,
                now=clock.now(),
                actor=_actor(),
                secret=_secret(),
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            return redirect(url_for("take_over.offer", token=token), 303)
    assignment = invitation.assignment
    page = render_template(
        "head/hand_over.html",
        form=form,
        sentence=sentence,
        token=token,
        key=uuid4().hex,
        hearing=assignment.hearing,
        told=hearing_words(assignment.hearing, assignment.agency, clock.now()),
        people=colleagues(db.session(), assignment),
        open_offer=open_hand_over(db.session(), assignment.id),
    )
    return page, 422 if request.method == "POST" else 200


@blueprint.route("/o/<token>", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    """Ask the colleague, and take a yes or a no; opening the page answers nothing."""
    sentence, status = None, 200
    if request.method == "POST":
        idempotency_key()
        try:
            yes = request.form.get("answer") == "yes"
            answer_offer(token, yes=yes, now=clock.now(), actor=_actor(), secret=_secret())
        except LinkDeadError:
            raise
        except LitigationError as error:
            sentence, status = gettext(str(error)), status_of(error)
        else:
            return redirect(url_for("take_over.show", token=token), 303)
    offer = find_offer(token)
    assignment = offer.assignment
    page = render_template(
        "head/take_over.html",
        sentence=sentence,
        token=token,
        key=uuid4().hex,
        offer=offer,
        before=assignment.official,
        hearing=assignment.hearing,
        told=hearing_words(assignment.hearing, assignment.agency, clock.now()),
    )
    return page, status


def _actor() -> Actor:
    return Actor(name=gettext("负责人（链接）"), role="head", ip=request.remote_addr or "")


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret
