"""Every page of the application with real ids filled in, for tests of the whole."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import MapAdapter, Rule

from litigation.web.access import Row, table
from tests.web.district import District, Place
from tests.web.page import Page, PageClient

MISSING = 987654
LOGOUT = "login.logout"


@dataclass(frozen=True)
class Route:
    """One rule of the map: its address with ids filled in, and the row that says who may."""

    row: Row
    path: str
    methods: frozenset[str]

    @property
    def has_id(self) -> bool:
        return "<int:" in self.row.address


def all_routes(district: District, place: Place, missing: bool = False) -> list[Route]:
    """Return every page about the things of one agency, or about things that do not exist."""
    app: Flask = district.app
    values: dict[str, Any] = dict.fromkeys(("run_id", "row_id", "notice_id", "task_id"), MISSING)
    values |= {
        "agency_id": place.agency,
        "official_id": place.official,
        "liaison_id": place.liaison,
        "leave_id": place.leave,
        "case_id": place.case,
        "duty_id": place.duty,
        "hearing_id": place.hearing,
        "assignment_id": place.assignment,
        "user_id": district.users["leadership"],
    }
    if missing:
        values = dict.fromkeys(values, MISSING)
    words = {"month": "2026-08", "figure": "due", "token": "A" * 22, "filename": "ui.css"}
    with app.test_request_context():
        adapter = app.url_map.bind("127.0.0.1:8000")
        return [_fill(adapter, rule, values | words) for rule in app.url_map.iter_rules()]


def _fill(adapter: MapAdapter, rule: Rule, values: dict[str, Any]) -> Route:
    methods = frozenset(rule.methods or ())
    given = {name: values.get(name, MISSING) for name in rule.arguments}
    path = adapter.build(rule.endpoint, given, method=min(methods))
    return Route(table()[rule.endpoint], path, methods & {"GET", "POST"})


def csrf_token(browser: PageClient) -> str:
    """Return a token that fits the browser's cookie."""
    page = Page(browser.client.get("/account", follow_redirects=True))
    return page.form("/language")["csrf_token"]
