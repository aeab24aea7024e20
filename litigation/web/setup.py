"""The first start in three steps: the administrator, the office, and what to begin with."""

from dataclasses import asdict

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length, Optional

from litigation.actions.first_run import create_first_administrator, is_first_run
from litigation.actions.gateways import build_gateways
from litigation.actions.load_demo import load_demo
from litigation.actions.manage_settings import change_settings
from litigation.actions.password import LONGEST
from litigation.law.error import LitigationError
from litigation.records.agency import register_is_empty
from litigation.records.db import db
from litigation.records.setting import is_set
from litigation.records.user import User
from litigation.web import clock, session
from litigation.web.form_error import show_error
from litigation.web.office import office
from litigation.web.shell import home_of

blueprint = Blueprint("setup", __name__)


class AdministratorForm(FlaskForm):
    """The first account."""

    code = StringField(
        lazy_gettext("启动码"),
        [DataRequired(lazy_gettext("请填写启动码。")), Length(max=40)],
        description=lazy_gettext("在启动服务的窗口里，形如 ABCD-EFGH-JKLM-NPQR"),
    )
    name = StringField(lazy_gettext("姓名"), [DataRequired(lazy_gettext("请填写姓名。")), Length(max=60)])
    username = StringField(
        lazy_gettext("账号"),
        [DataRequired(lazy_gettext("请填写账号。")), Length(max=60)],
        description=lazy_gettext("登录时用，例如姓名的拼音"),
    )
    password = PasswordField(
        lazy_gettext("密码"),
        [
            DataRequired(lazy_gettext("请填写密码。")),
            Length(max=LONGEST, message=lazy_gettext("密码最多 200 位，请缩短。")),
        ],
        description=lazy_gettext("至少 8 位，大小写字母、数字、符号占三种；或者 16 位以上的一句话"),
    )
    again = PasswordField(
        lazy_gettext("再填一次密码"),
        [
            DataRequired(lazy_gettext("请再填一次密码。")),
            EqualTo("password", lazy_gettext("两次填写的密码不一样，请重填。")),
        ],
    )


class OfficeForm(FlaskForm):
    """What is printed on messages and circulars."""

    district_name = StringField(
        lazy_gettext("区（县）名称"), [DataRequired(lazy_gettext("请填写区（县）名称。")), Length(max=20)]
    )
    office_name = StringField(
        lazy_gettext("主管单位"), [DataRequired(lazy_gettext("请填写主管单位。")), Length(max=40)]
    )
    office_phone = StringField(
        lazy_gettext("值班电话"),
        [DataRequired(lazy_gettext("请填写值班电话。")), Length(max=30)],
        description=lazy_gettext("负责人有疑问时拨打"),
    )
    organizer_mail = StringField(
        lazy_gettext("单位邮箱"),
        [Optional(), Length(max=200)],
        description=lazy_gettext("日历邀请的发起人，收答复用"),
    )


@blueprint.route("/setup", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show the step that is next; step one needs the code from the console and no login."""
    if is_first_run(db.session()):
        return _create_administrator()
    if not current_user.is_authenticated:
        return redirect(url_for("login.index"), 303)
    if current_user.role != "admin":
        return redirect(home_of(current_user.role), 303)
    return _fill_office()


@blueprint.post("/setup/demo")
def demo() -> ResponseReturnValue:
    """Load the fictional district into an empty register, unless messages would leave this machine."""
    gateways = build_gateways(current_app.config["LITIGATION"])
    try:
        loaded = load_demo(now=clock.now(), actor=session.current_actor(), gateways=gateways)
    except LitigationError as error:
        flash(gettext(str(error)), "error")
        return redirect(url_for("setup.index"), 303)
    said = gettext(
        "已载入虚构的区：%(agencies)s 个机关，%(cases)s 件案件。消息只存在本机。", **asdict(loaded)
    )
    flash(said)
    return redirect(home_of(current_user.role), 303)


def _create_administrator() -> ResponseReturnValue:
    """Step one."""
    form, sentence = AdministratorForm(), None
    if form.validate_on_submit():
        try:
            signed_in = create_first_administrator(
                form.code.data,
                form.username.data,
                form.name.data,
                form.password.data,
                now=clock.now(),
                ip=request.remote_addr or "",
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            session.begin(signed_in.token)
            return redirect(url_for("setup.index"), 303)
    return _page(1, form, sentence)


def _fill_office() -> ResponseReturnValue:
    """Step two, which may be repeated; step three is a choice of links."""
    held = office()
    form, sentence = OfficeForm(obj=held), None
    if form.validate_on_submit():
        values = {name: form[name].data or "" for name in form.data if name != "csrf_token"}
        try:
            change_settings(values, now=clock.now(), actor=session.current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已保存单位和联系电话。"))
            return redirect(url_for("setup.index"), 303)
    done = is_set(db.session(), "office_phone")
    return _page(3 if done and not form.is_submitted() else 2, form, sentence)


def _page(step: int, form: FlaskForm, sentence: str | None) -> tuple[str, int]:
    """Show the three steps with one of them open."""
    admin = db.session().get(User, current_user.user_id) if step > 1 else None
    empty = register_is_empty(db.session())
    page = render_template(
        "setup.html", step=step, form=form, sentence=sentence, admin=admin, empty_register=empty
    )
    return page, 422 if form.is_submitted() else 200
