"""Signing in and out: lockout and sessions are rows, so they hold over all processes.

An attempt is written down as failed before the password is looked at, so that many
attempts at once cannot outrun the count. An account that does not exist is counted and
answered like one that does.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.journal import record_act
from litigation.actions.link import hash_token
from litigation.actions.office import office_settings
from litigation.actions.password import password_fits
from litigation.law.error import LitigationError
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.user import LoginAttempt, LoginSession, User

TRIES = 5
WINDOW = timedelta(minutes=15)
"""Five failures within the window lock the account until the window has passed."""
ADDRESS_TRIES = 60
ADDRESS_WINDOW = timedelta(minutes=1)
"""Failures allowed from one address, over all accounts."""
ABSOLUTE = timedelta(hours=12)
IDLE = timedelta(minutes=30)


class SignInRefusedError(LitigationError):
    """Account or password is wrong, or the account is closed; the answer does not tell which."""

    message = N_("账号或密码不对。")


class SignInLockedError(LitigationError):
    """Too many failures of one account."""

    message = N_("连续输错 5 次，这个账号暂停登录 15 分钟。需要马上使用，请联系系统管理员解锁。")


class TooManyAttemptsError(LitigationError):
    """Too many failures from one address."""

    message = N_("这个网络地址尝试登录的次数太多，请 1 分钟后再试。")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session. ``token`` goes to the browser and is stored nowhere."""

    token: str
    user_id: int
    role: str
    must_change: bool = False


def sign_in(username: str, password: str, *, now: datetime, ip: str = "") -> SignedIn:
    """Open a session for the right password.

    Raises:
        SignInRefusedError: ``details["left"]`` says how many tries are left.
        SignInLockedError: the account is locked for a while.
        TooManyAttemptsError: the address is stopped for a minute.
    """
    account = account_key(username)
    attempt_id = _reserve_attempt(account, now, ip)
    user = _find_active(account, now)
    if not password_fits(user.password_hash if user else None, password) or user is None:
        raise SignInRefusedError(left=_refuse(account, now, ip))
    with writing() as session:
        user = session.get_one(User, user.id, populate_existing=True)
        session.execute(
            update(LoginAttempt).where(LoginAttempt.id == attempt_id).values(succeeded=True, cleared_at=now)
        )
        _clear_failures(session, account, now)
        user.must_change = user.must_change or _has_run_out(session, user, now)
        token = open_session(session, user.id, now, ip)
        actor = Actor(user.username, user.role, user.id, user.agency_id, ip)
        record_act(session, now, actor, "sign_in", "user", user.id, result="ok")
    return SignedIn(token, user.id, user.role, user.must_change)


def open_session(session: Session, user_id: int, now: datetime, ip: str = "") -> str:
    """Write a session row inside the caller's transaction and return its token."""
    token = secrets.token_urlsafe(32)
    session.add(
        LoginSession(
            token_hash=hash_token(token),
            user_id=user_id,
            created_at=now,
            seen_at=now,
            ends_at=now + ABSOLUTE,
            ip=ip,
        )
    )
    session.flush()
    return token


def sign_out(token: str, *, now: datetime, actor: Actor) -> None:
    """End one session on the server; its cookie is worth nothing afterwards."""
    with writing() as session:
        session.execute(
            update(LoginSession)
            .where(LoginSession.token_hash == hash_token(token), LoginSession.ended_at.is_(None))
            .values(ended_at=now)
        )
        record_act(session, now, actor, "sign_out", "user", actor.user_id)


def end_other_sessions(token: str, *, now: datetime, actor: Actor) -> int:
    """End every session of the actor but the one with ``token``; return how many ended."""
    with writing() as session:
        ended = end_sessions(session, actor.user_id or 0, now, keep=token)
        record_act(session, now, actor, "end_sessions", "user", actor.user_id, ended=ended)
    return ended


def end_sessions(session: Session, user_id: int, now: datetime, keep: str = "") -> int:
    """End the open sessions of a user inside the caller's transaction."""
    open_rows = select(LoginSession).where(
        LoginSession.user_id == user_id,
        LoginSession.ended_at.is_(None),
        LoginSession.ends_at > now,
        LoginSession.token_hash != hash_token(keep),
    )
    rows = session.scalars(open_rows).all()
    for row in rows:
        row.ended_at = now
    return len(rows)


def unlock(username: str, *, now: datetime, actor: Actor) -> None:
    """Forget the failures of one account; the caller has checked the role."""
    with writing() as session:
        account = account_key(username)
        _clear_failures(session, account, now)
        user_id = session.scalar(select(User.id).where(User.username == account))
        record_act(session, now, actor, "unlock", "user", user_id)


def account_key(username: str) -> str:
    """Bring an account name to the form in which it is stored."""
    return unicodedata.normalize("NFKC", username).strip().lower()[:60]


def failures(session: Session, account: str, now: datetime) -> int:
    """Count the failures that still weigh against an account."""
    return _count(session, now - WINDOW, LoginAttempt.username == account)


def _count(session: Session, since: datetime, of_whom: ColumnElement[bool]) -> int:
    """Count failed and not forgiven attempts after ``since``."""
    failed = (LoginAttempt.succeeded.is_(False), LoginAttempt.cleared_at.is_(None))
    counted = select(func.count(LoginAttempt.id)).where(of_whom, LoginAttempt.tried_at > since, *failed)
    return session.scalar(counted) or 0


def _reserve_attempt(account: str, now: datetime, ip: str) -> int:
    """Write the attempt down as failed, or refuse it because there were too many."""
    with writing() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"sign_in:{account}"))))
        refusal: LitigationError | None = None
        if failures(session, account, now) >= TRIES:
            refusal = SignInLockedError()
        elif ip and _count(session, now - ADDRESS_WINDOW, LoginAttempt.ip == ip) >= ADDRESS_TRIES:
            refusal = TooManyAttemptsError()
        attempt = LoginAttempt(username=account, ip=ip, tried_at=now, cleared_at=now if refusal else None)
        session.add(attempt)
        session.flush()
        attempt_id = attempt.id
        if refusal:
            _record_refusal(session, account, now, ip, "locked")
    if refusal:
        raise refusal
    return attempt_id


def _find_active(account: str, now: datetime) -> User | None:
    """Find the open account, unless its temporary password has run out."""
    with writing() as session:
        user = session.scalar(select(User).where(User.username == account, User.active.is_(True)))
        if user and user.role == "head":
            return None
        if user and user.temporary_until and user.temporary_until <= now:
            return None
        return user


def _has_run_out(session: Session, user: User, now: datetime) -> bool:
    """Tell whether the password is older than the office allows."""
    days = office_settings(session).password_days
    return bool(days and user.password_set_at and user.password_set_at + timedelta(days=days) <= now)


def _refuse(account: str, now: datetime, ip: str) -> int:
    """Put the failure into the journal and say how many tries are left."""
    with writing() as session:
        _record_refusal(session, account, now, ip, "refused")
        return max(0, TRIES - failures(session, account, now))


def _record_refusal(session: Session, account: str, now: datetime, ip: str, result: str) -> None:
    """Write the journal line of an attempt that failed."""
    user_id = session.scalar(select(User.id).where(User.username == account))
    stranger = Actor(name=account, role="", ip=ip)
    record_act(session, now, stranger, "sign_in", "user", user_id, result=result)


def _clear_failures(session: Session, account: str, now: datetime) -> None:
    """Forgive the failures of an account."""
    session.execute(
        update(LoginAttempt)
        .where(LoginAttempt.username == account, LoginAttempt.cleared_at.is_(None))
        .values(cleared_at=now)
    )
