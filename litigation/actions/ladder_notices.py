"""From the steps of the ladder to notices and tasks: to whom each rung speaks, and in which words."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from litigation.actions.ladder_state import Climb
from litigation.actions.manage_wordings import wordings_of
from litigation.actions.notice_plan import (
    Draft,
    Recipient,
    add_task,
    copy_to,
    leaders,
    liaison_of,
    liaison_recipient,
    official_recipient,
)
from litigation.actions.notice_words import hearing_words
from litigation.actions.office import OfficeSettings
from litigation.actions.told import LAST_WORDS, Told
from litigation.channels.message import render_part
from litigation.law.clock import shanghai_day
from litigation.law.ladder_state import Step
from litigation.law.rung import Recipient as Role
from litigation.law.rung import Rung
from litigation.law.word import N_
from litigation.records.agency import principal_on
from litigation.records.notice import Task

OLD_NEWS = timedelta(days=7)
"""Nobody is asked by message about hearings longer past than this; a register is loaded with its history."""

EVENTS: dict[tuple[Rung, Role], str] = {
    (Rung.APPOINTMENT, Role.HEAD): "appointment",
    (Rung.APPOINTMENT, Role.LIAISON): "appointment_copy",
    (Rung.CHASE_1, Role.HEAD): "chase",
    (Rung.CHASE_2, Role.HEAD): "chase",
    (Rung.CHASE_2, Role.SECOND_CONTACT): "appointment_copy",
    (Rung.PRINCIPAL, Role.PRINCIPAL): "principal",
    (Rung.LEADERSHIP_1, Role.LEADERSHIP): "leadership_unconfirmed",
    (Rung.LEADERSHIP_2, Role.LEADERSHIP): "leadership_unconfirmed",
    (Rung.REMINDER_7, Role.HEAD): "reminder",
    (Rung.REMINDER_7, Role.LIAISON): "reminder_copy",
    (Rung.REMINDER_3, Role.HEAD): "reminder",
    (Rung.REMINDER_3, Role.LIAISON): "reminder_copy",
    (Rung.REMINDER_1, Role.HEAD): "reminder",
    (Rung.REMINDER_1, Role.LIAISON): "reminder_copy",
    (Rung.REMINDER_DAY, Role.HEAD): "reminder_day",
    (Rung.REMINDER_DAY, Role.LIAISON): "reminder_copy",
    (Rung.CERTIFICATE_TASK, Role.LIAISON): "certificate",
    (Rung.CERTIFICATE_LEADERSHIP, Role.LEADERSHIP): "certificate_leadership",
    (Rung.OUTCOME_ASK, Role.LIAISON): "outcome",
    (Rung.OUTCOME_LEADERSHIP, Role.LEADERSHIP): "outcome_leadership",
}

TASK_KINDS: dict[Rung, str] = {
    Rung.ASSIGN_TASK: "assign",
    Rung.PHONE_TASK: "phone",
    Rung.CERTIFICATE_CLERK: "certificate",
    Rung.OUTCOME_TASK: "outcome",
}

OF_THE_AGENCY = frozenset(
    {Rung.PRINCIPAL, Rung.LEADERSHIP_1, Rung.LEADERSHIP_2, Rung.OUTCOME_ASK, Rung.OUTCOME_LEADERSHIP}
)
"""Rungs climbed once for the agency, whoever is asked."""


def ladder_drafts(session: Session, climb: Climb, told: Told, now: datetime) -> Iterator[Draft]:
    """Return the messages of the ladder, future ones included."""
    for step in climb.steps:
        if not step.live or (step.expires_at is None and step.at < now - OLD_NEWS):
            continue
        for role in step.to:
            event = EVENTS.get((step.rung, role))
            if event is None:
                continue
            for to in _people(session, climb, step.rung, role):
                if step.rung is Rung.APPOINTMENT and _has_heard(told, to, climb):
                    continue
                yield _draft(climb, step, _for_substitute(event, climb), to)


def raise_tasks(session: Session, climb: Climb, settings: OfficeSettings, now: datetime) -> None:
    """Raise the tasks of the ladder that are due."""
    for step in climb.steps:
        kind = TASK_KINDS.get(step.rung)
        if not step.live or step.at > now:
            continue
        if kind is not None:
            add_task(session, _task(session, climb, step, kind, settings, now))
        else:
            _report_gap(session, climb, step, now)


def _report_gap(session: Session, climb: Climb, step: Step, now: datetime) -> None:
    """Say once that a rung speaks to somebody the register does not have; none is skipped silently."""
    role = step.to[0]
    if role not in (Role.PRINCIPAL, Role.LEADERSHIP) or _people(session, climb, step.rung, role):
        return
    whose = "" if role is Role.LEADERSHIP else f":a{climb.agency.id}"
    gap = N_("没有登记区领导") if role is Role.LEADERSHIP else f"{climb.agency.name}没有登记在任的正职"
    add_task(
        session,
        Task(
            key=f"contact:{role.value}{whose}",
            kind="contact",
            agency_id=climb.agency.id if role is Role.PRINCIPAL else None,
            title=f"{gap}，{step.rung.label}没有人可发。请补充登记。",
            due_at=now,
            created_at=now,
        ),
    )


def substitute_is_due(climb: Climb, now: datetime) -> bool:
    """Tell whether the next head is to be asked now."""
    return any(step.rung is Rung.SUBSTITUTE and step.live and step.at <= now for step in climb.steps)


def _has_heard(told: Told, to: Recipient, climb: Climb) -> bool:
    """Tell whether a person knows of being needed: then a change is announced, not an appointment.

    A head who was relieved and is asked again, or a liaison whose agency sends another head,
    has not heard of this assignment yet.
    """
    heard = told.last(to, climb.agency.id)
    if heard is None or climb.assignment is None:
        return False
    return heard.event not in LAST_WORDS and heard.assignment_id == climb.assignment.id


def _for_substitute(event: str, climb: Climb) -> str:
    return "substitute" if event == "appointment" and climb.is_substitute else event


def _draft(climb: Climb, step: Step, event: str, to: Recipient) -> Draft:
    assignment = None if step.rung in OF_THE_AGENCY else climb.assignment
    return Draft(
        event, step.rung.value, to, step.at, step.expires_at, climb.agency.id, assignment, steady=True
    )


def _people(session: Session, climb: Climb, rung: Rung, role: Role) -> list[Recipient]:
    official = climb.assignment.official if climb.assignment else None
    if role is Role.HEAD:
        return [official_recipient(official)] if official else []
    if role is Role.SECOND_CONTACT:
        second = official.liaison if official else None
        return [liaison_recipient(second)] if second and second.active else []
    if role is Role.LIAISON:
        found = copy_to(official, climb.agency) if official else liaison_of(climb.agency)
        return [found] if found else []
    if role is Role.PRINCIPAL:
        day = climb.hearing.starts_on or shanghai_day(climb.hearing.created_at)
        principal = principal_on(session, climb.agency.id, day)
        return [official_recipient(principal)] if principal else []
    return leaders(session) if role is Role.LEADERSHIP else []


def _task(
    session: Session, climb: Climb, step: Step, kind: str, settings: OfficeSettings, now: datetime
) -> Task:
    words = {
        **hearing_words(climb.hearing, climb.agency, now),
        "office": settings.office_name,
        "reply_phone": settings.office_phone,
        "addressee": _head_name(climb),
    }
    own = wordings_of(session, "phone_task") if kind == "phone" else {}
    who = f"{climb.assignment.id}" if climb.assignment and kind in ("phone", "certificate") else "-"
    return Task(
        key=f"{kind}:h{climb.hearing.id}:{climb.hearing.revision}:a{climb.agency.id}:{who}",
        kind=kind,
        hearing_id=climb.hearing.id,
        agency_id=climb.agency.id,
        official_id=climb.assignment.official_id if climb.assignment else None,
        assignment_id=climb.assignment.id if climb.assignment else None,
        title=_title(kind, words, own)[:200],
        script=render_part("phone_task", "script.txt", words, own) if kind == "phone" else "",
        due_at=step.at,
        created_at=now,
    )


def _title(kind: str, words: dict[str, str], own: dict[str, str]) -> str:
    if kind == "phone":
        return render_part("phone_task", "subject.txt", words, own).strip()
    hearing = f"{words['agency']} {words['when']}开庭"
    return {
        "assign": f"派负责人：{hearing}",
        "certificate": f"催交身份证明书：{hearing}，{words['addressee']}",
        "outcome": f"登记庭审情况：{hearing}",
    }[kind]


def _head_name(climb: Climb) -> str:
    if climb.assignment is None:
        return ""
    return official_recipient(climb.assignment.official).name
