"""告知记录: what was told to whom, when, about one hearing; printed, it is a proof."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from litigation.actions.ladder_state import climbs
from litigation.actions.office import holiday_calendar, office_settings
from litigation.law.clock import shanghai_day
from litigation.law.error import NotFoundError
from litigation.law.ladder import PAST
from litigation.law.word import N_
from litigation.records.assignment import Assignment
from litigation.records.db import db
from litigation.records.hearing import Hearing
from litigation.records.notice import Notice
from litigation.records.outbox import hearing_for_log, notices_of, tasks_of
from litigation.web import clock

FIRST_WORDS = ("appointment", "substitute", "taken_over")
"""Messages by which a head first hears of a hearing."""

PARTS = {"official": N_("负责人"), "liaison": N_("联络员"), "user": N_("领导")}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person with everything that was, or will be, told to them; latest first."""

    name: str
    kind: str
    notices: tuple[Notice, ...]

    @property
    def part(self) -> str:
        """What this person is to the hearing."""
        return gettext(PARTS[self.kind])

    @property
    def addresses(self) -> dict[str, str]:
        """The address used last on each channel."""
        return {each.channel: each.address for each in reversed(self.notices) if each.address}

    @property
    def reached(self) -> bool:
        """Tell whether a message arrived, as far as the provider says."""
        return any(each.delivered_at or each.opened_at for each in self.notices)


def show(hearing_id: int) -> ResponseReturnValue:
    """Show the log of one hearing."""
    session = db.session()
    hearing = hearing_for_log(session, hearing_id)
    if hearing is None or not hearing.lawsuits:
        raise NotFoundError
    notices = notices_of(session, hearing_id)
    people = _people(notices)
    return render_template(
        "told/log.html",
        hearing=hearing,
        lawsuit=hearing.lawsuits[0],
        people=people,
        first=_first_told(notices),
        days=_days_before(hearing, _first_told(notices)),
        answered=len({each.official_id for each in _assignments(notices) if each.answered_at}),
        next=_next(notices),
        tasks=[task for task in tasks_of(session, hearing_id) if task.done_at is None],
        seal=_seal(notices),
        skipped=_skipped(hearing),
    )


def _people(notices: Sequence[Notice]) -> list[Recipient]:
    """Put each person's messages together, heads first."""
    order = list(PARTS)

    def person(each: Notice) -> tuple[int, int]:
        return order.index(each.recipient_kind), each.recipient_id

    # The sort is stable, so that within one person the latest message stays first.
    grouped = groupby(sorted(notices, key=person), key=person)
    people = [tuple(rows) for _who, rows in grouped]
    return [Recipient(rows[0].recipient_name, rows[0].recipient_kind, rows) for rows in people]


def _assignments(notices: Sequence[Notice]) -> list[Assignment]:
    return [each.assignment for each in notices if each.assignment is not None]


def _first_told(notices: Sequence[Notice]) -> datetime | None:
    """Return when the head was first told: delivered if the provider says so, else sent."""
    times = [
        each.delivered_at or each.sent_at
        for each in notices
        if each.recipient_kind == "official" and each.event in FIRST_WORDS and each.sent_at
    ]
    return min((at for at in times if at is not None), default=None)


def _days_before(hearing: Hearing, told_at: datetime | None) -> int | None:
    """Count the working days between the first message and the hearing: a fact, no rule of the court's."""
    if told_at is None or hearing.starts_on is None or shanghai_day(told_at) >= hearing.starts_on:
        return None
    holidays = holiday_calendar(db.session())
    day, count = holidays.next_working_day(shanghai_day(told_at)), 0
    while day < hearing.starts_on:
        day, count = holidays.next_working_day(day), count + 1
    return count


def _next(notices: Sequence[Notice]) -> Notice | None:
    """Return what leaves next."""
    coming = [each for each in notices if each.state == "planned" and each.due_at >= clock.now()]
    return min(coming, key=lambda each: each.due_at, default=None)


def _skipped(hearing: Hearing) -> list[tuple[str, str, str]]:
    """Return the rungs that are left out, with agency and reason; what is merely past is no gap."""
    session, now = db.session(), clock.now()
    ladders = climbs(session, hearing, office_settings(session), now)
    return [
        (climb.agency.short_name, gettext(step.rung.label), step.skipped_reason)
        for climb in ladders
        for step in climb.steps
        if step.skipped_reason and step.skipped_reason != PAST
    ]


def _seal(notices: Sequence[Notice]) -> str:
    """Return the digest that stands on a printed log: the same log gives the same digest."""
    facts = [
        f"{each.id} {each.state} {each.sent_at} {each.delivered_at} {each.opened_at}"
        for each in sorted(notices, key=lambda each: each.id)
    ]
    digest = hashlib.sha256("\n".join(facts).encode()).hexdigest()
    return f"{digest[:4]} {digest[4:8]}"
