"""What waits for a person."""

from datetime import datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from litigation.actions.propose_heads import open_demands
from litigation.cli.answer import answer, json_option
from litigation.cli.register import now, open_register
from litigation.law.clock import say_moment
from litigation.records.agency import Official
from litigation.records.db import db
from litigation.records.pulse import count_waiting_imports, open_tasks


@click.command("tasks")
@json_option
def tasks(as_json: bool) -> None:
    """列出等人办的事：要打的电话和说辞、待登记的结果、待核对的导入、没有人的应诉义务。"""
    with open_register():
        session = db.session()
        rows = [*_tasks(session), *_open_duties(session, now())]
        waiting = count_waiting_imports(session)
    lines = [
        f"{say_moment(row['due'])}\t{row['kind']}\t{row['title']}\t{row['mobile'] or ''}" for row in rows
    ]
    lines += [f"{waiting} 个导入待核对。"] if waiting else []
    answer({"tasks": rows, "imports_waiting": waiting}, lines or ["没有待办。"], as_json=as_json)


def _tasks(session: Session) -> list[dict[str, Any]]:
    """The open tasks; a call comes with its number, for it is made by whoever runs this."""
    rows = []
    for task in open_tasks(session, limit=1000):
        official = session.get(Official, task.official_id) if task.official_id else None
        rows.append(
            {
                "id": task.id,
                "kind": task.kind,
                "title": task.title,
                "script": task.script,
                "mobile": official.mobile if official else None,
                "hearing": task.hearing_id,
                "due": task.due_at,
            }
        )
    return rows


def _open_duties(session: Session, at: datetime) -> list[dict[str, Any]]:
    """Duties before their hearing that have nobody, and no task yet that says so."""
    told = {(task.hearing_id, task.agency_id) for task in open_tasks(session, 1000) if task.kind == "assign"}
    return [
        {
            "id": None,
            "kind": "assign",
            "title": f"{agency.name}还没有出庭负责人",
            "script": "",
            "mobile": None,
            "hearing": hearing.id,
            "due": hearing.starts_at,
        }
        for hearing, agency in open_demands(session, at)
        if (hearing.id, agency.id) not in told
    ]
