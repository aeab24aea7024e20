"""A notice on which the sender itself broke: it waits alone, and ends with a task if it stays broken."""

from datetime import datetime

from sqlalchemy import select

from litigation.actions.claim_notices import SendPolicy
from litigation.actions.report_notice import fail
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.notice import Notice

FAULT = "fault"
"""The code of a notice that broke the sender; the fault itself is in the server's log."""

_BROKEN = N_("这条消息拼写出错，没有发出。请打电话告知，并请系统管理员查看服务日志。")


def set_aside(worker: str, now: datetime, policy: SendPolicy, *, blame: bool = True) -> int:
    """Put back what ``worker`` held when it broke down; return how many notices that were.

    ``blame``: it was the notice that broke it, not the database; such a notice ends after some
    attempts. What had been worded may have left already, so that the provider is asked first.
    """
    with writing() as session:
        held = session.scalars(
            select(Notice).where(Notice.claimed_by == worker, Notice.state == "claimed").with_for_update()
        ).all()
        for notice in held:
            again = blame and notice.error_code == FAULT
            if again and notice.attempts >= policy.most_faults:
                fail(session, notice, FAULT, _BROKEN, now)
                continue
            notice.state, notice.claimed_by, notice.lease_until = "planned", None, None
            notice.retry_at = policy.retry_at(now, notice.attempts, None, notice.expires_at)
            if blame:
                notice.error_code, notice.error = FAULT, _BROKEN
            else:
                notice.attempts -= 1
            if notice.body:
                notice.unknown_since = notice.unknown_since or now
    return len(held)
