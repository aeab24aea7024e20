"""The mail of one notice, and the invitation in it."""

from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.gateways import Gateways
from litigation.actions.notice_words import hearing_words
from litigation.actions.office import OfficeSettings
from litigation.channels.invite import Invitation, write_cancel, write_request
from litigation.channels.mail import compose_mail, mail_address, message_id
from litigation.channels.message import Message
from litigation.law.word import N_
from litigation.records.agency import Agency
from litigation.records.hearing import Hearing
from litigation.records.notice import Notice

REQUESTS = frozenset({"appointment", "substitute", "taken_over", "moved", "corrected"})
"""Mails to a head that put the hearing into the head's calendar, or move it there."""

CANCELS = frozenset({"cancelled", "relieved", "postponed"})
"""Mails to a head that take it out again."""


def put_together(
    session: Session,
    notice: Notice,
    message: Message,
    gateways: Gateways,
    settings: OfficeSettings,
    now: datetime,
) -> EmailMessage:
    """Compose the mail; its Message-ID depends on the notice alone, so a repeat is recognisable."""
    method, invite = _invite(session, notice, gateways, settings, now)
    return compose_mail(
        sender=mail_address(settings.office_name, gateways.sender),
        recipient=mail_address(notice.recipient_name, notice.address),
        subject=message.subject,
        text=message.text,
        html=message.html,
        identifier=message_id(notice.key, gateways.domain),
        now=now,
        invite=invite,
        method=method,
    )


def _invite(
    session: Session, notice: Notice, gateways: Gateways, settings: OfficeSettings, now: datetime
) -> tuple[str, bytes | None]:
    """Write the iTIP object that belongs into this mail, if one does, and note its sequence."""
    hearing = notice.hearing
    if hearing is None or notice.recipient_kind != "official":
        return "", None
    if notice.event in REQUESTS and hearing.starts_at is not None:
        start = hearing.starts_at
        method, write = "REQUEST", write_request
        hearing.invited_at = hearing.invited_at or now
    elif notice.event in CANCELS and _was_invited(session, notice):
        start = _invited_start(notice, hearing)
        method, write = "CANCEL", write_cancel
    else:
        return "", None
    notice.sequence = hearing.sequence
    return method, write(_invitation(session, notice, hearing, start, gateways, settings, now))


def _invitation(
    session: Session,
    notice: Notice,
    hearing: Hearing,
    start: datetime,
    gateways: Gateways,
    settings: OfficeSettings,
    now: datetime,
) -> Invitation:
    words = hearing_words(hearing, session.get(Agency, notice.agency_id), now)
    end = (
        hearing.ends_at if hearing.starts_at == start and hearing.ends_at else start + settings.hearing_length
    )
    phone = f"电话 {settings.office_phone}" if settings.office_phone else ""
    return Invitation(
        uid=hearing.uid,
        sequence=hearing.sequence,
        made_at=now,
        starts_at=start,
        ends_at=end,
        summary=f"{N_('出庭应诉')}：{words['agency']}",
        organizer=gateways.sender,
        organizer_name=settings.office_name,
        attendee=notice.address,
        attendee_name=notice.recipient_name,
        location=words["court"],
        description="\n".join(each for each in (words["case"], words["case_number"], phone) if each),
        remind_before=timedelta(days=1),
    )


def _was_invited(session: Session, notice: Notice) -> bool:
    """Tell whether a REQUEST for this hearing has left for the recipient, or may have."""
    found = session.scalar(
        select(Notice.id).where(
            Notice.hearing_id == notice.hearing_id,
            Notice.recipient_kind == notice.recipient_kind,
            Notice.recipient_id == notice.recipient_id,
            Notice.channel == "mail",
            Notice.event.in_(REQUESTS),
            Notice.sequence.is_not(None),
        )
    )
    return found is not None


def _invited_start(notice: Notice, hearing: Hearing) -> datetime:
    """Return the start that the recipient's calendar shows."""
    old = notice.details.get("old_starts_at")
    known = datetime.fromisoformat(old) if old else hearing.starts_at
    return known or hearing.created_at
