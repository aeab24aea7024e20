"""消息文字: the words that people receive, shown filled in and changed by the office."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.actions.manage_wordings import (
    change_wording,
    changed_events,
    fields_of,
    shipped,
    show_wording,
    wording_version,
    wordings_of,
)
from litigation.law.error import LitigationError, NotFoundError
from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.message_wording import wording_history
from litigation.web import clock
from litigation.web.sentence import NOTICES
from litigation.web.session import current_actor

blueprint = Blueprint("wordings", __name__)

PARTS = {
    "sms.txt": N_("短信"),
    "subject.txt": N_("邮件标题"),
    "mail.txt": N_("邮件正文"),
    "script.txt": N_("通话要点"),
}


@blueprint.get("/settings/messages")
def index() -> ResponseReturnValue:
    """List the messages, and which ones the office words for itself."""
    changed = changed_events(db.session())
    return render_template("settings/wordings.html", events=NOTICES, changed=changed)


@blueprint.route("/settings/messages/<event>", methods=["GET", "POST"])
def edit(event: str) -> ResponseReturnValue:
    """Show one message filled in; save the office's words, or show them first."""
    if event not in NOTICES:
        raise NotFoundError
    session, own, sentence, wrong = db.session(), wordings_of(db.session(), event), None, ""
    given = {**shipped(event), **own}
    if request.method == "POST":
        given = {part: request.form.get(part, "") for part in given}
        if request.form.get("act") == "save":
            try:
                _save(event, given)
            except LitigationError as error:
                sentence, wrong = gettext(str(error)), str(error.details.get("field", ""))
            else:
                return redirect(url_for("wordings.edit", event=event), 303)
    page = render_template(
        "settings/wording.html",
        event=event,
        name=NOTICES[event],
        parts=PARTS,
        given=given,
        own=own,
        shown=show_wording(db.session(), event, given, clock.now()),
        fields=fields_of(event),
        history=wording_history(session, event)[:10],
        version=request.form.get("version") or wording_version(session, event),
        sentence=sentence,
        wrong=wrong,
    )
    return page, 422 if sentence else 200


def _save(event: str, given: dict[str, str]) -> None:
    """Put the words in force and tell what follows."""
    version = request.form.get("version", 0, type=int)
    changed = change_wording(event, given, version=version, now=clock.now(), actor=current_actor())
    if changed:
        flash(gettext("已保存，从下一条消息起用新的文字。"))
    else:
        flash(gettext("文字没有变化。"))
