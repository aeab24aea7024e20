"""核对联系方式 by link: whoever got the text says that the number is theirs."""

from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.actions.actor import Actor
from litigation.actions.verify_contact import confirm_contact, find_check
from litigation.law.error import LinkDeadError
from litigation.web import clock
from litigation.web.head import say_dead
from litigation.web.origin import idempotency_key, refuse_other_origins

blueprint = Blueprint("contact_link", __name__)
blueprint.before_request(refuse_other_origins)
blueprint.register_error_handler(LinkDeadError, say_dead)


@blueprint.route("/v/<token>", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    """Ask, and take the yes; opening the page confirms nothing."""
    if request.method == "POST":
        idempotency_key()
        actor = Actor(name=gettext("负责人（链接）"), role="head", ip=request.remote_addr or "")
        confirm_contact(token, now=clock.now(), actor=actor)
        return redirect(url_for("contact_link.show", token=token), 303)
    check = find_check(token, clock.now())
    return render_template("head/contact.html", token=token, key=uuid4().hex, check=check)
