"""口径: the readings the office chose; a choice is shown with what it changes before it is made."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import HiddenInput

from litigation.actions.change_readings import change_readings, preview_readings, readings_version
from litigation.actions.readings_in_force import CHOSEN, PREFIX, readings_in_force
from litigation.law.error import LitigationError
from litigation.law.reading import OPTIONS, READINGS, Readings
from litigation.records.db import db
from litigation.web import clock
from litigation.web.form_error import show_error
from litigation.web.session import current_actor

blueprint = Blueprint("readings", __name__)

BY_KEY = {each.key: each for each in READINGS}


class ReadingsForm(FlaskForm):
    """One choice for each reading that has more than one; ``seen`` is what was shown before saving."""

    version = IntegerField(widget=HiddenInput())
    seen = HiddenField()

    @property
    def options(self) -> dict[str, str]:
        """The options chosen, by key."""
        return {key: self[key].data or "" for key in CHOSEN}

    @property
    def stated(self) -> str:
        """The options as one text, by which a preview is known again."""
        return ",".join(f"{key}={option}" for key, option in self.options.items())


def _form(**values: Any) -> Any:
    fields = {
        key: RadioField(
            _l(BY_KEY[key].name),
            choices=[SelectChoice(each, _l(OPTIONS[key, each])) for each in BY_KEY[key].options],
            description=_l("已定的读法是第一项，第 %(n)s 版", n=BY_KEY[key].version),
        )
        for key in CHOSEN
    }
    return type("ChosenForm", (ReadingsForm,), fields)(**values)


def chosen_words() -> list[tuple[str, str]]:
    """Each reading that can be chosen, and the option that holds."""
    held = readings_in_force(db.session()).now
    return [(gettext(BY_KEY[key].name), gettext(OPTIONS[key, getattr(held, key)])) for key in CHOSEN]


def reading_names() -> dict[str, str]:
    """The names of the settings in which the choices are kept."""
    return {PREFIX + key: gettext(BY_KEY[key].name) for key in CHOSEN}


@blueprint.route("/settings/readings", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show the readings; show what a choice changes; then take it."""
    session, sentence, effects = db.session(), None, None
    held = readings_in_force(session)
    form = _form(data={key: getattr(held.now, key) for key in CHOSEN})
    if not form.is_submitted():
        form.version.data = readings_version(session)
    elif form.validate():
        try:
            chosen = Readings.of(**form.options)
            if form.seen.data == form.stated and "save" in request.form:
                change_readings(
                    form.options, now=clock.now(), actor=current_actor(), version=form.version.data
                )
                flash(gettext("已改口径，未封存的月份已重新计算。已封存的月份不变。"))
                return redirect(url_for("readings.index"), 303)
            effects = preview_readings(session, chosen, clock.now()) if chosen != held.now else ()
            form.seen.data = form.stated
        except LitigationError as error:
            sentence = show_error(form, error)
    page = render_template(
        "settings/readings.html",
        form=form,
        sentence=sentence,
        effects=effects,
        unchanged=form.options == {key: getattr(held.now, key) for key in CHOSEN},
        keys=CHOSEN,
        fixed=[each for each in READINGS if len(each.options) == 1],
        issued=sorted(
            (month for month, readings in held.issued.items() if readings != held.now), reverse=True
        ),
        may_change=current_user.role == "admin",
    )
    return page, 422 if form.errors or sentence else 200
