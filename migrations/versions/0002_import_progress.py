"""Progress and undo of imports, headings by layout."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations.base import BatchOperations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BEFORE = "state IN ('waiting', 'applied', 'discarded', 'refused')"
AFTER = "state IN ('reading', 'unread', 'waiting', 'applied', 'discarded', 'refused', 'undone')"


@contextmanager
def _runs(before: str, after: str) -> Iterator[BatchOperations]:
    """Change the table of runs and the states it allows; SQLite does not tell its checks by itself."""
    checks = (
        sa.CheckConstraint("kind IN ('hearings', 'people')", name=op.f("ck_import_run_kind")),
        sa.CheckConstraint(before, name=op.f("ck_import_run_state")),
    )
    with op.batch_alter_table("import_run", schema=None, reflect_args=checks) as batch_op:
        batch_op.drop_constraint(op.f("ck_import_run_state"), type_="check")
        yield batch_op
        batch_op.create_check_constraint(op.f("ck_import_run_state"), after)


def upgrade() -> None:
    """Add the work of an import, what its rows did, and who decided last."""
    with _runs(BEFORE, AFTER) as batch_op:
        batch_op.add_column(sa.Column("layouts", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("decided_by", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("undone_by", sa.String(length=60), nullable=False, server_default=""))
    op.create_table(
        "import_work",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('reading', 'writing')", name=op.f("ck_import_work_kind")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name=op.f("fk_import_work_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_import_work")),
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.add_column(sa.Column("effect", sa.JSON(none_as_null=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_import_row_hearing_id"), ["hearing_id"], unique=False)


def downgrade() -> None:
    """Take the columns back; an import that is being read or was undone counts as discarded."""
    op.execute("UPDATE import_run SET state = 'discarded' WHERE state IN ('reading', 'unread', 'undone')")
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_row_hearing_id"))
        batch_op.drop_column("effect")
    op.drop_table("import_work")
    with _runs(AFTER, BEFORE) as batch_op:
        for name in ("undone_by", "undone_at", "decided_by", "decided_at", "layouts"):
            batch_op.drop_column(name)
