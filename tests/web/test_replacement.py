"""A substitute within a minute, by page: declined on the phone, accepted by another, papers ready."""

import io
import re
import zipfile

import pytest
from docx import Document

from litigation.actions.hand_over import PURPOSE
from litigation.actions.link import make_token
from litigation.records.agency import Leave, Official
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.notice import Notice, Task
from litigation.records.seat_choice import ContactCheck, HandOver, Pin, PostponementRequest
from tests.factory import SECRET, at, make_official
from tests.web.district import District

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def colleague(district: District, name: str = "秦越舟") -> int:
    with district.app.app_context():
        return make_official(db.session.get_one(Official, district.a.official).agency, name).id


def papers_page(district: District) -> str:
    return f"/assignments/{district.a.hearing}/{district.a.agency}/papers"


def decline_by_phone(district: District, words: str = "突发疾病住院") -> None:
    phone, path = district.browser(), f"/h/{district.a.token}/cannot"
    form = phone.get(path).form(path)
    given = {**form, "ground": "2", "words": words, "proof": (io.BytesIO(PNG), "proof.png")}
    phone.post(path, given, 303, content_type="multipart/form-data")


def current(district: District) -> Assignment | None:
    with district.app.app_context():
        row = (
            db.session.query(Assignment)
            .filter_by(hearing_id=district.a.hearing)
            .filter(Assignment.state.in_(("asked", "confirmed", "lapsed")))
            .one_or_none()
        )
        if row is not None:
            db.session.expunge(row)
        return row


def text_of(data: bytes) -> str:
    return "\n".join(each.text for each in Document(io.BytesIO(data)).paragraphs)


