"""Papers to the court written from the register: the certificate, the statement, the postponement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.facts import law_agency, law_official
from litigation.actions.keep_paper import PaperKind, add_paper, add_seat_paper, keep_docx, require_own
from litigation.actions.move_hearing import get_hearing
from litigation.actions.row import get_row, one_of
from litigation.law.agency import PartyRole, Rank
from litigation.law.attendance import ExcuseGround
from litigation.law.clock import shanghai_day
from litigation.law.eligibility import eligible_head
from litigation.law.error import InvalidInputError
from litigation.law.privacy import mask_party
from litigation.papers.absence_docx import (
    Absence,
    AbsentHead,
    AppearingStaff,
    write_postponement,
    write_statement,
)
from litigation.papers.certificate_docx import AppearingHead, write_certificate
from litigation.papers.court_paper import CourtCase
from litigation.records.agency import Agency, CaseLink, Official, officials_on
from litigation.records.assignment import FILED, Assignment
from litigation.records.db import writing
from litigation.records.hearing import Hearing
from litigation.records.lawsuit import Lawsuit
from litigation.records.paper import Paper
from litigation.records.seat import CURRENT

SUING = (PartyRole.PLAINTIFF.value, PartyRole.APPLICANT.value)
WRITERS = {PaperKind.STATEMENT: write_statement, PaperKind.POSTPONEMENT: write_postponement}


@dataclass(frozen=True, slots=True)
class AbsenceInput:
    """What the agency states when no head can come.

    ``heads`` pairs each head's id with the reason, ``staff`` names with posts; ``proposals``
    are times (aware) at which a head could appear.
    """

    ground: str
    heads: tuple[tuple[int, str], ...]
    proofs: tuple[str, ...] = ()
    staff: tuple[tuple[str, str], ...] = ()
    postponement_asked: bool = False
    proposals: tuple[datetime, ...] = ()


def write_head_certificate(assignment_id: int, *, now: datetime, actor: Actor) -> Paper:
    """Write 身份证明书 of the assigned head and keep it with the seat; it is to be sealed.

    Raises:
        NotFoundError: no such assignment.
        InvalidInputError: the head is not asked any more, or a head of rank ③④ has no matter
            in charge.
        NotAllowedError: a liaison writes for another agency.
    """
    require(actor, *OFFICE, "liaison")
    with writing() as session:
        assignment = get_row(session, Assignment, assignment_id)
        require_own(actor, assignment.agency_id)
        if assignment.state not in CURRENT:
            raise InvalidInputError("这位负责人已不再出庭，不用身份证明书。请为现在的人选生成。")
        digest = keep_docx(session, certificate_bytes(assignment, now), now)
        paper = add_paper(session, assignment, PaperKind.CERTIFICATE, digest, now=now, actor=actor)
        if assignment.certificate_state != FILED:
            assignment.certificate_state = "made"
        assignment.version += 1
        session.flush()
    return paper


def certificate_bytes(assignment: Assignment, now: datetime, *, masked: bool = False) -> bytes:
    """The certificate of an assigned head as .docx; ``masked`` leaves out the plaintiffs' full names."""
    official, hearing = assignment.official, assignment.hearing
    case = court_case(hearing, assignment.agency, masked=masked)
    fields = [each.field for each in hearing.lawsuits if each.field in official.portfolio]
    head = AppearingHead(
        official.name, official.post, Rank(official.rank), "、".join(fields or official.portfolio)
    )
    return write_certificate(case, head, None, now)


def write_absence(
    kind: str, hearing_id: int, agency_id: int, stated: AbsenceInput, *, now: datetime, actor: Actor
) -> Paper:
    """Write 不能出庭情况说明 or 延期开庭申请书 and keep it with the seat.

    Raises:
        InvalidInputError: no ground, no proof, or nobody comes and no postponement is asked.
        ReasonMissingError: a head's reason is missing.
        NotAllowedError: a liaison writes for another agency.
    """
    require(actor, *OFFICE, "liaison")
    require_own(actor, agency_id)
    if kind not in WRITERS:
        raise InvalidInputError("没有这种材料。", field="kind")
    with writing() as session:
        hearing = get_hearing(session, hearing_id, None)
        agency = get_row(session, Agency, agency_id)
        absence = _absence(session, hearing, agency_id, stated)
        write = WRITERS[PaperKind(kind)]
        data = write(court_case(hearing, agency), absence, None, now)
        digest = keep_docx(session, data, now)
        return add_seat_paper(session, hearing, agency_id, kind, digest, now=now, actor=actor)


def heads_to_name(session: Session, hearing: Hearing, agency: Agency) -> list[Official]:
    """Everybody who could be the head: each is to be named with a reason (R2020 arts. 2, 8)."""
    day = hearing.starts_on or shanghai_day(hearing.created_at)
    return [
        each
        for each in officials_on(session, agency.id, day)
        if any(_eligible(session, each, agency, lawsuit, hearing) for lawsuit in hearing.lawsuits)
    ]


def _eligible(
    session: Session, official: Official, agency: Agency, lawsuit: Lawsuit, hearing: Hearing
) -> bool:
    links = session.scalars(select(CaseLink.case_id).where(CaseLink.official_id == official.id)).all()
    day = hearing.starts_on or shanghai_day(hearing.created_at)
    verdict = eligible_head(
        law_official(official, links), law_agency(agency), day, field=lawsuit.field, case_id=str(lawsuit.id)
    )
    return verdict.allowed


def _absence(session: Session, hearing: Hearing, agency_id: int, stated: AbsenceInput) -> Absence:
    ground = ExcuseGround(one_of(ExcuseGround, stated.ground, "ground"))
    people = [(get_row(session, Official, official_id), reason) for official_id, reason in stated.heads]
    if any(official.agency_id != agency_id for official, _ in people):
        raise InvalidInputError("只能写本单位的负责人，请核对。", field="heads")
    return Absence(
        ground=ground,
        heads=tuple(AbsentHead(each.name, each.post, reason) for each, reason in people),
        proofs=stated.proofs,
        staff=tuple(AppearingStaff(name, post) for name, post in stated.staff),
        postponement_asked=stated.postponement_asked,
        proposals=stated.proposals,
    )


def court_case(hearing: Hearing, agency: Agency, *, masked: bool = False) -> CourtCase:
    """The hearing's cases in the words of a court paper; a combined hearing names all its numbers."""
    lawsuits = hearing.lawsuits
    names = [party.name for each in lawsuits for party in each.parties if party.role in SUING]
    opponents = tuple(dict.fromkeys(mask_party(name) if masked else name for name in names))
    return CourtCase(
        court=hearing.court or lawsuits[0].court,
        number="、".join(each.number for each in lawsuits),
        opponents=opponents,
        cause=lawsuits[0].cause,
        agency=agency.name,
        hearing_at=hearing.starts_at,
        courtroom=hearing.courtroom,
    )
