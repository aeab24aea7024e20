"""A head's page, opened from a message without a login: when, where, and one of two answers."""

import hmac
from datetime import datetime, timedelta
from uuid import uuid4

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms import FileField, Form, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import Invitation, Refusal, confirm, decline, find_invitation, open_link
from litigation.actions.calendar_file import hearing_file
from litigation.actions.keep_paper import DOCX
from litigation.actions.link import hash_token, make_token
from litigation.actions.notice_words import hearing_words
from litigation.actions.proof import Proof, held_proof, hold_proof
from litigation.actions.write_paper import certificate_bytes
from litigation.law.attendance import ExcuseGround
from litigation.law.error import LinkDeadError, LitigationError, NotFoundError
from litigation.web import clock
from litigation.web.errors import status_of
from litigation.web.form_error import show_error
from litigation.web.office import office
from litigation.web.origin import idempotency_key, refuse_other_origins
from litigation.web.request_log import trace_id

blueprint = Blueprint("head", __name__)
blueprint.before_request(refuse_other_origins)

EARLY = timedelta(minutes=20)
"""How long before the hearing a head should be at the court."""

EXAMPLES = {
    ExcuseGround.FORCE_MAJEURE: lazy_gettext("如台风、洪水"),
    ExcuseGround.UNFORESEEN_EVENT: lazy_gettext("如突发疾病、交通事故"),
    ExcuseGround.IRREPLACEABLE_DUTY: lazy_gettext("只是开会、出差，一般不算"),
    ExcuseGround.OTHER: lazy_gettext("请在下面写明"),
}


class RefusalForm(Form):
    """Why a head cannot appear; no ground is preset."""

    ground = RadioField(
        lazy_gettext("选一项理由"),
        [InputRequired(lazy_gettext("请选一项理由。"))],
        choices=[SelectChoice(ground.value, lazy_gettext(ground.label)) for ground in ExcuseGround],
    )
    words = TextAreaField(
        lazy_gettext("具体情况"),
        [Optional(), Length(max=1000, message=lazy_gettext("最多 1000 字，请缩短。"))],
    )
    proof = FileField(lazy_gettext("证明材料"))


@blueprint.get("/h/<token>")
def show(token: str) -> ResponseReturnValue:
    """Show the hearing and what was answered; opening the page confirms nothing."""
    if request.method == "GET":
        open_link(hash_token(token), clock.now(), _actor())
    return _page(token)


@blueprint.post("/h/<token>/confirm", endpoint="confirm")
def take_confirmation(token: str) -> ResponseReturnValue:
    """Take the head's yes."""
    key = _key(token)
    try:
        confirm(token, key, revision=_revision(), now=clock.now(), actor=_actor())
    except LinkDeadError:
        raise
    except LitigationError as error:
        return _page(token, gettext(str(error)), status_of(error))
    return redirect(url_for("head.show", token=token), 303)


@blueprint.route("/h/<token>/cannot", methods=["GET", "POST"])
def cannot(token: str) -> ResponseReturnValue:
    """Ask why, and take the head's no; the next head is asked at once."""
    invitation = find_invitation(hash_token(token), clock.now())
    if not invitation.can_answer:
        return redirect(url_for("head.show", token=token), 303)
    form = RefusalForm(request.form) if request.method == "POST" else RefusalForm()
    if request.method == "GET":
        return _ask_why(token, invitation, form)
    key, proof = _key(token), _sent_proof(token)
    sentence = None
    if form.validate():
        refusal = Refusal(form.ground.data, form.words.data or "", proof)
        try:
            decline(
                token,
                refusal,
                key,
                revision=_revision(),
                now=clock.now(),
                actor=_actor(),
                secret=_secret(),
            )
        except LinkDeadError:
            raise
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            return redirect(url_for("head.show", token=token), 303)
    return _ask_why(token, invitation, form, sentence, proof)


@blueprint.get("/h/<token>/card")
def card(token: str) -> ResponseReturnValue:
    """Show what a head needs in the court room on one small page."""
    invitation = find_invitation(hash_token(token), clock.now())
    return render_template("head/card.html", **_words(token, invitation))


