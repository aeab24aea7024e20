"""Whether a planned notice is still true: asked when plans are made and just before it leaves."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.law.word import N_
from litigation.records.assignment import Assignment
from litigation.records.circular import Circular, Receipt
from litigation.records.hearing import Attendance, Hearing
from litigation.records.lawsuit import AppearanceDuty
from litigation.records.notice import Notice
from litigation.records.seat_choice import ContactCheck, HandOver

CURRENT = frozenset({"asked", "confirmed", "lapsed"})

NEEDED_STATES: dict[str, frozenset[str]] = {
    "appointment": CURRENT,
    "appointment_copy": CURRENT,
    "substitute": CURRENT,
    "taken_over": CURRENT,
    "chase": frozenset({"asked", "lapsed"}),
    "reminder": frozenset({"confirmed"}),
    "reminder_day": frozenset({"confirmed"}),
    "reminder_copy": frozenset({"confirmed"}),
    "moved": CURRENT,
    "moved_copy": CURRENT,
    "corrected": CURRENT,
    "postponed": CURRENT,
    "relieved": frozenset({"relieved", "declined"}),
    "cancelled": frozenset({"ended", "relieved", "declined"}),
    "certificate": CURRENT,
    "certificate_leadership": CURRENT,
}
"""The states of the assignment in which a message about it is still true."""

UNCONFIRMED_ONLY = frozenset({"principal", "leadership_unconfirmed"})
"""Messages that say nobody has confirmed."""

OUTCOME_ONLY = frozenset({"outcome", "outcome_leadership"})
"""Messages that ask for what came of a hearing."""


def why_stale(session: Session, notice: Notice) -> str:
    """Say why a notice must not leave any more; empty while it is still true.

    Time is not judged here: that a notice's use has ended is its ``expires_at``.
    """
    if notice.circular_id is not None:
        return _stale_circular(session, notice)
    if notice.event == "verify":
        return _stale_check(session, notice)
    hearing = notice.hearing
    if hearing is None:
        return N_("开庭已删除")
    return (
        _stale_hearing(notice, hearing)
        or _stale_offer(session, notice)
        or _stale_answer(session, notice, hearing)
    )


def is_over(hearing: Hearing) -> bool:
    """Tell whether nothing is asked about the hearing any more, its outcome being known."""
    return hearing.cancelled_at is not None or hearing.outcome is not None


def has_confirmed(session: Session, hearing_id: int, agency_id: int | None) -> bool:
    """Tell whether a head of the agency has confirmed the hearing as it stands."""
    found = session.scalar(
        select(Assignment.id).where(
            Assignment.hearing_id == hearing_id,
            Assignment.agency_id == agency_id,
            Assignment.state == "confirmed",
        )
    )
    return found is not None


def was_recorded(session: Session, hearing: Hearing, agency_id: int | None) -> bool:
    """Tell whether it is known what came of the hearing for this agency."""
    if hearing.outcome is None:
        return False
    if hearing.outcome != "held":
        return True
    owing = session.scalar(
        select(AppearanceDuty.id).where(
            AppearanceDuty.agency_id == agency_id,
            AppearanceDuty.case_id.in_([lawsuit.id for lawsuit in hearing.lawsuits]),
        )
    )
    row = session.scalar(
        select(Attendance.id).where(
            Attendance.hearing_id == hearing.id,
            Attendance.agency_id == agency_id,
            Attendance.superseded_at.is_(None),
        )
    )
    return owing is None or row is not None


def _stale_hearing(notice: Notice, hearing: Hearing) -> str:
    if notice.event == "cancelled":
        return "" if hearing.cancelled_at is not None else N_("开庭已恢复")
    if hearing.cancelled_at is not None:
        return N_("开庭已取消")
    if notice.revision != hearing.revision:
        return N_("开庭已改期")
    return ""


def _stale_answer(session: Session, notice: Notice, hearing: Hearing) -> str:
    if notice.event in OUTCOME_ONLY:
        return N_("结果已登记") if was_recorded(session, hearing, notice.agency_id) else ""
    if hearing.outcome is not None and notice.event != "cancelled":
        return N_("结果已登记")
    if notice.event in UNCONFIRMED_ONLY:
        confirmed = has_confirmed(session, hearing.id, notice.agency_id)
        return N_("已有负责人确认") if confirmed else ""
    return _stale_assignment(notice)


def _stale_assignment(notice: Notice) -> str:
    needed = NEEDED_STATES.get(notice.event)
    if needed is None or notice.assignment is None:
        return ""
    if notice.assignment.state not in needed:
        return N_("答复或派员已有变化")
    if notice.event.startswith("certificate") and notice.assignment.certificate_filed:
        return N_("身份证明书已备好")
    return ""


def _stale_offer(session: Session, notice: Notice) -> str:
    """An offer is asked about only while it is open and the seat is still held."""
    if notice.event != "hand_over":
        return ""
    offer = session.get(HandOver, notice.details.get("hand_over"))
    if offer is None or offer.state != "offered" or offer.assignment.state not in CURRENT:
        return N_("交接已有结果")
    return ""


def _stale_check(session: Session, notice: Notice) -> str:
    """A number is checked by a text to that very number alone."""
    check = session.get(ContactCheck, notice.details.get("contact_check"))
    if notice.channel != "sms" or check is None or check.official.mobile != check.mobile:
        return N_("号码已更改")
    return N_("号码已核对") if check.confirmed_at else ""


def _stale_circular(session: Session, notice: Notice) -> str:
    circular = session.get(Circular, notice.circular_id)
    if circular is None or circular.state != "issued":
        return N_("通报尚未发出")
    received = session.scalar(
        select(Receipt.received_at).where(
            Receipt.circular_id == circular.id, Receipt.user_id == notice.recipient_id
        )
    )
    return N_("已经签收") if received else ""
