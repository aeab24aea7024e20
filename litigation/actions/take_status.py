"""The provider's own reports of what became of a text: each kept once, and only forward.

Reports come twice, out of order, before the answer to the sending is stored, and for texts
nobody here sent. Whatever comes is kept; what is known already never goes back.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from litigation.actions.refresh_delivery import store_receipt
from litigation.channels.sms import Receipt
from litigation.channels.twilio_codes import classify_receipt
from litigation.records.db import writing
from litigation.records.delivery_event import DeliveryEvent, events_of_message
from litigation.records.notice import Notice

ARRIVED = ("delivered", "read")
LOST = ("undelivered", "failed")

_LONGEST_ID, _LONGEST_STATUS, _LONGEST_CODE = 80, 20, 10


def take_status(provider_id: str, status: str, code: str, *, now: datetime) -> bool:
    """Keep one report and act on it; ``False`` for one that is known already or names nothing."""
    if not provider_id or not status:
        return False
    try:
        with writing() as session:
            event = _keep(session, provider_id[:_LONGEST_ID], status.lower(), code, now)
            if event is None:
                return False
            notice = _notice_of(session, event)
            if notice is not None:
                event.notice_id = notice.id
                _act(session, notice, event, now)
    except IntegrityError:
        return False  # the same report came twice at the same moment
    return True


def match_waiting(now: datetime) -> int:
    """Match reports that came while the sending's answer was being stored; return how many."""
    with writing() as session:
        pairs = session.execute(
            select(DeliveryEvent, Notice)
            .join(Notice, Notice.provider_id == DeliveryEvent.provider_id)
            .where(DeliveryEvent.notice_id.is_(None), Notice.channel == "sms")
            .order_by(DeliveryEvent.id)
            .limit(1000)
        ).all()
        for event, notice in pairs:
            event.notice_id = notice.id
            _act(session, notice, event, now)
    return len(pairs)


def match_status(session: Session, notice: Notice, now: datetime) -> None:
    """Act on the reports that came before the sending's own answer was stored."""
    if notice.provider_id is None:
        return
    for event in events_of_message(session, notice.provider_id):
        if event.notice_id is None:
            event.notice_id = notice.id
            _act(session, notice, event, now)


def _keep(session: Session, provider_id: str, status: str, code: str, now: datetime) -> DeliveryEvent | None:
    """Store a report once."""
    status, code = status[:_LONGEST_STATUS], code[:_LONGEST_CODE]
    if any((each.status, each.code) == (status, code) for each in events_of_message(session, provider_id)):
        return None
    event = DeliveryEvent(provider_id=provider_id, status=status, code=code, received_at=now)
    session.add(event)
    session.flush()
    return event


def _notice_of(session: Session, event: DeliveryEvent) -> Notice | None:
    """Find the notice by its present sending, else by an earlier one that was reported before."""
    current = session.scalar(
        select(Notice)
        .where(Notice.provider_id == event.provider_id, Notice.channel == "sms")
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if current is not None:
        return current
    known = next(
        (each.notice_id for each in events_of_message(session, event.provider_id) if each.notice_id), None
    )
    return session.get(Notice, known, with_for_update=True) if known is not None else None


def _act(session: Session, notice: Notice, event: DeliveryEvent, now: datetime) -> None:
    """Take one step forward: arrived beats everything, lost only what is still open."""
    if notice.delivered_at is not None:
        return
    if event.status in ARRIVED:
        # An earlier sending may arrive while the next one waits: then the next one is not needed.
        notice.claimed_by, notice.lease_until, notice.retry_at = None, None, None
        notice.sent_at = notice.sent_at or now
        store_receipt(session, notice, Receipt(event.provider_id, now), now)
    elif (
        event.status in LOST
        and notice.provider_id == event.provider_id
        and notice.state in ("sent", "failed")
    ):
        code = int(event.code) if event.code.isdecimal() else None
        store_receipt(session, notice, Receipt(event.provider_id, now, classify_receipt(code)), now)
