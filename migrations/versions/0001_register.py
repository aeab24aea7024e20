"""The register: every table as it stands at the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_line")),
    )
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("in_district", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('government', 'department', 'street', 'authorised')", name=op.f("ck_agency_kind")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_agency_validity"),
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["agency.id"], name=op.f("fk_agency_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_name")),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "channel_state",
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_channel_state")),
    )
    op.create_table(
        "first_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_run")),
    )
    op.create_table(
        "hearing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("court", sa.String(length=80), nullable=False),
        sa.Column("courtroom", sa.String(length=80), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("judge", sa.String(length=60), nullable=False),
        sa.Column("clerk", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("re_notified", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("outcome_recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.String(length=200), nullable=False),
        sa.Column("missing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("source_uid", sa.String(length=255), nullable=True),
        sa.Column("sitting_month", sa.String(length=7), nullable=True),
        sa.Column("sitting_attended", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('held', 'adjourned', 'cancelled', 'withdrawn', 'entered_in_error')",
            name=op.f("ck_hearing_outcome"),
        ),
        sa.CheckConstraint(
            "ends_at IS NULL OR starts_at IS NULL OR starts_at < ends_at", name=op.f("ck_hearing_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint("uid", name=op.f("uq_hearing_uid")),
    )
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_sitting", ["sitting_month", "sitting_attended"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_source_uid"), ["source_uid"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_starts_at"), ["starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_hearing_starts_on"), ["starts_on"], unique=False)

    op.create_table(
        "heartbeat",
        sa.Column("worker", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "holiday_override",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('off', 'work')", name=op.f("ck_holiday_override_kind")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holiday_override")),
    )
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
        sa.UniqueConstraint("job", "slot", name=op.f("uq_job_run_job_slot")),
    )
    op.create_table(
        "journal_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("actor", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("details_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("line_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_line")),
        sa.UniqueConstraint("line_hash", name=op.f("uq_journal_line_line_hash")),
    )
    with op.batch_alter_table("journal_line", schema=None) as batch_op:
        batch_op.create_index("ix_journal_line_subject", ["subject", "subject_id"], unique=False)

    op.create_table(
        "lawsuit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("original_number", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("court_code", sa.String(length=20), nullable=False),
        sa.Column("special", sa.String(length=4), nullable=False),
        sa.Column("type", sa.String(length=10), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("procedure", sa.String(length=30), nullable=True),
        sa.Column("court", sa.String(length=80), nullable=False),
        sa.Column("cause", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("sued_act", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("notice_kind", sa.String(length=10), nullable=True),
        sa.Column("notice_ground", sa.String(length=100), nullable=False),
        sa.Column("notice_served_on", sa.Date(), nullable=True),
        sa.Column("arrangement_kind", sa.String(length=10), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=True),
        sa.Column("head_rank", sa.String(length=20), nullable=True),
        sa.Column("spoke", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("lawyers_only", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lawsuit")),
        sa.UniqueConstraint("number", name=op.f("uq_lawsuit_number")),
        sa.UniqueConstraint(
            "year",
            "court_code",
            "special",
            "type",
            "sequence",
            name=op.f("uq_lawsuit_year_court_code_special_type_sequence"),
        ),
    )
    with op.batch_alter_table("lawsuit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lawsuit_procedure"), ["procedure"], unique=False)
        batch_op.create_index(
            "ix_lawsuit_tally",
            [
                "month",
                "standing",
                "procedure",
                "notice_kind",
                "head_rank",
                "spoke",
                "settled",
                "lawyers_only",
            ],
            unique=False,
        )

    op.create_table(
        "learned_heading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(length=64), nullable=False),
        sa.Column("heading", sa.String(length=100), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learned_heading")),
    )
    with op.batch_alter_table("learned_heading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learned_heading_layout"), ["layout"], unique=False)

    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_login_attempt_ip_tried_at", ["ip", "tried_at"], unique=False)
        batch_op.create_index("ix_login_attempt_username_tried_at", ["username", "tried_at"], unique=False)

    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_setting_name_version")),
    )
    op.create_table(
        "agency_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.CheckConstraint("origin IN ('short', 'former', 'learned')", name=op.f("ck_agency_alias_origin")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_alias_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_alias")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_alias_name")),
    )
    with op.batch_alter_table("agency_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_alias_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "appearance_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=True),
        sa.CheckConstraint(
            "standing IN ('pending', 'unknown', 'open', 'discharged', 'excused', 'breached', 'relieved', 'not_counted')",
            name=op.f("ck_appearance_duty_standing"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_appearance_duty_agency_id")),
        sa.ForeignKeyConstraint(["case_id"], ["lawsuit.id"], name=op.f("fk_appearance_duty_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearance_duty")),
        sa.UniqueConstraint("case_id", "agency_id", name=op.f("uq_appearance_duty_case_id_agency_id")),
    )
    with op.batch_alter_table("appearance_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appearance_duty_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_appearance_duty_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_appearance_duty_tally", ["month", "agency_id", "standing"], unique=False)

    op.create_table(
        "arrangement_agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_arrangement_agency_agency_id")),
        sa.ForeignKeyConstraint(["case_id"], ["lawsuit.id"], name=op.f("fk_arrangement_agency_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangement_agency")),
        sa.UniqueConstraint("case_id", "agency_id", name=op.f("uq_arrangement_agency_case_id_agency_id")),
    )
    with op.batch_alter_table("arrangement_agency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrangement_agency_case_id"), ["case_id"], unique=False)

    op.create_table(
        "circular",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_by", sa.String(length=60), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("docx_sha256", sa.String(length=64), nullable=True),
        sa.Column("xlsx_sha256", sa.String(length=64), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'proposed', 'issued')", name=op.f("ck_circular_state")),
        sa.ForeignKeyConstraint(["docx_sha256"], ["blob.sha256"], name=op.f("fk_circular_docx_sha256")),
        sa.ForeignKeyConstraint(["xlsx_sha256"], ["blob.sha256"], name=op.f("fk_circular_xlsx_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circular")),
        sa.UniqueConstraint("month", "edition", name=op.f("uq_circular_month_edition")),
    )
    with op.batch_alter_table("circular", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_circular_month"), ["month"], unique=False)

    op.create_table(
        "excuse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=1), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("proof", sa.Boolean(), nullable=False),
        sa.Column("seal", sa.Boolean(), nullable=False),
        sa.Column("chief_signature", sa.Boolean(), nullable=False),
        sa.Column("court_decision", sa.String(length=10), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_excuse_agency_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_excuse_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excuse")),
        sa.UniqueConstraint("hearing_id", "agency_id", name=op.f("uq_excuse_hearing_id_agency_id")),
    )
    with op.batch_alter_table("excuse", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_excuse_hearing_id"), ["hearing_id"], unique=False)

    op.create_table(
        "hearing_case",
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["lawsuit.id"], name=op.f("fk_hearing_case_case_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_case_hearing_id")),
        sa.PrimaryKeyConstraint("hearing_id", "case_id", name=op.f("pk_hearing_case")),
    )
    with op.batch_alter_table("hearing_case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_case_case_id"), ["case_id"], unique=False)

    op.create_table(
        "hearing_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("old_starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("old_starts_on", sa.Date(), nullable=True),
        sa.Column("old_court", sa.String(length=80), nullable=False),
        sa.Column("old_courtroom", sa.String(length=80), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_hearing_move_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_move")),
        sa.UniqueConstraint("hearing_id", "revision", name=op.f("uq_hearing_move_hearing_id_revision")),
    )
    with op.batch_alter_table("hearing_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hearing_move_hearing_id"), ["hearing_id"], unique=False)

    op.create_table(
        "left_open",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_by", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_left_open_agency_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_left_open_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_open")),
    )
    with op.batch_alter_table("left_open", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_left_open_hearing_id"), ["hearing_id"], unique=False)

    op.create_table(
        "liaison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("mobile", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_liaison_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison")),
    )
    with op.batch_alter_table("liaison", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_liaison_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("art1_3", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_party_agency_id")),
        sa.ForeignKeyConstraint(["case_id"], ["lawsuit.id"], name=op.f("fk_party_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_party_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_party_case_id"), ["case_id"], unique=False)

    op.create_table(
        "record_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_record_link_agency_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_record_link_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_link")),
        sa.UniqueConstraint("hearing_id", "agency_id", name=op.f("uq_record_link_hearing_id_agency_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_record_link_token_hash")),
    )
    op.create_table(
        "unknown_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_unknown_month_agency_id")),
        sa.ForeignKeyConstraint(["case_id"], ["lawsuit.id"], name=op.f("fk_unknown_month_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unknown_month")),
        sa.UniqueConstraint(
            "case_id", "agency_id", "month", name=op.f("uq_unknown_month_case_id_agency_id_month")
        ),
    )
    with op.batch_alter_table("unknown_month", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unknown_month_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unknown_month_month"), ["month"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("temporary_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("former_hashes", sa.JSON(), nullable=False),
        sa.Column("mobile", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("locale", sa.String(length=10), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('admin', 'auditor', 'clerk', 'liaison', 'leadership', 'head')",
            name=op.f("ck_user_account_role"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_user_account_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("username", name=op.f("uq_user_account_username")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("blob_sha256", sa.String(length=64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.String(length=60), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('hearings', 'people')", name=op.f("ck_import_run_kind")),
        sa.CheckConstraint(
            "state IN ('waiting', 'applied', 'discarded', 'refused')", name=op.f("ck_import_run_state")
        ),
        sa.ForeignKeyConstraint(["blob_sha256"], ["blob.sha256"], name=op.f("fk_import_run_blob_sha256")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_import_run_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_run_blob_sha256"), ["blob_sha256"], unique=False)

    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ip", sa.String(length=45), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_login_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "official",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("rank", sa.String(length=20), nullable=False),
        sa.Column("portfolio", sa.JSON(), nullable=False),
        sa.Column("mobile", sa.String(length=20), nullable=True),
        sa.Column("mobile_verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("liaison_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rank IN ('principal', 'deputy', 'deputy_level', 'other')", name=op.f("ck_official_rank")
        ),
        sa.CheckConstraint(
            "to_on IS NULL OR from_on IS NULL OR from_on <= to_on", name=op.f("ck_official_term")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_official_agency_id")),
        sa.ForeignKeyConstraint(["liaison_id"], ["liaison.id"], name=op.f("fk_official_liaison_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
    )
    with op.batch_alter_table("official", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_official_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_official_mobile"), ["mobile"], unique=False)

    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("circular_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["circular_id"], ["circular.id"], name=op.f("fk_receipt_circular_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_receipt_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("circular_id", "user_id", name=op.f("uq_receipt_circular_id_user_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_receipt_token_hash")),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_circular_id"), ["circular_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("assigned_by", sa.String(length=60), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=20), nullable=False),
        sa.Column("decline_ground", sa.String(length=1), nullable=True),
        sa.Column("decline_words", sa.Text(), nullable=False),
        sa.Column("proof_sha256", sa.String(length=64), nullable=True),
        sa.Column("certificate_state", sa.String(length=20), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'confirmed', 'declined', 'lapsed', 'relieved', 'ended')",
            name=op.f("ck_assignment_state"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_assignment_agency_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_assignment_hearing_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_assignment_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_assignment_token_hash")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_hearing_id"), ["hearing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_official_id"), ["official_id"], unique=False)
        batch_op.create_index(
            "uq_assignment_current",
            ["hearing_id", "agency_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('asked', 'confirmed', 'lapsed')"),
            postgresql_where=sa.text("state IN ('asked', 'confirmed', 'lapsed')"),
        )

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("certificate", sa.String(length=20), nullable=True),
        sa.Column("left", sa.String(length=20), nullable=True),
        sa.Column("spoke", sa.Boolean(), nullable=True),
        sa.Column("settlement", sa.Boolean(), nullable=True),
        sa.Column("remedy", sa.Boolean(), nullable=True),
        sa.Column("remedy_task", sa.String(length=200), nullable=False),
        sa.Column("remedy_due_on", sa.Date(), nullable=True),
        sa.Column("remedy_done_on", sa.Date(), nullable=True),
        sa.Column("refused_to_explain", sa.Boolean(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("lawyers", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=60), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("correction_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_attendance_agency_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_attendance_hearing_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_attendance_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_hearing_id"), ["hearing_id"], unique=False)
        batch_op.create_index(
            "uq_attendance_current",
            ["hearing_id", "agency_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "case_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["lawsuit.id"], name=op.f("fk_case_link_case_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_case_link_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
        sa.UniqueConstraint("official_id", "case_id", name=op.f("uq_case_link_official_id_case_id")),
    )
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_link_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_link_official_id"), ["official_id"], unique=False)

    op.create_table(
        "import_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heap", sa.String(length=10), nullable=False),
        sa.Column("sheet", sa.String(length=100), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("finding", sa.JSON(), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "heap IN ('new', 'changed', 'same', 'doubtful', 'wrong', 'missing')",
            name=op.f("ck_import_row_heap"),
        ),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_import_row_hearing_id")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name=op.f("fk_import_row_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.create_index("ix_import_row_run_id_heap", ["run_id", "heap"], unique=False)

    op.create_table(
        "leave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_leave_order")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_leave_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave")),
    )
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_official_id"), ["official_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=80), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_answer_assignment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_answer_idempotency_key")),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_assignment_id"), ["assignment_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("rung", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("circular_id", sa.Integer(), nullable=True),
        sa.Column("recipient_kind", sa.String(length=20), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("recipient_name", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("claimed_by", sa.String(length=80), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unknown_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("provider_id", sa.String(length=80), nullable=True),
        sa.Column("message_id", sa.String(length=200), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("error_code", sa.String(length=20), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("channel IN ('sms', 'mail')", name=op.f("ck_notice_channel")),
        sa.CheckConstraint(
            "state IN ('planned', 'claimed', 'sent', 'failed', 'superseded', 'expired')",
            name=op.f("ck_notice_state"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_notice_agency_id")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_notice_assignment_id")),
        sa.ForeignKeyConstraint(["circular_id"], ["circular.id"], name=op.f("fk_notice_circular_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_notice_hearing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_assignment_id"), ["assignment_id"], unique=False)
        batch_op.create_index("ix_notice_due", ["state", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_hearing_id"), ["hearing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "kind IN ('certificate', 'certificate_scan', 'statement', 'postponement')",
            name=op.f("ck_paper_kind"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_paper_agency_id")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_paper_assignment_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_paper_hearing_id")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_paper_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index("ix_paper_seat", ["hearing_id", "agency_id"], unique=False)

    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.String(length=60), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_task_agency_id")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_task_assignment_id")),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearing.id"], name=op.f("fk_task_hearing_id")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_task_notice_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_task_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("key", name=op.f("uq_task_key")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_hearing_id"), ["hearing_id"], unique=False)
        batch_op.create_index("ix_task_open", ["done_at", "due_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_open")
        batch_op.drop_index(batch_op.f("ix_task_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_task_agency_id"))

    op.drop_table("task")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index("ix_paper_seat")

    op.drop_table("paper")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_provider_id"))
        batch_op.drop_index(batch_op.f("ix_notice_hearing_id"))
        batch_op.drop_index("ix_notice_due")
        batch_op.drop_index(batch_op.f("ix_notice_assignment_id"))

    op.drop_table("notice")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_assignment_id"))

    op.drop_table("answer")
    with op.batch_alter_table("leave", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leave_official_id"))

    op.drop_table("leave")
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index("ix_import_row_run_id_heap")

    op.drop_table("import_row")
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_link_official_id"))
        batch_op.drop_index(batch_op.f("ix_case_link_case_id"))

    op.drop_table("case_link")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_attendance_current",
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_attendance_hearing_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assignment_current",
            sqlite_where=sa.text("state IN ('asked', 'confirmed', 'lapsed')"),
            postgresql_where=sa.text("state IN ('asked', 'confirmed', 'lapsed')"),
        )
        batch_op.drop_index(batch_op.f("ix_assignment_official_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_hearing_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_agency_id"))

    op.drop_table("assignment")
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipt_circular_id"))

    op.drop_table("receipt")
    with op.batch_alter_table("official", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_official_mobile"))
        batch_op.drop_index(batch_op.f("ix_official_agency_id"))

    op.drop_table("official")
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_session_user_id"))

    op.drop_table("login_session")
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_run_blob_sha256"))

    op.drop_table("import_run")
    op.drop_table("user_account")
    with op.batch_alter_table("unknown_month", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_unknown_month_month"))
        batch_op.drop_index(batch_op.f("ix_unknown_month_case_id"))

    op.drop_table("unknown_month")
    op.drop_table("record_link")
    with op.batch_alter_table("party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_party_case_id"))
        batch_op.drop_index(batch_op.f("ix_party_agency_id"))

    op.drop_table("party")
    with op.batch_alter_table("liaison", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_liaison_agency_id"))

    op.drop_table("liaison")
    with op.batch_alter_table("left_open", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_left_open_hearing_id"))

    op.drop_table("left_open")
    with op.batch_alter_table("hearing_move", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_move_hearing_id"))

    op.drop_table("hearing_move")
    with op.batch_alter_table("hearing_case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_case_case_id"))

    op.drop_table("hearing_case")
    with op.batch_alter_table("excuse", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_excuse_hearing_id"))

    op.drop_table("excuse")
    with op.batch_alter_table("circular", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_circular_month"))

    op.drop_table("circular")
    with op.batch_alter_table("arrangement_agency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_arrangement_agency_case_id"))

    op.drop_table("arrangement_agency")
    with op.batch_alter_table("appearance_duty", schema=None) as batch_op:
        batch_op.drop_index("ix_appearance_duty_tally")
        batch_op.drop_index(batch_op.f("ix_appearance_duty_case_id"))
        batch_op.drop_index(batch_op.f("ix_appearance_duty_agency_id"))

    op.drop_table("appearance_duty")
    with op.batch_alter_table("agency_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_alias_agency_id"))

    op.drop_table("agency_alias")
    op.drop_table("setting")
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_login_attempt_username_tried_at")
        batch_op.drop_index("ix_login_attempt_ip_tried_at")

    op.drop_table("login_attempt")
    with op.batch_alter_table("learned_heading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learned_heading_layout"))

    op.drop_table("learned_heading")
    with op.batch_alter_table("lawsuit", schema=None) as batch_op:
        batch_op.drop_index("ix_lawsuit_tally")
        batch_op.drop_index(batch_op.f("ix_lawsuit_procedure"))

    op.drop_table("lawsuit")
    with op.batch_alter_table("journal_line", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_line_subject")

    op.drop_table("journal_line")
    op.drop_table("job_run")
    op.drop_table("holiday_override")
    op.drop_table("heartbeat")
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hearing_starts_on"))
        batch_op.drop_index(batch_op.f("ix_hearing_starts_at"))
        batch_op.drop_index(batch_op.f("ix_hearing_source_uid"))
        batch_op.drop_index("ix_hearing_sitting")

    op.drop_table("hearing")
    op.drop_table("first_run")
    op.drop_table("channel_state")
    op.drop_table("blob")
    op.drop_table("agency")
    op.drop_table("access_line")
