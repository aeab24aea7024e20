"""One's own account: password, language, and the places where one is signed in."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo, Length

from litigation.actions.manage_users import change_own_password
from litigation.actions.password import LONGEST
from litigation.actions.sign_in import end_other_sessions
from litigation.law.error import LitigationError
from litigation.law.role import Role
from litigation.records.agency import Agency
from litigation.records.db import db
from litigation.records.feed_link import open_feeds
from litigation.records.user import open_sessions
from litigation.web import clock, session
from litigation.web.form_error import show_error
from litigation.web.shell import home_of

blueprint = Blueprint("account", __name__)

TOO_LONG = Length(max=LONGEST, message=lazy_gettext("密码最多 200 位，请缩短。"))


class PasswordForm(FlaskForm):
    """The new password twice; the old one too, unless it was a temporary one just typed in."""

    current = PasswordField(
        lazy_gettext("当前密码"), [DataRequired(lazy_gettext("请填写当前密码。")), TOO_LONG]
    )
    new = PasswordField(
        lazy_gettext("新密码"),
        [DataRequired(lazy_gettext("请填写新密码。")), TOO_LONG],
        description=lazy_gettext("至少 8 位，大小写字母、数字、符号占三种；或者 16 位以上的一句话"),
    )
    again = PasswordField(
        lazy_gettext("再填一次新密码"),
        [
            DataRequired(lazy_gettext("请再填一次新密码。")),
            EqualTo("new", lazy_gettext("两次填写的新密码不一样，请重填。")),
        ],
    )


@blueprint.get("/account")
def index() -> ResponseReturnValue:
    """Show the account and where it is signed in."""
    agency = db.session().get(Agency, current_user.agency_id) if current_user.agency_id else None
    return render_template(
        "account/index.html",
        role=Role(current_user.role),
        agency=agency,
        sessions=open_sessions(db.session(), current_user.user_id, clock.now()),
        own_session=session.own_session_id(),
        feeds=open_feeds(db.session(), user_id=current_user.user_id),
    )


@blueprint.route("/account/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Change one's own password; every other session ends."""
    form = PasswordForm()
    if current_user.must_change:
        del form.current
    sentence = None
    if form.validate_on_submit():
        try:
            token = change_own_password(
                form.current.data if form.current else None,
                form.new.data,
                now=clock.now(),
                actor=session.current_actor(),
            )
        except LitigationError as error:
            error.details.setdefault("field", "new")
            sentence = show_error(form, error)
        else:
            session.begin(token)
            flash(gettext("密码已改，其他地方的登录已退出。"))
            return redirect(home_of(current_user.role), 303)
    status = 422 if form.is_submitted() else 200
    return render_template("account/password.html", form=form, sentence=sentence), status


@blueprint.post("/account/sessions")
def end_sessions() -> ResponseReturnValue:
    """Sign out everywhere else."""
    ended = end_other_sessions(session.own_token(), now=clock.now(), actor=session.current_actor())
    flash(gettext("已退出其他 %(n)s 处登录。", n=ended))
    return redirect(url_for("account.index"), 303)
