"""Signing in by the page, as people do."""

from functools import cache

from playwright.sync_api import Page

from litigation.actions.password import hash_password

PASSWORD = "云汀区湖滨路18号的Lamp"


@cache
def stored_password() -> str:
    """Return the stored form of the password, made once."""
    return hash_password(PASSWORD)


def sign_in(page: Page, username: str, password: str) -> None:
    """Sign in; what comes next is the front page of the role."""
    page.goto("/login")
    page.get_by_label("账号").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login" not in url)
