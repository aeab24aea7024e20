"""The office's mailbox."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add how far a folder was read, its messages, and the imports that came of them."""
    op.create_table(
        "mailbox_mark",
        sa.Column("box", sa.String(length=200), nullable=False),
        sa.Column("validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("box", name=op.f("pk_mailbox_mark")),
    )
    op.create_table(
        "mailbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("box", sa.String(length=200), nullable=False),
        sa.Column("validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("identity", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=250), nullable=False),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("sender_name", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('reading', 'imported', 'inbox', 'refused', 'repeated')",
            name=op.f("ck_mailbox_message_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_message")),
        sa.UniqueConstraint("box", "validity", "uid", name=op.f("uq_mailbox_message_box_validity_uid")),
    )
    with op.batch_alter_table("mailbox_message") as batch:
        batch.create_index(batch.f("ix_mailbox_message_identity"), ["identity"], unique=False)
    op.create_table(
        "import_letter",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name=op.f("fk_import_letter_run_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["mailbox_message.id"],
            name=op.f("fk_import_letter_message_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "message_id", name=op.f("pk_import_letter")),
    )
    with op.batch_alter_table("import_letter") as batch:
        batch.create_index(batch.f("ix_import_letter_message_id"), ["message_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("import_letter")
    op.drop_table("mailbox_message")
    op.drop_table("mailbox_mark")
