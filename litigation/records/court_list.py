"""法院月度名单: what a court listed for a month, the letters about it, and what the court answered.

A list and its rows are never changed; what the register says beside them is drawn anew whenever
somebody looks.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from litigation.records.db import Record, UtcDateTime


class CourtList(Record):
    """One list of one month as it came; the original is the blob. The latest of a month counts."""

    __tablename__ = "court_list"
    __table_args__ = (UniqueConstraint("blob_sha256", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(String(7), index=True)
    name: Mapped[str] = mapped_column(String(200))
    court: Mapped[str] = mapped_column(String(80), default="")
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
    received_on: Mapped[date]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_by: Mapped[str] = mapped_column(String(60), default="")
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    rows: Mapped[list["CourtListRow"]] = relationship(
        back_populates="court_list", order_by="CourtListRow.position"
    )


class CourtListRow(Record):
    """One case number of a list. ``appeared`` None: the list does not say."""

    __tablename__ = "court_list_row"
    __table_args__ = (UniqueConstraint("list_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("court_list.id"))
    position: Mapped[int]
    sheet: Mapped[str] = mapped_column(String(100), default="")
    line: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(String(60))
    written: Mapped[str] = mapped_column(String(120))
    days: Mapped[list[str]] = mapped_column(JSON, default=list)
    agencies: Mapped[list[str]] = mapped_column(JSON, default=list)
    appeared: Mapped[bool | None]
    rank: Mapped[str | None] = mapped_column(String(20))
    heads: Mapped[list[str]] = mapped_column(JSON, default=list)
    post: Mapped[str] = mapped_column(String(100), default="")
    reason: Mapped[str] = mapped_column(String(300), default="")
    original: Mapped[str] = mapped_column(Text, default="")

    court_list: Mapped[CourtList] = relationship(back_populates="rows")


class CourtLetter(Record):
    """A letter of inquiry to the court: the differences it asks about, by key, and its bytes."""

    __tablename__ = "court_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("court_list.id"), index=True)
    keys: Mapped[list[str]] = mapped_column(JSON, default=list)
    reply_by: Mapped[date]
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(60), default="")


class CourtAnswer(Record):
    """What the court answered about one difference; a later answer stands beside the earlier one."""

    __tablename__ = "court_answer"
    __table_args__ = (Index("ix_court_answer_list_id_key", "list_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("court_list.id"))
    key: Mapped[str] = mapped_column(String(400))
    words: Mapped[str] = mapped_column(Text)
    answered_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[str] = mapped_column(String(60), default="")


def find_court_list(session: Session, list_id: int) -> CourtList | None:
    """Return a list with its rows."""
    query = select(CourtList).where(CourtList.id == list_id).options(selectinload(CourtList.rows))
    return session.scalar(query)


def court_lists(session: Session, first: int, count: int) -> tuple[Sequence[CourtList], int]:
    """Return ``count`` lists from the ``first`` latest on, and how many there are."""
    query = select(CourtList).order_by(CourtList.month.desc(), CourtList.id.desc())
    total = session.scalar(select(func.count()).select_from(CourtList)) or 0
    return session.scalars(query.offset(first).limit(count)).all(), total


def lists_of_month(session: Session, month: str) -> Sequence[CourtList]:
    """Return the lists that count for a month, the latest of each court, with their rows."""
    return _latest(session, CourtList.month == month)


def latest_lists(session: Session, since: datetime) -> Sequence[CourtList]:
    """Return the lists received since a moment that no later list of the same court replaces."""
    return _latest(session, CourtList.received_at >= since)


def _latest(session: Session, wanted: ColumnElement[bool]) -> Sequence[CourtList]:
    newest = select(func.max(CourtList.id)).group_by(CourtList.month, CourtList.court)
    query = select(CourtList).where(wanted, CourtList.id.in_(newest)).order_by(CourtList.id)
    return session.scalars(query.options(selectinload(CourtList.rows))).all()


def letters_of(session: Session, list_id: int) -> Sequence[CourtLetter]:
    """Return the letters about a list, the latest first."""
    query = select(CourtLetter).where(CourtLetter.list_id == list_id)
    return session.scalars(query.order_by(CourtLetter.id.desc())).all()


def answers_of(session: Session, list_ids: Sequence[int]) -> dict[tuple[int, str], list[CourtAnswer]]:
    """Return what the court answered by list and difference, the latest first."""
    found: dict[tuple[int, str], list[CourtAnswer]] = {}
    query = select(CourtAnswer).where(CourtAnswer.list_id.in_(list_ids)).order_by(CourtAnswer.id.desc())
    for answer in session.scalars(query):
        found.setdefault((answer.list_id, answer.key), []).append(answer)
    return found
