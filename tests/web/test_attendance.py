"""庭后登记 by page, and what a clerk's call brings."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from litigation.records.db import db, writing
from litigation.records.hearing import Attendance, Excuse, Hearing
from litigation.records.notice import Task
from tests.web.district import District
from tests.web.test_every_page import a_call


@pytest.fixture
def after(district: District, at_the_moment) -> District:
    """The district on the day after the hearing of agency A (2026-09-28)."""
    at_the_moment.shift(timedelta(days=15))
    return district


def came(after: District, **values: str) -> tuple:
    """Open the record page and fill in agency A's part."""
    clerk = clerk_now(after)
    path, agency = f"/hearings/{after.a.hearing}/record", after.a.agency
    page = clerk.get(path)
    filled = {f"came-{agency}-{name}": value for name, value in values.items()}
    return clerk, path, {**page.form(path), **filled, "what": f"came-{agency}"}


def clerk_now(district: District):
    """A clerk signed in on the shifted day."""
    from litigation.actions.sign_in import open_session
    from litigation.web.clock import datetime as clock_datetime
    from tests.web.page import PageClient

    now = clock_datetime.now(clock_datetime.fromisoformat("2026-09-29T00:00+00:00").tzinfo)
    client = district.app.test_client()
    with district.app.app_context(), writing() as session:
        token = open_session(session, district.users["clerk"], now)
    with client.session_transaction() as cookie:
        cookie.update({"token": token, "seen": int(now.timestamp())})
    return PageClient(client)


def attendance(district: District) -> list[Attendance]:
    with district.app.app_context():
        query = select(Attendance).where(Attendance.hearing_id == district.a.hearing).order_by(Attendance.id)
        return list(db.session.scalars(query))


def test_who_was_asked_is_proposed_and_what_is_not_said_stays_unknown(after: District) -> None:
    clerk, path, fields = came(after)
    assert fields[f"came-{after.a.agency}-official"] == str(after.a.official)
    clerk.post(path, fields, status=303)
    (row,) = attendance(after)
    assert row.present
    assert row.spoke is None
    assert row.certificate is None
    assert "已履行" in clerk.get(f"/cases/{after.a.case}").text


def test_a_correction_needs_a_reason_and_keeps_the_first_record(after: District) -> None:
    clerk, path, fields = came(after)
    clerk.post(path, fields, status=303)
    clerk, path, fields = came(after, spoke="yes")
    page = clerk.post(path, fields, status=422)
    assert "须写明理由" in page.text
    clerk, path, fields = came(after, spoke="yes", reason="核对庭审笔录")
    clerk.post(path, fields, status=303)
    first, second = attendance(after)
    assert first.superseded_at is not None
    assert (first.spoke, second.spoke) == (None, True)
    assert "更正登记" in clerk.get(f"/cases/{after.a.case}").text


def test_nobody_came_is_said_and_the_reason_is_recorded_apart(after: District) -> None:
    clerk, path, fields = came(after, official="none")
    clerk.post(path, fields, status=303)
    page = clerk.get(path)
    assert "理由是否成立由法院认定" in page.text
    agency = after.a.agency
    token = page.form(path)["csrf_token"]
    given = {f"excuse-{agency}-ground": "4", f"excuse-{agency}-decision": "none"}
    page = clerk.post(path, {"csrf_token": token, "what": f"excuse-{agency}", **given}, status=422)
    assert "写明" in page.text
    given |= {f"excuse-{agency}-words": "突发疾病", f"excuse-{agency}-decision": "accepted"}
    clerk.post(path, {"csrf_token": token, "what": f"excuse-{agency}", **given}, status=303)
    with after.app.app_context():
        assert db.session.scalars(select(Excuse)).one().court_decision == "accepted"
    assert "未出庭·理由成立" in clerk.get(f"/cases/{after.a.case}").text


def test_a_hearing_that_did_not_take_place_leaves_the_count(after: District) -> None:
    clerk, path, fields = came(after)
    given = {
        "not-outcome": "adjourned",
        "not-day": "2026-10-20",
        "not-hour": "09:00",
        "not-reason": "当庭告知",
    }
    clerk.post(path, {"csrf_token": fields["csrf_token"], "what": "outcome", **given}, status=303)
    with after.app.app_context():
        hearing = db.session.get_one(Hearing, after.a.hearing)
        assert hearing.outcome is None
        assert str(hearing.starts_on) == "2026-10-20"


def test_before_the_hearing_nobody_can_have_come(district: District) -> None:
    page = district.browser("clerk").get(f"/hearings/{district.a.hearing}/record")
    assert "还没有到开庭时间" in page.text
    assert "登记到庭" not in page.text


def call(district: District, **values: str):
    """Record a clerk's call to the head of agency A."""
    with district.app.app_context(), writing() as session:
        for old in session.scalars(select(Task).where(Task.kind == "phone")):
            session.delete(old)
        task = a_call(district.a)
        session.add(task)
        session.flush()
        number = task.id
    clerk = district.browser("clerk")
    page = clerk.get(f"/tasks/{number}")
    assert f"沈{district.a.marker}" in page.text
    return clerk, clerk.submit(page, f"/tasks/{number}", status=303 if values else 422, **values), number


def test_a_yes_on_the_telephone_confirms(district: District) -> None:
    clerk, target, _number = call(district, answer="confirmed")
    assert target == "/"
    assert "已记录通话：能出庭" in clerk.get("/").text
    assert "（电话）" in clerk.get(f"/cases/{district.a.case}").text


def test_a_call_needs_its_result(district: District) -> None:
    _clerk, page, _number = call(district)
    assert "请选择通话结果" in page.text


def test_a_no_needs_its_ground(district: District) -> None:
    clerk, _target, number = call(district, answer="no_answer")
    assert "没有接通" in clerk.get("/").text
    assert "已处理" in clerk.get(f"/tasks/{number}").text
    with district.app.app_context(), writing() as session:
        session.get_one(Task, number).done_at = None
    page = clerk.submit(clerk.get(f"/tasks/{number}"), f"/tasks/{number}", status=422, answer="declined")
    assert "请选一项不能出庭的理由" in page.text


def test_a_matter_that_a_word_ends_is_ended_with_a_word(district: District) -> None:
    with district.app.app_context(), writing() as session:
        task = Task(key="c", kind="contact", title="补手机号", due_at=at_now(), created_at=at_now())
        session.add(task)
        session.flush()
        number = task.id
    clerk = district.browser("clerk")
    page = clerk.submit(clerk.get(f"/tasks/{number}"), f"/tasks/{number}", status=422)
    assert "请写明怎么处理的" in page.text
    clerk.submit(page, f"/tasks/{number}", status=303, note="已补")
    assert "补手机号" not in clerk.get("/").text


def at_now():
    from tests.factory import NOW

    return NOW
