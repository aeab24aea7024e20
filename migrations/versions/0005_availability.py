"""Availability of heads, travel between courts, rules of the district."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "district_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("steps", sa.String(length=100), nullable=False),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.Column("ended_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "kind IN ('first_of_year', 'yearly_least', 'quota', 'amount', 'plaintiffs', 'must_notify',"
            " 'named', 'series')",
            name=op.f("ck_district_rule_kind"),
        ),
        sa.CheckConstraint("to_on IS NULL OR from_on <= to_on", name=op.f("ck_district_rule_term")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_district_rule_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district_rule")),
    )
    with op.batch_alter_table("lawsuit") as batch:
        batch.add_column(sa.Column("amount", sa.BigInteger(), nullable=True))
        batch.add_column(
            sa.Column("principal_named", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("series", sa.String(length=60), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("lawsuit") as batch:
        batch.drop_column("series")
        batch.drop_column("principal_named")
        batch.drop_column("amount")
    op.drop_table("district_rule")
