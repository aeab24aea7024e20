"""A clerk's month, from an empty machine to the issued circular, with everybody who takes part.

One story in order: the office begins, files come in, heads are asked and answer on their
telephones, the court moves and cancels, hearings pass, who came is recorded, the month is
counted and issued, and every figure on paper is the figure on the page.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fakes.smtp import FakeSmtp
from tests.fakes.twilio import FakeTwilio
from tests.journeys import desk, papers, recording
from tests.journeys.browser import DESKTOP, PHONE, keep, window
from tests.journeys.desk import CLERK, picture, press, say_when
from tests.journeys.letterbox import Letterbox, link_of
from tests.journeys.march import (
    ADDED,
    CANCELLED,
    CASES,
    COURT_LIST,
    DECLINED,
    FIRST,
    HEADS,
    HELD,
    LEADER_MOBILE,
    LIAISONS,
    MARKET,
    MONTH,
    MOVED,
    NEW_START,
    Row,
    cause_list,
    mobile_of,
    notices,
    roster,
)
from tests.journeys.server import Programme, at
from tests.journeys.sign_in import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

LIST_NAME = "市南法院3月行政案件排期.xlsx"


@pytest.fixture
def twilio() -> Iterator[FakeTwilio]:
    with FakeTwilio() as fake:
        yield fake


@pytest.fixture
def smtp() -> Iterator[FakeSmtp]:
    with FakeSmtp() as fake:
        yield fake


@pytest.fixture
def programme(browser: Browser, tmp_path: Path, twilio: FakeTwilio, smtp: FakeSmtp) -> Iterator[Programme]:
    """The programme on an empty machine, with a provider of text messages and a mail server."""
    settings = {
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "token",
        "TWILIO_FROM": "+8613800009000",
        "TWILIO_BASE_URL": twilio.url,
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp.port),
        "SMTP_FROM": "office@example.com",
    }
    programme = Programme(tmp_path, at(0, "10:20"), **settings)
    programme.start()
    yield programme
    programme.stop()


class Story:
    """Who takes part: the programme, everybody's letterbox, the browser."""

    def __init__(self, browser: Browser, programme: Programme, box: Letterbox) -> None:
        self.browser, self.programme, self.box = browser, programme, box

    def phone(self, link: str):  # type: ignore[no-untyped-def]  # a context manager of a page
        """Open a link on a telephone."""
        return window(self.browser, link, PHONE)

    def head_of(self, page: Page, row: Row) -> str:
        """Return the name of the head who is asked to appear, from the case's page."""
        desk.open_case(page, row)
        cell = page.locator('td[data-l="出庭负责人"]').first.inner_text()
        return next(name for people in HEADS.values() for name, _ in people if name in cell)


def test_a_clerks_month(browser: Browser, programme: Programme, twilio: FakeTwilio, smtp: FakeSmtp) -> None:
    story = Story(browser, programme, Letterbox(twilio, smtp))
    with window(browser, programme.address, DESKTOP) as page:
        temporary = begin_the_office(page, programme)
    with window(browser, programme.address, DESKTOP) as page:
        desk.first_sign_in(page, temporary)
        bring_in_the_courts_list(page)
        assign_everybody(page, story)
        answer_by_telephone(page, story)
        court_changes_its_mind(page, story)
        same_file_changes_nothing(page)
        look_round(page)
    liaison_records_the_first(story)
    with window(browser, programme.address, DESKTOP) as page:
        record_the_rest(page, story)
    with window(browser, programme.address, DESKTOP) as page:
        issue_the_month(page, story)
    leader_signs_for_it(story)
    assert "Traceback" not in programme.words, programme.words


def begin_the_office(page: Page, programme: Programme) -> str:
    """The administrator begins, and brings the roster in; the clerk gets an account."""
    desk.begin(page, programme.code)
    temporary = desk.hire(page)
    desk.upload(page, "负责人名册.xlsx", roster(), "机关和负责人名册")
    picture(page, "04-roster-to-check")
    desk.write(page)
    page.goto("/agencies")
    expect(page.get_by_text(f"共 {len(HEADS)} 个机关")).to_be_visible()
    picture(page, "05-agencies")
    return temporary


