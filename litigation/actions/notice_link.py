"""The link in a notice: derived for its one recipient at the moment the message leaves."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.gateways import Gateways
from litigation.actions.link import hash_token, make_token, new_nonce
from litigation.records.circular import Receipt
from litigation.records.notice import Notice
from litigation.records.record_link import RecordLink
from litigation.records.seat_choice import ContactCheck, HandOver

RECORDING = frozenset({"outcome"})
"""Messages whose link leads to the record after the hearing."""


def link_of(session: Session, notice: Notice, gateways: Gateways, now: datetime) -> str:
    """Return the recipient's own link; empty when the notice carries none."""
    if notice.circular_id is not None:
        receipt = _receipt(session, notice.circular_id, notice.recipient_id, gateways.secret)
        return gateways.link("c", make_token(gateways.secret, "receipt", receipt.nonce))
    if "hand_over" in notice.details:
        offer = session.get_one(HandOver, notice.details["hand_over"])
        return gateways.link("o", make_token(gateways.secret, "hand-over", offer.nonce))
    if "contact_check" in notice.details:
        check = session.get_one(ContactCheck, notice.details["contact_check"])
        return gateways.link("v", make_token(gateways.secret, "contact", check.nonce))
    if notice.event in RECORDING and notice.hearing_id is not None and notice.agency_id is not None:
        record = record_link(session, notice.hearing_id, notice.agency_id, gateways.secret, now)
        return gateways.link("r", make_token(gateways.secret, "record", record.nonce))
    if notice.recipient_kind == "official" and notice.assignment is not None:
        return gateways.link("h", make_token(gateways.secret, "head", notice.assignment.nonce))
    return ""


def record_link(session: Session, hearing_id: int, agency_id: int, secret: str, now: datetime) -> RecordLink:
    """Return the link to record one agency's attendance, made when it is first needed."""
    known = session.scalar(
        select(RecordLink).where(RecordLink.hearing_id == hearing_id, RecordLink.agency_id == agency_id)
    )
    if known is not None:
        return known
    nonce = new_nonce()
    made = RecordLink(
        hearing_id=hearing_id,
        agency_id=agency_id,
        nonce=nonce,
        token_hash=hash_token(make_token(secret, "record", nonce)),
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made


def _receipt(session: Session, circular_id: int, user_id: int, secret: str) -> Receipt:
    known = session.scalar(
        select(Receipt).where(Receipt.circular_id == circular_id, Receipt.user_id == user_id)
    )
    if known is not None:
        return known
    nonce = new_nonce()
    made = Receipt(
        circular_id=circular_id,
        user_id=user_id,
        nonce=nonce,
        token_hash=hash_token(make_token(secret, "receipt", nonce)),
    )
    session.add(made)
    session.flush()
    return made
