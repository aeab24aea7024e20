"""Pinned choices, hand-over between heads, requests to postpone, checks of contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

PAPERS_BEFORE = "kind IN ('certificate', 'certificate_scan', 'statement', 'postponement')"
PAPERS = "kind IN ('certificate', 'certificate_scan', 'replacement', 'statement', 'postponement')"


def upgrade() -> None:
    _create_pin()
    _create_hand_over()
    _create_postponement()
    _create_check()
    _limit_papers(PAPERS)


def downgrade() -> None:
    op.execute("DELETE FROM paper WHERE kind = 'replacement'")
    _limit_papers(PAPERS_BEFORE)
    for table in ("contact_check", "postponement_request", "hand_over", "pin"):
        op.drop_table(table)


def _limit_papers(kinds: str) -> None:
    with op.batch_alter_table("paper") as batch:
        batch.drop_constraint(batch.f("ck_paper_kind"), type_="check")
        batch.create_check_constraint(batch.f("ck_paper_kind"), kinds)


def _create_pin() -> None:
    op.create_table(
        "pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pinned_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_pin_hearing_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_pin_agency_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_pin_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin")),
        sa.UniqueConstraint("hearing_id", "agency_id", name=op.f("uq_pin_hearing_id_agency_id")),
    )


def _create_hand_over() -> None:
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("nonce", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered_by", sa.String(length=60), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('offered', 'accepted', 'refused', 'ended')", name=op.f("ck_hand_over_state")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_hand_over_assignment_id")
        ),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_hand_over_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_hand_over_token_hash")),
    )
    with op.batch_alter_table("hand_over") as batch:
        batch.create_index(batch.f("ix_hand_over_assignment_id"), ["assignment_id"], unique=False)
        batch.create_index(
            "uq_hand_over_open",
            ["assignment_id"],
            unique=True,
            sqlite_where=sa.text("state = 'offered'"),
            postgresql_where=sa.text("state = 'offered'"),
        )


def _create_postponement() -> None:
    op.create_table(
        "postponement_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answer IN ('none', 'granted', 'refused')", name=op.f("ck_postponement_request_answer")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearing.id"], name=op.f("fk_postponement_request_hearing_id")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_postponement_request_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postponement_request")),
        sa.UniqueConstraint(
            "hearing_id",
            "agency_id",
            "revision",
            name=op.f("uq_postponement_request_hearing_id_agency_id_revision"),
        ),
    )


def _create_check() -> None:
    op.create_table(
        "contact_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("mobile", sa.String(length=20), nullable=False),
        sa.Column("nonce", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_contact_check_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_check")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_contact_check_token_hash")),
    )
    with op.batch_alter_table("contact_check") as batch:
        batch.create_index(batch.f("ix_contact_check_official_id"), ["official_id"], unique=False)
