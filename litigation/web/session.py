"""The signed-in browser: its cookie holds a token, the row behind the token decides.

The row ends a session for good (sign-out, changed password, twelve hours); the signed
cookie carries when the browser was last seen, so that idling ends it without a write for
every page.
"""

from dataclasses import dataclass

from flask import Flask, Request, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from litigation.actions.actor import Actor
from litigation.actions.link import hash_token
from litigation.actions.sign_in import IDLE
from litigation.records.access import find_session
from litigation.records.db import db
from litigation.web.clock import now

REFRESH = 60
"""Seconds after which the cookie's "last seen" is written anew."""
WHILE_PASSWORD_IS_TEMPORARY = frozenset(
    {"account.password", "login.logout", "language.switch", "static", "bootstrap.static", "health.show"}
)

login_manager = LoginManager()


@dataclass(frozen=True)
class SignedInUser(UserMixin):
    """Whoever is signed in, as a request sees them."""

    user_id: int
    username: str
    name: str
    role: str
    agency_id: int | None
    locale: str
    must_change: bool
    session_id: int

    def get_id(self) -> str:
        """Return the id under which logs know this user."""
        return str(self.user_id)


def install(app: Flask) -> None:
    """Let the row behind the cookie decide who is signed in."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.request_loader(find_user)
    app.before_request(_stay_awake)
    app.before_request(_ask_for_own_password)


def find_user(_request: Request) -> SignedInUser | None:
    """Find the user whose session is open and not idle; a closed account has none."""
    token = own_token()
    seen = cookie.get("seen")
    if not token or not isinstance(seen, int) or now().timestamp() - seen > IDLE.total_seconds():
        return None
    found = find_session(db.session(), hash_token(token), now())
    if found is None:
        return None
    user = found.user
    return SignedInUser(
        user.id, user.username, user.name, user.role, user.agency_id, user.locale, user.must_change, found.id
    )


def begin(token: str) -> None:
    """Give the browser a fresh cookie with ``token`` and nothing from before but its language."""
    language = cookie.get("language")
    cookie.clear()
    cookie.update({"token": token, "seen": int(now().timestamp())})
    if language:
        cookie["language"] = language
    cookie.permanent = True


def end() -> None:
    """Take the cookie's contents away."""
    cookie.clear()


def own_token() -> str:
    """Return the token of this browser, empty when it has none."""
    token = cookie.get("token")
    return token if isinstance(token, str) else ""


def own_session_id() -> int | None:
    """Return the id of this browser's session row."""
    return current_user.session_id if current_user.is_authenticated else None


def current_actor() -> Actor:
    """Return who acts in this request, for actions and the journal."""
    user = current_user
    return Actor(user.name, user.role, user.user_id, user.agency_id, request.remote_addr or "")


def _stay_awake() -> None:
    """Note now and then that the browser is still there."""
    if request.endpoint in WHILE_PASSWORD_IS_TEMPORARY or not current_user.is_authenticated:
        return
    if now().timestamp() - cookie["seen"] > REFRESH:
        cookie["seen"] = int(now().timestamp())


def _ask_for_own_password() -> ResponseReturnValue | None:
    """Let nobody work under a password that somebody else has seen."""
    if request.endpoint in WHILE_PASSWORD_IS_TEMPORARY or request.endpoint is None:
        return None
    if current_user.is_authenticated and current_user.must_change:
        return redirect(url_for("account.password"), 303)
    return None
