"""The first start: a code from the console makes one administrator, once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.first_run import (
    LIFE,
    TRIES,
    CodeWrongError,
    SetUpAlreadyError,
    create_first_administrator,
    issue_code,
)
from litigation.law.error import InvalidInputError
from litigation.records.db import db
from litigation.records.user import FirstRun, User
from tests.factory import NOW

PASSWORD = "云汀区湖滨路18号的Lamp"


def create(code: str, **changes: object) -> object:
    values = {"username": "linxl", "name": "林晓岚", "password": PASSWORD, "now": NOW, **changes}
    return create_first_administrator(code, **values)


def test_the_code_makes_an_administrator_who_is_signed_in(app_on: Flask) -> None:
    code = issue_code(now=NOW)
    signed_in = create(code.lower().replace("-", " "))
    user = db.session.scalar(select(User))
    assert (user.id, user.role, user.username) == (signed_in.user_id, "admin", "linxl")
    assert issue_code(now=NOW) is None
    with pytest.raises(SetUpAlreadyError):
        create(code)


def test_no_code_stands_in_the_database(app: Flask) -> None:
    code = issue_code(now=NOW)
    assert code not in str([vars(row) for row in db.session.scalars(select(FirstRun))])


def test_only_the_last_printed_code_works(app: Flask) -> None:
    first = issue_code(now=NOW)
    second = issue_code(now=NOW)
    with pytest.raises(CodeWrongError):
        create(first)
    assert create(second)


def test_a_code_ends_after_a_day(app: Flask) -> None:
    code = issue_code(now=NOW)
    with pytest.raises(CodeWrongError):
        create(code, now=NOW + LIFE)
    assert create(code, now=NOW + LIFE - timedelta(seconds=1))


def test_a_code_ends_after_ten_wrong_tries(app: Flask) -> None:
    code = issue_code(now=NOW)
    for _ in range(TRIES):
        with pytest.raises(CodeWrongError):
            create("AAAA-BBBB-CCCC-DDDD")
    with pytest.raises(CodeWrongError):
        create(code)


@pytest.mark.parametrize("changes", [{"password": "admin"}, {"username": "a b"}, {"username": ""}])
def test_a_bad_account_spends_no_code(app: Flask, changes: dict[str, object]) -> None:
    code = issue_code(now=NOW)
    with pytest.raises(InvalidInputError):
        create(code, **changes)
    assert create(code)
