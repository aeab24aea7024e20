"""The liaison's record after a hearing: four tiles and one button, opened from a message."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Form, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional

from litigation.actions.actor import Actor
from litigation.actions.journal import record_access
from litigation.actions.link import hash_token
from litigation.actions.move_hearing import NewDate
from litigation.actions.notice_words import hearing_words
from litigation.actions.record_attendance import Came, current_attendance, has_begun, record_attendance
from litigation.actions.record_outcome import record_outcome
from litigation.law.attendance import Certificate, Leaving
from litigation.law.clock import SHANGHAI
from litigation.law.error import LinkDeadError, LitigationError
from litigation.law.procedure import Outcome
from litigation.law.word import Word
from litigation.records.agency import Official
from litigation.records.assignment import Assignment, seat_holder
from litigation.records.db import db
from litigation.records.record_link import RecordLink, find_record_link
from litigation.web import clock
from litigation.web.field import ClockField, DayField
from litigation.web.form_error import show_error
from litigation.web.head import say_dead
from litigation.web.origin import refuse_other_origins

blueprint = Blueprint("record", __name__)
blueprint.before_request(refuse_other_origins)
blueprint.register_error_handler(LinkDeadError, say_dead)

LINK_LIFE = timedelta(days=30)
"""How long after the hearing the link still opens."""


def words_to_choose(words: type[Word]) -> list[SelectChoice]:
    """Return a closed list with "not asked" first, because unasked is not "no"."""
    return [
        SelectChoice("", lazy_gettext("没有问到")),
        *(SelectChoice(word.value, lazy_gettext(word.label)) for word in words),
    ]


class RecordForm(Form):
    """What the head did. A tile not touched means no; the two lists know "not asked"."""

    came = BooleanField(lazy_gettext("出庭"), description=lazy_gettext("本人到庭"))
    spoke = BooleanField(lazy_gettext("出声"), description=lazy_gettext("本人发过言"))
    settlement = BooleanField(lazy_gettext("出解"), description=lazy_gettext("表明过化解意见"))
    remedy = BooleanField(lazy_gettext("出治"), description=lazy_gettext("有要整改的事"))
    official_id = SelectField(lazy_gettext("来的负责人"), coerce=int)
    certificate = SelectField(lazy_gettext("身份证明"), choices=words_to_choose(Certificate))
    left = SelectField(lazy_gettext("离庭"), choices=words_to_choose(Leaving))
    remedy_task = StringField(lazy_gettext("整改什么"), [Optional(), Length(max=200)])
    remedy_due_on = DayField(lazy_gettext("什么时候完成"), [Optional()])
    note = StringField(lazy_gettext("备注"), [Optional(), Length(max=500)])

    def stated(self) -> Came:
        """Return what the form says."""
        remedy = bool(self.remedy.data)
        return Came(
            official_id=self.official_id.data,
            certificate=self.certificate.data or None,
            left=self.left.data or None,
            spoke=self.spoke.data,
            settlement=self.settlement.data,
            remedy=remedy,
            remedy_task=(self.remedy_task.data or "") if remedy else "",
            remedy_due_on=self.remedy_due_on.data if remedy else None,
            note=self.note.data or "",
        )


class AbsentForm(Form):
    """Who came instead of the head."""

    staff = IntegerField(lazy_gettext("到庭的工作人员（人）"), [Optional(), NumberRange(0, 20)], default=0)
    lawyers = IntegerField(lazy_gettext("到庭的律师（人）"), [Optional(), NumberRange(0, 20)], default=0)
    note = StringField(lazy_gettext("备注"), [Optional(), Length(max=500)])


class PutOffForm(Form):
    """When the hearing is instead, if the court said so."""

    day = DayField(lazy_gettext("改到哪天"), [Optional()])
    hour = ClockField(lazy_gettext("几点"), [Optional()])
    reason = StringField(lazy_gettext("法庭怎么说"), [Optional(), Length(max=200)])

    def new_date(self) -> NewDate | None:
        """Return where the hearing moves to; ``None`` while the court has not said."""
        if self.day.data is None:
            return None
        if self.hour.data is None:
            return NewDate(starts_on=self.day.data)
        return NewDate(starts_at=datetime.combine(self.day.data, self.hour.data, SHANGHAI))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the link is about."""

    link: RecordLink
    assignment: Assignment | None
    officials: list[Official]

    @property
    def actor(self) -> Actor:
        """Return the liaison who records by link."""
        ip = request.remote_addr or ""
        return Actor(gettext("联络员（链接）"), "liaison", agency_id=self.link.agency_id, ip=ip)


