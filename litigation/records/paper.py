"""Papers to the court that were issued for a seat: which, by whom, and their bytes."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from litigation.records.agency import Agency
from litigation.records.db import Record, UtcDateTime
from litigation.records.hearing import Hearing


class Paper(Record):
    """One issued paper of an agency for a hearing; a later one of its kind stands beside it.

    Kinds: ``certificate`` 身份证明书, ``certificate_scan`` the sealed one as it was filed,
    ``replacement`` 更换出庭负责人函, ``statement`` 不能出庭情况说明, ``postponement`` 延期开庭申请书.
    ``revision`` is the
    hearing's when the paper was made: a move makes it out of date.
    """

    __tablename__ = "paper"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('certificate', 'certificate_scan', 'replacement', 'statement', 'postponement')",
            name="kind",
        ),
        Index("ix_paper_seat", "hearing_id", "agency_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    revision: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(60), default="")

    hearing: Mapped[Hearing] = relationship()
    agency: Mapped[Agency] = relationship()


def papers_of(session: Session, hearing_ids: Collection[int]) -> Sequence[Paper]:
    """Return the papers issued for these hearings, the latest first."""
    query = select(Paper).where(Paper.hearing_id.in_(hearing_ids))
    return session.scalars(query.order_by(Paper.made_at.desc(), Paper.id.desc())).all()
