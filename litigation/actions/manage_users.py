"""Accounts: made, changed, closed and unlocked by an administrator; passwords by their owner."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor, require
from litigation.actions.contact import read_email, read_number
from litigation.actions.first_run import check_username
from litigation.actions.journal import record_act
from litigation.actions.password import (
    REMEMBERED,
    check_password,
    hash_password,
    new_temporary_password,
    password_fits,
)
from litigation.actions.sign_in import SignInRefusedError, end_sessions, open_session, unlock
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.role import Role
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.user import User

TEMPORARY = timedelta(days=3)
"""A password given out by an administrator must be changed within this time."""


@dataclass(frozen=True, slots=True)
class UserInput:
    """What an administrator may say about an account; nothing else of a form is taken.

    ``mobile`` and ``email`` of ``None`` stay as they are, an empty text takes them away.
    """

    username: str
    name: str
    role: str
    agency_id: int | None = None
    mobile: str | None = None
    email: str | None = None


def create_user(entry: UserInput, *, now: datetime, actor: Actor) -> tuple[User, str]:
    """Open an account; the temporary password is returned once and stored nowhere.

    Raises:
        InvalidInputError: the name is taken, or role and agency do not fit together.
    """
    require(actor, "admin", "system")
    password = new_temporary_password()
    with writing() as session:
        account = check_username(entry.username)
        if session.scalar(select(User.id).where(User.username == account)):
            raise InvalidInputError(N_("这个账号已经有人用，请换一个。"), field="username")
        user = User(username=account, created_at=now)
        _fill(user, entry)
        _give_temporary(user, password, now)
        session.add(user)
        session.flush()
        record_act(session, now, actor, "user.create", "user", user.id, role=user.role)
    return user, password


def update_user(user_id: int, version: int, entry: UserInput, *, now: datetime, actor: Actor) -> User:
    """Change name, role, agency or contact; another role or agency ends the user's sessions.

    Raises:
        ConflictError: somebody changed the account since ``version``.
        InvalidInputError: the last administrator would be lost.
    """
    require(actor, "admin", "system")
    with writing() as session:
        user = _get(session, user_id, version)
        before = (user.role, user.agency_id)
        if user.role == "admin" and entry.role != "admin":
            _keep_an_administrator(session, user)
        _fill(user, entry)
        user.version += 1
        if before != (user.role, user.agency_id):
            end_sessions(session, user.id, now)
        record_act(session, now, actor, "user.change", "user", user.id, before=before[0], role=user.role)
    return user


def set_user_active(user_id: int, version: int, active: bool, *, now: datetime, actor: Actor) -> User:
    """Close an account at once, or open it again."""
    require(actor, "admin", "system")
    with writing() as session:
        user = _get(session, user_id, version)
        if not active and user.role == "admin":
            _keep_an_administrator(session, user)
        user.active = active
        user.version += 1
        end_sessions(session, user.id, now)
        record_act(session, now, actor, "user.open" if active else "user.close", "user", user.id)
    return user


def reset_password(user_id: int, version: int, *, now: datetime, actor: Actor) -> str:
    """Give a temporary password, end the user's sessions, and return it once."""
    require(actor, "admin", "system")
    password = new_temporary_password()
    with writing() as session:
        user = _get(session, user_id, version)
        _give_temporary(user, password, now)
        user.version += 1
        end_sessions(session, user.id, now)
        record_act(session, now, actor, "user.reset", "user", user.id)
        unlock(user.username, now=now, actor=actor)
    return password


def unlock_user(user_id: int, *, now: datetime, actor: Actor) -> None:
    """Forget an account's failed attempts."""
    require(actor, "admin", "system")
    with writing() as session:
        unlock(_get(session, user_id).username, now=now, actor=actor)


def end_user_sessions(user_id: int, *, now: datetime, actor: Actor) -> int:
    """Sign a user out everywhere; return how many sessions ended."""
    require(actor, "admin", "system")
    with writing() as session:
        user = _get(session, user_id)
        ended = end_sessions(session, user.id, now)
        record_act(session, now, actor, "end_sessions", "user", user.id, ended=ended)
    return ended


def change_own_password(current: str | None, new: str, *, now: datetime, actor: Actor) -> str:
    """Set the actor's own password, end all sessions, and return the token of a new one.

    ``current`` may be ``None`` only while the password is a temporary one just typed in.

    Raises:
        SignInRefusedError: the current password is wrong.
        InvalidInputError: the policy does not allow the new one.
    """
    with writing() as session:
        user = _get(session, actor.user_id or 0)
        if not (current is None and user.must_change) and not password_fits(
            user.password_hash, current or ""
        ):
            raise SignInRefusedError(N_("当前密码不对，请重新输入。"))
        check_password(new, (user.username, user.name), [user.password_hash, *user.former_hashes])
        user.former_hashes = [user.password_hash, *user.former_hashes][: REMEMBERED - 1]
        user.password_hash = hash_password(new)
        user.password_set_at, user.must_change, user.temporary_until = now, False, None
        user.version += 1
        end_sessions(session, user.id, now)
        record_act(session, now, actor, "user.password", "user", user.id)
        return open_session(session, user.id, now, actor.ip)


def set_own_locale(locale: str, *, actor: Actor) -> None:
    """Remember the language the actor reads."""
    with writing() as session:
        _get(session, actor.user_id or 0).locale = "en" if locale == "en" else "zh"


def _get(session: Session, user_id: int, version: int | None = None) -> User:
    """Return the account under the lock, checking that nobody changed it meanwhile."""
    user = session.get(User, user_id, populate_existing=True, with_for_update=True)
    if user is None:
        raise NotFoundError
    if version is not None and user.version != version:
        raise ConflictError
    return user


def _fill(user: User, entry: UserInput) -> None:
    """Put the checked entry into the row."""
    if entry.role not in {role.value for role in Role if role.signs_in}:
        raise InvalidInputError(N_("请选择角色。负责人不用账号，点短信里的链接即可。"), field="role")
    if entry.role == Role.LIAISON and entry.agency_id is None:
        raise InvalidInputError(N_("联络员只看本机关，请选择机关。"), field="agency_id")
    user.name = entry.name.strip() or user.username
    user.role = entry.role
    user.agency_id = entry.agency_id if entry.role == Role.LIAISON else None
    if entry.mobile is not None:
        user.mobile = read_number(entry.mobile)
    if entry.email is not None:
        user.email = read_email(entry.email)


def _give_temporary(user: User, password: str, now: datetime) -> None:
    """Set a password that must be changed at the next sign-in and ends by itself."""
    if user.password_hash:
        user.former_hashes = [user.password_hash, *user.former_hashes][: REMEMBERED - 1]
    user.password_hash = hash_password(password)
    user.must_change = True
    user.temporary_until = now + TEMPORARY


def _keep_an_administrator(session: Session, user: User) -> None:
    """Refuse to take the last administrator away."""
    others = select(func.count(User.id)).where(
        User.role == "admin", User.active.is_(True), User.id != user.id
    )
    if not session.scalar(others):
        raise InvalidInputError(N_("这是最后一个系统管理员，不能停用或改角色。请先另设一个。"))
