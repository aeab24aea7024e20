"""The court's monthly list on its pages: taken, compared, asked about, answered."""

import io
import zipfile

import pytest

from litigation.actions.record_attendance import Came, record_attendance
from litigation.records.db import db
from litigation.records.lawsuit import Lawsuit
from tests.factory import CLERK, NOW, at, hearing_at, make_agency, make_case, make_official
from tests.web.district import District
from tests.web.page import PageClient


@pytest.fixture
def heard(district: District) -> dict[str, str]:
    """Two cases heard in September, one attended, one not; their numbers by name."""
    with district.app.app_context():
        agency = make_agency("云汀区城市管理局", short_name="区城管局")
        head = make_official(agency, "沈若衡")
        numbers = {}
        for name, came in (("came", Came(head.id)), ("missed", Came(None))):
            lawsuit = make_case(
                agency, hearings=(hearing_at("2026-09-10 09:30"),), now=at("2026-09-01 09:00")
            )
            record_attendance(lawsuit.hearings[0].id, agency.id, came, now=NOW, actor=CLERK)
            numbers[name] = lawsuit.number
        return numbers


def pasted(heard: dict[str, str]) -> str:
    return (
        "云汀区人民法院2026年9月行政案件负责人出庭情况\n"
        "案号\t开庭日期\t被告\t是否出庭\t出庭负责人\n"
        f"{heard['came']}\t9月10日\t云汀区城管局\t是\t沈若衡\n"
        f"{heard['missed']}\t9月10日\t云汀区城管局\t是\t顾言\n"
        "（2026）鲁9902行初999号\t9月11日\t云汀区城管局\t否\t\n"
    )


def take(browser: PageClient, text: str, month: str = "2026-09") -> str:
    page = browser.get("/court-lists/new")
    target = browser.submit(page, "/court-lists/new", status=303, text=text, month=month)
    assert isinstance(target, str)
    return target


def test_a_pasted_list_is_compared_in_four_heaps(district: District, heard: dict[str, str]) -> None:
    browser = district.browser("clerk")
    page = browser.get(take(browser, pasted(heard)))
    assert "云汀区人民法院" in page.heading
    assert "是否出庭，两处记载不同" in page.text
    assert "本区没有登记这个案件" in page.text
    links = page.links()
    assert links["登记案件"].startswith("/cases/new?number=")
    assert links["核对登记"].endswith("/record")
    assert "（2026）鲁9902行初999号" in browser.get(links["登记案件"]).text.replace("(2026)", "（2026）")


def test_the_same_list_again_is_the_same_record(district: District, heard: dict[str, str]) -> None:
    browser = district.browser("clerk")
    assert take(browser, pasted(heard)) == take(browser, pasted(heard))


def test_the_comparison_follows_the_register(district: District, heard: dict[str, str]) -> None:
    browser = district.browser("clerk")
    target = take(browser, pasted(heard))
    with district.app.app_context():
        lawsuit = db.session.query(Lawsuit).filter_by(number=heard["missed"]).one()
        hearing, agency = lawsuit.hearings[0].id, lawsuit.duties[0].agency_id
        other = make_official(lawsuit.duties[0].agency, "顾言")
        record_attendance(hearing, agency, Came(other.id), now=NOW, actor=CLERK, reason="漏登")
    assert "是否出庭，两处记载不同" not in browser.get(target).text


def test_a_letter_asks_only_what_was_ticked(district: District, heard: dict[str, str]) -> None:
    browser = district.browser("clerk")
    target = take(browser, pasted(heard))
    page = browser.get(target)
    keys = [each.get("value") for each in page.all("input") if each.get("name") == "keys"]
    assert len(keys) == 2
    form = page.form(f"{target}/letter.docx")
    wanted = next(key for key in keys if heard["missed"] in key)
    sent = browser.post(f"{target}/letter.docx", {**form, "keys": wanted}, status=303)
    assert "1 项" in browser.get(sent.partition("#")[0]).text
    answer = browser.client.get(f"{target}/letter.docx")
    words = zipfile.ZipFile(io.BytesIO(answer.data)).read("word/document.xml").decode()
    assert heard["missed"].replace("(", "（").replace(")", "）") in words
    assert "行初999号" not in words
    assert "2026年9月20日" in words  # five working days on; that Sunday is worked
    refused = browser.post(f"{target}/letter.docx", form, status=422)
    assert "请先勾选" in refused.text


def test_an_answer_is_kept_beside_its_difference(district: District, heard: dict[str, str]) -> None:
    browser = district.browser("clerk")
    target = take(browser, pasted(heard))
    page = browser.get(target)
    form = page.form(f"{target}/answer")
    browser.post(
        f"{target}/answer", {**form, "words": "以你单位登记为准", "answered_on": "2026-09-14"}, status=303
    )
    assert "以你单位登记为准" in browser.get(target).text
    late = browser.post(f"{target}/answer", {**form, "words": "好", "answered_on": "2026-12-01"}, status=422)
    assert "不能晚于今天" in late.text


def test_a_list_of_another_month_is_refused_with_what_to_do(
    district: District, heard: dict[str, str]
) -> None:
    browser = district.browser("clerk")
    page = browser.get("/court-lists/new")
    wrong = browser.submit(page, "/court-lists/new", status=422, text=pasted(heard), month="2026-08")
    assert "请改选月份" in wrong.text


def test_neither_file_nor_text_is_refused(district: District) -> None:
    browser = district.browser("clerk")
    wrong = browser.submit(browser.get("/court-lists/new"), "/court-lists/new", status=422)
    assert "两样选一样" in wrong.text


def test_the_months_page_says_how_the_list_compares(district: District, heard: dict[str, str]) -> None:
    browser = district.browser("clerk")
    take(browser, pasted(heard))
    page = browser.get("/reports/2026-09")
    assert "一致 1，不一致 2" in page.text
    assert "一致 1，不一致 2" in district.browser("leadership").get("/reports/2026-09").text


def test_an_auditor_reads_and_writes_nothing(district: District, heard: dict[str, str]) -> None:
    target = take(district.browser("clerk"), pasted(heard))
    auditor = district.browser("auditor")
    assert "生成核对函" not in auditor.get(target).text
    assert auditor.client.post(f"{target}/answer").status_code in (400, 403)
