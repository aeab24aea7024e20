"""A person decides about one row of an import; the decision can be changed until it is written."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.answer_people import decide_people
from litigation.actions.import_row import HEAPS, StoredRow, draft_of, store_row
from litigation.actions.journal import record_act
from litigation.actions.registered_hearings import known_agencies, registered_for
from litigation.actions.row import get_row
from litigation.intake.agency_match import AgencyNames
from litigation.intake.answer import Answer, chosen, edited, read_answers, remaining_problems, settle
from litigation.intake.draft import HearingDraft, Place, Problem
from litigation.intake.proposal import Option, ProposedRow, Question, question_from_json
from litigation.intake.question import PICTURE
from litigation.intake.reconcile import propose_row
from litigation.intake.registered import Registered
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.law.word import N_
from litigation.records.db import writing
from litigation.records.import_run import ImportRow, ImportRun


@dataclass(frozen=True, slots=True)
class RowAnswer:
    """What a form says about a row.

    ``question`` and ``option`` answer one question; ``values`` are typed fields
    (``litigation.intake.answer.EDITABLE``); ``skip`` sets the row aside or takes that back.
    ``remember`` learns the name of an agency for good. ``seen`` is the ``state_of`` the row as
    the page showed it: an answer given meanwhile by somebody else is not written over.
    """

    question: str = ""
    option: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    remember: bool = False
    skip: bool | None = None
    seen: str = ""


def answer_row(run_id: int, row_id: int, answer: RowAnswer, *, now: datetime, actor: Actor) -> ImportRow:
    """Take an answer, and compare the row with the register again.

    An answer about an agency's name, or about the picture of a page, serves every row of the run
    that asks the same.

    Raises:
        InvalidInputError: the option does not belong to the question, or a typed value cannot
            be read.
        ConflictError: the row is written already.
    """
    require(actor, *OFFICE)
    with writing() as session:
        run = get_row(session, ImportRun, run_id)
        row = get_row(session, ImportRow, row_id)
        if row.run_id != run.id:
            raise NotFoundError
        if run.state != "waiting" or row.applied_at is not None:
            raise ConflictError(N_("这一行已经处理过，没有改动。"))
        if answer.seen and answer.seen != state_of(row):
            by = row.decision.get("by") or run.decided_by or "别人"
            raise ConflictError(f"这一行刚由{by}处理过，没有改动。请看现在的内容再决定。", row=row.id)
        if run.kind == "people":
            _decide_person(row, answer)
        else:
            names = AgencyNames(known_agencies(session))
            for each in _same_question(run, row, answer):
                _decide(session, run, each, answer, names, actor)
        counted = dict.fromkeys(HEAPS, 0)
        for each in run.rows:
            counted[each.heap] += 1
        run.counts = {**run.counts, **counted}
        run.version += 1
        run.decided_at, run.decided_by = now, actor.name
        record_act(session, now, actor, "import.answer", "import", run.id, row=row.position)
    return row


def state_of(row: ImportRow) -> str:
    """Return a short mark of what a row says and what was decided about it."""
    said = json.dumps([row.heap, row.draft, row.decision, row.finding], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _decide_person(row: ImportRow, answer: RowAnswer) -> None:
    """Answer a row of a people sheet; its values are corrected in the sheet, not here."""
    if answer.values:
        raise InvalidInputError(N_("名册的内容请在原表里改正，再上传一次。"), field="values")
    if answer.skip is not None:
        row.decision = {**row.decision, "skip": answer.skip}
    elif answer.question:
        decide_people(row, answer.question, answer.option)


def _same_question(run: ImportRun, row: ImportRow, answer: RowAnswer) -> list[ImportRow]:
    """Return the rows that one answer serves: its own, and those asking the same of a name or a page."""
    if not answer.question.startswith(("agency:", PICTURE)) or answer.values:
        return [row]
    return [
        each
        for each in run.rows
        if each.applied_at is None
        and (
            each is row
            or any(asked.get("key") == answer.question for asked in each.finding.get("questions", ()))
        )
    ]


def _decide(
    session: Session, run: ImportRun, row: ImportRow, answer: RowAnswer, names: AgencyNames, actor: Actor
) -> None:
    decision = {**row.decision, "by": actor.name}
    draft = draft_of(row)
    if answer.skip is not None:
        decision["skip"] = answer.skip
    if answer.values:
        draft = edited(draft, answer.values, run.received_on)
        decision["edited"] = sorted({*decision.get("edited", ()), *answer.values})
        decision["skip"] = False
    elif answer.question:
        question, option = _option(row, answer)
        draft = chosen(draft, question, option.values)
        decision["skip"] = option.act == "skip"
        if option.act != "skip":
            kept = Answer(option.act, option.agency_id, option.hearing_id, answer.remember)
            decision["answers"] = {**decision.get("answers", {}), question.key: kept.to_json()}
    row.decision = decision
    if not decision.get("skip"):
        store_row(row, proposed_again(session, run, row, draft, names))


def proposed_again(
    session: Session,
    run: ImportRun,
    row: ImportRow | StoredRow,
    draft: HearingDraft,
    names: AgencyNames,
    registered: Registered | None = None,
) -> ProposedRow:
    """Compare a decided row with the register as it is now."""
    problems = remaining_problems(draft, _problems(row))
    if problems:
        return ProposedRow("wrong", draft, problems=problems)
    known = registered or registered_for(session, [draft], run.received_on, whole=False)
    listed = run.whole or row.line is not None
    key = row.finding.get("key", "")
    proposed = propose_row(draft, known, names, run.received_on, listed=listed, key=key)
    if not row.decision and not proposed.questions:
        return proposed
    return settle(proposed, read_answers(row.decision), known)


def _option(row: ImportRow, answer: RowAnswer) -> tuple[Question, Option]:
    questions = [question_from_json(asked) for asked in row.finding.get("questions", ())]
    for question in questions:
        for option in question.options:
            if question.key == answer.question and option.code == answer.option:
                if option.act == "edit":
                    raise InvalidInputError(N_("请填写正确的内容再确定。"), field="values")
                return question, option
    raise InvalidInputError(N_("这个问题已经变了，请重新看一遍再选。"), field="option")


def _problems(row: ImportRow | StoredRow) -> tuple[Problem, ...]:
    return tuple(
        Problem(each["code"], each["message"], each["value"], Place(**each["place"]))
        for each in row.finding.get("problems", ())
    )


def open_rows(session: Session, run_id: int) -> list[ImportRow]:
    """Return the rows of a run that a person has still to look at, in the file's order."""
    query = select(ImportRow).where(ImportRow.run_id == run_id, ImportRow.heap.in_(("doubtful", "wrong")))
    return [
        row for row in session.scalars(query.order_by(ImportRow.position)) if not row.decision.get("skip")
    ]
