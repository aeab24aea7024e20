"""Calendar feeds: one address a person, shown once, revocable, and only what that person may see."""

from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from litigation.actions.move_hearing import NewDate, cancel_hearing, move_hearing
from litigation.records.db import db
from litigation.records.feed_link import FeedLink
from litigation.records.hearing import Hearing
from litigation.records.journal import AccessLine
from tests.factory import CLERK, NOW, at
from tests.web.district import District


def address_of(page) -> str:
    [field] = [each for each in page.all("input") if each.get("id") == "address"]
    return "/feed/" + field.get("value").rpartition("/feed/")[2]


def own_feed(district: District, role: str) -> str:
    browser = district.browser(role)
    return address_of(browser.submit(browser.get("/account"), "/feeds", 200))


def feed_of_head(district: District) -> str:
    browser = district.browser("clerk")
    person = f"/people/{district.a.official}"
    return address_of(browser.submit(browser.get(person), f"{person}/feed", 200))


def events(district: District, address: str) -> list[icalendar.Event]:
    answer = district.app.test_client().get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return icalendar.Calendar.from_ical(answer.data).walk("VEVENT")


def summaries(district: District, address: str) -> str:
    return " ".join(str(event["SUMMARY"]) for event in events(district, address))


def test_a_head_sees_the_own_hearings_alone(district: District) -> None:
    assert "甲标记" in summaries(district, feed_of_head(district))
    assert "乙标记" not in summaries(district, feed_of_head(district))


@pytest.mark.parametrize(("role", "others"), [("clerk", True), ("leadership", True), ("liaison", False)])
def test_each_role_sees_what_its_pages_show(district: District, role: str, others: bool) -> None:
    seen = summaries(district, own_feed(district, role))
    assert "甲标记" in seen
    assert ("乙标记" in seen) is others


def test_no_feed_names_a_plaintiff_or_who_is_asked(district: District) -> None:
    text = district.app.test_client().get(own_feed(district, "clerk")).text
    assert "沈甲标记" not in text
    assert "ATTENDEE" not in text


def test_what_is_unchanged_is_not_sent_again(district: District) -> None:
    address, client = own_feed(district, "clerk"), district.app.test_client()
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(address).headers["ETag"] == first.headers["ETag"]


def test_a_moved_hearing_moves_and_a_cancelled_one_is_marked_and_then_gone(
    district: District, at_the_moment
) -> None:
    address = feed_of_head(district)
    [before] = events(district, address)
    with district.app.app_context():
        hearing = db.session.get(Hearing, district.a.hearing)
        move_hearing(hearing.id, NewDate(starts_at=at("2026-09-30 14:00")), "法院改期", now=NOW, actor=CLERK)
    [moved] = events(district, address)
    assert moved["UID"] == before["UID"]
    assert moved["DTSTART"].dt == at("2026-09-30 14:00")
    with district.app.app_context():
        hearing = db.session.get(Hearing, district.a.hearing)
        cancel_hearing(
            hearing.id, reason="撤诉", withdrawn=True, version=hearing.version, now=NOW, actor=CLERK
        )
    [cancelled] = events(district, address)
    assert cancelled["STATUS"] == "CANCELLED"
    at_the_moment.shift(timedelta(days=31))
    assert events(district, address) == []


def test_a_revoked_address_answers_no_more(district: District) -> None:
    address = own_feed(district, "clerk")
    browser = district.browser("clerk")
    browser.submit(browser.get("/account"), "/feeds/1/revoke", 303)
    assert district.app.test_client().get(address).status_code == 404
    assert district.app.test_client().get("/feed/AAAAAAAAAAAAAAAAAAAAAA.ics").status_code == 404


def test_nobody_revokes_anothers_address(district: District) -> None:
    own_feed(district, "leadership")
    browser = district.browser("clerk")
    token = browser.get("/account").form("/feeds")["csrf_token"]
    browser.post("/feeds/1/revoke", {"csrf_token": token}, 404)


def test_the_token_is_not_kept_and_a_day_leaves_one_trace(district: District) -> None:
    address = own_feed(district, "clerk")
    for _ in range(3):
        events(district, address)
    with district.app.app_context():
        assert (
            address.removeprefix("/feed/").removesuffix(".ics")
            not in db.session.scalars(select(FeedLink.token_hash)).all()
        )
        traces = db.session.scalars(select(AccessLine).where(AccessLine.kind == "feed")).all()
        assert len(traces) == 1
