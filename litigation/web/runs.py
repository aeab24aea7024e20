"""运行情况: whether the scheduler lives, what it did, and which channel stands still."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.pulse import count_outbox, recent_jobs, stopped_channels, workers
from litigation.web import clock
from litigation.web.shell import SILENCE

blueprint = Blueprint("runs", __name__)

JOBS = {
    "refresh": N_("过了时间的开庭，改记为待登记"),
    "ladder": N_("催办和提醒"),
    "delivery": N_("查短信是否送达"),
    "audit": N_("查有没有漏发"),
    "draft": N_("起草上月通报"),
    "prune": N_("清理旧的运行记录"),
}
"""What each periodic job does, in a clerk's words."""


@blueprint.get("/runs")
def index() -> ResponseReturnValue:
    """Show the workers, the channels, the outbox and the latest jobs."""
    session, now = db.session(), clock.now()
    return render_template(
        "runs/index.html",
        workers=[(each, now - each.beat_at <= SILENCE) for each in workers(session)],
        stopped=stopped_channels(session),
        outbox=count_outbox(session, now),
        jobs=recent_jobs(session, 50),
        names=JOBS,
    )
