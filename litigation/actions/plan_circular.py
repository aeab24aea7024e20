"""The month's figure to every leader, by text and mail with a receipt."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.notice_plan import after_quiet, leaders
from litigation.actions.office import office_settings
from litigation.records.circular import Circular
from litigation.records.notice import Notice

CIRCULAR_USE = timedelta(days=14)


def plan_circular(session: Session, circular: Circular, now: datetime) -> None:
    """Tell the leaders of an issued edition, inside the caller's transaction; twice changes nothing."""
    session.flush()
    due_at = after_quiet(now, None, office_settings(session))
    for to in leaders(session):
        for channel in to.channels("circular"):
            key = f"c{circular.id}:{circular.edition}:-:circular:{to.kind}{to.id}:{channel}"
            if session.scalar(select(Notice.id).where(Notice.key == key)) is not None:
                continue
            session.add(
                Notice(
                    key=key,
                    event="circular",
                    rung="circular",
                    channel=channel,
                    circular_id=circular.id,
                    recipient_kind=to.kind,
                    recipient_id=to.id,
                    recipient_name=to.name,
                    address=to.mobile if channel == "sms" else to.email,
                    revision=circular.edition,
                    due_at=due_at,
                    expires_at=due_at + CIRCULAR_USE,
                    planned_at=now,
                )
            )
    session.flush()
