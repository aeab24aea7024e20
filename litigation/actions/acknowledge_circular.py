"""A leader signs for an issued circular by the link in its notice."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.journal import record_act
from litigation.actions.link import hash_token
from litigation.law.error import LinkDeadError
from litigation.records.circular import Receipt
from litigation.records.db import writing


def find_receipt(session: Session, token: str) -> Receipt:
    """Return the receipt behind a link.

    Raises:
        LinkDeadError: no such link, the account was closed, or the edition is not issued.
    """
    receipt = session.scalar(select(Receipt).where(Receipt.token_hash == hash_token(token)))
    if receipt is None or not receipt.user.active or receipt.circular.state != "issued":
        raise LinkDeadError
    return receipt


def acknowledge_circular(token: str, *, now: datetime, ip: str = "") -> Receipt:
    """Record when a leader signed for the circular; the first time counts."""
    with writing() as session:
        receipt = find_receipt(session, token)
        if receipt.received_at is None:
            receipt.received_at = now
            actor = Actor(receipt.user.username, receipt.user.role, receipt.user_id, ip=ip)
            record_act(session, now, actor, "circular.receipt", "circular", receipt.circular_id)
    return receipt
