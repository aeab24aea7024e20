"""Agencies, heads and liaisons by page: masked numbers, traces, and forms that take no more than they ask."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from litigation.records.agency import Agency, Leave, Official
from litigation.records.db import db
from litigation.records.journal import AccessLine
from tests.factory import NOW
from tests.web.district import District


def official(district: District) -> Official:
    with district.app.app_context():
        row = db.session.get_one(Official, district.a.official)
        db.session.expunge_all()
        return row


def test_the_whole_number_is_shown_for_a_minute_and_leaves_a_trace(district: District, at_the_moment) -> None:
    browser, number = district.browser("clerk"), official(district).mobile.removeprefix("+86")
    path = f"/people/{district.a.official}"
    page = browser.get(path)
    assert number not in page.text
    assert f"{number[:3]}****{number[-4:]}" in page.words()
    browser.submit(page, f"{path}/reveal", status=303)
    assert number in browser.get(path).text
    assert number not in browser.get(f"/people/{district.b.official}").text
    at_the_moment.shift(timedelta(seconds=61))
    assert number not in browser.get(path).text
    with district.app.app_context():
        line = db.session.scalars(select(AccessLine)).one()
        assert (line.kind, line.actor, line.subject_id) == ("number_shown", "用户经办人", district.a.official)


def test_no_page_about_people_holds_a_whole_number_or_address(district: District) -> None:
    browser, row = district.browser("admin"), official(district)
    for path in (
        "/agencies",
        f"/agencies/{district.a.agency}",
        f"/agencies/{district.a.agency}/edit",
        f"/people/{district.a.official}",
        f"/people/{district.a.official}/edit",
        f"/liaisons/{district.a.liaison}/edit",
        "/settings/users",
    ):
        text = browser.get(path).text
        assert row.mobile.removeprefix("+86") not in text, path
        assert row.email not in text, path


def test_an_empty_number_in_the_form_keeps_the_old_one(district: District) -> None:
    browser, path = district.browser("clerk"), f"/people/{district.a.official}/edit"
    before = official(district)
    browser.submit(browser.get(path), path, status=303, post="局长", rank="principal")
    after = official(district)
    assert (after.post, after.rank, after.mobile, after.email) == (
        "局长",
        "principal",
        before.mobile,
        before.email,
    )
    browser.submit(browser.get(path), path, status=303, forget="y")
    assert (official(district).mobile, official(district).email) == (None, None)


def test_extra_fields_of_a_form_are_not_taken(district: District) -> None:
    browser, path = district.browser("clerk"), f"/people/{district.a.official}/edit"
    extra = {"agency_id": str(district.b.agency), "id": "77", "mobile_verified_at": "2026-01-01"}
    browser.post(path, {**browser.get(path).form(path), **extra}, status=303)
    row = official(district)
    assert (row.id, row.agency_id, row.mobile_verified_at) == (district.a.official, district.a.agency, NOW)


def test_a_form_read_before_somebody_else_wrote_changes_nothing(district: District) -> None:
    browser, path = district.browser("clerk"), f"/agencies/{district.a.agency}/edit"
    page = browser.get(path)
    browser.submit(page, path, status=303, short_name="甲")
    again = browser.submit(page, path, status=422, short_name="乙")
    assert "刚被别人改过" in again.words()
    with district.app.app_context():
        assert db.session.get_one(Agency, district.a.agency).short_name == "甲"


def test_what_is_wrong_stands_at_its_field_and_the_input_is_kept(district: District) -> None:
    browser = district.browser("clerk")
    page = browser.submit(
        browser.get("/agencies/new"),
        "/agencies/new",
        status=422,
        name=f"云汀区{district.b.marker}局",
        short_name="乙",
    )
    assert page.form("/agencies/new")["short_name"] == "乙"
    wrong = [each for each in page.all("input") if each.get("aria-invalid") == "true"]
    assert [each.get("name") for each in wrong] == ["name"]
    assert page.links()["这个名称已经是另一个机关的，请核对。"] == "#name"


def test_hostile_names_are_shown_as_text(district: District) -> None:
    browser = district.browser("clerk")
    hostile = '"><img src=x onerror=alert(1)>{{7*7}}'
    target = browser.submit(
        browser.get("/agencies/new"), "/agencies/new", status=303, name=hostile, other_names="=1+1、{% raw %}"
    )
    page = browser.get(target)
    assert not page.all("img")
    assert hostile in page.words()
    assert "49" not in page.heading
    browser.get("/agencies")


def test_leave_is_entered_and_taken_back_by_page(district: District) -> None:
    browser, path = district.browser("clerk"), f"/people/{district.a.official}"
    form = browser.get(f"{path}/leave")
    bad = browser.submit(
        form,
        f"{path}/leave",
        status=422,
        starts_at="2026-09-22T08:30",
        ends_at="2026-09-20T08:30",
        kind="trip",
    )
    assert "结束要在开始之后" in bad.words()
    browser.submit(bad, f"{path}/leave", status=303, ends_at="2026-09-24T17:30")
    page = browser.get(path)
    assert "9月22日 周二 08:30 至 9月24日 周四 17:30" in page.words()
    browser.submit(page, f"/leave/{district.a.leave}/remove", status=303)
    with district.app.app_context():
        assert district.a.leave not in db.session.scalars(select(Leave.id)).all()


@pytest.mark.parametrize("role", ["liaison", "auditor"])
def test_who_only_reads_gets_no_buttons(district: District, role: str) -> None:
    browser = district.browser(role)
    for path in (f"/agencies/{district.a.agency}", f"/people/{district.a.official}"):
        page = browser.get(path)
        actions = {form.get("action") for form in page.all("form") if form.get("method") == "post"}
        assert actions <= {"/logout", "/language"}
        assert not [href for href in page.links().values() if href and ("/edit" in href or "/new" in href)]


def test_every_page_of_people_speaks_english(district: District) -> None:
    browser = district.browser("admin")
    with browser.client.session_transaction() as cookie:
        cookie["language"] = "en"
    for path in ("/agencies", f"/agencies/{district.a.agency}", "/settings", "/settings/users", "/account"):
        assert browser.get(path).all("html")[0].get("lang") == "en"
