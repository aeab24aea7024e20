"""A real browser: which one, what it must never do, and what is kept of what it saw."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
"""1280 px at 400 % (WCAG 1.4.10)."""

SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
PROGRAMMES = ("chromium", "chromium-browser", "google-chrome")

# Chromium reports the status of the page itself as an error of the console.
OWN_STATUS = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


def find_chromium(playwright: Playwright) -> str | None:
    """Return the browser's programme: of the path, Debian's, Playwright's own; none if there is none."""
    found = next((path for name in PROGRAMMES if (path := shutil.which(name))), None)
    for path in (found, "/usr/bin/chromium", playwright.chromium.executable_path):
        if path and Path(path).exists():
            return path
    return None


def has_chinese_letters() -> bool:
    """Tell whether pages would show Chinese and not boxes."""
    if not shutil.which("fc-list"):
        return False
    done = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip())


def launch(playwright: Playwright, programme: str) -> Browser:
    """Start the browser; it can find no host but this machine."""
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-color-profile=srgb"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return playwright.chromium.launch(executable_path=programme, args=arguments)


@dataclass
class Watch:
    """What a browser must not do: speak of errors, or ask another machine for anything."""

    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not OWN_STATUS.search(message.text):
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def see(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.foreign.append(request.url)

    def check(self) -> None:
        assert not self.complaints, self.complaints
        assert not self.foreign, self.foreign


@contextmanager
def window(
    browser: Browser, address: str, size: dict[str, int], *, bypass_csp: bool = False
) -> Iterator[Page]:
    """Open a fresh browser window on the office's address and check it to the end."""
    context = open_context(browser, address, size, bypass_csp=bypass_csp)
    watch = Watch()
    context.on("console", watch.hear)
    context.on("weberror", lambda error: watch.complaints.append(str(error.error)))
    context.on("request", watch.see)
    try:
        yield context.new_page()
    finally:
        context.close()
    watch.check()


def open_context(
    browser: Browser, address: str, size: dict[str, int], *, bypass_csp: bool = False
) -> BrowserContext:
    """Make a context as an office's browser is: Chinese, Shanghai, no animation."""
    context = browser.new_context(
        base_url=address,
        viewport=size,  # type: ignore[arg-type]  # a plain dict of two numbers
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        bypass_csp=bypass_csp,
        is_mobile=size["width"] < 768,
        has_touch=size["width"] < 768,
    )
    context.set_default_timeout(15_000)
    return context


def keep(page: Page, story: str, name: str) -> None:
    """Keep a picture of the whole page, for people to look at."""
    width = (page.viewport_size or DESKTOP)["width"]
    folder = SCREENSHOTS / story
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
