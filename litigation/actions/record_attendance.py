"""庭后登记: what came of a hearing, who came and how, and why nobody could.

Facts have an author and a time; a correction needs a reason and adds a row, nothing is
overwritten. What the facts amount to is drawn anew in the same transaction, and an issued
month whose figures change gets a proposed edition.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.conclude import conclude_cases
from litigation.actions.facts import law_agency, law_official
from litigation.actions.journal import record_act
from litigation.actions.move_hearing import get_hearing
from litigation.actions.plan_notices import plan_hearing
from litigation.actions.row import get_row, one_of
from litigation.law.attendance import Certificate, Leaving
from litigation.law.clock import shanghai_day
from litigation.law.eligibility import Verdict, eligible_head
from litigation.law.error import (
    IneligibleError,
    InvalidInputError,
    MonthClosedError,
    NotAllowedError,
    ReasonMissingError,
)
from litigation.law.procedure import Outcome
from litigation.records.agency import Agency, CaseLink, Official
from litigation.records.circular import Circular
from litigation.records.db import writing
from litigation.records.hearing import Attendance, Hearing, HearingCase
from litigation.records.lawsuit import Party
from litigation.records.notice import Task

PREPARING = ("assign", "phone", "certificate", "contact", "conflict", "undelivered")
"""Kinds of tasks that have no use once a hearing has its outcome."""


@dataclass(frozen=True, slots=True)
class Came:
    """Who came for one agency and how. ``None`` means not asked, never "no".

    ``official_id`` None: nobody who can be the head came. ``staff`` and ``lawyers`` count
    persons; ``remedy`` is 出治 with its task and day.
    """

    official_id: int | None
    present: bool = True
    online: bool = False
    certificate: str | None = None
    left: str | None = None
    spoke: bool | None = None
    settlement: bool | None = None
    remedy: bool | None = None
    remedy_task: str = ""
    remedy_due_on: date | None = None
    refused_to_explain: bool = False
    staff: int = 0
    lawyers: int = 0
    note: str = ""

    @property
    def facts(self) -> dict[str, object]:
        """The columns of a row; without a head nothing is said of one."""
        stated = asdict(self)
        if self.official_id is None:
            stated |= {"present": False, "online": False, "certificate": None, "left": None}
            stated |= {"spoke": None, "settlement": None, "refused_to_explain": False}
        return stated


def record_attendance(
    hearing_id: int, agency_id: int, came: Came, *, now: datetime, actor: Actor, reason: str = ""
) -> Attendance:
    """Record who came for an agency; a hearing without outcome is thereby held.

    Recording the same again changes nothing. Anything else than the first row is a
    correction and needs ``reason``.

    Raises:
        InvalidInputError: the hearing has not begun or did not take place, or a count is wrong.
        IneligibleError: the person cannot be the head of this agency on that day.
        ReasonMissingError, MonthClosedError: a correction without a reason.
        NotAllowedError: a liaison records for another agency.
    """
    _require_recorder(actor, agency_id)
    _check(came)
    with writing() as session:
        hearing = get_hearing(session, hearing_id, None)
        _hold(session, hearing, now, actor)
        verdict = _check_head(session, hearing, agency_id, came.official_id)
        current = current_attendance(session, hearing_id, agency_id)
        if current is not None and _same(current, came):
            return current
        if current is not None:
            demand_reason(session, hearing, reason)
            current.superseded_at = now
            session.flush()
        row = Attendance(
            hearing_id=hearing_id,
            agency_id=agency_id,
            recorded_at=now,
            recorded_by=actor.name,
            correction_reason=reason if current is not None else "",
            remedy_done_on=current.remedy_done_on if current is not None and came.remedy else None,
            **came.facts,
        )
        session.add(row)
        session.flush()
        if verdict is not None and verdict.pending_check:
            _ask_for_link(session, row, verdict, now)
        act = "attendance.record" if current is None else "attendance.correct"
        record_act(session, now, actor, act, "attendance", row.id, reason=reason)
        settle_facts(session, hearing, now)
    return row


def current_attendance(session: Session, hearing_id: int, agency_id: int) -> Attendance | None:
    """The row that counts now."""
    return session.scalar(
        select(Attendance).where(
            Attendance.hearing_id == hearing_id,
            Attendance.agency_id == agency_id,
            Attendance.superseded_at.is_(None),
        )
    )


def settle_facts(session: Session, hearing: Hearing, now: datetime) -> None:
    """After a fact changed: conclude the hearing's cases, close its tasks, plan anew."""
    hearing.version += 1
    case_ids = [each.id for each in hearing.lawsuits]
    conclude_cases(session, case_ids, now)
    _close_tasks(session, hearing, now)
    related = select(HearingCase.hearing_id).where(HearingCase.case_id.in_(case_ids)).distinct()
    for related_id in session.scalars(related).all():
        plan_hearing(session, related_id, now)


