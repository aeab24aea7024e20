"""运行情况: whether the scheduler lives, what it did, and which channel stands still."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from litigation.actions.fence import FENCE, count_due, resume_sending
from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.pulse import count_outbox, recent_jobs, stopped_channels, workers
from litigation.web import clock
from litigation.web.session import current_actor
from litigation.web.shell import SILENCE

blueprint = Blueprint("runs", __name__)

JOBS = {
    "refresh": N_("过了时间的开庭，改记为待登记"),
    "ladder": N_("催办和提醒"),
    "delivery": N_("查短信是否送达"),
    "expire": N_("报告过期未发的消息"),
    "audit": N_("查有没有漏发"),
    "draft": N_("起草上月通报"),
    "mailbox": N_("收取邮箱"),
    "sources": N_("查法院排期是否久未更新"),
    "contacts": N_("查手机号有没有核对"),
    "calendars": N_("读负责人自己的日历"),
    "prune": N_("清理旧的运行记录"),
}
"""What each periodic job does, in a clerk's words."""


@blueprint.get("/runs")
def index() -> ResponseReturnValue:
    """Show the workers, the channels, the outbox and the latest jobs."""
    session, now = db.session(), clock.now()
    stopped = stopped_channels(session)
    return render_template(
        "runs/index.html",
        workers=[(each, now - each.beat_at <= SILENCE) for each in workers(session)],
        stopped=[each for each in stopped if each.channel != FENCE],
        fence=next((each for each in stopped if each.channel == FENCE), None),
        waiting=count_due(session, now),
        may_resume=current_user.role == "admin",
        outbox=count_outbox(session, now),
        jobs=recent_jobs(session, 50),
        names=JOBS,
    )


@blueprint.post("/runs/resume")
def resume() -> ResponseReturnValue:
    """Let messages leave again after a restore; what is due by now goes out only if asked for."""
    drop = request.form.get("due") != "send"
    dropped = resume_sending(drop_due=drop, now=clock.now(), actor=current_actor())
    told = gettext("已恢复发送，作废 %(n)s 条。", n=dropped) if drop else gettext("已恢复发送。")
    flash(told)
    return redirect(url_for("runs.index"))
