"""Accounts, for the system administrator; passwords are shown once and never again."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput

from litigation.actions.manage_users import (
    TEMPORARY,
    UserInput,
    create_user,
    end_user_sessions,
    reset_password,
    set_user_active,
    unlock_user,
    update_user,
)
from litigation.actions.sign_in import TRIES, failures
from litigation.law.error import LitigationError, NotFoundError
from litigation.law.role import Role
from litigation.records.db import db
from litigation.records.user import User, last_sign_ins, list_users, open_sessions
from litigation.web import clock
from litigation.web.agencies import agencies_to_choose
from litigation.web.contact_fields import ContactForm
from litigation.web.form_error import show_error
from litigation.web.session import current_actor

blueprint = Blueprint("users", __name__)


class UserForm(ContactForm):
    """An account."""

    name = StringField(lazy_gettext("姓名"), [DataRequired(lazy_gettext("请填写姓名。")), Length(max=60)])
    username = StringField(
        lazy_gettext("账号"),
        [DataRequired(lazy_gettext("请填写账号。")), Length(max=60)],
        description=lazy_gettext("登录时用，建好后不能改"),
    )
    role = SelectField(lazy_gettext("角色"), [DataRequired()], default="clerk")
    agency_id = SelectField(
        lazy_gettext("机关"),
        coerce=lambda text: int(text) if text else None,
        description=lazy_gettext("只有联络员要选，联络员只看本机关"),
    )
    version = IntegerField(widget=HiddenInput(), default=1)

    def offer_choices(self) -> None:
        """Fill the lists to choose from."""
        self.role.choices = [SelectChoice(role.value, gettext(role.label)) for role in Role if role.signs_in]
        self.agency_id.choices = [SelectChoice("", gettext("不限")), *agencies_to_choose()]

    def entry(self, username: str) -> UserInput:
        """Return what the form says."""
        return UserInput(
            username=username,
            name=self.name.data,
            role=self.role.data,
            agency_id=self.agency_id.data,
            mobile=self.typed("mobile"),
            email=self.typed("email"),
        )


@blueprint.get("/settings/users")
def index() -> ResponseReturnValue:
    """List the accounts."""
    return render_template(
        "users/index.html",
        users=list_users(db.session()),
        signed_in=last_sign_ins(db.session()),
        roles={role.value: role for role in Role},
    )


@blueprint.route("/settings/users/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Open an account and show its temporary password once."""
    form, sentence = UserForm(), None
    form.offer_choices()
    form.hide_contacts(None, None)
    if form.validate_on_submit():
        try:
            user, password = create_user(
                form.entry(form.username.data), now=clock.now(), actor=current_actor()
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            return _show_password(user, password)
    page = render_template("users/form.html", form=form, sentence=sentence, user=None)
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/settings/users/<int:user_id>", methods=["GET", "POST"])
def edit(user_id: int) -> ResponseReturnValue:
    """Change an account."""
    user, sentence = _get(user_id), None
    form = UserForm(obj=user)
    del form.username
    form.offer_choices()
    form.hide_contacts(user.mobile, user.email)
    if form.validate_on_submit():
        try:
            update_user(
                user_id,
                form.version.data,
                form.entry(user.username),
                now=clock.now(),
                actor=current_actor(),
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已修改%(name)s的账号。", name=form.name.data))
            return redirect(url_for("users.index"), 303)
    page = render_template("users/form.html", form=form, sentence=sentence, user=user, **_state(user))
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/settings/users/<int:user_id>/reset")
def reset(user_id: int) -> ResponseReturnValue:
    """Give a temporary password and show it once."""
    password = reset_password(user_id, _version(), now=clock.now(), actor=current_actor())
    return _show_password(_get(user_id), password)


@blueprint.post("/settings/users/<int:user_id>/close")
def close(user_id: int) -> ResponseReturnValue:
    """Close an account at once."""
    user = set_user_active(user_id, _version(), False, now=clock.now(), actor=current_actor())
    return _done(gettext("已停用%(name)s的账号，登录已退出。", name=user.name))


@blueprint.post("/settings/users/<int:user_id>/reopen")
def reopen(user_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    user = set_user_active(user_id, _version(), True, now=clock.now(), actor=current_actor())
    return _done(gettext("已恢复%(name)s的账号。", name=user.name))


@blueprint.post("/settings/users/<int:user_id>/unlock")
def unlock(user_id: int) -> ResponseReturnValue:
    """Forget the failed attempts of an account."""
    unlock_user(user_id, now=clock.now(), actor=current_actor())
    return _done(gettext("已解锁%(name)s的账号。", name=_get(user_id).name))


@blueprint.post("/settings/users/<int:user_id>/sessions")
def end_sessions(user_id: int) -> ResponseReturnValue:
    """Sign a user out everywhere."""
    ended = end_user_sessions(user_id, now=clock.now(), actor=current_actor())
    return _done(gettext("已退出%(name)s的 %(n)s 处登录。", name=_get(user_id).name, n=ended))


def _show_password(user: User, password: str) -> str:
    """Show a temporary password; the page is not kept in any cache."""
    ends_at = clock.now() + TEMPORARY
    return render_template("users/password.html", user=user, password=password, ends_at=ends_at)


def _done(sentence: str) -> ResponseReturnValue:
    """Say what was done, on the list."""
    flash(sentence)
    return redirect(url_for("users.index"), 303)


def _get(user_id: int) -> User:
    """Return an account."""
    user = db.session().get(User, user_id)
    if user is None:
        raise NotFoundError
    return user


def _version() -> int:
    """Return the version the page was read at."""
    return request.form.get("version", type=int) or 0


def _state(user: User) -> dict[str, Any]:
    """Say whether the account is locked, and where it is signed in."""
    session = db.session()
    return {
        "locked": failures(session, user.username, clock.now()) >= TRIES,
        "sessions": open_sessions(session, user.id, clock.now()),
    }
