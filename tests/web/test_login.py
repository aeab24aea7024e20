"""Signing in by page: what the browser carries, how it ends, and where it may lead."""

from datetime import timedelta

import pytest
from flask.sessions import TaggedJSONSerializer
from itsdangerous import URLSafeTimedSerializer

from litigation.actions.password import hash_password
from litigation.records.db import writing
from litigation.records.user import User
from tests.web.district import District
from tests.web.page import PageClient

PASSWORD = "云汀区湖滨路18号的Lamp"


@pytest.fixture
def people(district: District) -> District:
    """The district, whose users have a password."""
    with district.app.app_context(), writing() as session:
        for user_id in district.users.values():
            session.get_one(User, user_id).password_hash = hash_password(PASSWORD)
    return district


def sign_in(
    browser: PageClient, username: str = "u-clerk", password: str = PASSWORD, status: int = 303, **more
):
    page = browser.get("/login" + more.pop("query", ""))
    return browser.submit(page, "/login", status=status, username=username, password=password)


def cookie_of(browser: PageClient) -> str:
    cookie = browser.client.get_cookie("litigation")
    return cookie.value if cookie else ""


def test_the_right_password_leads_to_the_front_page_of_the_role(people: District) -> None:
    assert sign_in(people.browser()) == "/"
    assert sign_in(people.browser(), "u-leadership") == "/overview"
    assert sign_in(people.browser(), "u-liaison") == "/calendar"


def test_a_wrong_answer_is_the_same_whoever_is_asked_for(people: District) -> None:
    known = sign_in(people.browser(), password="错", status=422)
    unknown = sign_in(people.browser(), "nobody", status=422)
    assert known.words() == unknown.words()
    assert "还可以试 4 次" in known.words()
    assert "错" not in [field.get("value") for field in known.all("input")]


def test_the_fifth_failure_says_how_long_to_wait(people: District) -> None:
    for _ in range(4):
        sign_in(people.browser(), password="错", status=422)
    page = sign_in(people.browser(), password="错", status=429)
    assert "暂停登录 15 分钟" in page.words()
    assert page.response.headers["Retry-After"] == "900"
    assert sign_in(people.browser(), status=429).status == 429


def test_signing_in_changes_the_cookie_and_signing_out_makes_the_old_one_worthless(people: District) -> None:
    browser = people.browser()
    browser.get("/login")
    before = cookie_of(browser)
    sign_in(browser)
    inside = cookie_of(browser)
    assert before != inside
    page = browser.get("/account")
    assert browser.submit(page, "/logout", status=303) == "/login"
    for old in (before, inside):
        replay = people.app.test_client()
        replay.set_cookie("litigation", old)
        assert replay.get("/account").status_code == 303


def test_a_cookie_planted_before_signing_in_is_not_signed_in_afterwards(people: District) -> None:
    victim = people.browser()
    victim.get("/login")
    planted = people.app.test_client()
    planted.set_cookie("litigation", cookie_of(victim))
    sign_in(victim)
    assert planted.get("/account").status_code == 303


def test_half_an_hour_of_nothing_ends_the_session_and_reading_pages_keeps_it(
    people: District, at_the_moment
) -> None:
    browser = people.browser()
    sign_in(browser)
    for _ in range(3):
        at_the_moment.shift(timedelta(minutes=29))
        browser.get("/account")
    at_the_moment.shift(timedelta(minutes=31))
    assert browser.client.get("/account").status_code == 303


def test_twelve_hours_end_the_session_whatever_is_read(people: District, at_the_moment) -> None:
    browser = people.browser()
    sign_in(browser)
    for _ in range(25):
        at_the_moment.shift(timedelta(minutes=28))
        browser.get("/account")
    at_the_moment.shift(timedelta(minutes=28))
    assert browser.client.get("/account").status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example",
        "/%09/evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "https://127.0.0.1:8000@evil.example",
    ],
)
def test_the_way_back_stays_on_this_site(people: District, target: str) -> None:
    browser = people.browser()
    page = browser.get("/login")
    assert (
        browser.post(
            "/login",
            {**page.form("/login"), "username": "u-clerk", "password": PASSWORD, "next": target},
            status=303,
        )
        == "/"
    )


def test_a_page_asked_for_before_signing_in_comes_after_it(people: District) -> None:
    browser = people.browser()
    asked = browser.client.get("/agencies?q=甲").headers["Location"]
    page = browser.get(asked)
    target = browser.submit(page, "/login", status=303, username="u-clerk", password=PASSWORD)
    assert browser.client.get(target).status_code == 200
    assert target.startswith("/agencies?q=")


@pytest.mark.parametrize("key", ["dev", "secret", "changeme", ""])
def test_a_forged_cookie_opens_nothing(people: District, key: str) -> None:
    forged = URLSafeTimedSerializer(
        key or "x",
        salt="cookie-session",
        serializer=TaggedJSONSerializer(),
        signer_kwargs={"key_derivation": "hmac"},
    ).dumps({"token": "x", "seen": 1})
    client = people.app.test_client()
    client.set_cookie("litigation", forged)
    assert client.get("/account").status_code == 303


def test_the_cookie_is_closed_to_scripts_and_other_sites(people: District) -> None:
    browser = people.browser()
    page = browser.get("/login")
    fields = {**page.form("/login"), "username": "u-clerk", "password": PASSWORD}
    header = browser.client.post("/login", data=fields).headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header


def test_a_temporary_password_opens_the_page_that_changes_it_and_nothing_else(people: District) -> None:
    with people.app.app_context(), writing() as session:
        session.get_one(User, people.users["clerk"]).must_change = True
    browser = people.browser()
    sign_in(browser)
    for path in ("/", "/agencies", "/account", "/settings"):
        assert browser.client.get(path).headers["Location"] == "/account/password"
    page = browser.get("/account/password")
    again = browser.submit(page, "/account/password", status=422, new="short", again="short")
    assert "至少 8 位" in again.words()
    new = "云汀区湖滨路20号的Lamp"
    assert browser.submit(again, "/account/password", status=303, new=new, again=new) == "/"
    assert browser.get("/account").heading == "我的账号"


def test_the_language_stays_over_signing_in(people: District) -> None:
    browser = people.browser()
    page = browser.get("/login")
    browser.submit(page, "/language", status=303)
    with browser.client.session_transaction() as cookie:
        cookie["language"] = "en"
    sign_in(browser)
    with browser.client.session_transaction() as cookie:
        assert cookie["language"] == "en"


def test_one_can_sign_out_everywhere_else(people: District) -> None:
    here, there = people.browser("clerk"), people.browser("clerk")
    page = here.get("/account")
    assert "退出其他 1 处" in page.words()
    here.submit(page, "/account/sessions", status=303)
    assert there.client.get("/account").status_code == 303
    assert here.get("/account").status == 200
