"""什么会打破 100%: everything that could cost an appearance, soonest first, one cure each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from litigation.actions.candidates import judge_candidate
from litigation.actions.compare_court_list import open_comparisons
from litigation.actions.engagements import CURRENT
from litigation.actions.move_hearing import DATE_PATIENCE
from litigation.actions.office import OfficeSettings, holiday_calendar, office_settings
from litigation.actions.propose_heads import ANSWERED_STANDINGS, open_demands
from litigation.law.attendance import CourtDecision, Standing
from litigation.law.clock import at_shanghai, shanghai_day
from litigation.law.procedure import HearingKind, Outcome
from litigation.law.summary import say_month
from litigation.law.word import N_, Word
from litigation.records.agency import Agency
from litigation.records.assignment import Assignment
from litigation.records.court_list import CourtList
from litigation.records.hearing import Attendance, Excuse, Hearing, HearingCase
from litigation.records.lawsuit import AppearanceDuty, Lawsuit
from litigation.records.notice import Notice
from litigation.records.seat import undated_hearings, undated_since

CERTIFICATE_WORKING_DAYS = 5
"""How many working days before the hearing a missing certificate becomes a risk (ladder table)."""


class RiskKind(Word):
    """What could break the rate; the page knows one cure for each."""

    OUTCOME = "outcome", N_("到庭结果未登记")
    MISSING_ROW = "missing_row", N_("到庭情况未登记")
    UNASSIGNED = "unassigned", N_("还没有派负责人")
    UNCONFIRMED = "unconfirmed", N_("未确认")
    LAPSED = "lapsed", N_("改期后未重新确认")
    CONFLICT = "conflict", N_("出庭负责人有冲突")
    CONTACT = "contact", N_("没有联系方式，通知不到")
    CERTIFICATE = "certificate", N_("身份证明书未备齐")
    MISSING = "missing", N_("最新排期中未再出现")
    UNDATED = "undated", N_("改期后未定日期")
    EXCUSE = "excuse", N_("不能出庭的理由法院还没有表态")
    COURT_LIST = "court_list", N_("法院名单与登记不一致")


@dataclass(frozen=True, slots=True)
class Risk:
    """One row of the board. ``what`` is a fact in words; ``at`` the hearing's start.

    A court's list is no matter of one hearing: it stands in ``court_list``, and ``at`` is when
    its differences ought to be settled. A hearing without a date has ``at`` when to ask for one.
    """

    kind: RiskKind
    hearing: Hearing | None
    agency: Agency | None
    what: str
    at: datetime
    assignment: Assignment | None = None
    court_list: CourtList | None = None


def risks(session: Session, now: datetime, within: timedelta = timedelta(days=7)) -> tuple[Risk, ...]:
    """Return what is past and what comes within the time given; the most urgent first.

    A duty without a head is shown however far away its hearing is.
    """
    settings = office_settings(session)
    until = now + within
    found = [
        *_past(session, now),
        *_unassigned(session, now),
        *_missing(session, now, until),
        *_undated(session, now),
        *_undecided(session),
        *_court_lists(session, settings, now),
    ]
    for assignment in _coming_assignments(session, now, until):
        found.extend(_of_assignment(session, assignment, settings, now))
    return tuple(sorted(found, key=_urgency))


def _urgency(risk: Risk) -> tuple[datetime, int, int]:
    number = risk.hearing.id if risk.hearing else risk.court_list.id if risk.court_list else 0
    return risk.at, number, list(RiskKind).index(risk.kind)


def _start(hearing: Hearing) -> datetime:
    """Return the start, or the morning of a day without an hour."""
    if hearing.starts_at is not None:
        return hearing.starts_at
    return at_shanghai(hearing.starts_on or shanghai_day(hearing.created_at), 0)


def _past(session: Session, now: datetime) -> list[Risk]:
    """Return hearings that began and lack an outcome, or lack a row for an owing agency."""
    waiting = session.scalars(
        select(Hearing)
        .where(
            Hearing.kind == HearingKind.TRIAL.value,
            Hearing.outcome.is_(None),
            Hearing.cancelled_at.is_(None),
            (Hearing.starts_at <= now)
            | (Hearing.starts_at.is_(None) & (Hearing.starts_on < shanghai_day(now))),
        )
        .options(selectinload(Hearing.lawsuits).selectinload(Lawsuit.duties))
    )
    found = [
        Risk(RiskKind.OUTCOME, hearing, duty.agency, RiskKind.OUTCOME.label, _start(hearing))
        for hearing in waiting
        for duty in _first_duty(hearing)
    ]
    rows = session.execute(
        select(Hearing, Agency)
        .join(HearingCase, HearingCase.hearing_id == Hearing.id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .join(Agency, Agency.id == AppearanceDuty.agency_id)
        .where(
            Hearing.outcome == Outcome.HELD.value,
            Hearing.kind == HearingKind.TRIAL.value,
            AppearanceDuty.standing == Standing.UNKNOWN,
            ~select(Attendance.id)
            .where(
                Attendance.hearing_id == Hearing.id,
                Attendance.agency_id == Agency.id,
                Attendance.superseded_at.is_(None),
            )
            .exists(),
        )
        .distinct()
    )
    found += [
        Risk(RiskKind.MISSING_ROW, hearing, agency, RiskKind.MISSING_ROW.label, _start(hearing))
        for hearing, agency in rows
    ]
    return found


def _first_duty(hearing: Hearing) -> list[AppearanceDuty]:
    """Return one duty of the hearing, if it concerns any."""
    return [duty for lawsuit in hearing.lawsuits for duty in lawsuit.duties][:1]


def _unassigned(session: Session, now: datetime) -> list[Risk]:
    """Return coming hearings for which nobody is asked."""
    return [
        Risk(RiskKind.UNASSIGNED, hearing, agency, RiskKind.UNASSIGNED.label, _start(hearing))
        for hearing, agency in open_demands(session, now)
    ]


def _missing(session: Session, now: datetime, until: datetime) -> list[Risk]:
    """Return coming hearings that the court's latest list no longer shows."""
    rows = session.scalars(
        select(Hearing).where(
            Hearing.missing_since.is_not(None),
            Hearing.cancelled_at.is_(None),
            Hearing.outcome.is_(None),
            Hearing.starts_at > now,
            Hearing.starts_at <= until,
        )
    )
    return [
        Risk(RiskKind.MISSING, hearing, duty.agency, RiskKind.MISSING.label, _start(hearing))
        for hearing in rows
        for duty in _first_duty(hearing)
    ]


