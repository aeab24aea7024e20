"""A month of messages: how many were sent, arrived, were opened and answered, by agency and by day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from litigation.law.clock import shanghai_day
from litigation.records.agency import Agency
from litigation.records.assignment import Assignment
from litigation.records.notice import Notice


@dataclass(frozen=True, slots=True)
class MessageCount:
    """Messages of one agency or day: each later number is a part of ``sent``, but for ``failed``."""

    sent: int = 0
    delivered: int = 0
    opened: int = 0
    answered: int = 0
    failed: int = 0

    def __add__(self, other: "MessageCount") -> "MessageCount":
        """Count two together."""
        return MessageCount(
            self.sent + other.sent,
            self.delivered + other.delivered,
            self.opened + other.opened,
            self.answered + other.answered,
            self.failed + other.failed,
        )


def count_by_agency(session: Session, begin: datetime, end: datetime) -> list[tuple[str, MessageCount]]:
    """Count the messages due between two instants, agency by agency; those about none stand last."""
    rows = session.execute(
        select(Agency.short_name, *_columns())
        .select_from(Notice)
        .outerjoin(Agency, Agency.id == Notice.agency_id)
        .outerjoin(Assignment, Assignment.id == Notice.assignment_id)
        .where(Notice.due_at >= begin, Notice.due_at < end, Notice.state.in_(("sent", "failed", "expired")))
        .group_by(Agency.id, Agency.short_name)
        .order_by(Agency.id.is_(None), Agency.id)
    )
    return [(name or "", MessageCount(*numbers)) for name, *numbers in rows]


def count_by_day(session: Session, begin: datetime, end: datetime) -> list[tuple[date, MessageCount]]:
    """Count the same messages by the Shanghai day on which they were due."""
    rows = session.execute(
        select(Notice.due_at, *_columns())
        .select_from(Notice)
        .outerjoin(Assignment, Assignment.id == Notice.assignment_id)
        .where(Notice.due_at >= begin, Notice.due_at < end, Notice.state.in_(("sent", "failed", "expired")))
        .group_by(Notice.due_at)
    )
    days: dict[date, MessageCount] = {}
    for due_at, *numbers in rows:
        day = shanghai_day(due_at)
        days[day] = days.get(day, MessageCount()) + MessageCount(*numbers)
    return sorted(days.items())


def _columns() -> tuple[object, ...]:
    """Sent, delivered, opened, answered, failed; an answer counts once, on the message it followed."""
    went = Notice.state == "sent"
    answered = (
        went
        & (Notice.recipient_kind == "official")
        & Assignment.answered_at.is_not(None)
        & (Assignment.answered_at >= Notice.sent_at)
        & (Notice.revision == Assignment.revision)
    )
    return tuple(
        func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
        for condition in (
            went,
            went & Notice.delivered_at.is_not(None),
            went & Notice.opened_at.is_not(None),
            answered,
            Notice.state.in_(("failed", "expired")),
        )
    )
