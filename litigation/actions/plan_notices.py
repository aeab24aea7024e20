"""Who must know what of a hearing now: reconciled from its state, never from what was clicked.

Whatever changed a hearing, its assignments or the people calls ``plan_hearing`` in the same
transaction. Planned notices that are no longer true are superseded, and missing ones are
added; calling it twice changes nothing.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.ladder_notices import ladder_drafts, raise_tasks
from litigation.actions.ladder_state import Climb, climbs
from litigation.actions.notice_plan import (
    Draft,
    Recipient,
    after_quiet,
    ask_for_contact,
    copy_to,
    official_recipient,
    put,
    start_of,
)
from litigation.actions.notice_source import CURRENT, has_confirmed, why_stale
from litigation.actions.notice_words import say_court
from litigation.actions.office import OfficeSettings, office_settings
from litigation.actions.told import LAST_WORDS, Heard, Told, what_it_was
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing
from litigation.records.notice import Notice

CHANGE_USE = timedelta(days=3)
"""How long a message about a cancelled or postponed hearing is worth sending."""


def plan_hearing(session: Session, hearing_id: int, now: datetime) -> None:
    """Bring the outbox into line with the hearing as it stands, inside the caller's transaction."""
    session.flush()
    hearing = session.get(Hearing, hearing_id)
    if hearing is not None:
        reconcile(session, hearing, now)


def reconcile(session: Session, hearing: Hearing, now: datetime) -> tuple[Climb, ...]:
    """Do what ``plan_hearing`` does, and return the ladders it was done by."""
    notices = list(session.scalars(select(Notice).where(Notice.hearing_id == hearing.id)))
    _end_stale(session, notices)
    settings = office_settings(session)
    told = Told(notices)
    ladders = tuple(climbs(session, hearing, settings, now))
    drafts = list(_drafts(session, hearing, told, settings, now))
    for climb in ladders:
        drafts += ladder_drafts(session, climb, told, now)
        raise_tasks(session, climb, settings, now)
    for draft in drafts:
        if draft.to.kind == "official" and not draft.to.channels(draft.event):
            ask_for_contact(session, hearing, draft, now)
    put(session, hearing, drafts, now)
    return ladders


def _end_stale(session: Session, notices: list[Notice]) -> None:
    for notice in notices:
        if notice.state != "planned":
            continue
        reason = why_stale(session, notice)
        if reason:
            notice.state, notice.ended_reason = "superseded", reason


def _drafts(
    session: Session, hearing: Hearing, told: Told, settings: OfficeSettings, now: datetime
) -> Iterator[Draft]:
    assignments = list(
        session.scalars(select(Assignment).where(Assignment.hearing_id == hearing.id).order_by(Assignment.id))
    )
    if hearing.cancelled_at is not None:
        for assignment in assignments:
            yield from _cancelled(session, hearing, assignment, told, now)
        return
    for assignment in assignments:
        if assignment.state in CURRENT:
            yield from _changed(session, hearing, assignment, told, settings, now)
        elif assignment.state in ("relieved", "declined"):
            yield from _relieved(session, hearing, assignment, told, settings, now)


def _cancelled(
    session: Session, hearing: Hearing, assignment: Assignment, told: Told, now: datetime
) -> Iterator[Draft]:
    """Tell everyone who was told, except whoever was relieved before."""
    for to in _audience(assignment):
        heard = told.last(to, assignment.agency_id)
        if heard is None or heard.event in LAST_WORDS:
            continue
        was = what_it_was(session, hearing, heard.revision)
        yield Draft(
            "cancelled", "cancelled", to, now, now + CHANGE_USE, assignment.agency_id, assignment, was
        )


def _changed(
    session: Session,
    hearing: Hearing,
    assignment: Assignment,
    told: Told,
    settings: OfficeSettings,
    now: datetime,
) -> Iterator[Draft]:
    """Tell the current head and the liaison what differs from what they heard last."""
    due_at = after_quiet(now, start_of(hearing), settings)
    for to in _audience(assignment):
        heard = told.last(to, assignment.agency_id)
        if heard is None or heard.event in LAST_WORDS or _over(hearing, now):
            continue
        if heard.assignment_id != assignment.id:
            continue
        if heard.revision < hearing.revision:
            yield _moved(session, hearing, assignment, to, heard, due_at, now)
        elif _differs(hearing, heard) and not told.is_being_corrected(to, assignment.id):
            expires_at = start_of(hearing)
            rung = f"corrected_{hearing.version}"
            yield Draft("corrected", rung, to, due_at, expires_at, assignment.agency_id, assignment)


def _differs(hearing: Hearing, heard: Heard) -> bool:
    """Tell whether a person was told another place than the one that is true now."""
    return bool(heard.court) and heard.court != say_court(hearing.court, hearing.courtroom, hearing.mode)


def _moved(
    session: Session,
    hearing: Hearing,
    assignment: Assignment,
    to: Recipient,
    heard: Heard,
    due_at: datetime,
    now: datetime,
) -> Draft:
    was = what_it_was(session, hearing, heard.revision)
    if hearing.starts_on is None:
        expires_at = now + CHANGE_USE
        return Draft("postponed", "postponed", to, due_at, expires_at, assignment.agency_id, assignment, was)
    event = "moved" if to.kind == "official" else "moved_copy"
    return Draft(event, "moved", to, due_at, start_of(hearing), assignment.agency_id, assignment, was)


def _relieved(
    session: Session,
    hearing: Hearing,
    assignment: Assignment,
    told: Told,
    settings: OfficeSettings,
    now: datetime,
) -> Iterator[Draft]:
    """Tell a replaced head; one who declined stays answerable until another has confirmed."""
    heard = told.about(assignment.id)
    if heard is None or heard.event in LAST_WORDS or _over(hearing, now):
        return
    if assignment.state == "declined" and not has_confirmed(session, hearing.id, assignment.agency_id):
        return
    to = official_recipient(assignment.official)
    last = told.last(to, assignment.agency_id)
    if last is not None and last.assignment_id != assignment.id:
        return
    due_at = after_quiet(now, start_of(hearing), settings)
    yield Draft("relieved", "relieved", to, due_at, start_of(hearing), assignment.agency_id, assignment)


def _audience(assignment: Assignment) -> list[Recipient]:
    """Return the head and whoever gets the copies."""
    liaison = copy_to(assignment.official, assignment.agency)
    head = official_recipient(assignment.official)
    return [head, liaison] if liaison else [head]


def _over(hearing: Hearing, now: datetime) -> bool:
    """Tell whether the hearing has begun or has its outcome: then no change is announced any more."""
    start = start_of(hearing)
    return hearing.outcome is not None or (start is not None and start <= now)
