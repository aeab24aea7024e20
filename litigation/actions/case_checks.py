"""What to show a clerk before a hand-made case is stored: nothing here refuses, it only asks to look."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.case_input import CaseInput, HearingInput
from litigation.actions.office import holiday_calendar
from litigation.law.agency import OWING_ROLES, PartyRole
from litigation.law.case_number import CaseNumber, read_case_number
from litigation.law.clock import say_day, say_moment, shanghai
from litigation.law.courts import court_name
from litigation.law.procedure import DUTY_PROCEDURES
from litigation.records.agency import Agency
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import Lawsuit

OPENS, CLOSES = 7, 21
"""Hours outside of which a court hardly sits (intake's sanity window)."""

FAR = timedelta(days=548)
"""Eighteen months: a date beyond is most likely a slip."""


def warn_case(
    session: Session, case: CaseInput, hearings: Sequence[HearingInput], now: datetime
) -> tuple[str, ...]:
    """Return warnings in words, each with what to look at; empty when nothing is odd."""
    number = read_case_number(case.number)
    found: list[str] = []
    if number is not None:
        found += _warn_number(session, case, number)
    found += _warn_parties(session, case, hearings)
    for hearing in hearings:
        found += warn_hearing(session, hearing, now)
    return tuple(found)


def warn_hearing(session: Session, hearing: HearingInput, now: datetime) -> list[str]:
    """Return what is odd about a hearing's date and room."""
    found: list[str] = []
    day = hearing.day
    if day is None:
        return ["还没有开庭日期，法院确定后请补录。"]
    calendar = holiday_calendar(session)
    if not calendar.is_working_day(day):
        found.append(f"{say_day(day)}不是工作日，请向法院核实。")
    if hearing.starts_at is None:
        return [*found, "只有日期、没有钟点，暂时不能发日历邀请，请向法院核实。"]
    if hearing.starts_at < now:
        found.append(f"{say_moment(hearing.starts_at)} 已经过去，请核对日期；登记后需要补录结果。")
    if hearing.starts_at > now + FAR:
        found.append(f"{say_moment(hearing.starts_at)} 在 18 个月以后，请核对年份。")
    if not OPENS <= shanghai(hearing.starts_at).hour < CLOSES:
        found.append(f"{say_moment(hearing.starts_at)} 不在法院通常的开庭时间内，请核对上午、下午。")
    same = session.scalars(
        select(Hearing).where(
            Hearing.starts_at == hearing.starts_at,
            Hearing.court == hearing.court,
            Hearing.courtroom == hearing.courtroom,
            Hearing.courtroom != "",
            Hearing.cancelled_at.is_(None),
        )
    ).first()
    if same is not None and same.lawsuits:
        found.append(f"同一时间同一法庭已有 {same.lawsuits[0].number} 开庭，可能是合并审理或登记重复。")
    return found


def _warn_number(session: Session, case: CaseInput, number: CaseNumber) -> list[str]:
    """Return what is odd about the number: unknown court, other court, near neighbours, no duty."""
    found: list[str] = []
    if not number.administrative:
        found.append(f"{number.printed()}不是行政案件案号，不产生应诉义务。")
    elif number.procedure not in DUTY_PROCEDURES:
        found.append("按案号类型，本案不产生负责人出庭义务。")
    named = court_name(number.court)
    if named is None:
        found.append(f"法院代字“{number.court}”不在代码表中，请核对案号。")
    elif case.court and case.court != named:
        found.append(f"案号对应的法院是{named}，填写的是{case.court}，请核对。")
    near = session.scalars(
        select(Lawsuit.number).where(
            Lawsuit.court_code == number.court,
            Lawsuit.type == number.type,
            Lawsuit.sequence == number.sequence,
            Lawsuit.year != number.year,
        )
    ).first()
    if near is not None:
        found.append(f"已登记 {near}，只有年份不同，请核对是否同一案件。")
    return found


def _warn_parties(session: Session, case: CaseInput, hearings: Sequence[HearingInput]) -> list[str]:
    """Return what is odd about the parties: nobody of the district, or an agency no longer in force."""
    owing = [
        each
        for each in case.parties
        if each.agency_id
        and (each.role in OWING_ROLES or (each.role == PartyRole.THIRD_PARTY and each.art1_3))
    ]
    if not owing:
        return ["被告中没有本区登记的机关，不会产生应诉义务。"]
    found = []
    for party in owing:
        agency = session.get(Agency, party.agency_id)
        days = [each.day for each in hearings if each.day is not None]
        if agency is None or not days:
            continue
        if agency.valid_to is not None and max(days) > agency.valid_to:
            found.append(f"{agency.name}已于 {say_day(agency.valid_to)} 停用，请选择承继其职权的机关。")
    return found
