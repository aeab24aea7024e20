"""Whether the server lives: for a monitor outside, which must notice a dead scheduler."""

from datetime import timedelta

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from litigation.records.db import db
from litigation.records.pulse import last_beat
from litigation.web.clock import now

SILENCE = timedelta(seconds=25)
"""A worker beats every ten seconds; two beats missed are a silence."""

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def show() -> ResponseReturnValue:
    """Answer 200 while database and scheduler are alive, 503 otherwise."""
    beat = last_beat(db.session())
    alive = beat is not None and now() - beat <= SILENCE
    age = round((now() - beat).total_seconds()) if beat else None
    answer = jsonify(database="ok", scheduler="ok" if alive else "silent", last_beat_seconds=age)
    return answer, 200 if alive else 503
