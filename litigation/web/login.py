"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length

from litigation.actions.first_run import is_first_run
from litigation.actions.password import LONGEST
from litigation.actions.sign_in import (
    ADDRESS_WINDOW,
    WINDOW,
    SignInLockedError,
    SignInRefusedError,
    TooManyAttemptsError,
    sign_in,
    sign_out,
)
from litigation.law.error import LitigationError
from litigation.records.db import db
from litigation.web import clock, session
from litigation.web.shell import home_of
from litigation.web.way_back import local_path

blueprint = Blueprint("login", __name__)


class LoginForm(FlaskForm):
    """Account and password."""

    username = StringField(
        lazy_gettext("账号"),
        [
            DataRequired(lazy_gettext("请填写账号。")),
            Length(max=60, message=lazy_gettext("账号最多 60 位。")),
        ],
    )
    password = PasswordField(
        lazy_gettext("密码"),
        [
            DataRequired(lazy_gettext("请填写密码。")),
            Length(max=LONGEST, message=lazy_gettext("密码最多 200 位，请缩短。")),
        ],
        description=lazy_gettext("可以粘贴，也可以用密码管理器"),
    )
    next = HiddenField()


@blueprint.route("/login", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Ask for account and password; a wrong answer is the same whoever is asked for."""
    if current_user.is_authenticated:
        return redirect(local_path(request.args.get("next"), home_of(current_user.role)), 303)
    if request.method == "GET" and is_first_run(db.session()):
        return redirect(url_for("setup.index"), 303)
    form = LoginForm(next=request.args.get("next", ""))
    if not form.validate_on_submit():
        return _ask(form, status=422 if form.is_submitted() else 200)
    try:
        signed_in = sign_in(
            form.username.data, form.password.data, now=clock.now(), ip=request.remote_addr or ""
        )
    except LitigationError as error:
        return _refuse(form, error)
    session.begin(signed_in.token)
    return redirect(local_path(form.next.data, home_of(signed_in.role)), 303)


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    """End this session on the server."""
    sign_out(session.own_token(), now=clock.now(), actor=session.current_actor())
    session.end()
    return redirect(url_for("login.index"), 303)


def _ask(form: LoginForm, sentence: str | None = None, status: int = 200) -> tuple[str, int]:
    """Show the form; the password is never sent back."""
    return render_template("login.html", form=form, sentence=sentence), status


def _refuse(form: LoginForm, error: LitigationError) -> ResponseReturnValue:
    """Say what to do next, and how long to wait where waiting is the cure."""
    if isinstance(error, SignInRefusedError):
        left = error.details["left"]
        if left:
            return _ask(form, gettext("账号或密码不对，还可以试 %(n)s 次。", n=left), 422)
        error = SignInLockedError()
    waits = {SignInLockedError: WINDOW, TooManyAttemptsError: ADDRESS_WINDOW}
    page, status = _ask(form, gettext(str(error)), 429)
    return page, status, {"Retry-After": str(int(waits[type(error)].total_seconds()))}
