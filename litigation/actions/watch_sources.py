"""A court's list that has not come for a day: told once, and not again before the next list."""

from datetime import datetime, timedelta

from litigation.actions.notice_plan import add_task
from litigation.actions.office import holiday_calendar
from litigation.law.clock import say_moment, shanghai_day
from litigation.records.db import writing
from litigation.records.notice import Task
from litigation.records.pulse import last_listed_at

STALE = timedelta(hours=24)
KEY = "stale"


def alarm_stale_source(now: datetime) -> bool:
    """Tell the clerk on a working day that the last list is older than a day; say whether it was told.

    Days off do not count. An office that never got a list has nothing that could be stale.
    """
    with writing() as session:
        listed = last_listed_at(session)
        if listed is None:
            return False
        calendar, today = holiday_calendar(session), shanghai_day(now)
        days = (today - shanghai_day(listed)).days
        off = sum(not calendar.is_working_day(today - timedelta(days=each)) for each in range(min(days, 60)))
        if not calendar.is_working_day(today) or now - listed - off * timedelta(days=1) < STALE:
            return False
        return add_task(
            session,
            Task(
                key=f"{KEY}:{listed.isoformat()}",
                kind="channel",
                title=f"法院排期自 {say_moment(listed, today.year)} 起没有更新。请向法院要最新的排期。",
                due_at=now,
                created_at=now,
            ),
        )
