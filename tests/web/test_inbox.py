"""来信 by page: what the system could not read, a person reads; a bare no still wants its reason."""

from sqlalchemy import select

from litigation.actions.take_text import take_text
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.db import db
from tests.factory import NOW, SECRET
from tests.web.district import District


def write_in(district: District, body: str, sid: str = "SM1") -> None:
    with district.app.app_context():
        mobile = db.session.get(Official, district.a.official).mobile
        take_text(sid, mobile, body, now=NOW, secret=SECRET)


def state_of(district: District, assignment_id: int) -> str:
    with district.app.app_context():
        return db.session.scalars(select(Assignment.state).where(Assignment.id == assignment_id)).one()


def test_a_clerk_says_what_a_message_means(district: District) -> None:
    write_in(district, "15号我能去，放心")
    browser = district.browser("clerk")
    assert "1 条来信等人处理" in browser.get("/messages").words()
    page = browser.get("/messages/inbox")
    assert "15号我能去，放心" in page.words()
    form = page.form("/messages/inbox") | {"answer": f"confirmed:{district.a.assignment}"}
    assert browser.post("/messages/inbox", form, 303) == "/messages/inbox"
    assert "经办人记为确认出庭" in browser.get("/messages/inbox").words()
    assert state_of(district, district.a.assignment) == "confirmed"


def test_without_a_choice_nothing_is_recorded_and_the_page_says_so(district: District) -> None:
    write_in(district, "我问问")
    browser = district.browser("clerk")
    form = browser.get("/messages/inbox").form("/messages/inbox")
    page = browser.post("/messages/inbox", form, 422)
    assert "请选一项处理结果" in page.words()
    assert "我问问" in browser.get("/messages/inbox").words()


def test_an_auditor_reads_and_cannot_settle(district: District) -> None:
    write_in(district, "我问问")
    page = district.browser("auditor").get("/messages/inbox")
    assert "我问问" in page.words()
    assert not [each for each in page.all("form") if each.get("action") == "/messages/inbox"]


def test_a_no_by_text_asks_for_its_reason_behind_the_link(district: District) -> None:
    write_in(district, "2")
    browser = district.browser()
    page = browser.get(f"/h/{district.a.token}")
    assert "还没有填" in page.words()
    form_page = browser.get(page.links()["补填理由"])
    form = form_page.form(f"/h/{district.a.token}/cannot") | {"ground": "2", "words": ""}
    browser.post(f"/h/{district.a.token}/cannot", form, 303)
    with district.app.app_context():
        grounds = db.session.scalars(
            select(Assignment.decline_ground).where(Assignment.id == district.a.assignment)
        ).all()
        assert grounds == ["2"]
    assert "还没有填" not in browser.get(f"/h/{district.a.token}").words()
