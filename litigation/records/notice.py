"""The outbox: what is to be told, to whom, when, and what became of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from litigation.records.assignment import Assignment
from litigation.records.db import Record, UtcDateTime
from litigation.records.hearing import Hearing


class Notice(Record):
    """One message to one recipient over one channel.

    ``key`` = subject, revision, assignment, rung, recipient, channel: planning the same
    thing twice changes nothing. States: ``planned``, ``claimed`` (leased by a worker),
    ``sent``, ``failed`` (reported by a task), ``superseded`` (what caused it changed),
    ``expired`` (its use ended before it could leave).

    ``due_at`` is the moment of the plan, ``retry_at`` the next attempt after a failed one;
    ``tried_at`` is the first attempt, ``unknown_since`` since when an answer is missing: then
    the provider is asked before anything is sent again. ``attempts`` counts requests,
    ``sendings`` the messages that the provider took. ``body`` holds no link, only a mark.
    """

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint(
            "state IN ('planned', 'claimed', 'sent', 'failed', 'superseded', 'expired')", name="state"
        ),
        CheckConstraint("channel IN ('sms', 'mail')", name="channel"),
        Index("ix_notice_due", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    event: Mapped[str] = mapped_column(String(40))
    rung: Mapped[str] = mapped_column(String(40))
    channel: Mapped[str] = mapped_column(String(10))
    hearing_id: Mapped[int | None] = mapped_column(ForeignKey("hearing.id"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    circular_id: Mapped[int | None] = mapped_column(ForeignKey("circular.id"))
    recipient_kind: Mapped[str] = mapped_column(String(20))
    recipient_id: Mapped[int]
    recipient_name: Mapped[str] = mapped_column(String(60), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    revision: Mapped[int] = mapped_column(default=1)
    sequence: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(20), default="planned")
    claimed_by: Mapped[str | None] = mapped_column(String(80))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    sendings: Mapped[int] = mapped_column(default=0, server_default="0")
    retry_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    unknown_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    provider_id: Mapped[str | None] = mapped_column(String(80), index=True)
    message_id: Mapped[str | None] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text, default="")
    error_code: Mapped[str] = mapped_column(String(20), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    planned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_reason: Mapped[str] = mapped_column(String(200), default="")

    hearing: Mapped[Hearing | None] = relationship()
    assignment: Mapped[Assignment | None] = relationship()


class Task(Record):
    """Something that waits for a person: a call, an outcome, a missing contact."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_open", "done_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    hearing_id: Mapped[int | None] = mapped_column(ForeignKey("hearing.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    official_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"))
    title: Mapped[str] = mapped_column(String(200))
    script: Mapped[str] = mapped_column(Text, default="")
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[str] = mapped_column(String(60), default="")
    result: Mapped[str] = mapped_column(Text, default="")

    hearing: Mapped[Hearing | None] = relationship()


class JobRun(Record):
    """A periodic job's slot: whoever inserts the row runs it."""

    __tablename__ = "job_run"
    __table_args__ = (UniqueConstraint("job", "slot"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job: Mapped[str] = mapped_column(String(40))
    slot: Mapped[datetime] = mapped_column(UtcDateTime)
    worker: Mapped[str] = mapped_column(String(80))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    detail: Mapped[str] = mapped_column(Text, default="")


class Heartbeat(Record):
    """The last sign of life of a worker process."""

    __tablename__ = "heartbeat"

    worker: Mapped[str] = mapped_column(String(80), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    beat_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ChannelState(Record):
    """Whether a channel is stopped because its settings are refused; ``tried_at`` is the last attempt."""

    __tablename__ = "channel_state"

    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