def bring_in_the_courts_list(page: Page) -> None:
    """Nothing is written until the check page is confirmed."""
    desk.upload(page, LIST_NAME, cause_list(), "法院的排期表、传票或日历")
    assert desk.heaps(page) == {"新增": len(COURT_LIST)}
    picture(page, "06-list-to-check")
    page.goto("/cases")
    expect(page.get_by_text("还没有案件")).to_be_visible()
    page.goto("/imports")
    page.get_by_role("link", name=LIST_NAME).click()
    assert f"已写入 {len(COURT_LIST)} 行" in desk.write(page)
    picture(page, "07-list-written")


def assign_everybody(page: Page, story: Story) -> None:
    """Proposals are taken over in one go; each head gets a text with a link and an invitation."""
    page.goto("/assignments")
    picture(page, "08-proposals")
    seats = sum(len(row.defendants) for row in COURT_LIST)
    assert f"已派 {seats} 名负责人" in desk.take_proposals(page)
    name = story.head_of(page, MOVED)
    assert MOVED.defendants[0] in page.content()
    assert story.box.await_invite(name, "REQUEST", MOVED.starts_at).sequence == 0
    story.box.await_text(mobile_of(LIAISONS[MOVED.defendants[0]]))
    picture(page, "09-case-asked")


def answer_by_telephone(page: Page, story: Story) -> None:
    """One head confirms; another declines with a reason, and the next is asked at once."""
    first = story.head_of(page, MOVED)
    with story.phone(link_for(story, first, MOVED)) as phone:
        phone.goto(link_for(story, first, MOVED))
        expect(phone.get_by_role("heading", level=1)).to_have_text("请确认能否出庭")
        expect(phone.get_by_role("button", name="能出庭")).to_be_in_viewport()
        picture(phone, "10-head-asked")
        press(phone, "能出庭")
        expect(phone.get_by_role("heading", level=1)).to_have_text("已确认出庭")
        picture(phone, "11-head-confirmed")
        phone.get_by_role("link", name=re.compile("口袋卡")).click()
        picture(phone, "12-pocket-card")
    decline(page, story)


def decline(page: Page, story: Story) -> None:
    unable = story.head_of(page, DECLINED)
    link = link_for(story, unable, DECLINED)
    with story.phone(link) as phone:
        phone.goto(link)
        phone.get_by_role("link", name="不能出庭").click()
        press(phone, "提交，请应诉科另派")
        expect(phone.get_by_role("alert")).to_contain_text("请选一项理由")
        picture(phone, "13-head-cannot-wrong")
        phone.get_by_label(re.compile("^须履行他人不能代替的公务")).check()
        phone.get_by_label("具体情况").fill("当天须主持全市防汛会商")
        press(phone, "提交，请应诉科另派")
        expect(phone.get_by_role("heading", level=1)).to_have_text("已收到，您不用再操作")
        picture(phone, "14-head-declined")
    second = story.head_of(page, DECLINED)
    assert second != unable
    assert link_for(story, second, DECLINED, "现改请您") != link
    picture(page, "15-case-next-asked")


def link_for(story: Story, name: str, row: Row, *holding: str) -> str:
    """Return the link in the newest text to a head about this hearing."""
    return link_of(story.box, name, say_when(row.starts_at), *holding)


def court_changes_its_mind(page: Page, story: Story) -> None:
    """A move asks again, a cancellation takes the invitation back, a new hearing is assigned."""
    moved_head, free_head = story.head_of(page, MOVED), story.head_of(page, CANCELLED)
    before = story.box.await_invite(moved_head, "REQUEST", MOVED.starts_at)
    taken = story.box.await_invite(free_head, "REQUEST", CANCELLED.starts_at)
    desk.paste(page, notices())
    assert desk.heaps(page) == {"变更": 2, "新增": 1}
    picture(page, "16-notices-to-check")
    assert "已写入 3 行" in desk.write(page)
    after = story.box.await_invite(moved_head, "REQUEST", NEW_START)
    assert (after.uid, after.sequence) == (before.uid, before.sequence + 1)
    gone = story.box.await_invite(free_head, "CANCEL", CANCELLED.starts_at, after=taken.sequence)
    assert gone.uid == taken.uid
    story.box.await_text(mobile_of(free_head), "已取消")
    assert "已派 1 名负责人" in desk.take_proposals(page)
    confirm_again(page, story, moved_head)


