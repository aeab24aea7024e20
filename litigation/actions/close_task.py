"""A person says that what waited for them is done."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.row import get_row
from litigation.law.error import ConflictError, InvalidInputError, ReasonMissingError
from litigation.records.db import writing
from litigation.records.notice import Task

BY_WORD = ("channel", "contact", "declined", "hand_over", "link", "reply", "undelivered")
"""Kinds that are done when a person says so; the others end with the fact they ask for."""


def close_task(task_id: int, result: str, *, now: datetime, actor: Actor) -> Task:
    """Close a task with what was done about it.

    Raises:
        NotFoundError: no such task.
        ConflictError: it is closed already.
        InvalidInputError: the task ends only with the fact it asks for.
        ReasonMissingError: nothing is said about what was done.
    """
    require(actor, *OFFICE)
    if not result.strip():
        raise ReasonMissingError("请写明怎么处理的。", field="note")
    with writing() as session:
        task = get_row(session, Task, task_id)
        if task.done_at is not None:
            raise ConflictError("这一项已经处理过。")
        if task.kind not in BY_WORD:
            raise InvalidInputError("这一项办完事情会自动消除，不用单独标记。")
        for each in (task, *_twins(session, task)):
            each.done_at, each.done_by, each.result = now, actor.name, result.strip()
        record_act(session, now, actor, "task.close", "task", task.id, kind=task.kind)
    return task


def _twins(session: Session, task: Task) -> Sequence[Task]:
    """What else asks for the same person's contact: one entry in the register answers them all."""
    if task.kind != "contact":
        return ()
    same = select(Task).where(
        Task.kind == "contact", Task.title == task.title, Task.done_at.is_(None), Task.id != task.id
    )
    return session.scalars(same.where(Task.official_id.is_not_distinct_from(task.official_id))).all()
