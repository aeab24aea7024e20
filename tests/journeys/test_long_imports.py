"""A long list in a real browser: the bar, the rows, the whole import taken back; columns named by hand."""

import re

import pytest
from playwright.sync_api import Page, expect

from litigation.law.clock import SHANGHAI
from tests.journeys.desk import press, upload
from tests.journeys.server import at
from tests.journeys.test_accessibility import Address, expect_nothing_wrong, look_at
from tests.journeys.test_keys import clerk

__all__ = ["clerk"]

pytestmark = pytest.mark.browser

HEARINGS = "法院的排期表、传票或日历"
ROWS = 2500


def long_list() -> bytes:
    lines = ["案号,原告,被告,案由,开庭时间,法庭"]
    lines += [
        f"（2026）鲁9903行初{number}号,周平安,澄州市云汀区第一百二十三局,行政处罚,"
        f"2026年9月{number % 20 + 10}日 09:30,第三法庭"
        for number in range(1, ROWS + 1)
    ]
    return "\n".join(lines).encode()


def test_a_long_list_is_read_beside_the_page(clerk: Page) -> None:
    upload(clerk, "排期表.csv", long_list(), HEARINGS)
    path = re.sub(r".*(/imports/\d+).*", r"\1", clerk.url)

    expect(clerk.get_by_role("heading", level=1)).to_contain_text("核对：排期表.csv", timeout=60_000)
    expect(clerk.get_by_text(f"{ROWS} 行").first).to_be_visible()
    expect_nothing_wrong(look_at(clerk, [Address("imports.check", path)], "import"))


def test_columns_are_named_and_the_import_is_taken_back(clerk: Page) -> None:
    start = f"{at(10, '10:00').astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    sheet = f"甲栏,乙栏,丙栏\n（2026）鲁9903行初701号,某某第一局,{start}\n"
    upload(clerk, "来件.csv", sheet.encode(), HEARINGS)
    path = re.sub(r".*(/imports/\d+).*", r"\1", clerk.url)
    expect_nothing_wrong(look_at(clerk, [Address("import_columns.columns", f"{path}/columns")], "columns"))

    clerk.goto(f"{path}/columns")
    clerk.get_by_label("“甲栏”是什么").select_option("案号")
    clerk.get_by_label("“乙栏”是什么").select_option("被告")
    clerk.get_by_label("“丙栏”是什么").select_option("开庭日期和时间")
    press(clerk, "按这些列重新读取")
    clerk.wait_for_url(re.compile(rf"{path}$"))
    clerk.get_by_label("登记为本区机关“某某第一局”").check()
    press(clerk, "按选定的登记")
    clerk.locator(".confirmbar").get_by_role("button").click()
    clerk.get_by_role("link", name="撤销整次导入").click()
    expect_nothing_wrong(look_at(clerk, [Address("import_undo.undo", f"{path}/undo")], "undo"))
    clerk.goto(f"{path}/undo")
    press(clerk, "撤销整次导入")

    expect(clerk.get_by_text("已撤销整次导入：撤回新增的 1 次开庭、1 个案件。").first).to_be_visible()
