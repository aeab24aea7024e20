"""The first start: a one-time code on the console, and the administrator it creates.

There is no default account and no default password. The code is printed by whoever
starts the server; the database keeps its hash alone.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.journal import record_act
from litigation.actions.link import hash_token
from litigation.actions.password import check_password, hash_password
from litigation.actions.sign_in import SignedIn, account_key, open_session
from litigation.law.error import InvalidInputError, LitigationError
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.user import FirstRun, User

LIFE = timedelta(hours=24)
TRIES = 10
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


class SetUpAlreadyError(LitigationError):
    """An account exists already."""

    message = N_("已经有管理员账号了，请直接登录。")


class CodeWrongError(LitigationError):
    """The first-run code does not fit, has run out, or was tried too often."""

    message = N_("启动码不对或已过期。请看启动服务的窗口；重新启动会给出新的启动码。")


def is_first_run(session: Session) -> bool:
    """Tell whether nobody can sign in yet; accounts of a loaded register come without passwords."""
    return session.scalar(select(func.count(User.id)).where(User.password_hash != "")) == 0


def issue_code(*, now: datetime) -> str | None:
    """Return a fresh code to print on the console, or ``None`` once an account exists.

    The codes before it end, so that the one last printed is the one that works.
    """
    with writing() as session:
        if not is_first_run(session):
            return None
        session.execute(update(FirstRun).where(FirstRun.used_at.is_(None)).values(used_at=now))
        code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        session.add(FirstRun(code_hash=hash_token(_bare(code)), created_at=now))
    return code


def create_first_administrator(
    code: str, username: str, name: str, password: str, *, now: datetime, ip: str = ""
) -> SignedIn:
    """Create the administrator and sign them in; works once.

    Raises:
        SetUpAlreadyError: an account exists.
        CodeWrongError: the code does not fit, is older than a day, or was tried ten times.
        InvalidInputError: the account name or the password cannot be used.
    """
    _spend_code(code, now)
    account = check_username(username)
    check_password(password, (account, name))
    with writing() as session:
        if not is_first_run(session):
            raise SetUpAlreadyError
        session.execute(update(FirstRun).where(FirstRun.used_at.is_(None)).values(used_at=now))
        loaded = session.scalar(select(User).where(User.username == account))
        user = loaded or User(username=account, created_at=now)
        user.name, user.role, user.active = name.strip() or account, "admin", True
        user.password_hash, user.password_set_at = hash_password(password), now
        session.add(user)
        session.flush()
        record_act(session, now, Actor(account, "admin", user.id, ip=ip), "user.create", "user", user.id)
        token = open_session(session, user.id, now, ip)
    return SignedIn(token, user.id, user.role)


def check_username(username: str) -> str:
    """Return the stored form of an account name.

    Raises:
        InvalidInputError: it is too short, or holds other than letters, digits, ``.``, ``_``, ``-``.
    """
    account = account_key(username)
    if len(account) < 2 or not all(c.isalnum() or c in "._-" for c in account):
        raise InvalidInputError(N_("账号用字母、数字或姓名，至少 2 位，不含空格。"))
    return account


def _spend_code(code: str, now: datetime) -> None:
    """Count one try and compare; the count is kept even when the code is wrong."""
    with writing() as session:
        if not is_first_run(session):
            raise SetUpAlreadyError
        row = session.scalar(
            select(FirstRun).where(FirstRun.used_at.is_(None)).order_by(FirstRun.id.desc()).limit(1)
        )
        fits = row is not None and _fits(row, code, now)
        if row and not fits:
            row.tries += 1
    if not fits:
        raise CodeWrongError


def _fits(row: FirstRun, code: str, now: datetime) -> bool:
    """Compare in constant time; a code ends by age and by tries."""
    same = hmac.compare_digest(row.code_hash, hash_token(_bare(code)))
    return same and row.tries < TRIES and now < row.created_at + LIFE


def _bare(code: str) -> str:
    """Take away what people add when they copy a code."""
    return "".join(c for c in code.upper() if c in _LETTERS)
