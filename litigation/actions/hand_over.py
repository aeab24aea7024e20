"""交接: a head asks a colleague to appear instead; only the colleague's yes changes anything.

Until then the one who was asked stays responsible, and the ladder goes on as before
(R2020 art. 5(3): the agency may send another head before the hearing).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.answer_notice import accept_reply
from litigation.actions.assign_heads import Choice, apply_assign
from litigation.actions.candidates import Candidate, find_candidates, judge_candidate
from litigation.actions.engagements import CURRENT
from litigation.actions.journal import record_act
from litigation.actions.link import hash_token, make_token, new_nonce
from litigation.actions.move_hearing import get_hearing
from litigation.actions.notice_plan import (
    Draft,
    add_task,
    after_quiet,
    copy_to,
    official_recipient,
    put,
    start_of,
)
from litigation.actions.office import office_settings
from litigation.actions.row import get_row, plain_words
from litigation.law.error import (
    ConflictError,
    IneligibleError,
    InvalidInputError,
    LinkDeadError,
    NotFoundError,
)
from litigation.law.word import N_
from litigation.records.access import may_see
from litigation.records.agency import Official
from litigation.records.assignment import Assignment
from litigation.records.db import db, writing
from litigation.records.hearing import Hearing
from litigation.records.notice import Task
from litigation.records.seat_choice import HandOver, open_hand_over

PURPOSE = "hand-over"
"""For which the links of offers are derived."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the other head's page shows; ``status`` is offered, accepted, refused or ended."""

    row: HandOver
    status: str

    @property
    def assignment(self) -> Assignment:
        """The seat of the one who offers."""
        return self.row.assignment


def colleagues(session: Session, assignment: Assignment) -> list[Candidate]:
    """Return who could take a head's seat over by law and is in no other hearing; the free ones first."""
    found = find_candidates(session, assignment.hearing, assignment.agency, office_settings(session))
    return [
        each
        for each in found
        if each.official_id != assignment.official_id and not (each.blocked or each.pending_check)
    ]


def offer_hand_over(
    assignment_id: int, official_id: int, words: str, *, now: datetime, actor: Actor, secret: str
) -> HandOver:
    """Ask a colleague to take a seat over, on behalf of the one who holds it; an open offer is withdrawn.

    Raises:
        NotAllowedError: neither the office nor a liaison. NotFoundError: of another agency.
        ConflictError: the head is not asked any more, or the hearing has begun.
        IneligibleError: the colleague may not appear, or is in another hearing.
    """
    require(actor, *OFFICE, "liaison")
    with writing() as session:
        assignment = get_row(session, Assignment, assignment_id)
        if not may_see(actor, assignment.agency_id):
            raise NotFoundError
        return _offer(session, assignment, official_id, words, now, actor, secret)


def offer_by_link(
    token: str, official_id: int, words: str, *, revision: int, now: datetime, actor: Actor, secret: str
) -> HandOver:
    """Ask a colleague by the head's own link.

    Raises:
        LinkDeadError: the link has ended. ConflictError, IneligibleError: as above.
    """
    with writing() as session:
        assignment = session.scalar(select(Assignment).where(Assignment.token_hash == hash_token(token)))
        if assignment is None:
            raise LinkDeadError
        if assignment.hearing.revision != revision:
            raise ConflictError(N_("开庭安排刚有变化，请看新的时间再交接。"))
        return _offer(session, assignment, official_id, words, now, actor, secret)


def find_offer(token: str) -> Offer:
    """Read what the link of an offer shows.

    Raises:
        LinkDeadError: there is no such offer.
    """
    session = db.session()
    row = session.scalar(select(HandOver).where(HandOver.token_hash == hash_token(token)))
    if row is None:
        raise LinkDeadError
    return Offer(row, row.state if row.state != "offered" or _stands(row) else "ended")


