"""A head answers: by the link in the message, or on the telephone to a clerk.

The link's token is all the proof there is, so a page shows little and every answer names the
revision it was given for: a yes to the old time is no yes to the new one.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.assign_heads import ask_next
from litigation.actions.invitation import ANSWERABLE, Invitation, find_invitation, open_link, successor_of
from litigation.actions.journal import record_act
from litigation.actions.link import hash_token
from litigation.actions.move_hearing import get_hearing
from litigation.actions.notice_plan import add_task
from litigation.actions.plan_notices import plan_hearing
from litigation.actions.proof import Proof, keep_proof
from litigation.actions.replace_papers import write_papers_of_change
from litigation.actions.row import get_row
from litigation.actions.verify_contact import note_verified
from litigation.law.attendance import ExcuseGround
from litigation.law.error import ConflictError, InvalidInputError, LinkDeadError, ReasonMissingError
from litigation.law.word import N_
from litigation.records.assignment import Answer, Assignment
from litigation.records.db import writing
from litigation.records.notice import Task

__all__ = ["Invitation", "Refusal", "confirm", "decline", "find_invitation", "open_link", "record_call"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a head cannot appear: a ground of R2020 art. 8, words for ground ④, and a proof if there is one."""

    ground: str
    words: str = ""
    proof: Proof | None = None


def confirm(token: str, idempotency_key: str, *, revision: int, now: datetime, actor: Actor) -> Assignment:
    """Take a head's yes by link; the same key twice is one answer.

    Raises:
        LinkDeadError: the link has ended.
        ConflictError: the hearing moved since the page was read, or another head has confirmed.
        InvalidInputError: the hearing has begun.
    """
    with writing() as session:
        assignment = _by_token(session, token)
        if not _is_repeat(session, assignment, idempotency_key):
            _check(assignment, revision, now)
            _accept(session, assignment, now, actor, "link")
            _keep_answer(session, assignment, "confirm", "link", idempotency_key, now)
    return assignment


def decline(
    token: str,
    refusal: Refusal,
    idempotency_key: str,
    *,
    revision: int,
    now: datetime,
    actor: Actor,
    secret: str,
) -> Assignment | None:
    """Take a head's no by link, and ask the next head at once; return the next one's assignment.

    Raises:
        ReasonMissingError: ground ④ without words.
        InvalidInputError: no ground, a proof of the wrong kind, or the hearing has begun.
        LinkDeadError, ConflictError: as for ``confirm``.
    """
    with writing() as session:
        assignment = _by_token(session, token)
        if _is_repeat(session, assignment, idempotency_key):
            return successor_of(session, assignment)
        _check(assignment, revision, now)
        if assignment.state == "declined" and assignment.decline_ground is None:
            _refuse(session, assignment, refusal, now, actor, "link")
            _keep_answer(session, assignment, "decline", "link", idempotency_key, now)
            return successor_of(session, assignment)  # asked already, when the bare no came
        _refuse(session, assignment, refusal, now, actor, "link")
        _keep_answer(session, assignment, "decline", "link", idempotency_key, now)
        return _ask_another(session, assignment, now, secret)


