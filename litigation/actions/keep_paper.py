"""Issued papers of a seat: kept with their bytes, a line in the journal, and who may touch them."""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.journal import record_act
from litigation.actions.keep_blob import keep_blob
from litigation.law.error import NotAllowedError
from litigation.law.word import N_, Word
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing
from litigation.records.paper import Paper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PaperKind(Word):
    """The papers an agency gives to the court."""

    CERTIFICATE = "certificate", N_("行政机关负责人身份证明书")
    CERTIFICATE_SCAN = "certificate_scan", N_("盖章的身份证明书")
    REPLACEMENT = "replacement", N_("更换出庭负责人函")
    STATEMENT = "statement", N_("不能出庭情况说明")
    POSTPONEMENT = "postponement", N_("延期开庭申请书")


def require_own(actor: Actor, agency_id: int) -> None:
    """The office writes for everybody, a liaison for their own agency.

    Raises:
        NotAllowedError: a liaison touches another agency's papers.
    """
    if actor.role == "liaison" and actor.agency_id != agency_id:
        raise NotAllowedError("只能办理本单位的材料。")


def keep_docx(session: Session, data: bytes, now: datetime) -> str:
    """Keep a written paper inside the caller's transaction and return its SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    keep_blob(session, digest, data, DOCX, now)
    return digest


def add_paper(
    session: Session, assignment: Assignment, kind: str, digest: str, *, now: datetime, actor: Actor
) -> Paper:
    """Keep a paper of an assigned head with the seat."""
    paper = add_seat_paper(
        session, assignment.hearing, assignment.agency_id, kind, digest, now=now, actor=actor
    )
    paper.assignment_id = assignment.id
    paper.name = f"{paper.name}-{assignment.official.name}"
    return paper


def add_seat_paper(
    session: Session,
    hearing: Hearing,
    agency_id: int,
    kind: str,
    digest: str,
    *,
    now: datetime,
    actor: Actor,
) -> Paper:
    """Keep a paper of an agency for a hearing; the journal names it."""
    number = hearing.lawsuits[0].number.replace("(", "（").replace(")", "）")
    paper = Paper(
        kind=kind,
        hearing_id=hearing.id,
        agency_id=agency_id,
        revision=hearing.revision,
        name=f"{PaperKind(kind).label}-{number}",
        sha256=digest,
        made_at=now,
        made_by=actor.name,
    )
    session.add(paper)
    session.flush()
    record_act(session, now, actor, "paper.issue", "paper", paper.id, kind=kind, sha256=digest)
    return paper
