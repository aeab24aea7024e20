"""Users of the office, their sessions, and every attempt to sign in."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from litigation.records.agency import Agency
from litigation.records.db import Record, UtcDateTime


class User(Record):
    """An account. Heads have none: they come by link.

    ``temporary_until`` bounds a password given out by an administrator; ``former_hashes`` are
    the passwords used before, newest first, which may not be taken again.
    """

    __tablename__ = "user_account"
    __table_args__ = (
        CheckConstraint(
            "role IN ('admin', 'auditor', 'clerk', 'liaison', 'leadership', 'head')", name="role"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(20))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    must_change: Mapped[bool] = mapped_column(default=False)
    temporary_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    password_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    former_hashes: Mapped[list[str]] = mapped_column(JSON, default=list)
    mobile: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(10), default="zh")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    agency: Mapped[Agency | None] = relationship()


class LoginSession(Record):
    """A signed-in browser; only the hash of its token is stored."""

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ip: Mapped[str] = mapped_column(String(45), default="")

    user: Mapped[User] = relationship()


class LoginAttempt(Record):
    """One try to sign in; lockout counts these rows over all processes."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_username_tried_at", "username", "tried_at"),
        Index("ix_login_attempt_ip_tried_at", "ip", "tried_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60))
    ip: Mapped[str] = mapped_column(String(45), default="")
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime)
    succeeded: Mapped[bool] = mapped_column(default=False)
    cleared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FirstRun(Record):
    """The one-time code of the first-run page; only its hash is stored."""

    __tablename__ = "first_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)


def list_users(session: Session) -> list[User]:
    """Return every account, open ones first, by name."""
    query = select(User).options(joinedload(User.agency)).order_by(User.active.desc(), User.name, User.id)
    return list(session.scalars(query))


def open_sessions(session: Session, user_id: int, now: datetime) -> list[LoginSession]:
    """Return the sessions of a user that have not ended, newest first."""
    query = select(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.ended_at.is_(None), LoginSession.ends_at > now
    )
    return list(session.scalars(query.order_by(LoginSession.created_at.desc(), LoginSession.id.desc())))


def last_sign_ins(session: Session) -> dict[int, datetime]:
    """Return when each user last signed in."""
    query = select(LoginSession.user_id, func.max(LoginSession.created_at)).group_by(LoginSession.user_id)
    return {row[0]: row[1] for row in session.execute(query)}
