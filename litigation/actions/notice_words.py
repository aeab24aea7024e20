"""What stands in one notice, read from the register at the moment it leaves.

Nothing is worded when it is planned: a message planned on Monday must not carry Monday's
courtroom on Thursday.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.office import OfficeSettings
from litigation.law.agency import OWING_ROLES, PartyRole
from litigation.law.case_number import read_case_number
from litigation.law.clock import say_day, say_moment
from litigation.law.privacy import mask_name
from litigation.law.procedure import Mode, Procedure
from litigation.records.agency import Agency, Official
from litigation.records.circular import Circular
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import Lawsuit
from litigation.records.notice import Notice
from litigation.records.seat_choice import HandOver

LINK_MARK = "〔链接〕"
"""Stands for the link in stored bodies: the token exists only in the message that carries it."""

NO_DATE = "时间待定"

SUING = (PartyRole.PLAINTIFF, PartyRole.APPLICANT)


def words_of(session: Session, notice: Notice, settings: OfficeSettings, now: datetime) -> dict[str, str]:
    """Return the values of every field the notice's template may have."""
    values = {
        "office": settings.office_name,
        "reply_phone": settings.office_phone,
        "addressee": notice.recipient_name,
        "link": LINK_MARK,
    }
    if notice.circular_id is not None:
        return values | circular_words(_circular(session, notice.circular_id))
    if notice.hearing is None:
        return values
    values |= hearing_words(notice.hearing, session.get(Agency, notice.agency_id), now)
    values |= _old_words(notice, now)
    if notice.assignment is not None:
        values["head"] = call(notice.assignment.official)
    elif (offer := offer_of(session, notice)) is not None:
        values["head"] = call(offer.assignment.official)
    if notice.rung.startswith("chase_"):
        values["count"] = notice.rung.removeprefix("chase_")
    return values


def hearing_words(hearing: Hearing, agency: Agency | None, now: datetime) -> dict[str, str]:
    """Say when, where and about what, with no plaintiff's full name."""
    lawsuits = hearing.lawsuits
    return {
        "agency": (agency.short_name or agency.name) if agency else "",
        "when": say_start(hearing.starts_at, hearing.starts_on, now),
        "court": say_court(hearing.court, hearing.courtroom, hearing.mode),
        "case": say_case(lawsuits),
        "case_number": say_numbers(lawsuits),
    }


def say_start(starts_at: datetime | None, starts_on: date | None, now: datetime) -> str:
    """``9月15日 周二 09:30``; a day without an hour and no day at all say so."""
    if starts_at is not None:
        return say_moment(starts_at, now.year)
    return f"{say_day(starts_on, now.year)}（{NO_DATE}）" if starts_on else NO_DATE


def say_court(court: str, courtroom: str, mode: str = Mode.IN_PERSON) -> str:
    """``云汀区人民法院第六法庭``, and how to take part where it is not on the spot."""
    place = f"{court}{courtroom}" or "法院待通知"
    return place if mode == Mode.IN_PERSON else f"{place}（{Mode(mode).label}）"


def say_case(lawsuits: Sequence[Lawsuit]) -> str:
    """``王某某诉区市场监督管理局，行政处罚，一审``; several heard together end in 等 N 案."""
    if not lawsuits:
        return ""
    first = lawsuits[0]
    sued = [party.name for party in first.parties if party.role in OWING_ROLES]
    procedure = Procedure(first.procedure).label if first.procedure else ""
    facts = [f"{say_plaintiffs(first)}诉{'、'.join(sued[:2])}", first.cause, procedure]
    together = f"等 {len(lawsuits)} 案" if len(lawsuits) > 1 else ""
    return "，".join(each for each in facts if each) + together


def say_plaintiffs(lawsuit: Lawsuit) -> str:
    """``王某某``, ``王某某等 3 人``; names are masked, whoever the message goes to."""
    names = [party.name for party in lawsuit.parties if party.role in SUING]
    if not names:
        return "原告"
    return mask_name(names[0]) + (f"等 {len(names)} 人" if len(names) > 1 else "")


def say_numbers(lawsuits: Sequence[Lawsuit]) -> str:
    """Case numbers as papers print them, joined by 、."""
    numbers = ((read_case_number(each.number), each.number) for each in lawsuits)
    return "、".join(number.printed() if number else text for number, text in numbers)


def call(official: Official) -> str:
    """``沈若衡副局长``: name and post, as people are addressed."""
    return f"{official.name}{official.post}"


def circular_words(circular: Circular) -> dict[str, str]:
    """Say the month and its figure, as the frozen edition has them."""
    year, month = circular.month.split("-")
    figures = circular.figures
    den, num, unknown = (int(figures.get(name) or 0) for name in ("den", "num", "unknown"))
    said = f"应出庭 {den} 件，已出庭 {num} 件"
    if unknown:
        said += f"，{unknown} 件结果待登记"
    elif figures.get("rate"):
        said += f"，出庭应诉率 {figures['rate']}"
    return {"month": f"{year}年{int(month)}月", "edition": str(circular.edition), "figure": said}


def _old_words(notice: Notice, now: datetime) -> dict[str, str]:
    """Say what a moved or cancelled hearing was when the recipient last heard of it."""
    was = notice.details
    at, on = was.get("old_starts_at"), was.get("old_starts_on")
    said = say_start(datetime.fromisoformat(at) if at else None, date.fromisoformat(on) if on else None, now)
    if notice.event == "cancelled" and notice.hearing is not None:
        court = say_court(was.get("old_court", notice.hearing.court), was.get("old_courtroom", ""))
        return {"old_when": said, "court": court}
    return {"old_when": said}


def offer_of(session: Session, notice: Notice) -> HandOver | None:
    """Return the offer that a notice asks a colleague about."""
    number = notice.details.get("hand_over")
    return session.get(HandOver, number) if number is not None else None


def _circular(session: Session, circular_id: int) -> Circular:
    return session.scalars(select(Circular).where(Circular.id == circular_id)).one()
