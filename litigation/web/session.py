"""The signed-in browser: its cookie holds a token, the row behind the token decides."""

from dataclasses import dataclass

from flask import Flask, Request, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.link import hash_token
from litigation.actions.sign_in import IDLE
from litigation.records.db import db
from litigation.records.user import LoginSession, User
from litigation.web.clock import now

login_manager = LoginManager()


def install(app: Flask) -> None:
    """Let the row behind the cookie decide who is signed in."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.request_loader(find_account)


@dataclass(frozen=True)
class Account(UserMixin):
    """Whoever is signed in, as a request sees them."""

    id: int
    username: str
    name: str
    role: str
    agency_id: int | None
    locale: str
    must_change: bool
    token: str

    def get_id(self) -> str:
        """Return the id under which logs know this account."""
        return str(self.id)


def find_account(_request: Request) -> Account | None:
    """Find the account whose session is open now; a closed account has none."""
    token = cookie.get("token")
    if not isinstance(token, str):
        return None
    user = db.session.scalar(
        select(User)
        .join(LoginSession, LoginSession.user_id == User.id)
        .where(
            LoginSession.token_hash == hash_token(token),
            LoginSession.ended_at.is_(None),
            LoginSession.ends_at > now(),
            LoginSession.seen_at > now() - IDLE,
            User.active.is_(True),
        )
    )
    if user is None:
        return None
    return Account(
        user.id, user.username, user.name, user.role, user.agency_id, user.locale, user.must_change, token
    )


def begin(token: str) -> None:
    """Give the browser a fresh cookie with ``token`` and nothing from before."""
    chosen = cookie.get("language")
    cookie.clear()
    if chosen:
        cookie["language"] = chosen
    cookie["token"] = token
    cookie.permanent = True


def end() -> None:
    """Take the cookie's contents away."""
    cookie.clear()


def actor() -> Actor:
    """Return who acts in this request, for actions and the journal."""
    return Actor(
        current_user.username,
        current_user.role,
        current_user.id,
        current_user.agency_id,
        request.remote_addr or "",
    )
