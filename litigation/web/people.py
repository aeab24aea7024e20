"""负责人: the heads of an agency, their contacts, and when they are away."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import DateField, DateTimeLocalField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from litigation.actions.manage_people import (
    OfficialInput,
    add_leave,
    create_official,
    remove_leave,
    update_official,
    verify_mobile,
)
from litigation.actions.verify_contact import ask_to_verify, state_of
from litigation.law.agency import Rank
from litigation.law.clock import SHANGHAI
from litigation.law.error import LitigationError, NotFoundError
from litigation.law.leave import LeaveKind
from litigation.records.access import may_see
from litigation.records.agency import Agency, Official
from litigation.records.assignment import coming_assignments
from litigation.records.db import db
from litigation.records.feed_link import open_feeds
from litigation.web import clock, reveal
from litigation.web.agencies import get_visible_agency
from litigation.web.contact_fields import ContactForm, split_words
from litigation.web.form_error import show_error
from litigation.web.session import current_actor
from litigation.web.way_back import local_path

blueprint = Blueprint("people", __name__)


class OfficialForm(ContactForm):
    """A head by hand."""

    name = StringField(lazy_gettext("姓名"), [DataRequired(lazy_gettext("请填写姓名。")), Length(max=60)])
    post = StringField(
        lazy_gettext("职务"),
        [DataRequired(lazy_gettext("请填写职务。")), Length(max=60)],
        description=lazy_gettext("例如副局长，身份证明书上要用"),
    )
    rank = SelectField(lazy_gettext("负责人类别"), [DataRequired()], default="deputy")
    in_charge_of = StringField(
        lazy_gettext("分管领域"), [Optional(), Length(max=300)], description=lazy_gettext("用顿号隔开")
    )
    from_on = DateField(lazy_gettext("任职起"), [Optional()])
    to_on = DateField(lazy_gettext("任职止"), [Optional()])
    liaison_id = SelectField(lazy_gettext("联络员"), coerce=lambda text: int(text) if text else None)
    version = IntegerField(widget=HiddenInput(), default=1)

    def offer_choices(self, agency: Agency) -> None:
        """Fill the lists to choose from."""
        self.rank.choices = [SelectChoice(rank.value, gettext(rank.label)) for rank in Rank]
        people = [SelectChoice(str(one.id), one.name) for one in agency.liaisons if one.active]
        self.liaison_id.choices = [SelectChoice("", gettext("用机关的默认联络员")), *people]

    def entry(self) -> OfficialInput:
        """Return what the form says."""
        return OfficialInput(
            name=self.name.data,
            rank=self.rank.data,
            post=self.post.data or "",
            portfolio=split_words(self.in_charge_of.data),
            mobile=self.typed("mobile"),
            email=self.typed("email"),
            from_on=self.from_on.data,
            to_on=self.to_on.data,
            liaison_id=self.liaison_id.data,
        )


class LeaveForm(FlaskForm):
    """A time in which a head cannot appear."""

    starts_at = DateTimeLocalField(lazy_gettext("开始"), [InputRequired(lazy_gettext("请填写开始时间。"))])
    ends_at = DateTimeLocalField(lazy_gettext("结束"), [InputRequired(lazy_gettext("请填写结束时间。"))])
    kind = SelectField(lazy_gettext("事由"), [DataRequired()])
    note = StringField(lazy_gettext("说明"), [Optional(), Length(max=200)])

    def offer_choices(self) -> None:
        """Fill the list to choose from."""
        self.kind.choices = [SelectChoice(kind.value, gettext(kind.label)) for kind in LeaveKind]


@blueprint.get("/people/<int:official_id>")
def show(official_id: int) -> ResponseReturnValue:
    """Show one head: term, contacts (masked), leave, and what is coming."""
    official = _get_visible(official_id)
    return render_template(
        "people/show.html",
        official=official,
        rank=Rank(official.rank),
        revealed=reveal.is_shown("official", official_id),
        contact=state_of(official, clock.now()),
        leaves=[leave for leave in official.leaves if leave.ends_at > clock.now()],
        leave_words={kind.value: kind for kind in LeaveKind},
        coming=coming_assignments(db.session(), official_id, clock.today()),
        feeds=open_feeds(db.session(), official_id=official_id),
    )


@blueprint.route("/agencies/<int:agency_id>/people/new", methods=["GET", "POST"])
def new(agency_id: int) -> ResponseReturnValue:
    """Enter a head."""
    agency, sentence = get_visible_agency(agency_id), None
    form = OfficialForm()
    form.offer_choices(agency)
    form.hide_contacts(None, None)
    if form.validate_on_submit():
        try:
            official = create_official(agency_id, form.entry(), now=clock.now(), actor=current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已登记%(name)s。", name=official.name))
            return redirect(url_for("agencies.show", agency_id=agency_id), 303)
    return _ask(form, sentence, gettext("登记负责人"), agency)


@blueprint.route("/people/<int:official_id>/edit", methods=["GET", "POST"])
def edit(official_id: int) -> ResponseReturnValue:
    """Change a head; the contacts stored are not sent to the browser."""
    official, sentence = _get_visible(official_id), None
    form = OfficialForm(obj=official, data={"in_charge_of": "、".join(official.portfolio)})
    form.offer_choices(official.agency)
    form.hide_contacts(official.mobile, official.email)
    if form.validate_on_submit():
        try:
            update_official(
                official_id, form.version.data, form.entry(), now=clock.now(), actor=current_actor()
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已修改%(name)s。", name=form.name.data))
            return redirect(url_for("people.show", official_id=official_id), 303)
    return _ask(form, sentence, gettext("修改负责人"), official.agency, official)


@blueprint.post("/people/<int:official_id>/reveal", endpoint="reveal")
def show_number(official_id: int) -> ResponseReturnValue:
    """Show the whole number for a minute, and leave a trace of it."""
    official = _get_visible(official_id)
    reveal.show("official", official.id)
    shown = url_for("people.show", official_id=official_id)
    return redirect(local_path(request.form.get("back"), shown), 303)


@blueprint.post("/people/<int:official_id>/verify")
def verify(official_id: int) -> ResponseReturnValue:
    """Record that the head was reached at the number."""
    version = request.form.get("version", type=int) or 0
    verify_mobile(official_id, version, now=clock.now(), actor=current_actor())
    flash(gettext("已记为核对过的号码。"))
    return redirect(url_for("people.show", official_id=official_id), 303)


@blueprint.post("/people/<int:official_id>/verify/ask")
def ask(official_id: int) -> ResponseReturnValue:
    """Send a text whose link the head opens to say that the number is theirs."""
    official = _get_visible(official_id)
    secret = current_app.config["LITIGATION"].secret_key
    try:
        ask_to_verify(official_id, now=clock.now(), actor=current_actor(), secret=secret)
        flash(gettext("已发短信给%(name)s，本人点开确认后自动记为已核对。", name=official.name))
    except LitigationError as error:
        flash(gettext(str(error)), "error")
    return redirect(url_for("people.show", official_id=official_id), 303)


@blueprint.route("/people/<int:official_id>/leave", methods=["GET", "POST"])
def leave(official_id: int) -> ResponseReturnValue:
    """Enter a leave; hearings in that time are no longer proposed to this head."""
    official, sentence = _get_visible(official_id), None
    form = LeaveForm()
    form.offer_choices()
    if form.validate_on_submit():
        try:
            add_leave(
                official_id,
                form.starts_at.data.replace(tzinfo=SHANGHAI),
                form.ends_at.data.replace(tzinfo=SHANGHAI),
                form.kind.data,
                form.note.data or "",
                now=clock.now(),
                actor=current_actor(),
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已登记，这段时间不再建议派%(name)s。", name=official.name))
            return redirect(url_for("people.show", official_id=official_id), 303)
    page = render_template("people/leave.html", form=form, sentence=sentence, official=official)
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/leave/<int:leave_id>/remove")
def end_leave(leave_id: int) -> ResponseReturnValue:
    """Take a leave back."""
    official_id = remove_leave(leave_id, now=clock.now(), actor=current_actor())
    flash(gettext("已取消这段时间。"))
    return redirect(url_for("people.show", official_id=official_id), 303)


def _get_visible(official_id: int) -> Official:
    """Return a head; one that may not be seen is answered like one that does not exist."""
    official = db.session().get(Official, official_id)
    if official is None or not may_see(current_user, official.agency_id):
        raise NotFoundError
    return official


def _ask(
    form: OfficialForm,
    sentence: str | None,
    title: str,
    agency: Agency,
    official: Official | None = None,
) -> tuple[str, int]:
    """Show the form."""
    words: dict[str, Any] = {"form": form, "sentence": sentence, "title": title}
    page = render_template("people/form.html", agency=agency, official=official, **words)
    return page, 422 if form.is_submitted() else 200
