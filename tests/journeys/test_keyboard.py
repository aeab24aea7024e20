"""The office without a mouse: the skip link, search, ways to go, rows of the check page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import desk
from tests.journeys.browser import DESKTOP, window
from tests.journeys.march import cause_list
from tests.journeys.server import Programme
from tests.journeys.sign_in import PASSWORD, sign_in

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.closest('.check') ? document.activeElement.closest('.check').id : ''"


@pytest.fixture
def page(browser: Browser, district: Programme) -> Iterator[Page]:
    with window(browser, district.address, DESKTOP) as page:
        sign_in(page, "clerk", PASSWORD)
        yield page


def test_the_first_stop_skips_to_the_text(page: Page) -> None:
    page.goto("/cases")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_slash_goes_to_the_search(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    expect(page.locator("#find")).to_have_value("")


@pytest.mark.parametrize(
    ("key", "path"), [("t", "/"), ("c", "/calendar"), ("a", "/cases"), ("i", "/imports")]
)
def test_g_and_a_letter_goes_there(page: Page, key: str, path: str) -> None:
    page.goto("/reports")
    page.keyboard.press("g")
    page.keyboard.press(key)
    page.wait_for_url(lambda url: url.split("127.0.0.1:")[1].partition("/")[2] == path[1:])


def test_letters_typed_into_a_field_stay_letters(page: Page) -> None:
    page.goto("/cases")
    page.locator("#find").press_sequentially("gt/")
    expect(page.locator("#find")).to_have_value("gt/")
    assert page.url.endswith("/cases")


def test_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("?")
    page.get_by_label("使用快捷键").uncheck()
    page.goto("/cases")
    page.keyboard.press("/")
    expect(page.locator("#find")).not_to_be_focused()


def test_rows_of_the_check_page_are_walked_and_answered(page: Page) -> None:
    desk.upload(page, "排期.xlsx", cause_list(), "法院的排期表、传票或日历")
    rows = page.locator(".check:not(.head)")
    page.keyboard.press("j")
    first = page.evaluate(FOCUSED)
    assert first == rows.nth(0).get_attribute("id")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == rows.nth(1).get_attribute("id")
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == first
    choices = rows.nth(0).locator("input[type=radio]")
    assert choices.count() > 1  # nobody in this district is named in the list
    page.keyboard.press("2")
    expect(choices.nth(1)).to_be_checked()
    expect(page.locator(".toastline")).to_have_count(0)
