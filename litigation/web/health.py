"""Whether the server lives: for a monitor outside, which must notice a dead scheduler."""

from datetime import timedelta

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from litigation.records.db import db
from litigation.records.pulse import last_beat
from litigation.web.clock import now

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def show() -> ResponseReturnValue:
    """Answer 200 while database and scheduler are alive, 503 otherwise."""
    silence = timedelta(seconds=2 * current_app.config["LITIGATION"].tick_seconds)
    beat = last_beat(db.session())
    alive = beat is not None and now() - beat <= silence
    age = round((now() - beat).total_seconds()) if beat else None
    answer = jsonify(database="ok", scheduler="ok" if alive else "silent", last_beat_seconds=age)
    return answer, 200 if alive else 503
