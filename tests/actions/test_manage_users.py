"""Accounts: what an administrator may do, and what ends a session."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.link import hash_token
from litigation.actions.manage_users import (
    TEMPORARY,
    UserInput,
    change_own_password,
    create_user,
    reset_password,
    set_user_active,
    update_user,
)
from litigation.actions.sign_in import SignInRefusedError, sign_in
from litigation.law.error import ConflictError, InvalidInputError, NotAllowedError
from litigation.records.access import find_session
from litigation.records.db import db
from litigation.records.user import User
from tests.factory import CLERK, NOW, make_agency, make_user

ADMIN = Actor("boss", "admin", 1)
FIRST, SECOND = "云汀区湖滨路18号的Lamp", "云汀区湖滨路19号的Lamp"


def entry(**changes: object) -> UserInput:
    return UserInput(**{"username": "fangyn", "name": "方以宁", "role": "clerk", **changes})


def create(**changes: object) -> tuple[User, str]:
    return create_user(entry(**changes), now=NOW, actor=ADMIN)


def is_open(token: str) -> bool:
    db.session.rollback()
    return find_session(db.session(), hash_token(token), NOW) is not None


def test_a_temporary_password_works_once_it_is_told_and_must_be_changed(app_on: Flask) -> None:
    user, password = create()
    assert password not in str(vars(user))
    signed_in = sign_in("fangyn", password, now=NOW)
    assert signed_in.must_change
    actor = Actor("fangyn", "clerk", user.id)
    token = change_own_password(None, FIRST, now=NOW, actor=actor)
    assert not is_open(signed_in.token)
    assert is_open(token)
    assert not sign_in("fangyn", FIRST, now=NOW).must_change
    with pytest.raises(SignInRefusedError):
        sign_in("fangyn", password, now=NOW)


def test_a_temporary_password_runs_out(app: Flask) -> None:
    _, password = create()
    assert sign_in("fangyn", password, now=NOW + TEMPORARY - timedelta(seconds=1)).token
    with pytest.raises(SignInRefusedError):
        sign_in("fangyn", password, now=NOW + TEMPORARY)


def test_the_own_password_needs_the_old_one_and_may_not_come_back(app: Flask) -> None:
    user, password = create()
    actor = Actor("fangyn", "clerk", user.id)
    change_own_password(None, FIRST, now=NOW, actor=actor)
    with pytest.raises(SignInRefusedError):
        change_own_password("错", SECOND, now=NOW, actor=actor)
    with pytest.raises(SignInRefusedError):
        change_own_password(None, SECOND, now=NOW, actor=actor)
    change_own_password(FIRST, SECOND, now=NOW, actor=actor)
    for used in (FIRST, SECOND, password):
        with pytest.raises(InvalidInputError, match="用过"):
            change_own_password(SECOND, used, now=NOW, actor=actor)


@pytest.mark.parametrize("change", ["reset", "close", "role", "agency"])
def test_these_changes_end_the_sessions_of_the_user(app: Flask, change: str) -> None:
    agency = make_agency()
    user, password = create(role="liaison", agency_id=agency.id)
    token = sign_in("fangyn", password, now=NOW).token
    version = db.session.get_one(User, user.id).version
    if change == "reset":
        reset_password(user.id, version, now=NOW, actor=ADMIN)
    elif change == "close":
        set_user_active(user.id, version, False, now=NOW, actor=ADMIN)
    else:
        other = entry() if change == "role" else entry(role="liaison", agency_id=make_agency().id)
        update_user(user.id, version, other, now=NOW, actor=ADMIN)
    assert not is_open(token)


def test_a_new_name_ends_no_session(app: Flask) -> None:
    user, password = create()
    token = sign_in("fangyn", password, now=NOW).token
    update_user(user.id, user.version, entry(name="方以宁二"), now=NOW, actor=ADMIN)
    assert is_open(token)


def test_a_reset_unlocks(app: Flask) -> None:
    user, _ = create()
    for _ in range(5):
        with pytest.raises(SignInRefusedError):
            sign_in("fangyn", "错", now=NOW)
    password = reset_password(user.id, user.version, now=NOW, actor=ADMIN)
    assert sign_in("fangyn", password, now=NOW).must_change


def test_the_last_administrator_stays(app: Flask) -> None:
    boss = make_user("admin", username="boss")
    for act in (
        lambda: set_user_active(boss.id, boss.version, False, now=NOW, actor=ADMIN),
        lambda: update_user(boss.id, boss.version, entry(role="clerk"), now=NOW, actor=ADMIN),
    ):
        with pytest.raises(InvalidInputError, match="最后一个"):
            act()
    make_user("admin", username="second")
    assert not set_user_active(boss.id, boss.version, False, now=NOW, actor=ADMIN).active


def test_two_administrators_at_one_account_are_told(app: Flask) -> None:
    user, _ = create()
    update_user(user.id, 1, entry(name="一"), now=NOW, actor=ADMIN)
    with pytest.raises(ConflictError):
        update_user(user.id, 1, entry(name="二"), now=NOW, actor=ADMIN)


def test_heads_have_no_account_and_liaisons_need_an_agency(app: Flask) -> None:
    for changes in ({"role": "head"}, {"role": "root"}, {"role": "liaison"}):
        with pytest.raises(InvalidInputError):
            create(**changes)
    user, _ = create(role="clerk", agency_id=make_agency().id)
    assert user.agency_id is None


def test_a_taken_account_and_a_bad_number_are_refused(app: Flask) -> None:
    create(mobile="138 0000 1234")
    assert db.session.scalar(select(User.mobile)) == "+8613800001234"
    with pytest.raises(InvalidInputError):
        create(username="FANGYN")
    with pytest.raises(InvalidInputError):
        create(username="other", mobile="12345")


def test_only_administrators_manage_accounts(app: Flask) -> None:
    user = make_user()
    for act in (
        lambda: create_user(entry(), now=NOW, actor=CLERK),
        lambda: reset_password(user.id, 1, now=NOW, actor=CLERK),
        lambda: set_user_active(user.id, 1, False, now=NOW, actor=CLERK),
    ):
        with pytest.raises(NotAllowedError):
            act()
