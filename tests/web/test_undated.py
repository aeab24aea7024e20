"""A hearing put off without a new date stays in sight: on the board and beside the calendar."""

from litigation.actions.move_hearing import NewDate, move_hearing, postpone_hearing
from litigation.actions.record_outcome import record_outcome
from tests.factory import CLERK, NOW, at, hearing_at, make_agency, make_case
from tests.web.district import District


def test_a_hearing_without_date_is_on_the_board_and_beside_the_calendar(district: District) -> None:
    with district.app.app_context():
        postpone_hearing(district.a.hearing, "法院通知延期", now=at("2026-09-09 10:00"), actor=CLERK)
    browser = district.browser("clerk")
    board = browser.get("/")
    assert "改期后未定日期，已 5 天" in board.text
    assert board.links()["填写新日期"] == f"/hearings/{district.a.hearing}/move"
    for path in ("/calendar", "/calendar?view=week"):
        assert "未定日期的开庭" in browser.get(path).text
    with district.app.app_context():
        move_hearing(
            district.a.hearing, NewDate(starts_at=at("2026-10-09 09:00")), "新日期", now=NOW, actor=CLERK
        )
    assert "未定日期的开庭" not in browser.get("/calendar").text


def test_a_hearing_adjourned_without_date_waits_until_another_is_fixed(district: District) -> None:
    with district.app.app_context():
        agency = make_agency("云汀区城市管理局", short_name="区城管局")
        lawsuit = make_case(agency, hearings=(hearing_at("2026-09-10 09:30"),), now=at("2026-09-01 09:00"))
        record_outcome(
            lawsuit.hearings[0].id, "adjourned", now=at("2026-09-11 10:00"), actor=CLERK, reason="延期"
        )
    browser = district.browser("clerk")
    assert "改期后未定日期，已 3 天" in browser.get("/").text
    assert "未定日期的开庭" in browser.get("/calendar").text


def test_a_liaison_sees_only_the_own_undated_hearings(district: District) -> None:
    with district.app.app_context():
        postpone_hearing(district.b.hearing, "延期", now=NOW, actor=CLERK)
    page = district.browser("liaison").get("/calendar")
    assert "未定日期的开庭" not in page.text
