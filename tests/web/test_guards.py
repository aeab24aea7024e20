"""What must hold for every page there is: who may open it, what a form needs, what reading changes."""

import re

import pytest
from sqlalchemy import select

from litigation.law.role import Role
from litigation.records.db import Record, db
from litigation.web.access import EVERYONE, GROUPS, OPEN, table
from litigation.web.shell import ENTRIES
from tests.web.district import District
from tests.web.page import PageClient, check_headers
from tests.web.routes import LOGOUT, Route, all_routes, csrf_token

TRACE = re.compile(r"E-[0-9A-Z]{4}")
CSRF = re.compile(r'name="csrf_token" value="[^"]*"')


def dump(district: District, *without: str) -> dict[str, list[tuple]]:
    """Return every row of every table."""
    with district.app.app_context():
        db.session.rollback()
        tables = [each for each in Record.metadata.sorted_tables if each.name not in without]
        rows = {each.name: [tuple(row) for row in db.session.execute(select(each))] for each in tables}
        db.session.remove()
    return rows


def is_open(route: Route, method: str) -> bool:
    return bool(route.row.allowed(method) & OPEN)


def ask(browser: PageClient, route: Route, method: str, **fields: str):
    data = fields if method == "POST" else None
    answer = browser.client.open(route.path, method=method, data=data)
    answer.close()
    return answer


def test_nobody_comes_in_without_signing_in(district: District) -> None:
    stranger = district.browser()
    token = csrf_token(stranger)
    for route in all_routes(district, district.a):
        for method in route.methods:
            answer = ask(stranger, route, method, csrf_token=token)
            if not is_open(route, method):
                told = f"{method} {route.path}: {answer.status_code}"
                assert answer.status_code == 303, told
                assert answer.headers["Location"].startswith("/login"), told


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_each_role_opens_what_the_table_allows_and_nothing_else(district: District, role: str) -> None:
    browser = district.browser(role)
    token = csrf_token(browser)
    for route in all_routes(district, district.a):
        for method in sorted(route.methods):
            if route.row.endpoint == LOGOUT or is_open(route, method):
                continue
            status = ask(browser, route, method, csrf_token=token).status_code
            told = f"{role} {method} {route.path}: {status}"
            assert status < 500, told
            assert (status == 403) is (role not in route.row.allowed(method)), told


def test_every_role_is_in_the_test_above() -> None:
    assert {role.value for role in Role if role.signs_in} == EVERYONE


def test_a_liaison_cannot_tell_another_agency_from_one_that_does_not_exist(district: District) -> None:
    browser = district.browser("liaison")
    theirs = all_routes(district, district.b)
    nothing = all_routes(district, district.b, missing=True)
    for there, missing in zip(theirs, nothing, strict=True):
        if not there.has_id or "liaison" not in there.row.read:
            continue
        answers = [browser.client.get(each.path) for each in (there, missing)]
        assert [answer.status_code for answer in answers] == [404, 404], there.path
        texts = [TRACE.sub("E-", answer.get_data(as_text=True)) for answer in answers]
        assert texts[0] == texts[1], there.path


def test_nothing_of_another_agency_stands_on_any_page_of_a_liaison(district: District) -> None:
    browser = district.browser("liaison")
    seen_own = 0
    for route in all_routes(district, district.a):
        if "GET" not in route.methods or "liaison" not in route.row.read:
            continue
        for query in ("", f"?q={district.b.marker}", "?q=%25", f"?agency={district.b.agency}"):
            text = browser.client.get(route.path + query, follow_redirects=True).get_data(as_text=True)
            shown = re.sub(r'value="[^"]*"|“[^”]*”', "", text)
            assert district.b.marker not in shown, route.path + query
            seen_own += district.a.marker in text
    assert seen_own


@pytest.mark.parametrize("bad", ["", "foreign"])
def test_a_form_without_its_token_changes_nothing(district: District, bad: str) -> None:
    browser, other = district.browser("admin"), district.browser("admin")
    fields = {"csrf_token": csrf_token(other)} if bad else {}
    before = dump(district)
    for route in all_routes(district, district.a):
        if "POST" not in route.methods or "link" in route.row.write:
            continue
        status = ask(browser, route, "POST", **fields).status_code
        assert status in (400, 403, 404), f"POST {route.path}: {status}"
    assert dump(district) == before


def test_reading_changes_nothing(district: District) -> None:
    browsers = [district.browser(role) for role in ("admin", "liaison", "leadership", "")]
    before = dump(district, "access_line")
    for route in all_routes(district, district.a):
        path = route.path.replace("A" * 22, district.a.token)
        for browser in browsers:
            for method in ("GET", "HEAD", "OPTIONS"):
                browser.client.open(path, method=method).close()
    assert dump(district, "access_line") == before


def test_every_answer_carries_the_headers(district: District) -> None:
    browser = district.browser("admin")
    for route in all_routes(district, district.a):
        answer = browser.client.get(route.path)
        answer.close()
        check_headers(answer)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "Access-Control-Allow-Origin" not in answer.headers
        if not route.path.startswith(("/static", "/bootstrap")):
            assert answer.headers["Cache-Control"] == "no-store", route.path


def test_another_host_is_refused(district: District) -> None:
    browser = district.browser()
    assert browser.client.get("/login", headers={"Host": "evil.example"}).status_code == 400
    forwarded = browser.client.get(
        "/login", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "6.6.6.6"}
    )
    assert "evil.example" not in forwarded.get_data(as_text=True)


def test_strange_methods_are_refused_without_a_trace_of_the_inside(district: District) -> None:
    for method in ("TRACE", "PUT", "DELETE", "PATCH", "XYZZY"):
        answer = district.browser().client.open("/login", method=method)
        assert answer.status_code == 405
        assert "Traceback" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/.git/config",
        "/.env",
        "/.data/litigation.db",
        "/litigation.db",
        "/.data/secret.key",
        "/config.py",
        "/console",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/....//app.py",
        "/static/ui.css%00.py",
        "/bootstrap/static/../__init__.py",
        "/wsgi.py",
        "/migrations/env.py",
        "/backup.zip",
        "/admin",
        "/phpmyadmin/",
    ],
)
def test_files_of_the_machine_are_not_served(district: District, path: str) -> None:
    assert district.browser("admin").client.get(path).status_code in (400, 404)


def test_strange_parameters_break_nothing(district: District) -> None:
    browser = district.browser("admin")
    for path in ("/agencies", "/cases", "/calendar", "/messages", "/reports", "/login"):
        for query in (
            "q=1&q=2",
            "q[]=1",
            "page=1e9",
            "page=-1",
            "page=99999999999999",
            "q=%",
            "q=_",
            "q=' or 1=1--",
            "kind=x",
            "view=x&from=y",
            "q=%F0%9F%98%80%E2%80%AE",
            "per=0",
        ):
            assert browser.client.get(f"{path}?{query}").status_code < 500, f"{path}?{query}"


def test_a_percent_sign_finds_only_names_with_one(district: District) -> None:
    browser = district.browser("admin")
    for wild in ("%25", "_", "' or 1=1--"):
        assert "没有符合的机关" in browser.get(f"/agencies?q={wild}").words()


@pytest.mark.parametrize("role", sorted(EVERYONE))
def test_the_navigation_leads_to_every_list_a_role_may_read(district: District, role: str) -> None:
    page = district.browser(role).get("/account")
    lists = [table()[endpoint] for endpoint in ENTRIES if endpoint != "overview.index"]
    want = {row.address for row in lists if role in row.read}
    if role not in GROUPS["office"]:
        want.discard("/")  # sends them to their own front page
    assert want <= set(page.links().values())