def confirm_again(page: Page, story: Story, name: str) -> None:
    """The confirmation of the old day has lapsed; the same link asks again."""
    desk.open_case(page, MOVED)
    expect(page.get_by_text("待重新确认").first).to_be_visible()
    picture(page, "17-case-moved")
    link = link_of(story.box, name, "改期", say_when(NEW_START))
    assert link == link_for(story, name, MOVED, "请您出庭应诉")
    with story.phone(link) as phone:
        phone.goto(link)
        expect(phone.get_by_role("heading", level=1)).to_have_text("开庭推迟了，请重新确认")
        picture(phone, "18-head-moved")
        press(phone, "新时间能出庭")
        expect(phone.get_by_role("heading", level=1)).to_have_text("已确认出庭")


def same_file_changes_nothing(page: Page) -> None:
    """The court's list comes a second time, older than the notices: it moves nothing back."""
    desk.upload(page, LIST_NAME, cause_list(), "法院的排期表、传票或日历")
    assert desk.heaps(page) == {"相同": len(COURT_LIST)}
    picture(page, "19-same-list")
    assert "没有改动" in desk.write(page)
    desk.open_case(page, MOVED)
    expect(page.locator(".figure .of").first).to_have_text(say_when(NEW_START))


def look_round(page: Page) -> None:
    """Pages that a clerk opens on the way."""
    for number, (name, path) in enumerate(
        (("today", "/"), ("month", "/calendar"), ("messages", "/messages"), ("cases", "/cases")), 20
    ):
        page.goto(path)
        picture(page, f"{number}-{name}")
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict of two numbers
        picture(page, f"{number}-{name}")
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # likewise


def liaison_records_the_first(story: Story) -> None:
    """Two hours after the hearing the liaison is asked, and records it in one page."""
    story.programme.move_on(at(FIRST.day, "15:00"))
    link = story.box.await_link(mobile_of(LIAISONS[MARKET]), "请点链接登记谁到庭", say_when(FIRST.starts_at))
    with story.phone(link) as phone:
        phone.goto(link)
        picture(phone, "30-record")
        for tile in ("出庭", "出声", "出解"):
            phone.locator(".four label", has_text=tile).first.click()
        picture(phone, "31-record-filled")
        press(phone, "登记：出庭、出声、出解")
        expect(phone.get_by_role("heading", level=1)).to_have_text("已登记")
        picture(phone, "32-recorded")


def record_the_rest(page: Page, story: Story) -> None:
    """After the last hearing the clerk cures the board row by row, until nothing is left to record."""
    story.programme.move_on(at(17, "09:00"))
    sign_in(page, CLERK, PASSWORD)
    picture(page, "40-today-after")
    assert recording.record_all(page) == HELD - 1
    page.goto("/")
    expect(page.get_by_text("到庭结果未登记")).to_have_count(0)
    picture(page, "43-today-recorded")


def issue_the_month(page: Page, story: Story) -> None:
    """The month is over: its figures on the page, in Word and in Excel are the same."""
    story.programme.move_on(at(31, "10:00"))
    sign_in(page, CLERK, PASSWORD)
    page.goto(f"/reports/{MONTH}")
    keep(page, "month", "50-report-open")
    page.get_by_role("link", name="封存并通报").click()
    press(page, "封存第 1 版并通知领导")
    expect(page.get_by_role("heading", level=1)).to_contain_text("行政机关负责人出庭应诉情况")
    picture(page, "51-report-issued")
    papers.compare(page)
    desk.open_case(page, ADDED)
    picture(page, "52-case-closed")
    page.goto(f"/reports/{MONTH}/den")
    expect(page.locator("tbody tr")).to_have_count(HELD)
    assert CASES == HELD + 1


def leader_signs_for_it(story: Story) -> None:
    """The leader gets the figure with a link and signs for it."""
    link = story.box.await_link(LEADER_MOBILE, "请点链接查看并签收")
    with story.phone(link) as phone:
        phone.goto(link)
        picture(phone, "60-receipt")
        press(phone, "签收通报")
        expect(phone.get_by_role("status")).to_contain_text("已签收")
        picture(phone, "61-received")
