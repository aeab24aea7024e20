"""路程: the table of minutes from court to court, and the default for all others."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from litigation.actions.manage_travel import MOST_MINUTES, remove_travel, set_travel
from litigation.law.error import LitigationError
from litigation.records.availability import travel_times
from litigation.records.db import db
from litigation.records.hearing import courts_named
from litigation.web import clock
from litigation.web.field import TextField, at_most, needed
from litigation.web.form_error import show_error
from litigation.web.office import office
from litigation.web.session import current_actor

blueprint = Blueprint("travel", __name__)

MINUTES = _l("请填 0 至 1440 之间的分钟数。")


class TravelForm(FlaskForm):
    """The way between two courts."""

    one = TextField(_l("从"), [needed(_l("请填写法院名称。")), at_most(120)])
    other = TextField(_l("到"), [needed(_l("请填写法院名称。")), at_most(120)])
    minutes = IntegerField(_l("分钟"), [InputRequired(MINUTES), NumberRange(0, MOST_MINUTES, MINUTES)])


@blueprint.route("/settings/travel", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show the table; the office enters a way, or the same way anew."""
    form, sentence = TravelForm(), None
    if form.validate_on_submit():
        try:
            set_travel(
                form.one.data, form.other.data, form.minutes.data, now=clock.now(), actor=current_actor()
            )
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            flash(gettext("已登记路程，派员时按它留出时间。"))
            return redirect(url_for("travel.index"), 303)
    page = render_template(
        "settings/travel.html",
        form=form,
        sentence=sentence,
        ways=travel_times(db.session()),
        courts=courts_named(db.session()),
        default=office().travel_minutes,
        writes=current_user.role in ("admin", "clerk"),
    )
    return page, 422 if request.method == "POST" else 200


@blueprint.post("/settings/travel/<int:travel_id>/remove")
def remove(travel_id: int) -> ResponseReturnValue:
    """Take a way out of the table."""
    remove_travel(travel_id, now=clock.now(), actor=current_actor())
    flash(gettext("已删除，改用默认的路程时间。"))
    return redirect(url_for("travel.index"), 303)
