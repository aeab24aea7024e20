"""The first run by page."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from litigation.actions.first_run import issue_code
from tests.web.district import District
from tests.web.page import PageClient

PASSWORD = "云汀区湖滨路18号的Lamp"


@pytest.fixture
def code(app: Flask) -> str:
    with app.app_context():
        return issue_code(now=datetime.now(UTC)) or ""


def test_an_empty_register_leads_to_the_first_run_and_ends_signed_in(app: Flask, code: str) -> None:
    browser = PageClient(app.test_client())
    assert browser.client.get("/").headers["Location"] == "/login"
    assert browser.client.get("/login").headers["Location"] == "/setup"
    page = browser.get("/setup")
    filled = {"name": "林晓岚", "username": "linxl", "password": PASSWORD, "again": PASSWORD}
    wrong = browser.submit(page, "/setup", status=422, code="AAAA", **filled)
    assert "启动码不对" in wrong.words()
    assert browser.submit(wrong, "/setup", status=303, code=code, **filled) == "/setup"
    page = browser.get("/setup")
    assert "linxl" in page.words()
    office = {"district_name": "云汀区", "office_name": "云汀区司法局 应诉科", "office_phone": "0599-000-123"}
    assert browser.submit(page, "/setup", status=303, **office) == "/setup"
    page = browser.get("/setup")
    assert "载入演示数据" in page.words()
    assert (
        browser.get("/agencies")
        .words(browser.get("/agencies").all("footer")[0])
        .startswith("云汀区司法局 应诉科")
    )


def test_the_first_run_is_over_once_somebody_can_sign_in(app: Flask, code: str) -> None:
    browser = PageClient(app.test_client())
    filled = {"name": "林晓岚", "username": "linxl", "password": PASSWORD, "again": PASSWORD}
    browser.submit(browser.get("/setup"), "/setup", status=303, code=code, **filled)
    stranger = PageClient(app.test_client())
    assert stranger.client.get("/setup").headers["Location"] == "/login"
    token = stranger.get("/login").form("/login")["csrf_token"]
    answer = stranger.client.post(
        "/setup", data={**filled, "code": code, "csrf_token": token, "username": "evil"}
    )
    assert answer.headers["Location"] == "/login"


@pytest.mark.parametrize("password", ["admin", "", "linxl2026!A"])
def test_no_weak_first_password(app: Flask, code: str, password: str) -> None:
    browser = PageClient(app.test_client())
    filled = {"name": "林晓岚", "username": "linxl", "password": password, "again": password}
    page = browser.submit(browser.get("/setup"), "/setup", status=422, code=code, **filled)
    assert page.all("form")


def test_a_register_in_use_takes_no_demonstration(district: District) -> None:
    admin = district.browser("admin")
    token = admin.get("/account").form("/logout")["csrf_token"]
    assert admin.post("/setup/demo", {"csrf_token": token}, status=303) == "/setup"
    page = admin.get("/setup")
    assert "演示数据没有装入" in page.words()
    assert [each.get("role") for each in page.all("div") if "is-bad" in each.get("class", "")][-1] == "alert"