def test_with_the_substitutes_yes_the_papers_lie_ready_in_one_archive(district: District) -> None:
    other = colleague(district)
    decline_by_phone(district)
    asked = current(district)
    assert asked is not None
    assert asked.official_id == other
    phone = district.browser()
    own = make_token(SECRET, "head", asked.nonce)
    phone.submit(phone.get(f"/h/{own}"), f"/h/{own}/confirm", 303)
    clerk = district.browser("clerk")
    page = clerk.get(papers_page(district))
    assert "突发疾病住院" in page.words()
    answer = clerk.client.get(f"{papers_page(district)}.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        texts = {name: text_of(archive.read(name)) for name in names}
    assert len(names) == 2
    letter = next(text for name, text in texts.items() if name.startswith("更换出庭负责人函"))
    assert "第五条第三款" in letter
    assert "秦越舟" in letter
    assert "突发疾病住院" in letter
    certificate = next(text for name, text in texts.items() if "身份证明书" in name)
    assert "姓名：秦越舟" in certificate
    assert "重新生成" in page.words()


def test_when_nobody_can_come_both_papers_are_written_from_what_was_said(district: District) -> None:
    decline_by_phone(district)
    clerk, path = district.browser("clerk"), papers_page(district)
    page = clerk.get(path)
    assert "现在没有人出庭" in page.words()
    token = page.form(path)["csrf_token"]
    for kind in ("statement", "postponement"):
        clerk.post(path, {"csrf_token": token, "what": kind}, 303)
    with zipfile.ZipFile(io.BytesIO(clerk.client.get(f"{path}.zip").data)) as archive:
        texts = [text_of(archive.read(name)) for name in archive.namelist()]
    assert len(texts) == 2
    assert all("意外事件（突发疾病住院）" in text for text in texts)
    assert "申请贵院对本案延期开庭" in texts[1]
    refused = clerk.post(path, {"csrf_token": token, "what": "certificate"}, 422)
    assert "请先派员" in refused.words()


def test_while_somebody_is_free_no_absence_is_written(district: District) -> None:
    with district.app.app_context(), writing() as session:
        assignment = session.get_one(Assignment, district.a.assignment)
        assignment.state, assignment.decline_ground = "declined", "2"
    colleague(district)
    clerk, path = district.browser("clerk"), papers_page(district)
    token = clerk.get(path).form(path)["csrf_token"]
    page = clerk.post(path, {"csrf_token": token, "what": "statement"}, 422)
    assert "秦越舟还没有答复" in page.words()


@pytest.mark.parametrize(("answer", "shown"), [("granted", "准许延期"), ("refused", "不准许延期")])
def test_the_courts_answer_is_recorded_with_day_and_words(district: District, answer, shown) -> None:
    clerk, path = district.browser("clerk"), papers_page(district)
    token = clerk.get(path).form(path)["csrf_token"]
    asked = {"csrf_token": token, "what": "answer", "sent_on": "2026-09-11", "answer": "none"}
    clerk.post(path, asked, 303)
    assert "还没有答复" in clerk.get(path).words()
    late = {**asked, "answer": answer, "words": "另行通知"}
    assert "请填写法院答复的日期" in clerk.post(path, late, 422).words()
    wrong = {**late, "answered_on": "2026-09-10"}
    assert "请改正" in clerk.post(path, wrong, 422).words()
    clerk.post(path, {**late, "answered_on": "2026-09-14"}, 303)
    page = clerk.get(path)
    assert shown in page.words()
    assert "另行通知" in page.words()
    assert ("填写新日期" in page.words()) == (answer == "granted")
    with district.app.app_context():
        assert db.session.query(PostponementRequest).one().version == 2


def test_a_liaison_sees_and_writes_the_own_agencys_papers_alone(district: District) -> None:
    liaison = district.browser("liaison")
    liaison.get(papers_page(district))
    liaison.get(f"/assignments/{district.b.hearing}/{district.b.agency}/papers", 404)
    token = liaison.get(papers_page(district)).form(papers_page(district))["csrf_token"]
    answer = {"csrf_token": token, "what": "answer", "sent_on": "2026-09-11", "answer": "none"}
    liaison.post(papers_page(district), answer, 403)


def test_a_seat_is_handed_over_by_two_links(district: District) -> None:
    other = colleague(district)
    phone, path = district.browser(), f"/h/{district.a.token}/hand-over"
    assert "您仍是本案的出庭负责人" in phone.get(path).words()
    assert "请选择一名负责人" in phone.submit(phone.get(path), path, 422).words()
    phone.submit(phone.get(path), path, 303, official=str(other), words="外出开会")
    assert "已询问秦越舟" in phone.get(path).words()
    with district.app.app_context():
        nonce = db.session.query(HandOver).one().nonce
    link = f"/o/{make_token(SECRET, PURPOSE, nonce)}"
    page = phone.get(link)
    assert "外出开会" in page.words()
    assert "王建国" not in page.text, "no plaintiff's full name"
    phone.post(link, {**page.form(link), "answer": "yes"}, 303)
    assert "已接受，由您出庭" in phone.get(link).words()
    phone.post(link, {**page.form(link), "answer": "yes"}, 303)
    holder = current(district)
    assert holder is not None
    assert (holder.official_id, holder.state) == (other, "confirmed")
    phone.get(path, 404)
    late = phone.post(link, {**page.form(link), "answer": "no"}, 409)
    assert "不再需要答复" in late.words()


def test_the_office_asks_and_withdraws(district: District) -> None:
    other = colleague(district)
    clerk, path = district.browser("clerk"), f"/assignments/{district.a.assignment}/hand-over"
    clerk.submit(clerk.get(path), path, 303, official=str(other))
    assert "等答复" in clerk.get(path).words()
    assert "等答复" in clerk.get(f"/assignments/{district.a.hearing}/{district.a.agency}").words()
    clerk.submit(clerk.get(path), "/hand-overs/1/withdraw", 303)
    assert "撤回" not in clerk.get(path).words().replace("已撤回", "")
    with district.app.app_context():
        assert db.session.query(HandOver).one().state == "ended"


def test_another_site_cannot_answer_for_a_head(district: District) -> None:
    phone = district.browser()
    forged = phone.client.post(
        "/o/" + "A" * 22, data={"key": "12345678"}, headers={"Origin": "https://x.test"}
    )
    assert forged.status_code == 403


def test_a_head_is_pinned_without_being_told_and_unpinned(district: District) -> None:
    other = colleague(district)
    clerk, path = district.browser("clerk"), f"/assignments/{district.a.hearing}/{district.a.agency}"
    before = _notices(district)
    clerk.post(path, {**clerk.get(path).form(path), "official": str(other), "act": "pin"}, 303)
    assert "已指定秦越舟" in clerk.get(path).words()
    assert _notices(district) == before
    clerk.submit(clerk.get(path), f"{path}/unpin", 303)
    with district.app.app_context():
        assert db.session.query(Pin).count() == 0


def _notices(district: District) -> int:
    with district.app.app_context():
        return db.session.query(Notice).count()


def test_an_absence_is_tried_and_carried_out_as_it_was_shown(district: District) -> None:
    other = colleague(district)
    clerk = district.browser("clerk")
    query = f"/what-if?official={district.a.official}&first_day=2026-09-28&last_day=2026-09-30"
    page = clerk.get(query)
    assert "要改派的 1 庭" in page.words()
    assert "秦越舟" in page.words()
    with district.app.app_context():
        assert db.session.query(Leave).count() == 2, "looking writes nothing"
    clerk.post("/what-if", {**page.form("/what-if"), **_carry(page)}, 303)
    holder = current(district)
    assert holder is not None
    assert holder.official_id == other
    with district.app.app_context():
        leave = db.session.query(Leave).order_by(Leave.id.desc()).first()
        assert (leave.starts_at, leave.ends_at) == (at("2026-09-28 00:00"), at("2026-10-01 00:00"))
    again = clerk.post("/what-if", {**page.form("/what-if"), **_carry(page)}, 422)
    assert "刚有变化" in again.words()
    with district.app.app_context():
        assert db.session.query(Leave).count() == 3, "all of it or nothing"


def _carry(page) -> dict[str, str]:
    form = next(each for each in page.all("form") if each.get("id") == "carry")
    named = {each.get("name"): each.get("value", "") for each in form.iter() if each.get("name")}
    return {**named, "kind": "leave", "csrf_token": named["csrf_token"]}


@pytest.mark.parametrize(
    "query", ["first_day=x&last_day=2026-09-30", "first_day=2026-09-30&last_day=2026-09-28"]
)
def test_days_that_make_no_sense_are_said(district: District, query: str) -> None:
    page = district.browser("clerk").get(f"/what-if?official={district.a.official}&{query}", 422)
    assert re.search("日期", page.words())


def test_a_number_is_verified_by_the_link_in_a_text_to_it(district: District) -> None:
    with district.app.app_context(), writing() as session:
        session.get_one(Official, district.a.official).mobile_verified_at = None
    clerk, path = district.browser("clerk"), f"/people/{district.a.official}"
    assert "未核对" in clerk.get(path).words()
    clerk.submit(clerk.get(path), f"{path}/verify/ask", 303)
    with district.app.app_context():
        check = db.session.query(ContactCheck).one()
        link = f"/v/{make_token(SECRET, 'contact', check.nonce)}"
        notice = db.session.query(Notice).filter_by(event="verify").one()
        assert notice.channel == "sms"
    phone = district.browser()
    page = phone.get(link)
    with district.app.app_context():
        assert db.session.get_one(Official, district.a.official).mobile_verified_at is None
    phone.submit(page, link, 303)
    assert "已核对" in phone.get(link).words()
    assert "9月14日" in clerk.get(path).words()
    with district.app.app_context(), writing() as session:
        session.get_one(Official, district.a.official).mobile = "+8613800009999"
    phone.get(link, 404)


def test_a_declined_hand_over_waits_for_the_clerk(district: District) -> None:
    other = colleague(district)
    clerk, path = district.browser("clerk"), f"/assignments/{district.a.assignment}/hand-over"
    clerk.submit(clerk.get(path), path, 303, official=str(other))
    with district.app.app_context():
        nonce = db.session.query(HandOver).one().nonce
    link = f"/o/{make_token(SECRET, PURPOSE, nonce)}"
    phone = district.browser()
    phone.post(link, {**phone.get(link).form(link), "answer": "no"}, 303)
    with district.app.app_context():
        number = db.session.query(Task).filter_by(kind="hand_over").one().id
    assert "没有接受交接" in clerk.get(f"/tasks/{number}").words()
