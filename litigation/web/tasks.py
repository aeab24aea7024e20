"""待办: one thing that waits for a person; a call is recorded here, everything else has its own page."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from litigation.actions.answer_notice import Refusal, record_call
from litigation.actions.close_task import BY_WORD, close_task
from litigation.law.attendance import ExcuseGround
from litigation.law.error import LitigationError, NotFoundError
from litigation.records.agency import Official
from litigation.records.db import db
from litigation.records.notice import Task
from litigation.web import clock, reveal
from litigation.web.field import TextField, at_most, optional
from litigation.web.form_error import show_error
from litigation.web.next_step import Button
from litigation.web.session import current_actor

blueprint = Blueprint("tasks", __name__)


class CallForm(FlaskForm):
    """What came of a telephone call to a head."""

    answer = RadioField(
        _l("通话结果"),
        [InputRequired(_l("请选择通话结果。"))],
        choices=[
            SelectChoice("confirmed", _l("能出庭")),
            SelectChoice("declined", _l("不能出庭，改问下一位")),
            SelectChoice("no_answer", _l("没有接通或没有答复")),
        ],
    )
    ground = RadioField(
        _l("不能出庭的理由（选“不能出庭”时填）"),
        [optional()],
        choices=[SelectChoice(each.value, _l(each.label)) for each in ExcuseGround],
    )
    words = TextField(
        _l("具体情况"), [optional(), at_most(500)], description=_l("选“其他正当事由”的必须写明")
    )
    note = TextField(_l("通话备注"), [optional(), at_most(200)])

    def refusal(self) -> Refusal | None:
        """Return the reason a head gave, if there is one."""
        return Refusal(self.ground.data, self.words.data) if self.ground.data else None


class DoneForm(FlaskForm):
    """What was done about a task."""

    note = TextField(_l("怎么处理的"), [at_most(200)], description=_l("例如：已补手机号，已打办公室电话告知"))


@blueprint.route("/tasks/<int:task_id>", methods=["GET", "POST"])
def show(task_id: int) -> ResponseReturnValue:
    """Show one task and close it."""
    task, sentence = db.session().get(Task, task_id), None
    if task is None:
        raise NotFoundError
    form = CallForm() if task.kind == "phone" else DoneForm()
    if form.validate_on_submit():
        try:
            flash(_close(task, form))
        except LitigationError as error:
            sentence = show_error(form, error)
        else:
            return redirect(url_for("today.index"), 303)
    official = db.session().get(Official, task.official_id) if task.official_id else None
    page = render_template(
        "tasks/show.html",
        task=task,
        form=form,
        sentence=sentence,
        official=official,
        revealed=official is not None and reveal.is_shown("official", official.id),
        by_word=task.kind in BY_WORD,
        cure=_cure(task),
    )
    return page, 422 if form.is_submitted() else 200


def _close(task: Task, form: CallForm | DoneForm) -> str:
    """Record the call, or what was done, and say what follows."""
    now, actor = clock.now(), current_actor()
    if isinstance(form, DoneForm):
        close_task(task.id, form.note.data, now=now, actor=actor)
        return gettext("已标为处理完。")
    answer, secret = form.answer.data, current_app.config["LITIGATION"].secret_key
    refusal, note = form.refusal(), form.note.data
    asked = record_call(task.id, answer, refusal=refusal, note=note, now=now, actor=actor, secret=secret)
    if answer == "confirmed":
        return gettext("已记录通话：能出庭，催办停止。")
    if answer == "no_answer":
        return gettext("已记录通话：没有接通，系统按时改问下一位。")
    if asked is None:
        return gettext("已记录通话：不能出庭。没有可以改问的负责人，请确定出庭人选。")
    return gettext("已记录通话：不能出庭，已改问%(who)s。", who=asked.official.name)


def _cure(task: Task) -> Button | None:
    """Return the page on which the matter itself is settled."""
    if task.kind in ("assign", "declined") and task.hearing_id and task.agency_id:
        url = url_for("assignments.show", hearing_id=task.hearing_id, agency_id=task.agency_id)
        return Button(url, gettext("派负责人"), "person-plus")
    if task.kind == "outcome" and task.hearing_id:
        url = url_for("hearings.record", hearing_id=task.hearing_id)
        return Button(url, gettext("登记结果"), "clipboard-check")
    if task.kind == "certificate" and task.hearing:
        url = url_for("cases.show", case_id=task.hearing.lawsuits[0].id, _anchor="papers")
        return Button(url, gettext("看材料"), "file-earmark-check")
    if task.kind == "date" and task.hearing_id:
        return Button(url_for("hearings.move", hearing_id=task.hearing_id), gettext("改期"), "calendar3")
    if task.kind == "channel":
        return Button(url_for("runs.index"), gettext("看运行情况"), "activity")
    if task.kind == "verify" and task.official_id:
        url = url_for("people.show", official_id=task.official_id)
        return Button(url, gettext("核对号码"), "telephone")
    if task.kind == "calendar" and task.official_id:
        url = url_for("availability.show", official_id=task.official_id)
        return Button(url, gettext("看日程"), "calendar3")
    if task.official_id:
        url = url_for("people.edit", official_id=task.official_id)
        return Button(url, gettext("改人员资料"), "person-gear")
    if task.agency_id:
        return Button(url_for("agencies.show", agency_id=task.agency_id), gettext("看机关"), "building")
    return None
