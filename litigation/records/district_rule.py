"""The district's own rules about who is to appear; a rule is ended and replaced, never rewritten."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from litigation.records.agency import Agency
from litigation.records.db import Record, UtcDateTime


class DistrictRuleRow(Record):
    """One rule with its source, in force from ``from_on`` to ``to_on``, both included."""

    __tablename__ = "district_rule"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('first_of_year', 'yearly_least', 'quota', 'amount', 'plaintiffs', 'must_notify',"
            " 'named', 'deputy', 'series')",
            name="kind",
        ),
        CheckConstraint("to_on IS NULL OR from_on <= to_on", name="term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(300))
    threshold: Mapped[int] = mapped_column(BigInteger, default=0)
    steps: Mapped[str] = mapped_column(String(100), default="")
    must: Mapped[bool] = mapped_column(default=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(60), default="")
    ended_by: Mapped[str] = mapped_column(String(60), default="")

    agency: Mapped[Agency | None] = relationship()


def district_rules(session: Session) -> list[DistrictRuleRow]:
    """Return every rule that ever was, those in force first."""
    query = select(DistrictRuleRow).order_by(DistrictRuleRow.to_on.is_not(None), DistrictRuleRow.id)
    return list(session.scalars(query))