@blueprint.route("/r/<token>", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    """Show the four tiles, or what was recorded already."""
    sheet = _open(token)
    if _is_done(sheet) or not has_begun(sheet.link.hearing, clock.now()):
        return _done(token, sheet)
    form = RecordForm(request.form, data=_usual(sheet))
    form.official_id.choices = [SelectChoice(str(one.id), one.name) for one in sheet.officials]
    sentence = None
    if request.method == "POST" and form.validate():
        if not form.came.data:
            form.came.errors = [gettext("没有点“出庭”。负责人没有到庭的，请点下面的“负责人没有到庭”。")]
        else:
            sentence = _try(sheet, form, lambda: _record(sheet, form.stated()))
            if sentence is None and not form.errors:
                return redirect(url_for("record.show", token=token), 303)
    return _form_page("tiles", token, sheet, form, sentence)


@blueprint.route("/r/<token>/absent", methods=["GET", "POST"])
def absent(token: str) -> ResponseReturnValue:
    """Record that no head came, and who came instead."""
    sheet = _open(token)
    if _is_done(sheet) or not has_begun(sheet.link.hearing, clock.now()):
        return redirect(url_for("record.show", token=token), 303)
    form, sentence = AbsentForm(request.form), None
    if request.method == "POST" and form.validate():
        came = Came(
            None, staff=form.staff.data or 0, lawyers=form.lawyers.data or 0, note=form.note.data or ""
        )
        sentence = _try(sheet, form, lambda: _record(sheet, came))
        if sentence is None and not form.errors:
            return redirect(url_for("record.show", token=token), 303)
    return _form_page("absent", token, sheet, form, sentence)


@blueprint.route("/r/<token>/put-off", methods=["GET", "POST"])
def put_off(token: str) -> ResponseReturnValue:
    """Record that the session did not take place."""
    sheet = _open(token)
    if _is_done(sheet) or not has_begun(sheet.link.hearing, clock.now()):
        return redirect(url_for("record.show", token=token), 303)
    form, sentence = PutOffForm(request.form), None
    if request.method == "POST" and form.validate():
        sentence = _try(sheet, form, lambda: _put_off(sheet, form))
        if sentence is None and not form.errors:
            return redirect(url_for("record.show", token=token), 303)
    return _form_page("put_off", token, sheet, form, sentence)


def _open(token: str) -> Sheet:
    """Find what a link is about, and leave a trace that it was opened."""
    session = db.session()
    link = find_record_link(session, hash_token(token))
    if link is None:
        raise LinkDeadError
    if request.method == "GET":
        actor = Actor(
            gettext("联络员（链接）"), "liaison", agency_id=link.agency_id, ip=request.remote_addr or ""
        )
        record_access(clock.now(), actor, "link", "record_link", link.id)
    last = link.hearing.starts_at
    if last is not None and last + LINK_LIFE <= clock.now():
        raise LinkDeadError
    holder = seat_holder(session, link.hearing_id, link.agency_id)
    day = link.hearing.starts_on or clock.today()
    return Sheet(link, holder, [one for one in link.agency.officials if _in_office(one, day)])


def _in_office(official: Official, day: date) -> bool:
    """Tell whether somebody holds the post on that day."""
    return (official.from_on is None or official.from_on <= day) and (
        official.to_on is None or day <= official.to_on
    )


def _usual(sheet: Sheet) -> dict[str, Any]:
    """Return what the form begins with: the head who was to come."""
    return {"official_id": sheet.assignment.official_id if sheet.assignment else None}


def _is_done(sheet: Sheet) -> bool:
    """Tell whether there is nothing left to record."""
    hearing = sheet.link.hearing
    if hearing.cancelled_at is not None or hearing.outcome not in (None, Outcome.HELD.value):
        return True
    return current_attendance(db.session(), hearing.id, sheet.link.agency_id) is not None


def _record(sheet: Sheet, came: Came) -> None:
    """Write who came."""
    link = sheet.link
    record_attendance(link.hearing_id, link.agency_id, came, now=clock.now(), actor=sheet.actor)


def _put_off(sheet: Sheet, form: PutOffForm) -> None:
    """Write that the session did not take place."""
    record_outcome(
        sheet.link.hearing_id,
        Outcome.ADJOURNED.value,
        to=form.new_date(),
        reason=form.reason.data or "",
        now=clock.now(),
        actor=sheet.actor,
    )


def _try(sheet: Sheet, form: Form, act: Any) -> str | None:
    """Do what the form says; return the sentence of a broken rule that belongs to no field."""
    try:
        act()
    except LinkDeadError:
        raise
    except LitigationError as error:
        return show_error(form, error)
    return None


def _form_page(name: str, token: str, sheet: Sheet, form: Form, sentence: str | None) -> tuple[str, int]:
    """Show one of the three forms."""
    page = render_template(
        f"record/{name}.html", form=form, sentence=sentence, key=uuid4().hex, **_words(token, sheet)
    )
    return page, 422 if request.method == "POST" else 200


def _done(token: str, sheet: Sheet) -> str:
    """Show what was recorded, or that it is too early."""
    row = current_attendance(db.session(), sheet.link.hearing_id, sheet.link.agency_id)
    early = not has_begun(sheet.link.hearing, clock.now()) and sheet.link.hearing.is_open
    return render_template("record/done.html", row=row, early=early, **_words(token, sheet))


def _words(token: str, sheet: Sheet) -> dict[str, Any]:
    """Return what every page of the record shows."""
    hearing = sheet.link.hearing
    return {
        "token": token,
        "hearing": hearing,
        "head": sheet.assignment.official if sheet.assignment else None,
        "told": hearing_words(hearing, sheet.link.agency, clock.now()),
    }