def _close_tasks(session: Session, hearing: Hearing, now: datetime) -> None:
    """Close what asked for the outcome, and what prepared a hearing that now has one."""
    open_tasks = select(Task).where(Task.hearing_id == hearing.id, Task.done_at.is_(None))
    for task in session.scalars(open_tasks.where(Task.kind == "outcome")):
        done = hearing.outcome != Outcome.HELD.value
        if done or (task.agency_id and current_attendance(session, hearing.id, task.agency_id)):
            task.done_at, task.result = now, "结果已登记"
    if hearing.outcome is None:
        return
    for task in session.scalars(open_tasks.where(Task.kind.in_(PREPARING))):
        task.done_at, task.result = now, "开庭已过"


def has_begun(hearing: Hearing, now: datetime) -> bool:
    """Tell whether the hearing's time has come; with a day alone, whether the day has."""
    if hearing.starts_at is not None:
        return hearing.starts_at <= now
    return hearing.starts_on is not None and hearing.starts_on <= shanghai_day(now)


def demand_begun(hearing: Hearing, now: datetime) -> None:
    """Refuse what can only be said of a hearing whose time has come."""
    if not has_begun(hearing, now):
        raise InvalidInputError("还没有到开庭时间，不能登记庭审情况。时间有变的，请先改期。")


def demand_reason(session: Session, hearing: Hearing, reason: str) -> None:
    """Refuse a correction without a reason; the sentence differs once the month is issued."""
    if reason.strip():
        return
    months = {each.month for each in hearing.lawsuits if each.month}
    issued = select(Circular.id).where(Circular.state == "issued", Circular.month.in_(sorted(months)))
    if session.scalar(issued.limit(1)) is not None:
        raise MonthClosedError
    raise ReasonMissingError("更正已登记的内容须写明理由。")


def _require_recorder(actor: Actor, agency_id: int) -> None:
    """The office records for everybody, a liaison for their own agency."""
    require(actor, *OFFICE, "liaison")
    if actor.role == "liaison" and actor.agency_id != agency_id:
        raise NotAllowedError("只能登记本单位的出庭情况。")


def _check(came: Came) -> None:
    if came.certificate is not None:
        one_of(Certificate, came.certificate, "certificate")
    if came.left is not None:
        one_of(Leaving, came.left, "left")
    if came.staff < 0 or came.lawyers < 0:
        raise InvalidInputError("到庭人数不能小于 0，请改正。", field="staff")
    if came.remedy and came.remedy_due_on is None:
        raise InvalidInputError("出治须写明完成日期。", field="remedy_due_on")


def _hold(session: Session, hearing: Hearing, now: datetime, actor: Actor) -> None:
    """A hearing of which attendance is recorded was held."""
    if hearing.outcome == Outcome.HELD.value:
        return
    if hearing.outcome is not None:
        raise InvalidInputError("这次开庭登记为没有开成。实际开庭的，请先更正开庭结果。")
    demand_begun(hearing, now)
    hearing.outcome, hearing.outcome_recorded_at = Outcome.HELD.value, now
    record_act(session, now, actor, "outcome.record", "hearing", hearing.id, outcome=hearing.outcome)


def _check_head(
    session: Session, hearing: Hearing, agency_id: int, official_id: int | None
) -> Verdict | None:
    """Refuse somebody who cannot be the head on that day; ranks ③④ without link wait (待核)."""
    case_ids = [each.id for each in hearing.lawsuits]
    sued = select(Party.id).where(Party.case_id.in_(case_ids), Party.agency_id == agency_id)
    if session.scalar(sued.limit(1)) is None:
        raise InvalidInputError("这个机关不是本案当事人，请核对。", field="agency_id")
    if official_id is None:
        return None
    official = get_row(session, Official, official_id)
    agency = law_agency(get_row(session, Agency, agency_id))
    home = law_agency(official.agency)
    links = session.scalars(select(CaseLink.case_id).where(CaseLink.official_id == official_id)).all()
    person = law_official(official, links)
    day = hearing.starts_on or shanghai_day(hearing.created_at)
    verdicts = [
        eligible_head(person, agency, day, field=each.field, case_id=str(each.id), home=home)
        for each in hearing.lawsuits
    ]
    worst = min(verdicts, key=lambda each: (each.allowed, each.pending_check))
    if not worst.allowed and not worst.pending_check:
        raise IneligibleError(f"{worst.reasons[0]}。没有负责人到庭的，请选“无负责人到庭”。")
    return worst


def _same(row: Attendance, came: Came) -> bool:
    return all(getattr(row, name) == value for name, value in came.facts.items())


def _ask_for_link(session: Session, row: Attendance, verdict: Verdict, now: datetime) -> None:
    """Raise the task 待核 for a head of rank ③④ (R2020 art. 2(1))."""
    key = f"link:h{row.hearing_id}:a{row.agency_id}:o{row.official_id}"
    if session.scalar(select(Task.id).where(Task.key == key)) is not None:
        return
    session.add(
        Task(
            key=key,
            kind="link",
            hearing_id=row.hearing_id,
            agency_id=row.agency_id,
            official_id=row.official_id,
            title=verdict.reason[:200],
            due_at=now,
            created_at=now,
        )
    )
