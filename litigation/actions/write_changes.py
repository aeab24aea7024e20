"""Rows of an import about hearings that are registered: moved, cancelled, corrected, missing, found."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.among import among
from litigation.actions.import_effect import snapshot, state_after
from litigation.actions.move_hearing import (
    Correction,
    NewDate,
    apply_cancel,
    apply_correction,
    apply_move,
    apply_reinstate,
    get_hearing,
)
from litigation.intake.draft import HearingDraft
from litigation.intake.proposal import ProposedRow
from litigation.law.clock import SHANGHAI
from litigation.records.hearing import Hearing


def change(session: Session, row: ProposedRow, source: str, now: datetime, actor: Actor) -> dict[str, Any]:
    """Change the registered hearing as the row says; return what that takes to be undone."""
    assert row.hearing_id is not None
    before = snapshot(session, row.hearing_id)
    _apply(session, row, source, now, actor)
    return {"act": row.act, **before, "after": state_after(session, row.hearing_id)}


def _apply(session: Session, row: ProposedRow, source: str, now: datetime, actor: Actor) -> None:
    assert row.hearing_id is not None
    hearing = get_hearing(session, row.hearing_id, None)
    draft, reason = row.draft, f"法院排期（{source[:60]}）"
    if row.act == "cancel":
        withdrawn = "撤诉" in draft.original or "撤回起诉" in draft.original
        apply_cancel(session, hearing, reason, withdrawn=withdrawn, now=now, actor=actor)
        return
    if row.act == "reinstate":
        apply_reinstate(session, hearing, reason, now=now, actor=actor)
        return
    if row.act in ("move", "postpone"):
        apply_move(session, hearing, _new_date(draft), reason, now=now, actor=actor)
    apply_correction(session, hearing, _correction(draft), now=now, actor=actor)


def _new_date(draft: HearingDraft) -> NewDate:
    if draft.start is None:
        return NewDate()
    if not isinstance(draft.start, datetime):
        return NewDate(starts_on=draft.start, court=draft.court)
    ends = draft.end.replace(tzinfo=SHANGHAI) if isinstance(draft.end, datetime) else None
    return NewDate(draft.start.replace(tzinfo=SHANGHAI), None, ends, draft.court, draft.courtroom)


def _correction(draft: HearingDraft) -> Correction:
    return Correction(draft.courtroom, draft.judge, draft.clerk, draft.phone, draft.mode)


def mark_missing(session: Session, row: ProposedRow, now: datetime) -> dict[str, Any] | None:
    """Mark a hearing that the list no longer names; a person verifies, nothing is deleted.

    Returns None where there is nothing to mark any more.
    """
    hearing = session.get(Hearing, row.hearing_id) if row.hearing_id else None
    if hearing is None or not hearing.is_open or hearing.missing_since is not None:
        return None
    before = snapshot(session, hearing.id)
    hearing.missing_since = now
    hearing.version += 1
    return {"act": "mark", **before, "after": state_after(session, hearing.id)}


def found_again(session: Session, hearing_ids: Sequence[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Take the mark off hearings that a list names again; give each with what that takes to be undone."""
    query = select(Hearing).where(among(session, Hearing.id, hearing_ids), Hearing.missing_since.is_not(None))
    for hearing in session.scalars(query).all():
        before = snapshot(session, hearing.id)
        hearing.missing_since = None
        hearing.version += 1
        yield hearing.id, {"act": "found", **before, "after": state_after(session, hearing.id)}
