"""运行情况: whether the scheduler lives, what it did, and which channel stands still."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from litigation.records.db import db
from litigation.records.pulse import count_outbox, recent_jobs, stopped_channels, workers
from litigation.web import clock
from litigation.web.shell import SILENCE

blueprint = Blueprint("runs", __name__)


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
    )
