"""Outcomes and attendance in bulk: JSON Lines in the words of a facts file, or a sheet.

A line names a hearing by its case number and start, and agencies and heads by their names:
``{"case_number", "start", "outcome", "attendance": [{"agency", "person", "present",
"certificate", "left", "spoke", "settlement", "staff", "lawyers"}], "excuses": [{"agency",
"ground", "reason", "proof", "seal", "chief_signature", "court_decision"}], "reason"}``.
Good lines are written in one transaction; the others stay out and say why.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.record_excuse import Stated, decide_excuse, excuse_of, record_excuse
from litigation.actions.record_outcome import record_outcome
from litigation.intake.encoding import decode_text
from litigation.intake.record_sheet import read_record_sheet
from litigation.law.attendance import Certificate, CourtDecision, ExcuseGround, Leaving
from litigation.law.case_number import read_case_number
from litigation.law.clock import shanghai_day
from litigation.law.error import InvalidInputError, LitigationError, NotFoundError
from litigation.law.facts_node import Node
from litigation.law.procedure import Outcome
from litigation.records.agency import Agency, Official
from litigation.records.db import writing
from litigation.records.hearing import Hearing, HearingCase
from litigation.records.journal import JournalLine
from litigation.records.lawsuit import Lawsuit


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """What became of one line: ``recorded``, ``same`` or ``wrong`` with the sentence why."""

    line: int
    case_number: str
    state: str
    message: str = ""


class _NotAppliedError(Exception):
    """Takes a dry run back."""


def record_from_file(
    data: bytes, *, apply: bool, strict: bool = False, now: datetime, actor: Actor
) -> list[RecordedLine]:
    """Record every good line of a file; ``apply`` False only shows what would happen.

    ``strict`` writes nothing unless all lines are good.

    Raises:
        InvalidInputError: the file is neither JSON Lines nor a sheet that can be read.
    """
    require(actor, *OFFICE)
    lines = list(_lines(data))
    answers: list[RecordedLine] = []
    try:
        with writing() as session:
            answers = [_try(session, line, content, now, actor) for line, content in lines]
            if not apply or (strict and any(each.state == "wrong" for each in answers)):
                raise _NotAppliedError
    except _NotAppliedError:
        pass
    return answers


def _lines(data: bytes) -> Iterator[tuple[int, object]]:
    """Number and content of each line; a line that is no JSON stays a text."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] != b"{":
        yield from read_record_sheet(data)
        return
    decoded = decode_text(data)
    if decoded is None:
        raise InvalidInputError("文件的文字编码读不懂，请另存为 UTF-8 后再试。")
    for number, line in enumerate(decoded[0].lstrip("\ufeff").splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError:
                yield number, line


def _try(session: Session, line: int, content: object, now: datetime, actor: Actor) -> RecordedLine:
    """Record one line in its own savepoint."""
    number = str(content.get("case_number", "")) if isinstance(content, dict) else ""
    before = _journal_end(session)
    try:
        with session.begin_nested():
            _record(session, Node(content, f"第 {line} 行"), now, actor)
    except LitigationError as error:
        session.expire_all()
        return RecordedLine(line, number, "wrong", str(error))
    return RecordedLine(line, number, "recorded" if _journal_end(session) > before else "same")


def _journal_end(session: Session) -> int:
    """The last line of the journal: it grows exactly when something was recorded."""
    return session.scalar(select(func.max(JournalLine.id))) or 0


def _record(session: Session, node: Node, now: datetime, actor: Actor) -> None:
    hearing = _find_hearing(session, node)
    reason = node.text("reason", "")
    outcome = node.optional_word("outcome", Outcome)
    if outcome is not None:
        record_outcome(hearing.id, outcome.value, now=now, actor=actor, reason=reason)
    for row in node.children("excuses"):
        _record_excuse(session, hearing, row, reason, now, actor)
    for row in node.children("attendance"):
        agency = _find_agency(session, row)
        came = _came(session, agency, hearing, row)
        record_attendance(hearing.id, agency.id, came, now=now, actor=actor, reason=reason)


def _find_hearing(session: Session, node: Node) -> Hearing:
    number = read_case_number(node.text("case_number"))
    if number is None:
        raise node.fault("case_number", "案号，如 (2026)鲁0202行初12号")
    day_only = len(node.text("start")) == len("2026-02-03")
    start = None if day_only else node.moment("start")
    day = node.day("start") if day_only else shanghai_day(start) if start else None
    found = session.scalars(
        select(Hearing)
        .join(HearingCase, HearingCase.hearing_id == Hearing.id)
        .join(Lawsuit, Lawsuit.id == HearingCase.case_id)
        .where(Lawsuit.number == str(number), Hearing.starts_on == day)
    ).all()
    exact = [each for each in found if start is None or each.starts_at in (None, start)]
    if len(exact) != 1:
        said = "没有登记" if not exact else "不止一次"
        raise NotFoundError(f"{number} 在 {node.text('start')} 的开庭{said}，请核对案号和时间。")
    return exact[0]


def _find_agency(session: Session, node: Node) -> Agency:
    name = node.text("agency")
    found = session.scalars(select(Agency).where((Agency.name == name) | (Agency.short_name == name))).all()
    if len(found) != 1:
        raise NotFoundError(f"机关“{name}”没有登记或不止一个，请写全称。")
    return found[0]


def _came(session: Session, agency: Agency, hearing: Hearing, node: Node) -> Came:
    name = node.optional_text("person")
    official = _find_official(session, agency, hearing, name) if name else None
    certificate = node.optional_word("certificate", Certificate)
    left = node.optional_word("left", Leaving)
    return Came(
        official_id=official.id if official else None,
        present=node.flag("present", default=official is not None),
        certificate=certificate.value if certificate else None,
        left=left.value if left else None,
        spoke=node.optional_flag("spoke"),
        settlement=node.optional_flag("settlement"),
        refused_to_explain=node.flag("refused_to_explain"),
        staff=node.number("staff"),
        lawyers=node.number("lawyers"),
    )


def _find_official(session: Session, agency: Agency, hearing: Hearing, name: str) -> Official:
    """The head of that name, first the one in office on the day."""
    found = session.scalars(
        select(Official).where(Official.agency_id == agency.id, Official.name == name)
    ).all()
    day = hearing.starts_on
    serving = [
        each for each in found if day is None or ((each.from_on or day) <= day and day <= (each.to_on or day))
    ]
    choice = serving or list(found)
    if len(choice) != 1:
        raise NotFoundError(f"{agency.name}的“{name}”没有登记或不止一人，请先在人员中核对。")
    return choice[0]


def _record_excuse(
    session: Session, hearing: Hearing, node: Node, reason: str, now: datetime, actor: Actor
) -> None:
    agency = _find_agency(session, node)
    stated = Stated(
        ground=node.word("ground", ExcuseGround).value,
        words=node.text("reason", ""),
        proof=node.flag("proof"),
        seal=node.flag("seal"),
        chief_signature=node.flag("chief_signature"),
    )
    known = excuse_of(session, hearing.id, agency.id)
    if known is None or any(getattr(known, key) != value for key, value in _fields(stated).items()):
        record_excuse(hearing.id, agency.id, stated, now=now, actor=actor, reason=reason)
    decision = node.optional_word("court_decision", CourtDecision)
    if decision is not None:
        decide_excuse(hearing.id, agency.id, decision.value, now=now, actor=actor, reason=reason)


def _fields(stated: Stated) -> dict[str, Any]:
    return {name: getattr(stated, name) for name in Stated.__slots__}
