"""机关: the register of agencies; a liaison sees its own alone."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from litigation.actions.manage_agencies import AgencyInput, create_agency, update_agency
from litigation.actions.verify_contact import state_of
from litigation.law.agency import AgencyKind, Rank
from litigation.law.error import LitigationError, NotFoundError
from litigation.records.access import may_see, visible_agencies
from litigation.records.agency import Agency, agency_choices, list_agencies
from litigation.records.db import db
from litigation.web import clock, reveal
from litigation.web.contact_fields import split_words
from litigation.web.form_error import show_error
from litigation.web.session import current_actor

blueprint = Blueprint("agencies", __name__)

KINDS = {kind.value: kind for kind in AgencyKind}
RANKS = {rank.value: rank for rank in Rank}


class AgencyForm(FlaskForm):
    """An agency by hand."""

    name = StringField(
        lazy_gettext("机关全称"), [DataRequired(lazy_gettext("请填写机关全称。")), Length(max=120)]
    )
    short_name = StringField(
        lazy_gettext("简称"),
        [Optional(), Length(max=60)],
        description=lazy_gettext("短信和列表里用，不填就用全称"),
    )
    kind = SelectField(lazy_gettext("类别"), [DataRequired()], default="department")
    parent_id = SelectField(lazy_gettext("上级机关"), coerce=lambda text: int(text) if text else None)
    other_names = StringField(
        lazy_gettext("其他名称"),
        [Optional(), Length(max=400)],
        description=lazy_gettext("曾用名和法院常用的写法，用顿号隔开，导入时会认出来"),
    )
    valid_from = DateField(lazy_gettext("成立"), [Optional()])
    valid_to = DateField(
        lazy_gettext("撤销"), [Optional()], description=lazy_gettext("撤销后不再派员，旧案保留")
    )
    in_district = BooleanField(lazy_gettext("属于本区，计入本区出庭率"), default=True)
    version = IntegerField(widget=HiddenInput(), default=1)

    def offer_choices(self, agency_id: int | None = None) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = [SelectChoice(kind.value, gettext(kind.label)) for kind in AgencyKind]
        self.parent_id.choices = [SelectChoice("", gettext("没有")), *agencies_to_choose(agency_id)]

    def entry(self) -> AgencyInput:
        """Return what the form says."""
        return AgencyInput(
            name=self.name.data,
            short_name=self.short_name.data or "",
            kind=self.kind.data,
            parent_id=self.parent_id.data,
            in_district=self.in_district.data,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            other_names=split_words(self.other_names.data),
        )


@blueprint.get("/agencies")
def index() -> ResponseReturnValue:
    """List agencies with their heads and liaisons."""
    words, kind = request.args.get("q", "").strip()[:60], request.args.get("kind", "")
    found = list_agencies(db.session(), words, kind, visible_agencies(current_user))
    return render_template("agencies/index.html", agencies=found, words=words, kind=kind, kinds=KINDS)


@blueprint.get("/agencies/<int:agency_id>")
def show(agency_id: int) -> ResponseReturnValue:
    """Show one agency with its people; numbers are masked."""
    agency = get_visible_agency(agency_id)
    return render_template(
        "agencies/show.html",
        agency=agency,
        states={one.id: state_of(one, clock.now()) for one in agency.officials},
        officials=sorted(agency.officials, key=lambda one: (list(RANKS).index(one.rank), one.id)),
        kinds=KINDS,
        ranks=RANKS,
        is_shown=reveal.is_shown,
    )


@blueprint.route("/agencies/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter an agency."""
    form, sentence = AgencyForm(), None
    form.offer_choices()
    if form.validate_on_submit():
        try:
            agency = create_agency(form.entry(), now=clock.now(), actor=current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已登记%(name)s。", name=agency.name))
            return redirect(url_for("agencies.show", agency_id=agency.id), 303)
    return _ask(form, sentence, title=gettext("登记机关"))


@blueprint.route("/agencies/<int:agency_id>/edit", methods=["GET", "POST"])
def edit(agency_id: int) -> ResponseReturnValue:
    """Change an agency."""
    agency, sentence = get_visible_agency(agency_id), None
    form = AgencyForm(obj=agency, data=_held(agency))
    form.offer_choices(agency_id)
    if form.validate_on_submit():
        try:
            update_agency(agency_id, form.version.data, form.entry(), now=clock.now(), actor=current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已修改%(name)s。", name=form.name.data))
            return redirect(url_for("agencies.show", agency_id=agency_id), 303)
    return _ask(form, sentence, title=gettext("修改机关"), agency=agency)


def agencies_to_choose(without: int | None = None) -> list[SelectChoice]:
    """Return every agency for a list to choose from."""
    return [SelectChoice(str(number), name) for number, name in agency_choices(db.session(), without)]


def get_visible_agency(agency_id: int) -> Agency:
    """Return an agency; one that may not be seen is answered like one that does not exist."""
    agency = db.session().get(Agency, agency_id)
    if agency is None or not may_see(current_user, agency_id):
        raise NotFoundError
    return agency


def _held(agency: Agency) -> Mapping[str, Any]:
    """Return what a form cannot take from the row as it is."""
    names = [alias.name for alias in agency.aliases if alias.name != agency.short_name]
    return {"other_names": "、".join(names)}


def _ask(form: AgencyForm, sentence: str | None, title: str, agency: Agency | None = None) -> tuple[str, int]:
    """Show the form."""
    page = render_template("agencies/form.html", form=form, sentence=sentence, title=title, agency=agency)
    return page, 422 if form.is_submitted() else 200
