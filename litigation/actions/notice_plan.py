"""Putting notices into the outbox: whom a message goes to, over which channels, under which key."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.notice_words import call
from litigation.actions.office import OfficeSettings
from litigation.law.clock import at_shanghai, shanghai
from litigation.records.agency import Agency, Liaison, Official
from litigation.records.assignment import Assignment
from litigation.records.hearing import Hearing
from litigation.records.notice import Notice, Task
from litigation.records.user import User

MORNING = time(8, 30)
"""When what was held back over night goes out."""

NEAR = timedelta(hours=24)
"""So close to the hearing, quiet hours do not count."""

BOTH_CHANNELS = frozenset(
    {
        "appointment", "substitute", "taken_over", "moved", "corrected", "postponed", "cancelled",
        "relieved", "circular", "hand_over",
    }
)  # fmt: skip
"""Messages that go by text and by mail: the mail holds the invitation, or is the paper itself."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person a notice goes to; ``kind`` is official, liaison or user."""

    kind: str
    id: int
    name: str
    mobile: str
    email: str

    def channels(self, event: str) -> tuple[str, ...]:
        """Return the channels for an event: text first, mail besides or in its place."""
        has = tuple(name for name, address in (("sms", self.mobile), ("mail", self.email)) if address)
        return has if event in BOTH_CHANNELS else has[:1]


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing to be told to one person, before it is split into channels.

    ``steady``: its time follows from the state, so that planning again may correct it.
    """

    event: str
    rung: str
    to: Recipient
    due_at: datetime
    expires_at: datetime | None
    agency_id: int | None = None
    assignment: Assignment | None = None
    details: dict[str, Any] = field(default_factory=dict)
    steady: bool = False


def official_recipient(official: Official) -> Recipient:
    """A head, addressed by name and post."""
    return Recipient("official", official.id, call(official), official.mobile or "", official.email or "")


def liaison_recipient(liaison: Liaison) -> Recipient:
    """A liaison or secretary."""
    return Recipient("liaison", liaison.id, liaison.name, liaison.mobile or "", liaison.email or "")


def user_recipient(user: User) -> Recipient:
    """A user of the office, such as a leader in charge."""
    return Recipient("user", user.id, user.name, user.mobile or "", user.email or "")


def copy_to(official: Official, agency: Agency) -> Recipient | None:
    """Return who gets the copies of a head's messages: the head's secretary, else the agency's liaison."""
    if official.liaison is not None and official.liaison.active:
        return liaison_recipient(official.liaison)
    return liaison_of(agency)


def liaison_of(agency: Agency) -> Recipient | None:
    """Return the agency's liaison, the default one first."""
    active = sorted((each for each in agency.liaisons if each.active), key=lambda each: not each.is_default)
    return liaison_recipient(active[0]) if active else None


def leaders(session: Session) -> list[Recipient]:
    """Return the leaders in charge."""
    found = session.scalars(select(User).where(User.role == "leadership", User.active).order_by(User.id))
    return [user_recipient(user) for user in found]


def after_quiet(moment: datetime, starts_at: datetime | None, settings: OfficeSettings) -> datetime:
    """Move a moment out of the quiet hours to 08:30, unless the hearing is within 24 hours."""
    if starts_at is not None and starts_at - moment < NEAR:
        return moment
    begin, end = settings.quiet
    local = shanghai(moment)
    if local.time() >= begin:
        return at_shanghai(local.date() + timedelta(days=1), MORNING.hour, MORNING.minute)
    if local.time() < end:
        return at_shanghai(local.date(), MORNING.hour, MORNING.minute)
    return moment


def start_of(hearing: Hearing) -> datetime | None:
    """Return the start, or 08:00 of a day without an hour; nothing while the date is open."""
    if hearing.starts_at is not None:
        return hearing.starts_at
    return at_shanghai(hearing.starts_on, 8) if hearing.starts_on else None


def put(session: Session, hearing: Hearing, drafts: Iterable[Draft], now: datetime) -> None:
    """Put drafts into the outbox; one that is there already is not put in again, whatever became of it."""
    wanted = {row.key: (row, draft) for draft in drafts for row in _rows(hearing, draft, now)}
    if not wanted:
        return
    known = {each.key: each for each in session.scalars(select(Notice).where(Notice.key.in_(list(wanted))))}
    for key, (row, draft) in wanted.items():
        if key not in known:
            session.add(row)
        elif draft.steady and known[key].state == "planned" and known[key].tried_at is None:
            known[key].due_at, known[key].expires_at = row.due_at, row.expires_at
    session.flush()


def ask_for_contact(session: Session, hearing: Hearing, draft: Draft, now: datetime) -> None:
    """Alarm at once when a person who must know has neither mobile nor mail."""
    add_task(
        session,
        Task(
            key=f"contact:{hearing.id}:{draft.to.kind}{draft.to.id}",
            kind="contact",
            hearing_id=hearing.id,
            agency_id=draft.agency_id,
            official_id=draft.to.id if draft.to.kind == "official" else None,
            assignment_id=draft.assignment.id if draft.assignment else None,
            title=f"{draft.to.name}没有手机号和邮箱，通知不到。请补填，或打电话告知。",
            due_at=now,
            created_at=now,
        ),
    )


def add_task(session: Session, task: Task) -> bool:
    """Add a task unless its key is known; say whether it is new."""
    if session.scalar(select(Task.id).where(Task.key == task.key)) is not None:
        return False
    session.add(task)
    session.flush()
    return True


def _rows(hearing: Hearing, draft: Draft, now: datetime) -> list[Notice]:
    assignment_id = draft.assignment.id if draft.assignment else None
    whose = str(assignment_id) if assignment_id else f"a{draft.agency_id}"
    subject = f"h{hearing.id}:{hearing.revision}:{whose}:{draft.rung}"
    return [
        Notice(
            key=f"{subject}:{draft.to.kind}{draft.to.id}:{channel}",
            event=draft.event,
            rung=draft.rung,
            channel=channel,
            hearing_id=hearing.id,
            assignment_id=assignment_id,
            agency_id=draft.agency_id,
            recipient_kind=draft.to.kind,
            recipient_id=draft.to.id,
            recipient_name=draft.to.name,
            address=draft.to.mobile if channel == "sms" else draft.to.email,
            revision=hearing.revision,
            details=draft.details,
            due_at=draft.due_at,
            expires_at=draft.expires_at,
            planned_at=now,
        )
        for channel in draft.to.channels(draft.event)
    ]
