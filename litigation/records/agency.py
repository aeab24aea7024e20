"""行政机关, the people who answer for them, and when those people are away."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship, selectinload

from litigation.law.clock import at_shanghai
from litigation.records.db import Record, UtcDateTime

if TYPE_CHECKING:
    from litigation.records.assignment import Assignment


class Agency(Record):
    """A sued or suable agency. ``short_names`` are what people call it; see ``AgencyAlias``."""

    __tablename__ = "agency"
    __table_args__ = (
        CheckConstraint("kind IN ('government', 'department', 'street', 'authorised')", name="kind"),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="validity"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    short_name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    in_district: Mapped[bool] = mapped_column(default=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    parent: Mapped["Agency | None"] = relationship(remote_side=[id])
    aliases: Mapped[list["AgencyAlias"]] = relationship(back_populates="agency", order_by="AgencyAlias.id")
    officials: Mapped[list["Official"]] = relationship(back_populates="agency", order_by="Official.id")
    liaisons: Mapped[list["Liaison"]] = relationship(back_populates="agency", order_by="Liaison.id")


class AgencyAlias(Record):
    """Another name of an agency: short, former, or learned from a clerk's answer."""

    __tablename__ = "agency_alias"
    __table_args__ = (CheckConstraint("origin IN ('short', 'former', 'learned')", name="origin"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    origin: Mapped[str] = mapped_column(String(10), default="short")

    agency: Mapped[Agency] = relationship(back_populates="aliases")


class Liaison(Record):
    """联络员 of an agency, or the secretary of one official."""

    __tablename__ = "liaison"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    mobile: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(200))
    is_default: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    agency: Mapped[Agency] = relationship(back_populates="liaisons")


class Official(Record):
    """A person holding a post in an agency; a head (负责人) if rank and term allow it (R2020 art. 2)."""

    __tablename__ = "official"
    __table_args__ = (
        CheckConstraint("rank IN ('principal', 'deputy', 'deputy_level', 'other')", name="rank"),
        CheckConstraint("to_on IS NULL OR from_on IS NULL OR from_on <= to_on", name="term"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    post: Mapped[str] = mapped_column(String(60), default="")
    rank: Mapped[str] = mapped_column(String(20))
    portfolio: Mapped[list[str]] = mapped_column(JSON, default=list)
    mobile: Mapped[str | None] = mapped_column(String(20), index=True)
    mobile_verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    email: Mapped[str | None] = mapped_column(String(200))
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    liaison_id: Mapped[int | None] = mapped_column(ForeignKey("liaison.id"))
    version: Mapped[int] = mapped_column(default=1)

    agency: Mapped[Agency] = relationship(back_populates="officials")
    liaison: Mapped[Liaison | None] = relationship()
    assignments: Mapped[list["Assignment"]] = relationship(back_populates="official")
    leaves: Mapped[list["Leave"]] = relationship(back_populates="official", order_by="Leave.starts_at")


class CaseLink(Record):
    """An official's recorded link to the sued act, for ranks ③④ (R2020 art. 2(1))."""

    __tablename__ = "case_link"
    __table_args__ = (UniqueConstraint("official_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("lawsuit.id"), index=True)
    note: Mapped[str] = mapped_column(String(200), default="")


class Leave(Record):
    """A time in which an official cannot appear; half-open [starts_at, ends_at)."""

    __tablename__ = "leave"
    __table_args__ = (CheckConstraint("starts_at < ends_at", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(20), default="leave")
    note: Mapped[str] = mapped_column(String(200), default="")
    entered_by: Mapped[str] = mapped_column(String(60), default="", server_default="")

    official: Mapped[Official] = relationship(back_populates="leaves")


def register_is_empty(session: Session) -> bool:
    """Tell whether no agency was entered yet."""
    return session.scalar(select(Agency.id).limit(1)) is None


def list_agencies(
    session: Session, words: str = "", kind: str = "", within: Collection[int] | None = None
) -> list[Agency]:
    """Return agencies whose names hold ``words``, with their people; ``within`` limits the ids."""
    query = select(Agency).options(
        selectinload(Agency.officials), selectinload(Agency.liaisons), selectinload(Agency.parent)
    )
    if within is not None:
        query = query.where(Agency.id.in_(within))
    if kind:
        query = query.where(Agency.kind == kind)
    if words:
        alias = select(AgencyAlias.agency_id).where(AgencyAlias.name.contains(words, autoescape=True))
        person = select(Official.agency_id).where(Official.name.contains(words, autoescape=True))
        query = query.where(
            or_(Agency.name.contains(words, autoescape=True), Agency.id.in_(alias), Agency.id.in_(person))
        )
    return list(session.scalars(query.order_by(Agency.valid_to.isnot(None), Agency.id)))


def agency_choices(session: Session, without: int | None = None) -> list[tuple[int, str]]:
    """Return id and name of every agency for a list to choose from."""
    rows = session.execute(select(Agency.id, Agency.name).order_by(Agency.name))
    return [(row[0], row[1]) for row in rows if row[0] != without]


def leaves_between(
    session: Session, first: date, last: date, within: Collection[int] | None = None
) -> list[Leave]:
    """Return the leaves that touch the days ``first`` to ``last``; ``within`` limits the agencies."""
    query = (
        select(Leave)
        .join(Official, Official.id == Leave.official_id)
        .where(
            Leave.starts_at < at_shanghai(last + timedelta(days=1), 0), Leave.ends_at > at_shanghai(first, 0)
        )
        .options(joinedload(Leave.official).joinedload(Official.agency))
    )
    if within is not None:
        query = query.where(Official.agency_id.in_(within))
    return list(session.scalars(query.order_by(Leave.starts_at)))


def principal_on(session: Session, agency_id: int, day: date) -> Official | None:
    """Return the agency's principal (正职) in office on a day, the first entered of several."""
    return next((each for each in officials_on(session, agency_id, day) if each.rank == "principal"), None)


def officials_on(session: Session, agency_id: int, day: date) -> list[Official]:
    """Return the agency's people in office on a day."""
    query = (
        select(Official)
        .where(Official.agency_id == agency_id)
        .where(or_(Official.from_on.is_(None), Official.from_on <= day))
        .where(or_(Official.to_on.is_(None), Official.to_on >= day))
    )
    return list(session.scalars(query.order_by(Official.id)))


def officials_in_office(session: Session, day: date) -> list[Official]:
    """Return the people in office on a day in the agencies of the district, by agency and rank."""
    query = (
        select(Official)
        .join(Official.agency)
        .where(Agency.in_district)
        .where(or_(Official.from_on.is_(None), Official.from_on <= day))
        .where(or_(Official.to_on.is_(None), Official.to_on >= day))
        .options(joinedload(Official.agency))
    )
    return list(session.scalars(query.order_by(Agency.short_name, Official.id)))
