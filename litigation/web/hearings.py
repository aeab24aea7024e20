"""开庭: a hearing by hand, moved, corrected, cancelled, verified; and what was told about it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from litigation.actions.case_checks import warn_hearing
from litigation.actions.move_hearing import (
    Correction,
    NewDate,
    cancel_hearing,
    correct_hearing,
    move_hearing,
    reinstate_hearing,
    settle_missing,
)
from litigation.actions.register_case import create_hearing
from litigation.law.clock import shanghai
from litigation.law.error import LitigationError, NotFoundError
from litigation.law.procedure import HearingKind, Mode
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.outbox import count_planned, count_told
from litigation.web import attendance, clock, told
from litigation.web.case_form import HearingFields
from litigation.web.cases import get_visible_case
from litigation.web.field import (
    ClockField,
    DayField,
    TextField,
    WordField,
    at_most,
    instant,
    needed,
    optional,
)
from litigation.web.form_error import show_error
from litigation.web.session import current_actor

blueprint = Blueprint("hearings", __name__)
blueprint.add_url_rule("/hearings/<int:hearing_id>/messages", "messages", told.show)
blueprint.add_url_rule(
    "/hearings/<int:hearing_id>/record", "record", attendance.record, methods=["GET", "POST"]
)
blueprint.add_url_rule(
    "/attendance/<int:attendance_id>/remedy", "remedy", attendance.finish, methods=["POST"]
)


class NewHearingForm(HearingFields):
    """A further hearing of a case."""

    re_notified = BooleanField(
        _l("法院就这次开庭另行通知负责人出庭"),
        description=_l("已出过庭的，也要再出一次（法释〔2020〕3号第七条）"),
    )


class MoveForm(FlaskForm):
    """A new date or court; confirmations lapse with it."""

    unknown = BooleanField(_l("法院延期，新日期未定"))
    day = DayField(_l("新的开庭日期"), [optional()])
    hour = ClockField(_l("开庭时间"), [optional()], description=_l("24 小时制，例：09:30"))
    court = TextField(_l("法院"), [needed(_l("请填写法院。")), at_most(80)])
    courtroom = TextField(_l("法庭"), [optional(), at_most(80)])
    reason = TextField(_l("改期原因"), [needed(_l("请填写改期原因，例如：法院电话通知。")), at_most(200)])
    version = IntegerField(widget=HiddenInput())

    def validate(self, **more: Any) -> bool:
        """Ask for a date unless there is none."""
        valid = super().validate(**more)
        if not self.unknown.data and self.day.data is None and not self.day.errors:
            self.day.errors = [gettext("请填写新日期，或勾选“新日期未定”。")]
            return False
        return valid

    def target(self) -> NewDate:
        """Return where the hearing moves to."""
        day = None if self.unknown.data else self.day.data
        return NewDate(
            starts_at=instant(day, self.hour.data),
            starts_on=day,
            court=self.court.data,
            courtroom=self.courtroom.data,
        )


class CorrectForm(FlaskForm):
    """Courtroom, judge and the like; confirmations stay."""

    courtroom = TextField(_l("法庭"), [optional(), at_most(80)])
    judge = TextField(_l("审判长或承办法官"), [optional(), at_most(60)])
    clerk = TextField(_l("书记员"), [optional(), at_most(60)])
    phone = TextField(_l("法院电话"), [optional(), at_most(40)])
    kind = WordField(_l("事由"), HearingKind)
    mode = WordField(_l("方式"), Mode)
    re_notified = BooleanField(_l("法院就这次开庭另行通知负责人出庭"))
    version = IntegerField(widget=HiddenInput())


class CancelForm(FlaskForm):
    """Why a hearing does not take place."""

    withdrawn = RadioField(
        _l("为什么不开庭"),
        [InputRequired(_l("请选择一项。"))],
        choices=[SelectChoice("yes", _l("撤诉")), SelectChoice("no", _l("法院取消，或其他原因"))],
    )
    reason = TextField(_l("说明"), [needed(_l("请填写说明，例如：法院 9月10日 电话通知。")), at_most(200)])
    version = IntegerField(widget=HiddenInput())


class ReinstateForm(FlaskForm):
    """Why a cancelled hearing takes place after all."""

    reason = TextField(_l("说明"), [needed(_l("请填写说明，例如：法院 9月10日 电话通知。")), at_most(200)])
    version = IntegerField(widget=HiddenInput())


class MissingForm(FlaskForm):
    """What the court says about a hearing that vanished from its list."""

    still_on = RadioField(
        _l("法院怎么说"),
        [InputRequired(_l("请选择一项。"))],
        choices=[SelectChoice("yes", _l("仍然开庭，排期漏列")), SelectChoice("no", _l("不再开庭"))],
    )


@blueprint.route("/cases/<int:case_id>/hearings/new", methods=["GET", "POST"])
def new(case_id: int) -> ResponseReturnValue:
    """Enter a further hearing of a case."""
    lawsuit, form = get_visible_case(case_id), NewHearingForm()

    def save() -> str:
        hearing = form.hearing(re_notified=bool(form.re_notified.data))
        odd = warn_hearing(db.session(), hearing, clock.now())
        create_hearing([case_id], hearing, now=clock.now(), actor=current_actor())
        return gettext("已登记开庭。%(odd)s", odd="".join(odd))

    return _answer(form, save, "hearings/new.html", case_id, lawsuit=lawsuit)


@blueprint.route("/hearings/<int:hearing_id>/move", methods=["GET", "POST"])
def move(hearing_id: int) -> ResponseReturnValue:
    """Move a hearing: everybody who was told is told again, and confirms again."""
    hearing = get_hearing_page(hearing_id)
    form = MoveForm(data=_as_it_stands(hearing))
    told = count_told(db.session(), hearing_id)

    def save() -> str:
        now, actor = clock.now(), current_actor()
        move_hearing(
            hearing_id, form.target(), form.reason.data, version=form.version.data, now=now, actor=actor
        )
        return gettext("已改期，通知 %(n)s 人，原来的确认须重新确认。", n=told)

    return _answer(form, save, "hearings/move.html", hearing.lawsuits[0].id, hearing=hearing, told=told)


@blueprint.route("/hearings/<int:hearing_id>/correct", methods=["GET", "POST"])
def correct(hearing_id: int) -> ResponseReturnValue:
    """Correct what is no new date: confirmations stay valid."""
    hearing = get_hearing_page(hearing_id)
    form = CorrectForm(obj=hearing)

    def save() -> str:
        names = ("courtroom", "judge", "clerk", "phone", "kind", "mode", "re_notified")
        change = Correction(**{name: form[name].data for name in names})
        now, actor = clock.now(), current_actor()
        correct_hearing(hearing_id, change, version=form.version.data, now=now, actor=actor)
        return gettext("已更正，确认继续有效。")

    return _answer(form, save, "hearings/correct.html", hearing.lawsuits[0].id, hearing=hearing)


@blueprint.route("/hearings/<int:hearing_id>/cancel", methods=["GET", "POST"])
def cancel(hearing_id: int) -> ResponseReturnValue:
    """Cancel a hearing; what was to be sent about it is not sent any more."""
    hearing = get_hearing_page(hearing_id)
    form = CancelForm(data={"version": hearing.version})
    told, planned = count_told(db.session(), hearing_id), count_planned(db.session(), hearing_id)

    def save() -> str:
        withdrawn = form.withdrawn.data == "yes"
        now, actor, version = clock.now(), current_actor(), form.version.data
        cancel_hearing(
            hearing_id, form.reason.data, withdrawn=withdrawn, version=version, now=now, actor=actor
        )
        return gettext(
            "已取消开庭，通知 %(told)s 人，作废 %(planned)s 条待发通知。", told=told, planned=planned
        )

    words = {"hearing": hearing, "told": told, "planned": planned}
    return _answer(form, save, "hearings/cancel.html", hearing.lawsuits[0].id, **words)


@blueprint.route("/hearings/<int:hearing_id>/reinstate", methods=["GET", "POST"])
def reinstate(hearing_id: int) -> ResponseReturnValue:
    """Take a cancellation back: whoever had been asked is asked again."""
    hearing = get_hearing_page(hearing_id)
    form = ReinstateForm(data={"version": hearing.version})

    def save() -> str:
        now, actor, version = clock.now(), current_actor(), form.version.data
        reinstate_hearing(hearing_id, form.reason.data, version=version, now=now, actor=actor)
        return gettext("已恢复这次开庭，原来的出庭负责人须重新确认。")

    return _answer(form, save, "hearings/reinstate.html", hearing.lawsuits[0].id, hearing=hearing)


@blueprint.route("/hearings/<int:hearing_id>/missing", methods=["GET", "POST"])
def missing(hearing_id: int) -> ResponseReturnValue:
    """Record what the court says about a hearing that its latest list no longer shows."""
    hearing, form = get_hearing_page(hearing_id), MissingForm()

    def save() -> str:
        still_on = form.still_on.data == "yes"
        settle_missing(hearing_id, still_on=still_on, now=clock.now(), actor=current_actor())
        return (
            gettext("已记录：仍然开庭。")
            if still_on
            else gettext("已记录：不再开庭，已告知的人会收到取消通知。")
        )

    return _answer(form, save, "hearings/missing.html", hearing.lawsuits[0].id, hearing=hearing)


def _answer(
    form: FlaskForm, save: Callable[[], str], template: str, case_id: int, **words: Any
) -> ResponseReturnValue:
    """Save a valid form and go back to its case; else show the form with what is wrong."""
    sentence = None
    if form.validate_on_submit():
        try:
            flash(save())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            return redirect(url_for("cases.show", case_id=case_id), 303)
    page = render_template(template, form=form, sentence=sentence, **words)
    return page, 422 if form.is_submitted() else 200


def get_hearing_page(hearing_id: int) -> Hearing:
    """Return a hearing with its cases, or answer that there is none."""
    hearing = db.session().get(Hearing, hearing_id)
    if hearing is None or not hearing.lawsuits:
        raise NotFoundError
    return hearing


def _as_it_stands(hearing: Hearing) -> dict[str, Any]:
    """Return the values with which the form of a move opens."""
    return {
        "day": hearing.starts_on,
        "hour": shanghai(hearing.starts_at).time() if hearing.starts_at else None,
        "court": hearing.court,
        "courtroom": hearing.courtroom,
        "version": hearing.version,
    }