@blueprint.get("/h/<token>/hearing.ics")
def calendar(token: str) -> ResponseReturnValue:
    """Give the hearing as a file for the phone's calendar."""
    invitation = find_invitation(hash_token(token), clock.now())
    data = hearing_file(invitation.assignment, office(), clock.now())
    if data is None:
        raise NotFoundError
    headers = {"Content-Disposition": 'attachment; filename="hearing.ics"'}
    return Response(data, content_type="text/calendar; charset=utf-8", headers=headers)


@blueprint.get("/h/<token>/certificate.docx")
def certificate(token: str) -> ResponseReturnValue:
    """Give a head who has confirmed the certificate to pass on for sealing; it names no plaintiff in full."""
    invitation = find_invitation(hash_token(token), clock.now())
    if invitation.status != "confirmed":
        raise NotFoundError
    data = certificate_bytes(invitation.assignment, clock.now(), masked=True)
    headers = {"Content-Disposition": 'attachment; filename="certificate.docx"'}
    return Response(data, mimetype=DOCX, headers=headers)


@blueprint.errorhandler(LinkDeadError)
def say_dead(_error: LinkDeadError) -> ResponseReturnValue:
    """Say that the link has ended, with the telephone as the way on."""
    return render_template("link_dead.html", trace=trace_id(), at=clock.now()), 404


def _page(token: str, sentence: str | None = None, status: int = 200) -> tuple[str, int]:
    """Show the page of the invitation's state."""
    invitation = find_invitation(hash_token(token), clock.now())
    name = {"confirmed": "confirmed", "declined": "declined", "cancelled": "over", "over": "over"}
    page = "over" if invitation.is_released else name.get(invitation.status, "ask")
    return render_template(f"head/{page}.html", sentence=sentence, **_words(token, invitation)), status


def _ask_why(
    token: str,
    invitation: Invitation,
    form: RefusalForm,
    sentence: str | None = None,
    proof: Proof | None = None,
) -> tuple[str, int]:
    """Show the form; a proof sent with a form to be corrected is kept for the next try."""
    kept = _hold(token, proof) if proof and not form.proof.errors else ""
    page = render_template(
        "head/cannot.html",
        form=form,
        sentence=sentence,
        kept=kept,
        examples=EXAMPLES,
        **_words(token, invitation),
    )
    return page, 422 if request.method == "POST" else 200


def _words(token: str, invitation: Invitation) -> dict[str, object]:
    """Return what every page of a head shows."""
    hearing, agency = invitation.hearing, invitation.assignment.agency
    was = invitation.was.get("old_starts_at")
    starts = hearing.starts_at
    return {
        "token": token,
        "invitation": invitation,
        "assignment": invitation.assignment,
        "official": invitation.assignment.official,
        "hearing": hearing,
        "told": hearing_words(hearing, agency, clock.now()),
        "liaison": next((one for one in agency.liaisons if one.is_default and one.active), None),
        "old_start": datetime.fromisoformat(was) if was else None,
        "be_there": starts - EARLY if starts and hearing.mode != "online" else None,
        "key": uuid4().hex,
    }


def _actor() -> Actor:
    """Return the author of what comes by a link; the assignment in the journal says who it is."""
    return Actor(name=gettext("负责人（链接）"), role="head", ip=request.remote_addr or "")


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret


def _revision() -> int:
    """Return the revision the page was made for."""
    return request.form.get("revision", type=int) or 0


def _key(token: str) -> str:
    """Return the form's key, which counts for this link alone."""
    return f"{hash_token(token)[:16]}:{idempotency_key()}"


def _sent_proof(token: str) -> Proof | None:
    """Return the photograph sent with the form, or the one kept from the try before."""
    file = request.files.get("proof")
    data = file.read() if file else b""
    if data:
        return Proof(data)
    digest, _, seal = request.form.get("kept", "").partition(".")
    if digest and hmac.compare_digest(seal.encode(), _seal(token, digest).encode()):
        return held_proof(digest)
    return None


def _hold(token: str, proof: Proof) -> str:
    """Keep a photograph and return what the next form carries instead of it."""
    try:
        digest = hold_proof(proof, clock.now())
    except LitigationError:
        return ""
    return f"{digest}.{_seal(token, digest)}"


def _seal(token: str, digest: str) -> str:
    """Bind a kept photograph to the link it came by."""
    return make_token(_secret(), "proof", f"{hash_token(token)}:{digest}")
