"""The court's monthly list, letters and answers about it; the office's view of a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the lists with their rows, letters and answers, and what the office says of a reason."""
    _create_lists()
    _create_inquiries()
    with op.batch_alter_table("excuse", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sent_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("office_view", sa.String(length=10), nullable=False, server_default="none")
        )
        batch_op.add_column(
            sa.Column("office_words", sa.String(length=300), nullable=False, server_default="")
        )


def downgrade() -> None:
    """Take everything back."""
    with op.batch_alter_table("excuse", schema=None) as batch_op:
        for name in ("office_words", "office_view", "sent_on"):
            batch_op.drop_column(name)
    for table in ("court_answer", "court_letter", "court_list_row", "court_list"):
        op.drop_table(table)


def _create_lists() -> None:
    op.create_table(
        "court_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("court", sa.String(length=80), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(length=60), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["blob_sha256"], ["blob.sha256"], name=op.f("fk_court_list_blob_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_list")),
        sa.UniqueConstraint("blob_sha256", "month", name=op.f("uq_court_list_blob_sha256_month")),
    )
    op.create_index(op.f("ix_court_list_month"), "court_list", ["month"], unique=False)
    op.create_table(
        "court_list_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=100), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("written", sa.String(length=120), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("agencies", sa.JSON(), nullable=False),
        sa.Column("appeared", sa.Boolean(), nullable=True),
        sa.Column("rank", sa.String(length=20), nullable=True),
        sa.Column("heads", sa.JSON(), nullable=False),
        sa.Column("post", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["court_list.id"], name=op.f("fk_court_list_row_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_list_row")),
        sa.UniqueConstraint("list_id", "position", name=op.f("uq_court_list_row_list_id_position")),
    )


def _create_inquiries() -> None:
    op.create_table(
        "court_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("keys", sa.JSON(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["court_list.id"], name=op.f("fk_court_letter_list_id")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_court_letter_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_letter")),
    )
    op.create_index(op.f("ix_court_letter_list_id"), "court_letter", ["list_id"], unique=False)
    op.create_table(
        "court_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["court_list.id"], name=op.f("fk_court_answer_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_court_answer")),
    )
    op.create_index("ix_court_answer_list_id_key", "court_answer", ["list_id", "key"], unique=False)
