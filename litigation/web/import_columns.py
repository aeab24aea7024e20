"""各列是什么: a sheet's columns with some of their cells, for a person to name what nobody could tell."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from litigation.actions.name_columns import Columns, name_columns
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.import_run import ImportRun
from litigation.web import clock
from litigation.web.session import current_actor

blueprint = Blueprint("import_columns", __name__)

WORDS = {
    "case_number": N_("案号"),
    "start": N_("开庭日期和时间"),
    "date": N_("开庭日期"),
    "time": N_("开庭钟点"),
    "end": N_("结束时间"),
    "court": N_("法院"),
    "courtroom": N_("法庭"),
    "place": N_("开庭地点"),
    "plaintiffs": N_("原告"),
    "defendants": N_("被告"),
    "third_parties": N_("第三人"),
    "parties": N_("当事人"),
    "cause": N_("案由"),
    "judge": N_("承办法官"),
    "clerk": N_("书记员"),
    "phone": N_("联系电话"),
    "mode": N_("开庭方式"),
    "kind": N_("事由"),
    "status": N_("状态"),
    "note": N_("备注"),
}


class ColumnsForm(FlaskForm):
    """The version at which the page was read; the columns are as many as the sheet has."""

    version = IntegerField(widget=HiddenInput())


@blueprint.route("/imports/<int:run_id>/columns", methods=["GET", "POST"])
def columns(run_id: int) -> ResponseReturnValue:
    """Show the columns of each sheet, and read the file again as a person names them."""
    run, form, sentence = db.session().get(ImportRun, run_id), ColumnsForm(), None
    if run is None:
        raise NotFoundError
    if not run.layouts or run.state not in ("waiting", "refused") or run.settled_at is not None:
        if request.method == "GET":
            return redirect(url_for("imports.check", run_id=run_id), 303)
        raise ConflictError(N_("这次导入已经写入过或已经放弃，没有重新读取。请重新上传文件。"))
    if form.validate_on_submit():
        try:
            named = _read(run)
            run = name_columns(
                run_id,
                form.version.data or 0,
                named,
                remember="remember" in request.form,
                now=clock.now(),
                actor=current_actor(),
            )
        except InvalidInputError as error:
            sentence = gettext(str(error))
        else:
            flash(gettext("已按指明的各列重新读取。"))
            return redirect(url_for("imports.check", run_id=run_id), 303)
    form.version.data = run.version
    words = [(field, gettext(word)) for field, word in WORDS.items()]
    page = render_template(
        "imports/columns.html", run=run, form=form, words=words, sentence=sentence, chosen=request.form
    )
    return page, 422 if sentence else 200


def _read(run: ImportRun) -> Columns:
    """Read what each column was said to be; a sheet left wholly unread is left as it was."""
    named: dict[str, dict[int, str]] = {}
    for layout in run.layouts:
        chosen = {
            column["index"]: request.form.get(f"{layout['mark']}-{column['index']}", "")[:40]
            for column in layout["columns"]
        }
        if any(chosen.values()):
            named[layout["mark"]] = chosen
    if not named:
        raise InvalidInputError(N_("请指明哪一列是案号。"), field="columns")
    return named
