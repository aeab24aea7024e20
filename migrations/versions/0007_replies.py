"""Replies, delivery events and the inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "delivery_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_delivery_event_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_event")),
        sa.UniqueConstraint(
            "provider_id", "status", "code", name=op.f("uq_delivery_event_provider_id_status_code")
        ),
    )
    with op.batch_alter_table("delivery_event") as batch:
        batch.create_index(batch.f("ix_delivery_event_notice_id"), ["notice_id"], unique=False)
    op.create_table(
        "inbound_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("provider_id", sa.String(length=200), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("person", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reading", sa.String(length=20), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint("state IN ('done', 'waiting')", name=op.f("ck_inbound_message_state")),
        sa.CheckConstraint("channel IN ('sms', 'mail')", name=op.f("ck_inbound_message_channel")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_inbound_message_assignment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_message")),
        sa.UniqueConstraint("provider_id", name=op.f("uq_inbound_message_provider_id")),
    )
    with op.batch_alter_table("inbound_message") as batch:
        batch.create_index(batch.f("ix_inbound_message_assignment_id"), ["assignment_id"], unique=False)
        batch.create_index(batch.f("ix_inbound_message_sender"), ["sender"], unique=False)
        batch.create_index("ix_inbound_message_waiting", ["state", "received_at"], unique=False)
    op.create_table(
        "closed_address",
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_closed_address")),
    )
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("sendings", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("assignment") as batch:
        batch.add_column(sa.Column("reply_code", sa.String(length=2), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("assignment") as batch:
        batch.drop_column("reply_code")
    with op.batch_alter_table("notice") as batch:
        batch.drop_column("sendings")
    op.drop_table("closed_address")
    op.drop_table("inbound_message")
    op.drop_table("delivery_event")
