"""导入: receive what the court sent, check it row by row, write it, or drop it."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import HiddenInput

from litigation.actions.answer_row import RowAnswer, answer_row
from litigation.actions.draw_original import draw_original
from litigation.actions.import_hearings import (
    Terms,
    apply_run,
    discard_run,
    receive_file,
    receive_text,
)
from litigation.actions.import_people import receive_people
from litigation.actions.import_progress import progress_of
from litigation.law.error import ConflictError, InvalidInputError, LitigationError, NotFoundError
from litigation.records.db import db
from litigation.records.import_run import Blob, ImportRun, recent_runs
from litigation.records.mailbox import letters_of
from litigation.web import clock
from litigation.web.field import DayField, at_most, needed
from litigation.web.form_error import show_error
from litigation.web.import_page import check_page, next_open_row
from litigation.web.import_view import EDITABLE
from litigation.web.import_work import done_of, receive_large, say, takes_long, write_large
from litigation.web.paging import asked_page
from litigation.web.session import current_actor

blueprint = Blueprint("imports", __name__)

LONGEST_TEXT = 200_000


class UploadForm(FlaskForm):
    """A file as it came from the court, or a list of agencies and heads."""

    file = FileField(_l("文件"), [FileRequired(_l("请选择文件。"))])
    kind = RadioField(
        _l("是什么"),
        choices=[
            SelectChoice("hearings", _l("法院的排期表、传票或日历")),
            SelectChoice("people", _l("机关和负责人名册")),
        ],
        default="hearings",
    )
    received_on = DayField(
        _l("收到日期"), [needed(_l("请填写收到日期。"))], description=_l("没有写年份的日期，按这一天推算")
    )


class PasteForm(FlaskForm):
    """Court text: a text message, a notice, a letter."""

    text = TextAreaField(
        _l("法院的文字"),
        [needed(_l("请先粘贴法院的通知。")), at_most(LONGEST_TEXT)],
        description=_l("可以一次粘贴几条，隔一行"),
    )
    received_on = DayField(
        _l("收到日期"), [needed(_l("请填写收到日期。"))], description=_l("“明天”“下周三”按这一天推算")
    )


class SettleForm(FlaskForm):
    """The version of an import that the button was pressed for."""

    version = IntegerField(widget=HiddenInput())


class AgainForm(FlaskForm):
    """Why a list that is much smaller than the last one is to be taken all the same."""

    reason = HiddenField()


@blueprint.get("/imports")
def index() -> ResponseReturnValue:
    """Show what was imported, and take the next file."""
    return _index(UploadForm(received_on=clock.today()), None), 200


@blueprint.post("/imports/upload")
def upload() -> ResponseReturnValue:
    """Receive a file: nothing is written until a person has checked it."""
    form, sentence = UploadForm(), None
    if form.validate():
        try:
            began, run = clock.now(), _receive(form)
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            _say_if_known(run, began)
            return redirect(url_for("imports.check", run_id=run.id), 303)
    return _index(form, sentence), 422


def _receive(form: UploadForm) -> ImportRun:
    data, name = form.file.data.read(), form.file.data.filename or gettext("没有名字的文件")
    if form.kind.data != "people" and takes_long(data):
        return receive_large(data, name, form.received_on.data)
    receive = receive_people if form.kind.data == "people" else receive_file
    return receive(data, name, form.received_on.data, now=clock.now(), actor=current_actor())


def _say_if_known(run: ImportRun, began: datetime) -> None:
    """Say why a file that was handed in again opens an import of before."""
    if run.received_at < began:
        flash(gettext("同样的内容已经读过，还没有处理完，请接着核对。"))


def _index(form: UploadForm, sentence: str | None) -> str:
    page = asked_page()
    runs, total = recent_runs(db.session(), page.offset, page.per_page)
    return render_template(
        "imports/index.html",
        form=form,
        sentence=sentence,
        runs=runs,
        pages=page.of(total),
        letters=letters_of(db.session(), [run.id for run in runs]),
    )


@blueprint.route("/imports/paste", methods=["GET", "POST"])
def paste() -> ResponseReturnValue:
    """Receive pasted court text."""
    form, sentence = PasteForm(received_on=clock.today()), None
    if form.validate_on_submit():
        try:
            began = clock.now()
            run = receive_text(form.text.data, form.received_on.data, now=began, actor=current_actor())
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            _say_if_known(run, began)
            return redirect(url_for("imports.check", run_id=run.id), 303)
    page = render_template("imports/paste.html", form=form, sentence=sentence)
    return page, 422 if form.is_submitted() else 200


@blueprint.get("/imports/<int:run_id>")
def check(run_id: int) -> ResponseReturnValue:
    """Show the rows of an import beside the court's words, or how far its reading or writing is."""
    run = get_run(run_id)
    found = progress_of(run, clock.now())
    if found is None or not (found.alive or found.kind == "reading"):
        return check_page(run, failure=found.failure if found else "")
    return render_template(
        "imports/progress.html", run=run, progress=found, done=done_of(run, found), sentence=say(run, found)
    )