def answer_offer(token: str, *, yes: bool, now: datetime, actor: Actor, secret: str) -> HandOver:
    """Take the colleague's answer; the same answer again changes nothing.

    With a yes the colleague is the confirmed head at once, and the one who offered is relieved
    and told.

    Raises:
        LinkDeadError: there is no such offer.
        ConflictError: it was overtaken: withdrawn, moved, decided otherwise, or answered before.
        DoubleBookedError, IneligibleError: the colleague may not appear as things are now.
    """
    with writing() as session:
        row = _locked(session, token)
        if row.state == ("accepted" if yes else "refused"):
            return row
        assignment = session.scalar(
            select(Assignment)
            .where(Assignment.id == row.assignment_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if row.state != "offered" or assignment is None or not _stands(row):
            raise ConflictError(N_("出庭安排已有变化，这次交接不再需要答复。"))
        _check_time(assignment.hearing, now)
        row.state, row.answered_at = "accepted" if yes else "refused", now
        act = "hand_over.accepted" if yes else "hand_over.refused"
        record_act(session, now, actor, act, "hand_over", row.id)
        if yes:
            _take_over(session, row, now, actor, secret)
        else:
            _tell_clerk(session, row, now)
    return row


def withdraw_offer(hand_over_id: int, *, now: datetime, actor: Actor) -> HandOver:
    """Take an offer back before it is answered."""
    require(actor, *OFFICE, "liaison")
    with writing() as session:
        row = get_row(session, HandOver, hand_over_id)
        if not may_see(actor, row.assignment.agency_id):
            raise NotFoundError
        if row.state != "offered":
            raise ConflictError(N_("这次交接已有答复，不能撤回。"))
        _end(session, row, now, actor)
    return row


def _locked(session: Session, token: str) -> HandOver:
    """Lock the hearing first, as everybody does who decides about a seat, then the offer."""
    by_token = HandOver.token_hash == hash_token(token)
    hearing_id = session.scalar(
        select(Assignment.hearing_id).join(HandOver, HandOver.assignment_id == Assignment.id).where(by_token)
    )
    if hearing_id is None:
        raise LinkDeadError
    get_hearing(session, hearing_id, None)
    query = select(HandOver).where(by_token).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _offer(
    session: Session,
    assignment: Assignment,
    official_id: int,
    words: str,
    now: datetime,
    actor: Actor,
    secret: str,
) -> HandOver:
    hearing = assignment.hearing
    if assignment.state not in CURRENT:
        raise ConflictError(N_("这位负责人已不负责这次出庭，不能交接。"))
    _check_time(hearing, now)
    official = get_row(session, Official, official_id)
    if official.id == assignment.official_id:
        raise InvalidInputError(N_("请选另一位负责人。"), field="official")
    candidate = judge_candidate(session, hearing, assignment.agency, official, office_settings(session))
    if candidate.blocked or candidate.pending_check:
        raise IneligibleError(f"{candidate.name}不能接替：{candidate.why_not}。请改选他人。")
    if not official.mobile and not official.email:
        raise InvalidInputError(N_("这位负责人没有手机号和邮箱，请先补填。"), field="official")
    if (before := open_hand_over(session, assignment.id)) is not None:
        _end(session, before, now, actor)
    nonce = new_nonce()
    row = HandOver(
        assignment_id=assignment.id,
        official_id=official.id,
        words=plain_words(words)[:200],
        nonce=nonce,
        token_hash=hash_token(make_token(secret, PURPOSE, nonce)),
        revision=hearing.revision,
        offered_at=now,
        offered_by=actor.name,
    )
    session.add(row)
    session.flush()
    _ask(session, row, hearing, official, now)
    record_act(
        session, now, actor, "hand_over.offered", "hand_over", row.id,
        assignment=assignment.id, official=official.id,
    )  # fmt: skip
    return row


def _ask(session: Session, row: HandOver, hearing: Hearing, official: Official, now: datetime) -> None:
    """Send the colleague the question; it belongs to nobody's assignment, for its link is their own."""
    due_at = after_quiet(now, start_of(hearing), office_settings(session))
    draft = Draft(
        "hand_over",
        f"hand_over_{row.id}",
        official_recipient(official),
        due_at,
        start_of(hearing),
        row.assignment.agency_id,
        details={"hand_over": row.id},
    )
    put(session, hearing, [draft], now)


def _stands(row: HandOver) -> bool:
    """Tell whether the seat is still the one that was offered."""
    assignment = row.assignment
    return (
        assignment.state in CURRENT
        and assignment.hearing.is_open
        and (assignment.hearing.revision == row.revision)
    )


def _check_time(hearing: Hearing, now: datetime) -> None:
    if not hearing.is_open or (hearing.starts_at is not None and hearing.starts_at <= now):
        raise ConflictError(N_("开庭时间已过或已取消，不能再交接。请打电话联系。"))


def _take_over(session: Session, row: HandOver, now: datetime, actor: Actor, secret: str) -> None:
    before = row.assignment
    reason = f"由{before.official.name}交接" + (f"：{row.words}" if row.words else "")
    choice = Choice(before.hearing_id, before.agency_id, row.official_id, reason)
    taken = apply_assign(session, choice, now=now, actor=actor, secret=secret, tell=False)
    accept_reply(session, taken, now, actor, "link")
    _confirm_to(session, taken, row, now)


def _confirm_to(session: Session, taken: Assignment, row: HandOver, now: datetime) -> None:
    """Send the one who accepted the link and the invitation, and the liaison a copy."""
    hearing, agency = taken.hearing, taken.agency
    due_at, end = after_quiet(now, start_of(hearing), office_settings(session)), start_of(hearing)
    to = official_recipient(taken.official)
    drafts = [Draft("taken_over", f"taken_over_{row.id}", to, due_at, end, agency.id, taken)]
    if (liaison := copy_to(taken.official, agency)) is not None:
        copy = Draft("appointment_copy", f"taken_over_{row.id}", liaison, due_at, end, agency.id, taken)
        drafts.append(copy)
    put(session, hearing, drafts, now)


def _tell_clerk(session: Session, row: HandOver, now: datetime) -> None:
    before = row.assignment
    add_task(
        session,
        Task(
            key=f"hand_over:{row.id}",
            kind="hand_over",
            hearing_id=before.hearing_id,
            agency_id=before.agency_id,
            official_id=before.official_id,
            assignment_id=before.id,
            title=f"{row.official.name}没有接受交接，仍由{before.official.name}出庭。请核实能否出庭。",
            due_at=now,
            created_at=now,
        ),
    )


def _end(session: Session, row: HandOver, now: datetime, actor: Actor) -> None:
    row.state, row.answered_at = "ended", now
    record_act(session, now, actor, "hand_over.ended", "hand_over", row.id)
    session.flush()
