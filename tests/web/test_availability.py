"""A head's times by page: regular hours, a calendar whose address is never shown, and a file."""

import io
from datetime import timedelta

import pytest

from litigation.actions import read_busy
from litigation.actions.read_busy import refresh_calendars
from litigation.channels.busy_calendar import CalendarUnreachableError
from litigation.records.agency import Leave
from litigation.records.availability import BusyCalendar, BusyTime
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.notice import Task
from tests.factory import NOW, SECRET
from tests.web.district import District

ADDRESS = "https://calendar.example.test/private-geheim/me.ics"


def file_of(*events: str) -> bytes:
    inside = "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n".encode()


MEETING = "UID:x\r\nDTSTART:20260928T090000\r\nDTEND:20260928T110000\r\nSUMMARY:体检"


def page_of(district: District) -> str:
    return f"/people/{district.a.official}/availability"


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[bytes | str]:
    """What the net answers next: bytes, or a sentence of refusal; the address asked is appended."""
    answers: list[bytes | str] = [file_of(MEETING)]

    def fetch(address: str) -> bytes:
        assert address == ADDRESS
        if isinstance(answers[0], str):
            raise CalendarUnreachableError(answers[0])
        return answers[0]

    monkeypatch.setattr(read_busy, "fetch_calendar", fetch)
    return answers


def enter(district: District) -> None:
    browser = district.browser("clerk")
    form = {**browser.get(page_of(district)).form(page_of(district)), "what": "address"}
    browser.post(page_of(district), {**form, "address-address": ADDRESS}, 303)


def test_the_address_is_read_at_once_and_never_shown_again(district: District, fetched) -> None:
    enter(district)
    page = district.browser("clerk").get(page_of(district))
    assert "calendar.example.test" in page.words()
    assert "geheim" not in page.text
    assert "体检" not in page.text
    assert "9月28日" in page.words()
    with district.app.app_context():
        row = db.session.query(BusyCalendar).one()
        assert "geheim" not in row.sealed_address
        assert db.session.query(BusyTime).count() == 1


def test_a_days_failure_is_a_task_that_ends_when_it_is_read_again(district: District, fetched) -> None:
    enter(district)
    fetched[0] = "日历地址已失效，请本人重新生成订阅地址。"
    with district.app.app_context():
        later = NOW + timedelta(hours=7)
        assert refresh_calendars(later, SECRET) == 0
        assert db.session.query(Task).filter_by(kind="calendar").count() == 0
        assert refresh_calendars(later + timedelta(hours=25), SECRET) == 0
        task = db.session.query(Task).filter_by(kind="calendar").one()
        assert "已失效" in task.title
        assert db.session.query(BusyTime).count() == 1, "what was known before stays"
        number = task.id
    browser = district.browser("clerk")
    assert page_of(district) in browser.get(f"/tasks/{number}").links().values()
    assert "已失效" in browser.get(page_of(district)).words()
    fetched[0] = file_of()
    with district.app.app_context():
        assert refresh_calendars(NOW + timedelta(hours=60), SECRET) == 1
        assert db.session.get_one(Task, number).done_at is not None
        assert db.session.query(BusyTime).count() == 0


def test_it_is_not_fetched_before_its_turn(district: District, fetched) -> None:
    enter(district)
    with district.app.app_context():
        assert refresh_calendars(NOW + timedelta(hours=5), SECRET) == 0
        assert refresh_calendars(NOW + timedelta(hours=6, minutes=1), SECRET) == 1


def test_our_own_invitation_in_their_calendar_does_not_count(district: District, fetched) -> None:
    with district.app.app_context():
        uid = db.session.get_one(Hearing, district.a.hearing).uid
    fetched[0] = file_of(MEETING.replace("UID:x", f"UID:{uid}"))
    enter(district)
    with district.app.app_context():
        assert db.session.query(BusyTime).count() == 0


def test_a_changed_key_asks_for_the_address_anew(district: District, fetched) -> None:
    enter(district)
    with district.app.app_context():
        assert refresh_calendars(NOW + timedelta(hours=7), "another secret for tests, 32 letters") == 0
        assert "重新填写" in db.session.query(BusyCalendar).one().problem


def test_forgetting_takes_the_times_along(district: District, fetched) -> None:
    enter(district)
    browser = district.browser("clerk")
    browser.submit(browser.get(page_of(district)), f"/people/{district.a.official}/calendar/forget", 303)
    with district.app.app_context():
        assert db.session.query(BusyTime).count() == db.session.query(BusyCalendar).count() == 0


def test_a_file_is_read_and_replaced_by_the_next(district: District) -> None:
    browser, path = district.browser("liaison"), page_of(district)
    for data in (file_of(MEETING), file_of(MEETING.replace("0928", "0929"))):
        form = {**browser.get(path).form(path), "what": "file", "file-file": (io.BytesIO(data), "me.ics")}
        browser.post(path, form, 303, content_type="multipart/form-data")
    assert "9月29日" in browser.get(path).words()
    assert "9月28日" not in browser.get(path).words()
    wrong = {**browser.get(path).form(path), "what": "file", "file-file": (io.BytesIO(b"x"), "me.ics")}
    assert "没有日历" in browser.post(path, wrong, 422, content_type="multipart/form-data").words()


def test_a_liaison_enters_times_of_the_own_agency_alone(district: District) -> None:
    browser = district.browser("liaison")
    form = {
        **browser.get(page_of(district)).form(page_of(district)),
        "what": "weekly",
        "weekly-begins": "09:00",
        "weekly-ends": "11:00",
        "weekly-note": "党组会",
    }
    browser.post(page_of(district), form, 303)
    page = browser.get(page_of(district))
    assert "周一 09:00–11:00" in page.words()
    other = f"/people/{district.b.official}/availability"
    browser.get(other, 404)
    browser.post(other, form, 404)
    browser.post(f"/leave/{district.b.leave}/remove", {"csrf_token": form["csrf_token"]}, 404)
    with district.app.app_context():
        assert db.session.get(Leave, district.b.leave) is not None


def test_hours_that_end_before_they_begin_are_refused_at_the_field(district: District) -> None:
    browser, path = district.browser("clerk"), page_of(district)
    form = {
        **browser.get(path).form(path),
        "what": "weekly",
        "weekly-begins": "11:00",
        "weekly-ends": "09:00",
    }
    assert "结束要在开始之后" in browser.post(path, form, 422).words()


def test_the_office_keeps_the_table_of_ways(district: District) -> None:
    browser = district.browser("clerk")
    values = {"one": "云汀区人民法院", "other": "澄州市中级人民法院", "minutes": "50"}
    browser.submit(browser.get("/settings/travel"), "/settings/travel", 303, **values)
    page = browser.get("/settings/travel")
    assert "50" in page.words()
    browser.submit(page, "/settings/travel/1/remove", 303)
    assert "都按默认的时间算" in browser.get("/settings/travel").words()
    same = {**values, "other": "云汀区人民法院"}
    assert (
        "同一个地方"
        in browser.submit(browser.get("/settings/travel"), "/settings/travel", 422, **same).words()
    )