@blueprint.post("/imports/<int:run_id>/rows/<int:row_id>")
def row(run_id: int, row_id: int) -> ResponseReturnValue:
    """Take what a person decided about one row."""
    run = get_run(run_id)
    try:
        answer_row(run_id, row_id, _read_answer(), now=clock.now(), actor=current_actor())
    except InvalidInputError as error:
        return check_page(run, wrong={row_id: (gettext(str(error)), request.form)}), 422
    except ConflictError as error:
        if "row" not in error.details:
            raise
        return check_page(get_run(run_id), wrong={row_id: (gettext(str(error)), {})}), 409
    onward = next_open_row(run_id, row_id)
    show = request.form.get("show") or None
    return redirect(url_for("imports.check", run_id=run_id, show=show, _anchor=f"r{onward}"), 303)


def _read_answer() -> RowAnswer:
    """Read which of the row's forms was sent."""
    sent, seen = request.form, request.form.get("seen", "")[:20]
    if sent.get("do") == "edit":
        values = {name: sent.get(name, "")[:500] for name in EDITABLE if name in sent}
        return RowAnswer(values=values, seen=seen)
    if sent.get("do") in ("skip", "take"):
        return RowAnswer(skip=sent["do"] == "skip", seen=seen)
    if not sent.get("option"):
        raise InvalidInputError(_l("请选择一项。"))
    return RowAnswer(sent.get("question", ""), sent["option"], remember="remember" in sent, seen=seen)


@blueprint.post("/imports/<int:run_id>/apply")
def apply(run_id: int) -> ResponseReturnValue:
    """Write the accepted rows, all or none, and say what followed."""
    version = SettleForm().version.data or 0
    if get_run(run_id).kind == "hearings" and write_large(run_id, version):
        return redirect(url_for("imports.check", run_id=run_id), 303)
    result = apply_run(run_id, version, now=clock.now(), actor=current_actor())
    flash(result.sentence)
    return redirect(url_for("imports.check", run_id=run_id), 303)


@blueprint.route("/imports/<int:run_id>/discard", methods=["GET", "POST"])
def discard(run_id: int) -> ResponseReturnValue:
    """Drop an import; the original is kept."""
    run, form = get_run(run_id), SettleForm()
    if form.validate_on_submit():
        discard_run(run_id, form.version.data or 0, now=clock.now(), actor=current_actor())
        flash(gettext("已放弃“%(name)s”，没有写入任何内容。", name=run.name))
        return redirect(url_for("imports.index"), 303)
    form.version.data = run.version
    return render_template("imports/discard.html", run=run, form=form)


@blueprint.post("/imports/<int:run_id>/again")
def again(run_id: int) -> ResponseReturnValue:
    """Take a refused list all the same, with the reason why it is so small."""
    run = get_run(run_id)
    reason = request.form.get("reason", "").strip()
    if not reason:
        flash(gettext("请写明这份排期为什么变少。"), "bad")
        return redirect(url_for("imports.check", run_id=run_id), 303)
    data = _original(run).data
    terms = Terms(shrunk_reason=reason)
    if takes_long(data):
        taken = receive_large(data, run.name, run.received_on, terms)
        return redirect(url_for("imports.check", run_id=taken.id), 303)
    taken = receive_file(data, run.name, run.received_on, now=clock.now(), actor=current_actor(), terms=terms)
    return redirect(url_for("imports.check", run_id=taken.id), 303)


@blueprint.get("/imports/<int:run_id>/original")
def original(run_id: int) -> ResponseReturnValue:
    """Hand the original out byte for byte, never to be opened in the page."""
    run = get_run(run_id)
    headers: dict[str, Any] = {
        "Content-Disposition": "attachment",
        "Content-Type": "application/octet-stream",
    }
    answer = Response(_original(run).data, headers=headers)
    answer.headers.set("Content-Disposition", "attachment", filename=_file_name(run))
    return answer


@blueprint.get("/imports/<int:run_id>/pages/<int:number>.png")
def page_image(run_id: int, number: int) -> ResponseReturnValue:
    """Show a page of the original as it was read, to be compared with what was read."""
    turned = request.args.get("turned", 0, type=int)
    return Response(draw_original(_original(get_run(run_id)).data, number, turned), mimetype="image/png")


def _file_name(run: ImportRun) -> str:
    """Return a plain name for a saved file; headers take no more than that."""
    ending = run.name.rpartition(".")[2].lower()
    kind = ending if "." in run.name and ending.isalnum() and ending.isascii() and len(ending) <= 5 else "txt"
    return f"import-{run.id}.{kind}"


def _original(run: ImportRun) -> Blob:
    return db.session().get_one(Blob, run.blob_sha256)


def get_run(run_id: int) -> ImportRun:
    """Return an import, or answer that there is none."""
    run = db.session().get(ImportRun, run_id)
    if run is None:
        raise NotFoundError
    return run
