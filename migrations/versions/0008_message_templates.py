"""Message texts edited by the office."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feed_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(official_id IS NULL) <> (user_id IS NULL)", name=op.f("ck_feed_link_holder")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_feed_link_official_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_feed_link_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_feed_link_token_hash")),
    )
    with op.batch_alter_table("feed_link") as batch:
        batch.create_index(batch.f("ix_feed_link_official_id"), ["official_id"], unique=False)
        batch.create_index(batch.f("ix_feed_link_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    op.drop_table("feed_link")