def record_call(
    task_id: int,
    answer: str,
    *,
    refusal: Refusal | None = None,
    note: str = "",
    now: datetime,
    actor: Actor,
    secret: str,
) -> Assignment | None:
    """Record a clerk's call: ``confirmed``, ``declined`` or ``no_answer``; the task is done with it.

    Returns the next head's assignment when this one declined and somebody could be asked.

    Raises:
        NotFoundError: no such task.
        ConflictError: the call was recorded already, or the head was replaced meanwhile.
        InvalidInputError: the answer is none of the three, or a refusal has no ground.
    """
    require(actor, *OFFICE)
    with writing() as session:
        hearing_id = session.scalar(select(Task.hearing_id).where(Task.id == task_id))
        if hearing_id is not None:
            get_hearing(session, hearing_id, None)
        task = get_row(session, Task, task_id)
        assignment = session.get(Assignment, task.assignment_id) if task.assignment_id else None
        if task.done_at is not None or assignment is None or assignment.state not in ANSWERABLE:
            raise ConflictError(N_("这通电话已有结果，或者已改派他人，没有再记。"))
        task.done_at, task.done_by, task.result = now, actor.name, _call_words(answer, note)
        if answer == "no_answer":
            record_act(session, now, actor, "call.record", "task", task.id, answer=answer, note=note)
            return None
        _check(assignment, assignment.hearing.revision, now)
        _keep_answer(session, assignment, answer, "phone", f"call:{task.id}", now)
        if answer == "confirmed":
            _accept(session, assignment, now, actor, "phone")
            return None
        if refusal is None:
            raise InvalidInputError(N_("请选一项不能出庭的理由。"), field="ground")
        _refuse(session, assignment, refusal, now, actor, "phone")
        return _ask_another(session, assignment, now, secret)


def accept_reply(session: Session, assignment: Assignment, now: datetime, actor: Actor, by: str) -> None:
    """Take a yes that came by text or mail, inside the caller's transaction; a repeated yes changes nothing.

    Raises:
        ConflictError, InvalidInputError, LinkDeadError: as for ``confirm``.
    """
    get_hearing(session, assignment.hearing_id, None)
    _check(assignment, assignment.hearing.revision, now)
    if assignment.state == "confirmed":
        return
    _accept(session, assignment, now, actor, by)
    _keep_answer(session, assignment, "confirm", by, f"{by}:{assignment.id}:{assignment.version}", now)


def refuse_reply(
    session: Session, assignment: Assignment, now: datetime, actor: Actor, by: str, secret: str
) -> Assignment | None:
    """Take a no without a reason yet: the next head is asked at once, the link asks for the reason.

    Raises:
        ConflictError, InvalidInputError, LinkDeadError: as for ``confirm``.
    """
    get_hearing(session, assignment.hearing_id, None)
    _check(assignment, assignment.hearing.revision, now)
    _answered(session, assignment, "declined", now, by)
    assignment.decline_ground, assignment.decline_words = None, ""
    record_act(session, now, actor, "assignment.decline", "assignment", assignment.id, by=by)
    _keep_answer(session, assignment, "decline", by, f"{by}:{assignment.id}:{assignment.version}", now)
    return _ask_another(session, assignment, now, secret)


def _by_token(session: Session, token: str) -> Assignment:
    """Lock the hearing, then the assignment: everybody who decides about a seat goes in this order."""
    by_token = Assignment.token_hash == hash_token(token)
    hearing_id = session.scalar(select(Assignment.hearing_id).where(by_token))
    if hearing_id is None:
        raise LinkDeadError
    get_hearing(session, hearing_id, None)
    assignment = session.scalar(
        select(Assignment).where(by_token).with_for_update().execution_options(populate_existing=True)
    )
    if assignment is None or assignment.state not in ANSWERABLE:
        raise LinkDeadError
    return assignment


def _is_repeat(session: Session, assignment: Assignment, idempotency_key: str) -> bool:
    known = session.scalar(select(Answer).where(Answer.idempotency_key == idempotency_key))
    return known is not None and known.assignment_id == assignment.id


def _check(assignment: Assignment, revision: int, now: datetime) -> None:
    hearing = assignment.hearing
    if not hearing.is_open:
        raise LinkDeadError
    if hearing.revision != revision:
        raise ConflictError(N_("开庭安排刚有变化，没有记下答复。请看新的时间再答复。"))
    if hearing.starts_at is not None and hearing.starts_at <= now:
        raise InvalidInputError(N_("开庭时间已过，不能再答复。请打电话联系。"))


