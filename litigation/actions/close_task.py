"""A person says that what waited for them is done."""

from datetime import datetime

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.row import get_row
from litigation.law.error import ConflictError, InvalidInputError, ReasonMissingError
from litigation.records.db import writing
from litigation.records.notice import Task

BY_WORD = ("channel", "contact", "declined", "link", "undelivered")
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
        task.done_at, task.done_by, task.result = now, actor.name, result.strip()
        record_act(session, now, actor, "task.close", "task", task.id, kind=task.kind)
    return task
