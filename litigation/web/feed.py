"""日历订阅: the file a calendar fetches, and the pages on which its address is made and revoked."""

import hashlib

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.actions.manage_feeds import make_feed, revoke_feed
from litigation.actions.read_feed import read_feed
from litigation.law.error import LinkDeadError, NotFoundError
from litigation.records.agency import Official
from litigation.records.db import db
from litigation.web import clock
from litigation.web.session import current_actor

blueprint = Blueprint("feed", __name__)


@blueprint.get("/feed/<token>.ics")
def show(token: str) -> ResponseReturnValue:
    """Give the calendar; one that has it already is told so and gets nothing."""
    try:
        feed = read_feed(token, clock.now())
    except LinkDeadError:
        raise NotFoundError from None
    response = Response(feed.content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="hearings.ics"'
    response.cache_control.private = True
    response.cache_control.max_age = 300
    response.last_modified = feed.changed_at
    response.set_etag(hashlib.sha256(feed.content).hexdigest()[:32])
    return response.make_conditional(request)


@blueprint.post("/feeds")
def make() -> ResponseReturnValue:
    """Make the acting user's own address and show it this once."""
    return _shown(make_feed(now=clock.now(), actor=current_actor()), url_for("account.index"))


@blueprint.post("/people/<int:official_id>/feed")
def make_for(official_id: int) -> ResponseReturnValue:
    """Make a head's address and show it this once, for the clerk to pass on."""
    official = db.session().get(Official, official_id)
    if official is None:
        raise NotFoundError
    name = official.name
    token = make_feed(official_id, now=clock.now(), actor=current_actor())
    return _shown(token, url_for("people.show", official_id=official_id), name)


@blueprint.post("/feeds/<int:feed_id>/revoke")
def revoke(feed_id: int) -> ResponseReturnValue:
    """Let an address answer no more."""
    link = revoke_feed(feed_id, now=clock.now(), actor=current_actor())
    flash(gettext("已停用这个订阅地址，日历里的旧内容不再更新。"))
    if link.official_id is not None:
        return redirect(url_for("people.show", official_id=link.official_id), 303)
    return redirect(url_for("account.index"), 303)


def _shown(token: str, back: str, name: str = "") -> ResponseReturnValue:
    address = f"{current_app.config['LITIGATION'].base_url}{url_for('feed.show', token=token)}"
    return render_template("account/feed.html", address=address, back=back, name=name)
