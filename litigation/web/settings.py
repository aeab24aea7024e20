"""The office's policy and the holiday table."""

from dataclasses import asdict
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from litigation.actions.manage_settings import (
    BOUNDS,
    change_settings,
    remove_holiday,
    set_holiday,
    settings_version,
)
from litigation.law.error import LitigationError
from litigation.records.db import db
from litigation.records.setting import holiday_overrides, setting_history
from litigation.web import clock
from litigation.web.form_error import show_error
from litigation.web.office import office
from litigation.web.readings import chosen_words, reading_names
from litigation.web.session import current_actor

blueprint = Blueprint("settings", __name__)

TELL = lazy_gettext("请填写这一项。")


def whole(name: str, label: str, hint: str = "") -> IntegerField:
    """Make the field of a setting that is a whole number."""
    least, most = BOUNDS[name]
    message = lazy_gettext("请填 %(least)s 至 %(most)s 之间的整数。", least=least, most=most)
    return IntegerField(label, [InputRequired(message), NumberRange(least, most, message)], description=hint)


class SettingsForm(FlaskForm):
    """Everything an office decides for itself."""

    district_name = StringField(lazy_gettext("区（县）名称"), [DataRequired(TELL), Length(max=20)])
    office_name = StringField(lazy_gettext("主管单位"), [DataRequired(TELL), Length(max=40)])
    office_phone = StringField(lazy_gettext("值班电话"), [DataRequired(TELL), Length(max=30)])
    organizer_mail = StringField(lazy_gettext("单位邮箱"), [Optional(), Length(max=200)])
    circular_to = StringField(lazy_gettext("通报主送"), [DataRequired(TELL), Length(max=100)])
    circular_copies = StringField(
        lazy_gettext("通报抄送"),
        [Optional(), Length(max=200)],
        description=lazy_gettext("用顿号隔开，例：区委政法委、区人民法院"),
    )
    quiet_from = StringField(
        lazy_gettext("静默开始"), [DataRequired(TELL)], description=lazy_gettext("例如 21:00")
    )
    quiet_to = StringField(
        lazy_gettext("静默结束"),
        [DataRequired(TELL)],
        description=lazy_gettext("例如 07:30，其间的消息改在之后发"),
    )
    hearing_minutes = whole(
        "hearing_minutes", lazy_gettext("一次开庭（分钟）"), lazy_gettext("法院没写结束时间时用")
    )
    travel_minutes = whole(
        "travel_minutes", lazy_gettext("路上（分钟）"), lazy_gettext("两处开庭之间至少留出")
    )
    urgent_hours = whole("urgent_hours", lazy_gettext("最急（小时内）"))
    soon_hours = whole("soon_hours", lazy_gettext("较急（小时内）"))
    week_hours = whole("week_hours", lazy_gettext("提前提示（小时内）"))
    password_days = whole("password_days", lazy_gettext("密码有效（天）"), lazy_gettext("填 0 表示不过期"))
    choice_seconds = whole(
        "choice_seconds", lazy_gettext("派员建议最多算（秒）"), lazy_gettext("到时间就用当时最好的排法")
    )
    chase_hours = StringField(lazy_gettext("短信催办（工作小时后）"), [DataRequired(TELL)])
    phone_days = whole("phone_days", lazy_gettext("打电话（工作日后）"))
    phone_at_once_days = whole("phone_at_once_days", lazy_gettext("开庭近到几个工作日，马上打电话"))
    substitute_at = StringField(lazy_gettext("改问他人（次日）"), [DataRequired(TELL)])
    principal_at = StringField(lazy_gettext("报本机关正职（当日）"), [DataRequired(TELL)])
    leadership_days = StringField(lazy_gettext("报分管领导（工作日前）"), [DataRequired(TELL)])
    leadership_at = StringField(lazy_gettext("报分管领导的时间"), [DataRequired(TELL)])
    reminder_days = StringField(lazy_gettext("提醒（工作日前）"), [DataRequired(TELL)])
    reminder_at = StringField(lazy_gettext("提醒的时间"), [DataRequired(TELL)])
    morning_at = StringField(lazy_gettext("当天早上"), [DataRequired(TELL)])
    certificate_days = StringField(lazy_gettext("催身份证明书（工作日前）"), [DataRequired(TELL)])
    certificate_at = StringField(lazy_gettext("催身份证明书的时间"), [DataRequired(TELL)])
    outcome_hours = StringField(lazy_gettext("问结果（结束后小时）"), [DataRequired(TELL)])
    court_reply_days = whole("court_reply_days", lazy_gettext("请法院答复核对函（工作日内）"))
    version = IntegerField(widget=HiddenInput())


class HolidayForm(FlaskForm):
    """One day that differs from the shipped table."""

    day = DateField(lazy_gettext("日期"), [DataRequired(lazy_gettext("请选择日期。"))])
    kind = SelectField(
        lazy_gettext("安排"),
        [DataRequired()],
        choices=[SelectChoice("off", lazy_gettext("放假")), SelectChoice("work", lazy_gettext("上班"))],
    )
    source = StringField(
        lazy_gettext("依据"),
        [DataRequired(lazy_gettext("请写明依据。")), Length(max=200)],
        description=lazy_gettext("例如国务院办公厅放假通知的文号"),
    )


@blueprint.route("/settings", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show the settings; the administrator changes them."""
    form, sentence = SettingsForm(data=asdict(office())), None
    if form.validate_on_submit():
        values = {name: "" if value is None else value for name, value in form.data.items()}
        version = values.pop("version")
        values.pop("csrf_token", None)
        try:
            change_settings(values, now=clock.now(), actor=current_actor(), version=version)
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已保存设置，马上生效。已封存的月份不变。"))
            return redirect(url_for("settings.index"), 303)
    if not form.is_submitted():
        form.version.data = settings_version(db.session())
    return _page(form, HolidayForm(formdata=None), sentence), 422 if form.is_submitted() else 200


@blueprint.post("/settings/holidays")
def holiday() -> ResponseReturnValue:
    """Say that a day is off or worked."""
    form, sentence = HolidayForm(), None
    if form.validate():
        try:
            set_holiday(
                form.day.data, form.kind.data, form.source.data, now=clock.now(), actor=current_actor()
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已登记，期限和提醒按新的日子计算。"))
            return redirect(url_for("settings.index"), 303)
    plain = SettingsForm(formdata=None, data=asdict(office()) | {"version": settings_version(db.session())})
    return _page(plain, form, sentence), 422


@blueprint.post("/settings/holidays/remove")
def end_holiday() -> ResponseReturnValue:
    """Let the shipped table hold again."""
    day = request.form.get("day", type=date.fromisoformat)
    if day is None:
        return redirect(url_for("settings.index"), 303)
    remove_holiday(day, now=clock.now(), actor=current_actor())
    flash(gettext("已删除，按系统自带的节假日表计算。"))
    return redirect(url_for("settings.index"), 303)


def _page(form: SettingsForm, holidays: HolidayForm, sentence: str | None) -> str:
    """Show both forms, the days entered, and the last changes."""
    return render_template(
        "settings/index.html",
        form=form,
        holiday_form=holidays,
        sentence=sentence,
        overrides=holiday_overrides(db.session()),
        history=setting_history(db.session()),
        setting_words={one.name: one.label.text for one in form} | reading_names(),
        may_change=current_user.role == "admin",
        readings=chosen_words(),
    )
