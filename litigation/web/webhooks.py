"""Where the provider of text messages reports: what became of a text, and what people write back.

Nobody signs in here; the provider signs each call. A bad signature changes nothing and is logged
without the content.
"""

import logging
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from litigation.actions.check_caller import is_from_twilio
from litigation.actions.take_status import take_status
from litigation.actions.take_text import take_text
from litigation.web import clock

MOST_BYTES = 16 * 1024
"""The largest report; Twilio's are under two kilobytes."""

NO_CONTENT = 204

log = logging.getLogger("litigation.webhooks")

blueprint = Blueprint("webhooks", __name__)


@blueprint.before_request
def refuse_strangers() -> None:
    """Let signed calls through, and nothing else."""
    request.max_content_length = MOST_BYTES
    config = current_app.config["LITIGATION"]
    path = request.full_path.rstrip("?")
    signature = request.headers.get("X-Twilio-Signature", "")
    if not is_from_twilio(config, path, request.form.to_dict(), signature):
        log.warning("call without a good signature refused", extra={"endpoint": request.endpoint})
        abort(403)


@blueprint.post("/webhooks/twilio/status")
def status() -> ResponseReturnValue:
    """Keep one report of what became of a text."""
    form = request.form
    kept = take_status(
        form.get("MessageSid", ""), form.get("MessageStatus", ""), form.get("ErrorCode", ""), now=clock.now()
    )
    if not kept:
        log.info("report known already")
    return Response(status=NO_CONTENT)


@blueprint.post("/webhooks/twilio/sms")
def reply() -> ResponseReturnValue:
    """Take a text that somebody sent to the office's number, and answer it if there is an answer."""
    form = request.form
    sid = form.get("MessageSid", "")
    if not sid:
        abort(400)
    secret = current_app.config["LITIGATION"].secret_key
    answer = take_text(sid, form.get("From", ""), form.get("Body", ""), now=clock.now(), secret=secret)
    said = f"<Message>{escape(answer)}</Message>" if answer else ""
    return Response(f'<?xml version="1.0" encoding="UTF-8"?><Response>{said}</Response>', mimetype="text/xml")
