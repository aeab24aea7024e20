"""今日: what would break the 100 %, what comes in two weeks, and what else waits for the clerk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from litigation.actions.month_figures import month_figures
from litigation.actions.risk_board import Risk, RiskKind, risks
from litigation.law.clock import month_of
from litigation.law.word import N_
from litigation.records.db import db
from litigation.records.import_run import waiting_runs
from litigation.records.notice import Task
from litigation.records.pulse import open_tasks
from litigation.records.seat import hearings_between, seats_of
from litigation.web import clock, shell
from litigation.web.office import office

blueprint = Blueprint("today", __name__)

AHEAD = timedelta(days=14)
SHOWN = 10
ROWS = 50
"""How many risks are on the page at first; the rest is one link away."""
BOARD_KINDS = frozenset({"phone", "assign", "certificate", "outcome", "contact", "conflict"})
"""Kinds of tasks whose matter is a row of the board while their hearing is on it."""

MOST_TASKS = 300
"""How many open tasks are looked through for those that the board does not show."""


@dataclass(frozen=True, slots=True)
class Cure:
    """The one thing that ends a risk: a button."""

    url: str
    text: str
    icon: str


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show the board to the office; send others to their own front page."""
    if current_user.role not in ("admin", "clerk"):
        return redirect(shell.home_of(current_user.role))
    session, today = db.session(), clock.today()
    board = risks(session, clock.now(), timedelta(hours=office().week_hours))
    tasks = open_tasks(session, MOST_TASKS)
    coming = [
        seat for seat in seats_of(session, hearings_between(session, today, today + AHEAD)) if seat.is_open
    ]
    return render_template(
        "today/index.html",
        board=[(risk, cure_of(risk, tasks)) for risk in board[: None if "all" in request.args else ROWS]],
        risky=len(board),
        coming=coming,
        shown=SHOWN,
        runs=waiting_runs(session),
        tally=month_figures(session, month_of(today)),
        before=month_figures(session, month_of(today.replace(day=1) - timedelta(days=1))),
        tasks=other_tasks(tasks, board)[:SHOWN],
    )


def cure_of(risk: Risk, tasks: list[Task]) -> Cure:
    """Name what ends the risk; an unanswered head is rung up as soon as the call is due."""
    if risk.hearing is None:
        return Cure(url_for("court_lists.show", list_id=_list_id(risk)), N_("核对名单"), "list-check")
    hearing_id, agency_id = risk.hearing.id, risk.agency.id if risk.agency else 0
    assign = url_for("assignments.show", hearing_id=hearing_id, agency_id=agency_id)
    if risk.kind in (RiskKind.OUTCOME, RiskKind.MISSING_ROW):
        return Cure(url_for("hearings.record", hearing_id=hearing_id), N_("登记结果"), "clipboard-check")
    if risk.kind is RiskKind.UNASSIGNED:
        return Cure(assign, N_("派负责人"), "person-plus")
    if risk.kind is RiskKind.CONFLICT:
        return Cure(assign, N_("改派"), "arrow-left-right")
    if risk.kind is RiskKind.CONTACT and risk.assignment is not None:
        edit = url_for("people.edit", official_id=risk.assignment.official_id)
        return Cure(edit, N_("补联系方式"), "telephone-plus")
    if risk.kind is RiskKind.CERTIFICATE:
        papers = url_for("papers.show", hearing_id=hearing_id, agency_id=agency_id)
        return Cure(papers, N_("准备身份证明书"), "file-earmark-check")
    if risk.kind is RiskKind.UNVERIFIED and risk.assignment is not None:
        show = url_for("people.show", official_id=risk.assignment.official_id)
        return Cure(show, N_("核对号码"), "telephone")
    if risk.kind is RiskKind.UNDATED:
        return Cure(url_for("hearings.move", hearing_id=hearing_id), N_("填写新日期"), "calendar-plus")
    if risk.kind is RiskKind.EXCUSE:
        excuse = url_for("excuses.show", hearing_id=hearing_id, agency_id=agency_id)
        return Cure(excuse, N_("登记法院意见"), "file-earmark-text")
    if risk.kind is RiskKind.MISSING:
        return Cure(url_for("hearings.missing", hearing_id=hearing_id), N_("核实排期"), "search")
    call = next((task for task in tasks if task.kind == "phone" and _same(task, risk)), None)
    if call is not None:
        return Cure(url_for("tasks.show", task_id=call.id), N_("电话核实"), "telephone")
    return Cure(url_for("hearings.messages", hearing_id=hearing_id), N_("看告知记录"), "chat-left-text")


def other_tasks(tasks: Iterable[Task], board: Iterable[Risk]) -> list[Task]:
    """Leave out what the board shows, and tell once that somebody cannot be reached."""
    shown = {risk.hearing.id for risk in board if risk.hearing}
    kept: dict[tuple[str, int | str], Task] = {}
    for task in tasks:
        if task.kind in BOARD_KINDS and task.hearing_id in shown:
            continue
        whose = task.official_id or task.title if task.kind == "contact" else task.id
        kept.setdefault((task.kind, whose), task)
    return list(kept.values())


def _same(task: Task, risk: Risk) -> bool:
    """Tell whether the task is about the seat of the risk."""
    if risk.hearing is None or risk.agency is None:
        return False
    return task.hearing_id == risk.hearing.id and task.agency_id == risk.agency.id


def _list_id(risk: Risk) -> int:
    return risk.court_list.id if risk.court_list else 0
