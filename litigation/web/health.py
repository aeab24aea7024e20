"""Whether the server lives: for a monitor outside, which must notice a dead scheduler."""

from datetime import timedelta

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from litigation.records.db import db
from litigation.records.pulse import count_outbox, last_beat
from litigation.web.clock import now

SILENCE = timedelta(seconds=25)
"""A worker beats every ten seconds; two beats missed are a silence."""

LATE = timedelta(minutes=5)
"""A message due for so long that has not gone means that sending stands still."""

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def show() -> ResponseReturnValue:
    """Answer 200 while database, scheduler and outbox are well, 503 otherwise."""
    session, at = db.session(), now()
    beat, due = last_beat(session), count_outbox(session, at).oldest_due_at
    alive = beat is not None and at - beat <= SILENCE
    late = due is not None and at - due > LATE
    answer = jsonify(
        database="ok",
        scheduler="ok" if alive else "silent",
        outbox="late" if late else "ok",
        last_beat_seconds=round((at - beat).total_seconds()) if beat else None,
        oldest_due_seconds=round((at - due).total_seconds()) if due else 0,
    )
    return answer, 200 if alive and not late else 503
