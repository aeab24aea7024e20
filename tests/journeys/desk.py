"""The office's desk in a browser: what a clerk and an administrator do by page, one function an act."""

import re
from datetime import datetime

from playwright.sync_api import Page, expect

from tests.journeys.browser import keep
from tests.journeys.march import LEADER, LEADER_MOBILE, Row
from tests.journeys.server import MONDAY
from tests.journeys.sign_in import PASSWORD, sign_in

STORY = "month"
CLERK = "linxiaolan"
ADMINISTRATOR = "guanliyuan"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def picture(page: Page, name: str) -> None:
    """Keep the page as it stands."""
    keep(page, STORY, name)


def press(page: Page, name: str) -> None:
    """Press the button of this exact name."""
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, code: str) -> None:
    """Make the first administrator with the code from the console, and name the office."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("开始使用")
    for label, value in {"启动码": code, "姓名": "管理员", "账号": ADMINISTRATOR}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再填一次密码").fill(PASSWORD)
    picture(page, "01-first-run")
    press(page, "建账号，下一步")
    page.get_by_label("区（县）名称").fill("市南区")
    page.get_by_label("主管单位").fill("市南区司法局")
    page.get_by_label("值班电话").fill("0532-55550100")
    page.get_by_label(re.compile("^单位邮箱")).fill("office@example.com")
    press(page, "保存，下一步")
    expect(page.get_by_role("link", name="导入文件")).to_be_visible()
    picture(page, "02-how-to-begin")


def open_account(page: Page, name: str, username: str, role: str, mobile: str = "") -> str:
    """Open an account; return the temporary password, which is shown once."""
    page.goto("/settings/users/new")
    page.get_by_label("姓名").fill(name)
    page.get_by_label("账号").fill(username)
    page.get_by_label("角色").select_option(role)
    page.get_by_label(re.compile("^手机")).fill(mobile)
    press(page, "建账号")
    return page.locator("#temporary").inner_text()


def hire(page: Page) -> str:
    """Open the accounts of a leader and a clerk; return the clerk's temporary password."""
    open_account(page, LEADER, "liangjingchuan", "leadership", LEADER_MOBILE)
    password = open_account(page, "林晓岚", CLERK, "clerk")
    picture(page, "03-temporary-password")
    return password


def first_sign_in(page: Page, temporary: str) -> None:
    """Sign in with a temporary password, which must be changed before anything else."""
    sign_in(page, CLERK, temporary)
    expect(page.get_by_role("heading", level=1)).to_have_text("修改密码")
    page.get_by_label("新密码", exact=True).fill(PASSWORD)
    page.get_by_label("再填一次新密码").fill(PASSWORD)
    press(page, "修改密码")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("今日")


def upload(page: Page, name: str, data: bytes, kind: str) -> None:
    """Hand in a file; the check page opens."""
    page.goto("/imports")
    page.get_by_label("文件", exact=True).set_input_files(
        {"name": name, "mimeType": SPREADSHEET, "buffer": data}
    )
    page.get_by_label(kind).check()
    press(page, "读取文件")
    page.wait_for_url(re.compile(r"/imports/\d+"))


def paste(page: Page, text: str) -> None:
    """Hand in pasted text; the check page opens."""
    page.goto("/imports/paste")
    page.get_by_label("法院的文字").fill(text)
    press(page, "读取文字")
    page.wait_for_url(re.compile(r"/imports/\d+"))


def write(page: Page) -> str:
    """Apply what the check page shows; return the sentence about what was done."""
    page.locator(".confirmbar").get_by_role("button").click()
    line = page.locator(".toastline[role=status]").first
    expect(line).to_be_visible()
    return line.inner_text()


def heaps(page: Page) -> dict[str, int]:
    """Return how many rows lie in each heap of the check page."""
    shown = page.locator("nav.seg a:has(.count)").all_inner_texts()
    return {text.split()[0]: int(text.split()[1]) for text in shown}


def take_proposals(page: Page) -> str:
    """Take every proposal over; return the sentence about what was done."""
    page.goto("/assignments")
    return write(page)


def open_case(page: Page, row: Row) -> None:
    """Find a case by its number with the search of the bar."""
    page.locator("#find").fill(row.number)
    page.locator("#find").press("Enter")
    page.get_by_role("link", name=row.number).first.click()
    page.wait_for_url(re.compile(r"/cases/\d+"))


def say_when(moment: datetime) -> str:
    """Return a moment as pages print it."""
    weekday = "一二三四五六日"[moment.weekday()]
    year = "" if moment.year == MONDAY.year else f"{moment.year}年"
    return f"{year}{moment.month}月{moment.day}日 周{weekday} {moment:%H:%M}"
