"""案件: one row per case number, its parties, and the duties that arise from it.

The table is called ``lawsuit`` because ``case`` is a word of SQL. What the facts amount to
(standing, month and what the profiles need) is stored beside them and rewritten by the
action that changes a fact; ``litigation verify`` proves that stored equals recomputed.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from litigation.records.agency import Agency
from litigation.records.db import Record, UtcDateTime

if TYPE_CHECKING:
    from litigation.records.hearing import Hearing


class Lawsuit(Record):
    """One case number: what the district counts (a unit).

    ``amount`` is in yuan. ``principal_named``: the court or the leaders asked for the principal;
    ``series`` names cases of one kind, for the district's rules.
    """

    __tablename__ = "lawsuit"
    __table_args__ = (
        UniqueConstraint("year", "court_code", "special", "type", "sequence"),
        # Covers the month's grouping, so that counting reads the index alone.
        Index(
            "ix_lawsuit_tally",
            "month",
            "standing",
            "procedure",
            "notice_kind",
            "head_rank",
            "spoke",
            "settled",
            "lawyers_only",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)
    original_number: Mapped[str] = mapped_column(String(120), default="")
    year: Mapped[int]
    court_code: Mapped[str] = mapped_column(String(20))
    special: Mapped[str] = mapped_column(String(4), default="")
    type: Mapped[str] = mapped_column(String(10))
    sequence: Mapped[int]
    procedure: Mapped[str | None] = mapped_column(String(30), index=True)
    court: Mapped[str] = mapped_column(String(80), default="")
    cause: Mapped[str] = mapped_column(String(200), default="")
    field: Mapped[str] = mapped_column(String(100), default="")
    sued_act: Mapped[str] = mapped_column(Text, default="")
    filed_on: Mapped[date | None]
    notice_kind: Mapped[str | None] = mapped_column(String(10))
    notice_ground: Mapped[str] = mapped_column(String(100), default="")
    notice_served_on: Mapped[date | None]
    arrangement_kind: Mapped[str | None] = mapped_column(String(10))
    amount: Mapped[int | None] = mapped_column(BigInteger)
    principal_named: Mapped[bool] = mapped_column(default=False, server_default=false())
    series: Mapped[str] = mapped_column(String(60), default="", server_default="")
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)

    # The conclusion (litigation.law.duty.conclude), stored.
    standing: Mapped[str] = mapped_column(String(20), default="not_counted")
    month: Mapped[str | None] = mapped_column(String(7))
    head_rank: Mapped[str | None] = mapped_column(String(20))
    spoke: Mapped[bool] = mapped_column(default=False)
    settled: Mapped[bool] = mapped_column(default=False)
    lawyers_only: Mapped[bool] = mapped_column(default=False)

    parties: Mapped[list["Party"]] = relationship(back_populates="lawsuit", order_by="Party.id")
    duties: Mapped[list["AppearanceDuty"]] = relationship(
        back_populates="lawsuit", order_by="AppearanceDuty.id"
    )
    hearings: Mapped[list["Hearing"]] = relationship(secondary="hearing_case", back_populates="lawsuits")
    arrangement: Mapped[list["ArrangementAgency"]] = relationship(order_by="ArrangementAgency.id")


class Party(Record):
    """A party of a case: an agency of the register, or a name as the court wrote it."""

    __tablename__ = "party"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("lawsuit.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(200))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    art1_3: Mapped[bool] = mapped_column(default=False)

    lawsuit: Mapped[Lawsuit] = relationship(back_populates="parties")
    agency: Mapped[Agency | None] = relationship()


class ArrangementAgency(Record):
    """An agency named by an arrangement among co-defendants (R2020 art. 3)."""

    __tablename__ = "arrangement_agency"
    __table_args__ = (UniqueConstraint("case_id", "agency_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("lawsuit.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))


class AppearanceDuty(Record):
    """出庭应诉义务: what one agency owes in one case number (R2020 arts. 1, 7)."""

    __tablename__ = "appearance_duty"
    __table_args__ = (
        UniqueConstraint("case_id", "agency_id"),
        CheckConstraint(
            "standing IN ('pending', 'unknown', 'open', 'discharged', 'excused', 'breached', 'relieved',"
            " 'not_counted')",
            name="standing",
        ),
        Index("ix_appearance_duty_tally", "month", "agency_id", "standing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("lawsuit.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    standing: Mapped[str] = mapped_column(String(20), default="pending")
    month: Mapped[str | None] = mapped_column(String(7))

    lawsuit: Mapped[Lawsuit] = relationship(back_populates="duties")
    agency: Mapped[Agency] = relationship()


class UnknownMonth(Record):
    """A month in which a case has a past 开庭 whose outcome, or an owing agency's row, is missing.

    The row without an agency is the unit's own; the others are its duties'.
    """

    __tablename__ = "unknown_month"
    __table_args__ = (UniqueConstraint("case_id", "agency_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("lawsuit.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    month: Mapped[str] = mapped_column(String(7), index=True)
