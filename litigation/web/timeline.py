"""经过: what happened in a case and what will, newest on top; corrections are new lines."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask_babel import gettext

from litigation.actions.keep_paper import PaperKind
from litigation.law.attendance import ExcuseGround
from litigation.law.procedure import Outcome
from litigation.law.word import N_
from litigation.records.assignment import Assignment
from litigation.records.docket import CaseFile
from litigation.records.hearing import Attendance, Hearing
from litigation.records.journal import JournalLine
from litigation.records.lawsuit import Lawsuit
from litigation.records.notice import Notice
from litigation.records.paper import Paper
from litigation.web import clock
from litigation.web.sentence import lies_here, moved_from, notice_words, word
from litigation.web.wording import day, hearing_when, listed

WAYS = {
    "link": N_("短信链接"),
    "phone": N_("电话"),
    "mail": N_("邮件，未核实"),
    "sms": N_("短信"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. ``state`` is ``future``, ``now``, ``bad`` or empty; ``old`` and ``new`` show a change."""

    at: datetime
    text: str
    author: str = ""
    state: str = ""
    old: str = ""
    new: str = ""


def timeline(lawsuit: Lawsuit, file: CaseFile, *, names: bool) -> list[Entry]:
    """Return the lines of a case, the future above the past; without ``names`` nobody's messages."""
    past = [
        *_registered(lawsuit, file),
        *(line for hearing in lawsuit.hearings for line in _hearing(hearing)),
        *(line for assignment in file.assignments for line in _assignment(assignment)),
        *_attendance(file.attendance),
        *(_corrected(line) for line in file.lines if line.act == "hearing.correct"),
        *(_remedied(line) for line in file.lines if line.act == "remedy.finish"),
        *(_paper(paper) for paper in file.papers),
        *(_sent(file.notices) if names else ()),
    ]
    future = _planned(file.notices) if names else []
    return [*reversed(future), *sorted(past, key=lambda entry: entry.at, reverse=True)]


def _registered(lawsuit: Lawsuit, file: CaseFile) -> Iterator[Entry]:
    """How the case came in: from a row of a file, or by hand."""
    if not file.sources:
        author = next((line.actor for line in file.lines if line.act == "case.create"), "")
        yield Entry(lawsuit.created_at, gettext("登记案件"), author)
    for row in file.sources:
        at = row.applied_at or lawsuit.created_at
        if row.line:
            text = gettext("从“%(name)s”第 %(line)s 行写入", name=row.run.name, line=row.line)
        else:
            text = gettext("从“%(name)s”写入", name=row.run.name)
        yield Entry(at, text, row.run.settled_by)


def _hearing(hearing: Hearing) -> Iterator[Entry]:
    """Moves, cancellation and outcome of a hearing."""
    moves = hearing.moves
    for number, move in enumerate(moves):
        later = moves[number + 1] if number + 1 < len(moves) else None
        new = moved_from(later) if later else hearing_when(hearing)
        if moved_from(move) == new:
            continue
        reason = f"{gettext('：')}{move.reason}" if move.reason else ""
        yield Entry(move.moved_at, f"{gettext('改期')}{reason}", move.moved_by, old=moved_from(move), new=new)
    if hearing.cancelled_at is not None:
        text = gettext("取消开庭：%(reason)s", reason=hearing.cancel_reason or word(Outcome, hearing.outcome))
        yield Entry(hearing.cancelled_at, text)
    elif hearing.outcome is not None and hearing.outcome_recorded_at is not None:
        yield Entry(
            hearing.outcome_recorded_at,
            gettext("登记结果：%(outcome)s", outcome=word(Outcome, hearing.outcome)),
        )
    if hearing.missing_since is not None:
        yield Entry(hearing.missing_since, gettext("最新排期中未再出现，待核实"), state="bad")


def _assignment(assignment: Assignment) -> Iterator[Entry]:
    """Who was asked, and what was answered."""
    who = assignment.official.name
    reasons = listed([assignment.override_reason] if assignment.override_reason else assignment.reasons)
    text = gettext("派%(who)s出庭", who=who)
    if reasons:
        text = gettext("%(text)s。理由：%(reasons)s", text=text, reasons=reasons)
    yield Entry(assignment.assigned_at, text, assignment.assigned_by)
    if assignment.answered_at is not None:
        yield _answered(assignment)
    if assignment.state == "relieved" and assignment.ended_at is not None:
        yield Entry(assignment.ended_at, gettext("改由他人出庭，已告知%(who)s", who=who))


