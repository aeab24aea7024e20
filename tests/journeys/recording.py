"""庭后登记 by the clerk: the board's rows one by one, each as the month says it went."""

import re

from playwright.sync_api import Locator, Page

from tests.journeys.desk import picture
from tests.journeys.march import LEFT_EARLY, MISSED, SILENT

MOST = 60


def record_all(page: Page) -> int:
    """Follow the board's cure for unrecorded hearings until there is none; return how many there were."""
    for recorded in range(MOST):
        page.goto("/")
        cure = page.locator(".risk li", has_text="到庭结果未登记").get_by_role("link", name="登记结果").first
        if not cure.count():
            return recorded
        cure.click()
        record_hearing(page, show=recorded == 0)
    raise AssertionError("the board never empties")


def record_hearing(page: Page, *, show: bool) -> None:
    """Record every agency of a hearing; the page comes back while one is left."""
    page.wait_for_url(re.compile(r"/hearings/\d+/record"))
    number = page.locator(".pagehead .cn").inner_text()
    while "/record" in page.url:
        panel = page.locator("section.panel", has=page.get_by_role("button", name="登记到庭")).first
        fill(panel, number)
        if show:
            picture(page, "41-record-by-clerk")
        panel.get_by_role("button", name="登记到庭").click()
    if show:
        picture(page, "42-case-recorded")


def fill(panel: Locator, number: str) -> None:
    """Fill one agency's form; the head who was asked is chosen already."""
    if number == MISSED.number:
        panel.get_by_label("没有负责人到庭").check()
        panel.locator("summary").click()
        panel.get_by_label("律师（人）").fill("1")
        return
    panel.get_by_label("身份证明").select_option("合格")
    panel.get_by_label("离庭").select_option(
        "未经许可中途退庭" if number == LEFT_EARLY.number else "全程在庭"
    )
    panel.get_by_label(re.compile("^出声")).select_option("否" if number == SILENT.number else "是")
    panel.get_by_label(re.compile("^出解")).select_option("是" if number.endswith(("5号", "7号")) else "否")
