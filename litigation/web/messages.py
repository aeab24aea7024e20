"""告知: the outbox as a list, and one message as it left or lies on this machine."""

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from litigation.law.error import NotFoundError
from litigation.records.db import db
from litigation.records.outbox import count_by_state, find_notice, find_notices
from litigation.web import clock
from litigation.web.paging import asked_page
from litigation.web.sentence import NOTICES

blueprint = Blueprint("messages", __name__)

STATES = ("planned", "claimed", "sent", "failed", "superseded", "expired")
CHANNELS = ("sms", "mail")


@blueprint.get("/messages")
def index() -> ResponseReturnValue:
    """List what failed, what left and what leaves within a day; the rest by its state."""
    page, session = asked_page(), db.session()
    wanted = {name: request.args.get(name, "") for name in ("state", "channel", "event")}
    rows, total = find_notices(session, clock.now(), wanted, first=page.offset, count=page.per_page)
    config = current_app.config["LITIGATION"]
    return render_template(
        "told/index.html",
        notices=rows,
        pages=page.of(total),
        states=STATES,
        counts=count_by_state(session, wanted),
        events=NOTICES,
        kept_here=[
            name for name, leaves in (("sms", config.texts_leave), ("mail", config.smtp)) if not leaves
        ],
    )


@blueprint.get("/messages/<int:notice_id>")
def show(notice_id: int) -> ResponseReturnValue:
    """Show one message: what it said, its steps, and why it did not arrive."""
    notice = find_notice(db.session(), notice_id)
    if notice is None:
        raise NotFoundError
    config = current_app.config["LITIGATION"]
    here = not config.texts_leave if notice.channel == "sms" else config.smtp is None
    return render_template("told/show.html", notice=notice, kept_here=here)
