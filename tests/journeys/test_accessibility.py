"""Every page in a real browser: axe finds nothing, nothing scrolls sideways, nothing complains."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from litigation.records.db import db
from litigation.web.access import table
from tests.factory import make_user
from tests.journeys.addresses import Address, link_addresses, office_addresses
from tests.journeys.beside import ROLES, the_register
from tests.journeys.browser import DESKTOP, NARROW, PHONE, keep, sideways, window
from tests.journeys.server import Programme, at
from tests.journeys.sign_in import PASSWORD, sign_in, stored_password

pytestmark = pytest.mark.browser

ADMINS_OWN = {name for name, row in table().items() if "clerk" not in row.read} | {
    "settings.index",
    "today.index",
}
EMPTY = ("/", "/calendar", "/calendar?view=week", "/cases", "/imports", "/assignments", "/messages")
EMPTY += ("/messages/inbox", "/reports", "/overview", "/agencies", "/runs")


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_open_to_everybody(browser: Browser, district: Programme, role: str) -> None:
    with the_register(district) as app:
        addresses = office_addresses(app, role)
        db.session.remove()
    if role != "clerk":  # the pages themselves are the clerk's; what differs is the frame
        addresses = list({each.endpoint: each for each in reversed(addresses)}.values())
    if role == "admin":  # who has the clerk's frame, too
        addresses = [each for each in addresses if each.endpoint in ADMINS_OWN]
    with window(browser, district.address, DESKTOP) as page:
        sign_in(page, role, PASSWORD)
        expect_nothing_wrong(look_at(page, addresses, role))


def test_every_page_behind_a_link_is_open_to_everybody(browser: Browser, district: Programme) -> None:
    with the_register(district) as app:
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
        with the_register(programme):
            make_user("admin", username="admin", password_hash=stored_password())
        with window(browser, programme.address, DESKTOP) as page:
            sign_in(page, "admin", PASSWORD)
            paths = [each for each in EMPTY if page.request.get(each).status != 404]
            expect_nothing_wrong(look_at(page, [Address("empty", path) for path in paths], "empty"))
    finally:
        programme.stop()


def picture_name(path: str) -> str:
    return path.strip("/").replace("/", "-").replace("?", "-")[:50] or "home"


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
