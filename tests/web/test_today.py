"""今日: what the board shows is not told a second time beside it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from litigation.actions.close_task import close_task
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from litigation.records.notice import Task
from litigation.web import today
from tests.factory import CLERK, NOW
from tests.web.district import District


def a_task(key: str, kind: str, title: str, **fields) -> Task:
    return Task(key=key, kind=kind, title=title, due_at=NOW + timedelta(hours=1), created_at=NOW, **fields)


def put(district: District, *tasks: Task) -> None:
    with district.app.app_context(), writing() as session:
        for each in session.scalars(select(Task)):
            session.delete(each)
        session.add_all(tasks)


def test_a_task_is_hidden_only_while_the_board_shows_its_hearing(district: District) -> None:
    mine, away = {"hearing_id": district.a.hearing, "agency_id": district.a.agency}, district.b.hearing
    put(
        district,
        a_task("1", "certificate", "催交身份证明书：甲", **mine),
        a_task("2", "outcome", "登记结果：乙", hearing_id=away),
        a_task("3", "undelivered", "短信没有送到甲", **mine),
    )
    clerk = district.browser("clerk")
    far = clerk.get("/").words()
    assert "催交身份证明书：甲" in far
    assert "登记结果：乙" in far
    with district.app.app_context(), writing() as session:
        hearing = session.get_one(Hearing, district.a.hearing)
        hearing.starts_at, hearing.starts_on = NOW + timedelta(days=2), NOW.date() + timedelta(days=2)
    near = clerk.get("/").words()
    assert "催交身份证明书：甲" not in near
    assert "短信没有送到甲" in near


def test_who_cannot_be_reached_is_told_once_and_settled_once(district: District) -> None:
    title = "沈甲标记没有手机号和邮箱，通知不到。请补填，或打电话告知。"
    whose = {"official_id": district.a.official}
    put(
        district,
        a_task("1", "contact", title, **whose),
        a_task("2", "contact", title, **whose),
        a_task("3", "contact", "方乙标记没有手机号和邮箱，通知不到。请补填，或打电话告知。"),
    )
    page = district.browser("clerk").get("/")
    assert page.words().count(title) == 1
    assert "方乙标记没有手机号" in page.words()
    with district.app.app_context():
        first = db.session.scalars(select(Task.id).where(Task.key == "1")).one()
        close_task(first, "已补手机号", now=NOW, actor=CLERK)
        assert db.session.scalars(select(Task.key).where(Task.done_at.is_(None))).all() == ["3"]


def test_a_long_board_shows_its_beginning_and_leads_to_the_rest(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    with district.app.app_context(), writing() as session:
        for each in session.scalars(select(Hearing)):
            each.starts_at, each.starts_on = NOW + timedelta(days=2), NOW.date() + timedelta(days=2)
    clerk = district.browser("clerk")
    row = 'class="when"'
    count = clerk.get("/").text.count(row)
    assert count > 1
    monkeypatch.setattr(today, "ROWS", 1)
    page, more = clerk.get("/"), f"再看 {count - 1} 件"
    assert page.text.count(row) == 1
    assert clerk.get(page.links()[more]).text.count(row) == count
