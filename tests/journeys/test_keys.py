"""The keyboard of the clerk's pages: short ways that never write anything, and can be switched off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from litigation.records.db import db
from tests.databases import build_app, close, config_for
from tests.factory import make_agency, make_case, make_user
from tests.journeys.browser import DESKTOP, window
from tests.journeys.server import Programme, at
from tests.journeys.sign_in import PASSWORD, sign_in, stored_password

pytestmark = pytest.mark.browser

LISTED = """案号,原告,被告,案由,开庭时间,法庭
（2026）鲁9903行初701号,周平,云汀区城管局,行政强制,2026年9月29日 10:00,第六法庭
（2026）鲁9903行初702号,周安,云汀区房管局,行政强制,2026年9月29日 15:00,第六法庭
"""


@pytest.fixture
def clerk(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A clerk signed in at a register with one case."""
    programme = Programme(tmp_path, at(0, "10:20"))
    programme.start()
    app = build_app(config_for(programme.folder / "data", LITIGATION_SECRET_KEY=""))
    with app.app_context():
        make_user("clerk", username="clerk", password_hash=stored_password(), created_at=at(-30, "09:00"))
        make_case(make_agency())
        db.session.remove()
    close(app)
    try:
        with window(browser, programme.address, DESKTOP) as page:
            sign_in(page, "clerk", PASSWORD)
            yield page
    finally:
        programme.stop()


def test_keys_lead_to_pages_rows_and_answers_and_never_write(clerk: Page) -> None:
    clerk.goto("/cases")
    clerk.keyboard.press("g")
    clerk.keyboard.press("c")
    clerk.wait_for_url("**/calendar")
    clerk.keyboard.press("/")
    expect(clerk.locator("#find")).to_be_focused()
    clerk.keyboard.type("gt")
    expect(clerk.locator("#find")).to_have_value("gt")

    clerk.goto("/imports")
    sheet = {"name": "排期表.csv", "mimeType": "text/csv", "buffer": LISTED.encode("utf-8-sig")}
    clerk.set_input_files("input[name=file]", sheet)
    clerk.get_by_role("button", name="读取文件").click()
    rows = clerk.locator(".check:not(.head)")
    expect(rows).to_have_count(2)
    clerk.keyboard.press("j")
    clerk.keyboard.press("j")
    clerk.keyboard.press("2")
    expect(rows.nth(1).locator("input[type=radio]").nth(1)).to_be_checked()
    expect(rows.nth(0).locator("input[type=radio]").nth(1)).not_to_be_checked()
    clerk.keyboard.press("k")
    clerk.keyboard.press("1")
    expect(rows.nth(0).locator("input[type=radio]").nth(0)).to_be_checked()
    expect(clerk.get_by_text("还有 2 行要处理")).to_be_visible()

    clerk.keyboard.press("?")
    keys = clerk.locator("#keys")
    expect(keys).to_have_attribute("open", "")
    keys.locator("input[type=checkbox]").uncheck()
    clerk.goto("/cases")
    clerk.keyboard.press("/")
    expect(clerk.locator("#find")).not_to_be_focused()
