"""Accounts by page: a password is shown once, and what ends at once ends at once."""

import re

from sqlalchemy import select

from litigation.records.db import db
from litigation.records.user import User
from tests.web.district import District
from tests.web.page import Page

TEMPORARY = re.compile(r"(?<![a-z2-9])[a-z2-9]{4}(?:-[a-z2-9]{4}){3}(?![a-z2-9])")


def open_account(district: District, **fields: str) -> Page:
    browser = district.browser("admin")
    values = {"name": "方以宁", "username": "fangyn", "role": "clerk", **fields}
    return browser.submit(browser.get("/settings/users/new"), "/settings/users/new", status=200, **values)


def test_a_new_account_shows_its_password_once_and_stores_none(district: District) -> None:
    page = open_account(district)
    password = TEMPORARY.search(page.words()).group()
    assert page.response.headers["Cache-Control"] == "no-store"
    assert password not in district.browser("admin").get("/settings/users").text
    with district.app.app_context():
        user = db.session.scalar(select(User).where(User.username == "fangyn"))
        assert password not in str(vars(user))
    browser = district.browser()
    browser.submit(browser.get("/login"), "/login", status=303, username="fangyn", password=password)
    assert browser.client.get("/").headers["Location"] == "/account/password"


def test_a_liaison_without_an_agency_is_asked_for_one(district: District) -> None:
    browser = district.browser("admin")
    page = browser.submit(
        browser.get("/settings/users/new"),
        "/settings/users/new",
        status=422,
        name="方",
        username="fang",
        role="liaison",
    )
    assert "请选择机关" in page.words()


def test_extra_fields_give_nobody_more_rights(district: District) -> None:
    open_account(district, mobile="13800001234")
    browser = district.browser("clerk")
    page = browser.get("/account/password")
    browser.post(
        "/account/password", {**page.form("/account/password"), "role": "admin", "active": "0"}, status=422
    )
    with district.app.app_context():
        assert db.session.get_one(User, district.users["clerk"]).role == "clerk"


def test_a_closed_account_is_out_at_once(district: District) -> None:
    admin, clerk = district.browser("admin"), district.browser("clerk")
    clerk.get("/account")
    path = f"/settings/users/{district.users['clerk']}"
    admin.submit(admin.get(path), f"{path}/close", status=303)
    assert clerk.client.get("/account").status_code == 303
    admin.submit(admin.get(path), f"{path}/reopen", status=303)
    assert clerk.client.get("/account").status_code == 303


def test_a_reset_shows_a_password_and_ends_the_sessions(district: District) -> None:
    admin, clerk = district.browser("admin"), district.browser("clerk")
    path = f"/settings/users/{district.users['clerk']}"
    page = admin.submit(admin.get(path), f"{path}/reset", status=200)
    assert TEMPORARY.search(page.words())
    assert clerk.client.get("/account").status_code == 303


def test_the_last_administrator_is_not_closed(district: District) -> None:
    admin = district.browser("admin")
    path = f"/settings/users/{district.users['admin']}"
    page = admin.submit(admin.get(path), f"{path}/close", status=422)
    assert "最后一个系统管理员" in page.words()


def test_a_locked_account_is_shown_and_unlocked(district: District) -> None:
    for _ in range(5):
        stranger = district.browser()
        page = stranger.get("/login")
        stranger.client.post("/login", data={**page.form("/login"), "username": "u-clerk", "password": "错"})
    admin = district.browser("admin")
    path = f"/settings/users/{district.users['clerk']}"
    page = admin.get(path)
    assert "连续输错，暂停登录" in page.words()
    admin.submit(page, f"{path}/unlock", status=303)
    assert "连续输错，暂停登录" not in admin.get(path).words()


def test_settings_are_changed_by_the_administrator_and_read_by_the_office(district: District) -> None:
    admin, clerk = district.browser("admin"), district.browser("clerk")
    page = admin.get("/settings")
    admin.submit(page, "/settings", status=303, district_name="云汀区", office_phone="0599-000-123")
    assert "0599-000-123" in admin.get("/settings").words()
    stale = admin.submit(page, "/settings", status=422, district_name="云汀区", office_phone="0599-000-999")
    assert "刚被别人改过" in stale.words()
    bad = admin.submit(admin.get("/settings"), "/settings", status=422, quiet_from="25:00")
    assert "07:30 的格式" in bad.words()
    shown = clerk.get("/settings")
    assert "只有系统管理员能改" in shown.words()
    assert shown.all("fieldset")[0].get("disabled") is not None


def test_a_holiday_is_entered_with_its_source_and_taken_back(district: District) -> None:
    admin = district.browser("admin")
    bad = admin.submit(admin.get("/settings"), "/settings/holidays", status=422, day="2026-09-15")
    assert "请写明依据" in bad.words()
    admin.submit(bad, "/settings/holidays", status=303, source="区政府通知")
    page = admin.get("/settings")
    assert "区政府通知" in page.words()
    admin.submit(page, "/settings/holidays/remove", status=303)
    assert "区政府通知" not in admin.get("/settings").words()
