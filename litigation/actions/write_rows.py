"""The accepted rows of an import become cases, hearings, moves and cancellations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.answer_row import proposed_again
from litigation.actions.import_row import draft_of, store_row
from litigation.actions.move_hearing import (
    Correction,
    NewDate,
    apply_cancel,
    apply_correction,
    apply_move,
    apply_reinstate,
    get_hearing,
)
from litigation.actions.new_cases import accept, add_hearings
from litigation.actions.registered_hearings import known_agencies, registered_for
from litigation.intake.agency_match import AgencyNames
from litigation.intake.draft import HearingDraft
from litigation.intake.proposal import Option, ProposedRow, Question
from litigation.law.clock import SHANGHAI
from litigation.records.hearing import Hearing
from litigation.records.import_run import ImportRow, ImportRun
from litigation.records.notice import Notice

CHANGE_EVENTS = ("moved", "moved_copy", "corrected", "postponed", "cancelled")
"""Messages that tell somebody of a change to what they had been told."""


@dataclass(slots=True)
class Written:
    """What was written: rows by heap, and who will hear of it."""

    new: int = 0
    changed: int = 0
    same: int = 0
    missing: int = 0
    told: set[tuple[str, int]] = field(default_factory=set)

    def counts(self) -> dict[str, int]:
        """Return the rows by heap."""
        return {"new": self.new, "changed": self.changed, "same": self.same, "missing": self.missing}


def write_rows(session: Session, run: ImportRun, *, now: datetime, actor: Actor) -> Written:
    """Write every accepted row of the run inside the caller's transaction."""
    open_rows = [row for row in run.rows if row.applied_at is None]
    decided = [
        (row, proposed) for row, proposed in _proposed(session, run, open_rows) if proposed is not None
    ]
    written = Written()
    for row in open_rows:
        if row.decision.get("skip"):
            row.applied_at = now
    new = [accept(row, proposed) for row, proposed in decided if proposed.heap == "new"]
    add_hearings(session, new, now=now, actor=actor)
    written.new = len(new)
    for row, proposed in decided:
        if proposed.heap == "changed":
            _change(session, proposed, run, now, actor)
            written.changed += 1
        elif proposed.heap == "missing":
            written.missing += _mark_missing(session, proposed, now)
        elif proposed.heap == "same":
            written.same += 1
        row.applied_at = now
    _found_again(session, [proposed.hearing_id for _, proposed in decided if proposed.heap == "same"])
    session.flush()
    touched = {row.hearing_id for row, proposed in decided if proposed.heap != "same" and row.hearing_id}
    written.told = _told(session, touched, now)
    return written


def _proposed(
    session: Session, run: ImportRun, rows: Sequence[ImportRow]
) -> Iterable[tuple[ImportRow, ProposedRow | None]]:
    """Compare the accepted rows once more; what would now do something else waits again."""
    accepted = [
        row for row in rows if row.heap in ("new", "changed", "missing") and not row.decision.get("skip")
    ]
    drafts = [draft_of(row) for row in accepted]
    known = registered_for(session, drafts, run.received_on, whole=False)
    names = AgencyNames(known_agencies(session))
    for row in rows:
        if row.heap == "same":
            yield row, ProposedRow("same", draft_of(row), "nothing", hearing_id=row.hearing_id)
    for row, draft in zip(accepted, drafts, strict=True):
        if row.heap == "missing":
            yield row, ProposedRow("missing", draft, "mark", hearing_id=row.hearing_id)
            continue
        again = proposed_again(session, run, row, draft, names, known)
        if again.heap == "same" or _does(again) == _does_stored(row):
            yield row, again
        else:
            store_row(row, _asked_again(again))
            yield row, None


def _does(row: ProposedRow) -> tuple[object, ...]:
    return row.heap, row.act, row.hearing_id, [(each.field, each.before, each.after) for each in row.changes]


def _does_stored(row: ImportRow) -> tuple[object, ...]:
    changes = [(each["field"], each["before"], each["after"]) for each in row.finding.get("changes", ())]
    return row.heap, row.finding.get("act"), row.hearing_id, changes


def _asked_again(row: ProposedRow) -> ProposedRow:
    """Turn a row whose effect changed since it was shown into a question."""
    if row.questions:
        return row
    keep = Option("keep", "按现在显示的写入", "keep")
    skip = Option("skip", "不写入这一行", "skip")
    question = Question(
        f"changed:{_does(row)}", "register_changed", "登记在核对期间变了，请再看一遍", (keep, skip)
    )
    return replace(row, heap="doubtful", questions=(question,))


def _change(session: Session, row: ProposedRow, run: ImportRun, now: datetime, actor: Actor) -> None:
    assert row.hearing_id is not None
    hearing = get_hearing(session, row.hearing_id, None)
    draft, reason = row.draft, f"法院排期（{run.name[:60]}）"
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


def _mark_missing(session: Session, row: ProposedRow, now: datetime) -> int:
    """Mark a hearing that the list no longer names; a person verifies, nothing is deleted."""
    hearing = session.get(Hearing, row.hearing_id) if row.hearing_id else None
    if hearing is None or not hearing.is_open or hearing.missing_since is not None:
        return 0
    hearing.missing_since = now
    hearing.version += 1
    return 1


def _found_again(session: Session, hearing_ids: Sequence[int | None]) -> None:
    """Take the mark off hearings that a list names again."""
    ids = [each for each in hearing_ids if each is not None]
    for start in range(0, len(ids), 400):
        session.execute(
            update(Hearing)
            .where(Hearing.id.in_(ids[start : start + 400]), Hearing.missing_since.is_not(None))
            .values(missing_since=None, version=Hearing.version + 1)
        )


def _told(session: Session, hearing_ids: set[int], now: datetime) -> set[tuple[str, int]]:
    """Return the people who hear of a change by this transaction; later reminders do not count."""
    told: set[tuple[str, int]] = set()
    ids = sorted(hearing_ids)
    for start in range(0, len(ids), 400):
        query = select(Notice.recipient_kind, Notice.recipient_id).where(
            Notice.hearing_id.in_(ids[start : start + 400]),
            Notice.planned_at == now,
            Notice.state == "planned",
            Notice.event.in_(CHANGE_EVENTS),
        )
        told.update((kind, recipient) for kind, recipient in session.execute(query))
    return told
