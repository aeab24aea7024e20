"""The office's mailbox as far as it was read: every message once, and what became of it."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from litigation.records.db import Record, UtcDateTime

MAILBOX = "mailbox"
"""A mailbox that cannot be read is a stopped channel of this name: every clerk's page shows it."""


class MailboxMark(Record):
    """How far one folder was read: everything up to ``uid`` under ``validity`` is dealt with.

    ``since`` is the day before which nothing is read; ``failing_since`` is when the server was
    first not reached; ``refused`` names the settings that the server refused.
    """

    __tablename__ = "mailbox_mark"

    box: Mapped[str] = mapped_column(String(200), primary_key=True)
    validity: Mapped[int] = mapped_column(BigInteger, default=0)
    uid: Mapped[int] = mapped_column(BigInteger, default=0)
    since: Mapped[date]
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refused: Mapped[str] = mapped_column(String(64), default="")


class MailboxMessage(Record):
    """One message of a folder.

    ``identity`` is the same for a second copy of it. States: ``reading`` (by whoever holds the
    lease), ``imported``, ``inbox`` (lies among the replies), ``refused`` (could not be read),
    ``repeated`` (came before). ``moved``: it lies in the folder for what is dealt with.
    """

    __tablename__ = "mailbox_message"
    __table_args__ = (
        UniqueConstraint("box", "validity", "uid"),
        CheckConstraint(
            "state IN ('reading', 'imported', 'inbox', 'refused', 'repeated')",
            name="state",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    box: Mapped[str] = mapped_column(String(200))
    validity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    identity: Mapped[str] = mapped_column(String(64), default="", index=True)
    message_id: Mapped[str] = mapped_column(String(250), default="")
    sender: Mapped[str] = mapped_column(String(200), default="")
    sender_name: Mapped[str] = mapped_column(String(60), default="")
    subject: Mapped[str] = mapped_column(String(200), default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    arrived_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10), default="reading")
    note: Mapped[str] = mapped_column(Text, default="")
    tries: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved: Mapped[bool] = mapped_column(default=False)


class ImportLetter(Record):
    """Which message an import came from."""

    __tablename__ = "import_letter"

    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[int] = mapped_column(
        ForeignKey("mailbox_message.id", ondelete="CASCADE"), primary_key=True, index=True
    )


def letters_of(session: Session, run_ids: Collection[int]) -> dict[int, MailboxMessage]:
    """Return the message that each of these imports came from; the first one where several brought it."""
    query = (
        select(ImportLetter.run_id, MailboxMessage)
        .join(MailboxMessage, MailboxMessage.id == ImportLetter.message_id)
        .where(ImportLetter.run_id.in_(run_ids))
        .order_by(MailboxMessage.id.desc())
    )
    return dict(session.execute(query).all())
