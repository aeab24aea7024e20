"""告知 by page: what failed on top, what left and leaves soon, the rest by its state."""

from datetime import timedelta

from litigation.records.db import writing
from litigation.records.notice import Notice
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