def _answered(assignment: Assignment) -> Entry:
    """The answer that holds or held, and how it came."""
    who = assignment.official.name
    way = gettext(WAYS.get(assignment.answered_by, assignment.answered_by))
    at = assignment.answered_at or assignment.assigned_at
    if assignment.decline_ground is None and assignment.state != "declined":
        return Entry(at, gettext("%(who)s确认能出庭（%(way)s）", who=who, way=way))
    given = assignment.decline_ground
    ground = word(ExcuseGround, given) if given else gettext("理由待补")
    return Entry(
        at, gettext("%(who)s不能出庭：%(ground)s（%(way)s）", who=who, ground=ground, way=way), state="bad"
    )


def _attendance(rows: Iterable[Attendance]) -> Iterator[Entry]:
    """Each record of who came; a correction is a line of its own."""
    for row in rows:
        who = row.official.name if row.official else gettext("负责人")
        came = gettext("%(who)s到庭", who=who) if row.present else gettext("没有负责人到庭")
        text = gettext("登记：%(agency)s，%(came)s", agency=row.agency.short_name, came=came)
        if row.correction_reason:
            text = gettext(
                "更正登记：%(agency)s，%(came)s。原因：%(reason)s",
                agency=row.agency.short_name,
                came=came,
                reason=row.correction_reason,
            )
        yield Entry(row.recorded_at, text, row.recorded_by, "" if row.present else "bad")


def _corrected(line: JournalLine) -> Entry:
    """A correction of courtroom, judge or telephone."""
    before = line.details.get("before", {})
    old = str(before.get("courtroom", "")) if isinstance(before, dict) else ""
    text = gettext("更正法庭，原为 %(old)s", old=old) if old else gettext("更正开庭信息")
    return Entry(line.at, text, line.actor)


def _remedied(line: JournalLine) -> Entry:
    """A promised remedy that was done, or is not after all."""
    done_on = line.details.get("done_on")
    if not done_on:
        return Entry(line.at, gettext("整改改回未办结"), line.actor)
    return Entry(
        line.at, gettext("整改已办结，%(day)s", day=day(date.fromisoformat(str(done_on)))), line.actor
    )


def _paper(paper: Paper) -> Entry:
    """A paper to the court that was written, or came back sealed."""
    name = gettext(PaperKind(paper.kind).label)
    if paper.kind == PaperKind.CERTIFICATE_SCAN:
        return Entry(paper.made_at, gettext("收到%(paper)s", paper=name), paper.made_by)
    return Entry(paper.made_at, gettext("生成%(paper)s", paper=name), paper.made_by)


def _sent(notices: Iterable[Notice]) -> Iterator[Entry]:
    """What left, put together where one event went to several people at once."""
    done = [each for each in notices if each.state in ("sent", "failed")]
    for (_at, _event, state), rows in _together(done, lambda each: (_minute(each), each.event, each.state)):
        names = listed(list(dict.fromkeys(each.recipient_name for each in rows)))
        at = min(each.sent_at or each.due_at for each in rows)
        if state == "failed":
            text = gettext("%(what)s没有送到%(who)s", what=notice_words(rows[0]), who=names)
        elif all(lies_here(each) for each in rows):
            text = gettext("%(what)s（%(who)s），已存入本机发件箱", what=notice_words(rows[0]), who=names)
        else:
            text = gettext("%(what)s已发给%(who)s", what=notice_words(rows[0]), who=names)
        yield Entry(at, text, state="bad" if state == "failed" else "")


def _planned(notices: Iterable[Notice]) -> list[Entry]:
    """What will leave, in its order; the nearest one is marked."""
    ahead = [each for each in notices if each.state == "planned" and each.due_at > clock.now()]
    entries: list[Entry] = []
    for (at, _event), rows in _together(ahead, lambda each: (each.due_at, each.event)):
        names = listed(list(dict.fromkeys(each.recipient_name for each in rows)))
        text = gettext("%(what)s（%(who)s）", what=notice_words(rows[0]), who=names)
        entries.append(Entry(at, text, state="future" if entries else "now"))
    return entries


def _together(notices: Iterable[Notice], key: Callable[[Notice], Any]) -> Iterator[tuple[Any, list[Notice]]]:
    """Put notices with the same key together, in the order of the keys."""
    for value, rows in groupby(sorted(notices, key=key), key=key):
        yield value, list(rows)


def _minute(notice: Notice) -> datetime:
    """The minute in which a notice left, or was to."""
    return (notice.sent_at or notice.due_at).replace(second=0, microsecond=0)
