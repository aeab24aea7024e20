"""The liaison's record by link: four tiles, two other ways, and nothing before the hearing."""

import pytest
from sqlalchemy import select

from litigation.actions.actor import SYSTEM
from litigation.actions.answer_notice import confirm
from litigation.actions.link import make_token
from litigation.actions.move_hearing import cancel_hearing
from litigation.actions.notice_link import record_link
from litigation.records.db import db, writing
from litigation.records.hearing import Attendance, Hearing
from tests.factory import CLERK, NOW, SECRET, at
from tests.web.district import District


@pytest.fixture
def link(district: District) -> str:
    """The link of agency A's liaison; the head has confirmed."""
    with district.app.app_context():
        confirm(district.a.token, "key-of-test", revision=1, now=NOW, actor=SYSTEM)
        with writing() as session:
            row = record_link(session, district.a.hearing, district.a.agency, SECRET, NOW)
            nonce = row.nonce
    return f"/r/{make_token(SECRET, 'record', nonce)}"


@pytest.fixture
def after(at_the_moment) -> None:
    """An hour after the hearing began."""
    at_the_moment.move_to(at("2026-09-28 11:30"))


def attendance(district: District) -> Attendance | None:
    with district.app.app_context():
        row = db.session.scalar(select(Attendance).where(Attendance.superseded_at.is_(None)))
        db.session.expunge_all()
        return row


def test_before_the_hearing_there_is_nothing_to_record(district: District, link: str) -> None:
    page = district.browser().get(link)
    assert page.heading == "开庭后再登记"
    assert not page.all("form")


def test_tiles_that_are_touched_are_yes_and_the_others_no_and_unasked_stays_unknown(
    district: District, link: str, after: None
) -> None:
    browser = district.browser()
    page = browser.get(link)
    assert page.heading == "沈甲标记副局长做到了哪几样"
    assert browser.submit(page, link, status=303, came="y", spoke="y") == link
    row = attendance(district)
    assert (row.present, row.spoke, row.settlement, row.remedy) == (True, True, False, False)
    assert (row.certificate, row.left, row.official_id) == (None, None, district.a.official)
    done = browser.get(link)
    assert done.heading == "已登记"
    assert "没有问到" in done.words()


def test_no_tile_for_being_there_asks_for_the_other_way(district: District, link: str, after: None) -> None:
    browser = district.browser()
    page = browser.submit(browser.get(link), link, status=422, spoke="y")
    assert "请点下面的“负责人没有到庭”" in page.words()
    assert attendance(district) is None


def test_a_remedy_needs_its_day(district: District, link: str, after: None) -> None:
    browser = district.browser()
    page = browser.submit(browser.get(link), link, status=422, came="y", remedy="y", remedy_task="改流程")
    assert "完成日期" in page.words()
    browser.submit(page, link, status=303, remedy_due_on="2026-10-30")
    assert str(attendance(district).remedy_due_on) == "2026-10-30"


def test_nobody_came(district: District, link: str, after: None) -> None:
    browser = district.browser()
    page = browser.get(f"{link}/absent")
    browser.submit(page, f"{link}/absent", status=303, staff="2", lawyers="1")
    row = attendance(district)
    assert (row.present, row.official_id, row.staff, row.lawyers) == (False, None, 2, 1)
    assert browser.get(link).heading == "已登记，负责人没有到庭"


@pytest.mark.parametrize(("day", "heading"), [("", "已登记，没有开成庭"), ("2026-10-12", "开庭后再登记")])
def test_the_session_did_not_take_place(
    district: District, link: str, after: None, day: str, heading: str
) -> None:
    browser = district.browser()
    page = browser.get(f"{link}/put-off")
    browser.submit(page, f"{link}/put-off", status=303, day=day, hour="09:30" if day else "")
    assert browser.get(link).heading == heading
    with district.app.app_context():
        hearing = db.session.get_one(Hearing, district.a.hearing)
        assert (hearing.outcome == "adjourned") is (not day)


def test_what_is_recorded_is_not_overwritten_by_the_link(district: District, link: str, after: None) -> None:
    browser = district.browser()
    page = browser.get(link)
    fields = {**page.form(link), "came": "y"}
    browser.post(link, fields, status=303)
    assert browser.post(link, {**fields, "spoke": "y"}, status=200).heading == "已登记"
    assert attendance(district).spoke is False


def test_a_cancelled_hearing_and_a_wrong_token(district: District, link: str) -> None:
    browser = district.browser()
    with district.app.app_context():
        cancel_hearing(district.a.hearing, "取消", now=NOW, actor=CLERK)
    assert browser.get(link).heading == "开庭已取消，不用登记"
    assert browser.get(link[:-1] + "_", status=404).heading == "这个链接已失效"


def test_another_origin_is_refused(district: District, link: str, after: None) -> None:
    browser = district.browser()
    fields = {**browser.get(link).form(link), "came": "y"}
    evil = {"Origin": "https://evil.example"}
    assert browser.client.post(link, data=fields, headers=evil).status_code == 403
    assert attendance(district) is None


def test_a_head_of_another_agency_cannot_be_named(district: District, link: str, after: None) -> None:
    browser = district.browser()
    fields = {**browser.get(link).form(link), "came": "y", "official_id": str(district.b.official)}
    assert browser.client.post(link, data=fields).status_code == 422
    assert attendance(district) is None
