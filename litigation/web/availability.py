"""不在岗和日程: when one head is busy: leave, regular hours, and their own calendar."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from litigation.actions.manage_availability import (
    WeeklyInput,
    add_weekly,
    enter_calendar,
    forget_calendar,
    forget_file,
    import_busy_file,
    remove_weekly,
)
from litigation.actions.read_busy import AHEAD, refresh_calendar
from litigation.law.error import LitigationError, NotFoundError
from litigation.law.leave import LeaveKind
from litigation.records.access import may_see
from litigation.records.agency import Official
from litigation.records.availability import busy_between, busy_calendar_of, busy_origins, weekly_times
from litigation.records.db import db
from litigation.web import clock
from litigation.web.field import ClockField, DayField, TextField, at_most, needed, optional
from litigation.web.form_error import show_error
from litigation.web.session import current_actor

blueprint = Blueprint("availability", __name__)

WEEKDAYS = (_l("周一"), _l("周二"), _l("周三"), _l("周四"), _l("周五"), _l("周六"), _l("周日"))

SHOWN = 40
"""How many busy times are listed; they have no words, so more would tell nobody anything."""


class WeeklyForm(FlaskForm):
    """Hours in which a head is busy every week."""

    weekday = SelectField(
        _l("星期"),
        coerce=int,
        choices=[SelectChoice(number, word) for number, word in enumerate(WEEKDAYS)],
    )
    begins = ClockField(_l("开始"), [needed(_l("请填写开始时间。"))])
    ends = ClockField(_l("结束"), [needed(_l("请填写结束时间。"))])
    note = TextField(_l("事项"), [optional(), at_most(100)], description=_l("例如：党组会"))
    from_on = DayField(_l("从哪天起"), [needed(_l("请选择日期。"))])
    to_on = DayField(_l("到哪天止"), [optional()])

    def entry(self) -> WeeklyInput:
        """Return what the form says."""
        return WeeklyInput(
            weekday=self.weekday.data,
            begins=self.begins.data,
            ends=self.ends.data,
            from_on=self.from_on.data,
            to_on=self.to_on.data,
            note=self.note.data or "",
        )


class AddressForm(FlaskForm):
    """The private address of a person's own calendar."""

    address = TextField(
        _l("订阅地址"),
        [needed(_l("请粘贴订阅地址。"))],
        description=_l("以 https:// 或 webcal:// 开头的 ICS 地址。保存后只显示网站名，不再显示全文"),
    )


class FileForm(FlaskForm):
    """A calendar file, read once."""

    file = FileField(
        _l("日历文件（.ics）"),
        [FileRequired(_l("请选择日历文件。"))],
        description=_l("只留下忙的时间，文件不保存；再次导入会替换上一次的"),
    )


@blueprint.route("/people/<int:official_id>/availability", methods=["GET", "POST"])
def show(official_id: int) -> ResponseReturnValue:
    """Show when a head is busy, and take one more thing about it."""
    official, sentence = _visible(official_id), None
    forms: dict[str, Any] = {
        "weekly": WeeklyForm(prefix="weekly-"),
        "address": AddressForm(prefix="address-"),
        "file": FileForm(prefix="file-"),
    }
    if request.method == "POST":
        what = request.form.get("what", "")
        if what not in forms:
            raise NotFoundError
        if forms[what].validate():
            try:
                flash(TAKES[what](official_id, forms[what]))
            except LitigationError as error:
                sentence = show_error(forms[what], error)
            else:
                return _back(official_id)
    if not forms["weekly"].is_submitted():
        forms["weekly"].from_on.data = clock.today()
    return _page(official, forms, sentence), 422 if request.method == "POST" else 200


@blueprint.post("/weekly/<int:weekly_id>/remove")
def end_weekly(weekly_id: int) -> ResponseReturnValue:
    """Take regular hours out."""
    official_id = remove_weekly(weekly_id, now=clock.now(), actor=current_actor())
    flash(gettext("已取消这一项每周安排。"))
    return _back(official_id)


@blueprint.post("/people/<int:official_id>/calendar/<what>")
def calendar(official_id: int, what: str) -> ResponseReturnValue:
    """Read the calendar at once, or forget it, or forget what a file brought."""
    _visible(official_id)
    now, actor = clock.now(), current_actor()
    if what == "read":
        read = refresh_calendar(official_id, now, _secret())
        flash(gettext("已读取日历。") if read else gettext("没有读到，原因写在下面。原来的时间仍然有效。"))
    elif what == "forget":
        forget_calendar(official_id, now=now, actor=actor)
        flash(gettext("已删除订阅地址和由它得来的时间。"))
    elif what == "forget-file":
        forget_file(official_id, now=now, actor=actor)
        flash(gettext("已删除由文件得来的时间。"))
    else:
        raise NotFoundError
    return _back(official_id)


def _take_weekly(official_id: int, form: WeeklyForm) -> str:
    add_weekly(official_id, form.entry(), now=clock.now(), actor=current_actor())
    return gettext("已登记每周安排，这段时间不再建议派此人。")


def _take_address(official_id: int, form: AddressForm) -> str:
    now = clock.now()
    enter_calendar(official_id, form.address.data, now=now, actor=current_actor(), secret=_secret())
    if refresh_calendar(official_id, now, _secret()):
        return gettext("已保存订阅地址并读取了日历，以后每 6 小时读一次。")
    return gettext("已保存订阅地址，但这一次没有读到，原因写在下面，系统会再试。")


def _take_file(official_id: int, form: FileForm) -> str:
    data = form.file.data.read()
    reading = import_busy_file(official_id, data, now=clock.now(), actor=current_actor())
    return gettext("已读取，今后一年有 %(n)s 段时间在忙。", n=len(reading.times))


TAKES: dict[str, Callable[[int, Any], str]] = {
    "weekly": _take_weekly,
    "address": _take_address,
    "file": _take_file,
}


def _page(official: Official, forms: dict[str, Any], sentence: str | None) -> str:
    session, now = db.session(), clock.now()
    busy = [
        each for each in busy_between(session, [official.id], now, now + AHEAD) if each.kind == "calendar"
    ]
    return render_template(
        "people/availability.html",
        official=official,
        forms=forms,
        wrong=next((form for form in forms.values() if form.errors), forms["weekly"]),
        sentence=sentence,
        leaves=[leave for leave in official.leaves if leave.ends_at > now],
        leave_words={kind.value: kind for kind in LeaveKind},
        weekly=weekly_times(session, [official.id]),
        weekdays=WEEKDAYS,
        calendar=busy_calendar_of(session, official.id),
        origins=busy_origins(session, official.id),
        busy=busy[:SHOWN],
        more=max(0, len(busy) - SHOWN),
        writes=current_user.role in ("admin", "clerk", "liaison"),
    )


def _visible(official_id: int) -> Official:
    official = db.session().get(Official, official_id)
    if official is None or not may_see(current_user, official.agency_id):
        raise NotFoundError
    return official


def _back(official_id: int) -> ResponseReturnValue:
    return redirect(url_for("availability.show", official_id=official_id), 303)


def _secret() -> str:
    secret: str = current_app.config["LITIGATION"].secret_key
    return secret
