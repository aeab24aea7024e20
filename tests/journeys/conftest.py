"""Fixtures of the journeys: one browser for all of them; what is missing is said, and fails in CI."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.beside import add_accounts, the_register
from tests.journeys.browser import find_chromium, has_chinese_letters, launch
from tests.journeys.server import Programme, at, clock_library


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with Chinese letters and a movable clock beside it."""
    with sync_playwright() as playwright:
        programme = find_chromium(playwright)
        if programme is None:
            give_up("no Chromium: apt-get install chromium")
        if not has_chinese_letters():
            give_up("no Chinese letters: apt-get install fonts-noto-cjk")
        if not clock_library():
            give_up("no faketime: apt-get install faketime")
        chromium = launch(playwright, programme or "")
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def district(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """The fictional district on a Monday morning, with an account of every role, being served."""
    programme = Programme(tmp_path_factory.mktemp("district"), at(0, "10:20"))
    programme.run("migrate")
    programme.run("demo")
    with the_register(programme):
        add_accounts()
    programme.start()
    yield programme
    programme.stop()


def give_up(reason: str) -> None:
    """Skip with the reason; where everything must run, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