def _accept(session: Session, assignment: Assignment, now: datetime, actor: Actor, by: str) -> None:
    """Make the head the confirmed one; whoever was asked meanwhile and has not answered is relieved."""
    successor = successor_of(session, assignment)
    if successor is not None and successor.state == "confirmed":
        raise ConflictError(N_("已有其他负责人确认出庭，您不用再安排。"))
    if successor is not None:
        successor.state, successor.ended_at = "relieved", now
        successor.version += 1
        if assignment.hearing.invited_at is not None:
            assignment.hearing.sequence += 1
        session.flush()
    _answered(session, assignment, "confirmed", now, by)
    assignment.decline_ground, assignment.decline_words = None, ""
    if by in ("sms", "phone"):
        note_verified(session, assignment.official, now, actor, by)
    write_papers_of_change(session, assignment, now, actor)
    plan_hearing(session, assignment.hearing_id, now)
    record_act(session, now, actor, "assignment.confirm", "assignment", assignment.id, by=by)


def _refuse(
    session: Session, assignment: Assignment, refusal: Refusal, now: datetime, actor: Actor, by: str
) -> None:
    if refusal.ground not in {each.value for each in ExcuseGround}:
        raise InvalidInputError(N_("请选一项不能出庭的理由。"), field="ground")
    if refusal.ground == ExcuseGround.OTHER and not refusal.words.strip():
        raise ReasonMissingError(N_("选“其他正当事由”的，请写明具体情况。"), field="words")
    if refusal.proof is not None:
        assignment.proof_sha256 = keep_proof(session, refusal.proof, now)
    _answered(session, assignment, "declined", now, by)
    assignment.decline_ground, assignment.decline_words = refusal.ground, refusal.words.strip()
    record_act(
        session, now, actor, "assignment.decline", "assignment", assignment.id, by=by, ground=refusal.ground
    )


def _answered(session: Session, assignment: Assignment, state: str, now: datetime, by: str) -> None:
    assignment.state, assignment.answered_at, assignment.answered_by = state, now, by
    assignment.revision = assignment.hearing.revision
    assignment.version += 1
    calls = session.scalars(
        select(Task).where(
            Task.assignment_id == assignment.id,
            Task.done_at.is_(None),
            Task.kind.in_(("phone", "undelivered", "contact")),
        )
    )
    for task in calls:
        task.done_at, task.result = now, N_("已答复")
    session.flush()


def _ask_another(session: Session, assignment: Assignment, now: datetime, secret: str) -> Assignment | None:
    """Ask the next head; the clerk sees what happened either way."""
    hearing = assignment.hearing
    asked = ask_next(session, hearing, assignment.agency, now=now, secret=secret)
    if asked is None:
        plan_hearing(session, hearing.id, now)
    given = assignment.decline_ground
    ground = ExcuseGround(given).label if given else N_("理由待补")
    then = f"已改问{asked.official.name}" if asked else "其余负责人都已问过或去不了，请确定出庭人选"
    add_task(
        session,
        Task(
            key=f"declined:{assignment.id}:{hearing.revision}",
            kind="declined",
            hearing_id=hearing.id,
            agency_id=assignment.agency_id,
            official_id=assignment.official_id,
            assignment_id=assignment.id,
            title=f"{assignment.official.name}不能出庭：{ground}。{then}。",
            due_at=now,
            created_at=now,
        ),
    )
    return asked


def _keep_answer(
    session: Session, assignment: Assignment, kind: str, channel: str, idempotency_key: str, now: datetime
) -> None:
    session.add(
        Answer(
            assignment_id=assignment.id,
            kind=kind,
            channel=channel,
            revision=assignment.hearing.revision,
            idempotency_key=idempotency_key,
            answered_at=now,
        )
    )
    session.flush()


def _call_words(answer: str, note: str) -> str:
    words = {"confirmed": N_("能出庭"), "declined": N_("不能出庭"), "no_answer": N_("没有接通或没有答复")}
    if answer not in words:
        raise InvalidInputError(N_("请选一项通话结果。"), field="answer")
    return f"{words[answer]}。{note}" if note else words[answer]
