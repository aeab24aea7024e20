"""联络员: who prepares the papers and answers for an agency between hearings."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput

from litigation.actions.manage_people import LiaisonInput, create_liaison, update_liaison
from litigation.law.error import LitigationError, NotFoundError
from litigation.records.access import may_see
from litigation.records.agency import Agency, Liaison
from litigation.records.db import db
from litigation.web import clock, reveal
from litigation.web.agencies import get_visible_agency
from litigation.web.contact_fields import ContactForm
from litigation.web.form_error import show_error
from litigation.web.session import current_actor

blueprint = Blueprint("liaisons", __name__)


class LiaisonForm(ContactForm):
    """A liaison by hand."""

    name = StringField(lazy_gettext("姓名"), [DataRequired(lazy_gettext("请填写姓名。")), Length(max=60)])
    is_default = BooleanField(lazy_gettext("本机关的默认联络员，收全部通知"), default=True)
    active = BooleanField(lazy_gettext("在岗"), default=True)
    version = IntegerField(widget=HiddenInput(), default=1)

    def entry(self) -> LiaisonInput:
        """Return what the form says."""
        return LiaisonInput(
            name=self.name.data,
            mobile=self.typed("mobile"),
            email=self.typed("email"),
            is_default=self.is_default.data,
            active=self.active.data if "active" in self else True,
        )


@blueprint.route("/agencies/<int:agency_id>/liaisons/new", methods=["GET", "POST"])
def new(agency_id: int) -> ResponseReturnValue:
    """Enter a liaison."""
    agency, sentence = get_visible_agency(agency_id), None
    form = LiaisonForm()
    del form.active
    form.hide_contacts(None, None)
    if form.validate_on_submit():
        try:
            liaison = create_liaison(agency_id, form.entry(), now=clock.now(), actor=current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已登记%(name)s。", name=liaison.name))
            return redirect(url_for("agencies.show", agency_id=agency_id), 303)
    return _ask(form, sentence, gettext("登记联络员"), agency)


@blueprint.route("/liaisons/<int:liaison_id>/edit", methods=["GET", "POST"])
def edit(liaison_id: int) -> ResponseReturnValue:
    """Change a liaison."""
    liaison, sentence = _get_visible(liaison_id), None
    form = LiaisonForm(obj=liaison)
    form.hide_contacts(liaison.mobile, liaison.email)
    if form.validate_on_submit():
        try:
            update_liaison(
                liaison_id, form.version.data, form.entry(), now=clock.now(), actor=current_actor()
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已修改%(name)s。", name=form.name.data))
            return redirect(url_for("agencies.show", agency_id=liaison.agency_id), 303)
    return _ask(form, sentence, gettext("修改联络员"), liaison.agency, liaison)


@blueprint.post("/liaisons/<int:liaison_id>/reveal", endpoint="reveal")
def show_number(liaison_id: int) -> ResponseReturnValue:
    """Show the whole number for a minute, and leave a trace of it."""
    liaison = _get_visible(liaison_id)
    reveal.show("liaison", liaison.id)
    return redirect(url_for("agencies.show", agency_id=liaison.agency_id), 303)


def _get_visible(liaison_id: int) -> Liaison:
    """Return a liaison; one that may not be seen is answered like one that does not exist."""
    liaison = db.session().get(Liaison, liaison_id)
    if liaison is None or not may_see(current_user, liaison.agency_id):
        raise NotFoundError
    return liaison


def _ask(
    form: LiaisonForm, sentence: str | None, title: str, agency: Agency, liaison: Liaison | None = None
) -> tuple[str, int]:
    """Show the form."""
    page = render_template(
        "people/liaison.html", form=form, sentence=sentence, title=title, agency=agency, liaison=liaison
    )
    return page, 422 if form.is_submitted() else 200
