"""告知 by page: what failed on top, what left and leaves soon, the rest by its state."""

from datetime import timedelta

from litigation.records.db import writing
from litigation.records.delivery_event import DeliveryEvent
from litigation.records.notice import Notice, Task
from tests.factory import NOW
from tests.web.district import District


def a_notice(name: str, state: str, hours: int, **fields) -> Notice:
    due = NOW + timedelta(hours=hours)
    values = {"sent_at": due} if state == "sent" else {}
    return Notice(
        key=name,
        event="appointment",
        rung="appointment",
        channel="sms",
        recipient_kind="official",
        recipient_id=1,
        recipient_name=name,
        address="+8613800008000",
        state=state,
        due_at=due,
        planned_at=NOW,
        **values | fields,
    )


def rows(page) -> list[str]:
    return [page.words(each) for each in page.all("tr")][1:]


def test_what_failed_stands_on_top_and_the_far_future_apart(district: District) -> None:
    with district.app.app_context(), writing() as session:
        session.query(Notice).delete()
        session.add_all(
            [
                a_notice("昨天发的", "sent", -24),
                a_notice("没送到的", "failed", -72),
                a_notice("上月没送到的", "failed", -720),
                a_notice("刚发的", "sent", -1, opened_at=NOW),
                a_notice("今晚要发的", "planned", 6),
                a_notice("下周要发的", "planned", 150),
                a_notice("作废的", "superseded", -2),
            ]
        )
    clerk = district.browser("clerk")
    page = clerk.get("/messages")
    shown = [each.split("138")[0].split("周")[1] for each in rows(page)]
    names = [next(n for n in ("没送到", "今晚", "刚发", "昨天") if n in each) for each in shown]
    assert names == ["没送到", "今晚", "刚发", "昨天", "没送到"]
    assert "已打开" in page.words()
    assert "待发 2" in page.words()
    planned = clerk.get("/messages?state=planned")
    assert ["今晚" in rows(planned)[0], "下周" in rows(planned)[1]] == [True, True]
    assert "作废的" in clerk.get("/messages?state=superseded").words()


def test_a_failed_message_stays_on_top_until_somebody_deals_with_it(district: District) -> None:
    with district.app.app_context(), writing() as session:
        session.query(Notice).delete()
        session.add(a_notice("刚发的", "sent", -1))
        failed = a_notice("上月没送到的", "failed", -720, circular_id=None, hearing_id=district.a.hearing)
        session.add(failed)
        session.flush()
        session.add(
            Task(
                key=f"undelivered:h{district.a.hearing}:1:official1",
                kind="undelivered",
                title="短信没有送到",
                due_at=NOW,
                created_at=NOW,
            )
        )
    browser = district.browser("clerk")
    assert "上月没送到的" in rows(browser.get("/messages"))[0]
    task = browser.get("/messages").links()["处理没送到 上月没送到的"]
    browser.submit(browser.get(task), task, 303, note="已打电话")
    assert "刚发的" in rows(browser.get("/messages"))[0]


def test_a_message_tells_its_whole_life(district: District) -> None:
    with district.app.app_context(), writing() as session:
        notice = a_notice("发出的", "sent", -1, provider_id="SM1")
        session.add(notice)
        session.flush()
        for status in ("queued", "delivered"):
            session.add(DeliveryEvent(provider_id="SM1", status=status, notice_id=notice.id, received_at=NOW))
        number = notice.id
    words = district.browser("clerk").get(f"/messages/{number}").words()
    assert "排队" in words
    assert "送达" in words


def test_a_month_counts_by_agency_and_by_day(district: District) -> None:
    with district.app.app_context(), writing() as session:
        session.query(Notice).delete()
        session.add_all(
            [
                a_notice("一", "sent", -1, agency_id=district.a.agency, delivered_at=NOW),
                a_notice("二", "sent", -30, agency_id=district.a.agency),
                a_notice("三", "failed", -1, agency_id=district.b.agency),
                a_notice("四", "planned", 1, agency_id=district.b.agency),
                a_notice("上月", "sent", -24 * 20, agency_id=district.b.agency),
            ]
        )
    page = district.browser("clerk").get("/messages/months/2026-09")
    assert "发出 2 条，送达 1 条，打开 0 条，没送到 1 条" in page.words()
    cells = rows(page)
    assert "区甲标记局21000" in cells
    assert "区乙标记局00001" in cells
    assert "9月14日 周一11001" in cells
    assert district.browser("clerk").get("/messages/months/2026-13", 404).status == 404
