"""换人之后的材料: the new head's certificate and the letter to the court, or why nobody can come.

The papers are written with the acceptance, so that nothing but the seal is left to do
(R2020 arts. 5, 6, 8, 9).
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.candidates import find_candidates
from litigation.actions.engagements import CURRENT
from litigation.actions.journal import record_act
from litigation.actions.keep_paper import PaperKind, add_paper, keep_docx, require_own
from litigation.actions.move_hearing import get_hearing
from litigation.actions.office import office_settings
from litigation.actions.row import get_row, one_of, plain_words
from litigation.actions.write_paper import AbsenceInput, certificate_bytes, court_case, heads_to_name
from litigation.law.attendance import ExcuseGround
from litigation.law.clock import shanghai_day
from litigation.law.error import InvalidInputError, NotFoundError
from litigation.law.postponement import CourtAnswer
from litigation.law.word import N_
from litigation.papers.replacement_docx import Replaced, write_replacement
from litigation.records.agency import Agency
from litigation.records.assignment import FILED, Assignment
from litigation.records.db import writing
from litigation.records.hearing import Hearing
from litigation.records.import_run import Blob
from litigation.records.paper import Paper, papers_of
from litigation.records.seat_choice import PostponementRequest

RECENT = (PaperKind.CERTIFICATE, PaperKind.REPLACEMENT, PaperKind.STATEMENT, PaperKind.POSTPONEMENT)
"""The papers that go to the court together."""


@dataclass(frozen=True, slots=True)
class PostponementInput:
    """What the court said to a request to put the hearing off, once it has."""

    sent_on: date
    answer: str = CourtAnswer.NONE.value
    answered_on: date | None = None
    words: str = ""


def predecessor_of(session: Session, assignment: Assignment) -> Assignment | None:
    """Return who was to appear before this head for the hearing as it stands."""
    return session.scalar(
        select(Assignment)
        .where(
            Assignment.hearing_id == assignment.hearing_id,
            Assignment.agency_id == assignment.agency_id,
            Assignment.id < assignment.id,
            Assignment.official_id != assignment.official_id,
            Assignment.state.in_(("declined", "relieved")),
        )
        .order_by(Assignment.id.desc())
        .limit(1)
    )


def write_papers_of_change(
    session: Session, assignment: Assignment, now: datetime, actor: Actor
) -> list[Paper]:
    """Write certificate and letter when a substitute accepts, in the caller's transaction.

    What cannot be written yet (a head of rank ③④ without a matter in charge) never stands in
    the way of the answer; the page of papers says what is missing.
    """
    before = predecessor_of(session, assignment)
    if before is None:
        return []
    made = []
    try:
        made.append(_certificate(session, assignment, now, actor))
        made.append(_letter(session, before, assignment, now, actor))
    except InvalidInputError:
        return made
    return made


def write_replacement_letter(assignment_id: int, *, now: datetime, actor: Actor) -> Paper:
    """Write 更换出庭负责人函 for the head who appears now.

    Raises:
        InvalidInputError: nobody was to appear before, or this head does not appear any more.
    """
    require(actor, *OFFICE, "liaison")
    with writing() as session:
        assignment = get_row(session, Assignment, assignment_id)
        require_own(actor, assignment.agency_id)
        before = predecessor_of(session, assignment)
        if before is None or assignment.state not in CURRENT:
            raise InvalidInputError(N_("这次开庭没有换过负责人，不用写更换函。"))
        return _letter(session, before, assignment, now, actor)


def draft_absence(session: Session, hearing: Hearing, agency: Agency) -> AbsenceInput:
    """Compose from what is known why nobody can come: each head's own answer, else what keeps them away.

    Raises:
        InvalidInputError: somebody is free and has not refused.
    """
    refused = _refusals(session, hearing, agency)
    known = {
        each.official_id: each for each in find_candidates(session, hearing, agency, office_settings(session))
    }
    heads = []
    for official in heads_to_name(session, hearing, agency):
        refusal, candidate = refused.get(official.id), known.get(official.id)
        if refusal is not None:
            heads.append((official.id, _said(refusal)))
        elif candidate is None or candidate.free:
            raise InvalidInputError(f"{official.name}还没有答复不能出庭，可以改派此人。请先改派或询问。")
        else:
            heads.append((official.id, candidate.why_not))
    grounds = [each.decline_ground for each in refused.values() if each.decline_ground]
    proofs = [f"{each.official.name}提交的证明材料" for each in refused.values() if each.proof_sha256]
    return AbsenceInput(
        ground=grounds[-1] if grounds else ExcuseGround.IRREPLACEABLE_DUTY.value,
        heads=tuple(heads),
        proofs=tuple(proofs) or ("有关证明材料",),
        postponement_asked=True,
    )


def papers_to_hand_in(session: Session, hearing: Hearing, agency_id: int) -> dict[str, Paper]:
    """Return the newest of each paper that is true for the hearing as it stands, by kind."""
    found: dict[str, Paper] = {}
    holder = session.scalar(
        select(Assignment.id).where(
            Assignment.hearing_id == hearing.id,
            Assignment.agency_id == agency_id,
            Assignment.state.in_(CURRENT),
        )
    )
    for paper in papers_of(session, [hearing.id]):
        of_other = paper.assignment_id is not None and paper.assignment_id != holder
        if paper.agency_id == agency_id and paper.revision == hearing.revision and not of_other:
            found.setdefault(paper.kind, paper)
    return {kind.value: found[kind.value] for kind in RECENT if kind.value in found}


def zip_papers(session: Session, papers: dict[str, Paper]) -> bytes:
    """Put the papers into one archive; the same papers give the same bytes."""
    if not papers:
        raise NotFoundError(N_("还没有生成材料，请先生成。"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for paper in papers.values():
            name = zipfile.ZipInfo(f"{paper.name}.docx", date_time=(2020, 1, 1, 0, 0, 0))
            archive.writestr(name, session.get_one(Blob, paper.sha256).data)
    return out.getvalue()


def record_postponement(
    hearing_id: int, agency_id: int, stated: PostponementInput, *, now: datetime, actor: Actor
) -> PostponementRequest:
    """Record that postponement was asked for the hearing as it stands, and the court's answer.

    A granted request moves nothing: the new date is entered as a move when the court fixes it.

    Raises:
        InvalidInputError: no such answer, an answer without its day, or days to come or in disorder.
    """
    require(actor, *OFFICE)
    answer = one_of(CourtAnswer, stated.answer, "answer")
    _check_days(stated, answer, shanghai_day(now))
    with writing() as session:
        hearing = get_hearing(session, hearing_id, None)
        get_row(session, Agency, agency_id)
        row = session.scalar(
            select(PostponementRequest).where(
                PostponementRequest.hearing_id == hearing.id,
                PostponementRequest.agency_id == agency_id,
                PostponementRequest.revision == hearing.revision,
            )
        )
        if row is None:
            row = PostponementRequest(hearing_id=hearing.id, agency_id=agency_id, revision=hearing.revision)
            row.version = 0
            session.add(row)
        row.sent_on, row.answer, row.words = stated.sent_on, answer, plain_words(stated.words)[:500]
        row.answered_on = stated.answered_on if answer != CourtAnswer.NONE else None
        row.recorded_at, row.recorded_by = now, actor.name
        row.version += 1
        session.flush()
        record_act(session, now, actor, "postponement.record", "postponement_request", row.id, answer=answer)
    return row


def _check_days(stated: PostponementInput, answer: str, today: date) -> None:
    if stated.sent_on > today:
        raise InvalidInputError(N_("提交法院的日期在今天之后，请改正。"), field="sent_on")
    if answer == CourtAnswer.NONE:
        return
    if stated.answered_on is None:
        raise InvalidInputError(N_("请填写法院答复的日期。"), field="answered_on")
    if not stated.sent_on <= stated.answered_on <= today:
        raise InvalidInputError(N_("法院答复的日期要在提交之后、今天之前，请改正。"), field="answered_on")


def _certificate(session: Session, assignment: Assignment, now: datetime, actor: Actor) -> Paper:
    digest = keep_docx(session, certificate_bytes(assignment, now), now)
    paper = add_paper(session, assignment, PaperKind.CERTIFICATE, digest, now=now, actor=actor)
    if assignment.certificate_state != FILED:
        assignment.certificate_state = "made"
    session.flush()
    return paper


def _letter(session: Session, before: Assignment, after: Assignment, now: datetime, actor: Actor) -> Paper:
    one, other = before.official, after.official
    heads = Replaced(one.name, one.post, other.name, other.post, _why(before))
    data = write_replacement(court_case(after.hearing, after.agency), heads, None, now)
    digest = keep_docx(session, data, now)
    return add_paper(session, after, PaperKind.REPLACEMENT, digest, now=now, actor=actor)


def _why(before: Assignment) -> str:
    """Say why the first one does not come; what is not known is the agency's own arrangement."""
    if before.state != "declined" or before.decline_ground is None:
        return "工作安排调整"
    return f"{before.official.name}同志{_said(before)}不能出庭"


def _said(refusal: Assignment) -> str:
    ground = ExcuseGround(refusal.decline_ground).label if refusal.decline_ground else "有特殊情况"
    return f"{ground}（{refusal.decline_words}）" if refusal.decline_words else ground


def _refusals(session: Session, hearing: Hearing, agency: Agency) -> dict[int, Assignment]:
    rows = session.scalars(
        select(Assignment)
        .where(
            Assignment.hearing_id == hearing.id,
            Assignment.agency_id == agency.id,
            Assignment.state == "declined",
            Assignment.revision == hearing.revision,
        )
        .order_by(Assignment.answered_at)
    )
    return {each.official_id: each for each in rows}
