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
            " 'named', 'deputy', 'series')",
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
    with op.batch_alter_table("leave") as batch:
        batch.add_column(sa.Column("entered_by", sa.String(length=60), nullable=False, server_default=""))
    _create_travel()
    _create_weekly()
    _create_calendars()


def downgrade() -> None:
    for table in ("busy_calendar", "busy_time", "weekly_time", "travel_time"):
        op.drop_table(table)
    with op.batch_alter_table("leave") as batch:
        batch.drop_column("entered_by")
    with op.batch_alter_table("lawsuit") as batch:
        batch.drop_column("series")
        batch.drop_column("principal_named")
        batch.drop_column("amount")
    op.drop_table("district_rule")


def _create_travel() -> None:
    op.create_table(
        "travel_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("one", sa.String(length=120), nullable=False),
        sa.Column("other", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint("minutes >= 0 AND minutes <= 1440", name=op.f("ck_travel_time_minutes")),
        sa.CheckConstraint("one <> other", name=op.f("ck_travel_time_places")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel_time")),
        sa.UniqueConstraint("one", "other", name=op.f("uq_travel_time_one_other")),
    )


def _create_weekly() -> None:
    op.create_table(
        "weekly_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("note", sa.String(length=100), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint("weekday >= 0 AND weekday <= 6", name=op.f("ck_weekly_time_weekday")),
        sa.CheckConstraint("begins < ends", name=op.f("ck_weekly_time_order")),
        sa.CheckConstraint("to_on IS NULL OR from_on <= to_on", name=op.f("ck_weekly_time_term")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_weekly_time_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weekly_time")),
    )
    with op.batch_alter_table("weekly_time") as batch:
        batch.create_index(batch.f("ix_weekly_time_official_id"), ["official_id"], unique=False)


def _create_calendars() -> None:
    op.create_table(
        "busy_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_busy_time_order")),
        sa.CheckConstraint("origin IN ('address', 'file')", name=op.f("ck_busy_time_origin")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_busy_time_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy_time")),
    )
    with op.batch_alter_table("busy_time") as batch:
        batch.create_index("ix_busy_time_when", ["official_id", "starts_at"], unique=False)
    op.create_table(
        "busy_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("sealed_address", sa.String(length=4000), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=60), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(length=200), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_busy_calendar_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_busy_calendar")),
        sa.UniqueConstraint("official_id", name=op.f("uq_busy_calendar_official_id")),
    )
