"""A head's page: opening it confirms nothing, and an answer is for one time of one hearing."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from litigation.actions.move_hearing import NewDate, cancel_hearing, move_hearing
from litigation.records.agency import Agency
from litigation.records.assignment import Answer, Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from litigation.records.journal import AccessLine
from tests.factory import CLERK, NOW, at, make_official
from tests.web.district import District

PHOTO = b"\xff\xd8\xff\xe0" + b"0" * 2000


def path(district: District, rest: str = "") -> str:
    return f"/h/{district.a.token}{rest}"


def assignment(district: District) -> Assignment:
    with district.app.app_context():
        db.session.rollback()
        row = db.session.get_one(Assignment, district.a.assignment)
        db.session.expunge_all()
        return row


def answer_count(district: District) -> int:
    with district.app.app_context():
        return len(db.session.scalars(select(Answer)).all())


def move(district: District, to: str) -> None:
    with district.app.app_context():
        move_hearing(district.a.hearing, NewDate(at(to)), "法院改期", now=NOW, actor=CLERK)


def test_the_page_says_when_where_and_about_what_and_nothing_more(district: District) -> None:
    page = district.browser().get(path(district))
    words = page.words()
    assert page.heading == "请确认能否出庭"
    for shown in ("沈甲标记副局长", "9月28日 周一 09:30", "云汀区人民法院第三法庭", "王某某诉", "09:10 前到"):
        assert shown in words, words
    assert "王建国" not in page.text
    assert not re.search(r"1[3-9]\d{9}", page.text)
    assert not page.all("nav")


def test_opening_the_page_confirms_nothing_and_leaves_a_trace(district: District) -> None:
    browser = district.browser()
    browser.get(path(district))
    browser.client.head(path(district))
    assert assignment(district).state == "asked"
    with district.app.app_context():
        lines = db.session.scalars(select(AccessLine)).all()
        assert [(line.kind, line.subject, line.subject_id) for line in lines] == [
            ("link", "assignment", district.a.assignment)
        ]


def test_one_press_confirms_and_pressing_twice_is_one_answer(district: District) -> None:
    browser = district.browser()
    page = browser.get(path(district))
    fields = page.form(path(district, "/confirm"))
    for _ in range(2):
        assert browser.post(path(district, "/confirm"), fields, status=303) == path(district)
    assert assignment(district).state == "confirmed"
    assert answer_count(district) == 1
    page = browser.get(path(district))
    assert page.heading == "已确认出庭"
    assert "身份证明书由方甲标记准备" in page.words()


def test_an_answer_for_the_old_time_is_not_taken_for_the_new_one(district: District) -> None:
    browser = district.browser()
    page = browser.get(path(district))
    move(district, "2026-09-30 14:00")
    late = browser.submit(page, path(district, "/confirm"), status=409)
    assert "刚有变化" in late.words()
    assert "9月30日 周三 14:00" in late.words()
    assert assignment(district).state == "asked"


def test_a_moved_hearing_shows_old_and_new_and_asks_again(district: District) -> None:
    browser = district.browser()
    browser.submit(browser.get(path(district)), path(district, "/confirm"), status=303)
    move(district, "2026-09-25 14:00")
    page = browser.get(path(district))
    assert page.heading == "开庭提前了，请重新确认"
    assert page.words(page.all("del")[0]) == "9月28日 周一 09:30"
    assert "9月14日 周一的确认是针对原来的安排，已失效" in page.words()
    browser.submit(page, path(district, "/confirm"), status=303)
    assert assignment(district).state == "confirmed"


def test_a_refusal_needs_a_ground_and_asks_the_next_head(district: District) -> None:
    with district.app.app_context():
        make_official(db.session.get_one(Agency, district.a.agency), "陆知远")
    browser = district.browser()
    page = browser.get(path(district, "/cannot"))
    assert not [each for each in page.all("input") if each.get("checked") is not None]
    page = browser.submit(page, path(district, "/cannot"), status=422)
    assert "请选一项理由" in page.words()
    assert browser.submit(page, path(district, "/cannot"), status=303, ground="3") == path(district)
    page = browser.get(path(district))
    assert page.heading == "已收到，您不用再操作"
    assert "已询问下一位负责人陆知远" in page.words()
    assert "在陆知远确认之前，您仍是本案的出庭负责人" in page.words()
    browser.submit(page, path(district, "/confirm"), status=303)
    assert assignment(district).state == "confirmed"


def test_other_grounds_need_words_and_the_photograph_is_kept(district: District) -> None:
    browser = district.browser()
    page = browser.get(path(district, "/cannot"))
    sent = {**page.form(path(district, "/cannot")), "ground": "4", "proof": (io.BytesIO(PHOTO), "证明.jpg")}
    page = browser.post(path(district, "/cannot"), sent, status=422, content_type="multipart/form-data")
    assert "写明具体情况" in page.words()
    assert "照片已保留" in page.words()
    browser.submit(page, path(district, "/cannot"), status=303, words="9月28日住院手术")
    assert assignment(district).proof_sha256
    assert "照片 1 张" in browser.get(path(district)).words()


def test_a_kept_photograph_belongs_to_its_link(district: District) -> None:
    browser = district.browser()
    page = browser.get(path(district, "/cannot"))
    forged = {
        **page.form(path(district, "/cannot")),
        "ground": "1",
        "kept": "ab" * 32 + ".AAAAAAAAAAAAAAAAAAAAAA",
    }
    browser.post(path(district, "/cannot"), forged, status=303)
    assert assignment(district).proof_sha256 is None


def test_a_proof_that_is_no_picture_is_refused_with_what_to_do(district: District) -> None:
    browser = district.browser()
    page = browser.get(path(district, "/cannot"))
    sent = {
        **page.form(path(district, "/cannot")),
        "ground": "1",
        "proof": (io.BytesIO(b"MZ" + PHOTO), "a.jpg"),
    }
    page = browser.post(path(district, "/cannot"), sent, status=422, content_type="multipart/form-data")
    assert "只收照片" in page.words()
    assert assignment(district).state == "asked"


@pytest.mark.parametrize("change", ["flip", "short", "other purpose", "of b"])
def test_a_token_that_is_not_this_one_opens_nothing(district: District, change: str) -> None:
    token = district.a.token
    wrong = {
        "flip": ("B" if token[0] != "B" else "C") + token[1:],
        "short": token[:-1],
        "other purpose": token[::-1],
        "of b": token.swapcase(),
    }[change]
    browser = district.browser()
    page = browser.get(f"/h/{wrong}", status=404)
    assert page.heading == "这个链接已失效"
    for rest in ("/cannot", "/card", "/hearing.ics"):
        assert browser.client.get(f"/h/{wrong}{rest}").status_code == 404
    fields = {"key": "12345678", "revision": "1"}
    assert browser.client.post(f"/h/{wrong}/confirm", data=fields).status_code == 404


def test_a_cancelled_hearing_says_so_and_takes_no_answer(district: District) -> None:
    browser = district.browser()
    page = browser.get(path(district))
    with district.app.app_context():
        cancel_hearing(district.a.hearing, "法院取消", now=NOW, actor=CLERK)
    assert browser.get(path(district)).heading == "开庭已取消，您不用出庭"
    assert (
        browser.client.post(
            path(district, "/confirm"), data=page.form(path(district, "/confirm"))
        ).status_code
        == 404
    )


def test_after_the_start_nothing_can_be_answered_and_after_a_week_nothing_is_shown(
    district: District, at_the_moment
) -> None:
    browser = district.browser()
    page = browser.get(path(district))
    at_the_moment.move_to(at("2026-09-28 09:31"))
    assert browser.get(path(district)).heading == "开庭时间已过，不能再答复"
    browser.submit(page, path(district, "/confirm"), status=422)
    assert assignment(district).state == "asked"
    at_the_moment.shift(timedelta(days=7))
    assert browser.get(path(district), status=404).heading == "这个链接已失效"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_form_from_another_site_is_refused(district: District, headers: dict[str, str]) -> None:
    browser = district.browser()
    fields = browser.get(path(district)).form(path(district, "/confirm"))
    assert browser.client.post(path(district, "/confirm"), data=fields, headers=headers).status_code == 403
    assert assignment(district).state == "asked"


def test_our_own_origin_and_browsers_without_one_are_taken(district: District) -> None:
    browser = district.browser()
    fields = browser.get(path(district)).form(path(district, "/confirm"))
    own = {"Origin": "http://localhost"}
    assert browser.client.post(path(district, "/confirm"), data=fields, headers=own).status_code == 303


def test_an_answer_without_its_key_is_refused(district: District) -> None:
    browser = district.browser()
    for key in ("", "short", "键" * 10, "x" * 100):
        answer = browser.client.post(path(district, "/confirm"), data={"revision": "1", "key": key})
        assert answer.status_code == 400


def test_the_card_and_the_calendar_file_carry_what_is_needed(district: District) -> None:
    browser = district.browser()
    card = browser.get(path(district, "/card"))
    assert "出声：至少说一次" in card.words()
    answer = browser.client.get(path(district, "/hearing.ics"))
    with district.app.app_context():
        uid = db.session.get_one(Hearing, district.a.hearing).uid
    text = answer.get_data(as_text=True)
    assert f"UID:{uid}" in text.replace("\r\n ", "")
    assert "METHOD" not in text
    assert "王建国" not in text
    assert answer.headers["Content-Type"].startswith("text/calendar")


def test_a_hearing_waiting_for_its_date_asks_for_no_answer(district: District) -> None:
    with district.app.app_context():
        move_hearing(district.a.hearing, NewDate(), "延期", now=NOW, actor=CLERK)
    page = district.browser().get(path(district))
    assert page.heading == "开庭延期，时间另定"
    assert not page.all("form")


def test_a_replaced_head_has_a_dead_link(district: District) -> None:
    with district.app.app_context(), writing() as session:
        session.get_one(Assignment, district.a.assignment).state = "relieved"
    assert district.browser().get(path(district), status=404).heading == "这个链接已失效"
