"""收到法院月度名单: kept as it came, original and rows; the same list again is the same record."""

import hashlib
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from litigation.actions.actor import OFFICE, Actor, require
from litigation.actions.journal import record_act
from litigation.actions.keep_blob import keep_blob
from litigation.actions.register_case import court_of
from litigation.actions.row import plain_words
from litigation.intake.court_list import CourtReading, in_month, read_court_list
from litigation.intake.court_list_row import CourtRow
from litigation.intake.draft import Problem
from litigation.law.case_number import read_case_number
from litigation.law.clock import read_month, shanghai_day
from litigation.law.error import InvalidInputError
from litigation.law.summary import say_month
from litigation.law.word import N_
from litigation.records.court_list import CourtList, CourtListRow
from litigation.records.db import writing

MOST_ROWS = 3000
"""A court hears some dozens of such cases a month; a list beyond this is something else."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a clerk says of a list: its month ``YYYY-MM``, when it came, and whose it is if known."""

    month: str
    received_on: date
    court: str = ""


def receive_court_list(data: bytes, name: str, stated: Stated, *, now: datetime, actor: Actor) -> CourtList:
    """Keep a list; the same bytes for the same month give the list that is kept already.

    Raises:
        InvalidInputError: it cannot be read, is another month's, or the month is still to come.
    """
    require(actor, *OFFICE)
    if read_month(stated.month)[0] > shanghai_day(now):
        raise InvalidInputError(N_("这个月还没有开始，请改选月份。"), field="month")
    reading = read_court_list(data, name, stated.month)
    _refuse(reading, stated.month)
    digest = hashlib.sha256(data).hexdigest()
    with writing() as session:
        keep_blob(session, digest, data, "application/octet-stream", now)
        known = session.scalar(
            select(CourtList).where(CourtList.blob_sha256 == digest, CourtList.month == stated.month)
        )
        if known is not None:
            return known
        kept = _keep(session, reading, digest, stated, now, actor)
        record_act(session, now, actor, "court_list.receive", "court_list", kept.id, month=kept.month)
    return kept


def _refuse(reading: CourtReading, month: str) -> None:
    if not reading.rows:
        raise InvalidInputError(reading.problems[0].message, field="file")
    if len(reading.rows) > MOST_ROWS:
        raise InvalidInputError(f"名单超过 {MOST_ROWS} 行，请只保留一个月的名单。", field="file")
    if not in_month(reading, month):
        told = f"名单写的是{say_month(reading.month)}" if reading.month else "名单里没有这个月的开庭"
        raise InvalidInputError(
            f"{told}，所选的是{say_month(month)}。请改选月份，或换一份名单。", field="month"
        )


def _keep(
    session: Session, reading: CourtReading, digest: str, stated: Stated, now: datetime, actor: Actor
) -> CourtList:
    kept = CourtList(
        month=stated.month,
        name=plain_words(reading.source)[:200],
        court=(plain_words(stated.court) or reading.court or _court_of_numbers(session, reading))[:80],
        blob_sha256=digest,
        received_on=stated.received_on,
        received_at=now,
        received_by=actor.name,
        problems=[_problem(each) for each in reading.problems],
    )
    kept.rows = [_row(position, each) for position, each in enumerate(reading.rows)]
    session.add(kept)
    session.flush()
    return kept


def _court_of_numbers(session: Session, reading: CourtReading) -> str:
    """The court whose code most of the numbers carry."""
    read = [number for row in reading.rows if row.number and (number := read_case_number(row.number))]
    codes = Counter(number.court for number in read)
    return court_of(session, codes.most_common(1)[0][0]) if codes else ""


def _row(position: int, row: CourtRow) -> CourtListRow:
    return CourtListRow(
        position=position,
        sheet=(row.place.sheet or "")[:100],
        line=row.place.row,
        number=row.number,
        written=row.written,
        days=[day.isoformat() for day in row.days],
        agencies=list(row.agencies),
        appeared=row.appeared,
        rank=row.rank,
        heads=list(row.heads),
        post=row.post[:100],
        reason=row.reason[:300],
        original=row.original,
    )


def _problem(problem: Problem) -> dict[str, object]:
    place = {name: value for name, value in asdict(problem.place).items() if value is not None}
    return {"code": problem.code, "message": problem.message, "value": problem.value, "place": place}
