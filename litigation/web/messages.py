"""告知: the outbox as a list, one message as it left or lies on this machine, a month of messages."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.actions.settle_message import answerable, settle_message
from litigation.law.clock import at_shanghai, month_of, read_month
from litigation.law.error import LitigationError, NotFoundError
from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.delivery_event import events_of_notice
from litigation.records.inbound_message import count_waiting_messages, find_inbound
from litigation.records.message_month import MessageCount, count_by_agency, count_by_day
from litigation.records.outbox import count_by_state, find_notice, find_notices, open_task_of
from litigation.web import clock
from litigation.web.paging import asked_page
from litigation.web.sentence import NOTICES
from litigation.web.session import current_actor

blueprint = Blueprint("messages", __name__)

REPORTS = {
    "accepted": N_("服务商已接收"),
    "queued": N_("排队"),
    "sending": N_("正在发送"),
    "sent": N_("已交运营商"),
    "delivered": N_("送达"),
    "read": N_("已读"),
    "undelivered": N_("没有送到"),
    "failed": N_("没有发出"),
    "canceled": N_("已取消"),
}
"""What the provider's reports say."""

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
        tasks=open_task_of(session, [each.id for each in rows]),
        month=month_of(clock.today()),
        inbound=count_waiting_messages(session),
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
    return render_template(
        "told/show.html",
        notice=notice,
        kept_here=here,
        events=events_of_notice(db.session(), notice_id),
        reports=REPORTS,
        task=open_task_of(db.session(), [notice_id]).get(notice_id),
    )


@blueprint.get("/messages/months/<month>")
def month(month: str) -> ResponseReturnValue:
    """Show what was sent, arrived, was opened and answered in one month."""
    try:
        first, last = read_month(month)
    except LitigationError:
        raise NotFoundError from None
    begin, end = at_shanghai(first, 0), at_shanghai(last + timedelta(days=1), 0)
    session = db.session()
    by_agency = count_by_agency(session, begin, end)
    return render_template(
        "told/month.html",
        month=month,
        before=month_of(first - timedelta(days=1)),
        after=month_of(last + timedelta(days=1)),
        by_agency=by_agency,
        by_day=count_by_day(session, begin, end),
        total=sum((count for _name, count in by_agency), MessageCount()),
    )


@blueprint.route("/messages/inbox", methods=["GET", "POST"])
def inbox() -> ResponseReturnValue:
    """List what people wrote back and nobody has dealt with; a person says what each one means."""
    session, sentence = db.session(), None
    if request.method == "POST":
        try:
            flash(_settle())
        except LitigationError as error:
            sentence = gettext(str(error))
        else:
            return redirect(url_for("messages.inbox"), 303)
    state = "done" if request.args.get("state") == "done" else "waiting"
    page = asked_page()
    rows, total = find_inbound(session, state, page.offset, page.per_page)
    open_ones = {row.id: answerable(session, row, clock.now()) for row in rows if state == "waiting"}
    shown = render_template(
        "told/inbox.html", messages=rows, open_ones=open_ones, pages=page.of(total), sentence=sentence
    )
    return shown, 422 if sentence else 200


def _settle() -> str:
    """Settle one message as the form says, and tell what follows."""
    form = request.form
    answer, _, number = form.get("answer", "").partition(":")
    settled = settle_message(
        form.get("message", 0, type=int),
        answer,
        assignment_id=int(number) if number.isdecimal() else None,
        note=form.get("note", ""),
        now=clock.now(),
        actor=current_actor(),
        secret=current_app.config["LITIGATION"].secret_key,
    )
    return gettext(settled.outcome)
