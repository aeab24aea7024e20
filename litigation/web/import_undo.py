"""撤销整次导入: what it would take back, asked once more, then done or refused with the rows in the way."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from litigation.actions.undo_import import can_be_undone, undo_import, undo_plan
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.import_run import ImportRun
from litigation.web import clock
from litigation.web.session import current_actor

blueprint = Blueprint("import_undo", __name__)


class UndoForm(FlaskForm):
    """The version at which the page was read."""

    version = IntegerField(widget=HiddenInput())


@blueprint.route("/imports/<int:run_id>/undo", methods=["GET", "POST"])
def undo(run_id: int) -> ResponseReturnValue:
    """Say what taking the import back does, and do it when that is confirmed."""
    run, form, status = db.session().get(ImportRun, run_id), UndoForm(), 200
    if run is None:
        raise NotFoundError
    if not can_be_undone(run):
        if request.method == "GET":
            return redirect(url_for("imports.check", run_id=run_id), 303)
        raise ConflictError(N_("这次导入没有写入过开庭，或者已经撤销，没有改动。"))
    if form.validate_on_submit():
        try:
            sentence = undo_import(run_id, form.version.data or 0, now=clock.now(), actor=current_actor())
        except InvalidInputError:
            status = 422  # the page says which rows are in the way, as they are now
        else:
            flash(gettext(sentence))
            return redirect(url_for("imports.check", run_id=run_id), 303)
    form.version.data = run.version
    return render_template("imports/undo.html", run=run, form=form, plan=undo_plan(run_id)), status
