"""What a password may be, and how it is kept."""

import pytest

from litigation.actions.password import (
    check_password,
    hash_password,
    new_temporary_password,
    password_fits,
)
from litigation.law.error import InvalidInputError


@pytest.mark.parametrize(
    "password", ["Ku7#mona", "青岛的海是蓝色的Yes1", "correct horse battery", "k3Y-" * 20]
)
def test_these_are_taken(password: str) -> None:
    check_password(password, ("linxl", "林晓岚"))


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Ku7#mon", "8 位"),
        ("alllower1", "三种"),
        ("P@ssw0rd2026!", "太常见"),
        ("Admin123!", "太常见"),
        ("1qaz@WSX", "太常见"),
        ("Abcd1234!", "太常见"),
        ("a" * 30, "太常见"),
        ("Linxl#2026", "账号或姓名"),
        ("x7-" * 70, "200 位"),
    ],
)
def test_these_are_refused_with_what_to_change(password: str, why: str) -> None:
    with pytest.raises(InvalidInputError, match=why):
        check_password(password, ("linxl", "林晓岚"))


def test_a_password_used_before_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="用过"):
        check_password("Ku7#mona", (), [hash_password("Zt5%lira"), hash_password("Ku7#mona")])


def test_long_and_chinese_passwords_work_exactly() -> None:
    for password in ("k3Y-" * 20, "云汀区湖滨路" * 20):
        stored = hash_password(password)
        assert password_fits(stored, password)
        assert not password_fits(stored, password[:72])
        assert not password_fits(stored, password + "1")


def test_composed_and_decomposed_letters_are_one_password() -> None:
    assert password_fits(hash_password("caf\u00e9-Ku7#mona"), "cafe\u0301-Ku7#mona")


def test_each_hash_is_argon2id_with_its_own_salt() -> None:
    one, other = hash_password("Ku7#mona"), hash_password("Ku7#mona")
    assert one.startswith("$argon2id$")
    assert one != other


@pytest.mark.parametrize("stored", [None, "", "broken"])
def test_an_account_without_a_password_fits_none(stored: str | None) -> None:
    assert not password_fits(stored, "")


def test_a_temporary_password_obeys_the_policy() -> None:
    made = {new_temporary_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        check_password(password)