def _undated(session: Session, now: datetime) -> list[Risk]:
    """Return hearings put off without a new date: in no calendar, and easily forgotten."""
    found = []
    for hearing in undated_hearings(session):
        since = undated_since(hearing)
        days = (shanghai_day(now) - shanghai_day(since)).days
        put_off = hearing.moves or hearing.outcome
        what = f"{'改期后未定日期' if put_off else '还没有开庭日期'}，已 {days} 天"
        found += [
            Risk(RiskKind.UNDATED, hearing, duty.agency, what, since + DATE_PATIENCE)
            for duty in _first_duty(hearing)
            if duty.standing not in ANSWERED_STANDINGS
        ]
    return found


def _undecided(session: Session) -> list[Risk]:
    """Return absences whose reason the court has not spoken about: until it does, they are open."""
    rows = session.execute(
        select(Hearing, Agency)
        .join(Excuse, Excuse.hearing_id == Hearing.id)
        .join(Agency, Agency.id == Excuse.agency_id)
        .join(HearingCase, HearingCase.hearing_id == Hearing.id)
        .join(AppearanceDuty, AppearanceDuty.case_id == HearingCase.case_id)
        .where(
            AppearanceDuty.agency_id == Excuse.agency_id,
            AppearanceDuty.standing == Standing.OPEN,
            Excuse.court_decision == CourtDecision.NONE.value,
            Hearing.outcome == Outcome.HELD.value,
        )
        .distinct()
    )
    return [
        Risk(RiskKind.EXCUSE, hearing, agency, RiskKind.EXCUSE.label, _start(hearing))
        for hearing, agency in rows
    ]


def _court_lists(session: Session, settings: OfficeSettings, now: datetime) -> list[Risk]:
    """Return the courts' lists that differ from the register and wait for a cure or an answer."""
    patience = timedelta(days=settings.court_reply_days)
    return [
        Risk(
            RiskKind.COURT_LIST,
            None,
            None,
            f"法院{say_month(each.court_list.month)}名单与登记有 {each.open} 项不一致",
            each.court_list.received_at + patience,
            court_list=each.court_list,
        )
        for each in open_comparisons(session, now)
    ]


def _coming_assignments(session: Session, now: datetime, until: datetime) -> list[Assignment]:
    """Return who is asked for the coming hearings."""
    return list(
        session.scalars(
            select(Assignment)
            .join(Hearing, Hearing.id == Assignment.hearing_id)
            .where(
                Assignment.state.in_(CURRENT),
                Hearing.cancelled_at.is_(None),
                Hearing.outcome.is_(None),
                Hearing.starts_at > now,
                Hearing.starts_at <= until,
            )
            .options(selectinload(Assignment.hearing), selectinload(Assignment.official))
        )
    )


def _of_assignment(
    session: Session, assignment: Assignment, settings: OfficeSettings, now: datetime
) -> list[Risk]:
    """Return what is wrong with one assignment; the gravest alone."""
    hearing, official = assignment.hearing, assignment.official

    def risk(kind: RiskKind, what: str) -> list[Risk]:
        return [Risk(kind, hearing, assignment.agency, what, _start(hearing), assignment)]

    candidate = judge_candidate(session, hearing, assignment.agency, official, settings)
    if candidate.blocked or candidate.pending_check:
        return risk(RiskKind.CONFLICT, f"{official.name}：{candidate.why_not}")
    if not official.mobile and not official.email:
        return risk(RiskKind.CONTACT, f"{official.name}{RiskKind.CONTACT.label}")
    if assignment.state == "lapsed":
        return risk(RiskKind.LAPSED, f"{official.name}{RiskKind.LAPSED.label}")
    if assignment.state == "asked":
        chased = times_chased(session, assignment)
        return risk(
            RiskKind.UNCONFIRMED, f"{official.name}未确认" + (f"，已催 {chased} 次" if chased else "")
        )
    if not assignment.certificate_filed and _certificate_due(session, hearing, now):
        return risk(RiskKind.CERTIFICATE, RiskKind.CERTIFICATE.label)
    return []


def times_chased(session: Session, assignment: Assignment) -> int:
    """Count the chases that were sent for the present revision."""
    rungs = session.scalars(
        select(Notice.rung)
        .where(
            Notice.assignment_id == assignment.id,
            Notice.revision == assignment.revision,
            Notice.rung.in_(("chase_1", "chase_2")),
            Notice.state == "sent",
        )
        .distinct()
    )
    return len(rungs.all())


def _certificate_due(session: Session, hearing: Hearing, now: datetime) -> bool:
    """Tell whether the certificate ought to be there by now."""
    day = hearing.starts_on or shanghai_day(_start(hearing))
    first = holiday_calendar(session).working_days_before(day, CERTIFICATE_WORKING_DAYS)
    return shanghai_day(now) >= first
