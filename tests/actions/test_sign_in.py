"""Signing in: the same answer for everybody, a lock that holds over processes, sessions that end."""

import os
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from litigation.actions.actor import Actor
from litigation.actions.link import hash_token
from litigation.actions.password import hash_password
from litigation.actions.sign_in import (
    ABSOLUTE,
    ADDRESS_TRIES,
    WINDOW,
    SignInLockedError,
    SignInRefusedError,
    TooManyAttemptsError,
    end_other_sessions,
    sign_in,
    sign_out,
    unlock,
)
from litigation.records.access import find_session
from litigation.records.db import db, writing
from litigation.records.journal import JournalLine
from litigation.records.user import LoginAttempt, LoginSession, User
from tests.factory import NOW, make_user

PASSWORD = "云汀区湖滨路18号的Lamp"
STORED = hash_password(PASSWORD)
ADMIN = Actor("boss", "admin", 1)


def make_account(username: str = "linxl", **fields: object) -> User:
    return make_user(username=username, password_hash=STORED, password_set_at=NOW, **fields)


def refused(username: str, password: str = "错", **more: object) -> SignInRefusedError:
    with pytest.raises(SignInRefusedError) as caught:
        sign_in(username, password, now=NOW, **more)
    return caught.value


def test_the_right_password_opens_a_session_whose_token_is_not_stored(app_on: Flask) -> None:
    user = make_account()
    signed_in = sign_in(" LINXL ", PASSWORD, now=NOW, ip="10.0.0.8")
    row = db.session.scalar(select(LoginSession))
    assert (signed_in.user_id, row.token_hash, row.ip) == (user.id, hash_token(signed_in.token), "10.0.0.8")
    assert find_session(db.session(), hash_token(signed_in.token), NOW).user.username == "linxl"


def test_an_unknown_account_is_answered_and_counted_like_a_known_one(app: Flask) -> None:
    make_account()
    for left in (4, 3, 2):
        assert refused("linxl").details == refused("nobody").details == {"left": left}
    assert str(refused("linxl")) == str(refused("nobody"))


def test_an_unknown_account_takes_as_long_as_a_known_one(app: Flask) -> None:
    make_account()
    spent: dict[str, list[float]] = {"linxl": [], "nobody": []}
    for number in range(15):
        for username, times in spent.items():  # by turns, so that a busy machine slows both
            begin = time.perf_counter()
            with pytest.raises(SignInRefusedError):
                sign_in(username, "错", now=NOW + number * WINDOW)
            times.append(time.perf_counter() - begin)
    known, unknown = (statistics.median(times) for times in spent.values())
    assert unknown == pytest.approx(known, rel=0.4)


def test_five_failures_lock_even_the_right_password_from_another_address(app_on: Flask) -> None:
    make_account()
    for number in range(5):
        refused("linxl", ip=f"10.0.0.{number}")
    with pytest.raises(SignInLockedError):
        sign_in("linxl", PASSWORD, now=NOW, ip="10.9.9.9")


def test_the_lock_ends_by_itself_and_attempts_during_it_do_not_prolong_it(app: Flask) -> None:
    make_account()
    for _ in range(5):
        refused("linxl")
    for minute in range(1, 15):
        with pytest.raises(SignInLockedError):
            sign_in("linxl", PASSWORD, now=NOW + timedelta(minutes=minute))
    assert sign_in("linxl", PASSWORD, now=NOW + WINDOW).token


def test_one_locked_account_leaves_others_alone_and_an_administrator_unlocks_it(app: Flask) -> None:
    make_account()
    make_account("fangyn")
    for _ in range(5):
        refused("linxl")
    assert sign_in("fangyn", PASSWORD, now=NOW).token
    unlock("linxl", now=NOW, actor=ADMIN)
    assert sign_in("linxl", PASSWORD, now=NOW).token


