"""下一步: the one thing to do next in a case, what happens if nobody does it, and one alternative."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext

from litigation.law.clock import at_shanghai
from litigation.records.docket import CaseFile
from litigation.records.hearing import Hearing
from litigation.records.notice import Notice, Task
from litigation.records.seat import Seat
from litigation.web import clock
from litigation.web.sentence import notice_words
from litigation.web.wording import hearing_when, moment


@dataclass(frozen=True, slots=True)
class Button:
    """A way on."""

    url: str
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The first block of a case. ``tone`` is ``bad``, ``ok`` or empty."""

    do: str
    by: datetime | None = None
    otherwise: str = ""
    tone: str = ""
    button: Button | None = None
    other: Button | None = None


def next_step(seats: Sequence[Seat], file: CaseFile) -> Step | None:
    """Return what to do next; ``None`` when everything is settled."""
    owed = [seat for seat in seats if seat.is_owed]
    past = [seat for seat in owed if _waits_for_outcome(seat)]
    if past:
        return _record(past[0])
    ahead = [seat for seat in owed if seat.is_open]
    steps = [_for_seat(seat, file) for seat in ahead]
    urgent = sorted(steps, key=lambda step: {"bad": 0, "": 1, "ok": 2}[step.tone])
    return urgent[0] if urgent else None


def starts(hearing: Hearing) -> datetime | None:
    """Return the start, or the morning of a day without an hour."""
    if hearing.starts_at is not None or hearing.starts_on is None:
        return hearing.starts_at
    return at_shanghai(hearing.starts_on, 9)


def _waits_for_outcome(seat: Seat) -> bool:
    at = starts(seat.hearing)
    began = at is not None and at <= clock.now() and seat.hearing.cancelled_at is None
    recorded = seat.hearing.outcome not in (None, "held") or seat.attendance is not None
    return began and not recorded


def _record(seat: Seat) -> Step:
    url = url_for("hearings.record", hearing_id=seat.hearing.id)
    return Step(
        gettext("登记 %(at)s 的开庭结果", at=hearing_when(seat.hearing)),
        otherwise=gettext("结果没有登记，本月出庭率就得不出来。"),
        tone="bad",
        button=Button(url, gettext("登记结果"), "clipboard-check"),
    )


def _for_seat(seat: Seat, file: CaseFile) -> Step:
    """Return the next step of a hearing that is ahead."""
    hearing, agency = seat.hearing, seat.agency
    if hearing.starts_on is None:
        move = Button(url_for("hearings.move", hearing_id=hearing.id), gettext("填写新日期"), "calendar-plus")
        return Step(gettext("等法院确定新的开庭日期"), button=move)
    assign = url_for("assignments.show", hearing_id=hearing.id, agency_id=agency.id)
    if hearing.missing_since is not None:
        check = Button(url_for("hearings.missing", hearing_id=hearing.id), gettext("核实排期"), "search")
        return Step(gettext("向法院核实是否仍然开庭"), tone="bad", button=check)
    if seat.assignment is None:
        button = Button(assign, gettext("派负责人"), "person-plus")
        return Step(
            gettext("给%(agency)s派一名出庭负责人", agency=agency.short_name),
            starts(hearing),
            tone="bad",
            button=button,
        )
    if seat.answer == "declined":
        button = Button(assign, gettext("改派"), "arrow-left-right")
        who = seat.assignment.official.name
        return Step(
            gettext("%(who)s不能出庭，改派一名负责人", who=who), starts(hearing), tone="bad", button=button
        )
    return _confirmed(seat) if seat.answer == "confirmed" else _unanswered(seat, file, assign)


def _unanswered(seat: Seat, file: CaseFile, assign: str) -> Step:
    who = seat.assignment.official.name if seat.assignment else ""
    call = next((task for task in file.tasks if _is_call(task, seat)), None)
    after = _after(seat, file)
    other = Button(assign, gettext("改派"), "arrow-left-right")
    if call is None:
        log = Button(
            url_for("hearings.messages", hearing_id=seat.hearing.id), gettext("看告知记录"), "chat-left-text"
        )
        return Step(gettext("等%(who)s答复", who=who), starts(seat.hearing), after, "", log, other)
    button = Button(url_for("tasks.show", task_id=call.id), gettext("记录通话"), "telephone")
    return Step(gettext("给%(who)s打电话，核实能否出庭", who=who), call.due_at, after, "bad", button, other)


def _is_call(task: Task, seat: Seat) -> bool:
    """Tell whether a task is the open telephone call about a seat."""
    about = task.hearing_id == seat.hearing.id and task.agency_id == seat.agency.id
    return about and task.kind == "phone" and task.done_at is None


def _after(seat: Seat, file: CaseFile) -> str:
    """Say what the machine does next about a seat if nobody acts."""
    coming: list[Notice] = [
        notice
        for notice in file.notices
        if notice.state == "planned" and notice.hearing_id == seat.hearing.id and notice.due_at > clock.now()
    ]
    if not coming:
        return ""
    first = min(coming, key=lambda notice: notice.due_at)
    return gettext(
        "仍无答复，系统 %(at)s 自动：%(what)s。", at=moment(first.due_at), what=notice_words(first)
    )


def _confirmed(seat: Seat) -> Step:
    assignment = seat.assignment
    who = assignment.official.name if assignment else ""
    if assignment is not None and not assignment.certificate_filed:
        papers = url_for("papers.show", hearing_id=seat.hearing.id, agency_id=seat.agency.id)
        button = Button(papers, gettext("准备身份证明书"), "file-earmark-check")
        return Step(
            gettext("%(who)s已确认，开庭前把身份证明书交给法庭", who=who), starts(seat.hearing), button=button
        )
    log = Button(
        url_for("hearings.messages", hearing_id=seat.hearing.id), gettext("看告知记录"), "chat-left-text"
    )
    return Step(gettext("%(who)s已确认出庭，材料已备齐", who=who), starts(seat.hearing), tone="ok", other=log)
