"""Every page of the office and of leadership is a sound page, in both languages, empty or not."""

import pytest

from litigation.records.db import writing
from litigation.records.notice import Notice, Task
from tests.factory import NOW, make_user
from tests.web.district import District, sign_in_as
from tests.web.page import PageClient, checked
from tests.web.routes import all_routes

FILES = (
    "reports.docx",
    "reports.xlsx",
    "imports.original",
    "import_work.progress",
    "imports.page_image",
    "static",
    "bootstrap.static",
    "health.show",
    "metrics.show",
    "feed.show",
)


@pytest.fixture
def full(district: District) -> District:
    """A district with a message and a task about each hearing."""
    with district.app.app_context(), writing() as session:
        for place in (district.a, district.b):
            session.add(a_call(place))
    return district


def a_call(place) -> Task:
    return Task(
        key=f"phone:{place.marker}",
        kind="phone",
        hearing_id=place.hearing,
        agency_id=place.agency,
        official_id=place.official,
        assignment_id=place.assignment,
        title=f"给沈{place.marker}打电话",
        script="请问您能否出庭？",
        due_at=NOW,
        created_at=NOW,
    )


def walk(browser: PageClient, district: District) -> int:
    """Open every page this browser may read and check each; return how many there were."""
    seen = 0
    for route in all_routes(district, district.a):
        if "GET" not in route.methods or route.row.endpoint in FILES:
            continue
        response = browser.client.get(route.path)
        if response.status_code in (200, 403, 404):
            checked(response)
            seen += response.status_code == 200
        else:
            assert response.status_code in (302, 303), f"{route.path}: {response.status_code}"
    return seen


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("role", ["clerk", "admin", "auditor", "leadership", "liaison"])
def test_every_page_a_role_may_read_is_sound(full: District, role: str, language: str) -> None:
    browser = full.browser(role)
    with browser.client.session_transaction() as cookie:
        cookie["language"] = language
    assert walk(browser, full) > 5


def test_pages_of_an_empty_register_say_what_belongs_there(app) -> None:
    with app.app_context():
        clerk = make_user("clerk", username="first").id
    client = app.test_client()
    sign_in_as(app, client, clerk)
    browser = PageClient(client)
    for path in (
        "/",
        "/calendar",
        "/calendar?view=week",
        "/cases",
        "/assignments",
        "/messages",
        "/reports",
        "/overview",
    ):
        browser.get(path)
    assert "两周内没有开庭" in browser.get("/").text
    assert "还没有案件" in browser.get("/cases").text
    assert "没有待派的开庭" in browser.get("/assignments").text


def test_messages_are_shown_with_masked_numbers(full: District) -> None:
    with full.app.app_context(), writing() as session:
        notice = session.query(Notice).filter(Notice.hearing_id == full.a.hearing).first()
        assert notice is not None
        number, address = notice.id, notice.address
    page = full.browser("clerk").get(f"/messages/{number}")
    assert address not in page.text
    log = full.browser("clerk").get(f"/hearings/{full.a.hearing}/messages")
    assert "什么时候告诉了谁" in log.heading
    assert address not in log.text
