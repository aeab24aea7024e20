"""Every page in a real browser: axe finds nothing, nothing scrolls sideways, nothing complains."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from litigation.records.agency import Agency
from litigation.records.db import db, writing
from litigation.records.user import User
from tests.databases import build_app, close, config_for
from tests.factory import make_user
from tests.journeys.addresses import Address, link_addresses, office_addresses
from tests.journeys.browser import DESKTOP, NARROW, PHONE, keep, sideways, window
from tests.journeys.server import Programme, at
from tests.journeys.sign_in import PASSWORD, sign_in, stored_password

pytestmark = pytest.mark.browser

ROLES = ("admin", "auditor", "clerk", "leadership", "liaison")
EMPTY = ("/", "/calendar", "/calendar?view=week", "/cases", "/imports", "/assignments", "/messages")
EMPTY += ("/messages/inbox", "/reports", "/overview", "/agencies", "/runs")


@pytest.fixture(scope="module")
def district(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """The fictional district on a Monday morning, served by the real programme."""
    programme = Programme(tmp_path_factory.mktemp("district"), at(0, "10:20"))
    programme.run("migrate")
    programme.run("demo")
    with the_register(programme) as app, app.app_context():
        add_accounts()
    programme.start()
    yield programme
    programme.stop()


class the_register:
    """The register of a programme, read beside it."""

    def __init__(self, programme: Programme) -> None:
        self.app = build_app(config_for(programme.folder / "data", LITIGATION_SECRET_KEY=""))

    def __enter__(self) -> Flask:
        return self.app

    def __exit__(self, *_: object) -> None:
        close(self.app)


def add_accounts() -> None:
    """Give every role an account that can sign in."""
    for role in ROLES:
        make_user(role, username=role, password_hash=stored_password(), created_at=at(-30, "09:00"))
    with writing() as session:
        liaison = session.query(User).filter_by(username="liaison").one()
        liaison.agency_id = session.query(Agency).order_by(Agency.id).first().id


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_open_to_everybody(browser: Browser, district: Programme, role: str) -> None:
    with the_register(district) as app, app.app_context():
        addresses = office_addresses(app, role)
        db.session.remove()
    if role != "clerk":  # the pages themselves are the clerk's; what differs is the frame
        addresses = [
            each for n, each in enumerate(addresses) if each.endpoint not in seen_before(addresses[:n])
        ]
    with window(browser, district.address, DESKTOP) as page:
        sign_in(page, role, PASSWORD)
        expect_nothing_wrong(look_at(page, addresses, role))


def test_every_page_behind_a_link_is_open_to_everybody(browser: Browser, district: Programme) -> None:
    with the_register(district) as app, app.app_context():
        addresses = link_addresses(app, app.config["SECRET_KEY"])
        db.session.remove()
    with window(browser, district.address, PHONE) as page:
        expect_nothing_wrong(look_at(page, addresses, "link"))


def test_pages_about_errors_are_open_to_everybody(browser: Browser, district: Programme) -> None:
    missing = [Address("missing", path) for path in ("/nowhere", "/cases/987654", "/reports/2026-13")]
    with window(browser, district.address, DESKTOP) as page:
        faults = look_at(page, [Address("login.index", "/login")], "nobody")
        sign_in(page, "liaison", PASSWORD)
        faults |= look_at(page, [*missing, Address("forbidden", "/settings")], "error")
        expect_nothing_wrong(faults)


def test_pages_of_an_empty_register_are_open_to_everybody(browser: Browser, tmp_path: Path) -> None:
    programme = Programme(tmp_path, at(0, "10:20"))
    programme.start()
    try:
        with window(browser, programme.address, DESKTOP) as page:
            expect_nothing_wrong(look_at(page, [Address("setup.index", "/setup")], "empty"))
        with the_register(programme) as app, app.app_context():
            make_user("admin", username="admin", password_hash=stored_password())
        with window(browser, programme.address, DESKTOP) as page:
            sign_in(page, "admin", PASSWORD)
            paths = [each for each in EMPTY if page.request.get(each).status != 404]
            expect_nothing_wrong(look_at(page, [Address("empty", path) for path in paths], "empty"))
    finally:
        programme.stop()


def picture_name(path: str) -> str:
    return path.strip("/").replace("/", "-").replace("?", "-")[:50] or "home"


def seen_before(addresses: list[Address]) -> set[str]:
    return {each.endpoint for each in addresses}


def expect_nothing_wrong(wrong: dict[str, list[str]]) -> None:
    said = [f"{path}\n    " + "\n    ".join(faults) for path, faults in wrong.items()]
    assert not wrong, "\n" + "\n".join(said)


def look_at(page: Page, addresses: list[Address], story: str) -> dict[str, list[str]]:
    """Open each page, wide and narrow; return what is wrong with which."""
    assert addresses
    wrong: dict[str, list[str]] = {}
    for address in addresses:
        faults = [fault for size in (DESKTOP, PHONE) for fault in faults_at(page, address, size, story)]
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # a plain dict of two numbers
        if over := sideways(page):
            faults.append(f"320: scrolls sideways by {over} px")
        if faults:
            wrong[address.path] = faults
    return wrong


def faults_at(page: Page, address: Address, size: dict[str, int], story: str) -> list[str]:
    """Return axe's complaints about one page at one width."""
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict of two numbers
    if size is DESKTOP:
        page.goto(address.path)
    if "PICTURES" in os.environ:
        keep(page, f"pages/{story}", picture_name(address.path))
    found = Axe().run(page).response["violations"]
    faults = [
        f"{size['width']}: {each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in found
        for node in each["nodes"]
    ]
    if over := sideways(page):
        faults.append(f"{size['width']}: scrolls sideways by {over} px")
    return faults
