"""The accepted rows of an import become cases, hearings, moves and cancellations."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, cast, func, select, update
from sqlalchemy.orm import Session

from litigation.actions.actor import Actor
from litigation.actions.among import among
from litigation.actions.answer_row import proposed_again
from litigation.actions.import_row import STORED, StoredRow, draft_of, store_row
from litigation.actions.insert_many import update_many
from litigation.actions.new_cases import Accepted, NewHearings, accept
from litigation.actions.registered_hearings import Sought, known_agencies, registered_of
from litigation.actions.write_changes import change, found_again, mark_missing
from litigation.intake.agency_match import AgencyNames
from litigation.intake.proposal import Option, ProposedRow, Question
from litigation.records.hearing import Hearing
from litigation.records.import_run import ImportRow, ImportRun
from litigation.records.notice import Notice

Watch = Callable[[int], None]
"""Told how many rows are written, now and then."""


def unwatched(_done: int) -> None:
    """Nobody watches."""


BATCH = 1000
"""Rows compared and written at once."""

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


def write_rows(
    session: Session, run: ImportRun, *, now: datetime, actor: Actor, watch: Watch = unwatched
) -> Written:
    """Write every accepted row of the run inside the caller's transaction.

    All rows are compared with the register as it was before the first of them was written.
    """
    written = Written()
    new = NewHearings(session, now=now, actor=actor)
    later: list[tuple[StoredRow, ProposedRow]] = []
    waiting: list[Accepted] = []
    done: list[tuple[int, int | None, dict[str, Any] | None]] = []

    def enter() -> None:
        entered = new.add(waiting)
        case_made = ((each, {"act": "create", "case": each.case_id}) for each in entered)
        done.extend((each.row_id, each.hearing_id, effect) for each, effect in case_made)
        written.new += len(waiting)
        waiting.clear()

    for stored, row in _proposed(session, run):
        if row.heap != "new":
            later.append((stored, row))
            continue
        accepted = accept(stored, row)
        if len(waiting) >= BATCH and waiting[-1].hearing != accepted.hearing:
            enter()
            watch(written.new)
            _settle(session, done, now)
        waiting.append(accepted)
    if waiting:
        enter()
    new.finish()
    _settle(session, done, now)
    touched = _write_later(session, run, later, written, now, actor)
    _write_same(session, run, written, now)
    session.flush()
    _expire_rows(session, run)
    written.told = _told(session, touched, now)
    return written


def _write_later(
    session: Session,
    run: ImportRun,
    rows: Iterable[tuple[StoredRow, ProposedRow]],
    written: Written,
    now: datetime,
    actor: Actor,
) -> set[int]:
    """Write what concerns hearings that are registered; return those that changed."""
    touched: set[int] = set()
    found: list[int] = []
    for stored, row in rows:
        effect = None
        if row.heap == "changed":
            effect = change(session, row, run.name, now, actor)
            written.changed += 1
        elif row.heap == "missing":
            effect = mark_missing(session, row, now)
            written.missing += effect is not None
        else:
            written.same += 1
            found += [row.hearing_id] if row.hearing_id else []
        hearing_id = row.hearing_id if row.heap != "same" else None
        touched |= {hearing_id} if hearing_id else set()
        _settle(session, [(stored.id, hearing_id, effect)], now)
    _take_marks_off(session, run, now, found)
    return touched


def _write_same(session: Session, run: ImportRun, written: Written, now: datetime) -> None:
    """Settle the rows that change nothing, and those set aside, without reading them."""
    is_open = (ImportRow.run_id == run.id) & ImportRow.applied_at.is_(None)
    same = is_open & (ImportRow.heap == "same")
    written.same += session.scalar(select(func.count()).select_from(ImportRow).where(same)) or 0
    query = (
        select(ImportRow.hearing_id)
        .join(Hearing, Hearing.id == ImportRow.hearing_id)
        .where(same, Hearing.missing_since.is_not(None))
        .distinct()
    )
    _take_marks_off(session, run, now, [each for each in session.scalars(query) if each is not None])
    aside = is_open & cast(ImportRow.decision, String).like('%"skip": true%')
    for settled in (same, aside):
        session.execute(
            update(ImportRow)
            .where(settled)
            .values(applied_at=now)
            .execution_options(synchronize_session=False)
        )


def _take_marks_off(session: Session, run: ImportRun, now: datetime, hearing_ids: Sequence[int]) -> None:
    """Take the mark off hearings that the list names again, and note it at the rows that name them."""
    for hearing_id, effect in found_again(session, hearing_ids):
        query = select(ImportRow.id).where(ImportRow.run_id == run.id, ImportRow.hearing_id == hearing_id)
        row_id = session.scalar(query.order_by(ImportRow.effect.is_not(None), ImportRow.position).limit(1))
        if row_id is not None:
            _settle(session, [(row_id, hearing_id, effect)], now)


def _settle(
    session: Session, done: list[tuple[int, int | None, dict[str, Any] | None]], now: datetime
) -> None:
    """Note at the rows what writing them did; a row without a hearing keeps the one it has."""
    made = [(hearing, now, effect, row) for row, hearing, effect in done if hearing is not None]
    plain = [(now, effect, row) for row, hearing, effect in done if hearing is None]
    session.flush()
    update_many(session, ImportRow, ("hearing_id", "applied_at", "effect"), made)
    update_many(session, ImportRow, ("applied_at", "effect"), plain)
    done.clear()


def _expire_rows(session: Session, run: ImportRun) -> None:
    for loaded in list(session.identity_map.values()):
        if isinstance(loaded, ImportRow) and loaded.run_id == run.id:
            session.expire(loaded)


def _proposed(session: Session, run: ImportRun) -> Iterator[tuple[StoredRow, ProposedRow]]:
    """Compare the accepted rows once more; what would now do something else waits again."""
    ids, sought = _accepted(session, run)
    known = registered_of(session, sought, run.received_on, whole=False)
    names = AgencyNames(known_agencies(session))
    for start in range(0, len(ids), BATCH):
        query = select(*STORED).where(among(session, ImportRow.id, ids[start : start + BATCH]))
        for values in session.execute(query.order_by(ImportRow.position)).all():
            row = StoredRow(*values)
            draft = draft_of(row)
            if row.heap == "missing":
                yield row, ProposedRow("missing", draft, "mark", hearing_id=row.hearing_id)
                continue
            again = proposed_again(session, run, row, draft, names, known)
            if again.heap == "same" or _does(again) == _does_stored(row):
                yield row, again
            else:
                store_row(session.get_one(ImportRow, row.id), _asked_again(again))


def _accepted(session: Session, run: ImportRun) -> tuple[list[int], Sought]:
    """Return the rows to write in their order, and what to compare them with."""
    draft = ImportRow.draft
    query = (
        select(
            ImportRow.id,
            draft["case_number"].as_string(),
            draft["start"].as_string(),
            draft["uid"].as_string(),
        )
        .where(ImportRow.run_id == run.id, ImportRow.applied_at.is_(None))
        .where(ImportRow.heap.in_(("new", "changed", "missing")))
        .where(~cast(ImportRow.decision, String).like('%"skip": true%'))
        .order_by(ImportRow.position)
    )
    ids, numbers, starts, uids = [], set(), set(), set()
    for row_id, number, start, uid in session.execute(query):
        ids.append(row_id)
        numbers.add(number)
        uids.add(uid)
        if number and start:
            starts.add(start[:10])
    sought = Sought(numbers - {None}, uids - {None}, {date.fromisoformat(each) for each in starts})
    return ids, sought


def _does(row: ProposedRow) -> tuple[object, ...]:
    return row.heap, row.act, row.hearing_id, [(each.field, each.before, each.after) for each in row.changes]


def _does_stored(row: StoredRow) -> tuple[object, ...]:
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


def _told(session: Session, hearing_ids: set[int], now: datetime) -> set[tuple[str, int]]:
    """Return the people who hear of a change by this transaction; later reminders do not count."""
    query = select(Notice.recipient_kind, Notice.recipient_id).where(
        among(session, Notice.hearing_id, sorted(hearing_ids)),
        Notice.planned_at == now,
        Notice.state == "planned",
        Notice.event.in_(CHANGE_EVENTS),
    )
    return {(kind, recipient) for kind, recipient in session.execute(query)}