def test_one_address_cannot_try_all_accounts(app: Flask) -> None:
    with writing() as session:
        session.add_all(
            LoginAttempt(username=f"u{number}", ip="10.0.0.8", tried_at=NOW)
            for number in range(ADDRESS_TRIES)
        )
    make_account()
    with pytest.raises(TooManyAttemptsError):
        sign_in("linxl", PASSWORD, now=NOW + timedelta(seconds=5), ip="10.0.0.8")
    assert sign_in("linxl", PASSWORD, now=NOW + timedelta(seconds=5), ip="10.0.0.9").token


def test_a_success_forgives_the_failures_before_it(app: Flask) -> None:
    make_account()
    for _ in range(4):
        refused("linxl")
    sign_in("linxl", PASSWORD, now=NOW)
    assert refused("linxl").details["left"] == 4


@pytest.mark.parametrize(
    "fields",
    [{"active": False}, {"role": "head"}, {"temporary_until": NOW}],
    ids=["closed", "a head", "temporary password run out"],
)
def test_these_accounts_are_refused_like_a_wrong_password(app: Flask, fields: dict[str, object]) -> None:
    make_account(**fields)
    assert refused("linxl", PASSWORD).details["left"] == 4


def test_an_old_password_must_be_changed_at_sign_in(app: Flask) -> None:
    make_account()
    assert not sign_in("linxl", PASSWORD, now=NOW + timedelta(days=179)).must_change
    assert sign_in("linxl", PASSWORD, now=NOW + timedelta(days=180)).must_change


def test_a_session_ends_by_sign_out_by_time_and_with_its_account(app_on: Flask) -> None:
    user = make_account()
    tokens = [sign_in("linxl", PASSWORD, now=NOW).token for _ in range(3)]
    actor = Actor("linxl", "clerk", user.id)

    def is_open(token: str, now: object = NOW) -> bool:
        db.session.rollback()
        return find_session(db.session(), hash_token(token), now) is not None

    sign_out(tokens[0], now=NOW, actor=actor)
    assert [is_open(token) for token in tokens] == [False, True, True]
    assert end_other_sessions(tokens[1], now=NOW, actor=actor) == 1
    assert [is_open(token) for token in tokens] == [False, True, False]
    assert not is_open(tokens[1], NOW + ABSOLUTE)
    with writing() as session:
        session.get_one(User, user.id).active = False
    assert not is_open(tokens[1])


def test_every_attempt_leaves_one_line_in_the_journal(app: Flask) -> None:
    make_account()
    refused("linxl", ip="10.0.0.8")
    sign_in("linxl", PASSWORD, now=NOW, ip="10.0.0.8")
    lines = db.session.scalars(select(JournalLine).where(JournalLine.act == "sign_in")).all()
    assert [(line.details["result"], line.ip) for line in lines] == [
        ("refused", "10.0.0.8"),
        ("ok", "10.0.0.8"),
    ]


ATTEMPTS = """
import sys
from datetime import datetime
from config import Config
from litigation.app import create_app
from litigation.actions.sign_in import SignInLockedError, SignInRefusedError, sign_in
with create_app(Config.from_environ()).app_context():
    for _ in range(4):
        try:
            sign_in("linxl", "错", now=datetime.fromisoformat(sys.argv[1]))
        except SignInRefusedError:
            print("refused")
        except SignInLockedError:
            print("locked")
"""


def test_many_processes_together_get_five_tries(app_on: Flask, tmp_path: Path) -> None:
    make_account()
    config = app_on.config["LITIGATION"]
    environ = {
        **os.environ,
        "LITIGATION_DATA": str(tmp_path),
        "LITIGATION_SECRET_KEY": config.secret_key,
        "LITIGATION_DATABASE_URL": config.database_url,
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, "-c", ATTEMPTS, NOW.isoformat()]
    running = [subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [line for each in running for line in each.communicate(timeout=120)[0].split()]
    assert sorted(told) == ["locked"] * 7 + ["refused"] * 5
    counted = select(func.count(LoginAttempt.id)).where(LoginAttempt.cleared_at.is_(None))
    assert db.session.scalar(counted) == 5
    lines = db.session.scalars(select(JournalLine).order_by(JournalLine.id)).all()
    assert [line.previous_hash for line in lines[1:]] == [line.line_hash for line in lines[:-1]], "one chain"
