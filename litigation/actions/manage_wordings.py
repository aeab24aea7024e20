"""The words of messages, as the office wants them: checked before they hold, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.notice_words import hearing_words
from litigation.actions.office import office_settings
from litigation.channels.fragments import count_fragments
from litigation.channels.message import (
    EVENTS,
    FIELDS,
    editable_parts,
    fields_in,
    problems_of,
    render_part,
    shorten,
    template,
)
from litigation.law.error import ConflictError, InvalidInputError, NotFoundError
from litigation.records.db import writing
from litigation.records.hearing import Hearing
from litigation.records.message_wording import MessageWording, wording_history


@dataclass(frozen=True, slots=True)
class Shown:
    """One part as it would leave: the text, and how it is billed if it is a text message."""

    part: str
    text: str
    characters: int
    fragments: int


def wordings_of(session: Session, event: str) -> dict[str, str]:
    """Return the office's wording of the parts that it changed."""
    held: dict[str, str] = {}
    for row in reversed(wording_history(session, event)):
        held[row.part] = row.wording
    return {part: wording for part, wording in held.items() if wording}


def shipped(event: str) -> dict[str, str]:
    """Return the words of an event as they come with the programme."""
    return {part: shorten(template(event, part)) for part in editable_parts(event)}


def fields_of(event: str) -> tuple[tuple[str, str, str], ...]:
    """Return name, meaning and example of every field an event may use."""
    return tuple((name, *FIELDS[name]) for name in FIELDS if name in EVENTS[event])


def wording_version(session: Session, event: str) -> int:
    """Return a number that grows with every change of an event's words."""
    history = wording_history(session, event)
    return history[0].id if history else 0


def changed_events(session: Session) -> set[str]:
    """Return the events whose words are the office's own at present."""
    held: dict[tuple[str, str], str] = {}
    for row in reversed(wording_history(session)):
        held[row.event, row.part] = row.wording
    return {event for (event, _part), wording in held.items() if wording}


def change_wording(
    event: str, wordings: Mapping[str, str], *, version: int, now: datetime, actor: Actor
) -> tuple[str, ...]:
    """Put the office's wording of some parts in force; an empty one goes back to the shipped words.

    Returns the parts that changed.

    Raises:
        NotFoundError: no such event.
        InvalidInputError: a wording cannot be used; ``details["field"]`` names the part.
        ConflictError: somebody changed the event's words since ``version``.
    """
    require(actor, *OFFICE)
    if event not in EVENTS:
        raise NotFoundError
    checked = {part: _check(event, part, wording) for part, wording in wordings.items()}
    with writing() as session:
        if version != wording_version(session, event):
            raise ConflictError
        held = wordings_of(session, event)
        changed = tuple(part for part, wording in checked.items() if wording != held.get(part, ""))
        for part in changed:
            _write(session, event, part, checked[part], now, actor)
        if changed:
            record_act(
                session, now, actor, "wording.change", "message", None, event=event, parts=list(changed)
            )
    return changed


def show_wording(
    session: Session, event: str, wordings: Mapping[str, str], now: datetime
) -> tuple[Shown, ...]:
    """Fill in every part with the next hearing's values, or with examples where there is none."""
    values = {name: example for name, (_meaning, example) in FIELDS.items()} | _real(session, now)
    for name in (name for wording in wordings.values() for name in fields_in(wording)):
        values.setdefault(name, f"{{{name}}}")
    shown = []
    for part in editable_parts(event):
        text = render_part(event, part, values, dict(wordings)).strip()
        fragments = count_fragments(text).count if part == "sms.txt" else 0
        shown.append(Shown(part, text, len(text), fragments))
    return tuple(shown)


def _real(session: Session, now: datetime) -> dict[str, str]:
    """Return what the next hearing and the office's settings say."""
    settings = office_settings(session)
    values = {"office": settings.office_name, "reply_phone": settings.office_phone}
    hearing = session.scalar(
        select(Hearing)
        .where(Hearing.starts_at > now, Hearing.cancelled_at.is_(None))
        .order_by(Hearing.starts_at)
        .limit(1)
    )
    if hearing is not None and hearing.lawsuits:
        duty = next((duty for case in hearing.lawsuits for duty in case.duties), None)
        values |= hearing_words(hearing, duty.agency if duty else None, now)
    return {name: value for name, value in values.items() if value}


def _check(event: str, part: str, wording: str) -> str:
    """Return the wording to keep: empty where it is the shipped one."""
    if part not in editable_parts(event):
        raise NotFoundError
    plain = shorten(wording)
    if not plain or plain == shorten(template(event, part)):
        return ""
    problems = problems_of(event, part, plain)
    if problems:
        raise InvalidInputError(problems[0], field=part)
    return plain


def _write(session: Session, event: str, part: str, wording: str, now: datetime, actor: Actor) -> None:
    versions = [row.version for row in wording_history(session, event) if row.part == part]
    session.add(
        MessageWording(
            event=event,
            part=part,
            version=max(versions, default=0) + 1,
            wording=wording,
            changed_at=now,
            changed_by=actor.name,
        )
    )
    session.flush()
