"""为什么 by page: the standing of a duty, its facts and its articles."""

from dataclasses import replace

import pytest

from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.record_excuse import Stated, record_excuse
from litigation.records.db import db
from litigation.records.lawsuit import AppearanceDuty
from tests.factory import CLERK, at, hearing_at, make_agency, make_case, make_official
from tests.web.district import District

HEARD = at("2026-09-10 12:00")


@pytest.fixture
def heard(district: District) -> dict[str, int]:
    """A case of a fresh agency whose hearing of 10 September is over."""
    with district.app.app_context():
        agency = make_agency("云汀区丙标记局", short_name="区丙标记局")
        official = make_official(agency, "沈丙标记")
        past = (hearing_at("2026-09-10 09:30"),)
        lawsuit = make_case(agency, hearings=past, now=at("2026-09-01 09:00"))
        ids = {"agency": agency.id, "official": official.id, "hearing": lawsuit.hearings[0].id}
        return ids | {"duty": lawsuit.duties[0].id, "case": lawsuit.id}


def record(district: District, heard: dict[str, int], came: Came) -> None:
    with district.app.app_context():
        record_attendance(heard["hearing"], heard["agency"], came, now=HEARD, actor=CLERK)


def test_a_coming_hearing_says_that_the_head_must_appear_and_by_which_article(district: District) -> None:
    page = district.browser("clerk").get(f"/duties/{district.a.duty}/why")
    assert page.heading == "为什么是“待履行”"
    for words in (
        "2026年9月28日开庭",
        "尚未开庭",
        "行政诉讼法第三条第三款",
        "不能出庭的，应当委托相应的工作人员",
    ):
        assert words in page.words()


def test_a_past_hearing_without_outcome_says_what_is_missing(
    district: District, heard: dict[str, int]
) -> None:
    page = district.browser("clerk").get(f"/duties/{heard['duty']}/why")
    assert page.heading == "为什么是“结果待登记”"
    assert "结果尚未登记" in page.words()


def test_who_came_is_named_with_the_article(district: District, heard: dict[str, int]) -> None:
    record(district, heard, Came(heard["official"], certificate="accepted", left="no", spoke=True))
    page = district.browser("leadership").get(f"/duties/{heard['duty']}/why")
    assert page.heading == "为什么是“已履行”"
    assert "由沈丙标记（副职）出庭（法释〔2020〕3号第二条第一款）" in page.words()
    assert "记在2026年9月" in page.words()


def test_lawyers_alone_and_a_weak_reason_are_pointed_out(district: District, heard: dict[str, int]) -> None:
    record(district, heard, Came(None, lawyers=2))
    with district.app.app_context():
        record_excuse(heard["hearing"], heard["agency"], Stated("3", "参加会议"), now=HEARD, actor=CLERK)
    words = district.browser("clerk").get(f"/duties/{heard['duty']}/why").words()
    assert "仅委托律师出庭（法释〔2018〕1号第一百二十八条" in words
    assert "没有附相关证明材料（法释〔2020〕3号第九条第一款）" in words
    assert "法院尚未表态" in words


def test_a_refusal_to_explain_is_an_appearance_and_a_warning(
    district: District, heard: dict[str, int]
) -> None:
    came = Came(heard["official"], certificate="accepted", left="no", spoke=False)
    record(district, heard, replace(came, refused_to_explain=True))
    page = district.browser("clerk").get(f"/duties/{heard['duty']}/why")
    assert page.heading == "为什么是“已履行”"
    assert "第十二条第一款第五项" in page.words()


def test_the_case_and_the_figure_lead_to_the_page(district: District, heard: dict[str, int]) -> None:
    record(district, heard, Came(heard["official"], certificate="accepted", left="no"))
    clerk, path = district.browser("clerk"), f"/duties/{heard['duty']}/why"
    for address in (f"/cases/{heard['case']}", "/reports/2026-09/den"):
        assert path in clerk.get(address).links().values()
    assert f"/cases/{heard['case']}" in clerk.get(path).links().values()


def test_a_liaison_sees_the_duty_of_its_own_agency_alone(district: District) -> None:
    liaison = district.browser("liaison")
    liaison.get(f"/duties/{district.a.duty}/why")
    liaison.get(f"/duties/{district.b.duty}/why", status=404)
    liaison.get("/duties/987654/why", status=404)


def test_the_page_changes_nothing(district: District, heard: dict[str, int]) -> None:
    def stored() -> str:
        with district.app.app_context():
            return db.session.get_one(AppearanceDuty, heard["duty"]).standing

    before = stored()
    district.browser("clerk").get(f"/duties/{heard['duty']}/why")
    assert stored() == before


def test_the_page_is_there_in_english(district: District) -> None:
    browser = district.browser("clerk")
    with browser.client.session_transaction() as cookie:
        cookie["language"] = "en"
    assert browser.get(f"/duties/{district.a.duty}/why").heading.startswith("Why")
