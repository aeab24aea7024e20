"""本区规定 by page: made with a source, shown with it, ended, and read-only for the clerk."""

from tests.web.district import District

ADDRESS = "/settings/rules"


def test_a_rule_is_made_with_its_source_and_ended(district: District) -> None:
    browser = district.browser("admin")
    page = browser.get(ADDRESS)
    values = {"kind": "yearly_least", "threshold": "1", "source": "云汀区工作细则第三条"}
    assert browser.submit(page, ADDRESS, 303, **values) == ADDRESS
    shown = browser.get(ADDRESS)
    assert "正职每年至少出庭若干次：1" in shown.words()
    assert "云汀区工作细则第三条" in shown.words()
    assert browser.submit(shown, f"{ADDRESS}/1/end", 303) == ADDRESS
    assert "已停用" in browser.get(ADDRESS).words()


def test_what_is_missing_is_said_beside_its_field(district: District) -> None:
    browser = district.browser("admin")
    page = browser.submit(browser.get(ADDRESS), ADDRESS, 422, kind="amount", source="某文件")
    assert "这一种规定要填一个数" in page.words()
    page = browser.submit(
        browser.get(ADDRESS), ADDRESS, 422, kind="quota", steps="10:2、5:1", source="某文件"
    )
    assert "从小到大" in page.words()


def test_a_clerk_reads_the_rules(district: District) -> None:
    page = district.browser("clerk").get(ADDRESS)
    assert "没有登记本区规定" in page.words()
    assert not [each for each in page.all("form") if (each.get("action") or "").startswith(ADDRESS)]


def test_a_case_says_amount_name_and_series(district: District) -> None:
    browser = district.browser("clerk")
    address = f"/cases/{district.a.case}/edit"
    values = {"amount": "600000", "principal_named": "y", "series": "某路拆迁"}
    browser.submit(browser.get(address), address, 303, **values)
    shown = browser.get(f"/cases/{district.a.case}").words()
    assert "600000 元" in shown
    assert "要求正职出庭" in shown
    assert "某路拆迁" in shown
