"""Twelve months of a small district: declines, moves, leave, transfers of office, and nobody forgotten.

Seeded, so that a failure comes again. What is free is judged here by plain reckoning, apart from
the code that is tested.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select

from litigation.actions.actor import Actor
from litigation.actions.answer_notice import Refusal, confirm, decline
from litigation.actions.assign_heads import Choice, assign, assign_all
from litigation.actions.carry_absence import AbsenceInput, SeenMove, carry_out_absence
from litigation.actions.link import make_token
from litigation.actions.manage_people import OfficialInput, update_official
from litigation.actions.move_hearing import NewDate, move_hearing
from litigation.actions.propose_heads import open_demands, propose_all
from litigation.actions.record_attendance import Came, record_attendance
from litigation.actions.what_if import what_if_away
from litigation.law.clock import at_shanghai, shanghai_day
from litigation.records.agency import Agency, Leave, Official
from litigation.records.assignment import Assignment, seat_holder
from litigation.records.db import db
from litigation.records.hearing import Hearing
from tests.factory import CLERK, SECRET, hearing_at, make_agency, make_case, make_official

HEAD = Actor("负责人（链接）", "head")
FIRST = date(2026, 1, 5)
WEEKS = 52
LENGTH, WAY = timedelta(hours=2), timedelta(minutes=30)
COURTS = ("云汀区人民法院", "澄州市中级人民法院")
CURRENT = ("asked", "confirmed", "lapsed")


@dataclass
class Year:
    """The district, its dice, and how often each thing happened."""

    dice: Random
    agencies: list[Agency]
    happened: Counter[str] = field(default_factory=Counter)

    def now(self, week: int) -> datetime:
        return at_shanghai(FIRST + timedelta(weeks=week), 8)


def a_year(seed: int) -> Year:
    agencies = [make_agency(), make_agency()]
    for agency in agencies:
        make_official(agency, f"{agency.id}正", rank="principal", post="局长")
        for name in "甲乙":
            make_official(agency, f"{agency.id}{name}")
    return Year(Random(seed), agencies)


def run(year: Year) -> None:
    for week in range(WEEKS):
        now = year.now(week)
        record_what_is_past(year, now)
        new_cases(year, now)
        some_move(year, now)
        somebody_leaves(year, now)
        if week in (17, 35):
            an_office_changes_hands(year, now)
        take_proposals(year, now)
        heads_answer(year, now)
        replace_who_cannot(year, now)
        take_proposals(year, now)
        check(year, now)


def a_slot(year: Year, now: datetime) -> str:
    day = shanghai_day(now) + timedelta(days=year.dice.choice((8, 9, 15)))
    return f"{day.isoformat()} {year.dice.choice(('09:00', '09:30', '11:15', '14:30'))}"


def new_cases(year: Year, now: datetime) -> None:
    for agency in year.agencies:
        for _ in range(year.dice.choice((0, 0, 1, 1, 3))):
            hearing = hearing_at(a_slot(year, now), court=year.dice.choice(COURTS))
            make_case(agency, hearings=(hearing,), now=now)
            year.happened["hearing"] += 1


def coming(now: datetime) -> list[Hearing]:
    query = select(Hearing).where(Hearing.starts_at > now, Hearing.outcome.is_(None)).order_by(Hearing.id)
    return list(db.session.scalars(query))


def some_move(year: Year, now: datetime) -> None:
    for hearing in coming(now):
        if year.dice.random() < 0.1:
            to = NewDate(datetime.fromisoformat(a_slot(year, now)).replace(tzinfo=now.tzinfo))
            if to.starts_at != hearing.starts_at:
                move_hearing(hearing.id, to, "改期", now=now, actor=CLERK)
                year.happened["move"] += 1


def somebody_leaves(year: Year, now: datetime) -> None:
    """Try an absence of a few days and carry it out as it was shown."""
    if year.dice.random() < 0.6:
        return
    agency = year.dice.choice(year.agencies)
    official = year.dice.choice(in_office(agency, shanghai_day(now)))
    first = shanghai_day(now) + timedelta(days=year.dice.choice((7, 8, 14)))
    if (held := standing(now)) and year.dice.random() < 0.7:
        seat = year.dice.choice(held)
        official, first = seat.official, shanghai_day(seat.hearing.starts_at)
    last = first + timedelta(days=year.dice.choice((0, 2, 4)))
    found = what_if_away(official.id, first, last, now=now)
    moves = []
    for move in found.moved:
        holder = seat_holder(db.session, move.hearing.id, move.agency.id)
        assert holder is not None
        moves.append(SeenMove(holder.id, holder.version, move.after.official_id))
    absence = AbsenceInput(first, last, "leave")
    carry_out_absence(official.id, absence, moves, now=now, actor=CLERK, secret=SECRET)
    year.happened["leave"] += 1
    year.happened["moved for leave"] += len(moves)


def an_office_changes_hands(year: Year, now: datetime) -> None:
    """A deputy goes to another agency next week; somebody new comes a week later."""
    agency = year.dice.choice(year.agencies)
    going = year.dice.choice([each for each in in_office(agency, shanghai_day(now)) if each.rank == "deputy"])
    last = shanghai_day(now) + timedelta(days=6)
    entry = OfficialInput(going.name, going.rank, going.post, from_on=going.from_on, to_on=last)
    update_official(going.id, going.version, entry, now=now, actor=CLERK)
    make_official(agency, f"{going.name}后任", from_on=last + timedelta(days=8))
    year.happened["transfer"] += 1


def take_proposals(year: Year, now: datetime) -> None:
    items = propose_all(db.session, now).items
    choices = [
        Choice(each.hearing.id, each.agency.id, each.proposed.official_id, seen=0)
        for each in items
        if each.proposed is not None
    ]
    assign_all(choices, now=now, actor=CLERK, secret=SECRET)


def heads_answer(year: Year, now: datetime) -> None:
    asked = db.session.scalars(
        select(Assignment).where(Assignment.state.in_(("asked", "lapsed"))).order_by(Assignment.id)
    ).all()
    for each in asked:
        db.session.refresh(each)
        if each.state not in ("asked", "lapsed") or each.hearing.starts_at <= now:
            continue
        token, key = make_token(SECRET, "head", each.nonce), f"key-{each.id}-{now.date()}"
        revision, chance = each.hearing.revision, year.dice.random()
        if chance < 0.7:
            confirm(token, key, revision=revision, now=now, actor=HEAD)
        elif chance < 0.85:
            refusal = Refusal("2", "突发疾病")
            decline(token, refusal, key, revision=revision, now=now, actor=HEAD, secret=SECRET)
            year.happened["decline"] += 1


def replace_who_cannot(year: Year, now: datetime) -> None:
    """Do what the board asks for: whoever is out of office, away or in two places gives way."""
    for each in standing(now):
        others = [one for one in standing(now) if one.id != each.id]
        if can_come(each.official, each.hearing, others, now):
            continue
        free = could_replace(each, now)
        if free:
            choice = Choice(each.hearing_id, each.agency_id, free[0].id, seen=each.id)
            assign(choice, now=now, actor=CLERK, secret=SECRET)
            year.happened["replaced"] += 1


def could_replace(seat: Assignment, now: datetime) -> list[Official]:
    others = [one for one in standing(now) if one.id != seat.id]
    return [
        each
        for each in in_office(seat.agency, shanghai_day(seat.hearing.starts_at))
        if each.id != seat.official_id and can_come(each, seat.hearing, others, now)
    ]


def record_what_is_past(year: Year, now: datetime) -> None:
    rows = db.session.scalars(
        select(Assignment)
        .join(Hearing)
        .where(Assignment.state.in_(CURRENT), Hearing.starts_at <= now, Hearing.outcome.is_(None))
    ).all()
    for each in rows:
        out_of_office = each.official not in in_office(each.agency, shanghai_day(each.hearing.starts_at))
        came = Came(None if out_of_office else each.official_id, present=not out_of_office)
        record_attendance(each.hearing_id, each.agency_id, came, now=now, actor=CLERK)
        year.happened["attended"] += not out_of_office


def standing(now: datetime) -> list[Assignment]:
    query = (
        select(Assignment)
        .join(Hearing)
        .where(Assignment.state.in_(CURRENT), Hearing.starts_at > now, Hearing.cancelled_at.is_(None))
        .order_by(Assignment.id)
    )
    return list(db.session.scalars(query))


def in_office(agency: Agency, day: date) -> list[Official]:
    rows = db.session.scalars(select(Official).where(Official.agency_id == agency.id).order_by(Official.id))
    return [
        each
        for each in rows
        if (each.from_on is None or each.from_on <= day) and (each.to_on is None or day <= each.to_on)
    ]


def can_come(official: Official, hearing: Hearing, others: list[Assignment], now: datetime) -> bool:
    """Reckon plainly: in office, not away, in no other hearing or on the way, and has not refused."""
    start, end = hearing.starts_at, hearing.starts_at + LENGTH
    if official not in in_office(official.agency, shanghai_day(start)):
        return False
    leaves = db.session.scalars(select(Leave).where(Leave.official_id == official.id))
    if any(each.starts_at < end and start < each.ends_at for each in leaves):
        return False
    for each in others:
        if each.official_id != official.id or each.hearing_id == hearing.id:
            continue
        gap = WAY if each.hearing.court != hearing.court else timedelta()
        if each.hearing.starts_at < end + gap and start - gap < each.hearing.starts_at + LENGTH:
            return False
    refused = select(Assignment.id).where(
        Assignment.official_id == official.id,
        Assignment.hearing_id == hearing.id,
        Assignment.state == "declined",
        Assignment.revision == hearing.revision,
    )
    return db.session.scalar(refused) is None


def check(year: Year, now: datetime) -> None:
    """Nobody is in two places, nobody out of office is relied on while another is free, no duty forgotten."""
    held = standing(now)
    for each in held:
        for other in held:
            if other.id > each.id and other.official_id == each.official_id:
                if abs(other.hearing.starts_at - each.hearing.starts_at) >= LENGTH:
                    continue
                assert max(each.hearing.revision, other.hearing.revision) > 1, "nobody sends one to two"
                assert not could_replace(each, now), "somebody could have gone to one of the two"
                assert not could_replace(other, now), "somebody could have gone to one of the two"
                year.happened["in two places after a move"] += 1
    for hearing, agency in open_demands(db.session, now):
        free = [
            each.name
            for each in in_office(agency, shanghai_day(hearing.starts_at))
            if can_come(each, hearing, held, now)
        ]
        assert not free, f"{hearing.starts_at} was left open although {free} were free"
        year.happened["open"] += 1


@pytest.mark.parametrize("seed", [7, 2026])
def test_every_duty_for_which_a_lawful_head_was_free_got_one(app: Flask, seed: int) -> None:
    year = a_year(seed)
    run(year)
    for what in ("hearing", "move", "leave", "decline", "transfer", "attended", "moved for leave"):
        assert year.happened[what] > 0, what
    assert year.happened["hearing"] > 60
